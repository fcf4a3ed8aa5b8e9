"""A time in a statement → what of it can be compared with another one.

In: a time expression and the member that it stands in. Out: a `When`: the days it can mean and how
finely they are told, the time or the part of the day, whether something begins or ends then. It is
read from the time's value, and where it has none because no date of publication is known, from its
words: a weekday, a day of a month. Its clock and its part of the day are read by `hours`. Words around
it make it inexact ("around"), a part of a month ("mid-"), or a bound ("not before"); they stand in
`[differences]` and `[times]` of the language files.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from crossread.annotating.reporting import SAY, reporting
from crossread.comparing.differences.anchors import clauses_of
from crossread.comparing.differences.hours import DAY_PARTS, clock_of, part_of_day, parts_named
from crossread.comparing.differences.phrases import UNSPACED
from crossread.comparing.differences.sides import Side
from crossread.comparing.differences.stances import Operator, operators
from crossread.comparing.differences.whenwords import has_word, holds, weekday_in
from crossread.comparing.moments import DAY, days
from crossread.languages import table
from crossread.model import Time

EXACT = 5
"""Minutes from which two exact times of day differ,"""
MINUTES = 15
"""where one of them is inexact but tells minutes ("about 3:40"),"""
HOUR = 35
"""and where one of them tells an hour only."""
WEEK_DAYS, WEEKS_OFF = 7, timedelta(days=3)
"""Days of a week; and how far from the day that weeks are counted to the time may lie."""
AROUND = 24
"""Characters before and after a time in which words are looked for that make it inexact."""
PARTS = {"early": (0.0, 0.33), "middle": (0.34, 0.66), "late": (0.67, 1.0)}
"""Which part of a month or year its beginning, middle and end may mean."""
WEEK = 10
"""Days up to which a stretch of time is told as finely as a week,"""
SEASON = 190
"""and as a season or a half of a year."""

Grain = Literal["day", "week", "month", "season", "year", "range", "none"]


@dataclass(frozen=True, slots=True)
class When:
    """A time as it can be compared.

    Args:
        time: the expression.
        first: first day it can mean; None where no day, month or year is known.
        last: last day.
        grain: how finely the days are told.
        ends: whether both ends of a stretch of time are printed ("20–22 January", "March to June").
        by_weekday: whether its day is told by a weekday alone, so that the week is a guess.
        weekday: 1 (Monday) to 7, where only that is known.
        month_day: month and day, where the year is not known.
        minutes: time of day in minutes, or None.
        leeway: minutes by which the time of day may be off.
        part: stretches of the day, in minutes, in one of which it lies; empty where not told.
        parts_beside: those of other parts of the day that the member names.
        zoned: whether a zone is named beside it.
        before: whether it only says that something comes earlier,
        not_before: or that it does not.
        since: whether it is the beginning of something,
        until: or its end.
        denied: whether the member says that it is not then ("not this month"),
        negative: or something of that time in a clause that denies.
        tense: whether it lies before or after the day of publication; empty where not known.
        in_passing: whether it is the week, month or year of the publication, told as "this year".
        of_telling: whether it stands beside a verb of saying ("said on Tuesday"), so that it may tell when that
            was said, not when it happened.
    """

    time: Time
    first: date | None = None
    last: date | None = None
    grain: Grain = "none"
    ends: bool = False
    by_weekday: bool = False
    weekday: int | None = None
    month_day: tuple[int, int] | None = None
    minutes: int | None = None
    leeway: int = EXACT
    part: tuple[tuple[int, int], ...] = ()
    parts_beside: tuple[tuple[int, int], ...] = ()
    zoned: bool = False
    before: bool = False
    not_before: bool = False
    since: bool = False
    until: bool = False
    denied: bool = False
    negative: bool = False
    tense: Literal["past", "to come", ""] = ""
    in_passing: bool = False
    of_telling: bool = False


def when(time: Time, side: Side) -> When:
    """A time with what can be compared of it.

    Args:
        time: the expression.
        side: the member that it stands in.
    """
    language, start = side.language, time.span.start
    before, inside, after = _around(time, side)
    near = f"{before.rpartition(',')[2]} {inside}"
    minutes, printed = clock_of(time, inside, language)
    inexact = holds(near, language, "about")
    leeway = (
        (HOUR if not printed else MINUTES if inexact else EXACT) if minutes is not None else EXACT
    )
    part = part_of_day(before, inside, after, language)
    beside = parts_named(_plain(side.text), language)
    governing = _opening(before, inside, after, language)
    made = When(
        time,
        minutes=minutes,
        leeway=leeway,
        part=part,
        parts_beside=tuple(x for some in beside if some != part for x in some),
        zoned=holds(f"{inside} {re.split('[.，。]', after)[0]}", language, "zones"),
        since=holds(governing, language, "since"),
        until=holds(governing, language, "until"),
        denied=_denied(side, start),
        negative=_in_denial(side, start),
        of_telling=_of_telling(time, side),
    )
    if holds(governing, language, "before") and not _long_ago(inside, language):
        if _left_open(side, start):
            return made
        negated = _negated_before(side, start)
        made = replace(made, before=not negated, not_before=negated)
    if time.value is None:
        return replace(
            made, weekday=weekday_in(inside, language), month_day=_month_day(inside, language)
        )
    first, last, grain = _range(time.value)
    first, last = _part_of(first, last, grain, near, language)
    made = replace(
        made,
        first=first,
        last=last,
        grain=grain,
        ends="/" in time.value and _both_printed(inside, language),
        by_weekday=_by_weekday(inside, minutes is not None, language),
    )
    if made.grain == "day" and first is not None and _night_into(before, inside, language):
        made = replace(made, first=first - timedelta(1), part=DAY_PARTS["night"])
    published = side.annotated.article.published
    if published is None:
        return made
    counted = _weeks_off(made, inside, published.date[:DAY], language)
    if counted and first is not None and last is not None:
        made = replace(made, first=first - WEEKS_OFF, last=last + WEEKS_OFF, grain="week")
    return _beside_publication(made, published.date[:DAY])


def _night_into(before: str, inside: str, language: str) -> bool:
    """Whether the night is meant that ends in the day that is told ("in der Nacht auf Freitag")."""
    words = table(language, "times").get("night_into", ())
    return any(has_word(inside, w) or before.rstrip().endswith(f" {w}") for w in words)


def _of_telling(time: Time, side: Side) -> bool:
    """Whether a verb of saying, or what else tells that somebody speaks, stands right behind an expression, or
    before it but for who speaks and a word or two.
    """
    before, _, after = _around(time, side)
    near = re.search(r"(?:[\w'-]+\s+){1,2}$", before)
    behind = re.match(r"\s+([\w'-]+)", after)
    words = (near.group().split() if near else []) + ([behind.group(1)] if behind else [])
    known = reporting(side.language)
    if any(known.verbs.get(w, 0) & SAY and w not in known.ambiguous for w in words):
        return True
    text, start, end = side.annotated.page.text, time.span.start, time.span.end
    for quote in side.heard:
        cue = quote.cue
        if cue is None or (quote.span.start <= start and end <= quote.span.end):
            continue
        speaker = quote.speaker.span if quote.speaker is not None else None
        named = speaker.end if speaker is not None and speaker.end <= start else 0
        if cue.end <= start:
            between = [text[max(cue.end, named) : start]]
        else:  # "the ministry on Tuesday said"
            between = [text[named:start] if named else "…", text[end : cue.start]]
        if all(re.fullmatch(r"\s*(?:[\w'-]+\s+){0,2}", part) for part in between):
            return True
    return False


def _weeks_off(one: When, inside: str, day: str, language: str) -> bool:
    """Whether an expression counts weeks from the publication ("three weeks ago"), which tells no day."""
    if one.grain != "day" or one.first is None or one.time.known_from != "published":
        return False
    if weekday_in(inside, language) is not None or _month_day(inside, language) is not None:
        return False
    days = abs((one.first - date.fromisoformat(day)).days)
    return days >= 2 * WEEK_DAYS and days % WEEK_DAYS == 0


def _beside_publication(one: When, day: str) -> When:
    """A time with how it lies to the day of publication (ISO 8601)."""
    if one.first is None or one.last is None:
        return one
    first, last = one.first.isoformat(), one.last.isoformat()
    if last < day:
        return replace(one, tense="past")
    if first > day:
        return replace(one, tense="to come")
    current = one.grain != "day" and one.time.known_from == "published"
    return replace(one, in_passing=current)


def is_bound(time: Time, side: Side) -> bool:
    """Whether a time is one that something comes before or lasts until.

    Args:
        time: the expression.
        side: the member that it stands in.
    """
    language = side.language
    before, inside, after = _around(time, side)
    governing = _opening(before, inside, after, language)
    if holds(governing, language, "until"):
        return True
    return holds(governing, language, "before") and not _long_ago(inside, language)


def _around(time: Time, side: Side) -> tuple[str, str, str]:
    """What stands before a time, its words, and what stands behind."""
    text, start, end = side.annotated.page.text, time.span.start, time.span.end
    around = text[max(0, start - AROUND) : start], time.span.text, text[end : end + AROUND]
    return _plain(around[0]), _plain(around[1]), _plain(around[2])


def _opening(before: str, inside: str, after: str, language: str) -> str:
    """The words that may govern a time: the last two before it, and the first in it; in Chinese
    what stands around it.
    """
    if language in UNSPACED:
        return before[-2:] + inside + after[:2]
    return " ".join([*re.split(r"[,.;:]", before)[-1].split()[-2:], *inside.split()[:1]])


def _long_ago(inside: str, language: str) -> bool:
    """Whether an expression counts a length of time back ("vor zwei Wochen")."""
    units = table(language, "times").get("units", {})
    return any(has_word(inside, form) for forms in units.values() for form in forms)


def _negated_before(side: Side, place: int) -> bool:
    """Whether a negation stands in the member before a place of the page's text, or is one phrase with
    the word that says "before" ("pas avant").
    """
    return any(
        o.kind in ("not", "not_both")
        or (o.kind == "unclear" and holds(side.text[o.start : o.end].lower(), side.language, "before"))
        for o in _ahead(side, place)
    )  # fmt: skip


def _left_open(side: Side, place: int) -> bool:
    """Whether the member says neither that something comes before a time nor that it does not: who "did not
    rule out a strike before May" tells no day.
    """
    kinds = {o.kind for o in _ahead(side, place)}
    return "exclude" in kinds and not kinds.isdisjoint(("not", "not_both"))


def _ahead(side: Side, place: int) -> list[Operator]:
    """The operators of a member before a place of the page's text."""
    end = place - side.statement.span.start
    return [o for o in _operators(side) if o.start < end]


def _denied(side: Side, place: int) -> bool:
    """Whether a negation stands right before a place of the page's text, but for one word."""
    end = place - side.statement.span.start
    between = r"\W*\w?\W*" if side.language in UNSPACED else r"\W*\w*\W*"
    return any(
        o.kind == "not" and o.end <= end and re.fullmatch(between, side.text[o.end : end])
        for o in _operators(side)
        if len(o.places) == 1
    )


def _in_denial(side: Side, place: int) -> bool:
    """Whether a place of the page's text stands in a clause that denies, be it not a time alone that
    is denied ("in July and not this month").
    """
    at = place - side.statement.span.start
    inside = [c for c in clauses_of(side) if c.stance == "denied" and c.start <= at < c.end]
    return any(
        not any(c.start <= side.place(t.span)[0] < c.end and _denied(side, t.span.start)
                for t in side.times)
        for c in inside
    )  # fmt: skip


def _operators(side: Side) -> tuple[Operator, ...]:
    return operators(_plain(side.text), side.language)


def _range(value: str) -> tuple[date | None, date | None, Grain]:
    """First and last day that a value means, and how finely it tells them."""
    known = days(value)
    if known is None:
        return None, None, "none"
    if "/" not in value:
        grains: dict[int, Grain] = {10: "day", 7: "month", 4: "year"}
        return *known, grains.get(len(value.partition("T")[0]), "range")
    length = (known[1] - known[0]).days + 1
    return *known, "week" if length <= WEEK else "season" if length <= SEASON else "range"


def _part_of(
    first: date | None, last: date | None, grain: Grain, near: str, language: str
) -> tuple[date | None, date | None]:
    """The part of a month or year that "early", "mid" or "the end of" leaves."""
    if first is None or last is None or grain not in ("month", "year"):
        return first, last
    for name, (low, high) in PARTS.items():
        if holds(near, language, name):
            length = (last - first).days
            return first + timedelta(int(low * length)), first + timedelta(int(high * length))
    return first, last


def _by_weekday(inside: str, clock: bool, language: str) -> bool:
    """Whether a weekday is named without a date; figures may tell the time of day."""
    months = table(language, "times").get("months", {})
    dated = re.search(r"\d", inside) and not clock
    return not (dated or any(has_word(inside, name) for name in months)) and (
        weekday_in(inside, language) is not None
    )


def _both_printed(inside: str, language: str) -> bool:
    """Whether two numbers or two months stand in an expression."""
    months = table(language, "times").get("months", {})
    named = {number for name, number in months.items() if has_word(inside, name)}
    return len(re.findall(r"\d+", inside)) > 1 or len(named) > 1


def _month_day(inside: str, language: str) -> tuple[int, int] | None:
    """The day of a month that is named, if it is one alone."""
    known = table(language, "times").get("months", {})
    months = {number for name, number in known.items() if has_word(inside, name)}
    days = [int(n) for n in re.findall(r"(?<!\d)\d{1,2}(?!\d)", inside)]
    if len(months) == 1 and len(days) == 1 and 1 <= days[0] <= 31:
        return months.pop(), days[0]
    return None


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").replace("ʼ", "'")
