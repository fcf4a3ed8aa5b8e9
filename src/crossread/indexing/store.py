"""The file of an index: one SQLite database, opened, checked and written safely.

In: a path; rows of articles with their keys. Out: the same, looked up. Nothing here knows what a copy
is.

SQLite gives what an index must promise: what a call returned from is on disk (write-ahead log,
synchronised at each commit), a killed process leaves the state of the last commit, and other processes
read while one writes. Keys are kept in a way of our own (`segments`).
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import quote

from crossread.errors import IndexFileError, UsageError
from crossread.indexing import segments
from crossread.linking.words import Hashes

VERSION = 1
APPLICATION = 0x63726478  # "crdx", in the header of the file
MEMORY = ":memory:"
WAIT = 30.0  # seconds to wait for another process that writes
CACHE = 16_000  # KiB of the database kept in memory
PAGE = 8192  # bytes of a page: a whole article, or some of a bucket
ASKED = 500  # rows asked for at once

_TABLES = f"""
CREATE TABLE fact (name TEXT PRIMARY KEY, value) WITHOUT ROWID;
CREATE TABLE article (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, outlet TEXT, letters INTEGER NOT NULL,
    runs INTEGER NOT NULL
);
CREATE TABLE content (number INTEGER PRIMARY KEY, text BLOB NOT NULL, facts BLOB NOT NULL);
CREATE TABLE removed (number INTEGER PRIMARY KEY);
CREATE TABLE vector (number INTEGER PRIMARY KEY, language TEXT NOT NULL, vector BLOB NOT NULL);
{segments.TABLES}
"""

Row = tuple[int, str, str | None, int, int, bytes, bytes]
"""Number, id, outlet, characters, kept runs, text and facts of an article."""

Item = TypeVar("Item")


class Known(NamedTuple):
    """What is known of an article without reading its text.

    Args:
        number: its number; higher than that of any that was added before.
        id: what its owner calls it.
        outlet: who published it.
        letters: characters of its text.
        runs: kept runs.
    """

    number: int
    id: str
    outlet: str | None
    letters: int
    runs: int


class Store:
    """An open index file.

    Args:
        path: how messages call it.
        database: the connection; commits only what is written inside `writing`.
        writes: whether it may be written to.
    """

    def __init__(self, path: str, database: sqlite3.Connection, *, writes: bool) -> None:
        self.path = path
        self.database = database
        self.writes = writes

    @contextmanager
    def writing(self) -> Iterator[None]:
        """One transaction: all of it is on disk at the end, or nothing of it."""
        if not self.writes:
            raise IndexFileError(f"{self.path} was opened for reading only")
        if self.database.in_transaction:
            raise UsageError(f"{self.path} cannot be written while its pairs are gone through")
        with told(self.path):
            self.database.execute("BEGIN IMMEDIATE")
            try:
                yield
                self.database.execute("COMMIT")
            except BaseException:
                if self.database.in_transaction:
                    self.database.execute("ROLLBACK")
                raise

    @contextmanager
    def reading(self) -> Iterator[None]:
        """One view of the file, the same until the end, whatever others write meanwhile."""
        with told(self.path):
            if self.database.in_transaction:
                yield
                return
            self.database.execute("BEGIN")
            try:
                yield
            finally:
                if self.database.in_transaction:
                    self.database.execute("ROLLBACK")

    def fact(self, name: str) -> str | int | None:
        """A fact about the index as a whole; None where it was never told."""
        row = self.database.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if row is None else row[0]

    def set_fact(self, name: str, value: str | int) -> None:
        """Keep a fact about the index as a whole."""
        self.database.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, value))

    def numbers(self, ids: Sequence[str]) -> dict[str, int]:
        """The numbers of those of the ids that are in the index."""
        asked = "SELECT id, number FROM article WHERE id IN"
        return dict(self._in(asked, ids))

    def articles(self, numbers: Sequence[int]) -> dict[int, Known]:
        """Those of the articles that are in the index."""
        asked = "SELECT number, id, outlet, letters, runs FROM article WHERE number IN"
        return {row[0]: Known(*row) for row in self._in(asked, numbers)}

    def contents(self, numbers: Sequence[int]) -> dict[int, tuple[bytes, bytes]]:
        """Text and facts of those of the articles that are in the index."""
        asked = "SELECT number, text, facts FROM content WHERE number IN"
        return {number: (text, facts) for number, text, facts in self._in(asked, numbers)}

    def every(self) -> Iterator[Known]:
        """Every article, in the order of the numbers."""
        asked = "SELECT number, id, outlet, letters, runs FROM article ORDER BY number"
        yield from map(Known._make, self.database.execute(asked))

    def add(self, rows: Sequence[Row], keys: Hashes) -> None:
        """Write articles and their keys.

        Args:
            rows: the articles, with numbers that were never used before.
            keys: of all of them, sorted.
        """
        many = self.database.executemany
        many("INSERT INTO article VALUES (?, ?, ?, ?, ?)", (row[:5] for row in rows))
        many("INSERT INTO content VALUES (?, ?, ?)", ((row[0], row[5], row[6]) for row in rows))
        segments.add(self.database, keys, self._removed())

    def remove(self, numbers: Iterable[int]) -> None:
        """Take articles out; their keys go when segments are merged."""
        gone = [(number,) for number in numbers]
        for table in ("article", "content", "vector"):
            self.database.executemany(f"DELETE FROM {table} WHERE number = ?", gone)
        self.database.executemany("INSERT OR IGNORE INTO removed VALUES (?)", gone)

    def compact(self) -> None:
        """Merge all segments, let the keys of removed articles go, and give space back."""
        with self.writing():
            segments.merge_all(self.database, self._removed())
            self.database.execute("DELETE FROM removed")
        with told(self.path):
            self.database.execute("VACUUM")
            self.database.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def count(self, table: str) -> int:
        """Rows of a table."""
        return int(self.database.execute(f"SELECT count(*) FROM {table}").fetchone()[0])

    def size(self) -> int:
        """Bytes of the file's pages."""
        pages = self.database.execute("PRAGMA page_count").fetchone()[0]
        return int(pages) * int(self.database.execute("PRAGMA page_size").fetchone()[0])

    def _removed(self) -> Iterator[int]:
        yield from (row[0] for row in self.database.execute("SELECT number FROM removed"))

    def _in(self, asked: str, items: Sequence[Item]) -> Iterator[Any]:
        for first in range(0, len(items), ASKED):
            some = items[first : first + ASKED]
            yield from self.database.execute(f"{asked} ({','.join('?' * len(some))})", list(some))


def open_store(path: str | Path, *, write: bool = False) -> Store:
    """Open the file of an index.

    Args:
        path: the file; `:memory:` for an index that is gone when it is closed.
        write: open it for writing; it is made where it does not exist.

    Raises:
        IndexFileError: it is missing, foreign, damaged, of another version, or may not be used.
    """
    shown = str(path)
    if shown == MEMORY:
        return _checked(Store(shown, _connect(MEMORY, shown), writes=True))
    file = Path(shown)
    _look(file, shown, write=write)
    place = f"file:{quote(str(file.absolute()))}?mode="
    if write:
        return _checked(Store(shown, _connect(f"{place}rwc", shown), writes=True))
    if os.access(file, os.W_OK) and os.access(file.absolute().parent, os.W_OK):
        # The last one to close takes the log away; it must be allowed to, also where it only reads.
        return _checked(Store(shown, _connect(f"{place}rw", shown), writes=False))
    log = Path(f"{shown}-wal")
    if log.exists() and log.stat().st_size:
        return _checked(Store(shown, _connect(f"{place}ro", shown), writes=False))
    # Beside the file, SQLite wants to write one of its own. Without a log nobody writes, and the file
    # can be read as it lies.
    return _checked(Store(shown, _connect(f"{place}ro&immutable=1", shown), writes=False))


@contextmanager
def told(path: str) -> Iterator[None]:
    """Turn what SQLite says of a file into one line for a person."""
    try:
        yield
    except sqlite3.Error as error:
        if (line := _line(path, error)) is None:
            raise
        raise IndexFileError(line) from error


def _look(file: Path, shown: str, *, write: bool) -> None:
    """Find out what SQLite would say in fewer words."""
    if file.is_dir():
        raise IndexFileError(f"{shown} is a folder: name the file of the index")
    if not file.exists():
        if not write:
            raise IndexFileError(f"{shown} does not exist: crossread index add makes an index")
        if not file.absolute().parent.is_dir():
            raise IndexFileError(f"{shown} cannot be made: its folder does not exist")
        return
    try:
        with file.open("rb") as opened:
            head = opened.read(16)
    except OSError as error:
        raise IndexFileError(f"{shown} cannot be read: {error.strerror}") from error
    if head and head != b"SQLite format 3\0":
        raise IndexFileError(f"{shown} is not an index of crossread")


def _connect(place: str, shown: str) -> sqlite3.Connection:
    with told(shown):
        return sqlite3.connect(
            place, timeout=WAIT, isolation_level=None, uri=place != MEMORY, cached_statements=64
        )


def _checked(store: Store) -> Store:
    """The store, if it is an index of this version; a new one is set up."""
    database, shown = store.database, store.path
    try:
        with told(shown):
            database.execute("PRAGMA trusted_schema = OFF")
            database.execute(f"PRAGMA cache_size = -{CACHE}")
            if not store.writes:
                database.execute("PRAGMA query_only = ON")
            else:
                database.execute(f"PRAGMA page_size = {PAGE}")
                database.execute("PRAGMA journal_mode = WAL").fetchall()
                database.execute("PRAGMA synchronous = FULL")
        if store.writes:
            with store.writing():
                if _is_empty(database):
                    for statement in _TABLES.split(";"):
                        database.execute(statement)
                    database.execute(f"PRAGMA application_id = {APPLICATION}")
                    database.execute(f"PRAGMA user_version = {VERSION}")
        with told(shown):
            application = database.execute("PRAGMA application_id").fetchone()[0]
            version = database.execute("PRAGMA user_version").fetchone()[0]
            if application != APPLICATION:
                what = "is empty" if _is_empty(database) else "is a database of another program"
                raise IndexFileError(f"{shown} {what}: not an index of crossread")
            if version != VERSION:
                raise IndexFileError(
                    f"{shown} is an index of version {version}, this crossread reads version"
                    f" {VERSION}: make it anew with crossread index add"
                )
    except BaseException:
        database.close()
        raise
    return store


def _is_empty(database: sqlite3.Connection) -> bool:
    application = database.execute("PRAGMA application_id").fetchone()[0]
    return (
        not application and not database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    )


def _line(path: str, error: sqlite3.Error) -> str | None:
    """What to tell a person; None where the error is no matter of the file."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name == "SQLITE_ERROR" and not str(error).startswith("no such"):
        return None
    lines = {
        "SQLITE_NOTADB": f"{path} is not an index of crossread",
        "SQLITE_CORRUPT": f"{path} is damaged ({error}): make it anew with crossread index add",
        "SQLITE_BUSY": f"{path} is being written by another process: try again later",
        "SQLITE_LOCKED": f"{path} is being written by another process: try again later",
        "SQLITE_FULL": f"{path}: no space left on the disk; nothing of this call was kept",
        "SQLITE_IOERR": f"{path}: the disk failed ({error}); nothing of this call was kept",
        "SQLITE_READONLY": f"{path} cannot be written: no permission",
        "SQLITE_PERM": f"{path} cannot be opened: no permission",
        "SQLITE_CANTOPEN": f"{path} cannot be opened: no permission, or its folder is not there",
        "SQLITE_ERROR": f"{path} is damaged ({error}): make it anew with crossread index add",
        "SQLITE_SCHEMA": f"{path} is damaged ({error}): make it anew with crossread index add",
    }
    return lines.get("_".join(name.split("_")[:2]))
