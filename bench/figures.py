"""Figures against expected values: `figures.jsonl` of the form of the archive `recognizers`.

In: test cases (language, kind, text, expected values). Out: the share of expected values that
were found with the right value, by language and kind.

Scored: numbers, percentages, money, measures, ages, and (apart) temperatures, ranges, ordinals.
Left out, by rule and not by case:

1. cases that the data's own reference implementation does not pass (`not_supported: dotnet`);
2. expected results without a value (a unit standing alone) and relative ordinals ("the last");
3. power and exponent notation ("1.3e6", "10^3"), and numbers that touch a letter, digit or sign
   on either side (addresses, versions, telephone numbers, list items): no running news text;
4. "one", "un", "ein" and the like as a number by itself: article or pronoun in running text;
5. plain four-digit numbers from 1900 to 2099 as numbers: years in news;
6. fractions other than halves to tenths below 1, or with "over" ("one over three"): arithmetic.

A text of which nothing is expected counts as one value: right if nothing of its kind was found
(except for numbers and ordinals, of which such texts hold what rules 2 to 6 leave out).
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path
from typing import Any

from bench.recognizers import cases
from bench.report import MissingData, Report, Table
from crossread.annotating.figures import figures
from crossread.annotating.units import DURATIONS, SYMBOLS
from crossread.model import Article, Block, Figure, Page, Sentence

DATA = ("recognizers",)
NEWS = ("number", "percent", "currency", "dimension", "age")
APART = ("temperature", "number range", "ordinal")
RELATIVE_ERROR = 1e-4  # the expected values of fractions are cut after 15 digits
LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "zh", "ar")

_POWER = re.compile(r"\^|\d[eE][+-]?\d")
_OVER = re.compile(r"\b(over|sur|über|sobre|su|por|op|على)\b", re.IGNORECASE)
_MEASURES = frozenset(SYMBOLS.values()) | DURATIONS | {"mi", "in", "acre", "nmi", "gal", "°"}


def run(data: Path) -> Report:
    """Score the figures found in `figures.jsonl` of a folder.

    Raises:
        MissingData: the folder has no such file.
    """
    path = data / "figures.jsonl"
    if not path.is_file():
        raise MissingData(f"{path} is not there")
    right: dict[tuple[str, str], int] = defaultdict(int)
    total: dict[tuple[str, str], int] = defaultdict(int)
    wrong: dict[str, list[str]] = defaultdict(list)
    for case in cases(path, LANGUAGES):
        language = case["lang"]
        kind = case["kind"]
        found = read(case["input"], language)
        for expected, good in judged(case, found):
            total[language, kind] += 1
            right[language, kind] += good
            if not good:
                shown = [(f.span.text, f.value, f.high, f.unit, f.approximation) for f in found]
                wanted = expected and (expected["text"], _wanted(expected))
                wrong[f"{language}-{kind}"].append(f"{case['input']!r}: {wanted} not {shown}")
    return _report(right, total, wrong)


def read(text: str, language: str) -> tuple[Figure, ...]:
    """The figures of a text taken as one sentence."""
    page = Page("p1", text, None, None, "", (Block(0, len(text)),))
    span = page.span(0, len(text))
    article = Article("p1.1", "p1", True, language, None, (), None, (span,), None)
    return figures(page, article, (Sentence(span, "body", 0),))


def judged(
    case: dict[str, Any], found: tuple[Figure, ...]
) -> list[tuple[dict[str, Any] | None, bool]]:
    """Each expected value that counts, with whether it was found."""
    text, kind = case["input"], case["kind"]
    if not case["results"]:
        if kind in ("number", "ordinal", "number range") or _POWER.search(text):
            return []
        return [(None, not any(_fits(f, kind) for f in found))]
    counted = [r for r in case["results"] if _counts(r, kind, text)]
    return [(r, any(_is_right(f, r, kind) for f in found)) for r in counted]


def _counts(result: dict[str, Any], kind: str, text: str) -> bool:
    if kind == "number range":
        bounds = result.get("range") or {}
        return any(_number(bounds.get(end)) is not None for end in ("low", "high"))
    value = _number(result.get("value"))
    if value is None or result.get("relative_to") not in (None, "start"):
        return False
    shown = result["text"]
    if _POWER.search(shown) or result.get("subtype") == "power":
        return False
    if kind != "number":
        return True
    if result.get("start") is not None:
        before = text[result["start"] - 1 : result["start"]]
        after = text[result["end"] : result["end"] + 2]
        if (before and (before.isalnum() or before in "./:-#_=&+@")) or after[:1].isalnum():
            return False
        if after[:1] in ("/", ":", "-", ".") and after[1:].isalnum():
            return False
    if value == 1 and not any(c.isdigit() for c in shown):
        return False
    if re.fullmatch(r"(19|20)\d\d", shown):
        return False
    return value == int(value) or _plain_decimal(shown) or _simple_fraction(value, shown)


def _plain_decimal(shown: str) -> bool:
    """Digits with a decimal mark, or words with a scale ("two and a half million")."""
    return bool(re.search(r"\d", shown)) and "/" not in shown


def _simple_fraction(value: float, shown: str) -> bool:
    below = 0.0999 < value < 1 and any(
        abs(value * n - round(value * n)) < 1e-6 for n in range(2, 11)
    )
    return below and not _OVER.search(shown)


def _number(value: Any) -> float | None:
    try:
        return float(value)
    except (TypeError, ValueError):
        return None


def _wanted(result: dict[str, Any]) -> Any:
    bounds = result.get("range")
    if bounds:
        return (bounds.get("low"), bounds.get("high"))
    return (result.get("value"), result.get("unit"), result.get("iso"))


def _fits(figure: Figure, kind: str) -> bool:
    """Whether a figure is of a kind."""
    if kind == "percent":
        return figure.unit in ("percent", "percentage-point")
    if kind == "currency":
        return figure.unit not in _MEASURES and figure.unit not in (
            "count", "percent", "percentage-point", "ordinal", "fraction", "per-mille"
        )  # fmt: skip
    if kind == "age":
        return figure.unit in DURATIONS
    if kind == "dimension":
        return figure.unit in _MEASURES - DURATIONS
    if kind == "temperature":
        return figure.unit in ("°C", "°F", "K", "°")
    return figure.unit == "ordinal" if kind == "ordinal" else True


def _is_right(figure: Figure, result: dict[str, Any], kind: str) -> bool:
    start, end = result.get("start"), result.get("end")
    if (
        start is not None
        and end is not None
        and not (figure.span.start < end and start < figure.span.end)
    ):
        return False
    if kind == "number range":
        return _range_right(figure, result["range"])
    value = _number(result["value"])
    if value is None:
        return False
    values = [figure.value] if figure.high is None else [figure.value, figure.high]
    if kind == "currency":
        iso = result.get("iso")
        if iso and len(figure.unit) == 3 and figure.unit.isupper() and iso != figure.unit:
            return False
        values += [v * 100 for v in values]  # "14 cents" is expected as 14 of the unit cent
    same = any(_close(v, value) for v in values)
    if kind == "dimension":
        return same and figure.unit not in ("percent", "ordinal", "fraction")
    return same and (kind in ("number",) or _fits(figure, kind))


def _range_right(figure: Figure, bounds: dict[str, Any]) -> bool:
    low, high = _number(bounds.get("low")), _number(bounds.get("high"))
    if low is not None and high is not None:
        if low == high:
            return _close(figure.value, low)
        return _close(figure.value, low) and figure.high is not None and _close(figure.high, high)
    wanted = ("more than", "at least") if high is None else ("less than", "up to")
    bound = low if low is not None else high
    return bound is not None and figure.approximation in wanted and _close(figure.value, bound)


def _close(a: float, b: float) -> bool:
    return abs(a - b) <= RELATIVE_ERROR * max(abs(a), abs(b), 1e-9)


def _report(
    right: dict[tuple[str, str], int],
    total: dict[tuple[str, str], int],
    wrong: dict[str, list[str]],
) -> Report:
    rows: list[tuple[str | int | float, ...]] = []
    values: dict[str, float] = {}
    for language in LANGUAGES:
        held = [kind for kind in NEWS if total[language, kind]]
        if not held:
            continue
        good = sum(right[language, kind] for kind in held)
        of = sum(total[language, kind] for kind in held)
        values[f"{language} value accuracy"] = good / of
        cells: list[str | int | float] = [language, of, good / of]
        for kind in (*NEWS, *APART):
            n = total[language, kind]
            cells.append(f"{right[language, kind] / n:.3f} of {n}" if n else "")
        rows.append(tuple(cells))
    table = Table("Values right", ("language", "values", "news kinds", *NEWS, *APART), tuple(rows))
    notes = (
        "News kinds: " + ", ".join(NEWS) + ". The rule for what is left out stands in "
        "bench/figures.py; temperatures, ranges and ordinals are shown, not counted.",
    )
    return Report(
        "figures", (table,), values, notes, {k: tuple(v) for k, v in sorted(wrong.items())}
    )
