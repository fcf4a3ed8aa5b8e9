"""Story → its figures, timeline and names as rows.

A row names the records that it holds (`holds`), so that each can be linked to it from the texts.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from rapidfuzz.distance import Levenshtein

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

LINES_AN_EVENT = 2  # before the rest is folded
LINES_A_FIGURE = 4
SMALL = 10  # counts below say little: "two leaders"
NEARLY = 0.4  # share of its letters that a mangled family name keeps; set by reasoning
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
        id: anchor of the row.
        holds: ids of its figures.
    """

    value: str
    of: tuple[tuple[str, str, str], ...]
    accounts: int
    articles: int
    small: bool
    lines: Lines
    id: str = ""
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EventView:
    """One time with the statements that name it.

    Args:
        time: ISO 8601; None where it is unresolved.
        lines: the statements.
        count: how many.
        id: anchor of the row.
        heads: one source of each account that names it.
        holds: ids of its time expressions.
    """

    time: str | None
    lines: Lines
    count: int
    id: str = ""
    heads: tuple[Source, ...] = ()
    holds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Spelling:
    """A form of a name and where it stands.

    Args:
        form: as printed.
        language: of the first article that has it.
        direction: value of `dir`.
        count: mentions.
        references: to the first mention in each article.
        suspect: whether it may be a mistake (`misspelt`).
    """

    form: str
    language: str
    direction: str
    count: int
    references: tuple[Reference, ...]
    suspect: bool = False


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
        id: anchor of the row.
        holds: ids of its mentions.
    """

    type: str
    name: str
    spellings: tuple[Spelling, ...]
    mentions: int
    articles: int
    why: tuple[str, ...]
    id: str = ""
    holds: tuple[str, ...] = ()

    @property
    def suspects(self) -> tuple[Spelling, ...]:
        """Spellings that may be mistakes."""
        return tuple(s for s in self.spellings if s.suspect)


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
                holds=tuple(figure.id for figure, _, _ in row),
            )
        )
    views.sort(key=lambda v: (v.small and v.accounts == 1, -v.accounts, -v.articles))
    return tuple(replace(view, id=f"{story.id}-f{n}") for n, view in enumerate(views, 1))


def event_views(
    comparison: Comparison, among: Mapping[str, Source], found: Lookup, language: str
) -> tuple[EventView, ...]:
    """The timeline in its order, the reader's language first; all unresolved expressions last."""
    story = comparison.story.id
    resolved: list[EventView] = []
    lost: list[Line] = []
    held: list[str] = []
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
            held += event.times
        elif lines:
            together = tuple(sorted(joined(lines), key=lambda one: one.language != language))
            heads: dict[int, Source] = {}
            for source in (r.source for one in together for r in one.references):
                heads.setdefault(source.account, source)
            resolved.append(
                EventView(
                    time=event.time,
                    lines=folded(together, LINES_AN_EVENT),
                    count=len(together),
                    id=f"{story}-t{len(resolved) + 1}",
                    heads=tuple(heads[account] for account in sorted(heads)),
                    holds=event.times,
                )
            )
    if lost:
        together = joined(lost)
        resolved.append(
            EventView(None, Lines((), together), len(together), f"{story}-t0", (), tuple(held))
        )
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
        by_language: dict[str, list[str]] = {}
        for form, where in places.items():
            for language in dict.fromkeys(source.language for _, _, source in where):
                by_language.setdefault(language, []).append(form)
        doubtful = {short(form) for why in entity.why for form in doubted(why)}
        spellings = sorted(
            (
                _spelling(
                    form,
                    where,
                    misspelt(form, entity.name, doubtful, by_language[where[0][2].language]),
                )
                for form, where in places.items()
            ),
            key=lambda s: (s.form != short(found.name(entity)), s.suspect, -s.count, s.form),
        )
        articles = Counter(s.id for where in places.values() for _, _, s in where)
        views.append(
            NameView(
                type=entity.type,
                name=short(found.name(entity)),
                spellings=tuple(spellings),
                mentions=articles.total(),
                articles=len(by_article(articles, among)),
                why=tuple(with_labels(why, found)[:LINE_LENGTH] for why in entity.why),
                id=f"{story.id}-{entity.id}",
                holds=tuple(id for where in places.values() for _, id, _ in where),
            )
        )
    return tuple(sorted(views, key=lambda v: (-v.articles, -v.mentions, v.name)))


def doubted(why: str) -> tuple[str, ...]:
    """The forms that a remark of the linking stage compares.

    >>> doubted("Kerstholdt = Jan Kerstholt: sounds the same, in a related article")
    ('Kerstholdt', 'Jan Kerstholt')
    """
    first, equal, rest = why.partition(" = ")
    return (first, rest.partition(":")[0]) if equal else (why.partition(":")[0],)


def misspelt(form: str, name: str, doubtful: Collection[str], beside: Iterable[str]) -> bool:
    """Whether a form of a name may be a mistake.

    It was joined to the name with doubt, and its last word is spelt nearly, but not quite, like
    that of the name. A language may write a name in its own way ("Poutine"), in a few letters of
    its own: so where no text of the same language has the name as it should be, one letter is all
    that may differ.

    Args:
        form: as printed.
        name: the form that is held for right.
        doubtful: forms that the linking stage gives a reason for.
        beside: forms printed in the same language.
    """
    mine, right = plain_words(form), plain_words(name)
    if short(form) not in doubtful or not mine or not right or mine[-1] in right:
        return False
    if any(plain_words(other)[-1:] == right[-1:] for other in beside):
        return Levenshtein.normalized_similarity(mine[-1], right[-1]) >= NEARLY
    return Levenshtein.distance(mine[-1], right[-1]) == 1


def plain_words(name: str) -> list[str]:
    """Words of a name without case and accents."""
    flat = unicodedata.normalize("NFKD", name.casefold())
    return re.findall(r"[^\W\d_]+", "".join(c for c in flat if not unicodedata.combining(c)))


def _spelling(form: str, where: list[tuple[Span, str, Source]], suspect: bool) -> Spelling:
    first: dict[str, Reference] = {}
    for span, id, source in where:
        first.setdefault(source.id, reference(span, source, id))
    source = where[0][2]
    return Spelling(
        short(form), source.language, source.direction, len(where), tuple(first.values()), suspect
    )
