"""Differences of duty: what one member says must be, and the other only that it should.

In: two members whose words are read (`members`). Out: the words of both, from what tells the duty to the verb
of what is to be done, where the one tells of no duty but "must" and the other of none but "should"
(lists of those names in `[polarity]`). A language in which one word means both (должен, يجب) lacks it there.
Translators are not strict with these words, so such a difference is a minor one.
"""

from __future__ import annotations

import re

from crossread.comparing.differences.anchors import overlaps
from crossread.comparing.differences.members import SAME, VERB, Both, Read
from crossread.comparing.differences.phrases import patterns, plain
from crossread.comparing.differences.sides import cut
from crossread.model import Span

Place = tuple[int, int]

COVERED = 0.3
"""Share of the words of the lesser member that are answered in the other: they must say the same but for this."""
SHOWN = 8
"""Words shown at most, from what tells the duty to what is to be done."""
BESIDE = 2
"""Words shown behind what tells the duty where what is to be done is far."""


def duties(both: Both) -> tuple[Span, ...]:
    """The words of two members that tell one duty as strict and as advice; none where they do not.

    Args:
        both: the members.
    """
    mine, theirs = _duties(both.a), _duties(both.b)
    kinds = [{kind for kind, _ in some} for some in (mine, theirs)]
    if kinds not in ([{"must"}, {"should"}], [{"should"}, {"must"}]) or both.covered < COVERED:
        return ()
    candidates = [
        (float(both.likeness[n, m]), one, other, n, m)
        for _, one in mine
        for _, other in theirs
        for n in _done(both.a, one)
        for m in _done(both.b, other)
    ]
    if not candidates:
        return ()
    like, one, other, n, m = max(candidates, key=lambda c: c[0])
    return (_shown(both.a, one, n), _shown(both.b, other, m)) if like >= SAME else ()


def _duties(read: Read) -> list[tuple[str, Place]]:
    """What tells duties in a member: "must" or "should", and where; of two that overlap, the longer."""
    text, language = plain(read.side.text), read.side.language
    found: list[tuple[str, Place]] = []
    for kind in ("must", "should"):
        for pattern, letters in patterns(language, kind):
            if letters in text:
                found += [(kind, (m.start(), m.end())) for m in pattern.finditer(text)]
    names = [read.side.place(x.span) for x in read.side.mentions]
    kept: list[tuple[str, Place]] = []
    for kind, place in sorted(found, key=lambda x: (x[1][0] - x[1][1], x[1])):
        if not overlaps(place, [*names, *(p for _, p in kept)]):
            kept.append((kind, place))
    return sorted(kept, key=lambda x: x[1])


def _done(read: Read, duty: Place) -> list[int]:
    """Numbers of the words of its clause, behind what tells a duty, that may say what is to be done."""
    clause = next((c for c in read.clauses if c.start <= duty[0] < c.end), None)
    if clause is None:
        return []
    content = read.content
    return [
        n
        for n, place in enumerate(content.places)
        if duty[0] <= place[0] < clause.end
        and not overlaps(place, [duty])
        and content.weights[n]
        and not content.naming[n]
        and (content.unspaced or content.verbal[n] >= VERB)
    ]


def _shown(read: Read, duty: Place, number: int) -> Span:
    """From what tells a duty to what is to be done; where that is far, with the next words."""
    start, end = duty[0], max(duty[1], read.content.places[number][1])
    if len(read.side.text[start:end].split()) > SHOWN:
        ends = [m.end() for m in re.finditer(r"\w+", read.side.text) if m.start() >= duty[1]]
        end = ends[min(BESIDE, len(ends)) - 1] if ends else duty[1]
    return cut(read.side.statement.span, start, end)
