"""Pairs of statements that agree → groups of statements that say the same.

Pairs come with the probability that they say the same (`agreement`). Groups grow from the best pair
on, and two join only if their members agree on average, by their log odds, and none disagrees: a chain A ~ B ~ C in which
A and C say different things is cut. A sentence may hold two facts that no connective divides; so
pairs that agree but ended in different groups are grouped once more among themselves, and a statement
can stand in more than one group. What only repeats a group joins it.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

PAIR = 0.3
"""Probability from which two statements found a point. This and the next values were chosen on the
points of `examples/` and `examples/rehearsal/`, each story judged by weights fitted on the others: F1
is nearly the same from .2 to .35, and the higher the values, the fewer wrong pairs."""
MEAN = -0.5
"""Mean log odds that two groups need to join. Of odds, a pair that clearly disagrees weighs as much as
one that clearly agrees; the mean of probabilities joined fewer that agree for as many that do not."""
LEAST = 0.1
"""Probability under which two members of different articles are never in one point."""
REPEATED = 0.7
"""Share of the members of a group found later that stand in an earlier one, from which it says nothing
new: it is left out, and what else it holds joins the earlier one"""
NEARLY = -1.0
"""from this mean of log odds."""
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
    bounded = np.clip(score, CERTAIN, 1 - CERTAIN)
    odds = np.log(bounded / (1 - bounded))
    pending = np.triu(score >= PAIR, 1)
    found: list[list[int]] = []
    for _ in range(ROUNDS):
        grown = _grow(score, odds, place, pending)
        if not grown:
            break
        for group in grown:
            pending[np.ix_(group, group)] = False
        first = not found
        for group in grown:
            repeated = None if first else _repeated(group, found)
            if repeated is None:
                found.append(group)
            else:
                _take_in(repeated, group, odds, place)
    return sorted(found)


def _repeated(group: Sequence[int], found: Sequence[list[int]]) -> list[int] | None:
    """The group that holds nearly all members of a later one."""
    common = [len(set(group).intersection(earlier)) for earlier in found]
    most = max(common, default=0)
    return found[common.index(most)] if most >= REPEATED * len(group) else None


def _take_in(
    earlier: list[int], later: Sequence[int], odds: Floats, place: NDArray[np.int64]
) -> None:
    """Put those members of a repeated group into the earlier one that do not disagree with it."""
    for member in later:
        others = [i for i in earlier if place[i] != place[member]]
        if member not in earlier and others and odds[member, others].mean() >= NEARLY:
            earlier.append(member)
    earlier.sort()


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
        between = np.ix_(one, other)
        foreign = place[one][:, None] != place[other][None, :]
        if not foreign.any() or score[between][foreign].min() < LEAST:
            continue
        if odds[between][foreign].mean() >= MEAN:
            one += other
            for i in other:
                group_of[i] = one
    distinct = {id(g): sorted(g) for g in group_of.values()}
    return [g for g in distinct.values() if len(set(place[g].tolist())) > 1]
