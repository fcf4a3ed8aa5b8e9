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

FIRST_YEAR, LAST_YEAR = 1900, 2099  # years that need no cue word
_NUMBER_SIGNS = frozenset("№#§º°")


def uncounted(items: Sequence[Token], group: Group) -> Group:
    """As in "mercredi 12 personnes": the number counts what follows, and only the weekday is a time."""
    if group.main.action != "weekdayday" or group.end is not None or group.last >= len(items):
        return group
    after = items[group.last]
    plural = after.kind == "word" and len(after.low) > 3 and after.low[-1] in "sxn"
    if not plural or not items[group.last - 1].text.isdecimal():
        return group
    main = group.main._replace(action="weekday", shift=0)
    return Group(group.first, group.last - 1, main)


def stands(items: Sequence[Token], group: Group, names: TimeNames, language: str) -> bool:
    """Whether a group is a time at all."""
    action = group.main.action
    if action == "part":
        return False
    if action == "monthday" and group.last < len(items):
        after = items[group.last]
        if names.script.characters:
            return after.low not in names.not_after_day
        return after.kind not in ("word", "digits") or after.low in names.after_day
    if action == "ahead_if_future":
        return tense(items, group.first, group.last, names) == "future"
    if action == "clock":
        counts = _counts_what_follows(items, group, names)
        return clock_time(group.main.fields) is not None and not counts
    if action == "year" and group.last - group.first == 1 and group.end is None:
        return _is_year(items, group.first, names, language)
    if group.end is not None and action == "year" and group.last - group.first == 3:
        return not (
            group.first and items[group.first].glued and items[group.first - 1].text not in '(“"«'
        )
    return True


def _counts_what_follows(items: Sequence[Token], group: Group, names: TimeNames) -> bool:
    """As in "las tres empresas", "alle 8 squadre": a bare number with a noun is no time of day."""
    fields = group.main.fields
    if (
        not fields.get("hour")
        or fields.get("min")
        or fields.get("ampm")
        or group.last >= len(items)
    ):
        return False
    before, after = items[group.last - 1], items[group.last]
    bare = before.kind == "digits" or SLOTS["n"](items, group.last - 1, names) is not None
    allowed = after.low in names.after_day or after.low in names.glue
    return bare and after.kind == "word" and not allowed and not names.script.characters


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
        if unit_at(items, i + 1, units(language)) is not None:
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
