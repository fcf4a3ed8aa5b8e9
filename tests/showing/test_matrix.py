"""Rows and lanes of the matrix, the account of what all say, quantities, the picture of accounts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from crossread.model import Dossier, Published
from crossread.showing.lookup import lookup
from crossread.showing.maps import moment
from crossread.showing.story import StoryView, story_view
from crossread.showing.wording import wording
from tests.showing import sample
from tests.showing.test_accounts import one_account, other_speaker


def view(dossier: Dossier, language: str = "en") -> StoryView:
    words = wording(language)
    found = lookup(dossier, words.template("page"), language)
    return story_view(dossier.comparisons[0], found, words, 1)


def dated(*dates: str | None) -> Dossier:
    """The small dossier with other publication dates."""
    made = sample.small()
    first = made.comparisons[0]
    articles = []
    for annotated, date in zip(first.story.articles, dates, strict=True):
        published = Published(date, "metadata") if date else None
        articles.append(replace(annotated, article=replace(annotated.article, published=published)))
    story = replace(first.story, articles=tuple(articles))
    return replace(made, comparisons=(replace(first, story=story), *made.comparisons[1:]))


def test_a_lane_is_an_account_and_a_cell_leads_to_its_words() -> None:
    matrix = view(sample.small()).matrix
    assert [(lane.name, lane.source.label) for lane in matrix.lanes] == [
        ("A", "Harvik Courier"),
        ("B", "Nordic Wire"),
    ]
    first = matrix.rows[0]
    assert [(cell.lane.name, cell.href, cell.differs) for cell in first.cells] == [
        ("A", "#p1.1.s2", True),
        ("B", "#p3.1.s4", True),
    ]
    assert (first.count, first.flags, first.languages) == (2, "dqx", ("en", "fr"))
    assert matrix.voices[first.voices[0]] == first.speaker == "Ingrid Solheim"


def test_of_one_account_a_lane_is_an_article() -> None:
    matrix = view(one_account()).matrix
    assert [lane.name for lane in matrix.lanes] == ["A1", "A2", "A3"]
    assert [row.count for row in matrix.rows] == [3, 3, 2]
    assert matrix.alone == ()
    assert matrix.inside == ()


def test_what_one_account_says_has_rows_of_its_own() -> None:
    matrix = view(sample.small()).matrix
    assert [row.id for row in matrix.inside] == ["s1.p3"]
    assert {a.label: [r.id for r in a.rows] for a in matrix.alone} == {
        "Nordic Wire": ["only-p3.1.s3", "only-p3.1.s1", "only-p3.1.s2"],
        "Harvik Courier, Le Quai": ["only-p1.1.s4", "only-p1.1.s5"],
    }


def test_a_row_speaks_the_readers_language_and_tells_its_time() -> None:
    assert view(sample.small(), "fr").matrix.rows[0].head.text.startswith("Nous n'enverrons")
    row = view(sample.small()).matrix.inside[0]
    assert row.head.language == "en"
    assert row.time == "2025-03-03"


def test_speakers_that_differ_make_a_row_differ() -> None:
    row = view(other_speaker()).matrix.rows[0]
    assert row.speaker == ""
    assert len(row.voices) == 2
    assert "d" in row.flags


def test_long_statements_are_cut_in_rows_of_points() -> None:
    rows = view(sample.pair("word " * 200, "word " * 200)).matrix.rows
    assert len(rows[0].head.text) < 200
    assert rows[0].head.text.endswith("…")


def test_the_account_of_what_all_say_is_made_of_their_sentences() -> None:
    story = view(sample.small())
    # The second point has two numbers of travellers: that is not what all say.
    assert [(one.point.number, one.everyone) for one in story.agreed] == [(1, True)]
    texts = {s.span.text for s in sample.small().comparisons[0].statements}
    assert all(one.line.text in texts for one in story.agreed)
    assert all(one.line.language == "en" for one in story.agreed)
    assert all(one.line.language == "fr" for one in view(sample.small(), "fr").agreed)


def test_what_to_look_at() -> None:
    story = view(sample.small())
    assert story.translated == 1
    assert [name.name for name in story.mangled] == ["Ingrid Solheim"]
    assert [(source.label, *rest) for source, *rest in story.others] == [("Le Quai", 1, 2)]
    assert story.misattributed == ()
    assert [p.number for p in view(other_speaker()).misattributed] == [1]


def test_figures_that_are_told_as_different_come_first_with_their_plot() -> None:
    first, *rest = view(sample.small()).quantities
    assert first.differs
    assert {v.value: [r.source.label for r in v.references] for v in first.values} == {
        "about 1,200": ["Harvik Courier", "Nordic Wire"],
        "about 1,500": ["Le Quai"],
    }
    assert [label for label, _, _ in first.labels] == ["travellers", "voyageurs"]
    assert {mark.kind for mark in first.marks} == {"about"}
    low, high = ({m.x for m in first.marks if m.tint == tint and m.x < 50} for tint in ("a0", "a1"))
    assert low == high
    assert max(m.x for m in first.marks) == 88
    assert rest == []


def test_the_picture_puts_what_has_no_date_apart() -> None:
    picture = view(sample.small()).map
    assert picture is not None
    assert [(dot.source.label, dot.x) for dot in picture.dots] == [
        ("Harvik Courier", 9.0),
        ("Le Quai", 96.0),
        ("Nordic Wire", 3.0),
    ]
    assert [(tie.kind, tie.start.x, tie.end.x) for tie in picture.ties] == [
        ("translation", 9.0, 96.0)
    ]
    assert [tick.label for tick in picture.ticks] == ["3 Mar 2025", "4 Mar 2025"]
    assert picture.undated == 1
    assert not picture.days


def test_a_day_without_its_hour_is_a_bar_where_hours_are_drawn() -> None:
    picture = view(dated("2025-03-03", "2025-03-03T18:00", "2025-03-03T06:00")).map
    assert picture is not None
    assert picture.days
    assert [dot.day for dot in picture.dots] == [(9.0, 96.0), None, None]
    assert [dot.x for dot in picture.dots] == [52.5, 74.25, 30.75]


def test_one_time_stands_in_the_middle_and_no_time_makes_no_picture() -> None:
    picture = view(dated("2025-03-03", "2025-03-03", None)).map
    assert picture is not None
    assert {dot.x for dot in picture.dots} == {52.5, 3.0}
    assert [tie.same for tie in picture.ties] == [True]
    made = dated(None, None, None)
    first = made.comparisons[0]
    bare = replace(first, story=replace(first.story, links=()))
    assert view(replace(made, comparisons=(bare, *made.comparisons[1:]))).map is None


@pytest.mark.parametrize("odd", ["", "2025", "2025-02-30", "2025-13-01T10:00", "<b>" * 5])
def test_what_is_no_day_is_no_moment(odd: str) -> None:
    assert moment(odd) is None


def test_background_is_marked_and_says_why() -> None:
    (row,) = view(sample.small()).matrix.inside
    assert row.flags == "bx"
    assert row.point is not None
    assert row.point.why == "before the story (from 2025-03-03): “last year”"
    assert all("b" not in r.flags for r in view(sample.small()).matrix.rows)


def test_a_point_tells_who_had_it_first_where_that_is_known() -> None:
    made = view(sample.small())
    assert [r.point.first for r in made.matrix.rows if r.point] == [None, None]
    (inner,) = made.matrix.inside
    assert inner.point is not None
    assert inner.point.first is not None
    assert inner.point.first.label == "Harvik Courier"


def test_the_original_language_of_a_quotation_comes_first() -> None:
    (quotation,) = (q for s in view(sample.small(), "fr").speakers for q in s.shared)
    assert quotation.original == "en"
    assert [code for code, _ in quotation.languages] == ["en", "fr"]
    unknown = view(changed_original(None), "fr")
    (quotation,) = (q for s in unknown.speakers for q in s.shared)
    assert [code for code, _ in quotation.languages] == ["fr", "en"]


def changed_original(code: str | None) -> Dossier:
    """The small dossier with another original language of its quotation."""
    made = sample.small()
    first = made.comparisons[0]
    points = (replace(first.points[0], original=code, why=""), *first.points[1:])
    return replace(made, comparisons=(replace(first, points=points), *made.comparisons[1:]))
