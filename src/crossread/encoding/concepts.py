"""Statements → what dictionaries say they are about, and how alike two are by that.

In: for each statement the rows of its words in the lexicon, with weights; words that no dictionary
knows, names, figures and times stand for themselves. Out: cosines of pairs. Late interaction asks
which word answers which; this asks whether all words together speak of the same things.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.lexicon import Profiles

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Concepts:
    """Rows of a sparse matrix, one a statement, each of length 1 or empty.

    Args:
        indptr: (n + 1,) where each row begins.
        ids: numbers of concepts, ascending within a row.
        weights: of the concepts.
    """

    indptr: Ints
    ids: Ints
    weights: Floats

    def cosines(self, one: Ints, other: Ints) -> Floats:
        """How alike pairs of rows are.

        Args:
            one: (m,) numbers of rows, never falling.
            other: (m,) numbers of rows.

        Returns:
            (m,) 0..1; all 0 where there are no rows. Cost: the concepts of `other`, summed.
        """
        found = np.zeros(len(one), np.float32)
        if not len(self.ids):
            return found
        whole = np.zeros(int(self.ids.max()) + 1, np.float32)
        starts = np.flatnonzero(np.diff(one, prepend=-1))
        for start, end in zip(starts.tolist(), [*starts[1:].tolist(), len(one)]):
            row = int(one[start])
            own = slice(self.indptr[row], self.indptr[row + 1])
            whole[self.ids[own]] = self.weights[own]
            lengths = np.diff(self.indptr)[other[start:end]]
            ends = np.cumsum(lengths)
            at = np.arange(ends[-1]) + np.repeat(
                self.indptr[other[start:end]] - ends + lengths, lengths
            )
            products = whole[self.ids[at]] * self.weights[at]
            owners = np.repeat(np.arange(end - start), lengths)
            found[start:end] = np.bincount(owners, products, end - start)
            whole[self.ids[own]] = 0
        return np.minimum(found, np.float32(1))


NOTHING = Concepts(np.zeros(1, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32))
"""Of no statements, or without a lexicon."""


def concepts(
    units: Sequence[Ints], weights: Sequence[Floats], rows: Sequence[Ints], profiles: Profiles
) -> Concepts:
    """What statements are about.

    Args:
        units: the units of each of n statements, as numbers.
        weights: what each of them counts.
        rows: the row of each of them in `profiles`; -1 where it has none.
        profiles: of words.

    Returns:
        n rows. A unit without a row, or whose row is empty, is a concept of its own.
    """
    least = int(profiles.ids.max(initial=-1)) + 1
    filled = np.diff(profiles.indptr)
    indptr = [0]
    ids: list[Ints] = []
    values: list[Floats] = []
    for numbers, weight, row in zip(units, weights, rows):
        known = row >= 0
        known[known] = filled[row[known]] > 0
        lengths = filled[row[known]]
        ends = np.cumsum(lengths)
        count = int(ends[-1]) if len(ends) else 0
        at = np.arange(count) + np.repeat(profiles.indptr[row[known]] - ends + lengths, lengths)
        told = np.concatenate([profiles.ids[at], numbers[~known] + least])
        much = np.concatenate(
            [profiles.weights[at] * np.repeat(weight[known], lengths), weight[~known]]
        )
        own, place = np.unique(told, return_inverse=True)
        total = np.bincount(place, much, len(own)).astype(np.float32)
        total /= np.float32(max(float(np.linalg.norm(total)), 1e-6))
        ids.append(own.astype(np.int64))
        values.append(total)
        indptr.append(indptr[-1] + len(own))
    if not ids:
        return NOTHING
    return Concepts(np.array(indptr, np.int64), np.concatenate(ids), np.concatenate(values))
