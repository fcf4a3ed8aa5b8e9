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
    if math.isclose(f.value, g.value, rel_tol=1e-9):
        return True
    coarse, fine = sorted((f, g), key=lambda x: (-_last_place(x.value), _digits(x.value)))
    bounded = coarse.approximation in ("more than", "at least", "less than", "up to")
    if _last_place(coarse.value) == _last_place(fine.value):
        return False
    if not bounded and _digits(coarse.value) >= _digits(fine.value):
        return False
    if coarse.approximation is None and abs(coarse.value) < LARGE:
        return False
    low, high = _leeway(coarse)
    return low <= fine.value <= high


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
    return any(
        same_quantity(f, msgspec.structs.replace(some[0], value=sum(g.value for g in some)))
        for count in range(2, PARTS + 1)
        for some in combinations(parts, count)
    )


def exactness(f: Figure, g: Figure) -> bool:
    """Whether two figures of one value say it with approximations that do not go together: "about
    50" and "more than 50".
    """
    kinds = {f.approximation, g.approximation}
    if None in kinds or len(kinds) == 1 or f.high is not None or g.high is not None:
        return False
    upward, downward = {"more than", "at least"}, {"less than", "up to"}
    return math.isclose(f.value, g.value, rel_tol=1e-9) and kinds not in (upward, downward)


def _converted_same(f: Figure, g: Figure) -> bool:
    if not comparable(f, g):
        return False
    ranges = []
    for x in (f, g):
        low, high = _leeway(x)
        if x.high is not None:
            low, high = x.value, x.high
        ranges.append(sorted((_basic(low, x.unit), _basic(high, x.unit))))
    return ranges[0][0] <= ranges[1][1] and ranges[1][0] <= ranges[0][1]


def _leeway(f: Figure) -> tuple[float, float]:
    """The values that a figure may stand for, by its last digit and its approximation."""
    step = _last_place(f.value)
    below, above = 0.5 * step, 0.5 * step
    if f.approximation in ("more than", "at least"):
        below, above = 0.0, step
    elif f.approximation in ("less than", "up to"):
        below, above = step, 0.0
    return f.value - below, f.value + above


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
