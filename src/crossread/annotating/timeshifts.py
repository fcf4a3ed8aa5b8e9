"""So long before or after a day → ISO 8601: "three years ago", "the next two weeks".

In: a number of units and the day that is counted from. Out: the day, month or year reached, at the
precision of the unit, or the interval between; None where it cannot be known.
"""

# ruff: noqa: ARG001 - all handlers of a table share one signature
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from crossread.annotating.timearithmetic import DAYS, MONTHS, add_months
from crossread.annotating.timewords import Expression, Fields, Relative

MAX_SHIFT_YEARS = 3000


def _moved(fields: Fields, anchor: date, sign: int) -> str | None:
    """The anchor moved by `n` units, at the unit's own precision."""
    if fields.get("dual"):  # "عامين": the unit and how many in one word
        unit, _, count = fields["dual"][0].partition(":")
        fields = {"n": [float(count)], "unit": [unit]}
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


def _ago(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _moved(fields, anchor, -1)


def _ahead(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _moved(fields, anchor, 1)


def _span(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the past two decades", "the next three days"."""
    end = _moved(fields, anchor, shift)
    if shift > 0 and end is not None and fields["unit"][0] in DAYS and "T" not in end:
        return f"{date.fromordinal(anchor.toordinal() + 1).isoformat()}/{end}"
    if end is None or fields["unit"][0] in ("hour", "minute", "second"):
        return end
    here = anchor.isoformat()[: len(end)]
    return f"{end}/{here}" if shift < 0 else f"{here}/{end}"


def moved(offset: Expression, day: date) -> str | None:
    """The day that lies so long after another, or before it ("two weeks before 13 May")."""
    n, unit = offset.fields["n"][0], offset.fields["unit"][0]
    if n is None or n != int(n) or n > 1000:
        return None
    if unit in DAYS:
        return (day + timedelta(days=offset.shift * int(n) * DAYS[unit])).isoformat()
    if unit in MONTHS:
        return add_months(day, offset.shift * int(n) * MONTHS[unit]).isoformat()
    return None


RELATIVE_SHIFTS: Mapping[str, Relative] = {
    "ago": _ago, "ahead": _ahead, "ahead_if_future": _ahead, "span": _span,
}  # fmt: skip
