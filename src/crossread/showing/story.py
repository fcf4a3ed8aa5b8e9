"""Comparison → what the dossier shows of one story, in the order in which it is read.

First what a reader with one minute wants: where accounts differ, what most say, what only one
says. Then the same at length: the accounts and why they are taken together, every point with
its members side by side, who said what, figures, times, names, and what stands alone.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossread.model import Comparison, Link, Point, Span, Statement
from crossread.showing.lookup import Lookup, clean, languages, natural, published_span, with_labels
from crossread.showing.points import DifferenceView, PointView, anchor, gathered, point_views
from crossread.showing.speaking import sayings
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
    quote_span,
    short,
    sources,
)
from crossread.showing.wording import Wording

DIFFERENCES_FIRST = 6  # at a glance; the others are folded
AGREED_FIRST = 5
ALONE_FIRST = 4  # statements of one account before the rest is folded
PASSAGES_FIRST = 40  # of one link; more would be the whole text once again

DAY = len("2025-02-12")
KIND_ORDER = ("figure", "polarity", "time", "name", "wording")  # what to look at first


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
        dependent: whether all its articles are one account.
        loudest: accounts that say what no other does, those that say most of it first.
        differences: those at a glance: between accounts, or within the one account.
        more_differences: the others.
        inside_differences: those inside of one account, where there are several.
        agreed: what most accounts say, or most articles of the one account.
        points: of two accounts or more, or all points of the one account; those that nearly
            repeat an earlier one stand under it.
        inside: points inside one account, where there are several.
        inside_count: of the points inside one account.
        point_count: of all points, those under others too.
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
    dependent: bool
    loudest: tuple[AccountView, ...]
    differences: tuple[DifferenceView, ...]
    more_differences: tuple[DifferenceView, ...]
    inside_differences: tuple[DifferenceView, ...]
    agreed: tuple[Agreed, ...]
    points: tuple[PointView, ...]
    inside: tuple[PointView, ...]
    inside_count: int
    point_count: int
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
    said = sayings(comparison, found)
    points = point_views(comparison, among, found, words, said)
    accounts = _accounts(comparison, among, found, words)
    dependent = len(accounts) == 1 and len(among) > 1
    shared = [n for n, p in enumerate(points) if p.accounts > 1 or dependent]
    inner = [n for n, p in enumerate(points) if p.accounts <= 1 and not dependent]
    heads = gathered([comparison.points[n] for n in shared], [points[n] for n in shared])
    told: dict[tuple[str, ...], DifferenceView] = {}  # two points may share what differs
    for view in (d for p in points for d in p.differences):
        told.setdefault((view.kind, *(side.text for side in view.sides)), view)
    differences = sorted(
        (d for d in told.values() if d.across or dependent),
        key=lambda d: KIND_ORDER.index(d.kind),
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
        dependent=dependent,
        loudest=()
        if dependent  # nothing in it can be measured by another account
        else tuple(sorted((a for a in accounts if a.alone_count), key=lambda a: -a.alone_count)),
        differences=tuple(differences[:cut]),
        more_differences=tuple(differences[cut:]),
        inside_differences=tuple(d for d in told.values() if not (d.across or dependent)),
        agreed=_agreed(comparison.points, heads, among, found, words),
        points=tuple(heads),
        inside=tuple(gathered([comparison.points[n] for n in inner], [points[n] for n in inner])),
        inside_count=len(inner),
        point_count=len(points),
        speakers=speakers(comparison, among, found, said),
        figures=figure_views(story, among, words),
        events=event_views(comparison, among, found),
        names=name_views(story, among, found),
    )


def _agreed(
    points: Sequence[Point],
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
    for view in views:
        point = points[view.number - 1]
        free = [
            m
            for m in point.members
            if m.statement.article in among and m.statement.span not in used
        ]
        if free and len(result) < AGREED_FIRST:
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
