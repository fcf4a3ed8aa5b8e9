"""Groups of statements that say the same → points: what matched, what kind, who has it and who first.

Also what stands alone, and who speaks in a statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.grouping import groups
from crossread.comparing.interaction import Interaction
from crossread.comparing.kinds import Setting, kind, setting
from crossread.comparing.matched import matched_words
from crossread.comparing.moments import DAY
from crossread.comparing.renderings import closest_first, original
from crossread.model import Annotated, Link, Member, Point, Statement

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
    links: Sequence[Link] = (),
) -> tuple[Point, ...]:
    """The points of a story, those of most accounts first, then in order of appearance.

    Args:
        story: the story's id.
        interaction: of its statements.
        score: their agreement.
        articles: its articles.
        account_of: number of the account of each article id.
        links: between its articles; they tell how close a rendering is to the original words.

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
    told = setting(articles)
    languages = {a.article.id: a.article.language for a in articles}
    words = matched_words(interaction, [group for _, group in made], languages)
    return tuple(
        _point(
            f"{story}.p{n}",
            story,
            tuple(
                Member(
                    interaction.statements[i],
                    matched,
                    round(float(max(score[i, j] for j in group)), 3),
                )
                for i, matched in zip(group, own)
            ),
            told,
            account_of,
            links,
        )
        for n, ((_, group), own) in enumerate(zip(made, words, strict=True), start=1)
    )


def _point(
    id: str,
    story: str,
    members: tuple[Member, ...],
    told: Setting,
    account_of: Mapping[str, int],
    links: Sequence[Link],
) -> Point:
    found, why = kind(members, told, account_of)
    language = None
    if found == "quotation":
        language, why = original(members, told, account_of)
        members = closest_first(members, language, told, links)
    held_by = tuple(sorted({account_of[m.statement.article] for m in members}))
    return Point(
        id=id,
        story=story,
        kind=found,
        members=members,
        accounts=len(held_by),
        differences=(),
        score=min(m.score for m in members),
        held_by=held_by,
        first=first(members, told.articles),
        original=language,
        why=why,
    )


def first(members: Sequence[Member], articles: Mapping[str, Annotated]) -> str | None:
    """The article that had a point first.

    Args:
        members: of the point.
        articles: by id.

    Returns:
        Its id; None where an article of the point has no publication date, and where two have the
        earliest one: of a day and an hour of that day, neither is earlier.
    """
    dates: dict[str, str] = {}
    for member in members:
        published = articles[member.statement.article].article.published
        if published is None:
            return None
        dates[member.statement.article] = published.date
    for id, date in dates.items():
        if all(earlier(date, other) for it, other in dates.items() if it != id):
            return id
    return None


def earlier(date: str, other: str) -> bool:
    """Whether an ISO 8601 day or moment lies before another one for certain.

    A day counts as a whole, in any time zone that its outlet may have; of two moments of which
    one has no time zone, the days are compared.
    """
    if len(date) > DAY and len(other) > DAY:
        one, two = datetime.fromisoformat(date), datetime.fromisoformat(other)
        if (one.tzinfo is None) == (two.tzinfo is None):
            return one < two
    return date[:DAY] < other[:DAY]


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
