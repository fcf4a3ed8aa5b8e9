from __future__ import annotations

import random

from crossread.linking.accounts import accounts, links, order
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
