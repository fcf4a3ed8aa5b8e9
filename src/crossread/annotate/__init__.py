"""Article → annotated article: sentences, names, quotes, figures, times. One file each."""

from __future__ import annotations

from crossread.model import Annotated, Article, Page

__all__ = ["annotate"]


def annotate(page: Page, article: Article) -> Annotated:
    """Find everything in one article that later stages compare.

    Args:
        page: the page that holds the article.
        article: from `crossread.split`.

    Returns:
        The article with its sentences, names, quotes, figures and times in the order of the text.
    """
    from crossread.annotate.figures import figures
    from crossread.annotate.names import mentions
    from crossread.annotate.quotes import quotes
    from crossread.annotate.sentences import sentences
    from crossread.annotate.times import times

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
