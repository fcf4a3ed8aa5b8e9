"""For any text and any HTML: spans say what stands there, and nothing is lost or counted twice."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.model import Page, Span, SplitPage
from crossread.reading.html import document
from crossread.reading.text import blocks
from crossread.splitting import split
from tests.splitting.samples import BREAD, BREAD_HEAD, FERRY, FERRY_HEAD, TUNNEL_FR

LINES = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [*FERRY, *BREAD, *TUNNEL_FR, FERRY_HEAD, BREAD_HEAD, "", "", "- deck line of some words",
         "READ MORE:", "Share on Facebook", "BRANNOCK: The ferry left on Wednesday, it was said.",
         "https://exam.ple/x", "![a](b.jpg)", "***", "By Jane Doe", "fr-03", "\u200f", "\u200b", "\ufeff",
         "• ", "- ", "Head – Daily News", "“", "1. One", "Published 12 May 2025", "Related"]
    ),
)  # fmt: skip


def check(found: SplitPage) -> None:
    text = found.page.text
    spans: list[Span] = [piece.span for piece in found.furniture]
    for article in found.articles:
        spans += [*article.deck, *article.body]
        spans += [article.headline] if article.headline else []
        assert article.body
        if article.dateline:
            line = article.dateline
            assert text[line.start : line.end] == line.text
    position = 0
    for span in sorted(spans):
        assert span.text == text[span.start : span.end]
        assert span.text == span.text.strip() != ""
        assert span.start >= position, "two spans overlap"
        assert not any(c.isalnum() for c in _numberless(text[position : span.start])), (
            "text is lost"
        )
        position = span.end
    assert not any(c.isalnum() for c in text[position:])
    for block in found.page.blocks:
        covered = any(s.start < block.end and block.start < s.end for s in spans)
        assert covered or not text[block.start : block.end].strip()
    assert sum(a.main for a in found.articles) == (1 if found.articles else 0)
    assert bool(found.skipped) == (not found.articles)


def _numberless(gap: str) -> str:
    """Bullets of deck lines stand outside of spans; a bullet may be a number."""
    bare = gap.strip().rstrip(".)")
    return "" if bare.isdigit() and len(bare) <= 2 else gap


@settings(deadline=None)
@given(st.lists(LINES, max_size=40), st.sampled_from(["\n", "\n\n", "\r\n"]))
def test_any_text(lines: list[str], between: str) -> None:
    text = between.join(lines)
    check(split(Page("p1", text, None, None, "", blocks(text))))


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from(["p", "h1", "h2", "li", "div", "article", "aside", "a"]), LINES),
        max_size=25,
    ),
    st.booleans(),
)
def test_any_html(parts: list[tuple[str, str]], titled: bool) -> None:
    title = f"<title>{FERRY_HEAD}</title>" if titled else ""
    source = title + "".join(f"<{tag}>{text}</{tag}>" for tag, text in parts)
    found = document(f"<html>{source}</html>")
    check(split(Page("p1", found.text, None, None, "", found.blocks, found.metadata)))


def test_time_grows_with_the_length_alone() -> None:
    hostile = [
        "word " * 200_000,
        "A" * 1_000_000,
        "\n".join(["Heading without end"] * 10_000),
        "\n".join(f"Heading number {i} of many" for i in range(8_000)),
        "\n".join(["- bullet"] * 25_000),
        "\n".join(f"Some sentence number {i} stands here." for i in range(8_000)),
        "[" * 500_000,
        "(" * 500_000,
        "! [ ] ( ) " * 100_000,
        "A, B, C, D (" * 80_000,
        "https://" * 100_000,
    ]
    for text in hostile:
        check_less = split(Page("p1", text, None, None, "", blocks(text)))
        assert check_less.articles or check_less.skipped
