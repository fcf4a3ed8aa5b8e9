"""What was found between two members each → one difference a thing that differs."""

from __future__ import annotations

from collections.abc import Sequence

from crossread.comparing.differences.sides import Found, Kind
from crossread.model import Span


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
