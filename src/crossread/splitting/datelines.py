"""A paragraph's first characters → the dateline, where there is one.

In: a paragraph. Out: how long its dateline is ("BRUSSELS", "PARIS (AFP)", "WASHINGTON, Feb. 12
(Reuters)") and where the sentence begins behind it. A place in capitals needs only the mark behind
it; a place in ordinary letters needs an agency in brackets or a date as well, because "Berlin: …"
and "Hegel – …" open ordinary sentences too. Words in capitals that are no places ("BREAKING:") are
facts of the language files; labels of speakers in transcripts are told by their coming again.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from crossread import languages
from crossread.splitting.lines import Line, common_words, count_words, fold
from crossread.splitting.writtendates import months

MIN_REST = 4  # words behind a dateline; fewer are a label with its value
MAX_DATELINE = 90  # characters

_WORD = r"[^\W\d_][^\W\d_'’.\-]{0,24}(?:['’.\-][^\W\d_'’.\-]{1,24}){0,4}\.?"
_PLACE = rf"{_WORD}(?:[ /]{_WORD}){{0,4}}"
_REGION = rf"(?:,\s{_PLACE}){{0,2}}"
_DATE = r"(?:,?\s(?:\w+\.?,?\s)?\d{1,2}(?:st|nd|rd|th|er|º|\.)?\s?(?:de\s)?[^\W\d_]{0,10}\.?(?:,?\s(?:de\s)?\d{4})?|,\s[^\W\d_]{3,10}\.?\s\d{1,2}(?:,\s\d{4})?)"
_AGENCY = r"\s?\((?P<agency>[^()]{2,40})\)"
_MARK = r"\s?(?:\.-|\.\s?[–—]|:|[–—|]|--?|\.)\s"
_WITH_AGENCY = re.compile(
    rf"(?P<line>{_PLACE}{_REGION}(?:{_DATE})?{_AGENCY})(?:{_MARK}|\s|[:.–—-]\s?)"
)
_WITH_DATE = re.compile(rf"(?P<line>{_PLACE}{_REGION}{_DATE})\s?(?::|[–—]|\.-|--?\s|\.\s[–—])\s?")
_BARE = re.compile(rf"(?P<line>(?P<place>{_PLACE}){_REGION})(?::|\s?[–—]|\s?\.-|\s--?|\s\|)\s")
_LOOSE = re.compile(rf"(?P<line>{_WORD}(?:[ /]{_WORD}){{0,2}})(?P<mark>\.|\s[–—])\s(?=\S)")
_AGENCY_ALONE = re.compile(r"(?P<line>\((?P<agency>[A-Z][^()]{1,30})\))\s?(?:[–—:.-]{1,2}\s?)?")
_PARTY = re.compile(r"[A-Z]{1,3}-")  # "(R-Texas)" behind a politician's name
_DIGIT = re.compile(r"\d")
_NO_AGENCY = re.compile(r"\d|[!?]")


class Dateline(Struct, frozen=True):
    """Where a dateline stands in its paragraph.

    Args:
        length: of the dateline itself, from the paragraph's start, its closing mark left out.
        place: its first part, folded.
        strong: with a region, an agency or a date; a bare word in capitals may be a label too.
    """

    length: int
    place: str
    strong: bool


def opening_dateline(text: str) -> Dateline | None:
    """The dateline of a paragraph that is known to open an article; looser than `dateline`.

    "Zaragoza – Nach …" and "HAMBURG. Die …": a place of up to three words before a dash or, in
    capitals, before a full stop, and a sentence that begins behind it.
    """
    match = _LOOSE.match(text[:MAX_DATELINE])
    if match is None or not _is_place(match["line"]) or fold(match["line"]) in common_words():
        return None
    if match["mark"] == "." and not match["line"].isupper():
        return None
    if not text[match.end() : match.end() + 1].isupper() and text[match.end()] not in '“„«"':
        return None
    return Dateline(len(match["line"]), fold(match["line"]), False)


def dateline(text: str) -> Dateline | None:
    """The dateline that opens a paragraph, or None."""
    head = text[: MAX_DATELINE + 60]
    for pattern in _possible(head):
        match = pattern.match(head)
        if match is None or len(match["line"]) > MAX_DATELINE:
            continue
        if count_words(text[match.end() :][:400]) < MIN_REST:
            continue
        if _holds(match, pattern):
            place = fold(re.split(r"[,(]", match["line"], maxsplit=1)[0])
            strong = pattern is not _BARE or "," in match["line"]
            return Dateline(len(match["line"]), place, strong)
    return None


def _possible(head: str) -> list[re.Pattern[str]]:
    """The patterns that a paragraph's first characters let stand, in the order to be tried.

    Most paragraphs open with an ordinary word and let none.
    """
    if head.startswith("("):
        return [_AGENCY_ALONE]
    possible: list[re.Pattern[str]] = []
    if "(" in head:
        possible.append(_WITH_AGENCY)
    if _DIGIT.search(head):
        possible.append(_WITH_DATE)
    if not head[1:2].islower():  # a bare place stands in capitals
        possible.append(_BARE)
    return possible


def _holds(match: re.Match[str], pattern: re.Pattern[str]) -> bool:
    line = match["line"]
    if pattern in (_WITH_AGENCY, _AGENCY_ALONE):
        agency = match["agency"]
        if _NO_AGENCY.search(agency) or not agency[0].isalpha():
            return False
        listed = any(fold(part) in _agencies() for part in [agency, *agency.split("/")])
        if pattern is _AGENCY_ALONE:
            return listed
        marked = not match.group()[len(line) :].isspace() and agency.isupper()
        if not listed and (not marked or _PARTY.match(agency)):
            return False
        return _is_place(re.split(r"[(\d]", line, maxsplit=1)[0])
    place = match.groupdict().get("place") or re.split(r"[,\d]", line, maxsplit=1)[0]
    if pattern is _WITH_DATE:
        return _is_place(place) and _has_month(line)
    if any(fold(part) in _not_places() for part in line.split(", ")):
        return False
    letters = [c for c in place if c.isalpha()]
    capital = len(letters) >= 3 and all(not c.islower() for c in letters)
    if not capital or fold(place) in _not_places() or not any(c.isupper() for c in letters):
        return False
    return fold(place.split()[0]) not in _not_places()


def _is_place(text: str) -> bool:
    words = [w for w in re.split(r"[\s,/]+", text.strip()) if w]
    if not words or len(words) > 8 or not words[0][0].isupper():
        return False
    capital = all(not w[0].islower() or len(w) <= 3 or fold(w) in months() for w in words)
    return capital and fold(words[0]) not in _not_places()


def _has_month(text: str) -> bool:
    return any(word in months() for word in re.findall(r"\w+", fold(text)))


@cache
def _not_places() -> frozenset[str]:
    return _folded("not_places")


@cache
def _agencies() -> frozenset[str]:
    return _folded("agencies")


def _folded(name: str) -> frozenset[str]:
    tables = [languages.table(code, "splitting") for code in languages.known()]
    return frozenset(fold(word) for table in tables for word in table.get(name, ()))


def datelines(lines: Sequence[Line]) -> dict[int, Dateline]:
    """The datelines of a page's lines, by the number of the line.

    A label that opens three lines or more is a speaker's name; then so are the other bare labels of
    the page.
    """
    found = {i: d for i, line in enumerate(lines) if (d := dateline(line.text)) is not None}
    often = Counter(d.place for d in found.values())
    bare = {i for i, d in found.items() if "(" not in lines[i].text[: d.length + 1]}
    labels = {d.place for i, d in found.items() if i in bare and often[d.place] >= 3}
    transcript = len(bare) >= 4 and (bool(labels) or len(bare) > 0.4 * len(lines))
    return {
        i: d
        for i, d in found.items()
        if i not in bare or not (d.place in labels or (transcript and not d.strong))
    }
