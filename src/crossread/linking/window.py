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
    KEYWORD_LIMIT,
    WORDS,
    Facts,
    interaction,
    likeness,
    nearness,
)
from crossread.linking.rarity import Rarity, Row
from crossread.linking.rings import Rings
from crossread.linking.sketches import BUCKETS, Sketch, bucket, half, hashes

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

COMMON_PRIOR = 20  # articles that the common direction of a language is shrunk by
CANDIDATES = 48  # likeliest partners of an article that are looked at…
CANDIDATES_LANGUAGE = 2  # …and at least so many of every language
SOUGHT_WORDS = 48  # weightiest words of an article that partners are sought by…
SOUGHT_NAMES = 32  # …and names
SOUGHT_COSINE = 0.2  # direction that makes a partner by itself
SOUGHT_NEWEST = 16_384  # articles whose direction is looked at
BATCH = 256  # articles compared at once
TOLD = 5  # pairs of words that are told for two articles
ARRAYS = ("_vectors", "_weights", "_directions", "_facts")


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


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the window holds of an article besides its vectors.

    Args:
        ids: (n,) uint32 hashes: words, then names with `BUCKETS` added.
        weights: (n,) each part of length 1.
        words: number of words.
        sought: places of those that partners are sought by.
        language: of the article.
        direction: as in its sketch.
        keywords: those compared, as printed.
    """

    ids: NDArray[np.uint32]
    weights: Floats
    words: int
    sought: Ints
    language: str
    direction: NDArray[np.float16]
    keywords: tuple[str, ...]

    def words_and_names(self) -> tuple[Ints, Ints]:
        """Hashes of the words, and of the names."""
        ids = self.ids.astype(np.int64)
        return ids[: self.words], ids[self.words :] - BUCKETS


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
        self._rows: list[Weighed | None] = []
        self._vectors = np.zeros((0, KEYWORD_LIMIT, dimensions), np.int8)
        self._weights = np.zeros((0, KEYWORD_LIMIT), np.float32)
        self._directions = np.zeros((0, dimensions), np.float32)
        self._facts = np.zeros((0, 5), np.int64)  # language, page, day (0: not known), length, held
        self._sums: dict[str, Floats] = {}  # directions of each language, added up
        self._lookup = np.zeros(2 * BUCKETS, np.float32)

    def add(
        self, sketches: Sequence[Sketch], entities: Sequence[Sequence[tuple[int, int]]] = ()
    ) -> Pairs:
        """Enter articles and compare each with those entered before it.

        Args:
            sketches: any number; they get the positions from `top` on.
            entities: for each, hashes and counts of the entities that are known to stand in it.

        Returns:
            The pairs looked at. All of the sketches count for how rare words are before the first
            is compared, so that a collection given at once is judged as a whole.
        """
        extras = entities or [()] * len(sketches)
        for sketch, extra in zip(sketches, extras, strict=True):
            names = np.concatenate(
                (hashes(sketch.names), np.array([e for e, _ in extra], np.int64))
            )
            self.rarity.count(hashes(sketch.stems), names, sketch.language)
            self._sum(sketch.language, half(sketch.direction))
        found = [
            self._compare(sketches[start : start + BATCH], extras[start : start + BATCH])
            for start in range(0, len(sketches), BATCH)
        ]
        return Pairs(
            np.concatenate([pairs.first for pairs in found] or [np.empty(0, np.int64)]),
            np.concatenate([pairs.second for pairs in found] or [np.empty(0, np.int64)]),
            np.concatenate([pairs.likeness for pairs in found] or [np.empty(0, np.float32)]),
        )

    def let_go(self, positions: Sequence[int]) -> None:
        """Forget articles: they are partners no more, and their words become rarer.

        Args:
            positions: of articles that are held.
        """
        for position in positions:
            row = self._rows[position - self.base]
            if row is None:
                raise ValueError(f"article {position} is not held")
            self.rarity.count(*row.words_and_names(), row.language, by=-1)
            self._sum(row.language, -row.direction.astype(np.float32))
            self._rows[position - self.base] = None
            self._facts[position - self.base, 4] = 0
        gone = 0
        while gone < len(self._rows) and self._rows[gone] is None:
            gone += 1
        if gone >= max(64, len(self._rows) // 2):
            left = len(self._rows) - gone
            for name in ARRAYS:
                array = getattr(self, name)
                array[:left] = array[gone : gone + left].copy()
                array[left:] = 0
            del self._rows[:gone]
            self.base += gone

    def shared(self, asker: int, other: int) -> tuple[tuple[str, ...], ...]:
        """Why two articles are alike: keywords of one with their counterparts in the other.

        Args:
            asker: position of one article that is held.
            other: of the other.

        Returns:
            Up to `TOLD` pairs, the weightiest first; one word where both print the same.
        """
        mine, theirs = self._row(asker), self._row(other)
        place, there = asker - self.base, other - self.base
        cosines = self._vectors[place].astype(np.float32) @ self._vectors[there].T.astype(
            np.float32
        )
        near = nearness(cosines / np.float32(127 * 127))
        gains = near * (self._weights[place][:, None] + self._weights[there][None, :])
        told: list[tuple[str, ...]] = []
        left, right = len(mine.keywords), len(theirs.keywords)
        while len(told) < TOLD and left and right:
            i, j = divmod(int(np.argmax(gains[:left, :right])), right)
            if gains[i, j] <= 0:
                break
            one, two = mine.keywords[i], theirs.keywords[j]
            told.append((one,) if one.casefold() == two.casefold() else (one, two))
            gains[i], gains[:, j] = 0, 0
        return tuple(told)

    def days(self, asker: int, other: int) -> int | None:
        """Days between the publications of two articles, where both are known."""
        one, two = (int(self._facts[position - self.base, 2]) for position in (asker, other))
        return abs(one - two) if one and two else None

    def _row(self, position: int) -> Weighed:
        row = self._rows[position - self.base]
        if row is None:
            raise ValueError(f"article {position} is not held")
        return row

    def _sum(self, language: str, direction: Floats) -> None:
        before = self._sums.get(language)
        self._sums[language] = direction if before is None else before + direction

    def _compare(
        self, sketches: Sequence[Sketch], extras: Sequence[Sequence[tuple[int, int]]]
    ) -> Pairs:
        """Enter one batch and compare it."""
        start = self.top
        self._reserve(len(sketches))
        for sketch, extra in zip(sketches, extras, strict=True):
            self._enter(sketch, extra)
        first, second = self._partners(np.arange(start, self.top))
        likeness = np.empty(len(first), np.float32)
        begins = np.flatnonzero(np.diff(first, prepend=-1))
        ends = np.append(begins[1:], len(first))
        for begin, end in zip(begins.tolist(), ends.tolist()):
            likeness[begin:end] = self._likeness(int(first[begin]), second[begin:end])
        return Pairs(first, second, likeness)

    def _reserve(self, number: int) -> None:
        """Make room for so many more articles."""
        needed = self.top - self.base + number
        if needed > len(self._facts):
            room = max(needed, 3 * len(self._facts) // 2, 64)
            for name in ARRAYS:
                old = getattr(self, name)
                new = np.zeros((room, *old.shape[1:]), old.dtype)
                new[: len(old)] = old
                setattr(self, name, new)

    def _enter(self, sketch: Sketch, extra: Sequence[tuple[int, int]]) -> None:
        place = self.top - self.base
        weights = self.rarity.keywords(sketch)
        best = np.argsort(-weights, kind="stable")[:KEYWORD_LIMIT]
        vectors = np.frombuffer(sketch.vectors, np.int8).reshape(len(weights), self.dimensions)
        self._vectors[place, : len(best)] = vectors[best]
        self._weights[place, : len(best)] = weights[best] / max(1e-9, float(weights[best].sum()))
        number = self.rarity.by_language[sketch.language]
        common = self._sums[sketch.language] / np.float32(number + COMMON_PRIOR)
        direction = half(sketch.direction)
        self._directions[place] = unit(direction - common) if direction.any() else 0.0
        self._facts[place] = (
            bucket(sketch.language), bucket(sketch.page), sketch.day or 0, sketch.length, 1,
        )  # fmt: skip
        words, names = self.rarity.words(sketch), self.rarity.named(sketch, extra)
        self._rows.append(
            Weighed(
                ids=np.concatenate((words.ids, names.ids + BUCKETS)).astype(np.uint32),
                weights=np.concatenate((words.weights, names.weights)),
                words=len(words.ids),
                sought=_sought(words, names),
                language=sketch.language,
                direction=direction.astype(np.float16),
                keywords=tuple(sketch.keywords[k] for k in best.tolist()),
            )
        )
        self.top += 1

    def _partners(self, askers: Ints) -> tuple[Ints, Ints]:
        """For each of the articles just entered the earlier ones worth comparing, sorted."""
        rows = [self._row(asker) for asker in askers.tolist()]
        sizes = [len(row.sought) for row in rows]
        who = np.repeat(askers, sizes)
        words = np.concatenate([row.ids[row.sought] for row in rows]).astype(np.int64)
        weights = _for_search(np.concatenate([row.weights[row.sought] for row in rows]))
        self._rings.add(words, who, weights)
        one, other, sums = self._rings.find(words, who, weights)
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
        chosen = _best(one, scores, CANDIDATES)
        languages = self._facts[other - self.base, 0]
        chosen |= _best(one * BUCKETS + languages, scores, CANDIDATES_LANGUAGE)
        return one[chosen], other[chosen]

    def _likeness(self, asker: int, others: Ints) -> Floats:
        """How alike one article is to each of some others."""
        place, places = asker - self.base, others - self.base
        words, names = self._in_common(
            self._row(asker), [self._row(other) for other in others.tolist()]
        )
        keywords = interaction(
            self._vectors[place].astype(np.float32) / np.float32(127 * 127),
            self._weights[place],
            self._vectors[places].astype(np.float32),
            self._weights[places],
        )
        cosines = self._directions[places] @ self._directions[place]
        mine, theirs = self._known(np.array([place])), self._known(places)
        return likeness(mine, theirs, words, names, keywords, cosines)

    def _known(self, places: Ints) -> Facts:
        return Facts(*(self._facts[places, column] for column in range(4)))

    def _in_common(self, row: Weighed, others: Sequence[Weighed]) -> tuple[Floats, Floats]:
        """Weights that an article shares with others, in words and in names."""
        self._lookup[row.ids] = row.weights
        ids = np.concatenate([other.ids for other in others])
        products = self._lookup[ids] * np.concatenate([other.weights for other in others])
        self._lookup[row.ids] = 0.0
        sums = np.concatenate(([0.0], np.cumsum(products, dtype=np.float64)))
        ends = np.cumsum([len(other.ids) for other in others])
        starts = np.concatenate(([0], ends[:-1]))
        middles = starts + np.array([other.words for other in others])
        words, names = sums[middles] - sums[starts], sums[ends] - sums[middles]
        return words.astype(np.float32), names.astype(np.float32)

    def holds(self, position: int) -> bool:
        """Whether an article is held."""
        place = position - self.base
        return 0 <= place < len(self._rows) and self._rows[place] is not None

    def saved(self) -> SavedWindow:
        """All that is held, as a record that can be written to a file."""
        held = [k for k, row in enumerate(self._rows) if row is not None]
        return SavedWindow(
            dimensions=self.dimensions,
            top=self.top,
            positions=[self.base + k for k in held],
            rows=[_packed(row) for row in self._rows if row is not None],
            arrays=[getattr(self, name)[held].tobytes() for name in ARRAYS],
            sums={language: sum.tobytes() for language, sum in sorted(self._sums.items())},
        )

    @classmethod
    def restored(cls, saved: SavedWindow) -> Window:
        """The window that was saved.

        Raises:
            ValueError, IndexError: the record is damaged.
        """
        window = cls(saved.dimensions)
        positions = np.array(saved.positions, np.int64)
        if len(positions) != len(saved.rows) or (np.diff(positions, append=saved.top) <= 0).any():
            raise ValueError("positions and articles do not fit together")
        base = int(positions[0]) if len(positions) else saved.top
        window._reserve(saved.top - base)
        window.base, window.top = base, saved.top
        window._rows = [None] * (saved.top - window.base)
        for name, data in zip(ARRAYS, saved.arrays, strict=True):
            array = getattr(window, name)
            array[positions - window.base] = np.frombuffer(data, array.dtype).reshape(
                len(positions), *array.shape[1:]
            )
        window._sums = {
            language: np.frombuffer(data, np.float32) for language, data in saved.sums.items()
        }
        for position, packed in zip(positions.tolist(), saved.rows):
            row = _unpacked(packed)
            window._rows[position - window.base] = row
            window.rarity.count(*row.words_and_names(), row.language)
            window._seek(row, position)
        return window

    def _seek(self, row: Weighed, position: int) -> None:
        """Enter one article into the rings."""
        words = row.ids[row.sought].astype(np.int64)
        self._rings.add(words, np.full(len(words), position), _for_search(row.weights[row.sought]))


class SavedWindow(Struct, frozen=True):
    """A window on disk.

    Args:
        dimensions: of the encoder's vectors.
        top: position of the next article.
        positions: of the articles held, rising.
        rows: words of each.
        arrays: those named in `ARRAYS`, of the articles held.
        sums: of the directions of each language.
    """

    dimensions: int
    top: int
    positions: list[int]
    rows: list[PackedRow]
    arrays: list[bytes]
    sums: dict[str, bytes]


class PackedRow(Struct, frozen=True, array_like=True):
    """A `Weighed` with its arrays as bytes."""

    ids: bytes
    weights: bytes
    words: int
    sought: bytes
    language: str
    direction: bytes
    keywords: tuple[str, ...]


def _packed(row: Weighed) -> PackedRow:
    return PackedRow(
        row.ids.tobytes(),
        row.weights.tobytes(),
        row.words,
        row.sought.tobytes(),
        row.language,
        row.direction.tobytes(),
        row.keywords,
    )


def _unpacked(packed: PackedRow) -> Weighed:
    row = Weighed(
        ids=np.frombuffer(packed.ids, np.uint32),
        weights=np.frombuffer(packed.weights, np.float32),
        words=packed.words,
        sought=np.frombuffer(packed.sought, np.int64),
        language=packed.language,
        direction=np.frombuffer(packed.direction, np.float16),
        keywords=packed.keywords,
    )
    if len(row.ids) != len(row.weights) or (row.ids >= 2 * BUCKETS).any():
        raise ValueError("words and weights do not fit together")
    return row


def _for_search(weights: Floats) -> Floats:
    """Weights as they stand in the rings, so that their product is a part of the likeness."""
    scaled: Floats = weights * np.float32(np.sqrt(WORDS / 2))
    return scaled


def _sought(words: Row, names: Row) -> Ints:
    """Places, in words and then names, of those that partners are sought by."""
    return np.concatenate(
        (
            np.sort(np.argsort(-words.weights, kind="stable")[:SOUGHT_WORDS]),
            np.sort(np.argsort(-names.weights, kind="stable")[:SOUGHT_NAMES]) + len(words.ids),
        )
    )


def _best(groups: Ints, scores: Floats, most: int) -> NDArray[np.bool_]:
    """Which are among the highest of their group."""
    order = np.lexsort((-scores, groups))
    begins = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sizes = np.diff(begins, append=len(order))
    rank = np.arange(len(order)) - np.repeat(begins, sizes)
    chosen = np.zeros(len(order), np.bool_)
    chosen[order[rank < most]] = True
    return chosen
