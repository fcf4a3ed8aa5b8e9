"""Comparison → what the dossier shows of one story, in the order in which it is read.

First what a reader with one minute wants: what all accounts say, where they differ, what only one
says. Then the same at length: the accounts and why they are taken together, the matrix of points
and accounts, who said what, figures, times and names.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from crossread.comparing.moments import DAY
from crossread.encoding import Encoder
from crossread.model import Comparison
from crossread.showing.accounts import AccountView, account_views
from crossread.showing.charts import QuantityView, quantity_views
from crossread.showing.glance import Agreed, agreed
from crossread.showing.lookup import Lookup, clean, languages, published_span
from crossread.showing.maps import MapView, map_view
from crossread.showing.matrix import Matrix, matrix_view
from crossread.showing.points import DifferenceView, PointView, gathered, point_views
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
from crossread.showing.views import Source, joined, short, sources
from crossread.showing.wording import Wording

__all__ = ["Agreed", "StoryView", "story_view"]

DIFFERENCES_FIRST = 5  # at a glance; the others are folded

KIND_ORDER = ("figure", "time", "attribution", "name", "wording", "polarity")
"""What to look at first; polarity comes last, since it is right least often."""


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
        matrix: points and what stands alone, as rows with a lane an account.
        map: the picture of time and outlet; None where nothing is known to draw.
        quantities: what several articles count or measure.
        others: articles of this story whose page holds others too: how many, and its number.
        rows: anchor in the texts → anchor of the row that tells of it.
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
    matrix: Matrix
    map: MapView | None
    quantities: tuple[QuantityView, ...]
    others: tuple[tuple[Source, int, int], ...]
    rows: Mapping[str, str]

    @property
    def mangled(self) -> tuple[NameView, ...]:
        """Names of which a spelling may be a mistake."""
        return tuple(name for name in self.names if name.suspects)

    @property
    def translated(self) -> int:
        """Quotations that stand in several languages."""
        return sum(len(q.languages) > 1 for s in self.speakers for q in s.shared)

    @property
    def misattributed(self) -> tuple[PointView, ...]:
        """Points for whose words accounts name different persons."""
        return tuple(one for p in self.points for one in (p, *p.also) if one.voices)


def story_view(
    comparison: Comparison,
    found: Lookup,
    words: Wording,
    number: int,
    encoder: Encoder | None = None,
) -> StoryView:
    """What the dossier shows of one story.

    Args:
        comparison: the story compared.
        found: the dossier's records by id.
        words: the dossier's own language.
        number: of the story in the dossier, from 1.
        encoder: ties the words of quotations' renderings; None leaves them untied.
    """
    story = comparison.story
    among = sources(story, found)
    said = sayings(comparison, found)
    points = point_views(comparison, among, found, words, said)
    accounts = account_views(comparison, among, found, words)
    dependent = len(accounts) == 1 and len(among) > 1
    shared = [n for n, p in enumerate(points) if p.accounts > 1 or dependent]
    inner = [n for n, p in enumerate(points) if p.accounts <= 1 and not dependent]
    heads = gathered([comparison.points[n] for n in shared], [points[n] for n in shared])
    told = _told(comparison, (d for p in points for d in p.differences), found)
    differences = sorted(
        (d for d in told if d.across or dependent),
        key=lambda d: (d.minor, KIND_ORDER.index(d.kind), -d.weight),
    )
    cut = DIFFERENCES_FIRST if len(differences) > DIFFERENCES_FIRST + 1 else len(differences)
    inside = gathered([comparison.points[n] for n in inner], [points[n] for n in inner])
    total = len(among) if dependent else len(accounts)
    spoken = speakers(comparison, among, found, said, words.code, encoder)
    figures = figure_views(story, among, words)
    events = event_views(comparison, among, found, words.code)
    names = name_views(story, among, found)
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
        else loudest(accounts),
        differences=tuple(differences[:cut]),
        more_differences=tuple(differences[cut:]),
        inside_differences=tuple(d for d in told if not (d.across or dependent)),
        agreed=agreed(
            comparison.points, heads, total, among, found, words.code, comparison.differences
        ),
        points=tuple(heads),
        inside=tuple(inside),
        inside_count=len(inner),
        point_count=len(points),
        speakers=spoken,
        figures=figures,
        events=events,
        names=names,
        matrix=matrix_view(
            comparison,
            heads,
            inside,
            [] if dependent else [(a.label, a.statements) for a in loudest(accounts)],
            among,
            found,
            said,
            words.code,
        ),
        map=map_view(tuple(among.values()), story.links, words),
        quantities=quantity_views(comparison, among, words),
        others=_others(among, found),
        rows=_rows(spoken, figures, events, names),
    )


def loudest(accounts: Iterable[AccountView]) -> tuple[AccountView, ...]:
    """The accounts that say what no other does, those that say most of it first."""
    return tuple(sorted((a for a in accounts if a.alone_count), key=lambda a: -a.alone_count))


def _others(among: Mapping[str, Source], found: Lookup) -> tuple[tuple[Source, int, int], ...]:
    """Articles whose page holds articles of other stories too: how many, and the page's number."""
    numbers = {id: n for n, id in enumerate(found.pages, 1)}
    pages: dict[str, set[str]] = {}
    for id, annotated in found.articles.items():
        pages.setdefault(annotated.article.page, set()).add(id)
    seen: dict[str, tuple[Source, int, int]] = {}
    for id, source in among.items():
        page = found.articles[id].article.page
        other = [one for one in pages[page] if one not in among]
        if other:
            seen.setdefault(page, (source, len(other), numbers.get(page, 0)))
    return tuple(seen.values())


def _rows(
    spoken: Iterable[SpeakerView],
    figures: Iterable[FigureView],
    events: Iterable[EventView],
    names: Iterable[NameView],
) -> dict[str, str]:
    """Anchor in the texts → anchor of the row that tells of it."""
    rows: dict[str, str] = {}
    for speaker in spoken:
        rows.update(dict.fromkeys(speaker.holds, speaker.id))
    for speaker in spoken:
        for one in (*speaker.single, *speaker.indirect):
            rows.update({r.href[1:]: one.id for r in one.references})
        for quotation in speaker.shared:
            rows.update(dict.fromkeys(quotation.holds, quotation.id))
    for holds, id in (
        *((f.holds, f.id) for f in figures),
        *((e.holds, e.id) for e in events),
        *((n.holds, n.id) for n in names),
    ):
        rows.update(dict.fromkeys(holds, id))
    return rows


def _told(
    comparison: Comparison, views: Iterable[DifferenceView], found: Lookup
) -> list[DifferenceView]:
    """Each difference once: two points may share what differs, and a name is spelt in many."""
    named = {
        (m.span.page, m.span.start): entity.id
        for id, m in found.mentions.items()
        if (entity := found.entity_of.get(id)) is not None
    }
    spans = {d.id: d.members for d in comparison.differences}
    told: dict[tuple[str, ...], list[DifferenceView]] = {}
    for view in views:
        persons = {named.get((s.page, s.start), "") for s in spans[view.id]}
        if view.kind == "name" and len(persons) == 1 and "" not in persons:
            key = (view.kind, *persons)
        else:
            key = (view.kind, "", *sorted(side.text for side in view.sides))
        told.setdefault(key, []).append(view)
    return [
        replace(
            same[0],
            sides=joined([side for view in same for side in view.sides]),
            across=any(view.across for view in same),
        )
        if same[0].kind == "name"
        else same[0]
        for same in told.values()
    ]
