from __future__ import annotations

import random

import numpy as np

from crossread.linking.aligning import align, shared
from crossread.linking.copies import reuses
from crossread.linking.quotations import quotations
from crossread.linking.words import Words, words
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


def row(text: str) -> Words:
    return words([text]).row(0)


def test_both_sides_say_how_much_of_them_is_shared() -> None:
    (found,) = reuses([annotated("p1", STORY + "\n" + OTHER), annotated("p2", STORY)])
    assert found.coverages == (0.5742, 1.0)  # 89 of 155 and 89 of 89 words
    assert (found.coverage, found.longer) == (1.0, 0.5742)


def test_a_text_inside_another_is_one_passage() -> None:
    (passage,) = align(row("e f g h i j k l m"), row("a b c d e f g h i j k l m n o"))
    assert (passage.a_start, passage.a_end, passage.b_start, passage.b_end) == (0, 9, 4, 13)
    assert passage.same == 9


def test_words_that_differ_in_a_passage_are_not_counted() -> None:
    one = "a b c d e f g h i j k l m n o p"
    other = "a b c d e f X Y i j k l m n o p"
    (passage,) = align(row(one), row(other))
    assert (passage.a_start, passage.a_end, passage.same) == (0, 16, 14)


def test_equal_words_between_two_runs_are_counted() -> None:
    (passage,) = align(row("a b c d e x g y h i j k l"), row("a b c d e g h i j k l"))
    assert passage.same == 11


def test_a_repeated_run_is_matched_once() -> None:
    refrain = "we shall rise and we shall sing again tonight my friends"
    once, thrice = row(refrain), row(" ".join([refrain] * 3))
    assert [p.same for p in align(once, thrice)] == [11]
    assert sum(p.same for p in align(thrice, once)) == 11


def test_alignment_of_random_edits_claims_only_equal_words() -> None:
    chance = random.Random(7)
    for _ in range(40):
        text = [f"w{chance.randrange(60)}" for _ in range(150)]
        edited = [w if chance.random() > 0.1 else f"w{chance.randrange(60)}" for w in text]
        cut = chance.randrange(100)
        a, b = row(" ".join(text)), row(" ".join(edited[cut:] + edited[:cut]))
        taken: list[int] = []
        for p in align(a, b):
            assert p.same <= min(p.a_end - p.a_start, p.b_end - p.b_start)
            assert set(a.ids[p.a_start : p.a_end].tolist()) & set(
                b.ids[p.b_start : p.b_end].tolist()
            )
            taken += range(p.a_start, p.a_end)
        assert len(taken) == len(set(taken))
        assert sum(p.same for p in align(a, b)) > 90


def test_a_dozen_common_words_are_no_excerpt() -> None:
    short = " ".join(f"s{k}" for k in range(20))
    common = " ".join(f"c{k}" for k in range(10))
    long = " ".join(f"l{k}" for k in range(80))
    assert shared(row(f"{common} {short}"), row(f"{long} {common}")) is None
    more = common + " c10 c11"
    found = shared(row(f"{more} {short}"), row(f"{long} {more}"))
    assert found is not None
    assert found.coverages == (0.375, 0.1304)  # 12 of 32 and 12 of 92 words


def test_boilerplate_is_not_shared() -> None:
    a, b = row("a b c d e f g h i j"), row("a b c d e f g h i j")
    own = np.zeros(10, dtype=np.bool_)
    assert shared(Words(a.ids, a.starts, a.ends, own), b) is None
