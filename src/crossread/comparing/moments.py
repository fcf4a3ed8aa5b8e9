"""The value of a time → its days and its time of day.

Values are ISO 8601 days, months, years, moments, and intervals of these (`crossread.model.Time`).
"""

from __future__ import annotations

import calendar
from datetime import date

DAY = len("2025-02-12")
"""Characters of a day, and of the day that a moment begins with."""
HOUR = 60


def days(value: str) -> tuple[date, date] | None:
    """First and last day that a value means.

    Args:
        value: `2025`, `2025-02`, `2025-02-12`, `2025-02-12T09:00`, or two of these with `/` between.

    Returns:
        None for anything else, and for a day that no calendar has.
    """
    opening, _, closing = value.partition("/")
    first, last = _days(opening), _days(closing or opening)
    return None if first is None or last is None else (first[0], last[1])


def minutes(value: str) -> int | None:
    """Minutes from midnight of a single moment, in its own zone; None where no time of day is told."""
    if "/" in value:
        return None
    hour, _, minute = value.partition("T")[2][: len("09:30")].partition(":")
    if not (hour.isdecimal() and minute.isdecimal()):
        return None
    return int(hour) * HOUR + int(minute)


def _days(value: str) -> tuple[date, date] | None:
    try:
        numbers = [int(part) for part in value.partition("T")[0].split("-")]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last)
        day = date(numbers[0], numbers[1], numbers[2])
    except (ValueError, IndexError):
        return None
    return day, day
