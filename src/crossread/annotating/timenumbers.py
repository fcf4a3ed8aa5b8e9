"""Numbers as times write them: small ones in any case, years in words, Chinese numerals.

In: tokens. Out: where a number ends and what it is. Figures know the number words of a language
(`numbers`); a time also takes forms that count nothing ("двух", "ósmej"), which stand in the
`[times]` tables, and years read as two numbers ("nineteen eighty-six").
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.numbers import Number, number_at
from crossread.annotating.timenames import TimeNames
from crossread.annotating.tokens import Token, joined

_HAN_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_HAN_STEPS = {"十": 10, "百": 100, "千": 1000, "万": 10_000, "萬": 10_000}
HAN_NUMERALS = frozenset((*_HAN_DIGITS, *_HAN_STEPS))
_MAX_HAN = 12  # characters of one number
FIRST_YEAR, LAST_YEAR = 1000, 2999


def number(items: Sequence[Token], i: int, names: TimeNames) -> Number | None:
    """The number that begins at token `i`: the longer of the two readings."""
    if items[i].kind != "word":
        return number_at(items, i, names.words)
    if names.script.characters:
        found = han(items, i)
        return Number(i, found[0], float(found[1]), "cardinal", words=True) if found else None
    read = number_at(items, i, names.words)
    ordinal = names.ordinals.at(items, i)
    small = names.numbers.at(items, i)
    for entry, kind in ((ordinal, "ordinal"), (small, "cardinal")):
        if entry is not None and (read is None or entry[0] >= read.last):
            read = Number(i, entry[0], float(entry[1]), kind, words=True)
    return read


def han(items: Sequence[Token], i: int) -> tuple[int, int] | None:
    """A Chinese numeral: "二十四" by its steps, "二〇二五" digit by digit."""
    last = i
    while last < min(len(items), i + _MAX_HAN) and (
        items[last].text in _HAN_DIGITS or items[last].text in _HAN_STEPS
    ):
        last += 1
    shown = [token.text for token in items[i:last]]
    if not shown:
        return None
    if not any(c in _HAN_STEPS for c in shown):
        return (last, int("".join(str(_HAN_DIGITS[c]) for c in shown))) if last - i != 3 else None
    total, digit = 0, None
    for c in shown:
        if c in _HAN_DIGITS:
            digit = _HAN_DIGITS[c]
        else:
            total += (1 if digit is None else digit) * _HAN_STEPS[c]
            digit = None
    return last, total + (digit or 0)


def year_in_words(items: Sequence[Token], i: int, names: TimeNames) -> tuple[int, int] | None:
    """As in "dos mil dieciocho", "nineteen hundred ninety three", "nineteen eighty-six"."""
    if items[i].kind != "word":
        return None
    first = number_at(items, i, names.words)
    if first is None or first.kind != "cardinal" or first.value != int(first.value):
        return None
    if FIRST_YEAR < first.value <= LAST_YEAR:
        return first.last, int(first.value)
    after = first.last
    if after < len(items) and items[after].text == "-" and joined(items, after):
        after += 1
    if 13 <= first.value <= 20 and after < len(items) and items[after].kind == "word":
        second = number_at(items, after, names.words)
        if second is not None and second.kind == "cardinal" and 10 <= second.value <= 99:
            return second.last, int(first.value * 100 + second.value)
    return None
