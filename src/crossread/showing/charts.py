"""Figures of a story → what several articles count or measure, each with a plot of its values.

Figures belong together where a point says so: they stand in statements that say the same, in one
unit, and are one quantity or are told as different figures. A plot is drawn in shares of its
width, one scale a row, so that it needs no script; the values stand beside it in words.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crossread.comparing.differences import same_quantity
from crossread.model import Comparison, Figure, Point
from crossread.showing.views import Reference, Source, reference, short
from crossread.showing.wording import Wording

LOW, HIGH = 12.0, 88.0  # ends of a plot's scale, in percent of its width
WHISKER = 10.0  # length of an open end, in percent
STACK = 9  # px between values at one place
TOP = 10  # px from the top of a plot to its highest value
BOTTOM = 12  # px from its axis to the bottom
STACKED = 3  # values drawn over each other at one place; further ones lie on the last


@dataclass(frozen=True, slots=True)
class Mark:
    """One value in a plot.

    Args:
        kind: `exact`, `about`, `more` (an end to the right), `less` or `range`.
        tint: class of its account's colour.
        x: percent of the width.
        end: other end of a whisker or range, else `x`.
        y: px from the top.
    """

    kind: str
    tint: str
    x: float
    end: float
    y: int


@dataclass(frozen=True, slots=True)
class ValueView:
    """A value as accounts give it, with where it stands."""

    value: str
    references: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class QuantityView:
    """What several articles count or measure.

    Args:
        id: anchor of its row.
        labels: what it is, as printed: text, language, direction; a language once.
        values: each value once, those of most articles first.
        accounts: how many give one.
        differs: whether a point tells the values as different.
        point: number of the point.
        href: link to the point.
        marks: of the plot; none where all give the same value.
        height: of the plot in px.
    """

    id: str
    labels: tuple[tuple[str, str, str], ...]
    values: tuple[ValueView, ...]
    accounts: int
    differs: bool
    point: int
    href: str
    marks: tuple[Mark, ...]
    height: int


def quantity_views(
    comparison: Comparison, among: Mapping[str, Source], words: Wording
) -> tuple[QuantityView, ...]:
    """Quantities that several articles give: those that differ first, then of most accounts.

    Args:
        comparison: the story compared.
        among: article id → source.
        words: the dossier's own language.
    """
    figures = {a.article.id: a.figures for a in comparison.story.articles}
    apart = {d.id: d for d in comparison.differences if d.kind == "figure"}
    by_id: dict[str, Figure] = {}
    first: dict[str, int] = {}  # figure id → number of the first point that it stands in
    group: dict[str, str] = {}
    rivals: dict[str, int] = {}  # figure id → number of the point that tells it as different

    def root(id: str) -> str:
        while group.setdefault(id, id) != id:
            id = group[id]
        return id

    for number, point in enumerate(comparison.points, 1):
        told = [
            {(s.page, s.start, s.end) for s in apart[id].members}
            for id in point.differences
            if id in apart
        ]
        own = _inside(point, figures, among)
        by_id.update((f.id, f) for f in own)
        for n, one in enumerate(own):
            first.setdefault(one.id, number)
            for other in own[:n]:
                differ = one.unit == other.unit and any(
                    {_place(one), _place(other)} <= spans for spans in told
                )
                if differ and not same_quantity(one, other):
                    rivals.setdefault(one.id, number)
                    rivals.setdefault(other.id, number)
                if differ or same_quantity(one, other):
                    group[root(one.id)] = root(other.id)
    together: dict[str, list[Figure]] = {}
    for id in first:
        together.setdefault(root(id), []).append(by_id[id])
    views: list[QuantityView] = []
    for members in together.values():
        ids = {f.id for f in members}
        if len({id.rpartition(".")[0] for id in ids}) < 2:
            continue
        told_by = min((rivals[id] for id in ids if id in rivals), default=0)
        number = told_by or min(first[id] for id in ids)
        point = comparison.points[number - 1]
        views.append(_view(members, bool(told_by), number, point, among, words))
    views.sort(key=lambda v: (not v.differs, -v.accounts, v.point))
    story = comparison.story.id
    return tuple(replace(view, id=f"{story}-g{n}") for n, view in enumerate(views, 1))


def _inside(
    point: Point, figures: Mapping[str, Sequence[Figure]], among: Mapping[str, Source]
) -> list[Figure]:
    """The figures in a point's members, each once; numbers of things in an order are none."""
    found: dict[str, Figure] = {}
    for member in point.members:
        span = member.statement.span
        if member.statement.article in among:
            for figure in figures.get(member.statement.article, ()):
                if span.start <= figure.span.start and figure.span.end <= span.end:
                    found.setdefault(figure.id, figure)
    return [f for f in found.values() if f.unit != "ordinal"]


def _place(figure: Figure) -> tuple[str, int, int]:
    return figure.span.page, figure.span.start, figure.span.end


def _view(
    group: Sequence[Figure],
    differs: bool,
    number: int,
    point: Point,
    among: Mapping[str, Source],
    words: Wording,
) -> QuantityView:
    labels: dict[str, tuple[str, str, str]] = {}
    values: dict[str, list[tuple[Figure, Source]]] = {}
    for figure in group:
        source = among[figure.id.rpartition(".")[0]]
        if figure.of is not None:
            labels.setdefault(
                source.language, (short(figure.of.text), source.language, source.direction)
            )
        values.setdefault(words.figure(figure), []).append((figure, source))
    pairs = [(f, among[f.id.rpartition(".")[0]]) for f in group]
    marks = _marks(pairs) if len(values) > 1 else ()
    return QuantityView(
        id="",
        labels=tuple(sorted(labels.values(), key=lambda one: one[1] != words.code)),
        values=tuple(
            ValueView(value, _references(where))
            for value, where in sorted(values.items(), key=lambda item: -len(item[1]))
        ),
        accounts=len({source.account for _, source in pairs}),
        differs=differs,
        point=number,
        href=f"#{point.id}",
        marks=marks,
        height=BOTTOM + max((m.y for m in marks), default=0),
    )


def _references(where: Iterable[tuple[Figure, Source]]) -> tuple[Reference, ...]:
    found: dict[str, Reference] = {}
    for figure, source in where:
        found.setdefault(source.id, reference(figure.span, source, figure.id))
    return tuple(found.values())


def _marks(pairs: Sequence[tuple[Figure, Source]]) -> tuple[Mark, ...]:
    """Values on a scale of their own; those at one place beside each other, an account once."""
    low = min(f.value for f, _ in pairs)
    high = max(f.value if f.high is None else f.high for f, _ in pairs)

    def x(value: float) -> float:
        if not high > low or not abs(high - low) < float("inf"):
            return (LOW + HIGH) / 2
        return round(LOW + (value - low) / (high - low) * (HIGH - LOW), 1)

    found: dict[tuple[str, str, float, float], None] = {}
    for figure, source in pairs:
        kind, at = "exact", x(figure.value)
        end = at
        if figure.high is not None:
            kind, end = "range", x(figure.high)
        elif figure.approximation in ("more than", "at least"):
            kind, end = "more", round(at + WHISKER, 1)
        elif figure.approximation in ("less than", "up to"):
            kind, end = "less", round(at - WHISKER, 1)
        elif figure.approximation is not None:
            kind = "about"
        found[(kind, source.tint, at, end)] = None
    height: dict[float, int] = {}
    marks: list[Mark] = []
    for kind, tint, at, end in found:
        level = min(height.get(at, 0), STACKED - 1)
        height[at] = height.get(at, 0) + 1
        marks.append(Mark(kind, tint, at, end, STACK * level))
    deepest = max(m.y for m in marks)
    return tuple(replace(m, y=TOP + deepest - m.y) for m in marks)
