"""What belongs to a headline, and what only looks like it.

In: heading lines. Out: whether one repeats another, is its slug, or carries the outlet's name
behind a dash ("Storm hits coast – The Daily Post"). Headlines are compared by their letters and
digits alone, since pages print them again with other quotation marks, cut off, or without accents.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from crossread import languages
from crossread.splitting.lines import Line, fold, letters, tokens

MIN_LETTERS = 12  # shorter headings ("Politics") come again without being the same headline
CUT = 0.45  # a copy cut off must hold at least this share of the headline's letters
SITE_WORDS = 5  # an outlet's name has at most so many words

_PARTS = re.compile(r"\s+(?:[|–—•·»:]{1,2}|-)\s+")
_PLAIN = re.compile(r"[A-Za-z0-9]+(?:[ _-]+[A-Za-z0-9]+)*(?:\.html?)?")
_HYPHENED = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+){3,40}(?:\.html?)?")


def same_heading(line: Line, earlier: Line) -> Literal["repeat", "slug"] | None:
    """How a heading copies an earlier one: printed again, as a slug, or not at all."""
    mine, other = line.key, earlier.key
    if len(mine) < MIN_LETTERS or len(other) < MIN_LETTERS:
        return None
    plain = _PLAIN.fullmatch(line.text) is not None
    if mine == other:
        unlike = plain and not _PLAIN.fullmatch(earlier.text)
        return "slug" if unlike or _HYPHENED.fullmatch(line.text) else "repeat"
    if other.startswith(mine) and len(mine) >= CUT * len(other):
        return "slug" if plain else "repeat"
    if mine.startswith(other) and len(other) >= 0.7 * len(mine) and len(other) >= 2 * MIN_LETTERS:
        return "repeat"
    return None


def is_slug(line: Line) -> bool:
    """Whether a line is a slug by its form: "storm-hits-coast-leaving-thousands"."""
    return _HYPHENED.fullmatch(line.text) is not None and line.words == 1


def without_site(text: str, outlet: str | None) -> int:
    """How many characters of a heading are headline: all, or those before the outlet's name.

    Args:
        text: the heading.
        outlet: the outlet's name or host, where the page says it.

    Returns:
        The length of the headline; `len(text)` where no name is behind it.
    """
    marks = list(_PARTS.finditer(text))
    for mark in reversed(marks[-2:]):
        tail = text[mark.end() :]
        head = text[: mark.start()]
        if len(tokens(head)) < 3 or not 1 <= len(tokens(tail)) <= SITE_WORDS:
            continue
        if _is_outlet(tail, outlet, "|" in mark.group()):
            return mark.start()
    return len(text)


def _is_outlet(name: str, outlet: str | None, bar: bool) -> bool:
    squeezed = letters(name)
    if outlet:
        known = letters(re.sub(r"\.\w{2,6}$", "", outlet))
        if squeezed and known and (squeezed in known or known in squeezed):
            return True
    if re.fullmatch(r"(?:[\w-]{2,40}\.)+[a-z]{2,6}", name, re.I):
        return True
    words = tokens(name)
    titled = all(w[:1].isupper() or len(w) <= 3 for w in words)
    if not titled or name.rstrip()[-1:] in "?!.\"'”»":
        return False
    folded = f" {fold(name)} "
    return bar or any(f" {word} " in folded for word in _outlet_words())


def names_outlet(text: str) -> bool:
    """Whether a line that is in no article is an outlet's name: a few capitalised words, one of
    them a word that outlets are called by ("The Brannock Herald").
    """
    return len(tokens(text)) <= SITE_WORDS and _is_outlet(text, None, False)


@cache
def _outlet_words() -> frozenset[str]:
    tables = [languages.table(code, "furniture") for code in languages.known()]
    return frozenset(fold(word) for table in tables for word in table.get("outlet_words", ()))
