"""Keys on disk: the same as one sorted array, however they came."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Iterator

import numpy as np
import pytest

from crossread.indexing import segments
from crossread.linking.words import Hashes


@pytest.fixture
def database(monkeypatch: pytest.MonkeyPatch) -> Iterator[sqlite3.Connection]:
    monkeypatch.setattr(segments, "BUCKET", 8)  # so that a few keys make many buckets
    monkeypatch.setattr(segments, "PART_KEYS", 64)
    connection = sqlite3.connect(":memory:")
    connection.executescript(segments.TABLES)
    yield connection
    connection.close()


def keys(*pairs: tuple[int, int]) -> Hashes:
    return np.sort(np.asarray([(h << 32) | n for h, n in pairs], dtype=np.uint64))


def hashes(*some: int) -> Hashes:
    return np.asarray(sorted(some), dtype=np.uint64)


def random_keys(seed: int, count: int) -> Hashes:
    chance = random.Random(seed)
    return keys(*((chance.randrange(1 << 32), chance.randrange(50)) for _ in range(count)))


def test_what_was_written_is_found(database: sqlite3.Connection) -> None:
    highest = (1 << 32) - 1
    segments.add(database, keys((0, 1), (7, 1), (7, 3), (highest, 2)), ())
    segments.add(database, keys((7, 2), (9, 4)), ())
    assert segments.matching(database, hashes(0, 7, highest), 99).tolist() == keys(
        (0, 1), (7, 1), (7, 2), (7, 3), (highest, 2)).tolist()  # fmt: skip
    assert segments.matching(database, hashes(8), 99).tolist() == []
    assert segments.matching(database, hashes(), 99).tolist() == []


def test_an_empty_index_has_nothing(database: sqlite3.Connection) -> None:
    segments.add(database, keys(), ())
    assert segments.matching(database, hashes(1), 9).tolist() == []
    assert [part.tolist() for part in segments.every(database)] == [[]]
    assert segments.totals(database) == (0, 0)


@pytest.mark.parametrize("batch", [1, 7, 200])
def test_merging_changes_nothing_but_the_number_of_segments(
    database: sqlite3.Connection, batch: int
) -> None:
    all_keys = random_keys(batch, 600)
    shuffled = np.random.default_rng(1).permutation(all_keys)
    for first in range(0, len(shuffled), batch):
        segments.add(database, np.sort(shuffled[first : first + batch]), ())
    count, total = segments.totals(database)
    assert total == 600
    assert count <= 3 * segments.FANOUT
    parts = list(segments.every(database))
    assert len(parts) > 1
    assert np.concatenate(parts).tolist() == all_keys.tolist()
    wanted = np.unique(all_keys[::5] >> np.uint64(32))
    found = segments.matching(database, wanted, 99)
    assert found.tolist() == [k for k in all_keys.tolist() if (k >> 32) in set(wanted.tolist())]
    segments.merge_all(database, ())
    assert segments.totals(database) == (1, 600)
    assert np.concatenate(list(segments.every(database))).tolist() == all_keys.tolist()


def test_keys_of_removed_articles_go_when_segments_are_merged(database: sqlite3.Connection) -> None:
    for k in range(segments.FANOUT):
        segments.add(database, keys((k, 1), (k, 2)), (2,))
    assert segments.totals(database) == (1, segments.FANOUT)
    (part,) = segments.every(database)
    assert part.tolist() == keys(*((k, 1) for k in range(segments.FANOUT))).tolist()


def test_of_many_articles_with_one_run_the_oldest_and_newest_are_given(
    database: sqlite3.Connection,
) -> None:
    segments.add(database, keys(*((5, n) for n in range(100)), (6, 1), (4, 9)), ())
    found = segments.matching(database, hashes(4, 5, 6), 4)
    assert found.tolist() == keys((4, 9), (5, 0), (5, 1), (5, 98), (5, 99), (6, 1)).tolist()


def test_a_hash_stands_in_one_part_only(database: sqlite3.Connection) -> None:
    segments.add(database, keys(*((h << 27, n) for h in range(32) for n in range(20))), ())
    parts = [set((part >> np.uint64(32)).tolist()) for part in segments.every(database)]
    assert len(parts) > 2
    assert sum(map(len, parts)) == len(set().union(*parts)) == 32
