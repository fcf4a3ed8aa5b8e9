"""The brief: complete, placed, and nothing of a page is read as Markdown or HTML."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt
from msgspec.structs import replace

from crossread.showing import markdown
from tests.showing import sample
from tests.showing.test_html import HOSTILE, hostile_dossier


def test_content() -> None:
    brief = markdown.render(sample.small())
    assert brief.startswith("# Ferry line to Orlen island closes after engine fire\n")
    assert "“We will not send people across on one engine,” (Harvik Courier p1:224-269)" in brief
    assert "translation Harvik Courier → Le Quai, 82% of the shorter text" in brief
    assert "Ingrid Solhaim × 1" in brief
    assert brief.endswith(".\n")


def test_it_is_read_from_the_agreed_to_the_alone() -> None:
    brief = markdown.render(sample.small())
    headings = [line for line in brief.splitlines() if line.startswith("## ")]
    assert headings == [
        "## What most accounts say", "## Where accounts differ", "## Who said what",
        "## What only one account says", "## Figures", "## Timeline", "## Names",
        "## Articles that stand alone", "## Left out",
    ]  # fmt: skip


def test_a_point_stands_in_the_words_of_one_with_the_places_of_all() -> None:
    brief = markdown.render(sample.small())
    (line,) = [one for one in brief.splitlines() if one.startswith("- **Point 2**")]
    assert line.startswith("- **Point 2**, 2 of 2 accounts: About 1,200 travellers were waiting")
    for label in ("Harvik Courier p1:", "Le Quai p2:", "Nordic Wire p3:"):
        assert label in line


def test_a_point_tells_what_is_known_of_it() -> None:
    made = sample.small()
    story = made.comparisons[0]
    one, two, three = story.points
    points = (one, replace(two, kind="background", first="p3.1"), three)
    brief = markdown.render(
        replace(made, comparisons=(replace(story, points=points), *made.comparisons[1:]))
    )
    assert "- **Point 2**, 2 of 2 accounts, Background: About 1,200 travellers" in brief
    assert "\n  - First in Nordic Wire\n" in brief
    assert "\n  - Original language: English\n" in brief


def test_what_differs_is_bold() -> None:
    brief = markdown.render(sample.small())
    assert "- **About 1,200** travellers were waiting in the harbour. (Harvik" in brief
    assert "- **Quelque 1 500** voyageurs attendaient dans le port. (Le Quai" in brief


@pytest.mark.parametrize("around", ["x{}y", "({})", "*{}*", "«{}»", "_{}_", "{}"])
def test_bold_is_written_only_where_it_is_read_as_such(around: str) -> None:
    import msgspec

    text = around.format("12")
    dossier = sample.pair(text, around.format("13"))
    one = dossier.comparisons[0]
    spans = tuple(s.page.span(s.page.text.index("1"), s.page.text.index("1") + 2)
                  for s in dossier.pages)  # fmt: skip
    differs = msgspec.structs.replace(one.differences[0], members=spans, kind="figure", note="")
    one = msgspec.structs.replace(one, differences=(differs,))
    brief = markdown.render(msgspec.structs.replace(dossier, comparisons=(one,)))
    tokens = MarkdownIt("commonmark").parse(brief)
    shown = "\n".join("".join(child.content for child in token.children or ()) for token in tokens)
    assert f"{text} (" in shown


def test_characters_that_steer_do_not_reach_the_brief() -> None:
    brief = markdown.render(sample.pair("a\x1b[31m b\u202e c\x9b d", "x"))
    assert not any(c in brief for c in "\x1b\x9b\u202e")
    assert "a\ufffd\\[31m b c\ufffd d" in brief


def test_places_are_right() -> None:
    text = sample.small().pages[0].page.text
    assert text[224:269] == "We will not send people across on one engine,"


def test_empty_and_french() -> None:
    assert "No article was found" in markdown.render(sample.empty())
    assert "récits indépendants" in markdown.render(sample.small(), "fr")


@pytest.mark.parametrize("text", [*HOSTILE, "[x](javascript:alert(1))", "# a\n\n- b", "1. c",
                                  "**b** _i_ `c` ~~s~~ | t |", "<https://a.example>",
                                  "see https://a.example or www.a.example", "---", "\\"])  # fmt: skip
def test_text_of_a_page_is_only_text(text: str) -> None:
    parser = MarkdownIt("gfm-like", {"html": True, "linkify": False})
    marks = {"text", "text_special", "softbreak", "strong_open", "strong_close"}
    for token in parser.parse(markdown.render(hostile_dossier(text))):
        assert token.type != "html_block"
        assert token.type not in ("code_block", "fence", "hr", "table_open", "blockquote_open")
        assert {child.type for child in token.children or ()} <= marks


@pytest.mark.parametrize("text", ["a *b* [c](d) <e> &amp; f_g | ~h~ `i` \\ j", "# k", "12. l", "- m",
                                  "see https://a.example", "plain"])  # fmt: skip
def test_escaped_text_reads_as_before(text: str) -> None:
    tokens = MarkdownIt("commonmark").parse(markdown.escape(text))
    children = tokens[1].children or []
    assert "".join(child.content for child in children) == text


def test_same_twice() -> None:
    assert markdown.render(sample.small()) == markdown.render(sample.small())
