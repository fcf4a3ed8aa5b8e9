"""The dossier's own words in one language: strings, plurals, numbers, dates.

One TOML file a language in `words/`; a new language is a new file with the same keys. Numbers
and dates are written as that language writes them, from the same file, so that no locale data
has to be loaded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

from crossread.errors import ModelError, UsageError
from crossread.model import Figure

DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T(\d\d:\d\d)\S{0,20})?")
SCALES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
LARGEST_WRITTEN = 1e15  # numbers beyond are shown in powers of ten


@dataclass(frozen=True, slots=True)
class Wording:
    """Strings of one language; made by `wording`.

    Args:
        code: two-letter code.
        data: the file's tables.
    """

    code: str
    data: Mapping[str, Any]

    def __call__(self, key: str, **values: object) -> str:
        """The string of a key, with its places filled.

        Raises:
            ModelError: the file does not hold the key.
        """
        text = self._text(key)
        return text.format(**values) if isinstance(text, str) else text[1].format(**values)

    def template(self, key: str) -> str:
        """The string of a key with its places still open."""
        return str(self._text(key))

    def count(self, key: str, n: int, **values: object) -> str:
        """The string of a key for a number: singular or plural."""
        return self._plural(self._text(key), n, self.number(n), **values)

    def lines(self, key: str) -> Sequence[str]:
        """The paragraphs of a key."""
        found: Sequence[str] = self._text(key)
        return found

    def language(self, code: str) -> str:
        """Name of a language; its code where there is none."""
        return str(self.data["names"].get(code, code))

    def listed(self, items: Sequence[str]) -> str:
        """Items in a row, as the language separates them."""
        return str(self.data["list"]).join(items)

    def quoted(self, text: str) -> str:
        """A text in the language's quotation marks."""
        return str(self.data["quote"]).format(text=text)

    def number(self, value: float) -> str:
        """A number with the language's separators; at most three decimals.

        >>> wording("en").number(4500000), wording("fr").number(0.25)
        ('4,500,000', '0,25')
        """
        if not abs(value) < LARGEST_WRITTEN:  # also true for what is not a number
            return f"{value:g}"
        whole, _, rest = f"{value:,.3f}".partition(".")
        rest = rest.rstrip("0")
        return whole.replace(",", self.data["thousands"]) + (
            self.data["decimal"] + rest if rest else ""
        )

    def date(self, iso: str) -> str:
        """An ISO 8601 date, month, year, time or interval as people write it.

        >>> wording("en").date("2025-02-12"), wording("en").date("2025-02-10/2025-02-14")
        ('12 February 2025', '10 February 2025 to 14 February 2025')
        """
        if iso.count("/") == 1:
            low, high = iso.split("/")
            return str(self.data["range"]).format(low=self.date(low), high=self.date(high))
        found = DATE.fullmatch(iso)
        if found is None:
            return iso
        year, month, day, hour = found.groups()
        if month is None or not 1 <= int(month) <= 12:
            return iso
        values = {"year": year, "month": self.data["months"][int(month) - 1]}
        if day is None:
            return str(self.data["month"]).format(**values)
        written = str(self.data["day"]).format(day=int(day), **values)
        return f"{written}, {hour}" if hour and hour != "00:00" else written

    def day(self, year: int, month: int, day: int) -> str:
        """A day in few letters, for a picture's axis.

        >>> wording("en").day(2025, 2, 12)
        '12 Feb 2025'
        """
        values = {"year": year, "month": self.data["months_short"][month - 1], "day": day}
        return str(self.data["day"]).format(**values)

    def figure(self, figure: Figure) -> str:
        """A figure as value, unit and approximation.

        >>> from crossread.model import Span
        >>> wording("en").figure(Figure("p1.1.f1", Span("p1", 0, 0, ""), 4.5e6, None, "USD", "more than", None))
        'more than USD 4.5 million'
        """
        amount = self._amount(figure.value)
        if figure.high is not None:
            high = self._amount(figure.high)
            amount = str(self.data["range"]).format(low=amount, high=high)
        written = self._with_unit(amount, figure.value if figure.high is None else 2.0, figure.unit)
        if figure.approximation is None:
            return written
        frame = self.data["approximation"].get(figure.approximation, "{n}")
        return str(frame).format(n=written)

    def _text(self, key: str) -> Any:
        try:
            return self.data["text"][key]
        except KeyError:
            raise ModelError(f"words/{self.code}.toml holds no text {key!r}") from None

    def _plural(self, forms: Sequence[str], value: float, n: str, **values: object) -> str:
        plural = value not in self.data["singular"]
        return forms[plural].format(n=n, **values)

    def _amount(self, value: float) -> str:
        for scale, name in SCALES:
            if scale <= abs(value) < LARGEST_WRITTEN and round(value / scale, 3) == value / scale:
                return str(self.data[name]).format(n=self.number(value / scale))
        return self.number(value)

    def _with_unit(self, amount: str, value: float, unit: str) -> str:
        if unit == "count":
            return amount
        if unit == "percent":
            return str(self.data["percent"]).format(n=amount)
        forms = self.data["units"].get(unit)
        if forms is not None:
            return self._plural(forms, value, amount)
        if re.fullmatch("[A-Z]{3}", unit):
            return str(self.data["money"]).format(n=amount, unit=unit)
        return f"{amount} {unit}"


@cache
def known() -> tuple[str, ...]:
    """Codes of the languages that have a file, sorted."""
    files = resources.files("crossread.showing").joinpath("words").iterdir()
    return tuple(sorted(f.name[:-5] for f in files if f.name.endswith(".toml")))


@cache
def wording(language: str) -> Wording:
    """The dossier's own words in a language.

    Args:
        language: two-letter code.

    Raises:
        UsageError: there is no file for that language.
    """
    if language not in known():
        raise UsageError(f"no dossier in language {language!r}: choose one of {', '.join(known())}")
    file = resources.files("crossread.showing").joinpath("words", f"{language}.toml")
    return Wording(language, tomllib.loads(file.read_text(encoding="utf-8")))
