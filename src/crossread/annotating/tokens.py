"""Text → tokens, and phrases found among them.

In: the text of a sentence. Out: words, numbers in digits, numeric dates, clock times and signs,
each with its place. Figures and times are read from the same tokens, so that `1.234,56`,
`12.02.2025`, `20:30` and `1.2.3` are told apart once, by one pattern, linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

MAX_PHRASE = 4  # words in the longest entry of a table
SPACES = " \u00a0\u2009\u202f"
_TOKEN = re.compile(
    r"""
    (?P<plainly>[^\W\d_]++(?![\w.+@:-]))
    |(?P<url>(?:https?://|www\.)\S{1,2000}|[\w.+-]{1,64}@[\w-]{1,64}\.[\w.-]{2,64})
    |(?P<date>\d{4}-\d{1,2}-\d{1,2}(?![\d-])|\d{4}([/.])\d{1,2}\4\d{1,2}(?![\d])
        |\d{1,2}([/.-])\d{1,2}\5(?:\d{4}|\d{2})(?!\d|[./-]\d))
    |(?P<clock>(?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?(?![\d:]))
    |(?P<digits>
        \d{1,3}(?:,\d{3}){1,6}(?:\.\d{1,12})?(?![\d]|,\d)
        |\d{1,2}(?:,\d{2}){1,6},\d{3}(?:\.\d{1,12})?(?![\d]|,\d)
        |\d{1,3}(?:\.\d{3}){1,6}(?:,\d{1,12})?(?![\d]|\.\d)
        |\d{1,3}(?:['’]\d{3}){1,6}(?:\.\d{1,12})?(?!\d)
        |\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3}){1,6}(?:[.,]\d{1,12})?(?![\d])
        |\d{1,18}[.,٫]\d{1,18}(?![\d]|[.,]\d)
        |(?<!\S)[.,]\d{1,12}(?![\d]|[.,]\d)
    )
    |(?P<code>\d{1,6}(?:\.\d{1,6}){2,20})
    |(?P<plain>\d+)
    |(?P<word>[^\W\d_]+)
    |(?P<sign>\S)
    """,
    re.VERBOSE,
)
# Words that no address can begin with, as most, are taken before anything else is tried.
_KINDS = {"plainly": "word", "plain": "digits"}
_MARKS = {"’": "'", "ʼ": "'", "‘": "'"}


class Token(NamedTuple):
    """A word, number or sign.

    Args:
        start: first code point in the text.
        end: one past the last.
        kind: `word`, `digits`, `date` (numeric), `clock`, `code` (1.2.3), `url` or `sign`.
        text: as printed.
        low: case-folded, apostrophes made straight.
        glued: whether it touches the token before it.
    """

    start: int
    end: int
    kind: str
    text: str
    low: str
    glued: bool


def tokens(text: str) -> list[Token]:
    """Cut text into tokens; linear in its length."""
    found: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "sign"
        start, stop = match.span()
        shown = text[start:stop]
        low = _MARKS.get(shown) or shown.casefold()
        found.append(Token(start, stop, _KINDS.get(kind, kind), shown, low, start == end))
        end = stop
    return found


class Phrasebook:
    """Phrases with values, found by their first word; the longest phrase wins.

    Args:
        entries: pairs of phrase and value.
    """

    def __init__(self, entries: Mapping[str, Any]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in entries.items():
            words = tuple(t.low for t in tokens(phrase))
            if words:
                self._by_first.setdefault(words[0], []).append((words, value))
        for listed in self._by_first.values():
            listed.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        self.firsts = frozenset(self._by_first)  # the first words of all phrases

    def at(self, items: Sequence[Token], i: int) -> tuple[int, Any] | None:
        """The longest phrase that begins at token `i`: one past its end, and its value.

        Hyphens that join words count as spaces where the phrase has none.
        """
        listed = self._by_first.get(items[i].low) if i < len(items) else None
        if listed is None:
            return None
        for words, value in listed:
            end = _follow(items, i, words)
            if end is not None:
                return end, value
        return None

    def ending(self, items: Sequence[Token], end: int) -> tuple[int, Any] | None:
        """The longest phrase whose last token is `end - 1`: its first token, and its value."""
        for i in range(max(0, end - 2 * MAX_PHRASE), end):
            for words, value in self._by_first.get(items[i].low, ()):
                if _follow(items, i, words) == end:
                    return i, value
        return None


def _follow(items: Sequence[Token], i: int, words: tuple[str, ...]) -> int | None:
    for n, word in enumerate(words):
        if n and i < len(items) and items[i].low == "-" != word and joined(items, i):
            i += 1
        if i >= len(items) or items[i].low != word:
            return None
        i += 1
    return i


def joined(items: Sequence[Token], i: int) -> bool:
    """Whether token `i` touches both its neighbours."""
    return items[i].glued and i + 1 < len(items) and items[i + 1].glued
