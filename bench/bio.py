"""BIO tags → names as places: what benches of names compare."""

from __future__ import annotations

from collections.abc import Sequence

Name = tuple[int, int, str]
"""(first word, word after the last, type)."""


def spans(bio: Sequence[str]) -> list[Name]:
    """The names that BIO tags mark; a tag `I-` that continues no name begins one."""
    found: list[Name] = []
    for i, tag in enumerate(bio):
        if tag[0] == "B" or (tag[0] == "I" and (i == 0 or bio[i - 1][2:] != tag[2:])):
            found.append((i, i + 1, tag[2:]))
        elif tag[0] == "I":
            found[-1] = (found[-1][0], i + 1, tag[2:])
    return found
