"""Time expressions → ISO 8601 values.

In: an expression, the anchor (the day it was written) and the tense around it. Out: a value at
the precision of the words: a day, a month, a year, a time, or an interval (weeks, quarters,
seasons, decades). Nothing is guessed without an anchor: the value is None. The action of an
expression chooses its handler: `timedays`, `timeperiods`, `timeshifts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from crossread.annotating.timedays import ABSOLUTE_DAYS, RELATIVE_DAYS
from crossread.annotating.timeperiods import ABSOLUTE_PERIODS, RELATIVE_PERIODS
from crossread.annotating.timeshifts import RELATIVE_SHIFTS
from crossread.annotating.timewords import Absolute, Expression, Fields, Relative

# The hours, as said, that lie behind noon. Twelve at night is midnight.
HALVES: Mapping[str, frozenset[int]] = {
    "morning": frozenset(),
    "noon": frozenset((12, 1, 2, 3, 4)),
    "afternoon": frozenset(range(1, 13)),
    "evening": frozenset(range(1, 12)),
    "night": frozenset(range(6, 12)),
}


class Value(NamedTuple):
    """A resolved value.

    Args:
        text: ISO 8601.
        anchored: whether the anchor was needed.
    """

    text: str
    anchored: bool


def resolve(expression: Expression, anchor: date | None, tense: str | None) -> Value | None:
    """The value of an expression.

    Args:
        expression: from `timewords`.
        anchor: the day that "today" means; None where unknown.
        tense: `future`, `past` or None, as the words around show.

    Returns:
        The value; None where it cannot be known.
    """
    fields = expression.fields
    if expression.action in _ABSOLUTE:
        text = _ABSOLUTE[expression.action](fields)
        if text is not None:
            return Value(text, anchored=False)
    if anchor is None:
        return None
    handler = _RELATIVE.get(expression.action)
    text = handler(fields, expression.shift, anchor, tense) if handler is not None else None
    return Value(text, anchored=True) if text is not None else None


def half_of_day(part: str, hour: int) -> str:
    """The half of the day in which a part of it has an hour: eleven at night is 23:00, two is 2:00.

    Args:
        part: morning, noon, afternoon, evening or night.
        hour: 0 to 24, as said.

    Returns:
        `am` or `pm`.
    """
    return "pm" if hour in HALVES[part] else "am"


def clock_time(fields: Fields) -> str | None:
    """As in "HH:MM" of a clock expression, `Z` behind it for UTC; None for impossible hours."""
    clock = fields.get("clock") or fields.get("dotclock")
    if clock:
        hour, minute = clock[0]
    elif fields.get("hour"):
        hour, minute = fields["hour"][0], (fields.get("min") or [0])[0]
    else:
        return None
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    past = sum(fields.get("past", ()))  # minutes around the hour: "ten to twelve" is before noon
    hour, minute = divmod((hour * 60 + minute + past) % (24 * 60), 60)
    half = (fields.get("ampm") or fields.get("part") or [None])[0]
    if half in HALVES:
        half = half_of_day(half, hour or 12)
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    zone = (fields.get("zone") or [""])[0]
    return f"{hour:02d}:{minute:02d}" + ("Z" if zone in ("utc", "gmt") else "")


def _clock(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:  # noqa: ARG001
    hour_minute = clock_time(fields)
    return f"{anchor.isoformat()}T{hour_minute}" if hour_minute else None


_ABSOLUTE: Mapping[str, Absolute] = {**ABSOLUTE_DAYS, **ABSOLUTE_PERIODS}
_RELATIVE: Mapping[str, Relative] = {
    **RELATIVE_DAYS, **RELATIVE_PERIODS, **RELATIVE_SHIFTS, "clock": _clock,
}  # fmt: skip

# What a rule may do: the groups read "part" of a day and "bareclock", an hour that is one beside a
# day only ("Tuesday at 8"); the rest is resolved here.
ACTIONS = frozenset(("part", "bareclock", *_ABSOLUTE, *_RELATIVE))
