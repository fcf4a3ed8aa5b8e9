"""Both ends of a range of time → one group.

In: the groups of a sentence in order. Out: the same, with the ends of a range put together: "from
Wednesday to Friday", "between 2019 and now", "10 to 15 May". A day or month without a year takes
the year of the other end.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from crossread.annotating.timeedges import PARTED, edge_within
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timewords import Expression
from crossread.annotating.tokens import Token

DAYS = frozenset(
    ("date", "numeric", "weekday", "thisweekday", "weekdayday", "dayword", "daymonth", "holiday",
     "monthday", "dayofmonth", "dateof", "nthweekday")
)  # fmt: skip
DATES = DAYS | {"days", "daymonths"}
_LONGER = frozenset(("month", "year", "quarter"))
_RANGEABLE = DATES | _LONGER | {"clock"}
_DASHES = frozenset("-–—‑~～—")
_NOW = Expression(0, 0, "dayword", 0, {"days": [0]})


class Group(NamedTuple):
    """Expressions that make one time.

    Args:
        first: index of its first token.
        last: one past the index of its last token.
        main: the day, month, year, …
        clock: the time of day, where there is one.
        end: the other end of a range.
        offset: how long before or after it ("two weeks after 3 May").
    """

    first: int
    last: int
    main: Expression
    clock: Expression | None = None
    end: Expression | None = None
    offset: Expression | None = None


def ranges(items: Sequence[Token], groups: list[Group], names: TimeNames) -> list[Group]:
    """As in "from Wednesday to Friday", "3–5 May", "between 2019 and 2021"."""
    made: list[Group] = []
    for group in groups:
        if made and made[-1].end is None:
            both = _range(items, made[-1], group, names)
            if both is not None:
                made.pop()
                while made and made[-1].last > both.first:  # "nella notte" of "nella notte tra …"
                    made.pop()
                made.append(both)
                continue
        made.append(group)
    return made


def _range(items: Sequence[Token], a: Group, b: Group, names: TimeNames) -> Group | None:
    left, right = a.main.action, b.main.action
    within = (left in PARTED and right in PARTED) or left == right == "clock"
    if within and b.first == a.last:
        return _range_within(items, a, b, names)
    if left not in _RANGEABLE or right not in _RANGEABLE or not 1 <= b.first - a.last <= 3:
        return None
    alike = left == right or (left in DATES and right in DATES)
    mixed = "clock" not in (left, right) and a.clock is None and b.clock is None
    dated = b.main.fields.get("year") or names.from_.ending(items, a.first) is not None
    if not alike and not (mixed and dated):
        return None
    if left == right == "weekday" and names.to_next.at(items, a.last) is not None:
        following = (b.main.fields["weekday"][0] - a.main.fields["weekday"][0]) % 7 == 1
        if not following:  # "in der Nacht von Dienstag auf Mittwoch", not "auf Freitag verschoben"
            return None
    opened = names.between.ending(items, a.first)
    dashed = items[a.last].text in _DASHES and b.first == a.last + 1
    if opened is not None and (dashed or items[a.last].low in names.and_.firsts):
        return _linked(items, a, b, opened[0], names)
    link = names.to.at(items, a.last)
    if not dashed and (link is None or link[0] > b.first + 1):
        return None
    if link is not None and any(t.low not in names.glue for t in items[link[0] : b.first]):
        return None
    opened = names.from_.ending(items, a.first)
    return _linked(items, a, b, opened[0] if opened is not None else a.first, names)


def _range_within(items: Sequence[Token], a: Group, b: Group, names: TimeNames) -> Group | None:
    """As in "da fine marzo a metà maggio": the words that link belong to the expressions."""
    link = names.to.at(items, b.first)
    if link is None or link[0] >= b.last:
        return None
    opened = names.from_.ending(items, a.first)
    if opened is None and names.from_.at(items, a.first) is None:
        return None
    return _linked(items, a, b, opened[0] if opened is not None else a.first, names)


def _linked(
    items: Sequence[Token], a: Group, b: Group, first: int, names: TimeNames
) -> Group | None:
    main = a.main
    end = b.main
    own = main.fields.get("month")
    if end.fields.get("year") and not main.fields.get("year") and own:
        main = main._replace(fields={**main.fields, "year": end.fields["year"][-1:]})
    end = _dated_end(main, end)
    main, end = _edged(items, a, main, names), _edged(items, b, end, names)
    if (
        main.action == "year"
        and b.main.action == "year"
        and main.fields["year"][0] >= b.main.fields["year"][0]
    ):
        return None
    return Group(first, b.last, main, a.clock, end)


def _edged(items: Sequence[Token], group: Group, held: Expression, names: TimeNames) -> Expression:
    """An end of a range with the edge it names: "from the end of March"."""
    if held.action not in PARTED:
        return held
    edge = edge_within(items, group.first, group.last, names)
    return held._replace(fields={**held.fields, "edge": [edge]}) if edge else held


def _dated_end(main: Expression, end: Expression) -> Expression:
    """The end of a range without a year lies in the year of its beginning, or in the next."""
    month = end.fields.get("month")
    begun = main.fields.get("month")
    if end.fields.get("year") or not main.fields.get("year") or not month or not begun:
        return end
    low = (begun[0], *main.fields.get("day", [0])[:1])
    high = (month[0], *end.fields.get("day", [0])[:1])
    year = main.fields["year"][-1] + (high < low)
    return end._replace(fields={**end.fields, "year": [year]})


def until_now(items: Sequence[Token], found: list[Group], names: TimeNames) -> list[Group]:
    """As in "between January 2019 and now", "from March to date"."""
    return [_to_now(items, group, names) for group in found] if names.now.firsts else found


def _to_now(items: Sequence[Token], group: Group, names: TimeNames) -> Group:
    if group.end is not None or group.main.action not in _RANGEABLE - {"clock"}:
        return group
    begun = _from_now(items, group, names)
    if begun is not None:
        return group._replace(first=begun, main=_NOW, end=group.main)
    after = items[group.last].low if group.last < len(items) else ""
    if after not in names.to.firsts and after not in names.and_.firsts:
        return group
    opened = names.between.ending(items, group.first)
    link = names.and_.at(items, group.last) if opened is not None else None
    if link is None:
        opened = names.from_.ending(items, group.first)
        link = names.to.at(items, group.last)
    now = names.now.at(items, link[0]) if link is not None and opened is not None else None
    if opened is None or now is None:
        return group
    main = _edged(items, group, group.main, names)
    return group._replace(first=opened[0], last=now[0], main=main, end=_NOW)


def _from_now(items: Sequence[Token], group: Group, names: TimeNames) -> int | None:
    """Where "between now and" or "from now to" begins before a group."""
    for opening, links in ((names.between, names.and_), (names.from_, names.to)):
        link = links.ending(items, group.first) if group.first else None
        now = names.now.ending(items, link[0]) if link is not None and link[0] else None
        opened = opening.ending(items, now[0]) if now is not None and now[0] else None
        if opened is not None:
            return opened[0]
    return None


def open_days(items: Sequence[Token], groups: list[Group], names: TimeNames) -> list[Group]:
    """As in "10 to 15 May": a day before a range's end that is a whole date."""
    made: list[Group] = []
    for group in groups:
        before = made[-1].last if made else 0
        made.append(_open_day(items, group, names, before))
    return made


def _open_day(items: Sequence[Token], group: Group, names: TimeNames, floor: int) -> Group:
    main = group.main
    if main.action != "date" or group.end is not None or not main.fields.get("day"):
        return group
    link: int | None = None
    p = group.first
    while p > floor and items[p - 1].low in names.glue and items[p - 1].text != ",":
        p -= 1  # "del 3 al 5 de mayo", "vom 3. bis zum 5. Mai"
    for q in dict.fromkeys((group.first, p)):
        if q > floor and items[q - 1].text in _DASHES:
            link = q - 1
        for book in (names.to, names.and_):
            ended = book.ending(items, q) if q else None
            if ended is not None and ended[0] >= floor and link is None:
                link = ended[0]
    if link is None or link <= floor:
        return group
    start = link - 1
    if items[start].text == "." or items[start].low in names.words.digit_suffixes:
        start -= 1
    if start < floor or not items[start].text.isdecimal() or len(items[start].text) > 2:
        return group
    day = int(items[start].text)
    if not 1 <= day < main.fields["day"][0] or (start and items[start].glued):
        return group
    for book in (names.from_, names.between):
        opened = book.ending(items, start)
        if opened is not None and opened[0] >= floor:
            start = opened[0]
            break
    else:
        if items[link].low in names.and_.firsts:
            return group
    fields = {**main.fields, "day": [day, *main.fields["day"]]}
    return group._replace(first=start, main=main._replace(action="days", fields=fields))
