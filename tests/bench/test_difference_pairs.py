"""Differences between two sentences, judged against cases worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bench.difference_pairs import (
    SIDES,
    FormError,
    Gold,
    Judged,
    Pair,
    differences,
    judged,
    pairs,
    run,
    scored,
)
from bench.report import MissingData
from crossread.encoding import load
from crossread.model import Difference, Span

EXAMPLES = Path(__file__).resolve().parents[2] / "examples" / "pairs"
RECORD: dict[str, Any] = {
    "id": "a",
    "date": "2026-03-18",
    "left": {"language": "en", "text": "The bridge opened on Monday."},
    "right": {"language": "de", "text": "Die Brücke öffnete am Freitag."},
    "differences": [{"kind": "time", "left": "Monday", "right": "Freitag"}],
}


def written(folder: Path, *records: dict[str, Any], file: str = "times-dev.jsonl") -> Path:
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in records)
    (folder / file).write_text(lines, encoding="utf-8")
    return folder


def pair(id: str = "a", half: str = "dev", other: str = "de", differ: bool = True) -> Pair:
    """Two sentences that tell two weekdays, or, so says the gold, the same."""
    gold = (Gold("time", ((21, 27), (22, 29))),) if differ else ()
    texts = (RECORD["left"]["text"], RECORD["right"]["text"])
    return Pair(id, half, "2026-03-18", texts, ("en", other), gold)


def shown(one: Pair, left: str, right: str, kind: str = "time", minor: bool = False) -> Difference:
    """A difference between words of the two texts."""
    members = tuple(
        Span(side, at, at + len(words), words)
        for side, text, words in zip(SIDES, one.texts, (left, right))
        for at in [text.index(words)]
    )
    return Difference("d", "p", kind, members, "", minor)  # type: ignore[arg-type]


def figures(*results: Judged) -> dict[str, float]:
    return scored(results).figures


def test_a_pair_is_read_with_the_places_of_its_differences(tmp_path: Path) -> None:
    assert pairs(written(tmp_path, RECORD)) == [pair()]


def test_the_half_is_told_by_the_name_of_the_file(tmp_path: Path) -> None:
    written(tmp_path, RECORD)
    written(tmp_path, RECORD | {"id": "b", "differences": []}, file="figures-test.jsonl")
    assert [(p.id, p.half) for p in pairs(tmp_path)] == [("a", "dev"), ("b", "test")]


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"right": {"language": "de"}}, "KeyError: 'text'"),
        ({"right": {"language": "xx", "text": "Am Freitag."}}, "no language 'xx'"),
        (
            {"differences": [{"kind": "time", "left": "Tuesday", "right": "Freitag"}]},
            "'Tuesday' does not stand once in the left text",
        ),
        (
            {"differences": [{"kind": "time", "left": "o", "right": "Freitag"}]},
            "'o' does not stand once",
        ),
        (
            {"differences": [{"kind": "day", "left": "Monday", "right": "Freitag"}]},
            "no kind of difference 'day'",
        ),
    ],
)
def test_a_pair_that_is_not_in_the_form_is_named(
    tmp_path: Path, change: dict[str, Any], why: str
) -> None:
    with pytest.raises(FormError, match=f"times-dev.jsonl 1: .*{why}"):
        pairs(written(tmp_path, RECORD | change))


def test_an_id_stands_once(tmp_path: Path) -> None:
    with pytest.raises(FormError, match="a stands twice"):
        pairs(written(tmp_path, RECORD, RECORD))


def test_a_folder_without_pairs_is_missing_data(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        run(tmp_path)


def test_what_the_package_finds_stands_on_the_two_sides() -> None:
    (found,) = differences(pair(), load())
    assert (found.kind, [(m.page, m.text) for m in found.members]) == (
        "time",
        [("left", "Monday"), ("right", "Freitag")],
    )
    assert judged(pair(), [found]).right == (found,)


def test_a_difference_is_right_where_both_sides_overlap() -> None:
    one = pair()
    assert figures(judged(one, [shown(one, "opened on Mon", "am Freitag")]))["dev time f1"] == 1.0
    beside = judged(one, [shown(one, "Monday", "Brücke")])
    assert (beside.found, beside.missed) == ((), one.gold)
    assert figures(beside)["dev time precision"] == 0.0


def test_a_difference_of_another_kind_is_wrong_and_the_gold_is_missed() -> None:
    one = pair()
    found = figures(judged(one, [shown(one, "Monday", "Freitag", kind="wording")]))
    assert found["dev time recall"] == 0.0
    assert found["dev any agreeing shown"] == 0.0  # the pair does not agree
    report = scored([judged(one, [shown(one, "Monday", "Freitag", kind="wording")])])
    assert ("dev", "wording", 0, 1, 0.0, 0.0, 0.0) in report.tables[0].rows


def test_two_differences_at_one_place_are_both_right_and_the_gold_is_found_once() -> None:
    one = pair()
    twice = [shown(one, "Monday", "Freitag"), shown(one, "on Monday", "am Freitag")]
    (row,) = scored([judged(one, twice)]).tables[0].rows
    assert row == ("dev", "time", 1, 2, 1.0, 1.0, 1.0)


def test_what_is_shown_in_a_pair_that_agrees_is_counted_by_pair_and_languages() -> None:
    differs, agrees, alike = pair(), pair("b", differ=False), pair("c", other="en", differ=False)
    report = scored(
        [
            judged(differs, []),
            judged(agrees, [shown(agrees, "Monday", "Freitag"), shown(agrees, "bridge", "Brücke")]),
            judged(alike, []),
        ]
    )
    assert ("dev", "time", 0, 1, 1, 1) in report.tables[2].rows
    assert report.figures["dev time agreeing shown"] == pytest.approx(1 / 2)
    assert report.figures["dev time precision"] == 0.0


def test_a_minor_difference_counts_where_it_is_right_and_is_no_error_elsewhere() -> None:
    one, agrees = pair(), pair("b", differ=False)
    right = judged(one, [shown(one, "Monday", "Freitag", minor=True)])
    slight = judged(agrees, [shown(agrees, "Monday", "Freitag", minor=True)])
    report = scored([right, slight])
    assert report.figures["dev time f1"] == 1.0
    assert report.figures["dev time agreeing shown"] == 0.0
    assert report.tables[3].rows[0] == ("dev", 1)


def test_halves_and_numbers_of_languages_are_told_apart() -> None:
    two, one = pair(), pair("b", half="test", other="en")
    found = figures(judged(two, []), judged(one, [shown(one, "Monday", "Freitag")]))
    assert (found["dev time f1"], found["test time f1"]) == (0.0, 1.0)
    assert (found["dev two time f1"], found["test one time f1"]) == (0.0, 1.0)


def test_errors_of_the_half_test_are_never_listed() -> None:
    dev, test = pair(), pair("b", half="test")
    wrong = [judged(p, [shown(p, "bridge", "Brücke")]) for p in (dev, test)]
    assert scored(wrong).errors["time"] == (
        "miss   a: Monday | Freitag",
        "false  a: left 'bridge' | right 'Brücke'",
    )
    assert scored([judged(test, [])]).errors["time"] == ()


def test_the_pairs_of_the_project_are_in_the_form_and_half_of_them_agree() -> None:
    found = pairs(EXAMPLES)
    for half in ("dev", "test"):
        for start in ("time", "fig"):
            some = [p for p in found if p.half == half and p.id.startswith(f"{start}-")]
            assert (len(some), sum(not p.gold for p in some)) == (40, 20)
