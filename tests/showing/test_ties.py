"""Words of renderings that answer each other, and those that nothing answers."""

from __future__ import annotations

from crossread.encoding import load
from crossread.model import Span
from crossread.showing.marking import Highlight
from crossread.showing.ties import LONGEST, ties


def span(text: str, page: str, start: int = 0) -> Span:
    return Span(page, start, start + len(text), text)


def words(text: Span, marks: tuple[Highlight, ...]) -> dict[str, str]:
    """The marked words of a text with their class."""
    return {text.text[m.start - text.start : m.end - text.start]: m.css for m in marks}


ENGLISH = span("The war will only cause more suffering, the minister said", "p1", 100)
FRENCH = span("La guerre ne fera vraiment que causer plus de souffrance", "p2", 7)
GERMAN = span("Der Krieg bringt nur mehr Leid, sagte die Ministerin", "p3")


def test_words_that_answer_each_other_have_one_class() -> None:
    found = ties([ENGLISH, FRENCH, GERMAN], load())
    one, two, three = (words(t, m) for t, m in zip((ENGLISH, FRENCH, GERMAN), found, strict=True))
    assert one["war"] == two["guerre"] == three["Krieg"]
    assert one["suffering"] == two["souffrance"] == three["Leid"]
    assert one["war"] != one["suffering"]
    assert {css[0] for css in one.values()} == {"k"}


def test_words_that_hold_a_sentence_together_are_not_marked() -> None:
    found = ties([ENGLISH, FRENCH], load())
    assert not {"The", "the"} & set(words(ENGLISH, found[0]))
    assert not {"La", "de", "ne"} & set(words(FRENCH, found[1]))


def test_what_nothing_answers_is_marked_in_the_quoted_words_only() -> None:
    quoted = [(), (FRENCH,)]
    found = ties([ENGLISH, FRENCH], load(), quoted)
    assert words(FRENCH, found[1])["vraiment"] == "un"
    assert "un" not in words(FRENCH, ties([ENGLISH, FRENCH], load())[1]).values()


def test_one_text_or_a_very_long_one_has_no_ties() -> None:
    assert ties([ENGLISH], load()) == [()]
    long = span("war " * LONGEST, "p4")
    assert ties([ENGLISH, long], load()) == [(), ()]
    assert ties([long, ENGLISH], load()) == [(), ()]
    assert ties([span("…", "p5"), span("", "p6")], load()) == [(), ()]
