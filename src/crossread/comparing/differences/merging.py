"""What was found between two members each → one difference a thing; a spelling once a story."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.comparing.differences.sides import Found, Kind, folded_words
from crossread.model import Point, Span


def merged(found: Sequence[Found]) -> list[Found]:
    """Join findings about the same thing, in the order in which they were found.

    Names are one thing by their entity, all else by a span that both share. A difference is
    minor when all that it was joined from is.
    """
    joined: list[tuple[Kind, str, list[Span], list[bool]]] = []
    for one in found:
        for kind, thing, spans, minor in joined:
            shared = kind == one.kind and (
                thing == one.thing if kind == "name" else bool(set(spans) & set(one.spans))
            )
            if shared:
                spans += [s for s in one.spans if s not in spans]
                minor.append(one.minor)
                break
        else:
            joined.append((one.kind, one.thing, list(dict.fromkeys(one.spans)), [one.minor]))
    return [Found(kind, thing, tuple(sorted(s)), all(minor)) for kind, thing, s, minor in joined]


def spelt_once(every: Sequence[list[Found]], points: Sequence[Point]) -> list[list[Found]]:
    """What was found without the spellings of a name that another point shows.

    They are told at the first point whose members hold them; those of who is said to speak come after.

    Args:
        every: what was found in each point.
        points: as many.
    """
    told: dict[str, set[str]] = {}
    kept: set[tuple[int, int]] = set()
    order = [
        (not _holds(point, one), n, k)
        for n, (found, point) in enumerate(zip(every, points, strict=True))
        for k, one in enumerate(found)
        if one.kind == "name"
    ]
    for _, n, k in sorted(order):
        one = every[n][k]
        words = {word for span in one.spans for word in folded_words(span.text)}
        known = told.setdefault(one.thing, set())
        if not words <= known:
            kept.add((n, k))
        known |= words
    return [
        [one for k, one in enumerate(found) if one.kind != "name" or (n, k) in kept]
        for n, found in enumerate(every)
    ]


def _holds(point: Point, found: Found) -> bool:
    """Whether all that was found stands inside the members of a point."""
    inside = [m.statement.span for m in point.members]
    return all(
        any(s.page == span.page and s.start <= span.start and span.end <= s.end for s in inside)
        for span in found.spans
    )
