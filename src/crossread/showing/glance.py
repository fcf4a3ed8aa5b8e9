"""Story → its first screen: what all accounts say, and what to look at next.

The account of what all agree on is made of source sentences only, each with where it stands: of
every point the statement that says it most fully, in the reader's language where one is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from crossread.model import Difference, Member, Point, Span
from crossread.showing.lookup import Lookup, natural
from crossread.showing.points import PointView
from crossread.showing.views import Line, Source, line, quote_span

AGREED_FIRST = 5  # sentences of the account of what all, or most, agree on
CONTESTING = frozenset({"figure", "time", "polarity"})  # kinds of difference that contradict
ENDS = (".", "!", "?", "…", "”", "»", "。", "؟")


@dataclass(frozen=True, slots=True)
class Agreed:
    """A point at a glance: one member speaks for it.

    Args:
        point: the point.
        line: the statement that speaks for it.
        everyone: whether every account has it.
        begins: whether it is the beginning of a sentence.
    """

    point: PointView
    line: Line
    everyone: bool = False
    begins: bool = True


def agreed(
    points: Sequence[Point],
    views: Sequence[PointView],
    total: int,
    among: Mapping[str, Source],
    found: Lookup,
    language: str,
    differences: Sequence[Difference] = (),
) -> tuple[Agreed, ...]:
    """The first points, each with a member that speaks for it.

    Points that all accounts have come first, then those that most have; where no point has more
    than half of the accounts, those of most accounts. A statement that stands in two points speaks
    for the first of them only. What one account tells otherwise (another figure, another day, or the
    contrary) is not what all say: no statement that holds it speaks, nor any of a point of which one account
    denies what another affirms, unless there is no other at all.

    Args:
        points: of the story, in the order of their numbers.
        views: those to choose from, in their order.
        total: number of accounts, or of articles where all are one account.
        among: article id → source.
        found: the dossier's records by id.
        language: the reader's.
        differences: of the story.
    """
    most = [v for v in views if len(v.columns) * 2 > total]
    rival = [s for d in differences if d.kind in CONTESTING and not d.minor for s in d.members]
    denied = {d.point for d in differences if d.kind == "polarity" and not d.minor}
    for barred, disputed in ((rival, denied), ([], set[str]())):
        used: set[Span] = set()
        result: list[Agreed] = []
        for view in most or views:
            point = points[view.number - 1]
            if point.id in disputed:
                continue
            free = [
                m
                for m in point.members
                if m.statement.article in among
                and m.statement.span not in used
                and not any(_holds(m.statement.span, s) for s in barred)
            ]
            if free and len(result) < AGREED_FIRST:
                best = min(free, key=lambda m: _rank(m, among, language))
                used.update(m.statement.span for m in point.members)
                statement = best.statement
                quote = found.quotes.get(statement.quote) if statement.quote else None
                shown = line(
                    statement.span,
                    among[statement.article],
                    statement.id,
                    quoted=quote_span(statement, quote),
                )
                everyone = len(view.columns) == total
                result.append(Agreed(view, shown, everyone, _begins(statement.span.text)))
        if result:
            return tuple(result)
    return ()


def _holds(span: Span, part: Span) -> bool:
    return span.page == part.page and span.start < part.end and part.start < span.end


def _rank(
    member: Member, among: Mapping[str, Source], language: str
) -> tuple[bool, bool, float, tuple[tuple[int, ...], str]]:
    """First the reader's language, then whole sentences, then what fits the point best."""
    text = member.statement.span.text.rstrip()
    whole = _begins(text) and text.endswith(ENDS)
    foreign = among[member.statement.article].language != language
    return foreign, not whole, -member.score, natural(member.statement.id)


def _begins(text: str) -> bool:
    """Whether a text begins like a sentence: not with a small letter."""
    first = next((c for c in text if c.isalnum()), "")
    return not first.islower()
