"""Sketches, as they come → which articles are alike, and how much.

In: sketches, in batches. Out: pairs of articles with their likeness (`likeness`). A pair is looked at
where rare words (`rings`) or direction speak for it, at most `CANDIDATES` an article: what an
article costs does not grow with the number of articles held, nor with those let go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from crossread.encoding.vectors import unit
from crossread.linking.likeness import (
    DIRECTION,
    WORDS,
    Facts,
    Shared,
    interaction,
    likeness,
    nearness,
)
from crossread.linking.rarity import Entities, Rarity, SavedRarity
from crossread.linking.rings import HELD, Rings
from crossread.linking.sketches import BUCKETS, KEYWORDS, Sketch, bucket, half

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

COMMON_PRIOR = 20  # articles that the common direction of a language is shrunk by
CANDIDATES = 16  # likeliest partners of an article that are looked at…
LANGUAGE_FLOOR = 0.1  # …and the likeliest one of every language, from this likeness up
SOUGHT_WORDS = 48  # weightiest words of an article that partners are sought by…
SOUGHT_NAMES = 32  # …and names
SOUGHT_COSINE = 0.2  # direction that makes a partner by itself
SOUGHT_NEWEST = 16_384  # articles whose direction is looked at
LEAST = 64  # articles that room is made for, or given up, at a time
GAPS = 10_000  # positions for each article held beyond which a saved window is damaged
BATCH = 256  # articles compared at once
TOLD = 5  # pairs of words that are told for two articles
WORD_LIMIT = 112  # weightiest words of an article that are compared
NAME_LIMIT = 48
NUMBER_LIMIT = 24
NAMES = slice(WORD_LIMIT, WORD_LIMIT + NAME_LIMIT)
NUMBERS = slice(NAMES.stop, NAMES.stop + NUMBER_LIMIT)
COLUMNS = (slice(0, WORD_LIMIT), NAMES, NUMBERS)
ARRAYS = ("_vectors", "_weights", "_directions", "_words", "_shares", "_facts")
SOUGHT = np.r_[:SOUGHT_WORDS, WORD_LIMIT : WORD_LIMIT + SOUGHT_NAMES]


@dataclass(frozen=True, slots=True)
class Pairs:
    """Articles that were compared.

    Args:
        first: (m,) positions; of the two the one that came later.
        second: (m,) positions; earlier than `first`.
        likeness: (m,) 0..1.
    """

    first: Ints
    second: Ints
    likeness: Floats


class Common:
    """What the directions of one language have in common: their mean.

    Args:
        dimensions: of the encoder's vectors.
    """

    def __init__(self, dimensions: int) -> None:
        self.number = 0
        self.total = np.zeros(dimensions, np.float64)
        self._mean: Floats | None = None

    def add(self, direction: Floats) -> None:
        """Count one more article."""
        self.number += 1
        self.total += direction
        self._mean = None

    def mean(self) -> Floats:
        """The mean, shrunk by `COMMON_PRIOR`, so that a handful of articles keeps its topic."""
        if self._mean is None:
            self._mean = (self.total / (self.number + COMMON_PRIOR)).astype(np.float32)
        return self._mean


class Window:
    """The articles that new ones are compared with.

    An article is named by its position in the order of arrival. What is held of each lies in arrays
    from `base` on; an article that is let go leaves a gap there until all before it are gone too.

    Args:
        dimensions: of the encoder's vectors.
    """

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.rarity = Rarity()
        self.base = 0  # position of the first article in the arrays
        self.top = 0  # position of the next article
        self._rings = Rings()
        self._keywords: list[tuple[str, ...]] = []  # those compared, as printed
        self._vectors = np.zeros((0, KEYWORDS, dimensions), np.int8)
        self._weights = np.zeros((0, KEYWORDS), np.float32)
        self._directions = np.zeros((0, dimensions), np.float32)
        self._words = np.zeros((0, NUMBERS.stop), np.int32)  # hashes
        self._shares = np.zeros((0, NUMBERS.stop), np.float32)  # their weights
        self._facts = np.zeros((0, 5), np.int64)  # language, page, day (0: not known), length, held
        self._common: dict[str, Common] = {}  # what the directions of each language share
        self._lookup = np.zeros(3 * (BUCKETS + 1), np.float32)

    def add(self, sketches: Sequence[Sketch], entities: Sequence[Entities] = ()) -> Pairs:
        """Enter articles and compare each with those entered before it.

        Args:
            sketches: any number; they get the positions from `top` on.
            entities: for each those that are known to stand in it.

        Returns:
            The pairs looked at. All of the sketches count for how rare words are before the first
            is compared, so that a collection given at once is judged as a whole.
        """
        known = entities or [()] * len(sketches)
        for sketch, one in zip(sketches, known, strict=True):
            self.rarity.count(sketch, one)
            common = self._common.setdefault(sketch.language, Common(self.dimensions))
            direction = half(sketch.direction)
            if direction.any():
                common.add(direction)
        return self._added(sketches, known)

    def anew(self, sketches: Sequence[Sketch]) -> tuple[Window, Pairs]:
        """A window that holds articles as if they had come only now, after all that came before.

        Args:
            sketches: of articles that were entered; they get the positions from 0 on.

        Returns:
            The window, which takes the place of this one, and the pairs looked at.
        """
        window = Window(self.dimensions)
        window.rarity, window._common = self.rarity, self._common
        return window, window._added(sketches, [()] * len(sketches))

    def holds(self, position: int) -> bool:
        """Whether an article is held."""
        place = position - self.base
        return 0 <= place < self.top - self.base and bool(self._facts[place, 4])

    def let_go(self, positions: Sequence[int]) -> None:
        """Forget articles: they are partners no more.

        Args:
            positions: of articles that are held.
        """
        if not positions:
            return
        for position in positions:
            place = self._place(position)
            self._facts[place, 4] = 0
            self._keywords[place] = ()
        used = self.top - self.base
        held = np.flatnonzero(self._facts[:used, 4])
        gone = int(held[0]) if len(held) else used
        if gone >= max(LEAST, used // 2):
            for name in ARRAYS:
                array = getattr(self, name)
                array[: used - gone] = array[gone:used].copy()
                array[used - gone : used] = 0
            del self._keywords[:gone]
            self.base += gone

    def shared(self, asker: int, other: int) -> tuple[tuple[str, ...], ...]:
        """Why two articles are alike: keywords of one with their counterparts in the other.

        Args:
            asker: position of one article that is held.
            other: of the other.

        Returns:
            Up to `TOLD` pairs, the weightiest first; one word where both print the same.

        Raises:
            ValueError: one of them is not held.
        """
        place, there = self._place(asker), self._place(other)
        mine, theirs = self._keywords[place], self._keywords[there]
        cosines = self._vectors[place].astype(np.float32) @ self._vectors[there].T.astype(
            np.float32
        )
        near = nearness(cosines / np.float32(127 * 127))[: len(mine), : len(theirs)]
        weights = self._weights[place][:, None] + self._weights[there][None, :]
        gains = near * weights[: len(mine), : len(theirs)]
        told: list[tuple[str, ...]] = []
        while len(told) < TOLD and gains.size and gains.max() > 0:
            i, j = divmod(int(np.argmax(gains)), len(theirs))
            same = mine[i].casefold() == theirs[j].casefold()
            told.append((mine[i],) if same else (mine[i], theirs[j]))
            gains[i], gains[:, j] = 0, 0
        return tuple(told)

    def days(self, asker: int, other: int) -> int | None:
        """Days between the publications of two articles that are held, where both are known."""
        one, two = (int(self._facts[self._place(position), 2]) for position in (asker, other))
        return abs(one - two) if one and two else None

    def saved(self) -> SavedWindow:
        """All that is held, as a record that can be written to a file."""
        held = np.flatnonzero(self._facts[: self.top - self.base, 4])
        return SavedWindow(
            dimensions=self.dimensions,
            top=self.top,
            positions=(held + self.base).tolist(),
            keywords=[self._keywords[place] for place in held.tolist()],
            arrays=[getattr(self, name)[held].tobytes() for name in ARRAYS],
            common=[
                (language, one.number, one.total.tobytes())
                for language, one in sorted(self._common.items())
            ],
            rarity=self.rarity.saved(),
        )

    @classmethod
    def restored(cls, saved: SavedWindow) -> Window:
        """The window that was saved.

        Raises:
            ValueError, IndexError: the record is damaged.
        """
        window = cls(saved.dimensions)
        positions = np.array(saved.positions, np.int64)
        if (
            len(positions) != len(saved.keywords)
            or (np.diff(positions, append=saved.top) <= 0).any()
        ):
            raise ValueError("positions and articles do not fit together")
        base = int(positions[0]) if len(positions) else saved.top
        if not 0 <= saved.top - base <= GAPS * max(len(positions), LEAST):
            raise ValueError("positions lie too far apart")
        window._reserve(saved.top - base)
        window.base, window.top = base, saved.top
        window.rarity = Rarity.restored(saved.rarity)
        window._keywords = [()] * (saved.top - base)
        for name, data in zip(ARRAYS, saved.arrays, strict=True):
            array = getattr(window, name)
            shape = (len(positions), *array.shape[1:])
            array[positions - base] = np.frombuffer(data, array.dtype).reshape(shape)
        for position, keywords in zip(positions.tolist(), saved.keywords):
            window._keywords[position - base] = keywords
        for language, number, total in saved.common:
            window._common[language] = Common(saved.dimensions)
            window._common[language].number = number
            window._common[language].total += np.frombuffer(total, np.float64)
        for start in range(0, len(positions), BATCH):
            batch = positions[start : start + BATCH]
            window._rings.add(*window._sought(batch - base, batch))
        return window

    def _place(self, position: int) -> int:
        """Where an article lies in the arrays."""
        if not self.holds(position):
            raise ValueError(f"article {position} is not held")
        return position - self.base

    def _reserve(self, number: int) -> None:
        """Make room for so many more articles."""
        needed = self.top - self.base + number
        if needed > len(self._facts):
            room = max(needed, 3 * len(self._facts) // 2, LEAST)
            for name in ARRAYS:
                old = getattr(self, name)
                new = np.zeros((room, *old.shape[1:]), old.dtype)
                new[: len(old)] = old
                setattr(self, name, new)

    def _added(self, sketches: Sequence[Sketch], entities: Sequence[Entities]) -> Pairs:
        """Enter articles that are counted, and compare each with those before it."""
        found = [Pairs(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float32))]
        for start in range(0, len(sketches), BATCH):
            batch = slice(start, start + BATCH)
            self._enter(sketches[batch], entities[batch])
            found.append(self._compare(len(sketches[batch])))
        return Pairs(
            np.concatenate([pairs.first for pairs in found]),
            np.concatenate([pairs.second for pairs in found]),
            np.concatenate([pairs.likeness for pairs in found]),
        )

    def _enter(self, sketches: Sequence[Sketch], entities: Sequence[Entities]) -> None:
        """Put one batch into the arrays."""
        self._reserve(len(sketches))
        first = self.top - self.base
        part = slice(first, first + len(sketches))
        every = [
            self.rarity.words(sketches, WORD_LIMIT),
            self.rarity.named(sketches, entities, NAME_LIMIT),
            self.rarity.numbered(sketches, NUMBER_LIMIT),
        ]
        for number, (terms, columns) in enumerate(zip(every, COLUMNS, strict=True)):
            self._words[part, columns] = terms.ids + number * (BUCKETS + 1)
            self._shares[part, columns] = terms.weights
        begin = 0
        for place, sketch in enumerate(sketches, start=first):
            best = np.frombuffer(sketch.keyword_places, np.uint16).astype(np.int64)
            lengths = half(sketch.stem_lengths)
            self._vectors[place] = 0
            self._vectors[place, : len(best)] = np.frombuffer(sketch.vectors, np.int8).reshape(
                len(best), self.dimensions
            )
            self._weights[place] = 0
            self._weights[place, : len(best)] = every[0].every[begin + best] * lengths[best]
            begin += len(lengths)
            self._keywords.append(sketch.keywords)
            direction = half(sketch.direction)
            if direction.any():
                direction -= self._common[sketch.language].mean()
            self._directions[place] = direction
            self._facts[place] = (
                bucket(sketch.language), bucket(sketch.page), sketch.day or 0, sketch.length, 1,
            )  # fmt: skip
        self._directions[part] = unit(self._directions[part])
        self._weights[part] /= np.maximum(self._weights[part].sum(axis=1, keepdims=True), 1e-9)
        self.top += len(sketches)

    def _compare(self, number: int) -> Pairs:
        """Compare the articles entered last, so many, with those before each."""
        askers = np.arange(self.top - number, self.top)
        first, second = self._partners(askers)
        words, names, numbers, keywords = (np.empty(len(first), np.float32) for _ in range(4))
        ends = np.searchsorted(first, askers, side="right").tolist()
        for asker, begin, end in zip(askers.tolist(), [0, *ends], ends):
            if begin < end:
                part, place = slice(begin, end), asker - self.base
                places = second[part] - self.base
                products = self._in_common(place, places)
                words[part] = products[:, :WORD_LIMIT].sum(axis=1)
                names[part] = products[:, NAMES].sum(axis=1)
                numbers[part] = products[:, NUMBERS].sum(axis=1)
                keywords[part] = interaction(
                    self._vectors[place].astype(np.float32) / np.float32(127 * 127),
                    self._weights[place],
                    self._vectors[places].astype(np.float32),
                    self._weights[places],
                )
        ones, others = first - self.base, second - self.base
        cosines = np.einsum("ij,ij->i", self._directions[ones], self._directions[others])
        shared = Shared(words, names, numbers, keywords, cosines)
        return Pairs(first, second, likeness(self._known(ones), self._known(others), shared))

    def _known(self, places: Ints) -> Facts:
        return Facts(*(self._facts[places, column] for column in range(4)))

    def _in_common(self, place: int, places: Ints) -> Floats:
        """(others, terms) products of the weights that an article shares with others."""
        ids = self._words[place]
        self._lookup[ids] = self._shares[place]
        products: Floats = self._lookup[self._words[places]] * self._shares[places]
        self._lookup[ids] = 0.0
        return products

    def _sought(self, places: Ints, positions: Ints) -> tuple[Ints, Ints, Floats]:
        """The words that partners are sought by, who has each, and its weight."""
        words = self._words[places][:, SOUGHT].astype(np.int64)
        # The product of both sides' weights is a part of the likeness.
        weights = self._shares[places][:, SOUGHT] * np.float32(np.sqrt(WORDS / 2))
        who = np.broadcast_to(positions[:, None], words.shape)
        there = weights > 0
        return words[there], who[there], weights[there]

    def _partners(self, askers: Ints) -> tuple[Ints, Ints]:
        """For each of the articles just entered the earlier ones worth comparing, sorted."""
        found: list[tuple[Ints, Ints, Floats]] = []
        for start in range(0, len(askers), HELD // 2):  # else a ring goes round before it is asked
            part = askers[start : start + HELD // 2]
            sought = self._sought(part - self.base, part)
            self._rings.add(*sought)
            found.append(self._rings.find(*sought))
        one, other, sums = (np.concatenate(column) for column in zip(*found, strict=True))
        earlier = (other < one) & (other >= self.base)
        one, other, sums = one[earlier], other[earlier], sums[earlier]

        low = max(self.base, self.top - SOUGHT_NEWEST)
        place = askers - self.base
        cosines = (
            self._directions[place] @ self._directions[low - self.base : self.top - self.base].T
        )
        near = np.flatnonzero(cosines.ravel() >= SOUGHT_COSINE)
        near_one, near_other = near // cosines.shape[1] + askers[0], near % cosines.shape[1] + low
        keep = near_other < near_one  # what is let go is dropped below
        codes = np.concatenate((one, near_one[keep])) << 32 | np.concatenate(
            (other, near_other[keep])
        )
        codes, at = np.unique(codes, return_index=True)
        scores = np.concatenate((sums, np.zeros(int(keep.sum()), np.float32)))[at]
        one, other = codes >> 32, codes & 0xFFFFFFFF
        alive = self._facts[other - self.base, 4] > 0
        one, other, scores = one[alive], other[alive], scores[alive]
        held = other >= low
        scores[held] += DIRECTION * cosines[one[held] - askers[0], other[held] - low]
        languages = self._facts[other - self.base, 0]
        ends = np.searchsorted(one, askers, side="right").tolist()
        best: list[Ints] = [np.empty(0, np.int64)]
        for begin, end in zip([0, *ends], ends):
            best.append(begin + _best(scores[begin:end], languages[begin:end]))
        chosen = np.concatenate(best)
        return one[chosen], other[chosen]


class SavedWindow(Struct, frozen=True):
    """A window on disk.

    Args:
        dimensions: of the encoder's vectors.
        top: position of the next article.
        positions: of the articles held, rising.
        keywords: of each, as printed.
        arrays: those named in `ARRAYS`, of the articles held.
        common: language, number of articles, and sum of their directions.
        rarity: of all words.
    """

    dimensions: int
    top: int
    positions: list[int]
    keywords: list[tuple[str, ...]]
    arrays: list[bytes]
    common: list[tuple[str, int, bytes]]
    rarity: SavedRarity


def _best(scores: Floats, languages: Ints) -> Ints:
    """Places of the likeliest partners: `CANDIDATES` of all, and the likeliest one of each language.

    Args:
        scores: (n,) of the candidates of one article.
        languages: (n,) of each.

    Returns:
        Places, rising.
    """
    if len(scores) <= CANDIDATES:
        return np.arange(len(scores))
    order = np.argsort(-scores, kind="stable")
    best = order[:CANDIDATES]
    if (languages != languages[0]).any():
        order = order[scores[order] > LANGUAGE_FLOOR]
        _, first = np.unique(languages[order], return_index=True)
        best = np.union1d(best, order[first])
    return np.sort(best)
