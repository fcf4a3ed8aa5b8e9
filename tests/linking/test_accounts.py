from __future__ import annotations

import random

from crossread.linking.accounts import accounts, copies_and_excerpts, links, order
from crossread.model import Annotated, Link
from tests.linking.test_copies import OTHER, STORY
from tests.linking.test_translations import ENGLISH, FRENCH
from tests.linking.words import Dictionary, annotated


def test_the_earlier_article_is_the_source() -> None:
    one = annotated("p1", STORY, date="2024-03-02")
    two = annotated("p2", STORY, date="2024-03-01")
    (link,) = links([one, two], Dictionary())
    assert (link.source, link.target, link.directed) == ("p2.1", "p1.1", True)
    assert "published earlier" in link.why
    assert {span.page for span, _ in link.passages} == {"p2"}


def test_a_text_that_names_the_other_outlet_is_the_target() -> None:
    one = annotated("p1", STORY + "\nThe news was first told by Coast Radio.")
    two = annotated("p2", STORY, outlet="Coast Radio")
    (link,) = links([one, two], Dictionary())
    assert (link.source, link.target, link.directed) == ("p2.1", "p1.1", True)
    assert "names Coast Radio" in link.why


def test_an_agency_credit_in_one_text_alone_gives_the_direction() -> None:
    one = annotated("p1", STORY)
    two = annotated("p2", "PORTSMOUTH (AFP) — " + STORY)
    (link,) = links([one, two], Dictionary())
    assert (link.source, link.target, link.directed) == ("p2.1", "p1.1", True)
    assert "credit of AFP" in link.why


def test_without_a_reason_a_link_has_no_direction() -> None:
    (link,) = links([annotated("p10", STORY), annotated("p2", STORY)], Dictionary())
    assert (link.source, link.target, link.directed) == ("p2.1", "p10.1", False)
    assert link.why == "word for word the same, 89 words"


def test_a_translation_says_how_many_sentences_agree() -> None:
    (link,) = links([annotated("p1", ENGLISH), annotated("p2", FRENCH, "fr")], Dictionary())
    assert link.kind == "translation"
    assert link.why.startswith("6 of 6 sentences stand in the same order in both, 100 % of")


def test_copies_and_translations_are_one_account() -> None:
    articles = [
        annotated("p1", ENGLISH),
        annotated("p2", OTHER),
        annotated("p3", FRENCH, "fr"),
        annotated("p4", ENGLISH + "\nThe end."),
    ]
    found = links(articles, Dictionary())
    assert accounts(articles, found) == (("p1.1", "p3.1", "p4.1"), ("p2.1",))


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [
        annotated("p1", ENGLISH),
        annotated("p2", STORY),
        annotated("p3", FRENCH, "fr"),
        annotated("p4", STORY.replace("Tuesday", "Monday")),
        annotated("p5", OTHER),
    ]
    expected = links(articles, Dictionary())
    assert len(expected) == 2
    for seed in range(4):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert links(shuffled, Dictionary()) == expected
        assert accounts(shuffled, expected) == accounts(articles, expected)


def test_no_articles_no_links() -> None:
    assert links([], Dictionary()) == ()
    assert accounts([], ()) == ()


def test_ids_are_ordered_by_their_numbers() -> None:
    assert sorted(["p10.1", "p2.10", "p2.9"], key=order) == ["p2.9", "p2.10", "p10.1"]


def test_twenty_megabytes_on_one_line_pass() -> None:
    text = "the port was closed and the ferry ran again \u201cas ever, " * 380_000
    found = links(
        [annotated("p1", text), annotated("p2", text[7:]), annotated("p3", STORY)], Dictionary()
    )
    assert [(link.source, link.target) for link in found] == [("p1.1", "p2.1")]


def only(*articles: Annotated) -> Link:
    (link,) = copies_and_excerpts(articles)
    return link


def test_the_form_of_a_copy() -> None:
    assert only(annotated("p1", STORY), annotated("p2", STORY)).form == "verbatim"
    edited = only(annotated("p1", STORY), annotated("p2", STORY.replace("Tuesday", "Monday")))
    assert (edited.kind, edited.form) == ("copy", "edited")


def test_an_excerpt_says_how_much_of_both_sides_is_shared() -> None:
    part = "\n".join(STORY.split("\n")[:2])
    link = only(annotated("p1", STORY + "\n" + OTHER), annotated("p2", part))
    assert (link.kind, link.form) == ("excerpt", "excerpt")
    assert (link.source_coverage, link.target_coverage) == (0.2323, 1.0)  # 36 of 155 words
    assert link.coverage == 1.0


def test_a_translation_of_all_and_of_a_part() -> None:
    (link,) = links([annotated("p1", ENGLISH), annotated("p2", FRENCH, "fr")], Dictionary())
    assert (link.form, link.source_coverage, link.target_coverage) == ("translation", 1.0, 1.0)
    more = ENGLISH + "\n" + OTHER
    (link,) = links([annotated("p1", more), annotated("p2", FRENCH, "fr")], Dictionary())
    assert (link.kind, link.form) == ("translation", "partial translation")
    assert link.source_coverage is not None
    assert link.source_coverage < 0.6
    assert link.target_coverage == 1.0
    assert "of the longer text" in link.why


def test_two_articles_merged_into_one() -> None:
    merged = annotated("p3", STORY + "\n" + OTHER)
    found = copies_and_excerpts([annotated("p1", STORY), annotated("p2", OTHER), merged])
    assert [(link.source, link.target, link.form) for link in found] == [
        ("p1.1", "p3.1", "merged"), ("p2.1", "p3.1", "merged")]  # fmt: skip
    for link in found:
        assert link.directed
        assert "p3.1 holds p1.1 and p2.1: several articles merged into one" in link.why
        assert "p3.1 holds them nearly whole, and they share nothing" in link.why


def test_parts_that_share_text_with_each_other_are_not_merged() -> None:
    lines = STORY.split("\n")
    found = copies_and_excerpts(
        [
            annotated("p1", "\n".join(lines[:4])),
            annotated("p2", "\n".join(lines[1:])),
            annotated("p3", STORY + "\n" + OTHER),
        ]
    )
    assert len(found) == 3
    assert "merged" not in {link.form for link in found}


def test_pages_of_one_outlet_may_be_one_article_cut_up() -> None:
    articles = [
        annotated(f"p{k}", text, outlet="Coast Radio")
        for k, text in enumerate((STORY, OTHER, STORY + "\n" + OTHER), start=1)
    ]
    found = copies_and_excerpts(articles)
    assert [(link.form, link.directed) for link in found] == [("merged", False)] * 2


def test_a_merged_article_that_came_first_is_the_source() -> None:
    found = copies_and_excerpts(
        [
            annotated("p1", STORY, date="2024-03-05"),
            annotated("p2", OTHER, date="2024-03-05"),
            annotated("p3", STORY + "\n" + OTHER, date="2024-03-04"),
        ]
    )
    assert {link.source for link in found} == {"p3.1"}
    assert all("published earlier" in link.why for link in found)


def test_an_article_that_breaks_off_was_cut_from_the_other() -> None:
    cut = STORY[: STORY.index("two hours")] + "…"
    link = only(annotated("p1", cut), annotated("p2", STORY))
    assert (link.source, link.target, link.directed) == ("p2.1", "p1.1", True)
    assert "p1.1 breaks off inside a sentence that p2.1 finishes" in link.why


def test_an_article_that_begins_inside_a_sentence_was_cut_from_the_other() -> None:
    cut = STORY[STORY.index("after engineers") :]
    link = only(annotated("p1", cut), annotated("p2", STORY))
    assert (link.source, link.target, link.directed) == ("p2.1", "p1.1", True)
    assert "p1.1 begins inside a sentence that p2.1 has whole" in link.why


def test_being_longer_is_no_reason() -> None:
    short = "\n".join(STORY.split("\n")[:2])
    link = only(annotated("p1", STORY), annotated("p2", short))
    assert not link.directed
    late = "\n".join(STORY.split("\n")[2:])
    assert not only(annotated("p1", STORY), annotated("p2", late)).directed


def test_a_text_that_draws_on_an_agency_is_the_target() -> None:
    own = annotated("p1", STORY.replace("The mayor promised", "The mayor told AFP"))
    drawn = annotated("p2", "Selon l'AFP:\n" + STORY)
    link = only(own, drawn)
    assert (link.source, link.target) == ("p1.1", "p2.1")
    assert "p2.1 draws on AFP, whose text p1.1 is by its own words" in link.why


def test_a_text_that_credits_an_agency_took_it_from_that_agency() -> None:
    link = only(
        annotated("p1", STORY + "\nWith material from AP."),
        annotated("p2", STORY, outlet="Associated Press"),
    )
    assert (link.source, link.target) == ("p2.1", "p1.1")
    assert "p1.1 credits Associated Press, which published p2.1" in link.why


def test_only_drawing_on_an_agency_says_nothing_of_a_third_text() -> None:
    link = only(annotated("p1", STORY), annotated("p2", "According to Reuters:\n" + STORY))
    assert not link.directed
