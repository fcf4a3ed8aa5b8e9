"""Words, names, figures and times of a story → how alike any two of them are.

Two words are alike by the cosine of their vectors, or as far as dictionaries know that they mean the
same. Two names of different entities are not alike, although their vectors are; but who is who may be
wrong, so something is left. Two figures are alike by their values, in one unit: 12,000 acres are 48
square kilometres. Those of one kind with other values are a little alike, for they may be the
difference that is looked for; so are two times close to each other.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.moments import days, minutes
from crossread.comparing.quantities import UNITS

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]
Key = tuple[str, ...]
"""("w", word), ("e", entity id), ("f", unit, value) or ("t", value)."""
Known = tuple[Ints, Ints, Floats]
"""Pairs of units, in order of the first, and the cosine that dictionaries give them, 0..1."""

FLOOR = 0.15
"""Cosine of two words under which they have nothing to do with each other: unrelated words of the
shipped encoder lie at 0.01 ± 0.08."""
CEILING = 0.7
"""Cosine from which two words are taken for the same."""
OTHER_ENTITY = 0.6
"""What is left of the cosine of two names that mean different entities."""
KNOWN = (0.05, 0.35, 0.9)
"""Cosine of two words in the lexicon from which they are alike at all, that from which they are as alike
as they can be, and how alike that is: dictionaries do not know what a word means here. This and the
rest were chosen on the points of `examples/` and `examples/rehearsal/`, each story judged by weights
fitted on the others."""
ALMOST = (0.025, 0.9)
"""Part of the greater by which two figures may differ as a rounding does, and how alike that is."""
OTHER_VALUE = (0.7, 0.5, 1.5, 0.3)
"""Likeness of two figures of one kind and nearly one value; what is taken off for each e-fold between
them, from which ratio on; and the least that is left."""
MOMENT = (20, 0.9)
"""Minutes by which two times of one day may differ to be nearly the same, and how alike that is."""
SAME_DAY = (360, 0.5)
"""Minutes within which two times of one day may be rivals."""
WITHIN = 0.5
"""Likeness of two stretches of time, one in the other, that do not differ much in length,"""
LONGER = 4.0
"""which is up to so many times; a day in a longer one is the less alike the longer that is."""
NEAR = (3, 7, 0.3)
"""Days between two times, of so many days each at most, that may be rivals, and how alike they are."""


class Likeness:
    """Likeness 0..1 of distinct units, a block of rows at a time.

    Args:
        keys: of u units, all different.
        table: (u, dimensions) their vectors, of length 1 or 0.
        known: what dictionaries tell, both ways; None without a lexicon.
    """

    def __init__(self, keys: Sequence[Key], table: Floats, known: Known | None) -> None:
        self._table = table
        self._known = known
        self._entity = np.array([key[0] == "e" for key in keys], bool)
        self._figures, self._of_figures = _figures(keys)
        self._times, self._of_times = _times(keys)

    def rows(self, start: int, end: int) -> Floats:
        """(end - start, u) likenesses of the units from `start` to `end` to all."""
        cosine = self._table[start:end] @ self._table.T
        named = np.flatnonzero(self._entity)
        low, high = np.searchsorted(named, (start, end))
        cosine[np.ix_(named[low:high] - start, named)] *= np.float32(OTHER_ENTITY)
        cosine -= np.float32(FLOOR)
        cosine /= np.float32(CEILING - FLOOR)
        likeness: Floats = np.clip(cosine, 0, 1, out=cosine)
        for places, table in ((self._figures, self._of_figures), (self._times, self._of_times)):
            low, high = np.searchsorted(places, (start, end))
            likeness[np.ix_(places[low:high] - start, places)] = table[low:high]
        if self._known is not None:
            first, second, told = self._known
            part = slice(*np.searchsorted(first, (start, end)))
            low, high, most = KNOWN
            alike = (most * np.clip((told[part] - low) / (high - low), 0, 1)).astype(np.float32)
            np.maximum.at(likeness, (first[part] - start, second[part]), alike)
        rows = np.arange(start, end)
        likeness[rows - start, rows] = 1.0
        return likeness


def _figures(keys: Sequence[Key]) -> tuple[Ints, Floats]:
    """Places of the figures, and how alike each two of them are."""
    places = [n for n, key in enumerate(keys) if key[0] == "f"]
    told = [_basic(keys[n][1], float(keys[n][2])) for n in places]
    number = {kind: n for n, kind in enumerate(sorted({kind for kind, _ in told}))}
    kinds = np.array([number[kind] for kind, _ in told], np.int64)
    values = np.array([value for _, value in told], np.float64)
    sizes = np.abs(values)
    low = np.minimum(sizes[:, None], sizes[None, :])
    high = np.maximum(sizes[:, None], sizes[None, :])
    with np.errstate(divide="ignore", invalid="ignore"):
        apart = np.log(high / low)
        almost = np.abs(values[:, None] - values[None, :]) <= ALMOST[0] * high
    most, off, free, least = OTHER_VALUE
    apart = np.where(np.isfinite(apart), apart, np.inf)
    alike = np.maximum(least, most - off * np.maximum(0.0, apart - math.log(free)))
    alike = np.where(almost, ALMOST[1], alike)
    alike[values[:, None] == values[None, :]] = 1.0
    alike[kinds[:, None] != kinds[None, :]] = 0.0
    return np.array(places, np.int64), alike.astype(np.float32)


def _basic(unit: str, value: float) -> tuple[str, float]:
    """Kind of a quantity and its value in the basic unit of that kind."""
    if unit not in UNITS:
        return unit, value
    kind, worth, added = UNITS[unit]
    return kind, value * worth + added


def _times(keys: Sequence[Key]) -> tuple[Ints, Floats]:
    """Places of the times whose days are known, and how alike each two of them are."""
    known = [(n, key[1], days(key[1])) for n, key in enumerate(keys) if key[0] == "t"]
    told = [(n, value, span) for n, value, span in known if span is not None]
    first = np.array([span[0].toordinal() for _, _, span in told], np.float64)
    last = np.array([span[1].toordinal() + 1 for _, _, span in told], np.float64)
    clock = np.array([np.nan if (m := minutes(v)) is None else m for _, v, _ in told], np.float64)
    length = last - first
    short = np.minimum(length[:, None], length[None, :])
    long = np.maximum(length[:, None], length[None, :])
    common = np.minimum(last[:, None], last[None, :]) - np.maximum(first[:, None], first[None, :])
    within = WITHIN * np.minimum(1.0, LONGER * (1 + short) / (1 + long))
    within = np.where(long <= 1, MOMENT[1], within)
    near = np.where((-common <= NEAR[0]) & (long <= NEAR[1]), NEAR[2], 0.0)
    alike = np.where(common > 0, within, near)
    between = np.abs(clock[:, None] - clock[None, :])
    exact = ~np.isnan(between)
    rivals = np.where(between <= SAME_DAY[0], SAME_DAY[1], 0.0)
    moments = np.where(between <= MOMENT[0], MOMENT[1], rivals)
    alike = np.where(exact, np.where(common > 0, moments, 0.0), alike)
    return np.array([n for n, _, _ in told], np.int64), alike.astype(np.float32)
