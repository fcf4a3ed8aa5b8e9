"""How probable it is that two statements say the same.

A logistic model over a few signs that a person can check, each between two statements:

- `margin`: how much rarity of each the other answers by late interaction
  (`crossread.comparing.interaction`), log(1 + nats), less what the best rivals of both reach: in a
  story where all speak of the same things, an answer counts as far as it stands out (as in
  cross-domain similarity local scaling, Conneau et al. 2018);
- `whole`: cosine of the two sentence vectors, less the story's common direction, and without the
  words that only say who speaks;
- `figures`: rarity of the quantities that both have; a large or precise one tells more than "two";
- `speaker`: the same known speaker, the less the more that person is quoted, and only as far as the
  words stand out too;
- `quotes`: both are someone's own words, the less the more quotations there are;
- `one_quote`: only one of them is;
- `aligned`: how far they stand at the same place of a passage that one article took or translated
  from the other.

The weights were fitted by `python -m training.points` on the gold points of `examples/`;
`python -m bench points` tells how each story scores when it is left out of the fitting. From a longer
article, more statements compete for the same match: the odds fall in proportion (`USUAL_LENGTH`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.interaction import Interaction
from crossread.encoding import Encoder
from crossread.model import Link, Statement

Floats = NDArray[np.float32]

WEIGHTS = {
    "margin": 2.49,
    "whole": 4.85,
    "figures": 14.65,
    "speaker": 9.28,
    "quotes": 5.31,
    "one_quote": -1.05,
    "aligned": 6.73,
}
BIAS = -1.91
SIGNS = tuple(WEIGHTS)

RIVALS = 10
"""How many best other matches a statement's margin is measured against."""
USUAL_LENGTH = 25
"""Statements of an article of `examples/`, where the weights were fitted."""
LEAST_ANSWERED = 4.0
"""Nats of rarity under which two statements share too little to be told as the same, whatever the
other signs say: a title and a name that the whole story repeats."""
FIGURES = 1.5
"""Shared figures count at most so much."""
COUNTED = frozenset({"count", "ordinal", "year", "month", "week", "day", "hour"})
"""Units whose small numbers say little by themselves."""
SPEAKER = 0.5
"""A shared speaker counts at most so much, however seldom quoted."""
OTHER_SPEAKER = -2.0
"""Log odds for two quotations of different known speakers: the words must agree all the more.
Set by reasoning; the examples hold too few such pairs to fit it."""
STANDING = (-0.3, 0.5)
"""Margins at which a shared speaker begins to count, and counts whole."""


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
        Under each name of `SIGNS`, under `answered` (nats of rarity that the two answer in each
        other, the lesser of both sides) and under `rival_speakers` (1 where two quotations have
        different known speakers), an (n, n) symmetric matrix.
    """
    statements = interaction.statements
    articles = _numbers([s.article for s in statements])
    answered = np.minimum(interaction.answered, interaction.answered.T)
    evidence = np.log1p(answered)
    vectors = encoder.sentences(_contents(interaction))
    known = np.linalg.norm(vectors, axis=1, keepdims=True)  # 1, or less for an unknown script
    vectors = vectors - vectors.mean(axis=0)
    vectors *= known / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    quoted = np.array([s.kind == "quote" for s in statements], np.float32)
    in_article = np.bincount(articles, weights=quoted)[articles]
    rare = quoted / np.sqrt(np.maximum(in_article, 1))
    margin = _margin(evidence, articles)
    return {
        "answered": answered,
        "margin": margin,
        "whole": vectors @ vectors.T,
        "figures": _figures(interaction),
        "speaker": np.minimum(_speakers(statements, speakers), SPEAKER) * _standing(margin),
        "rival_speakers": _rival_speakers(statements, speakers),
        "quotes": np.outer(rare, rare).astype(np.float32),
        "one_quote": np.abs(quoted[:, None] - quoted[None, :]),
        "aligned": _aligned(statements, links),
    }


def agreement(found: Mapping[str, Floats], statements: Sequence[Statement]) -> Floats:
    """(n, n) probability 0..1 that two statements say the same; 0 within one article.

    Args:
        found: from `signs`, of these n statements.
        statements: tell which article each is of.
    """
    articles = _numbers([s.article for s in statements])
    total = sum((WEIGHTS[name] * found[name] for name in SIGNS), start=np.float32(BIAS))
    total = total + OTHER_SPEAKER * found["rival_speakers"]
    length = np.bincount(articles)[articles]
    longer = np.maximum(length[:, None], length[None, :])
    total = total - np.log(np.maximum(longer, USUAL_LENGTH) / USUAL_LENGTH)
    probability = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    probability = np.where(articles[:, None] == articles[None, :], 0.0, probability)
    probability = np.where(found["answered"] < LEAST_ANSWERED, 0.0, probability)
    result: Floats = probability.astype(np.float32)
    return result


def _numbers(ids: Sequence[str]) -> NDArray[np.int64]:
    """Ids as numbers from 0, in the order of their first appearance."""
    number = {id: n for n, id in enumerate(dict.fromkeys(ids))}
    return np.array([number[id] for id in ids], np.int64)


def _contents(interaction: Interaction) -> list[str]:
    """The statements without cue, speaker and titles; whole where nothing else is left."""
    found: list[str] = []
    for statement, units in zip(interaction.statements, interaction.units):
        text, pieces, position = statement.span.text, [], 0
        for unit in units:
            if unit.factor < 1:
                pieces.append(text[position : unit.start - statement.span.start])
                position = unit.end - statement.span.start
        kept = " ".join([*pieces, text[position:]])
        found.append(kept if kept.strip() else text)
    return found


def _margin(evidence: Floats, articles: NDArray[np.int64]) -> Floats:
    """Evidence less the mean of what the best rivals of both statements reach."""
    foreign = np.where(articles[:, None] == articles[None, :], 0.0, evidence)
    count = min(RIVALS, len(articles))
    best = -np.partition(-foreign, count - 1, axis=1)[:, :count]
    usual = best.mean(axis=1)
    margin: Floats = (evidence - (usual[:, None] + usual[None, :]) / 2).astype(np.float32)
    return margin


def _figures(interaction: Interaction) -> Floats:
    """Rarity of the quantities that two statements share, as a part of the greatest rarity."""
    sets = [
        {unit.key: float(interaction.weights[key]) * _information(unit.key)
         for unit, key in zip(units, keys) if unit.key[0] == "f"}
        for units, keys in zip(interaction.units, interaction.keys)
    ]  # fmt: skip
    count = len(sets)
    greatest = np.log(count + 1)
    matrix = np.zeros((count, count), np.float32)
    having = [i for i in range(count) if sets[i]]
    for i in having:
        for j in having:
            shared = sum(sets[i][key] for key in sorted(sets[i].keys() & sets[j].keys()))
            matrix[i, j] = min(FIGURES, shared / greatest)
    return matrix


def _standing(margin: Floats) -> Floats:
    """How far two statements stand out, 0..1."""
    low, high = STANDING
    standing: Floats = np.clip((margin - low) / (high - low), 0, 1)
    return standing


def _information(key: tuple[str, ...]) -> float:
    """How much it says that two texts hold the same quantity, 0..1: small whole numbers are common.

    Args:
        key: of a figure's unit of comparison: ("f", unit, value).
    """
    value = abs(float(key[2]))
    if not math.isfinite(value):
        return 1.0
    size = math.log10(1 + value) / 3
    measured = 0.0 if key[1] in COUNTED else 0.3
    precise = 0.0 if value == int(value) else 0.3
    return min(1.0, size + measured + precise)


def _speakers(statements: Sequence[Statement], speakers: Mapping[str, str]) -> Floats:
    """1 / √(statements by that speaker in the one article · in the other), 0 where they differ."""
    said = Counter((s.article, speakers[s.id]) for s in statements if s.id in speakers)
    ids = sorted(set(speakers.values()))
    number = {id: n for n, id in enumerate(ids)}
    who = np.array([number.get(speakers.get(s.id, ""), -1) for s in statements])
    rare = np.array(
        [said[s.article, speakers[s.id]] ** -0.5 if s.id in speakers else 0.0 for s in statements]
    )
    same = (who[:, None] == who[None, :]) & (who[:, None] >= 0)
    matrix: Floats = np.where(same, np.outer(rare, rare), 0.0).astype(np.float32)
    return matrix


def _rival_speakers(statements: Sequence[Statement], speakers: Mapping[str, str]) -> Floats:
    """1 where both statements are quotations whose speakers are known and differ."""
    ids = {id: n for n, id in enumerate(sorted(set(speakers.values())))}
    who = np.array(
        [ids.get(speakers.get(s.id, ""), -1) if s.kind == "quote" else -1 for s in statements]
    )
    known = (who[:, None] >= 0) & (who[None, :] >= 0)
    matrix: Floats = (known & (who[:, None] != who[None, :])).astype(np.float32)
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
