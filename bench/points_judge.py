"""Points and differences, judged by a gold that also says what is *not* the same.

In: a folder with `pages` and `gold` in the form of `examples/points` (its README says what counts as
right), and the JSON of the command line on its pages. Out: precision, recall and F1 of points over
pairs of statements, and how many gold pairs of the easy and of the hard half are found; the share of
hard negatives (statements of one topic that say different things) that were joined; differences by
kind; differences shown where there is none, and how many of these are artefacts of translation.

Pairs of statements are judged as `bench.pairs` judges them, so that the figures of the example corpus
and these are of one kind.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from bench import gold as golds
from bench import judge, pairs
from bench.gold import Record
from bench.judge import Case, Result
from bench.metrics import Score
from bench.points_sides import HALVES, Negatives, differences, negatives, story_of
from bench.report import SCORE_COLUMNS, Report, Table, score_cells, score_figures


def run(data: Path) -> Report:
    """Score the system on `data/pages` against `data/gold`.

    Raises:
        MissingData: there is no gold, or the system gives no JSON.
        GoldError: the gold does not fit the pages (`python -m bench.gold_check` says where).
    """
    records = golds.load(data, golds.POINT_KINDS)
    second = {
        kind: golds.lines(data / "second" / f"{kind}.jsonl")
        for kind in ("points", "differences")
        if (data / "second" / f"{kind}.jsonl").is_file()
    }
    return scored(records, judge.contract(data), data, second)


def scored(
    records: dict[str, list[Record]],
    system: dict[str, Any],
    data: Path,
    second: dict[str, list[Record]] | None = None,
) -> Report:
    """Score one JSON result.

    Args:
        records: the gold, from `bench.gold.load` with `POINT_KINDS`.
        system: the decoded JSON of `crossread compare DATA/pages --format json`.
        data: the folder, to tell which page is which.
        second: points and differences of some of the stories, annotated a second time.
    """
    case = judge.case(records, system, data)
    by_pairs, by_articles = pairs.points(case)
    grouped = replace(_in_found_stories(case), name="points in the stories found")
    recalls = {half: _of_half(case, half) for half in HALVES}
    apart = negatives(case)
    found = differences(case)
    stories = judge.stories(case)
    artefacts = found.artefacts["easy"]
    counted = sum(restated for restated, _ in found.restated.values())
    restatements = sum(of for _, of in found.restated.values())
    figures = {
        **score_figures("points", by_pairs.score),
        **score_figures("points by article", by_articles.score),
        **score_figures(grouped.name, grouped.score),
        **{f"points recall {half}": s.recall for half, s in recalls.items()},
        "hard negatives wrongly joined": apart.share,
        "hard negatives kept apart": 1 - apart.share,
        **score_figures("differences", found.all),
        **{f"differences {kind} f1": s.f1 for kind, s in found.kinds.items()},
        "translation artefacts easy": float(artefacts),
        "translation artefacts hard": float(found.artefacts["hard"]),
        "restatements not shown": 1 - counted / restatements if restatements else 1.0,
        "stories pairwise f1": stories[1].score.f1,
    }
    tables = [
        Table(
            "points, over pairs of statements",
            ("what", *SCORE_COLUMNS),
            tuple(
                (r.name, *score_cells(r.score))
                for r in (by_pairs, by_articles, grouped, stories[1])
            ),
        ),
        Table(
            "pairs of the gold that were found, by half",
            ("half", "gold", "recall"),
            tuple((half, s.gold, s.recall) for half, s in recalls.items()),
        ),
        _by_story(case, apart),
        Table(
            "differences",
            ("kind", *SCORE_COLUMNS),
            (
                ("all", *score_cells(found.all)),
                *((kind, *score_cells(s)) for kind, s in found.kinds.items()),
            ),
        ),
        Table(
            "differences without ground between members of one gold point",
            ("half", "in two languages (artefacts of translation)", "in one language"),
            tuple((half, found.artefacts[half], found.invented[half]) for half in HALVES),
        ),
        Table(
            "shown as a difference",
            ("what", "of", "shown"),
            (
                ("restatements", restatements, counted),
                *((f"restatements: {k}", of, n) for k, (n, of) in found.restated.items() if of),
                ("minor differences (may be shown)", found.rounded[1], found.rounded[0]),
                ("differences shown as minor that the gold has not", 0, found.slightly),
            ),
        ),
    ]
    if second:
        agreed = agreement(case, second)
        tables.append(
            Table(
                "second look at some stories, judged by the gold",
                ("what", *SCORE_COLUMNS),
                tuple((name, *score_cells(s)) for name, s in agreed.items()),
            )
        )
    errors = {r.name: r.errors for r in (by_pairs, *stories) if r.errors}
    errors |= {"hard negatives": apart.errors} if apart.errors else {}
    errors |= {kind: lines for kind, lines in found.errors.items() if lines}
    return Report(
        name="points",
        tables=tuple(tables),
        figures=figures,
        notes=("what counts as right: examples/points/README.md",),
        errors=errors,
    )


def _of_half(case: Case, half: str) -> Score:
    """Of the gold pairs of one half, how many are found; its precision means nothing."""
    chosen = [r for r in case.gold["points"] if r["half"] == half]
    return pairs.points(replace(case, gold={**case.gold, "points": chosen}))[0].score


def _in_found_stories(case: Case) -> Result:
    """Points, where gold pairs of articles that the system puts in different stories do not count.

    So the comparison is told from the grouping before it.
    """
    story = {case.article_of[a]: r["id"] for r in case.system["stories"] for a in r["articles"]}
    parts = [
        {**r, "members": [m for m in r["members"] if story.get(m["article"]) == id]}
        for r in case.gold["points"]
        for id in sorted({story[m["article"]] for m in r["members"] if m["article"] in story})
    ]
    named = [{**r, "id": f"{r['id']} {n}"} for n, r in enumerate(parts)]
    return pairs.points(replace(case, gold={**case.gold, "points": named}))[0]


def _by_story(case: Case, apart: Negatives) -> Table:
    """Points and hard negatives story by story."""
    rows: list[tuple[str | int | float, ...]] = []
    for story in case.gold["stories"]:
        one = _restricted(case, {story["id"]})
        languages = sorted({case.articles[a].record["language"] for a in story["articles"]})
        rows.append(
            (
                story["id"],
                " ".join(languages),
                *score_cells(pairs.points(one)[0].score),
                apart.of[story["id"]],
                apart.joined[story["id"]],
            )
        )
    columns = ("story", "languages", *SCORE_COLUMNS, "hard negatives", "joined")
    return Table("points by story", columns, tuple(rows))


def _restricted(case: Case, stories: set[str]) -> Case:
    """The case of some stories: their gold, and the system's points and differences in them."""
    articles = {a for r in case.gold["stories"] if r["id"] in stories for a in r["articles"]}
    pages = {case.articles[a].body.page for a in articles}
    gold = {
        kind: [r for r in records if story_of(r) in stories]
        if kind in ("points", "differences", "hard_negatives", "restatements")
        else records
        for kind, records in case.gold.items()
    }
    # A pair across stories is the fault of both.
    system = {
        **case.system,
        "points": [
            r
            for r in case.system["points"]
            if any(case.article_of[m["article"]] in articles for m in r["members"])
        ],
        "differences": [
            r
            for r in case.system["differences"]
            if any(case.place(m).page in pages for m in r["members"])
        ],
    }
    return replace(case, gold=gold, system=system)


def agreement(case: Case, second: dict[str, list[Record]]) -> dict[str, Score]:
    """Points and differences that were annotated a second time, judged as if they were a system's.

    Args:
        case: the gold; its system is not looked at.
        second: `points` and `differences` of some stories, in the form of the gold.

    Returns:
        Precision and recall of both, over the stories that the second look has.
    """
    pages = {path: page for page, path in case.paths.items()}

    def at(item: Record) -> Record:
        place = golds.place(item, case.articles, case.texts)
        span = {"page": pages[place.page], "start": place.start, "end": place.end}
        return span | {"text": item["text"], "article": item["article"]}

    system = {
        **case.system,
        "points": [
            {"id": r["id"], "members": [at(m) for m in r["members"]]}
            for r in second.get("points", ())
        ],
        "differences": [
            {"id": r["id"], "kind": r["kind"], "members": [at(m) for s in r["sides"] for m in s]}
            for r in second.get("differences", ())
            if not r.get("minor")
        ],
    }
    stories = {story_of(r) for records in second.values() for r in records}
    judged = replace(case, system=system, article_of={id: id for id in case.articles})
    judged = _restricted(judged, stories)
    return {"points": pairs.points(judged)[0].score, "differences": differences(judged).all}
