"""Pairs with their likeness → groups: average linkage over the pairs that are known.

Two groups join while their articles are alike on average, so that one bridge between two events
does not make them one (UPGMA; Sokal and Michener 1958), here over a sparse graph.
"""

from __future__ import annotations

import heapq
from collections import defaultdict

import numpy as np
from numpy.typing import NDArray

KNOWN = 0.6  # share of the pairs of two groups that must be known for a plain mean


def average_link(
    n: int, pairs: NDArray[np.int64], likenesses: NDArray[np.float32], threshold: float
) -> list[int]:
    """Agglomerative clustering by average linkage over the pairs that are known.

    Args:
        n: number of items.
        pairs: (m, 2) positions, each pair once, first lower than second.
        likenesses: (m,) of the pairs.
        threshold: clusters join while their mean likeness is at least this.

    Returns:
        A label for each item: the lowest position in its cluster. The mean of two clusters is
        taken over the known pairs, but over no fewer than `KNOWN` of all their pairs, so that a
        few known pairs do not speak for many unknown ones. O(m log m) with a heap, where m counts
        pairs within a component of pairs that reach the threshold: others can never join.
    """
    label = list(range(n))
    component = _components(n, pairs[likenesses >= threshold])
    inside = component[pairs[:, 0]] == component[pairs[:, 1]] if len(pairs) else np.zeros(0, bool)
    pairs, likenesses = pairs[inside], likenesses[inside]
    sums: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    listed = list(zip(pairs.tolist(), likenesses.tolist()))
    for (i, j), value in listed:
        sums[i][j] = sums[j][i] = (value, 1)
    size = [1] * n
    stamp = [0] * n
    heap = [(-value, i, j, 0, 0) for (i, j), value in listed if value >= threshold]
    heapq.heapify(heap)
    while heap:
        _, i, j, stamp_i, stamp_j = heapq.heappop(heap)
        if stamp[i] != stamp_i or stamp[j] != stamp_j:
            continue
        mine, theirs = sums[i], sums.pop(j)
        del mine[j]
        for other, (total, known) in theirs.items():
            if other == i:
                continue
            before, count = mine.get(other, (0.0, 0))
            there = sums[other]
            mine[other] = there[i] = (before + total, count + known)
            del there[j]
        size[i] += size[j]
        stamp[j] = -1
        stamp[i] += 1
        label[j] = i
        for other, (total, known) in mine.items():
            value = mean(total, known, size[i] * size[other])
            if value >= threshold:
                low, high = min(i, other), max(i, other)
                heapq.heappush(heap, (-value, low, high, stamp[low], stamp[high]))
    for item in range(n):
        top = item
        while label[top] != top:
            top = label[top]
        label[item] = top
    return _lowest(label)


def mean(total: float, known: int, pairs: int) -> float:
    """Mean likeness of two groups.

    Args:
        total: of the known pairs between them.
        known: number of these.
        pairs: number of all pairs between them.
    """
    return total / max(known, KNOWN * pairs)


def _components(n: int, pairs: NDArray[np.int64]) -> NDArray[np.int64]:
    """(n,) a label for each item, the same for items that pairs connect."""
    root = list(range(n))

    def find(item: int) -> int:
        while root[item] != item:
            root[item] = root[root[item]]
            item = root[item]
        return item

    for i, j in pairs.tolist():
        low, high = sorted((find(i), find(j)))
        root[high] = low
    return np.array([find(item) for item in range(n)], np.int64)


def _lowest(label: list[int]) -> list[int]:
    """Labels renamed to the lowest position that bears each."""
    first: dict[int, int] = {}
    for position, name in enumerate(label):
        first.setdefault(name, position)
    return [first[name] for name in label]
