"""Make the shipped lexicon: which words of twelve languages mean the same.

    python -m training.lexicon --data DIR --out src/crossread/models/lexicon

In: the data sets named in `lexicon_card`, all under licences that let what is made from them be
shipped, and `lexicon_tables`. Out: the table that `crossread.encoding.lexicon` reads, its rules, and a
card. A word stands for English concepts in shares (`lexicon_words`). Concepts that the words of other
languages share are near each other, as are words of one family. One process, a few minutes, the same
files every time.
"""

from __future__ import annotations

import argparse
import hashlib
import itertools
import json
import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import save

from crossread.encoding.lexicon import RIVAL, key, made_of, rules_of
from crossread.encoding.pieces import Pieces
from crossread.encoding.subwords import SHIPPED as ENCODER
from crossread.encoding.wordforms import Rules, candidates
from training import lexicon_card
from training.lexicon_data import (
    LANGUAGES,
    Dictionary,
    Table,
    as_json,
    beside,
    cognates,
    derived,
    dictionaries,
    groups,
    own_translations,
    sentences,
    silver_words,
    table,
)
from training.lexicon_rules import irregular, written
from training.lexicon_usual import usual
from training.lexicon_verbs import verbs
from training.lexicon_words import Shares, Words, commonness, words

NAME, VERSION = "crossread-lexicon", 1
Array = NDArray[Any]

# Concepts that the file holds, and entries of a language.
CONCEPTS, ENTRIES = 65_000, 55_000
# Concepts in a row; their least cosine with its own; languages that must agree.
NEAR, LEAST_NEAR, AGREED = 12, 0.08, 2
# Power of that cosine in the row.
POWER = 0.6
# What a word of the same family counts beside the word itself.
FAMILY = 0.4
# The same for English words seen in text at least so often; rare ones would crowd out others.
SAID = 3
# What a word counts that news uses for another.
NEWS = 0.5
# What a word counts that a second outlet may use in place of another.
BESIDE = 0.4
# Power of a concept's rarity in its weight.
RARITY = 0.5
# An English word that has an entry and is a form of another counts that much for itself.
ITSELF = 0.6
# The same where it ends in -s and is a word of its own ("news" is hardly of "new"); the rest else.
PLURAL = 0.85
# Share of the other's words that a form needs in dictionaries to be a word of its own.
OWN = 0.3
VOWELS = "aeiou"
# Letters of the shortest word that an English form can be of.
SHORTEST = 3


def read(data: Path) -> tuple[_English, Counter[str], Counter[str], dict[str, Words]]:
    """English, how many words stand for each concept, how often text has it, and each language."""
    tables = {language: table(language) for language in LANGUAGES}
    found = dictionaries(data, tables)
    degree: Counter[str] = Counter()
    for dictionary in found.values():
        for some in dictionary.values():
            degree.update(some)
    pieces = Pieces((ENCODER / "tokenizer.json").read_bytes())
    parallel = sentences(data, lambda run: [run[p.start : p.end] for p in pieces.places(run)])
    english = _English(tables["en"], degree)
    seen = {w for _, other in parallel["uk"] for w in other} | set(silver_words(data, "uk"))
    rules = rules_of(written("uk", tables["uk"]))
    found["uk"].update(cognates(found["uk"], found["ru"], seen, rules))
    lines = {
        language: [(english.concepts(own), other) for own, other in pairs]
        for language, pairs in parallel.items()
    }
    counts = Counter(c for pairs in lines.values() for own, _ in pairs for c in own)
    common = commonness(counts)
    languages = {
        language: words(
            language,
            tables[language],
            found[language],
            common,
            lines[language],
            frozenset(own_translations(language)),
        )
        for language in LANGUAGES[1:]
    }
    return english, degree, counts, languages


def assemble(
    data: Path,
    english: _English,
    degree: Counter[str],
    counts: Counter[str],
    languages: Mapping[str, Words],
) -> tuple[dict[str, Array], dict[str, object], dict[str, int], int]:
    """The tensors, the rules, entries by language and the number of concepts, of what `read` gives."""
    concepts = _concepts(languages, degree, counts)
    near = _near(languages, concepts, counts, data)
    common = commonness(counts)
    entries = {"en": english.forms(concepts, counts) | english.entries(concepts)}
    stops = {language: table(language).stop for language in LANGUAGES}
    told: dict[str, object] = {"en": written("en", table("en"))}
    for language, one in languages.items():
        seen = silver_words(data, language)
        entries[language] = _worth(one, concepts, seen, common)
        told[language] = one.told
    tensors = _packed(entries, stops, concepts, near) | {"verbs": verbs(data, concepts)}
    figures = {language: len(some) for language, some in entries.items()}
    return tensors, told, figures, len(concepts)


class _English:
    """English words → concepts."""

    def __init__(self, spoken: Table, degree: Mapping[str, int]) -> None:
        self._table = spoken
        self._degree = degree
        single: Dictionary = {c: {c: 1.0} for c in degree if " " not in c}
        self._words = single
        self._odd = irregular("en", spoken, single)
        self._rules: Rules = rules_of(written("en", spoken))
        self._known: dict[str, str | None] = {}

    def concepts(self, sentence: list[str]) -> list[str]:
        """The concepts of a sentence, function words and unknown ones left out."""
        return [c for word in sentence if (c := self._concept(word)) is not None]

    def _concept(self, word: str) -> str | None:
        if word not in self._known:
            self._known[word] = self._found(word)
        return self._known[word]

    def _found(self, word: str) -> str | None:
        word = self._table.same.get(word, word)
        if word in self._table.stop or not word.isalpha() or len(word) < 2:
            return None
        bases = self._bases(word)
        best = max(bases, key=lambda b: (bases[b], b), default=None)
        if best is None or (word in self._words and self._own(word, best)):
            return word if word in self._words else None
        return best

    def _own(self, word: str, base: str) -> bool:
        """Whether a form is a word of its own: dictionaries have enough words for it."""
        return self._degree[word] > OWN * self._degree[base]

    def _bases(self, word: str) -> dict[str, float]:
        odd = {w: s for w, s in self._odd.get(word, {}).items() if w in self._words}
        if odd:
            return odd
        some = candidates(word, self._rules)
        return {
            w: s
            for w, s in some.items()
            if w in self._words and self._degree[w] > 1 and len(w) >= SHORTEST
        }

    def entries(self, concepts: Mapping[str, int]) -> dict[str, Shares]:
        """Every English word that is a concept, and the forms of irregular ones."""
        made: dict[str, Shares] = {}
        for word in [*(c for c in concepts if " " not in c), *self._odd, *self._table.same]:
            if word in self._table.stop:
                continue
            own = self._table.same.get(word, word)
            bases = self._bases(own)
            best = max(bases, key=lambda b: (bases[b], b), default=None)
            if own not in concepts:
                shares = dict.fromkeys(self._odd.get(own, {}), 1.0)
            elif best is None or best not in concepts or own.endswith(("er", "est", "ly")):
                shares = {own: 1.0}
            elif own in self._odd:
                shares = {own: 1 - ITSELF, best: ITSELF}
            else:
                share = ITSELF
                if own.endswith("s"):
                    share = PLURAL if self._own(own, best) else 1 - PLURAL
                shares = {own: share, best: 1 - share}
            kept = {c: s for c, s in shares.items() if c in concepts}
            if kept:
                made[word] = kept
        return made

    def forms(self, concepts: Mapping[str, int], counts: Mapping[str, int]) -> dict[str, Shares]:
        """Forms that endings alone would take for those of other words ("passed" of passé).

        Each with the words that it is a form of by the rules of spelling, by how often text has them.
        """
        owners: dict[str, dict[str, int]] = defaultdict(dict)
        for word in concepts:
            if word.isalpha() and counts[word] >= SAID and word not in self._table.stop:
                for form in spelt(word):
                    owners[form][word] = counts[word]
        made: dict[str, Shares] = {}
        for form, words_ in sorted(owners.items()):
            if form in concepts or form in self._odd or form in self._table.stop:
                continue
            some = {w: s for w, s in candidates(form, self._rules).items() if w in concepts}
            least = RIVAL * max(some.values(), default=0.0)
            if {w for w, s in some.items() if s >= least} != set(words_):
                total = sum(words_.values())
                made[form] = {w: n / total for w, n in sorted(words_.items())}
        return made


def spelt(word: str) -> set[str]:
    """The forms that an English verb or noun of this spelling has, if it is regular.

    >>> sorted(spelt("pass")), sorted(spelt("hop")), sorted(spelt("deny"))
    (['passed', 'passes', 'passing'], ['hopped', 'hopping', 'hops'], ['denied', 'denies', 'denying'])
    """
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return {word + "es", word + "ed", word + "ing"}
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return {word[:-1] + "ies", word[:-1] + "ied", word + "ing"}
    if word.endswith("e"):
        if word.endswith("ie"):
            return {word + "s", word + "d", word[:-2] + "ying"}
        return {word + "s", word + "d", word + "ing" if word.endswith("ee") else word[:-1] + "ing"}
    stem = word
    closed = len(word) > 2 and word[-1] not in VOWELS + "wy" and word[-2] in VOWELS
    if closed and word[-3] not in VOWELS and sum(c in VOWELS for c in word) == 1:
        stem = word + word[-1]
    return {word + ("es" if word.endswith("o") else "s"), stem + "ed", stem + "ing"}


def _concepts(
    languages: Mapping[str, Words], degree: Mapping[str, int], counts: Mapping[str, int]
) -> dict[str, int]:
    """The concepts that are kept, numbered: those that most words of most languages stand for."""
    weight: dict[str, float] = defaultdict(float)
    for one in languages.values():
        for some in one.entries.values():
            for concept, share in some.items():
                weight[concept] += share
    score = {c: w + min(degree[c], 20) / 4 + math.log1p(counts[c]) for c, w in weight.items()}
    kept = sorted(score, key=lambda c: (-score[c], c))[:CONCEPTS]
    return {concept: number for number, concept in enumerate(sorted(kept))}


def _near(
    languages: Mapping[str, Words],
    concepts: Mapping[str, int],
    counts: Mapping[str, int],
    data: Path,
) -> dict[int, dict[int, float]]:
    """For each concept, itself and those near it, weighted by rarity.

    Two concepts are as near as the words of other languages that stand for them are the same: the
    cosine of their rows over all words, in which a word counts by how much of it the concept is and
    how much of the concept it is. At least `AGREED` languages must hold them for near.
    """
    codes, cosine = _shared(languages, concepts)
    size = len(concepts)
    near: dict[int, dict[int, float]] = {c: {c: 1.0} for c in concepts.values()}
    for code, value in zip(codes.tolist(), cosine.tolist()):
        if value >= LEAST_NEAR:
            near[code // size][code % size] = value**POWER
    said = {c for c in concepts if counts[c] >= SAID}
    told = [(pair, FAMILY) for pair in derived(data, said)]
    told += [(pair, NEWS) for group in groups() for pair in itertools.combinations(group, 2)]
    told += [((one, other), BESIDE) for one, others in beside().items() for other in others]
    for (left, right), share in told:
        if left in concepts and right in concepts:
            a, b = concepts[left], concepts[right]
            near[a][b] = max(near[a].get(b, 0.0), share)
            near[b][a] = max(near[b].get(a, 0.0), share)
    mass = Counter(
        concepts[c]
        for one in languages.values()
        for word in one.lemmas
        for c in one.entries[word]
        if c in concepts
    )
    return {
        concept: {
            other: share / math.log(3 + mass[other]) ** RARITY
            for other, share in sorted(row.items(), key=lambda x: (-x[1], x[0]))[:NEAR]
        }
        for concept, row in near.items()
    }


def _shared(languages: Mapping[str, Words], concepts: Mapping[str, int]) -> tuple[Array, Array]:
    """Pairs of concepts on which languages agree: left · size + right, and their cosine."""
    size = len(concepts)
    codes: list[Array] = []
    values: list[Array] = []
    squares = np.zeros(size)
    for one in languages.values():
        edges = [
            (number, concepts[c], share, share * (1 + math.log1p(one.uses.get(word, 0))))
            for number, word in enumerate(sorted(one.lemmas))
            for c, share in one.entries[word].items()
            if c in concepts
        ]
        word, concept, share, weight = (np.array(column) for column in zip(*edges))
        whole = np.bincount(concept, weight, size)
        value = np.sqrt(share * weight / whole[concept])
        squares += np.bincount(concept, value * value, size)
        starts = np.searchsorted(word, word)
        counts = np.bincount(word)[word]
        left = np.repeat(np.arange(len(word)), counts)
        ends = np.cumsum(counts)
        right = np.arange(len(left)) + np.repeat(starts - (ends - counts), counts)
        apart = concept[left] != concept[right]
        left, right = left[apart], right[apart]
        code, which = np.unique(concept[left] * size + concept[right], return_inverse=True)
        codes.append(code)
        values.append(np.bincount(which, value[left] * value[right], len(code)))
    code, which = np.unique(np.concatenate(codes), return_inverse=True)
    total = np.bincount(which, np.concatenate(values), len(code))
    agreed = np.bincount(which, minlength=len(code)) >= AGREED
    cosine = total / np.sqrt(squares[code // size] * squares[code % size])
    return code[agreed], cosine[agreed]


def _worth(
    one: Words,
    concepts: Mapping[str, int],
    seen: Mapping[str, int],
    common: Mapping[str, float],
) -> dict[str, Shares]:
    """The entries of a language that are kept: those that text holds or common English answers."""
    scored: list[tuple[float, str]] = []
    for word, shares in one.entries.items():
        best = max((common.get(c, 0.0) + (c in concepts) for c in shares), default=0.0)
        used = math.log1p(one.uses.get(word, 0)) + math.log1p(seen.get(word, 0))
        if any(c in concepts for c in shares):
            scored.append((best + used, word))
    scored.sort(key=lambda x: (-x[0], x[1]))
    return {
        word: {c: s for c, s in one.entries[word].items() if c in concepts}
        for _, word in scored[:ENTRIES]
    }


def _packed(
    entries: Mapping[str, Mapping[str, Shares]],
    stops: Mapping[str, frozenset[str]],
    concepts: Mapping[str, int],
    near: Mapping[int, Mapping[int, float]],
) -> dict[str, Array]:
    """The table: steps between the ordered hashes, and sparse rows of 8-bit weights."""
    rows: dict[int, dict[int, int]] = {}
    for language, some in entries.items():
        for word, shares in some.items():
            top = max(shares.values())
            numbered = {concepts[c]: round(255 * s / top) for c, s in shares.items()}
            rows.setdefault(key(word, language), {c: w for c, w in numbered.items() if w})
    for language, words_ in stops.items():
        for word in words_:
            rows[key(word, language)] = {}
    last = 0
    for number in sorted(rows):  # a step wider than 16 bits is made of several, over empty rows
        while number - last > 0xFFFF:
            last += 0xFFFF
            rows.setdefault(last, {})
        last = number
    keys = np.array(sorted(rows), np.int64)
    table = [sorted(rows[k].items()) for k in keys.tolist()]
    beside = [sorted(near[c].items()) for c in range(len(concepts))]
    tops = [max(w for _, w in row) for row in beside]
    top = max(tops)
    packed = [[(c, max(1, round(255 * w / top))) for c, w in row] for row in beside]
    return {
        "steps": np.diff(keys, prepend=0).astype(np.uint16),
        "sizes": np.array([len(row) for row in table], np.uint8),
        "ids": np.array([c for row in table for c, _ in row], np.uint16),
        "weights": np.array([w for row in table for _, w in row], np.uint8),
        "near_sizes": np.array([len(row) for row in packed], np.uint8),
        "near_ids": np.array([c for row in packed for c, _ in row], np.uint16),
        "near_weights": np.array([w for row in packed for _, w in row], np.uint8),
    }


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder to write the lexicon to")
    chosen = parser.parse_args()
    tensors, told, entries, concepts = assemble(chosen.data, *read(chosen.data))
    rules = as_json(told)
    ids, weights = usual(chosen.data, made_of(tensors, json.loads(rules), NAME, ""))
    content = save({**tensors, "usual_ids": ids, "usual_weights": weights})
    digest = hashlib.sha256(content)
    digest.update(rules)
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / "lexicon.safetensors").write_bytes(content)
    (chosen.out / "rules.json").write_bytes(rules)
    config = {
        "name": NAME,
        "version": VERSION,
        "entries": entries,
        "concepts": concepts,
        "sha256": digest.hexdigest(),
    }
    (chosen.out / "config.json").write_bytes(as_json(config) + b"\n")
    card = lexicon_card.card(entries, concepts, len(content) + len(rules))
    (chosen.out / "MODEL_CARD.md").write_text(card, encoding="utf-8")


if __name__ == "__main__":
    main()
