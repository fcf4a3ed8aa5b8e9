"""Words that say the opposite of each other, in any two languages.

In: words, with what dictionaries know of them (`crossread.encoding.lexicon`). Out: the poles at which
each word stands. Two words are opposites if one stands at one pole of a row of `opposite_words` and the
other at its other pole: "survived" and "умер". That "умер" is "died" the lexicon knows; what it lacks
stands under `means` in `[polarity]` of the language files.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from crossread.comparing.differences.opposite_words import SAYING, TABLE
from crossread.comparing.differences.phrases import UNSPACED, letters, phrase, plain
from crossread.encoding.lexicon import Lexicon
from crossread.languages import table

AT_POLE = 0.5
"""Cosine of the profiles of a word and of one of the table from which the two stand at one pole."""
FORMS = ("s", "es", "ed", "ing")
"""Endings of regular English verbs."""
DOUBLED = re.compile(r"[^aeiou]*[aeiou][^aeiouwxy]")
"""Words that double their last letter before -ed and -ing ("scrap", "scrapped")."""
TWICE = re.compile(r"([b-df-hj-np-tvz])\1$")
"""A last letter that was doubled."""
HISSING = re.compile(r"(s|x|z|ch|sh|o)$")
"""Endings that take -es."""
LONG_STEM = 3
"""Letters of a beginning under `means` ("vrijgesp*")."""

Pole = tuple[int, int]
"""Row of the table, and 0 or 1 for the pole before or behind the bar."""
Poles = frozenset[Pole]
Profile = dict[int, float]
"""Concepts of a word with their weights, of length 1."""
NOWHERE: Poles = frozenset()


@dataclass(frozen=True, slots=True)
class Opposites:
    """The table, its words looked up.

    Args:
        marked: the poles that each of its words marks.
        known: by concept, the words of the table that it belongs to, with its weight in them.
        converse: rows of which two rivals may each stand at one pole.
    """

    marked: dict[str, Poles]
    known: dict[int, tuple[tuple[str, float], ...]]
    converse: frozenset[int]

    def poles(self, word: str, language: str, profile: Profile) -> Poles:
        """Where a word stands.

        Args:
            word: lower-case.
            language: two-letter code.
            profile: what dictionaries know of the word; may be empty.
        """
        told = self.marked.get(_meaning(word, language), NOWHERE)
        if not told and language == "en":
            told = next((self.marked[w] for w in _plain_forms(word) if w in self.marked), NOWHERE)
        if told:
            return told
        cosines: dict[str, float] = {}
        for concept, weight in profile.items():
            for other, share in self.known.get(concept, ()):
                cosines[other] = cosines.get(other, 0.0) + weight * share
        near = [other for other, cosine in cosines.items() if cosine >= AT_POLE]
        if any(other in SAYING.split() for other in near):
            return NOWHERE
        found = NOWHERE.union(*(self.marked[other] for other in near))
        return frozenset(p for p in found if (p[0], 1 - p[1]) not in found)

    def phrases(self, text: str, language: str) -> list[tuple[tuple[int, int], Poles]]:
        """Where phrases of a language stand in a text, and at which poles.

        Args:
            text: of a statement.
            language: two-letter code.
        """
        lower = plain(text)
        return [
            (match.span(part), self.marked[meaning])
            for pattern, meaning, letters_of in _phrases(language)
            if letters_of in lower
            for match in pattern.finditer(lower)
            for part in range(1, pattern.groups + 1)
        ]

    def opposed(self, one: Poles, other: Poles) -> bool:
        """Whether two words stand at the two poles of a row, and at no pole together."""
        return not one & other and any((row, 1 - pole) in other for row, pole in one)

    def rivals(self, one: Poles, other: Poles) -> bool:
        """Whether all rows that two words are opposed in are told of two rivals."""
        rows = {row for row, pole in one if (row, 1 - pole) in other}
        return rows <= self.converse


@cache
def opposites(lexicon: Lexicon) -> Opposites:
    """Read the table.

    Args:
        lexicon: tells what its words mean.
    """
    marked: dict[str, set[Pole]] = {}
    converse: set[int] = set()
    for row, line in enumerate(TABLE.strip().splitlines()):
        for pole, words in enumerate(line.split("|")):
            for word in words.split():
                if word == "~":
                    converse.add(row)
                else:
                    marked.setdefault(word, set()).add((row, pole))
    listed = sorted({*marked, *SAYING.split()})
    known: dict[int, list[tuple[str, float]]] = {}
    for word, profile in zip(listed, profiled(listed, ["en"] * len(listed), lexicon)):
        for concept, weight in profile.items():
            known.setdefault(concept, []).append((word, weight))
    return Opposites(
        {word: frozenset(poles) for word, poles in marked.items()},
        {concept: tuple(some) for concept, some in known.items()},
        frozenset(converse),
    )


def profiled(words: Sequence[str], languages: Sequence[str], lexicon: Lexicon) -> list[Profile]:
    """What dictionaries know of words, each as its concepts with their weights.

    Args:
        words: n words.
        languages: of each.
        lexicon: to look them up in.
    """
    found = lexicon.profiles(words, languages)
    starts, ids, weights = found.indptr.tolist(), found.ids.tolist(), found.weights.tolist()
    return [dict(zip(ids[a:b], weights[a:b])) for a, b in pairwise(starts)]


def _plain_forms(word: str) -> list[str]:
    """An English word, and what it may be a regular form of: "scraped" of "scrape", "scrapped" of "scrap"."""
    found = [word]
    for ending in FORMS:
        if word.endswith(ending):
            stem = word[: -len(ending)]
            silent = ending == "s" or not (
                DOUBLED.fullmatch(stem) or (ending == "es" and not HISSING.search(stem))
            )
            found += [stem, stem + "e"] if silent else [stem + "e"]
            if TWICE.search(stem):
                found.append(stem[:-1])
    return found


def _meaning(word: str, language: str) -> str:
    """The word of the table that a word stands for, as its language file has it; "" where none."""
    whole, beginnings = _means(language)
    if word in whole:
        return whole[word]
    for length in range(len(word), LONG_STEM - 1, -1):
        if word[:length] in beginnings:
            return beginnings[word[:length]]
    return ""


@cache
def _means(language: str) -> tuple[dict[str, str], dict[str, str]]:
    """`means` of a language: whole words, and beginnings of words, with what they mean."""
    whole: dict[str, str] = {}
    beginnings: dict[str, str] = {}
    for meaning, some in table(language, "polarity").get("means", {}).items():
        for word in some:
            if " " in word:
                continue
            if word.endswith("*"):
                beginnings[word[:-1]] = meaning
            else:
                whole[word] = meaning
    return whole, beginnings


@cache
def _phrases(language: str) -> tuple[tuple[re.Pattern[str], str, str], ...]:
    """`means` of a language that are more than a word, as patterns, with what they mean."""
    return tuple(
        (phrase(words, language), meaning, letters(words))
        for meaning, some in table(language, "polarity").get("means", {}).items()
        for words in some
        if " " in words or language in UNSPACED
    )
