"""Characters → numbers, in scripts that write no spaces (Chinese).

In: a text and a place in it. Out: the number that begins there: 1.87亿, 三百五十, 二十多万, 两三百. Digits
and number words are written in one row, with no space to cut at, so this reads character by
character; the way of building the value is that of `sums`: units are multiplied, sections of ten
thousand are added. All characters come from the `[figures]` table of the language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

MAX_LENGTH = 40  # characters of one number; the longest in use have about 20
MAX_DIGITS = 18  # longer runs are codes

DIGITS = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?:[.．]\d+)?|\d+(?:[.．]\d+)?")


class Numeral(NamedTuple):
    """A number read from characters.

    Args:
        start: first character.
        end: one past the last.
        value: what it says; the lower end of "两三百".
        high: the upper end where it names two ("两三百" is 200 to 300), or None.
        words: whether it holds number words.
        digits: whether it begins with a digit.
        scaled: whether it holds 百, 千, 万 and the like.
        scale: by what its last sign multiplies, 1 where that is a digit.
        more: whether it says that it is more than that ("二十多万").
    """

    start: int
    end: int
    value: float
    high: float | None
    words: bool
    digits: bool
    scaled: bool
    scale: float
    more: bool


class _Row:
    """What has been read of one number; each sign is taken or not."""

    def __init__(self, first: float | None) -> None:
        self.parts: list[float] = []  # sections of ten thousand and more
        self.section = 0.0
        self.current = first  # the digit, or the number in digits, that is not multiplied yet
        self.step = 0.0  # what "two or three" differ by
        self.last = 1.0  # the last multiplier
        self.scale = 1.0  # the product of 万 and 亿 at the end
        self.words = self.scaled = self.filler = self.arabic = False

    def digits(self, value: float) -> bool:
        if self.current is not None:
            return False
        self.current, self.arabic, self.scale = value, True, 1.0
        return True

    def digit(self, value: float) -> bool:
        pair = self.current is not None and not self.arabic and not self.step
        if self.current is not None and not (pair and value == self.current + 1 and value > 1):
            return False
        self.step = 0.0 if self.current is None else 1.0
        self.current, self.arabic, self.scale, self.words = value, False, 1.0, True
        return True

    def zero(self) -> bool:
        if self.current is not None:
            return False
        self.filler = self.words = True
        return True

    def times(self, by: float) -> bool:
        if self.current is None and not self.filler and (by > 10 or self.section):
            return False
        self.section += (1.0 if self.current is None else self.current) * by
        self.step *= by
        self.current, self.last, self.scale, self.filler = None, by, 1.0, False
        self.words = self.scaled = True
        return True

    def scales(self, by: float) -> bool:
        base = self.section + (self.current or 0.0)
        if base == 0 and not self.parts:
            return False
        self.scale = by if base else self.scale * by
        while base and self.parts and self.parts[-1] < by:
            base += self.parts.pop()
        self.parts.append(base * by if base else self.parts.pop() * by)
        self.step *= by
        self.section, self.current, self.last, self.filler = 0.0, None, by, False
        self.words = self.scaled = True
        return True

    def value(self) -> float:
        current = self.current or 0.0
        short = self.last >= 100 and not (self.filler or self.arabic or self.step)
        if short and 0 < current < 10 and current == int(current):
            current *= self.last / 10  # 三百五 is 350
        return sum(self.parts) + self.section + current


class Numerals:
    """The number signs of one language.

    Args:
        figures: its `[figures]` table, all spellings written out.
    """

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.digits: Mapping[str, float] = figures.get("cardinals", {})
        self.times: Mapping[str, float] = figures.get("multipliers", {})
        self.scales: Mapping[str, float] = figures.get("scales", {})
        self.fillers = frozenset(figures.get("fillers", ()))
        self.point = frozenset(figures.get("point", ()))
        self.more_inside = frozenset(figures.get("more_inside", ()))
        self.about_inside = frozenset(figures.get("about_inside", ()))
        self.vague = tuple(sorted(figures.get("vague_before", ()), key=lambda w: (-len(w), w)))
        self.vague_more = frozenset(figures.get("vague_more", ()))
        self.large = frozenset(self.times) | frozenset(self.scales)
        units = (u for listed in figures.get("units", {}).values() for u in listed)
        self.kilo = tuple(sorted(u for u in units if u[0] in self.large))  # 千米, 千克
        self.leading = frozenset(figures.get("digits_before", ()))
        digit = "".join(sorted(c for c in self.digits))
        self.row = re.compile(f"[{digit}]{{2,}}" if digit else "(?!)")
        self.signs = frozenset(self.digits) | self.large

    def at(self, text: str, i: int) -> Numeral | None:
        """The number that begins at character `i`, or None."""
        vague = next((w for w in self.vague if text.startswith(w, i)), None)
        if vague is None and text[i] in self.vague_more and text[i + 1 : i + 2] in self.large:
            vague = text[i] if self.times.get(text[i + 1]) != 10 else None
        if vague is not None:
            if text[i + len(vague) : i + len(vague) + 1] not in self.large:
                return None
            return self._read(text, i, i + len(vague), first=1.0)
        return self._read(text, i, i, first=None)

    def _read(self, text: str, start: int, i: int, first: float | None) -> Numeral | None:
        row, end, more = _Row(first), i, first is not None
        digits = DIGITS.match(text, i) is not None and text[i] not in self.digits
        while i < min(len(text), start + MAX_LENGTH):
            sign = text[i]
            after = self._take(row, text, i)
            if after:
                i = end = after
            elif end > start and sign in self.digits and text[i - 1] in self.digits:
                return None  # 二〇二四: a row of digits, a year or a code
            elif end > start and self._inside(text, i):
                more, i = more or sign in self.more_inside, i + 1
            elif sign == " " and self._goes_on(row, text[i + 1 : i + 2]):
                i += 1  # 1.25 亿
            else:
                break
        if end == start or (first is not None and not row.scaled):
            return None
        if row.filler and row.current is None and not row.scaled:
            row.current = 0.0
        elif end == start + 1 and text[start] in self.scales:
            return None
        high = row.value()
        low, top = (high - row.step, high) if row.step else (high, None)
        low, top = float(f"{low:.15g}"), top and float(f"{top:.15g}")
        return Numeral(start, end, low, top, row.words, digits, row.scaled, row.scale, more)

    def _take(self, row: _Row, text: str, i: int) -> int:
        """One past the sign or the digits taken at `i`; 0 where nothing fits."""
        sign = text[i]
        if sign in self.digits:
            value = self.digits[sign]
            if sign in self.leading and row.words and text[i + 1 : i + 2] not in self.large:
                return 0  # 三十两 is a weight: 两 is no digit at the end
            return i + 1 if (row.digit(value) if value else row.zero()) else 0
        if row.arabic and row.current is not None and text.startswith(self.kilo, i):
            return 0  # 12千米
        if sign in self.times:
            return i + 1 if row.times(float(self.times[sign])) else 0
        if sign in self.scales:
            return i + 1 if row.scales(float(self.scales[sign])) else 0
        if sign in self.point and (row.current is not None or row.section or row.filler):
            value, after = self._decimals(text, i + 1)
            if row.arabic or after == i + 1:
                return 0
            row.current = (row.current or 0.0) + value
            return after
        found = DIGITS.match(text, i)
        if found is None or len(found.group()) > MAX_DIGITS:
            return 0
        return found.end() if row.digits(_plain(found.group())) else 0

    def _goes_on(self, row: _Row, sign: str) -> bool:
        return sign in self.large if row.arabic else row.words and sign in self.signs

    def _inside(self, text: str, i: int) -> bool:
        """As in "二十多万", "十几亿": a sign that makes a number vague, before a multiplier."""
        vague = text[i] in self.more_inside or text[i] in self.about_inside
        return vague and text[i + 1 : i + 2] in self.large

    def _decimals(self, text: str, i: int) -> tuple[float, int]:
        """The digits behind the word for the decimal mark."""
        shown = ""
        while i < len(text) and text[i] in self.digits and len(shown) < 12:
            shown += str(int(self.digits[text[i]]))
            i += 1
        return (float("0." + shown) if shown else 0.0), i


def _plain(digits: str) -> float:
    return float(re.sub("[,，]", "", digits).replace("．", "."))
