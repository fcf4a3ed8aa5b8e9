"""Comparison → its accounts: which articles depend on each other, why, and what each alone has."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from crossread.model import Comparison, Link, Statement
from crossread.showing.lookup import Lookup, with_labels
from crossread.showing.points import anchor
from crossread.showing.views import (
    LINE_LENGTH,
    Line,
    Lines,
    Source,
    folded,
    joined,
    line,
    quote_span,
)
from crossread.showing.wording import Wording

ALONE_FIRST = 4  # statements of one account before the rest is folded
PASSAGES_FIRST = 40  # of one link; more would be the whole text once again


@dataclass(frozen=True, slots=True)
class LinkView:
    """Why two articles are one account.

    Args:
        kind: `copy`, `excerpt` or `translation`.
        source: the one article.
        target: the other.
        directed: whether the text gives a reason for the direction.
        percent: of the shorter article that the passages cover.
        form: the kind in finer words, "" where it was not looked at.
        shares: percent of the source's own words that stand in the target, and of the target's
            in the source; none where that was not looked at.
        why: one line.
        passages: pairs of passages that hold the same.
        more: passages beyond these.
    """

    kind: str
    source: Source
    target: Source
    directed: bool
    percent: int
    form: str
    shares: tuple[int, int] | None
    why: str
    passages: tuple[tuple[Line, Line], ...]
    more: int


@dataclass(frozen=True, slots=True)
class AccountView:
    """A group of articles that depend on each other.

    Args:
        letter: its name.
        tint: class of its colour.
        label: labels of its articles in one line.
        sources: its articles.
        links: between them.
        alone: statements that no other account has.
        alone_count: how many.
        statements: the same, those with a quote, a figure or a time first.
    """

    letter: str
    tint: str
    label: str
    sources: tuple[Source, ...]
    links: tuple[LinkView, ...]
    alone: Lines
    alone_count: int
    statements: tuple[Statement, ...] = ()


def account_views(
    comparison: Comparison, among: dict[str, Source], found: Lookup, words: Wording
) -> tuple[AccountView, ...]:
    """The accounts of a story, in their order.

    Args:
        comparison: the story compared.
        among: article id → source.
        found: the dossier's records by id.
        words: the dossier's own language.
    """
    story = comparison.story
    alone: dict[int, list[Statement]] = {}
    for id in comparison.alone:
        statement = found.statements.get(id)
        if statement is not None and statement.article in among:
            alone.setdefault(among[statement.article].account, []).append(statement)
    telling = _telling(comparison)
    views: list[AccountView] = []
    for number in sorted({s.account for s in among.values()}):
        own = tuple(s for s in among.values() if s.account == number)
        ids = {s.id for s in own}
        mine = alone.get(number, [])
        ranked = sorted(mine, key=lambda s: not telling(s))
        lines = joined(_plain(s, among, found) for s in ranked)
        views.append(
            AccountView(
                letter=own[0].letter,
                tint=own[0].tint,
                label=words.listed([s.label for s in own]),
                sources=own,
                links=tuple(
                    _link(one, among, found)
                    for one in story.links
                    if one.source in ids and one.target in ids
                ),
                alone=folded(lines, ALONE_FIRST),
                alone_count=len(mine),
                statements=tuple(ranked),
            )
        )
    return tuple(views)


def _plain(statement: Statement, among: dict[str, Source], found: Lookup) -> Line:
    """A statement without marks."""
    quote = found.quotes.get(statement.quote) if statement.quote else None
    exact = quote_span(statement, quote)
    return line(statement.span, among[statement.article], statement.id, quoted=exact)


def _link(link: Link, among: dict[str, Source], found: Lookup) -> LinkView:
    source, target = among[link.source], among[link.target]
    shares = None
    if link.source_coverage is not None and link.target_coverage is not None:
        shares = round(link.source_coverage * 100), round(link.target_coverage * 100)
    return LinkView(
        kind=link.kind,
        source=source,
        target=target,
        directed=link.directed,
        percent=round(link.coverage * 100),
        form=link.form or "",
        shares=shares,
        why=with_labels(link.why, found)[:LINE_LENGTH],
        passages=tuple(
            (line(a, source, anchor(a)), line(b, target, anchor(b)))
            for a, b in link.passages[:PASSAGES_FIRST]
        ),
        more=max(0, len(link.passages) - PASSAGES_FIRST),
    )


def _telling(comparison: Comparison) -> Callable[[Statement], bool]:
    """A function that says whether a statement holds a quote, a figure or a resolved time."""
    starts: dict[str, list[int]] = {}
    for annotated in comparison.story.articles:
        found = [
            *(f.span.start for f in annotated.figures if f.unit != "ordinal"),
            *(t.span.start for t in annotated.times if t.value),
        ]
        starts.setdefault(annotated.article.page, []).extend(found)
    for some in starts.values():
        some.sort()

    def tells(statement: Statement) -> bool:
        if statement.quote is not None:
            return True
        own = starts.get(statement.span.page, [])
        at = bisect_left(own, statement.span.start)
        return at < len(own) and own[at] < statement.span.end

    return tells
