"""Patterns for time expressions, read from the language tables.

In: tokens of a sentence. Out: expressions: which tokens, what kind of time, with which parts. The
rules of the `[times]` table are compiled by `timerules`; `timenames` holds the words, `timeslots`
says what each slot holds. The longest match at a token wins, then the first rule. Rules are found
by their first word or slot, and left out where the sentence lacks what they need, so that most
tokens cost one lookup.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from crossread.annotating.hints import JOINED, seen
from crossread.annotating.numbers import Lexicon, lexicon
from crossread.annotating.timedigits import Found
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timenumbers import HAN_NUMERALS
from crossread.annotating.timerules import ANYTHING, Branch, Rule, compile_rule, needs
from crossread.annotating.timerules_shared import JOINED_DATES, rule_lines
from crossread.annotating.timeslots import ROMAN, SLOTS
from crossread.annotating.timetelling import telling_words
from crossread.annotating.timetokens import Script
from crossread.annotating.tokens import Token, tokens
from crossread.errors import ModelError
from crossread.languages import table

Fields = dict[str, list[Any]]
Memo = dict[tuple[str, int], "Found | None"]
# What resolves an expression: by its fields alone, or with its shift, the anchor and the tense.
Absolute = Callable[[Fields], str | None]
Relative = Callable[[Fields, int, date, str | None], str | None]


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

MAX_GLANCES = 10_000  # sets of telling words that are remembered
MAX_MEMO = 10_000  # slots tried that are remembered within one text
_BY_LOW = frozenset(("word", "sign"))
_KIND_KEYS = {kind: f"0{kind}" for kind in ("digits", "date", "clock", "code", "url")}
_SIGNS = frozenset("'’~≈><≤≥(（")
MAX_KEPT = 100_000  # words whose rules are remembered; a guard for endless input
_SLOTS_BY_KIND: Mapping[str, tuple[str, ...]] = {
    "digits": (
        "n", "day", "year", "hour", "clock", "dotclock", "daymonth", "suredaymonth", "dashdaymonth", "decade",
        "ordinal", "date", "digithour", "minutes", "minutesto", "shortyear", "yy", "tens", "monthnumber", "nth", "lonenth", "num",
    ),
    "date": ("date",),
    "clock": ("clock",),
    "code": (),
    "url": (),
}  # fmt: skip
_HAN_DIGIT_SLOTS = (*_SLOTS_BY_KIND["digits"], "month", "monthname", "min")
_SIGN_SLOTS = ("year", "decade", "approx", "open", "close")
# Slots that tell in another way what a field tells.
FIELDS = {
    "monthname": "month",
    "wordyear": "year", "shortyear": "year", "yy": "year", "shortweekday": "weekday", "oneword": "weekday",
    "suredaymonth": "daymonth", "dashdaymonth": "daymonth", "halfname": "ordinal", "roman": "ordinal", "decadeword": "n", "nth": "ordinal", "lonenth": "ordinal", "num": "n", "tens": "n", "monthnumber": "n",
    "unitago": "unit", "unitone": "dual", "namedhour": "hour", "hourof": "hour", "digithour": "hour", "point": "clock", "inseason": "season", "oneunit": "dual", "hourth": "hour",
    "minutes": "past", "minutesto": "past", "minutewordto": "past", "minuteof": "past",
}  # fmt: skip


class TimeWords:
    """The time words and rules of one language.

    Args:
        times: its `[times]` table; may be empty.
        words: its number words.
        before: phrases of approximation that may stand before a number.
        stops: words that no number counts.
    """

    def __init__(
        self,
        times: Mapping[str, Any],
        words: Lexicon,
        before: Sequence[str],
        stops: Sequence[str] = (),
    ) -> None:
        self.script = Script(times)
        self.names = TimeNames(times, words, before, stops, self.script)
        self._books = {
            "month": self.names.months, "monthname": self.names.monthnames,
            "weekday": self.names.weekdays, "shortweekday": self.names.short_weekdays,
            "oneword": self.names.one_word_weekdays, "unit": self.names.units,
            "days": self.names.day_words, "part": self.names.parts, "season": self.names.seasons,
            "approx": self.names.approx, "ampm": self.names.ampm, "zone": self.names.zones,
            "holiday": self.names.holidays, "period": self.names.periods,
            "dual": self.names.duals, "oneunit": self.names.single_units,
            "unitago": self.names.units_ago, "unitone": self.names.single_units_ago,
            "namedhour": self.names.named_hours, "hourof": self.names.hours_of, "eve": self.names.eves, "point": self.names.points, "inseason": self.names.in_season, "hourth": self.names.hours_under_way, "halfname": self.names.halves, "decadeword": self.names.decades,
            "hour": self.names.hours,
        }  # fmt: skip
        self._kept: dict[str, tuple[str, ...]] = {}
        self._kept_openings: dict[str, tuple[Opening, ...]] = {}
        self._by_word: dict[str, Branch] = {}
        self._by_slot: dict[str, Branch] = {}
        self._by_need: dict[str, list[Rule]] = {}
        telling = telling_words(self.names, times)
        holiday_rules: set[int] = set()
        numbered_days: set[int] = set()
        for number, line in enumerate(rule_lines(times)):
            rule = compile_rule(line)
            needed = needs(rule, telling)
            if line in JOINED_DATES and not self.script.characters:
                needed = (frozenset((JOINED,)), *needed)
            if rule.action == "bareclock":  # beside a day only
                needed = (telling["weekday"] | telling["days"], *needed)
            self._index(rule._replace(number=number, needs=needed))
            if any(e.slot == "holiday" and not e.optional for e in rule.elements):
                holiday_rules.add(number)
            if rule.action == "weekdayday":
                numbered_days.add(number)
        self._holiday_rules = frozenset(holiday_rules)
        self._numbered_days = frozenset(numbered_days)
        self._needed = frozenset(self._by_need)
        self._nothing_always = self._needed.isdisjoint(ANYTHING)
        # by the first need, then by the second: rules that share both are looked at together
        self._by_needs: dict[str, list[tuple[frozenset[str], list[Rule]]]] = {}
        for word, listed in self._by_need.items():
            seconds: dict[frozenset[str], list[Rule]] = {}
            for rule in listed:
                seconds.setdefault((*rule.needs, ANYTHING)[1], []).append(rule)
            self._by_needs[word] = list(seconds.items())
        holidays = self.names.phrases(times)["holiday"]
        self._holiday_words = sorted(
            (frozenset(t.low for t in tokens(phrase) if t.kind == "word") for phrase in holidays),
            key=sorted,
        )
        rules = [rule for listed in self._by_need.values() for rule in listed]
        self._telling_words = frozenset().union(
            *self._holiday_words, *(need for rule in rules for need in rule.needs)
        )
        self._kept_possible: dict[frozenset[str], frozenset[int]] = {}
        if self.script.attached:
            self.script.known = self._all_words()

    def _all_words(self) -> frozenset[str]:
        """Every word of a rule or a table, to know one with something joined before it."""
        rules = {rule.number: rule for listed in self._by_need.values() for rule in listed}
        ruled = {
            word
            for rule in rules.values()
            for element in rule.elements
            for words in element.words
            for word in words
        }
        names = self.names
        books = (*self._books.values(), names.numbers, names.ordinals, names.some)
        return frozenset(ruled.union(*(book.firsts for book in books)))

    def _index(self, rule: Rule) -> None:
        for word in rule.needs[0]:
            self._by_need.setdefault(word, []).append(rule)
        for n, element in enumerate(rule.elements):
            if element.slot:
                if element.slot not in SLOTS:
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

    def glance(self, text: str) -> tuple[frozenset[str], list[Token]]:
        """What `possible` looks at, and the tokens where they had to be made for it, or none."""
        if self.script.plain:
            return seen(text), []
        items = self.script.read(text)
        return seen(text).union(token.low for token in items if token.kind == "word"), items

    def possible(self, held: frozenset[str]) -> frozenset[int]:
        """The numbers of the rules that may find a time in a sentence; most hold none.

        Args:
            held: the sentence at a glance, from `glance`.
        """
        if self._nothing_always and held.isdisjoint(self._needed):
            return frozenset()
        telling = held & self._telling_words  # few words; many sentences share them
        kept = self._kept_possible.get(telling)
        if kept is None:
            if len(self._kept_possible) > MAX_GLANCES:
                self._kept_possible.clear()
            kept = self._kept_possible[telling] = self._possible(telling | ANYTHING)
        return kept

    def _possible(self, held: frozenset[str]) -> frozenset[int]:
        found: list[int] = []
        for word in held & self._needed:
            for second, rules in self._by_needs[word]:
                if held.isdisjoint(second):
                    continue
                for rule in rules:
                    for need in rule.needs[2:]:
                        if held.isdisjoint(need):
                            break
                    else:
                        found.append(rule.number)
        if self._holiday_rules.isdisjoint(found):
            return frozenset(found)
        # the longest word of a holiday is often a common one ("mother's day"): all must be there
        if any(held.issuperset(words) for words in self._holiday_words):
            return frozenset(found)
        return frozenset(found) - self._holiday_rules

    def find(self, items: Sequence[Token], possible: frozenset[int]) -> list[Expression]:
        """All expressions among the tokens, in order, none overlapping.

        Args:
            items: the tokens of a sentence.
            possible: the rules to be tried, as `possible` tells them of the same sentence.
        """
        found: list[Expression] = []
        memo: Memo = {}
        kept = self._kept_openings
        i, size = 0, len(items)
        while i < size:
            token = items[i]
            # words and signs are known by what they are, digits and the like by their kind
            openings = kept.get(token.low if token.kind == "word" else _key(token))
            if openings is None:
                openings = self._openings(token)
            if not openings:
                i += 1
                continue
            best = self._best(items, i, openings, possible, memo)
            if best is not None and best.action == "bareclock":
                best = self._longer(items, best, possible, memo)
            elif best is not None and self._before_clock(items, best, possible, memo):
                best = self._best(items, i, openings, possible - self._numbered_days, memo)
            if best is None:
                i += 1
            else:
                found.append(best)
                i = best.last
            if len(memo) > MAX_MEMO:
                memo.clear()
        return found

    def _longer(
        self, items: Sequence[Token], bare: Expression, possible: frozenset[int], memo: Memo
    ) -> Expression:
        """Of "at 8 a.m." the longer "8 a.m.", not "at 8"; where there is none, the bare hour."""
        openings = self._openings(items[bare.last - 1])
        inner = self._best(items, bare.last - 1, openings, possible, memo)
        return inner if inner is not None and inner.last > bare.last else bare

    def _before_clock(
        self, items: Sequence[Token], best: Expression, possible: frozenset[int], memo: Memo
    ) -> bool:
        """As in "we wtorek dziesięć po siódmej": the number behind the weekday is of minutes."""
        if best.action != "weekdayday":
            return False
        return self._longer(items, best, possible, memo).action == "clock"

    def _openings(self, token: Token) -> tuple[Opening, ...]:
        """The branches of rules that may begin at a token; most words have none."""
        branches = [("", self._by_word.get(token.low))] if token.kind in _BY_LOW else []
        branches += [(slot, self._by_slot.get(slot)) for slot in self._slots_of(token)]
        found = tuple((slot, branch) for slot, branch in branches if branch is not None)
        if len(self._kept_openings) > MAX_KEPT:
            self._kept_openings.clear()
        self._kept_openings[_key(token)] = found
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
                for each in self._fitting(branch, items, opened[0]):
                    if each.number in possible:
                        rules[each.number] = each
        if not rules:
            return None
        best: Expression | None = None
        for number in sorted(rules):
            rule = rules[number]
            end, fields = self._match(rule, 0, items, i, memo)
            if end is not None and (best is None or end > best.last):
                if rule.action == "clock" and rule.shift:
                    fields.setdefault("past", []).append(rule.shift)  # "half past", "viertel vor"
                best = Expression(i, end, rule.action, rule.shift, fields)
        return best

    def _fitting(self, branch: Branch, items: Sequence[Token], i: int) -> list[Rule]:
        if i >= len(items):
            return branch.whole
        return branch.fitting(items[i].low, self._slots_of(items[i]))

    def _slots_of(self, token: Token) -> Sequence[str]:
        """The slots that a token may begin; kept by word, as most words begin none."""
        if token.kind != "word":
            if token.kind == "digits" and self.script.characters:
                return _HAN_DIGIT_SLOTS
            return _SLOTS_BY_KIND.get(token.kind, _SIGN_SLOTS if token.text in _SIGNS else ())
        kept = self._kept.get(token.low)
        if kept is None:
            if len(self._kept) > MAX_KEPT:
                self._kept.clear()
            kept = self._kept[token.low] = tuple(self._word_slots(token.low))
        return kept

    def _word_slots(self, low: str) -> list[str]:
        slots = [name for name, book in self._books.items() if low in book.firsts]
        if low in self.names.joined_days and "weekday" not in slots:
            slots.append("weekday")
        words, names = self.names.words, self.names
        small = low in names.some.firsts or low in names.numbers.firsts
        spelled = self.script.characters and low in HAN_NUMERALS
        if small or spelled or words.may_begin(low) or low in words.ones:
            slots += [
                "n",
                "day",
                "ordinal",
                "hour",
                "wordyear",
                "minutes",
                "minutesto",
                "minutewordto",
                "minuteof",
            ]
        elif low in names.ordinals.firsts:
            slots += ["day", "ordinal", "minuteof"]
        if spelled:
            slots += ["month", "monthname", "year", "shortyear", "yy", "min"]
        if low.upper() in ROMAN:
            slots += ["ordinal", "roman"]
        elif low[:1] == "x" and any(
            low.removesuffix(s).upper() in ROMAN for s in words.digit_suffixes
        ):
            slots += ["ordinal"]
        return slots

    def _match(
        self, rule: Rule, n: int, items: Sequence[Token], i: int, memo: Memo
    ) -> tuple[int | None, Fields]:
        if n == len(rule.elements):
            return i, {}
        element = rule.elements[n]
        if element.slot:
            stands = i < len(items) or element.slot == "lone"
            found = self._slot(element.slot, items, i, memo) if stands else None
            if found is not None:
                end, fields = self._match(rule, n + 1, items, found[0], memo)
                if end is not None:
                    field = FIELDS.get(element.slot, element.slot)
                    fields.setdefault(field, []).insert(0, found[1])
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
            memo[key] = SLOTS[name](items, i, self.names)
        return memo[key]


def _key(token: Token) -> str:
    """What tells which rules may begin at a token; "‘" and "'" read alike, but no year opens with "‘"."""
    if token.kind == "word":
        return token.low
    return token.text if token.kind == "sign" else _KIND_KEYS[token.kind]


@cache
def timewords(language: str) -> TimeWords:
    """The time words of a language; without a file: numeric dates and plain years."""
    figures = table(language, "figures")
    before = [
        phrase
        for name in ("about", "more", "less", "upto", "atleast")
        for phrase in figures.get(name, ())
    ]
    return TimeWords(table(language, "times"), lexicon(language), before, figures.get("stop", ()))
