"""Two figures → whether they can be the same quantity.

Equal, overlapping ranges, one a rounding of the other, within what "more than" or "less than" leaves
open, the same in another unit (187 km/h and 116 mph, 4,800 hectares and 48 square kilometres), or a
sum of what another statement tells in parts (212 passengers and 31 crew, 243 people).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import combinations

import msgspec

from crossread.model import Figure

LARGE = 1000.0
"""From here on a figure with fewer digits is taken for a rounding even if not said to be one."""
PLAIN = 0.09
"""Part of a round figure by which it may be off if it is not said to be inexact: 2,000 is not 1,500,"""
ABOUT = 0.25
"""if it is,"""
BOUND = 1 / 3
"""and if both are bounds: "more than 20" is not "more than 28"; but 28 is more than 20."""
UPWARD = frozenset({"more than", "at least"})
DOWNWARD = frozenset({"less than", "up to"})
KEPT = 0.12
"""Part of a bound by which a figure that keeps it may lie beyond."""
WHOLE = 10
"""Percents from which whole ones are told for short."""
NEARLY = 0.1
"""Part of an inexact figure that one in its last place may be."""
SHARE = 2.0
"""Percent by which a fraction in words ("a third") may be off,"""
SHARE_ABOUT = 5.0
"""and if it is said to be about, more or less than that."""
SCALES = frozenset({10.0, 12.0, 100.0, 1e3, 1e4, 1e5, 1e6, 1e9})
"""What "dozens", "hundreds" or "thousands" count,"""
MANY = 10.0
"""and from how many of these on nobody would say so."""
PARTS = 4
"""Figures of one statement that may be parts of a sum at most."""
UNITS: dict[str, tuple[str, float, float]] = {
    "m": ("length", 1.0, 0.0), "km": ("length", 1000.0, 0.0), "cm": ("length", 0.01, 0.0),
    "mm": ("length", 0.001, 0.0), "mi": ("length", 1609.344, 0.0), "ft": ("length", 0.3048, 0.0),
    "in": ("length", 0.0254, 0.0), "yd": ("length", 0.9144, 0.0), "nmi": ("length", 1852.0, 0.0),
    "g": ("mass", 1.0, 0.0), "kg": ("mass", 1e3, 0.0), "mg": ("mass", 1e-3, 0.0),
    "t": ("mass", 1e6, 0.0), "kt": ("mass", 1e9, 0.0), "Mt": ("mass", 1e12, 0.0),
    "lb": ("mass", 453.59237, 0.0), "oz": ("mass", 28.349523, 0.0),
    "m²": ("area", 1.0, 0.0), "km²": ("area", 1e6, 0.0), "ha": ("area", 1e4, 0.0),
    "acre": ("area", 4046.8564, 0.0), "mi²": ("area", 2589988.1, 0.0), "ft²": ("area", 0.09290304, 0.0),
    "l": ("volume", 1.0, 0.0), "ml": ("volume", 1e-3, 0.0), "hl": ("volume", 100.0, 0.0),
    "m³": ("volume", 1e3, 0.0), "hm³": ("volume", 1e9, 0.0), "km³": ("volume", 1e12, 0.0),
    "ft³": ("volume", 28.316847, 0.0), "gal": ("volume", 3.7854118, 0.0),
    "bbl": ("volume", 158.98729, 0.0),
    "km/h": ("speed", 1.0, 0.0), "mph": ("speed", 1.609344, 0.0), "m/s": ("speed", 3.6, 0.0),
    "kn": ("speed", 1.852, 0.0),
    "W": ("power", 1.0, 0.0), "kW": ("power", 1e3, 0.0), "MW": ("power", 1e6, 0.0),
    "GW": ("power", 1e9, 0.0), "hp": ("power", 735.49875, 0.0),
    "kWh": ("energy", 1.0, 0.0), "MWh": ("energy", 1e3, 0.0), "GWh": ("energy", 1e6, 0.0),
    "TWh": ("energy", 1e9, 0.0),
    "°C": ("temperature", 1.0, 0.0), "°F": ("temperature", 5 / 9, -160 / 9),
    "K": ("temperature", 1.0, -273.15),
    "second": ("duration", 1.0, 0.0), "minute": ("duration", 60.0, 0.0),
    "hour": ("duration", 3600.0, 0.0), "day": ("duration", 86400.0, 0.0),
    "week": ("duration", 604800.0, 0.0), "month": ("duration", 2629746.0, 0.0),
    "quarter": ("duration", 7889238.0, 0.0), "half-year": ("duration", 15778476.0, 0.0),
    "year": ("duration", 31556952.0, 0.0), "decade": ("duration", 315569520.0, 0.0),
    "century": ("duration", 3155695200.0, 0.0),
    "percent": ("share", 1.0, 0.0), "fraction": ("share", 100.0, 0.0),
    "per-mille": ("share", 0.1, 0.0),
}  # fmt: skip
"""Kind of a unit's quantity, its worth in the kind's basic unit, and what is added to that."""


def same_quantity(f: Figure, g: Figure) -> bool:
    """Whether two figures can be the same quantity: equal, overlapping ranges, a rounding, within
    what an approximation leaves open, or one in another unit.
    """
    if not (math.isfinite(f.value) and math.isfinite(g.value)):
        return f.unit == g.unit and f.value == g.value
    if f.unit != g.unit:
        return _converted_same(f, g)
    if f.high is not None or g.high is not None:
        return f.value <= (g.high or g.value) and g.value <= (f.high or f.value)
    if math.isclose(f.value, g.value, rel_tol=1e-9) or _one_of_many(f, g) or _one_of_many(g, f):
        return True
    if f.unit == "fraction":
        return _converted_same(f, g)
    if _just_more(f, g) or _just_more(g, f) or _whole_percent(f, g) or _whole_percent(g, f):
        return True
    coarse, fine = sorted((f, g), key=lambda x: (-_last_place(x.value), _digits(x.value)))
    bounded = coarse.approximation in UPWARD | DOWNWARD
    if _last_place(coarse.value) == _last_place(fine.value):
        return _nearly(f, g)
    if not bounded and _digits(coarse.value) >= _digits(fine.value):
        return False
    if abs(coarse.value) < LARGE and (coarse.approximation is None or _one_bound(f, g)):
        return False
    low, high = _leeway(coarse)
    part = PLAIN if coarse.approximation is None else ABOUT
    if bounded:
        part = BOUND if _both_bound(f, g) else math.inf
    return low <= fine.value <= high and abs(fine.value - coarse.value) <= part * abs(coarse.value)


def _just_more(f: Figure, g: Figure) -> bool:
    """Whether a figure is a bound ("more than 25") that another, told without one, keeps and is near (27)."""
    if g.approximation is not None or f.value * g.value <= 0:
        return False
    times = g.value / f.value
    if f.approximation in UPWARD:
        return 1 <= times <= 1 + KEPT
    return f.approximation in DOWNWARD and 1 - KEPT <= times <= 1


def _whole_percent(f: Figure, g: Figure) -> bool:
    """Whether a figure in whole percent is another one rounded: 63 and 63.4."""
    if f.unit != "percent" or None not in (f.approximation, g.approximation):
        return False
    whole = f.value == int(f.value) >= WHOLE and g.value != int(g.value)
    return whole and abs(f.value - g.value) <= 0.5


def _one_of_many(f: Figure, g: Figure) -> bool:
    """Whether a figure is a plural in words ("thousands", "decine") and the other one a number of them."""
    worded = f.approximation is not None and not any(c.isdigit() for c in f.span.text)
    return worded and f.value in SCALES and f.value < g.value < MANY * f.value


def _one_bound(f: Figure, g: Figure) -> bool:
    """Whether both figures say "up to": of a few things, two bounds are two tellings."""
    return f.approximation == g.approximation == "up to"


def _both_bound(f: Figure, g: Figure) -> bool:
    """Whether both figures say "more than", or both "less than"."""
    kinds = {f.approximation, g.approximation}
    return kinds <= UPWARD or kinds <= DOWNWARD


def _nearly(f: Figure, g: Figure) -> bool:
    """Whether two figures with as many places differ by one of the last, and one is said to be about
    so much: eleven is nearly a dozen.
    """
    between = abs(f.value - g.value)
    small = between <= NEARLY * min(abs(f.value), abs(g.value))
    return (
        "about" in (f.approximation, g.approximation)
        and small
        and between <= _last_place(f.value) * (1 + 1e-9)
    )


def comparable(f: Figure, g: Figure) -> bool:
    """Whether two figures measure in one unit, or in units of one kind."""
    if f.unit == g.unit:
        return True
    one, other = UNITS.get(f.unit), UNITS.get(g.unit)
    return one is not None and other is not None and one[0] == other[0]


def ratio(f: Figure, g: Figure) -> float:
    """How many times the greater value is the lesser one, in one unit; infinite beside 0."""
    values = [f.value, g.value]
    if f.unit != g.unit:
        values = [_basic(x.value, x.unit) for x in (f, g)]
    low, high = sorted(abs(v) for v in values)
    return high / low if low > 0 else math.inf


def sum_of(f: Figure, others: Sequence[Figure]) -> bool:
    """Whether a figure is the sum of two to `PARTS` of others in its unit."""
    parts = [g for g in others if g.unit == f.unit and 0 < g.value < f.value][: 2 * PARTS]
    sums = (
        msgspec.structs.replace(some[0], value=sum(g.value for g in some))
        for count in range(2, PARTS + 1)
        for some in combinations(parts, count)
    )
    return any(same_quantity(f, total) and not _nearly_alone(f, total) for total in sums)


def _nearly_alone(f: Figure, g: Figure) -> bool:
    """Whether two figures are the same only because one is said to be about so much."""
    plain = [msgspec.structs.replace(x, approximation=None) for x in (f, g)]
    return _last_place(f.value) == _last_place(g.value) and not same_quantity(*plain)


def rest_of(f: Figure, g: Figure, others: Sequence[Figure]) -> bool:
    """Whether two figures are a whole and what one of others in their unit leaves of it: one woman
    among twelve members, eleven men.
    """
    between = abs(f.value - g.value)
    return f.unit == g.unit and any(
        h.unit == f.unit and h.approximation is None and math.isclose(h.value, between)
        for h in others
        if h not in (f, g)
    )


def sum_of_both(f: Figure, g: Figure, others: Sequence[Figure]) -> bool:
    """Whether two figures are the two parts of another one in their unit: nine of 15 provinces, six of
    fifteen.
    """
    return f.unit == g.unit and any(
        h.unit == f.unit and h.approximation is None and math.isclose(h.value, f.value + g.value)
        for h in others
        if h not in (f, g)
    )


def exactness(f: Figure, g: Figure) -> bool:
    """Whether two figures of one value say it with approximations that do not go together: "about
    50" and "more than 50".
    """
    kinds = {f.approximation, g.approximation}
    if None in kinds or len(kinds) == 1 or f.high is not None or g.high is not None:
        return False
    return math.isclose(f.value, g.value, rel_tol=1e-9) and kinds not in (UPWARD, DOWNWARD)


def _converted_same(f: Figure, g: Figure) -> bool:
    if not comparable(f, g):
        return False
    ranges = []
    share = "fraction" in (f.unit, g.unit)
    for x in (f, g):
        low, high = _leeway(x)
        if share and x.approximation is None and x.unit != "fraction":
            low, high = max(low, x.value - SHARE), min(high, x.value + SHARE)
        if x.high is not None:
            low, high = x.value, x.high
        ranges.append(sorted((_basic(low, x.unit), _basic(high, x.unit))))
    return ranges[0][0] <= ranges[1][1] and ranges[1][0] <= ranges[0][1]


def _leeway(f: Figure) -> tuple[float, float]:
    """The values that a figure may stand for, by its last digit and its approximation."""
    if f.unit == "fraction":
        most = (SHARE if f.approximation is None else SHARE_ABOUT) / 100
        only_more, only_less = f.approximation in UPWARD, f.approximation in DOWNWARD
        return f.value - (0.0 if only_more else most), f.value + (0.0 if only_less else most)
    step = _last_place(f.value)
    if f.approximation in UPWARD:
        return f.value, f.value + step
    if f.approximation in DOWNWARD:
        return f.value - step, f.value
    return f.value - 0.5 * step, f.value + 0.5 * step


def _basic(value: float, unit: str) -> float:
    """A value in the basic unit of its kind."""
    _, worth, added = UNITS[unit]
    return value * worth + added


def _digits(value: float) -> int:
    """Number of significant digits."""
    text = f"{abs(value):.6g}" if abs(value) < 1e6 else f"{abs(value):.0f}"
    return max(1, len(text.replace(".", "").strip("0")))


def _last_place(value: float) -> float:
    """Worth of the last significant digit."""
    if value == 0:
        return 1.0
    magnitude = math.floor(math.log10(abs(value)))
    return float(10.0 ** (magnitude - _digits(value) + 1))
