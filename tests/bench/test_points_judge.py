"""The judge of points and differences, against cases worked out by hand."""

from __future__ import annotations

import json
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from bench import gold as golds
from bench import judge, points, points_judge
from bench.gold_check import faults, texts
from bench.points_judge import agreement, scored
from bench.points_sides import KINDS, differences, negatives
from bench.report import MissingData, Report

Contract = dict[str, Any]

JUDGE = Path(__file__).resolve().parents[2] / "examples" / "points"
DATA = Path("data")

TEXTS = {
    "post": "Ship sinks\n\nThe ship sank at noon. Nine sailors drowned. It may be raised. Six were saved.",
    "bote": "Schiff sinkt\n\nZehn Seeleute ertranken. Das Schiff sank. Es wird gehoben. Neun Kühe auch.",
    "mail": "Sinking\n\nThe ship went down. 9 sailors died. “We heard a bang,” said a cook.",
}
LANGUAGES = {"post": "en", "bote": "de", "mail": "en"}


def at(article: str, text: str, **more: object) -> Contract:
    return {"article": article, "text": text, **more}


def article(id: str) -> Contract:
    headline, _, body = TEXTS[id].partition("\n\n")
    return {
        "id": id,
        "page": f"pages/{id}.txt",
        "number": 1,
        "main": True,
        "language": LANGUAGES[id],
        "headline": headline,
        "deck": [],
        "dateline": None,
        "body": {"first": body[:10], "last": body[-10:], "paragraphs": 1},
        "published": None,
        "outlet": None,
    }


GOLD: dict[str, list[Contract]] = {
    "articles": [article(id) for id in TEXTS],
    "furniture": [],
    "links": [],
    "stories": [{"id": "ship", "articles": sorted(TEXTS)}],
    "points": [
        {
            "id": "ship.sank",
            "story": "ship",
            "half": "easy",
            "members": [
                at("post", "The ship sank at noon"),
                at("bote", "Das Schiff sank"),
                at("mail", "The ship went down"),
            ],
        },
        {
            "id": "ship.dead",
            "story": "ship",
            "half": "easy",
            "members": [
                at("post", "Nine sailors drowned"),
                at("bote", "Zehn Seeleute ertranken"),
                at("mail", "9 sailors died"),
            ],
        },
        {
            "id": "ship.raised",
            "story": "ship",
            "half": "hard",
            "members": [at("post", "It may be raised"), at("bote", "Es wird gehoben")],
        },
    ],
    "differences": [
        {
            "id": "ship.count",
            "kind": "figure",
            "or": ["time"],
            "point": "ship.dead",
            "sides": [[at("post", "Nine"), at("mail", "9")], [at("bote", "Zehn")]],
        },
        {
            "id": "ship.modal",
            "kind": "polarity",
            "point": "ship.raised",
            "sides": [[at("post", "may be raised")], [at("bote", "wird gehoben")]],
        },
        {
            "id": "ship.slight",
            "kind": "wording",
            "minor": True,
            "point": "ship.sank",
            "sides": [[at("post", "sank")], [at("mail", "went down")]],
        },
    ],
    "hard_negatives": [
        {
            "id": "ship.dead-saved",
            "story": "ship",
            "sides": [
                [at("bote", "Zehn Seeleute ertranken"), at("mail", "9 sailors died")],
                [at("post", "Six were saved")],
            ],
        },
        {
            "id": "ship.dead-cows",
            "story": "ship",
            "sides": [[at("post", "Nine sailors drowned")], [at("bote", "Neun Kühe auch")]],
        },
    ],
    "restatements": [
        {
            "id": "ship.nine",
            "kind": "figure",
            "story": "ship",
            "sides": [[at("post", "Nine")], [at("mail", "9")]],
        }
    ],
}


def span(item: Contract) -> Contract:
    """A gold item where it first stands, as a span of the contract."""
    start = TEXTS[item["article"]].index(item["text"])
    place = {"page": item["article"], "start": start, "end": start + len(item["text"])}
    return place | {"text": item["text"], "article": item["article"]}


def point(*members: tuple[str, str]) -> Contract:
    return {"id": f"{members}", "members": [span(at(*m)) for m in members]}


def difference(kind: str, *members: tuple[str, str]) -> Contract:
    return {"id": kind, "kind": kind, "members": [span(at(*m)) for m in members]}


def system(
    points: list[Contract], differences: list[Contract] | None = None, *, apart: bool = False
) -> Contract:
    """What a system would say; `apart`: it did not see that "bote" tells the same story."""
    together = [["mail", "post"], ["bote"]] if apart else [["bote", "mail", "post"]]
    return {
        "pages": [{"id": id, "path": f"data/pages/{id}.txt", "text": t} for id, t in TEXTS.items()],
        "articles": [
            {"id": id, "page": id, "body": [{"start": t.index("\n\n") + 2, "end": len(t)}]}
            for id, t in TEXTS.items()
        ],
        "stories": [{"id": f"s{n}", "articles": a} for n, a in enumerate(together)],
        "points": points,
        "differences": differences or [],
    }


def judged(made: Contract) -> Report:
    return scored(GOLD, made, DATA)


def case(made: Contract) -> judge.Case:
    return judge.case(GOLD, made, DATA)


SANK = point(
    ("post", "The ship sank at noon"), ("bote", "Das Schiff sank"), ("mail", "The ship went down")
)
DEAD = point(
    ("post", "Nine sailors drowned"),
    ("bote", "Zehn Seeleute ertranken"),
    ("mail", "9 sailors died"),
)
RAISED = point(("post", "It may be raised"), ("bote", "Es wird gehoben"))


# points


def test_pairs_are_counted_over_members_of_different_articles() -> None:
    # gold pairs: 3 + 3 + 1; of these the system has 3 and no other
    figures = judged(system([SANK])).figures
    assert figures["points precision"] == 1.0
    assert figures["points recall"] == pytest.approx(3 / 7)
    assert figures["points f1"] == pytest.approx(0.6)


def test_halves_have_a_recall_of_their_own() -> None:
    figures = judged(system([SANK])).figures
    assert figures["points recall easy"] == 0.5
    assert figures["points recall hard"] == 0.0
    assert judged(system([RAISED])).figures["points recall hard"] == 1.0


def test_a_wrong_pair_costs_precision() -> None:
    wrong = point(("post", "Six were saved"), ("mail", "We heard a bang"))
    assert judged(system([SANK, wrong])).figures["points precision"] == 0.75


def test_in_the_stories_found_pairs_across_them_do_not_count() -> None:
    # only post and mail are together: two gold pairs are left, one of them found
    two = point(("post", "The ship sank at noon"), ("mail", "The ship went down"))
    figures = judged(system([two], apart=True)).figures
    assert figures["points recall"] == pytest.approx(1 / 7)
    assert figures["points in the stories found recall"] == 0.5
    assert figures["stories pairwise f1"] == 0.5  # one pair of three, nothing wrong: 2·1·⅓ / (1+⅓)


# hard negatives


def test_what_is_joined_is_a_share() -> None:
    joined = point(("mail", "9 sailors died"), ("post", "Six were saved"))
    report = judged(system([joined]))
    assert report.figures["hard negatives wrongly joined"] == 0.5
    assert report.figures["hard negatives kept apart"] == 0.5
    assert report.errors["hard negatives"][0].startswith("joined ship.dead-saved")
    assert judged(system([SANK, DEAD, RAISED])).figures["hard negatives wrongly joined"] == 0.0


def test_the_order_of_the_sides_does_not_matter() -> None:
    joined = point(("post", "Six were saved"), ("bote", "Zehn Seeleute ertranken"))
    assert negatives(case(system([joined]))).joined == Counter(ship=1)


def test_statements_of_one_article_are_no_pair() -> None:
    same = point(("post", "Six were saved"), ("post", "Nine sailors drowned"))
    assert negatives(case(system([same]))).share == 0.0


def test_a_statement_that_says_both_is_not_blamed() -> None:
    # the long statement of "bote" holds the dead of the point as well as the cows
    long = point(
        ("post", "Nine sailors drowned"),
        ("bote", TEXTS["bote"].partition("\n\n")[2]),
    )
    assert negatives(case(system([long]))).share == 0.0


# differences

NINE_TEN = difference("figure", ("post", "Nine"), ("bote", "Zehn"))


def test_a_difference_needs_its_kind_and_two_sides() -> None:
    found = differences(case(system([DEAD], [NINE_TEN])))
    assert (found.all.precision, found.all.recall) == (1.0, 0.5)
    assert found.kinds["figure"].f1 == 1.0
    assert found.kinds["polarity"].recall == 0.0
    assert found.errors["differences"] == (
        "miss   ship.modal polarity: ['may be raised', 'wird gehoben']",
    )
    one_side = difference("figure", ("post", "Nine"), ("mail", "9"))
    assert differences(case(system([DEAD], [one_side]))).all.recall == 0.0
    named_so = difference("name", ("post", "Nine"), ("bote", "Zehn"))
    assert differences(case(system([DEAD], [named_so]))).all.precision == 0.0


def test_another_kind_is_right_where_the_gold_names_it() -> None:
    found = differences(case(system([], [difference("time", ("post", "Nine"), ("bote", "Zehn"))])))
    assert found.all.precision == 1.0
    assert found.kinds["time"].precision == 1.0  # the system's kind
    assert found.kinds["figure"].recall == 1.0  # the gold's kind


def test_minor_differences_are_neither_missed_nor_false() -> None:
    slight = difference("wording", ("post", "sank"), ("mail", "went down"))
    found = differences(case(system([], [slight])))
    assert found.all.system == 0
    assert found.rounded == (1, 1)
    assert differences(case(system([]))).all.gold == 2


def test_artefacts_are_false_differences_inside_one_gold_point() -> None:
    translated = difference("wording", ("post", "at noon"), ("bote", "Das Schiff"))
    in_english = difference("time", ("post", "at noon"), ("mail", "went down"))
    elsewhere = difference("figure", ("post", "Six"), ("bote", "Neun"))
    hard = difference("wording", ("post", "raised"), ("bote", "gehoben"))
    found = differences(case(system([], [translated, in_english, elsewhere, hard])))
    assert found.artefacts == Counter(easy=1, hard=1)
    assert found.invented == Counter(easy=1)
    assert found.all.precision == 0.0
    assert judged(system([], [translated])).figures["translation artefacts easy"] == 1.0


def test_a_difference_with_a_stray_member_is_false_but_no_artefact() -> None:
    stray = difference("wording", ("post", "at noon"), ("bote", "Das Schiff"), ("post", "Six"))
    found = differences(case(system([], [stray])))
    assert (found.all.system, found.artefacts.total()) == (1, 0)


def test_restatements_that_are_shown() -> None:
    shown = difference("figure", ("post", "Nine"), ("mail", "9"))
    found = differences(case(system([], [shown])))
    assert found.restated["figure"] == (1, 1)
    assert found.invented == Counter(easy=1)
    assert judged(system([], [shown])).figures["restatements not shown"] == 0.0
    assert judged(system([])).figures["restatements not shown"] == 1.0


def test_a_right_difference_is_no_restatement_whatever_else_it_holds() -> None:
    all_three = difference("figure", ("post", "Nine"), ("mail", "9"), ("bote", "Zehn"))
    assert differences(case(system([], [all_three]))).restated["figure"] == (0, 1)


def test_a_second_look_is_judged_like_a_system() -> None:
    second = {
        "points": [{"id": "ship.1", "members": GOLD["points"][1]["members"]}],
        "differences": GOLD["differences"][:1],
    }
    told = agreement(case(system([])), second)
    assert told["points"].precision == 1.0
    assert told["points"].recall == pytest.approx(3 / 7)
    assert told["differences"].recall == 0.5


# the judge itself


def faultless(data: Path) -> Contract:
    """The contract of a system that says what the gold says."""
    records, pages = golds.load(data, golds.POINT_KINDS), texts(data)
    bodies = golds.place_bodies(records["articles"], pages)
    placed = golds.place_articles(records["articles"], bodies, [], pages)

    def here(item: Contract) -> Contract:
        place = golds.place(item, placed, pages)
        found = {"page": place.page, "start": place.start, "end": place.end, "text": item["text"]}
        return found | {"article": item["article"]}

    return {
        "pages": [{"id": p, "path": str(data / p), "text": t} for p, t in pages.items()],
        "articles": [
            {
                "id": id,
                "page": a.body.page,
                "body": [{"start": a.body.start, "end": a.body.end}],
            }
            for id, a in placed.items()
        ],
        "stories": records["stories"],
        "points": [
            {"id": r["id"], "members": [here(m) for m in r["members"]]} for r in records["points"]
        ],
        "differences": [
            {"id": r["id"], "kind": r["kind"], "members": [here(side[0]) for side in r["sides"]]}
            for r in records["differences"]
        ],
    }


def test_the_gold_fits_its_pages() -> None:
    assert faults(JUDGE) == []


def test_the_gold_is_as_large_as_it_says() -> None:
    records = golds.load(JUDGE, golds.POINT_KINDS)
    needed = [r for r in records["points"] if not r.get("optional")]
    differ = Counter(r["kind"] for r in records["differences"] if not r.get("minor"))
    assert len(records["stories"]) >= 8
    assert len(needed) >= 120
    assert differ.total() >= 40
    assert set(differ) == set(KINDS)
    assert len(records["hard_negatives"]) >= len(needed)
    assert len(records["restatements"]) >= 20
    languages = {r["language"] for r in records["articles"]}
    assert languages == {"en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk"}


def test_articles_are_as_long_as_short_news() -> None:
    lengths = {
        r["id"]: len(r["text"].split())
        for file in sorted((JUDGE / "pages").glob("*.jsonl"))
        for r in map(json.loads, file.read_text("utf-8").splitlines())
    }
    assert len(lengths) == 36
    assert {id: n for id, n in lengths.items() if not 120 <= n <= 350} == {}


def test_a_faultless_result_scores_one() -> None:
    report = scored(golds.load(JUDGE, golds.POINT_KINDS), faultless(JUDGE), JUDGE)
    shares = {k: v for k, v in report.figures.items() if v != 1.0}
    assert shares == {
        "hard negatives wrongly joined": 0.0,
        "translation artefacts easy": 0.0,
        "translation artefacts hard": 0.0,
    }
    assert report.errors == {}


def test_gold_with_hard_negatives_is_judged_and_not_fitted(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(judge, "contract", faultless)
    assert points.run(JUDGE).figures["differences f1"] == 1.0
    assert golds.kinds(JUDGE) == golds.POINT_KINDS
    assert golds.kinds(JUDGE.parent) == golds.KINDS


def test_a_missing_file_of_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match="gold/articles"):
        points_judge.run(tmp_path)


# the checker


def written(folder: Path, gold: dict[str, list[Contract]]) -> Path:
    for name, records in gold.items():
        file = folder / "gold" / f"{name}.jsonl"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records), "utf-8")
    (folder / "pages").mkdir(exist_ok=True)
    for id, text in TEXTS.items():
        (folder / "pages" / f"{id}.txt").write_text(text, "utf-8")
    return folder


def test_gold_without_fault(tmp_path: Path) -> None:
    assert faults(written(tmp_path, GOLD)) == []


def test_faults_of_such_a_gold_are_told(tmp_path: Path) -> None:
    gold = deepcopy(GOLD)
    gold["points"][0]["half"] = "middling"
    gold["differences"][0]["kind"] = "taste"
    gold["differences"][1]["id"] = "bank.modal"
    gold["hard_negatives"][0]["sides"] = [
        [at("post", "Nine sailors drowned")],
        [at("bote", "Zehn Seeleute ertranken")],
    ]
    gold["hard_negatives"][1]["sides"][0] = [at("bote", "Es wird gehoben")]
    gold["restatements"].append(gold["restatements"][0])
    assert faults(written(tmp_path, gold)) == [
        "ship.nine: 2 times in restatements.jsonl",
        "ship.sank: half 'middling'",
        "ship.count: kind 'taste'",
        "bank.modal: sides outside the story that its id names",
        "ship.dead-saved: both sides are members of one point",
        "ship.dead-cows: needs two sides, of different articles",
    ]


def test_a_side_that_does_not_stand_there_is_told(tmp_path: Path) -> None:
    gold = deepcopy(GOLD)
    gold["hard_negatives"][0]["sides"][1] = [at("post", "Seven were saved")]
    assert faults(written(tmp_path, gold)) == [
        "post: 'Seven were saved' does not stand there 1 time(s)"
    ]
