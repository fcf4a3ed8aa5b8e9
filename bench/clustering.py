"""A simple peer for grouping articles: TF-IDF and agglomerative clustering, each at its best.

In: texts. Out: a dendrogram, cut at any height. The threshold is chosen by looking at the gold,
which no real use can do; it is what a user of this method could reach at most.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Merge = tuple[int, int, float]  # two clusters by their lowest member, similarity


def tfidf(texts: Sequence[str]) -> NDArray[np.float32]:
    """Cosines of TF-IDF rows of lower-cased words, (n, n); 1 + log tf, log (n + 1) / (df + ½)."""
    counted = [Counter(re.findall(r"\w+", text.casefold())) for text in texts]
    holders = Counter(word for row in counted for word in row)
    numbers = {w: k for k, w in enumerate(sorted(w for w in holders if holders[w] > 1))}
    table = np.zeros((len(texts), len(numbers)), dtype=np.float32)
    for position, row in enumerate(counted):
        square = 0.0
        for word, times in row.items():
            weight = (1 + math.log(times)) * math.log((len(texts) + 1) / (holders[word] + 0.5))
            square += weight * weight
            if word in numbers:
                table[position, numbers[word]] = weight
        table[position] /= math.sqrt(square) or 1.0
    cosines: NDArray[np.float32] = table @ table.T
    return cosines


def average_link(similarities: NDArray[np.float32]) -> list[Merge]:
    """All merges of average-link clustering of a full matrix, by nearest-neighbour chains, O(n²).

    Args:
        similarities: (n, n), symmetric.
    """
    table = similarities.astype(np.float64)
    np.fill_diagonal(table, -np.inf)
    size = np.ones(len(table))
    alive = np.ones(len(table), dtype=bool)
    merges: list[Merge] = []
    chain: list[int] = []
    while alive.sum() > 1:
        if not chain:
            chain = [int(np.flatnonzero(alive)[0])]
        while True:
            last = chain[-1]
            best = int(table[last].argmax())
            if len(chain) > 1 and table[last, chain[-2]] >= table[last, best]:
                break
            chain.append(best)
        one, other = chain.pop(), chain.pop()
        low, high = min(one, other), max(one, other)
        merges.append((low, high, float(table[low, high])))
        row = (size[low] * table[low] + size[high] * table[high]) / (size[low] + size[high])
        table[low], table[:, low] = row, row
        table[high], table[:, high] = -np.inf, -np.inf
        table[low, low] = -np.inf
        size[low] += size[high]
        alive[high] = False
    return merges


def cut(n: int, merges: Sequence[Merge], threshold: float) -> list[int]:
    """Labels of `n` items after all merges of at least `threshold`."""
    label = list(range(n))

    def top(item: int) -> int:
        while label[item] != item:
            label[item] = label[label[item]]
            item = label[item]
        return item

    for low, high, similarity in merges:
        if similarity >= threshold:
            one, other = top(low), top(high)
            label[max(one, other)] = min(one, other)
    return [top(item) for item in range(n)]
