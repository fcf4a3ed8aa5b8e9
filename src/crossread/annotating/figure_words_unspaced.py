"""The words and signs of figures in a language without spaces, ready for use by `figures_unspaced`.

In: the `[figures]` table, all spellings written out. Out: one object that holds its words by their
task, made once a run. What stands before a number is matched backwards from it, so that looking
costs the length of the word, not of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from crossread.annotating.figure_tables import figure_table
from crossread.annotating.figure_words import Approximation
from crossread.annotating.numbers_unspaced import Numerals
from crossread.annotating.units import DURATIONS


class Unspaced:
    """The `[figures]` table of an unspaced language, ready for use.

    Args:
        figures: the table, all spellings written out.
    """

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.numerals = Numerals(figures)
        self.part: str = figures.get("part", "")
        self.mixed: str = figures.get("mixed", "")
        self.half: str = figures.get("half", "")
        units: dict[str, tuple[str, str]] = dict.fromkeys(
            figures.get("classifiers", ()), ("", "count")
        )
        for symbol, listed in figures.get("units", {}).items():
            kind = "duration" if symbol in DURATIONS else "measure"
            units.update(dict.fromkeys(listed, (symbol, kind)))
        for name, kind in (("money", "money"), ("hundredths", "hundredth")):
            for code, listed in figures.get(name, {}).items():
                units.update(dict.fromkeys(listed, (code, kind)))
        units.update(dict.fromkeys(figures.get("percent", ()), ("percent", "percent")))
        units.update(dict.fromkeys(figures.get("tenths", ()), ("percent", "tenth")))
        units.update(dict.fromkeys(figures.get("points", ()), ("percentage-point", "percent")))
        basis = figures.get("basis_points", ())
        units.update(dict.fromkeys(basis, ("percentage-point", "basis")))
        self.units = units
        self.unit = _any(units)
        self.coins = frozenset(figures.get("coins", ()))
        self.small_coins = frozenset(figures.get("small_coins", ()))
        self.parts: Mapping[str, Sequence[float]] = figures.get("parts", {})
        self.names, self.labels = _any(figures.get("names", ())), _ends(figures.get("labels", ()))
        self.not_units = _any(figures.get("not_units", ()))
        self.never_ordinal = frozenset(figures.get("never_ordinal", ()))
        self.ordinal_names = _any(figures.get("ordinal_names", ()))
        self.ages = frozenset(figures.get("ages", ()))
        self.clocks = frozenset(figures.get("clocks", ()))
        self.clock_parts = frozenset(figures.get("clock_parts", ()))
        self.ones = frozenset(figures.get("ones", ()))
        self.minus = _ends(figures.get("minus", ()))
        self.amounts = _ends(figures.get("amount_verbs", ()))
        self.money_before = _ends(figures.get("money_before", ()))
        self.speed_before = _ends(figures.get("speed_before", ()))
        self.celsius = _ends(figures.get("celsius_before", ()))
        self.fahrenheit = _ends(figures.get("fahrenheit_before", ()))
        self.from_, self.to = _ends(figures.get("from", ())), _any(figures.get("to", ()))
        self.more_inside = frozenset(figures.get("more_inside", ()))
        self.about_inside = frozenset(figures.get("about_inside", ()))
        self.vague = {str(w): float(v) for w, v in figures.get("vague", {}).items()}
        self.halves = tuple(figures.get("halves", ()))
        self.before = self._approximations(figures, "")
        self.after = self._approximations(figures, "_after")
        self.before_ends, self.after_any = _ends(self.before), _any(self.after)
        self.not_before = _ends(figures.get("not_before", ()))
        self.agents = frozenset(figures.get("agents", ()))
        self.self_counting = frozenset(figures.get("self_counting", ()))
        self.no_noun = frozenset(figures.get("no_noun", ()))
        self.stop = _any(figures.get("stop", ()))
        self.skip = frozenset(figures.get("skip", ()))
        self.ordinal = figures.get("ordinal_prefix", "")
        firsts = {w[0] for w in (*self.numerals.vague, *self.vague, *self.halves, *self.parts)}
        firsts |= set(self.numerals.signs) | set(self.numerals.vague_more) | set(self.half)
        self.start = re.compile(rf"[\d{''.join(sorted(re.escape(c) for c in firsts))}]")

    def _approximations(self, figures: Mapping[str, Any], end: str) -> dict[str, Approximation]:
        tables: tuple[tuple[str, Approximation], ...] = (
            ("about", "about"), ("more", "more than"), ("less", "less than"), ("upto", "up to"),
            ("atleast", "at least"),
        )  # fmt: skip
        return {w: value for name, value in tables for w in figures.get(name + end, ())}


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches the longest of some words."""
    listed = sorted({w for w in words if w}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, listed)) or "(?!)")


def _ends(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern for text that ends with one of some words, written backwards for `match`."""
    listed = sorted({w[::-1] for w in words if w}, key=lambda w: (-len(w), w))
    return re.compile("|".join(map(re.escape, listed)) or "(?!)")


@cache
def unspaced(language: str) -> Unspaced | None:
    """How a language without spaces writes figures; None for one with spaces."""
    figures = figure_table(language)
    return Unspaced(figures) if figures.get("unspaced") else None
