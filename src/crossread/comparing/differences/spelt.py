"""Two forms of one person's name → whether they are two spellings, or two forms of one.

In: the forms as printed, and the languages of the articles that print them. Out: whether they cannot both be
right. Forms that languages give to one name are no difference: a transliteration (`Савельева`, `Savelyeva`,
`Saweljewa`), a case ending, accents and written-out umlauts, a name with or without its given name. A language
of Cyrillic script writes foreign names as it hears them ("Wade", "Уэйд", "Вейд"; "Jones", "Джонс"): there only
consonants are compared, and what scripts confuse is one (`sounds`).
`python -m bench translated` tells how many names are still told apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import product

from crossread.linking.inflection import ENDINGS, stem
from crossread.linking.spelling import latin, rewritten

SHORTEST = 3
"""Letters of a family name that can be compared."""
ENDING = 2
"""Letters by which a form may be longer in a language that inflects names, or in a genitive."""
CYRILLIC = re.compile("[\u0400-\u04ff]")
"""A letter of the script that writes foreign names as it hears them."""
# What languages write for one sound when they write a name of another script; longer ones first.
_WRITTEN = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"schtsch|shch|chtch|szcz", "S"),
        (r"tsch|tch|cz|ch|tj(?=e)", "S"),
        (r"dzh|dsch|dj|zh|sch|sh|sz|rz", "S"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ts|tz|cs|z", "s"),
        (r"ck|q|c", "k"),
        (r"x", "ks"),
        (r"ao$", "on"),
        (r"im$", "in"),
        (r"ou|oo", "u"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"(?<=[aeou])[yij](?=$|[^aeiou])", "i"),
        (r"[yj]", "i"),
        (r"i(?=[aeou])|(?<=[aeou])i(?=[aeou])", ""),
        (r"ii+", "i"),
        (r"'", ""),
        (r"(?<=[^aeiou])e$", ""),
    )
)
# Dutch writes by its own letters what it takes from other scripts, and names of its own so too.
_DUTCH = tuple(
    (re.compile(old), new) for old, new in ((r"tsj", "tsh"), (r"sj", "sh"), (r"oe", "u"))
)
# Consonants that languages hear or write for one another, after which each word is read in all ways that are left.
_HEARD = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"schtsch|shch|chtch|szcz|tsch|tch|dzh|dsch|sch|sh|sz|cz|ts|tz|zh|dz|th|cs|rz|[tsz]", "t"),
        (r"x", "kt"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph|[bpfvw]", "p"),
        (r"ck", "C"),
        (r"qu|q", "k"),
        (r"gn", "n"),
        (r"r", "l"),
        (r"[aeiouy']", ""),
        (r"(.)\1+", r"\1"),
    )
)
_READ = {
    "C": ("k", "tk"),
    "c": ("t", "k"),
    "d": ("t",),
    "g": ("k", "t"),
    "h": ("", "k"),
    "j": ("", "t", "k"),
    "p": ("p", ""),
}
AMBIGUOUS = 8
"""Consonants of a word that are compared: the ways to read them multiply."""


@lru_cache(maxsize=100_000)
def spelt_apart(one: str, other: str, language: str, other_language: str) -> bool:
    """Whether two forms of a person's name are two spellings, not two forms.

    Args:
        one: as printed.
        other: as printed.
        language: of the article that prints the first.
        other_language: of the other article.
    """
    inflects = language in ENDINGS or other_language in ENDINGS
    cyrillic = [bool(CYRILLIC.search(name)) for name in (one, other)]
    if language != other_language and any(cyrillic):
        words = _words(one, language, True), _words(other, other_language, True)
        short, long = sorted(words, key=len)
        if short and any(
            heard_alike(short[-1], w) for w in (long if len(short) == 1 else long[-1:])
        ):
            return False
    readings = [
        _readings(name, code, inflects, any(cyrillic))
        for name, code in ((one, language), (other, other_language))
    ]
    return all(_apart(a, b, inflects) for a, b in product(*readings))


@lru_cache(maxsize=100_000)
def spelt_otherwise(one: str, other: str, language: str) -> bool:
    """Whether one language writes a person's name with other letters for the same sounds ("Drabek", "Drabeck").

    Args:
        one: as printed.
        other: as printed.
        language: of both articles; of one that inflects names nothing is told.
    """
    if language in ENDINGS or any(CYRILLIC.search(name) for name in (one, other)):
        return False
    if spelt_apart(one, other, language, language):
        return False
    a, b = latin(one), latin(other)
    if len(a) != len(b):
        return False
    changed = [(x, y) for x, y in zip(a, b, strict=True) if x != y]
    return len(changed) == 1 and not _inflected(*changed[0], True) and min(map(len, changed[0])) > 1


def _apart(a: tuple[str, ...], b: tuple[str, ...], inflects: bool) -> bool:
    """Whether names whose words are written in one way are two."""
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    if set(shorter) <= set(longer):
        return False
    if a[-1] == b[-1]:
        return len(a) == len(b) == 2 and not inflects and _rival_given(a[0], b[0])
    if len(shorter) == 1 and any(_inflected(shorter[0], word, inflects) for word in longer):
        return False
    last, other_last = family(a), family(b)
    if min(len(last), len(other_last)) < SHORTEST:
        return False
    return last != other_last and not _inflected(last, other_last, inflects)


def family(words: Sequence[str]) -> str:
    """A name without its given name, in one piece: "vandermolen" and "van der Meulen"."""
    return "".join(words[1:] if len(words) > 1 else words)


def _rival_given(one: str, other: str) -> bool:
    """Whether two given names are near enough to be meant for one, and no short form of it."""
    if min(len(one), len(other)) < SHORTEST or one.startswith(other) or other.startswith(one):
        return False
    return 2 * len(one) > len(other) and 2 * len(other) > len(one)


def _inflected(one: str, other: str, inflects: bool) -> bool:
    """Whether two words can be forms of one name."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(long) - len(short) <= ENDING:
        return inflects or long[len(short) :] in {"s", "es"}  # a mute e goes with the ending
    return False


def _readings(
    name: str, language: str, inflects: bool, one_letter: bool
) -> tuple[tuple[str, ...], ...]:
    """The ways to read a name's letters: in Dutch two."""
    words = _words(name, language, inflects)
    read = [words]
    if language == "nl":
        read.append(tuple(rewritten(word, _DUTCH) for word in words))
    return tuple(_written(one, inflects, one_letter) for one in dict.fromkeys(read))


@lru_cache(maxsize=50_000)
def _words(name: str, language: str, inflects: bool) -> tuple[str, ...]:
    """The Latin words of a name; if asked, without endings."""
    if inflects:
        name = " ".join(stem(word, language) for word in name.split())
    return latin(name)


@lru_cache(maxsize=50_000)
def _written(words: tuple[str, ...], inflects: bool, one_letter: bool) -> tuple[str, ...]:
    """The words of a name, its sounds written in one way; if asked, last vowels taken off, h written g."""
    found = []
    for word in words:
        bare = re.sub(r"(?<=..)[aeio]$", "", word) if inflects else word
        bare = rewritten(bare, _WRITTEN)
        bare = bare.replace("h", "g") if one_letter else re.sub(r"^h(?=[aeiou])", "", bare)
        if bare:
            found.append(re.sub(r"[aeio]$", "", bare) if inflects else bare)
    return tuple(found)


def heard_alike(one: str, other: str) -> bool:
    """Whether two lower-case Latin words can be one name, heard by another language.

    >>> heard_alike("wade", "ueid"), heard_alike("wade", "karter")
    (True, False)
    """
    a, b = sounds(one), sounds(other)
    return not (a.isdisjoint(b) and a.isdisjoint(_cut(b)) and b.isdisjoint(_cut(a)))


def _cut(skeletons: frozenset[str]) -> frozenset[str]:
    """Skeletons of three consonants or more without their last, which may be mute."""
    return frozenset(s[:-1] for s in skeletons if len(s) > 2)


@lru_cache(maxsize=50_000)
def sounds(word: str) -> frozenset[str]:
    """The ways to read a lower-case Latin word's consonants, those that scripts confuse as one.

    >>> sorted(sounds("wade") & sounds("ueid"))
    ['t']
    """
    heard = rewritten(word, _HEARD)[:AMBIGUOUS]
    read = ("".join(ways) for ways in product(*(_READ.get(c, (c,)) for c in heard)))
    return frozenset(re.sub(r"(.)\1+", r"\1", way) for way in read)
