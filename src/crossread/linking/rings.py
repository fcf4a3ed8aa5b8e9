"""Words → which earlier articles have them too: an index whose cost never grows.

In: words of articles with their weights, article by article. Out: for each article those of the
past that share weighty words with it, and how much. Each word keeps a ring of the newest articles
that have it: what one more article costs is the same after a hundred articles and after a million,
and so is the memory. Two articles of one story share many words, so that a word whose ring has gone
round is made good by another.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

RINGS = 1 << 17  # words are hashed to so many rings
HELD = 48  # articles that a ring holds


class Rings:
    """The newest holders of every word."""

    def __init__(self) -> None:
        self._holders = np.zeros((RINGS, HELD), np.int32)  # one more than the holder; 0: none
        self._weights = np.zeros((RINGS, HELD), np.float16)
        self._heads = np.zeros(RINGS, np.int64)

    def add(self, words: Ints, holders: Ints, weights: Floats) -> None:
        """Enter articles.

        Args:
            words: (n,) hashes of any size.
            holders: (n,) the article that has each, 0 or more; not falling.
            weights: (n,) of the word in the article.
        """
        rings = words % RINGS
        order = np.argsort(rings, kind="stable")
        rings, holders, weights = rings[order], holders[order], weights[order]
        begins = np.flatnonzero(np.diff(rings, prepend=-1))
        sizes = np.diff(begins, append=len(rings))
        rank = np.arange(len(rings)) - np.repeat(begins, sizes)
        newest = rank >= np.repeat(sizes, sizes) - HELD
        places = (self._heads[rings] + rank)[newest] % HELD
        self._holders[rings[newest], places] = holders[newest] + 1
        self._weights[rings[newest], places] = weights[newest]
        self._heads[rings[begins]] += sizes

    def find(self, words: Ints, askers: Ints, weights: Floats) -> tuple[Ints, Ints, Floats]:
        """Who else has these words.

        Args:
            words: (n,) hashes.
            askers: (n,) who asks, not falling.
            weights: (n,) of the word for the asker.

        Returns:
            Askers, holders, and the sum over shared words of both weights' product: each pair once,
            sorted. Words whose hashes share a ring are taken for one another. Cost: at most n · `HELD` entries.
        """
        rings = words % RINGS
        holders = self._holders[rings].astype(np.int64) - 1
        products = self._weights[rings].astype(np.float32) * weights[:, None]
        known = holders >= 0
        pairs = (askers[:, None] << 32) + holders
        codes, back = np.unique(pairs[known], return_inverse=True)
        sums = np.bincount(back, products[known], len(codes)).astype(np.float32)
        return codes >> 32, codes & 0xFFFFFFFF, sums
