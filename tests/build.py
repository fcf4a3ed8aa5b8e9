"""Pages and articles from a few lines of text, for tests."""

from __future__ import annotations

from crossread.annotating.sentences import sentences
from crossread.model import Article, Page, Published, Sentence
from crossread.reading.text import blocks


def page(text: str, id: str = "p1") -> Page:
    """A plain-text page: one block a line that is not blank."""
    return Page(id, text, f"{id}.txt", None, "0" * 64, blocks(text))


def article(
    text: str,
    language: str = "en",
    published: str | None = None,
    headline: bool = False,
    id: str = "p1",
) -> tuple[Page, Article, tuple[Sentence, ...]]:
    """A page that is one article: every line a paragraph, the first one the headline if asked."""
    made = page(text, id)
    spans = [made.span(b.start, b.end) for b in made.blocks]
    one = Article(
        id=f"{id}.1",
        page=id,
        main=True,
        language=language,
        headline=spans[0] if headline else None,
        deck=(),
        dateline=None,
        body=tuple(spans[1:] if headline else spans),
        published=Published(published, "metadata") if published else None,
    )
    return made, one, sentences(made, one)
