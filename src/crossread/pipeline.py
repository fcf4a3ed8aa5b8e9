"""The whole way, one stage after the other: paths → dossier.

Every function takes records and returns records, lazily where the stage allows it, so that
each can be used alone. What is heavy is imported when it is first needed.

Pages are read, and stories compared, each for itself; so they may be worked on in other processes
(`parallel`), with the same result. A page that a fault of ours stops, or that ends its process, does
not lose the others: it stands in `skipped`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from msgspec import Struct

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
from crossread.per_page import lost_page, lost_split, read_or_skipped, split_or_skipped

if TYPE_CHECKING:
    from crossread.encoding import Encoder
    from crossread.parallel import Workers

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


def articles(pages: Iterable[Page | Skipped], *, jobs: int | None = 1) -> Iterator[Annotated]:
    """Find the articles of each page, and in them sentences, names, quotes, figures and times.

    Args:
        pages: from `read`; what was skipped there is passed over.
        jobs: processes to work in, 1 or more; None for as many as there are cores, if there is
            enough to do.

    Yields:
        Annotated articles in the order of the pages, once; make a list to go over them again.

    Raises:
        WorkerLost: one of several processes was ended from outside.
    """
    from crossread.parallel import mapped

    only = (page for page in pages if isinstance(page, Page))
    for _, found in mapped(_annotated, only, jobs):
        yield from found


def split_pages(
    pages: Iterable[Page | Skipped], *, jobs: int | None = 1
) -> Generator[SplitPage | Skipped]:
    """Cut pages into articles and furniture.

    Args:
        pages: from `read`.
        jobs: see `articles`.

    Yields:
        One record a page, in order; and what was skipped, in its place.
    """
    from crossread.parallel import mapped

    for _, found in mapped(split_or_skipped, pages, jobs, lost=lost_split):
        yield found


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


class Told(Struct, frozen=True):
    """What is known before stories are compared.

    Args:
        pages: all pages read, split.
        stories: largest first.
        skipped: from all stages.
        encoder: name and digest of the encoder used.
    """

    pages: tuple[SplitPage, ...]
    stories: tuple[Story, ...]
    skipped: tuple[Skipped, ...]
    encoder: str


def told(
    paths: str | Path | Sequence[str | Path],
    *,
    date: str | None = None,
    stdin: BinaryIO | None = None,
    encoder: Encoder | None = None,
    progress: Progress = _quiet,
    jobs: int | None = 1,
) -> Told:
    """Find the stories in files, folders and standard input, and do not compare them.

    Args:
        paths, date, stdin, encoder, progress, jobs: see `dossier`.

    Raises:
        UsageError, NothingToDo, WorkerLost: see `dossier`.
    """
    from crossread.parallel import Workers

    with Workers(jobs) as workers:
        pages = read(paths, date=date, stdin=_input(stdin, jobs))
        return _told(pages, encoder, progress, workers)


def dossier(
    paths: str | Path | Sequence[str | Path],
    *,
    date: str | None = None,
    stdin: BinaryIO | None = None,
    encoder: Encoder | None = None,
    progress: Progress = _quiet,
    jobs: int | None = 1,
) -> Dossier:
    """Do the whole way from paths to a dossier.

    Args:
        paths: files, folders, or `-` for standard input; one path may stand alone.
        date: publication date (ISO 8601) of the pages that do not say their own.
        stdin: where `-` reads from.
        encoder: the shipped one by default.
        progress: called as the work goes on.
        jobs: processes to read pages and compare stories in, 1 or more; None for as many as there
            are cores, if there is enough to do. The result is the same. Stories are compared in
            this process where the encoder is not the shipped one.

    Returns:
        The dossier; what could not be read stands in its `skipped`.

    Raises:
        UsageError: a path does not exist.
        NothingToDo: no article in the whole input; the message says why.
        WorkerLost: processes cannot be started, or are ended one after the other.
    """
    from crossread.parallel import Workers

    with Workers(jobs) as workers:
        pages = read(paths, date=date, stdin=_input(stdin, jobs))
        known = _told(pages, encoder, progress, workers)
        comparisons: list[Comparison] = []
        for comparison in _comparisons(known.stories, encoder, workers):
            comparisons.append(comparison)
            progress("comparing", len(comparisons), len(known.stories))
    return Dossier(
        generator=f"crossread {__version__}",
        encoder=known.encoder,
        pages=known.pages,
        comparisons=tuple(comparisons),
        entities=_entities(known.stories),
        skipped=known.skipped,
    )


def _input(stdin: BinaryIO | None, jobs: int | None) -> BinaryIO | None:
    """Where `-` reads from: with several jobs a thread reads, from a stream of its own."""
    from crossread.parallel import standard_input

    return stdin or (None if jobs == 1 else standard_input())


def _told(
    pages: Iterable[Page | Skipped], encoder: Encoder | None, progress: Progress, workers: Workers
) -> Told:
    from crossread.encoding import load

    split_pages: list[SplitPage] = []
    found: list[Annotated] = []
    skipped: list[Skipped] = []
    unread: list[Skipped] = []
    for _, one in workers.map(read_or_skipped, pages, lost=lost_page):
        if isinstance(one, Skipped):
            skipped.append(one)
            continue
        split_pages.append(one.split)
        found += one.articles
        skipped += one.split.skipped
        unread += one.unread
        progress("reading", len(split_pages), 0)
    skipped += unread
    if not found:
        raise NothingToDo(_why_nothing(skipped))
    used = encoder or load()
    skipped += _without_vectors(found, used)
    progress("linking", 0, len(found))
    return Told(
        tuple(split_pages),
        tuple(stories(found, encoder=used)),
        tuple(skipped),
        f"{used.name} {used.digest}",
    )


def _annotated(page: Page) -> tuple[Annotated, ...]:
    from crossread.annotating import annotate
    from crossread.splitting import split

    return tuple(annotate(page, article) for article in split(page).articles)


def _comparisons(
    found: Sequence[Story], encoder: Encoder | None, workers: Workers
) -> Iterator[Comparison]:
    """The comparison of each story; workers know no encoder but the shipped one."""
    from crossread.encoding import load

    if encoder is not None and encoder is not load():
        yield from (compare(story, encoder=encoder) for story in found)
        return
    for story, parts in workers.map(_compared, found):
        yield Comparison(story, *parts)


def _compared(story: Story) -> tuple[Any, ...]:
    """All that a comparison adds to its story."""
    made = compare(story)
    return made.statements, made.points, made.differences, made.alone, made.timeline


def _position(annotated: Annotated) -> tuple[int, ...]:
    """Sort key of an article id: `p3.10` comes after `p3.2`."""
    return tuple(int(part) for part in annotated.article.id.lstrip("p").split("."))


def _without_vectors(articles: Sequence[Annotated], encoder: Encoder) -> list[Skipped]:
    """The articles in a script or language that the encoder does not know, so that it is told."""
    from crossread.encoding import KNOWN

    texts = [" ".join(s.span.text for s in article.sentences) for article in articles]
    return [
        Skipped(
            annotated.page.name,
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
