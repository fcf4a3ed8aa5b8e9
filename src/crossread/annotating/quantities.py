"""Tokens → quantities: a number with its sign, its scale and its unit.

In: the tokens of a sentence and a place among them. Out: the quantity that begins there: "-3 °C",
"$187m", "six straight days", "13 Euro und 45 Cent", "5 ft 2 in". Numbers come from `numbers`, units
from `units`; here is how they stand together. Whether a quantity is a figure at all is for
`figure_filters` to tell.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from math import isfinite

from crossread.annotating.figure_words import Grammar, Quantity
from crossread.annotating.numbers import Number, number_at
from crossread.annotating.tokens import Token
from crossread.annotating.units import (
    DURATIONS,
    LETTER_SCALES,
    SAFE_LETTERS,
    Unit,
    sign_at,
    unit_at,
)


@dataclass(frozen=True)
class Row:
    """A sentence as the readers of figures see it.

    Args:
        items: its tokens.
        masked: indices of those that belong to times and phone numbers.
        rules: the grammar of its language.
    """

    items: Sequence[Token]
    masked: frozenset[int]
    rules: Grammar

    @cached_property
    def title_case(self) -> bool:
        """Whether most words have a capital, as in English headlines: capitals tell nothing then."""
        words = [token.text for token in self.items if token.kind == "word"]
        return 2 * sum(word[0].isupper() for word in words) > len(words)


def quantity_at(row: Row, i: int) -> Quantity | None:
    """The quantity that begins at token `i`, its sign or currency included, or None."""
    items, start = row.items, i
    negative = False
    if (items[i].text in "-−" and i + 1 < len(items) and _is_minus(row, i)) or (
        items[i].low in row.rules.words.minus and _is_minus_word(row, i)
    ):
        negative, i = True, i + 1
    sign = sign_at(items, i)
    if sign is not None:
        i = sign[0]
        if i + 1 < len(items) and items[i].text in "-−" and items[i + 1].glued:
            negative, i = True, i + 1  # "€ -12"
        if i >= len(items) or i in row.masked:
            return None
    held = sign is None and items[i].low in row.rules.words.whole_firsts
    whole = row.rules.words.whole.at(items, i) if held else None
    if whole is not None and i not in row.masked:
        value, symbol = whole[1]
        named = Number(i, whole[0], float(value), "cardinal", words=True)
        kind = "duration" if symbol in DURATIONS else "measure"
        return Quantity(start, whole[0], float(value), named, symbol, kind)
    number = number_at(items, i, row.rules.words) or _article(row, i)
    if number is None or any(n in row.masked for n in range(number.first, number.last)):
        return None
    if negative and number.words and sign is None and number.kind not in ("cardinal", "one"):
        return None
    number = _dotted(row, number)
    last, value = _letter(row, number, sign is not None)
    unit = None if sign is not None else _unit(row, number, last)
    symbol, kind = (sign[1], "money") if sign is not None else ("", "")
    if unit is not None:
        last, symbol, kind = unit.last, unit.symbol, unit.kind
        value *= unit.scale
        if kind == "hundredth":
            value, kind = value / 100, "money"
        elif kind == "basis":
            value, kind = value / 100, "percent"
        elif kind == "money":
            last, value = _late_scale(row, last, value)
            last, value = _cents(row, last, value)
        elif symbol == "ft":
            last, value = _inches(row, last, value)
        last, value = _half(row, number, unit._replace(last=last), value)
    if not isfinite(value):
        return None
    value = float(f"{value:.15g}")  # 16.4 million is 16400000, not 16399999.999999998
    return Quantity(start, last, -value if negative else value, number, symbol, kind)


def _half(row: Row, number: Number, unit: Unit, value: float) -> tuple[int, float]:
    """As in "due ore e mezza", "un euro et demi": half a unit more."""
    last = unit.last
    counted = unit.kind in ("duration", "measure") or (
        unit.kind == "money" and unit.scale == 1 and not number.scaled
    )
    if not counted or number.value != int(number.value) or last in row.masked:
        return last, value
    half = row.rules.words.half_after.at(row.items, last)
    return (half[0], value + half[1] * unit.scale) if half is not None else (last, value)


def _is_minus(row: Row, i: int) -> bool:
    before_free = i == 0 or not row.items[i].glued or row.items[i - 1].text in '(“"«'
    return before_free and row.items[i + 1].glued and row.items[i + 1].kind == "digits"


def _is_minus_word(row: Row, i: int) -> bool:
    """Not the end of "au moins" or "plus ou moins"."""
    return i + 1 < len(row.items) and row.rules.before.ending(row.items, i + 1) is None


def _dotted(row: Row, number: Number) -> Number:
    """As in "der 3. Weltkrieg": digits with a point between an article and a noun."""
    items, last = row.items, number.last
    if not row.rules.words.dotted or number.words or number.last != number.first + 1:
        return number
    if last + 1 >= len(items) or items[last].text != "." or not items[last].glued:
        return number
    before = items[number.first - 1] if number.first else None
    led = before is not None and before.low in row.rules.nouns.stop
    small = row.rules.nouns.mode != "capital" and items[last + 1].text[0].islower()
    if not (led or small) or number.value > 200:
        return number
    if items[last + 1].kind != "word" or number.value != int(number.value):
        return number
    return number._replace(last=last + 1, kind="ordinal")


def _article(row: Row, i: int) -> Number | None:
    """As in "more than a year", "an hour and a half": an article that counts."""
    if row.items[i].low not in row.rules.words.articles:
        return None
    unit = unit_at(row.items, i + 1, row.rules.units)
    if unit is None or unit.kind not in ("duration", "measure", "money"):
        return None
    half = row.rules.words.half_after.at(row.items, unit.last)
    if half is None and (unit.kind == "money" or row.rules.before.ending(row.items, i) is None):
        return None
    return Number(i, i + 1, 1.0, "one", words=True)


def _letter(row: Row, number: Number, signed: bool) -> tuple[int, float]:
    """As in "187m", "187 M$", "50K": a letter for a scale."""
    items, i = row.items, number.last
    if number.words or i >= len(items) or items[i].text not in LETTER_SCALES:
        return i, number.value
    if items[i].glued or signed:
        after = i + 1
        free = after >= len(items) or not items[after].glued or items[after].text in '.,;:)’”"-'
        if signed and free:
            return after, number.value * LETTER_SCALES[items[i].text]
    after = i + 1
    if (
        items[i].text == "m"
        and items[i].glued
        and after < len(items)
        and row.rules.nouns.mode == "last-plural"
        and row.rules.nouns.plural(items[after])
    ):
        return after, number.value * 1e6  # "1.5m people"
    while after < len(items) and (
        items[after].low in row.rules.words.of or items[after].text in "'’"
    ):
        after += 1
    unit = unit_at(items, after, row.rules.units, scaled=True)
    if unit is not None and unit.kind == "money":
        return i + 1, number.value * LETTER_SCALES[items[i].text]
    safe = items[i].glued and items[i].text in SAFE_LETTERS
    if safe and (after >= len(items) or not items[i + 1].glued or items[i + 1].text in ".,;:)"):
        return i + 1, number.value * LETTER_SCALES[items[i].text]
    return i, number.value


def _unit(row: Row, number: Number, last: int) -> Unit | None:
    items = row.items
    scaled = number.scaled or last > number.last
    if last in row.masked:
        return None
    unit = unit_at(items, last, row.rules.units, scaled)
    if unit is not None and number.words and _is_short_word(row, last, unit):
        unit = None  # "uno su quattro ha": no hectares
    if unit is None and last + 1 < len(items) and items[last].low in row.rules.unit_words:
        unit = unit_at(items, last + 1, row.rules.units)  # "six straight days"
        unit = unit if unit is not None and unit.kind == "duration" else None
    if unit is None and (scaled or number.about or number.kind == "fraction"):
        after = last
        while (
            after < len(items)
            and after < last + 3
            and (
                items[after].low in row.rules.words.of
                or (number.kind == "fraction" and items[after].low in row.rules.words.articles)
                or (number.kind == "fraction" and items[after].low in row.rules.words.ones)
                or items[after].text in "'’"
            )
        ):
            after += 1
        if after > last:
            unit = unit_at(items, after, row.rules.units, scaled)
    if unit is None or any(n in row.masked for n in range(last, unit.last)):
        return None
    if number.kind == "ordinal":
        return None
    return unit


def _is_short_word(row: Row, first: int, unit: Unit) -> bool:
    """Whether what looks like the sign of a unit is a common word of the language as well."""
    token = row.items[first]
    return unit.last == first + 1 and len(token.text) <= 2 and token.low in row.rules.nouns.stop


def _late_scale(row: Row, last: int, value: float) -> tuple[int, float]:
    """As in "75 USD million"."""
    step = row.rules.words.elements.at(row.items, last)
    if step is None or step[1][0] != "scale" or abs(value) >= 1000 or last in row.masked:
        return last, value
    return step[0], value * float(step[1][1])


def _inches(row: Row, last: int, value: float) -> tuple[int, float]:
    """As in "5 ft 2 in", "5 feet and 2 inches"."""
    items, words = row.items, row.rules.words
    i = last + 1 if last < len(items) and items[last].low in words.joiners else last
    number = number_at(items, i, words) if i < len(items) else None
    if number is None or not 0 < number.value < 12 or number.last >= len(items):
        return last, value
    unit = unit_at(items, number.last, row.rules.units)
    if (unit is not None and unit.symbol == "in") or items[number.last].low == "in":
        return number.last + 1, value + number.value / 12
    return last, value


def _cents(row: Row, last: int, value: float) -> tuple[int, float]:
    """As in "13 Euro und 45 Cent", "15 dollars 50"."""
    items, words = row.items, row.rules.words
    i = last
    if i < len(items) and (items[i].low in words.joiners or items[i].low in words.point):
        i += 1
    if i >= len(items) or value != int(value) or abs(value) >= 1e6 or i in row.masked:
        return last, value
    number = number_at(items, i, words)
    if number is None or number.kind != "cardinal" or not 0 < number.value < 100:
        return last, value
    unit = unit_at(items, number.last, row.rules.units)
    if unit is not None:
        cents = unit.kind == "hundredth" or unit.symbol == "cent"
        return (unit.last, value + number.value / 100) if cents else (last, value)
    ends = number.last >= len(items) or items[number.last].kind == "sign"
    if ends and number.value >= 10 and not (i > last and items[last].low in words.joiners):
        return number.last, value + number.value / 100
    return last, value
