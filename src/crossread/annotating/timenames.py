"""The `[times]` tables of a language → its time words, ready for lookup.

In: the table. Out: phrasebooks of months, weekdays, units and the rest, and the cues around times.
Nothing here knows a word of any language. Every phrase is prepared as the tokens are
(`timetokens`), so that a table is written as the language is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from crossread.annotating.numbers import Lexicon
from crossread.annotating.timetokens import Script
from crossread.annotating.tokens import Phrasebook, tokens


class TimeNames:
    """The time words of one language.

    Args:
        times: its `[times]` table; may be empty.
        words: its number words.
        before: phrases of approximation that may stand before a number.
        stops: words that no number counts.
        script: how its words are told apart.
    """

    def __init__(
        self,
        times: Mapping[str, Any],
        words: Lexicon,
        before: Sequence[str],
        stops: Sequence[str],
        script: Script,
    ) -> None:
        self.words = words
        self.script = script
        self.month_first: bool = times.get("month_first", False)
        self.not_dates = frozenset(times.get("not_dates", ()))
        self.year_first: bool = times.get("year_first", False)
        self.capital_months: bool = times.get("capital_months", False)
        self.lower_months: bool = times.get("lower_months", False)
        self.dotted: bool = words.dotted or times.get("dotted_days", False)
        self.weak = self._set(times, "weak_months")
        self.weak_weekdays = self._set(times, "weak_weekdays")
        self.weekday_cues = self._set(times, "weekday_cues")
        self.month_cues = self._set(times, "month_cues")
        self.year_cues = self._set(times, "year_cues")
        self.links = self._set(times, "glue") - {","}
        self.glue = self.links | {","}
        self.to = self._listed(times, "to")
        self.from_ = self._listed(times, "from")
        self.to_next = self._listed(times, "to_next")
        self.between = self._listed(times, "between")
        self.and_ = self._listed(times, "and")
        self.future = self._listed(times, "future")
        self.past = self._listed(times, "past")
        self.future_before = self._listed(times, "future_before")
        self.later = self._listed(times, "later")
        self.later_endings = tuple(times.get("later_endings", ()))
        self.since = self._listed(times, "since")
        self.not_cues = self._listed(times, "not_cues")
        self.not_cue_ends = self._ends(times, "not_cues")
        self.before_ends = self._ends(times, "future_before") | self._ends(times, "since")
        cues = (self.future, self.past, self.later, self.not_cues)
        # the words that any cue begins or ends with: the others need one look
        self.cue_words = frozenset().union(self.not_cue_ends, *(book.firsts for book in cues))
        self.past_endings = tuple(times.get("past_endings", ()))
        self.past_words = self._set(times, "past_words")
        self.not_past = self._set(times, "not_past")
        self.past_beside: bool = times.get("past_beside", True)
        self.past_known = bool(self.past_endings or self.past_words)
        self.present_before = tuple(times.get("present_before", ()))
        self.present_after = tuple(times.get("present_after", ()))
        self.present_words = self._set(times, "present_words")
        self.not_after_period = self._set(times, "not_after_period")
        self.plural_units = self._set(times, "plural_units")
        self.passives = self._set(times, "passives")
        self.verb_ends = self._set(times, "verb_ends")
        self.clause_words = self._set(times, "clause_words")
        self.genitives = self._listed(times, "genitives")
        self.genitive_ends = self._set(times, "genitive_ends")
        self.not_things = self._set(times, "not_things")
        self.night_into = self._listed(times, "night_into")
        self.future_endings = tuple(times.get("future_endings", ()))
        self.future_openings = tuple(map(script.fold, times.get("future_openings", ())))
        self.not_future = self._set(times, "not_future")
        self.lower_days = self._set(times, "lower_days")
        self.after_day = self._set(times, "after_day")
        self.not_after_day = self._set(times, "not_after_day")
        self.before_hours = self._set(times, "before_hours")
        self.before_clock = self._set(times, "before_clock")
        # behind an hour: what counts nothing, what says that it counts, and verbs by their endings
        self.after_hour = self._set(times, "after_hour") | frozenset(stops)
        self.not_after_hour = self._set(times, "not_after_hour")
        self.score_words = self._set(times, "score_words")  # "elf gegen zehn"
        self.verbs_after_hour = tuple(times.get("verbs_after_hour", ()))
        # phrases that hold a time's words and are none ("最后一天" holds "后一天")
        self.not_times = self._listed(times, "not_times")
        self.number_words = self._set(times, "number_words")
        self.now = self._listed(times, "now")
        self.year_marks = self._set(times, "year_marks")
        self.dotted_daymonth: bool = times.get("dotted_daymonth", False)
        self.after_short = self._set(times, "after_short")
        self.short_weekdays = self._book(times.get("weekdays_short", {}))
        self.one_word_weekdays = self._book(times.get("weekdays_one_word", {}))
        names: Mapping[str, int] = times.get("months", {})
        weekdays: Mapping[str, int] = times.get("weekdays", {})
        parts: Mapping[str, str] = times.get("parts", {})
        self.monthnames = self._book(names)
        self.months = self._book({**times.get("months_short", {}), **names})
        self.weekdays = self._book(weekdays)
        self.day_words = self._book(times.get("days", {}))
        self.parts = self._book(parts)
        self.seasons = self._book(times.get("seasons", {}))
        self.holidays = self._book(times.get("holidays", {}))
        self.periods = self._book(times.get("periods", {}))
        self.offsets = self._book(times.get("offsets", {}))
        self.weeks_of = self._listed(times, "weeks_of")
        self.weeks_from = self._listed(times, "weeks_from")
        self.weekends_of = self._listed(times, "weekends_of")
        self.lasting = self._listed(times, "lasting")
        self.ago = self._listed(times, "ago")
        self.during = self._listed(times, "during")
        self.edges = self._book(times.get("edges", {}))
        named = (
            times.get(name, ()) for name in ("weeks_of", "weeks_from", "weekends_of", "lasting")
        )
        opening = [*times.get("offsets", {}), *(phrase for listed in named for phrase in listed)]
        # the last words of what may stand before a day that is counted from: a cheap look first
        self.offset_ends = frozenset(tokens(script.prepare(p))[-1].low for p in opening)
        self.duals = self._book(times.get("duals", {}))
        self.in_season = self._book(times.get("in_season", {}))
        self.units_ago = self._book(times.get("units_ago", {}))
        self.single_units_ago = self._book(times.get("single_units_ago", {}))
        self.named_hours = self._book(times.get("named_hours", {}))
        self.hours_of = self._book(times.get("hours_of", {}))
        self.eves = self._book(
            times.get("eves", {})
        )  # "the previous" afternoon: days from the one told
        self.points = self._book(
            {
                phrase: tuple(map(int, shown.split(":")))
                for phrase, shown in times.get("points", {}).items()
            }
        )
        self.single_units = self._book(times.get("single_units", {}))
        self.hours_under_way = self._book(times.get("hours_under_way", {}))
        self.halves = self._book(times.get("halves", {}))
        self.decades = self._book(times.get("decades", {}))
        self.ampm = self._book(times.get("ampm", {}))
        self.zones = self._book({z: z for z in (*times.get("zones", ()), "utc", "gmt")})
        unsaid: dict[str, float | None] = dict.fromkeys(times.get("some", ()))
        self.some = self._book({**unsaid, **dict.fromkeys(times.get("pairs", ()), 2.0)})
        self.numbers = self._book(times.get("numbers", {}))
        self.ordinals = self._book(times.get("ordinals", {}))
        self.hours = self._book(times.get("hours", {}))
        self.approx = self._book(dict.fromkeys([*before, *times.get("approx", ())], True))
        self.units = self._book(
            {name: unit for unit, listed in times.get("units", {}).items() for name in listed}
        )
        self.joined_days = {
            day + part: (number, kind)
            for day, number in sorted(weekdays.items())
            for part, kind in sorted(parts.items())
            if times.get("joined_parts", False)
        }

        # Words for a day that hold a part of it: "gisteravond", "anoche".
        self.day_parts: Mapping[str, str] = times.get("day_parts", {})

    def _book(self, entries: Mapping[str, Any]) -> Phrasebook:
        return Phrasebook({self.script.prepare(phrase): v for phrase, v in entries.items()})

    def _telling(self, phrase: str) -> str:
        """What tells a period at a glance: "beginning" of "beginning of the month"."""
        edges = [word for word in phrase.split() if word in self.edges.firsts]
        return edges[0] if edges else phrase

    def _listed(self, times: Mapping[str, Any], name: str) -> Phrasebook:
        return self._book(dict.fromkeys(times.get(name, ()), True))

    def _ends(self, times: Mapping[str, Any], name: str) -> frozenset[str]:
        """The last words of phrases: a cheap look before the phrases are looked for."""
        return frozenset(tokens(self.script.prepare(p))[-1].low for p in times.get(name, ()))

    def _set(self, times: Mapping[str, Any], name: str) -> frozenset[str]:
        return frozenset(self.script.fold(word) for word in times.get(name, ()))

    def phrases(self, times: Mapping[str, Any]) -> dict[str, Iterable[str]]:
        """What each slot cannot do without: its phrases, prepared; to tell what to look for."""
        names = [*times.get("months", {})]
        weekdays = [*times.get("weekdays", {}), *self.joined_days]
        listed: dict[str, Iterable[str]] = {
            "month": [*names, *times.get("months_short", {})],
            "monthname": names,
            "weekday": weekdays,
            "shortweekday": [*times.get("weekdays_short", {}), *weekdays],
            "oneword": times.get("weekdays_one_word", {}),
            "unit": [name for group in times.get("units", {}).values() for name in group],
            "days": times.get("days", {}),
            "part": times.get("parts", {}),
            "season": times.get("seasons", {}),
            "ampm": times.get("ampm", {}),
            "holiday": times.get("holidays", {}),
            "dual": times.get("duals", {}),
            "inseason": times.get("in_season", {}),
            "unitago": times.get("units_ago", {}),
            "unitone": times.get("single_units_ago", {}),
            "namedhour": times.get("named_hours", {}),
            "hourof": times.get("hours_of", {}),
            "eve": times.get("eves", {}),
            # the noun tells, not the preposition before it, which most sentences hold
            "point": [phrase.split()[-1] for phrase in times.get("points", {})],
            "oneunit": times.get("single_units", {}),
            "hourth": times.get("hours_under_way", {}),
            "period": map(self._telling, times.get("periods", {})),
            "halfname": times.get("halves", {}),
            "decadeword": times.get("decades", {}),
        }
        return {slot: [self.script.prepare(p) for p in phrases] for slot, phrases in listed.items()}
