"""Differences of polarity and modality: one affirms what the other denies or holds open.

In: the members of a point. Out: the words of two members of which one denies, holds open or calls the
opposite what the other says. Clauses are cut and read by `stances`, words by `content`, how each word
is held by `held`, and which contradict each other by `claims`; here the surest contradiction is
chosen. Where no word tells it, two clauses that have much in common are held against each other: one
"will", the other "may"; both of excluding, one of them denied.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import zip_longest

from crossread.comparing.differences.anchors import clauses_of
from crossread.comparing.differences.claims import (
    Claim,
    answered,
    claims,
)
from crossread.comparing.differences.clauses import WORDS_SHOWN, by_clause, trimmed
from crossread.comparing.differences.content import Content, contents
from crossread.comparing.differences.duties import duties
from crossread.comparing.differences.held import Held, held
from crossread.comparing.differences.members import Both, Read
from crossread.comparing.differences.phrases import UNSPACED
from crossread.comparing.differences.sides import Found, Reading, Side, best_pairs, cut
from crossread.comparing.differences.stances import Clause
from crossread.comparing.differences.whens import is_bound
from crossread.languages import table
from crossread.model import Span

ENOUGH = 1.0
"""Strength that a contradiction must have. This and the next values were set as told in `claims`."""
ENOUGH_FAR = 1.4
"""Strength that it must have where a word stands between what denies and what is denied."""
SHORT = 5
"""Words that a clause has at most which only tells up to when another holds."""
MOST_SHOWN = 20
"""Words that are shown at most where what holds a clause open stands in the one beside it."""
BESIDE = 2
"""Words shown to either side of those that tell, where a clause is longer."""


def polarity(sides: Sequence[Side], reading: Reading) -> list[Found]:
    """The differences of polarity and modality between members.

    Args:
        sides: the members of a point.
        reading: gives vectors, and who is meant by a mention.
    """
    pairs = [
        (a, b)
        for a, b in best_pairs([s for s in sides if table(s.language, "polarity")], reading)
        if reading.is_sentence(a.text) and reading.is_sentence(b.text)
    ]
    read: dict[str, Read] = reading.memory.setdefault("polarity", {})
    fresh = {s.statement.id: s for pair in pairs for s in pair if s.statement.id not in read}
    if fresh:
        words = contents(tuple(fresh.values()), reading)
        read.update({id: _read(s, words[id]) for id, s in fresh.items()})
    found: list[Found] = []
    for a, b in pairs:
        both = Both(read[a.statement.id], read[b.statement.id], reading.entity_of)
        spans = _compared(both, reading)
        if spans:
            found.append(Found("polarity", "", spans))
        elif spans := duties(both):
            found.append(Found("polarity", "", spans, minor=True))
    return found


def _read(side: Side, content: Content) -> Read:
    clauses = _whether(side, clauses_of(side))
    return Read(side, clauses, content, tuple(held(side, clauses, content)))


def _whether(side: Side, clauses: Sequence[Clause]) -> tuple[Clause, ...]:
    """Clauses, those without a stance that deny up to a time, in it or in a short clause behind it: what is
    "not repaired before March" is repaired later, so that they tell when, not whether.
    """
    bounds = [side.place(time.span) for time in side.times if is_bound(time, side)]
    found: list[Clause] = []
    for clause, behind in zip_longest(clauses, clauses[1:]):
        short = behind is not None and len(side.text[behind.start : behind.end].split()) <= SHORT
        end = behind.end if short else clause.end
        told = any(clause.start <= start < end for start, _ in bounds)
        found.append(replace(clause, stance=None) if told and _denies(clause) else clause)
    return tuple(found)


def _denies(clause: Clause) -> bool:
    """Whether a clause denies, be it by two words that together tell a time ("not … until")."""
    return clause.stance == "denied" or any(
        o.kind == "unclear" and len(o.places) > 1 for o in clause.operators
    )


def _compared(both: Both, reading: Reading) -> tuple[Span, ...]:
    """The words of both that contradict each other most surely, else the clauses, if any do."""
    told = claims(both)
    best = surest(told)
    if best is not None:
        return (_shown(both.a, best.left), _shown(both.b, best.right))
    fits = any(c.left.by or c.right.by for c in told if not c.contradicts)
    return by_clause(both, reading, excluding=fits)


def surest(told: Sequence[Claim]) -> Claim | None:
    """The surest contradiction, if one is sure enough."""
    against = [
        c
        for c in told
        if c.contradicts
        and c.strength >= (ENOUGH_FAR if c.far else ENOUGH)
        and not answered(c, told)
    ]
    return max(
        against,
        key=lambda c: (-c.rank, c.strength, -c.left.number, -c.right.number),
        default=None,
    )


def _shown(read: Read, word: Held) -> Span:
    """The clause of a word if it is short; else the word, what holds it so, and their neighbours."""
    clause = read.clauses[word.clause]
    whole = _whole(read, clause)
    places = [p for o in word.by for p in o.places] + [read.content.places[word.number]]
    start, end = min(p[0] for p in places), max(p[1] for p in places)
    if read.side.language in UNSPACED:
        return cut(read.side.statement.span, start, end)
    outside = [p for p in places if not clause.start <= p[0] < clause.end]
    if outside:
        ends = trimmed(read.side.text, min(start, clause.start), max(end, clause.end))
        wide = cut(read.side.statement.span, *ends)
        if len(wide.text.split()) <= MOST_SHOWN:
            return wide
    if len(whole.text.split()) <= WORDS_SHOWN:
        return whole
    words = [m.span() for m in re.finditer(r"\w+", read.side.text)]
    inside = [n for n, w in enumerate(words) if clause.start <= w[0] < clause.end]
    own = [n for n in inside if words[n][0] < end and start < words[n][1]]
    if own:
        first, last = max(inside[0], own[0] - BESIDE), min(inside[-1], own[-1] + BESIDE)
        start, end = min(start, words[first][0]), max(end, words[last][1])
    return cut(read.side.statement.span, start, end)


def _whole(read: Read, clause: Clause) -> Span:
    """A clause without what is no letter or digit at its ends."""
    return cut(read.side.statement.span, *trimmed(read.side.text, clause.start, clause.end))
