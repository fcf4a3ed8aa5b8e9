"""Two members of a point as polarity reads them.

In: a member, its clauses, words, and how each word is held. Out: a `Read`; and of two of them a `Both`,
which tells what their words have to do with each other: which mean the same, which are opposites, and
how much of what one says the other says too.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.differences.anchors import overlaps
from crossread.comparing.differences.content import Content, alike, opposed
from crossread.comparing.differences.held import Held
from crossread.comparing.differences.sides import Side
from crossread.comparing.differences.stances import Clause, Operator
from crossread.languages import table
from crossread.model import Entity

SAME = 0.45
"""Likeness from which two words are taken for the same. This and the next values were set on the dev half
of `examples/pairs`, with 11,567 pairs of sentences of `ntrex-train` and their translations, in which
nothing may differ, held against them: of those, 245 are taken to."""

NOUN, VERB, MOSTLY = 0.15, 0.3, 0.5
"""Share of verbs in what dictionaries say of a word under which it is a noun or adjective, from which it may
be a verb, and under which it is mostly a noun."""

Floats = NDArray[np.float32]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True, eq=False)
class Read:
    """A member as it is asked about.

    Args:
        side: the member.
        clauses: of its text.
        content: its words.
        held: those of which it is known how they are held.
    """

    side: Side
    clauses: tuple[Clause, ...]
    content: Content
    held: tuple[Held, ...]


@dataclass(frozen=True, eq=False)
class Both:
    """Two members and what their words have to do with each other.

    Args:
        a: the one member.
        b: the other.
        entities: of the mentions of the story.
    """

    a: Read
    b: Read
    entities: Mapping[str, Entity]

    @cached_property
    def opposites(self) -> dict[Pair, bool]:
        """Numbers of two words that are opposites, and whether they may tell of two rivals."""
        return opposed(self.a.content, self.b.content)

    @cached_property
    def _alike(self) -> tuple[Floats, Floats]:
        found = alike(self.a.content, self.b.content)
        for pair in self.opposites:
            for matrix in found:
                matrix[pair] = 0
        return found

    @cached_property
    def covered(self) -> float:
        """0..1 share of the words of the lesser member that are answered in the other."""
        mine, theirs = (np.flatnonzero(r.content.weights > 0) for r in (self.a, self.b))
        if not len(mine) or not len(theirs):
            return 0.0
        near = self.likeness[np.ix_(mine, theirs)] >= SAME
        return float(max(near.any(axis=1).mean(), near.any(axis=0).mean()))

    @property
    def likeness(self) -> Floats:
        """(n, m) 0..1 how far two words mean the same; 0 of opposites."""
        return self._alike[0]

    @property
    def sure(self) -> Floats:
        """The same as far as dictionaries and spelling tell it."""
        return self._alike[1]


def words_of(read: Read, clause: Clause, *, all_held: bool = False) -> list[int]:
    """Numbers of the words of a clause that say something and are no operators.

    Args:
        read: the member.
        clause: of it.
        all_held: whether verbs of ending and deciding, which are said too, are left out as well.
    """
    left = () if all_held else ("unclear", "decide")
    places = [p for o in clause.operators if o.kind not in left for p in o.places]
    return [
        n
        for n, place in enumerate(read.content.places)
        if clause.start <= place[0] < clause.end
        and read.content.weights[n]
        and not overlaps(place, places)
    ]


def deniable(read: Read, word: Held) -> bool:
    """Whether a word can be what is denied or held open: a noun, only if it stands next to what does so.
    Who "did not leave the hospital" does not deny the hospital.

    Args:
        read: the member.
        word: of it; one that nothing denies or holds open can be it.
    """
    if not word.by or read.content.unspaced:
        return True
    share = float(read.content.verbal[word.number])
    if share < MOSTLY and all(_left_out(read, word, operator) for operator in word.by):
        return False
    return not word.far or share >= NOUN


def _left_out(read: Read, noun: Held, operator: Operator) -> bool:
    """Whether what is denied is a verb that is not repeated, not the noun beside it: "but not the plant"."""
    before = re.findall(r"\w+", read.side.text[: operator.start].lower())
    joins = table(read.side.language, "clauses").get("coordinators", ())
    behind = replace(read.clauses[noun.clause], start=operator.end)
    return not {*before[-1:]}.isdisjoint(joins) and not has_verb(read, behind, but=noun.number)


def has_verb(read: Read, clause: Clause, but: int | None = None) -> bool:
    """Whether a clause has a word that may be a verb, so that it says something; of a language without
    spaces that is not known, and held for true.

    Args:
        read: the member.
        clause: of it.
        but: number of a word that is not asked.
    """
    return read.content.unspaced or any(
        float(share) >= VERB and clause.start <= place[0] < clause.end and n != but
        for n, (place, share) in enumerate(zip(read.content.places, read.content.verbal))
    )
