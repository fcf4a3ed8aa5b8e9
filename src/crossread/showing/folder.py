"""Dossier → a folder of HTML files: an index of stories, and a file each.

What `compare --split` writes. A folder may hold other files; one of a name that is needed here is
replaced only if crossread wrote it, and that is found out before the work.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

from crossread.errors import OutputError, UsageError
from crossread.model import Dossier

LARGE = 5_000_000  # bytes of one file from which a folder of files is what a browser likes better
READ = 4096  # bytes at a file's start that tell what wrote it
OURS = b'<meta name="generator" content="crossread '
NAMES = re.compile(r"index\.html|story-\d+\.html")


def check(form: str | None, output: Path | None, inputs: Sequence[str | Path] = ()) -> None:
    """Find out that a folder of stories can be written.

    Args:
        form: name of the format asked for; None where none was.
        output: the folder, there already or to be made.
        inputs: paths that are read; `-` for standard input.

    Raises:
        UsageError: no folder is named, or another format.
        OutputError: it cannot be written there, or would replace what is not ours.
    """
    if form not in (None, "html"):
        raise UsageError(f"--split writes HTML, not {form}: leave --format away")
    if output is None:
        raise UsageError("--split writes a folder: name it with -o FOLDER")
    if output.suffix.lower() in (".html", ".htm"):
        raise UsageError(f"--split writes a folder: name one without {output.suffix}, -o dossier")
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output} is a file, and --split writes a folder: name a folder")
    if not output.parent.is_dir():
        raise OutputError(f"{output.parent} is not a folder: create it first")
    if not os.access(output if output.exists() else output.parent, os.W_OK):
        raise OutputError(f"{output} cannot be written")
    if output.is_dir():
        for path in inputs:
            if str(path) != "-" and Path(path).is_dir() and output.samefile(path):
                raise OutputError(f"{output} is one of the inputs: name another place")
        for path in sorted(output.iterdir()):
            if NAMES.fullmatch(path.name) and not _ours(path):
                raise OutputError(
                    f"{path} is there already and was not written by crossread: name another folder"
                )


def _ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            start = file.read(READ)
    except OSError:
        return False
    return not start or OURS in start


def write(dossier: Dossier, language: str, output: Path) -> int:
    """Write the files, one after the other.

    Args:
        dossier: the result of a run.
        language: two-letter code of the dossier's own words.
        output: the folder; made if it is not there.

    Returns:
        Number of files written.

    Raises:
        OutputError: one of them cannot be written.
    """
    from crossread.showing import html

    number = 0
    try:
        output.mkdir(exist_ok=True)
        for name, text in html.render_split(dossier, language):
            (output / name).write_bytes(text.encode())
            number += 1
    except OSError as error:
        raise OutputError(f"{error.filename} cannot be written: {error.strerror}") from error
    return number


def hint(size: int) -> str:
    """A line for whoever got one large file; "" for others.

    >>> hint(88_000_000)
    'the dossier is 88 MB in one file; --split -o FOLDER writes a file a story, quicker to open'
    """
    if size < LARGE:
        return ""
    return (
        f"the dossier is {size / 1e6:.0f} MB in one file; "
        "--split -o FOLDER writes a file a story, quicker to open"
    )
