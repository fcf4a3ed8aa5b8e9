"""The words of figures in one language, ready for use by `figures`.

In: the `[figures]` table. Out: one object that holds its phrases by their task, made once a run.
A language without a file has digits, signs and codes alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal

from crossread.annotate.counted import Nouns
from crossread.annotate.numbers import Lexicon, lexicon
from crossread.annotate.tokens import Phrasebook
from crossread.annotate.units import Units, units
from crossread.languages import table

Approximation = Literal["about", "more than", "less than", "up to", "at least"]

_TABLES: tuple[tuple[str, Approximation], ...] = (
    ("about", "about"),
    ("more", "more than"),
    ("less", "less than"),
    ("upto", "up to"),
    ("atleast", "at least"),
)


class Grammar:
    """What the `[figures]` table of one language says, ready for use."""

    def __init__(self, language: str) -> None:
        figures: Mapping[str, Any] = table(language, "figures")
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
        self.money_of, self.of = book("in"), book("of", "in_percent")
        self.ratio = book("ratio")
        self.labels = book("labels")
        self.age_before, self.age_after = book("age_before"), book("age_after")
        self.never_ordinal = frozenset(figures.get("never_ordinal", ()))
        self.both = frozenset(figures.get("pronoun_before", ()))
        self.unit_words = frozenset(figures.get("unit_adjectives", ()))
        self.not_one = frozenset(figures.get("not_one", ()))
        self.not_one_of = frozenset(figures.get("not_one_of", ()))


@cache
def grammar(language: str) -> Grammar:
    """The grammar of a language; without a file: digits, signs and codes."""
    return Grammar(language)
