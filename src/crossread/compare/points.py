"""Statements that say the same → points.

Two statements of different articles agree as far as each one's weighty words are answered by the
other (`interaction`); the share of the statement that is answered less counts more, so that a
clause found whole in a longer sentence still counts, and two sentences that share their topic
words do not. Points grow from the best pair on, and two groups join only if their members agree
on average and none disagrees: a chain A ~ B ~ C in which A and C say different things is cut.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.compare.interaction import Interaction
from crossread.model import Annotated, Member, Point, Quote, Span, Statement

PAIR = 0.42
"""Agreement from which two statements found a point. This and the next values were calibrated on
the points of `examples/` and on ten articles of one real story read by hand."""
MEAN = 0.36
"""Mean agreement that two groups need to join."""
LEAST = 0.22
"""Agreement under which two members of different articles are never in one point."""
LESSER = 0.6
"""Weight of the lesser of the two shares in the agreement; the greater has the rest."""
EVIDENCE = 3.0
"""Answered weight (in nats of rarity) at which agreement counts half: two frequent words that
answer each other are no evidence."""
SPEAKER = 0.06
"""Added where both have the same speaker, taken away where the speakers differ."""
MATCH = 0.3
"""Likeness from which a word is shown as matched."""
ALONE = 0.24
"""Best agreement with any other account under which a statement stands alone."""
ALONE_WORDS = 6
"""Units that a statement needs to be told as standing alone."""

Floats = NDArray[np.float32]


def agreement(
    interaction: Interaction, speakers: Mapping[str, str], articles: Sequence[int]
) -> Floats:
    """(n, n) agreement 0..1 of all pairs of statements; 0 within one article.

    Args:
        interaction: of the n statements.
        speakers: entity id of the speaker, by statement id, where known.
        articles: number of the article of each statement.
    """
    share = interaction.share
    lesser, greater = np.minimum(share, share.T), np.maximum(share, share.T)
    score = LESSER * lesser + (1 - LESSER) * greater
    answered = share * interaction.mass[:, None]
    evidence = np.minimum(answered, answered.T)
    score = score * (evidence / (evidence + EVIDENCE)) * 1.25
    ids = sorted(set(speakers.values()))
    who = np.array(
        [ids.index(speakers[s.id]) if s.id in speakers else -1 for s in interaction.statements]
    )
    known = (who[:, None] >= 0) & (who[None, :] >= 0)
    same = who[:, None] == who[None, :]
    score = score + np.where(known, np.where(same, SPEAKER, -SPEAKER), 0.0)
    place = np.asarray(articles)
    score[place[:, None] == place[None, :]] = 0.0
    result: Floats = np.clip(score, 0.0, 1.0).astype(np.float32)
    return result


def groups(score: Floats, articles: Sequence[int]) -> list[list[int]]:
    """Group statements that agree with each other.

    Args:
        score: (n, n) agreement.
        articles: number of the article of each statement.

    Returns:
        Groups of at least two statements of at least two articles, each sorted.
    """
    place = np.asarray(articles)
    first, second = np.nonzero(np.triu(score >= PAIR, 1))
    order = np.lexsort((second, first, -score[first, second]))
    group_of = {i: [i] for i in sorted({*first.tolist(), *second.tolist()})}
    for pair in order:
        one, other = group_of[int(first[pair])], group_of[int(second[pair])]
        if one is other:
            continue
        between = score[np.ix_(one, other)]
        foreign = place[one][:, None] != place[other][None, :]
        values = between[foreign]
        if values.size and values.mean() >= MEAN and values.min() >= LEAST:
            one += other
            for i in other:
                group_of[i] = one
    distinct = {id(g): sorted(g) for g in group_of.values()}
    found = [g for g in distinct.values() if len({articles[i] for i in g}) > 1]
    return sorted(found)


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
        Points without differences (`crossread.compare.differences` finds these).
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
        if interaction.weights[key] < min(middle, 1.0):
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
