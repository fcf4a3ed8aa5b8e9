"""The contract: valid, traceable, complete, the same bytes twice."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import jsonschema
import msgspec
import pytest

from crossread.model import Dossier, Metadata, Skipped
from crossread.showing import json as show_json
from tests.showing import sample

HOSTILE = "<script>alert(1)</script>\u202e‮\U0001f600 \r\x0b\x85\u2028 “x” \ufffd"


def spans(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping with `start` and `end`, however deep."""
    if isinstance(value, dict):
        if "start" in value:
            yield value
        for part in value.values():
            yield from spans(part)
    elif isinstance(value, list):
        for part in value:
            yield from spans(part)


DOSSIERS = {
    "small": sample.small(),
    "empty": sample.empty(),
    "hostile": sample.pair(HOSTILE, "x"),
    "big": sample.big(6, 20, 60),
}


def test_schema_is_a_valid_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(show_json.schema())


def test_schema_describes_every_part_and_allows_nothing_else() -> None:
    def objects(value: Any) -> Iterator[dict[str, Any]]:
        if isinstance(value, dict):
            if value.get("type") == "object":
                yield value
            for part in value.values():
                yield from objects(part)
        elif isinstance(value, list):
            for part in value:
                yield from objects(part)

    found = list(objects(show_json.schema()))
    assert len(found) >= 15
    for one in found:
        assert one["additionalProperties"] is False
        assert one["required"] == list(one["properties"])
        assert one["description"]


@pytest.mark.parametrize("name", DOSSIERS)
def test_output_is_valid(name: str) -> None:
    decoded = json.loads(show_json.encode(DOSSIERS[name]))
    jsonschema.Draft202012Validator(show_json.schema()).validate(decoded)


@pytest.mark.parametrize("name", DOSSIERS)
def test_every_span_is_the_text_at_its_place(name: str) -> None:
    decoded = json.loads(show_json.encode(DOSSIERS[name]))
    texts = {page["id"]: page["text"] for page in decoded["pages"]}
    found = list(spans({key: part for key, part in decoded.items() if key != "pages"}))
    assert found or name == "empty"
    for span in found:
        assert span["text"] == texts[span["page"]][span["start"] : span["end"]]


def test_references_lead_to_records() -> None:
    decoded = show_json.contract(DOSSIERS["small"])
    ids = {
        key: {record["id"] for record in decoded[key]}
        for key in (
            "articles",
            "stories",
            "entities",
            "quotes",
            "statements",
            "points",
            "differences",
            "times",
        )
    }
    for point in decoded["points"]:
        assert set(point["differences"]) <= ids["differences"]
        assert {m["statement"] for m in point["members"]} <= ids["statements"]
    for story in decoded["stories"]:
        assert set(story["articles"]) <= ids["articles"]
        assert set(story["alone"]) <= ids["statements"]
        assert set(story["entities"]) <= ids["entities"]
    for link in decoded["links"]:
        assert {link["from"], link["to"]} <= ids["articles"]
    for quote in decoded["quotes"]:
        assert quote["article"] in ids["articles"]
        assert quote["speaker"] is None or quote["speaker"]["entity"] in ids["entities"] | {None}
    for event in decoded["timeline"]:
        assert set(event["times"]) <= ids["times"]
        assert set(event["statements"]) <= ids["statements"]


def test_content() -> None:
    decoded = show_json.contract(DOSSIERS["small"])
    assert decoded["schema"] == 1
    story = decoded["stories"][0]
    assert (story["first"], story["last"]) == ("2025-03-03", "2025-03-04")
    assert story["languages"] == ["en", "fr"]
    assert decoded["stories"][1]["first"] is None
    assert [a["outlet"] for a in decoded["articles"]] == [
        "Harvik Courier", "Le Quai", "Le Quai", "Nordic Wire"]  # fmt: skip
    assert decoded["links"][0]["from"] == "p1.1"
    assert decoded["quotes"][0]["speaker"]["entity"] == "e1"
    assert decoded["figures"][1]["value"] == 4500000
    assert isinstance(decoded["figures"][1]["value"], int)
    assert decoded["figures"][0]["of"]["text"] == "travellers"
    assert decoded["skipped"][0]["why"] == "it holds no text"


def test_article_without_a_story_is_not_lost() -> None:
    small = DOSSIERS["small"]
    without = msgspec.structs.replace(small, comparisons=small.comparisons[:1])
    assert len(show_json.contract(without)["articles"]) == 4


def test_skipped_of_a_page_and_of_the_run_stand_once() -> None:
    small = DOSSIERS["small"]
    one = Skipped("p1", "a table", "cells without text")
    first = msgspec.structs.replace(small.pages[0], skipped=(one,))
    both = msgspec.structs.replace(
        small, pages=(first, *small.pages[1:]), skipped=(*small.skipped, one)
    )
    assert [s["what"] for s in show_json.contract(both)["skipped"]] == ["the whole file", "a table"]


def test_bytes_are_canonical() -> None:
    data = show_json.encode(sample.small())
    assert data == show_json.encode(sample.small())
    assert data.endswith(b"\n}\n")
    assert "jusqu'à".encode() in data
    assert sum(line.startswith(b'  {"id":"p1.1.q') for line in data.splitlines()) == 2
    assert json.loads(data) == show_json.contract(sample.small())


def test_keys_stand_in_the_order_of_the_schema() -> None:
    assert list(show_json.contract(DOSSIERS["small"])) == show_json.schema()["required"]


def test_names_that_are_not_utf8_and_numbers_that_json_cannot_hold() -> None:
    small: Dossier = DOSSIERS["small"]
    page = msgspec.structs.replace(small.pages[0].page, path="a\udcff.txt",
                                   metadata=Metadata(outlet="o\ud800"))  # fmt: skip
    first = msgspec.structs.replace(small.pages[0], page=page)
    figure = msgspec.structs.replace(
        small.comparisons[0].story.articles[0].figures[0], value=float("inf"), high=float("nan")
    )
    annotated = msgspec.structs.replace(small.comparisons[0].story.articles[0], figures=(figure,))
    story = msgspec.structs.replace(
        small.comparisons[0].story,
        articles=(annotated, *small.comparisons[0].story.articles[1:]),
    )
    comparison = msgspec.structs.replace(small.comparisons[0], story=story)
    changed = msgspec.structs.replace(
        small, pages=(first, *small.pages[1:]), comparisons=(comparison,)
    )
    decoded = json.loads(show_json.encode(changed))
    assert decoded["pages"][0]["path"] == "a\ufffd.txt"
    assert decoded["figures"][0]["value"] is None
    jsonschema.Draft202012Validator(show_json.schema()).validate(decoded)


def test_lines() -> None:
    small = DOSSIERS["small"]
    article = json.loads(show_json.article_line(small.pages[0].page, small.pages[0].articles[0]))
    assert article["path"] == "pages/p1.txt"
    assert article["headline"]["text"].startswith("Ferry line")
    line = show_json.story_line(small.comparisons[0].story)
    assert b"\n" not in line
    story = json.loads(line)
    assert [a["language"] for a in story["articles"]] == ["en", "fr", "en"]
    assert story["accounts"] == [["p1.1", "p2.1"], ["p3.1"]]
    assert story["links"][0]["kind"] == "translation"
