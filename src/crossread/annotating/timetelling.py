"""What must stand in a sentence for a slot of a rule of `[times]` to hold something.

In: the time words of a language. Out: by slot, words and marks as `hints.seen` gives them, one of
which a sentence must hold; slots that tell nothing at a glance are not there. So most rules of most
sentences need not be tried.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crossread.annotating.hints import CLOCK, DATE, DECADE, DIGIT, JOINED, YEAR, hints
from crossread.annotating.number_words import Lexicon
from crossread.annotating.timehours import LAST_HOUR, LAST_MINUTE
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timeslots import ROMAN
from crossread.annotating.tokens import tokens

_NUMERIC_SLOTS = {
    "date": frozenset((DATE, YEAR)), "dotclock": frozenset((DATE,)),
    "daymonth": frozenset((DATE,)), "dashdaymonth": frozenset((DATE,)), "suredaymonth": frozenset((DATE,)),
    "clock": frozenset((CLOCK, YEAR)), "year": frozenset((YEAR,)), "decade": frozenset((DECADE,)),
    "min": frozenset((DIGIT,)), "shortyear": frozenset((DIGIT,)), "nth": frozenset((JOINED,)), "lonenth": frozenset((JOINED,)),
    "num": frozenset((DIGIT,)), "digithour": frozenset((DIGIT,)), "tens": frozenset((DIGIT,)), "monthnumber": frozenset((DIGIT,)),
}  # fmt: skip
_SPELLED = ("year", "min", "shortyear")  # what Chinese numerals write, too


def telling_words(names: TimeNames, times: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """What must stand in a sentence for a slot to hold something, where that is telling.

    Args:
        names: the time words of a language.
        times: its `[times]` table.

    Returns:
        Words and marks by slot.
    """
    listed = names.phrases(times)
    found = {slot: hints(phrases) for slot, phrases in listed.items()}
    telling = {slot: words for slot, words in found.items() if words}
    numeric = {
        slot: marks
        for slot, marks in _NUMERIC_SLOTS.items()
        if not (names.script.characters and slot in _SPELLED)
    }
    hours = _hours(names) if names.script.plain else {}
    return {**telling, **numeric, **hours, **_numbers(names)}


def _numbers(names: TimeNames) -> dict[str, frozenset[str]]:
    """What a year or an ordinal in words needs; compounds cannot be told by their words."""
    words = names.words
    if words.compound or names.script.characters:
        return {}
    years = [
        word
        for word in words.elements.firsts
        if (found := words.elements.at(tokens(word), 0)) is not None
        and (13 <= found[1][1] <= 20 if found[1][0] == "add" else found[1][1] <= 1000)
    ]
    ordinals = {*words.ordinals.firsts, *names.ordinals.firsts}
    plain = [roman.casefold() for roman in ROMAN]
    romans = {roman + mark for roman in plain for mark in ("", *words.digit_suffixes)}
    return {
        "wordyear": frozenset(years),
        "ordinal": frozenset((DIGIT, *ordinals, *romans)),
    }


def _hours(names: TimeNames) -> dict[str, frozenset[str]]:
    """What hours and minutes need, in a language that writes its words apart and whole."""
    words = names.words
    spelled: dict[str, float] = dict.fromkeys((*words.ones, *names.hours.firsts), 1.0)
    for word in (*words.elements.firsts, *names.numbers.firsts):
        found = words.elements.at(tokens(word), 0)  # none where the number has more words than this
        step, value = found[1] if found is not None else ("add", 1.0)
        if step == "add":
            spelled[word] = value
    spelled.update(_written_as_one(words))
    hours = frozenset(word for word, value in spelled.items() if value <= LAST_HOUR)
    past = frozenset(word for word, value in spelled.items() if value <= LAST_MINUTE)
    found_past = past - words.ones | {DIGIT}
    return {
        "hour": hours | {DIGIT},
        "minutes": found_past,
        "minutesto": found_past,
        "minutewordto": found_past,
    }


def _written_as_one(words: Lexicon) -> dict[str, float]:
    """As in "fünfundzwanzig", "venticinque", "vijfentwintig": numbers of two pieces, up to 59."""
    pieces = [(word, value) for word, (step, value) in words.pieces.items() if step == "add"]
    units = [word for word, value in pieces if 0 < value < 10]
    tens = [word for word, value in pieces if 20 <= value < 60]
    pairs = [pair for a in units for b in tens for pair in ((a, b), (b, a))]
    links = ("", *sorted(words.joiners))
    joined = (a + link + b for a, b in pairs for link in links)
    cuts = ((word, words.split(word)) for word in joined)
    return {word: cut[0] for word, cut in cuts if cut is not None and cut[1] == "cardinal"}
