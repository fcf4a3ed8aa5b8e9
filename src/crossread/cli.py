"""The command line: every command is a call of the library.

Exit codes: 0 done, 1 nothing usable in the input, 2 a wrong call. Standard output holds the
result and nothing else; what is said to the person goes to standard error.
"""

from __future__ import annotations

import os
import sys
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from crossread.__about__ import __version__
from crossread.commands import links as link_commands
from crossread.commands.following import follow_stories
from crossread.commands.options import (
    Date,
    EncoderPath,
    Jobs,
    OptionalPaths,
    Paths,
    chosen_encoder,
    one_of,
    publication_day,
)
from crossread.commands.printing import put, tell
from crossread.errors import CrossreadError, NothingToDo, OutputError, UsageError

if TYPE_CHECKING:
    from crossread.model import Dossier, Skipped

app = typer.Typer(
    name="crossread",
    help="Read one story across every source and language.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """What `compare` and `show` write."""

    html = "html"
    json = "json"
    md = "md"
    csv = "csv"
    annotations = "annotations"
    parquet = "parquet"


class UILanguage(StrEnum):
    """Language of the dossier's own words."""

    en = "en"
    fr = "fr"


SUFFIXES = {
    ".html": Format.html,
    ".htm": Format.html,
    ".json": Format.json,
    ".md": Format.md,
    ".jsonld": Format.annotations,
}

Output = Annotated[
    Path | None,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write there; the suffix (.html .json .md .jsonld) tells the format. "
        "csv and parquet want a folder.",
        show_default=False,
    ),
]
Chosen = Annotated[
    Format | None,
    typer.Option(
        "--format",
        "-f",
        parser=one_of(Format, "format"),
        metavar=f"<{'|'.join(Format)}>",
        help="html, json, md, csv, annotations or parquet; without -o too, a compact brief.",
        show_default=False,
    ),
]
Language = Annotated[
    UILanguage,
    typer.Option(
        "--language",
        parser=one_of(UILanguage, "language"),
        metavar=f"<{'|'.join(UILanguage)}>",
        help="Language of the dossier's own words.",
    ),
]
Split = Annotated[
    bool,
    typer.Option("--split", help="HTML in a file a story, with an index: -o names the folder."),
]


@app.command()
def compare(
    paths: Paths,
    output: Output = None,
    format: Chosen = None,
    split: Split = False,
    date: Date = None,
    language: Language = UILanguage.en,
    encoder: EncoderPath = None,
    jobs: Jobs = None,
) -> None:
    """Lay the accounts of each story side by side.

    Example: crossread compare pages/ -o dossier.html
    """
    chosen = _chosen(format, output, paths, split)
    done = _run(paths, date, encoder, jobs)
    _deliver(done, chosen, language, output, split)
    tell(done.skipped)


@app.command()
def show(
    dossier: Annotated[
        str,
        typer.Argument(
            metavar="DOSSIER.json",
            help="What compare --format json wrote, or - for standard input.",
            show_default=False,
        ),
    ],
    output: Output = None,
    format: Chosen = None,
    split: Split = False,
    language: Language = UILanguage.en,
) -> None:
    """Show a saved dossier again, in any format.

    Example: crossread show dossier.json -o dossier.html
    """
    from crossread.showing import loading

    chosen = _chosen(format, output, [dossier], split)
    _deliver(loading.read(dossier), chosen, language, output, split)


@app.command()
def articles(paths: Paths, date: Date = None, jobs: Jobs = None) -> None:
    """Print the articles found, one JSON line each.

    Example: crossread articles pages/ | head -1
    """
    from crossread import pipeline
    from crossread.model import Skipped
    from crossread.parallel import standard_input
    from crossread.showing import json as show_json

    skipped: list[Skipped] = []
    count = 0
    pages = pipeline.read(paths, date=publication_day(date), stdin=standard_input())
    with closing(pipeline.split_pages(pages, jobs=jobs)) as found:
        for one in found:
            if isinstance(one, Skipped):
                skipped.append(one)
                continue
            skipped += one.skipped
            for article in one.articles:
                put(show_json.article_line(one.page, article) + b"\n")
                count += 1
    tell(skipped)
    if not count:
        raise NothingToDo("no article found in the input")


@app.command()
def stories(
    paths: OptionalPaths = None,
    date: Date = None,
    encoder: EncoderPath = None,
    jobs: Jobs = None,
    stream: Annotated[
        bool,
        typer.Option(
            "--stream", help="Print what happens as articles come, one JSON line an event."
        ),
    ] = False,
    window: Annotated[
        str | None,
        typer.Option(
            "--window",
            metavar="7d",
            help="With --stream: how long an article can still be joined; days (d) or weeks (w).",
            show_default=False,
        ),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(
            "--state",
            metavar="FILE",
            help="With --stream: go on from this file if it is there, and save there at the end.",
            show_default=False,
        ),
    ] = None,
) -> None:
    """Print the stories found, one JSON line each.

    Example: crossread stories pages/ feed.jsonl

    Example: tail -f feed.jsonl | crossread stories --window 7d --stream --state stories.state
    """
    if stream:
        follow_stories(paths or ["-"], date, encoder, jobs, window, state)
        return
    if window is not None or state is not None:
        raise UsageError("--window and --state are for --stream")
    if not paths:
        raise UsageError("no path given; name files, folders, or - for standard input")
    from crossread import pipeline
    from crossread.progress import shown
    from crossread.showing import json as show_json

    when, used = publication_day(date), chosen_encoder(encoder)
    with shown() as progress:
        done = pipeline.told(paths, date=when, encoder=used, progress=progress, jobs=jobs)
    for story in done.stories:
        put(show_json.story_line(story) + b"\n")
    tell(done.skipped)


@app.command()
def schema() -> None:
    """Print the JSON Schema of `compare --format json`.

    Example: crossread schema > crossread.schema.json
    """
    import json

    from crossread.showing import json as show_json

    _write(json.dumps(show_json.schema(), indent=2, ensure_ascii=False).encode() + b"\n", None)


@app.command()
def models() -> None:
    """Print the cards of the shipped models, and what else --encoder may be.

    Example: crossread models | less
    """
    from importlib import resources

    from crossread.encoding import OTHERS

    folder = resources.files("crossread") / "models"
    cards = sorted(
        (card for entry in folder.iterdir() if (card := entry / "MODEL_CARD.md").is_file()),
        key=str,
    )
    told = [card.read_text(encoding="utf-8").strip() for card in cards]
    _write("\n\n".join([*told, OTHERS]).encode() + b"\n", None)


link_commands.register(app)


def _version(value: bool) -> None:
    if value:
        typer.echo(f"crossread {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Print the version."),
    ] = False,
) -> None:
    """Read one story across every source and language."""


def main() -> NoReturn:
    """Run the command line; a person's mistake becomes one line and an exit code."""
    try:
        app(standalone_mode=True)
    except NothingToDo as error:
        _fail(str(error), 1)
    except CrossreadError as error:
        _fail(str(error), 2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except KeyboardInterrupt:
        _fail("interrupted", 130)
    sys.exit(0)


def _fail(message: str, code: int) -> NoReturn:
    from crossread.showing.controls import visible

    line = visible(message)
    sys.stderr.write(f"crossread: {line.encode('utf-8', 'replace').decode()}\n")
    sys.exit(code)


def _run(
    paths: list[str], date: str | None, encoder: Path | None, jobs: int | None = None
) -> Dossier:
    from crossread import pipeline
    from crossread.progress import shown

    when, used = publication_day(date), chosen_encoder(encoder)
    with shown() as progress:
        return pipeline.dossier(paths, date=when, encoder=used, progress=progress, jobs=jobs)


def _show(done: Dossier, chosen: Format, language: UILanguage) -> bytes:
    if chosen is Format.json:
        from crossread.showing import json as show_json

        return show_json.encode(done)
    if chosen is Format.html:
        from crossread.showing import html as show_html

        return show_html.render(done, language.value).encode()
    if chosen is Format.annotations:
        from crossread.showing import annotations

        return annotations.render(done)
    from crossread.showing import markdown as show_markdown

    return show_markdown.render(done, language.value).encode()


def _chosen(
    format: Format | None, output: Path | None, inputs: list[str], split: bool = False
) -> Format | None:
    """The format asked for, or of a file's suffix; None for the brief of a terminal.

    Finds out before the work, not after it, that the result could not be written.
    """
    if split:
        from crossread.showing import folder

        folder.check(format, output, inputs)
        return Format.html
    from crossread.showing import writing

    if format is None and output is not None:
        if output.is_dir():
            raise OutputError(f"{output} is a folder: name a file, or say --format csv")
        format = SUFFIXES.get(output.suffix.lower())
        if format is None:
            known = ", ".join(sorted(SUFFIXES))
            raise UsageError(f"{output}: the suffix names no format ({known}); say --format")
    writing.check(format.value if format else "brief", output, inputs)
    return format


def _deliver(
    done: Dossier,
    chosen: Format | None,
    language: UILanguage,
    output: Path | None,
    split: bool = False,
) -> None:
    """Write a dossier to where it is wanted."""
    if split and output is not None:
        from crossread.showing import folder

        count = folder.write(done, language.value, output)
        sys.stderr.write(f"crossread: wrote {count} files into {output}; open index.html\n")
    elif chosen is None:
        from crossread.showing import terminal

        width, colour = terminal.settings(sys.stdout, os.environ)
        brief = terminal.render(done, language.value, width=width, colour=colour)
        put(brief.encode(), steered=True)
    elif chosen in (Format.csv, Format.parquet) and output is not None:
        from importlib import import_module

        from crossread.showing import writing

        files = import_module(f"crossread.showing.{chosen.value}").files
        writing.to_folder(files(done), output)
        sys.stderr.write(f"crossread: wrote {output}\n")
    else:
        data = _show(done, chosen, language)
        _write(data, output)
        if chosen is Format.html:
            from crossread.showing import folder

            if line := folder.hint(len(data)):
                sys.stderr.write(f"crossread: {line}\n")


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        put(data)
        return
    from crossread.showing import writing

    writing.to_file(data, output)
    sys.stderr.write(f"crossread: wrote {output}\n")
