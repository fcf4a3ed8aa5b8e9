"""JSON lines → records.

In: an open binary file, one JSON object a line with `text` or `html` and optional `id`, `url`,
`title`, `date`, `outlet`, `language` (`description` is read too). Out: one record or one reason a
line, as the file is read: a file may be larger than memory.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from msgspec import Struct

from crossread.errors import FormatError

MAX_LINE = 24 << 20  # bytes: more than any page that is read, escapes included


class Lines(Protocol):
    """What lines are read from: a binary file, or something that reads like one."""

    def readline(self, limit: int, /) -> bytes:
        """A line with its end, at most `limit` bytes of it; empty at the end of the file."""


class Record(Struct, frozen=True):
    """One line of a JSON-lines file.

    Args:
        number: of the record, from 1, blank lines not counted.
        line: of the file, from 1.
        raw: the bytes of the line.
        text: plain text; None where `html` is given.
        html: HTML source; None where `text` is given.
        fields: the other fields that hold a non-empty string, by name.
    """

    number: int
    line: int
    raw: bytes
    text: str | None
    html: str | None
    fields: dict[str, str]


FIELDS = ("id", "url", "title", "description", "date", "outlet", "language")


def records(file: Lines, path: str) -> Iterator[Record | FormatError]:
    """The records of a file, in order; an error for each line that is none."""
    number = 0
    line = 0
    while True:
        raw = file.readline(MAX_LINE + 1)
        if not raw:
            return
        line += 1
        if line == 1:
            raw = raw.removeprefix(b"\xef\xbb\xbf")
        if len(raw) > MAX_LINE and not raw.endswith(b"\n"):
            number += 1
            _skip_line(file)
            yield FormatError(f"line {line} is longer than {MAX_LINE >> 20} MB", path, line)
            continue
        if not raw.strip():
            continue
        number += 1
        yield _record(raw.strip(), number, line, path)


def _skip_line(file: Lines) -> None:
    while True:
        rest = file.readline(1 << 20)
        if not rest or rest.endswith(b"\n"):
            return


def _record(raw: bytes, number: int, line: int, path: str) -> Record | FormatError:
    try:
        found: Any = json.loads(raw.decode("utf-8", "replace"))
    except (ValueError, RecursionError) as error:
        why = " ".join(str(error).split())[:120]
        return FormatError(f"line {line} is not valid JSON: {why}", path, line)
    if not isinstance(found, dict):
        return FormatError(f"line {line} is not a JSON object", path, line)
    text, html = found.get("text"), found.get("html")
    if isinstance(text, str) and text.strip():
        html = None
    elif isinstance(html, str) and html.strip():
        text = None
    else:
        return FormatError(f'line {line} has no "text" and no "html"', path, line)
    fields = {}
    for name in FIELDS:
        value = found.get(name)
        if name == "id" and isinstance(value, int):
            value = str(value)
        if isinstance(value, str) and value.strip():
            fields[name] = value.strip()
    return Record(number, line, raw, text, html, fields)
