"""Days, weeks, months, quarters, halves, seasons and years, reckoned and written as ISO 8601.

In: numbers and days. Out: a day, or the first and last day or month of a period. No words are read
here; the modules that resolve expressions share this.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from math import isfinite

NEAR_MONTHS = 6  # a bare day or season lies at most half a year from the anchor
SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "decade": 120, "century": 1200}


def whole(n: float | None) -> int | None:
    """A number that was said and has no fraction; None for any other."""
    return int(n) if n is not None and isfinite(n) and n == int(n) else None


def day_text(year: int, month: int, day: int) -> str | None:
    """ISO 8601 of a day; None where there is no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def part_of_year(year: int, unit: str, n: int, *, last: bool) -> str | None:
    """So many weeks (those that hold a Thursday of the year), months or days at an end of a year."""
    if unit == "week" and n <= 52:
        if last:
            end = date.fromisocalendar(year, date(year, 12, 28).isocalendar()[1], 7)
            return f"{(end - timedelta(days=7 * n - 1)).isoformat()}/{end.isoformat()}"
        first = date.fromisocalendar(year, 1, 1)
        return f"{first.isoformat()}/{(first + timedelta(days=7 * n - 1)).isoformat()}"
    if unit == "month" and n <= 12:
        return (
            f"{year:04d}-{13 - n:02d}/{year:04d}-12"
            if last
            else f"{year:04d}-01/{year:04d}-{n:02d}"
        )
    if unit == "day" and n <= 365:
        edge = date(year, 12, 31) if last else date(year, 1, 1)
        other = edge + timedelta(days=(1 - n) if last else (n - 1))
        low, high = sorted((edge, other))
        return f"{low.isoformat()}/{high.isoformat()}"
    return None


def quarter_of(year: int, number: int) -> str | None:
    """The months of a quarter, 1 to 4; None for any other number."""
    if not 1 <= number <= 4:
        return None
    return f"{year:04d}-{number * 3 - 2:02d}/{year:04d}-{number * 3:02d}"


def season_of(year: int, season: str) -> str:
    """The months of a season; a winter ends in the next year."""
    first, last = SEASONS[season]
    end = year + (last < first)
    return f"{year:04d}-{first:02d}/{end:04d}-{last:02d}"


def half_of(year: int, number: int) -> str | None:
    """The months of half a year, 1 or 2; None for any other number."""
    first = 1 if number == 1 else 7
    return f"{year:04d}-{first:02d}/{year:04d}-{first + 5:02d}" if number in (1, 2) else None


def week_of_year(year: int, number: float | None) -> str | None:
    """The days of a week by its ISO number; None where the year has no such week."""
    if number is None or number != int(number):
        return None
    try:
        return week_holding(date.fromisocalendar(year, int(number), 1))
    except ValueError:
        return None


def week_holding(day: date) -> str:
    """The week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def weekend_by(day: date) -> str:
    """The Saturday and Sunday nearest to a day, and the days from there to it.

    A holiday on a Thursday, Friday or Monday makes its weekend longer; one on a Tuesday or
    Wednesday is remembered with the weekend nearest to it.
    """
    number = day.isoweekday()
    saturday = day + timedelta(days=6 - number - (7 if number < 3 else 0))
    sunday = saturday + timedelta(days=1)
    first = min(day, saturday) if number in (4, 5) else saturday
    last = max(day, sunday) if number == 1 else sunday
    return f"{first.isoformat()}/{last.isoformat()}"


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def nearest(days: list[date], shift: int, anchor: date, tense: str | None) -> str | None:
    """Of several days the nearest, before or after the anchor where that is said."""
    if shift < 0:
        days = [day for day in days if day < anchor] or days
    elif shift > 0:
        days = [day for day in days if day > anchor] or days
    elif tense == "future":
        days = [day for day in days if day >= anchor] or days
    return min(days, key=lambda day: abs((day - anchor).days)).isoformat() if days else None


def month_length(day: date) -> int:
    """The days of the month that a day lies in."""
    return monthrange(day.year, day.month)[1]
