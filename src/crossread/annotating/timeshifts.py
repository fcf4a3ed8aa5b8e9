"""So long before or after a day → ISO 8601: "three years ago", "the next two weeks".

In: a number of units and the day that is counted from. Out: the day, month or year reached, at the
precision of the unit, or the interval between; None where it cannot be known.
"""

# ruff: noqa: ARG001 - all handlers of a table share one signature
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from crossread.annotating.timearithmetic import DAYS, MONTHS, add_months, whole
from crossread.annotating.timewords import Expression, Fields, Relative

MAX_SHIFT_YEARS = 3000
MAX_SHIFT_UNITS = 1000  # what is counted from a named day is never longer


def _moved(fields: Fields, anchor: date, sign: int) -> str | None:
    """The anchor moved by `n` units, at the unit's own precision."""
    if fields.get("dual"):  # "عامين": the unit and how many in one word
        unit, _, count = fields["dual"][0].partition(":")
        fields = {"n": [float(count)], "unit": [unit]}
    if len(fields["unit"]) > 1:
        return _moved_by_all(fields, anchor, sign)
    n, unit = fields["n"][0], fields["unit"][0]
    if n is None or n != n:
        return None
    if unit in DAYS:
        if n * DAYS[unit] > 366 * MAX_SHIFT_YEARS:
            return None
        moved = anchor.toordinal() + sign * round(n * DAYS[unit])
        return date.fromordinal(moved).isoformat() if 0 < moved < 3_000_000 else None
    if unit in MONTHS:
        if n * MONTHS[unit] > 12 * MAX_SHIFT_YEARS:
            return None
        months = round(n * MONTHS[unit])
        if anchor.year * 12 + sign * months < 13:
            return None
        day = add_months(anchor, sign * months)
        if unit in ("year", "decade", "century") and months % 12 == 0:
            return f"{day.year:04d}"
        return f"{day.year:04d}-{day.month:02d}"
    return anchor.isoformat() if n * (1 / 60 if unit == "minute" else 1) < 6 else None


def _moved_by_all(fields: Fields, anchor: date, sign: int) -> str | None:
    """As in "two years and three months": at the precision of the unit said last."""
    reached, last = anchor, fields["unit"][0]
    for said, unit in zip(fields["n"], fields["unit"], strict=True):
        if unit not in DAYS and unit not in MONTHS and unit != last:
            continue  # the hours of "two days and three hours"
        last = unit
        n = whole(said)
        day = _shifted(reached, sign * n, unit) if n is not None else None
        if day is None:
            return None
        reached = day
    if last in DAYS:
        return reached.isoformat()
    return reached.isoformat()[: 4 if last in ("year", "decade", "century") else 7]


def _shifted(day: date, n: int, unit: str) -> date | None:
    """A day so many units later, or earlier; None for other units or beyond the calendar."""
    if abs(n) > MAX_SHIFT_YEARS:
        return None
    if unit in MONTHS:
        return add_months(day, n * MONTHS[unit])
    try:
        return day + timedelta(days=n * DAYS[unit]) if unit in DAYS else None
    except OverflowError:
        return None


def lasting(fields: Fields, day: date) -> str | None:
    """The days from one on: "two weeks starting Monday" is fourteen.

    Args:
        fields: `n` and `unit`, how long.
        day: the first one.

    Returns:
        First and last day; None for parts of days, numbers not said and more than 1,000 units.
    """
    n, unit = whole(fields["n"][0]), fields["unit"][0]
    if n is None or not 0 < n <= MAX_SHIFT_UNITS:
        return None
    after = _shifted(day, n, unit)
    if after is None:
        return None
    last = after - timedelta(days=1)
    return f"{day.isoformat()}/{last.isoformat()}" if day < last else day.isoformat()


def _lasting(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "for three days from today"."""
    return lasting(fields, anchor + timedelta(days=int(fields.get("days", [0])[0])))


def _ago(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _moved(fields, anchor, -1)


def _ahead(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _moved(fields, anchor, 1)


def _span(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the past two decades", "the next three days"."""
    end = _moved(fields, anchor, shift)
    if shift > 0 and end is not None and fields["unit"][0] in DAYS and "T" not in end:
        first = date.fromordinal(anchor.toordinal() + 1).isoformat()
        return f"{first}/{end}" if first < end else end
    if end is None or fields["unit"][0] in ("hour", "minute", "second"):
        return end
    here = anchor.isoformat()[: len(end)]
    return f"{end}/{here}" if shift < 0 else f"{here}/{end}"


def moved(offset: Expression, day: date) -> str | None:
    """The day that lies so long after another, or before it ("two weeks before 13 May")."""
    n, unit = whole(offset.fields["n"][0]), offset.fields["unit"][0]
    if n is None or n > MAX_SHIFT_UNITS:
        return None
    reached = _shifted(day, offset.shift * n, unit)
    return reached.isoformat() if reached is not None else None


RELATIVE_SHIFTS: Mapping[str, Relative] = {
    "ago": _ago, "ahead": _ahead, "ahead_if_future": _ahead, "span": _span, "lasting": _lasting,
}  # fmt: skip
