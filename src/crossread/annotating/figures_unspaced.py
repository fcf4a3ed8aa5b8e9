"""Sentence → figures, in scripts that write no spaces (Chinese).

In: the text of a sentence and where its times stand. Out: the same raw figures that the grammar over
tokens gives. There are no words to cut at, and most number signs stand in names too (三星, 五角大楼,
一些), so this goes the other way round: a number counts only if something shows that it does: a
unit, a classifier (500名), a sign, a scale (三千), an approximation, or that it stands free. All signs
and words come from the `[figures]` table; a language says `unspaced = true` to be read so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.annotating.figure_units_unspaced import Measured, measured_at, with_coins
from crossread.annotating.figure_words import Approximation, Raw
from crossread.annotating.figure_words_unspaced import Unspaced
from crossread.annotating.numbers_unspaced import Numeral
from crossread.annotating.units import (
    CODE_NAMES,
    CODES,
    CURRENCY_SIGNS,
    LETTER_SCALES,
    SAFE_LETTERS,
)

FIRST_YEAR, LAST_YEAR = 1000, 2100  # "2024年" is a year
MAX_BARE = 10_000  # smaller numbers without anything counted can be parts of names
MAX_NOUN = 8  # characters of what is counted
_URL = re.compile(r"(?:https?://|www\.)[!-~]+|[\w.+-]+@[\w-]+\.[\w.-]+", re.ASCII)
_SCORE = re.compile(r"(?<![\dA-Za-z./:–-])\d{1,3}[-–](\d{1,3})(?![\d./:–-])")


def read_unspaced(text: str, masked: Sequence[tuple[int, int]], rules: Unspaced) -> list[Raw]:
    """All figures of one sentence, in order.

    Args:
        text: the sentence; cost is linear in its length.
        masked: where its times and telephone numbers stand, sorted.
        rules: of its language.
    """
    if "www." in text or "//" in text or "@" in text:
        masked = sorted([*masked, *(found.span() for found in _URL.finditer(text))])
    return _Reader(text, masked, rules).read()


class _Reader:
    def __init__(self, text: str, masked: Sequence[tuple[int, int]], rules: Unspaced) -> None:
        self.text, self.rules, self.masked = text, rules, masked
        self.part_words = tuple(rules.parts)
        self.scores = {
            n for found in _SCORE.finditer(text) for n in (found.start(), found.start(1))
        }
        self.floor = 0  # characters before this one belong to the figure before
        self.clock = 0  # where the hours of a clock time end

    def read(self) -> list[Raw]:
        found: list[Raw] = []
        i = 0
        while True:
            opened = self.rules.start.search(self.text, i)
            if opened is None:
                return found
            i = opened.start()
            passed = self._passed(i)
            if passed:
                i = passed
                continue
            raw, i = self._figure(i)
            if raw is not None:
                found.append(raw)
                self.floor = raw.end
                i = max(i, raw.end)

    def _passed(self, i: int) -> int:
        """One past what stands at `i` and is no figure: a time, a name; 0 where nothing does."""
        for start, end in self.masked:
            if start <= i < end:
                return end
        for start in range(max(self.floor, i - 2), i + 1):
            name = self.rules.names.match(self.text, start)
            if name is not None and name.end() > i:
                return name.end()
        return 0

    def _figure(self, i: int) -> tuple[Raw | None, int]:
        """The figure that begins at `i` or None, and where to go on."""
        text, rules = self.text, self.rules
        if text[i] in rules.numerals.vague_more and text.startswith(self.part_words, i + 1):
            return None, i + 1  # 超过百分之五
        for words in (self._vague_phrase, self._part, self._halved):
            raw = words(i)
            if raw is not None:
                return raw, raw.end
        number = rules.numerals.at(text, i)
        if number is None:
            row = rules.numerals.row.match(text, i)
            return None, row.end() if row else i + 1
        if rules.ordinal and text[i - 1 : i] == rules.ordinal:
            return self._ordinal(number), number.end
        if rules.part and text.startswith(rules.part, number.end):
            raw = self._fraction(number)
            if raw is not None:
                return raw, raw.end
        return self._quantity(number)

    def _vague_phrase(self, i: int) -> Raw | None:
        for phrase, value in self.rules.vague.items():
            if self.text.startswith(phrase, i):
                end = i + len(phrase)
                of = self._noun(end, "count")
                return Raw(i, end, value, None, "count", "more than", of)
        return None

    def _part(self, i: int) -> Raw | None:
        """As in 百分之五: the word for the denominator, then the number."""
        for word, (top, bottom) in self.rules.parts.items():
            if not self.text.startswith(word, i):
                continue
            number = self._next(i + len(word)) or self._hundred(i + len(word))
            if number is None:
                return None
            by = 100 * top / bottom
            high, end = number.high, number.end
            linked = self.rules.to.match(self.text, end)
            again = linked.end() if linked else end
            again += len(word) if self.text.startswith(word, again) else 0
            other = self.rules.numerals.at(self.text, again) if linked else None
            if other is not None and other.value > number.value and again < len(self.text):
                high, end = other.value, other.end
            value = _round(number.value * by)
            high = _round(high * by) if high is not None else None
            start = i
            minus = self._before(self.rules.minus, i)
            if minus < i:
                start, value = minus, -value
            return self._made(start, end, value, high, "percent", "percent", number.more)
        return None

    def _hundred(self, i: int) -> Numeral | None:
        """As in 百分之百: a multiplier alone, which elsewhere is no number."""
        by = self.rules.numerals.times.get(self.text[i : i + 1])
        return Numeral(i, i + 1, by, None, True, False, True, 1.0, False) if by else None

    def _next(self, i: int) -> Numeral | None:
        """The number at `i`, spaces before it passed."""
        while self.text[i : i + 1] == " ":
            i += 1
        if i >= len(self.text):
            return None
        return self.rules.numerals.at(self.text, i)

    def _fraction(self, below: Numeral) -> Raw | None:
        above = self._next(below.end + len(self.rules.part))
        if above is None or not below.value:
            return None
        value = above.value / below.value
        start, mixed = below.start, self.rules.mixed
        if mixed and self.text[: below.start].endswith(mixed):
            for length in range(2, 8):  # 三又二分之一
                at = below.start - len(mixed) - length + 1
                whole = self.rules.numerals.at(self.text, at) if at >= self.floor else None
                if whole is not None and whole.end == below.start - len(mixed):
                    return self._made(at, above.end, whole.value + value, None, "", "", False)
        return self._made(start, above.end, value, None, "fraction", "percent", False)

    def _halved(self, i: int) -> Raw | None:
        """As in 一半, 半数 of something, and 半年, 半小时."""
        text, rules = self.text, self.rules
        unit = self._unit(i + 1) if rules.half and text[i] == rules.half else None
        if unit is not None and unit.kind in ("duration", "measure") and unit.symbol != "°":
            return self._made(i, unit.end, 0.5, None, unit.symbol, unit.kind, False)
        for word in rules.halves:
            if len(word) > 1 and text.startswith(word, i):
                return self._made(i, i + len(word), 0.5, None, "fraction", "percent", False)
        return None

    def _ordinal(self, number: Numeral) -> Raw | None:
        start, text = number.start - 1, self.text
        shown = text[number.start : number.end]
        if (
            shown in self.rules.never_ordinal
            or number.high is not None
            or number.value != int(number.value)
        ):
            return None
        unit = self._unit(number.end)
        end = unit.end if unit is not None and unit.kind == "count" else number.end
        if self.rules.ordinal_names.match(text, number.end):
            return None
        of = self._noun(end, "ordinal")
        return Raw(start, end, number.value, None, "ordinal", None, of)

    def _quantity(self, number: Numeral) -> tuple[Raw | None, int]:
        text, rules = self.text, self.rules
        start, end = number.start, number.end
        more, about = number.more, False
        if text[end : end + 1] in rules.more_inside and self._unit(end + 1) is not None:
            more, end = True, end + 1
        elif text[end : end + 1] in rules.about_inside and self._unit(end + 1) is not None:
            about, end = True, end + 1
        sign, start = self._sign(start)
        unit = Measured(end, sign, "money") if sign else self._unit(end)
        value, high = number.value, number.high
        if unit is None and text[end : end + 1] in SAFE_LETTERS and number.digits:
            after = text[end + 1 : end + 2]
            if not (after.isascii() and after.isalnum()):  # 40k
                value, end = value * LETTER_SCALES[text[end]], end + 1
                number = number._replace(end=end, scaled=True, value=value)
        other = self._range(number, unit)
        if other is not None:
            b, unit = other
            shared = value * b.scale if number.scale == 1 else value  # 10至15万
            value, high = shared if shared < b.value else value, b.value
            end, more = b.end, more or b.more
            number = number._replace(scaled=True, end=b.end)
        if unit is not None:
            end = max(unit.end, end)
            if unit.kind == "tenth" and value > 10:
                unit = unit._replace(scale=1.0)  # 75折 is 75 percent of the price
            value = value * unit.scale
            high = high * unit.scale if high is not None else None
            if unit.kind == "money" and not sign:
                value, end = with_coins(text, value, end, rules)
            elif rules.half and text.startswith(rules.half, end) and unit.kind != "percent":
                value, end = value + 0.5 * unit.scale, end + len(rules.half)
        elif rules.half and rules.half in text[end : end + 2]:
            late = self._unit(text.index(rules.half, end) + 1)
            if late is not None and late.kind == "duration":  # 两个半小时
                value, unit, end = value + 0.5, late, late.end
        minus = self._before(rules.minus, start)
        if minus < start and text[minus - 1 : minus].isdecimal():
            minus = start  # 18胜20负7平
        if minus == start and self._is_minus(start):
            minus = start - 1
        if not self._stands(number, unit, minus, bool(sign) or minus < start):
            if text[number.end : number.end + 1] in rules.clocks:
                self.clock = number.end + 1
            return None, number.end
        if minus < start:
            value, start = -value, minus
        symbol, kind = (unit.symbol, unit.kind) if unit else ("", "")
        raw = self._made(start, end, _round(value), high, symbol, kind, more)
        if about and raw.approximation is None:
            raw = raw._replace(approximation="about")
        return raw, raw.end

    def _unit(self, i: int) -> Measured | None:
        return measured_at(self.text, i, self.rules)

    def _is_minus(self, start: int) -> bool:
        if self.text[start - 1 : start] not in ("-", "−", "－") or start == 0:
            return False
        before = self.text[start - 2 : start - 1] if start > 1 else ""
        return not before or before in ' (（“"，,：:'

    def _sign(self, start: int) -> tuple[str, int]:
        """The currency sign or name before a number, and where it begins."""
        text, rules = self.text, self.rules
        before = text[start - 1 : start]
        at = start - 1 if before == " " else start
        sign = CURRENCY_SIGNS.get(text[at - 1 : at]) if at > self.floor else None
        if sign is not None:
            return sign, at - 1
        code = text[max(0, at - 3) : at]
        if (
            code in CODES
            and at - 3 >= self.floor
            and not text[max(0, at - 4) : max(0, at - 3)].isascii()
        ):
            return CODE_NAMES.get(code, code), at - 3
        named = self._before(rules.money_before, at)
        if named < at and named >= self.floor:
            symbol = rules.units.get(text[named:at].casefold(), ("", ""))[0]
            return symbol, named
        return "", start

    def _before(self, pattern: re.Pattern[str], end: int) -> int:
        """Where the word that ends before `end` begins; `end` where none of the pattern does."""
        found = pattern.match(self.text[max(self.floor, end - 8) : end][::-1])
        return end - found.end() if found else end

    def _approximated(self, end: int) -> int:
        """Where the approximation before `end` begins; `end` where there is none (北约, 最近)."""
        if self._before(self.rules.not_before, end) < end:
            return end
        return self._before(self.rules.before_ends, end)

    def _range(self, a: Numeral, unit: Measured | None) -> tuple[Numeral, Measured | None] | None:
        """The other end of the range that a number opens, and its unit."""
        text, rules = self.text, self.rules
        at = unit.end if unit is not None and unit.end > a.end else a.end
        while text[at : at + 1] == " ":
            at += 1
        link = rules.to.match(text, at)
        if link is None or a.high is not None:
            return None
        start = link.end()
        while text[start : start + 1] == " ":
            start += 1
        b = rules.numerals.at(text, start) if start < len(text) else None
        if b is None or b.high is not None:
            return None
        behind = self._unit(b.end + (text[b.end : b.end + 1] in rules.more_inside))
        if unit is not None and unit.symbol and (behind is None or behind.symbol != unit.symbol):
            return None
        shared = b.scale if a.scale == 1 else 1.0
        if not (a.value < b.value or a.value * shared < b.value):
            return None
        changed = self._before(rules.from_, a.start) < a.start
        if changed and (unit is not None or behind is None or behind.kind != "duration"):
            return None
        dashed = text[link.start()] in "-–—~～－"
        if dashed and (text[b.end : b.end + 1] in ("-", "–") or text[a.start - 1 : a.start] == "-"):
            return None
        if dashed and behind is None and (_is_year(a) or text[a.start - 1 : a.start].isalpha()):
            return None
        return b, behind

    def _stands(self, number: Numeral, unit: Measured | None, start: int, signed: bool) -> bool:
        """Whether a number is a figure."""
        text, rules = self.text, self.rules
        before, after = text[start - 1 : start] if start else "", text[number.end : number.end + 1]
        if not signed and before:
            if before.isascii() and (before.isalnum() or before in "/#@=_\\&.:"):
                return False
            if before in "-–" and start > 1 and text[start - 2].isalnum() and number.digits:
                return start in self.scores
        if start in self.scores and unit is None:
            return True
        label = self._before(rules.labels, start)
        if label < start and not number.scaled and (unit is None or unit.kind == "count"):
            return False
        if start == self.clock and start and after in rules.clock_parts:
            self.clock = number.end + 1
            return False
        not_unit = rules.not_units.match(text, number.end)
        if (
            number.value == int(number.value)
            and not_unit
            and not signed
            and (unit is None or not_unit.end() >= unit.end)
        ):
            return False
        if unit is not None:
            if unit.symbol == "year" and _is_year(number) and text[unit.end - 1] not in rules.ages:
                return False
            if number.words and not number.scaled and text[number.start] in rules.ones:
                return self._is_one(unit, start)
            return True
        return self._stands_bare(number, start, signed)

    def _stands_bare(self, number: Numeral, start: int, signed: bool) -> bool:
        """Whether a number without a unit is a figure: what stands beside it must show it."""
        text, rules = self.text, self.rules
        before, after = text[start - 1 : start] if start else "", text[number.end : number.end + 1]
        shown = text[number.start : number.end]
        if after and after.isascii() and (after.isalnum() or after in "/_@=\\"):
            return False
        if after == ":" and text[number.end + 1 : number.end + 2].isdigit():
            return False
        if number.value != int(number.value):
            return True
        approximate = self._approximated(start) < start
        free_before, free_after = not before.isalnum(), not after.isalnum()
        if not number.digits and number.value < 20:
            return shown not in rules.ones and free_after and (free_before or approximate)
        if number.scaled:
            return True
        if _is_year(number) or (len(shown) > 1 and shown[0] == "0" and shown.isdecimal()):
            return False
        if signed or approximate or number.value >= MAX_BARE:
            return True
        if rules.after_any.match(text, number.end):
            return True
        led = text[: start - 1][-1:] if before == " " else ""
        if led.isascii() and led.isalpha():
            return False  # "Bellator 206": a name
        if free_before:
            return number.digits or free_after
        return free_after and self._before(rules.amounts, start) < start

    def _is_one(self, unit: Measured, start: int) -> bool:
        if unit.kind in ("money", "percent", "tenth") or unit.symbol in ("t", "kg", "km", "ha"):
            return True
        if self._approximated(start) < start:
            return True
        return unit.kind == "measure" and unit.symbol not in ("°", "m", "bbl")

    def _made(
        self,
        start: int,
        end: int,
        value: float,
        high: float | None,
        symbol: str,
        kind: str,
        more: bool,
    ) -> Raw:
        """A figure with its approximation and what it counts."""
        text, rules = self.text, self.rules
        if kind == "tenth":
            extra = rules.numerals.at(text, end) if end < len(text) else None
            if extra is not None and extra.value < 10 and extra.end == end + 1:
                value, end = value + extra.value, extra.end
            elif rules.half and text.startswith(rules.half, end):
                value, end = value + 5, end + 1
        of = self._noun(end, kind, symbol)
        if symbol == "km" and self._before(rules.speed_before, start) < start:
            start, symbol, of = self._before(rules.speed_before, start), "km/h", None
        for pattern, degrees in ((rules.celsius, "°C"), (rules.fahrenheit, "°F")):
            if symbol == "°" and self._before(pattern, start) < start:
                start, symbol = self._before(pattern, start), degrees
        approximation: Approximation | None = "more than" if more else None
        at = start
        while text[at - 1 : at] == " ":
            at -= 1
        first = self._approximated(at)
        if first < at and first >= self.floor:
            start, approximation = first, rules.before[text[first:at]]
        else:
            behind = rules.after_any.match(text, end)
            if behind is not None:
                end, approximation = behind.end(), rules.after[behind.group()]
                of = self._noun(end, kind, symbol) or of
        unit = symbol or "count"
        return Raw(start, end, value, high, unit, approximation, of)

    def _noun(self, end: int, kind: str, symbol: str = "") -> tuple[int, int] | None:
        """What is counted: the characters behind up to the first that cannot belong to it."""
        text, rules = self.text, self.rules
        if kind in ("money", "measure", "duration", "hundredth"):
            return None
        if kind == "count" and not symbol:
            for length in (2, 1):
                shown = text[end - length : end]
                if shown in rules.no_noun:
                    return None
                if shown in rules.self_counting:
                    return end - length, end
        i = end
        while text[i : i + 1] in rules.skip and i < len(text):
            i += 1
        last = i
        while last < len(text) and last - i <= MAX_NOUN and text[last].isalnum():
            if last > i and text[last].isdecimal():
                break
            stopped = rules.stop.match(text, last)
            if stopped is not None:
                agent = len(stopped.group()) > 1 and text[stopped.end() : stopped.end() + 1]
                if agent not in rules.agents:  # 抗议者 are people, 抗议 is what they do
                    break
                last = stopped.end()
            last += 1
        return (i, last) if i < last <= i + MAX_NOUN else None


def _is_year(number: Numeral) -> bool:
    return (
        not number.scaled
        and number.value == int(number.value)
        and FIRST_YEAR <= number.value <= LAST_YEAR
    )


def _round(value: float) -> float:
    return float(f"{value:.15g}")
