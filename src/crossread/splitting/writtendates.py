"""A short text → the day that it says, in any language, and what it says beside it.

In: a dateline, or a line of a page. Out: the day, ISO 8601; and the rest of the text, which tells a
line that only says when from one that says what. Days are read whole: with month and year. The names
of months and the words around dates are facts of the language files; those of all languages are
tried at once, for a date line is too short to tell its own.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import chain

from msgspec import Struct

from crossread import languages
from crossread.splitting.lines import fold, has_letters, unspaced

LONGEST = 300  # characters that are looked at

_YEAR = r"(?P<year>(?:19|20)\d{2})(?!\d)"
_NAME = r"[^\W\d_]{2,12}"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:\.\s?|(?:st|nd|rd|th|er|o|°)?\s)(?:de\s|of\s)?"
    rf"(?P<month>{_NAME}(?:[\s/]{_NAME}){{0,2}}?)\.?,?\s(?:de[l]?\s)?{_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"(?P<month>[^\W\d_]{{3,12}})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}"
)
_ISO = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})(?P<sign>[-/.])(?P<month>\d{2})(?P=sign)(?P<day>\d{2})(?!\d)"
)
_CHARACTERS = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d{2})\s?年\s?(?P<month>\d{1,2})\s?月\s?(?P<day>\d{1,2})\s?[日号號]"
)
_NUMERIC = re.compile(
    rf"(?<!\d)(?P<one>\d{{1,2}})(?P<sign>[./-])(?P<two>\d{{1,2}})(?P=sign){_YEAR}"
)
_UNREAD = re.compile(rf"(?<!\d)\d{{1,2}}\.?\s(?P<month>[^\s\d]{{2,15}}),?\s{_YEAR}")
_CLOCK = re.compile(
    r"(?<!\d)\d{1,2}(?:[:.h]|\s?[时時点點])\s?(?:\d{2}(?:\s?分)?(?::\d{2})?)?(?!\d)"
)
_LABEL = re.compile(r"[^\W\d_]{2,20}(?:\s[^\W\d_]{1,20}){0,2}\s?:\s?")  # "Date: "
_WORD = re.compile(r"\w+")


class _Day(Struct, frozen=True):
    """A day and where it stands in a prepared text; the value is empty where it cannot be read."""

    start: int
    end: int
    value: str


def dated(text: str, language: str = "") -> str | None:
    """The full date (day, month and year) in a short text, as ISO 8601; None without one.

    Args:
        text: a dateline, or a line that says a date.
        language: of the article; it decides between `12/03/2025` for March and for December.
    """
    found = _first_day(_prepared(text), language)
    return found.value if found else None


def beside_date(text: str) -> str | None:
    """What a short text says beside a whole day, folded; None where it says none.

    Days whose month is written in a script of no known language ("12 במרץ 2025") count, too.
    """
    prepared = _prepared(text)
    found = _first_day(prepared, "") or _unread_day(prepared)
    return f"{prepared[: found.start]} {prepared[found.end :]}".strip() if found else None


def tells_time_alone(beside: str) -> bool:
    """Whether what stands beside a day is only of time: weekday, time of day, "г.", a label.

    Args:
        beside: from `beside_date`.
    """
    label = _LABEL.match(beside)
    left = beside[label.end() if label else 0 :]
    return all(word.isdigit() or word in _time_words() for word in _words(left))


def said_beside(beside: str) -> list[str]:
    """The words of more than three letters beside a day that are not of time.

    Args:
        beside: from `beside_date`.
    """
    return [w for w in _words(beside) if w.isalpha() and len(w) > 3 and w not in _time_words()]


def _words(beside: str) -> list[str]:
    """The words beside a day, without times of day and words of time in scripts without spaces."""
    return _WORD.findall(_unspaced_words().sub(" ", _CLOCK.sub(" ", beside)))


@cache
def months() -> dict[str, int]:
    """The names of months in all languages, folded, with their numbers."""
    found: dict[str, int] = {}
    for code in languages.known():
        for number, names in enumerate(languages.table(code, "splitting").get("months", ()), 1):
            for name in names:
                found.setdefault(fold(name), number)
    for code in languages.known():
        times = languages.table(code, "times")
        for table in ("months", "months_short"):
            for name, number in times.get(table, {}).items():
                found.setdefault(fold(name), number)
    return found


def _prepared(text: str) -> str:
    """Folded, with the digits 0 to 9 for those of other scripts."""
    folded = fold(text[:LONGEST])
    if folded.isascii():
        return folded
    return "".join(str(unicodedata.decimal(c)) if c.isdecimal() else c for c in folded)


def _first_day(text: str, language: str) -> _Day | None:
    """The first day, by the surest way of writing it that is found."""
    return next(chain(_named(text), _numeric(text, language)), None)


def _named(text: str) -> Iterator[_Day]:
    """Days with the year first, and days with a month's name."""
    for pattern in (_ISO, _CHARACTERS, _DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(text):
            value = _iso(int(match["year"]), _month(match["month"]), int(match["day"]))
            if value:
                yield _Day(match.start(), match.end(), value)


def _month(name: str) -> int:
    """The number of a month written in figures, by its name, or by two: "آذار/مارس"; 0 of none."""
    if name.isdigit():
        return int(name)
    return next((months()[n] for n in (name, *name.split("/")) if n in months()), 0)


def _numeric(text: str, language: str) -> Iterator[_Day]:
    """`16/10/2025`, `16.10.2025`, `10/16/2025`.

    The day goes first in a language whose dates are so. In English, where both orders are in use,
    and in unknown languages a date is read only where one of its numbers cannot be a month; dots
    stand between day and month, unless the language is English.
    """
    times = languages.table(language, "times") if language else {}
    for match in _NUMERIC.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        known = bool(times) or match["sign"] == "."
        day_first = known and not times.get("month_first", False)
        if not day_first and one != two and (one > 12) == (two > 12):
            continue
        day, month = (one, two) if two <= 12 and (day_first or one > 12) else (two, one)
        value = _iso(int(match["year"]), month, day)
        if value:
            yield _Day(match.start(), match.end(), value)


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _unread_day(text: str) -> _Day | None:
    """A day whose month is a word in a script that no known month is written in."""
    match = _UNREAD.search(text)
    if match is None or _script(match["month"]) in _scripts():
        return None
    return _Day(match.start(), match.end(), "")


def _script(word: str) -> str:
    """The first word of the Unicode name of a word's first letter: "LATIN", "HEBREW"."""
    letter = next((c for c in word if c.isalpha()), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


@cache
def _scripts() -> frozenset[str]:
    return frozenset({"", *map(_script, months())})


@cache
def _time_words() -> frozenset[str]:
    """The words, folded, that stand with a date and say no more than when."""
    return frozenset(word for phrase in _time_phrases() for word in _WORD.findall(fold(phrase)))


@cache
def _unspaced_words() -> re.Pattern[str]:
    """Those of scripts without spaces, which stand against one another."""
    words = {fold(phrase) for phrase in _time_phrases() if unspaced(phrase)}
    return re.compile("|".join(sorted(words, key=lambda word: (-len(word), word))))


def _time_phrases() -> Iterable[str]:
    named = ("weekdays", "weekdays_short", "weekdays_one_word", "parts", "ampm")
    listed = ("year_marks", "zones", "glue")
    for code in languages.known():
        times = languages.table(code, "times")
        for table in (*named, *listed):
            yield from (phrase for phrase in times.get(table, ()) if has_letters(phrase))
