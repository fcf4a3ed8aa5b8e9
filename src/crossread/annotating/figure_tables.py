"""The `[figures]` table of one language, with every spelling of its words written out.

In: the table as the file has it. Out: the same table, larger: where the file says that one spelling
may stand for another ("أ" written "ا", "ё" written "е", "'" written "ʼ"), and that small words may be
written together with the next ("بنحو", "وخمسة"), all forms are in it. So a file holds each word once,
and the readers look words up as they stand in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from crossread.languages import table

# Lists of words that open a figure, so that a prefix may stand before them.
_OPENING = (
    "about", "more", "less", "upto", "atleast", "between", "ones", "halves", "labels", "not_figures",
    "never_ordinal",
)  # fmt: skip
_AS_THEY_ARE = ("prefixes", "digit_prefixes")
_BOOKS = (
    "cardinals", "multipliers", "scales", "scale_abbreviations", "ordinals", "fractions", "parts", "parts_definite",
    "quantities", "collectives", "vague",
)  # fmt: skip
_LISTS_BY_NAME = ("units", "money", "hundredths")


@cache
def figure_table(language: str) -> Mapping[str, Any]:
    """The `[figures]` table of a language, all spellings written out; empty without a file.

    Args:
        language: its two-letter code.
    """
    figures = table(language, "figures")
    pairs = [(str(a), str(b)) for a, b in figures.get("spellings", ())]
    prefixes = tuple(figures.get("prefixes", ()))
    if not pairs and not prefixes:
        return figures
    full = dict(figures)
    for name, held in figures.items():
        if isinstance(held, list) and all(isinstance(word, str) for word in held):
            full[name] = list(held) if name in _AS_THEY_ARE else list(_spelt(held, pairs))
    for name in _OPENING:
        if name in full:
            full[name] = list(prefixed(full[name], prefixes))
    for name in _BOOKS:
        if name in full:
            full[name] = {w: v for p, v in full[name].items() for w in _spelt((p,), pairs)}
    for name in _LISTS_BY_NAME:
        if name in full:
            full[name] = {k: list(_spelt(listed, pairs)) for k, listed in full[name].items()}
    return full


def prefixed(phrases: Iterable[str], prefixes: Iterable[str]) -> Iterable[str]:
    """Phrases as they are and with each prefix written together with them."""
    kept, before = tuple(phrases), tuple(prefixes)
    return dict.fromkeys((*kept, *(prefix + phrase for prefix in before for phrase in kept)))


def _spelt(phrases: Iterable[str], pairs: Iterable[tuple[str, str]]) -> Iterable[str]:
    """Phrases with each of the letters written in the other way, one pair after the other."""
    found = dict.fromkeys(phrases)
    for one, other in pairs:
        found |= dict.fromkeys(phrase.replace(one, other) for phrase in tuple(found))
    return found
