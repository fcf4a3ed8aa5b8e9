"""Whether two words that would contradict each other are said of one thing.

In: two members, and a word of each: two opposites that both affirm ("survived", "died"), or one word that
the two hold otherwise ("signed", "did not sign"). Out: whether it is likely enough one matter. Most of what has
opposite words does not contradict: other things, other numbers of them, another time, or a language that says with
a negation what another says without. What is asked here was found by reading pairs of sentences that are taken to
contradict each other: of stories written for development, and of `ntrex-train`, where they are
translations of each other (`python -m bench translated`).
"""

from __future__ import annotations

import numpy as np

from crossread.comparing.differences.held import Held
from crossread.comparing.differences.members import (
    NOUN,
    SAME,
    VERB,
    Both,
    Read,
    deniable,
    has_verb,
    words_of,
)

SURELY = 0.85
"""Likeness of words of which one is denied."""
SAID = 1.0
"""Words (names count `claims.NAMED`) that both clauses must share where one holds open what the other says."""
NEXT = 2
"""Words to either side of two opposites of which two must answer each other: whole stories, whose
members say more than one thing, hold many opposites that are said of other things."""
COVERED = 0.4
"""Share of the words of the lesser member that are answered in the other, from which these say so much the
same that opposites are said of the same thing too;"""
WORTH = 0.1
"""what each word that both clauses share adds to it."""
SHORT = 3
"""Words of a clause up to which it says little besides one of them."""
HEDGES = ("possible", "undecided", "likely", "asked", "able")
"""Operators of which none may stand in a member that says plainly what another holds open."""


def opposites_of_one(both: Both, one: Held, other: Held, shared: float) -> bool:
    """Whether two opposites are said of one thing.

    Args:
        both: the members.
        one: word of the first.
        other: its opposite, of the second.
        shared: how many words their clauses share besides.
    """
    return (
        _stands(both, one, other)
        and _beside_alike(both, one, other, shared)
        and not _other_counts(both, one, other)
        and not _same_share(both, one, other)
        and _sure(both, one, other, shared)
    )


def denied_of_one(
    both: Both, one: Held, other: Held, like: float, shared: float, listed: float
) -> bool:
    """Whether one word, which two members hold otherwise, is said of one thing.

    Args:
        both: the members.
        one: word of the first.
        other: that of the second.
        like: 0..1 how far they mean the same.
        shared: how many words their clauses share besides.
        listed: what it counts besides that both stand at one pole.
    """
    return (
        not _other_counts(both, one, other)
        and _sure(both, one, other, shared)
        and bool(shared + listed)
        and not _refused(both, one, other)
        and _one_matter(both, one, other, like)
        and _told(both.a, one)
        and _told(both.b, other)
    )


def _sure(both: Both, one: Held, other: Held, shared: float) -> bool:
    """Whether it is clear how both words are held."""
    planned = {one.stance, other.stance} in ({"affirmed", "open"}, {"affirmed", "likely"})
    return (
        _clear(both, one, other)
        and _firm(both, one, other, shared)
        and deniable(both.a, one)
        and deniable(both.b, other)
        and (not planned or _both_verbs(both, one, other))
    )


def _hedged(read: Read) -> bool:
    """Whether a member holds anything open."""
    return any(o.kind in HEDGES for c in read.clauses for o in c.operators)


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
    return not (one.rank or other.rank) and shared >= SAID and not any(_hedged(r) for r in plain)
