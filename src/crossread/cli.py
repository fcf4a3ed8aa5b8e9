"""The command line: every command is a call of the library.

Exit codes: 0 done, 1 nothing usable in the input, 2 a wrong call. Standard output holds the
result and nothing else; what is said to the person goes to standard error.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from crossread.__about__ import __version__
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
    """What `compare` writes."""

    html = "html"
    json = "json"
    md = "md"


class UILanguage(StrEnum):
    """Language of the dossier's own words."""

    en = "en"
    fr = "fr"


SUFFIXES = {".html": Format.html, ".htm": Format.html, ".json": Format.json, ".md": Format.md}

Paths = Annotated[
    list[str],
    typer.Argument(
        metavar="PATH...",
        help="Files (.txt .html .jsonl), folders, or - for standard input.",
        show_default=False,
    ),
]
Date = Annotated[
    str | None,
    typer.Option(
        "--date",
        metavar="YYYY-MM-DD",
        help="Publication date of pages that do not say their own.",
        show_default=False,
    ),
]

EncoderPath = Annotated[
    Path | None,
    typer.Option(
        "--encoder",
        metavar="PATH",
        help="Use this encoder on disk instead of the shipped one; crossread models tells which.",
        show_default=False,
    ),
]


@app.command()
def compare(
    paths: Paths,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write there; the suffix (.html .json .md) tells the format.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            "--format",
            "-f",
            help="html, json or md; md on standard output by default.",
            show_default=False,
        ),
    ] = None,
    date: Date = None,
    language: Annotated[
        UILanguage, typer.Option("--language", help="Language of the dossier's own words.")
    ] = UILanguage.en,
    encoder: EncoderPath = None,
) -> None:
    """Lay the accounts of each story side by side.

    Example: crossread compare pages/ -o dossier.html
    """
    _check_output(output)
    chosen = format or _format(output)
    done = _run(paths, date, encoder)
    _write(_show(done, chosen, language), output)
    _tell(done.skipped)


@app.command()
def articles(paths: Paths, date: Date = None) -> None:
    """Print the articles found, one JSON line each.

    Example: crossread articles pages/ | head -1
    """
    from crossread import pipeline
    from crossread.model import Skipped
    from crossread.showing import json as show_json
    from crossread.splitting import split

    skipped: list[Skipped] = []
    count = 0
    for page in pipeline.read(paths, date=_date(date)):
        if isinstance(page, Skipped):
            skipped.append(page)
            continue
        split_page = split(page)
        skipped += split_page.skipped
        for article in split_page.articles:
            _print(show_json.article_line(page, article) + b"\n")
            count += 1
    _tell(skipped)
    if not count:
        raise NothingToDo("no article found in the input")


@app.command()
def stories(paths: Paths, date: Date = None, encoder: EncoderPath = None) -> None:
    """Print the stories found, one JSON line each.

    Example: crossread stories pages/ feed.jsonl
    """
    from crossread.showing import json as show_json

    done = _run(paths, date, encoder)
    for comparison in done.comparisons:
        _print(show_json.story_line(comparison.story) + b"\n")
    _tell(done.skipped)


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
    line = " ".join(message.split())
    sys.stderr.write(f"crossread: {line.encode('utf-8', 'replace').decode()}\n")
    sys.exit(code)


def _date(value: str | None) -> str | None:
    import datetime

    if value is None:
        return None
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            raise ValueError
        return datetime.date.fromisoformat(value).isoformat()
    except ValueError:
        raise UsageError(f"--date wants YYYY-MM-DD, got {value!r}") from None


def _run(paths: list[str], date: str | None, encoder: Path | None) -> Dossier:
    from crossread import pipeline
    from crossread.encoding import load
    from crossread.progress import shown

    when = _date(date)
    used = None if encoder is None else load(encoder)
    with shown() as progress:
        return pipeline.dossier(paths, date=when, encoder=used, progress=progress)


def _show(done: Dossier, chosen: Format, language: UILanguage) -> bytes:
    if chosen is Format.json:
        from crossread.showing import json as show_json

        return show_json.encode(done)
    if chosen is Format.html:
        from crossread.showing import html as show_html

        return show_html.render(done, language.value).encode()
    from crossread.showing import markdown as show_markdown

    return show_markdown.render(done, language.value).encode()


def _format(output: Path | None) -> Format:
    """The format that a file's suffix names; a brief for standard output."""
    if output is None:
        return Format.md
    chosen = SUFFIXES.get(output.suffix.lower())
    if chosen is None:
        known = ", ".join(sorted(SUFFIXES))
        raise UsageError(f"{output}: the suffix names no format ({known}); say --format")
    return chosen


def _check_output(output: Path | None) -> None:
    """Find out before the work, not after it, that the result could not be written."""
    if output is None:
        return
    if output.is_dir():
        raise OutputError(f"{output} is a folder: name a file")
    if not output.parent.is_dir():
        raise OutputError(f"{output.parent} is not a folder: create it first")
    target = output if output.exists() else output.parent
    if not os.access(target, os.W_OK):
        raise OutputError(f"{target} cannot be written")


def _write(data: bytes, output: Path | None) -> None:
    if output is None:
        _print(data)
        return
    try:
        output.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror}") from error
    sys.stderr.write(f"crossread: wrote {output}\n")


def _print(data: bytes) -> None:
    """Write to standard output at once, so that a reader of the pipe does not wait.

    Raises:
        OutputError: it cannot be written (a full disk); a closed pipe is no error.
    """
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def _tell(skipped: Iterable[Skipped]) -> None:
    """Say on standard error what was skipped."""
    for one in skipped:
        line = " ".join(f"crossread: skipped {one.page}: {one.what}: {one.why}".split())
        sys.stderr.write(line.encode("utf-8", "replace").decode() + "\n")
