"""Clauses of two members that contradict each other as a whole.

In: two members with their clauses. Out: the two clauses that answer each other best, by the words that
the aligner ties, if one denies, holds open or makes sure what the other does not. This finds what
no word of both tells by itself ("a booster may follow", "un rappel sera nécessaire"); what a negation
denies must still have a counterpart: that something else in the clause is negated is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from crossread.comparing.differences.anchors import (
    Anchor,
    Place,
    anchors,
    overlaps,
    stands_in,
    weight_of,
)
from crossread.comparing.differences.held import DENYING, TARGETS
from crossread.comparing.differences.members import Both, Read, deniable, has_verb
from crossread.comparing.differences.sides import Reading, Side, cut
from crossread.comparing.differences.stances import Clause, contradict, negative_word
from crossread.model import Span

CLEAR = 0.45
"""Likeness that the counterpart of what is denied has at least: the other member must say that, not
something near it. This and the next values were set on points of stories written for development and
on translated sentences of `ntrex-train`, in which nothing may differ (see `members.SAME`)."""
ANSWERED = 0.16
"""Share of the lesser clause's weight that must be answered in the other clause,"""
DENIED = (0.4, 0.6)
"""where one is denied more, and still more where the other is plainly affirmed, without a "will", "should" or
"must","""
EXCLUDING = 0.1
"""and where both exclude something less."""
EXCLUDED = 1.0
"""What it counts that both clauses exclude something, be it denied or not."""
WHOLE = 0.3
"""Share of the words of the lesser member that are answered, from which it is of one clause if only one
of its clauses has an operator."""
WORDS_SHOWN = 10
"""Words of a clause up to which the whole of it is shown."""


def by_clause(both: Both, reading: Reading, *, excluding: bool = False) -> tuple[Span, ...]:
    """The spans of the two clauses that answer each other best, if their stances contradict.

    Args:
        both: the members.
        reading: gives alignments.
        excluding: whether only such clauses are asked for as both exclude something.
    """
    a, b, mine, theirs = both.a.side, both.b.side, both.a.clauses, both.b.clauses
    asked = [
        (i, j)
        for i, one in enumerate(mine)
        for j, other in enumerate(theirs)
        if _may_contradict(both, one, other, excluding)
    ]
    if not asked:
        return ()
    answered = [_likened(x, both) for x in anchors(a, b, mine, theirs, reading)]
    whole = both.covered >= WHOLE
    scored: list[tuple[float, int, int, list[Anchor]]] = []
    for i, one in enumerate(mine):
        for j, other in enumerate(theirs):
            own = [x for x in answered if stands_in(x.left, one) and stands_in(x.right, other)]
            if whole and _alone(mine, i) and _alone(theirs, j) and _may_will(one, other):
                own = answered
            weight = sum(x.weight for x in own)
            if _both_exclude(one, other):
                weight += EXCLUDED
            if weight > 0:
                scored.append((weight, i, j, own))
    if not scored:
        return ()
    for weight, i, j, own in scored:
        if (i, j) not in asked:
            continue
        one, other = mine[i], theirs[j]
        telling = [x for x in own if not x.names]
        least = min(weight_of(a, one, reading), weight_of(b, other, reading))
        both_exclude = _both_exclude(one, other)
        if not both_exclude and any(w > weight and (i == k or j == m) for w, k, m, _ in scored):
            continue
        if (not telling and not both_exclude) or weight < _wanted(one, other) * least:
            continue
        if (one.unclear or other.unclear) and not _same_unclear(one, other, telling):
            continue
        clear = [x for x in telling if x.likeness >= CLEAR or _both_exclude(one, other)]
        left, right = [x.left for x in clear], [x.right for x in clear]
        if both_exclude or (_denies(both.a, i, left) and _denies(both.b, j, right)):
            return (
                _shown(a, one, [x.left for x in telling]),
                _shown(b, other, [x.right for x in telling]),
            )
    return ()


def _may_contradict(both: Both, one: Clause, other: Clause, excluding: bool) -> bool:
    """Whether two clauses contradict each other if they speak of one thing."""
    if not _apart(one, other):
        return False
    if not _both_exclude(one, other) and (
        excluding or not (_says(both.a, one) and _says(both.b, other))
    ):
        return False
    return _clean(both.a.side, one, both.a.clauses) and _clean(both.b.side, other, both.b.clauses)


def _may_will(one: Clause, other: Clause) -> bool:
    """Whether one clause holds open what the other makes sure."""
    return {one.stance, other.stance} == {"open", "certain"}


def _alone(clauses: Sequence[Clause], at: int) -> bool:
    """Whether nothing denies, holds open or makes sure in any clause but one, so that what stands between
    marks ("the system, promised in June, may …") is of that clause.
    """
    return all(not c.operators and c.stance == "affirmed" for n, c in enumerate(clauses) if n != at)


def _likened(anchor: Anchor, both: Both) -> Anchor:
    """An anchor whose words are as alike as `content` finds them, if it does more than the aligner."""
    left = [n for n, p in enumerate(both.a.content.places) if overlaps(p, [anchor.left])]
    right = [n for n, p in enumerate(both.b.content.places) if overlaps(p, [anchor.right])]
    if not left or not right:
        return anchor
    like = float(both.likeness[np.ix_(left, right)].max())
    return replace(anchor, likeness=max(anchor.likeness, like))


def _wanted(one: Clause, other: Clause) -> float:
    """Share of the lesser clause's weight that must be answered in the other."""
    if _both_exclude(one, other):
        return EXCLUDING
    stances = {one.stance, other.stance}
    if "denied" not in stances:
        return ANSWERED
    return DENIED["affirmed" in stances]


def _same_unclear(one: Clause, other: Clause, answered: Sequence[Anchor]) -> bool:
    """Whether the stances do not hang on a word that another language may say by a negation: both
    exclude something or neither denies, or such words of both answer each other ("suspended").
    """
    if "denied" not in (one.stance, other.stance):
        return True
    if _both_exclude(one, other):
        return one.unclear == other.unclear
    left, right = [
        [p for o in c.operators if o.kind == "unclear" for p in o.places] for c in (one, other)
    ]
    return any(overlaps(x.left, left) and overlaps(x.right, right) for x in answered)


def _clean(side: Side, clause: Clause, all_of_it: Sequence[Clause]) -> bool:
    """Whether a clause denies or excludes, or nothing in its member does: that one outlet says "found no
    risk" and another "did not find any" must not be taken for a contradiction.
    """
    if any(o.kind in DENYING for o in clause.operators):
        return True
    return not (
        _only_reports(side, clause)
        or any(o.kind in DENYING for c in all_of_it for o in c.operators)
        or any(negative_word(w, side.language) for w in re.findall(r"\w+", side.text))
    )


def _only_reports(side: Side, clause: Clause) -> bool:
    """Whether a clause says that someone speaks, and nothing of what is said."""
    cues = [side.place(q.cue) for q in side.annotated.quotes if q.cue is not None]
    said = [side.place(q.span) for q in side.heard]
    place = (clause.start, clause.end)
    return any(stands_in(cue, clause) for cue in cues) and not overlaps(place, said)


def _says(read: Read, clause: Clause) -> bool:
    """Whether a clause denies or holds something open, or has a verb, so that it says something."""
    return bool(clause.operators) or has_verb(read, clause)


def _both_exclude(one: Clause, other: Clause) -> bool:
    return all(any(o.kind == "exclude" for o in c.operators) for c in (one, other))


def _apart(one: Clause, other: Clause) -> bool:
    """Whether two stances contradict each other."""
    if one.stance is None or other.stance is None:
        return False
    return contradict(one.stance, one.operators, other.stance, other.operators) is True


def _denies(read: Read, at: int, answered: Sequence[Place]) -> bool:
    """Whether what a clause denies is among the words that are answered."""
    if not any(o.kind in DENYING for o in read.clauses[at].operators):
        return True
    return any(
        overlaps(read.content.places[word.number], answered)
        for word in read.held
        if word.clause == at
        and word.rank < TARGETS
        and any(o.kind in DENYING for o in word.by)
        and deniable(read, word)
    )


def _shown(side: Side, clause: Clause, answered: Sequence[Place]) -> Span:
    """What to show of a clause: its operators with the words that are answered, or as far as it is
    short the whole of it; where that is long, the operators with the nearest such word.
    """
    own = [o for o in clause.operators if o.kind != "decide"]
    places = [p for o in own for p in o.places]
    start, end = trimmed(side.text, clause.start, clause.end)
    if places:
        start, end = min(start, places[0][0]), end
    if len(side.text[start:end].split()) <= WORDS_SHOWN:
        return cut(side.statement.span, start, end)
    wide = (*places, *answered)
    start, end = min(p[0] for p in wide), max(p[1] for p in wide)
    if places and len(side.text[start:end].split()) > WORDS_SHOWN:
        start, end = min(p[0] for p in places), max(p[1] for p in places)
        if not answered:
            return cut(side.statement.span, start, end)
        near = min(answered, key=lambda p: max(p[0] - end, start - p[1], 0))
        start, end = min(start, near[0]), max(end, near[1])
    return cut(side.statement.span, start, end)


def trimmed(text: str, start: int, end: int) -> Place:
    """A range without what is no letter or digit at its ends."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end
