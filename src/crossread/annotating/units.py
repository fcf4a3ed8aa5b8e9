"""Units and currencies: the signs that every language shares, and the words of one language.

In: tokens. Out: the unit that stands at a token, as a symbol: ISO 4217 for money, SI-like symbols
for measures, English words for durations (`year`), `percent`, `percentage-point`. Signs and codes
are international and stand here; unit words stand in the `[figures.units]` and `[figures.money]`
tables (taken from CLDR, cases and everyday forms added).

Names shared by several currencies ("pesos", "kronor", "dinars") give the bare name as unit, as
guessing the country would be wrong more often than right; `$` alone is the US dollar.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

from crossread.annotating.figure_tables import figure_table
from crossread.annotating.hints import hints
from crossread.annotating.tokens import Phrasebook, Token

CURRENCY_SIGNS = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "₽": "RUB", "₴": "UAH", "₹": "INR",
    "₩": "KRW", "₺": "TRY", "₪": "ILS", "₫": "VND", "₱": "PHP", "₦": "NGN", "₿": "BTC",
    "₸": "KZT", "₾": "GEL", "₡": "CRC", "₲": "PYG", "₵": "GHS", "฿": "THB", "￥": "JPY",
    "＄": "USD", "￡": "GBP",
}  # fmt: skip
DOLLAR_PREFIXES = {
    "us": "USD", "u.s.": "USD", "usd": "USD", "a": "AUD", "au": "AUD", "aud": "AUD", "c": "CAD",
    "ca": "CAD", "cad": "CAD", "can": "CAD", "hk": "HKD", "nz": "NZD", "s": "SGD", "sg": "SGD",
    "r": "BRL", "nt": "TWD", "mx": "MXN", "mex": "MXN", "mxn": "MXN", "ar": "ARS", "z": "ZWL",
    "j": "JMD", "b": "BND", "rd": "DOP", "cl": "CLP", "col": "COP", "hkd": "HKD", "nzd": "NZD",
}  # fmt: skip
CODES = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "AOA",
        "ARS",
        "AUD",
        "AZN",
        "BAM",
        "BDT",
        "BGN",
        "BHD",
        "BOB",
        "BRL",
        "BTC",
        "BYN",
        "CAD",
        "CDF",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CZK",
        "DEM",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ETB",
        "EUR",
        "FRF",
        "GBP",
        "GEL",
        "GHS",
        "GTQ",
        "HKD",
        "HNL",
        "HRK",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "ITL",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KRW",
        "KWD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MUR",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RMB",
        "RON",
        "RSD",
        "RUB",
        "RUR",
        "RWF",
        "SAR",
        "SDG",
        "SEK",
        "SGD",
        "SOS",
        "SYP",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TRY",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VES",
        "VND",
        "XAF",
        "XOF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWL",
    ]
)
WORDLIKE_CODES = frozenset({"ALL", "TRY", "CUP", "SOS", "PEN", "MAD", "COP", "TOP", "LAK", "BAM"})
CODE_NAMES = {"RMB": "CNY", "RUR": "RUB"}

SYMBOLS = {
    "km": "km", "m": "m", "cm": "cm", "mm": "mm", "dm": "dm", "nm": "nm", "μm": "µm", "µm": "µm",
    "km²": "km²", "km2": "km²", "m²": "m²", "m2": "m²", "m³": "m³", "m3": "m³", "cm²": "cm²",
    "km³": "km³", "cm³": "cm³", "ha": "ha", "ft": "ft", "yd": "yd", "kg": "kg", "mg": "mg",
    "μg": "µg", "µg": "µg", "mcg": "µg", "g": "g", "t": "t", "kt": "kt", "Mt": "Mt", "Gt": "Gt",
    "lb": "lb", "lbs": "lb", "oz": "oz", "l": "l", "L": "l", "ml": "ml", "mL": "ml", "cl": "cl",
    "dl": "dl", "hl": "hl", "bbl": "bbl", "kW": "kW", "MW": "MW", "GW": "GW", "TW": "TW",
    "Wh": "Wh", "kWh": "kWh", "KWh": "kWh", "MWh": "MWh", "GWh": "GWh", "TWh": "TWh", "W": "W",
    "V": "V", "kV": "kV", "Hz": "Hz", "kHz": "kHz", "MHz": "MHz", "GHz": "GHz", "KB": "KB",
    "kB": "KB", "MB": "MB", "GB": "GB", "TB": "TB", "PB": "PB", "Mo": "MB", "Go": "GB",
    "To": "TB", "mph": "mph", "kph": "km/h", "kmh": "km/h", "hp": "hp", "kn": "kn", "ms": "ms",
    "K": "K", "hPa": "hPa", "Pa": "Pa", "kPa": "kPa", "bar": "bar", "dB": "dB", "kcal": "kcal",
    "kJ": "kJ", "ppm": "ppm", "min": "minute", "h": "hour", "hr": "hour", "hrs": "hour",
    "s": "second", "d": "day", "sq": "", "in": "",
}  # fmt: skip
SPACED_SYMBOLS = frozenset(SYMBOLS) - {"in", "sq", "K", "s", "d", "t", "V", "W", "To", "Go", "Mo"}
# The words of those, and "mi" of "mi/h", as `hints.seen` gives them.
_SPACED_WORDS = (hints(SPACED_SYMBOLS) or frozenset()) | {"mi"}
DEGREES = "°℃℉"
DURATIONS = frozenset(
    {"century", "decade", "year", "half-year", "quarter", "month", "week", "day", "night", "hour",
     "minute", "second"}
)  # fmt: skip
LETTER_SCALES = {
    "k": 1e3, "K": 1e3, "M": 1e6, "m": 1e6, "MM": 1e6, "B": 1e9, "b": 1e9, "T": 1e12, "t": 1e12,
}  # fmt: skip
SAFE_LETTERS = frozenset("kKMB")  # glued to digits these multiply without a currency, too


class Unit(NamedTuple):
    """A unit in the text.

    Args:
        last: one past the index of its last token.
        symbol: see the module's first lines.
        kind: `money`, `measure`, `duration`, `percent`, `hundredth` (cents of a currency), or
            `basis` (hundredths of a percentage point).
        scale: 1 but where the unit carries one ("MUSD").
    """

    last: int
    symbol: str
    kind: str
    scale: float = 1.0


class Units:
    """Unit words of one language."""

    def __init__(self, figures: Any) -> None:
        names: dict[str, tuple[str, str]] = {}
        for symbol, listed in figures.get("units", {}).items():
            kind = "duration" if symbol in DURATIONS else "measure"
            names.update(dict.fromkeys(listed, (symbol, kind)))
        names.update(dict.fromkeys(figures.get("percent", ()), ("percent", "percent")))
        names.update(dict.fromkeys(figures.get("points", ()), ("percentage-point", "percent")))
        names.update(dict.fromkeys(figures.get("basis_points", ()), ("percentage-point", "basis")))
        money: dict[str, tuple[str, str]] = {}
        for code, listed in figures.get("money", {}).items():
            money.update(dict.fromkeys(listed, (code, "money")))
        for code, listed in figures.get("hundredths", {}).items():
            money.update(dict.fromkeys(listed, (code, "hundredth")))
        self.names = Phrasebook(names)
        self._needs = hints(names)
        self.money = Phrasebook(money)

    def may_measure(self, seen: frozenset[str]) -> bool:
        """Whether a measure, a duration or a percentage may stand in a sentence by its words.

        Args:
            seen: the sentence at a glance, from `hints.seen`; a unit joined to the word before
                it by a hyphen, and degrees, are not looked for.
        """
        if self._needs is None or not self._needs.isdisjoint(seen):
            return True
        return not _SPACED_WORDS.isdisjoint(seen)


@cache
def units(language: str) -> Units:
    """The unit words of a language (none for a language without a file)."""
    return Units(figure_table(language))


def sign_at(items: Sequence[Token], i: int) -> tuple[int, str] | None:
    """The currency sign or code that stands at token `i`: one past its end, and the code."""
    token = items[i]
    code = CURRENCY_SIGNS.get(token.text)
    if code is not None:
        return i + 1, code
    if token.kind != "word" or i + 1 >= len(items):
        return None
    after = items[i + 1]
    if after.text in "$＄" and after.glued and token.low in DOLLAR_PREFIXES:
        return i + 2, DOLLAR_PREFIXES[token.low]
    if (
        token.text == "U"
        and after.text == "$"
        and i + 2 < len(items)
        and items[i + 2].text in ("S", "D", "s")
        and items[i + 2].glued
    ):
        return i + 3, "USD"
    if after.text == "$" and len(token.low) > 1 and token.low in DOLLAR_PREFIXES:
        plain_word = token.low in ("us", "can", "col", "ca") and not token.text.isupper()
        return None if plain_word else (i + 2, DOLLAR_PREFIXES[token.low])
    if token.text == "U" and [t.text for t in items[i + 1 : i + 5]] == [".", "S", ".", "$"]:
        return i + 5, "USD"
    if token.text in CODES and token.text not in WORDLIKE_CODES:
        return i + 1, CODE_NAMES.get(token.text, token.text)
    return None


def unit_at(items: Sequence[Token], i: int, words: Units, scaled: bool = False) -> Unit | None:
    """The unit that begins at token `i` (right after a number).

    Args:
        items: the tokens.
        i: index of the token after the number.
        words: the language's unit words.
        scaled: whether the number has a scale word ("two million pounds" is money).
    """
    if i >= len(items):
        return None
    token = items[i]
    if token.text == "-" and token.glued and i + 1 < len(items) and items[i + 1].glued:
        inner = _word_unit(items, i + 1, words, scaled)
        return inner if inner is not None else _symbol(items, i + 1)
    if token.text in ("%", "٪", "％"):
        if i + 1 < len(items) and items[i + 1].low == "points":
            return Unit(i + 2, "percentage-point", "percent")
        return Unit(i + 1, "percent", "percent")
    if token.text == "‰":
        return Unit(i + 1, "per-mille", "percent")
    code = CURRENCY_SIGNS.get(token.text)
    if code is not None:
        return Unit(i + 1, code, "money")
    if token.text == "°" or token.text in ("℃", "℉"):
        return _degrees(items, i)
    found = _word_unit(items, i, words, scaled)
    if found is not None:
        return found
    if token.kind == "word" and token.text in CODES:
        return Unit(i + 1, CODE_NAMES.get(token.text, token.text), "money")
    if (
        token.kind == "word"
        and token.low in DOLLAR_PREFIXES
        and i + 1 < len(items)
        and items[i + 1].text == "$"
        and items[i + 1].glued
    ):
        return Unit(i + 2, DOLLAR_PREFIXES[token.low], "money")
    if token.kind == "word" and token.text[:1] == "M" and token.text[1:] in CODES:
        return Unit(i + 1, CODE_NAMES.get(token.text[1:], token.text[1:]), "money", 1e6)
    return _symbol(items, i)


def _word_unit(items: Sequence[Token], i: int, words: Units, scaled: bool) -> Unit | None:
    money = words.money.at(items, i)
    measure = words.names.at(items, i)
    if money is not None and measure is not None and not scaled and money[0] <= measure[0]:
        money = None  # "200 pounds": a weight, unless millions of them
    if money is not None and (measure is None or scaled or money[0] > measure[0]):
        return Unit(money[0], money[1][0], money[1][1])
    if measure is None:
        return None
    symbol, kind = measure[1]
    return Unit(measure[0], symbol, kind)


def _symbol(items: Sequence[Token], i: int) -> Unit | None:
    if i >= len(items) or items[i].kind != "word":
        return None
    token = items[i]
    shown = token.text
    last = i + 1
    if last < len(items) and items[last].glued:
        if items[last].low == "'" and not token.glued:
            return None  # "nel 2024 l'azienda"
        joint = shown + items[last].text
        if joint in SYMBOLS:  # km², m2
            return Unit(last + 1, SYMBOLS[joint], "measure")
        if items[last].text == "^" and last + 1 < len(items) and items[last + 1].text in "23":
            raised = SYMBOLS.get(shown + items[last + 1].text)
            if raised:
                return Unit(last + 2, raised, "measure")
        if items[last].text == "/" and last + 1 < len(items) and items[last + 1].glued:
            below = items[last + 1].text
            if shown in ("km", "m", "mi") and below in ("h", "s", "hr", "std", "u"):
                symbol = f"{shown}/{'s' if below == 's' else 'h'}"
                return Unit(last + 2, symbol, "measure")
    symbol = SYMBOLS.get(shown, "")
    if not symbol and token.glued and len(shown) > 1:
        symbol = SYMBOLS.get(token.low, "")  # 500Km
    if not symbol or not (token.glued or shown in SPACED_SYMBOLS):
        return None
    kind = "duration" if symbol in DURATIONS else "measure"
    return Unit(last, symbol, kind)


def _degrees(items: Sequence[Token], i: int) -> Unit:
    if items[i].text in ("℃", "℉"):
        return Unit(i + 1, "°C" if items[i].text == "℃" else "°F", "measure")
    if i + 1 < len(items):
        scale = items[i + 1].text.casefold()
        if scale in ("c", "celsius"):
            return Unit(i + 2, "°C", "measure")
        if scale in ("f", "fahrenheit"):
            return Unit(i + 2, "°F", "measure")
    return Unit(i + 1, "°", "measure")
