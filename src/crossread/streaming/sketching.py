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
from crossread.model import Annotated, Page, Skipped

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
    from crossread.annotating.names.finding import mentions
    from crossread.annotating.sentences import sentences
    from crossread.splitting import split

    if isinstance(page, Skipped):
        return Sketched((), (page,))
    found = split(page)
    articles: list[Annotated] = []
    for article in found.articles:
        cut = sentences(page, article)
        named = mentions(page, article, cut) if article.language in HAN else ()
        articles.append(
            Annotated(
                page=page,
                article=article,
                sentences=cut,
                mentions=named,
                quotes=(),
                figures=(),
                times=(),
            )
        )
    return Sketched(tuple(sketches(articles, _encoder(encoder))), tuple(found.skipped))


def lost(page: Page | Skipped, why: str) -> Sketched:
    """What stands for a page whose process was ended."""
    name = page.page if isinstance(page, Skipped) else page.id
    return Sketched((), (Skipped(name, "page", f"a worker process {why} while reading it"),))


@lru_cache(maxsize=1)
def _encoder(path: Path | None) -> Encoder:
    from crossread.encoding import load

    return load() if path is None else load(path)
