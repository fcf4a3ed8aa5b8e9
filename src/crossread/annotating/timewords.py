"""Patterns for time expressions, read from the language tables.

In: tokens of a sentence. Out: expressions: which tokens, what kind of time, with which parts. The
rules of the `[times]` table are compiled by `timerules`; here is what each slot holds. The longest
match at a token wins, then the first rule. Rules are found by their first word or slot, and left
out where the sentence lacks what they need, so that most tokens cost one lookup.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from crossread.annotating.hints import CLOCK, DATE, DECADE, DIGIT, YEAR, hints
from crossread.annotating.numbers import Lexicon, Number, lexicon, number_at
from crossread.annotating.timerules import ANYTHING, Branch, Rule, compile_rule, needs
from crossread.annotating.tokens import Phrasebook, Token
from crossread.errors import ModelError
from crossread.languages import table

Fields = dict[str, list[Any]]
Found = tuple[int, Any]
Memo = dict[tuple[str, int], "Found | None"]


class Expression(NamedTuple):
    """A time expression among the tokens.

    Args:
        first: index of its first token.
        last: one past the index of its last token.
        action: how to resolve it.
        shift: -1, 0 or 1 for last, this, next; other numbers as the rule says.
        fields: what the slots held, each in order.
    """

    first: int
    last: int
    action: str
    shift: int
    fields: Fields


Opening = tuple[str, Branch]  # a slot, or "" where the word itself opens the rules

MAX_MEMO = 10_000  # slots tried that are remembered within one text
_SIGNS = frozenset("'’~≈><≤≥")
MAX_KEPT = 100_000  # words whose rules are remembered; a guard for endless input
_SLOTS_BY_KIND: Mapping[str, tuple[str, ...]] = {
    "digits": ("n", "day", "year", "hour", "clock", "dotclock", "daymonth", "decade", "ordinal"),
    "date": ("date",),
    "clock": ("clock",),
    "code": (),
    "url": (),
}
_NUMERIC_SLOTS = {
    "date": frozenset((DATE,)), "dotclock": frozenset((DATE,)), "daymonth": frozenset((DATE,)),
    "clock": frozenset((CLOCK, YEAR)), "year": frozenset((YEAR,)), "decade": frozenset((DECADE,)),
    "min": frozenset((DIGIT,)),
}  # fmt: skip
_SIGN_SLOTS = ("year", "decade", "approx")
UNIVERSAL = ("{date} => numeric", "{clock} {zone} => clock", "{year} => year")


class TimeWords:
    """The time words and rules of one language.

    Args:
        times: its `[times]` table; may be empty.
        words: its number words.
        before: phrases of approximation that may stand before a number.
    """

    def __init__(self, times: Mapping[str, Any], words: Lexicon, before: Sequence[str]) -> None:
        self.words = words
        self.month_first: bool = times.get("month_first", False)
        self.capital_months: bool = times.get("capital_months", False)
        self.dotted: bool = words.dotted
        self.weak = frozenset(times.get("weak_months", ()))
        self.month_cues = frozenset(times.get("month_cues", ()))
        self.year_cues = frozenset(times.get("year_cues", ()))
        self.glue = frozenset(times.get("glue", ())) | {","}
        self.to = Phrasebook(dict.fromkeys(times.get("to", ()), True))
        self.from_ = Phrasebook(dict.fromkeys(times.get("from", ()), True))
        self.between = Phrasebook(dict.fromkeys(times.get("between", ()), True))
        self.and_ = Phrasebook(dict.fromkeys(times.get("and", ()), True))
        self.future = Phrasebook(dict.fromkeys(times.get("future", ()), True))
        self.past = Phrasebook(dict.fromkeys(times.get("past", ()), True))
        self.genitives = Phrasebook(dict.fromkeys(times.get("genitives", ()), True))
        self.genitive_ends = frozenset(times.get("genitive_ends", ()))
        self.not_things = frozenset(times.get("not_things", ()))
        self.night_into = Phrasebook(dict.fromkeys(times.get("night_into", ()), True))
        self.future_endings = tuple(times.get("future_endings", ()))
        self.not_future = frozenset(times.get("not_future", ()))
        self.short_weekdays = Phrasebook(times.get("weekdays_short", {}))
        names: Mapping[str, int] = times.get("months", {})
        weekdays: Mapping[str, int] = times.get("weekdays", {})
        parts: Mapping[str, str] = times.get("parts", {})
        self.monthnames = Phrasebook(names)
        self.months = Phrasebook({**times.get("months_short", {}), **names})
        self.weekdays = Phrasebook(weekdays)
        self.day_words = Phrasebook(times.get("days", {}))
        self.lower_days = frozenset(times.get("lower_days", ()))
        self.parts = Phrasebook(parts)
        self.seasons = Phrasebook(times.get("seasons", {}))
        self.holidays = Phrasebook(times.get("holidays", {}))
        self.ampm = Phrasebook({**times.get("ampm", {})})
        self.zones = Phrasebook({z: z for z in (*times.get("zones", ()), "utc", "gmt")})
        self.some = Phrasebook(dict.fromkeys(times.get("some", ())))
        self.approx = Phrasebook(dict.fromkeys(before, True))
        self.units = Phrasebook(
            {name: unit for unit, listed in times.get("units", {}).items() for name in listed}
        )
        self.joined_days = {
            day + part: (number, kind)
            for day, number in sorted(weekdays.items())
            for part, kind in sorted(parts.items())
            if times.get("joined_parts", False)
        }
        self._slots: dict[str, Callable[[Sequence[Token], int], Found | None]] = {
            "month": self._month, "monthname": self._monthname, "weekday": self._weekday,
            "day": self._day, "year": self._year, "n": self._n, "unit": self.units.at,
            "days": self._day_word, "part": self.parts.at, "season": self.seasons.at,
            "ordinal": self._ordinal, "approx": self.approx.at, "clock": self._clock,
            "hour": self._hour, "min": self._min, "ampm": self.ampm.at, "zone": self.zones.at,
            "date": self._date, "decade": self._decade, "holiday": self.holidays.at,
            "dotclock": self._dotclock, "daymonth": self._daymonth,
        }  # fmt: skip
        self._books = {
            "month": self.months, "monthname": self.monthnames, "weekday": self.weekdays,
            "unit": self.units, "days": self.day_words, "part": self.parts,
            "season": self.seasons, "approx": self.approx, "ampm": self.ampm, "zone": self.zones,
            "holiday": self.holidays,
        }  # fmt: skip
        self._kept: dict[str, tuple[str, ...]] = {}
        self._kept_openings: dict[str, tuple[Opening, ...]] = {}
        self._by_word: dict[str, Branch] = {}
        self._by_slot: dict[str, Branch] = {}
        self._by_need: dict[str, list[Rule]] = {}
        lines: Sequence[str] = times.get("rules", ())
        telling = self._telling(times)
        for number, line in enumerate((*lines, *UNIVERSAL)):
            rule = compile_rule(line)
            self._index(rule._replace(number=number, needs=needs(rule, telling)))

        self._needed = frozenset(self._by_need)

    def _telling(self, times: Mapping[str, Any]) -> dict[str, frozenset[str]]:
        """What must stand in a sentence for a slot to hold something, where that is telling."""
        names = [*times.get("months", {})]
        listed: dict[str, Iterable[str]] = {
            "month": [*names, *times.get("months_short", {})],
            "monthname": names,
            "weekday": [*times.get("weekdays", {}), *self.joined_days],
            "unit": [name for group in times.get("units", {}).values() for name in group],
            "days": times.get("days", {}),
            "part": times.get("parts", {}),
            "season": times.get("seasons", {}),
            "ampm": times.get("ampm", {}),
            "holiday": times.get("holidays", {}),
        }
        found = {slot: hints(phrases) for slot, phrases in listed.items()}
        telling = {slot: words for slot, words in found.items() if words}
        return {**telling, **_NUMERIC_SLOTS}

    def _index(self, rule: Rule) -> None:
        for word in rule.needs[0]:
            self._by_need.setdefault(word, []).append(rule)
        for n, element in enumerate(rule.elements):
            if element.slot:
                if element.slot not in self._slots:
                    raise ModelError(f"a rule of [times] names an unknown slot: {element.slot}")
                self._by_slot.setdefault(element.slot, Branch()).add(rule, n + 1)
            for words in element.words:
                branch = self._by_word.setdefault(words[0], Branch())
                if len(words) > 1:
                    branch.add_within(rule, words[1])
                else:
                    branch.add(rule, n + 1)
            if not element.optional:
                return

    def possible(self, seen: frozenset[str]) -> frozenset[int]:
        """The numbers of the rules that may find a time in a sentence; most hold none.

        Args:
            seen: the sentence at a glance, from `hints.seen`.
        """
        held = seen | ANYTHING
        found: list[int] = []
        for word in held & self._needed:
            for rule in self._by_need[word]:
                for need in rule.needs:
                    if held.isdisjoint(need):
                        break
                else:
                    found.append(rule.number)
        return frozenset(found)

    def find(self, items: Sequence[Token], possible: frozenset[int]) -> list[Expression]:
        """All expressions among the tokens, in order, none overlapping.

        Args:
            items: the tokens of a sentence.
            possible: the rules to be tried, as `possible` tells them of the same sentence.
        """
        found: list[Expression] = []
        memo: Memo = {}
        i = 0
        while i < len(items):
            openings = self._openings(items[i])
            best = self._best(items, i, openings, possible, memo) if openings else None
            if best is None:
                i += 1
            else:
                found.append(best)
                i = best.last
            if len(memo) > MAX_MEMO:
                memo.clear()
        return found

    def _openings(self, token: Token) -> tuple[Opening, ...]:
        """The branches of rules that may begin at a token; most words have none."""
        kept = self._kept_openings.get(token.low) if token.kind == "word" else None
        if kept is not None:
            return kept
        branches = [("", self._by_word.get(token.low))]
        branches += [(slot, self._by_slot.get(slot)) for slot in self._slots_of(token)]
        found = tuple((slot, branch) for slot, branch in branches if branch is not None)
        if token.kind == "word":
            if len(self._kept_openings) > MAX_KEPT:
                self._kept_openings.clear()
            self._kept_openings[token.low] = found
        return found

    def _best(
        self,
        items: Sequence[Token],
        i: int,
        openings: Sequence[Opening],
        possible: frozenset[int],
        memo: Memo,
    ) -> Expression | None:
        if i and items[i].glued and items[i - 1].kind in ("word", "code", "url"):
            return None
        rules: dict[int, Rule] = {}
        for slot, branch in openings:
            if branch.numbers.isdisjoint(possible):
                continue
            opened = self._slot(slot, items, i, memo) if slot else (i + 1, None)
            if opened is not None:
                rules.update({r.number: r for r in self._fitting(branch, items, opened[0])})
        best: Expression | None = None
        for number in sorted(possible.intersection(rules)):
            rule = rules[number]
            end, fields = self._match(rule, 0, items, i, memo)
            if end is not None and (best is None or end > best.last):
                best = Expression(i, end, rule.action, rule.shift, fields)
        return best

    def _fitting(self, branch: Branch, items: Sequence[Token], i: int) -> list[Rule]:
        if i >= len(items):
            return branch.whole
        return branch.fitting(items[i].low, self._slots_of(items[i]))

    def _slots_of(self, token: Token) -> Sequence[str]:
        """The slots that a token may begin; kept by word, as most words begin none."""
        if token.kind != "word":
            return _SLOTS_BY_KIND.get(token.kind, _SIGN_SLOTS if token.text in _SIGNS else ())
        kept = self._kept.get(token.low)
        if kept is None:
            if len(self._kept) > MAX_KEPT:
                self._kept.clear()
            kept = self._kept[token.low] = tuple(self._word_slots(token.low))
        return kept

    def _word_slots(self, low: str) -> list[str]:
        slots = [name for name, book in self._books.items() if low in book.firsts]
        if low in self.joined_days and "weekday" not in slots:
            slots.append("weekday")
        if self.words.may_begin(low) or low in self.words.ones or low in self.some.firsts:
            slots += ["n", "day", "ordinal", "hour"]
        return slots if low.upper() not in _ROMAN else [*slots, "ordinal"]

    def _match(
        self, rule: Rule, n: int, items: Sequence[Token], i: int, memo: Memo
    ) -> tuple[int | None, Fields]:
        if n == len(rule.elements):
            return i, {}
        element = rule.elements[n]
        if element.slot:
            found = self._slot(element.slot, items, i, memo) if i < len(items) else None
            if found is not None:
                end, fields = self._match(rule, n + 1, items, found[0], memo)
                if end is not None:
                    fields.setdefault(element.slot, []).insert(0, found[1])
                    return end, fields
        else:
            for words in element.words:
                after = i
                for word in words:
                    if after >= len(items) or items[after].low != word:
                        break
                    after += 1
                else:
                    end, fields = self._match(rule, n + 1, items, after, memo)
                    if end is not None:
                        return end, fields
        return self._match(rule, n + 1, items, i, memo) if element.optional else (None, {})

    def _slot(self, name: str, items: Sequence[Token], i: int, memo: Memo) -> Found | None:
        key = (name, i)
        if key not in memo:
            memo[key] = self._slots[name](items, i)
        return memo[key]

    # slots

    def _month(self, items: Sequence[Token], i: int) -> Found | None:
        found = self.months.at(items, i)
        if found is None:
            return None
        if self.capital_months and items[i].low in self.weak and items[i].text[0].islower():
            return None
        end = found[0]
        dot = end < len(items) and items[end].text == "." and items[end].glued
        if dot and self.monthnames.at(items, i) is None:
            end += 1
        return end, found[1]

    def _monthname(self, items: Sequence[Token], i: int) -> Found | None:
        found = self.monthnames.at(items, i)
        if found is None:
            return None
        upper = items[i].text[0].isupper()
        if self.capital_months and not upper:
            return None
        if items[i].low in self.weak:
            cue = i > 0 and items[i - 1].low in self.month_cues
            if not cue:
                return None
        return found

    def _weekday(self, items: Sequence[Token], i: int) -> Found | None:
        both = self.joined_days.get(items[i].low)
        if both is not None:
            return i + 1, both[0]
        found = self.weekdays.at(items, i)
        if found is not None and found[0] < len(items):
            after = items[found[0]]
            if after.text in "'’" and found[0] + 1 < len(items) and items[found[0] + 1].low == "s":
                return found
        return found

    def _day_word(self, items: Sequence[Token], i: int) -> Found | None:
        if items[i].low in self.lower_days and i and items[i].text[0].isupper():
            return None  # "am selben Morgen": the noun
        return self.day_words.at(items, i)

    def _whole(self, items: Sequence[Token], i: int, low: int, high: int) -> int | None:
        text = items[i].text if i < len(items) else ""
        if items and text.isdecimal() and len(text) <= 4 and low <= int(text) <= high:
            return int(text)
        return None

    def _day(self, items: Sequence[Token], i: int) -> Found | None:
        value = self._whole(items, i, 1, 31)
        if value is not None and len(items[i].text) <= 2:
            end = i + 1
            if end < len(items) and items[end].glued:
                if items[end].low in self.words.digit_suffixes:
                    return end + 1, value
                if items[end].text == "." and self.dotted:
                    return end + 1, value
                if items[end].kind == "word":
                    return None
            return end, value
        if items[i].kind != "word":
            return None
        number = number_at(items, i, self.words)
        if number is None or not 1 <= number.value <= 31 or number.value != int(number.value):
            return None
        if number.kind not in ("ordinal", "cardinal", "one"):
            return None
        return number.last, int(number.value)

    def _year(self, items: Sequence[Token], i: int) -> Found | None:
        text = items[i].text
        if text in "'’" and i + 1 < len(items) and items[i + 1].glued:
            short = items[i + 1].text
            if len(short) == 2 and short.isdecimal() and not (i and items[i].glued):
                return i + 2, 1900 + int(short) if int(short) > 40 else 2000 + int(short)
            return None
        value = self._whole(items, i, 1000, 2999)
        if value is None or (
            i + 1 < len(items) and items[i + 1].glued and items[i + 1].kind == "word"
        ):
            return None
        return i + 1, value

    def _n(self, items: Sequence[Token], i: int) -> Found | None:
        some = self.some.at(items, i)
        if some is not None:
            return some
        number: Number | None = number_at(items, i, self.words)
        if number is not None and number.kind == "fraction" and number.last > i + 1:
            bottom = self.words.fractions.at(items, number.last - 1)
            if bottom is not None and self.units.at(items, number.last - 1) is not None:
                return number.last - 1, round(number.value * float(bottom[1]))  # three quarters
        if number is not None and number.kind in ("cardinal", "one", "fraction"):
            return number.last, number.value
        if number is not None and number.kind == "vague":
            return number.last, None
        if items[i].low in self.words.articles or items[i].low in self.words.ones:
            return i + 1, 1.0
        return None

    def _ordinal(self, items: Sequence[Token], i: int) -> Found | None:
        number = number_at(items, i, self.words)
        if number is not None and number.kind == "ordinal":
            return number.last, int(number.value)
        value = self._whole(items, i, 1, 31)
        dot = i + 1 < len(items) and items[i + 1].text == "." and items[i + 1].glued
        if value is not None and dot and self.dotted:
            return i + 2, value
        roman = _ROMAN.get(items[i].text)
        if roman is not None:
            end = i + 1
            if (
                end < len(items)
                and items[end].glued
                and items[end].low in self.words.digit_suffixes
            ):
                end += 1
            return end, roman
        return None

    def _clock(self, items: Sequence[Token], i: int) -> Found | None:
        if items[i].kind == "clock":
            hour, minute = items[i].text.split(":")[:2]
            return i + 1, (int(hour), int(minute))
        text = items[i].text
        if (
            len(text) == 4
            and text.isdecimal()
            and int(text[:2]) < 24
            and int(text[2:]) < 60
            and self.zones.at(items, i + 1) is not None
        ):
            return i + 1, (int(text[:2]), int(text[2:]))
        return None

    def _dotclock(self, items: Sequence[Token], i: int) -> Found | None:
        match = re.fullmatch(r"([01]?\d|2[0-4])\.([0-5]\d)", items[i].text)
        return (i + 1, (int(match[1]), int(match[2]))) if match else None

    def _hour(self, items: Sequence[Token], i: int) -> Found | None:
        value = self._whole(items, i, 0, 24)
        if value is not None and len(items[i].text) <= 2:
            return i + 1, value
        if items[i].kind == "word":
            number = number_at(items, i, self.words)
            if number is not None and number.kind in ("cardinal", "one") and 0 < number.value <= 24:
                return number.last, int(number.value)
        return None

    def _min(self, items: Sequence[Token], i: int) -> Found | None:
        value = self._whole(items, i, 0, 59)
        return (i + 1, value) if value is not None and len(items[i].text) == 2 else None

    def _date(self, items: Sequence[Token], i: int) -> Found | None:
        if items[i].kind != "date":
            return None
        parts = [int(p) for p in re.split(r"[./-]", items[i].text)]
        if len(re.split(r"[./-]", items[i].text)[0]) == 4:
            year, month, day = parts
        else:
            day, month, year = parts
            if (self.month_first and "/" in items[i].text and day <= 12) or month > 12:
                day, month = month, day
        year += 0 if year > 99 else 1900 if year > 60 else 2000
        valid = 1 <= month <= 12 and 1 <= day <= 31 and 1000 <= year < 3000
        return (i + 1, (year, month, day)) if valid else None

    def _daymonth(self, items: Sequence[Token], i: int) -> Found | None:
        """As in "24.12." and "24/12" without a year: value is (month, day)."""
        match = re.fullmatch(r"(\d{1,2})\.(\d{1,2})", items[i].text)
        end = i + 1
        if match is not None:
            if end >= len(items) or items[end].text != "." or not items[end].glued:
                return None
            first, second, end = int(match[1]), int(match[2]), end + 1
        else:
            if end + 1 >= len(items) or items[end].text != "/" or not items[end].glued:
                return None
            low, high = items[i].text, items[end + 1].text
            if not (low.isdecimal() and high.isdecimal() and len(low) < 3 and len(high) < 3):
                return None
            first, second, end = int(low), int(high), end + 2
        if self.month_first:
            first, second = second, first
        if end < len(items) and items[end].glued and items[end].kind in ("digits", "word"):
            return None
        return (end, (second, first)) if 1 <= second <= 12 and 1 <= first <= 31 else None

    def _decade(self, items: Sequence[Token], i: int) -> Found | None:
        """As in "1990s", "the '80s", "80s": value is the first year; "90er" by suffix, too."""
        if items[i].text in "'’":
            i += 1
            if i >= len(items) or not items[i].glued:
                return None
        text = items[i].text
        if not (text.isdecimal() and len(text) in (2, 4) and text.endswith("0")):
            return None
        after = i + 1
        if after < len(items) and items[after].glued and items[after].text in "'’":
            after += 1
        if (
            after >= len(items)
            or not items[after].glued
            or items[after].low not in ("s", "er", "ern")
        ):
            return None
        year = int(text)
        if len(text) == 2:
            year += 1900 if year >= 20 else 2000
        return after + 1, year


_ROMAN = {
    "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21, "XIV": 14,
    "XIII": 13, "XII": 12,
}  # fmt: skip


@cache
def timewords(language: str) -> TimeWords:
    """The time words of a language; without a file: numeric dates and plain years."""
    figures = table(language, "figures")
    before = [
        phrase
        for name in ("about", "more", "less", "upto", "atleast")
        for phrase in figures.get(name, ())
    ]
    return TimeWords(table(language, "times"), lexicon(language), before)
