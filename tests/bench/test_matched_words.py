"""Matched words, judged against a case worked out by hand."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bench import gold as golds
from bench.gold import Record
from bench.matched_words import FILE, scored
from tests.bench.test_points_judge import DATA, GOLD, TEXTS, point, system

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
MARKED: list[Record] = [
    {
        "point": "ship.sank",
        "article": "post",
        "text": "The ship sank at noon",
        "matched": ["ship", "sank"],
        "optional": ["noon"],
    },
    {
        "point": "ship.raised",
        "article": "post",
        "text": "It may be raised",
        "matched": ["raised"],
    },
]


def shown(*words: str) -> dict[str, Any]:
    """A system that shows these words of the first member of `ship.sank`."""
    made = point(("post", "The ship sank at noon"), ("bote", "Das Schiff sank"))
    text = TEXTS["post"]
    made["members"][0]["matched"] = [
        {"start": text.index(w), "end": text.index(w) + len(w), "text": w} for w in words
    ]
    made["members"][1]["matched"] = []
    return system([made])


def figures(*words: str) -> dict[str, float]:
    return scored(GOLD, MARKED, shown(*words), DATA).figures


def test_the_words_that_are_marked() -> None:
    assert figures("ship", "sank")["matched words f1"] == 1.0


def test_an_optional_word_is_not_counted() -> None:
    assert figures("ship", "sank", "noon") == figures("ship", "sank")


def test_a_function_word_is_wrong_and_a_missing_word_is_missed() -> None:
    found = scored(GOLD, MARKED, shown("The", "ship"), DATA)
    assert found.figures["matched words precision"] == pytest.approx(1 / 2)
    assert found.figures["matched words recall"] == pytest.approx(1 / 2)
    assert found.errors["matched words"] == ("'The ship sank at noon': +The -sank",)
    assert found.tables[0].title == "matched words, in 1 of 2 members marked"


@pytest.mark.parametrize("folder", [EXAMPLES, EXAMPLES / "rehearsal"])
def test_the_gold_names_points_and_words_that_are_there(folder: Path) -> None:
    points = {
        r["id"]: {(m["article"], m["text"]) for m in r["members"]}
        for r in golds.lines(folder / "gold/points.jsonl")
    }
    for record in golds.lines(folder / FILE):
        members = points[record["point"]]
        held = [t for a, t in members if a == record["article"]]
        assert any(record["text"] in text or text in record["text"] for text in held), record
        assert all(w in record["text"] for w in record["matched"])
