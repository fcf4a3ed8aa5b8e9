"""What holds for any input at all: true spans, no exception, nothing lost."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossread.annotating import annotate
from crossread.comparing.statements import statements
from crossread.model import Annotated, Page, Span
from crossread.splitting import split
from tests.build import page

PIECES = [
    "Minister Anna Keller said on Monday", "“We will pay 3.5 million euros,”", "he said.", "«Non»",
    "« Nous", "a-t-elle dit", "»", "„Ja“, sagte", "„", "“", "”", "\"", "'", "’", "selon", "that",
    "BERLIN (AP) —", "PARIS:", "- ", "\n", "\n\n", " ", "\u00a0", "\u202f", "\u200f", "\ufeff", "\x0b",
    "20 %", "$", "12–15", "1.234,56", "Feb. 24, 2022", "mercredi", "https://a.b/c", "![x](y)", "Read more:",
    "e\u0301", "É", "ﬁ", "İ", "ß", "𝔘", "😀", "中文说", "Путин сказал", "قال", "\ufffd", ".", ",", ";", "–", "…",
]  # fmt: skip

texts = st.one_of(
    st.text(max_size=400),
    st.lists(st.sampled_from(PIECES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(PIECES), max_size=60).map("".join),
)


CORPUS = [
    p.read_text("utf-8")
    for p in sorted((Path(__file__).parent.parent / "examples" / "pages").glob("*.txt"))
]


@st.composite
def broken_news(draw: st.DrawFn) -> str:
    """A stretch of an example page with pieces put in, letters lost and lines broken."""
    text = list(draw(st.sampled_from(CORPUS)))
    start = draw(st.integers(0, len(text) // 2))
    text = text[start : start + draw(st.integers(50, 3000))]
    for at in draw(st.lists(st.integers(0, len(text) - 1), max_size=40)):
        text[at] = draw(st.sampled_from([*PIECES, "", "", text[at] + "\n"]))
    return "".join(text)


def spans(annotated: Annotated) -> Iterator[Span]:
    article = annotated.article
    yield from article.body
    yield from article.deck
    yield from (s for s in (article.headline, article.dateline) if s is not None)
    yield from (s.span for s in annotated.sentences)
    for mention in annotated.mentions:
        yield mention.span
        if mention.role is not None:
            yield mention.role
    for quote in annotated.quotes:
        yield quote.span
        if quote.cue is not None:
            yield quote.cue
        if quote.speaker is not None and quote.speaker.span is not None:
            yield quote.speaker.span
    for figure in annotated.figures:
        yield figure.span
        if figure.of is not None:
            yield figure.of
    yield from (t.span for t in annotated.times)
    yield from (s.span for s in statements(annotated))


def check(made: Page) -> None:
    for article in split(made).articles:
        for span in spans(annotate(made, article)):
            assert 0 <= span.start < span.end <= len(made.text)
            assert span.text == made.text[span.start : span.end]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(texts)
def test_every_span_is_true(text: str) -> None:
    check(page(text))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), min_size=40, max_size=200).map(" ".join))
def test_every_span_is_true_in_long_pages(text: str) -> None:
    check(page(text + "\n" + text[::-1] + "\n" + text))


@settings(max_examples=120, deadline=None, suppress_health_check=list(HealthCheck))
@given(broken_news())
def test_every_span_is_true_in_broken_news(text: str) -> None:
    check(page(text))


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from(PIECES), max_size=40).map(" ".join))
def test_statements_do_not_overlap(text: str) -> None:
    made = page("The minister said on Monday that " + text)
    for article in split(made).articles:
        found = statements(annotate(made, article))
        assert all(a.span.end <= b.span.start for a, b in itertools.pairwise(found))
        assert [s.id for s in found] == [f"{article.id}.s{n}" for n in range(1, len(found) + 1)]
