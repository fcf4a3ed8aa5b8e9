"""Kinds of points, judged against cases worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import gold as golds
from bench.gold import Record
from bench.point_kinds import FILE, scored
from bench.report import Report
from tests.bench.test_points_judge import DATA, GOLD, point, system

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
SANK = point(("post", "The ship sank at noon"), ("bote", "Das Schiff sank"))
DEAD = point(("post", "Nine sailors drowned"), ("mail", "9 sailors died"))
RAISED = point(("post", "It may be raised"), ("bote", "Es wird gehoben"))
STRANGE = point(("post", "Six were saved"), ("bote", "Neun Kühe auch"))
MARKED: list[Record] = [
    {"point": "ship.sank", "kind": "fact"},
    {"point": "ship.dead", "kind": "fact", "or": ["quotation"]},
    {"point": "ship.raised", "kind": "background"},
]


def judged(*kinds: str) -> Report:
    points = [p | {"kind": kind} for p, kind in zip((SANK, DEAD, RAISED, STRANGE), kinds)]
    return scored(GOLD, MARKED, system(points), DATA)


def test_all_right() -> None:
    figures = judged("fact", "fact", "background").figures
    assert figures["point kinds accuracy"] == 1.0
    assert figures["point kinds commonest"] == pytest.approx(2 / 3)
    assert figures["point kind background f1"] == 1.0


def test_what_a_careful_reader_may_also_say_is_right() -> None:
    assert judged("fact", "quotation", "background").figures["point kinds accuracy"] == 1.0


def test_a_wrong_kind_is_told() -> None:
    report = judged("background", "fact", "fact")
    assert report.figures["point kinds accuracy"] == pytest.approx(1 / 3)
    assert report.figures["point kind background recall"] == 0.0
    assert [line.split(":")[0] for line in report.errors["kinds"]] == [
        f"{SANK['id']} is background, should be fact (ship.sank)".partition(":")[0],
        f"{RAISED['id']} is fact, should be background (ship.raised)".partition(":")[0],
    ]


def test_a_point_that_fits_no_gold_is_left_out() -> None:
    report = judged("fact", "fact", "background", "quotation")
    assert report.tables[0].rows[0] == ("as told", 3, 1.0)


def test_nothing_found_is_no_fault() -> None:
    assert judged().figures["point kinds accuracy"] == 0.0


@pytest.mark.parametrize("folder", [EXAMPLES, EXAMPLES / "rehearsal"])
def test_every_point_of_the_gold_has_a_kind(folder: Path) -> None:
    marked = [r["point"] for r in golds.lines(folder / FILE)]
    points = [r["id"] for r in golds.lines(folder / "gold/points.jsonl") if not r.get("optional")]
    assert marked == points
    kinds = {k for r in golds.lines(folder / FILE) for k in (r["kind"], *r.get("or", ()))}
    assert kinds == {"quotation", "fact", "background"}
