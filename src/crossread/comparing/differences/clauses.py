"""Clauses of two members that contradict each other as a whole.

In: two members with their clauses. Out: the two clauses that answer each other best, by the words that
the aligner ties, if one denies, holds open or makes sure what the other does not. This finds what
no word of both tells by itself ("a booster may follow", "un rappel sera nécessaire"); what a negation
denies must still have a counterpart: that something else in the clause is negated is no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.comparing.differences.anchors import (
    Anchor,
    Place,
    anchors,
    held_places,
    overlaps,
    stands_in,
    weight_of,
    weighty,
)
from crossread.comparing.differences.held import DENYING
from crossread.comparing.differences.sides import Reading, Side, cut
from crossread.comparing.differences.stances import Clause, Operator, negative_word
from crossread.languages import table
from crossread.model import Span

CLEAR = 0.45
"""Likeness that the counterpart of what is denied has at least: the other member must say that, not
something near it. This and the next values were set on points of stories written for development and
on translated sentences of `ntrex-train`, in which nothing may differ (see `claims.SAME`)."""
ANSWERED = 0.16
"""Share of the lesser clause's weight that must be answered in the other clause,"""
DENIED = 0.4
"""where one is denied more,"""
EXCLUDING = 0.1
"""and where both exclude something less."""
EXCLUDED = 1.0
"""What it counts that both clauses exclude something, be it denied or not."""
TARGETS = 3
"""Weighty words behind a negation (where it can, also before it) among which is what it denies."""
NEAR = 2
"""The same for a verb of refusing or excluding."""
WORDS_SHOWN = 10
"""Words of a clause up to which the whole of it is shown."""


def by_clause(
    a: Side, b: Side, mine: Sequence[Clause], theirs: Sequence[Clause], reading: Reading
) -> tuple[Span, ...]:
    """The spans of the two clauses that answer each other best, if their stances contradict.

    Args:
        a: the one member.
        b: the other.
        mine: clauses of the one.
        theirs: of the other.
        reading: gives alignments.
    """
    if not any(_apart(one, other) for one in mine for other in theirs):
        return ()
    answered = anchors(a, b, mine, theirs, reading)
    scored: list[tuple[float, int, int, list[Anchor]]] = []
    for i, one in enumerate(mine):
        for j, other in enumerate(theirs):
            own = [x for x in answered if stands_in(x.left, one) and stands_in(x.right, other)]
            weight = sum(x.weight for x in own)
            if _both_exclude(one, other):
                weight += EXCLUDED
            if weight > 0:
                scored.append((weight, i, j, own))
    if not scored:
        return ()
    for weight, i, j, own in scored:
        one, other = mine[i], theirs[j]
        if not _apart(one, other) or not (_clean(a, one, mine) and _clean(b, other, theirs)):
            continue
        if any(w > weight and (i == k or j == m) for w, k, m, _ in scored):
            continue
        telling = [x for x in own if not x.names]
        least = min(weight_of(a, one, reading), weight_of(b, other, reading))
        if not telling or weight < _wanted(one, other) * least:
            continue
        if (one.unclear or other.unclear) and not _same_unclear(one, other, telling):
            continue
        clear = [x for x in telling if x.likeness >= CLEAR or _both_exclude(one, other)]
        left, right = [x.left for x in clear], [x.right for x in clear]
        if _denies(a, one, left, reading) and _denies(b, other, right, reading):
            return (
                _shown(a, one, [x.left for x in telling]),
                _shown(b, other, [x.right for x in telling]),
            )
    return ()


def _wanted(one: Clause, other: Clause) -> float:
    """Share of the lesser clause's weight that must be answered in the other."""
    if _both_exclude(one, other):
        return EXCLUDING
    return DENIED if "denied" in (one.stance, other.stance) else ANSWERED


def _same_unclear(one: Clause, other: Clause, answered: Sequence[Anchor]) -> bool:
    """Whether the stances do not hang on a word that another language may say by a negation: both
    exclude something or neither denies, or such words of both answer each other ("suspended").
    """
    if _both_exclude(one, other) or "denied" not in (one.stance, other.stance):
        return True
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


def _both_exclude(one: Clause, other: Clause) -> bool:
    return all(any(o.kind == "exclude" for o in c.operators) for c in (one, other))


def _apart(one: Clause, other: Clause) -> bool:
    """Whether two stances contradict each other."""
    both = {one.stance, other.stance}
    if None in both or len(both) == 1:
        return False
    if both == {"denied", "open"} and any(_bare(c) for c in (one, other) if c.stance == "open"):
        return False  # "it is not clear" and "there is no certainty"
    if "denied" in both:
        return True
    return both == {"open", "certain"}


def _bare(clause: Clause) -> bool:
    """Whether a clause denies by a negation alone, and excludes nothing."""
    kinds = {o.kind for o in clause.operators}
    return bool(kinds & {"not", "not_both"}) and "exclude" not in kinds


def _denies(side: Side, clause: Clause, answered: Sequence[Place], reading: Reading) -> bool:
    """Whether what a clause denies is among the words that are answered."""
    kinds = {o.kind for o in clause.operators}
    denying = kinds & set(DENYING)
    if not denying:
        return True
    held = held_places([clause])
    words = [
        (start, end)
        for start, end in weighty(side.text, reading)
        if clause.start <= start < clause.end and not overlaps((start, end), held)
    ]
    for operator in clause.operators:
        if operator.kind not in denying:
            continue
        count = NEAR if operator.kind in ("refuse", "exclude") else TARGETS
        near = [w for w in words if w[0] >= operator.end][:count]
        if operator.kind != "not":
            before = TARGETS if operator.kind == "not_both" else NEAR
            start = _joined_from(side, clause, operator)
            near += [w for w in words if start <= w[0] and w[1] <= operator.start][-before:]
        if any(overlaps(place, answered) for place in near):
            return True
    return False


def _joined_from(side: Side, clause: Clause, operator: Operator) -> int:
    """Where the part of a clause begins that an operator stands in: behind the last "and"."""
    joins = frozenset(table(side.language, "clauses").get("coordinators", ()))
    words = re.finditer(r"\w+", side.text[clause.start : operator.start])
    ends = [clause.start + w.end() for w in words if w.group().lower() in joins]
    return max(ends, default=clause.start)


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
