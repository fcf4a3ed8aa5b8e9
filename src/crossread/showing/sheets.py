"""Dossier → tables of what was found, for spreadsheets and data frames.

One table a kind of record, each with columns of one type that say what they hold. A column of
the same name means the same in every table, so that tables can be joined: `article` in `quotes`
is `article` in `articles`. What belongs to a record in any number (the members of a point, the
mentions of a name) is a nested table in its rows: `parquet.py` writes it as a list of records,
`csv.py` as one row a record, the outer columns repeated.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from crossread.model import Annotated, Dossier, Entity, Point, Span, Statement
from crossread.showing.columns import SHEETS, Sheet
from crossread.showing.json import article_id
from crossread.showing.lookup import Lookup, clean, lookup, outlet, with_labels
from crossread.showing.views import letter

Cells = dict[str, Any]

DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")


def sheets(dossier: Dossier) -> Iterator[tuple[Sheet, list[Cells]]]:
    """The tables of a dossier with their rows.

    Args:
        dossier: the result of a run.

    Yields:
        Each table of `SHEETS`, in order; rows map the names of its columns, and of its nested
        table, to cells, in the order of the contract JSON. Nothing found: no rows.
    """
    found = _Found(dossier)
    makers: Mapping[str, Callable[[_Found], Iterator[Cells]]] = {
        "articles": _articles,
        "statements": _statements,
        "quotes": _quotes,
        "figures": _figures,
        "times": _times,
        "points": _points,
        "differences": _differences,
        "links": _links,
        "names": _names,
    }
    for sheet in SHEETS:
        yield sheet, list(makers[sheet.name](found))


class _Found:
    """A dossier with what its rows look up in it."""

    def __init__(self, dossier: Dossier) -> None:
        self.dossier = dossier
        self.by_id: Lookup = lookup(dossier)
        comparisons = dossier.comparisons
        self.account = {
            id: letter(number)
            for c in comparisons
            for number, account in enumerate(c.story.accounts)
            for id in account
        }
        self.alone = {id for c in comparisons for id in c.alone}
        self.points_of: dict[str, list[str]] = {}  # statement id, or quote id → point ids
        for point in (p for c in comparisons for p in c.points):
            for statement in (m.statement for m in point.members):
                for id in (statement.id, statement.quote):
                    if id and point.id not in self.points_of.setdefault(id, []):
                        self.points_of[id].append(point.id)

    def articles(self) -> Iterator[Annotated]:
        """Annotated articles in the order of the pages."""
        for split in self.dossier.pages:
            for article in split.articles:
                if article.id in self.by_id.articles:
                    yield self.by_id.articles[article.id]

    def source(self, article: str) -> Cells:
        """Cells of `SOURCE`, and the story."""
        annotated = self.by_id.articles.get(article)
        story = self.by_id.stories.get(article)
        return {
            "article": article,
            "label": self.by_id.labels.get(article),
            "language": annotated.article.language if annotated else None,
            "story": story.id if story else None,
        }


def _place(span: Span) -> Cells:
    return {"text": span.text, "page": span.page, "start": span.start, "end": span.end}


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _articles(found: _Found) -> Iterator[Cells]:
    for split in found.dossier.pages:
        page = split.page
        for article in split.articles:
            published = article.published
            days = _days(published.date) if published else None
            yield {
                **found.source(article.id),
                "account": found.account.get(article.id),
                "outlet": outlet(article, page),
                "language": article.language,
                "headline": _text(article.headline),
                "dateline": _text(article.dateline),
                "published": clean(published.date) if published else None,
                "published_day": days[0] if days else None,
                "published_known_from": published.known_from if published else None,
                "words": sum(len(s.text.split()) for s in article.body),
                "main": article.main,
                "path": clean(page.path) if page.path else None,
                "url": clean(page.url) if page.url else None,
                "sha256": page.sha256,
                "page": page.id,
            }


def _statements(found: _Found) -> Iterator[Cells]:
    for comparison in found.dossier.comparisons:
        for one in comparison.statements:
            yield {
                "statement": one.id,
                **found.source(one.article),
                "statement_kind": one.kind,
                "alone": one.id in found.alone,
                "in_points": found.points_of.get(one.id, []),
                "quote": one.quote,
                **_place(one.span),
            }


def _quotes(found: _Found) -> Iterator[Cells]:
    for annotated in found.articles():
        for quote in annotated.quotes:
            said = quote.speaker
            entity = found.by_id.entity_of.get(said.mention) if said and said.mention else None
            yield {
                "quote": quote.id,
                **found.source(annotated.article.id),
                "speaker": entity.name if entity else (said.text if said else None),
                "quote_kind": quote.kind,
                "partial": quote.partial,
                "speaker_entity": entity.id if entity else None,
                "speaker_printed": said.text if said else None,
                "speaker_known_from": said.known_from if said else None,
                "cue": _text(quote.cue),
                "sentence": _text(quote.sentence),
                "in_points": found.points_of.get(quote.id, []),
                **_place(quote.span),
            }


def _figures(found: _Found) -> Iterator[Cells]:
    for annotated in found.articles():
        for figure in annotated.figures:
            yield {
                "figure": figure.id,
                **found.source(annotated.article.id),
                "value": _finite(figure.value),
                "high": _finite(figure.high),
                "unit": figure.unit,
                "approximation": figure.approximation,
                "of": _text(figure.of),
                **_place(figure.span),
            }


def _times(found: _Found) -> Iterator[Cells]:
    for annotated in found.articles():
        for time in annotated.times:
            days = _days(time.value) if time.value else None
            yield {
                "time": time.id,
                **found.source(annotated.article.id),
                "value": time.value,
                "first": days[0] if days else None,
                "last": days[1] if days else None,
                "known_from": time.known_from,
                **_place(time.span),
            }


def _points(found: _Found) -> Iterator[Cells]:
    for comparison in found.dossier.comparisons:
        for point in comparison.points:
            yield {
                "point": point.id,
                "story": point.story,
                "point_kind": point.kind,
                "accounts": point.accounts,
                "accounts_in_story": len(comparison.story.accounts),
                "held_by": [letter(number) for number in point.held_by],
                "first_article": point.first,
                "original": point.original,
                "why": clean(point.why) or None,
                "differences": list(point.differences),
                "score": point.score,
                "members": [
                    {
                        "statement": member.statement.id,
                        **found.source(member.statement.article),
                        "account": found.account.get(member.statement.article),
                        "matched": [s.text for s in member.matched],
                        "member_score": member.score,
                        **_place(member.statement.span),
                    }
                    for member in point.members
                ],
            }


def _differences(found: _Found) -> Iterator[Cells]:
    for comparison in found.dossier.comparisons:
        points = {point.id: point for point in comparison.points}
        for one in comparison.differences:
            holders = [(span, _holder(points.get(one.point), span)) for span in one.members]
            yield {
                "difference": one.id,
                "story": comparison.story.id,
                "point": one.point,
                "difference_kind": one.kind,
                "minor": one.minor,
                "note": with_labels(one.note, found.by_id),
                "members": [
                    {
                        **(found.source(statement.article) if statement else {}),
                        "statement": statement.id if statement else None,
                        **_place(span),
                    }
                    for span, statement in holders
                ],
            }


def _holder(point: Point | None, span: Span) -> Statement | None:
    """The member of a point that a span lies in, or the first on its page."""
    own = (
        [m.statement for m in point.members if m.statement.span.page == span.page] if point else []
    )
    around = (s for s in own if s.span.start <= span.start and span.end <= s.span.end)
    return next(around, own[0] if own else None)


def _links(found: _Found) -> Iterator[Cells]:
    labels = found.by_id.labels
    for comparison in found.dossier.comparisons:
        for link in comparison.story.links:
            yield {
                "story": comparison.story.id,
                "link_kind": link.kind,
                "link_form": link.form,
                "from_article": link.source,
                "from_label": labels.get(link.source),
                "to_article": link.target,
                "to_label": labels.get(link.target),
                "directed": link.directed,
                "coverage": link.coverage,
                "from_coverage": link.source_coverage,
                "to_coverage": link.target_coverage,
                "why": with_labels(link.why, found.by_id),
                "passages": [
                    {
                        f"{side}_{key}": value
                        for side, span in (("from", one), ("to", other))
                        for key, value in _place(span).items()
                    }
                    for one, other in link.passages
                ],
            }


def _names(found: _Found) -> Iterator[Cells]:
    stories: dict[str, list[str]] = {}
    for comparison in found.dossier.comparisons:
        for entity in comparison.story.entities:
            stories.setdefault(entity.id, []).append(comparison.story.id)
    for entity in found.dossier.entities:
        mentions = list(_mentions(entity, found))
        yield {
            "entity": entity.id,
            "type": entity.type,
            "name": entity.name,
            "variants": list(entity.variants),
            "stories": stories.get(entity.id, []),
            "articles": len({m["article"] for m in mentions}),
            "why": [with_labels(why, found.by_id) for why in entity.why],
            "mentions": mentions,
        }


def _mentions(entity: Entity, found: _Found) -> Iterator[Cells]:
    for id in entity.mentions:
        mention = found.by_id.mentions.get(id)
        if mention is not None:
            yield {
                "mention": id,
                **found.source(article_id(id)),
                "role": _text(mention.role),
                **_place(mention.span),
            }


def _finite(value: float | None) -> float | None:
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return None
    return value


def _days(value: str) -> tuple[datetime.date, datetime.date] | None:
    """First and last day that an ISO 8601 date, month, year, time or interval can mean.

    >>> [str(day) for day in _days("2024-02") or ()]
    ['2024-02-01', '2024-02-29']
    """
    low, _, high = value.partition("/")
    first, last = DAY.fullmatch(low), DAY.fullmatch(high or low)
    if first is None or last is None:
        return None
    try:
        start = datetime.date(int(first[1]), int(first[2] or 1), int(first[3] or 1))
        year, month = int(last[1]), int(last[2] or 12)
        day = int(last[3]) if last[3] else calendar.monthrange(year, month)[1]
        return start, datetime.date(year, month, day)
    except (ValueError, IndexError):
        return None
