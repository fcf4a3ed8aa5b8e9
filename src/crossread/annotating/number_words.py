"""The number words of one language, ready for use by `numbers`.

In: the `[figures]` table of a language. Out: one object that holds its number words by their task
(what is added, multiplied, an ordinal, a part, …), made once a run; and words written as one
("dreihundertneunundneunzig", "ventotto", "tweeëntwintig"), cut into the pieces of the table.
Nothing here knows a word of any language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from crossread.annotating.figure_tables import figure_table, prefixed
from crossread.annotating.hints import DIGIT, FRACTION, hints
from crossread.annotating.sums import Sum
from crossread.annotating.tokens import Phrasebook, Token

MAX_COMPOUND = 90  # characters; the longest number words in use have about 70
MAX_SPLIT = 50_000  # words whose cut is remembered; a guard for endless input


class Lexicon:
    """The number words of one language, ready for use.

    Args:
        figures: the `[figures]` table of the language; may be empty.
    """

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.decimal: str = figures.get("decimal", ".")
        self.compound: bool = figures.get("compound", False)
        self.reversed: bool = figures.get("units_first", False)
        self.vigesimal: bool = figures.get("vigesimal", False)
        self.hundred_below: float = figures.get("hundred_below", 20)
        self.digits_hundred: bool = figures.get("digits_hundred", False)
        self.joiners = frozenset(figures.get("joiners", ()))
        self.articles = frozenset(figures.get("articles", ()))
        self.ones = frozenset(figures.get("ones", ()))
        self.of = frozenset(figures.get("of", ()))
        self.point = frozenset(figures.get("point", ()))
        self.minus = frozenset(figures.get("minus", ()))
        self.suffixes = tuple(figures.get("ordinal_suffixes", ()))
        self.digit_suffixes = frozenset(figures.get("ordinal_marks", ()))
        self.digit_endings = frozenset(figures.get("cardinal_marks", ()))
        self.dotted = bool(figures.get("ordinal_dot", False))
        self.glued_prefixes = frozenset(figures.get("digit_prefixes", ()))
        elements = self._elements(figures)
        self.elements = Phrasebook(elements)
        self.scales = frozenset(w for w, (kind, _) in elements.items() if kind == "scale")
        self._join(elements, figures)
        prefixes = tuple(figures.get("prefixes", ()))

        def book(name: str) -> Phrasebook:
            entries: Mapping[str, Any] = figures.get(name, {})
            return Phrasebook({p: v for w, v in entries.items() for p in prefixed((w,), prefixes)})

        self.ordinals, self.fractions = book("ordinals"), book("fractions")
        self.parts, self.whole = book("parts"), book("quantities")
        self.parts_definite = book("parts_definite")
        self.whole_firsts = self.whole.firsts
        self.part_firsts = self.parts.firsts | self.parts_definite.firsts
        self.definite_prefix: str = figures.get("definite_prefix", "")
        self.vague, self.collectives = book("vague"), book("collectives")
        self.halves = Phrasebook(dict.fromkeys(figures.get("halves", ()), 0.5))
        self.half_after = Phrasebook(dict.fromkeys(figures.get("half_after", ()), 0.5))
        self.compared = Phrasebook(dict.fromkeys(figures.get("compared", ()), True))
        self.abbreviations = Phrasebook(figures.get("scale_abbreviations", {}))
        pieces = {w: e for w, e in elements.items() if " " not in w and e[1] < 1e6}
        pieces.update({w: ("add", float(v)) for w, v in figures.get("pieces", {}).items()})
        pieces.update(dict.fromkeys(sorted(self.joiners), ("join", 0.0)))
        self.pieces = pieces if self.compound else {}
        self.ordinal_pieces: Mapping[str, float] = figures.get("ordinals", {})
        self.longest = max((len(w) for w in pieces), default=0)
        self._split: dict[str, tuple[float, str] | None] = {}
        books = (self.openers, self.ordinals, self.fractions, self.vague, self.collectives)
        starts = [*books, self.halves, self.parts, self.whole]
        self._firsts = frozenset(w for b in starts for w in b.firsts) | self.articles
        self._openings = frozenset(w[:2] for w in self.pieces)
        named = ("cardinals", "multipliers", "scales", "ordinals", "fractions", "vague", "parts")
        listed = (*named, "quantities", "collectives", "halves", "ones")
        phrases = (phrase for name in listed for phrase in figures.get(name, ()))
        self._needs = hints(prefixed(phrases, prefixes))

    def _elements(self, figures: Mapping[str, Any]) -> dict[str, tuple[str, float]]:
        elements: dict[str, tuple[str, float]] = {}
        elements.update({w: ("add", float(v)) for w, v in figures.get("cardinals", {}).items()})
        elements.update(dict.fromkeys(sorted(self.ones), ("add", 1.0)))
        for name, kind in (("multipliers", "times"), ("scales", "scale")):
            elements.update({w: (kind, float(v)) for w, v in figures.get(name, {}).items()})
        return elements

    def _join(self, elements: Mapping[str, tuple[str, float]], figures: Mapping[str, Any]) -> None:
        """The phrasebooks of languages that write "and" together with the next word."""
        prefixes, joiner = tuple(figures.get("prefixes", ())), figures.get("joiner_prefix", "")
        self.openers = self.elements
        if prefixes:
            opening = {p: e for w, e in elements.items() for p in prefixed((w,), prefixes)}
            self.openers = Phrasebook(opening)

        def chained(entries: Mapping[str, Any]) -> Phrasebook:
            return Phrasebook({joiner + w: v for w, v in entries.items()} if joiner else {})

        self.linked = bool(joiner)
        self.chained = chained(elements)
        self.chained_ordinals = chained(figures.get("ordinals", {}))
        self.chained_parts = chained(figures.get("parts", {}))

    def chained_at(self, token: Token) -> bool:
        """Whether a word begins with an "and" that is written together with it."""
        return token.low in self.chained.firsts

    def may_begin(self, word: str) -> bool:
        """Whether a number may begin with this word; a cheap look before the full one."""
        if word in self._firsts:
            return True
        return self.compound and word[:2] in self._openings and self.split(word) is not None

    def may_hold(self, seen: frozenset[str]) -> bool:
        """Whether a sentence may hold a number; articles that count are for `figures` to see.

        Args:
            seen: the sentence at a glance, from `hints.seen`.
        """
        if DIGIT in seen or FRACTION in seen or self._needs is None:
            return True
        if not self._needs.isdisjoint(seen):
            return True
        return self.compound and any(
            word[:2] in self._openings and self.split(word) is not None for word in seen
        )

    def split(self, word: str) -> tuple[float, str] | None:
        """Value and kind of a number written as one word, None for any other word."""
        if not self.compound or not 5 <= len(word) <= MAX_COMPOUND:
            return None
        if word not in self._split:
            if len(self._split) > MAX_SPLIT:
                self._split.clear()
            self._split[word] = self._cut(word)
        return self._split[word]

    def _cut(self, word: str) -> tuple[float, str] | None:
        value = self._sum(word)
        if value is not None:
            return value, "cardinal"
        for suffix in self.suffixes:
            if word.endswith(suffix):
                value = self._sum(word[: -len(suffix)])
                if value is not None and value >= 1:
                    return value, "ordinal"
        for length in range(min(len(word) - 2, 14), 2, -1):
            last = self.ordinal_pieces.get(word[-length:])
            if last is not None:
                value = self._sum(word[:-length], tail=last)
                if value is not None:
                    return value, "ordinal"
        return None

    def _sum(self, word: str, tail: float | None = None) -> float | None:
        dead: set[int] = set()

        def walk(position: int, sofar: list[tuple[str, float]]) -> float | None:
            if position == len(word):
                total = Sum(self.vigesimal, self.reversed, self.hundred_below)
                steps = [*sofar, ("add", tail)] if tail is not None else sofar
                if steps and all(total.take(kind, value) for kind, value in steps):
                    return None if total.join else total.value()  # "vieren" is not "vier-en"
                return None
            if position in dead:
                return None
            for length in range(min(self.longest, len(word) - position), 0, -1):
                piece = self.pieces.get(word[position : position + length])
                if piece is None:
                    continue
                value = walk(position + length, [*sofar, piece])
                if value is not None:
                    return value
            dead.add(position)
            return None

        return walk(0, [])


@cache
def lexicon(language: str) -> Lexicon:
    """The number words of a language (none for a language without a file)."""
    return Lexicon(figure_table(language))
