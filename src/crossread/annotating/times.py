"""Article → times: when, as far as the text lets one know.

In: a page, one of its articles and the article's sentences. Out: date and time expressions in the
order of the text, each with an ISO 8601 value at the precision of its names, or with none. The
way: the language's patterns find expressions (`timewords`), neighbours are put together
("Wednesday" + "at 9 a.m.", "from Wednesday" + "to Friday"), then each is resolved
(`timevalues`) against the publication date, or against a full date in the dateline.

A weekday means the last one up to and including the day of publication, as news is told in the
past; a cue of the future in the same clause ("will", "starting", "wird", a French or Spanish
future form) turns it forward, unless the weekday tells which thing ("the cloud of Wednesday") or
is a day past elsewhere in the article. A part of the day stands in the span; the value is its day.
A time of day without a day takes the one named near it, never just the day of publication
(`clocks`).
Durations are figures ("for three years"), but "three years ago" is a time.

Resolving is our own. `dateparser` on the spans found was measured (1.5.0): 0.16 s to import and
0.18 s for its first parse, of 2.5 s for a whole run, and 2 to 70 ms for an expression; it returns
a day where the text says a week or a year, and knew neither "Mittwochabend", "mid-March", "earlier
this month", "el 24 de febrero" nor "il y a près de trois ans". Tables and date arithmetic do all
of these in microseconds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from crossread.annotating.clocks import PART_HOURS, Days, Said, said
from crossread.annotating.tenses import BOUNDARY, names_thing, tense
from crossread.annotating.timearithmetic import add_months, week_holding, weekend_by
from crossread.annotating.timeedges import between_edges
from crossread.annotating.timegroups import groups, tokens_and_times
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timeranges import Group
from crossread.annotating.timeshifts import lasting, moved
from crossread.annotating.timevalues import clock_time, resolve
from crossread.annotating.timewords import Expression, timewords
from crossread.annotating.tokens import Token
from crossread.model import Article, Page, Sentence, Time

__all__ = ["READ_LENGTH", "times", "tokens_and_times"]

READ_LENGTH = 50_000  # code points of a sentence that are read; longer ones are no prose
HEAD_SENTENCES = 3  # where a document may name its own date
# A line that is a date has no more code points, tokens, and words that are not of the date
# ("Published: Wed, 12 Feb 2025").
HEAD_LENGTH, HEAD_TOKENS, HEAD_WORDS = 100, 16, 3

# Years in which a page may say it was published; 0001 and 9999 stand for "not known" in metadata.
FIRST_NEWS, LAST_NEWS = 1600, 2999

# Times that are the same whatever the tense.
TENSELESS = frozenset(
    ("dayword", "year", "years", "unit", "period", "ago", "ahead", "span", "decade", "decadeof",
     "century", "clock", "numeric")
)  # fmt: skip

Known = tuple[str, str | None] | None  # a value and what it is known from


def times(page: Page, article: Article, sentences: Sequence[Sentence]) -> tuple[Time, ...]:
    """The times of an article.

    Args:
        page: the page that holds it.
        article: the article; its language chooses the patterns, its publication date the anchor.
        sentences: its sentences.

    Returns:
        Times in the order of the text; spans never overlap.
    """
    anchor, known_from = _anchor(article, sentences)
    names = timewords(article.language).names
    read = [groups(s.span.text[:READ_LENGTH], article.language) for s in sentences]
    past = _told_weekdays(read, names)
    head = article.dateline.end if article.dateline is not None else 0
    days = Days()
    found: list[Time] = []
    for sentence, (items, together) in zip(sentences, read, strict=True):
        days.enter(sentence)
        start = sentence.span.start
        values: list[Known] = []
        for group in together:
            value = None
            if group.main.action != "clock":
                value = _value(items, group, anchor, names, past)
            values.append((value[0], known_from if value[1] else "text") if value else None)
        for n, group in enumerate(together):
            if group.main.action == "clock":
                values[n], day = _clock(items, together, values, n, days, names, anchor, known_from)
            else:
                day = _said(items, group, values[n], names)
            known = values[n]
            if start + items[group.first].start >= head:
                days.add(day)
            found.append(
                Time(
                    id=f"{article.id}.t{len(found) + 1}",
                    span=page.span(
                        start + items[group.first].start, start + items[group.last - 1].end
                    ),
                    value=known[0] if known else None,
                    known_from=known[1] if known else None,
                )
            )
    return tuple(found)


def time_of_day(text: str, language: str) -> str | None:
    """The time of day that an expression tells, whether or not its day is known.

    Args:
        text: a time expression as printed.
        language: two-letter code.

    Returns:
        `HH:MM`, or None if it is no bare time of day.
    """
    _, together = groups(text[:READ_LENGTH], language)
    clocks = [group for group in together if group.main.action == "clock"]
    shown = clock_time(clocks[0].main.fields) if len(clocks) == 1 == len(together) else None
    return None if shown is None else shown[: len("09:30")]


def _told_weekdays(
    read: Sequence[tuple[Sequence[Token], Sequence[Group]]], names: TimeNames
) -> frozenset[int]:
    """The weekdays that the article names somewhere as a day past.

    There "on Wednesday" behind "will" is mostly the same Wednesday; another would be "next".
    """
    return frozenset(
        group.main.fields["weekday"][0]
        for items, together in read
        for group in together
        if group.main.action == "weekday"
        and group.end is None
        and group.main.shift <= 0
        and _told(items, group, names) != "future"
        and not names_thing(items, group.first, group.last, names)
    )


# resolving


def _clock(
    items: Sequence[Token],
    together: Sequence[Group],
    values: Sequence[Known],
    n: int,
    days: Days,
    names: TimeNames,
    anchor: date | None,
    known_from: str | None,
) -> tuple[Known, Said | None]:
    """Value of a time of day that stands alone, and the day it lies in, as `clocks` finds it."""
    group = together[n]
    shown = clock_time(group.main.fields)
    if shown is None:
        return None, None
    behind = None
    if n + 1 < len(together):
        between = items[group.last : together[n + 1].first]
        if all(token.text not in BOUNDARY for token in between):
            behind = _said(items, together[n + 1], values[n + 1], names)
    hour = int(shown[:2])
    found = days.of(hour, behind)
    if found is None and shown.endswith("Z") and anchor is not None and known_from is not None:
        found = Said(anchor, anchor, known_from)
    day = found.at(hour, anchor) if found is not None else None
    if day is not None and group.main.fields.get("eve"):  # "at two the previous afternoon"
        day += timedelta(days=group.main.fields["eve"][0])
    value = _value(items, group, day, names) if day is not None else None
    return (value[0], found.known_from) if value and found else None, found


def _said(items: Sequence[Token], group: Group, known: Known, names: TimeNames) -> Said | None:
    """The day that a group names, for the clocks behind it."""
    if known is None or known[1] is None:
        return None
    part: str | None = None
    held = group.clock if group.clock is not None and group.clock.action == "part" else group.main
    if held.fields.get("part"):
        part = held.fields["part"][0]
    if group.clock is not None:  # "shortly before nine on Tuesday evening"
        shown = (group.clock.fields.get("ampm") or group.clock.fields.get("part") or [None])[0]
        part = shown if shown in PART_HOURS else part
    for token in items[group.first : group.last]:
        joined = names.joined_days.get(token.low)
        part = joined[1] if joined is not None else names.day_parts.get(token.low, part)
    if group.end is not None:
        opened = names.parts.ending(items, group.first) if group.first else None
        part = opened[1] if opened is not None else part
    into = names.night_into.ending(items, group.first) is not None
    return said(known[0], known[1], part, into)


def _value(
    items: Sequence[Token],
    group: Group,
    anchor: date | None,
    names: TimeNames,
    past: frozenset[int] = frozenset(),
) -> tuple[str, bool] | None:
    """Value of a group, and whether the anchor was needed; `past`: see `_told_weekdays`."""
    told = _told(items, group, names)
    if told == "future" and group.main.action == "weekday" and group.end is None:
        behind = group.main.fields["weekday"][0] in past
        told = None if behind or names_thing(items, group.first, group.last, names) else told
    value = resolve(group.main, anchor, told)
    if value is None:
        return None
    text, anchored = value
    if group.offset is not None:
        return _offset(group.offset, text, anchored)
    if group.clock is not None and len(text) == 10:
        hour_minute = clock_time(group.clock.fields)
        text = f"{text}T{hour_minute}" if hour_minute else text
    if group.end is None:
        return text, anchored
    if group.main.action == group.end.action == "weekday" and anchor is not None:
        return _weekdays(group, anchor, told)
    other = resolve(group.end, anchor, told)
    if other is None:
        return None
    low, high = text.split("/")[0], other.text.split("/")[-1]
    if low > high and group.end.action == "dayword" and group.main.shift == 0:
        before = resolve(group.main._replace(shift=-1), anchor, "past")
        low = before.text if before is not None else low  # "from March until now"
    if low > high and len(low) == len(high) == 10:
        low, high = _straightened(low, high, group, told)
    if low > high and len(low) == 7 <= len(high):
        low = f"{int(low[:4]) - 1:04d}{low[4:]}"  # "from November to February 2017"
    if low >= high:
        return None
    edges: list[str | None] = [e.fields.get("edge", [None])[0] for e in (group.main, group.end)]
    parted = between_edges(low, edges[0], high, edges[1]) if any(edges) else None
    # "between the end of March and the beginning of April": no day lies between, both months do
    return parted or f"{low}/{high}", anchored or other.anchored


def _told(items: Sequence[Token], group: Group, names: TimeNames) -> str | None:
    """The tense around a group; of "two weeks starting Monday", what is said before the weekday."""
    if group.end is None and (group.main.action in TENSELESS or group.main.fields.get("year")):
        return None
    told = tense(items, group.first, group.last, names)
    begun = group.offset is not None and group.offset.action == "lasting"
    if told is None and begun and group.main.action == "weekday":
        told = tense(items, group.main.first, group.last, names)
    if told == "later":
        return "future" if group.main.action == "weekday" else None
    return told


def _offset(offset: Expression, text: str, anchored: bool) -> tuple[str, bool] | None:
    """As in "two weeks after 3 May", "the week of 10 April", "two weeks starting Monday"."""
    if "/" in text or len(text) < len("2025-02-12"):
        return None
    day = date.fromisoformat(text[:10])
    if offset.action == "holding":
        found: str | None = (
            weekend_by(day) if offset.fields["unit"] == ["weekend"] else week_holding(day)
        )
    elif offset.action == "begun" and day.isoweekday() < 6:
        found = week_holding(day)  # most weeks begin on a Monday, whatever day is named
    elif offset.action in ("lasting", "begun"):
        found = lasting(offset.fields, day)
    else:
        found = moved(offset, day)
    return (found, anchored) if found is not None else None


def _weekdays(group: Group, anchor: date, told: str | None) -> tuple[str, bool] | None:
    """A range of weekdays is shorter than a week: one end is resolved, the other lies beside it."""
    if group.end is None:
        return None
    length = (group.end.fields["weekday"][0] - group.main.fields["weekday"][0]) % 7
    forward = told == "future" or group.main.shift > 0
    sure = resolve(group.main if forward else group.end, anchor, told)
    if sure is None or not length:
        return None
    day = date.fromisoformat(sure.text).toordinal()
    first = day if forward else day - length
    low, high = date.fromordinal(first), date.fromordinal(first + length)
    return f"{low.isoformat()}/{high.isoformat()}", True


def _straightened(low: str, high: str, group: Group, told: str | None) -> tuple[str, str]:
    """A range of weekdays runs forward: "Friday to Monday"."""
    a, b = date.fromisoformat(low), date.fromisoformat(high)
    step = 7 if group.end is not None and group.end.action == "weekday" else 365
    if (a - b).days > step:
        return low, high
    if step == 365:
        ahead = add_months(b, 12) if told == "future" else b
        return (a if told == "future" else add_months(a, -12)).isoformat(), ahead.isoformat()
    if told == "future":
        return low, date.fromordinal(b.toordinal() + step).isoformat()
    return date.fromordinal(a.toordinal() - step).isoformat(), high


def _anchor(article: Article, sentences: Sequence[Sentence]) -> tuple[date | None, str | None]:
    """The day that "today" means: the publication date, else a full date at the article's head."""
    if article.published is not None:
        try:
            told = date.fromisoformat(article.published.date[:10])
        except ValueError:
            told = date.min
        if FIRST_NEWS <= told.year <= LAST_NEWS:
            return told, "published"
    names = timewords(article.language).names
    if article.dateline is not None:
        found = _full_date(article.dateline.text, article.language, names)
        if found is not None:
            return found, "document"
    for sentence in sentences[:HEAD_SENTENCES]:
        text = sentence.span.text
        if len(text) < HEAD_LENGTH and _is_date_line(text, article.language):
            found = _full_date(text, article.language, names)
            if found is not None:
                return found, "document"
    return None, None


def _is_date_line(text: str, language: str) -> bool:
    """As in "Published: Wed, 12 Feb 2025", but no sentence that has a date in it."""
    items, found = groups(text, language)
    if not 0 < len(items) <= HEAD_TOKENS:
        return False
    held = {i for group in found for i in range(group.first, group.last)}
    others = [i for i, token in enumerate(items) if token.kind == "word" and i not in held]
    return len(others) <= HEAD_WORDS and (len(others) < 2 or items[-1].text not in ".。!?！？")


def _full_date(text: str, language: str, names: TimeNames) -> date | None:
    items, found = groups(text, language)
    for group in found:
        value = _value(items, group, None, names)
        if value is not None and len(value[0]) >= 10 and "/" not in value[0]:
            return date.fromisoformat(value[0][:10])
    return None
