"""HTML → visible text, blocks, metadata."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.reading.html import Document, document

PAGE = """<!DOCTYPE html><html lang="en-GB"><head>
<title>Ferry service to the islands resumes | The Harbour Post</title>
<meta property="og:title" content="Ferry service to the islands resumes">
<meta property="og:site_name" content="The Harbour Post">
<meta name="description" content="Boats sail again after nine days of storm.">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle",
 "headline": "Ferry service to the islands resumes", "datePublished": "2025-02-12T08:30:00+01:00",
 "publisher": {"name": "The Harbour Post"}}]}</script>
<style>p {color: red}</style></head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/w">World</a></li></ul></nav>
<article><h1>Ferry service to the islands resumes</h1>
<p>The first ferry in nine days left the harbour on Wednesday morning with 212 people on board, the
 operator said, after engineers had cleared the quay of the wreckage that the storm had left there.</p>
<p>“We had <b>hoped</b> to sail earlier,” said Mara Lindqvist, who runs the line.<br><br>She said that
 two more boats would follow in the afternoon if the wind allowed it, and all would be free.</p>
<h2>Long waits</h2>
<p>Passengers had waited in schools and churches, and the town had given them food and blankets, which
 the mayor called a matter of course in a place that lives from the sea and knows its moods.</p>
<script>alert("never shown")</script><p hidden>Not shown either.</p>
<p style="display: none">Nor this.</p>
</article>
<aside><h3>More stories</h3><ul><li><a href="/1">Bakery wins prize for its rye bread</a></li></ul></aside>
<footer>© 2025 The Harbour Post</footer></body></html>"""


def texts(found: Document, role: str | None = None) -> list[str]:
    return [found.text[b.start : b.end] for b in found.blocks if role in (None, b.role)]


def test_all_visible_text_in_order_and_nothing_hidden() -> None:
    found = document(PAGE)
    assert texts(found)[:3] == ["Home", "World", "Ferry service to the islands resumes"]
    assert texts(found)[-1] == "© 2025 The Harbour Post"
    for hidden in ("never shown", "Not shown", "Nor this", "color"):
        assert hidden not in found.text


def test_roles_and_content() -> None:
    found = document(PAGE)
    assert texts(found, "heading") == [
        "Ferry service to the islands resumes", "Long waits", "More stories",
    ]  # fmt: skip
    assert texts(found, "link") == ["Home", "World", "Bakery wins prize for its rye bread"]
    content = [found.text[b.start : b.end] for b in found.blocks if b.content]
    assert any(t.startswith("The first ferry") for t in content)
    assert "© 2025 The Harbour Post" not in content
    assert "Bakery wins prize for its rye bread" not in content


def test_two_breaks_part_paragraphs_and_inline_tags_do_not() -> None:
    found = texts(document(PAGE))
    assert "“We had hoped to sail earlier,” said Mara Lindqvist, who runs the line." in found


def test_metadata() -> None:
    said = document(PAGE).metadata
    assert said.title == "Ferry service to the islands resumes"
    assert said.description == "Boats sail again after nine days of storm."
    assert (said.date, said.date_known_from) == ("2025-02-12T08:30:00+01:00", "metadata")
    assert (said.outlet, said.language) == ("The Harbour Post", "en")


def test_title_that_is_not_visible_stands_first() -> None:
    found = document("<html><head><title>A hidden headline</title></head><p>Only text.</p></html>")
    assert texts(found) == ["A hidden headline", "Only text."]
    assert found.blocks[0].role == "heading"


def test_date_in_the_address() -> None:
    said = document("<html><p>Text.</p></html>", "https://example.org/2025/02/12/ferry").metadata
    assert (said.date, said.date_known_from) == ("2025-02-12", "url")
    assert said.outlet == "example.org"


@pytest.mark.parametrize(
    "source",
    [
        '<meta property="article:modified_time" content="2025-02-12"><p>Text of 3 May 2021.</p>',
        '<p>Text.</p><time datetime="2025-02-12">Wednesday</time>',
        '<meta property="article:published_time" content="soon"><p>Text.</p>',
        '<script type="application/ld+json">{"@type": "NewsArticle", broken</script><p>Text.</p>',
    ],
)
def test_no_date_is_guessed(source: str) -> None:
    assert document(f"<html>{source}</html>").metadata.date is None


@pytest.mark.parametrize(
    "source",
    [
        "<div>" * 5000 + "deep" + "</div>" * 5000,
        "<p " + 'a="' + "x" * 2_000_000 + '">attribute</p>',
        "<p>&#0;&#xD800;&#x110000;&unknown;&amp;amp;</p>",
        '<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><html><p>&b; text</p></html>',
        "<html><table><tr><td>a<table><tr><td>b</html>",
        "<html><p>unclosed <b>bold <i>both</p><p>next",
        "<" * 10_000,
        "<a" * 10_000,
        "<html><!-- <p>never</p>",
        "<p>" + "\n" * 50_000 + "</p>end",
        '<script type="application/ld+json">' + "[" * 20_000 + "</script><p>x</p>",
    ],
)
def test_hostile_html_gives_a_document(source: str) -> None:
    found = document(source)
    for block in found.blocks:
        assert found.text[block.start : block.end].strip()


TAGS = st.sampled_from(
    ["<p>", "</p>", "<div>", "</div>", "<h1>", "</h2>", "<li>", "<a href=x>", "</a>", "<br>",
     "<script>", "</script>", "<table>", "<td>", "<!--", "-->", "<article>", "</article>", "&lt;",
     "&#0;", "<b", 'x="', "<title>", "</title>", "<body>", "</html>", "<p hidden>", "<svg>"]
)  # fmt: skip


@settings(deadline=None)
@given(st.lists(st.one_of(TAGS, st.text(max_size=30)), max_size=30))
def test_blocks_are_in_order_and_hold_all_the_text(parts: list[str]) -> None:
    found = document("<html><body>" + "".join(parts))
    position = 0
    for block in found.blocks:
        assert block.start >= position
        assert not found.text[position : block.start].strip()
        assert found.text[block.start : block.end].strip()
        position = block.end
    assert not found.text[position:].strip()
