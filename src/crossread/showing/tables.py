"""Story → its figures, timeline and names as rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from crossread.model import Comparison, Figure, Span, Story
from crossread.showing.lookup import Lookup, with_labels
from crossread.showing.views import (
    LINE_LENGTH,
    Line,
    Lines,
    Reference,
    Source,
    by_article,
    folded,
    joined,
    line,
    marks,
    reference,
    sentence_finder,
    short,
    snippet,
)
from crossread.showing.wording import Wording

LINES_AN_EVENT = 4  # before the rest is folded
LINES_A_FIGURE = 4
SMALL = 10  # counts below say little: "two leaders"
PRECISION = 9  # significant digits in which two figures of one row agree


@dataclass(frozen=True, slots=True)
class FigureView:
    """One value with everywhere it stands.

    Args:
        value: as the dossier's language writes it, without approximation.
        of: what is counted, as printed: text, language, direction.
        accounts: how many have it.
        articles: how many have it.
        small: whether it counts fewer than ten of something, or numbers them.
        lines: a few words around it, the figure marked.
    """

    value: str
    of: tuple[tuple[str, str, str], ...]
    accounts: int
    articles: int
    small: bool
    lines: Lines


@dataclass(frozen=True, slots=True)
class EventView:
    """One time with the statements that name it; `time` is None where it is unresolved."""

    time: str | None
    lines: Lines
    count: int


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form of a name and where it stands.

    Args:
        form: as printed.
        language: of the first article that has it.
        direction: value of `dir`.
        count: mentions.
        references: to the first mention in each article.
    """

    form: str
    language: str
    direction: str
    count: int
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class NameView:
    """An entity with every spelling.

    Args:
        type: PER, ORG or LOC.
        name: the form to show.
        spellings: the most frequent first.
        mentions: in this story.
        articles: of this story that name it.
        why: why doubtful forms are held for the same.
    """

    type: str
    name: str
    spellings: tuple[Spelling, ...]
    mentions: int
    articles: int
    why: tuple[str, ...]


def figure_views(
    story: Story, among: Mapping[str, Source], words: Wording
) -> tuple[FigureView, ...]:
    """Figures of a story: the same value and unit in one row, those of most accounts first."""
    rows: dict[tuple[str, str, str], list[tuple[Figure, Source, Line]]] = {}
    for annotated in story.articles:
        source = among[annotated.article.id]
        around = sentence_finder(annotated)
        for figure in annotated.figures:
            high = "" if figure.high is None else f"{figure.high:.{PRECISION}g}"
            key = (figure.unit, f"{figure.value:.{PRECISION}g}", high)
            within = snippet(figure.span, around(figure.span))
            shown = line(within, source, figure.id, marks([figure.span]))
            rows.setdefault(key, []).append((figure, source, shown))
    views: list[FigureView] = []
    for row in rows.values():
        first = row[0][0]
        bare = Figure(first.id, first.span, first.value, first.high, first.unit, None, None)
        of = dict.fromkeys(
            (short(figure.of.text), source.language, source.direction)
            for figure, source, _ in row
            if figure.of is not None
        )
        views.append(
            FigureView(
                value=words.figure(bare),
                of=tuple(of),
                accounts=len({source.account for _, source, _ in row}),
                articles=len({source.id for _, source, _ in row}),
                small=first.unit in ("count", "ordinal") and abs(first.value) < SMALL,
                lines=folded(joined(shown for _, _, shown in row), LINES_A_FIGURE),
            )
        )
    return tuple(
        sorted(views, key=lambda v: (v.small and v.accounts == 1, -v.accounts, -v.articles))
    )


def event_views(
    comparison: Comparison, among: Mapping[str, Source], found: Lookup
) -> tuple[EventView, ...]:
    """The timeline in its order; all unresolved expressions in one last event."""
    resolved: list[EventView] = []
    lost: list[Line] = []
    for event in comparison.timeline:
        times = [found.times[id].span for id in event.times if id in found.times]
        lines: list[Line] = []
        for id in event.statements:
            statement = found.statements.get(id)
            if statement is None or statement.article not in among:
                continue
            own = [s for s in times if s.page == statement.span.page]
            lines.append(line(statement.span, among[statement.article], id, marks(own)))
        if event.time is None:
            lost += lines
        elif lines:
            together = joined(lines)
            resolved.append(EventView(event.time, folded(together, LINES_AN_EVENT), len(together)))
    if lost:
        together = joined(lost)
        resolved.append(EventView(None, Lines((), together), len(together)))
    return tuple(resolved)


def name_views(story: Story, among: Mapping[str, Source], found: Lookup) -> tuple[NameView, ...]:
    """Entities of a story: those that most articles name first."""
    views: list[NameView] = []
    for entity in story.entities:
        places: dict[str, list[tuple[Span, str, Source]]] = {}
        for id in entity.mentions:
            mention = found.mentions.get(id)
            source = among.get(id.rpartition(".")[0])
            if mention is None or source is None:
                continue
            places.setdefault(mention.span.text, []).append((mention.span, id, source))
        if not places:
            continue
        spellings = sorted(
            (_spelling(form, where) for form, where in places.items()),
            key=lambda s: (s.form != short(entity.name), -s.count, s.form),
        )
        articles = Counter(s.id for where in places.values() for _, _, s in where)
        views.append(
            NameView(
                type=entity.type,
                name=short(entity.name),
                spellings=tuple(spellings),
                mentions=articles.total(),
                articles=len(by_article(articles, among)),
                why=tuple(with_labels(why, found)[:LINE_LENGTH] for why in entity.why),
            )
        )
    return tuple(sorted(views, key=lambda v: (-v.articles, -v.mentions, v.name)))


def _spelling(form: str, where: list[tuple[Span, str, Source]]) -> Spelling:
    first: dict[str, Reference] = {}
    for span, id, source in where:
        first.setdefault(source.id, reference(span, source, id))
    source = where[0][2]
    return Spelling(
        short(form), source.language, source.direction, len(where), tuple(first.values())
    )
