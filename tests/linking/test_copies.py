from __future__ import annotations

from crossread.linking.copies import quotations, reuses
from tests.linking.words import annotated

STORY = """The harbour bridge was closed on Tuesday morning after engineers found a crack in one of its pillars.
Traffic was sent over the old road through the town, where lorries stood for more than two hours.
The mayor promised that a ferry would run every twenty minutes until the repair is finished.
Workers will need at least six weeks to replace the steel, according to a first report by the office.
Pupils of the school on the other bank were driven there in buses that the county had hired."""

OTHER = """Teachers across the northern districts walked out of their classrooms for a third day.
Their union asks for wages that keep pace with prices, which rose faster than pay in each of five years.
Talks with the ministry broke off late in the evening without a date for the next round.
Parents in several towns looked after small groups of children in parish halls and libraries."""


def test_a_verbatim_copy_is_told_word_for_word() -> None:
    (found,) = reuses([annotated("p1", STORY), annotated("p2", STORY)])
    assert found.kind == "copy"
    assert found.exact
    assert found.coverage == 1.0


def test_an_edited_copy_has_its_passages() -> None:
    edited = STORY.replace("on Tuesday", "early on Wednesday").replace("two hours", "three hours")
    (found,) = reuses([annotated("p1", STORY), annotated("p2", edited)])
    assert found.kind == "copy"
    assert not found.exact
    assert 0.9 < found.coverage < 1.0
    for one, other in found.passages:
        assert one.page == "p1"
        assert one.text == STORY[one.start : one.end]
        assert other.text == edited[other.start : other.end]


def test_a_part_is_an_excerpt() -> None:
    lines = STORY.split("\n")
    long = "\n".join([*lines, *OTHER.split("\n")])
    (found,) = reuses([annotated("p1", lines[0] + "\n" + lines[1]), annotated("p2", long)])
    assert found.kind == "excerpt"
    assert found.coverage == 1.0
    assert found.longer < 0.5


def test_moved_paragraphs_are_still_a_copy() -> None:
    lines = STORY.split("\n")
    (found,) = reuses([annotated("p1", STORY), annotated("p2", "\n".join(lines[2:] + lines[:2]))])
    assert found.kind == "copy"
    assert found.coverage > 0.9
    assert len(found.passages) == 2


def test_two_articles_merged_into_one_page_are_linked_with_both() -> None:
    merged = STORY + "\n" + OTHER
    found = reuses([annotated("p1", STORY), annotated("p2", OTHER), annotated("p3", merged)])
    assert [(f.first, f.second, f.coverage) for f in found] == [(0, 2, 1.0), (1, 2, 1.0)]


def test_shared_quotations_are_no_copy() -> None:
    quotes = [
        "“We will not leave the people on the other bank alone, and nobody has to pay for the ferry,”",
        "“The crack is as long as my arm, and I would not drive a bicycle over that bridge today,”",
        "“Safety comes first, and everybody who knows steel knows that it gives no second warning,”",
    ]
    one = "\n".join(
        [f"{q} the mayor told reporters at noon." for q in quotes] + STORY.split("\n")[:2]
    )
    other = "\n".join(
        [f"Asked about the ferry, the head of the town said: {q}" for q in quotes]
        + OTHER.split("\n")[:2]
    )
    assert reuses([annotated("p1", one), annotated("p2", other)]) == ()


def test_boilerplate_of_one_outlet_is_no_link() -> None:
    promise = (
        "Our reporters are bound by nothing but what they find out and can prove to you; if you see"
        " a mistake in this article, write to the desk and we shall correct it within a day."
    )
    lines = [*STORY.split("\n")[:4], *OTHER.split("\n")]
    bodies = [f"{one}\n{two}" for one, two in zip(lines[::2], lines[1::2])]
    articles = [
        annotated(f"p{k}", f"{body}\n{promise}", outlet="The Example")
        for k, body in enumerate(bodies)
    ]
    assert reuses(articles) == ()


def test_scripts_without_spaces_are_compared_by_their_characters() -> None:
    text = "市长在星期二宣布大桥因为发现裂缝而关闭,所有车辆必须绕行旧公路,渡轮每二十分钟开出一班。"
    (found,) = reuses([annotated("p1", text, "zh"), annotated("p2", text + "学校停课。", "zh")])
    assert found.coverage == 1.0


def test_an_unclosed_quotation_runs_to_the_end_of_its_paragraph() -> None:
    assert quotations("“We stay.") == [(0, 9)]
    assert quotations("He said “we stay” and left.") == [(8, 17)]
    assert quotations("Nothing here.") == []


def test_empty_and_endless_texts_pass() -> None:
    endless = "word and another word " * 100_000
    found = reuses([annotated("p1", ""), annotated("p2", "\n\n"), annotated("p3", endless)])
    assert found == ()
