"""The words of figures in one language, ready for use by `figures`.

In: the `[figures]` table. Out: one object that holds its phrases by their task, made once a run,
and the small records that `figures` works with.
A language without a file has digits, signs and codes alone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, Literal, NamedTuple

from crossread.annotating.counted import Nouns
from crossread.annotating.figure_tables import figure_table
from crossread.annotating.hints import seen
from crossread.annotating.numbers import Lexicon, Number, lexicon
from crossread.annotating.tokens import Phrasebook, Token
from crossread.annotating.units import (
    CODES,
    CURRENCY_SIGNS,
    DEGREES,
    DOLLAR_PREFIXES,
    Units,
    units,
)

Approximation = Literal["about", "more than", "less than", "up to", "at least"]

MAX_KEPT = 50_000  # words whose part in quantities is remembered; a guard for endless input

_TABLES: tuple[tuple[str, Approximation], ...] = (
    ("about", "about"),
    ("more", "more than"),
    ("less", "less than"),
    ("upto", "up to"),
    ("atleast", "at least"),
)


class Quantity(NamedTuple):
    """A number with its unit.

    Args:
        first: index of its first token, sign included.
        last: one past the index of its last token.
        value: the number times its scale.
        number: as read.
        symbol: the unit; empty for things counted.
        kind: kind of the unit; empty for things counted.
    """

    first: int
    last: int
    value: float
    number: Number
    symbol: str
    kind: str


class Raw(NamedTuple):
    """A figure with places counted from the start of its sentence."""

    start: int
    end: int
    value: float
    high: float | None
    unit: str
    approximation: Approximation | None
    of: tuple[int, int] | None


class Grammar:
    """What the `[figures]` table of one language says, ready for use."""

    def __init__(self, language: str) -> None:
        figures: Mapping[str, Any] = figure_table(language)
        self.words: Lexicon = lexicon(language)
        self.units: Units = units(language)
        self.nouns = Nouns(figures)

        def book(*names: str) -> Phrasebook:
            return Phrasebook({phrase: True for name in names for phrase in figures.get(name, ())})

        before = {p: value for name, value in _TABLES for p in figures.get(name, ())}
        after = {p: value for name, value in _TABLES for p in figures.get(f"{name}_after", ())}
        self.before = Phrasebook(before or {"~": "about", "≈": "about", ">": "more than"})
        self.after = Phrasebook(after)
        self.between, self.and_ = book("between"), book("and")
        self.from_, self.to = book("from"), book("to")
        self.from_range = book("from_range")
        self.money_of, self.of = book("in"), book("of", "in_percent")
        self.ratio = book("ratio")
        self.ratio_bare = book("ratio_bare")
        self.not_figures = book("not_figures")
        self.labels = book("labels")
        self.ratio_apart, self.every = book("ratio_apart"), book("every")
        self.across = frozenset(figures.get("across", ()))
        self.averages, self.reached = book("averages"), book("reached")
        self.changes = _stems(figures.get("changes", ()))
        self.by, self.onto = book("by"), book("onto")
        self.age_before, self.age_after = book("age_before"), book("age_after")
        self.or_ = frozenset(figures.get("or", ()))
        self.needs_unit = frozenset(figures.get("needs_unit", ()))
        self.capital_names = bool(figures.get("capital_names", False))
        self.verb_before = frozenset(figures.get("verb_before", ()))
        self.needs_noun = frozenset(figures.get("needs_noun", ()))
        self.never_ordinal = frozenset(figures.get("never_ordinal", ()))
        self.both = frozenset(figures.get("pronoun_before", ()))
        self.definite = frozenset(figures.get("definite", ()))
        self.topic = frozenset(figures.get("topic", ()))
        self._topical = _ending(figures.get("topic_words", ()), figures.get("topic_endings", ()))
        self.unit_words = frozenset(figures.get("unit_adjectives", ()))
        self.one_before = frozenset(figures.get("one_before", ()))
        self.not_one = frozenset(figures.get("not_one", ()))
        self.not_one_of = frozenset(figures.get("not_one_of", ()))
        self._opens: dict[str, bool] = {}

    def topical(self, low: str) -> bool:
        """Whether a word has a topic, so that "over" behind it is no "more than": "ein Vertrag über"."""
        return self._topical is not None and self._topical.search(low) is not None

    def opens(self, token: Token) -> bool:
        """Whether a quantity may begin with a token; a cheap look before the full one."""
        if token.kind == "digits":
            return True
        known = self._opens.get(token.text)
        if known is None and token.kind in ("word", "sign"):
            if len(self._opens) >= MAX_KEPT:
                self._opens.clear()
            known = self._opens[token.text] = self._may_open(token)
        return bool(known)

    def _may_open(self, token: Token) -> bool:
        if token.kind == "sign":
            return (
                token.text in "-−" or token.text in CURRENCY_SIGNS or token.low in self.words.minus
            )
        words = self.words
        if words.may_begin(token.low) or token.low in words.articles or token.low in words.minus:
            return True
        fraction = len(token.text) == 1 and unicodedata.category(token.text) == "No"
        currency = token.text == "U" or token.text in CODES or token.low in DOLLAR_PREFIXES
        return fraction or currency

    def may_hold(self, text: str) -> bool:
        """Whether a sentence may hold a figure: a number, or an article with a unit behind it.

        Args:
            text: the sentence.
        """
        held = seen(text)
        if self.words.may_hold(held):
            return True
        articles = self.words.articles & held
        if not articles:
            return False
        if self.units.may_measure(held) or any(sign in text for sign in DEGREES):
            return True
        folded = text.casefold()
        return any(f"{article}-" in folded for article in articles)


def _ending(words: Sequence[str], endings: Sequence[str]) -> re.Pattern[str] | None:
    """What ends in one of some words, maybe with an ending behind; * before a word: of a compound."""
    if not words:
        return None
    bodies = "|".join(
        re.escape(w.removeprefix("*")) if w.startswith("*") else rf"\b{re.escape(w)}" for w in words
    )
    return re.compile(rf"(?:{bodies})(?:{'|'.join(map(re.escape, endings))})?$")


def _stems(stems: Sequence[str]) -> re.Pattern[str] | None:
    """What begins with one of some stems, each a regular expression."""
    return re.compile(f"(?:{'|'.join(stems)})") if stems else None


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; without a file: digits, signs and codes."""
    return Grammar(language)
