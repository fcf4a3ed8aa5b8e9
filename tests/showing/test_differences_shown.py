"""How differences of every kind are shown, and that minor ones stand behind and say so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from crossread.model import Difference, Dossier
from crossread.showing import html, loading, markdown, terminal
from crossread.showing import json as show_json
from crossread.showing.story import KIND_ORDER
from tests.showing import sample
from tests.showing.test_matrix import view

MADE = sample.small()
STORY = MADE.comparisons[0]
FIGURE = next(d for d in STORY.differences if d.kind == "figure")
OTHERS = tuple(d for d in STORY.differences if d is not FIGURE)


def with_difference(**changes: object) -> Dossier:
    """The sample with its difference of figures changed."""
    changed: Difference = replace(FIGURE, **changes)
    story = replace(STORY, differences=(*OTHERS, changed))
    return replace(MADE, comparisons=(story, *MADE.comparisons[1:]))


@pytest.mark.parametrize("kind", KIND_ORDER)
def test_every_kind_is_shown_in_every_form(kind: str) -> None:
    made = with_difference(kind=kind)
    told = json.loads(show_json.encode(made))
    assert kind in {d["kind"] for d in told["differences"]}
    heads = {
        "figure": "Figures differ", "polarity": "Yes, no or maybe differs", "time": "Times differ",
        "attribution": "Speakers differ", "name": "Names differ", "wording": "Wording differs",
    }  # fmt: skip
    assert heads[kind] in html.render(made)
    assert heads[kind] in markdown.render(made)
    assert heads[kind] in terminal.render(made)


def test_a_minor_difference_says_so_and_comes_last() -> None:
    made = with_difference(minor=True)
    brief = markdown.render(made)
    assert "- Figures differ, only in how exactly it is told" in brief
    assert "**Figures differ**" not in brief
    assert "Figures differ (only in how exactly it is told)" in terminal.render(made)
    page = html.render(made)
    assert '<li class="difference minor">' in page
    assert page.index('<li class="difference">') < page.index('<li class="difference minor">')


def test_minor_is_kept_in_a_saved_file(tmp_path: Path) -> None:
    file = tmp_path / "made.json"
    file.write_bytes(show_json.encode(with_difference(minor=True)))
    read = loading.read(file)
    assert [d.id for d in read.comparisons[0].differences if d.minor] == [FIGURE.id]


def test_a_name_that_an_article_without_the_point_spells_otherwise_is_shown_with_it() -> None:
    inner = STORY.points[2]  # of the first two articles alone
    mentions = {m.id: m.span for a in STORY.story.articles for m in a.mentions}
    spans = (mentions["p2.1.m1"], mentions["p3.1.m1"])
    told = Difference("s1.p3.d1", inner.id, "name", spans, "one name, spelt differently", False)
    points = (*STORY.points[:2], replace(inner, differences=(told.id,)))
    story = replace(STORY, points=points, differences=(*STORY.differences, told))
    seen = view(replace(MADE, comparisons=(story, *MADE.comparisons[1:])))
    (row,) = [r for r in seen.matrix.inside if r.point]
    assert row.point is not None
    (shown,) = row.point.differences
    assert {r.source.id for one in shown.sides for r in one.references} == {"p2.1", "p3.1"}


def test_a_point_that_is_rather_none_says_so() -> None:
    points = (replace(STORY.points[0], score=0.4), *STORY.points[1:])
    story = replace(STORY, points=points)
    made = replace(MADE, comparisons=(story, *MADE.comparisons[1:]))
    for shown in (html.render, markdown.render):
        assert "may tell two things" in shown(made)
        assert "may tell two things" not in shown(MADE)


def test_a_point_that_one_account_denies_is_not_what_all_say() -> None:
    first = STORY.points[0].id
    told = view(with_difference(kind="polarity", point=first, members=())).agreed
    assert 1 not in [one.point.number for one in told]
    assert told
    minor = view(with_difference(kind="polarity", point=first, members=(), minor=True)).agreed
    assert 1 in [one.point.number for one in minor]


def test_a_point_of_which_figures_differ_says_so_in_the_brief() -> None:
    assert "Not told alike: Figures differ." in markdown.render(MADE)
    assert "Not told alike" not in markdown.render(with_difference(minor=True))
    assert "Not told alike" not in markdown.render(with_difference(kind="wording"))
