"""A sentence → its time expressions, neighbours put together.

In: the text of a sentence. Out: groups of expressions that make one time each: a day with its time
of day, both ends of a range (`timeranges`), a day so long before or after another. What looks like
a time and is none is left out (`timefilters`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from crossread.annotating.timearithmetic import whole
from crossread.annotating.timefilters import stands, uncounted
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timeranges import DATES, DAYS, Group, open_days, ranges, until_now
from crossread.annotating.timeslots import SLOTS
from crossread.annotating.timewords import Expression, Fields, timewords
from crossread.annotating.tokens import Token, tokens

NOON = 12
HOURS = frozenset(("hour", "minute", "second"))  # units shorter than a day
WEEKS_AWAY = 52  # a weekday counted in weeks lies no farther from the day of the story
CLOSING = frozenset(',.;:!?)»”"')  # a bare hour before one of these counts nothing
CACHED_LENGTH = 5_000  # figures and times read the same sentences; longer ones are not kept


def tokens_and_times(text: str, language: str) -> tuple[Sequence[Token], list[tuple[int, int]]]:
    """The tokens of a sentence, and where its time expressions stand, resolved or not."""
    items, found = groups(text, language)
    spans = [(items[g.first].start, items[g.last - 1].end) for g in found]
    if not timewords(language).script.plain:
        return tokens(text), spans
    return items or tokens(text), spans


def groups(text: str, language: str) -> tuple[Sequence[Token], Sequence[Group]]:
    """The time expressions of a sentence and its tokens; no tokens where it clearly holds none."""
    return _cached(text, language) if len(text) <= CACHED_LENGTH else _read(text, language)


def _read(text: str, language: str) -> tuple[tuple[Token, ...], tuple[Group, ...]]:
    words = timewords(language)
    held, items = words.glance(text)
    possible = words.possible(held)
    if not possible:
        return (), ()
    items = items or tokens(text)
    names = words.names
    single = [part for each in words.find(items, possible) for part in _parted(items, each, names)]
    found = _merge(items, single, names)
    found = ranges(items, found, names)
    found = [uncounted(items, group, names) for group in found]
    kept = [group for group in found if stands(items, group, names, language)]
    kept = _prefixed(items, kept, names)
    kept = until_now(items, open_days(items, kept, names), names)
    kept = _offsets(items, kept, names)
    return tuple(items), tuple(kept)


_cached = lru_cache(maxsize=1024)(_read)


def _parted(items: Sequence[Token], each: Expression, names: TimeNames) -> list[Expression]:
    """As in "for the last three months, and two days ago": two times, no length of both."""
    if each.action != "span" or len(each.fields.get("unit", ())) < 2:
        return [each]
    behind = names.ago.at(items, each.last)
    units = [i for i in range(each.first, each.last) if names.units.at(items, i) is not None]
    counted = _counted(items, units[-1], names, units[-2] + 1) if behind is not None else None
    before = names.units.at(items, units[-2])
    if behind is None or counted is None or before is None:
        return [each]
    n, unit = each.fields["n"], each.fields["unit"]
    return [
        each._replace(last=before[0], fields={**each.fields, "n": n[:-1], "unit": unit[:-1]}),
        Expression(counted[0], behind[0], "ago", 0, {"n": n[-1:], "unit": unit[-1:]}),
    ]


# putting together


def _merge(items: Sequence[Token], found: list[Expression], names: TimeNames) -> list[Group]:
    made: list[Group] = []
    for expression in found:
        group = Group(expression.first, expression.last, expression)
        if made:
            both = _together(items, made[-1], group, names)
            if both is not None:
                made[-1] = both
                continue
        made.append(group)
    return made


def _together(items: Sequence[Token], a: Group, b: Group, names: TimeNames) -> Group | None:
    gap = items[a.last : b.first]
    if len(gap) > 2 or any(t.low not in names.glue for t in gap):
        return None
    left, right = a.main.action, b.main.action
    if left == "bareclock" and right in DATES:
        left = "clock"  # "at 5 on Tuesday"
    if right == "bareclock":
        closed = left in DATES and (b.last >= len(items) or items[b.last].text in CLOSING)
        right = "clock" if closed or _goes_on(items, b, names) else right
    if right in ("clock", "part") and left in DATES and a.clock is None:
        part = _part_within(items, a, names) if right == "clock" else None
        return a._replace(last=b.last, clock=_halved(part, b.main) if part else b.main)
    if right == "clock" and left in DATES and a.clock is not None and a.clock.action == "part":
        return a._replace(last=b.last, clock=_halved(a.clock, b.main))
    if right == "part" and left in DATES and a.clock is not None and a.clock.action != "part":
        return a._replace(last=b.last, clock=_halved(b.main, a.clock))  # "at 8 on Tuesday evening"
    if left in ("clock", "part") and right in DATES and b.clock is None:
        if left == "part" and gap and gap[0].text == ",":
            return None
        part = _part_within(items, b, names) if left == "clock" else None
        return b._replace(first=a.first, clock=_halved(part, a.main) if part else a.main)
    if left == "clock" and right == "part" and not any(t.text == "," for t in gap):
        return Group(a.first, b.last, _halved(b.main, a.main))
    if left == "part" and right == "clock" and not any(t.text == "," for t in gap):
        return Group(a.first, b.last, _halved(a.main, b.main))
    if left == "thisweekday" and right in ("date", "numeric", "daymonth") and a.clock is None:
        return b._replace(first=a.first)
    if left == "weekday" and a.clock is None:
        if right in ("date", "numeric", "dayword", "daymonth", "days"):
            fields = {"weekday": a.main.fields["weekday"], **b.main.fields}
            return b._replace(first=a.first, main=b.main._replace(fields=fields))
        if right in ("unit", "period") and _is_week(b):
            main = _in_week(a.main, _week_shift(b))
            return Group(a.first, b.last, main)
        weeks = _weeks_away(b)
        if weeks is not None:  # "Monday two weeks ago"
            return Group(a.first, b.last, _in_week(a.main, weeks))
    if right == "weekday" and left in ("unit", "period") and _is_week(a) and len(gap) <= 1:
        main = _in_week(b.main, _week_shift(a))
        return Group(a.first, b.last, main, b.clock)
    if right == "weekday" and left in ("date", "numeric", "dayword") and b.clock is None:
        return a._replace(last=b.last) if len(gap) <= 1 else None
    return None


def _goes_on(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """Whether a word behind a bare hour shows that it counts nothing: "Tuesday at 8 in Geneva"."""
    after = items[group.last].low if group.last < len(items) else ""
    return after in names.glue or after in names.after_day


def _part_within(items: Sequence[Token], group: Group, names: TimeNames) -> Expression | None:
    """The part of the day that the words of a day hold: "Mittwochabend", "gisteravond"."""
    for i in range(group.first, group.last):
        joined = names.joined_days.get(items[i].low)
        part = joined[1] if joined is not None else names.day_parts.get(items[i].low, "")
        found = names.parts.at(items, i) if not part else None
        if found is not None and found[0] <= group.last and not _is_day_word(group, i, found[0]):
            part = found[1]
        if part:
            return Expression(i, i + 1, "part", 0, {"part": [part]})
    return None


def _is_day_word(group: Group, first: int, last: int) -> bool:
    """Whether a word for a part of the day is the day itself here: "morgen um zwölf"."""
    return group.main.action == "dayword" and (group.main.first, group.main.last) == (first, last)


def _in_week(weekday: Expression, weeks: int) -> Expression:
    """A weekday of a week that is said: "Monday of last week", "Monday two weeks ago"."""
    fields: Fields = {**weekday.fields, "unit": ["week"]}
    return weekday._replace(action="thisweekday", shift=weeks, fields=fields)


def _is_week(group: Group) -> bool:
    fields = group.main.fields
    return fields.get("unit") == ["week"] or (fields.get("period") or [""])[0].startswith("week:")


def _week_shift(group: Group) -> int:
    period = group.main.fields.get("period")
    return int(period[0].partition(":")[2]) if period else group.main.shift


def _weeks_away(group: Group) -> int | None:
    """As in "two weeks ago", "three weeks from now": whole weeks; None for any other time."""
    sign = {"ago": -1, "ahead": 1}.get(group.main.action)
    if sign is None or group.main.fields.get("unit") != ["week"]:
        return None
    n = whole(group.main.fields["n"][0])
    return sign * n if n is not None and n <= WEEKS_AWAY else None


def _halved(part: Expression, clock: Expression) -> Expression:
    """A clock with the part of the day beside it: "9 in the evening" is 21:00."""
    if clock.fields.get("ampm") or not part.fields.get("part"):
        return clock
    said = clock.fields.get("clock") or clock.fields.get("dotclock") or [(0, 0)]
    hour = (clock.fields.get("hour") or [said[0][0]])[0]
    if not 0 < hour <= NOON:
        return clock
    return clock._replace(fields={**clock.fields, "ampm": part.fields["part"][:1]})


def _offsets(items: Sequence[Token], found: list[Group], names: TimeNames) -> list[Group]:
    """How long before or after a day, said before it: "two weeks after 3 May"."""
    made: list[Group] = []
    for group in found:
        if made and _opens_weekend(items, made[-1], group, names):
            made.pop()
        floor = made[-1].last if made else 0
        made.append(_offset(items, group, names, floor))
    return made


def _opens_weekend(items: Sequence[Token], a: Group, b: Group, names: TimeNames) -> bool:
    """As in "on the weekend of 8 March": the first is no time of its own."""
    weekend = a.main.action == "weekend" or a.main.fields.get("unit") == ["weekend"]
    if not weekend or a.main.shift or b.main.action not in DAYS or b.end is not None:
        return False
    held = names.weekends_of.ending(items, b.first)
    return held is not None and a.first <= held[0] < a.last


def _offset(items: Sequence[Token], group: Group, names: TimeNames, floor: int) -> Group:
    if group.main.action not in DAYS or group.end is not None or not group.first:
        return group
    for p in (group.first, group.first - 1):  # "after 3 May", "after the 3rd of May"
        if p < group.first and items[p].low not in names.glue:
            break
        if not p or items[p - 1].low not in names.offset_ends:
            continue
        held = _lasting(items, group, p, names, floor) or _week(items, group, p, names, floor)
        if held is not None:
            return held
        link = names.offsets.ending(items, p)
        unit = names.units.ending(items, link[0]) if link is not None else None
        if link is None or unit is None:
            continue
        if unit[1] == "day" and (unit[0] == floor or items[unit[0] - 1].kind != "digits"):
            n = SLOTS["n"](items, unit[0] - 1, names) if unit[0] > floor else None
            if n is None:  # "the day after Christmas"
                fields: Fields = {"n": [1.0], "unit": ["day"]}
                return group._replace(
                    first=unit[0], offset=Expression(0, 0, "offset", link[1], fields)
                )
        counted = _counted(items, unit[0], names, floor)
        if counted is not None:
            start, length = counted
            fields = {"n": [length], "unit": [unit[1]]}
            during = names.during.ending(items, start) if link[1] > 0 else None
            action = "lasting" if during is not None else "offset"  # "for a week after 3 May"
            return group._replace(first=start, offset=Expression(0, 0, action, link[1], fields))
    return group


def _week(
    items: Sequence[Token], group: Group, p: int, names: TimeNames, floor: int
) -> Group | None:
    """As in "the week of 10 April", "the weekend of 8 March", "the week beginning Sunday"."""
    for action, unit, book in (
        ("holding", "weekend", names.weekends_of),
        ("holding", "week", names.weeks_of),
        ("begun", "week", names.weeks_from),
    ):
        held = book.ending(items, p)
        if held is not None and held[0] >= floor:
            fields: Fields = {"n": [1.0], "unit": [unit]}
            return group._replace(first=held[0], offset=Expression(0, 0, action, 0, fields))
    return None


def _lasting(
    items: Sequence[Token], group: Group, p: int, names: TimeNames, floor: int
) -> Group | None:
    """As in "two weeks starting Monday"."""
    link = names.lasting.ending(items, p)
    unit = names.units.ending(items, link[0]) if link is not None and link[0] else None
    counted = _counted(items, unit[0], names, floor) if unit is not None else None
    if unit is None or counted is None or unit[1] in HOURS:
        return None
    start = counted[0]
    if items[start].low in names.words.articles and names.during.ending(items, start) is None:
        return None  # "$900 a month starting in May": how often, not how long
    fields: Fields = {"n": [counted[1]], "unit": [unit[1]]}
    return group._replace(first=start, offset=Expression(0, 0, "lasting", 1, fields))


def _counted(
    items: Sequence[Token], end: int, names: TimeNames, floor: int
) -> tuple[int, float | None] | None:
    """Where the number before a unit begins, and the number; None where there is none."""
    for start in range(end - 1, max(floor, end - 4) - 1, -1):
        n = SLOTS["n"](items, start, names)
        if n is not None and n[0] == end:
            return start, n[1]
    return None


def _prefixed(items: Sequence[Token], groups: list[Group], names: TimeNames) -> list[Group]:
    """A short weekday before a date belongs to it: "Wed., 12 Feb. 2025"."""
    made: list[Group] = []
    for group in groups:
        first = group.first
        if group.main.action in ("date", "numeric") and first:
            p = first
            while p > first - 2 and p > 0 and items[p - 1].text in ".,":
                p -= 1
            ended = names.short_weekdays.ending(items, p) if p else None
            if ended is not None and (not made or ended[0] >= made[-1].last):
                first = ended[0]
        made.append(group._replace(first=first))
    return made
