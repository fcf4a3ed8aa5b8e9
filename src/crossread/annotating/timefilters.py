"""What looks like a time and is none.

In: the groups of a sentence. Out: whether a group is a time at all: not a year that counts
something, a part of the day alone, a number with a noun, the "last minute", a day of the month
that is a number of things.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.tenses import tense
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timeranges import Group
from crossread.annotating.timeslots import SLOTS
from crossread.annotating.timevalues import clock_time
from crossread.annotating.tokens import Token
from crossread.annotating.units import CODES, CURRENCY_SIGNS, unit_at, units

NOON = 12  # hours of the day are spelled up to here
FIRST_YEAR, LAST_YEAR = 1900, 2099  # years that need no cue word
HYPHENS = frozenset("-‑")
_NUMBER_SIGNS = frozenset("№#§º°")
_PHRASE_REACH = 4  # tokens of a phrase of `not_times` before the time in it
_FIRST_SPELLED = 1300  # years in words: "thirteen hundred", not "a thousand and one"
_IDIOMS = frozenset(("minute", "second"))  # "the last minute" is of a match, or none


def uncounted(items: Sequence[Token], group: Group, names: TimeNames) -> Group:
    """As in "mercredi 12 personnes": the number counts what follows; only the weekday is a time."""
    if group.main.action != "weekdayday" or group.end is not None:
        return group
    if not _counts(items, group, names):
        return group
    main = group.main._replace(action="weekday", shift=0)
    found = names.weekdays.at(items, group.first)
    return Group(group.first, found[0] if found is not None else group.last - 1, main)


def _counts(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """Whether the number behind a weekday is of what follows, or an article ("vendredi un")."""
    number = items[group.last - 1]
    after = items[group.last] if group.last < len(items) else None
    if number.text.isdecimal():
        if after is None:
            return False
        order = after.text in HYPHENS and after.glued  # "неділя, 6-та ранку"
        plural = after.kind == "word" and len(after.low) > 3 and after.low[-1] in "sxn"
        return order or plural
    fields = group.main.fields
    if (fields.get("day") or fields["ordinal"])[0] == 1 and (
        number.low in names.words.articles or number.low in names.words.ones
    ):
        return True
    worded = SLOTS["n"](items, group.last - 1, names)
    return worded is not None and not _closes(after, names)


def stands(items: Sequence[Token], group: Group, names: TimeNames, language: str) -> bool:
    """Whether a group is a time at all."""
    action = group.main.action
    if action in ("part", "bareclock"):
        return False
    if names.not_times.firsts and _within_phrase(items, group, names):
        return False
    if action in ("unit", "span") and group.main.fields.get("unit", [""])[0] in _IDIOMS:
        return False
    if action == "unit" and any(
        items[i].low in names.plural_units for i in range(group.first, group.last)
    ):
        return False  # "in den letzten Jahren": nobody knows how many
    if action == "unit" and group.main.fields["unit"] == ["day"] and group.main.shift:
        return False  # "the last day of the cup", "the next day": of what is told
    if action == "period" and group.last < len(items):
        # "all'inizio del mese successivo" is the month after what is told
        return items[group.last].low not in names.not_after_period
    if action == "date" and _is_score(items, group):
        return False
    if action == "days" and _runs_backward(group):
        return False
    if action == "monthday" and group.last < len(items):
        after = items[group.last]
        if names.script.characters:
            return after.low not in names.not_after_day
        return after.kind not in ("word", "digits") or after.low in names.after_day
    if action == "ahead_if_future":
        return tense(items, group.first, group.last, names) in ("future", "later")
    if action == "clock":
        counts = _counts_what_follows(items, group, names, language)
        counts = counts or _lasts(items, group, names)
        return clock_time(group.main.fields) is not None and not counts
    if action == "year" and group.end is None and items[group.last - 1].kind == "word":
        return _is_spelled_year(items, group, names)
    if action == "year" and items[group.first].text in "'’" and group.end is None:
        unit = group.last < len(items) and _unit_follows(items, group.last, names, language)
        return not unit  # "voor '99 procent' zeker"
    if action == "year" and group.last - group.first == 1 and group.end is None:
        return _is_year(items, group.first, names, language)
    if group.end is not None and action == "year" and group.last - group.first == 3:
        return not (
            group.first and items[group.first].glued and items[group.first - 1].text not in '(“"«'
        )
    return True


def _is_score(items: Sequence[Token], group: Group) -> bool:
    """As in "il 4-1 di febbraio": the second number of a result is no day of a month."""
    i = group.first
    if i < 2 or not items[i].glued or items[i - 1].text not in HYPHENS | {"–"}:
        return False
    before = items[i - 2].text
    return items[i - 1].glued and before.isdecimal() and items[i].text.isdecimal()


def _runs_backward(group: Group) -> bool:
    """As in "the first 4-1 of February"."""
    fields = group.main.fields
    one_month = len(set(fields.get("month", ()))) == 1
    return one_month and bool(fields["day"][0] >= fields["day"][-1])


def _within_phrase(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """Whether a phrase that is no time holds the words, or shares some and goes beyond them."""
    for i in range(max(0, group.first - _PHRASE_REACH), group.last):
        found = names.not_times.at(items, i)
        if found is not None and found[0] > group.first:
            beyond = i < group.first or found[0] > group.last
            if beyond or (i == group.first and found[0] == group.last):
                return True
    return False


def _counts_what_follows(
    items: Sequence[Token], group: Group, names: TimeNames, language: str
) -> bool:
    """As in "las tres empresas", "all'8%": a bare number with a noun or unit is no time of day."""
    fields = group.main.fields
    if fields.get("lone"):
        unit = group.last < len(items) and _unit_follows(items, group.last, names, language)
        return unit or _scores(items, group, names)
    first = items[group.first].low
    if fields.get("ampm") and group.last == group.first + 2 and first in names.words.ones:
        return first not in names.hours.firsts  # "um AM", one who sits in the assembly
    told = any(fields.get(name) for name in ("min", "ampm", "past"))
    if not fields.get("hour") or told or group.last >= len(items):
        return False
    before, after = items[group.last - 1], items[group.last]
    bare = before.kind == "digits" or SLOTS["n"](items, group.last - 1, names) is not None
    if names.script.characters or not bare:
        return False
    if _unit_follows(items, group.last, names, language):
        return True
    allowed = after.low in names.after_day or after.low in names.glue
    return after.kind == "word" and not allowed


def _scores(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """As in "spielten elf gegen zehn": between two numbers the word leads to no time of day."""
    return (
        group.first > 0
        and items[group.first].low in names.score_words
        and SLOTS["minutes"](items, group.first - 1, names) is not None
    )


def _lasts(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """As in "ruim vijf uur": words before a whole hour that only a length of time has, in a language in
    which both are written alike; but not behind what only a time of day has ("om ruim vijf uur").
    """
    fields = group.main.fields
    if fields.get("min"):
        return False
    spelled = items[group.first].kind == "word" and SLOTS["hour"](items, group.first, names)
    if (
        names.before_hours
        and spelled
        and (fields.get("hour") or [0])[0] > NOON
        and not fields.get("ampm")
    ):
        return True  # "na zeventien uur praten": of the day it is written "17.00 uur"
    before = [item.low for item in items[max(0, group.first - 3) : group.first]]
    for n in range(1, len(before) + 1):
        if " ".join(before[-n:]) in names.before_hours:
            return not (len(before) > n and before[-n - 1] in names.before_clock)
    return False


def _unit_follows(items: Sequence[Token], i: int, names: TimeNames, language: str) -> bool:
    """Whether a unit stands here; "nel 2017 ha ricevuto" has no hectares."""
    if items[i].low in names.past.firsts and not items[i].glued:
        return False
    return unit_at(items, i, units(language)) is not None


def _is_spelled_year(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """Not "by two thousand votes", "by two thousand": a round number may count anything."""
    year = group.main.fields["year"][0]
    if names.script.characters or not _spelled(items, group, names):
        return True  # another word of the rule stands last
    after = items[group.last] if group.last < len(items) else None
    return bool(year >= _FIRST_SPELLED and year % 100 and _closes(after, names))


def _spelled(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """Whether a year in words ends a group."""
    return any(
        (found := SLOTS["wordyear"](items, i, names)) is not None and found[0] == group.last
        for i in range(group.first, group.last)
    )


def _is_year(items: Sequence[Token], i: int, names: TimeNames, language: str) -> bool:
    value = int(items[i].text)
    before = items[i - 1] if i else None
    after = items[i + 1] if i + 1 < len(items) else None
    if before is not None:
        if before.text in CURRENCY_SIGNS or before.text in CODES or before.text in _NUMBER_SIGNS:
            return False
        if before.low in names.number_words or (
            before.text == "." and i > 1 and items[i - 2].low in names.number_words
        ):
            return False
        if items[i].glued and before.text not in "(“\"«‘'’[–—=":
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
        if _unit_follows(items, i + 1, names, language):
            return False
        if names.words.elements.at(items, i + 1) is not None and after.kind == "word":
            step = names.words.elements.at(items, i + 1)
            if step is not None and step[1][0] != "add":
                return False
    cue = before is not None and before.low in names.year_cues
    if not FIRST_YEAR <= value <= LAST_YEAR or value % 100 == 0:
        bracketed = before is not None and before.text == "(" and after and after.text in ")–-"
        return (cue and _closes(after, names)) or bool(bracketed)
    approximate = names.approx.ending(items, i) is not None
    return cue or not approximate or _closes(after, names)


def _closes(after: Token | None, names: TimeNames) -> bool:
    """Whether nothing that could be counted follows."""
    return after is None or after.kind != "word" or after.low in names.glue or len(after.low) < 4
