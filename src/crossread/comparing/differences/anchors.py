"""Which words of two members answer each other, clause by clause.

In: two members of a point. Out: `Anchor`s: aligned words that say something, near in meaning or spelt
alike, no function words or operators.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein

from crossread.comparing.differences.sides import Reading, Side, fold
from crossread.comparing.differences.stances import Clause, clauses, negative_word
from crossread.languages import table

ANCHOR = 0.3
"""Cosine from which two aligned words are taken for each other's counterparts."""
COGNATE = 0.7
"""Share of letters that two aligned words have in common from which they are too ("sabotage")."""
LONG = 5
"""Letters that a cognate has at least."""
WEIGHTY = 0.75
"""A word says something if its vector is at least so long beside the statement's middle word,"""
LONGEST = 0.45
"""and so long beside its longest."""
NAMED = 0.5
"""What a name, figure or time counts as a counterpart: it does not say what is told of it."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Anchor:
    """Two aligned words that say something: their places, weight, likeness, and whether they name."""

    left: Place
    right: Place
    weight: float
    likeness: float
    names: bool


def clauses_of(side: Side) -> tuple[Clause, ...]:
    """The clauses of a member, names and times left unread."""
    spans = [x.span for x in side.times] + [x.span for x in side.mentions]
    unread = [side.place(span) for span in spans]
    return clauses(side.text, side.language, unread)


def anchors(
    a: Side, b: Side, mine: Sequence[Clause], theirs: Sequence[Clause], reading: Reading
) -> list[Anchor]:
    """Aligned words of both members that say something and are no operators."""
    left, right = held_places(mine), held_places(theirs)
    names = named(a), named(b)
    least = _least(a.text, reading), _least(b.text, reading)
    found: list[Anchor] = []
    for pair in reading.aligned(a.text, b.text):
        if overlaps(pair.left, left) or overlaps(pair.right, right):
            continue
        one, other = _vector(a.text, pair.left, reading), _vector(b.text, pair.right, reading)
        lengths = float(np.linalg.norm(one)), float(np.linalg.norm(other))
        if not all(n >= enough > 0 for n, enough in zip(lengths, least)):
            continue
        cosine = float(one @ other) / (lengths[0] * lengths[1])
        words = a.text[slice(*pair.left)], b.text[slice(*pair.right)]
        likeness = max(cosine, _cognates(*words))
        if likeness < ANCHOR or negative_word(words[0], a.language) != negative_word(
            words[1], b.language
        ):
            continue
        naming = (
            overlaps(pair.left, names[0])
            or overlaps(pair.right, names[1])
            or words[0].lower() in function_words(a.language)
            or words[1].lower() in function_words(b.language)
        )
        weight = min(lengths) * likeness * (NAMED if naming else 1)
        found.append(Anchor(pair.left, pair.right, weight, likeness, naming))
    return found


@cache
def function_words(language: str) -> frozenset[str]:
    """Words that begin sentences: articles, pronouns, prepositions."""
    return frozenset(table(language, "sentences").get("starters", ()))


def _cognates(one: str, other: str) -> float:
    """How much two longer words are spelt alike, 0 under `COGNATE`."""
    left, right = fold(one), fold(other)
    if min(len(left), len(right)) < LONG:
        return 0.0
    alike = Levenshtein.normalized_similarity(left, right)
    return alike if alike >= COGNATE else 0.0


def named(side: Side) -> list[Place]:
    """Places of names with their titles, figures and times: they tell who and when, not what."""
    spans = [x.span for x in side.times] + [x.span for x in side.figures]
    spans += [m.span for m in side.mentions] + [m.role for m in side.mentions if m.role is not None]
    return [side.place(span) for span in spans]


def weighty(text: str, reading: Reading) -> list[Place]:
    """Places of the words of a text that say something."""
    words = reading.words(text)
    least = _least(text, reading)
    return [
        (int(s), int(e))
        for s, e, v in zip(words.starts, words.ends, words.vectors)
        if np.linalg.norm(v) >= least
    ]


def _least(text: str, reading: Reading) -> float:
    """Length from which a word's vector says something."""
    return least_length(np.linalg.norm(reading.words(text).vectors, axis=1))


def least_length(lengths: NDArray[np.float32]) -> float:
    """Length from which a word says something, of the lengths of all words of its statement."""
    if not len(lengths):
        return 0
    return max(WEIGHTY * float(np.median(lengths)), LONGEST * float(lengths.max()))


def weight_of(side: Side, clause: Clause, reading: Reading) -> float:
    """Lengths of the vectors of a clause's weighty words that are no operators."""
    words = reading.words(side.text)
    held = [p for o in clause.operators for p in o.places]
    least = _least(side.text, reading)
    total = 0.0
    for start, end, vector in zip(words.starts, words.ends, words.vectors):
        norm = float(np.linalg.norm(vector))
        if clause.start <= start < clause.end and norm >= least:
            total += 0.0 if overlaps((int(start), int(end)), held) else norm
    return total


def _vector(text: str, place: Place, reading: Reading) -> NDArray[np.float32]:
    words = reading.words(text)
    inside = (words.starts < place[1]) & (words.ends > place[0])
    total: NDArray[np.float32] = words.vectors[inside].sum(axis=0)
    return total


def held_places(found: Sequence[Clause]) -> list[Place]:
    """Places of the operators of clauses, those left out that say what is done."""
    return [
        p
        for c in found
        for o in c.operators
        if o.kind not in ("unclear", "decide")
        for p in o.places
    ]


def stands_in(place: Place, clause: Clause) -> bool:
    """Whether a place begins in a clause."""
    return clause.start <= place[0] < clause.end


def overlaps(place: Place, others: Sequence[Place]) -> bool:
    """Whether a place shares a character with any of others."""
    return any(place[0] < end and start < place[1] for start, end in others)
