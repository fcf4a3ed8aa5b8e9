"""Text → what stands in quotation marks.

In: one paragraph; or a whole text with the places of its marks. Out: ranges. `quotations` says what a
quotation is; `quoted_ranges` finds the same for many paragraphs at once, without looking at the
characters between the marks (tests compare).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

Places = NDArray[np.int64]

QUOTED_MOST = 1500  # characters between two marks that can be one quotation

_QUOTED = re.compile(
    rf"[“„«]([^“”„«»]{{1,{QUOTED_MOST}}})[”“»]|\"([^\"]{{1,{QUOTED_MOST}}})\""
    rf"|「([^「」]{{1,{QUOTED_MOST}}})」"
)
_OPEN = re.compile(r"^\s*[“«\"]")  # an opening mark that the paragraph never closes
_CLOSE = re.compile(r"[”»\"]")

MARKS = '\n“”„«»"「」'
"""Marks that matter; the sign of a mark is its place here, counted from 1."""

_NEWLINE = 1


def _signs(marks: str) -> frozenset[int]:
    return frozenset(MARKS.index(mark) + 1 for mark in marks)


# An opening mark: the marks among which the next one closes it or not, and those that close.
_FAMILIES = {
    MARKS.index(mark) + 1: (_signs(family), _signs(closing))
    for opening, family, closing in (("“„«", "“”„«»", "”“»"), ('"', '"', '"'), ("「", "「」", "」"))
    for mark in opening
}
_NOTHING: frozenset[int] = frozenset()
# For each opening mark the one that usually closes it.
_CLOSES = np.zeros(len(MARKS) + 1, dtype=np.uint16)
for _opening, _closing in ("“”", "«»", '""', "„“", "「」"):
    _CLOSES[MARKS.index(_opening) + 1] = MARKS.index(_closing) + 1
_PARAGRAPH_OPENING, _PARAGRAPH_CLOSING = _signs('“«"'), _signs('”»"')


def quotations(text: str) -> list[tuple[int, int]]:
    """Ranges of one paragraph that stand in quotation marks, by the marks alone.

    A paragraph that opens a quotation and never closes it is one whole quotation (the English
    habit for quotations of several paragraphs).
    """
    if _OPEN.match(text) and not _CLOSE.search(text, 1 + len(text) - len(text.lstrip())):
        return [(0, len(text))]
    return [match.span() for match in _QUOTED.finditer(text)]


def quoted_ranges(joined: str, marks: Places, kinds: NDArray[np.uint16]) -> Places:
    """`quotations` of all paragraphs at once, from the places of marks and line ends alone.

    Paragraphs whose marks open and close in turn, which nearly all do, are read by numpy; the others
    one by one.

    Args:
        joined: the text; it begins and ends with a line end.
        marks: places of quotation marks and line ends.
        kinds: their entries.

    Returns:
        (number of quotations, 2): start and end of each.
    """
    kept = kinds != _NEWLINE
    lines, at, signs = marks[~kept], marks[kept], kinds[kept]
    if not len(at):
        return np.empty((0, 2), dtype=np.int64)
    paragraphs = np.searchsorted(lines, at)
    firsts = np.flatnonzero(np.diff(paragraphs, prepend=-1))
    counts = np.diff(firsts, append=len(at))
    opens = (np.arange(len(at)) - np.repeat(firsts, counts)) % 2 == 0
    following = np.append(signs[1:], np.uint16(0))
    gaps = np.diff(at, append=at[-1:])
    pairs = opens & (_CLOSES[signs] == following) & (gaps >= 2) & (gaps <= QUOTED_MOST + 1)
    plain = (np.add.reduceat(pairs, firsts, dtype=np.int64) * 2) == counts
    begin = np.flatnonzero(pairs & np.repeat(plain, counts))
    found = [np.stack((at[begin], at[begin + 1] + 1), axis=1)]
    for number in np.flatnonzero(~plain).tolist():
        first, last = int(firsts[number]), int(firsts[number] + counts[number])
        line = int(paragraphs[first])
        low, high = int(lines[line - 1]) + 1, int(lines[line])
        some, places = signs[first:last].tolist(), at[first:last].tolist()
        if (
            some[0] in _PARAGRAPH_OPENING
            and _PARAGRAPH_CLOSING.isdisjoint(some[1:])
            and not joined[low : places[0]].strip()
        ):
            found.append(np.asarray([(low, high)], dtype=np.int64))
        elif closed := list(_closed(places, some)):
            found.append(np.asarray(closed, dtype=np.int64))
    return np.concatenate(found)


def _closed(places: Sequence[int], signs: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Ranges between an opening mark and the next of its kind, where that closes."""
    first = 0
    while first < len(signs):
        sign = signs[first]
        family, closing = _FAMILIES.get(sign, (_NOTHING, _NOTHING))
        last = first + 1
        while last < len(signs) and signs[last] not in family and family:
            last += 1
        if (
            family
            and last < len(signs)
            and signs[last] in closing
            and 2 <= places[last] - places[first] <= QUOTED_MOST + 1
        ):
            yield places[first], places[last] + 1
            first = last
        first += 1
