"""How well pairs of statements that say the same are told from all others, sign by sign.

In: a folder with `pages` and `gold` in the form of `examples`. (A gold that marks hard negatives, as
`examples/points` does, is an unseen judge: there the result of the command line is scored, by
`bench.points_judge`, and nothing is fitted.) For every gold story, every pair of
statements of different articles is judged: do they hold members of one gold point? Out: average
precision and the best F1 over all thresholds, for each sign of `crossread.comparing.agreement`
alone, and for the logistic model fitted on all *other* stories, so that no story is judged by
weights that have seen it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import gold as golds
from bench import points_judge
from bench.metrics import covers_half, overlap
from bench.report import MissingData, Report, Table
from crossread import pipeline
from crossread.comparing.agreement import SIGNS, signs
from crossread.comparing.interaction import interact
from crossread.comparing.points import speakers
from crossread.comparing.statements import statements
from crossread.encoding import load
from crossread.linking.gather import gather
from crossread.model import Annotated, Statement

DATA = ("examples", "examples/points")

Floats = NDArray[np.float64]
PENALTY = 3.0
"""Weight of the squared weights in the fit, in units of the signs' standard deviations."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of statements of one gold story: m × signs, and whether they say the same."""

    story: str
    signs: Floats
    same: NDArray[np.bool_]


def run(data: Path) -> Report:
    """Judge the pairs of `data/pages` by `data/gold`.

    Raises:
        MissingData: there is no gold, or it holds no story of several articles.
    """
    if golds.kinds(data) == golds.POINT_KINDS:
        return points_judge.run(data)
    stories = collect(data)
    if not stories:
        raise MissingData(f"{data} holds no gold story of several articles")
    everything = [(s.story, s.signs, s.same) for s in stories]
    same = np.concatenate([x[2] for x in everything])
    rows: list[tuple[str | int | float, ...]] = []
    for number, name in enumerate(SIGNS):
        scores = np.concatenate([x[1][:, number] for x in everything])
        rows.append((f"{name} alone", *told(scores, same)))
    out = left_out(stories)
    rows.append(("model, left out", *told(np.concatenate(out), same)))
    by_story = [
        (s.story, len(s.same), int(s.same.sum()), *told(scores, s.same))
        for s, scores in zip(stories, out)
    ]
    columns = ("average precision", "best F1")
    return Report(
        name="points",
        tables=(
            Table("signs", ("sign", *columns), tuple(rows)),
            Table(
                "model, by story left out", ("story", "pairs", "same", *columns), tuple(by_story)
            ),
        ),
        figures={
            "pairs average precision": told(np.concatenate(out), same)[0],
            "pairs best f1": told(np.concatenate(out), same)[1],
        },
        notes=("one story left out of the fit in its turn",),
    )


def left_out(stories: list[Pairs]) -> list[Floats]:
    """Scores of each story's pairs by the model fitted on the other stories."""
    found: list[Floats] = []
    for one in stories:
        weights = fit([s for s in stories if s is not one] or stories)
        found.append(one.signs @ weights[:-1] + weights[-1])
    return found


def collect(data: Path) -> list[Pairs]:
    """The pairs of every gold story with at least two articles."""
    encoder = load()
    articles = list(pipeline.articles(pipeline.read([data / "pages"])))
    texts = {_path(a, data): a.page.text for a in articles}
    records = golds.load(data)
    bodies = golds.place_bodies(records["articles"], texts)
    ranges: dict[str, list[tuple[int, int]]] = {}
    for body in bodies:
        ranges.setdefault(body.page, []).append(body.interval)
    furniture = golds.place_furniture(records["furniture"], texts, ranges)
    placed = golds.place_articles(records["articles"], bodies, furniture, texts)
    told_stories = gather(articles, encoder)
    entity_of = {m: e.id for story in told_stories for e in story.entities for m in e.mentions}
    links = [link for story in told_stories for link in story.links]
    gold_id = {a.article.id: _gold_article(a, _path(a, data), placed) for a in articles}
    found: list[Pairs] = []
    for story in records["stories"]:
        own = [a for a in articles if gold_id[a.article.id] in story["articles"]]
        if len(own) < 2:
            continue
        told_all = tuple(s for a in own for s in statements(a))
        interaction = interact(told_all, own, entity_of, encoder)
        spoken = speakers(told_all, own, entity_of)
        matrices = signs(interaction, spoken, links, encoder)
        members = [
            (golds.place(m, placed, texts), record["id"])
            for record in records["points"]
            if record["story"] == story["id"]
            for m in record["members"]
        ]
        path = {a.article.id: _path(a, data) for a in own}
        hit = [_hits(s, path[s.article], members) for s in told_all]
        first, second = np.triu_indices(len(told_all), 1)
        foreign = np.array(
            [told_all[i].article != told_all[j].article for i, j in zip(first, second)]
        )
        first, second = first[foreign], second[foreign]
        found.append(
            Pairs(
                story["id"],
                np.stack([matrices[n][first, second] for n in SIGNS], axis=1).astype(np.float64),
                np.array([bool(hit[i] & hit[j]) for i, j in zip(first, second)]),
            )
        )
    return found


def _path(annotated: Annotated, data: Path) -> str:
    path = annotated.page.path or ""
    return path.removeprefix(f"{data}/")


def _gold_article(
    annotated: Annotated, path: str, placed: dict[str, golds.PlacedArticle]
) -> str | None:
    best = max(
        (
            (sum(overlap((s.start, s.end), p.body.interval) for s in annotated.article.body), id)
            for id, p in placed.items()
            if p.body.page == path
        ),
        default=(0, ""),
    )
    return best[1] if best[0] else None


def _hits(statement: Statement, path: str, members: list[tuple[golds.Place, str]]) -> set[str]:
    """Gold points of which the statement holds a member."""
    own = (statement.span.start, statement.span.end)
    return {id for place, id in members if place.page == path and covers_half(place.interval, own)}


def fit(stories: list[Pairs]) -> Floats:
    """Weights of the signs, and the bias last."""
    x = np.concatenate([s.signs for s in stories])
    y = np.concatenate([s.same for s in stories]).astype(np.float64)
    scale = x.std(axis=0) + 1e-9
    design = np.concatenate([x / scale, np.ones((len(x), 1))], axis=1)
    penalty = PENALTY * np.diag([*np.ones(x.shape[1]), 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(40):
        probability = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (probability - y) + penalty @ weights
        curve = (design * (probability * (1 - probability))[:, None]).T @ design + penalty
        weights -= np.linalg.solve(curve, gradient)
    return np.concatenate([weights[:-1] / scale, weights[-1:]])


def told(scores: Floats, same: NDArray[np.bool_]) -> tuple[float, float]:
    """Average precision, and the best F1 over all thresholds."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    precision = right / np.arange(1, len(order) + 1)
    average = float((precision * same[order]).sum() / max(1, same.sum()))
    best = float((2 * right / (np.arange(1, len(order) + 1) + same.sum())).max())
    return average, best
