"""One account, repeated points, who speaks: what the dossier says agrees with itself."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from crossread.model import Dossier, Member, Point, Quote, Speaker
from crossread.showing import html, markdown
from crossread.showing.lookup import lookup
from crossread.showing.speaking import UNKNOWN, Said, differing, placed, sayings
from crossread.showing.speech import SpeakerView
from crossread.showing.story import StoryView, story_view
from crossread.showing.wording import wording
from tests.showing import sample


def view(dossier: Dossier) -> StoryView:
    words = wording("en")
    return story_view(dossier.comparisons[0], lookup(dossier), words, 1)


def speaker(dossier: Dossier, name: str) -> SpeakerView:
    return next(s for s in view(dossier).speakers if s.name == name)


def one_account() -> Dossier:
    made = sample.small()
    first = made.comparisons[0]
    story = replace(first.story, accounts=(("p1.1", "p2.1", "p3.1"),))
    points = tuple(replace(p, accounts=1) for p in first.points)
    return replace(
        made,
        comparisons=(
            replace(first, story=story, points=points, alone=()),
            made.comparisons[1],
        ),
    )


def with_quote(dossier: Dossier, id: str, **changes: object) -> Dossier:
    """The dossier with one quote of its first story changed."""
    first = dossier.comparisons[0]
    articles = tuple(
        replace(a, quotes=tuple(replace(q, **changes) if q.id == id else q for q in a.quotes))
        for a in first.story.articles
    )
    changed = replace(first, story=replace(first.story, articles=articles))
    return replace(dossier, comparisons=(changed, *dossier.comparisons[1:]))


def with_points(dossier: Dossier, *more: Point) -> Dossier:
    first = dossier.comparisons[0]
    changed = replace(first, points=(*first.points, *more))
    return replace(dossier, comparisons=(changed, *dossier.comparisons[1:]))


def other_speaker() -> Dossier:
    """The third article gives Solheim's words to Brekke."""
    made = sample.small()
    third = made.pages[2].page
    brekke = Speaker("Brekke", sample.place(third, "Ingrid Solheim"), "p1.1.m4", "name")
    return with_quote(made, "p3.1.q1", speaker=brekke)


@pytest.mark.parametrize("language", ["en", "fr"])
def test_one_account_says_so_and_nothing_against_it(language: str) -> None:
    words = wording(language)
    rendered = html.render(one_account(), language)
    brief = markdown.render(one_account(), language)
    for text in (rendered, brief):
        plain = text.replace("&#39;", "'").replace("&#x27;", "'")
        assert words("one_account", n=3) in plain
        assert words("differ_dependent") in plain
        assert words("of_dependent", n=3, total=3) in plain
        for key in ("agree_none", "alone_none", "differ", "agree", "points_none"):
            assert f">{words(key)}<" not in plain
            assert f"\n{words(key)}\n" not in plain
    assert words("agree_dependent") in rendered
    assert words("only_short") not in rendered


def test_one_account_has_its_points_an_article_a_column() -> None:
    story = view(one_account())
    assert story.dependent
    assert [p.number for p in story.points] == [1, 2, 3]
    assert story.inside == ()
    assert [len(p.columns) for p in story.points] == [3, 3, 2]
    assert [s.label for s in story.points[2].silent] == ["Nordic Wire"]
    assert {d.id for d in story.differences} == {"s1.p1.d1", "s1.p2.d1"}
    assert not view(sample.small()).dependent


def test_counts_of_points_agree() -> None:
    for dossier in (one_account(), sample.small(), sample.big(6, 40, 120)):
        rendered = html.render(dossier)
        shown = len(re.findall('<div class="columns" id="s1[.]p', rendered))
        assert shown == view(dossier).point_count == len(dossier.comparisons[0].points)


def test_differences_inside_an_account_are_not_between_accounts() -> None:
    made = sample.small()
    first = made.comparisons[0]
    inner = replace(
        first.differences[1],
        members=(first.differences[1].members[0], first.differences[1].members[1]),
    )
    changed = replace(first, differences=(first.differences[0], inner))
    dossier = replace(made, comparisons=(changed, *made.comparisons[1:]))
    story = view(dossier)
    assert [d.id for d in story.differences] == ["s1.p1.d1"]
    assert [d.id for d in story.inside_differences] == ["s1.p2.d1"]
    assert "1 difference inside one account" in html.render(dossier)
    assert "1 difference inside one account:\n" in markdown.render(dossier)


def test_brief_refers_only_to_points_that_it_prints() -> None:
    for dossier in (sample.big(6, 60, 120), one_account(), other_speaker()):
        brief = markdown.render(dossier)
        printed = set(re.findall(r"\*\*Point (\d+)\*\*", brief))
        assert set(re.findall(r"\bPoint (\d+)", brief)) == printed


def test_brief_names_each_file_once() -> None:
    brief = markdown.render(sample.small())
    assert "- **A** Harvik Courier (English, 3 March 2025): pages/p1.txt\n" in brief
    assert brief.count("pages/p1.txt") == brief.count("pages/p3.txt") == 1
    assert "ouvre ses portes (8 words): p2" not in brief
    assert "my\\_" not in markdown.escape("my_file_name")
    assert markdown.escape("_a_") == "\\_a\\_"


def test_each_member_stands_under_its_own_speaker() -> None:
    dossier = other_speaker()
    solheim, brekke = speaker(dossier, "Ingrid Solheim"), speaker(dossier, "Tomas Brekke")
    assert [len(q.lines) for q in solheim.shared] == [2]
    assert [one.text for q in brekke.shared for one in q.lines] == [
        "We are not going to send people over on a single engine,"
    ]
    assert solheim.articles == 2
    assert brekke.articles == 2
    note = "Different speakers are named for these words:"
    voices = "Ingrid Solheim (Harvik Courier, Le Quai); Tomas Brekke (Nordic Wire)"
    assert f"{note} {voices}" in markdown.render(dossier)
    assert note in html.render(dossier)
    assert note not in html.render(sample.small())


def test_different_speakers_are_claimed_of_the_same_quoted_words_only() -> None:
    one = Said(("e1", "A"), True, True, True, True)
    two = Said(("e2", "B"), True, True, True, True)
    assert differing([("x", 0.9, one), ("y", 0.9, two)]) == (("A", ("x",)), ("B", ("y",)))
    assert differing([("x", 0.9, one), ("y", 0.4, two)]) == ()
    unquoted = Said(("e2", "B"), True, True, True, False)
    assert differing([("x", 0.9, one), ("y", 0.9, unquoted)]) == ()
    assert differing([("x", 0.9, one), ("y", 0.9, one)]) == ()


def test_member_without_a_name_joins_the_only_one_named() -> None:
    person = Said(("e1", "A"), True, True, True, True)
    other = Said(("e2", "B"), True, True, True, True)
    group = Said(("e3", "Board"), True, False, False, True)
    office = Said(("text:the minister", "The minister"), False, False, False, True, None, "he")
    nobody = Said()
    assert placed([person, office, nobody]) == [
        (person.key, ""), (person.key, "he"), (person.key, ""),
    ]  # fmt: skip
    assert placed([group, office]) == [(group.key, ""), (office.key, "")]
    assert placed([office, nobody]) == [(office.key, ""), (office.key, "")]
    assert [key for key, _ in placed([person, other, nobody])] == [person.key, other.key, UNKNOWN]


def test_partial_quote_inside_a_clause_names_its_speaker() -> None:
    made = sample.small()
    statement = replace(made.comparisons[0].statements[4], quote=None, kind="clause")
    said = sayings(made.comparisons[0], lookup(made))(statement)
    assert said.key == ("e2", "Tomas Brekke")
    assert not said.words
    member = Member(statement, (), 0.9)
    third = Member(replace(made.comparisons[0].statements[8], quote=None), (), 0.9)
    dossier = with_points(made, Point("s1.p4", "s1", "quotation", (member, third), 2, (), 0.9))
    brekke = speaker(dossier, "Tomas Brekke")
    assert [q.point for q in brekke.shared] == [4]
    assert brekke.single == ()
    assert "" not in {s.name for s in view(dossier).speakers}


def test_quotes_over_a_span_are_found_among_nested_ones() -> None:
    made = sample.small()
    first = made.comparisons[0]
    page = made.pages[0].page
    long = Quote("p1.1.q9", page.span(0, len(page.text)), "indirect", False, None, None)
    articles = (
        replace(first.story.articles[0], quotes=(long, *first.story.articles[0].quotes)),
        *first.story.articles[1:],
    )
    comparison = replace(first, story=replace(first.story, articles=articles))
    said = sayings(comparison, lookup(made))
    assert said(first.statements[1]).key == ("e1", "Ingrid Solheim")
    assert said(first.statements[3]).quote == long


def test_a_quotation_of_two_points_is_shown_once() -> None:
    made = sample.small()
    first = made.comparisons[0].points[0]
    again = replace(first, id="s1.p4", members=first.members[:2], differences=())
    other = replace(first, id="s1.p5", members=(first.members[0], Member(
        made.comparisons[0].statements[9], (), 0.8)), differences=())  # fmt: skip
    shared = speaker(with_points(made, again, other), "Ingrid Solheim").shared
    assert [q.point for q in shared] == [1, 5]


def test_reported_speech_is_not_counted_as_quoted() -> None:
    made = with_quote(sample.small(), "p3.1.q1", kind="indirect")
    first = made.comparisons[0]
    points = tuple(replace(p, members=p.members[:2]) for p in first.points)
    made = replace(made, comparisons=(replace(first, points=points), *made.comparisons[1:]))
    assert speaker(made, "Ingrid Solheim").articles == 2
    assert "quoted in 2 articles · 1 reported statement\n" in markdown.render(made)
    made = with_quote(sample.small(), "p1.1.q2", kind="indirect")
    rendered = html.render(made)
    assert speaker(made, "Tomas Brekke").articles == 1
    assert "reported in 1 article" in rendered


def test_point_that_repeats_an_earlier_one_is_folded_under_it() -> None:
    made = sample.small()
    first = made.comparisons[0].points[0]
    fresh = Member(made.comparisons[0].statements[9], (), 0.8)
    again = replace(first, id="s1.p4", members=(first.members[0], fresh), differences=())
    other = replace(
        first, id="s1.p5", differences=(),
        members=(first.members[1], fresh, *made.comparisons[0].points[1].members[2:]),
    )  # fmt: skip
    dossier = with_points(made, again, other)
    story = view(dossier)
    assert [(p.number, [a.number for a in p.also]) for p in story.points] == [
        (1, [4]), (2, []), (5, []),
    ]  # fmt: skip
    assert story.point_count == 5
    assert 4 not in [a.point.number for a in story.agreed]
    rendered = html.render(dossier)
    assert rendered.count('class="row again"') == 1
    assert (
        rendered.index('id="s1.p1"') < rendered.index('id="s1.p4"') < rendered.index('id="s1.p2"')
    )
    assert "1 point that nearly repeats it" in markdown.render(dossier)


def test_words_of_a_quote_are_shown_in_marks_though_the_comma_is_cut() -> None:
    made = sample.small()
    first = made.comparisons[0]
    member = first.points[0].members[0]
    span = member.statement.span
    cut = replace(member.statement, span=replace(span, end=span.end - 1, text=span.text[:-1]))
    points = (
        replace(first.points[0], members=(replace(member, statement=cut), *first.points[0].members[1:])),
        *first.points[1:],
    )  # fmt: skip
    dossier = replace(made, comparisons=(replace(first, points=points), *made.comparisons[1:]))
    assert "“We will not send people across on one engine” (" in markdown.render(dossier)


def test_right_to_left_headline_does_not_turn_the_layout() -> None:
    made = sample.small()
    first = made.comparisons[0]
    middle = first.story.articles[0]
    turned = replace(middle, article=replace(middle.article, language="ar"))
    story = replace(first.story, articles=(turned, *first.story.articles[1:]))
    rendered = html.render(
        replace(made, comparisons=(replace(first, story=story), *made.comparisons[1:]))
    )
    assert '<h1 id="s1-h"><bdi lang="ar" dir="rtl">' in rendered
    before_texts = rendered[: rendered.index('id="texts"')]
    assert not re.search(r'<(?:h1|h2|h3|p|li|div)\b[^>]*\bdir="rtl"', before_texts)
