"""Articles, and statements of them as members of a point, made by hand for tests of points.

Quotations, times and matched words are given, not found: the tests are of what follows from them.
"""

from __future__ import annotations

from crossread.model import Annotated, Member, Quote, Statement, Time
from tests.build import article

Times = dict[str, str | None]


def told(
    id: str,
    text: str,
    language: str = "en",
    published: str | None = None,
    times: Times | None = None,
    quoted: tuple[str, ...] = (),
    said: tuple[str, ...] = (),
) -> Annotated:
    """An article whose first line is its headline.

    Args:
        id: of its page.
        text: its lines.
        language: its language.
        published: ISO 8601.
        times: expression → value, all known from the text.
        quoted: words in quotation marks.
        said: words that are reported speech.
    """
    page, one, sentences = article(text, language, published, headline=True, id=id)
    found_times = tuple(
        Time(f"{id}.1.t{n}", page.span(at, at + len(words)), value, "text" if value else None)
        for n, (words, value) in enumerate((times or {}).items(), 1)
        for at in [text.index(words)]
    )
    quotes = tuple(
        Quote(
            f"{id}.1.q{n}",
            page.span(at, at + len(words)),
            "direct" if words in quoted else "indirect",
            False,
            None,
            None,
            next(s.span for s in sentences if s.span.start <= at < s.span.end),
        )
        for n, words in enumerate((*quoted, *said), 1)
        for at in [text.index(words)]
    )
    return Annotated(page, one, sentences, (), quotes, (), found_times)


def member(annotated: Annotated, text: str, *matched: str) -> Member:
    """A part of an article as a statement, with the words of it that another member answers."""
    page = annotated.page
    at = page.text.index(text)
    spans = [
        page.span(start, start + len(words))
        for words in matched
        for start in [page.text.index(words, at)]
    ]
    quoted = any(q.span.text == text for q in annotated.quotes if q.kind == "direct")
    statement = Statement(
        f"{annotated.article.id}.s1",
        annotated.article.id,
        page.span(at, at + len(text)),
        "quote" if quoted else "sentence",
        None,
    )
    return Member(statement, tuple(spans), 0.9)
