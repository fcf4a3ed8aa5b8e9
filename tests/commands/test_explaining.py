"""A link as a person reads it."""

from __future__ import annotations

from msgspec.structs import replace

from crossread.commands.explaining import explained
from crossread.linking.accounts import copies_and_excerpts, links
from tests.linking.test_copies import OTHER, STORY
from tests.linking.test_translations import ENGLISH, FRENCH
from tests.linking.words import Dictionary, annotated


def told(one: str, other: str, columns: int = 100) -> str:
    both = [annotated("p1", one, outlet="Coast Radio"), annotated("p2", other, date="2024-03-01")]
    (link,) = copies_and_excerpts(both)
    return explained(link, both, columns)


def test_who_how_much_and_why() -> None:
    lines = told(STORY, STORY.replace("Tuesday", "Monday")).split("\n")
    assert lines[:4] == [
        "p1.1 ↔ p2.1  copy, edited",
        "  from  p1.txt · Coast Radio · en · 99 % of it in the other",
        "  to    p2.txt · en · 2024-03-01 · 99 % of it in the other",
        "  why   99 % of the shorter text's words outside quotations stand in the other in the same"
        " wording (88 words in 1 passage; 99 % of the longer text)",
    ]
    length = len(STORY) - 1  # its last full stop is no word
    assert lines[5] == f"  1. p1 0–{length} │ p2 0–{length - 1}"


def test_words_that_differ_stand_in_brackets_side_by_side() -> None:
    text = told(STORY, STORY.replace("on Tuesday morning", "early on Monday"))
    left, right = text.split("\n")[6].split("│")
    assert left.strip() == "The harbour bridge was closed on [Tuesday"
    assert right.strip() == "The harbour bridge was closed [early] on"
    assert "morning] after engineers" in text
    assert "[Monday] after engineers" in text


def test_a_merged_article_is_called_so() -> None:
    articles = [
        annotated(f"p{k}", t) for k, t in enumerate((STORY, OTHER, STORY + "\n" + OTHER), 1)
    ]
    link = copies_and_excerpts(articles)[0]
    text = explained(link, [articles[0], articles[2]], 100)
    assert text.startswith("p1.1 → p3.1  excerpt, merged\n")
    assert "p3.1 holds p1.1 and p2.1: several articles merged into one" in text


def test_sentences_of_a_translation_stand_side_by_side_without_brackets() -> None:
    both = [annotated("p1", ENGLISH), annotated("p2", FRENCH, "fr")]
    (link,) = links(both, Dictionary())
    text = explained(link, both, 100)
    assert text.startswith("p1.1 ↔ p2.1  translation\n")
    assert "Storm closed the harbour bridge.               │ Tempête fermé le port pont." in text
    assert "[" not in text


def test_no_line_is_wider_than_asked_in_any_script() -> None:
    text = "市长在星期二宣布大桥因为发现裂缝而关闭所有车辆必须绕行旧公路渡轮每二十分钟开出一班" * 3
    one = annotated("p1", text + "x" * 200, "zh")
    (link,) = copies_and_excerpts([one, annotated("p2", text + "y" * 200, "zh")])
    lines = explained(link, [one, one], 60).split("\n")[6:]
    assert len(lines) > 5
    for line in lines:
        assert sum(2 if c > "\u2fff" else 1 for c in line) <= 60


def test_what_steers_a_terminal_does_nothing() -> None:
    hostile = STORY.replace("Traffic", "\x1b[31mTraffic\u202e")
    text = told(hostile, hostile)
    assert "\x1b" not in text
    assert "\u202e" not in text


def test_a_link_that_was_not_looked_at_closely() -> None:
    both = [annotated("p1", STORY), annotated("p2", STORY)]
    (link,) = copies_and_excerpts(both)
    bare = replace(link, form=None, source_coverage=None, target_coverage=None, passages=())
    assert explained(bare, both, 80).split("\n")[:3] == [
        "p1.1 ↔ p2.1  copy", "  from  p1.txt · en", "  to    p2.txt · en"]  # fmt: skip
