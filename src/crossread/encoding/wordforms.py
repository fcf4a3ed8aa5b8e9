"""A form of a word → the words it may be a form of ("dimitió" → dimitir).

In: a folded word and the rules of its language, as they stand in the shipped lexicon. Out: candidates
with scores; which of them are words is for the lexicon to say. A rule takes an ending for another
("-io" for "-ir"). Beside it stand what endings alone cannot tell: participles with ge- inside
(abgelehnt: ablehnen), letters that are written double or single (Dutch loopt: lopen), letters joined to
Arabic words, and words put together of two (Hausbesitzer: Besitzer, of Haus).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

STEM = 2
"""Letters that at least are left of a word when its ending is taken."""
LONGEST = 40
"""Letters of the longest word that is taken apart; what is longer is no word."""
FIRST, HEAD = 2, 4
"""Letters of the shortest first and last parts of a compound."""
JOINTS = ("", "s", "es", "n", "en", "er", "e", "ens")
"""Letters that link the parts of German and Dutch compounds."""
CLITIC = 0.85
"""What a score keeps for each bundle of joined letters taken from an Arabic word."""
IMPERFECT = 0.5
"""Score of an Arabic verb found through the prefix of its imperfect."""
_VOWELS = frozenset("aeou")
_DOUBLE = frozenset("bdfgklmnprst")
_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "\u0640": None}
    | {"\u00ad": None, "ى": "ي", "ی": "ي", "ک": "ك"}
)
_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u20d0-\u20ff\ufe00-\ufe0f]"
)

Candidate = tuple[str, float]


@dataclass(frozen=True, slots=True)
class Rules:
    """How the words of a language change.

    Args:
        endings: for each ending of a form, the endings of its word with scores 0..1.
        before: letters that are joined to the front of words.
        after: letters that are joined to the end of words.
        imperfect: prefixes of the imperfect, and the endings that go with them.
        particles: what may stand before the ge- or zu- of a verb.
        participles: for each ending of a participle, the endings of the verb.
        doubling: whether letters are written double in closed syllables (Dutch).
        compounds: whether two words may be written as one.
        unspaced: whether words are written without spaces.
    """

    endings: Mapping[str, Sequence[Candidate]] = field(default_factory=dict)
    before: Sequence[str] = ()
    after: Sequence[str] = ()
    imperfect: tuple[Sequence[str], Sequence[str]] = ((), ())
    particles: Sequence[str] = ()
    participles: Mapping[str, Sequence[str]] = field(default_factory=dict)
    doubling: bool = False
    compounds: bool = False
    unspaced: bool = False


def fold(word: str) -> str:
    """A word as the shipped encoder reads it: small letters without accents.

    >>> fold("Krankenhäuser"), fold("Łódź"), fold("Großer")
    ('krankenhauser', 'lodz', 'grosser')
    """
    if word.isascii():
        return word.lower()
    small = unicodedata.normalize("NFKD", "".join([c.lower() for c in word]))
    return _MARKS.sub("", small).translate(_LETTERS)


def candidates(word: str, rules: Rules) -> dict[str, float]:
    """The words that a word may be a form of.

    Args:
        word: folded.
        rules: of its language.

    Returns:
        Candidates, not all of them words, with scores 0..1; never the word itself.
    """
    found: dict[str, float] = {}
    if len(word) > LONGEST:
        return found
    _by_endings(word, rules, found)
    if rules.participles:
        _by_participles(word, rules, found)
    if rules.before:
        _by_clitics(word, rules, found)
    found.pop(word, None)
    return found


def _add(found: dict[str, float], word: str, score: float) -> None:
    if score > found.get(word, 0.0):
        found[word] = score


def _by_endings(word: str, rules: Rules, found: dict[str, float]) -> None:
    get = rules.endings.get
    for at in range(len(word), max(STEM, len(word) - 7) - 1, -1):
        taken = get(word[at:])
        if taken is None:
            continue
        stem = word[:at]
        for ending, score in taken:
            _add(found, stem + ending, score)
            if rules.doubling:
                for other in _respelt(stem, word[at:], ending):
                    _add(found, other + ending, score)


def _respelt(stem: str, taken: str, ending: str) -> list[str]:
    """A Dutch stem as it is written before another ending."""
    open_now, open_then = taken[:1] in _VOWELS, ending[:1] in _VOWELS
    out: list[str] = []
    if not open_now and open_then and len(stem) > STEM:
        last, before = stem[-1], stem[-2]
        if last in _DOUBLE and before in _VOWELS and len(stem) > 2:
            if stem[-3] == before:
                out.append(stem[:-2] + last)  # loop-t: lop-en
            else:
                out.append(stem + last)  # stem-t: stemm-en
    if (
        len(stem) > STEM
        and stem[-1] in _VOWELS
        and stem[-1] == stem[-2]
        and ending[:1] in {"v", "z"}
    ):
        out.append(stem[:-1])  # lee-st: le-zen
    if open_now and not open_then and len(stem) > STEM:
        last, before = stem[-1], stem[-2]
        if last == before and last in _DOUBLE:
            out.append(stem[:-1])  # bomm-en: bom
        elif last in _DOUBLE and before in _VOWELS and stem[-3] not in _VOWELS:
            out.append(stem[:-1] + before + last)  # schol-en: school
    return out


@cache
def _infix(particles: tuple[str, ...]) -> re.Pattern[str]:
    longest = "|".join(sorted(particles, key=lambda p: (-len(p), p)))
    return re.compile(f"(?P<front>{longest}|)(?P<inside>ge|zu|te)(?P<rest>.{{3,}})")


def _by_participles(word: str, rules: Rules, found: dict[str, float]) -> None:
    match = _infix(tuple(rules.particles)).fullmatch(word)
    if match is None:
        return
    front, rest = match["front"], match["rest"]
    if match["inside"] != "ge":
        if front:
            _add(found, front + rest, 0.9)
        return
    for size in range(1, 5):
        for ending in rules.participles.get(rest[-size:], ()):
            stem = rest[:-size]
            if len(stem) < STEM:
                continue
            _add(found, front + stem + ending, 0.8)
            if rules.doubling:
                for other in _respelt(stem, rest[-size:], ending):
                    _add(found, front + other + ending, 0.8)


def _by_clitics(word: str, rules: Rules, found: dict[str, float]) -> None:
    fronts = [("", 1.0)] + [(b, CLITIC) for b in rules.before if word.startswith(b)]
    for front, score in fronts:
        rest = word[len(front) :]
        if len(rest) < STEM + 1:
            continue
        if front:
            _add(found, rest, score)
        for after in rules.after:
            if rest.endswith(after) and len(rest) - len(after) > STEM:
                stem = rest[: len(rest) - len(after)]
                _add(found, stem, score * CLITIC)
                _add(found, stem + "ة", score * CLITIC)
        _add(found, rest + "ة", score * CLITIC * CLITIC)
    prefixes, suffixes = rules.imperfect
    for prefix in prefixes:
        if word.startswith(prefix):
            for suffix in ("", *suffixes):
                if word.endswith(suffix) and len(word) - len(prefix) - len(suffix) > STEM:
                    stem = word[len(prefix) : len(word) - len(suffix)]
                    _add(found, stem, IMPERFECT)
                    _add(found, "ا" + stem, IMPERFECT)


def parts(word: str) -> list[tuple[str, tuple[str, ...]]]:
    """The ways to take a word for two put together.

    Args:
        word: folded.

    Returns:
        Last part, longest first, and what the first part may be without what links the two.
    """
    ways: list[tuple[str, tuple[str, ...]]] = []
    if len(word) <= LONGEST:
        for at in range(FIRST, len(word) - HEAD + 1):
            front = word[:at]
            firsts = [
                front[: at - len(joint)]
                for joint in JOINTS
                if front.endswith(joint) and at - len(joint) >= (FIRST + 1 if joint else FIRST)
            ]
            ways.append((word[at:], tuple(firsts)))
    return ways
