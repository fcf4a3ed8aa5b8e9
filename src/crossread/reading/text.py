"""Plain text → text and blocks.

In: decoded text. Out: the same text and its blocks, one a line that is not blank. Scraped text
has one paragraph a line; what the lines are to each other is told later, by the split stage.
"""

from __future__ import annotations

from crossread.model import Block


def blocks(text: str) -> tuple[Block, ...]:
    """The lines of a text that are not blank, without their outer white space."""
    found: list[Block] = []
    position = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = position + len(line) - len(line.lstrip())
            found.append(Block(start, start + len(stripped)))
        position += len(line)
    return tuple(found)
