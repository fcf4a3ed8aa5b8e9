"""Which words of two members answer each other.

In: members of a point, with their clauses. Out: `Content`, the words of a member that say something,
and matrices that tell which words of two members mean the same and which the opposite. What means the
same is told by the encoder, by dictionaries and by spelling, each of which knows words that the others
lack; what is opposite by `opposites` alone, since an encoder puts opposites near each other.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Levenshtein
from rapidfuzz.process import cdist

from crossread.comparing.differences.anchors import (
    COGNATE,
    LONG,
    Place,
    function_words,
    least_length,
    named,
    overlaps,
)
from crossread.comparing.differences.opposites import (
    NOWHERE,
    Opposites,
    Poles,
    Profile,
    opposites,
    profiled,
)
from crossread.comparing.differences.phrases import UNSPACED
from crossread.comparing.differences.sides import Reading, Side, fold
from crossread.comparing.differences.stances import negative_word
from crossread.encoding import lexicon
from crossread.languages import table

KNOWN_APART = 0.75
"""What is left of the encoder's cosine of two words that dictionaries know, and do not hold for alike."""
SURE = 0.7
"""Cosine of profiles from which two words are as alike as they can be."""
POLED = 0.9
"""Likeness of two words that stand at one pole of opposites."""
AT_ALL = 0.05
"""Share of verbs in what dictionaries say of a word from which it can be one."""
PAIR = 2
"""Characters of most words of a language without spaces."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Content:
    """The words of a member.

    Args:
        places: where each of n words stands in the text.
        vectors: (n, dimensions) of length 1, or 0 for a word that the encoder does not know.
        weights: (n,) how much each says: the length of its vector, 0 for a word that says nothing.
        profiles: what dictionaries know of each.
        poles: at which poles of opposites each stands.
        naming: (n,) whether a word is of a name, figure or time, or a function word.
        verbal: (n,) 0..1, how far dictionaries hold each for a verb.
        negative: (n,) whether a word holds a negation by its form.
        folded: each in Latin letters.
        unspaced: whether the language sets no spaces.
    """

    places: tuple[Place, ...]
    vectors: Floats
    weights: Floats
    profiles: tuple[Profile, ...]
    poles: tuple[Poles, ...]
    naming: NDArray[np.bool_]
    verbal: Floats
    negative: NDArray[np.bool_]
    folded: tuple[str, ...]
    unspaced: bool


def contents(sides: Sequence[Side], reading: Reading) -> dict[str, Content]:
    """The words of members, by the id of their statement.

    Args:
        sides: members of a point.
        reading: gives vectors.
    """
    placed = {s.statement.id: _places(s, reading) for s in sides}
    words = {(s.text[a:b].lower(), s.language) for s in sides for a, b in placed[s.statement.id]}
    ordered = sorted(words)
    known = lexicon.load()
    asked = [w for w, _ in ordered], [code for _, code in ordered]
    profiles = dict(zip(ordered, profiled(*asked, known)))
    verbal = dict(zip(ordered, known.verbal(*asked).tolist()))
    table_of = table_of_opposites()
    poles = {key: table_of.poles(*key, profile) for key, profile in profiles.items()}
    return {
        s.statement.id: _content(s, placed[s.statement.id], profiles, poles, verbal, reading)
        for s in sides
    }


def _places(side: Side, reading: Reading) -> list[Place]:
    """Where the words of a member stand; without spaces, two characters that dictionaries know."""
    words = reading.words(side.text)
    places = list(zip(words.starts.tolist(), words.ends.tolist()))
    if side.language not in UNSPACED:
        return places
    text = side.text
    pairs = [text[n : n + PAIR] for n in range(len(text) - PAIR + 1)]
    found = lexicon.load().profiles(pairs, [side.language] * len(pairs))
    known = np.diff(found.indptr) > 0
    made: list[Place] = []
    at = 0
    while at < len(text):
        if at < len(known) and known[at] and pairs[at].isalpha():
            made.append((at, at + PAIR))
            at += PAIR
        else:
            made += [(a, b) for a, b in places if a == at]
            at += 1
    return [p for n, p in enumerate(made) if not n or p[0] >= made[n - 1][1]]


def _content(
    side: Side,
    places: Sequence[Place],
    profiles: Mapping[tuple[str, str], Profile],
    poles: Mapping[tuple[str, str], Poles],
    verbal: Mapping[tuple[str, str], float],
    reading: Reading,
) -> Content:
    words = reading.words(side.text)
    vectors = words.vectors.copy()
    if side.language in UNSPACED:
        vectors = np.zeros((len(places), words.vectors.shape[1]), np.float32)
        for n, (start, end) in enumerate(places):
            inside = (words.starts < end) & (words.ends > start)
            vectors[n] = words.vectors[inside].sum(axis=0)
    lengths = np.linalg.norm(vectors, axis=1)
    own = np.linalg.norm(words.vectors, axis=1)
    least = least_length(own)
    keys = [(side.text[a:b].lower(), side.language) for a, b in places]
    names, empty = named(side), function_words(side.language)
    phrased = table_of_opposites().phrases(side.text, side.language)
    helping = _auxiliaries(side.language)
    naming = [overlaps(p, names) or word in empty | helping for p, (word, _) in zip(places, keys)]
    empty_ones = [word in helping for word, _ in keys]
    lengths[empty_ones], vectors[empty_ones] = 0, 0
    return Content(
        places=tuple(places),
        vectors=vectors / np.maximum(lengths, 1e-6)[:, None],
        weights=np.where(lengths >= least, lengths, np.float32(0)).astype(np.float32),
        profiles=tuple(profiles[key] for key in keys),
        poles=tuple(
            NOWHERE if name or b - a < PAIR else _phrased((a, b), phrased) or poles[key]
            for (a, b), key, name in zip(places, keys, naming)
        ),
        naming=np.array(naming, np.bool_),
        verbal=np.array(
            [_verbal(word, side.language, verbal[word, side.language]) for word, _ in keys],
            np.float32,
        ),
        negative=np.array([negative_word(word, side.language) for word, _ in keys], np.bool_),
        folded=tuple(fold(word) for word, _ in keys),
        unspaced=side.language in UNSPACED,
    )


def _verbal(word: str, language: str, share: float) -> float:
    """How far a word is a verb: forms of "be" and "have", and one with an ending of the past if it can be any
    ("disparó", which without its accent is a shot).
    """
    if word in _auxiliaries(language):
        return 1.0
    endings = tuple(table(language, "polarity").get("done_endings", ()))
    return 1.0 if share >= AT_ALL and word.endswith(endings) else share


@cache
def _auxiliaries(language: str) -> frozenset[str]:
    """Forms of "be" and "have", which say nothing by themselves."""
    return frozenset(table(language, "polarity").get("auxiliaries", ()))


def table_of_opposites() -> Opposites:
    """The table of opposites, as the shipped lexicon reads it."""
    return opposites(lexicon.load())


def _phrased(place: Place, phrases: Sequence[tuple[Place, Poles]]) -> Poles:
    """The poles of the phrase that a word stands in."""
    return next((poles for own, poles in phrases if overlaps(place, [own])), NOWHERE)


def alike(one: Content, other: Content) -> tuple[Floats, Floats]:
    """(n, m) 0..1 how far two words mean the same; and the same by dictionaries and spelling alone."""
    cosine = np.maximum(one.vectors @ other.vectors.T, 0)
    told = _in_dictionaries(one.profiles, other.profiles)
    known = np.logical_and.outer([bool(p) for p in one.profiles], [bool(p) for p in other.profiles])
    cosine = np.where(known & (told == 0), KNOWN_APART * cosine, cosine)
    spelt = cdist(
        one.folded, other.folded, scorer=Levenshtein.normalized_similarity, dtype=np.float32
    )
    long = np.logical_and.outer(
        [len(w) >= LONG for w in one.folded], [len(w) >= LONG for w in other.folded]
    )
    spelt = np.where(long & (spelt >= COGNATE), spelt, 0)
    sure = np.maximum(np.minimum(told / SURE, 1), spelt)
    cosine = np.maximum(cosine, _at_one_pole(one.poles, other.poles))
    equal = one.negative[:, None] == other.negative
    found, sure = (np.where(equal, x, 0) for x in (np.maximum(cosine, sure), sure))
    return found.astype(np.float32), sure.astype(np.float32)


def _at_one_pole(one: Sequence[Poles], other: Sequence[Poles]) -> Floats:
    """(n, m) `POLED` where two words stand at one pole."""
    made = np.zeros((len(one), len(other)), np.float32)
    right = [(j, poles) for j, poles in enumerate(other) if poles]
    for i, mine in enumerate(one):
        for j, theirs in right:
            if mine & theirs:
                made[i, j] = POLED
    return made


def opposed(one: Content, other: Content) -> dict[tuple[int, int], bool]:
    """Numbers of two words that are opposites, and whether two rivals may each be told of by one."""
    table_of = table_of_opposites()
    right = [(j, poles) for j, poles in enumerate(other.poles) if poles]
    return {
        (i, j): table_of.rivals(mine, theirs)
        for i, mine in enumerate(one.poles)
        if mine
        for j, theirs in right
        if table_of.opposed(mine, theirs)
    }


def _in_dictionaries(one: Sequence[Profile], other: Sequence[Profile]) -> Floats:
    """(n, m) cosines of profiles."""
    concepts = {c: n for n, c in enumerate(sorted({c for p in one for c in p}))}
    mine, theirs = _dense(one, concepts), _dense(other, concepts)
    cosines: Floats = mine @ theirs.T
    return cosines


def _dense(profiles: Sequence[Profile], concepts: Mapping[int, int]) -> Floats:
    made = np.zeros((len(profiles), len(concepts)), np.float32)
    for n, profile in enumerate(profiles):
        for concept, weight in profile.items():
            if concept in concepts:
                made[n, concepts[concept]] = weight
    return made
