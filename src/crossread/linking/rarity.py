"""Sketches → how rare their words are: document frequencies that grow with what comes in.

In: sketches, as they come. Out: weights of their stems, names and keywords. Two articles that share
a word which few others have probably tell of one event, so rarity is what everything else is
weighed by (TF-IDF; Spärck Jones 1972). The tables are of fixed size, whatever comes in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossread.linking.sketches import BUCKETS, Sketch, bucket, half, hashes

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SMALL = 5.0  # articles that the length of a vector weighs as much as
SMALL_RARITY = 4.0  # rarity that a word of usual length is thought to have


@dataclass(frozen=True, slots=True)
class Row:
    """Some words of one article with their weights.

    Args:
        ids: (n,) hashes, rising.
        weights: (n,) float32 of length 1.
    """

    ids: Ints
    weights: Floats


class Rarity:
    """How many articles hold each word, name, and word of each language."""

    def __init__(self) -> None:
        self.articles = 0
        self.stems = np.zeros(BUCKETS, np.int32)
        self.names = np.zeros(BUCKETS, np.int32)
        self.by_language: dict[str, int] = {}
        self.stems_of_languages = np.zeros(BUCKETS, np.int32)

    def count(self, stems: Ints, names: Ints, language: str, by: int = 1) -> None:
        """Count an article in, or out again.

        Args:
            stems: hashes of its stems, each once.
            names: of its names and of the entities that are known to stand in it, each once.
            language: of the article.
            by: 1, or -1 for an article that is let go.
        """
        self.articles += by
        self.stems[stems] += by
        self.names[names] += by
        self.by_language[language] = self.by_language.get(language, 0) + by
        self.stems_of_languages[of_language(stems, language)] += by

    def words(self, sketch: Sketch) -> Row:
        """TF-IDF weights of the stems."""
        ids = hashes(sketch.stems)
        counts = np.frombuffer(sketch.stem_counts, np.uint16)
        return self._row(ids, counts, self.stems)

    def named(self, sketch: Sketch, extra: Sequence[tuple[int, int]] = ()) -> Row:
        """TF-IDF weights of the names.

        Args:
            sketch: the article.
            extra: hashes and counts of the entities that are known to stand in it.
        """
        ids = hashes(sketch.names)
        counts = np.frombuffer(sketch.name_counts, np.uint16).astype(np.int64)
        if extra:
            ids = np.concatenate((ids, np.array([id for id, _ in extra], np.int64)))
            counts = np.concatenate((counts, np.array([n for _, n in extra], np.int64)))
        return self._row(ids, counts, self.names)

    def keywords(self, sketch: Sketch) -> Floats:
        """(k,) weights of the keywords, 0 and more.

        A word weighs the more, the fewer articles of its language have it and the longer its vector
        is (the encoder learned long vectors for words that tell texts apart). Among a handful of
        articles rarity says little, there the length speaks for it too.
        """
        stems = hashes(sketch.keyword_stems)
        counts = np.frombuffer(sketch.keyword_counts, np.uint16)
        known = half(sketch.keyword_known)
        number = self.by_language.get(sketch.language, 0)
        holders = self.stems_of_languages[of_language(stems, sketch.language)]
        rarity = np.log((number + 1) / (holders + 0.5))
        mixed = (rarity * number + SMALL_RARITY * known * SMALL) / (number + SMALL)
        weights: Floats = np.maximum(0, (1 + np.log(counts)) * mixed * known).astype(np.float32)
        return weights

    def _row(self, ids: Ints, counts: NDArray[np.integer], holders: NDArray[np.int32]) -> Row:
        idf = np.log((self.articles + 1) / (holders[ids] + 0.5))
        weights = ((1 + np.log(np.maximum(counts, 1))) * idf).astype(np.float32)
        length = float(np.sqrt(weights @ weights))
        return Row(ids, weights / np.float32(length) if length else weights)


def of_language(stems: NDArray[np.integer], language: str) -> Ints:
    """Hashes of stems of one language."""
    mixed = (stems.astype(np.int64) * 2_654_435_761 + bucket(language) * 40_503) >> 7
    places: Ints = mixed & (BUCKETS - 1)
    return places
