"""Comparison → its points with their members side by side, and what differs in them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from crossread.model import Comparison, Difference, Member, Point, Span, Statement
from crossread.showing.lookup import Lookup, with_labels
from crossread.showing.speaking import Said, differing
from crossread.showing.views import (
    LINE_LENGTH,
    Line,
    Source,
    joined,
    line,
    marks,
    matched,
    quote_span,
    snippet,
)
from crossread.showing.wording import Wording

BARE = ("name",)  # differences whose words say enough without those around them
SURE = 0.5  # score of a point from which its members rather say the same than not
REPEATED = 0.5  # of a point's statements stand in an earlier one: it nearly repeats that one


@dataclass(frozen=True, slots=True)
class DifferenceView:
    """A difference, with a link to its point.

    Args:
        id: the difference's id.
        kind: its kind.
        note: what differs; "" where it only lists the sides.
        sides: each wording once.
        point: number of its point in the story.
        href: link to the point.
        across: whether it lies between accounts, not inside of one.
        weight: how many letters differ, to tell large differences from small ones.
        minor: whether little differs (see `model.Difference`).
    """

    id: str
    kind: str
    note: str
    sides: tuple[Line, ...]
    point: int
    href: str
    across: bool
    weight: int = 0
    minor: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """What one account has to a point; one article, where all are one account."""

    source: Source
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with its members side by side.

    Args:
        id: the point's id, which is its anchor.
        number: in the story, from 1.
        kind: `quotation`, `fact` or `background`.
        accounts: how many have it.
        share: how many of all have it, in words: accounts, or articles of the one account.
        columns: one an account, in the accounts' order; one an article of the one account.
        silent: one source of each account (or article) that does not have it.
        differences: beside it.
        languages: of its members.
        first: the article that had it first; None where that is not known.
        original: code of the language in which the words were said; None where that is not known.
        why: what tells that it is background, or the original language; "" where neither is claimed.
        voices: persons whom articles name for the same quoted words, with the articles' labels;
            none where they name the same one.
        also: later points that nearly repeat this one.
        doubtful: whether two of its members rather say two things, by their score.
    """

    id: str
    number: int
    kind: str
    accounts: int
    share: str
    columns: tuple[Column, ...]
    silent: tuple[Source, ...]
    differences: tuple[DifferenceView, ...]
    languages: tuple[str, ...]
    first: Source | None
    original: str | None
    why: str
    voices: tuple[tuple[str, tuple[str, ...]], ...]
    also: tuple[PointView, ...] = ()
    doubtful: bool = False


def point_views(
    comparison: Comparison,
    among: dict[str, Source],
    found: Lookup,
    words: Wording,
    said: Callable[[Statement], Said],
) -> list[PointView]:
    """All points of a story, in their order; time grows with the number of members.

    Args:
        comparison: the story compared.
        among: article id → source.
        found: the dossier's records by id.
        words: the dossier's own language.
        said: who speaks a statement, from `speaking.sayings`.
    """
    by_id = {d.id: d for d in comparison.differences}
    return [
        _point(point, number, by_id, among, found, words, said)
        for number, point in enumerate(comparison.points, 1)
    ]


def gathered(points: Sequence[Point], views: Sequence[PointView]) -> list[PointView]:
    """Points with those that nearly repeat an earlier one put under it (`PointView.also`).

    A point goes under the first point that is not under another itself and holds at least
    `REPEATED` of its statements, the one that holds most of them before others.

    Args:
        points: in their order.
        views: of the same points.

    Returns:
        The points that are under no other, in their order.
    """
    heads: dict[str, list[int]] = {}  # statement id → numbers of the points not under another
    under: dict[int, list[PointView]] = {}
    for number, (point, view) in enumerate(zip(points, views, strict=True)):
        statements = {m.statement.id: None for m in point.members}
        common: dict[int, int] = {}
        for id in statements:
            for head in heads.get(id, ()):
                common[head] = common.get(head, 0) + 1
        best = max(common, key=lambda head: (common[head], -head), default=None)
        if best is not None and common[best] >= REPEATED * len(statements):
            under[best].append(view)
            continue
        under[number] = []
        for id in statements:
            heads.setdefault(id, []).append(number)
    return [replace(views[number], also=tuple(also)) for number, also in under.items()]


def _point(
    point: Point,
    number: int,
    differences: dict[str, Difference],
    among: dict[str, Source],
    found: Lookup,
    words: Wording,
    said: Callable[[Statement], Said],
) -> PointView:
    own = [differences[id] for id in point.differences if id in differences]
    differing_spans = [s for d in own for s in d.members]
    groups = {source.account for source in among.values()}
    # Where all articles are one account, an article is what has a column.
    place = {
        id: n if len(groups) == 1 else source.account
        for n, (id, source) in enumerate(among.items())
    }
    members = sorted(
        (m for m in point.members if m.statement.article in among),
        key=lambda m: (place[m.statement.article], m.statement.span),
    )
    columns: dict[int, list[Line]] = {}
    heads: dict[int, Source] = {}
    for member in members:
        source = among[member.statement.article]
        column = place[source.id]
        heads.setdefault(column, source)
        columns.setdefault(column, []).append(_member(member, source, differing_spans, found))
    all_heads: dict[int, Source] = {}
    for source in among.values():
        all_heads.setdefault(place[source.id], source)
    if len(groups) == 1:
        share = words("of_dependent", n=len(columns), total=len(all_heads))
    else:
        share = words("of_accounts", n=point.accounts, total=len(all_heads))
    return PointView(
        id=point.id,
        number=number,
        kind=point.kind,
        accounts=point.accounts,
        share=share,
        columns=tuple(Column(heads[a], joined(columns[a])) for a in sorted(columns)),
        silent=tuple(s for a, s in sorted(all_heads.items()) if a not in columns)
        if len(columns) * 2 >= len(all_heads)
        else (),
        differences=tuple(_difference(d, point, number, among, found) for d in own),
        languages=tuple(sorted({among[m.statement.article].language for m in members})),
        first=among.get(point.first) if point.first else None,
        original=point.original,
        why=with_labels(point.why, found)[:LINE_LENGTH],
        voices=differing(
            (among[m.statement.article].label, m.score, said(m.statement)) for m in members
        )
        if point.kind == "quotation" and not any(d.kind == "attribution" for d in own)
        else (),  # a difference of attribution says it already
        doubtful=point.score < SURE,
    )


def _member(member: Member, source: Source, differing: Sequence[Span], found: Lookup) -> Line:
    statement = member.statement
    inside = [s for s in differing if s.page == statement.span.page]
    quote = found.quotes.get(statement.quote) if statement.quote else None
    return line(
        statement.span,
        source,
        statement.id,
        (*matched(member), *marks(inside, "d")),
        quoted=quote_span(statement, quote),
    )


def _difference(
    difference: Difference, point: Point, number: int, among: dict[str, Source], found: Lookup
) -> DifferenceView:
    sides: dict[str, list[Span]] = {}
    holders: dict[str, Statement] = {}
    lines: list[Line] = []
    for span in difference.members:
        member = next((m for m in point.members if _holds(m.statement, span)), None)
        if member is None:  # who speaks stands beside the words
            source = _beside(point, span, among)
            if source is not None:
                lines.append(line(span, source, anchor(span)))
        elif member.statement.article in among:
            holders[member.statement.id] = member.statement
            sides.setdefault(member.statement.id, []).append(span)
    for id, spans in sides.items():
        source = among[holders[id].article]
        if difference.kind not in BARE:
            around = Span(spans[0].page, min(s.start for s in spans), max(s.end for s in spans), "")
            within = snippet(around, holders[id].span)
            lines.append(line(within, source, anchor(spans[0]), marks(spans, "d")))
        else:
            lines += [line(span, source, anchor(span)) for span in spans]
    accounts = {r.source.account for one in lines for r in one.references}
    shown = " ".join(difference.note.split())
    repeats = all(" ".join(s.text.split()) in shown for s in difference.members)
    return DifferenceView(
        id=difference.id,
        kind=difference.kind,
        note="" if repeats else with_labels(difference.note, found)[:LINE_LENGTH],
        sides=joined(lines),
        point=number,
        href=f"#{point.id}",
        across=len(accounts) > 1,
        weight=sum(len(s.text) for s in difference.members),
        minor=difference.minor,
    )


def _beside(point: Point, span: Span, among: dict[str, Source]) -> Source | None:
    """The article of a span that stands in none of a point's statements: that of the nearest one, else
    of its page.
    """
    own = [m.statement for m in point.members if m.statement.span.page == span.page]
    nearest = min(own, key=lambda s: abs(s.span.start - span.start), default=None)
    if nearest is not None:
        return among.get(nearest.article)
    on_page = (source for id, source in among.items() if id.startswith(f"{span.page}."))
    return next(on_page, None)  # a name that an article without the point spells otherwise


def _holds(statement: Statement, span: Span) -> bool:
    """Whether a span lies in a statement, or at least on the page of its article."""
    own = statement.span
    return own.page == span.page and own.start < max(span.end, 1) and span.start <= own.end


def anchor(span: Span) -> str:
    """Anchor of a span that has no record of its own.

    >>> anchor(Span("p3", 1204, 1210, "member"))
    'p3-c1204-1210'
    """
    return f"{span.page}-c{span.start}-{span.end}"
