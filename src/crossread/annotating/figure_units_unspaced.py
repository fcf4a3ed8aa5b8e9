"""The unit behind a number, in scripts that write no spaces.

In: a text and the place behind a number. Out: what stands there: a unit, a currency, a percentage, a
classifier (名, 辆). Signs and codes are those that every language shares (`units`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from crossread.annotating.figure_words_unspaced import Unspaced
from crossread.annotating.units import CODE_NAMES, CODES, CURRENCY_SIGNS, DURATIONS, SYMBOLS

_LATIN = re.compile(r"[A-Za-zµμ°℃℉%‰％²³/]+[23]?")
_SIGNS = {"°C": "°C", "℃": "°C", "°F": "°F", "℉": "°F", "km/h": "km/h", "m/s": "m/s"}
_SCALES = {"tenth": 10.0, "basis": 0.01, "hundredth": 0.01}  # 三成 is 30 percent
_KINDS = {"basis": "percent", "hundredth": "money"}


class Measured(NamedTuple):
    """A unit behind a number.

    Args:
        end: one past its last character.
        symbol: as in `units`; empty for a classifier.
        kind: `count`, `money`, `measure`, `duration`, `percent` or `tenth` (成: tens of percent).
        scale: by what it multiplies.
    """

    end: int
    symbol: str
    kind: str
    scale: float = 1.0


def measured_at(text: str, i: int, rules: Unspaced) -> Measured | None:
    """The unit that begins at character `i`, one space before it passed, or None."""
    if text[i : i + 1] == " ":
        i += 1
    if i >= len(text):
        return None
    found = rules.unit.match(text, i)
    if found is not None:
        symbol, kind = rules.units[found.group()]
        end = found.end()
        if kind == "count" and rules.half and text.startswith(rules.half, end):
            late = measured_at(text, end + 1, rules)
            if late is not None and late.kind == "duration":
                return None  # 两个半小时: the unit comes behind the half
        return Measured(end, symbol, _KINDS.get(kind, kind), _SCALES.get(kind, 1.0))
    if text[i] in CURRENCY_SIGNS:
        return Measured(i + 1, CURRENCY_SIGNS[text[i]], "money")
    latin = _LATIN.match(text, i)
    return _latin(latin.group(), latin.end()) if latin is not None else None


def _latin(shown: str, end: int) -> Measured | None:
    if shown in ("%", "％", "‰"):
        return Measured(end, "per-mille" if shown == "‰" else "percent", "percent")
    if shown in CODES:
        return Measured(end, CODE_NAMES.get(shown, shown), "money")
    symbol = _SIGNS.get(shown, SYMBOLS.get(shown, ""))
    if not symbol:
        return None
    return Measured(end, symbol, "duration" if symbol in DURATIONS else "measure")


def with_coins(text: str, value: float, end: int, rules: Unspaced) -> tuple[float, int]:
    """As in 五元三角, 50元6角三分: the amount with its coins, and one past their end."""
    for coins, by in ((rules.coins, 0.1), (rules.small_coins, 0.01)):
        number = rules.numerals.at(text, end) if end < len(text) else None
        if number is not None and text[number.end : number.end + 1] in coins:
            value, end = value + number.value * by, number.end + 1
    return value, end
