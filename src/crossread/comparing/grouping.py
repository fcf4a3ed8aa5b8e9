"""Pairs of statements that agree → groups of statements that say the same.

Pairs come with the probability that they say the same (`agreement`). Groups grow from the best pair
on, and two join only if their members agree on average, by their log odds, and none disagrees: a chain A ~ B ~ C in which
A and C say different things is cut. A sentence may hold two facts that no connective divides; so
pairs that agree but ended in different groups are grouped once more among themselves, and a statement
can stand in more than one group. Groups that share a statement and agree with each other are one: which
of two statements of an article came first must not make two points of one fact. A group that lies within
another is left out.
"""

from __future__ import annotations

import heapq
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

LEAST = 0.35
"""Probability under which two members of different articles are never in one point: a member that agrees
with one of the others alone is mostly a stray. This and the next values were chosen on the points of
`examples/` and `examples/rehearsal/`, each story judged by weights fitted on the others, and, where these do not care,
on what readers marked in the five captured pages (`examples/read`)."""
TWO = -0.4
"""Log odds that two statements need to be a point by themselves, a chance of two in five. From -0.6 to this F1 stays
at .765 ± .001, and precision rises from .83 to .84; at 0 it is .86, and F1 .757: more is missed.
A point under even odds says so (`showing.points.SURE`)."""
MEAN = 1.0
"""Mean log odds that a statement or group needs to join another: who is added must agree with all.
Of odds, a pair that clearly disagrees weighs as much as one that clearly agrees. From 0.5 to this F1 is the
same, and precision rises."""
CERTAIN = 0.001
"""A probability counts as no nearer to 0 or 1 than this."""
ROUNDS = 3
"""How often pairs that are in no common group are grouped again."""

Floats = NDArray[np.float32]


def groups(score: Floats, articles: Sequence[int]) -> list[list[int]]:
    """Group statements that agree with each other.

    Args:
        score: (n, n) agreement, 0 within an article.
        articles: number of the article of each statement.

    Returns:
        Groups of at least two statements of at least two articles, each sorted; a statement may
        be in several. Sorted.
    """
    place = np.asarray(articles)
    odds = _odds(score)
    pending = np.triu(score >= LEAST, 1)
    found: list[list[int]] = []
    for _ in range(ROUNDS):
        grown = _grow(score, odds, place, pending)
        if not grown:
            break
        for group in grown:
            pending[np.ix_(group, group)] = False
        found += grown
    held = _merged(score, odds, place, [frozenset(group) for group in found])
    return sorted(sorted(own) for own in held if not any(own < other for other in held))


def _merged(
    score: Floats, odds: Floats, place: NDArray[np.int64], groups: Sequence[frozenset[int]]
) -> set[frozenset[int]]:
    """The groups, those with a common statement joined as far as they agree, the best first."""
    kept: set[frozenset[int]] = set()
    holders: dict[int, set[frozenset[int]]] = {}
    heap: list[tuple[float, list[int], list[int]]] = []

    def enter(group: frozenset[int]) -> None:
        for other in {other for i in group for other in holders.get(i, ())}:
            joined = sorted(group | other)
            value = _agree(score, odds, place, joined, joined)
            if value is not None:
                one, two = sorted((sorted(group), sorted(other)))
                heapq.heappush(heap, (-value, one, two))
        kept.add(group)
        for i in group:
            holders.setdefault(i, set()).add(group)

    for group in sorted(set(groups), key=sorted):
        enter(group)
    while heap:
        _, one, other = heapq.heappop(heap)
        pair = (frozenset(one), frozenset(other))
        if not kept.issuperset(pair):
            continue
        for group in pair:
            kept.discard(group)
            for i in group:
                holders[i].discard(group)
        if pair[0] | pair[1] not in kept:
            enter(pair[0] | pair[1])
    return kept


def _odds(score: Floats) -> Floats:
    """(n, n) log odds where two statements may be in one group; 0 elsewhere, where they are not asked for."""
    odds = np.zeros_like(score)
    near = score >= LEAST
    bounded = np.clip(score[near], CERTAIN, 1 - CERTAIN)
    odds[near] = np.log(bounded / (1 - bounded))
    return odds


def _agree(
    score: Floats, odds: Floats, place: NDArray[np.int64], one: Sequence[int], other: Sequence[int]
) -> float | None:
    """Mean log odds between the members of two groups that are of different articles, if none disagrees and they
    are enough for one group.
    """
    between = np.ix_(one, other)
    foreign = place[one][:, None] != place[other][None, :]
    if not foreign.any() or score[between][foreign].min() < LEAST:
        return None
    mean = float(odds[between][foreign].mean())
    return mean if mean >= MEAN else None


def _grow(
    score: Floats, odds: Floats, place: NDArray[np.int64], pending: NDArray[np.bool_]
) -> list[list[int]]:
    """Groups grown from the pending pairs, the best first."""
    first, second = np.nonzero(pending)
    order = np.lexsort((second, first, -score[first, second]))
    group_of = {i: [i] for i in sorted({*first.tolist(), *second.tolist()})}
    for pair in order:
        one, other = group_of[int(first[pair])], group_of[int(second[pair])]
        if one is other:
            continue
        if len(one) + len(other) == 2:
            joins = bool(odds[one[0], other[0]] >= TWO)  # of two articles, and not under LEAST
        else:
            joins = _agree(score, odds, place, one, other) is not None
        if joins:
            one += other
            for i in other:
                group_of[i] = one
    distinct = {id(g): sorted(g) for g in group_of.values()}
    return [g for g in distinct.values() if len(set(place[g].tolist())) > 1]
