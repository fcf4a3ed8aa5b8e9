"""How well pairs of statements that say the same are told from all others, sign by sign.

In: a folder with `pages` and `gold` in the form of `examples`, and its folder `rehearsal`, if it has
one. (Of a gold that marks hard negatives, as `examples/points` and `examples/rehearsal` do, the result
of the command line is scored, by `bench.points_judge`, and nothing is fitted.) For every gold story,
every pair of statements of different articles is judged: do they hold members of one gold point? Out:
average precision and the best F1 over all thresholds,

- for what the comparison is built of, one thing added at a time (ablation);
- for each sign of `crossread.comparing.signs` alone;
- for the logistic model fitted on all *other* stories, so that no story is judged by weights that have
  seen it, and for that model without one sign.

A member may span several statements, of which only some say the same as those of another member: of
the pairs between two members only those count, that answer each other nearly as well as the best; the
others are left out, and so are pairs that hit optional members only.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench import gold as golds
from bench import judge, matched_words, point_kinds, points_judge
from bench.gold import Record
from bench.judge import Case
from bench.metrics import covers_half
from bench.report import MissingData, Report, Table
from crossread import pipeline
from crossread.comparing.agreement import STACKED, chance, stacked
from crossread.comparing.candidates import Pairs as Candidates
from crossread.comparing.candidates import candidates
from crossread.comparing.interaction import interact
from crossread.comparing.points import speakers
from crossread.comparing.signs import SIGNS, article_numbers, signs
from crossread.comparing.statements import statements
from crossread.encoding import Encoder, lexicon, load
from crossread.model import Statement, Story

DATA = ("examples", "examples/points", "examples/rehearsal", "examples/heldout")

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
CONVERGED = 1e-10
"""Step of Newton's method under which the weights are found."""
PENALTY = 10.0
"""Weight of the squared weights in the fit, in units of the signs' standard deviations."""
NEARLY = 0.7
"""Part of the best answer between two members from which a pair of their statements counts."""
STEPS: tuple[tuple[str, dict[str, bool]], ...] = (
    ("sentence vectors alone", {}),
    ("late interaction", {"whole_units": False, "story_rarity": False}),
    ("+ names, figures, times as one unit each", {"whole_units": True, "story_rarity": False}),
    ("+ rarity in the story", {"whole_units": True, "story_rarity": True}),
    ("+ lexicon", {"whole_units": True, "story_rarity": True}),
)
"""What is added at a time: its name, and the options of `interact`."""


ALL = (*SIGNS, *STACKED)
"""The signs of both judgements."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of statements of one gold story.

    Args:
        story: its id.
        same: (m,) whether the judged pairs that the comparison looks at say the same.
        every: (k, signs) of all pairs that it looks at,
        pairs: these pairs,
        judged: (k,) and which of them are judged.
        articles: (n,) number of the article of each statement.
        missed: pairs that say the same, of those that it does not look at.
        steps: for each of `STEPS`, a score of every judged pair of different articles.
        all_same: whether each of these says the same.
    """

    story: str
    same: Flags
    every: Floats
    pairs: Candidates
    judged: Flags
    articles: NDArray[np.int64]
    missed: int
    steps: tuple[Floats, ...]
    all_same: Flags

    @property
    def signs(self) -> Floats:
        """(m, signs) of the judged pairs."""
        return self.every[self.judged]


def run(data: Path) -> Report:
    """Judge the pairs of `data/pages` by `data/gold`.

    Raises:
        MissingData: there is no gold, or it holds no story of several articles.
    """
    if golds.kinds(data) == golds.POINT_KINDS:
        return _with_more(points_judge.run(data), data)
    stories = [pairs for folder in folders(data) for pairs in collect(folder)]
    if not stories:
        raise MissingData(f"{data} holds no gold story of several articles")
    again = judged_twice(stories)
    report = Report(
        name="points",
        tables=(_ablation(stories, again), _each_sign(again), _by_story(again)),
        figures=dict(
            zip(("pairs average precision", "pairs best f1"), _left_out(again, ALL), strict=True)
        ),
        notes=("one story left out of the fit in its turn",),
    )
    return _with_more(report, data)


def _with_more(report: Report, data: Path) -> Report:
    """The report with how kinds and matched words of points fare, where the gold marks them."""
    marked = [bench for bench in (point_kinds, matched_words) if (data / bench.FILE).is_file()]
    if not marked:
        return report
    records, system = golds.load(data, golds.kinds(data)), judge.contract(data)
    for bench in marked:
        more = bench.scored(records, golds.lines(data / bench.FILE), system, data)
        report = replace(
            report,
            tables=(*report.tables, *more.tables),
            figures={**report.figures, **more.figures},
            errors={**report.errors, **more.errors},
        )
    return report


def folders(data: Path) -> list[Path]:
    """The folders whose stories set the weights: the corpus, and its rehearsal if there is one."""
    return [data, *(folder for folder in (data / "rehearsal",) if (folder / "gold").is_dir())]


def _ablation(stories: Sequence[Pairs], again: Sequence[Pairs]) -> Table:
    """What each part of the comparison brings; `again` as `judged_twice` gives them."""
    same = np.concatenate([s.all_same for s in stories])
    rows = [
        (name, *told(np.concatenate([s.steps[n] for s in stories]), same))
        for n, (name, _) in enumerate(STEPS)
    ]
    rows.append(
        ("+ standing out (margin)", *_told(stories, [_column(s, "margin") for s in stories]))
    )
    rows.append(("+ all own signs, story left out", *_left_out(stories, SIGNS)))
    rows.append(("+ judged again by other pairs", *_left_out(again, ALL)))
    return Table("ablation", ("what", "average precision", "best F1"), tuple(rows))


def _each_sign(stories: Sequence[Pairs]) -> Table:
    """Each sign alone, and the model without it."""
    rows = []
    for name in ALL:
        without = tuple(other for other in ALL if other != name)
        rows.append(
            (
                name,
                *_told(stories, [_column(s, name) for s in stories]),
                *_left_out(stories, without),
            )
        )
    columns = ("sign", "alone: average precision", "best F1", "model without it: AP", "best F1")
    return Table("signs", columns, tuple(rows))


def _by_story(stories: Sequence[Pairs]) -> Table:
    """The model on each story, fitted on the others."""
    rows = [
        (s.story, len(s.same), int(s.same.sum()) + s.missed, *_told([s], [scores]))
        for s, scores in zip(stories, left_out(stories, ALL), strict=True)
    ]
    columns = ("story", "pairs", "same", "average precision", "best F1")
    return Table("model, by story left out", columns, tuple(rows))


def _column(story: Pairs, name: str) -> Floats:
    return story.signs[:, ALL.index(name)]


def _left_out(stories: Sequence[Pairs], names: Sequence[str]) -> tuple[float, float]:
    return _told(stories, left_out(stories, names))


def left_out(stories: Sequence[Pairs], names: Sequence[str]) -> list[Floats]:
    """Scores of each story's pairs by the model of these signs fitted on the other stories."""
    found: list[Floats] = []
    columns = [ALL.index(name) for name in names]
    for one in stories:
        weights = fit([s for s in stories if s is not one] or stories, columns)
        found.append(one.signs[:, columns] @ weights[:-1] + weights[-1])
    return found


def judged_twice(stories: Sequence[Pairs]) -> list[Pairs]:
    """The stories with the signs of `STACKED` beside their own.

    The first judgement of each story is by weights fitted on the others, as it will be of stories
    that no weights have seen.
    """
    found: list[Pairs] = []
    for one in stories:
        weights = fit([s for s in stories if s is not one] or stories)
        first = chance((one.every @ weights[:-1] + weights[-1]).astype(np.float32))
        more = stacked(one.pairs, first, one.articles)
        found.append(replace(one, every=np.concatenate([one.every, more], axis=1)))
    return found


def _told(stories: Sequence[Pairs], scores: Sequence[Floats]) -> tuple[float, float]:
    """Average precision and best F1 of several stories; pairs not looked at come last."""
    missed = sum(s.missed for s in stories)
    every = np.concatenate([*scores, np.full(missed, -np.inf)])
    return told(every, np.concatenate([*(s.same for s in stories), np.ones(missed, bool)]))


def collect(data: Path) -> list[Pairs]:
    """The pairs of every story that the system finds in a folder, if its gold marks points there."""
    encoder = load()
    dossier = pipeline.dossier([data / "pages"])
    case = judge.case(golds.load(data, golds.kinds(data)), judge.decoded(dossier), data)
    found: list[Pairs] = []
    for comparison in dossier.comparisons:
        if len(comparison.story.articles) > 1:
            pairs = _story(comparison.story, case, encoder)
            if pairs.all_same.any():
                found.append(pairs)
    return found


def _story(story: Story, case: Case, encoder: Encoder) -> Pairs:
    told_all = tuple(s for a in story.articles for s in statements(a))
    entity_of = {m: e.id for e in story.entities for m in e.mentions}
    numbers = article_numbers(told_all)
    interaction = interact(told_all, story.articles, entity_of, encoder, lexicon.load())
    answers = np.minimum(interaction.answered, interaction.answered.T)
    same, judged = labels(told_all, case, answers)
    judged &= numbers[:, None] < numbers[None, :]
    pairs = candidates(interaction, numbers)
    spoken = speakers(told_all, story.articles, entity_of)
    values = signs(pairs, interaction, story.articles, spoken, story.links, encoder)
    kept = judged[pairs.first, pairs.second]
    at = (pairs.first[kept], pairs.second[kept])
    vectors = encoder.sentences([s.span.text for s in told_all])
    steps = [(vectors @ vectors.T)[judged]]
    for name, options in STEPS[1:]:
        words = lexicon.load() if name == "+ lexicon" else None
        step = interact(told_all, story.articles, entity_of, encoder, words, **options).answered
        steps.append(np.minimum(step, step.T)[judged])
    every = np.stack([values[name] for name in SIGNS], axis=1).astype(np.float64)
    return Pairs(
        " ".join(sorted({case.article_of[a.article.id] for a in story.articles}))[:24],
        same[at],
        every,
        pairs,
        kept,
        numbers,
        int((same & judged).sum() - same[at].sum()),
        tuple(step.astype(np.float64) for step in steps),
        same[judged],
    )


def labels(
    told_all: Sequence[Statement], case: Case, answers: NDArray[np.float32]
) -> tuple[Flags, Flags]:
    """Which pairs of statements say the same, and which are judged at all.

    Args:
        told_all: n statements of one story.
        case: the gold.
        answers: (n, n) how well they answer each other.

    Returns:
        Two (n, n) symmetric matrices.
    """
    places = [case.place({"page": s.span.page, "start": s.span.start, "end": s.span.end})
              for s in told_all]  # fmt: skip
    count = len(told_all)
    same = np.zeros((count, count), bool)
    touched = np.zeros((count, count), bool)
    for point in case.gold["points"]:
        hits = [(m, _hits(m, places, case)) for m in point["members"]]
        for n, (one, mine) in enumerate(hits):
            for other, others in hits[n + 1 :]:
                if one["article"] == other["article"] or not mine or not others:
                    continue
                at = np.ix_(mine, others)
                touched[at] = True
                if not point.get("optional"):
                    same[at] |= answers[at] >= NEARLY * answers[at].max()
    same |= same.T
    touched |= touched.T
    return same, (same | ~touched) & ~_copied(told_all, case, touched)


def _hits(member: Record, places: Sequence[golds.Place], case: Case) -> list[int]:
    """Numbers of the statements that hold a gold member."""
    place = golds.place(member, case.articles, case.texts)
    return [
        n
        for n, p in enumerate(places)
        if p.page == place.page and covers_half(place.interval, p.interval)
    ]


def _copied(told_all: Sequence[Statement], case: Case, touched: Flags) -> Flags:
    """Pairs of articles that depend on each other, where the gold does not list what is the same."""
    linked = {frozenset((r["from"], r["to"])) for r in case.gold["links"]}
    names = [case.article_of[s.article] for s in told_all]
    depend = np.array([[frozenset((a, b)) in linked for b in names] for a in names], bool)
    silent: Flags = np.logical_not(touched.any(axis=1))
    copied: Flags = depend & silent[:, None] & silent[None, :]
    return copied


def fit(stories: Sequence[Pairs], columns: Sequence[int] | None = None) -> Floats:
    """Weights of the signs (all, or those of some columns), and the bias last."""
    chosen = list(range(stories[0].signs.shape[1])) if columns is None else list(columns)
    x = np.concatenate([s.signs[:, chosen] for s in stories])
    y = np.concatenate([s.same for s in stories]).astype(np.float64)
    scale = x.std(axis=0) + 1e-9
    design = np.concatenate([x / scale, np.ones((len(x), 1))], axis=1)
    penalty = PENALTY * np.diag([*np.ones(x.shape[1]), 0.0])
    weights = np.zeros(design.shape[1])
    for _ in range(40):
        probability = 1 / (1 + np.exp(-design @ weights))
        gradient = design.T @ (probability - y) + penalty @ weights
        curve = (design * (probability * (1 - probability))[:, None]).T @ design + penalty
        step = np.linalg.solve(curve, gradient)
        weights -= step
        if np.abs(step).max() < CONVERGED:
            break
    return np.concatenate([weights[:-1] / scale, weights[-1:]])


def told(scores: Floats, same: Flags) -> tuple[float, float]:
    """Average precision, and the best F1 over all thresholds."""
    order = np.argsort(-scores, kind="stable")
    right = np.cumsum(same[order])
    precision = right / np.arange(1, len(order) + 1)
    average = float((precision * same[order]).sum() / max(1, same.sum()))
    best = float((2 * right / (np.arange(1, len(order) + 1) + same.sum())).max())
    return average, best
