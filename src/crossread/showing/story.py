"""Comparison → what the dossier shows of one story, in the order in which it is read.

First what a reader with one minute wants: where accounts differ, what most say, what only one
says. Then the same at length: the accounts and why they are taken together, every point with
its members side by side, who said what, figures, times, names, and what stands alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossread.model import Comparison, Difference, Link, Member, Point, Span, Statement
from crossread.showing.lookup import Lookup, clean, languages, natural, published_span, with_labels
from crossread.showing.speech import SpeakerView, speakers
from crossread.showing.tables import (
    EventView,
    FigureView,
    NameView,
    event_views,
    figure_views,
    name_views,
)
from crossread.showing.views import (
    LINE_LENGTH,
    Line,
    Lines,
    Source,
    folded,
    joined,
    line,
    marks,
    matched,
    quote_span,
    short,
    snippet,
    sources,
)
from crossread.showing.wording import Wording

DIFFERENCES_FIRST = 6  # at a glance; the others are folded
AGREED_FIRST = 5
ALONE_FIRST = 4  # statements of one account before the rest is folded
PASSAGES_FIRST = 40  # of one link; more would be the whole text once again

DAY = len("2025-02-12")
BARE = ("name",)  # differences whose words say enough without those around them
KIND_ORDER = ("figure", "polarity", "time", "name", "wording")  # what to look at first


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
    """

    id: str
    kind: str
    note: str
    sides: tuple[Line, ...]
    point: int
    href: str
    across: bool


@dataclass(frozen=True, slots=True)
class Column:
    """What one account has to a point."""

    source: Source
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class PointView:
    """A point with its members side by side.

    Args:
        id: the point's id, which is its anchor.
        number: in the story, from 1.
        kind: `quotation` or `statement`.
        accounts: how many have it.
        columns: one an account, in the accounts' order.
        silent: one source of each account that does not have it.
        differences: beside it.
        languages: of its members.
    """

    id: str
    number: int
    kind: str
    accounts: int
    columns: tuple[Column, ...]
    silent: tuple[Source, ...]
    differences: tuple[DifferenceView, ...]
    languages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LinkView:
    """Why two articles are one account."""

    kind: str
    source: Source
    target: Source
    directed: bool
    percent: int
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
    """

    letter: str
    tint: str
    label: str
    sources: tuple[Source, ...]
    links: tuple[LinkView, ...]
    alone: Lines
    alone_count: int


@dataclass(frozen=True, slots=True)
class Agreed:
    """A point at a glance: one member speaks for it."""

    point: PointView
    line: Line


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything the dossier shows of one story.

    Args:
        id: the story's id, which is its anchor.
        number: in the dossier, from 1.
        headline: its headline.
        language: of the headline's article.
        direction: of the headline's language.
        first: day of the earliest publication date, "" where none is known.
        last: latest.
        sources: its articles.
        languages: of its articles.
        accounts: its accounts.
        loudest: accounts that say what no other does, those that say most of it first.
        differences: those at a glance.
        more_differences: the others.
        agreed: what most accounts say.
        points: of two accounts or more.
        inside: points inside one account.
        speakers: who said what.
        figures: first those of most accounts.
        events: of the timeline, in order, the unresolved one last.
        names: entities.
    """

    id: str
    number: int
    headline: str
    language: str
    direction: str
    first: str
    last: str
    sources: tuple[Source, ...]
    languages: tuple[str, ...]
    accounts: tuple[AccountView, ...]
    loudest: tuple[AccountView, ...]
    differences: tuple[DifferenceView, ...]
    more_differences: tuple[DifferenceView, ...]
    agreed: tuple[Agreed, ...]
    points: tuple[PointView, ...]
    inside: tuple[PointView, ...]
    speakers: tuple[SpeakerView, ...]
    figures: tuple[FigureView, ...]
    events: tuple[EventView, ...]
    names: tuple[NameView, ...]


def story_view(comparison: Comparison, found: Lookup, words: Wording, number: int) -> StoryView:
    """What the dossier shows of one story.

    Args:
        comparison: the story compared.
        found: the dossier's records by id.
        words: the dossier's own language.
        number: of the story in the dossier, from 1.
    """
    story = comparison.story
    among = sources(story, found)
    by_id = {d.id: d for d in comparison.differences}
    points = [
        _point(point, n, by_id, among, found, len(story.accounts))
        for n, point in enumerate(comparison.points, 1)
    ]
    accounts = _accounts(comparison, among, found, words)
    told: dict[tuple[str, ...], DifferenceView] = {}  # two points may share what differs
    for view in (d for p in points for d in p.differences):
        told.setdefault((view.kind, *(side.text for side in view.sides)), view)
    differences = sorted(
        told.values(),
        key=lambda d: (not d.across, KIND_ORDER.index(d.kind)),
    )
    cut = DIFFERENCES_FIRST if len(differences) > DIFFERENCES_FIRST + 1 else len(differences)
    middle = next((s for s in among.values() if s.headline == short(story.headline)), None)
    first, last = published_span(story.articles)
    return StoryView(
        id=story.id,
        number=number,
        headline=short(clean(story.headline)),
        language=middle.language if middle else "und",
        direction=middle.direction if middle else "auto",
        first=clean(first or "")[:DAY],
        last=clean(last or "")[:DAY],
        sources=tuple(among.values()),
        languages=tuple(languages(story.articles)),
        accounts=accounts,
        loudest=tuple(sorted((a for a in accounts if a.alone_count), key=lambda a: -a.alone_count)),
        differences=tuple(differences[:cut]),
        more_differences=tuple(differences[cut:]),
        agreed=_agreed(comparison, points, among, found, words),
        points=tuple(p for p in points if p.accounts > 1),
        inside=tuple(p for p in points if p.accounts <= 1),
        speakers=speakers(comparison, among, found),
        figures=figure_views(story, among, words),
        events=event_views(comparison, among, found),
        names=name_views(story, among, found),
    )


def _point(
    point: Point,
    number: int,
    differences: dict[str, Difference],
    among: dict[str, Source],
    found: Lookup,
    total: int,
) -> PointView:
    own = [differences[id] for id in point.differences if id in differences]
    differing = [s for d in own for s in d.members]
    columns: dict[int, list[Line]] = {}
    heads: dict[int, Source] = {}
    members = sorted(
        (m for m in point.members if m.statement.article in among),
        key=lambda m: (among[m.statement.article].account, m.statement.span),
    )
    for member in members:
        source = among[member.statement.article]
        heads.setdefault(source.account, source)
        columns.setdefault(source.account, []).append(_member(member, source, differing, found))
    by_account: dict[int, Source] = {}
    for source in among.values():
        by_account.setdefault(source.account, source)
    return PointView(
        id=point.id,
        number=number,
        kind=point.kind,
        accounts=point.accounts,
        columns=tuple(Column(heads[a], joined(columns[a])) for a in sorted(columns)),
        silent=tuple(s for a, s in sorted(by_account.items()) if a not in columns)
        if point.accounts * 2 >= total
        else (),
        differences=tuple(_difference(d, point, number, among, found) for d in own),
        languages=tuple(sorted({among[m.statement.article].language for m in members})),
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
    for span in difference.members:
        member = next((m for m in point.members if _holds(m.statement, span)), None)
        if member is not None and member.statement.article in among:
            holders[member.statement.id] = member.statement
            sides.setdefault(member.statement.id, []).append(span)
    lines: list[Line] = []
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
    )


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


def _agreed(
    comparison: Comparison,
    views: Sequence[PointView],
    among: dict[str, Source],
    found: Lookup,
    words: Wording,
) -> tuple[Agreed, ...]:
    """The first points, each with a member that speaks for it: in the reader's language if any.

    A statement that stands in two points speaks for the first of them only.
    """
    used: set[Span] = set()
    result: list[Agreed] = []
    for point, view in zip(comparison.points, views, strict=True):
        free = [
            m
            for m in point.members
            if m.statement.article in among and m.statement.span not in used
        ]
        if view.accounts > 1 and free and len(result) < AGREED_FIRST:
            best = min(
                free,
                key=lambda m: (
                    among[m.statement.article].language != words.code,
                    -m.score,
                    natural(m.statement.id),
                ),
            )
            used.update(m.statement.span for m in point.members)
            result.append(Agreed(view, _plain(best.statement, among, found)))
    return tuple(result)


def _plain(statement: Statement, among: dict[str, Source], found: Lookup) -> Line:
    """A statement without marks."""
    quote = found.quotes.get(statement.quote) if statement.quote else None
    exact = quote_span(statement, quote)
    return line(statement.span, among[statement.article], statement.id, quoted=exact)


def _accounts(
    comparison: Comparison, among: dict[str, Source], found: Lookup, words: Wording
) -> tuple[AccountView, ...]:
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
            )
        )
    return tuple(views)


def _link(link: Link, among: dict[str, Source], found: Lookup) -> LinkView:
    source, target = among[link.source], among[link.target]
    return LinkView(
        kind=link.kind,
        source=source,
        target=target,
        directed=link.directed,
        percent=round(link.coverage * 100),
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
