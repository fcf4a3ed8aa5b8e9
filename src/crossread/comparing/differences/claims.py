"""Words of two members that contradict each other, or fit together.

In: two members with their clauses, words, and how each word is held. Out: `Claim`s. A word that both
have and hold otherwise ("signed", "did not sign"; "will close", "may close") speaks for a contradiction,
and so do two opposites that both affirm ("survived", "died"). The same word held alike, and an opposite
that one of the two denies ("did not reject", "accepted"), speak against one.

How far a claim can be trusted is the likeness of its words, less for each word between them and what
denies them ("did not sign the *treaty*"), more for what their clauses share besides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crossread.comparing.differences.held import DENYING, OPENING, Held
from crossread.comparing.differences.members import (
    NOUN,
    SAME,
    VERB,
    Both,
    Pair,
    Read,
    deniable,
    has_verb,
    words_of,
)
from crossread.comparing.differences.stances import contradict

SURELY = 0.85
"""Likeness of words of which one is denied."""
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
SAID = 1.0
"""Words (names count `NAMED`) that both clauses must share where one holds open what the other says."""
NEXT = 2
"""Words to either side of two opposites of which two must answer each other: whole stories, whose
members say more than one thing, hold many opposites that are said of other things."""
LISTED = 0.5
"""What it counts in place of a shared word that two words stand at one pole: the table lists what news tell."""
ABOUT = 0.2
"""Share of the words of the lesser member that must be answered in the other for that."""
COVERED = 0.4
"""Share of the words of the lesser member that are answered in the other, from which these say so much the
same that opposites are said of the same thing too;"""
WORTH = 0.1
"""what each word that both clauses share adds to it."""
SHORT = 3
"""Words of a clause up to which it says little besides one of them."""
SLACK = 0.1
"""By how much likelier the words of a contradiction must be alike than one of them and a word that fits."""
HEDGES = ("possible", "undecided", "likely", "asked", "able")
"""Operators of which none may stand in a member that says plainly what another holds open."""


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
    found: list[Claim] = []
    for one in both.a.held:
        for other in both.b.held:
            claim = _claim(both, one, other)
            if claim is not None:
                found.append(claim)
    return found


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


def hedged(read: Read) -> bool:
    """Whether a member holds anything open."""
    return any(o.kind in HEDGES for c in read.clauses for o in c.operators)


def _claim(both: Both, one: Held, other: Held) -> Claim | None:
    pair = one.number, other.number
    opposite = pair in both.opposites
    like = 1.0 if opposite else float(both.likeness[pair])
    if like < SAME:
        return None
    verdict = _opposite(one, other) if opposite else _apart(one, other)
    if verdict is None or (verdict and opposite and not _stands(both, one, other)):
        return None
    shared = _shared(both, one, other)
    if verdict and opposite and not _beside_alike(both, one, other, shared):
        return None
    if verdict and (
        _other_counts(both, one, other) or (opposite and _same_share(both, one, other))
    ):
        return None
    if verdict and not (_clear(both, one, other) and _firm(both, one, other, shared)):
        return None
    rank = max(one.far, other.far)
    if not rank and both.covered >= ABOUT and _listed(both, pair):
        shared += LISTED
    if verdict and not opposite and (not shared or _refused(both, one, other)):
        return None
    if verdict and not opposite and not _one_matter(both, one, other, like):
        return None
    if verdict and not (deniable(both.a, one) and deniable(both.b, other)):
        return None
    if (
        verdict
        and {one.stance, other.stance} in ({"affirmed", "open"}, {"affirmed", "likely"})
        and not _both_verbs(both, one, other)
    ):
        return None
    if verdict and not opposite and not (_told(both.a, one) and _told(both.b, other)):
        return None
    strength = like * RANKED[min(rank, len(RANKED) - 1)] + min(MOST_SHARED, SHARED * shared)
    if _unmatched(both, one, other):
        strength *= UNMATCHED
    if verdict and not _plain(both, one, other, like):
        strength *= UNMATCHED
    return Claim(one, other, opposite, verdict, like, strength)


def _one_matter(both: Both, one: Held, other: Held, like: float) -> bool:
    """Whether a word that one member denies is surely the other's, and no noun in both, but one that is
    itself denied ("no talks"): a thing that one refuses or does nothing with, and the other speaks of, is no
    contradiction.
    """
    if "denied" not in (one.stance, other.stance):
        return True
    unspaced = both.a.content.unspaced or both.b.content.unspaced
    shares = both.a.content.verbal[one.number], both.b.content.verbal[other.number]
    if like < SURELY:
        return False
    if unspaced or float(max(shares)) >= NOUN:
        return True
    read, denied = (both.a, one) if one.stance == "denied" else (both.b, other)
    place = read.content.places[denied.number]
    return any(o.kind == "not" and read.side.text[o.end : place[0]].isspace() for o in denied.by)


def _both_verbs(both: Both, one: Held, other: Held) -> bool:
    """Whether two words may be verbs: what is held open is that something is done, not a thing."""
    return all(
        read.content.unspaced or float(read.content.verbal[word.number]) >= VERB
        for read, word in ((both.a, one), (both.b, other))
    )


def _told(read: Read, word: Held) -> bool:
    """Whether something is said of a word that nothing denies or holds open: its clause, or where that is
    a word alone its member, has a verb.
    """
    clause = read.clauses[word.clause]
    alone = len(words_of(read, clause, all_held=True)) <= 1
    return bool(word.by) or any(has_verb(read, c) for c in (read.clauses if alone else (clause,)))


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


def _refused(both: Both, one: Held, other: Held) -> bool:
    """Whether a word is refused or excluded by one that the other does not tell as having happened: what is
    refused is mostly a thing, which the other member may speak of without having it ("rejected the motion",
    "survived the vote").
    """
    if {one.stance, other.stance} != {"denied", "affirmed"}:
        return False
    denied, said = (one, other) if one.stance == "denied" else (other, one)
    read = both.b if said is other else both.a
    happened = said.done and (
        read.content.unspaced or float(read.content.verbal[said.number]) >= VERB
    )
    return (
        not happened
        and not denied.whole
        and not any(o.kind in ("not", "not_both") for o in denied.by)
    )


def _stands(both: Both, one: Held, other: Held) -> bool:
    """Whether no word of an opposed pair has its own counterpart in the other member ("closed on Monday,
    opens on Friday"), and both are told of the same of two rivals.
    """
    i, j = one.number, other.number
    if max(both.sure[i].max(), both.sure[:, j].max()) >= SAME:
        return False
    if _at_both_poles(both.a, one, both.b, other) or _at_both_poles(both.b, other, both.a, one):
        return False
    rivals = both.opposites[i, j]
    return not rivals or _subject(both, both.a, one) == _subject(both, both.b, other)


def _at_both_poles(read: Read, word: Held, beside: Read, opposite: Held) -> bool:
    """Whether a clause says of a word what its opposite says: "two bodies were recovered", "two dead"."""
    clause, poles = read.clauses[word.clause], beside.content.poles[opposite.number]
    return any(
        clause.start <= place[0] < clause.end and n != word.number and read.content.poles[n] & poles
        for n, place in enumerate(read.content.places)
    )


def _beside_alike(both: Both, one: Held, other: Held, shared: float) -> bool:
    """Whether the words next to two opposites answer each other, or much of their members: opposites that
    are said of two things ("a dam collapses", "the number of the dead rose") contradict nothing.
    """
    spaced = not (both.a.content.unspaced or both.b.content.unspaced)
    about = shared or _short(both.a, one) or _short(both.b, other)
    if spaced and about and both.covered + WORTH * shared >= COVERED:
        return True
    mine, theirs = _next_to(both.a, one), _next_to(both.b, other)
    if not mine or not theirs:
        return False
    return bool((both.likeness[np.ix_(mine, theirs)] >= SAME).any())


def _short(read: Read, word: Held) -> bool:
    """Whether the clause of a word says little besides, so that it tells of what stands before ("all were
    later released").
    """
    return len(words_of(read, read.clauses[word.clause], all_held=True)) <= SHORT


def _other_counts(both: Both, one: Held, other: Held) -> bool:
    """Whether two words are said of other numbers of things: "one is dead", "six were rescued"."""
    mine, theirs = _counts(both.a, one), _counts(both.b, other)
    return bool(mine and theirs) and mine.isdisjoint(theirs)


def _same_share(both: Both, one: Held, other: Held) -> bool:
    """Whether two opposites are told with one percentage: "inflation fell to 2.1 percent" and "prices rose
    2.1 percent" say the same.
    """
    shares = [_counts(read, word, "percent") for read, word in ((both.a, one), (both.b, other))]
    return not shares[0].isdisjoint(shares[1])


def _counts(read: Read, word: Held, unit: str = "count") -> set[float]:
    """How many things, or of another unit how much, the clause of a word tells of."""
    clause = read.clauses[word.clause]
    return {
        figure.value
        for figure in read.side.figures
        if figure.unit == unit and clause.start <= read.side.place(figure.span)[0] < clause.end
    }


def _next_to(read: Read, word: Held) -> list[int]:
    """The words that say something next to one, `NEXT` to either side, whatever the clause."""
    telling = [n for n in range(len(read.content.places)) if read.content.weights[n]]
    place = telling.index(word.number) if word.number in telling else None
    if place is None:
        return []
    return telling[max(0, place - NEXT) : place] + telling[place + 1 : place + 1 + NEXT]


def _subject(both: Both, read: Read, word: Held) -> str:
    """Whom a clause names before a word: the id of an entity or mention; the statement's, if nobody."""
    clause, place = read.clauses[word.clause], read.content.places[word.number]
    for mention in read.side.mentions:
        start, _ = read.side.place(mention.span)
        if clause.start <= start < place[0]:
            known = both.entities.get(mention.id)
            return mention.id if known is None else known.id
    return read.side.statement.id


def _clear(both: Both, one: Held, other: Held) -> bool:
    """Whether the stances do not hang on a word that another language may say by a negation: such words stand
    in both clauses or in none, or where neither is denied, not where a word is affirmed ("may no longer
    grant asylum", "stopped granting it").
    """
    if "denied" in (one.stance, other.stance) or one.predicate or other.predicate:
        if _negative(both.a, one) or _negative(both.b, other):
            return False
        return _unclear(both.a, one) == _unclear(both.b, other)
    affirmed = [(r, w) for r, w in ((both.a, one), (both.b, other)) if w.stance == "affirmed"]
    return len(affirmed) != 1 or not _unclear(*affirmed[0])


def _negative(read: Read, word: Held) -> bool:
    """Whether a word that is affirmed stands in a clause with one that holds a negation ("unsafe")."""
    clause = read.clauses[word.clause]
    return word.stance != "denied" and any(
        read.content.negative[n]
        for n, place in enumerate(read.content.places)
        if clause.start <= place[0] < clause.end
    )


def _unclear(read: Read, word: Held) -> bool:
    """Whether a clause has a word of ending or failing besides a word."""
    clause, place = read.clauses[word.clause], read.content.places[word.number]
    return any(
        o.kind == "unclear" and not any(place[0] <= a and b <= place[1] for a, b in o.places)
        for o in clause.operators
    )


def _firm(both: Both, one: Held, other: Held, shared: float) -> bool:
    """Whether a word that one member holds open stands right behind what does so, and the other member
    holds nothing open.
    """
    stances = {one.stance, other.stance}
    if "denied" in stances or not stances & {"open", "likely"}:
        return True
    plain = [r for r, w in ((both.a, one), (both.b, other)) if w.stance not in ("open", "likely")]
    return not (one.rank or other.rank) and shared >= SAID and not any(hedged(r) for r in plain)


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
