"""One language: what each of its words and frequent forms stands for.

In: its dictionary, table and parallel sentences. Out: shares of English concepts for each word, and
the rules by which forms are taken for words, tried on the sentences. A dictionary tells what a word
may mean, the sentences how often it does: both are added up (a dictionary counts as `BELIEF` uses of
the word). A rule is kept for how often the English of the word stands where the form is translated.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crossread.encoding.lexicon import rules_of
from crossread.encoding.wordforms import Rules, candidates
from training.lexicon_align import Counts, align
from training.lexicon_data import Dictionary, Table
from training.lexicon_rules import irregular, written

Shares = dict[str, float]

# Uses in parallel sentences that weigh as much as the dictionary, and as much as our own lists: the
# sentences are of daily talk, the lists of news.
BELIEF, OWN_BELIEF = 10.0, 30.0
# Uses from which a form has an entry of its own.
SEEN = 3.0
# A translation that no dictionary has: uses, share of all uses, Dice coefficient of the pair.
NEW = (3.0, 0.15, 0.2)
# The same for a form that no rule explains.
UNEXPLAINED = (4.0, 0.3, 0.3)
# A form's words of lower score than this share of the best are not its words.
RIVAL = 0.6
# Word that is also a form of another: what the other counts before text is seen.
ALSO = 0.3
# Forms with different stems from which a rule is learned; letters it may take and give.
STEMS = 6
TAKEN, GIVEN = 5, 4
# Rules are tried on forms used so often; the English word must have this share of the uses.
TRIED, RIGHT = 2.0, 0.3
# A rule starts with so many trials of its written score.
TRIALS = 3.0
# Concepts of an entry, and the least share of one beside the first.
MOST, LEAST_SHARE = 6, 0.07


@dataclass(frozen=True, slots=True)
class Words:
    """A language.

    Args:
        entries: words and forms with the shares of their concepts.
        lemmas: which of the entries are words of the dictionary.
        told: the rules, as rules.json has them.
        uses: how often each word or form stands in the parallel sentences.
    """

    entries: dict[str, Shares]
    lemmas: frozenset[str]
    told: dict[str, Any]
    uses: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class _Evidence:
    """Expected uses of each form as each concept, and how sure the pair is (Dice, 0..1)."""

    uses: dict[str, dict[str, float]]
    dice: dict[tuple[str, str], float]


def words(
    language: str,
    table: Table,
    dictionary: Dictionary,
    frequency: Mapping[str, float],
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
    own: Container[str] = frozenset(),
) -> Words:
    """What the words of a language stand for.

    Args:
        language: ISO 639-1.
        table: of the language.
        dictionary: concepts of each word and how far each is trusted.
        frequency: 0..1, how common an English concept is.
        pairs: the concepts and the words of parallel sentences.
        own: words that our own lists have.
    """
    odd = irregular(language, table, dictionary)
    told = written(language, table)
    forms = Counter(w for _, other in pairs for w in other if w not in table.stop)
    rules = rules_of(told)
    chosen = {form: _lemmas(form, dictionary, odd, rules) for form in sorted(forms)}
    evidence = _evidence(pairs, chosen, dictionary)
    if not told.get("unspaced") and "before" not in told:
        _learn(told, dictionary, evidence)
        _calibrate(told, dictionary, evidence)
        rules = rules_of(told)
        chosen = {form: _lemmas(form, dictionary, odd, rules) for form in chosen}
    prior = {word: _prior(some, frequency) for word, some in dictionary.items()}
    lemma_uses = _lemma_uses(evidence, chosen, dictionary)
    belief = {word: OWN_BELIEF if word in own else BELIEF for word in dictionary}
    shares = {
        word: _mixed(prior[word], lemma_uses.get(word, {}), belief[word])
        for word in sorted(dictionary)
    }
    entries = {word: _cut(some) for word, some in shares.items()}
    for form in sorted(set(chosen) | set(odd) | set(dictionary)):
        lemmas = chosen.get(form) or _lemmas(form, dictionary, odd, rules)
        uses = evidence.uses.get(form, {})
        total = sum(uses.values())
        if form in dictionary:
            others = {lemma: w for lemma, w in lemmas.items() if lemma != form}
            if not others and total < SEEN:
                continue
            base = _blend({form: 1.0, **{k: v * ALSO for k, v in others.items()}}, shares)
        elif lemmas and (total >= SEEN or form in odd):
            base = _blend(lemmas, shares)
        elif not lemmas and total >= UNEXPLAINED[0]:
            base = {}
        else:
            continue
        least = NEW if base else UNEXPLAINED
        seen = {
            concept: n
            for concept, n in uses.items()
            if concept in base
            or (
                n >= least[0] and n >= least[1] * total and evidence.dice[form, concept] >= least[2]
            )
        }
        mixed = _mixed(base, seen, max((belief[lemma] for lemma in lemmas), default=BELIEF))
        if mixed:
            entries[form] = _cut(mixed)
    return Words(entries, frozenset(dictionary), told, forms)


def _lemmas(
    form: str, dictionary: Dictionary, odd: Mapping[str, Shares], rules: Rules
) -> dict[str, float]:
    """The words of the dictionary that a form may belong to, with scores 0..1."""
    found = {w: s for w, s in candidates(form, rules).items() if w in dictionary}
    found.update({w: s for w, s in odd.get(form, {}).items() if w in dictionary})
    if form in dictionary:
        found[form] = 1.0
    best = max(found.values(), default=0.0)
    if form in dictionary:
        best = max((s for w, s in found.items() if w != form), default=0.0)
    return {w: s for w, s in sorted(found.items()) if s >= RIVAL * best}


def _evidence(
    pairs: Sequence[tuple[Sequence[str], Sequence[str]]],
    chosen: Mapping[str, Mapping[str, float]],
    dictionary: Dictionary,
) -> _Evidence:
    forms = {form: i for i, form in enumerate(chosen, 1)}
    concepts = {c: i for i, c in enumerate(sorted({c for own, _ in pairs for c in own}), 1)}
    size = len(concepts) + 1
    known = {
        forms[form] * size + concepts[concept]
        for form, lemmas in chosen.items()
        for lemma in lemmas
        for concept in dictionary[lemma]
        if concept in concepts
    }
    numbered = [
        ([forms[w] for w in other if w in forms], [concepts[c] for c in own])
        for own, other in pairs
    ]
    counts = align(numbered, size, known)
    left = Counter(n for one, _ in numbered for n in one)
    right = Counter(n for _, one in numbered for n in one)
    return _named(counts, list(forms), list(concepts), left, right)


def _named(
    counts: Counts,
    forms: Sequence[str],
    concepts: Sequence[str],
    left: Mapping[int, int],
    right: Mapping[int, int],
) -> _Evidence:
    uses: dict[str, dict[str, float]] = defaultdict(dict)
    dice: dict[tuple[str, str], float] = {}
    columns = (counts.left.tolist(), counts.right.tolist())
    for own, other, n in zip(*columns, counts.expected.tolist()):
        form, concept = forms[own - 1], concepts[other - 1]
        uses[form][concept] = n
        dice[form, concept] = 2 * n / (left[own] + right[other])
    return _Evidence(dict(uses), dice)


def _prior(trusted: Shares, frequency: Mapping[str, float]) -> Shares:
    """Shares of the concepts of a word before text is seen: trusted and common ones first."""
    weights = {c: t * (0.3 + frequency.get(c, 0.0)) for c, t in trusted.items()}
    total = sum(weights.values())
    return {c: w / total for c, w in weights.items()}


def _lemma_uses(
    evidence: _Evidence, chosen: Mapping[str, Mapping[str, float]], dictionary: Dictionary
) -> dict[str, dict[str, float]]:
    """Uses of each word of the dictionary in all of its forms, as what the dictionary says."""
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for form, uses in sorted(evidence.uses.items()):
        lemmas = chosen[form]
        for concept, n in uses.items():
            holders = [lemma for lemma in lemmas if concept in dictionary[lemma]]
            for lemma in holders:
                found[lemma][concept] += n / len(holders)
    return found


def _mixed(base: Shares, uses: Mapping[str, float], belief: float) -> Shares:
    total = sum(uses.values()) + (belief if base else 0.0)
    keys = sorted(set(base) | set(uses))
    return (
        {k: (uses.get(k, 0.0) + belief * base.get(k, 0.0)) / total for k in keys} if total else {}
    )


def _blend(lemmas: Mapping[str, float], shares: Mapping[str, Shares]) -> Shares:
    total = sum(lemmas.values())
    made: dict[str, float] = defaultdict(float)
    for lemma, weight in lemmas.items():
        for concept, share in shares[lemma].items():
            made[concept] += share * weight / total
    return dict(made)


def _cut(shares: Shares) -> Shares:
    """The largest shares."""
    ranked = sorted(shares.items(), key=lambda x: (-x[1], x[0]))[:MOST]
    least = ranked[0][1] * LEAST_SHARE
    return {concept: share for concept, share in ranked if share >= least}


# Rules


def _learn(told: dict[str, Any], dictionary: Dictionary, evidence: _Evidence) -> None:
    """Add rules that many stems support to those that are written."""
    holders: dict[str, list[str]] = defaultdict(list)
    for word, concepts in dictionary.items():
        for concept in concepts:
            holders[concept].append(word)
    starts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for concept, some in holders.items():
        for word in some:
            starts[concept, word[:3]].append(word)
    stems: dict[tuple[str, str], set[str]] = defaultdict(set)
    for form, uses in evidence.uses.items():
        total = sum(uses.values())
        if form in dictionary or total < TRIED or len(form) < 4:
            continue
        for concept, n in uses.items():
            if n < RIGHT * total:
                continue
            for word in starts.get((concept, form[:3]), ()):
                same = next(
                    (i for i, (a, b) in enumerate(zip(form, word)) if a != b),
                    min(len(form), len(word)),
                )
                for at in (same, same - 1):
                    if at >= 3 and len(form) - at <= TAKEN and len(word) - at <= GIVEN:
                        stems[form[at:], word[at:]].add(word)
    for (taken, given), held in sorted(stems.items()):
        if len(held) >= STEMS and given not in told["endings"].get(taken, {}):
            told["endings"].setdefault(taken, {})[given] = 30


def _calibrate(told: dict[str, Any], dictionary: Dictionary, evidence: _Evidence) -> None:
    """Give each rule the share of forms of which it leads to a word of the right meaning."""
    tried: Counter[tuple[str, str]] = Counter()
    right: Counter[tuple[str, str]] = Counter()
    for form, uses in sorted(evidence.uses.items()):
        total = sum(uses.values())
        if form in dictionary or total < TRIED:
            continue
        for at in range(max(2, len(form) - 7), len(form) + 1):
            for given in told["endings"].get(form[at:], {}):
                concepts = dictionary.get(form[:at] + given)
                if concepts:
                    tried[form[at:], given] += 1
                    hit = sum(n for c, n in uses.items() if c in concepts)
                    right[form[at:], given] += hit >= RIGHT * total
    for taken, some in told["endings"].items():
        for given in some:
            pair = (taken, given)
            score = (right[pair] + TRIALS * some[given] / 100) / (tried[pair] + TRIALS)
            some[given] = round(100 * score)
    told["endings"] = {
        taken: kept
        for taken, some in sorted(told["endings"].items())
        if (kept := {given: some[given] for given in sorted(some) if some[given] >= 8})
    }


def commonness(counts: Mapping[str, int]) -> dict[str, float]:
    """0..1, how common words are: by the logarithm of how often they come."""
    top = math.log1p(max(counts.values(), default=1))
    return {word: math.log1p(n) / top for word, n in counts.items()}
