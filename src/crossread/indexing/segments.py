"""Keys on disk: sorted arrays in a database, merged as they grow in number.

In: arrays of keys (`selection`). Out: the keys with some hashes, or all keys in order.

A table row for each of the hundred keys of an article would cost several times all the rest that is
done for the article. So each write makes one *segment*, its keys sorted and cut by their first bits
into *buckets* of some four thousand, each one row with an array. `FANOUT` segments of one level become
one of the next (a log-structured merge tree, O'Neil et al. 1996): there are few segments at any time,
and merging copies each key once a level. Keys of removed articles go when their segment is merged.

All of this runs inside the caller's transaction: a merge that is not committed never was.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

import numpy as np

from crossread.errors import IndexFileError
from crossread.linking.words import Hashes

FANOUT = 8
BUCKET = 512  # keys that a bucket holds on average, at most: a page of the database
PART_KEYS = 1 << 21  # keys in memory at once while segments are merged or gone through
SCAN = 0.3  # share of a segment's buckets from which all are read in one go

TABLES = """
CREATE TABLE segment (
    number INTEGER PRIMARY KEY, level INTEGER NOT NULL, bits INTEGER NOT NULL, keys INTEGER NOT NULL
);
CREATE TABLE bucket (place INTEGER PRIMARY KEY, keys BLOB NOT NULL);
"""

_HALF = np.uint64(32)
_LOW = np.uint64(0xFFFFFFFF)
_NONE: Hashes = np.empty(0, dtype=np.uint64)

Segment = tuple[int, int, int, int]
"""Number, level, bits of a hash that tell its bucket, number of keys."""


def add(database: sqlite3.Connection, keys: Hashes, removed: Iterable[int]) -> None:
    """Write keys as a new segment, and merge segments where there are enough of them.

    Args:
        database: in a transaction.
        keys: sorted.
        removed: numbers of articles whose keys are let go where they are met.
    """
    if len(keys):
        bits = _bits(len(keys))
        _write(database, _new(database, 0, bits, len(keys)), bits, keys)
    gone: Hashes | None = None
    while True:
        levels = [segment[1] for segment in _segments(database)]
        full = [level for level in sorted(set(levels)) if levels.count(level) >= FANOUT]
        if not full:
            return
        if gone is None:
            gone = _numbers(removed)
        some = [segment for segment in _segments(database) if segment[1] == full[0]]
        _merge(database, some, full[0] + 1, gone)


def merge_all(database: sqlite3.Connection, removed: Iterable[int]) -> None:
    """Make one segment of all, without the keys of removed articles."""
    segments = _segments(database)
    if segments:
        _merge(database, segments, max(level for _, level, _, _ in segments), _numbers(removed))


def matching(database: sqlite3.Connection, hashes: Hashes, most: int) -> Hashes:
    """The keys with one of some hashes, sorted.

    Args:
        database: the index.
        hashes: of 32 bits, sorted, each once.
        most: keys of one hash and segment; of more, as many of the oldest articles as of the newest.

    Returns:
        Keys; those of removed articles may be among them. Reads one bucket a hash and segment, at
        most.
    """
    found: list[Hashes] = []
    for number, _, bits, _ in _segments(database):
        parts = (hashes >> np.uint64(32 - bits)).astype(np.int64)
        wanted = parts[np.flatnonzero(np.diff(parts, prepend=-1))].tolist()
        keys = _buckets(database, number, None if len(wanted) > SCAN * (1 << bits) else wanted)
        if len(hashes) and len(keys):
            held = keys >> _HALF
            at = np.minimum(np.searchsorted(hashes, held), len(hashes) - 1)
            found.append(_ends(keys[hashes[at] == held], most))
    return np.sort(np.concatenate(found)) if found else _NONE


def every(database: sqlite3.Connection) -> Iterator[Hashes]:
    """All keys, in sorted arrays of about `PART_KEYS` at most that follow each other.

    A hash stands in one of the arrays only.
    """
    segments = _segments(database)
    bits = _halvings(sum(segment[3] for segment in segments))
    for part in range(1 << bits):
        yield _gathered(database, segments, part, bits)


def totals(database: sqlite3.Connection) -> tuple[int, int]:
    """Number of segments and of their keys, those of removed articles included."""
    segments = _segments(database)
    return len(segments), sum(segment[3] for segment in segments)


def _segments(database: sqlite3.Connection) -> list[Segment]:
    return list(
        database.execute("SELECT number, level, bits, keys FROM segment ORDER BY number").fetchall()
    )


def _new(database: sqlite3.Connection, level: int, bits: int, keys: int) -> int:
    cursor = database.execute(
        "INSERT INTO segment (level, bits, keys) VALUES (?, ?, ?)", (level, bits, keys)
    )
    return int(cursor.lastrowid or 0)


def _bits(keys: int) -> int:
    """Bits of a hash that tell its bucket, so that a bucket has `BUCKET` keys or fewer."""
    return min(31, (keys // BUCKET).bit_length())


def _halvings(keys: int) -> int:
    """How often keys must be halved by a bit of their hash to be `PART_KEYS` or fewer."""
    return (keys // PART_KEYS).bit_length()


def _numbers(removed: Iterable[int]) -> Hashes:
    return np.asarray(sorted(removed), dtype=np.uint64)


def _write(database: sqlite3.Connection, segment: int, bits: int, keys: Hashes) -> None:
    """Write sorted keys as buckets of a segment."""
    parts = (keys >> _HALF >> np.uint64(32 - bits)).astype(np.int64)
    borders = [*np.flatnonzero(np.diff(parts, prepend=-1)).tolist(), len(keys)]
    database.executemany(
        "INSERT INTO bucket VALUES (?, ?)",
        (
            (_place(segment, int(parts[low])), keys[low:high].astype("<u8").tobytes())
            for low, high in pairwise(borders)
        ),
    )


def _buckets(database: sqlite3.Connection, segment: int, parts: Sequence[int] | None) -> Hashes:
    """Keys of some buckets of a segment, or of all, in order."""
    if parts is None:
        return _stretch(database, segment, 0, 1 << 31)
    asked = "SELECT keys FROM bucket WHERE place = ?"
    rows = (database.execute(asked, (_place(segment, part),)).fetchone() for part in parts)
    return _array([row[0] for row in rows if row is not None])


def _stretch(database: sqlite3.Connection, segment: int, low: int, high: int) -> Hashes:
    """Keys of the buckets `low` to `high` of a segment, `high` left out."""
    asked = "SELECT keys FROM bucket WHERE place >= ? AND place < ? ORDER BY place"
    ends = (_place(segment, low), _place(segment, high))
    return _array([blob for (blob,) in database.execute(asked, ends)])


def _place(segment: int, part: int) -> int:
    """Where a bucket stands among all: behind those of earlier segments."""
    return (segment << 32) + part


def _gathered(
    database: sqlite3.Connection, segments: Sequence[Segment], part: int, bits: int
) -> Hashes:
    """All keys of some segments whose first bits are `part`, sorted."""
    found: list[Hashes] = []
    for number, _, own, _ in segments:
        if own >= bits:
            wide = own - bits
            found.append(_stretch(database, number, part << wide, (part + 1) << wide))
        else:
            keys = _buckets(database, number, [part >> (bits - own)])
            found.append(keys[keys >> np.uint64(64 - bits) == np.uint64(part)])
    return np.sort(np.concatenate(found)) if found else _NONE


def _ends(keys: Hashes, most: int) -> Hashes:
    """Of the keys of each hash no more than `most`, from both ends."""
    firsts = np.flatnonzero(np.diff(keys >> _HALF, prepend=~np.uint64(0)))
    sizes = np.diff(firsts, append=len(keys))
    if not (sizes > most).any():
        return keys
    place = np.arange(len(keys)) - np.repeat(firsts, sizes)
    half = most // 2
    return keys[(place < half) | (place >= np.repeat(sizes, sizes) - half)]


def _array(blobs: Sequence[object]) -> Hashes:
    """The keys that some rows hold, one after the other."""
    if any(not isinstance(blob, bytes) or len(blob) % 8 for blob in blobs):
        raise IndexFileError("the index is damaged (a row of keys is no array): make it anew")
    joined = b"".join(blob for blob in blobs if isinstance(blob, bytes))
    return np.frombuffer(joined, dtype="<u8").astype(np.uint64, copy=False)


def _merge(
    database: sqlite3.Connection, segments: Sequence[Segment], level: int, removed: Hashes
) -> None:
    """Make one segment of several, without the keys of removed articles."""
    total = sum(segment[3] for segment in segments)
    bits = _bits(total)
    made, kept = _new(database, level, bits, 0), 0
    cuts = min(bits, _halvings(total))
    for part in range(1 << cuts):
        keys = _gathered(database, segments, part, cuts)
        if len(removed):
            keys = keys[~np.isin(keys & _LOW, removed)]
        if len(keys):
            _write(database, made, bits, keys)
        kept += len(keys)
    database.execute("UPDATE segment SET keys = ? WHERE number = ?", (kept, made))
    for number, _, _, _ in segments:
        ends = (_place(number, 0), _place(number + 1, 0))
        database.execute("DELETE FROM bucket WHERE place >= ? AND place < ?", ends)
        database.execute("DELETE FROM segment WHERE number = ?", (number,))
