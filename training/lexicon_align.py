"""Parallel sentences → how often each word is translated by which English word.

In: pairs of sentences as numbers of words. Out: expected counts of each pair of words. IBM model 1
(Brown et al. 1993), in both directions, so that only words count that choose each other; pairs that a
dictionary has are preferred from the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

ROUNDS = 4
KNOWN = 6.0
"""How much likelier than any other a pair of the dictionary is before counting."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Pairs of words in order: left, right, how often they translate each other, how often they
    stand in sentences that do.
    """

    left: Ints
    right: Ints
    expected: NDArray[np.float64]
    together: NDArray[np.int64]


def align(
    pairs: Sequence[tuple[Sequence[int], Sequence[int]]], size: int, dictionary: set[int]
) -> Counts:
    """Count translations.

    Args:
        pairs: sentences as numbers of words from 1 on; 0 answers what nothing answers.
        size: how many right words there are, 0 included.
        dictionary: left · size + right of the pairs in the dictionary.
    """
    lefts: list[Ints] = []
    rights: list[Ints] = []
    sentence: list[Ints] = []
    for number, (left, right) in enumerate(pairs):
        own, other = np.array([0, *left], np.int64), np.array([0, *right], np.int64)
        lefts.append(np.repeat(own, len(other)))
        rights.append(np.tile(other, len(own)))
        sentence.append(np.full(len(own) * len(other), number))
    if not lefts:
        empty = np.zeros(0, np.int64)
        return Counts(empty, empty, np.zeros(0), empty)
    left_of, right_of = np.concatenate(lefts), np.concatenate(rights)
    position = _positions(pairs)
    codes, which = np.unique(left_of * size + right_of, return_inverse=True)
    own, other = codes // size, codes % size
    bias = np.where(np.isin(codes, np.fromiter(sorted(dictionary), np.int64)), KNOWN, 1.0)
    bias[(own == 0) | (other == 0)] = 0.5
    forth = _counted(which, position[0], own, other, left_of > 0, bias)
    back = _counted(which, position[1], other, own, right_of > 0, bias)
    both = np.sqrt(forth * back)
    together = np.bincount(which, minlength=len(codes))
    real = (own > 0) & (other > 0) & (both > 0.2)
    return Counts(own[real], other[real], both[real], together[real])


def _positions(pairs: Sequence[tuple[Sequence[int], Sequence[int]]]) -> tuple[Ints, Ints]:
    """The number of the left word, and of the right one, that each cell belongs to."""
    downs: list[Ints] = []
    acrosses: list[Ints] = []
    down = across = 0
    for left, right in pairs:
        n, m = len(left) + 1, len(right) + 1
        downs.append(np.repeat(np.arange(down, down + n), m))
        acrosses.append(np.tile(np.arange(across, across + m), n))
        down += n
        across += m
    return np.concatenate(downs), np.concatenate(acrosses)


def _counted(
    which: Ints,
    position: Ints,
    made: Ints,
    by: Ints,
    real: NDArray[np.bool_],
    bias: NDArray[np.float64],
) -> NDArray[np.float64]:
    """Expected counts of the pairs when every word is made by one of the other sentence."""
    chance = bias.copy()
    counts: NDArray[np.float64] = chance
    for _ in range(ROUNDS):
        share = np.where(real, chance[which], 0.0)
        total = np.bincount(position, share)
        share /= np.maximum(total[position], 1e-12)
        counts = np.bincount(which, share, len(made)).astype(np.float64)
        per = np.bincount(by, counts)
        chance = counts / np.maximum(per[by], 1e-12) * bias
    return counts
