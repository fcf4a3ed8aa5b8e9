"""Article → times: when, as far as the text lets one know.

In: a page, one of its articles and the article's sentences. Out: date and time expressions in the
order of the text, each with an ISO 8601 value at the precision of its words, or with none. The
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
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from crossread.annotating.clocks import Days, Said, said
from crossread.annotating.hints import seen
from crossread.annotating.tenses import BOUNDARY, names_thing, tense
from crossread.annotating.timevalues import clock_time, resolve
from crossread.annotating.timewords import Expression, TimeWords, timewords
from crossread.annotating.tokens import Token, tokens
from crossread.annotating.units import CODES, CURRENCY_SIGNS, unit_at, units
from crossread.model import Article, Page, Sentence, Time

READ_LENGTH = 50_000  # code points of a sentence that are read; longer ones are no prose
CACHED_LENGTH = 5_000  # figures and times read the same sentences; longer ones are not kept
HEAD_SENTENCES = 3  # where a document may name its own date
HEAD_TOKENS = 10  # a line that is a date has no more tokens ("Published: Wed, 12 Feb 2025")
FIRST_YEAR, LAST_YEAR = 1900, 2099  # years that need no cue word

_DATES = frozenset(
    {
        "date",
        "days",
        "numeric",
        "weekday",
        "thisweekday",
        "weekdayday",
        "dayword",
        "daymonth",
        "holiday",
    }
)
_RANGEABLE = _DATES | {"month", "year", "clock"}
_DASHES = frozenset("-–—‑~")


Known = tuple[str, str | None] | None  # a value and what it is known from


class Group(NamedTuple):
    """Expressions that make one time.

    Args:
        first: index of its first token.
        last: one past the index of its last token.
        main: the day, month, year, …
        clock: the time of day, where there is one.
        end: the other end of a range.
    """

    first: int
    last: int
    main: Expression
    clock: Expression | None = None
    end: Expression | None = None


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
    words = timewords(article.language)
    read = [_groups(s.span.text[:READ_LENGTH], article.language) for s in sentences]
    past = _told_weekdays(read, words)
    head = article.dateline.end if article.dateline is not None else 0
    days = Days()
    found: list[Time] = []
    for sentence, (items, groups) in zip(sentences, read, strict=True):
        days.enter(sentence)
        start = sentence.span.start
        values: list[Known] = []
        for group in groups:
            value = None
            if group.main.action != "clock":
                value = _value(items, group, anchor, words, past)
            values.append((value[0], known_from if value[1] else "text") if value else None)
        for n, group in enumerate(groups):
            if group.main.action == "clock":
                values[n], day = _clock(items, groups, values, n, days, words, anchor, known_from)
            else:
                day = _said(items, group, values[n], words)
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


def tokens_and_times(text: str, language: str) -> tuple[Sequence[Token], list[tuple[int, int]]]:
    """The tokens of a sentence, and where its time expressions stand, resolved or not."""
    items, groups = _groups(text, language)
    spans = [(items[g.first].start, items[g.last - 1].end) for g in groups]
    return items or tokens(text), spans


def _groups(text: str, language: str) -> tuple[Sequence[Token], Sequence[Group]]:
    """The time expressions of a sentence and its tokens; no tokens where it clearly holds none."""
    return _cached(text, language) if len(text) <= CACHED_LENGTH else _read(text, language)


def _read(text: str, language: str) -> tuple[tuple[Token, ...], tuple[Group, ...]]:
    words = timewords(language)
    possible = words.possible(seen(text))
    if not possible:
        return (), ()
    items = tokens(text)
    found = words.find(items, possible)
    groups = _merge(items, found, words)
    groups = _ranges(items, groups, words)
    groups = [_uncounted(items, g) for g in groups]
    kept = [g for g in groups if _stands(items, g, words, language)]
    return tuple(items), tuple(_open_days(items, _prefixed(items, kept, words), words))


_cached = lru_cache(maxsize=1024)(_read)


# putting together


def _merge(items: Sequence[Token], found: list[Expression], words: TimeWords) -> list[Group]:
    groups: list[Group] = []
    for expression in found:
        group = Group(expression.first, expression.last, expression)
        if groups:
            both = _together(items, groups[-1], group, words)
            if both is not None:
                groups[-1] = both
                continue
        groups.append(group)
    return groups


def _together(items: Sequence[Token], a: Group, b: Group, words: TimeWords) -> Group | None:
    gap = items[a.last : b.first]
    if len(gap) > 2 or any(t.low not in words.glue for t in gap):
        return None
    left, right = a.main.action, b.main.action
    if right in ("clock", "part") and left in _DATES and a.clock is None:
        return a._replace(last=b.last, clock=b.main)
    if right == "clock" and left in _DATES and a.clock is not None and a.clock.action == "part":
        return a._replace(last=b.last, clock=_halved(a.clock, b.main))
    if left in ("clock", "part") and right in _DATES and b.clock is None:
        if left == "part" and gap and gap[0].text == ",":
            return None
        return b._replace(first=a.first, clock=a.main)
    if left == "clock" and right == "part" and not any(t.text == "," for t in gap):
        return Group(a.first, b.last, _halved(b.main, a.main))
    if left == "part" and right == "clock" and not any(t.text == "," for t in gap):
        return Group(a.first, b.last, _halved(a.main, b.main))
    if left == "weekday" and a.clock is None:
        if right in ("date", "numeric", "dayword", "daymonth", "days"):
            return b._replace(first=a.first)
        if right == "unit" and b.main.fields.get("unit") == ["week"]:
            main = a.main._replace(action="thisweekday", shift=b.main.shift)
            return Group(a.first, b.last, main)
    if right == "weekday" and left == "unit" and a.main.fields.get("unit") == ["week"] and not gap:
        main = b.main._replace(action="thisweekday", shift=a.main.shift)
        return Group(a.first, b.last, main, b.clock)
    if right == "weekday" and left in ("date", "numeric", "dayword") and b.clock is None:
        return a._replace(last=b.last) if len(gap) <= 1 else None
    return None


def _halved(part: Expression, clock: Expression) -> Expression:
    """A clock with the part of the day beside it: "9 in the evening" is 21:00."""
    if clock.fields.get("ampm") or not part.fields.get("part"):
        return clock
    half = "pm" if part.fields["part"][0] in ("afternoon", "evening", "night") else "am"
    hour = (clock.fields.get("hour") or [c[0] for c in clock.fields.get("clock", [])] or [0])[0]
    if half == "pm" and hour > 11:
        return clock
    return clock._replace(fields={**clock.fields, "ampm": [half]})


def _ranges(items: Sequence[Token], groups: list[Group], words: TimeWords) -> list[Group]:
    made: list[Group] = []
    for group in groups:
        if made and made[-1].end is None:
            both = _range(items, made[-1], group, words)
            if both is not None:
                made[-1] = both
                continue
        made.append(group)
    return made


def _range(items: Sequence[Token], a: Group, b: Group, words: TimeWords) -> Group | None:
    left, right = a.main.action, b.main.action
    if left not in _RANGEABLE or right not in _RANGEABLE or not 1 <= b.first - a.last <= 3:
        return None
    if not (left == right or (left in _DATES and right in _DATES) or right == "month" == left):
        return None
    opened = words.between.ending(items, a.first)
    if opened is not None:
        if items[a.last].low not in words.and_.firsts:
            return None
        return _linked(a, b, opened[0])
    dashed = items[a.last].text in _DASHES and b.first == a.last + 1
    link = words.to.at(items, a.last)
    if not dashed and (link is None or link[0] > b.first + 1):
        return None
    if link is not None and any(t.low not in words.glue for t in items[link[0] : b.first]):
        return None
    opened = words.from_.ending(items, a.first)
    return _linked(a, b, opened[0] if opened is not None else a.first)


def _linked(a: Group, b: Group, first: int) -> Group | None:
    main = a.main
    if b.main.fields.get("year") and not main.fields.get("year") and main.action != "weekday":
        main = main._replace(fields={**main.fields, "year": b.main.fields["year"]})
    if (
        main.action == "year"
        and b.main.action == "year"
        and main.fields["year"][0] >= b.main.fields["year"][0]
    ):
        return None
    return Group(first, b.last, main, a.clock, b.main)


def _open_days(items: Sequence[Token], groups: list[Group], words: TimeWords) -> list[Group]:
    """As in "10 to 15 May": a day before a range's end that is a whole date."""
    made: list[Group] = []
    for group in groups:
        before = made[-1].last if made else 0
        made.append(_open_day(items, group, words, before))
    return made


def _open_day(items: Sequence[Token], group: Group, words: TimeWords, floor: int) -> Group:
    main = group.main
    if main.action != "date" or group.end is not None or not main.fields.get("day"):
        return group
    link: int | None = None
    p = group.first
    while p > floor and items[p - 1].low in words.glue and items[p - 1].text != ",":
        p -= 1  # "del 3 al 5 de mayo", "vom 3. bis zum 5. Mai"
    for q in dict.fromkeys((group.first, p)):
        if q > floor and items[q - 1].text in _DASHES:
            link = q - 1
        for book in (words.to, words.and_):
            ended = book.ending(items, q) if q else None
            if ended is not None and ended[0] >= floor and link is None:
                link = ended[0]
    if link is None or link <= floor:
        return group
    start = link - 1
    if items[start].text == "." or items[start].low in words.words.digit_suffixes:
        start -= 1
    if start < floor or not items[start].text.isdecimal() or len(items[start].text) > 2:
        return group
    day = int(items[start].text)
    if not 1 <= day < main.fields["day"][0] or (start and items[start].glued):
        return group
    for book in (words.from_, words.between):
        opened = book.ending(items, start)
        if opened is not None and opened[0] >= floor:
            start = opened[0]
            break
    else:
        if items[link].low in ("and", "et", "und", "y", "e", "en"):
            return group
    fields = {**main.fields, "day": [day, *main.fields["day"]]}
    return group._replace(first=start, main=main._replace(action="days", fields=fields))


def _prefixed(items: Sequence[Token], groups: list[Group], words: TimeWords) -> list[Group]:
    """A short weekday before a date belongs to it: "Wed., 12 Feb. 2025"."""
    made: list[Group] = []
    for group in groups:
        first = group.first
        if group.main.action in ("date", "numeric") and first:
            p = first
            while p > first - 2 and p > 0 and items[p - 1].text in ".,":
                p -= 1
            ended = words.short_weekdays.ending(items, p) if p else None
            if ended is not None and (not made or ended[0] >= made[-1].last):
                first = ended[0]
        made.append(group._replace(first=first))
    return made


def _uncounted(items: Sequence[Token], group: Group) -> Group:
    """As in "mercredi 12 personnes": the number counts what follows, and only the weekday is a time."""
    if group.main.action != "weekdayday" or group.end is not None or group.last >= len(items):
        return group
    after = items[group.last]
    plural = after.kind == "word" and len(after.low) > 3 and after.low[-1] in "sxn"
    if not plural or not items[group.last - 1].text.isdecimal():
        return group
    main = group.main._replace(action="weekday", shift=0)
    return Group(group.first, group.last - 1, main)


# what stands


def _stands(items: Sequence[Token], group: Group, words: TimeWords, language: str) -> bool:
    """Whether a group is a time at all."""
    action = group.main.action
    if action == "part":
        return False
    if action == "ahead_if_future":
        return tense(items, group.first, group.last, words) == "future"
    if action == "clock" and clock_time(group.main.fields) is None:
        return False
    if action == "year" and group.last - group.first == 1 and group.end is None:
        return _is_year(items, group.first, words, language)
    if group.end is not None and action == "year" and group.last - group.first == 3:
        return not (
            group.first and items[group.first].glued and items[group.first - 1].text not in '(“"«'
        )
    return True


def _is_year(items: Sequence[Token], i: int, words: TimeWords, language: str) -> bool:
    value = int(items[i].text)
    before = items[i - 1] if i else None
    after = items[i + 1] if i + 1 < len(items) else None
    if before is not None:
        if before.text in CURRENCY_SIGNS or before.text in CODES:
            return False
        if items[i].glued and before.text not in "(“\"«‘'’[–—":
            return False
    if after is not None:
        if (after.glued and after.text in "/:_@#=\\°%") or (after.glued and after.kind != "sign"):
            return False
        if (
            after.text in "-–"
            and after.glued
            and i + 2 < len(items)
            and items[i + 2].kind != "word"
        ):
            return False
        if after.text == "." and i + 2 < len(items) and items[i + 2].glued:
            return items[i + 2].kind == "sign"
        if unit_at(items, i + 1, units(language)) is not None:
            return False
        if words.words.elements.at(items, i + 1) is not None and after.kind == "word":
            step = words.words.elements.at(items, i + 1)
            if step is not None and step[1][0] != "add":
                return False
    cue = before is not None and before.low in words.year_cues
    if not FIRST_YEAR <= value <= LAST_YEAR or value % 100 == 0:
        bracketed = before is not None and before.text == "(" and after and after.text in ")–-"
        return (cue and _closes(after, words)) or bool(bracketed)
    approximate = words.approx.ending(items, i) is not None
    return cue or not approximate or _closes(after, words)


def _closes(after: Token | None, words: TimeWords) -> bool:
    """Whether nothing that could be counted follows."""
    return after is None or after.kind != "word" or after.low in words.glue or len(after.low) < 4


def _told_weekdays(
    read: Sequence[tuple[Sequence[Token], Sequence[Group]]], words: TimeWords
) -> frozenset[int]:
    """The weekdays that the article names somewhere as a day past.

    There "on Wednesday" behind "will" is mostly the same Wednesday; another would be "next".
    """
    return frozenset(
        group.main.fields["weekday"][0]
        for items, groups in read
        for group in groups
        if group.main.action == "weekday"
        and group.end is None
        and group.main.shift <= 0
        and tense(items, group.first, group.last, words) != "future"
        and not names_thing(items, group.first, group.last, words)
    )


# resolving


def _clock(
    items: Sequence[Token],
    groups: Sequence[Group],
    values: Sequence[Known],
    n: int,
    days: Days,
    words: TimeWords,
    anchor: date | None,
    known_from: str | None,
) -> tuple[Known, Said | None]:
    """Value of a time of day that stands alone, and the day it lies in, as `clocks` finds it."""
    group = groups[n]
    shown = clock_time(group.main.fields)
    if shown is None:
        return None, None
    behind = None
    if n + 1 < len(groups):
        between = items[group.last : groups[n + 1].first]
        if all(token.text not in BOUNDARY for token in between):
            behind = _said(items, groups[n + 1], values[n + 1], words)
    hour = int(shown[:2])
    found = days.of(hour, behind)
    if found is None and shown.endswith("Z") and anchor is not None and known_from is not None:
        found = Said(anchor, anchor, known_from)
    day = found.at(hour, anchor) if found is not None else None
    value = _value(items, group, day, words) if day is not None else None
    return (value[0], found.known_from) if value and found else None, found


def _said(items: Sequence[Token], group: Group, known: Known, words: TimeWords) -> Said | None:
    """The day that a group names, for the clocks behind it."""
    if known is None or known[1] is None:
        return None
    part: str | None = None
    held = group.clock if group.clock is not None and group.clock.action == "part" else group.main
    if held.fields.get("part"):
        part = held.fields["part"][0]
    for token in items[group.first : group.last]:
        part = words.joined_days[token.low][1] if token.low in words.joined_days else part
    if group.end is not None:
        opened = words.parts.ending(items, group.first) if group.first else None
        part = opened[1] if opened is not None else part
    into = words.night_into.ending(items, group.first) is not None
    return said(known[0], known[1], part, into)


def _value(
    items: Sequence[Token],
    group: Group,
    anchor: date | None,
    words: TimeWords,
    past: frozenset[int] = frozenset(),
) -> tuple[str, bool] | None:
    """Value of a group, and whether the anchor was needed; `past`: see `_told_weekdays`."""
    told = tense(items, group.first, group.last, words)
    if told == "future" and group.main.action == "weekday" and group.end is None:
        behind = group.main.fields["weekday"][0] in past
        told = None if behind or names_thing(items, group.first, group.last, words) else told
    value = resolve(group.main, anchor, told)
    if value is None:
        return None
    text, anchored = value
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
    if low > high and len(low) == len(high) == 10:
        low, high = _straightened(low, high, group, told)
    if low > high and len(low) == len(high) == 7:
        low = f"{int(low[:4]) - 1:04d}{low[4:]}"  # "from November to February 2017"
    if low >= high:
        return None
    return f"{low}/{high}", anchored or other.anchored


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
    if told == "future":
        return low, date.fromordinal(b.toordinal() + step).isoformat()
    return date.fromordinal(a.toordinal() - step).isoformat(), high


def _anchor(article: Article, sentences: Sequence[Sentence]) -> tuple[date | None, str | None]:
    """The day that "today" means: the publication date, else a full date at the article's head."""
    if article.published is not None:
        try:
            return date.fromisoformat(article.published.date[:10]), "published"
        except ValueError:
            pass
    words = timewords(article.language)
    if article.dateline is not None:
        found = _full_date(article.dateline.text, article.language, words)
        if found is not None:
            return found, "document"
    for sentence in sentences[:HEAD_SENTENCES]:
        text = sentence.span.text
        if len(text) < 100 and len(tokens(text)) <= HEAD_TOKENS:
            found = _full_date(text, article.language, words)
            if found is not None:
                return found, "document"
    return None, None


def _full_date(text: str, language: str, words: TimeWords) -> date | None:
    items, groups = _groups(text, language)
    for group in groups:
        value = _value(items, group, None, words)
        if value is not None and len(value[0]) >= 10 and "/" not in value[0]:
            return date.fromisoformat(value[0][:10])
    return None
