"""Sketches → how rare their words are: document frequencies that grow with what comes in.

In: sketches, as they come. Out: weights of their stems, names and keywords. Two articles that share
a word which few others have probably tell of one event, so rarity is what everything else is
weighed by (TF-IDF; Spärck Jones 1972). The tables are of fixed size, whatever comes in, and what
was long ago slowly loses weight.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from crossread.linking.sketches import BUCKETS, Sketch, bucket, half, hashes

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Entities = Sequence[tuple[int, int]]  # hashes of entities, and how often each stands in an article

# Calibrated on the halves that `clustering` names; NAME_PRIOR and WORD_PRIOR on that of `itn-dev`.
POWER = 1.5  # rare words count for more than TF-IDF has it
WORD_PRIOR = 10.0  # articles of a language that the length of word vectors weighs as much as
WORD_RARITY = 4.0  # minus the logarithm of the share of articles that hold a word of middle length
NAME_PRIOR = 5.0  # articles of a language that the share over all languages weighs as much as
REMEMBERED = 65_536  # articles after which all counts are halved
NOTHING = BUCKETS  # stands where a row of words is shorter than others


@dataclass(frozen=True, slots=True)
class Terms:
    """Words, names or numbers of some articles with their weights.

    Args:
        ids: (n, most) hashes, the weightiest first, filled up with `NOTHING`.
        weights: (n, most); all terms of an article, given or not, together have length 1.
        every: (t,) the weight of each term before it is brought to length, article by article.
    """

    ids: NDArray[np.int32]
    weights: Floats
    every: Floats


class Rarity:
    """How many articles hold each word, name and number, by language and over all."""

    def __init__(self) -> None:
        self.articles = 0
        self.by_language: dict[str, int] = {}
        self.stems = np.zeros(BUCKETS, np.int32)  # of each language
        self.names = np.zeros(BUCKETS, np.int32)  # of each language
        self.all_names = np.zeros(BUCKETS, np.int32)
        self.numbers = np.zeros(BUCKETS, np.int32)

    def count(self, sketch: Sketch, entities: Entities = ()) -> None:
        """Count an article.

        Args:
            sketch: the article.
            entities: hashes and counts of those that are known to stand in it.
        """
        language = sketch.language
        names = hashes(sketch.names)
        if entities:
            names = np.concatenate((names, np.array([id for id, _ in entities], np.int64)))
        self.articles += 1
        self.by_language[language] = self.by_language.get(language, 0) + 1
        self.stems[of_language(hashes(sketch.stems), language)] += 1
        self.names[of_language(names, language)] += 1
        self.all_names[names] += 1
        self.numbers[hashes(sketch.numbers)] += 1
        if self.articles > REMEMBERED:
            self._fade()

    def words(self, sketches: Sequence[Sketch], most: int) -> Terms:
        """Weights of the stems: the rarer in their language, the more.

        Among few articles of a language rarity says little; there the length of a word's vector
        speaks for it too (the encoder learned long vectors for words that tell texts apart).

        Args:
            sketches: n articles.
            most: weightiest stems of each that are given.
        """
        rows = [hashes(sketch.stems) for sketch in sketches]
        counts = [np.frombuffer(sketch.stem_counts, np.uint16) for sketch in sketches]
        lengths = _joined([half(sketch.stem_lengths) for sketch in sketches])
        held = self._held(sketches, rows, self.stems)
        number = self._numbers_of(sketches, rows)
        share = (held + WORD_PRIOR * np.exp(-WORD_RARITY * lengths)) / (number + WORD_PRIOR)
        return _terms(rows, counts, -np.log(share), most)

    def named(self, sketches: Sequence[Sketch], entities: Sequence[Entities], most: int) -> Terms:
        """Weights of the names: the rarer in their language, the more; in a few articles over all.

        Args:
            sketches: n articles.
            entities: hashes and counts of the entities that are known to stand in each.
            most: weightiest names of each that are given.
        """
        rows = [hashes(sketch.names) for sketch in sketches]
        counts = [np.frombuffer(sketch.name_counts, np.uint16) for sketch in sketches]
        for k, known in enumerate(entities):
            if known:
                added = np.array(known, np.int64)
                rows[k] = np.concatenate((rows[k], added[:, 0]))
                counts[k] = np.concatenate((counts[k], added[:, 1].astype(np.uint16)))
        held = self._held(sketches, rows, self.names)
        number = self._numbers_of(sketches, rows)
        anywhere = self.all_names[_joined(rows)]
        prior = (anywhere + 0.5) / (self.articles + 1)
        share = np.minimum(1, (held + NAME_PRIOR * prior) / (number + NAME_PRIOR))
        return _terms(rows, counts, -np.log(share), most)

    def numbered(self, sketches: Sequence[Sketch], most: int) -> Terms:
        """Weights of the numbers: the rarer, the more.

        Args:
            sketches: n articles.
            most: weightiest numbers of each that are given.
        """
        rows = [hashes(sketch.numbers) for sketch in sketches]
        counts = [np.frombuffer(sketch.number_counts, np.uint16) for sketch in sketches]
        held = self.numbers[_joined(rows)]
        return _terms(rows, counts, np.log((self.articles + 1) / (held + 0.5)), most)

    def _held(
        self, sketches: Sequence[Sketch], rows: Sequence[Ints], table: NDArray[np.int32]
    ) -> NDArray[np.int32]:
        """How many articles of its language hold each term."""
        places = [of_language(row, sketch.language) for row, sketch in zip(rows, sketches)]
        held: NDArray[np.int32] = table[_joined(places)]
        return held

    def _numbers_of(self, sketches: Sequence[Sketch], rows: Sequence[Ints]) -> Ints:
        """For each term the number of articles in its language."""
        numbers = np.array([self.by_language.get(s.language, 0) for s in sketches], np.int64)
        return np.repeat(numbers, [len(row) for row in rows])

    def _fade(self) -> None:
        """Halve all counts, so that what is rare now is rare."""
        self.articles //= 2
        self.by_language = {name: (number + 1) // 2 for name, number in self.by_language.items()}
        for table in self._tables():
            table >>= 1

    def _tables(self) -> tuple[NDArray[np.int32], ...]:
        return self.stems, self.names, self.all_names, self.numbers

    def saved(self) -> SavedRarity:
        """All counts, as a record that can be written to a file."""
        tables = []
        for table in self._tables():
            places = np.flatnonzero(table).astype(np.int32)
            tables.append((places.tobytes(), table[places].tobytes()))
        return SavedRarity(self.articles, dict(sorted(self.by_language.items())), tables)

    @classmethod
    def restored(cls, saved: SavedRarity) -> Rarity:
        """The counts that were saved.

        Raises:
            ValueError, IndexError: the record is damaged.
        """
        rarity = cls()
        rarity.articles = saved.articles
        rarity.by_language = dict(saved.by_language)
        for table, (places, counts) in zip(rarity._tables(), saved.tables, strict=True):
            table[np.frombuffer(places, np.int32)] = np.frombuffer(counts, np.int32)
        return rarity


class SavedRarity(Struct, frozen=True):
    """A `Rarity` on disk: places and counts of each of its tables."""

    articles: int
    by_language: dict[str, int]
    tables: list[tuple[bytes, bytes]]


def _terms(
    rows: Sequence[Ints],
    counts: Sequence[NDArray[np.uint16]],
    rarity: NDArray[np.floating],
    most: int,
) -> Terms:
    """Weights from counts and rarity."""
    number = len(rows)
    sizes = np.array([len(row) for row in rows], np.int64)
    owners = np.repeat(np.arange(number), sizes)
    often = _joined(counts)
    weights = (1 + np.log(np.maximum(often, 1))) * np.maximum(rarity, 0) ** POWER
    lengths = np.sqrt(np.bincount(owners, weights * weights, number))
    brought = weights / np.where(lengths > 0, lengths, 1)[owners]
    order = np.lexsort((-weights, owners))
    rank = np.arange(len(order)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    kept = rank < most
    ids = np.full((number, most), NOTHING, np.int32)
    values = np.zeros((number, most), np.float32)
    every = _joined(rows)
    ids[owners[kept], rank[kept]] = every[order[kept]]
    values[owners[kept], rank[kept]] = brought[order[kept]]
    return Terms(ids, values, weights.astype(np.float32))


def _joined(rows: Sequence[NDArray[Any]]) -> NDArray[Any]:
    return np.concatenate(rows) if rows else np.empty(0, np.int64)


def of_language(stems: Ints, language: str) -> Ints:
    """Hashes of terms of one language."""
    mixed = (stems * 2_654_435_761 + bucket(language) * 40_503) >> 7
    places: Ints = mixed & (BUCKETS - 1)
    return places
