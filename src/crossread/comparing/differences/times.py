"""Differences of times: rival days, months, years, and times of day.

In: the members of a point. Out: pairs of times that cannot both be right. Each time is read as a range
of days and a time of day, from its value, and where it has none because no date of publication is
known, from its words: a weekday, a day of a month, a clock. `In July` and `1 July` agree, so do
`7:50` and `shortly before eight`; `mid-2027` and `the end of 2027` do not. Days told by their weekday
alone agree when they lie whole weeks apart: they were resolved to the last one here and to the next
one there.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from crossread.comparing.differences.sides import Found, Reading, Side, best_pairs
from crossread.comparing.differences.stances import operators
from crossread.languages import table
from crossread.model import Time

EXACT = 5
"""Minutes from which two exact times of day differ,"""
MINUTES = 15
"""where one of them is inexact but tells minutes ("about 3:40"),"""
HOUR = 35
"""and where one of them tells an hour only."""
DAY = len("2025-02-12")
HALF_DAY = 720
"""Minutes after which a clock shows the same."""
AROUND = 24
"""Characters before and after a time in which words are looked for that make it inexact."""
PARTS = {"early": (0.0, 0.33), "middle": (0.34, 0.66), "late": (0.67, 1.0)}
"""Which part of a month or year its beginning, middle and end may mean."""


@dataclass(frozen=True, slots=True)
class When:
    """A time as it can be compared.

    Args:
        time: the expression.
        first: first day it can mean; None where no day, month or year is known.
        last: last day.
        grain: `day`, `month`, `year`, `range` or `none`: how finely the days are told.
        weekday: 1 (Monday) to 7, where only that is known.
        month_day: month and day, where the year is not known.
        minutes: time of day in minutes, or None.
        leeway: minutes by which the time of day may be off.
        zoned: whether a zone is named beside it.
        before: whether it only says that something comes earlier,
        not_before: or that it does not.
    """

    time: Time
    first: date | None = None
    last: date | None = None
    grain: str = "none"
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    minutes: int | None = None
    leeway: int = EXACT
    zoned: bool = False
    before: bool = False
    not_before: bool = False


def times(sides: Sequence[Side], reading: Reading) -> list[Found]:
    """The times that differ between members.

    Args:
        sides: the members of a point.
        reading: tells which members answer each other.
    """
    found: list[Found] = []
    for a, b in best_pairs(sides, reading):
        mine, theirs = [[when(t, side) for t in side.times] for side in (a, b)]
        for told, apart in ((_tells_clock, clocks_apart), (_tells_day, days_apart)):
            left, right = [
                [w for w in own if told(w) and not any(_agree(w, o, told, apart) for o in others)]
                for own, others in ((mine, theirs), (theirs, mine))
            ]
            if told is _tells_day:
                left = [w for w in left if not _elsewhere(w, b)]
                right = [w for w in right if not _elsewhere(w, a)]
            if len(left) != 1 or len(right) != 1 or not _comparable(left[0], right[0], told):
                continue
            found.append(Found("time", "", (left[0].time.span, right[0].time.span)))
            break
    return found


def _elsewhere(one: When, side: Side) -> bool:
    """Whether an article names a day elsewhere: then it tells something else of it."""
    day = (one.time.value or "")[:DAY]
    others = [t for t in side.annotated.times if t not in side.times]
    return bool(day) and any((t.value or "")[:DAY] == day for t in others)


def _agree(
    one: When,
    other: When,
    told: Callable[[When], bool],
    apart: Callable[[When, When], bool],
) -> bool:
    """Whether another time can mean the same, or tells nothing that could be compared."""
    unknown = not _tells_day(other) and not _tells_clock(other)
    same = _plain(one.time.span.text) == _plain(other.time.span.text)
    return unknown or same or (told(other) and not apart(one, other))


def _comparable(one: When, other: When, told: Callable[[When], bool]) -> bool:
    """Whether two times are told finely enough to contradict each other."""
    if told is _tells_clock:
        return True
    grains = {one.grain, other.grain}
    return len(grains) == 1 or grains == {"day", "month"} or "none" in grains


def _tells_clock(one: When) -> bool:
    return one.minutes is not None


def _tells_day(one: When) -> bool:
    return one.first is not None or one.weekday is not None or one.month_day is not None


def clocks_apart(one: When, other: When) -> bool:
    """Whether two times of day cannot be the same; whole hours apart they may be of two zones."""
    if one.minutes is None or other.minutes is None:
        return False
    between = abs(one.minutes - other.minutes) % HALF_DAY
    between = min(between, HALF_DAY - between)
    if (one.zoned or other.zoned) and between % 60 == 0:
        return False
    return between >= max(one.leeway, other.leeway)


def days_apart(one: When, other: When) -> bool:
    """Whether two times cannot be on the same day, in the same month or year."""
    if one.first and one.last and other.first and other.last:
        sooner, later = one.last < other.first, other.last < one.first
        if one.before or other.before:
            return (one.before and sooner) or (other.before and later)
        if one.not_before or other.not_before:
            return (one.not_before and later) or (other.not_before and sooner)
        return (sooner or later) and not _whole_weeks(one, other)
    known = one if one.first else other
    bare = other if one.first else one
    if bare.weekday is not None:
        if known.grain == "day" and known.first is not None:
            return known.first.isoweekday() != bare.weekday
        return known.weekday is not None and known.weekday != bare.weekday
    if bare.month_day is not None:
        if known.grain == "day" and known.first is not None:
            return (known.first.month, known.first.day) != bare.month_day
        return known.month_day is not None and known.month_day != bare.month_day
    return False


def _whole_weeks(one: When, other: When) -> bool:
    """Whether two days told by their weekday lie whole weeks apart: "Monday" was resolved to the
    last one here and to the next one there, which is no disagreement of the accounts.
    """
    relative = one.time.known_from != "text" and other.time.known_from != "text"
    if not relative or one.first is None or other.first is None:
        return False
    return one.grain == other.grain == "day" and (one.first - other.first).days % 7 == 0


def when(time: Time, side: Side) -> When:
    """A time with what can be compared of it.

    Args:
        time: the expression.
        side: the member that it stands in.
    """
    language = side.language
    text, start = side.annotated.page.text, time.span.start
    before = _plain(text[max(0, start - AROUND) : start])
    after = _plain(text[time.span.end : time.span.end + AROUND])
    inside = _plain(time.span.text)
    near = f"{before.rpartition(',')[2]} {inside}"
    minutes, printed = _clock(time, inside)
    inexact = _holds(near, language, "about")
    leeway = (
        (HOUR if not printed else MINUTES if inexact else EXACT) if minutes is not None else EXACT
    )
    made = When(
        time,
        minutes=minutes,
        leeway=leeway,
        zoned=_holds(f"{inside} {after.partition('.')[0]}", language, "zones"),
    )
    if _holds(" ".join([*before.split()[-2:], inside]), language, "before"):
        negated = _negated_before(side, start)
        made = replace(made, before=not negated, not_before=negated)
    if time.value is not None:
        first, last, grain = _range(time.value)
        first, last = _part(first, last, grain, near, language)
        return replace(made, first=first, last=last, grain=grain)
    return replace(made, weekday=_weekday(inside, language), month_day=_month_day(inside, language))


def _negated_before(side: Side, place: int) -> bool:
    """Whether a negation stands in the member before a place of the page's text."""
    end = place - side.statement.span.start
    found = operators(_plain(side.text), side.language)
    return any(o.kind in ("not", "not_both") and o.start < end for o in found)


def _clock(time: Time, inside: str) -> tuple[int | None, bool]:
    """Minutes of the time of day, and whether minutes are printed."""
    value = time.value or ""
    printed = _PRINTED.search(inside)
    exact = bool(printed) or not re.search(r"\d", inside)
    if "T" in value and "/" not in value:
        hour, minute = value.partition("T")[2][:5].split(":")
        return int(hour) * 60 + int(minute), (exact and int(minute) != 0) or bool(printed)
    if time.value is None and printed:
        hours, minutes = int(printed[1]), int(printed[2])
        if hours < 24 and minutes < 60:
            return hours * 60 + minutes, True
    return None, False


_PRINTED = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:[:.]|h(?:eures?)?|час\w*|год\w*|时|點|点)\s?(\d{2})(?!\d)"
)


def _range(value: str) -> tuple[date | None, date | None, str]:
    """First and last day that a value means, and how finely it tells them."""
    ends = [_days(part.partition("T")[0]) for part in value.split("/")]
    first, last = ends[0], ends[-1]
    if first is None or last is None:
        return None, None, "none"
    grain = {10: "day", 7: "month", 4: "year"}.get(len(value.partition("T")[0]), "range")
    return first[0], last[1], grain if "/" not in value else "range"


def _days(value: str) -> tuple[date, date] | None:
    """The days of `2025`, `2025-02` or `2025-02-12`."""
    try:
        numbers = [int(part) for part in value.split("-")]
        if len(numbers) == 1:
            return date(numbers[0], 1, 1), date(numbers[0], 12, 31)
        if len(numbers) == 2:
            last = calendar.monthrange(numbers[0], numbers[1])[1]
            return date(numbers[0], numbers[1], 1), date(numbers[0], numbers[1], last)
        day = date(numbers[0], numbers[1], numbers[2])
    except (ValueError, IndexError):
        return None
    return day, day


def _part(
    first: date | None, last: date | None, grain: str, near: str, language: str
) -> tuple[date | None, date | None]:
    """The part of a month or year that "early", "mid" or "the end of" leaves."""
    if first is None or last is None or grain not in ("month", "year"):
        return first, last
    for name, (low, high) in PARTS.items():
        if _holds(near, language, name):
            length = (last - first).days
            return first + timedelta(int(low * length)), first + timedelta(int(high * length))
    return first, last


def _weekday(inside: str, language: str) -> int | None:
    """The weekday that is named, 1 to 7, if it is one alone."""
    known = table(language, "times").get("weekdays", {})
    found = {number for name, number in known.items() if _has_word(inside, name)}
    return found.pop() if len(found) == 1 else None


def _month_day(inside: str, language: str) -> tuple[int, int] | None:
    """The day of a month that is named, if it is one alone."""
    known = table(language, "times").get("months", {})
    months = {number for name, number in known.items() if _has_word(inside, name)}
    days = [int(n) for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", inside)]
    if len(months) == 1 and len(days) == 1 and 1 <= days[0] <= 31:
        return months.pop(), days[0]
    return None


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def _holds(text: str | Sequence[str], language: str, name: str) -> bool:
    """Whether one of a list of words of `[differences]` stands in a text."""
    pattern = _words(language, name)
    return pattern is not None and any(
        pattern.search(part) for part in ([text] if isinstance(text, str) else text)
    )


@cache
def _words(language: str, name: str) -> re.Pattern[str] | None:
    words = table(language, "differences").get(name, ())
    if not words:
        return None
    joined = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(joined if language in ("zh", "ja") else rf"(?<!\w)(?:{joined})(?!\w)")


def _plain(text: str) -> str:
    return text.lower().replace("’", "'")
