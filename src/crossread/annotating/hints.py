"""A sentence → the words in it, to tell at a glance that it holds no figure and no time.

In: the text of a sentence. Out: its words, case-folded, with marks for what is told by characters.
Every figure and every time needs a digit or one of some words; two sentences of three in news hold
none, and need not be cut into tokens. Readers collect the words that they cannot do without from
their tables, one of each phrase (`hint`), and pass over the sentences that share none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from crossread.annotating.tokens import tokens

# Marks for what is told by characters; no word looks like them.
DIGIT = "0"
YEAR = "0000"  # four digits in a row, or two behind an apostrophe
CLOCK = "0:00"
DATE = "0/0"  # digits with a point, stroke or hyphen between them
DECADE = "0s"
JOINED = "0x"  # a letter behind a digit, or joined to one: "24th", "4-Jul"
FRACTION = "½"  # in one character
# Sentences that are remembered: figures and times ask for the same ones. Longer ones are no prose.
KEPT_SENTENCES, KEPT_LENGTH = 1024, 5_000

_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
_NUMERIC = (
    (YEAR, re.compile(r"\d{4}|['’]\d\d")),
    (CLOCK, re.compile(r"\d:\d")),
    (DATE, re.compile(r"\d[./-]\d")),
    (JOINED, re.compile(r"\d[./-]?[^\W\d_]|[^\W\d_][./-]\d")),
    (DECADE, re.compile(r"\d0['’]?[seſ]", re.IGNORECASE)),
)


def seen(text: str) -> frozenset[str]:
    """The words of a sentence as tokens have them, and the marks of what else stands in it.

    Args:
        text: the sentence. Cost is linear in its length.
    """
    return _kept(text) if len(text) <= KEPT_LENGTH else _seen(text)


def _seen(text: str) -> frozenset[str]:
    if "@" in text or "://" in text or "www." in text:  # an address is cut in another way
        found = {token.low for token in tokens(text) if token.kind == "word"}
    elif text.isascii():
        found = set(_WORD.findall(text.lower()))
    else:
        found = {word.casefold() for word in _WORD.findall(text)}
    if not text.isascii() and any(
        unicodedata.category(word) == "No" for word in found if len(word) == 1
    ):
        found.add(FRACTION)
    if _DIGIT.search(text):
        found.add(DIGIT)
        found.update(mark for mark, pattern in _NUMERIC if pattern.search(text))
    return frozenset(found)


_kept = lru_cache(maxsize=KEPT_SENTENCES)(_seen)


def hint(phrase: str) -> str | None:
    """The word of a phrase that a sentence is looked at for: its longest, the last of equals.

    Returns:
        The word, case-folded; None for a phrase without one.
    """
    words = [word.casefold() for word in _WORD.findall(phrase)]
    return max(reversed(words), key=len) if words else None


def hints(phrases: Iterable[str]) -> frozenset[str] | None:
    """The hints of several phrases; None where one of them has none, so that it may be missed."""
    found = {hint(phrase) for phrase in phrases}
    return None if None in found else frozenset(word for word in found if word is not None)
