"""Dossier → the JSON that other programs read, and its JSON Schema.

The form is a contract: `schema.json` beside this file describes it strictly, `SCHEMA` is its
version, and nothing that version holds is renamed or removed. Every place in a text is written
as `{"page", "start", "end", "text"}` with `text == page_text[start:end]`, counted in Unicode
code points; `pages[].text` holds the whole text, so that a reader can check it.

Written form: UTF-8, keys in the order of the schema, one record a line. So the same input gives
the same bytes, a changed record is one changed line in a diff, and line tools can search it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from importlib import resources
from typing import Any

import msgspec

from crossread.model import (
    Annotated,
    Article,
    Comparison,
    Difference,
    Dossier,
    Entity,
    Event,
    Figure,
    Furniture,
    Link,
    Page,
    Point,
    Quote,
    Sentence,
    Skipped,
    Span,
    Speaker,
    Statement,
    Story,
    Time,
)
from crossread.showing.lookup import (
    Lookup,
    all_skipped,
    clean,
    languages,
    lookup,
    outlet,
    published_span,
)

SCHEMA = 1
LARGEST_EXACT = 2**53  # above it a float is no longer every integer, so it stays a float

Record = dict[str, Any]


def contract(dossier: Dossier) -> Record:
    """The dossier as plain lists and mappings, as `schema()` describes it.

    Args:
        dossier: the result of a run.

    Returns:
        A mapping of strings, numbers, booleans, None, lists and mappings only, keys in the
        order of the schema.
    """
    found = lookup(dossier)
    every = [a for split in dossier.pages for a in split.articles]
    articles = [found.articles[a.id] for a in every if a.id in found.articles]
    comparisons = dossier.comparisons
    return {
        "schema": SCHEMA,
        "generator": dossier.generator,
        "encoder": dossier.encoder,
        "pages": [_page(split.page) for split in dossier.pages],
        "furniture": [_furniture(f) for split in dossier.pages for f in split.furniture],
        "articles": [_article(a, found.pages.get(a.page)) for a in every],
        "stories": [_story(c.story, c.alone) for c in comparisons],
        "links": [_link(one, c.story.id) for c in comparisons for one in c.story.links],
        "entities": [_entity(e, found) for e in dossier.entities],
        "quotes": [_quote(q, a.article.id, found) for a in articles for q in a.quotes],
        "figures": [_figure(f, a.article.id) for a in articles for f in a.figures],
        "times": [_time(t, a.article.id) for a in articles for t in a.times],
        "sentences": [_sentence(s, a.article.id) for a in articles for s in a.sentences],
        "statements": [_statement(s) for c in comparisons for s in c.statements],
        "points": [_point(p) for c in comparisons for p in c.points],
        "differences": [_difference(d) for c in comparisons for d in c.differences],
        "timeline": [_event(e, c) for c in comparisons for e in c.timeline],
        "skipped": [_skipped(s) for s in all_skipped(dossier)],
    }


def encode(dossier: Dossier) -> bytes:
    """The contract as UTF-8 JSON: one record a line, keys in order, newline at the end.

    Args:
        dossier: the result of a run.

    Returns:
        The same bytes for the same dossier.
    """
    lines: list[bytes] = []
    for key, value in contract(dossier).items():
        name = msgspec.json.encode(key)
        if isinstance(value, list) and value:
            records = b",\n  ".join(msgspec.json.encode(record) for record in value)
            lines.append(b" %b: [\n  %b\n ]" % (name, records))
        else:
            lines.append(b" %b: %b" % (name, msgspec.json.encode(value)))
    return b"{\n" + b",\n".join(lines) + b"\n}\n"


def schema() -> Record:
    """The JSON Schema (draft 2020-12) of `contract`.

    Returns:
        The schema as a mapping; a new one at each call.
    """
    text = resources.files("crossread.showing").joinpath("schema.json").read_bytes()
    found: Record = msgspec.json.decode(text)
    return found


def article_line(page: Page, article: Article) -> bytes:
    """One article as one line of JSON, without newline: its record with its page's path and URL.

    Args:
        page: the page that holds the article.
        article: the article.

    Returns:
        UTF-8 JSON: the record of `articles` in the contract, with `path` and `url`.
    """
    record = _article(article, page)
    head = {"id": article.id, "page": page.id, **_place(page)}
    return msgspec.json.encode({**head, **record})


def story_line(story: Story) -> bytes:
    """One story as one line of JSON, without newline.

    Args:
        story: the story.

    Returns:
        UTF-8 JSON: the record of `stories` in the contract without `alone`; in place of the
        articles' ids their headlines, languages and places; and the links.
    """
    record = _story(story, ())
    del record["alone"]
    record["articles"] = [_headline(a) for a in story.articles]
    record["links"] = [
        {"kind": one.kind, "form": one.form, "from": one.source, "to": one.target,
         "coverage": one.coverage, "why": one.why}
        for one in story.links
    ]  # fmt: skip
    return msgspec.json.encode(record)


def link_line(link: Link, both: Sequence[Annotated]) -> bytes:
    """One link as one line of JSON, without newline.

    Args:
        link: the link.
        both: its source and its target.

    Returns:
        UTF-8 JSON: the record of `links` in the contract without `story`, and in `articles` what the
        source and the target are.
    """
    record = _link(link, "")
    del record["story"]
    record["articles"] = [_headline(article) for article in both]
    return msgspec.json.encode(record)


def _span(span: Span) -> Record:
    return {"page": span.page, "start": span.start, "end": span.end, "text": span.text}


def _span_or_null(span: Span | None) -> Record | None:
    return None if span is None else _span(span)


def _clean_or_null(text: str | None) -> str | None:
    return None if text is None else clean(text)


def _place(page: Page) -> Record:
    return {"path": _clean_or_null(page.path), "url": _clean_or_null(page.url)}


def _page(page: Page) -> Record:
    return {
        "id": page.id,
        **_place(page),
        "outlet": _clean_or_null(page.metadata.outlet),
        "title": _clean_or_null(page.metadata.title),
        "sha256": page.sha256,
        "length": len(page.text),
        "text": page.text,
    }


def _furniture(furniture: Furniture) -> Record:
    return {**_span(furniture.span), "kind": furniture.kind}


def _article(article: Article, page: Page | None) -> Record:
    published = article.published
    return {
        "id": article.id,
        "page": article.page,
        "main": article.main,
        "language": article.language,
        "outlet": outlet(article, page),
        "headline": _span_or_null(article.headline),
        "deck": [_span(s) for s in article.deck],
        "dateline": _span_or_null(article.dateline),
        "body": [_span(s) for s in article.body],
        "published": published
        and {"date": clean(published.date), "known_from": published.known_from},
    }


def _headline(annotated: Annotated) -> Record:
    article, page = annotated.article, annotated.page
    return {
        "id": article.id,
        **_place(page),
        "outlet": outlet(article, page),
        "language": article.language,
        "headline": article.headline.text if article.headline else None,
    }


def _story(story: Story, alone: Iterable[str]) -> Record:
    first, last = published_span(story.articles)
    return {
        "id": story.id,
        "headline": clean(story.headline),
        "articles": [a.article.id for a in story.articles],
        "accounts": [list(account) for account in story.accounts],
        "languages": languages(story.articles),
        "first": first,
        "last": last,
        "entities": [e.id for e in story.entities],
        "alone": list(alone),
    }


def _link(link: Link, story: str) -> Record:
    return {
        "story": story,
        "kind": link.kind,
        "from": link.source,
        "to": link.target,
        "directed": link.directed,
        "coverage": link.coverage,
        "passages": [[_span(source), _span(target)] for source, target in link.passages],
        "why": link.why,
        "form": link.form,
        "from_coverage": link.source_coverage,
        "to_coverage": link.target_coverage,
    }


def _entity(entity: Entity, found: Lookup) -> Record:
    return {
        "id": entity.id,
        "type": entity.type,
        "name": entity.name,
        "variants": list(entity.variants),
        "why": list(entity.why),
        "mentions": [
            {
                "id": mention.id,
                "article": article_id(mention.id),
                **_span(mention.span),
                "type": mention.type,
                "role": _span_or_null(mention.role),
            }
            for id in entity.mentions
            if (mention := found.mentions.get(id))
        ],
    }


def article_id(id: str) -> str:
    """The article that a quote, figure, time, mention or statement id belongs to.

    >>> article_id("p3.2.q4")
    'p3.2'
    """
    return id.rpartition(".")[0]


def _quote(quote: Quote, article: str, found: Lookup) -> Record:
    return {
        "id": quote.id,
        "article": article,
        **_span(quote.span),
        "kind": quote.kind,
        "partial": quote.partial,
        "speaker": _speaker(quote.speaker, found),
        "cue": _span_or_null(quote.cue),
        "sentence": _span_or_null(quote.sentence),
    }


def _speaker(speaker: Speaker | None, found: Lookup) -> Record | None:
    if speaker is None:
        return None
    entity = found.entity_of.get(speaker.mention) if speaker.mention else None
    return {
        "entity": entity.id if entity else None,
        "mention": speaker.mention,
        "text": speaker.text,
        "span": _span_or_null(speaker.span),
        "known_from": speaker.known_from,
    }


def _number(value: float | None) -> float | int | None:
    """Whole numbers without `.0`; None for what JSON cannot hold (an infinite value)."""
    if value is None or value != value or value in (float("inf"), float("-inf")):
        return None
    return int(value) if value == int(value) and abs(value) <= LARGEST_EXACT else value


def _figure(figure: Figure, article: str) -> Record:
    return {
        "id": figure.id,
        "article": article,
        **_span(figure.span),
        "value": _number(figure.value),
        "high": _number(figure.high),
        "unit": figure.unit,
        "approximation": figure.approximation,
        "of": _span_or_null(figure.of),
    }


def _time(time: Time, article: str) -> Record:
    return {
        "id": time.id,
        "article": article,
        **_span(time.span),
        "value": time.value,
        "known_from": time.known_from,
    }


def _sentence(sentence: Sentence, article: str) -> Record:
    return {
        "article": article,
        **_span(sentence.span),
        "part": sentence.part,
        "paragraph": sentence.paragraph,
    }


def _statement(statement: Statement) -> Record:
    return {
        "id": statement.id,
        "article": statement.article,
        **_span(statement.span),
        "kind": statement.kind,
        "quote": statement.quote,
    }


def _point(point: Point) -> Record:
    return {
        "id": point.id,
        "story": point.story,
        "kind": point.kind,
        "members": [
            {
                "statement": member.statement.id,
                "article": member.statement.article,
                **_span(member.statement.span),
                "matched": [_span(s) for s in member.matched],
                "score": member.score,
            }
            for member in point.members
        ],
        "accounts": point.accounts,
        "held_by": list(point.held_by),
        "first": point.first,
        "original": point.original,
        "why": clean(point.why),
        "differences": list(point.differences),
        "score": point.score,
    }


def _difference(difference: Difference) -> Record:
    return {
        "id": difference.id,
        "point": difference.point,
        "kind": difference.kind,
        "members": [_span(s) for s in difference.members],
        "note": difference.note,
        "minor": difference.minor,
    }


def _event(event: Event, comparison: Comparison) -> Record:
    return {
        "story": comparison.story.id,
        "time": event.time,
        "times": list(event.times),
        "statements": list(event.statements),
    }


def _skipped(skipped: Skipped) -> Record:
    return {
        "page": clean(skipped.page),
        "what": clean(skipped.what),
        "why": clean(skipped.why),
    }
