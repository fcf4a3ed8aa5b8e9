"""Phrases of the language files, as patterns.

In: words with * for any ending or beginning and … for a gap ("schloss … aus", "rule* out"). Out:
patterns that look for them in lower-case text, their parts as groups.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from crossread.languages import table

GAP = 60
"""Characters between the parts of a separable verb at most."""
SHORT = 4
"""Letters of the last word of a phrase, with its *, that is only the form of the verb behind."""
UNSPACED = frozenset({"zh", "ja"})
"""Languages without spaces between words."""


@cache
def patterns(language: str, kind: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """The phrases of one list: all whole ones as one pattern, each with a gap as its own, their
    parts as groups.

    Args:
        language: two-letter code.
        kind: name of a list in `[polarity]`.

    Returns:
        Each pattern with letters that a text must have for it (see `letters`); "" where any will do.
    """
    phrases: Iterable[str] = table(language, "polarity").get(kind, ())
    whole = sorted((p for p in phrases if "…" not in p), key=lambda p: (-len(p), p))
    bound = [p for p in whole if p[0] != "'" and p[-1] != "'" and language not in UNSPACED]
    free = [p for p in whole if p not in bound]
    found = (
        [(re.compile("(" + "|".join(_part(p, language) for p in free) + ")"), "")] if free else []
    )
    if bound:  # one look for the beginning of a word serves them all
        any_of = "|".join(_words(p) for p in bound)
        found.append((re.compile(rf"(?<!\w)({_proclitic(language)}(?:{any_of}))(?!\w)"), ""))
    found += [(phrase(p, language), letters(p)) for p in phrases if "…" in p]
    return tuple(found)


def letters(text: str) -> str:
    """The longest run of letters of a phrase: a text without them does not hold it."""
    return max(re.findall(r"[^\s*…]+", text), key=len, default="")


def phrase(text: str, language: str) -> re.Pattern[str]:
    """A phrase of a language file as a pattern, its parts as groups.

    Args:
        text: words; * stands for any ending or beginning, … for a gap in the clause.
        language: two-letter code.
    """
    gap = r"[^.,;:!?]{0," + str(GAP) + "}?"
    return re.compile(gap.join(f"({_part(part.strip(), language)})" for part in text.split("…")))


def _part(part: str, language: str) -> str:
    if language in UNSPACED:
        return _words(part)
    before = "" if part[0] == "'" else r"(?<!\w)"
    after = "" if part[-1] == "'" else r"(?!\w)"
    return before + _proclitic(language) + _words(part) + after


def _words(part: str) -> str:
    """The words of a phrase; a last one that is little but an ending or a beginning ("ma *ć") is looked
    for and left to be read.
    """
    words = [re.escape(word).replace(r"\*", r"\w*") for word in part.split()]
    if len(words) > 1 and "*" in part.split()[-1] and len(part.split()[-1]) <= SHORT:
        return r"\s+".join(words[:-1]) + rf"(?=\s+{words[-1]}(?!\w))"
    return r"\s+".join(words)


def _proclitic(language: str) -> str:
    """What may be written together with the word behind it: "and" in Arabic."""
    return "[وف]?" if language == "ar" else ""


def plain(text: str) -> str:
    """Lower case with plain apostrophes, of the same length."""
    straight = text.replace("’", "'").replace("ʼ", "'")
    whole = straight.lower()
    if len(whole) == len(text):
        return whole
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in straight)
