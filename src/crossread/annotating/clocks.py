"""A time of day without its day → the day it belongs to.

In: the sentences of an article in order, with the days that their time expressions name. Out: for
a bare clock ("broke out at 9:40 p.m.") the day meant, or none. A report is mostly written the day
after, so the day of publication is a bad guess; the text has mostly named the day just before.
Asked in this order: the nearest day before it in its sentence, a day behind it in its clause
("gegen 22 Uhr brach am Mittwoch …"), the nearest day before it in its paragraph or in the sentence
before, and last a day named anywhere before with a part of the day that the clock lies in
("Wednesday night" … "at 9:40 p.m."), if it is the only one. Where no day is named at all, a time in
UTC is on the day of publication: such exact times are given as events run (timex-dev: 6 of 6).
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from crossread.model import Sentence

NOON = 12
SMALL_HOURS = 6  # a night begun on Wednesday lasts until about 6 on Thursday
PART_HOURS = {
    "morning": range(3, 13),
    "noon": range(11, 15),
    "afternoon": range(12, 19),
    "evening": range(17, 24),
    "night": (*range(18, 24), *range(SMALL_HOURS)),
}


class Said(NamedTuple):
    """A day that the text has named.

    Args:
        first: the day; None where a longer span of days was named, which says no day.
        last: the next day, for a night between two days; else as `first`.
        known_from: as of the time it comes from.
        part: the part of the day named with it, or None.
    """

    first: date | None
    last: date | None
    known_from: str
    part: str | None = None

    def at(self, hour: int, latest: date | None = None) -> date | None:
        """The day on which the clock shows this hour.

        Args:
            hour: 0 to 23.
            latest: the day of the report: the small hours after a night are not looked for later.
        """
        if self.first is None or self.last is None:
            return None
        if self.last > self.first:
            return self.first if hour >= NOON else self.last
        dark = self.part in ("evening", "night") and hour < SMALL_HOURS
        if dark and self.first < (latest or date.max):
            return self.first + timedelta(days=1)
        return self.first


def said(
    value: str, known_from: str, part: str | None = None, night_into: bool = False
) -> Said | None:
    """The day that a resolved time names.

    Args:
        value: ISO 8601, as of `Time`.
        known_from: as of `Time`.
        part: morning, noon, afternoon, evening, night or None.
        night_into: whether the words mean the night that ends in this day.

    Returns:
        The day; None where the value is coarser than days and so tells nothing.
    """
    ends = value.split("/")
    if len(ends[0]) < len("2025-02-12"):
        return None
    try:
        first, last = (date.fromisoformat(end[:10]) for end in (ends[0], ends[-1]))
    except ValueError:
        return None
    if first == last:
        if night_into and first > date.min:
            return Said(first - timedelta(days=1), first, known_from)
        return Said(first, first, known_from, part)
    night = part == "night" and last == first + timedelta(days=1)
    return Said(first, last, known_from) if night else Said(None, None, known_from)


class Days:
    """The days that an article has named so far.

    Call `enter` with each sentence, `add` with what each time expression in it names.
    """

    def __init__(self) -> None:
        self._here: Said | None = None  # in this sentence
        self._before: Said | None = None  # in the sentence before
        self._paragraph: Said | None = None
        self._number: int | None = None
        self._parts: dict[str, set[date]] = {}
        self._known: dict[str, Said] = {}

    def enter(self, sentence: Sentence) -> None:
        """Begin a sentence."""
        if sentence.paragraph != self._number:
            self._number, self._paragraph = sentence.paragraph, None
        self._before, self._here = self._here, None

    def add(self, day: Said | None) -> None:
        """Note what a time expression names; None changes nothing."""
        if day is None:
            return
        self._here = self._paragraph = day
        if day.part is not None and day.first is not None:
            self._parts.setdefault(day.part, set()).add(day.first)
            self._known[day.part] = day

    def of(self, hour: int, behind: Said | None) -> Said | None:
        """The day of a bare clock.

        Args:
            hour: 0 to 23.
            behind: the day named behind it in its clause, if there is one.
        """
        near = self._here or behind or self._paragraph or self._before
        if near is not None:
            return near
        fitting = [p for p, hours in PART_HOURS.items() if hour in hours and p in self._parts]
        days = {day for part in fitting for day in self._parts[part]}
        return self._known[fitting[0]] if len(days) == 1 else None
