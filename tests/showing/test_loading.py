"""Saved JSON is read back whole, or refused in one line that says why."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.errors import ReadError
from crossread.model import Dossier
from crossread.showing import annotations as show_annotations
from crossread.showing import csv, html, markdown, saved, terminal
from crossread.showing import json as show_json
from crossread.showing.loading import load, read
from tests.showing import sample
from tests.showing.test_json import DOSSIERS

SMALL = sample.small()
DATA = show_json.encode(SMALL)
TREE: dict[str, Any] = json.loads(DATA)

FORMS: dict[str, Callable[[Dossier], Any]] = {
    "json": show_json.encode,
    "html": html.render,
    "html in French": lambda dossier: html.render(dossier, "fr"),
    "md": markdown.render,
    "terminal": terminal.render,
    "csv": lambda dossier: dict(csv.files(dossier)),
    "annotations": show_annotations.render,
}


def wrong(data: bytes) -> str:
    """The one line with which a file is refused."""
    with pytest.raises(ReadError) as caught:
        load(data, "x.json")
    said = str(caught.value)
    assert said.startswith("x.json: ")
    assert len(said.splitlines()) == 1
    assert len(said) < 300
    return said


def changed(change: Callable[[dict[str, Any]], Any]) -> bytes:
    """The small dossier's JSON after a change."""
    tree = copy.deepcopy(TREE)
    change(tree)
    return json.dumps(tree, ensure_ascii=False).encode()


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", DOSSIERS)
def test_what_is_shown_from_saved_json_is_what_was_shown_at_first(name: str, form: str) -> None:
    dossier = DOSSIERS[name]
    again = load(show_json.encode(dossier))
    assert FORMS[form](again) == FORMS[form](dossier)


@given(st.text(min_size=1, max_size=40), st.text(min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_comes_back_byte_for_byte(first: str, second: str) -> None:
    data = show_json.encode(sample.pair(first, second))
    assert show_json.encode(load(data)) == data


def test_records_are_those_of_the_stages() -> None:
    again = load(DATA)
    assert again.comparisons[0].points == SMALL.comparisons[0].points
    assert again.comparisons[0].story.links == SMALL.comparisons[0].story.links
    assert [c.timeline for c in again.comparisons] == [c.timeline for c in SMALL.comparisons]
    assert again.entities == SMALL.entities
    for new, old in zip(again.comparisons, SMALL.comparisons, strict=True):
        for one, other in zip(new.story.articles, old.story.articles, strict=True):
            for part in ("sentences", "mentions", "quotes", "figures", "times"):
                assert getattr(one, part) == getattr(other, part)


def test_the_records_of_a_file_have_the_keys_of_the_schema() -> None:
    schema = show_json.schema()
    forms = {"": saved.Saved} | {
        name: getattr(saved, f"Saved{name.capitalize()}")
        for name in schema["$defs"]
        if hasattr(saved, f"Saved{name.capitalize()}")
    }
    assert len(forms) >= 17
    added = {
        "": {"sentences"},
        "mention": {"type"},
        "link": {"form", "from_coverage", "to_coverage"},
        "point": {"held_by", "first", "original", "why"},
        "difference": {"minor"},
    }
    for name, form in forms.items():
        keys = (schema["$defs"][name] if name else schema)["properties"]
        fields = {f.encode_name: f.required for f in msgspec.structs.fields(form)}
        assert set(fields) == set(keys), name
        assert {key for key, required in fields.items() if not required} == added.get(name, set())


def test_a_file_of_schema_1_from_before_keys_were_added_to_it() -> None:
    def older(tree: dict[str, Any]) -> None:
        del tree["sentences"]
        for entity in tree["entities"]:
            for mention in entity["mentions"]:
                del mention["type"]
        for link in tree["links"]:
            for key in ("form", "from_coverage", "to_coverage"):
                del link[key]
        for point in tree["points"]:
            for key in ("held_by", "first", "original", "why"):
                del point[key]
            point["kind"] = "quotation" if point["kind"] == "quotation" else "statement"

    again = load(changed(older))
    assert again.comparisons[0].story.articles[0].mentions[0].type == "PER"
    assert again.comparisons[0].story.articles[0].sentences == ()
    points = again.comparisons[0].points
    assert [p.kind for p in points] == ["quotation", "fact", "fact"]
    assert [p.held_by for p in points] == [(0, 1), (0, 1), (0,)]
    assert {(p.first, p.original, p.why) for p in points} == {(None, None, "")}
    assert "Ferry line" in html.render(again)


def test_keys_that_a_later_version_adds_are_passed_over() -> None:
    data = changed(lambda tree: (tree.update(weather=[{"a": 1}]), tree["links"][0].update(b=2)))
    assert show_json.encode(load(data)) == DATA


def test_a_byte_order_mark_and_other_white_space_are_no_hindrance() -> None:
    data = b"\xef\xbb\xbf" + json.dumps(TREE, indent=7).encode()
    assert show_json.encode(load(data)) == DATA


@pytest.mark.parametrize("cut", range(0, len(DATA) - 3, 613))
def test_a_file_that_ends_too_early(cut: int) -> None:
    said = wrong(DATA[:cut])
    assert "ends too early" in said or "it is empty" in said


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "it is empty"),
        (b" \n\t", "it is empty"),
        (b"<!doctype html><p>x</p>", "it is not JSON"),
        (b"\x89PNG\r\n\x1a\n\0", "it is not JSON"),
        (b"{'schema': 1}", "it is not JSON"),
        (b'{"schema": 1, "generator": "crossread \xff"}', "it is not JSON"),
        (DATA + b"{}", "it is not JSON"),
        (b"[1, 2]", "it is no saved dossier"),
        (b'"dossier"', "it is no saved dossier"),
        (b"null", "it is no saved dossier"),
        (b"{}", "it is no saved dossier"),
        (b'{"type": "FeatureCollection", "features": []}', "it is no saved dossier"),
        (b'{"schema": 1, "name": "something else"}', "it is no saved dossier"),
        (b'{"schema": {"type": "object"}, "generator": "x", "pages": []}', "no saved dossier"),
        (b'{"schema": true, "generator": "x", "pages": []}', "no saved dossier"),
        (b'{"schema": 0, "generator": "crossread 0.0.9", "pages": []}', "schema 0 (of crossread 0.0.9)"),
        (b'{"schema": 0, "generator": "crossread 0.0.9", "pages": []}', "compare the pages again"),
        (b'{"schema": 2, "generator": "crossread 9.0\\n!", "pages": []}', "schema 2 (of crossread 9.0 !)"),
        (b'{"schema": 2, "generator": "crossread 9.0", "pages": 7}', "use a later crossread"),
        (b'{"schema": 1, "generator": "crossread 0.1", "pages": []}', "required field `encoder`"),
        (b'{"schema": 1, "generator": "x", "pages": ' + b"[" * 200_000, "it is not JSON"),
    ],
)  # fmt: skip
def test_what_is_no_dossier_of_this_schema(data: bytes, words: str) -> None:
    assert words in wrong(data)


def at(*path: Any, value: Any) -> Callable[[dict[str, Any]], None]:
    """A change that puts a value at a place."""

    def change(tree: Any) -> None:
        for key in path[:-1]:
            tree = tree[key]
        tree[path[-1]] = value

    return change


CHANGES: dict[str, tuple[Callable[[dict[str, Any]], Any], str]] = {
    "a span's text": (
        at("quotes", 0, "text", value="We will send people"),
        "quote p1.1.q1: characters 224 to 269 of page p1 are not the text that it gives",
    ),
    "a span moved": (at("figures", 1, "start", value=5), "figure p1.1.f2: characters 5 to"),
    "a span beyond the page": (at("times", 0, "end", value=10**9), "time p1.1.t1: characters"),
    "a span turned round": (
        lambda t: t["furniture"][0].update(start=9, end=3, text=""),
        "furniture: a span ends before it starts",
    ),
    "a negative place": (at("quotes", 0, "start", value=-1), "Expected `int` >= 0"),
    "a span on another page": (at("quotes", 0, "cue", "page", value="p2"), "quote p1.1.q1: a span is on page p2"),
    "a number for a text": (at("quotes", 2, "text", value=7), "Expected `str`, got `int` - at `$.quotes[2].text`"),
    "no list": (at("points", value={}), "Expected `array`, got `object` - at `$.points`"),
    "a key gone": (lambda t: t["links"][0].pop("why"), "missing required field `why` - at `$.links[0]`"),
    "an unknown kind": (at("points", 0, "kind", value="rumour"), "Invalid enum value 'rumour'"),
    "an id that is markup": (at("points", 0, "id", value='"><script>'), "Expected `str` matching regex"),
    "an id with more lines": (at("pages", 0, "id", value="p1\n"), "Expected `str` matching regex"),
    "a huge number": (at("pages", 0, "length", value=10**30), "page p1 has 465 of its 1000000"),
    "a share above one": (at("links", 0, "coverage", value=1.5), "Expected `float` <= 1.0"),
    "a page cut": (at("pages", 0, "text", value="Ferry"), "page p1 has 5 of its"),
    "a page twice": (lambda t: t["pages"].append(t["pages"][0]), "two of its pages have the id p1"),
    "a quote twice": (lambda t: t["quotes"].append(t["quotes"][0]), "two of its quotes have the id p1.1.q1"),
    "a page gone": (lambda t: t["pages"].pop(), "article p3.1: it names p3, which stands nowhere"),
    "an article gone": (lambda t: t["articles"].pop(), "it names p3.1, which stands nowhere"),
    "a story gone": (lambda t: t["stories"].pop(), "its article is in no story"),
    "an entity gone": (lambda t: t["entities"].pop(), "story s1: it names e3, which stands nowhere"),
    "a quote gone": (lambda t: t["quotes"].pop(0), "statement p1.1.s2: it names p1.1.q1, which"),
    "a time gone": (lambda t: t["times"].pop(0), "the timeline of s1: it names p1.1.t1, which"),
    "a statement gone": (lambda t: t["statements"].pop(1), "point s1.p1: it names p1.1.s2, which"),
    "a point gone": (lambda t: t["points"].pop(0), "difference s1.p1.d1: it names s1.p1, which"),
    "a difference gone": (lambda t: t["differences"].pop(0), "point s1.p1: it names s1.p1.d1, which"),
    "a point of no story": (at("points", 2, "story", value="s9"), "point s1.p3: it names s9, which"),
    "a point of another story": (at("points", 0, "story", value="s2"), "is of another story"),
    "an event of no story": (at("timeline", 0, "story", value="s9"), "the timeline: it names s9, which"),
    "alone of nothing": (at("stories", 0, "alone", 0, value="p9.1.s1"), "story s1: it names p9.1.s1, which"),
    "a member of other words": (at("points", 0, "members", 0, "statement", value="p1.1.s1"), "its member p1.1.s1 is not the statement of that id"),
    "a quote of another article": (at("quotes", 0, "article", value="p3.1"), "quote p1.1.q1 is said to be of article p3.1"),
    "a speaker of another name": (at("quotes", 0, "speaker", "entity", value="e2"), "mention p1.1.m2 of its speaker is not one of e2"),
    "an article in two stories": (lambda t: t["stories"][1]["articles"].append("p1.1"), "article p1.1 is in two stories"),
    "an account lost": (lambda t: t["stories"][0]["accounts"].pop(), "its accounts do not hold each of its articles once"),
    "a point of other accounts": (at("points", 0, "held_by", value=[0]), "point s1.p1: the accounts of its members are [0, 1], not [0]"),
    "first in no article of its": (at("points", 2, "first", value="p3.1"), "point s1.p3: p3.1, which had it first, is none of its articles"),
    "a link out of its story": (at("links", 0, "to", value="p2.2"), "is not between articles of story s1"),
    "half a link": (lambda t: t["links"][0]["passages"][0].pop(), "Expected `array` of length 2"),
}  # fmt: skip


@pytest.mark.parametrize("name", CHANGES)
def test_a_file_that_does_not_hold_together(name: str) -> None:
    change, words = CHANGES[name]
    assert words in wrong(changed(change))


def test_a_lone_surrogate_is_no_text() -> None:
    assert "it is not JSON" in wrong(DATA.replace(b'"title":"Orlen"', b'"title":"\\ud800"'))


VALUES = st.one_of(
    st.none(), st.booleans(), st.integers(-3, 400), st.floats(), st.text(max_size=8),
    st.sampled_from(["p1", "p9.9", "s1.p1", "<b>", "\x1b[2J", "2025-13-45", "=1", "\u202e"]),
    st.just([]), st.just({}),
)  # fmt: skip


@given(st.data())
@settings(max_examples=250, deadline=None)
def test_whatever_is_changed_it_is_shown_or_refused_in_a_line(data: st.DataObject) -> None:
    tree = copy.deepcopy(TREE)
    place: Any = tree
    while True:
        keys = list(place) if isinstance(place, dict) else range(len(place))
        key = data.draw(st.sampled_from(keys))
        inner = place[key]
        if not (isinstance(inner, dict | list) and inner) or data.draw(st.integers(0, 9)) == 0:
            break
        place = inner
    if data.draw(st.booleans()):
        del place[key]
    else:
        place[key] = data.draw(VALUES)
    changed = json.dumps(tree).encode()
    try:
        dossier = load(changed)
    except ReadError:
        wrong(changed)
        return
    for form in FORMS.values():
        assert form(dossier)


def test_reading_a_file(tmp_path: Path) -> None:
    path = tmp_path / "dossier.json"
    path.write_bytes(DATA)
    assert show_json.encode(read(path)) == DATA
    with pytest.raises(ReadError, match="cannot be read: No such file"):
        read(tmp_path / "none.json")
    with pytest.raises(ReadError, match="cannot be read"):
        read(tmp_path)
    with pytest.raises(ReadError, match="cannot be read"):
        read("a\0b")
