"""Article → annotated article: sentences, names, quotes, figures, times. One file each."""

from __future__ import annotations

from crossread.model import Annotated, Article, Page, Skipped

__all__ = ["annotate", "unread"]

READ_WHOLE = 20_000
"""Code points up to which every annotator reads a sentence to its end; `names` stops first."""


def annotate(page: Page, article: Article) -> Annotated:
    """Find everything in one article that later stages compare.

    Args:
        page: the page that holds the article.
        article: from `crossread.splitting`.

    Returns:
        The article with its sentences, names, quotes, figures and times in the order of the text.
    """
    from crossread.annotating.figures import figures
    from crossread.annotating.names.finding import mentions
    from crossread.annotating.quotes import quotes
    from crossread.annotating.sentences import sentences
    from crossread.annotating.times import times

    cut = sentences(page, article)
    named = mentions(page, article, cut)
    return Annotated(
        page=page,
        article=article,
        sentences=cut,
        mentions=named,
        quotes=quotes(page, article, cut, named),
        figures=figures(page, article, cut),
        times=times(page, article, cut),
    )


def unread(annotated: Annotated) -> tuple[Skipped, ...]:
    """What the annotators did not read to the end, so that it is told.

    Args:
        annotated: from `annotate`.

    Returns:
        One line for each "sentence" that is longer than any sentence is: a dump of data, or text
        without a single full stop.
    """
    return tuple(
        Skipped(
            annotated.page.name,
            f"annotation from character {sentence.span.start + READ_WHOLE} to {sentence.span.end}",
            f"names are read in the first {READ_WHOLE:,} characters of a sentence; quotes, figures "
            "and times some way further",
        )
        for sentence in annotated.sentences
        if sentence.span.end - sentence.span.start > READ_WHOLE
    )
