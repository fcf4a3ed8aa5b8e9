"""How probable it is that two statements say the same.

A logistic model over a few signs that a person can check, each between two statements:

- `lesser`, `greater`: the two shares of weighty words that the other statement answers
  (`crossread.compare.interaction`), smaller and larger one;
- `evidence`: how much rarity was answered, log(1 + nats): many rare words say more than two;
- `whole`: cosine of the two sentence vectors, less the story's common direction;
- `figures`: 1 if they share a quantity, a little less than 0 if both have some and share none;
- `quotes`: 1 if both are someone's own words, -½ if only one is;
- `speaker`: 1 if both have the same known speaker, -1 if they have different ones;
- `length`: ratio of their weights;
- `aligned`: how far they stand at the same place of a passage that one article took or translated
  from the other.

The weights were fitted by `python -m training.points` on the gold points of `examples/`; that
command also prints what each story scores when it is left out of the fitting.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.compare.interaction import Interaction
from crossread.encode import Encoder
from crossread.model import Link, Statement

Floats = NDArray[np.float32]

SIGNS = (
    "lesser", "greater", "evidence", "whole", "figures", "quotes", "speaker", "length", "aligned",
)  # fmt: skip

WEIGHTS = {
    "lesser": 0.0,
    "greater": 0.0,
    "evidence": 0.0,
    "whole": 0.0,
    "figures": 0.0,
    "quotes": 0.0,
    "speaker": 0.0,
    "length": 0.0,
    "aligned": 0.0,
}
BIAS = 0.0

NO_SHARED_FIGURE = -0.3
ONE_QUOTE = -0.5


def signs(
    interaction: Interaction,
    speakers: Mapping[str, str],
    links: Sequence[Link],
    encoder: Encoder,
) -> dict[str, Floats]:
    """All signs of all pairs.

    Args:
        interaction: of n statements.
        speakers: entity id of the speaker by statement id, where known.
        links: between the articles of the story.
        encoder: gives sentence vectors.

    Returns:
        Under each name of `SIGNS` an (n, n) symmetric matrix.
    """
    statements = interaction.statements
    share = interaction.share
    answered = share * interaction.mass[:, None]
    mass = interaction.mass
    heavier = np.maximum(np.maximum(mass[:, None], mass[None, :]), 1e-6)
    vectors = encoder.sentences([s.span.text for s in statements])
    vectors = vectors - vectors.mean(axis=0)
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    quoted = np.array([s.kind == "quote" for s in statements], np.float32)
    return {
        "lesser": np.minimum(share, share.T),
        "greater": np.maximum(share, share.T),
        "evidence": np.log1p(np.minimum(answered, answered.T)),
        "whole": vectors @ vectors.T,
        "figures": _figures(interaction),
        "quotes": np.outer(quoted, quoted) + ONE_QUOTE * np.abs(quoted[:, None] - quoted[None, :]),
        "speaker": _speakers(statements, speakers),
        "length": np.minimum(mass[:, None], mass[None, :]) / heavier,
        "aligned": _aligned(statements, links),
    }


def agreement(found: Mapping[str, Floats], articles: Sequence[int]) -> Floats:
    """(n, n) probability 0..1 that two statements say the same; 0 within one article.

    Args:
        found: from `signs`.
        articles: number of the article of each statement.
    """
    total = sum((WEIGHTS[name] * found[name] for name in SIGNS), start=np.float32(BIAS))
    probability = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    place = np.asarray(articles)
    probability = np.where(place[:, None] == place[None, :], 0.0, probability)
    result: Floats = probability.astype(np.float32)
    return result


def _figures(interaction: Interaction) -> Floats:
    sets = [frozenset(u.key for u in row if u.key[0] == "f") for row in interaction.units]
    count = len(sets)
    matrix = np.zeros((count, count), np.float32)
    having = [i for i in range(count) if sets[i]]
    for i in having:
        for j in having:
            matrix[i, j] = 1.0 if sets[i] & sets[j] else NO_SHARED_FIGURE
    return matrix


def _speakers(statements: Sequence[Statement], speakers: Mapping[str, str]) -> Floats:
    ids = sorted(set(speakers.values()))
    who = np.array([ids.index(speakers[s.id]) if s.id in speakers else -1 for s in statements])
    known = (who[:, None] >= 0) & (who[None, :] >= 0)
    same = who[:, None] == who[None, :]
    matrix: Floats = np.where(known, np.where(same, 1.0, -1.0), 0.0).astype(np.float32)
    return matrix


def _aligned(statements: Sequence[Statement], links: Sequence[Link]) -> Floats:
    """Overlap of the two places, each as a part of its side of an aligned passage."""
    matrix = np.zeros((len(statements), len(statements)), np.float32)
    by_page: dict[str, list[int]] = {}
    for i, statement in enumerate(statements):
        by_page.setdefault(statement.span.page, []).append(i)
    for link in links:
        for one, other in link.passages:
            mine = _inside(statements, by_page.get(one.page, ()), one.start, one.end)
            theirs = _inside(statements, by_page.get(other.page, ()), other.start, other.end)
            for i, a, b in mine:
                for j, c, d in theirs:
                    shared = (min(b, d) - max(a, c)) / (max(b, d) - min(a, c))
                    matrix[i, j] = matrix[j, i] = max(float(matrix[i, j]), shared)
    return matrix


def _inside(
    statements: Sequence[Statement], numbers: Sequence[int], start: int, end: int
) -> list[tuple[int, float, float]]:
    """Statements with at least half in a range: number, and where they start and end in it."""
    found: list[tuple[int, float, float]] = []
    for i in numbers:
        a, b = statements[i].span.start, statements[i].span.end
        if 2 * (min(b, end) - max(a, start)) >= b - a:
            length = max(1, end - start)
            found.append((i, max(0.0, (a - start) / length), min(1.0, (b - start) / length)))
    return found
