"""Points and what stands alone → the rows of the matrix: one a point, a lane an account.

A row holds what a reader filters and sorts by: how many accounts have it, whether they differ,
whether it is a quotation, in which languages, who speaks, which time it tells of. The cells that
are filled are few (a point has two to five accounts of perhaps forty), so only those are written;
the style sheet puts each in its lane.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from crossread.model import Comparison, Point, Statement
from crossread.showing.lookup import Lookup, natural
from crossread.showing.points import PointView
from crossread.showing.speaking import UNKNOWN, Said, placed
from crossread.showing.views import Line, Source, line, quote_span

HEAD_LENGTH = 160  # code points of the statement that stands for a point: two lines of the table


@dataclass(frozen=True, slots=True)
class Lane:
    """A column of the matrix: an account, or an article where all are one account."""

    number: int
    name: str
    tint: str
    source: Source


@dataclass(frozen=True, slots=True)
class Cell:
    """That an account has a point.

    Args:
        lane: where it stands.
        href: link to its words.
        differs: whether its words are among those that differ.
    """

    lane: Lane
    href: str
    differs: bool


@dataclass(frozen=True, slots=True)
class Row:
    """A point, or a statement that one account alone has.

    Args:
        id: anchor.
        point: None for a statement of one account.
        head: the statement that stands for it, cut.
        speaker: who says it, "" where nobody is named or accounts name several.
        cells: the accounts that have it.
        count: how many accounts have it; articles, where all are one account.
        flags: `d` accounts differ, `q` a quotation, `x` across languages, `v` nearly repeats an
            earlier point.
        languages: two-letter codes of its members.
        voices: numbers of its speakers in `Matrix.voices`.
        time: the earliest time that it tells of, ISO 8601; "" without one.
    """

    id: str
    point: PointView | None
    head: Line
    speaker: str
    cells: tuple[Cell, ...]
    count: int
    flags: str
    languages: tuple[str, ...]
    voices: tuple[int, ...]
    time: str


@dataclass(frozen=True, slots=True)
class AloneRows:
    """What only one account has."""

    lane: Lane
    label: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table.

    Args:
        lanes: its columns.
        rows: points that several accounts have, or all points of the one account.
        inside: points inside one account.
        alone: statements of one account, those accounts first that have most.
        voices: names of speakers, those of most rows first.
        languages: of all rows.
        points: number of points.
    """

    lanes: tuple[Lane, ...]
    rows: tuple[Row, ...]
    inside: tuple[Row, ...]
    alone: tuple[AloneRows, ...]
    voices: tuple[str, ...]
    languages: tuple[str, ...]
    points: int


def lanes_of(among: Mapping[str, Source]) -> tuple[Lane, ...]:
    """The columns: an account each, or an article each where there is one account."""
    if len({s.account for s in among.values()}) > 1:
        heads: dict[int, Source] = {}
        for source in among.values():
            heads.setdefault(source.account, source)
        return tuple(
            Lane(n, heads[account].letter, heads[account].tint, heads[account])
            for n, account in enumerate(sorted(heads))
        )
    return tuple(
        Lane(n, f"{s.letter}{n + 1}" if len(among) > 1 else s.letter, s.tint, s)
        for n, s in enumerate(among.values())
    )


def matrix_view(
    comparison: Comparison,
    shared: Sequence[PointView],
    inside: Sequence[PointView],
    alone: Sequence[tuple[str, Sequence[Statement]]],
    among: dict[str, Source],
    found: Lookup,
    said: Callable[[Statement], Said],
    language: str,
) -> Matrix:
    """The matrix of a story; time grows with the number of its members.

    Args:
        comparison: the story compared.
        shared: points of several accounts, with those that nearly repeat them.
        inside: points of one account.
        alone: label of an account and the statements that no other has.
        among: article id → source.
        found: the dossier's records by id.
        said: who speaks a statement.
        language: the reader's.
    """
    lanes = lanes_of(among)
    make = _Rows(comparison, lanes, among, found, said, language)
    rows = [make.point(view, again) for view, again in _flat(shared)]
    inner = [make.point(view, again) for view, again in _flat(inside)]
    singles = [
        AloneRows(lane, label, tuple(make.single(s) for s in statements))
        for label, statements in alone
        if statements
        for lane in (make.lane(among[statements[0].article]),)
    ]
    every = [*rows, *inner, *(row for one in singles for row in one.rows)]
    uses = Counter(name for row in every for name in make.names[row.id])
    names = sorted(uses, key=lambda name: (-uses[name], name))
    number = {name: n for n, name in enumerate(names)}

    def numbered(row: Row) -> Row:
        voices = tuple(sorted(number[name] for name in make.names[row.id]))
        return replace(row, voices=voices)

    return Matrix(
        lanes=lanes,
        rows=tuple(map(numbered, rows)),
        inside=tuple(map(numbered, inner)),
        alone=tuple(AloneRows(a.lane, a.label, tuple(map(numbered, a.rows))) for a in singles),
        voices=tuple(names),
        languages=tuple(sorted({code for row in every for code in row.languages})),
        points=len(rows) + len(inner),
    )


def _flat(points: Sequence[PointView]) -> list[tuple[PointView, bool]]:
    """Each point, after it those that nearly repeat it."""
    return [(one, one is not head) for head in points for one in (head, *head.also)]


class _Rows:
    """Makes rows of one story; `names` keeps the speakers of each."""

    def __init__(
        self,
        comparison: Comparison,
        lanes: Sequence[Lane],
        among: dict[str, Source],
        found: Lookup,
        said: Callable[[Statement], Said],
        language: str,
    ) -> None:
        self.points = comparison.points
        self.story = comparison.story.id
        self.among = among
        self.found = found
        self.said = said
        self.language = language
        self.several = len({s.account for s in among.values()}) > 1
        self.by_account = {lane.source.account: lane for lane in lanes}
        self.by_article = {lane.source.id: lane for lane in lanes}
        self.names: dict[str, tuple[str, ...]] = {}
        self.times: dict[str, list[tuple[int, str]]] = {
            a.article.id: sorted((t.span.start, t.value) for t in a.times if t.value)
            for a in comparison.story.articles
        }

    def lane(self, source: Source) -> Lane:
        """The lane of an article."""
        return self.by_account[source.account] if self.several else self.by_article[source.id]

    def point(self, view: PointView, again: bool) -> Row:
        """The row of a point."""
        point: Point = self.points[view.number - 1]
        members = [m for m in point.members if m.statement.article in self.among]
        best = min(
            members,
            key=lambda m: (
                self.among[m.statement.article].language != self.language,
                -m.score,
                natural(m.statement.id),
            ),
        )
        voices = placed([self.said(m.statement) for m in members])
        names = tuple(dict.fromkeys(key[1] for key, _ in voices if key != UNKNOWN and key[1]))
        apart = {r.source.id for d in view.differences for s in d.sides for r in s.references}
        flags = "".join(
            flag
            for flag, holds in (
                ("d", bool(view.differences or view.voices)),
                ("q", view.kind == "quotation"),
                ("b", view.kind == "background"),
                ("x", len(view.languages) > 1),
                ("v", again),
            )
            if holds
        )
        times = [time for m in members if (time := self._time(m.statement))]
        self.names[view.id] = names
        return Row(
            id=view.id,
            point=view,
            head=self._head(best.statement, HEAD_LENGTH),
            speaker=names[0] if len(names) == 1 else "",
            cells=tuple(
                Cell(
                    self.lane(column.source),
                    column.lines[0].references[0].href,
                    any(r.source.id in apart for one in column.lines for r in one.references),
                )
                for column in view.columns
            ),
            count=view.accounts if self.several else len(view.columns),
            flags=flags,
            languages=view.languages,
            voices=(),
            time=min(times, default=""),
        )

    def single(self, statement: Statement) -> Row:
        """The row of a statement that one account alone has."""
        source = self.among[statement.article]
        spoken = self.said(statement)
        name = spoken.key[1] if spoken.key != UNKNOWN else ""
        id = f"only-{statement.id}"
        self.names[id] = (name,) if name else ()
        head = self._head(statement, None)
        return Row(
            id=id,
            point=None,
            head=head,
            speaker=name,
            cells=(Cell(self.lane(source), head.references[0].href, False),),
            count=1,
            flags="q" if spoken.quote is not None and spoken.words else "",
            languages=(source.language,),
            voices=(),
            time=self._time(statement),
        )

    def _head(self, statement: Statement, length: int | None) -> Line:
        quote = self.found.quotes.get(statement.quote) if statement.quote else None
        span, text = statement.span, statement.span.text
        if length is not None and len(text) > length:
            cut = text[:length].rpartition(" ")[0] or text[:length]
            span = type(span)(span.page, span.start, span.start + len(cut), cut)
        shown = line(
            span,
            self.among[statement.article],
            statement.id,
            quoted=quote_span(statement, quote),
        )
        if span is statement.span:
            return shown
        return replace(shown, html=shown.html + "…", text=shown.text + "…")

    def _time(self, statement: Statement) -> str:
        """The earliest time inside a statement."""
        times = self.times.get(statement.article, [])
        at = bisect_left(times, (statement.span.start, ""))
        found: list[str] = []
        while at < len(times) and times[at][0] < statement.span.end:
            found.append(times[at][1])
            at += 1
        return min(found, default="")[:40]
