"""Reads the open data the encoder is trained on, as texts and weighted pairs of texts.

In: a folder with the unpacked data sets named below, all under licences that let a model made
from them be shipped. Out: a `Corpus`: every distinct text once, and pairs of text numbers grouped
by kind (sentences, dictionary, names, definitions) and language pair, each group with a sampling
weight. Sets kept for evaluation are never opened here.
"""

from __future__ import annotations

import itertools
import json
import math
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.tables import rows as table_rows
from training import encoder_cldr

# The languages the encoder is made for; others help as bridges and are read less often.
MAIN = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh")
# Sampling weight of a language pair with a language that is not in MAIN.
OTHER_LANGUAGE = 0.35
# Share of sentence draws that goes to pairs without English.
SHARE_WITHOUT_ENGLISH = 0.3
# A row of a news or encyclopaedia source counts as that many everyday sentences.
EDITED_TEXT = 3.0
# Dictionary pairs that only one word-net holds are near-synonyms at best.
WORDNET_ONLY = 0.5
SENTENCE_POWER = 0.5
DICTIONARY_POWER = 0.7
# A name that CLDR gives counts as that many dictionary pairs: news is full of them.
CLDR_NAMES = 2.0
# Texts longer than this (code points) are cut: a bag of words learns nothing more from them.
LONGEST = 600

DATA_SETS = (
    "parallel-open",
    "tatoeba-ccby",
    "lexicon-open",
    "lexicon-more",
    "names-open",
    "ntrex-train",
    "meantime-dev",
)


@dataclass(frozen=True, slots=True)
class Group:
    """Pairs of one kind and one language pair."""

    kind: str  # "sentence", "dictionary", "name" or "definition"
    languages: tuple[str, str]
    pairs: NDArray[np.int32]  # (n, 2): numbers of texts
    weights: NDArray[np.float64]  # (n,): how often a pair is drawn, relative to the others
    weight: float  # how often the group is drawn, relative to the others of its kind


@dataclass(frozen=True, slots=True)
class Corpus:
    """All texts, the language of each, and the pairs between them."""

    texts: tuple[str, ...]
    languages: tuple[str, ...]
    groups: tuple[Group, ...]


class _Texts:
    """Numbers texts as they come; the same text of a language has one number."""

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, str], int] = {}

    def number(self, language: str, text: str) -> int:
        return self.numbers.setdefault((language, text[:LONGEST]), len(self.numbers))


def read(folder: Path) -> Corpus:
    """Read the training data.

    Args:
        folder: holds the folders named in `DATA_SETS`.

    Returns:
        The corpus. The same folder gives the same corpus, in the same order.

    Raises:
        FileNotFoundError: a data set is not there.
    """
    for name in DATA_SETS:
        if not (folder / name).is_dir():
            raise FileNotFoundError(f"training data not found: {folder / name}")
    texts = _Texts()
    groups = [
        *_sentence_groups(folder, texts),
        *_dictionary_groups(folder, texts),
        *_name_groups(folder, texts),
        *_definition_groups(folder, texts),
    ]
    return Corpus(
        texts=tuple(text for _, text in texts.numbers),
        languages=tuple(language for language, _ in texts.numbers),
        groups=tuple(groups),
    )


def sentences_by_language(corpus: Corpus) -> dict[str, list[str]]:
    """The distinct sentences of each language, in the order of their numbers."""
    return _texts_by_language(corpus, {"sentence"})


def words_by_language(corpus: Corpus) -> dict[str, list[str]]:
    """The distinct dictionary entries of each language, in the order of their numbers."""
    return _texts_by_language(corpus, {"dictionary"})


def _texts_by_language(corpus: Corpus, kinds: set[str]) -> dict[str, list[str]]:
    used = sorted({int(n) for g in corpus.groups if g.kind in kinds for n in np.unique(g.pairs)})
    out: dict[str, list[str]] = defaultdict(list)
    for number in used:
        out[corpus.languages[number]].append(corpus.texts[number])
    return dict(out)


# Sentences


def _sentence_groups(folder: Path, texts: _Texts) -> Iterator[Group]:
    """Pairs between any two languages that translate one English sentence."""
    versions: dict[str, dict[str, dict[str, float]]] = defaultdict(lambda: defaultdict(dict))
    for english, language, other, weight in sentence_rows(folder):
        if english.strip() and other.strip():
            known = versions[english][language]
            known[other] = max(known.get(other, 0.0), weight)
    pairs: dict[tuple[str, str], list[tuple[int, int, float]]] = defaultdict(list)
    for english, by_language in versions.items():
        number = texts.number("en", english)
        rows = [
            (language, texts.number(language, other), weight)
            for language, others in sorted(by_language.items())
            for other, weight in others.items()
        ]
        for language, other_number, weight in rows:
            pairs["en", language].append((number, other_number, weight))
        for left, right in itertools.combinations(rows, 2):
            if left[0] != right[0]:
                pairs[left[0], right[0]].append((left[1], right[1], min(left[2], right[2])))
    sizes = {key: _size(key, rows, SENTENCE_POWER) for key, rows in pairs.items()}
    with_english = sum(size for key, size in sizes.items() if key[0] == "en")
    without = sum(size for key, size in sizes.items() if key[0] != "en")
    for key in sorted(pairs):
        share = 1 - SHARE_WITHOUT_ENGLISH if key[0] == "en" else SHARE_WITHOUT_ENGLISH
        total = with_english if key[0] == "en" else without
        yield _group("sentence", key, pairs[key], share * sizes[key] / total)


def sentence_rows(folder: Path) -> Iterator[tuple[str, str, str, float]]:
    """Rows of (English, language, translation, weight)."""
    for path in sorted((folder / "parallel-open").glob("en-*.tsv")):
        for row in table_rows(path):
            edited = row["source"] != "laser-tatoeba"
            yield row["english"], row["lang"], row["other"], EDITED_TEXT if edited else 1.0
    tatoeba = folder / "tatoeba-ccby"
    for path in sorted([*tatoeba.glob("en-*.tsv"), *(tatoeba / "more").glob("en-*.tsv")]):
        language = path.stem.split("-")[1]
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                english, _, other = line.rstrip("\n").partition("\t")
                yield english, language, other.partition("\t")[0], 1.0
    with (folder / "ntrex-train" / "ntrex.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)["text"]
            for language in sorted(set(document) - {"en"}):
                for english, other in zip(document["en"], document[language], strict=True):
                    yield english, language, other, EDITED_TEXT
    yield from _meantime_rows(folder / "meantime-dev" / "meantime.jsonl")


def _meantime_rows(path: Path) -> Iterator[tuple[str, str, str, float]]:
    """Sentences of the articles with an even number; the others stay unseen for the benches.

    Only translations whose sentences are in step with the English ones; the date line is left out.
    """
    articles: dict[str, dict[str, list[str]]] = defaultdict(dict)
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if int(row["id"]) % 2 == 0 and row["aligned"]:
                articles[row["id"]][row["lang"]] = row["sentences"]
    for _, versions in sorted(articles.items()):
        for language in sorted(set(versions) - {"en"}):
            pairs = list(zip(versions["en"], versions[language], strict=True))
            for english, other in [pairs[0], *pairs[2:]]:
                yield english, language, other, EDITED_TEXT


# Words


def _dictionary_groups(folder: Path, texts: _Texts) -> Iterator[Group]:
    pairs: dict[tuple[str, str], dict[tuple[int, int], float]] = defaultdict(dict)
    for name in ("lexicon-open", "lexicon-more"):
        for path in sorted((folder / name).glob("en-*.tsv")):
            for row in table_rows(path):
                sure = "wiktionary" in row["source"] or "+" in row["source"]
                pair = texts.number("en", row["english"]), texts.number(row["lang"], row["other"])
                pairs["en", row["lang"]][pair] = 1.0 if sure else WORDNET_ONLY
    for english, language, other in encoder_cldr.rows(MAIN):
        pair = texts.number("en", english), texts.number(language, other)
        pairs["en", language][pair] = CLDR_NAMES
    for key in sorted(pairs):
        rows = [(*pair, weight) for pair, weight in pairs[key].items()]
        yield _group("dictionary", key, rows, _size(key, rows, DICTIONARY_POWER))


def _name_groups(folder: Path, texts: _Texts) -> Iterator[Group]:
    """Name tokens across scripts; frequent names are drawn more often."""
    for path in sorted((folder / "names-open").glob("tokens-en-*.tsv")):
        rows = [
            (
                texts.number("en", row["english"]),
                texts.number(row["lang"], row["other"]),
                math.sqrt(float(row["count"])),
            )
            for row in table_rows(path)
        ]
        key = ("en", path.stem.split("-")[2])
        yield _group("name", key, rows, _size(key, rows, SENTENCE_POWER))


def _definition_groups(folder: Path, texts: _Texts) -> Iterator[Group]:
    """A word and its English definition, one group a language of the word."""
    pairs: dict[str, list[tuple[int, int, float]]] = defaultdict(list)
    for row in table_rows(folder / "lexicon-open" / "glosses.tsv"):
        if row["lemma"] and row["definition"]:
            lemma = texts.number(row["lang"], row["lemma"])
            pairs[row["lang"]].append((lemma, texts.number("en", row["definition"]), 1.0))
    for language in sorted(pairs):
        key = (language, "en")
        rows = pairs[language]
        yield _group("definition", key, rows, _size(key, rows, DICTIONARY_POWER))


# Shared


def _size(languages: tuple[str, str], rows: list[tuple[int, int, float]], power: float) -> float:
    """The sampling weight of a language pair: total weight of its rows to a power below one."""
    total: float = sum(row[2] for row in rows) ** power
    return total if set(languages) <= set(MAIN) else OTHER_LANGUAGE * total


def _group(
    kind: str, languages: tuple[str, str], rows: list[tuple[int, int, float]], weight: float
) -> Group:
    return Group(
        kind=kind,
        languages=languages,
        pairs=np.array([row[:2] for row in rows], dtype=np.int32),
        weights=np.array([row[2] for row in rows], dtype=np.float64),
        weight=weight,
    )
