"""The commands `links` and `index`: which articles are not independent, now and against an index.

Each is a call of the library: `linking.links` for the pages given, `indexing.Index` for those added
before. What these print is JSON, one record a line, or with `--explain` what a person reads.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from crossread.commands.options import Date, EncoderPath, Jobs, Paths, publication_day
from crossread.commands.printing import put, tell
from crossread.errors import NothingToDo, UsageError

if TYPE_CHECKING:
    from crossread.encoding import Encoder
    from crossread.indexing import Index
    from crossread.model import Annotated as Article
    from crossread.model import Link

File = Annotated[
    Path, typer.Argument(metavar="FILE", help="The file of the index.", show_default=False)
]
Explain = Annotated[
    bool, typer.Option("--explain", help="Tell it to a person, passages side by side.")
]
WordingOnly = Annotated[
    bool,
    typer.Option("--wording-only", help="Copies and excerpts only: no translations, no encoder."),
]

CHUNK = 64  # articles that are added to an index, and told, at once

index_app = typer.Typer(
    name="index",
    help="Keep articles on disk, and find what shares text with them.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add the commands to the command line.

    Args:
        app: the command line.
    """
    app.command()(links)
    app.add_typer(index_app)


def links(
    paths: Paths,
    explain: Explain = False,
    index: Annotated[
        Path | None,
        typer.Option(
            "--index",
            metavar="FILE",
            help="Print links with the articles of this index too.",
            show_default=False,
        ),
    ] = None,
    wording_only: WordingOnly = False,
    date: Date = None,
    encoder: EncoderPath = None,
    jobs: Jobs = None,
) -> None:
    """Print which articles are copies, excerpts or translations of others, one JSON line each.

    Example: crossread links pages/ --explain
    """
    from crossread.indexing import open_index
    from crossread.linking.accounts import copies_and_excerpts
    from crossread.linking.accounts import links as find

    used = _used(encoder, wording_only)
    if index is None:
        held = None
    else:
        held = open_index(index, encoder=used)
    try:
        found = list(_articles(paths, date, jobs))
        every = find(found, used) if used is not None else copies_and_excerpts(found)
        here = {one.article.id: one for one in found}
        for link in every:
            _show(link, [here[link.source], here[link.target]], explain)
        if held is not None:
            for one in found:
                _show_held(held, one, explain)
    finally:
        if held is not None:
            held.close()


@index_app.command()
def add(
    file: File,
    paths: Paths,
    wording_only: WordingOnly = False,
    date: Date = None,
    encoder: EncoderPath = None,
    jobs: Jobs = None,
) -> None:
    """Add articles to an index; the file is made where it does not exist.

    A line is printed for each article when it is safe on disk. An article whose address (or path) is
    there already is replaced if it has changed.

    Example: crossread index add news.index pages/
    """
    from crossread.indexing import document, open_index

    with open_index(file, write=True, encoder=_used(encoder, wording_only)) as index:
        documents = (document(one) for one in _articles(paths, date, jobs))
        for done in index.added(documents, at_once=CHUNK):
            cut = set(done.cut)
            for what in ("added", "replaced", "unchanged"):
                for id in getattr(done, what):
                    put(_json({"id": id, "done": what, "cut": id in cut}))


@index_app.command()
def query(
    file: File,
    paths: Paths,
    explain: Explain = False,
    wording_only: WordingOnly = False,
    date: Date = None,
    encoder: EncoderPath = None,
    jobs: Jobs = None,
) -> None:
    """Print the links of articles with those of an index; the index stays as it is.

    Example: crossread index query news.index new/page.html --explain
    """
    from crossread.indexing import open_index

    with open_index(file, encoder=_used(encoder, wording_only)) as index:
        for one in _articles(paths, date, jobs):
            _show_held(index, one, explain)


@index_app.command()
def remove(
    file: File,
    ids: Annotated[
        list[str],
        typer.Argument(
            metavar="ID...",
            help="Addresses or paths, as index add printed them.",
            show_default=False,
        ),
    ],
) -> None:
    """Take articles out of an index.

    Example: crossread index remove news.index pages/a.txt
    """
    from crossread.indexing import open_index

    _exists(file)
    with open_index(file, write=True) as index:
        gone = set(index.remove(ids))
    for id in dict.fromkeys(ids):
        put(_json({"id": id, "removed": id in gone}))
    if not gone:
        raise NothingToDo(f"{file} holds none of these articles")


@index_app.command()
def info(file: File) -> None:
    """Print what an index holds, as JSON.

    Example: crossread index info news.index
    """
    from msgspec import to_builtins

    from crossread.indexing import open_index

    with open_index(file) as index:
        put(_json(to_builtins(index.info())))


@index_app.command("links")
def index_links(
    file: File,
    explain: Explain = False,
    wording_only: WordingOnly = False,
    encoder: EncoderPath = None,
) -> None:
    """Print all links between the articles of an index.

    Example: crossread index links news.index | head -1
    """
    from crossread.indexing import open_index
    from crossread.indexing.documents import annotated

    with open_index(file, encoder=_used(encoder, wording_only)) as index:
        for link in index.links():
            both = [one for id in (link.source, link.target) if (one := index.get(id))]
            _show(link, [annotated(one) for one in both], explain)


@index_app.command()
def compact(file: File) -> None:
    """Make the file of an index as small as it can be, after many articles were removed.

    Example: crossread index compact news.index
    """
    from crossread.indexing import open_index

    _exists(file)
    with open_index(file, write=True) as index:
        index.compact()


def _used(path: Path | None, wording_only: bool) -> Encoder | None:
    """The encoder to work with; None for wording only."""
    from crossread.encoding import load

    if wording_only and path is not None:
        raise UsageError("--wording-only needs no --encoder")
    return None if wording_only else load() if path is None else load(path)


def _exists(file: Path) -> None:
    """Do not make an index where one is only to be changed."""
    from crossread.indexing import open_index

    open_index(file).close()


def _articles(paths: Sequence[str], date: str | None, jobs: int | None) -> Iterator[Article]:
    """The annotated articles of some paths; what was skipped is told as it is met.

    Raises:
        NothingToDo: there is none.
    """
    from crossread import pipeline
    from crossread.model import Skipped
    from crossread.parallel import Workers, standard_input
    from crossread.per_page import lost_page, read_or_skipped

    count = 0
    with Workers(jobs) as workers:
        stdin = None if jobs == 1 else standard_input()
        pages = pipeline.read(list(paths), date=publication_day(date), stdin=stdin)
        for _, one in workers.map(read_or_skipped, pages, lost=lost_page):
            if isinstance(one, Skipped):
                tell([one])
                continue
            tell([*one.split.skipped, *one.unread])
            count += len(one.articles)
            yield from one.articles
    if not count:
        raise NothingToDo("no article found in the input")


def _show_held(index: Index, article: Article, explain: bool) -> None:
    """Print the links of an article with those of an index."""
    from crossread.indexing import document
    from crossread.indexing.documents import annotated, in_page

    asked = document(article)
    for link in index.query(asked):
        turned = in_page(link, asked.id, article)
        other = index.get(link.target if link.source == asked.id else link.source)
        if other is None:
            continue
        both = [article, annotated(other)]
        _show(turned, both if link.source == asked.id else both[::-1], explain)


def _show(link: Link, both: Sequence[Article], explain: bool) -> None:
    """Print a link."""
    from crossread.commands import explaining
    from crossread.showing import json as show_json

    if explain:
        put(explaining.explained(link, both, explaining.width(sys.stdout)).encode())
    else:
        put(show_json.link_line(link, both) + b"\n")


def _json(record: object) -> bytes:
    import msgspec

    return msgspec.json.encode(record) + b"\n"
