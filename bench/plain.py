"""Records from plain texts, for benches whose data are not pages.

In: lines of text. Out: an `Annotated` article without names, figures and times. The
stages before are left out on purpose, so that a bench of linking measures linking alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.model import Annotated, Article, Block, Page, Published, Sentence, Span


def plain(
    id: str,
    paragraphs: Sequence[Sequence[str]],
    language: str,
    *,
    headline: str | None = None,
    date: str | None = None,
    outlet: str | None = None,
) -> Annotated:
    """One page that is one article.

    Args:
        id: the page's id; the article's is `ID.1`.
        paragraphs: each a list of sentences.
        language: two-letter code.
        headline: first line of the page, where there is one.
        date: publication date, ISO 8601.
        outlet: who published it.
    """
    pieces: list[str] = []
    places: list[tuple[int, int, int]] = []  # paragraph, start, end of a sentence
    length = 0
    lines = ([[headline]] if headline else []) + [list(p) for p in paragraphs]
    first = -1 if headline else 0
    for number, line in enumerate(lines, start=first):
        for sentence in line:
            places.append((number, length, length + len(sentence)))
            pieces += [sentence, " "]
            length += len(sentence) + 1
        pieces.append("\n")
        length += 1
    text = "".join(pieces)

    def span(start: int, end: int) -> Span:
        return Span(id, start, end, text[start:end])

    bounds: dict[int, tuple[int, int]] = {}
    for number, start, end in places:
        bounds[number] = (bounds[number][0] if number in bounds else start, end)
    page = Page(id, text, None, None, "", tuple(Block(s, e) for s, e in bounds.values()))
    article = Article(
        id=f"{id}.1",
        page=id,
        main=True,
        language=language,
        headline=span(*bounds[-1]) if headline else None,
        deck=(),
        dateline=None,
        body=tuple(span(*bounds[number]) for number in bounds if number >= 0),
        published=Published(date, "metadata") if date else None,
        outlet=outlet,
    )
    sentences = tuple(
        Sentence(span(start, end), "headline" if number < 0 else "body", number)
        for number, start, end in places
        if end > start
    )
    return Annotated(
        page=page,
        article=article,
        sentences=sentences,
        mentions=(),
        quotes=(),
        figures=(),
        times=(),
    )
