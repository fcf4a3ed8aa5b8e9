"""Groups of statements that say the same → points: what matched, what kind, who has it.

Also what stands alone, and who speaks in a statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.grouping import groups
from crossread.comparing.interaction import Interaction
from crossread.model import Annotated, Member, Point, Quote, Span, Statement

MATCH = 0.3
"""Likeness from which a word is shown as matched."""
SHOWN = 1.5
"""Weight from which a matched word is shown: function words answer each other everywhere."""
ALONE = 0.2
"""Best probability with any other account under which a statement stands alone."""
ALONE_WORDS = 6
"""Units that a statement needs to be told as standing alone."""

Floats = NDArray[np.float32]


def points(
    story: str,
    interaction: Interaction,
    score: Floats,
    articles: Sequence[Annotated],
    account_of: Mapping[str, int],
) -> tuple[Point, ...]:
    """The points of a story, those of most accounts first, then in order of appearance.

    Args:
        story: the story's id.
        interaction: of its statements.
        score: their agreement.
        articles: its articles.
        account_of: number of the account of each article id.

    Returns:
        Points without differences (`crossread.comparing.differences` finds these).
    """
    number = {a.article.id: i for i, a in enumerate(articles)}
    place = [number[s.article] for s in interaction.statements]
    made: list[tuple[int, list[int]]] = []
    for group in groups(score, place):
        accounts = len({account_of[interaction.statements[i].article] for i in group})
        made.append((accounts, group))
    made.sort(key=lambda x: (-x[0], -len(x[1]), x[1]))
    quotes = {a.article.id: a.quotes for a in articles}
    return tuple(
        _point(f"{story}.p{n}", story, group, accounts, interaction, score, place, quotes)
        for n, (accounts, group) in enumerate(made, start=1)
    )


def _point(
    id: str,
    story: str,
    group: list[int],
    accounts: int,
    interaction: Interaction,
    score: Floats,
    place: Sequence[int],
    quotes: Mapping[str, Sequence[Quote]],
) -> Point:
    members = tuple(
        Member(
            interaction.statements[i],
            _matched(interaction, i, [j for j in group if place[j] != place[i]]),
            round(float(max(score[i, j] for j in group)), 3),
        )
        for i in group
    )
    quoting = {m.statement.article for m in members if _quotes_the_match(m, quotes)}
    return Point(
        id=id,
        story=story,
        kind="quotation" if len(quoting) > 1 else "statement",
        members=members,
        accounts=accounts,
        differences=(),
        score=min(m.score for m in members),
    )


def _matched(interaction: Interaction, i: int, others: Sequence[int]) -> tuple[Span, ...]:
    """Spans of the weighty units of statement i that another member answers."""
    span = interaction.statements[i].span
    found: list[Span] = []
    row = interaction.keys[i]
    middle = float(np.median(interaction.weights[row])) if len(row) else 0.0
    for unit, key in zip(interaction.units[i], row):
        if interaction.weights[key] < min(middle, SHOWN):
            continue
        if max(float(interaction.nearest[key, j]) for j in others) >= MATCH:
            a, b = unit.start - span.start, unit.end - span.start
            found.append(Span(span.page, unit.start, unit.end, span.text[a:b]))
    return tuple(found)


def _quotes_the_match(member: Member, quotes: Mapping[str, Sequence[Quote]]) -> bool:
    """Whether at least two matched words stand in quotation marks (or all of a short quote's)."""
    statement = member.statement
    for quote in quotes[statement.article]:
        if quote.kind != "direct":
            continue
        if quote.span.end <= statement.span.start or quote.span.start >= statement.span.end:
            continue
        inside = [m for m in member.matched if quote.span.start <= m.start < quote.span.end]
        if len(inside) >= 2 or (inside and len(quote.span.text.split()) <= 3):
            return True
    return False


def alone(
    interaction: Interaction, score: Floats, account_of: Mapping[str, int]
) -> tuple[str, ...]:
    """Ids of the statements that no other account has."""
    account = np.array([account_of[s.article] for s in interaction.statements])
    found: list[str] = []
    for i, statement in enumerate(interaction.statements):
        others = score[i][account != account[i]]
        if len(interaction.units[i]) < ALONE_WORDS or not others.size:
            continue
        if float(others.max()) < ALONE:
            found.append(statement.id)
    return tuple(found)


def speakers(
    statements: Sequence[Statement],
    articles: Sequence[Annotated],
    entity_of: Mapping[str, str],
) -> dict[str, str]:
    """Entity id of the speaker of each statement that is (part of) someone's words, if known."""
    found: dict[str, str] = {}
    spoken: dict[str, list[tuple[int, int, str]]] = {}
    for annotated in articles:
        spoken[annotated.article.id] = [
            (q.span.start, q.span.end, entity_of[q.speaker.mention])
            for q in annotated.quotes
            if q.speaker and q.speaker.mention and q.speaker.mention in entity_of
        ]
    for statement in statements:
        start, end = statement.span.start, statement.span.end
        best = max(
            ((min(end, b) - max(start, a), who) for a, b, who in spoken[statement.article]),
            default=(0, ""),
        )
        if best[0] * 2 >= end - start or (best[0] > 0 and best[1] and best[0] >= 12):
            found[statement.id] = best[1]
    return found
