"""The scorer of the example corpus: a faultless result scores 1, each fault costs its kind."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest

from bench import gold as golds
from bench.examples import run, scored
from bench.gold_check import faults
from bench.report import MissingData, Report
from tests.bench.perfect import Contract, perfect

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


@pytest.fixture(scope="module")
def faultless() -> Contract:
    return perfect(EXAMPLES)


def judged(system: Contract) -> Report:
    return scored(golds.load(EXAMPLES), system, EXAMPLES)


def test_the_gold_fits_its_pages() -> None:
    assert faults(EXAMPLES) == []


def test_a_faultless_result_scores_one(faultless: Contract) -> None:
    report = judged(faultless)
    assert {k: v for k, v in report.figures.items() if v != 1.0} == {}
    assert report.errors == {}


def first(kind: str, change: Callable[[Contract], object]) -> Callable[[Contract], None]:
    def apply(system: Contract) -> None:
        change(system[kind][0])

    return apply


def silence(system: Contract) -> None:
    next(q for q in system["quotes"] if q["kind"] == "direct")["speaker"] = None


@pytest.mark.parametrize(
    ("change", "lower"),
    [
        (first("articles", lambda a: a["body"].pop()), "articles"),
        (first("articles", lambda a: a.update(headline=None)), "articles"),
        (first("furniture", lambda f: f.update(end=f["start"] + 1)), "furniture"),
        (first("entities", lambda e: e.update(type="ORG")), "names"),
        (first("entities", lambda e: e.update(id="loc.spain")), "entities b3"),
        (first("quotes", lambda q: q.update(end=q["start"] + 3)), "quotes"),
        (first("quotes", lambda q: q.update(kind="direct")), "quotes"),
        (silence, "direct quotes with speaker"),
        (first("figures", lambda f: f.update(value=15)), "figures"),
        (first("times", lambda t: t.update(value="2025-10-15")), "times"),
        (first("links", lambda link: link.update(kind="excerpt")), "links"),
        (first("stories", lambda s: s["articles"].pop()), "stories"),
        (first("points", lambda p: p["members"].pop()), "points"),
        (first("differences", lambda d: d.update(kind="wording")), "differences"),
    ],
)
def test_a_fault_costs_its_kind(
    faultless: Contract, change: Callable[[Contract], None], lower: str
) -> None:
    system = deepcopy(faultless)
    change(system)
    report = judged(system)
    assert 0.5 < report.figures[f"{lower} f1"] < 1.0
    assert report.errors[lower]


def test_two_points_in_one_cost_precision_and_not_recall(faultless: Contract) -> None:
    system = deepcopy(faultless)
    one, other = system["points"][0], system["points"].pop(1)
    one["members"] += other["members"]
    report = judged(system)
    assert report.figures["points recall"] == 1.0
    assert report.figures["points precision"] < 1.0


def test_statements_that_hit_no_gold_are_wrong(faultless: Contract) -> None:
    system = deepcopy(faultless)
    made_up = [
        {"page": m["page"], "start": 0, "end": 4, "text": "", "article": m["article"]}
        for m in (system["points"][0]["members"][0], system["points"][-1]["members"][-1])
    ]
    before = judged(system).figures["points precision"]
    system["points"].append({"id": "made up", "members": made_up})
    assert judged(system).figures["points precision"] < before


def point(*spans: Contract) -> Contract:
    return {"id": str(spans), "members": list(spans)}


def statement(system: Contract, article: str, text: str) -> Contract:
    page = next(p for p in system["pages"] if p["path"].endswith(f"{article}.txt"))
    start = page["text"].index(text)
    end = start + len(text)
    return {"page": page["id"], "start": start, "end": end, "text": text, "article": article}


def test_the_words_that_go_with_a_quotation_are_not_counted(faultless: Contract) -> None:
    system = deepcopy(faultless)
    said = statement(system, "dam-herald", "said Inés Lozano, the president of the Aragon region")
    versprach = statement(system, "dam-tageblatt", "Regionalpräsidentin Inés Lozano versprach")
    system["points"].append(point(said, versprach))
    assert judged(system).figures["points precision"] == 1.0


@pytest.mark.parametrize(
    ("other", "text", "precision"),
    [
        ("dam-valley-post", "he told reporters", 1.0),  # a copy repeats what the gold leaves out
        ("dam-tageblatt", "wies die Vorwürfe zurück", 0.9),  # another account does not
    ],
)
def test_what_copies_repeat_is_not_counted(
    faultless: Contract, other: str, text: str, precision: float
) -> None:
    system = deepcopy(faultless)
    one = statement(system, "dam-herald", "he told reporters")
    system["points"] = [point(one, statement(system, other, text))] + [
        point(*p["members"][:2])
        for p in system["points"]
        if len({m["article"] for m in p["members"][:2]}) == 2 and not p["id"].count("said")
    ][:9]
    assert judged(system).figures["points precision"] == precision


def test_data_without_gold_are_refused(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match="gold"):
        run(tmp_path)


def test_gold_that_does_not_stand_in_its_article_is_told() -> None:
    records = golds.load(EXAMPLES)
    with pytest.raises(golds.GoldError, match="no such article"):
        golds.place({"article": "nobody", "text": "x"}, {}, {})
    records["articles"][0]["body"]["first"] = "Words that nobody wrote"
    with pytest.raises(golds.GoldError, match="first or last words"):
        golds.place_bodies(records["articles"], {r["page"]: "" for r in records["articles"]})
