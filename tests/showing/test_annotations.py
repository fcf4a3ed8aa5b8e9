"""Web Annotations: as the Recommendation wants them, each on the words that it is about."""

from __future__ import annotations

import json
from typing import Any

import msgspec
import pytest

from crossread.model import Dossier, Figure
from crossread.showing import annotations as show_annotations
from tests.showing import sample
from tests.showing.annotation_rules import check
from tests.showing.test_html import HOSTILE, hostile_dossier
from tests.showing.test_json import DOSSIERS


def written(dossier: Dossier) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(show_annotations.render(dossier))
    return found


SMALL = written(sample.small())
ITEMS = {item["id"].rpartition(":")[2]: item for item in SMALL["first"]["items"]}


def bodies(id: str) -> list[tuple[str, str]]:
    return [(body["purpose"], body["value"]) for body in ITEMS[id]["body"]]


@pytest.mark.parametrize("name", DOSSIERS)
def test_the_recommendation_is_kept(name: str) -> None:
    items = check(written(DOSSIERS[name]))
    assert bool(items) == (name != "empty")


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_a_page_holds(text: str) -> None:
    assert check(written(hostile_dossier(text)))


@pytest.mark.parametrize("name", DOSSIERS)
def test_selectors_lead_to_the_words(name: str) -> None:
    dossier = DOSSIERS[name]
    document = written(dossier)
    texts = {page["crossread:id"]: page["id"] for page in document["crossread:pages"]}
    pages = {texts[split.page.id]: split.page.text for split in dossier.pages}
    for item in document.get("first", {}).get("items", []):
        for target in item["target"] if isinstance(item["target"], list) else [item["target"]]:
            quote, place = target["selector"]
            text = pages[target["source"]]
            assert text[place["start"] : place["end"]] == quote["exact"]
            assert text[: place["start"]].endswith(quote["prefix"])
            assert text[place["end"] :].startswith(quote["suffix"])


def test_every_quote_figure_time_name_and_point_has_one() -> None:
    wanted = {"p1.1.q1", "p1.1.q2", "p2.1.q1", "p2.2.q1", "p3.1.q1", "p1.1.f1", "p1.1.f2", "p2.1.f1",
              "p2.2.f1", "p3.1.f1", "p3.1.f2", "p1.1.t1", "p1.1.t2", "p2.1.t1", "p2.1.t2", "p2.2.t1",
              "p3.1.t1", "p1.1.m1", "p1.1.m2", "p1.1.m3", "p1.1.m4", "p2.1.m1", "p2.1.m2", "p2.1.m3",
              "p3.1.m1", "p3.1.m2", "s1.p1", "s1.p2", "s1.p3"}  # fmt: skip
    assert set(ITEMS) == wanted
    assert SMALL["total"] == len(wanted)


def test_bodies_say_what_was_found() -> None:
    assert bodies("p1.1.q1") == [
        ("tagging", "direct quote"),
        ("describing", "Speaker: Ingrid Solheim"),
    ]
    assert bodies("p1.1.f2")[1] == ("describing", "more than USD 4.5 million: repair")
    assert bodies("p1.1.t1") == [("tagging", "time"), ("identifying", "2025-03-07")]
    assert bodies("p3.1.t1")[1] == ("describing", "unresolved")
    assert bodies("p2.1.m2") == [("tagging", "person"), ("identifying", "Ingrid Solheim")]
    assert bodies("s1.p2")[1:] == [
        ("describing", "Point 2 of s1: 2 of 2 accounts"),
        ("describing", "figure differs: 1,200 in two articles, 1,500 in one"),
    ]
    assert ITEMS["p1.1.f2"]["crossread:value"] == 4.5e6
    assert ITEMS["p1.1.m1"]["crossread:entity"] == "e1"
    assert len(ITEMS["s1.p1"]["target"]) == 3


def test_a_page_is_named_by_its_address_or_by_its_digest() -> None:
    assert ITEMS["p1.1.q1"]["target"]["source"] == "https://courier.example/ferry?a=1&b=2"
    source = ITEMS["p2.1.q1"]["target"]["source"]
    assert source.startswith("ni:///sha-256;")
    assert source in [page["id"] for page in SMALL["crossread:pages"]]
    odd = written(sample.single("a\nb", url="https://a.example/x|y?{z}"))
    assert odd["crossread:pages"][0]["id"] == "https://a.example/x%7Cy?%7Bz%7D"
    script = written(sample.single("a\nb", url="javascript:alert(1)"))
    assert script["crossread:pages"][0]["id"].startswith("ni:")


def test_words_around_tell_a_place_from_others_like_it() -> None:
    text = "The bridge is shut. " * 30
    dossier = sample.single(f"Head\n{text}{text}Now the river is open again. {text}")
    page = dossier.pages[0].page
    article = dossier.comparisons[0].story.articles[0]
    at = page.text.index("The bridge", 300)
    figure = Figure("p1.1.f1", page.span(at, at + 10), 1.0, None, "count", None, None)
    annotated = msgspec.structs.replace(article, figures=(figure,))
    story = msgspec.structs.replace(dossier.comparisons[0].story, articles=(annotated,))
    one = msgspec.structs.replace(dossier.comparisons[0], story=story)
    items = check(written(msgspec.structs.replace(dossier, comparisons=(one,))))
    quote = next(i for i in items if i["id"].endswith("f1"))["target"]["selector"][0]
    whole = quote["prefix"] + quote["exact"] + quote["suffix"]
    assert page.text.count(whole) == 1 or len(quote["prefix"]) == 256
    assert len(ITEMS["p1.1.f1"]["target"]["selector"][0]["prefix"]) == 32


def test_numbers_that_json_cannot_hold_are_left_out() -> None:
    small = sample.small()
    articles = small.comparisons[0].story.articles
    figure = msgspec.structs.replace(articles[0].figures[0], value=float("inf"), high=float("nan"))
    first = msgspec.structs.replace(articles[0], figures=(figure,))
    story = msgspec.structs.replace(small.comparisons[0].story, articles=(first, *articles[1:]))
    one = msgspec.structs.replace(small.comparisons[0], story=story)
    items = check(written(msgspec.structs.replace(small, comparisons=(one,))))
    found = next(i for i in items if i["id"].endswith("p1.1.f1"))
    assert "crossread:value" not in found
    assert "crossread:high" not in found


def test_one_annotation_a_line_and_the_same_twice() -> None:
    data = show_annotations.render(sample.small())
    assert data == show_annotations.render(sample.small())
    assert sum(line.strip().startswith(b'{"id":"urn:') for line in data.splitlines()) == len(ITEMS)
    assert json.loads(data) == show_annotations.collection(sample.small())


def test_other_pages_or_programs_give_other_names() -> None:
    other = msgspec.structs.replace(sample.small(), encoder="another 1")
    assert written(other)["id"] != SMALL["id"]
