"""A link → what a person reads: who, how much, why, and the passages side by side.

In: a link with both its articles. Out: plain text for a terminal or a file. Words of one language that
only one side has stand in square brackets.
"""

from __future__ import annotations

import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence
from typing import TextIO

from rapidfuzz.distance import LCSseq

from crossread.model import Annotated, Link, Span
from crossread.showing.controls import visible

NARROWEST = 60
WIDEST = 160
UNKNOWN = 100  # columns where nothing tells the width
BETWEEN = " │ "

_PIECE = re.compile(r"\S+")
_LETTERS = re.compile(r"\w+")


def explained(link: Link, both: Sequence[Annotated], columns: int) -> str:
    """A link in words.

    Args:
        link: the link.
        both: its source and its target.
        columns: of a line, `NARROWEST` or more.

    Returns:
        Lines, with an empty one at the end.
    """
    arrow = "→" if link.directed else "↔"
    form = link.form or link.kind
    kind = form if form in (link.kind, f"partial {link.kind}") else f"{link.kind}, {form}"
    lines = [f"{visible(link.source)} {arrow} {visible(link.target)}  {kind}"]
    shares = (link.source_coverage, link.target_coverage)
    for name, article, share in zip(("from", "to"), both, shares):
        told = "" if share is None else f" · {_percent(share)} of it in the other"
        lines.append(f"  {name:4}  {_described(article)}{told}")
    lines.append(f"  why   {visible(link.why)}")
    same = both[0].article.language == both[1].article.language and link.form != "rewritten"
    for number, (one, other) in enumerate(link.passages, start=1):
        lines += ["", f"  {number}. {_where(one)}{BETWEEN}{_where(other)}"]
        lines += _beside(*_marked(one.text, other.text, same), columns)
    return "\n".join(lines) + "\n\n"


def width(stream: TextIO) -> int:
    """Columns to write: those of the terminal, or `UNKNOWN`."""
    if not stream.isatty():
        return UNKNOWN
    return min(WIDEST, max(NARROWEST, shutil.get_terminal_size((UNKNOWN, 24)).columns))


def _described(article: Annotated) -> str:
    """An article as a person knows it."""
    record, page = article.article, article.page
    headline = visible(record.headline.text) if record.headline else ""
    facts = [page.url or page.path or page.id, record.outlet, record.language]
    facts += [record.published.date if record.published else None, headline and f"“{headline}”"]
    return " · ".join(visible(fact) for fact in facts if fact)


def _where(span: Span) -> str:
    return f"{visible(span.page)} {span.start}–{span.end}"


def _marked(one: str, other: str, same_language: bool) -> tuple[str, str]:
    """Both texts on one line; words that only one of them has in brackets."""
    mine, theirs = _PIECE.findall(visible(one)), _PIECE.findall(visible(other))
    if not same_language:
        return " ".join(mine), " ".join(theirs)
    keep_mine, keep_theirs = [False] * len(mine), [False] * len(theirs)
    for step in LCSseq.opcodes([_bare(w) for w in mine], [_bare(w) for w in theirs]):
        if step.tag == "equal":
            keep_mine[step.src_start : step.src_end] = [True] * (step.src_end - step.src_start)
            keep_theirs[step.dest_start : step.dest_end] = [True] * (
                step.dest_end - step.dest_start
            )
    return _bracketed(mine, keep_mine), _bracketed(theirs, keep_theirs)


def _bare(word: str) -> str:
    """A word without case and marks, or the marks where it has nothing else."""
    return "".join(_LETTERS.findall(word)).casefold() or word


def _bracketed(words: Sequence[str], keep: Sequence[bool]) -> str:
    out: list[str] = []
    for number, (word, kept) in enumerate(zip(words, keep)):
        opens = not kept and (number == 0 or keep[number - 1])
        closes = not kept and (number + 1 == len(words) or keep[number + 1])
        out.append(f"{'[' if opens else ''}{word}{']' if closes else ''}")
    return " ".join(out)


def _beside(one: str, other: str, columns: int) -> Iterator[str]:
    """Two texts in two columns."""
    room = (max(columns, NARROWEST) - len(BETWEEN) - 4) // 2
    left, right = list(_wrapped(one, room)), list(_wrapped(other, room))
    for number in range(max(len(left), len(right))):
        a = left[number] if number < len(left) else ""
        b = right[number] if number < len(right) else ""
        yield f"    {a}{' ' * (room - _columns(a))}{BETWEEN}{b}".rstrip()


def _wrapped(text: str, room: int) -> Iterator[str]:
    """Lines of at most `room` columns, cut between words where that is possible."""
    line, used = "", 0
    for word in text.split(" "):
        while True:
            need = _columns(word)
            gap = 1 if line else 0
            if used + gap + need <= room:
                line, used = f"{line}{' ' * gap}{word}", used + gap + need
                break
            if need <= room:
                yield line
                line, used = "", 0
                continue
            head = _head(word, room - used - gap)
            if head:
                line = f"{line}{' ' * gap}{head}"
                word = word[len(head) :]
            yield line
            line, used = "", 0
    if line:
        yield line


def _head(word: str, room: int) -> str:
    """As much of a word as has room."""
    used = 0
    for number, character in enumerate(word):
        used += _columns(character)
        if used > room:
            return word[:number]
    return word


def _columns(text: str) -> int:
    """Columns that a text takes: two a Chinese character, none a combining mark."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )


def _percent(share: float) -> str:
    return f"{min(99, round(share * 100)) if share < 1 else 100} %"
