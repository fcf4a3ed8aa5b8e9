"""Differences of wording: one quotation in one language, in other words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import chain

import numpy as np

from crossread.comparing.differences.anchors import function_words
from crossread.comparing.differences.sides import (
    Found,
    Reading,
    Side,
    cut,
    fold,
    folded_words,
    pairs,
)
from crossread.comparing.differences.stances import operators
from crossread.languages import table
from crossread.linking.inflection import ENDINGS
from crossread.model import Span

Token = tuple[str, int, int]
"""A folded word, and where it begins and ends in its span."""

QUOTED_ALIKE = 0.4
"""Cosine from which two quoted passages in one point are renderings of the same words."""
WEIGHTY = 0.6
"""A changed word matters if its vector is at least so long beside the passage's middle word."""
APOSTROPHES = "'’"
CASE = 3
"""Letters at the end of a name that its cases change at most."""
PIECES = 4
"""Changed pieces of both passages up to which they are shown one by one; else the whole passages are."""


def wording(sides: Sequence[Side], reading: Reading) -> list[Found]:
    """The quotations that the members of a point word differently within a language.

    Args:
        sides: the members of a point.
        reading: tells how alike two passages are, and how much a word says.
    """
    found: list[Found] = []
    for a, b in pairs(sides):
        if a.annotated.article.language != b.annotated.article.language:
            continue
        mine, other = _quoted(a), _quoted(b)
        for one in mine:
            if any(_contained(one.text, o.text) for o in other):
                continue
            free = [o for o in other if not any(_contained(o.text, m.text) for m in mine)]
            scored = [(reading.alike(one.text, o.text), o) for o in free]
            best = max(scored, key=lambda x: (x[0], -x[1].start), default=None)
            if best is not None and best[0] >= QUOTED_ALIKE:
                change = _change(one, best[1], a.language)
                words = [*chain(*change.words())]
                if words and not _same_written(words, a.language):
                    minor = _little(words, a.language) or not _weighty(
                        words, change.passages, reading
                    )
                    spans = change.beside() if minor else change.shown()
                    found.append(Found("wording", "", spans, minor))
    return found


def _little(changed: Sequence[Span], language: str) -> bool:
    """Whether only function words changed, none of which denies or holds open ("this", "that")."""
    words = {word for span in changed for word, _, _ in _tokens(span)}
    if not words <= function_words(language):
        return False
    return not any(operators(span.text, language) for span in changed)


def _same_written(changed: Sequence[Span], language: str) -> bool:
    """Whether only marks within a word changed ("E.U.", "EU"), or only the case in which a name stands
    ("Вега", "Веги").
    """
    shown = {"".join(word for word, _, _ in _tokens(span)) for span in changed}
    if len(changed) > 1 and language in ENDINGS and all(span.text.istitle() for span in changed):
        stem = max(len(span.text) for span in changed) - CASE
        return stem > 0 and len({span.text[:stem] for span in changed}) == 1
    return len(changed) > 1 and len(shown) == 1


def _weighty(changed: Sequence[Span], passages: Sequence[Span], reading: Reading) -> bool:
    """Whether more than function words changed: "the" for "a" is no difference to show."""
    told = np.concatenate([w.vectors for w in reading.encoder.words([p.text for p in passages])])
    words = np.concatenate([w.vectors for w in reading.encoder.words([c.text for c in changed])])
    if not len(told) or not len(words):
        return False
    middle = float(np.median(np.linalg.norm(told, axis=1)))
    return bool(np.linalg.norm(words, axis=1).max() >= WEIGHTY * middle)


def _quoted(side: Side) -> list[Span]:
    """The quoted passages inside a member."""
    start, end, page = side.statement.span.start, side.statement.span.end, side.annotated.page
    return [page.span(max(start, q.span.start), min(end, q.span.end)) for q in side.quotes]


def _contained(one: str, other: str) -> bool:
    """Whether the words of one passage stand in order in the other, but for marks and case."""
    short, long = sorted((folded_words(one), folded_words(other)), key=len)
    return bool(short) and " ".join(short) in " ".join(long)


@dataclass(frozen=True, slots=True)
class _Change:
    """The words that differ of two passages.

    Args:
        passages: the one, the other.
        tokens: of both.
        places: the runs of tokens that differ, in both; one of the two may be empty.
    """

    passages: tuple[Span, Span]
    tokens: tuple[list[Token], list[Token]]
    places: tuple[tuple[tuple[int, int], tuple[int, int]], ...]

    def words(self) -> tuple[list[Span], list[Span]]:
        """The words that differ, of each passage."""
        return self._spans(0, 0), self._spans(1, 0)

    def beside(self) -> tuple[Span, ...]:
        """The words that differ with those next to them, so that one can read where a word is missing."""
        return (*self._spans(0, 1), *self._spans(1, 1))

    def _spans(self, side: int, more: int) -> list[Span]:
        passage, tokens = self.passages[side], self.tokens[side]
        found: list[tuple[int, int]] = []
        for place in self.places:
            first, last = max(0, place[side][0] - more), min(len(tokens), place[side][1] + more)
            if found and more and first < found[-1][1]:
                found[-1] = (found[-1][0], last)
            elif first < last:
                found.append((first, last))
        return [cut(passage, tokens[a][1], tokens[b - 1][2]) for a, b in found]

    def shown(self) -> tuple[Span, ...]:
        """The words that differ, of the first passage, then of the second; where these are many pieces, the
        passages.
        """
        mine, others = self.words()
        if len(mine) + len(others) > PIECES:
            return self.passages
        return (*(mine or self.passages[:1]), *(others or self.passages[1:]))


def _change(one: Span, other: Span, language: str) -> _Change:
    """What differs. What one passage has before the first common word, or behind the last, and the other has
    nothing for, is where it begins or ends to quote, and no difference.
    """
    a, b = [_written_out(span, language) for span in (one, other)]
    matcher = SequenceMatcher(None, [x[0] for x in a], [x[0] for x in b], autojunk=False)
    steps = matcher.get_opcodes()
    places = tuple(
        ((a1, a2), (b1, b2))
        for n, (tag, a1, a2, b1, b2) in enumerate(steps)
        if tag != "equal" and not (n in (0, len(steps) - 1) and tag in ("insert", "delete"))
    )
    return _Change((one, other), (a, b), places)


def _written_out(span: Span, language: str) -> list[Token]:
    """The tokens of a span, what a language writes short behind an apostrophe written out: "don't" is "do not"."""
    short = table(language, "differences").get("contractions", {})
    found: list[Token] = []
    for word, start, end in _tokens(span):
        joined = found and found[-1][2] == start - 1 and span.text[start - 1] in APOSTROPHES
        pair = f"{found[-1][0]}'{word}" if joined else ""
        if pair in short:  # "won't"
            found[-1] = (short[pair], *found[-1][1:])
        elif pair and word == "t" and found[-1][0].endswith("n"):
            found[-1] = (found[-1][0][:-1], *found[-1][1:])
        found.append((short.get(f"'{word}", word) if pair else word, start, end))
    return found


def _tokens(span: Span) -> list[Token]:
    """Folded words with their places in the span."""
    found: list[Token] = []
    start: int | None = None
    for i, char in enumerate(span.text + " "):
        if char.isalnum():
            start = i if start is None else start
        elif start is not None:
            found.append((fold(span.text[start:i]), start, i))
            start = None
    return found
