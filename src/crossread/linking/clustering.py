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


def joined(one: Inside, other: Inside, within: float, known: int, pairs: int) -> Inside:
    """What is known inside a group made of two.

    Args:
        one: of one group.
        other: of the other.
        within: sum of the likenesses between them, each up to `INSIDE_MOST`.
        known: number of pairs between them that were compared.
        pairs: number of all pairs between them; half of them count at least.
    """
    counted = max(float(known), pairs / 2)
    return Inside(one.total + other.total + within - ALONE.total,
                  one.pairs + other.pairs + counted - ALONE.pairs)  # fmt: skip


def worth(total: float, known: int, pairs: int, one: Inside, other: Inside) -> float:
    """What speaks for joining two groups.

    Args:
        total: sum of the likenesses between them.
        known: number of pairs between them that were compared, 1 or more.
        pairs: number of all pairs between them.
        one: what is known inside the one.
        other: inside the other.

    Returns:
        Mean likeness between them, the less, the fewer pairs are known, and less what it falls
        short of the mean inside the looser group; at most 1.
    """
    share = known / pairs
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
        settled: pairs (of `pairs`) that are as like as can be, whatever their likeness.

    Returns:
        A label for each item: the lowest position in its group. O(m log m) with a heap, where m
        counts pairs within a component of pairs that reach the threshold: others can never join.
    """
    label = list(range(n))
    fixed = np.array([pair in settled for pair in map(tuple, pairs.tolist())], np.bool_)
    between = np.where(fixed, np.float32(1), likenesses) if settled else likenesses
    component = _components(n, pairs[between >= threshold])
    inside_one = component[pairs[:, 0]] == component[pairs[:, 1]]
    # Of two groups: likeness summed up, pairs known, likeness as it counts inside.
    sums: dict[int, dict[int, tuple[float, int, float]]] = defaultdict(dict)
    listed = list(zip(pairs[inside_one].tolist(), between[inside_one].tolist()))
    within = np.minimum(likenesses[inside_one], np.float32(INSIDE_MOST)).tolist()
    for ((i, j), value), counted in zip(listed, within):
        sums[i][j] = sums[j][i] = (value, 1, counted)
    size = [1] * n
    stamp = [0] * n
    inside = [ALONE] * n

    def proposal(i: int, j: int) -> Proposal | None:
        total, known, _ = sums[i][j]
        value = worth(total, known, size[i] * size[j], inside[i], inside[j])
        low, high = min(i, j), max(i, j)
        return (-value, low, high, stamp[low], stamp[high]) if value >= threshold else None

    proposals = (proposal(i, j) for (i, j), value in listed if value >= threshold)
    heap = [one for one in proposals if one is not None]
    heapq.heapify(heap)
    while heap:
        _, i, j, stamp_i, stamp_j = heapq.heappop(heap)
        if stamp[i] != stamp_i or stamp[j] != stamp_j:
            continue
        mine, theirs = sums[i], sums.pop(j)
        _, known, counted = mine.pop(j)
        inside[i] = joined(inside[i], inside[j], counted, known, size[i] * size[j])
        for other, (total, known, counted) in theirs.items():
            if other == i:
                continue
            a, b, c = mine.get(other, (0.0, 0, 0.0))
            there = sums[other]
            mine[other] = there[i] = (a + total, b + known, c + counted)
            del there[j]
        size[i] += size[j]
        stamp[j] = -1
        stamp[i] += 1
        label[j] = i
        for other in mine:
            if (one := proposal(i, other)) is not None:
                heapq.heappush(heap, one)
    for item in range(n):
        top = item
        while label[top] != top:
            top = label[top]
        label[item] = top
    return _lowest(label)


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
