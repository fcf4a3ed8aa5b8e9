"""Statements → what dictionaries say they are about, and how alike two are by that.

In: for each statement the rows of its words in the lexicon, with weights; words that no dictionary
knows, names, figures and times stand for themselves. Out: cosines of pairs. Late interaction asks
which word answers which; this asks whether all words together speak of the same things.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.lexicon import Lexicon, Profiles

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

    def beyond(self, usual: Floats, weight: float, one: Ints, other: Ints) -> Floats:
        """How alike pairs of rows are beyond what is usual.

        From every row the mean of all rows is taken away, with the usual row counting as so many more.

        Args:
            usual: (c,) weights of the first c concepts in a usual text.
            weight: rows that it counts as, more than 0.
            one: (m,) numbers of rows, never falling.
            other: (m,) numbers of rows.

        Returns:
            (m,) cosines, -1..1.
        """
        if not len(one):
            return np.zeros(0, np.float32)
        count = len(self.indptr) - 1
        mean = np.zeros(max(int(self.ids.max(initial=-1)) + 1, len(usual)), np.float64)
        np.add.at(mean, self.ids, self.weights)
        mean[: len(usual)] += weight * usual
        mean /= count + weight
        owners = np.repeat(np.arange(count), np.diff(self.indptr))
        held = np.bincount(owners, self.weights * mean[self.ids], count)
        own = np.bincount(owners, self.weights.astype(np.float64) ** 2, count)
        square = float(mean @ mean)
        lengths = np.sqrt(np.maximum(own - 2 * held + square, 1e-12))
        products = self.cosines(one, other) - held[one] - held[other] + square
        found: Floats = (products / (lengths[one] * lengths[other])).astype(np.float32)
        return found


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


def counted(
    texts: Sequence[Mapping[str, int]], languages: Sequence[str], lexicon: Lexicon
) -> Concepts:
    """What whole texts are about, by those of their words that dictionaries know.

    Args:
        texts: the words of each of n texts in small letters, and how often each stands in it; a word
            counts by the logarithm of that.
        languages: of each text, ISO 639-1.
        lexicon: tells what words mean.

    Returns:
        n rows, empty where nothing is known.
    """
    asked = sorted({(word, code) for words, code in zip(texts, languages) for word in words})
    row = {pair: n for n, pair in enumerate(asked)}
    profiles = lexicon.profiles([word for word, _ in asked], [code for _, code in asked])
    known = np.diff(profiles.indptr) > 0
    rows: list[Ints] = []
    weights: list[Floats] = []
    for words, code in zip(texts, languages):
        own = sorted(word for word in words if known[row[word, code]])
        rows.append(np.array([row[word, code] for word in own], np.int64))
        weights.append(np.array([1 + np.log(words[word]) for word in own], np.float32))
    return concepts(rows, weights, rows, profiles)
