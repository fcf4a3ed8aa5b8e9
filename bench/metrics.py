"""The measures that the benches share: matching of spans, precision and recall, clusterings.

In: plain numbers, intervals and labels; no record of the package is needed. Out: `Score`s.
Where nothing was to be found and nothing was found, precision, recall and F1 are 1; where only
one side is empty they are 0. All functions are deterministic and cost n log n, `pair_up` plus
the number of overlapping pairs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)

Interval = tuple[int, int]
"""Half-open: (start, end)."""


@dataclass(frozen=True, slots=True)
class Score:
    """Precision, recall and F1, each 0..1, with the counts they come from.

    Args:
        precision: share of what the system gave that is right.
        recall: share of the gold that was found.
        gold: number of gold items.
        system: number of items the system gave.
    """

    precision: float
    recall: float
    gold: int
    system: int

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall; 0 where both are 0."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def score(found: int, gold: int, right: int, system: int) -> Score:
    """Precision and recall from counts.

    Args:
        found: gold items that were found, 0..gold.
        gold: gold items.
        right: system items that are right, 0..system. Equal to `found` where items match one
            to one; the two differ where one item may answer for several.
        system: system items.
    """
    if not gold and not system:
        return Score(1.0, 1.0, 0, 0)
    return Score(right / system if system else 0.0, found / gold if gold else 0.0, gold, system)


def overlap(a: Interval, b: Interval) -> int:
    """Number of positions that two intervals share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def intersection_over_union(a: Interval, b: Interval) -> float:
    """Shared positions over all positions of two intervals, 0..1; 0 where both are empty."""
    shared = overlap(a, b)
    union = (a[1] - a[0]) + (b[1] - b[0]) - shared
    return shared / union if union else 0.0


def covers_half(a: Interval, b: Interval) -> bool:
    """Whether two intervals share at least half of the shorter one."""
    shorter = min(a[1] - a[0], b[1] - b[0])
    return shorter > 0 and 2 * overlap(a, b) >= shorter


def overlapping(gold: Sequence[Interval], system: Sequence[Interval]) -> list[tuple[int, int]]:
    """Indices (gold, system) of all pairs that share a position, sorted."""
    order = sorted(range(len(system)), key=lambda s: system[s])
    pairs: list[tuple[int, int]] = []
    active: list[int] = []
    position = 0
    for g in sorted(range(len(gold)), key=lambda g: gold[g]):
        start, end = gold[g]
        while position < len(order) and system[order[position]][0] < end:
            active.append(order[position])
            position += 1
        active = [s for s in active if system[s][1] > start]
        pairs += [(g, s) for s in active if overlap(gold[g], system[s])]
    return sorted(pairs)


def pair_up(
    gold: Sequence[Interval],
    system: Sequence[Interval],
    right: Callable[[int, int], bool] = lambda _g, _s: True,
    least: float = 0.0,
) -> dict[int, int]:
    """Match gold and system intervals one to one, the closest pairs first.

    Args:
        gold: intervals of one text.
        system: intervals of the same text.
        right: whether gold item g and system item s may match at all (type, value, …).
        least: smallest intersection over union, 0..1; at 0 a single shared position is enough.

    Returns:
        Gold index → system index. Greedy: pairs by falling intersection over union, ties by
        the order of the gold, then of the system.
    """
    candidates = [
        (-intersection_over_union(gold[g], system[s]), g, s)
        for g, s in overlapping(gold, system)
        if right(g, s)
    ]
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for closeness, g, s in sorted(candidates):
        if -closeness >= least and g not in matched and s not in taken:
            matched[g] = s
            taken.add(s)
    return matched


def b_cubed(gold: Mapping[Item, Hashable], system: Mapping[Item, Hashable]) -> Score:
    """B³ of two clusterings of the same items (Bagga and Baldwin, 1998).

    Args:
        gold: item → cluster.
        system: item → cluster, for the same items.

    Raises:
        ValueError: the two do not hold the same items.
    """
    cells = _cells(gold, system)
    if not gold:
        return Score(1.0, 1.0, 0, 0)
    golds, systems = Counter(gold.values()), Counter(system.values())
    n = len(gold)
    precision = sum(c * c / systems[s] for (_, s), c in cells.items()) / n
    recall = sum(c * c / golds[g] for (g, _), c in cells.items()) / n
    return Score(precision, recall, n, n)


def pairwise(gold: Mapping[Item, Hashable], system: Mapping[Item, Hashable]) -> Score:
    """Precision and recall over pairs of items that stand in one cluster.

    Args:
        gold: item → cluster.
        system: item → cluster, for the same items.

    Raises:
        ValueError: the two do not hold the same items.
    """
    both, golds, systems = _pairs(gold, system)
    return score(both, golds, both, systems)


def adjusted_rand(gold: Mapping[Item, Hashable], system: Mapping[Item, Hashable]) -> float:
    """Adjusted Rand index (Hubert and Arabie, 1985): 1 equal, 0 as good as chance.

    Args:
        gold: item → cluster.
        system: item → cluster, for the same items.

    Raises:
        ValueError: the two do not hold the same items.
    """
    both, golds, systems = _pairs(gold, system)
    every = comb(len(gold), 2)
    if not every:
        return 1.0
    expected = golds * systems / every
    highest = (golds + systems) / 2
    return 1.0 if highest == expected else (both - expected) / (highest - expected)


def _cells(
    gold: Mapping[Item, Hashable], system: Mapping[Item, Hashable]
) -> Counter[tuple[Hashable, Hashable]]:
    if gold.keys() != system.keys():
        raise ValueError("both clusterings must hold the same items")
    return Counter((gold[item], system[item]) for item in gold)


def _pairs(gold: Mapping[Item, Hashable], system: Mapping[Item, Hashable]) -> tuple[int, int, int]:
    """Pairs of items together in both, in gold, in system."""
    both = sum(comb(c, 2) for c in _cells(gold, system).values())
    golds = sum(comb(c, 2) for c in Counter(gold.values()).values())
    systems = sum(comb(c, 2) for c in Counter(system.values()).values())
    return both, golds, systems
