"""Pairs with their likeness → groups, by average linkage that looks inside the groups.

Two groups join while their articles are alike on average, so that one bridge between two events
does not make them one (UPGMA; Sokal and Michener 1958). What average linkage does not see: two
groups, each tight, whose articles resemble those of the other far less than each other: the same
kind of event, other people, other day (two prizes, two quakes in one county). So a join is judged
by the mean between the groups, less what it falls short of the mean inside the looser one. All this
over the pairs that were compared, which are few of all pairs.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Set
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

# Calibrated on halves (by event) of `ecbplus`, `meantime-dev`, `itn-dev` and `newswcl50`, together;
# INSIDE_MOST and, among equals, the threshold with a look at all of `newswcl50`.
THRESHOLD = 0.19  # worth down to which groups join: .16 to .2 do as well, higher parts news better
INSIDE_PAIRS = 3.0  # pairs that the next line weighs as much as: two or three articles say little
INSIDE = 0.1  # likeness inside a group before anything is known of it
INSIDE_MOST = 0.6  # copies are alike beyond this, which says nothing of other accounts
PARTNERS = 32  # so many others may know an article: those it asks for and those that ask for it
UNKNOWN = 0.15  # share of known pairs at which a mean over them counts about half


Proposal = tuple[float, int, int, int, int]  # minus the worth, two groups, how often each has grown


class Inside(NamedTuple):
    """What is known of the likeness inside a group.

    Args:
        total: sum of the likenesses, each up to `INSIDE_MOST`.
        pairs: how many they are counted as.
    """

    total: float
    pairs: float

    @property
    def mean(self) -> float:
        """Mean likeness inside."""
        return self.total / self.pairs


ALONE = Inside(INSIDE_PAIRS * INSIDE, INSIDE_PAIRS)
"""What is known inside a group of one article."""


def knowable(one: int, other: int) -> int:
    """Pairs of two groups that count as all.

    Args:
        one: articles of the one.
        other: of the other.

    Returns:
        Their product, but no more than `PARTNERS` for each article of the smaller: a large story is
        not held to be loose because nobody compared all of it with all.
    """
    return min(one * other, PARTNERS * min(one, other))


def joined(one: Inside, other: Inside, within: float, known: int, pairs: int) -> Inside:
    """What is known inside a group made of two.

    Args:
        one: of one group.
        other: of the other.
        within: sum of the likenesses between them, each up to `INSIDE_MOST`.
        known: number of pairs between them that were compared.
        pairs: number of `knowable` pairs between them; half of them count at least.
    """
    counted = max(float(known), pairs / 2)
    return Inside(
        one.total + other.total + within - ALONE.total,
        one.pairs + other.pairs + counted - ALONE.pairs,
    )


def worth(total: float, known: int, pairs: int, one: Inside, other: Inside) -> float:
    """What speaks for joining two groups.

    Args:
        total: sum of the likenesses between them.
        known: number of pairs between them that were compared, 1 or more.
        pairs: number of `knowable` pairs between them.
        one: what is known inside the one.
        other: inside the other.

    Returns:
        Mean likeness between them, the less, the fewer pairs are known, and less what it falls
        short of the mean inside the looser group; at most 1.
    """
    share = min(1.0, known / pairs)
    mean = total / known * share * (1 + UNKNOWN) / (share + UNKNOWN)
    return mean - max(0.0, min(one.mean, other.mean) - mean)


def average_link(
    n: int,
    pairs: NDArray[np.int64],
    likenesses: NDArray[np.float32],
    threshold: float = THRESHOLD,
    *,
    settled: Set[tuple[int, int]] = frozenset(),
) -> list[int]:
    """Group items.

    Args:
        n: number of items.
        pairs: (m, 2) positions, each pair once, first lower than second.
        likenesses: (m,) of the pairs, 0..1.
        threshold: groups join while the worth of joining is at least this.
        settled: pairs (of `pairs`) that share a group whatever their likeness.

    Returns:
        A label for each item: the lowest position in its group. O(m log m) with a heap, where m
        counts pairs within a component of settled pairs and those that reach the threshold: others
        can never join.
    """
    near = likenesses >= threshold
    if settled:
        near |= np.array([pair in settled for pair in map(tuple, pairs.tolist())], np.bool_)
    component = _components(n, pairs[near])
    inside = component[pairs[:, 0]] == component[pairs[:, 1]]
    groups = _Groups(n, pairs[inside], likenesses[inside])
    for i, j in sorted(settled):
        groups.join(groups.of(i), groups.of(j))
    heap = [one for i, j in groups.pairs() if (one := groups.proposal(i, j))[0] <= -threshold]
    heapq.heapify(heap)
    while heap:
        _, i, j, stamp_i, stamp_j = heapq.heappop(heap)
        if groups.stamp[i] != stamp_i or groups.stamp[j] != stamp_j:
            continue
        groups.join(i, j)
        for other in groups.sums[i]:
            if (one := groups.proposal(i, other))[0] <= -threshold:
                heapq.heappush(heap, one)
    return [groups.of(item) for item in range(n)]


class _Groups:
    """Groups that grow, each called by its lowest item.

    Args:
        n: number of items.
        pairs: (m, 2) that were compared.
        likenesses: (m,).
    """

    def __init__(self, n: int, pairs: NDArray[np.int64], likenesses: NDArray[np.float32]) -> None:
        # Of two groups: likeness summed up, pairs known, likeness as it counts inside.
        self.sums: dict[int, dict[int, tuple[float, int, float]]] = defaultdict(dict)
        within = np.minimum(likenesses, np.float32(INSIDE_MOST)).tolist()
        for (i, j), value, counted in zip(pairs.tolist(), likenesses.tolist(), within):
            self.sums[i][j] = self.sums[j][i] = (value, 1, counted)
        self.stamp = [0] * n  # how often each has grown; -1: it is part of another
        self._label = list(range(n))
        self._size = [1] * n
        self._inside = [ALONE] * n

    def of(self, item: int) -> int:
        """The group that an item is in."""
        label = self._label
        while label[item] != item:
            label[item] = label[label[item]]
            item = label[item]
        return item

    def pairs(self) -> list[tuple[int, int]]:
        """Groups between which pairs are known, lower one first."""
        return [(i, j) for i, others in self.sums.items() for j in others if i < j]

    def proposal(self, i: int, j: int) -> Proposal:
        """What joining two groups is worth, as an entry of the heap."""
        total, known, _ = self.sums[i][j]
        pairs = knowable(self._size[i], self._size[j])
        value = worth(total, known, pairs, self._inside[i], self._inside[j])
        low, high = min(i, j), max(i, j)
        return -value, low, high, self.stamp[low], self.stamp[high]

    def join(self, one: int, other: int) -> None:
        """Make one group of two between which pairs are known; of one and the same, nothing."""
        if one == other:
            return
        i, j = min(one, other), max(one, other)
        mine, theirs = self.sums[i], self.sums.pop(j)
        _, known, counted = mine.pop(j)
        pairs = knowable(self._size[i], self._size[j])
        self._inside[i] = joined(self._inside[i], self._inside[j], counted, known, pairs)
        for far, (total, known, counted) in theirs.items():
            if far == i:
                continue
            a, b, c = mine.get(far, (0.0, 0, 0.0))
            there = self.sums[far]
            mine[far] = there[i] = (a + total, b + known, c + counted)
            del there[j]
        self._size[i] += self._size[j]
        self.stamp[j] = -1
        self.stamp[i] += 1
        self._label[j] = i


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
