"""Annotated articles → stories: links, entities and groups put together into records."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crossread.encoding import Encoder
from crossread.linking.accounts import accounts, links
from crossread.linking.entities import entities
from crossread.linking.stories import stories
from crossread.model import Annotated, Entity, Link, Story

HEADLINE_LENGTH = 120
"""Code points of a first sentence that stands for a headline where no article has one."""


def gather(articles: Sequence[Annotated], encoder: Encoder) -> list[Story]:
    """Group articles into stories.

    Args:
        articles: in the order of their ids.
        encoder: joins languages.

    Returns:
        Stories, the one with most articles first, then by their first article.
    """
    found = links(articles, encoder)
    named = entities(articles, {a.page.id: a.page for a in articles}, encoder)
    groups = [sorted(group) for group in stories(articles, encoder, found, named)]
    groups.sort(key=lambda group: (-len(group), group))
    return [
        _story(f"s{number}", [articles[i] for i in group], found, named, encoder)
        for number, group in enumerate(groups, start=1)
    ]


def _story(
    id: str,
    articles: Sequence[Annotated],
    found: Sequence[Link],
    named: Sequence[Entity],
    encoder: Encoder,
) -> Story:
    ids = {a.article.id for a in articles}
    mentions = {m.id for a in articles for m in a.mentions}
    own = tuple(link for link in found if link.source in ids and link.target in ids)
    return Story(
        id=id,
        headline=_headline(articles, encoder),
        articles=tuple(articles),
        accounts=accounts(articles, own),
        links=own,
        entities=tuple(e for e in named if not mentions.isdisjoint(e.mentions)),
    )


def _headline(articles: Sequence[Annotated], encoder: Encoder) -> str:
    """Headline of the article whose text is nearest to the middle of the story."""
    ranked = [0]
    if len(articles) > 1:
        vectors = np.array([_vector(a, encoder) for a in articles])
        nearness = vectors @ vectors.mean(axis=0)
        ranked = sorted(range(len(articles)), key=lambda i: (-round(float(nearness[i]), 6), i))
    for i in ranked:
        headline = articles[i].article.headline
        if headline is not None:
            return " ".join(headline.text.split())
    return _first_words(articles[ranked[0]])


def _vector(annotated: Annotated, encoder: Encoder) -> np.ndarray:
    rows = encoder.sentences([s.span.text for s in annotated.sentences])
    total = rows.sum(axis=0) if len(rows) else np.zeros(encoder.dimensions, np.float32)
    return np.asarray(total / max(float(np.linalg.norm(total)), 1e-6))


def _first_words(annotated: Annotated) -> str:
    """The start of an article without a headline, cut at a word."""
    text = " ".join(annotated.sentences[0].span.text.split()) if annotated.sentences else ""
    if len(text) <= HEADLINE_LENGTH:
        return text or annotated.page.path or annotated.page.id
    return text[:HEADLINE_LENGTH].rsplit(" ", 1)[0] + " …"
