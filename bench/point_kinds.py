"""How well the kinds of points are told: quotation, fact, background.

In: a folder with `pages` and `gold`, and in the gold `point_kinds.jsonl`: the kind of each gold point
(`{"point": …, "kind": …, "or": […]}`; what stands under `or` is let pass: right in the accuracy, left
out for each kind). Out: accuracy over the points that the command line finds, beside that of calling
every point by the commonest kind, and precision and recall of each kind.

A system's point is judged by the gold point that it holds most of: with statements of two articles or
more that hit its members (`bench.pairs` says when), and most articles. A point that fits none is
left out. The rule was set on `examples`; the kinds of other folders were marked after it stood.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from bench import gold as golds
from bench import judge
from bench.gold import Place, Record
from bench.judge import Case
from bench.metrics import covers_half, score
from bench.report import SCORE_COLUMNS, Report, Table, score_cells, score_figures

FILE = "gold/point_kinds.jsonl"
KINDS = ("quotation", "fact", "background")


def scored(
    records: dict[str, list[Record]], marked: list[Record], system: dict[str, Any], data: Path
) -> Report:
    """Judge the kinds of one JSON result.

    Args:
        records: the gold, from `bench.gold.load`.
        marked: lines of `point_kinds.jsonl`.
        system: the decoded JSON of `crossread compare DATA/pages --format json`.
        data: the folder, to tell which page is which.
    """
    case = judge.case(records, system, data)
    gold = {r["point"]: r for r in marked}
    where = places(case)
    judged = [
        (gold[id], point)
        for point in system["points"]
        if (id := held(case, where, point["members"])) in gold
    ]
    wanted = Counter(g["kind"] for g, _ in judged)
    commonest = max(KINDS, key=lambda kind: (wanted[kind], kind))
    right = sum(_fits(g, p["kind"]) for g, p in judged)
    baseline = sum(_fits(g, commonest) for g, _ in judged)
    number = max(1, len(judged))
    by_kind = {
        kind: score(
            sum(g["kind"] == kind == p["kind"] for g, p in judged),
            sum(
                g["kind"] == kind and (p["kind"] == kind or not _fits(g, p["kind"]))
                for g, p in judged
            ),
            sum(g["kind"] == kind == p["kind"] for g, p in judged),
            sum(p["kind"] == kind and (g["kind"] == kind or not _fits(g, kind)) for g, p in judged),
        )
        for kind in KINDS
    }
    return Report(
        name="points",
        tables=(
            Table(
                "kinds of points",
                ("what", "points", "accuracy"),
                (
                    ("as told", len(judged), right / number),
                    (f"all {commonest}", len(judged), baseline / number),
                ),
            ),
            Table(
                "kinds of points, each",
                ("kind", *SCORE_COLUMNS),
                tuple((kind, *score_cells(s)) for kind, s in by_kind.items()),
            ),
        ),
        figures={
            "point kinds accuracy": right / number,
            "point kinds commonest": baseline / number,
            **{
                name: value
                for kind, s in by_kind.items()
                for name, value in score_figures(f"point kind {kind}", s).items()
            },
        },
        errors={
            "kinds": tuple(
                f"{p['id']} is {p['kind']}, should be {g['kind']} ({g['point']}): "
                f"{p['members'][0]['text'][:70]!r}"
                for g, p in judged
                if not _fits(g, p["kind"])
            )
        },
    )


def places(case: Case) -> list[tuple[Place, str]]:
    """Where the members of gold points stand, with the point's id."""
    return [
        (golds.place(item, case.articles, case.texts), record["id"])
        for record in case.gold["points"]
        for item in record["members"]
    ]


def held(case: Case, where: list[tuple[Place, str]], members: list[Record]) -> str | None:
    """The gold point that a system's point holds most of; None where it fits none.

    Args:
        case: gold and system.
        where: where the members of gold points stand, with the point's id.
        members: of the system's point.
    """
    articles: dict[str, set[str]] = {}
    for member in members:
        own = case.place(member)
        for place, id in where:
            if own.page == place.page and covers_half(place.interval, own.interval):
                articles.setdefault(id, set()).add(member["article"])
    several = {id: len(found) for id, found in articles.items() if len(found) > 1}
    return max(several, key=lambda id: (several[id], id), default=None)


def _fits(gold: Record, kind: str) -> bool:
    return kind == gold["kind"] or kind in gold.get("or", ())
