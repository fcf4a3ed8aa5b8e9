"""Articles → stories: which of them tell of the same event, in whatever language.

In: annotated articles, the encoder, the links between them and, where known, their entities. Out:
groups of positions. Articles become sketches (`sketches`), sketches pairs with their likeness
(`likeness`), pairs groups (`clustering`); copies and translations settle a pair, and pairs in two
languages that are nearly alike get a second look (`doubtful`). Whoever gets articles
one after the other uses `crossread.streaming`, which is made of the same parts.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crossread.linking.accounts import order, strong
from crossread.linking.clustering import average_link
from crossread.linking.doubtful import second_look
from crossread.linking.sketches import bucket, sketches
from crossread.linking.window import Pairs, Window
from crossread.model import Annotated, Entity, Link

if TYPE_CHECKING:
    from crossread.encoding import Encoder


def stories(
    articles: Sequence[Annotated],
    encoder: Encoder,
    links: Sequence[Link] = (),
    entities: Sequence[Entity] = (),
) -> list[list[int]]:
    """Group articles by the event that they tell of.

    Args:
        articles: in any order; the groups do not depend on it.
        encoder: gives word and sentence vectors in one space for all languages.
        links: between the articles; copies and translations always share a story.
        entities: over all articles; a shared entity counts like a shared rare word.

    Returns:
        Groups of positions in `articles`, largest first, then by id; every position in one group.
        Cost: linear in the number of articles.
    """
    places = sorted(range(len(articles)), key=lambda k: order(articles[k].article.id))
    ordered = [articles[k] for k in places]
    window = Window(encoder.dimensions)
    pairs = window.add(sketches(ordered, encoder), _entities(ordered, entities))
    compared, likenesses, settled = _compared(pairs, ordered, links)
    likenesses = second_look(ordered, compared, likenesses, encoder)
    labels = average_link(len(ordered), compared, likenesses, settled=settled)
    groups: dict[int, list[int]] = defaultdict(list)
    for position, label in enumerate(labels):
        groups[label].append(position)
    found = sorted(groups.values(), key=lambda group: (-len(group), group))
    return [[places[k] for k in group] for group in found]


def _entities(
    articles: Sequence[Annotated], entities: Sequence[Entity]
) -> list[list[tuple[int, int]]]:
    """Entities of each article as hashes with counts."""
    of = {
        mention: bucket(f"entity {entity.id}") for entity in entities for mention in entity.mentions
    }
    counted = [Counter(of[m.id] for m in article.mentions if m.id in of) for article in articles]
    return [sorted(counter.items()) for counter in counted]


def _compared(
    pairs: Pairs, articles: Sequence[Annotated], links: Sequence[Link]
) -> tuple[NDArray[np.int64], NDArray[np.float32], set[tuple[int, int]]]:
    """The pairs, lower position first, with their likeness; and those that links settle."""
    position = {article.article.id: k for k, article in enumerate(articles)}
    alike = dict(
        zip(zip(pairs.second.tolist(), pairs.first.tolist()), pairs.likeness.tolist(), strict=True)
    )
    settled: set[tuple[int, int]] = set()
    for link in links:
        if link.source in position and link.target in position and strong(link):
            i, j = sorted((position[link.source], position[link.target]))
            settled.add((i, j))
            alike.setdefault((i, j), 1.0)
    listed = sorted(alike)
    return (
        np.array(listed, np.int64).reshape(-1, 2),
        np.array([alike[pair] for pair in listed], np.float32),
        settled,
    )
