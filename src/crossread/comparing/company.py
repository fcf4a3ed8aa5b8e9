"""What other pairs tell of a pair of statements: those around it, and those with third articles.

In: a value of each pair, as how far it stands out or how probable it is that the two say the same.
Out: for each pair, the best value of a pair around it, and the values that third articles reach with
both. Accounts tell what belongs together together, and a report of many stands in many.

Cost: in proportion to the pairs that have a value, times a constant number of others each.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.candidates import Pairs

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEIGHBOURS = 64
"""Likeliest partners of a statement that are asked as third ones."""
MOST = 2.0
"""Third articles that count at most."""


def around(pairs: Pairs, value: Floats, articles: Ints, reach: int) -> Floats:
    """The best value of a pair around each: a statement near the one with a statement near the other.

    Args:
        pairs: m pairs, in order.
        value: (m,) of each, 0 or more.
        articles: (n,) number of the article of each statement, never falling.
        reach: how many statements before and behind count as near; one side may stay in place.

    Returns:
        (m,) values; 0 where no pair around has one.
    """
    count = len(articles)
    codes = pairs.first * count + pairs.second  # rising, as the pairs are in order
    found = np.zeros(len(codes), np.float32)
    giving = np.flatnonzero(value > 0)
    first, second = pairs.first[giving], pairs.second[giving]
    for mine in range(-reach, reach + 1):
        for others in range(-reach, reach + 1):
            if not (mine or others) or not len(giving):
                continue
            one, other = first + mine, second + others
            inside = (one >= 0) & (other >= 0) & (one < count) & (other < count)
            one, other = np.where(inside, one, 0), np.where(inside, other, 0)
            inside &= (articles[one] == articles[first]) & (articles[other] == articles[second])
            wanted = one * count + other
            places = np.minimum(np.searchsorted(codes, wanted), len(codes) - 1)
            hit = inside & (codes[places] == wanted)
            at = places[hit]  # each at most once: the step is the same for all
            found[at] = np.maximum(found[at], value[giving[hit]])
    return found


def thirds(
    pairs: Pairs, value: Floats, articles: Ints, join: Callable[[Floats, Floats], Floats]
) -> Floats:
    """What third articles reach with both statements of a pair: the best of each article, summed.

    Args:
        pairs: m pairs, in order.
        value: (m,) of each, 0 or more; where it is 0, a third statement tells nothing.
        articles: (n,) number of the article of each statement.
        join: of a third statement's values with the one and with the other, as their product.

    Returns:
        (m,) sums, up to `MOST`.
    """
    count, of = len(articles), int(articles.max(initial=0)) + 1
    giving = np.flatnonzero(value > 0)
    middle = np.concatenate([pairs.first[giving], pairs.second[giving]])
    other = np.concatenate([pairs.second[giving], pairs.first[giving]])
    given = np.concatenate([value[giving], value[giving]])
    order = np.lexsort((other, -given, middle))  # the likeliest of each statement first
    middle, other, given = middle[order], other[order], given[order]
    starts = np.flatnonzero(np.diff(middle, prepend=-1))
    wanted: list[Ints] = []
    values: list[Floats] = []
    for start, end in zip(starts, np.append(starts, len(middle))[1:], strict=True):
        end = min(end, start + NEIGHBOURS)
        near, chance = other[start:end], given[start:end]
        a, b = np.triu_indices(len(near), 1)
        foreign = articles[near[a]] != articles[near[b]]
        a, b = a[foreign], b[foreign]
        code = np.minimum(near[a], near[b]) * count + np.maximum(near[a], near[b])
        wanted.append(code * of + articles[middle[start]])
        values.append(join(chance[a], chance[b]))
    if not sum(map(len, wanted)):
        return np.zeros(len(pairs.first), np.float32)
    places, inverse = np.unique(np.concatenate(wanted), return_inverse=True)
    best = np.zeros(len(places), np.float32)
    np.maximum.at(best, inverse, np.concatenate(values))
    codes, owner = np.unique(places // of, return_inverse=True)
    total = np.bincount(owner, best, len(codes))
    own = pairs.first * count + pairs.second
    at = np.minimum(np.searchsorted(codes, own), len(codes) - 1)
    return np.where(codes[at] == own, np.minimum(total[at], MOST), 0.0).astype(np.float32)
