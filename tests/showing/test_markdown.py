"""The brief: complete, placed, and nothing of a page is read as Markdown or HTML."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

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
