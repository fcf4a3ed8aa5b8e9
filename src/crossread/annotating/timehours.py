"""Hours and minutes of a time of day, in words or digits, and what follows them.

In: tokens and the time words of a language, as for `timeslots`, which names these slots. Out: where
the words end and what they say. Minutes told around an hour are added to it ("ten past seven", "sept
heures dix") or taken from it ("twenty to nine", "dix heures moins vingt"); the slot says which. The
same words count things ("five to six people"), so that a rule which nothing else makes sure ends in
`{lone}`: no noun follows that the number before it could count.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.timedigits import Found, whole_number
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timenumbers import number
from crossread.annotating.tokens import Token

LAST_HOUR, LAST_MINUTE = 24, 59
_COUNTED_SIGNS = frozenset("%‰°/$€£¥+=")  # a number before one of these is no time of day


def hour(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "7", "sieben", "час": 0 to 24."""
    value = whole_number(items, i, 0, LAST_HOUR)
    if value is not None and len(items[i].text) <= 2:
        return i + 1, value
    if items[i].kind == "word":
        named = names.hours.at(items, i)
        if named is not None:
            return named
        found = number(items, i, names)
        whole = found is not None and found.value == int(found.value)  # not "tweeënhalf uur"
        if found is not None and not whole and found.last > i + 1:
            found = number(items[: i + 1], i, names)  # "las cuatro y media": four, and a half
            whole = found is not None and found.value == int(found.value)
        if (
            found is not None
            and whole
            and found.kind in ("cardinal", "one")
            and not _multiplies(items, i, names)
            and 0 < found.value <= LAST_HOUR
        ):
            return found.last, int(found.value)
    return None


def _multiplies(items: Sequence[Token], i: int, names: TimeNames) -> bool:
    """Whether a word as "dozen" stands here: it counts things, no hours."""
    step = names.words.elements.at(items, i)
    return step is not None and step[1][0] != "add"


def hour_in_digits(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    """As in "7": 0 to 24."""
    value = whole_number(items, i, 0, LAST_HOUR)
    return (i + 1, value) if value is not None and len(items[i].text) <= 2 else None


def minutes(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "ten" of "ten past seven": 2 to 59, to be added to an hour."""
    return _minutes(items, i, names, "cardinal")


def minutes_to(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "twenty" of "twenty to nine": -2 to -59, to be added to an hour."""
    found = minutes(items, i, names)
    return (found[0], -found[1]) if found is not None else None


def minutes_in_a_word_to(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """The same in one word, where the hour follows at once: "без двадцати девять" is no 29."""
    return minutes_to(items[: i + 1], i, names)


def minute_of(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "десятій" of "о десятій хвилині на восьму", the tenth minute: to be added to an hour."""
    return _minutes(items, i, names, "ordinal")


def _minutes(items: Sequence[Token], i: int, names: TimeNames, kind: str) -> Found | None:
    value = whole_number(items, i, 2, LAST_MINUTE)
    if value is not None:
        return (i + 1, value) if len(items[i].text) <= 2 else None
    found = number(items, i, names) if items[i].kind == "word" else None
    if found is None or found.kind != kind or found.value != int(found.value):
        return None
    if _multiplies(items, i, names):
        return None
    return (found.last, int(found.value)) if 1 < found.value <= LAST_MINUTE else None


def lone(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """Nothing, in a place where no noun follows: "at ten past seven the bank …", not "… banks".

    Args:
        items: the tokens of a sentence.
        i: index of the token behind the words of a time; may be one past the last.
        names: the time words of the language; `after_hour`, `not_after_hour`,
            `verbs_after_hour` (endings) and the past forms are read.
    """
    return (i, None) if _counts_nothing(items, i, names) else None


def _counts_nothing(items: Sequence[Token], i: int, names: TimeNames) -> bool:
    if i >= len(items) or names.ampm.ending(items, i) is not None:
        return True
    after = items[i]
    if after.kind == "sign":
        return not (after.text in _COUNTED_SIGNS or (after.glued and after.text in "-‑–"))
    one = items[i - 1].low
    if after.kind != "word" or (one in names.words.ones and one not in names.hours.firsts):
        return False  # "gegen eine der beiden"
    if names.ampm.at(items, i) is not None:
        return False  # the same rule with it is longer
    if _day(items, i, names):
        return True
    if after.low in names.not_after_hour:
        return _day(items, i + 1, names)  # "las cinco de ayer", not "de ellas"
    if after.low in names.after_hour or after.low in names.links or after.low in names.after_day:
        return True
    if after.low in names.past_words or after.low in names.clause_words:
        return True
    return after.low.endswith(names.verbs_after_hour) and after.low not in names.not_past


def _day(items: Sequence[Token], i: int, names: TimeNames) -> bool:
    """Whether a weekday, or a word like "yesterday", begins here."""
    return names.weekdays.at(items, i) is not None or names.day_words.at(items, i) is not None
