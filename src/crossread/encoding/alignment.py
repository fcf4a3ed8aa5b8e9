"""Two texts that say the same → which words of the one answer which words of the other.

In: two texts, mostly a sentence and its translation, and an encoder. Out: pairs of words with
their places. Every word looks for its counterpart in the other text, in both directions, as
SimAlign does (Jalili Sabet et al. 2020), and only pairs that choose each other are kept. What the
cosine of two words cannot tell, their places do: counterparts stand at about the same place of
their texts (the diagonal of Och and Ney 2003), and near the counterparts of their neighbours, so
that the third "the" finds the article of its own noun. The less a word says by itself, which the
length of its vector tells, the more its neighbours decide. Figures answer only equal figures,
however they are written; short words that two languages spell alike by chance ("a", "on", "die")
gain little by it. A pair then grows to a neighbour that brings the two closer together: "railway"
and "workers" to "Eisenbahner".

The texts are taken to say the same. Of two sentences that have nothing in common, half of the
weighty words find a partner too; how alike two statements are is for `comparing` to say.

Cost: O(n · m) for n and m words, time and memory. The same texts always give the same pairs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.lexicon import Lexicon
from crossread.encoding.protocol import Encoder, WordVectors
from crossread.encoding.vectors import unit
from crossread.errors import UsageError

Floats = NDArray[np.float32]
Thing = TypeVar("Thing")
Place = tuple[int, int]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Settings:
    """What decides between candidates; all in units of cosine.

    Args:
        distance: taken off for words at opposite ends of their texts, less in between.
        support: added where the words around have their counterparts around.
        doubt: taken off where one of the two says nothing by itself (its vector has no length,
            beside the others of the two texts), less where it says something.
        nothing: what a pair must beat: the value of a word's having no counterpart at all.
        least: share (0..1) of both words' choice that must fall on the pair.
        growth: gain from which a neighbour joins a pair.
    """

    distance: float = 0.05
    support: float = 0.4
    doubt: float = 0.6
    nothing: float = 0.05
    least: float = 0.05
    growth: float = 0.03


SETTINGS = Settings()
"""Chosen on the dev half of `examples/alignment` with crossread-encoder 1 by `python -m
bench.alignment_settings --data examples/alignment`, which chooses anew for another encoder. Kept for
version 2: the choice there (distance 0.2) gains .004, within chance, and in short texts lets the
places outvote the neighbours."""
SHARPNESS = 0.05
"""Difference of two candidates at which the better one is chosen e times as often."""
CHANCE = 0.5
"""Most that two words count which are spelt alike but may have nothing to do with each other."""
ALIKE = 6
"""Letters from which words of two languages that are spelt alike are taken for the same; names
(written with a capital on both sides) from half as many."""
NUMBER_WORD = 0.2
"""Cosine from which a word may answer a figure ("sixteen" and 16): neighbours alone must not decide
that. Set on the dev half of `examples/alignment`, where 0.1 to 0.3 give the same."""
REACH = 4
"""Words to either side among which a neighbour's counterpart is looked for."""
LEANING = 2.0
"""How much more its neighbours count for a word that says nothing by itself: 1 + 2 times."""
NEIGHBOURS = (-2, -1, 1, 2)
"""Which words around support a pair; those next to it twice as much as those after."""
FADING = 1.5
"""Words out of step at which a neighbour's support has fallen by e."""
CELLS = 4_000_000
"""Words of the one text times words of the other that are compared at most: two sentences of 2,000
words."""
TINY = np.float32(1e-6)
_NUMBER = re.compile(
    r"(?<![^\W_])(?:\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3}){1,6}(?:[.,]\d{1,12})?"
    r"|\d{1,18}(?:[.,]\d{1,12})?)(?![^\W_])"
)
KNOWN = (0.2, 0.7, 0.7)
"""Cosine of two words in the lexicon from which they are alike at all, that from which they are as alike
as they can be, and how alike that is. On the dev half of `examples/alignment` settings around it do as
well; without the lexicon F1 is a point lower."""
NEVER = np.float32(-1e3)
"""Likeness of words that must not be aligned."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """What dictionaries know of the words of two texts.

    Args:
        lexicon: of many languages.
        left: language of the left text, ISO 639-1.
        right: of the right text.
    """

    lexicon: Lexicon
    left: str
    right: str


@dataclass(frozen=True, slots=True)
class AlignedWords:
    """A word (or figure) of one text and its counterpart in the other.

    Args:
        left: first code point in the left text, and one past the last.
        right: the same in the right text.
        strength: 0..1, how clearly both chose each other; that of the pair it grew from for a
            part of a compound.
    """

    left: Place
    right: Place
    strength: float


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one text, figures as one.

    Args:
        shown: n words as written.
        places: where they stand.
        vectors: (n, dimensions).
        values: what each can mean as a number; empty for a word.
    """

    shown: list[str]
    places: list[Place]
    vectors: Floats
    values: list[tuple[Decimal, ...]]


def align(
    left: str,
    right: str,
    encoder: Encoder,
    settings: Settings = SETTINGS,
    dictionary: Dictionary | None = None,
) -> tuple[AlignedWords, ...]:
    """Align the words of two texts.

    Args:
        left: a sentence or a few.
        right: what says the same, in any language.
        encoder: gives word vectors. Of words it does not know, only equal figures, names and
            longer words that are spelt alike are aligned.
        settings: see `Settings`.
        dictionary: what is known of the words of the two languages.

    Returns:
        Pairs in the order of their places. A word may stand in several (a compound), or in none.

    Raises:
        UsageError: the texts are too long to be compared word by word.
    """
    rows, columns = (
        _words(text, found) for text, found in zip((left, right), encoder.words([left, right]))
    )
    if not rows.places or not columns.places:
        return ()
    if len(rows.places) * len(columns.places) > CELLS:
        raise UsageError(
            f"too long to be aligned word by word ({len(rows.places)} and {len(columns.places)} "
            "words): cut the texts into sentences"
        )
    likeness = _likeness(rows, columns)
    if dictionary is not None:
        likeness = _looked_up(likeness, rows, columns, dictionary)
    shares = _shares(likeness, _weakness(rows.vectors, columns.vectors), settings)
    chosen = shares.argmax(axis=0)
    pairs = {
        (i, int(j)): float(shares[i, j])
        for i, j in enumerate(shares.argmax(axis=1))
        if chosen[j] == i and shares[i, j] >= settings.least and likeness[i, j] > NEVER
    }
    pairs = _grown(pairs, rows, columns, likeness, settings.growth)
    return tuple(
        AlignedWords(rows.places[i], columns.places[j], strength)
        for (i, j), strength in sorted(pairs.items())
    )


def _words(text: str, found: WordVectors) -> _Words:
    """The words of a text, the parts of a figure put together."""
    places: list[Place] = []
    values: list[tuple[Decimal, ...]] = []
    firsts: list[int] = []
    numbers = _NUMBER.finditer(text)
    number = next(numbers, None)
    for row, (start, end) in enumerate(zip(found.starts.tolist(), found.ends.tolist())):
        while number is not None and number.end() <= start:
            number = next(numbers, None)
        if number is None or start < number.start():
            places.append((start, end))
            values.append(())
        elif not places or places[-1] != number.span():
            places.append(number.span())
            values.append(_values(number.group()))
        else:
            continue
        firsts.append(row)
    vectors = np.add.reduceat(found.vectors, firsts, axis=0) if firsts else found.vectors
    return _Words([text[a:b] for a, b in places], places, vectors, values)


def _values(number: str) -> tuple[Decimal, ...]:
    """What a number in digits can mean: 1.500 is fifteen hundred or one and a half.

    >>> [_values(n) for n in ("1.500", "3 400", "1.234,5")]
    [(Decimal('1500'), Decimal('1.500')), (Decimal('3400'),), (Decimal('1234.5'),)]
    """
    groups = re.split(r"\D", number)
    marks = [c for c in number if not c.isdigit()]
    whole = Decimal("".join(groups))
    if not marks or marks[-1] not in ".,":
        return (whole,)
    fraction = Decimal("".join(groups[:-1]) + "." + groups[-1])
    if len(marks) == 1 and len(groups[-1]) == 3:
        return (whole, fraction)
    return (whole,) if len(marks) > 1 and len(set(marks)) == 1 else (fraction,)


def _likeness(rows: _Words, columns: _Words) -> Floats:
    """(n, m) cosines, set right for figures and for words spelt alike."""
    known = np.logical_and.outer(rows.vectors.any(axis=1), columns.vectors.any(axis=1))
    cosine = np.where(known, unit(rows.vectors) @ unit(columns.vectors).T, NEVER)
    spelt = _equal([w.casefold() for w in rows.shown], [w.casefold() for w in columns.shown])
    telling = _both(_long, rows.shown, columns.shown) | _both(_name, rows.shown, columns.shown)
    cosine = np.where(spelt, np.where(telling, 1.0, np.minimum(cosine, CHANCE)), cosine)
    figures = _both(bool, rows.values, columns.values)
    worth = [[v[-n:][:1] for v in side.values] for side in (rows, columns) for n in (1, 2)]
    same = np.stack([_equal(mine, theirs) for mine in worth[:2] for theirs in worth[2:]]).any(
        axis=0
    )
    one = np.logical_xor.outer(list(map(bool, rows.values)), list(map(bool, columns.values)))
    cosine = np.where(one & (cosine < NUMBER_WORD), NEVER, cosine)
    likeness: Floats = np.where(figures, np.where(same, 1.0, NEVER), cosine).astype(np.float32)
    return likeness


def _looked_up(likeness: Floats, rows: _Words, columns: _Words, dictionary: Dictionary) -> Floats:
    """(n, m) likenesses, raised where dictionaries know two words to mean the same."""
    words = [word.lower() for word in (*rows.shown, *columns.shown)]
    n = len(rows.shown)
    languages = [dictionary.left] * n + [dictionary.right] * len(columns.shown)
    profiles = dictionary.lexicon.profiles(words, languages)
    cosine = dictionary.lexicon.block(profiles, 0, n)[:, n:]
    low, high, most = KNOWN
    told = most * np.clip((cosine - low) / (high - low), 0, 1)
    raised: Floats = np.where(told > 0, np.maximum(likeness, told), likeness)
    return raised.astype(np.float32)


def _long(word: str) -> bool:
    return len(word) >= ALIKE or any(c.isdigit() for c in word)


def _name(word: str) -> bool:
    return 2 * len(word) >= ALIKE and word[0].isupper()


def _both(
    test: Callable[[Thing], bool], left: Sequence[Thing], right: Sequence[Thing]
) -> NDArray[np.bool_]:
    """(n, m) whether two things pass a test."""
    return np.logical_and.outer([test(thing) for thing in left], [test(thing) for thing in right])


def _equal(left: Sequence[Hashable], right: Sequence[Hashable]) -> NDArray[np.bool_]:
    """(n, m) whether two things are equal."""
    number = {thing: i for i, thing in enumerate(dict.fromkeys([*left, *right]))}
    rows, columns = (np.array([number[thing] for thing in side]) for side in (left, right))
    equal: NDArray[np.bool_] = rows[:, None] == columns[None, :]
    return equal


def _weakness(left: Floats, right: Floats) -> Floats:
    """(n, m) 0..1 how little the weaker of two words says by itself: how short its vector is."""
    rows, columns = np.linalg.norm(left, axis=1), np.linalg.norm(right, axis=1)
    typical = max(float(np.median(np.concatenate([rows, columns]))), float(TINY))
    weakness: Floats = 1 - np.minimum(np.minimum.outer(rows, columns) / np.float32(typical), 1)
    return weakness


def _shares(likeness: Floats, weakness: Floats, settings: Settings) -> Floats:
    """(n, m) 0..1 how far two words choose each other: first by likeness and place, then also by
    what their neighbours chose.
    """
    n, m = likeness.shape
    down, across = (np.arange(n) + 0.5) / n, (np.arange(m) + 0.5) / m
    place = (settings.distance * np.abs(np.subtract.outer(down, across))).astype(np.float32)
    support = _support(_choice(likeness - place, settings.nothing))
    weighed = settings.support * support * (1 + LEANING * weakness) - settings.doubt * weakness
    return _choice(likeness - place + weighed, settings.nothing)


def _choice(score: Floats, nothing: float) -> Floats:
    """Geometric mean of the shares of a pair among all of its row and of its column."""
    odds = np.exp((score - nothing) / SHARPNESS)
    down, across = odds.sum(axis=0, keepdims=True), odds.sum(axis=1, keepdims=True)
    choice: Floats = (odds / np.sqrt((1 + down) * (1 + across))).astype(np.float32)
    return choice


def _support(choice: Floats) -> Floats:
    """(n, m) 0..1 how far the neighbours of a pair's words have counterparts in step with it."""
    n, m = choice.shape
    edge = max(REACH, *NEIGHBOURS)
    padded = np.pad(choice, edge)
    total = np.zeros_like(choice)
    for down in NEIGHBOURS:
        best = np.zeros_like(choice)
        for across in range(-REACH, REACH + 1):
            near = padded[edge + down : edge + down + n, edge + across : edge + across + m]
            weight = np.float32(np.exp(-abs(down - across) / FADING) / abs(down)) if across else 0
            np.maximum(best, weight * near, out=best)
        total += best
    return total / np.float32(sum(1 / abs(down) for down in NEIGHBOURS))


def _grown(
    pairs: Mapping[Pair, float], rows: _Words, columns: _Words, likeness: Floats, growth: float
) -> dict[Pair, float]:
    """The pairs, and those that a neighbour without a pair of its own makes with one of them."""
    grown = dict(pairs)
    sides = rows.vectors, columns.vectors
    for own in (0, 1):
        gains = _gains(sides[own], sides[1 - own])
        taken = {pair[own] for pair in pairs}
        for pair, strength in sorted(pairs.items()):
            for step, gain in zip((1, -1), gains):
                new = (pair[0] + step, pair[1]) if own == 0 else (pair[0], pair[1] + step)
                if new[own] in taken or gain[pair[own], pair[1 - own]] < growth:
                    continue
                if likeness[new] > NEVER:
                    grown[new] = strength
    return grown


def _gains(own: Floats, other: Floats) -> tuple[Floats, Floats]:
    """(n, m) how much closer a word comes to a word of the other text by the word after it, and
    by the word before it.
    """
    dots = own @ other.T
    lengths = np.maximum(np.linalg.norm(other, axis=1), TINY)
    alone = dots / (np.maximum(np.linalg.norm(own, axis=1), TINY)[:, None] * lengths)
    both = np.maximum(np.linalg.norm(own[:-1] + own[1:], axis=1), TINY)
    joined = (dots[:-1] + dots[1:]) / (both[:, None] * lengths)
    after, before = np.full_like(alone, -1), np.full_like(alone, -1)
    after[:-1], before[1:] = joined - alone[:-1], joined - alone[1:]
    return after, before
