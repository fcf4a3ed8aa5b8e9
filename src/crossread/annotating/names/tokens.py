"""Text → the tokens that the name tagger sees.

In: a stretch of text and its language. Out: words and marks with their places. Elided articles
("l'", "d'") and the English "'s" are tokens of their own, so that "l'Ukraine" holds a name that
begins after the apostrophe; words joined by hyphens stay whole; initials and abbreviated titles
keep their full stop. One pass of one regular expression: linear in the text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_ABBREVIATIONS = (
    "St|Ste|Mt|Ft|Jr|Sr|Sra|Srta|Mr|Mrs|Ms|Mx|Mme|Mmes|Mlle|MM|Dr|Dra|Prof|Pr|Gen|Col|Lt|Capt|"
    "Cpt|Maj|Sgt|Cpl|Adm|Sen|Rep|Gov|Rev|Hon|Pres|Insp|Det|Supt|Mgr|Mons|Lic|Ing|Hr|Gral|Cnel|"
    "Messrs|Co|Corp|Inc|Ltd|No|vs|Ph|Bros"
)
_TOKEN = re.compile(
    r"(?P<dotted>(?:[^\W\d_]\.){2,9})"  # U.S., J.D.
    rf"|(?P<abbreviation>\b(?:{_ABBREVIATIONS})\.)"
    r"|(?P<initial>\b[^\W\d_]\.(?=\s?[^\W\d_]))"  # J. Smith
    r"|(?P<elision>\b(?:[ldjmnstcLDJMNSTC]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu|[Dd]ell|[Aa]ll|[Nn]ell"
    r"|[Ss]ull|[Dd]all|[Uu]n)['’ʼ](?=\w))"
    r"|(?P<genitive>['’ʼ][sS]\b)"
    r"|(?P<number>\d+(?:[.,:]\d+)+\b)"
    r"|(?P<word>\w+(?:(?:(?!['’ʼ][sS]\b)['’ʼ]|[-‐‑&·])\w+){0,8})"
    r"|(?P<mark>[^\w\s]{1})"
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+|[^\w\s]")
_ELIDES = frozenset({"fr", "it", "ca", "und"})


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: how lists of words are written in the code of names."""
    return frozenset(text.split())


class Token(NamedTuple):
    """A word or mark and its place in the text it was cut from."""

    text: str
    start: int
    end: int


def tokens(text: str, language: str) -> list[Token]:
    """Cut a text into tokens.

    Args:
        text: a sentence (any length).
        language: two-letter code; French and Italian cut elided articles off, Chinese is cut into
            characters.

    Returns:
        Tokens in order, without white space; `text[t.start:t.end] == t.text`.
    """
    if language == "zh":
        return [Token(m.group(), m.start(), m.end()) for m in _HAN.finditer(text)]
    found: list[Token] = []
    elides = language in _ELIDES
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        if match.lastgroup == "elision" and not elides and match.group()[:-1] not in ("l", "d"):
            # "D'Souza", "N'Golo", "t'is": one word where the language does not elide
            rest = _TOKEN.match(text, end)
            if rest is not None and rest.lastgroup in ("word", "elision"):
                found.append(Token(text[start : rest.end()], start, rest.end()))
                continue
        if found and found[-1].end > start:
            if found[-1].end >= end:
                continue
            start = found[-1].end
        found.append(Token(text[start:end], start, end))
    return found
