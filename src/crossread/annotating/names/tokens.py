"""Text → the tokens that the name tagger sees.

In: a stretch of text and its language. Out: words and marks with their places. Elided articles
("l'", "d'") and the English "'s" are tokens of their own, so that "l'Ukraine" holds a name that
begins after the apostrophe; words joined by hyphens stay whole; initials and abbreviated titles
keep their full stop. One pass of one regular expression: linear in the text. Its first branch takes
the words that white space follows, most of all, before the others are tried; each match takes the
white space behind it along, so that none is tried for a token.
"""

from __future__ import annotations

import re

from msgspec import Struct

_ABBREVIATIONS = (
    "St|Ste|Mt|Ft|Jr|Sr|Sra|Srta|Mr|Mrs|Ms|Mx|Mme|Mmes|Mlle|MM|Dr|Dra|Prof|Pr|Gen|Col|Lt|Capt|"
    "Cpt|Maj|Sgt|Cpl|Adm|Sen|Rep|Gov|Rev|Hon|Pres|Insp|Det|Supt|Mgr|Mons|Lic|Ing|Hr|Gral|Cnel|"
    "Messrs|Co|Corp|Inc|Ltd|No|vs|Ph|Bros"
)
_TOKEN = re.compile(
    r"((?P<plain>[^\Wʼ]++(?=\s))"
    r"|(?P<dotted>(?:[^\W\d_]\.){2,9})"  # U.S., J.D.
    rf"|(?P<abbreviation>\b(?:{_ABBREVIATIONS})\.)"
    r"|(?P<initial>\b[^\W\d_]\.(?=\s?[^\W\d_]))"  # J. Smith
    r"|(?P<elision>\b(?:[ldjmnstcLDJMNSTC]|[Qq]u|[Ll]orsqu|[Pp]uisqu|[Jj]usqu|[Dd]ell|[Aa]ll|[Nn]ell"
    r"|[Ss]ull|[Dd]all|[Uu]n)['’ʼ](?=\w))"
    r"|(?P<genitive>['’ʼ][sS]\b)"
    r"|(?P<number>\d+(?:[.,:]\d+)+\b)"
    r"|(?P<word>\w+(?:(?:(?!['’ʼ][sS]\b)['’ʼ]|[-‐‑&·])\w+){0,8})"
    r"|(?P<mark>[^\w\s]{1}))\s*"
)
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]|[^\W\u3400-\u9fff\uf900-\ufaff]+|[^\w\s]")
_APOSTROPHES = "'’ʼ"
_ELIDES = frozenset({"fr", "it", "ca", "und"})


def word_set(text: str) -> frozenset[str]:
    """The words of a text as a set: how lists of words are written in the code of names."""
    return frozenset(text.split())


class Token(Struct, frozen=True, gc=False):
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
    elides = language in _ELIDES or not any(mark in text for mark in _APOSTROPHES)
    taken = 0  # one past the last token
    for match in _TOKEN.finditer(text):
        start, end = match.span(1)
        if not elides and match["elision"] and match["elision"][:-1] not in ("l", "d"):
            # "D'Souza", "N'Golo", "t'is": one word where the language does not elide
            rest = _TOKEN.match(text, end)
            if rest is not None and (rest["plain"] or rest["word"] or rest["elision"]):
                taken = rest.end(1)
                found.append(Token(text[start:taken], start, taken))
                continue
        if taken > start:
            if taken >= end:
                continue
            start = taken
        taken = end
        found.append(Token(text[start:end], start, end))
    return found
