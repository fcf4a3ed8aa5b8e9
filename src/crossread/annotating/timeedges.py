"""The end, middle or beginning of a month or year, as an end of a range.

In: the words of an expression, and the values of both ends of a range. Out: which edge is named,
and the days between the edges. An edge is a point: the end of March is where April begins, the
middle of it lies after half of its days. So "from the end of March to the middle of September" is
1 April to 15 September, and "between the end of 2007 and the end of 2008" is the year 2008. Outside
of ranges "the end of March" stays the month, since nothing says how many of its days are meant.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from crossread.annotating.timenames import TimeNames
from crossread.annotating.tokens import Token

PARTED = frozenset(("month", "year"))  # actions whose expressions may name an edge


def edge_within(items: Sequence[Token], first: int, last: int, names: TimeNames) -> str | None:
    """The edge that an expression names: "end of March", "mid-2024".

    Args:
        items: the tokens of a sentence.
        first: index of the expression's first token.
        last: one past the index of its last token.
        names: the time words of the language; its `edges` are read.

    Returns:
        `start`, `middle` or `end`; None where none is named.
    """
    if not names.edges.firsts:
        return None
    for i in range(first, last):
        found = names.edges.at(items, i)
        if found is not None and found[0] <= last:
            return str(found[1])
    return None


def between_edges(low: str, low_edge: str | None, high: str, high_edge: str | None) -> str | None:
    """The time from an edge of one month, year or day to an edge of another.

    Args:
        low: where the range begins, ISO 8601: `YYYY`, `YYYY-MM` or a day.
        low_edge: `start`, `middle`, `end`; None for the whole.
        high: where it ends, likewise.
        high_edge: likewise.

    Returns:
        Months or years where both points lie between such, else days; None where the range is
        empty or its ends lie outside of the calendar.
    """
    begin = _point(low, low_edge or "start")
    after = _point(high, high_edge or "end")
    if begin is None or after is None or begin >= after:
        return None
    last = after - timedelta(days=1)
    if begin.day == after.day == 1:
        if begin.month == after.month == 1:
            years = (f"{begin.year:04d}", f"{last.year:04d}")
            return years[0] if years[0] == years[1] else "/".join(years)
        months = (begin.isoformat()[:7], last.isoformat()[:7])
        return months[0] if months[0] == months[1] else "/".join(months)
    return f"{begin.isoformat()}/{last.isoformat()}" if begin < last else begin.isoformat()


def _point(value: str, edge: str) -> date | None:
    """The first day behind an edge."""
    try:
        if len(value) == len("2025"):
            first, length = date(int(value), 1, 1), _days_of(int(value))
        elif len(value) == len("2025-02"):
            first = date(int(value[:4]), int(value[5:]), 1)
            length = monthrange(first.year, first.month)[1]
        else:
            first, length = date.fromisoformat(value[:10]), 1
        behind = {"start": 0, "middle": length // 2, "end": length}[edge]
        return first + timedelta(days=behind)
    except (ValueError, OverflowError):
        return None


def _days_of(year: int) -> int:
    return (date(year, 12, 31) - date(year, 1, 1)).days + 1
