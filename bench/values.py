"""When two figures or two times mean the same.

In: values as the gold and the JSON contract write them. Out: yes or no.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

UNITS = {"m3": "m³", "hm3": "hm³", "km2": "km²", "m2": "m²", "%": "percent", "kmh": "km/h"}
DURATIONS = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
CLOSE = 1e-6  # relative: floats that differ by rounding alone


def unit(name: str) -> str:
    """One spelling a unit."""
    return UNITS.get(name, name)


def same_number(a: float, b: float) -> bool:
    """Equal but for rounding in the last digits."""
    return abs(a - b) <= CLOSE * max(abs(a), abs(b))


def same_time(gold: str | None, system: str | None) -> bool:
    """Whether two time values mean the same.

    Values are compared as ranges of days: `2025-02` is 1 to 28 February 2025. Equal ranges are
    the same; a time of day that both give must be the same, one that only one of them gives is
    let pass. A value inside the gold's month, half-year or year (not day) is let pass too: "the
    end of 2027" may be `2027` or `2027-12`. Unresolved is the same as unresolved only.
    """
    if gold is None or system is None:
        return gold is None and system is None
    expected, given = days(gold), days(system)
    if expected is None or given is None:
        return gold == system
    if expected == given:
        hours = (clock(gold), clock(system))
        return None in hours or hours[0] == hours[1]
    inside = expected[0] <= given[0] and given[1] <= expected[1]
    return inside and (expected[1] - expected[0]).days > 7


def days(value: str) -> tuple[date, date] | None:
    """First and last day of an ISO 8601 value or interval; None where it is neither."""
    if "/" in value:
        first, _, last = value.partition("/")
        start, end = days(first), days(last)
        return (start[0], end[1]) if start and end else None
    half = re.fullmatch(r"(\d{4})-H([12])", value)
    if half:
        year, first_month = int(half[1]), 1 if half[2] == "1" else 7
        return date(year, first_month, 1), _last_day(year, first_month + 5)
    week = re.fullmatch(r"(\d{4})-W(\d{1,2})", value)
    try:
        if week:
            monday = date.fromisocalendar(int(week[1]), int(week[2]), 1)
            return monday, monday + timedelta(days=6)
        parts = [int(p) for p in value.split("T")[0].split("-")]
        if len(parts) == 3:
            day = date(*parts)
            return day, day
        if len(parts) == 2:
            return date(parts[0], parts[1], 1), _last_day(*parts)
        if len(parts) == 1:
            return date(parts[0], 1, 1), date(parts[0], 12, 31)
    except ValueError:
        return None
    return None


def clock(value: str) -> str | None:
    """The time of day of a value, "03:40"; None where it gives none."""
    found = re.search(r"T(\d{2}:\d{2})", value)
    return found[1] if found else None


def _last_day(year: int, month: int) -> date:
    following = date(year + month // 12, month % 12 + 1, 1)
    return following - timedelta(days=1)
