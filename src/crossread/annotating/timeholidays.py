"""A holiday as the tables write it, and a year → its day.

In: `12-25` (month and day), `easter-2` (days from Easter Sunday of the western churches),
`orthodox+0` (of the eastern ones) or `11/4/4` (the fourth Thursday of November; `05/-1/1` is the
last Monday of May). Out: the day. Easter is computed by the Gauss–Meeus rules
(J. Meeus, Astronomical Algorithms, 1991, chapter 8). Feasts of the moon that are seen or
tabulated (Ramadan, Chinese New Year) are not listed: no rule of ours tells their day.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

_EASTER = re.compile(r"(easter|orthodox)([+-]\d+)?")
_NTH = re.compile(r"(\d\d)/(-?\d)/(\d)")


def holiday_day(holiday: str, year: int) -> date | None:
    """The day of a holiday in a year; None where that year has none.

    Args:
        holiday: as in a table.
        year: 1583 or later (the calendar of now).
    """
    moving = _EASTER.fullmatch(holiday)
    if moving:
        sunday = easter(year) if moving[1] == "easter" else orthodox_easter(year)
        return sunday + timedelta(days=int(moving[2] or 0))
    nth = _NTH.fullmatch(holiday)
    if nth:
        month, number, weekday = (int(part) for part in nth.groups())
        if number < 0:
            last = date(year, month, monthrange(year, month)[1])
            return last - timedelta(days=(last.isoweekday() - weekday) % 7)
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (number - 1))
    month, day = (int(part) for part in holiday.split("-"))
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return date(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def orthodox_easter(year: int) -> date:
    """Easter Sunday of the eastern churches, in the calendar of now."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return date(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
