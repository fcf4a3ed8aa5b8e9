"""Article → sentences.

In: a page and one of its articles. Out: the sentences of headline, deck and body, in the order of
the text. The splitting itself is sentencex's (rules and abbreviations of the Wikimedia
foundation); what it cuts wrongly in news is joined again here, by the abbreviations of the
language file.
"""

from __future__ import annotations

from sentencex import segment

from crossread.model import Article, Page, Sentence, Span

SUPPORTED_FALLBACK = "en"


def sentences(page: Page, article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article.

    Args:
        page: the page that holds it.
        article: the article; its language chooses the abbreviations.

    Returns:
        Sentences in the order of the text; their spans hold no outer white space.
    """
    found: list[Sentence] = []
    if article.headline is not None:
        found.append(Sentence(article.headline, "headline", -1))
    found += [Sentence(line, "deck", -1) for line in article.deck]
    for number, paragraph in enumerate(article.body):
        found += [Sentence(s, "body", number) for s in split(page, paragraph, article.language)]
    return tuple(sorted(found, key=lambda s: (s.span.start, s.span.end)))


def split(page: Page, paragraph: Span, language: str) -> list[Span]:
    """Cut one paragraph into sentences."""
    spans: list[Span] = []
    position = 0
    for piece in segment(language, paragraph.text):
        text = piece.strip()
        if not text:
            continue
        position = paragraph.text.index(text, position)
        start = paragraph.start + position
        spans.append(page.span(start, start + len(text)))
        position += len(text)
    return spans
