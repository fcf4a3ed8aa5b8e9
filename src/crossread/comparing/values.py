"""Pairs of statements → what their figures and times say of whether they tell the same.

The same rare quantity in both says much, two quantities that differ say something too: both accounts
count the same kind of thing. Which of them is right is not asked here (`crossread.comparing.differences`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.candidates import Pairs
from crossread.comparing.interaction import Interaction
from crossread.comparing.moments import DAY
from crossread.comparing.quantities import comparable, ratio, same_quantity
from crossread.model import Annotated, Figure, Statement

Floats = NDArray[np.float32]

SHARED = {"f": 0.3, "t": 1.5}
"""Shared figures, and shared times, count at most so much. That a figure is rare and precise tells the
same of any two statements; past that, more of it does not make them more alike."""
YEAR, MONTH = 0.3, 0.5
"""How much it says that two texts tell the same year, or month, beside the same day or hour: what happened
in one year is many things."""
COUNTED = frozenset({"count", "ordinal", "year", "month", "week", "day", "hour"})
"""Units whose small numbers say little by themselves."""
RIVALS = 2.0
"""Ratio from which two quantities of one kind are no rivals; the nearer they lie, the more they are."""


def shared(interaction: Interaction, pairs: Pairs, kind: str) -> Floats:
    """Rarity of the figures or times that two statements share, as a part of the greatest rarity.

    Args:
        interaction: of n statements.
        pairs: m pairs of them.
        kind: `f` or `t`, as units of comparison are called.

    Returns:
        (m,) 0 to what `SHARED` says of the kind.
    """
    sets = [
        {unit.key: float(interaction.weights[key]) * _told_by(unit.key)
         for unit, key in zip(units, keys) if unit.key[0] == kind}
        for units, keys in zip(interaction.units, interaction.keys)
    ]  # fmt: skip
    greatest = math.log(len(sets) + 1)
    having = np.array([bool(held) for held in sets])
    found = np.zeros(len(pairs.first), np.float32)
    for pair in np.flatnonzero(having[pairs.first] & having[pairs.second]).tolist():
        mine, others = sets[pairs.first[pair]], sets[pairs.second[pair]]
        if common := mine.keys() & others.keys():
            found[pair] = min(SHARED[kind], sum(mine[key] for key in sorted(common)) / greatest)
    return found


def told_otherwise(
    statements: Sequence[Statement], articles: Sequence[Annotated], pairs: Pairs
) -> tuple[Floats, Floats]:
    """What two statements tell of one quantity in other digits or units, and what of rival ones.

    Args:
        statements: n statements.
        articles: that they stand in.
        pairs: m pairs of statements.

    Returns:
        Two times (m,) 0..1, how much the most telling such quantity says.
    """
    known = {a.article.id: a.figures for a in articles}
    figures = [
        [f for f in known[s.article] if s.span.start <= f.span.start and f.span.end <= s.span.end]
        for s in statements
    ]
    having = np.array([bool(some) for some in figures], bool)
    rounded = np.zeros(len(pairs.first), np.float32)
    rivals = np.zeros(len(pairs.first), np.float32)
    remembered: dict[tuple[object, ...], tuple[float, float]] = {}
    for pair in np.flatnonzero(having[pairs.first] & having[pairs.second]).tolist():
        for f in figures[pairs.first[pair]]:
            for g in figures[pairs.second[pair]]:
                key = (*_values(f), *_values(g))
                if key not in remembered:
                    remembered[key] = _otherwise(f, g)
                again, rival = remembered[key]
                rounded[pair] = max(rounded[pair], again)
                rivals[pair] = max(rivals[pair], rival)
    return rounded, rivals


def rival_times(
    statements: Sequence[Statement], articles: Sequence[Annotated], pairs: Pairs
) -> Floats:
    """1 where both statements tell a day, or both a time of day, and these are not all the same.

    Args:
        statements: n statements.
        articles: that they stand in.
        pairs: m pairs of statements.
    """
    known = {a.article.id: [(t.span, t.value) for t in a.times if t.value] for a in articles}
    values = [
        {
            value
            for span, value in known[s.article]
            if s.span.start <= span.start and span.end <= s.span.end and len(value) >= DAY
        }
        for s in statements
    ]
    having = np.array([bool(some) for some in values], bool)
    found = np.zeros(len(pairs.first), np.float32)
    for pair in np.flatnonzero(having[pairs.first] & having[pairs.second]).tolist():
        mine, others = values[pairs.first[pair]], values[pairs.second[pair]]
        if any(a != b and ("T" in a) == ("T" in b) for a in mine for b in others):
            found[pair] = 1.0
    return found


def _values(f: Figure) -> tuple[object, ...]:
    return f.value, f.high, f.unit, f.approximation


def _otherwise(f: Figure, g: Figure) -> tuple[float, float]:
    """How much it says that two figures are one quantity told otherwise, or rivals."""
    if not comparable(f, g):
        return 0.0, 0.0
    largest = max(f, g, key=lambda x: abs(x.value) if math.isfinite(x.value) else 0.0)
    telling = _information(largest.unit, largest.value)
    if same_quantity(f, g):
        return (telling if (f.value, f.unit) != (g.value, g.unit) else 0.0), 0.0
    apart = math.log(ratio(f, g)) / math.log(RIVALS)
    return 0.0, telling * max(0.0, 1 - apart)


def _told_by(key: tuple[str, ...]) -> float:
    """How much it says that two texts hold the same quantity or time, 0..1.

    Args:
        key: of a unit of comparison: ("f", unit, value) or ("t", value).
    """
    if key[0] == "t":
        if not key[1][:1].isdigit():  # "Wednesday", not resolved, is any Wednesday
            return 0.0
        return {len("2025"): YEAR, len("2025-02"): MONTH}.get(len(key[1]), 1.0)
    return _information(key[1], float(key[2]))


def _information(unit: str, value: float) -> float:
    """How much it says that two texts hold a quantity, 0..1: small whole numbers are common."""
    value = abs(value)
    if not math.isfinite(value):
        return 1.0
    size = math.log10(1 + value) / 3
    measured = 0.0 if unit in COUNTED else 0.3
    precise = 0.0 if value == int(value) else 0.3
    return min(1.0, size + measured + precise)
