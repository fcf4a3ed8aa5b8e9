"""One page → its articles, annotated; and nothing that goes wrong with it stops the others.

In: a page. Out: what was found in it. These functions are what other processes are given to do
(`parallel`): each looks at one page, stands at the top of a module, and turns a fault of ours, or a
process that was ended while it read the page, into a line of `skipped`.
"""

from __future__ import annotations

from msgspec import Struct

from crossread.model import Annotated, Furniture, Page, Skipped, SplitPage

MOST_SAID = 200
"""Code points of an error's own words that are told."""


class ReadPage(Struct, frozen=True):
    """A page with its articles, and what the annotators did not read."""

    split: SplitPage
    articles: tuple[Annotated, ...]
    unread: tuple[Skipped, ...]


def split_or_skipped(page: Page | Skipped) -> SplitPage | Skipped:
    """A page split; a page that cannot be is furniture and told."""
    from crossread.splitting import split

    if isinstance(page, Skipped):
        return page
    try:
        return split(page)
    except Exception as error:  # one page must not lose the others
        return _unsplit(page, _fault(error))


def read_or_skipped(page: Page | Skipped) -> ReadPage | Skipped:
    """A page split and annotated; what a fault of ours leaves out is told."""
    from crossread.annotating import annotate, unread

    found = split_or_skipped(page)
    if isinstance(found, Skipped):
        return found
    made: list[Annotated] = []
    skipped: list[Skipped] = []
    for article in found.articles:
        try:
            made.append(annotate(found.page, article))
        except Exception as error:  # one article must not lose the others
            what = f"annotation of article {article.id}"
            skipped.append(Skipped(found.page.name, what, _fault(error)))
        else:
            skipped += unread(made[-1])
    return ReadPage(found, tuple(made), tuple(skipped))


def lost_split(page: Page | Skipped, how: str) -> SplitPage | Skipped:
    """What is left of a page that ended the process that read it."""
    return page if isinstance(page, Skipped) else _unsplit(page, f"the process that read it {how}")


def lost_page(page: Page | Skipped, how: str) -> ReadPage | Skipped:
    """What is left of a page that ended the process that read it."""
    found = lost_split(page, how)
    return found if isinstance(found, Skipped) else ReadPage(found, (), ())


def _unsplit(page: Page, why: str) -> SplitPage:
    """A page of which nothing is known: all furniture."""
    furniture = tuple(
        Furniture(page.span(block.start, block.end), "other") for block in page.blocks
    )
    return SplitPage(page, (), furniture, (Skipped(page.name, "page", why),))


def _fault(error: Exception) -> str:
    """A fault of ours in a line."""
    said = " ".join(str(error).split())[:MOST_SAID]
    return f"a fault of crossread stopped it ({type(error).__name__}: {said})"
