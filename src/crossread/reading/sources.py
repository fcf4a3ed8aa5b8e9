"""Paths → pages: which files there are, what format each has, and one record a page.

In: files, folders (read recursively) and `-` (standard input). Out: pages and, for all that is
not one, a `Skipped` with the reason. The files are put in one order before the first is read, so
that ids (`p1`, `p2`, …) do not depend on the order of the paths.

Limits: a file may have 64 MB (JSON lines: any size, 24 MB a line), a page's text a million
characters, about five times the longest articles; what is larger is skipped and said. So memory
stays bounded and every later stage ends in seconds.
"""

from __future__ import annotations

import gzip
import hashlib
import io
import os
import sys
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from msgspec import Struct

from crossread.errors import FormatError, UsageError
from crossread.model import Block, Metadata, Page, Skipped
from crossread.reading import dates, jsonl, text
from crossread.reading.decode import NotText, decode, holdable

MAX_BYTES = 64 << 20
MAX_CHARACTERS = 1_000_000
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".jsonl": "jsonl", ".ndjson": "jsonl",
}  # fmt: skip
LIKE = {"date": "2025-02-12", "language": "en"}


class Source(Struct, frozen=True):
    """A file to read.

    Args:
        shown: the path as given; `-` for standard input.
        path: where it is; None for standard input.
        format: `text`, `html`, `jsonl`, or `guess`.
        packed: whether it is gzip data.
    """

    shown: str
    path: Path | None
    format: str
    packed: bool = False


class _Draft(Struct, frozen=True):
    """A page before it has its number."""

    text: str
    path: str
    url: str | None
    sha256: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    notes: tuple[tuple[str, str], ...] = ()
    source_id: str | None = None


def pages(
    paths: str | Path | Sequence[str | Path],
    *,
    date: str | None = None,
    stdin: BinaryIO | None = None,
) -> Iterator[Page | Skipped]:
    """Read pages from files, folders and standard input.

    Args:
        paths: files, folders (read recursively, in the order of their names), or `-` for standard
            input; one path may stand alone. The order does not matter; a file named twice is read once.
        date: ISO 8601 publication date of the pages that say none themselves.
        stdin: read for `-`; the process's own standard input where not given.

    Returns:
        Pages with the ids `p1`, `p2`, … and, in their places, what was skipped and why.

    Raises:
        UsageError: a path does not exist, no path is given, or `date` is no date. Raised by the
            call itself, before anything is read.
    """
    if date is not None and dates.iso(date) is None:
        raise UsageError(f"--date {date!r} is not a date; write it like 2025-02-12")
    found = sources(paths)
    return _numbered(found, dates.iso(date) if date else None, stdin)


def stream(
    file: jsonl.Lines, *, shown: str = "-", date: str | None = None
) -> Iterator[Page | Skipped]:
    """Read pages from JSON lines as they come, each as soon as its line ends.

    Args:
        file: open for reading; a pipe may stay open as long as it likes, and is best given as
            `Unbuffered` where several processes are to read pages.
        shown: what the source is called in paths and messages.
        date: see `pages`.

    Returns:
        See `pages`; a line that is no record is a `Skipped`.

    Raises:
        UsageError: `date` is no date; raised by the call itself.
    """
    if date is not None and dates.iso(date) is None:
        raise UsageError(f"--date {date!r} is not a date; write it like 2025-02-12")
    return _with_numbers(_read_jsonl(file, shown), dates.iso(date) if date else None)


def sources(paths: str | Path | Sequence[str | Path]) -> list[Source | Skipped]:
    """The files meant by the paths, sorted, each once; a `Skipped` for what is no page."""
    paths = _listed(paths)
    if not paths:
        raise UsageError("no path given; name files, folders, or - for standard input")
    found: dict[str, Source | Skipped] = {}
    places: dict[str, str] = {}
    for shown in sorted({str(path) for path in paths}):
        if shown == "-":
            found["-"] = Source("-", None, "guess")
            continue
        path = Path(shown)
        try:
            is_folder, exists = path.is_dir(), path.exists()
        except (OSError, ValueError):
            is_folder = exists = False
        if not exists:
            raise UsageError(f"{_printable(shown)} does not exist")
        listed = _walk(path) if is_folder else iter([_source(shown, path, named=True)])
        for source in listed:
            name = source.shown if isinstance(source, Source) else source.page
            place = os.path.realpath(name)
            if places.setdefault(place, name) == name:
                found[name] = source
    return [found[name] for name in sorted(found)]


def _listed(paths: object) -> list[str | Path]:
    """One path or many as a list."""
    alone = isinstance(paths, str) or not isinstance(paths, Iterable)
    listed = [paths] if alone else list(cast("Iterable[object]", paths))
    found = [path for path in listed if isinstance(path, str | Path)]
    if len(found) < len(listed):
        raise UsageError("paths are wanted: a string, a pathlib.Path, or a list of them")
    return found


def _walk(folder: Path) -> Iterator[Source | Skipped]:
    problems: list[OSError] = []
    for root, folders, files in os.walk(folder, onerror=problems.append):
        for name in [n for n in folders if n.startswith(".")]:
            yield Skipped(_printable(str(Path(root, name))), "folder", "it is hidden")
        folders[:] = sorted(n for n in folders if not n.startswith("."))
        for name in [n for n in folders if Path(root, n).is_symlink()]:
            why = "it is a link; links are not followed inside a folder, name it to read it"
            yield Skipped(_printable(str(Path(root, name))), "folder", why)
        for name in sorted(files):
            yield _source(str(Path(root, name)), Path(root, name), named=False)
    for problem in problems:
        yield Skipped(_printable(str(problem.filename)), "folder", _reason(problem))


def _source(shown: str, path: Path, named: bool) -> Source | Skipped:
    """How to read a file; one that a person named is read whatever its suffix."""
    packed = path.suffix.lower() == ".gz"
    suffix = (path.with_suffix("") if packed else path).suffix.lower()
    kind = SUFFIXES.get(suffix)
    if kind is None and not named:
        return Skipped(_printable(shown), "file", "not a format that is read")
    return Source(shown, path, kind or "guess", packed)


def _numbered(
    found: list[Source | Skipped], date: str | None, stdin: BinaryIO | None
) -> Iterator[Page | Skipped]:
    drafts = (
        draft
        for source in found
        for draft in ([source] if isinstance(source, Skipped) else _read(source, stdin))
    )
    return _with_numbers(drafts, date)


def _with_numbers(drafts: Iterable[_Draft | Skipped], date: str | None) -> Iterator[Page | Skipped]:
    number = 0
    for draft in drafts:
        if isinstance(draft, Skipped):
            yield draft
            continue
        number += 1
        page = _page(draft, f"p{number}", date)
        yield page
        for what, why in draft.notes:
            yield Skipped(page.name, what, why)


def _page(draft: _Draft, id: str, date: str | None) -> Page:
    said = draft.metadata
    if said.date is None and date is not None:
        said = _with(said, date=date, date_known_from="option")
    return Page(
        id, draft.text, draft.path, draft.url, draft.sha256, draft.blocks, said, draft.source_id
    )


def _read(source: Source, stdin: BinaryIO | None) -> Iterator[_Draft | Skipped]:
    shown = _printable(source.shown)
    try:
        with _opened(source, stdin) as file:
            if source.format == "jsonl":
                yield from _read_jsonl(file, shown)
                return
            data = file.read(MAX_BYTES + 1)
            if source.format == "guess" and _is_jsonl(data):
                rest = cast("BinaryIO", _Joined(data, file))
                yield from _read_jsonl(rest, shown)
                return
        yield _read_whole(data, source.format, shown)
    except (OSError, EOFError, zlib.error) as error:
        yield Skipped(shown, "file", _reason(error))


def _opened(source: Source, stdin: BinaryIO | None) -> BinaryIO:
    if source.path is None:
        data = stdin if stdin is not None else sys.stdin.buffer
        return cast("BinaryIO", _Kept(data))
    if source.packed:
        return cast("BinaryIO", gzip.open(source.path, "rb"))
    return source.path.open("rb")


class _Kept:
    """A stream that `with` does not close: standard input is not ours to close."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read = stream.read
        self.readline = stream.readline

    def __enter__(self) -> _Kept:
        return self

    def __exit__(self, *_: object) -> None:
        return None


class Unbuffered:
    """A pipe read line by line without a lock.

    The buffered readers of Python hold a lock while they wait; a process that ends while another
    of its threads waits in one is aborted.

    Args:
        descriptor: of an open file or pipe.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._rest = bytearray()
        self._searched = 0

    def readline(self, limit: int) -> bytes:
        """A line with its end, or what there is of it: at most `limit` bytes; empty at the end."""
        while True:
            end = self._rest.find(b"\n", self._searched, limit)
            if end >= 0 or len(self._rest) >= limit:
                return self._take(end + 1 if end >= 0 else limit)
            self._searched = len(self._rest)
            more = os.read(self._descriptor, 1 << 16)
            if not more:
                return self._take(len(self._rest))
            self._rest += more

    def _take(self, length: int) -> bytes:
        line = bytes(self._rest[:length])
        del self._rest[:length]
        self._searched = 0
        return line


class _Joined:
    """Bytes already read, followed by the rest of their stream, line by line."""

    def __init__(self, data: bytes, rest: BinaryIO) -> None:
        self._head = io.BytesIO(data)
        self._rest = rest

    def readline(self, limit: int) -> bytes:
        line = self._head.readline(limit)
        if line.endswith(b"\n") or len(line) >= limit:
            return line
        return line + self._rest.readline(limit - len(line))


def _is_jsonl(data: bytes) -> bool:
    """Whether the first line that is not blank is a JSON object."""
    head = data[: 1 << 16].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"{"):
        return False
    first = next(jsonl.records(io.BytesIO(data.removeprefix(b"\xef\xbb\xbf").lstrip()), "-"), None)
    return isinstance(first, jsonl.Record)


def _read_whole(data: bytes, format: str, shown: str) -> _Draft | Skipped:
    """The page of a text or HTML file."""
    if len(data) > MAX_BYTES:
        return Skipped(shown, "file", f"it is larger than {MAX_BYTES >> 20} MB")
    if not data.strip():
        return Skipped(shown, "file", "it is empty")
    try:
        decoded = decode(data, html=format != "text")
    except NotText as error:
        return Skipped(shown, "file", str(error))
    return _draft(decoded, format, shown, hashlib.sha256(data).hexdigest(), Metadata(), None)


def _draft(
    decoded: str, format: str, shown: str, sha256: str, said: Metadata, url: str | None
) -> _Draft | Skipped:
    """A page from decoded text; what is said outside of it goes before what it says itself."""
    decoded, replaced = holdable(decoded)
    notes: list[tuple[str, str]] = []
    if replaced:
        notes.append((f"{replaced} code points", "no text may hold them; U+FFFD stands for each"))
    is_html = format == "html" or _looks_html(decoded)
    if not is_html:
        if len(decoded) > MAX_CHARACTERS:
            return _too_long(shown, len(decoded))
        if not decoded.strip("\ufffd \t\r\n\v\f"):
            return Skipped(shown, "page", "it holds no text")
        if not said.date:
            said = _with_url_date(said, url)
        return _Draft(decoded, shown, url, sha256, text.blocks(decoded), said, tuple(notes))
    from crossread.reading import html

    found = html.document(decoded, url)
    shown_text, more = holdable(found.text)
    if more:
        notes.append((f"{more} code points", "no text may hold them; U+FFFD stands for each"))
    if not shown_text.strip("\ufffd \t\r\n\v\f"):
        return Skipped(shown, "page", "the HTML holds no visible text")
    if len(shown_text) > MAX_CHARACTERS:
        return _too_long(shown, len(shown_text))
    notes += [("content extraction", note) for note in found.notes]
    merged = _merged(said, found.metadata)
    return _Draft(shown_text, shown, found.url, sha256, found.blocks, merged, tuple(notes))


def _looks_html(decoded: str) -> bool:
    if "<" not in decoded[:4000]:
        return False
    from crossread.reading import html

    return html.is_html(decoded)


def _too_long(shown: str, length: int) -> Skipped:
    why = f"its text has {length:,} characters, more than the {MAX_CHARACTERS:,} of any article"
    return Skipped(shown, "page", why)


def _read_jsonl(file: jsonl.Lines, shown: str) -> Iterator[_Draft | Skipped]:
    any_record = False
    for record in jsonl.records(file, shown):
        any_record = True
        if isinstance(record, FormatError):
            yield Skipped(f"{shown}#{record.line}", "record", str(record))
            continue
        fields = {k: holdable(v)[0] for k, v in record.fields.items()}
        date = dates.iso(fields.get("date", ""))
        said = Metadata(
            title=fields.get("title"),
            description=fields.get("description"),
            date=date,
            date_known_from="metadata" if date else None,
            outlet=fields.get("outlet"),
            language=_code(fields.get("language")),
        )
        name = f"{shown}#{record.number}"
        for field, read in (("date", date), ("language", said.language)):
            if field in fields and read is None:
                why = f"{fields[field][:40]!r} is not read; write it like {LIKE[field]}"
                yield Skipped(name, field, why)
        sha256 = hashlib.sha256(record.raw).hexdigest()
        source, kind = (record.html, "html") if record.html else (record.text, "text")
        made = _draft(source or "", kind, name, sha256, said, fields.get("url"))
        yield made if isinstance(made, Skipped) else _named(made, fields.get("id"))
    if not any_record:
        yield Skipped(shown, "file", "it is empty")


def _merged(outside: Metadata, inside: Metadata) -> Metadata:
    return Metadata(
        title=outside.title or inside.title,
        description=outside.description or inside.description,
        date=outside.date or inside.date,
        date_known_from=outside.date_known_from or inside.date_known_from,
        outlet=outside.outlet or inside.outlet,
        language=outside.language or inside.language,
    )


def _named(draft: _Draft, source_id: str | None) -> _Draft:
    from msgspec import structs

    return structs.replace(draft, source_id=source_id)


def _with_url_date(said: Metadata, url: str | None) -> Metadata:
    found = dates.in_url(url)
    return _with(said, date=found, date_known_from="url") if found else said


def _with(said: Metadata, **fields: str) -> Metadata:
    from msgspec import structs

    return structs.replace(said, **fields)


def _code(language: str | None) -> str | None:
    """The two-letter code of a language tag ("en-GB"), None for anything else."""
    head = (language or "").replace("_", "-").split("-")[0].strip().lower()
    return head if len(head) == 2 and head.isascii() and head.isalpha() else None


def _reason(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return error.strerror[0].lower() + error.strerror[1:]
    return f"it cannot be read: {' '.join(str(error).split())[:200]}"


def _printable(path: str) -> str:
    """A path without the lone surrogates that stand for undecodable bytes in file names."""
    return path.encode("utf-8", "replace").decode("utf-8")
