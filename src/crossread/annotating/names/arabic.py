"""Arabic words → what the name tagger sees of each.

In: a word and the lexicon of its language. Out: the word with its kinds of alif, ya and ta marbuta
made one, and what is left of it when the small words written onto it (and, so, with, for, like, the)
are taken off: names bear them too, and no capital tells a name.
"""

from __future__ import annotations

import re
from functools import cache

from crossread.annotating.names.lexicon import Lexicon, persons, places

_ALIKE = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ـ": ""})
_MARKS = re.compile("[\u064b-\u065f\u0670]")  # short vowels
_JOINED = re.compile(r"([وف]?[بلك]?(?:ال)?)(\w{3,})")
_FOR_THE = re.compile(r"([وف]?)لل(\w{3,})")  # li + al


def is_arabic(character: str) -> bool:
    """Whether a character is an Arabic letter."""
    return "\u0620" <= character <= "\u06ff"


def fold(word: str) -> str:
    """A word without the differences that writers do not keep."""
    return _MARKS.sub("", word).translate(_ALIKE)


def stem(word: str) -> tuple[str, str]:
    """What is written onto a folded word, and the rest."""
    match = _FOR_THE.fullmatch(word)
    if match:
        return match[1] + "لل", match[2]
    match = _JOINED.fullmatch(word)
    return (match[1], match[2]) if match else ("", word)


@cache
def known_names() -> dict[str, str]:
    """Folded name or first word of one → its class: c country, p place, o organisation, n person."""
    found: dict[str, str] = {}
    for name, kind in persons().items():
        if is_arabic(name[0]):
            found[fold(name)] = "n" + kind[-1]
    signs = {"=": "c", "@": "p", "#": "o"}
    for name, key in places("ar").items():
        if is_arabic(name[0]):
            words = fold(name).split()
            if len(words) == 1:
                found[words[0]] = signs[key[0]] + found.get(words[0], "")[:1]
                found.setdefault(stem(words[0])[1], signs[key[0]])
            else:
                found.setdefault(words[0], "B" + signs[key[0]])
    return found


@cache
def known_words(common: frozenset[str]) -> frozenset[str]:
    """Folded common words."""
    return frozenset(fold(w) for w in common)


def looks(word: str, lexicon: Lexicon) -> tuple[list[str], str]:
    """The features of an Arabic word itself, and its class among names and words as one string."""
    folded = fold(word)
    onto, rest = stem(folded)
    names = known_names()
    common = known_words(frozenset(lexicon.common))
    frequent = known_words(frozenset(lexicon.frequent))
    kind = names.get(folded) or names.get(rest, "")
    size = "2" if folded in frequent else "1" if folded in common or rest in common else "0"
    mixed = f"{kind}{size}"
    cluster = lexicon.clusters.get(word, "") or lexicon.clusters.get(rest, "")
    own = [
        "w=" + folded,
        "r=" + rest,
        "o=" + onto,
        "p=" + rest[:2],
        "p3=" + rest[:3],
        "e2=" + rest[-2:],
        "e3=" + rest[-3:],
        "C=" + mixed,
        f"oC={onto}{mixed}",
        f"l={min(len(rest), 8)}",
    ]
    if cluster:
        own += ["k=" + cluster, f"kC={cluster[:2]}{mixed}"]
    return own, mixed
