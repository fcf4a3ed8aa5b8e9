"""Chinese: characters → what the name tagger sees of each.

In: the characters of a sentence (words in Latin letters and numbers stay whole). Out: their features
and where known names and words lie. Chinese has no spaces and no capitals; a tagger of characters
with the longest known names and words around them needs no word segmenter and makes none of its
mistakes (Zhao and Kit 2008). Traditional characters are read as their simplified forms, so that both
ways of writing share what is learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from crossread.annotating.names.lexicon import Lexicon, persons, places, read_lines

LONGEST_NAME = 8  # characters of a known name or word
_FRAGMENT = 12  # a line of fewer characters without a final stop is a title
_FINAL = frozenset("。！？；：…!?;:")


class HanPlace(NamedTuple):
    """Where a character stands: known names and words over it and its neighbours, the second
    neighbours, and whether its line is a fragment.
    """

    left: str
    mark: str
    right: str
    before2: str
    after2: str
    fragment: bool


def is_han(character: str) -> bool:
    """Whether a character is a Chinese one."""
    return "\u3400" <= character <= "\u9fff" or "\uf900" <= character <= "\ufaff"


@cache
def simplified() -> dict[int, str]:
    """Traditional → simplified characters, as `str.translate` takes it."""
    pairs = (line.split("\t") for line in read_lines("han.txt.gz") if line)
    return {ord(one): other for one, other in pairs}


def fold(text: str) -> str:
    """A text in simplified characters."""
    return text.translate(simplified())


@cache
def known_names() -> dict[str, str]:
    """Name in simplified characters → its class: c country, p place, o organisation, n a part of a
    person's name.
    """
    found: dict[str, str] = {}
    for name in persons():
        if is_han(name[0]) and 1 < len(name) <= LONGEST_NAME:
            found[fold(name)] = "n"
    signs = {"=": "c", "@": "p", "#": "o"}
    for name, key in places("zh").items():
        if is_han(name[0]) and 1 < len(name) <= LONGEST_NAME:
            found[fold(name)] = signs[key[0]]
    return found


def matched(text: str, known: dict[str, str]) -> list[str]:
    """For each character the class of the known name over it, and B, I or E for where in it."""
    marks = [""] * len(text)
    position = 0
    while position < len(text):
        step = 1
        for size in range(min(LONGEST_NAME, len(text) - position), 1, -1):
            kind = known.get(text[position : position + size])
            if kind is not None:
                marks[position] = "B" + kind
                for inner in range(position + 1, position + size - 1):
                    marks[inner] = "I" + kind
                marks[position + size - 1] = "E" + kind
                step = size
                break
        position += step
    return marks


@cache
def known_words(lexicon_words: frozenset[str]) -> dict[str, str]:
    """Words of two characters and more, in simplified characters."""
    return {fold(w): "w" for w in lexicon_words if 1 < len(w) <= LONGEST_NAME}


def own(word: str) -> str:
    """A character as it is learned; words and numbers in other letters by their kind."""
    if is_han(word[0]):
        return fold(word[0])
    if word[0].isdigit():
        return "0"
    return word.lower() if not word[0].isalnum() or len(word) < 4 else "a:" + word[:3].lower()


def han_places(words: Sequence[str], lexicon: Lexicon, running: bool) -> list[HanPlace]:
    """Where each character of a sentence stands."""
    text = "".join(fold(w) if is_han(w[0]) else "\0" for w in words)
    names = matched(text, known_names())
    common = matched(text, known_words(frozenset(lexicon.common)))
    marks = ["", *(f"{a}|{b}" for a, b in zip(names, common)), ""]
    shown = ["", "", *(own(w) for w in words), "", ""]
    fragment = not running and len(words) < _FRAGMENT and words[-1] not in _FINAL
    return [
        HanPlace(marks[i], marks[i + 1], marks[i + 2], shown[i], shown[i + 4], fragment)
        for i in range(len(words))
    ]


def han_context(left: str, this: str, right: str, where: HanPlace) -> list[str]:
    """The features that the neighbours give: pairs and triples of characters, known names."""
    name, _, common = where.mark.partition("|")
    line = [
        f"b-={left}{this}",
        f"b+={this}{right}",
        f"b0={left}|{right}",
        f"t={left}{this}{right}",
        f"b--={where.before2}{left}",
        f"b++={right}{where.after2}",
        "m=" + where.mark,
        "-m=" + where.left,
        "+m=" + where.right,
        f"mw={common}{this}",
    ]
    if name:
        line += [f"n={name}", f"nw={name}{this}"]
    if where.fragment:
        line += ["f", "f-=" + left, "f=" + this]
    return line
