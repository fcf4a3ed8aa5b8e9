"""How well `crossread compare` reads the example corpus, stage by stage.

In: a folder with `pages` and `gold` (`examples`). Out: precision, recall and F1 for articles,
furniture, names, entities, quotes, figures, times, links, stories, points and differences, and
every miss and false find. What counts as right is said in `examples/gold/README.md` and, item
by item, in the functions of `bench.judge` and `bench.pairs`. The command line is run in a process of its own and
its JSON is read, so that the contract is what is measured.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import gold as golds
from bench import judge, pairs
from bench.report import (
    SCORE_COLUMNS,
    Report,
    Table,
    score_cells,
    score_figures,
)

DATA = ("examples",)


def run(data: Path) -> Report:
    """Score the system on `data/pages` against `data/gold`.

    Raises:
        MissingData: there is no gold, or the system gives no JSON.
        GoldError: the gold does not fit the pages (`python -m bench.gold_check` says where).
    """
    records = golds.load(data)
    return scored(records, judge.contract(data), data)


def scored(records: dict[str, list[golds.Record]], system: dict[str, Any], data: Path) -> Report:
    """Score one JSON result.

    Args:
        records: the gold, from `bench.gold.load`.
        system: the decoded JSON of `crossread compare DATA/pages --format json`.
        data: the folder, to tell which page is which.
    """
    case = judge.case(records, system, data)
    results = [
        *judge.articles(case),
        judge.furniture(case),
        *judge.names(case),
        *judge.entities(case),
        *judge.quotes(case),
        *judge.figures(case),
        *judge.times(case),
        judge.links(case),
        *judge.stories(case),
        *pairs.points(case),
        pairs.differences(case),
    ]
    shares = [share for result in results for share in result.shares]
    figures: dict[str, float] = {}
    for result in results:
        figures |= score_figures(result.name, result.score)
    figures |= {name: right / of if of else 1.0 for name, right, of in shares}
    return Report(
        name="examples",
        tables=(
            Table(
                "example corpus",
                ("what", *SCORE_COLUMNS),
                tuple((r.name, *score_cells(r.score)) for r in results),
            ),
            Table(
                "of what was found, how much is right besides",
                ("what", "of", "share"),
                tuple((name, of, right / of if of else 1.0) for name, right, of in shares),
            ),
        ),
        figures=figures,
        notes=("what counts as right: examples/gold/README.md",),
        errors={r.name: r.errors for r in results if r.errors},
    )
