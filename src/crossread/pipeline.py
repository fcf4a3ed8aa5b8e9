"""The whole way, one stage after the other: paths → dossier.

Every function takes records and returns records, lazily where the stage allows it, so that
each can be used alone. What is heavy is imported when it is first needed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from crossread.__about__ import __version__
from crossread.errors import NothingToDo
from crossread.model import (
    Annotated,
    Comparison,
    Dossier,
    Entity,
    Page,
    Skipped,
    SplitPage,
    Story,
)

if TYPE_CHECKING:
    from crossread.encoding import Encoder

_LETTERS = re.compile(r"[^\W_]")
_PRIVATE = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")

Progress = Callable[[str, int, int], None]
"""Called with the stage's name, the number done, and the number in all (0: not known)."""


def _quiet(_stage: str, _done: int, _total: int) -> None:
    """Report nothing."""


def read(
    paths: str | Path | Sequence[str | Path],
    *,
    date: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Page | Skipped]:
    """Read pages from files, folders and standard input.

    Args:
        paths: files, folders, or `-` for standard input; one path may stand alone.
        date: publication date (ISO 8601) of the pages that do not say their own.
        stdin: where `-` reads from; the process's own by default.

    Returns:
        An iterator, to be used once: pages, and what was skipped and why, in the order of the
        sorted paths.

    Raises:
        UsageError: a path does not exist.
    """
    from crossread.reading import pages

    return pages(paths, date=date, stdin=stdin)


def articles(pages: Iterable[Page | Skipped]) -> Iterator[Annotated]:
    """Find the articles of each page, and in them sentences, names, quotes, figures and times.

    Args:
        pages: from `read`; what was skipped there is passed over.

    Yields:
        Annotated articles in the order of the pages, once; make a list to go over them again.
    """
    from crossread.annotating import annotate
    from crossread.splitting import split

    for page in pages:
        if isinstance(page, Page):
            for article in split(page).articles:
                yield annotate(page, article)


def stories(articles: Iterable[Annotated], *, encoder: Encoder | None = None) -> list[Story]:
    """Group articles about the same event, across languages.

    Args:
        articles: from `articles`.
        encoder: from `crossread.encoding.load`; the shipped one by default.

    Returns:
        Stories, the one with most articles first; every article is in exactly one.
    """
    from crossread.encoding import load
    from crossread.linking.gather import gather

    return gather(sorted(articles, key=_position), encoder or load())


def compare(story: Story, *, encoder: Encoder | None = None) -> Comparison:
    """Lay the accounts of one story side by side.

    Args:
        story: from `stories`.
        encoder: the shipped one by default.

    Returns:
        Its statements, the points that several articles share, and where they differ.
    """
    from crossread.comparing import compare as compare_story
    from crossread.encoding import load

    return compare_story(story, encoder or load())


def dossier(
    paths: str | Path | Sequence[str | Path],
    *,
    date: str | None = None,
    stdin: BinaryIO | None = None,
    encoder: Encoder | None = None,
    progress: Progress = _quiet,
) -> Dossier:
    """Do the whole way from paths to a dossier.

    Args:
        paths: files, folders, or `-` for standard input; one path may stand alone.
        date: publication date (ISO 8601) of the pages that do not say their own.
        stdin: where `-` reads from.
        encoder: the shipped one by default.
        progress: called as the work goes on.

    Returns:
        The dossier; what could not be read stands in its `skipped`.

    Raises:
        UsageError: a path does not exist.
        NothingToDo: no article in the whole input; the message says why.
    """
    from crossread.annotating import annotate, unread
    from crossread.encoding import load
    from crossread.splitting import split

    split_pages: list[SplitPage] = []
    skipped: list[Skipped] = []
    for page in read(paths, date=date, stdin=stdin):
        if isinstance(page, Skipped):
            skipped.append(page)
            continue
        split_pages.append(split(page))
        skipped += split_pages[-1].skipped
        progress("reading", len(split_pages), 0)
    found: list[Annotated] = []
    total = sum(len(s.articles) for s in split_pages)
    for split_page in split_pages:
        for article in split_page.articles:
            found.append(annotate(split_page.page, article))
            skipped += unread(found[-1])
            progress("annotating", len(found), total)
    if not found:
        raise NothingToDo(_why_nothing(skipped))
    used = encoder or load()
    skipped += _without_vectors(found, used)
    progress("linking", 0, len(found))
    told = stories(found, encoder=used)
    comparisons: list[Comparison] = []
    for number, story in enumerate(told):
        progress("comparing", number, len(told))
        comparisons.append(compare(story, encoder=used))
    progress("comparing", len(told), len(told))
    return Dossier(
        generator=f"crossread {__version__}",
        encoder=f"{used.name} {used.digest}",
        pages=tuple(split_pages),
        comparisons=tuple(comparisons),
        entities=_entities(told),
        skipped=tuple(skipped),
    )


def _position(annotated: Annotated) -> tuple[int, ...]:
    """Sort key of an article id: `p3.10` comes after `p3.2`."""
    return tuple(int(part) for part in annotated.article.id.lstrip("p").split("."))


def _without_vectors(articles: Sequence[Annotated], encoder: Encoder) -> list[Skipped]:
    """The articles in a script or language that the encoder does not know, so that it is told."""
    from crossread.encoding import KNOWN

    texts = [" ".join(s.span.text for s in article.sentences) for article in articles]
    return [
        Skipped(
            annotated.page.id,
            f"vectors of article {annotated.article.id}",
            f"the encoder knows {share:.0%} of its letters (language: {annotated.article.language}):"
            " it is compared by names, numbers and equal words",
        )
        for annotated, text, coverage in zip(articles, texts, encoder.coverage(texts), strict=True)
        if (share := float(coverage) * _public(text)) < KNOWN
    ]


def _public(text: str) -> float:
    """Share of a text's letters that are of a script of Unicode, not of private use; 0 of none."""
    letters, private = len(_LETTERS.findall(text)), len(_PRIVATE.findall(text))
    return letters / (letters + private) if letters else 0.0


def _why_nothing(skipped: Sequence[Skipped]) -> str:
    if not skipped:
        return "no article found: the input holds no page"
    first = skipped[0]
    more = f" (and {len(skipped) - 1} more)" if len(skipped) > 1 else ""
    return f"no article found: {first.page}: {first.what}: {first.why}{more}"


def _entities(told: Sequence[Story]) -> tuple[Entity, ...]:
    """The entities of all stories, each once, in the order of their numbers."""
    every = {entity.id: entity for story in told for entity in story.entities}
    return tuple(every[id] for id in sorted(every, key=lambda id: int(id[1:])))
