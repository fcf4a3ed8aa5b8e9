"""Article → annotated article: sentences, names, quotes, figures, times. One file each."""

from __future__ import annotations

from crossread.model import Annotated, Article, Page

__all__ = ["annotate"]


def annotate(page: Page, article: Article) -> Annotated:
    """Find everything in one article that later stages compare.

    Args:
        page: the page that holds the article.
        article: from `crossread.splitting`.

    Returns:
        The article with its sentences, names, quotes, figures and times in the order of the text.
    """
    from crossread.annotating.figures import figures
    from crossread.annotating.names import mentions
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
