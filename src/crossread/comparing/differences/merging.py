"""What was found between two members each → one difference a thing; the spellings of a name once a story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from crossread.comparing.differences.sides import Found, Kind, folded_words
from crossread.model import Point, Span


def merged(found: Sequence[Found]) -> list[Found]:
    """Join findings about the same thing, in the order in which they were found.

    Names are one thing by their entity, all else by a span that both share, or of polarity words of one. A difference is
    minor when all that it was joined from is.
    """
    joined: list[tuple[Kind, str, list[Span], list[bool]]] = []
    for one in found:
        for kind, thing, spans, minor in joined:
            if kind == one.kind and (
                thing == one.thing if kind == "name" else _shared(kind, spans, one.spans)
            ):
                spans += [s for s in one.spans if s not in spans]
                minor.append(one.minor)
                break
        else:
            joined.append((one.kind, one.thing, list(dict.fromkeys(one.spans)), [one.minor]))
    return [
        Found(kind, thing, tuple(sorted(_outer(s))), all(minor)) for kind, thing, s, minor in joined
    ]


def _shared(kind: Kind, spans: Sequence[Span], others: Sequence[Span]) -> bool:
    """Whether two findings have words in common; those of polarity show now more of a clause and now less."""
    if kind != "polarity":
        return not set(spans).isdisjoint(others)
    return any(
        a.page == b.page and a.start < b.end and b.start < a.end for a in spans for b in others
    )


def _outer(spans: Sequence[Span]) -> list[Span]:
    """Spans without those that lie in others of them."""
    return [
        s
        for s in spans
        if not any(
            o != s and o.page == s.page and o.start <= s.start and s.end <= o.end for o in spans
        )
    ]


def spelt_once(every: Sequence[list[Found]], points: Sequence[Point]) -> list[list[Found]]:
    """What was found, all spellings of a name at one point.

    They are told at the first point whose members hold some of them; if there is none, at the first for which they
    were found.

    Args:
        every: what was found in each point.
        points: as many.
    """
    order = [
        (not _holds(point, one), n, k)
        for n, (found, point) in enumerate(zip(every, points, strict=True))
        for k, one in enumerate(found)
        if one.kind == "name"
    ]
    told: dict[str, tuple[int, int]] = {}
    spans: dict[tuple[int, int], list[Span]] = {}
    known: dict[str, set[str]] = {}
    for _, n, k in sorted(order):
        one = every[n][k]
        own = spans.setdefault(told.setdefault(one.thing, (n, k)), [])
        words = known.setdefault(one.thing, set())
        for span in one.spans:
            if not own or not set(folded_words(span.text)) <= words or (n, k) == told[one.thing]:
                own.append(span)
                words.update(folded_words(span.text))
    return [
        [
            replace(one, spans=tuple(sorted(spans[n, k]))) if one.kind == "name" else one
            for k, one in enumerate(found)
            if one.kind != "name" or (n, k) in spans
        ]
        for n, found in enumerate(every)
    ]


def told_once(every: Sequence[list[Found]]) -> list[list[Found]]:
    """What was found, without what an earlier point tells of the same words: a statement may stand in two."""
    known: dict[Kind, list[set[Span]]] = {}
    left: list[list[Found]] = []
    for found in every:
        new = [
            one for one in found if not any(set(one.spans) <= s for s in known.get(one.kind, ()))
        ]
        for one in new:
            known.setdefault(one.kind, []).append(set(one.spans))
        left.append(new)
    return left


def _holds(point: Point, found: Found) -> bool:
    """Whether all that was found stands inside the members of a point."""
    inside = [m.statement.span for m in point.members]
    return all(
        any(s.page == span.page and s.start <= span.start and span.end <= s.end for s in inside)
        for span in found.spans
    )
