"""What is to be written → a file or a folder; and, before the work, whether that can be done.

Nobody's file is written over by mistake: a file that is there already is replaced only if
crossread wrote it (each of its forms says so) or if it is empty, and never if it is one of the
inputs. A folder may hold other files beside ours; these are left alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path

from crossread.errors import OutputError, UsageError

FOLDERS = ("csv", "parquet")  # forms that are a folder of tables
READ = 4096  # bytes at a file's start and end that tell what wrote it
OURS = re.compile(
    rb'<meta name="generator" content="crossread '  # HTML
    rb'|\A\{\n "schema": \d+,\n "generator": "crossread '  # JSON
    rb'|"name": "crossread [^"\n]{1,100}"\n },\n "crossread:'  # annotations
    rb"|crossread \d+\.\d+[^\n]{0,200}\.?\n\Z"  # last line of Markdown
)


def check(form: str, output: Path | None, inputs: Sequence[str | Path] = ()) -> None:
    """Find out that a result can be written.

    Args:
        form: name of the format.
        output: where to; None for standard output.
        inputs: paths that are read; `-` for standard input.

    Raises:
        UsageError: the format and the place do not go together, or a package is missing.
        OutputError: it cannot be written there, or would destroy what is not ours.
    """
    if form == "parquet":
        from crossread.showing import parquet

        parquet.require()
    if output is None:
        if form in FOLDERS:
            raise UsageError(f"{form} is a folder of tables: name it with -o FOLDER")
        return
    if any(str(path) != "-" and _same(output, Path(path)) for path in inputs):
        raise OutputError(f"{output} is one of the inputs: name another place")
    if form in FOLDERS:
        _check_folder(form, output)
    else:
        _check_file(output)


def _check_file(output: Path) -> None:
    if output.is_dir():
        raise OutputError(f"{output} is a folder: name a file")
    _check_place(output)
    if output.is_file() and not _ours(output):
        raise OutputError(
            f"{output} is there already and was not written by crossread: "
            "name another file, or remove it"
        )


def _check_folder(form: str, output: Path) -> None:
    if output.suffix.lower() in (".csv", ".parquet", ".zip"):
        raise UsageError(
            f"{form} is a folder of tables: name one without {output.suffix}, -o tables"
        )
    if output.exists() and not output.is_dir():
        raise OutputError(f"{output} is a file, and {form} is a folder of tables: name a folder")
    _check_place(output)
    if not output.is_dir():
        return
    from crossread.showing.columns import SHEETS

    there = [path for sheet in SHEETS if (path := output / f"{sheet.name}.{form}").exists()]
    ours = import_module(f"crossread.showing.{form}").ours
    for path in there:
        if not ours(path):
            raise OutputError(
                f"{path} is there already and was not written by crossread: name another folder"
            )


def _check_place(output: Path) -> None:
    if not output.parent.is_dir():
        raise OutputError(f"{output.parent} is not a folder: create it first")
    target = output if output.exists() else output.parent
    if not os.access(target, os.W_OK):
        raise OutputError(f"{target} cannot be written")


def _same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except (OSError, ValueError):
        return False


def _ours(path: Path) -> bool:
    """Whether a file is empty or says that crossread wrote it."""
    try:
        with path.open("rb") as file:
            start = file.read(READ)
            file.seek(max(0, path.stat().st_size - READ))
            return not start or bool(OURS.search(start)) or bool(OURS.search(file.read()))
    except OSError:
        return False


def to_file(data: bytes, output: Path) -> None:
    """Write a file.

    Raises:
        OutputError: it cannot be written.
    """
    try:
        output.write_bytes(data)
    except OSError as error:
        raise OutputError(f"{output} cannot be written: {error.strerror}") from error


def to_folder(files: Iterable[tuple[str, bytes]], output: Path) -> None:
    """Write files into a folder, which is made if it is not there.

    Args:
        files: names and contents.
        output: the folder.

    Raises:
        OutputError: one of them cannot be written.
    """
    try:
        output.mkdir(exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output} cannot be made: {error.strerror}") from error
    for name, data in files:
        to_file(data, output / name)
