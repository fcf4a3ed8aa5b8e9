"""What is written in digits: numeric dates, times of day, decades, numbers of days and months.

In: tokens and the time words of a language, as for `timeslots`, which names these slots. Out: where
the digits end and what they say.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from crossread.annotating.timenames import TimeNames
from crossread.annotating.tokens import Token

Found = tuple[int, Any]


def whole_number(items: Sequence[Token], i: int, low: int, high: int) -> int | None:
    """A number in digits within bounds, or None."""
    text = items[i].text if i < len(items) else ""
    if items and text.isdecimal() and len(text) <= 4 and low <= int(text) <= high:
        return int(text)
    return None


def nth(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "24th", "5e": a day of the month in digits that shows its order."""
    value = whole_number(items, i, 1, 31)
    marked = i + 1 < len(items) and items[i + 1].glued
    return (
        (i + 2, value)
        if value and marked and items[i + 1].low in names.words.digit_suffixes
        else None
    )


def lone_nth(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """The same, where nothing follows that it could count: "until the 14th", not its century."""
    found = nth(items, i, names)
    if found is None or found[0] >= len(items):
        return found
    after = items[found[0]]
    counts = after.kind in ("word", "digits") and after.low not in names.after_day
    joined = after.text == "-" and after.glued
    return None if counts or joined else found


def num(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    """A number in digits, 1 to 99."""
    value = whole_number(items, i, 1, 99)
    return (i + 1, float(value)) if value is not None else None


def month_number(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    """The number of a month in digits."""
    value = whole_number(items, i, 1, 12)
    return (i + 1, float(value)) if value is not None and len(items[i].text) <= 2 else None


def tens(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    """As in "1990-е", "90-х": the year or the number that a decade begins with."""
    text = items[i].text
    round_ = text.isdecimal() and len(text) in (2, 4) and text.endswith("0")
    return (i + 1, float(text)) if round_ else None


def clock(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "14:30", or "1430" before a time zone: hour and minute."""
    if items[i].kind == "clock":
        hour, minute = items[i].text.split(":")[:2]
        return i + 1, (int(hour), int(minute))
    text = items[i].text
    if (
        len(text) == 4
        and text.isdecimal()
        and int(text[:2]) < 24
        and int(text[2:]) < 60
        and names.zones.at(items, i + 1) is not None
    ):
        return i + 1, (int(text[:2]), int(text[2:]))
    return None


def dotclock(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    """As in "14.30"."""
    match = re.fullmatch(r"([01]?\d|2[0-4])\.([0-5]\d)", items[i].text)
    return (i + 1, (int(match[1]), int(match[2]))) if match else None


def numeric_date(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "24.12.2025", "2025-12-24", "20251224": value is (year, month, day)."""
    text = items[i].text
    if items[i].kind == "digits" and len(text) == 8 and text.isdecimal():
        year, month, day = int(text[:4]), int(text[4:6]), int(text[6:])
        good = 1900 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= 31
        return (i + 1, (year, month, day)) if good else None
    if items[i].kind != "date":
        return None
    parts = [int(p) for p in re.split(r"[./-]", text)]
    if len(re.split(r"[./-]", text)[0]) == 4:
        year, month, day = parts
    else:
        day, month, year = parts if not (names.year_first and parts[2] < 100) else parts[::-1]
        if (names.month_first and "/" in text and day <= 12) or month > 12:
            day, month = month, day
    year += 0 if year > 99 else 1900 if year > 60 else 2000
    valid = 1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 3000
    return (i + 1, (year, month, day)) if valid else None


def daymonth(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "24.12." and "24/12" without a year: value is (month, day)."""
    match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", items[i].text)
    end = i + 1
    if match is not None:
        closed = end < len(items) and items[end].text == "." and items[end].glued
        if not closed and not names.dotted_daymonth:
            return None
        first, second, end = int(match[1]), int(match[2]), end + closed
    else:
        if end + 1 >= len(items) or items[end].text != "/" or not items[end].glued:
            return None
        low, high = items[i].text, items[end + 1].text
        if not (low.isdecimal() and high.isdecimal() and len(low) < 3 and len(high) < 3):
            return None
        if f"{low}/{high}" in names.not_dates:
            return None
        first, second, end = int(low), int(high), end + 2
    if names.month_first and first <= 12:
        first, second = second, first
    if end < len(items) and items[end].glued and items[end].kind in ("digits", "word"):
        return None
    return (end, (second, first)) if 1 <= second <= 12 and 1 <= first <= 31 else None


def dash_daymonth(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    """As in "25-10" in Dutch; only rules that say what stands beside it may use it."""
    if i + 2 >= len(items) or items[i + 1].text != "-" or not items[i + 1].glued:
        return None
    day, month = items[i].text, items[i + 2].text
    if not (items[i + 2].glued and day.isdecimal() and month.isdecimal()):
        return None
    if len(day) > 2 or len(month) > 2 or not (1 <= int(day) <= 31 and 1 <= int(month) <= 12):
        return None
    return i + 3, (int(month), int(day))


def sure_daymonth(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "22/04" or "29/2" without a word before it: no fraction, score or "24/7" looks so."""
    if i + 2 >= len(items) or items[i + 1].text != "/" or not items[i + 2].glued:
        return None
    found = daymonth(items, i, names)
    if found is None or (i and items[i].glued and items[i - 1].text not in "-–("):
        return None
    low, high = items[i].text, items[i + 2].text
    first, last = (high, low) if names.month_first else (low, high)
    end = found[0]
    if end < len(items) and items[end].glued and items[end].text not in ".,;:!?)-–":
        return None
    padded = len(last) == 2 and (last[0] == "0" or len(first) == 2) and int(first) != int(last)
    counted = end < len(items) and items[end].kind == "word" and len(items[end].low) > 2
    sure = (padded and last[0] == "0") or (int(first) > 12 and not counted and last != "7")
    return found if sure else None


def decade(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    """As in "1990s", "the '80s", "80s": value is the first year; "90er" by suffix, too."""
    if items[i].text in "'’":
        i += 1
        if i >= len(items) or not items[i].glued:
            return None
    text = items[i].text
    if not (text.isdecimal() and len(text) in (2, 4) and text.endswith("0")):
        return None
    after = i + 1
    if after < len(items) and items[after].glued and items[after].text in "'’":
        after += 1
    if after >= len(items) or not items[after].glued or items[after].low not in ("s", "er", "ern"):
        return None
    year = int(text)
    if len(text) == 2:
        year += 1900 if year >= 20 else 2000
    return after + 1, year
