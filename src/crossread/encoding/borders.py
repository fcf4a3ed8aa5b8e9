"""Where words begin and end.

In: a text. Out: the places of its words: runs of letters and digits with their combining marks.
Apostrophes and hyphens are borders ("l'OTAN" is l and OTAN). A run of Chinese or Japanese script
is one place, which the vocabulary cuts further. The same borders stand in the tokenizer of the
shipped encoder; they are found here a hundred times faster, and words can be remembered.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

# Longer runs are cut: they are no words, and must not cost more than their length.
LONGEST_RUN = 64
# Han, Hiragana, Katakana with half-width forms, and the marks of sound.
UNSPACED = "\u2e80-\u2fd5\u3005-\u3007\u3021-\u3029\u3038-\u303b\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U0001b000-\U0001b16f\U00020000-\U0003ffff"
# Blocks that hold all combining marks of the Basic Multilingual Plane but two lone ones.
_MARK_BLOCKS = ((0x300, 0x1DFF + 1), (0x20D0, 0x2100), (0xA600, 0xAC00), (0xFE00, 0xFE30))
_SOFT_HYPHEN = "\u00ad"


_ASCII_WORD = re.compile(f"[0-9A-Za-z]{{1,{LONGEST_RUN}}}")


def runs(text: str) -> list[str]:
    """The words and the runs without spaces of a text, in order."""
    pattern = _ASCII_WORD if text.isascii() else words_pattern()
    return pattern.findall(text)


def places(text: str) -> list[tuple[int, int]]:
    """First character and the one after the last of each of `runs`."""
    pattern = _ASCII_WORD if text.isascii() else words_pattern()
    return [match.span() for match in pattern.finditer(text)]


@cache
def words_pattern() -> re.Pattern[str]:
    """The pattern of one word or one run without spaces; every match is at least one character."""
    marks = _marks()
    spaced = f"[^\\W_{UNSPACED}]"
    return re.compile(
        f"{spaced}(?:{spaced}|[{marks}]){{0,{LONGEST_RUN - 1}}}|[{UNSPACED}]{{1,{LONGEST_RUN}}}"
    )


@cache
def unspaced_pattern() -> re.Pattern[str]:
    """Matches at the start of a run without spaces."""
    return re.compile(f"[{UNSPACED}]")


def _marks() -> str:
    """The combining marks and the soft hyphen, as ranges for a character class."""
    points = [
        point
        for first, last in _MARK_BLOCKS
        for point in range(first, last)
        if unicodedata.category(chr(point))[0] == "M"
    ]
    ranges: list[list[int]] = []
    for point in points:
        if ranges and ranges[-1][1] == point - 1:
            ranges[-1][1] = point
        else:
            ranges.append([point, point])
    return _SOFT_HYPHEN + "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)
