"""Page → sketches of its articles: the part of a stream that several processes can share.

In: one page. Out: its articles' sketches, and what was skipped. Stories need words and sentences
only, and names in Han script, so quotes, figures, times and other names are not looked for here.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from crossread.linking.gazetteer import HAN
from crossread.linking.sketches import Sketch, sketches
from crossread.model import Annotated, Article, Page, Skipped
from crossread.per_page import lost_split, split_or_skipped

if TYPE_CHECKING:
    from crossread.encoding import Encoder


class Sketched(Struct, frozen=True):
    """What a stream takes from a page.

    Args:
        sketches: of its articles, in order.
        skipped: what was not read, and why.
    """

    sketches: tuple[Sketch, ...]
    skipped: tuple[Skipped, ...] = ()


def sketched(page: Page | Skipped, encoder: Path | None = None) -> Sketched:
    """Sketch the articles of a page.

    Args:
        page: from `crossread.read`; what was skipped there is passed on.
        encoder: folder of another encoder than the shipped one.

    Returns:
        One sketch an article; for a page without one a reason.
    """
    found = split_or_skipped(page)
    if isinstance(found, Skipped):
        return Sketched((), (found,))
    articles = [_cut(found.page, article) for article in found.articles]
    return Sketched(tuple(sketches(articles, _encoder(encoder))), tuple(found.skipped))


def lost(page: Page | Skipped, how: str) -> Sketched:
    """What stands for a page that ended the process that read it."""
    found = lost_split(page, how)
    return Sketched((), (found,) if isinstance(found, Skipped) else found.skipped)


def _cut(page: Page, article: Article) -> Annotated:
    """An article with its sentences, and with names where sketches need them."""
    from crossread.annotating.names.finding import mentions
    from crossread.annotating.sentences import sentences

    cut = sentences(page, article)
    return Annotated(
        page=page,
        article=article,
        sentences=cut,
        mentions=mentions(page, article, cut) if article.language in HAN else (),
        quotes=(),
        figures=(),
        times=(),
    )


@lru_cache(maxsize=1)
def _encoder(path: Path | None) -> Encoder:
    from crossread.encoding import load

    return load() if path is None else load(path)
