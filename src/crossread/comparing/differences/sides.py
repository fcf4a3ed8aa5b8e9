"""A member of a point with what its article's annotators found inside it.

In: statements and their annotated articles. Out: `Side`s, and pairs of them of different articles;
`Reading` holds what all kinds of difference ask of a story: who is meant by a mention, and how
alike two short texts are.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Literal

import numpy as np
from anyascii import anyascii
from numpy.typing import NDArray

from crossread.encoding import Encoder
from crossread.encoding.alignment import AlignedWords, align
from crossread.encoding.protocol import WordVectors
from crossread.model import (
    Annotated,
    Entity,
    Figure,
    Member,
    Mention,
    Quote,
    Span,
    Statement,
    Time,
)

Agreed = Callable[[str, str], float]
"""How probable it is, 0..1, that two statements, told by their ids, say the same."""
Kind = Literal["figure", "wording", "name", "time", "polarity", "attribution"]

LEAST_AGREED = 0.4
"""Probability under which two members of a point, joined by others, may speak of two things, so that no
figures, times or stances of theirs contradict each other. On the
differences of `examples/rehearsal` 0.4 drops seven more than 0.3, six of them wrong."""
LONGEST = 200
"""Words beyond which statements are not aligned nor read for denials: a page without full stops is no sentence."""


@dataclass(frozen=True, slots=True)
class Side:
    """A member of a point, with what stands in it.

    Args:
        statement: what is stated.
        annotated: its article.
        matched: spans of the words that another member answers.
        figures: inside the statement.
        times: inside the statement.
        mentions: names inside the statement.
        quotes: direct quotes that overlap it.
        heard: all quotes that overlap it, indirect ones too.
    """

    statement: Statement
    annotated: Annotated
    matched: tuple[Span, ...]
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    heard: tuple[Quote, ...]

    @property
    def language(self) -> str:
        """Of its article."""
        return self.annotated.article.language

    def place(self, span: Span) -> tuple[int, int]:
        """Where a span of the page stands in the statement's text."""
        offset = self.statement.span.start
        return span.start - offset, span.end - offset

    @property
    def text(self) -> str:
        """Of the statement."""
        return self.statement.span.text


@dataclass(frozen=True, slots=True)
class Found:
    """A difference before it has an id.

    Args:
        kind: what differs.
        thing: a sortable key for the thing that differs; pairs of one thing become one difference.
        spans: what differs, of both sides.
        minor: whether little differs (see `model.Difference`).
    """

    kind: Kind
    thing: str
    spans: tuple[Span, ...]
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the kinds of difference ask of a story; what was asked once is remembered.

    Args:
        encoder: gives vectors.
        entity_of: entity of each mention id.
        agreed: how probable it is, 0..1, that two members, told by the ids of their statements, say the
            same themselves; without it, all members of a point do.
        memory: what a kind of difference has read of a statement, which may stand in several points.
    """

    encoder: Encoder
    entity_of: Mapping[str, Entity]
    agreed: Agreed | None = None
    memory: dict[str, dict[str, Any]] = field(default_factory=dict)
    _vectors: dict[str, NDArray[np.float32]] = field(default_factory=dict)
    _words: dict[str, WordVectors] = field(default_factory=dict)
    _aligned: dict[tuple[str, str], tuple[AlignedWords, ...]] = field(default_factory=dict)

    def alike(self, one: str, other: str) -> float:
        """Cosine of two short texts."""
        for text in (one, other):
            if text not in self._vectors:
                self._vectors[text] = self.encoder.sentences([text])[0]
        return float(np.dot(self._vectors[one], self._vectors[other]))

    def words(self, text: str) -> WordVectors:
        """The words of a text with their vectors."""
        if text not in self._words:
            self._words[text] = self.encoder.words([text])[0]
        return self._words[text]

    def is_sentence(self, text: str) -> bool:
        """Whether a text is short enough to be looked at word by word with another."""
        return len(self.words(text).starts) <= LONGEST

    def aligned(self, one: str, other: str) -> tuple[AlignedWords, ...]:
        """Which words of two texts answer each other; none of very long texts."""
        if not (self.is_sentence(one) and self.is_sentence(other)):
            return ()
        if (one, other) not in self._aligned:
            self._aligned[one, other] = align(one, other, self.encoder)
        return self._aligned[one, other]


def side(member: Member, annotated: Annotated) -> Side:
    """A member of a point with what its annotators found inside it."""
    start, end = member.statement.span.start, member.statement.span.end

    def inside(span: Span) -> bool:
        return start <= span.start and span.end <= end

    heard = tuple(q for q in annotated.quotes if q.span.start < end and q.span.end > start)
    return Side(
        statement=member.statement,
        annotated=annotated,
        matched=member.matched,
        figures=tuple(f for f in annotated.figures if inside(f.span)),
        times=tuple(t for t in annotated.times if inside(t.span)),
        mentions=tuple(m for m in annotated.mentions if inside(m.span)),
        quotes=tuple(q for q in heard if q.kind == "direct"),
        heard=heard,
    )


def pairs(sides: Sequence[Side]) -> list[tuple[Side, Side]]:
    """Members of different articles, two by two."""
    return [(a, b) for a, b in combinations(sides, 2) if a.statement.article != b.statement.article]


def agreeing(
    sides: Sequence[Side], reading: Reading, least: float = LEAST_AGREED
) -> list[tuple[Side, Side]]:
    """Those of `pairs` that agree themselves, so that what they tell can contradict.

    Args:
        sides: the members of a point.
        reading: tells how probable it is that two say the same.
        least: the probability that is asked for.
    """
    agreed = reading.agreed
    both = pairs(sides)
    if agreed is None:
        return both
    return [(a, b) for a, b in both if agreed(a.statement.id, b.statement.id) >= least]


def best_pairs(sides: Sequence[Side], reading: Reading) -> list[tuple[Side, Side]]:
    """Those of `agreeing` that are each other's nearest: of an article that says
    two things in one point, each is compared with what answers it.
    """
    by_article: dict[str, list[Side]] = {}
    for one in sides:
        by_article.setdefault(one.statement.article, []).append(one)
    both = agreeing(sides, reading)
    if len(by_article) == len(sides):
        return both

    def near(one: Side, other: Side) -> float:
        if reading.agreed is not None:
            return reading.agreed(one.statement.id, other.statement.id)
        return reading.alike(one.text, other.text)

    def nearest(one: Side, other: Side) -> bool:
        rivals = by_article[other.statement.article]
        return len(rivals) == 1 or near(one, other) >= max(near(one, s) for s in rivals)

    return [(a, b) for a, b in both if nearest(a, b) and nearest(b, a)]


def cut(span: Span, start: int, end: int) -> Span:
    """The part of a span between two places in its text."""
    return Span(span.page, span.start + start, span.start + end, span.text[start:end])


def fold(text: str) -> str:
    """Lower-case Latin letters of any script."""
    return anyascii(text).lower()


def folded_words(text: str) -> list[str]:
    """The words of a text, folded."""
    return "".join(c if c.isalnum() else " " for c in fold(text)).split()
