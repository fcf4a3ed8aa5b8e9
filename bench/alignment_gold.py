"""The gold of aligned words: text files → pairs of sentences with links between their words.

In: a folder of files `en-XX.txt` in the form that `examples/alignment/README.md` gives. Out: the
two sentences of each block, the places of their words, and the sure and possible links. Whatever
does not fit is refused with one line, for a link that is lost in silence would falsify a figure.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bench.gold import GoldError
from bench.metrics import Interval
from bench.report import MissingData
from crossread.encoding.borders import words_pattern

LinkSet = frozenset[tuple[int, int]]

FILES = "[a-z][a-z]-[a-z][a-z].txt"
_NUMBER = r"(?:\d{1,3}(?:[.,’'\u00a0\u202f ]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?)(?![^\W_])"
_MARK = re.compile(r"#(\d+)")
_SIGN = re.compile(r"\s([=~])\s")


@dataclass(frozen=True, slots=True)
class GoldPair:
    """A sentence and its translation.

    Args:
        left: the first sentence.
        right: the second.
        left_words: places of the words of the first, in order.
        right_words: places of the words of the second.
        sure: pairs of word numbers that are linked for certain.
        possible: those that may be linked; the sure ones among them.
        languages: of both, as the name of the file says.
    """

    left: str
    right: str
    left_words: tuple[Interval, ...]
    right_words: tuple[Interval, ...]
    sure: LinkSet
    possible: LinkSet
    languages: tuple[str, str]


def read(data: Path) -> dict[str, tuple[GoldPair, ...]]:
    """The pairs of every file of a folder, by the file's name without its ending.

    Args:
        data: a folder of files like `en-fr.txt`.

    Raises:
        MissingData: there is no such file.
        GoldError: a file does not fit its form; one line with the file and the line.
    """
    files = sorted(data.glob(FILES))
    if not files:
        raise MissingData(f"no file of aligned words like en-fr.txt in {data}")
    return {file.stem: read_file(file) for file in files}


def read_file(file: Path) -> tuple[GoldPair, ...]:
    """The pairs of one file, in order; see `read`."""
    try:
        lines = file.read_text("utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise GoldError(f"{file.name}: not UTF-8 at byte {error.start}") from None
    pairs: list[GoldPair] = []
    block: list[tuple[int, str]] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            block.append((number, line.strip()))
        elif block:
            pairs.append(_pair(file.name, block))
            block = []
    if not pairs:
        raise GoldError(f"{file.name}: holds no pair of sentences")
    return tuple(pairs)


def words(text: str) -> tuple[Interval, ...]:
    """Places of the words of a sentence: runs of letters and digits, numbers as a whole."""
    return tuple(match.span() for match in _word_pattern().finditer(text))


@cache
def _word_pattern() -> re.Pattern[str]:
    return re.compile(f"{_NUMBER}|{words_pattern().pattern}")


def _pair(name: str, block: list[tuple[int, str]]) -> GoldPair:
    if len(block) < 3:
        raise GoldError(f"{name} line {block[0][0]}: a block needs two sentences and an alignment")
    left, right = block[0][1], block[1][1]
    places = words(left), words(right)
    shown = _shown(left, places[0]), _shown(right, places[1])
    sure: set[tuple[int, int]] = set()
    possible: set[tuple[int, int]] = set()
    for number, line in block[2:]:
        for item in line.split("|"):
            sides = _SIGN.split(f" {item.strip()} ")
            if len(sides) != 3:
                raise GoldError(f"{name} line {number}: {item.strip()!r} is not WORDS = WORDS")
            try:
                rows, columns = _found(sides[0], shown[0]), _found(sides[2], shown[1])
            except GoldError as error:
                raise GoldError(f"{name} line {number}: {item.strip()!r}: {error}") from None
            made = {(i, j) for i in rows for j in columns}
            possible |= made
            if sides[1] == "=":
                sure |= made
    languages = name.partition(".")[0].partition("-")
    return GoldPair(
        left,
        right,
        *places,
        frozenset(sure),
        frozenset(possible),
        (languages[0], languages[2]),
    )


def _shown(text: str, places: tuple[Interval, ...]) -> list[str]:
    return [_spaces_alike(text[start:end]) for start, end in places]


def _spaces_alike(word: str) -> str:
    return re.sub(r"[\u00a0\u202f]", " ", word)


def _found(side: str, sentence: list[str]) -> list[int]:
    """Numbers of the words of one side of an item in its sentence."""
    wanted: list[tuple[str, int | None]] = []
    for start, end in words(_MARK.sub(lambda m: " " * len(m.group()), side)):
        mark = _MARK.match(side, end)
        wanted.append((_spaces_alike(side[start:end]), int(mark.group(1)) if mark else None))
    if not wanted:
        raise GoldError("a side without words")
    options = [_occurrences(word, occurrence, sentence) for word, occurrence in wanted]
    if all(len(option) == 1 for option in options):
        return [option[0] for option in options]
    rows = [
        first
        for first in options[0]
        if all(first + step in option for step, option in enumerate(options))
    ]
    if len(wanted) > 1 and len(rows) == 1:
        return list(range(rows[0], rows[0] + len(wanted)))
    word = next(w for (w, _), option in zip(wanted, options) if len(option) > 1)
    raise GoldError(f"{word!r} stands there more than once; write which, as {word}#1")


def _occurrences(word: str, occurrence: int | None, sentence: list[str]) -> list[int]:
    found = [number for number, other in enumerate(sentence) if other == word]
    if not found:
        raise GoldError(f"{word!r} is not in the sentence")
    if occurrence is None:
        return found
    if not 1 <= occurrence <= len(found):
        raise GoldError(f"{word}#{occurrence}: it stands there {len(found)} times")
    return [found[occurrence - 1]]
