"""Paragraphs → the news agencies that a text credits, as its own author or as what it draws on.

In: paragraphs of an article. Out: names of agencies. A text that the agency wrote says "PARIS (AFP)"
or "told AFP"; one that draws on the agency says "according to AFP", "selon l'AFP", "laut dpa" or
"Reuters reported". The difference tells who took from whom. Names and phrases stand in
`credits.toml`; a name that is only mentioned counts as a credit.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

BEFORE = 70  # characters before a name that are looked at
AFTER = 30


@dataclass(frozen=True, slots=True)
class Credits:
    """The agencies of a text, each by the first of its names, in the order of the text.

    Args:
        own: whose text it is by its own words.
        drawn: that it draws on; none of `own`.
    """

    own: tuple[str, ...]
    drawn: tuple[str, ...]


def credited(paragraphs: Sequence[str]) -> Credits:
    """The agencies that a text credits.

    Args:
        paragraphs: of its body.

    >>> credited(["PARIS (AFP) — The minister told AFP on Monday …"])
    Credits(own=('AFP',), drawn=())
    >>> credited(["Selon l'agence Reuters, le ministre …"])
    Credits(own=(), drawn=('Reuters',))
    """
    known = _known()
    own: dict[str, None] = {}
    drawn: dict[str, None] = {}
    for text in paragraphs:
        for match in known.name.finditer(text):
            start, end = match.span()
            if start and text[start - 1].isalnum():
                continue
            before, after = text[max(0, start - BEFORE) : start], text[end : end + AFTER]
            agency = known.agencies[match.group()]
            if known.drawn.search(before) or known.reports.match(after):
                drawn[agency] = None
            elif (
                known.told.search(before)
                or match.group() not in known.short
                or (
                    before.endswith(("(", "[", "/")) and after.startswith((")", "]", "/", ",", ";"))
                )
            ):
                own[agency] = None
    return Credits(tuple(own), tuple(name for name in drawn if name not in own))


def agency(outlet: str | None) -> str | None:
    """The agency that an outlet is, by the first of its names; None where it is none.

    >>> agency("Agence France-Presse")
    'AFP'
    """
    return _known().agencies.get(outlet) if outlet else None


@dataclass(frozen=True, slots=True)
class _Known:
    """What `credits.toml` says, ready to search with."""

    agencies: dict[str, str]
    short: frozenset[str]
    name: re.Pattern[str]
    told: re.Pattern[str]
    drawn: re.Pattern[str]
    reports: re.Pattern[str]


@cache
def _known() -> _Known:
    text = resources.files("crossread.linking").joinpath("credits.toml").read_text("utf-8")
    table = tomllib.loads(text)
    agencies = {name: names[0] for names in table["agencies"] for name in names}
    between = rf"(?:\s*(?:{_either(table['between'])})(?<=\w)(?!\w)|\s*(?:{_either(table['between'])})(?<=['’]))"
    gap = rf"(?:{between}){{0,3}}\s*[(«“\"]?$"
    return _Known(
        agencies,
        frozenset(table["short"]),
        re.compile(rf"(?:{_either(agencies)})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{_either(table['told'])})(?!\w){gap}", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{_either(table['drawn'])})(?!\w):?{gap}", re.IGNORECASE),
        re.compile(rf"{between}?\s+(?:{_either(table['reports'])})(?!\w)", re.IGNORECASE),
    )


def _either(phrases: Sequence[str] | dict[str, str]) -> str:
    """Any of the phrases, the longest first."""
    return "|".join(re.escape(p) for p in sorted(phrases, key=lambda p: (-len(p), p)))
