"""Words of two members that contradict each other, or fit together.

In: two members with their clauses, words, and how each word is held. Out: `Claim`s. A word that both
have and hold otherwise ("signed", "did not sign"; "will close", "may close") speaks for a contradiction,
and so do two opposites that both affirm ("survived", "died"). The same word held alike, and an opposite
that one of the two denies ("did not reject", "accepted"), speak against one.

How far a claim can be trusted is the likeness of its words, less for each word between them and what
denies them ("did not sign the *treaty*"), more for what their clauses share besides. Whether both are said
of one thing at all is asked in `grounds`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crossread.comparing.differences.grounds import denied_of_one, opposites_of_one
from crossread.comparing.differences.held import DENYING, OPENING, Held
from crossread.comparing.differences.members import (
    SAME,
    Both,
    Pair,
    Read,
    words_of,
)
from crossread.comparing.differences.stances import contradict

CERTAIN = 0.8
"""Likeness of words that may be held against each other though one of the members denies something else
too, which may be the same said otherwise."""
RANKED = (1.0, 0.8, 0.6, 0.45)
"""What a word counts that stands so many words from what denies it or holds it open; the last for more."""
SHARED = 0.25
"""What a word counts that both clauses have besides,"""
MOST_SHARED = 0.75
"""and all of them at most."""
NAMED = 0.5
"""What a name, figure or time counts beside another word."""
UNMATCHED = 0.5
"""What is left of a contradiction where the first word that is denied has no counterpart, or where the
members are not clean (see `CERTAIN`)."""
LISTED = 0.5
"""What it counts in place of a shared word that two words stand at one pole: the table lists what news tell."""
ABOUT = 0.2
"""Share of the words of the lesser member that must be answered in the other for that."""
SLACK = 0.1
"""By how much likelier the words of a contradiction must be alike than one of them and a word that fits."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Two words that contradict each other, or fit together.

    Args:
        left: the word of the one member.
        right: that of the other.
        opposite: whether they are opposites, not the same.
        contradicts: whether the two contradict each other.
        like: 0..1 how far they mean the same; 1 of opposites.
        strength: 0..1.75 how far the claim can be trusted.
    """

    left: Held
    right: Held
    opposite: bool
    contradicts: bool
    like: float
    strength: float

    @property
    def rank(self) -> int:
        """How many words stand between what denies or holds open and what is denied or held open."""
        return max(self.left.rank, self.right.rank)

    @property
    def far(self) -> int:
        """The same, 0 where all of a clause is denied."""
        return max(self.left.far, self.right.far)


def claims(both: Both) -> list[Claim]:
    """All pairs of words that contradict each other or fit together, in the order of their words."""
    mine, theirs = [[word.number for word in read.held] for read in (both.a, both.b)]
    if not mine or not theirs:
        return []
    near = both.likeness[np.ix_(mine, theirs)] >= SAME
    found = (
        _claim(both, one, other)
        for one, row in zip(both.a.held, near)
        for other, alike in zip(both.b.held, row)
        if alike or (one.number, other.number) in both.opposites
    )
    return [claim for claim in found if claim is not None]


def answered(claim: Claim, told: Sequence[Claim]) -> bool:
    """Whether something fits that a contradiction speaks of: what denies one of its words denies a word
    of the other member too, or one of its words has its own counterpart that fits.
    """
    for other in told:
        if other.contradicts:
            continue
        if any(mine.by and mine.by == theirs.by for mine, theirs in _both(claim, other)):
            return True
    for other in _one_to_one(told):
        own = any(mine.number == theirs.number for mine, theirs in _both(claim, other))
        if own and (claim.opposite or other.like >= claim.like - SLACK):
            return True
    return False


def _both(one: Claim, other: Claim) -> tuple[tuple[Held, Held], tuple[Held, Held]]:
    """The words of two claims, member by member."""
    return (one.left, other.left), (one.right, other.right)


def _one_to_one(told: Sequence[Claim]) -> list[Claim]:
    """Claims that fit, each word in the best of its own alone: of "detained" and "released", the detained
    that another member tells of answer the first.
    """
    fitting = [c for c in told if not c.contradicts]
    lefts: set[int] = set()
    rights: set[int] = set()
    kept: list[Claim] = []
    for claim in sorted(fitting, key=lambda c: (-c.like, -c.strength)):
        if claim.left.number not in lefts and claim.right.number not in rights:
            lefts.add(claim.left.number)
            rights.add(claim.right.number)
            kept.append(claim)
    return kept


def _claim(both: Both, one: Held, other: Held) -> Claim | None:
    pair = one.number, other.number
    opposite = pair in both.opposites
    like = 1.0 if opposite else float(both.likeness[pair])
    verdict = _opposite(one, other) if opposite else _apart(one, other)
    if verdict is None:
        return None
    shared = _shared(both, one, other)
    rank = max(one.far, other.far)
    listed = LISTED if not rank and both.covered >= ABOUT and _listed(both, pair) else 0.0
    if verdict:
        of_one = (
            opposites_of_one(both, one, other, shared)
            if opposite
            else denied_of_one(both, one, other, like, shared, listed)
        )
        if not of_one:
            return None
    shared += listed
    strength = like * RANKED[min(rank, len(RANKED) - 1)] + min(MOST_SHARED, SHARED * shared)
    if _unmatched(both, one, other):
        strength *= UNMATCHED
    if verdict and not _plain(both, one, other, like):
        strength *= UNMATCHED
    return Claim(one, other, opposite, verdict, like, strength)


def _listed(both: Both, pair: Pair) -> bool:
    """Whether two words stand at one pole."""
    return bool(both.a.content.poles[pair[0]] & both.b.content.poles[pair[1]])


def _opposite(one: Held, other: Held) -> bool | None:
    """Whether two opposites contradict each other; None where that cannot be said."""
    stances = {one.stance, other.stance}
    if stances <= {"affirmed", "certain"}:
        return True
    return False if "denied" in stances and len(stances) == 2 else None


def _apart(one: Held, other: Held) -> bool | None:
    """Whether two words that mean the same are held in ways that contradict each other; None where
    that cannot be said.
    """
    stances = {one.stance, other.stance}
    if stances == {"open", "affirmed"}:
        held_open = one if one.stance == "open" else other
        return True if any(o.kind in OPENING for o in held_open.by) else None
    if stances == {"likely", "affirmed"}:
        return True if any(x.done for x in (one, other) if x.stance == "affirmed") else None
    return contradict(one.stance, one.by, other.stance, other.by)


def _plain(both: Both, one: Held, other: Held, like: float) -> bool:
    """Whether a word that is denied by one is surely the same, or the other member denies nothing: that
    one outlet says "found no risk" and another "did not find any" is no contradiction.
    """
    if "denied" not in (one.stance, other.stance):
        return True
    sure = like >= CERTAIN and not (one.rank or other.rank or one.predicate or other.predicate)
    return sure or (_clean(both.a, one) and _clean(both.b, other))


def _clean(read: Read, word: Held) -> bool:
    """Whether a member of which a word is affirmed denies nothing."""
    if word.stance not in ("affirmed", "certain", "likely"):
        return True
    denies = any(o.kind in DENYING for c in read.clauses for o in c.operators)
    return not denies and not read.content.negative.any()


def _unmatched(both: Both, one: Held, other: Held) -> bool:
    """Whether the first word that is denied along with a word is known and has no counterpart."""
    for read, word, best in (
        (both.a, one, both.likeness.max(axis=1)),
        (both.b, other, both.likeness.max(axis=0)),
    ):
        first = word.first
        if first is None or first == word.number or not read.content.profiles[first]:
            continue
        if float(best[first]) < SAME:
            return True
    return False


def _shared(both: Both, one: Held, other: Held) -> float:
    """How many words of the clauses of two words answer each other besides these."""
    mine, theirs = _beside(both.a, one), _beside(both.b, other)
    if not mine or not theirs:
        return 0.0
    near = both.likeness[np.ix_(mine, theirs)].max(axis=1) >= SAME
    worth = np.where(both.a.content.naming[mine], NAMED, 1.0)
    return float((worth * near).sum())


def _beside(read: Read, word: Held) -> list[int]:
    """The words beside one that say something: of its clause, or where there is but one, of its member."""
    clause = read.clauses[word.clause]
    whole = [n for n in words_of(read, clause, all_held=True) if n != word.number]
    if len(whole) > 1:
        return whole
    return [
        n for own in read.clauses for n in words_of(read, own, all_held=True) if n != word.number
    ]
