from __future__ import annotations

import random
from collections import defaultdict, deque

import numpy as np
import pytest

from crossread.linking.rings import HELD, RINGS, Rings

Entry = tuple[int, int, float]  # word, article, weight


def add(rings: Rings, entries: list[Entry]) -> None:
    words, holders, weights = zip(*entries) if entries else ((), (), ())
    rings.add(np.array(words, np.int64), np.array(holders, np.int64), np.array(weights, np.float32))


def find(rings: Rings, asked: list[Entry]) -> dict[tuple[int, int], float]:
    words, askers, weights = zip(*asked) if asked else ((), (), ())
    one, other, sums = rings.find(
        np.array(words, np.int64), np.array(askers, np.int64), np.array(weights, np.float32)
    )
    pairs = list(zip(one.tolist(), other.tolist()))
    assert pairs == sorted(set(pairs)), "each pair once, sorted"
    return dict(zip(pairs, sums.tolist()))


def test_who_has_a_word_is_found() -> None:
    rings = Rings()
    add(rings, [(5, 0, 0.5), (6, 0, 0.25), (5, 1, 1.0)])
    assert find(rings, [(5, 9, 0.5)]) == {(9, 0): 0.25, (9, 1): 0.5}
    assert find(rings, [(6, 9, 1.0)]) == {(9, 0): 0.25}
    assert find(rings, [(7, 9, 1.0)]) == {}


def test_shared_words_add_up_in_one_pair() -> None:
    rings = Rings()
    add(rings, [(5, 0, 0.5), (6, 0, 0.25), (7, 0, 1.0)])
    assert find(rings, [(5, 3, 0.5), (6, 3, 1.0), (8, 3, 1.0), (7, 4, 0.125)]) == {
        (3, 0): 0.5,
        (4, 0): 0.125,
    }


def test_article_0_is_an_article() -> None:
    rings = Rings()
    assert find(rings, [(1, 5, 1.0)]) == {}
    add(rings, [(1, 0, 1.0)])
    assert find(rings, [(1, 5, 1.0)]) == {(5, 0): 1.0}


@pytest.mark.parametrize("batch", [1, 7, HELD, HELD + 1, 5 * HELD])
def test_the_newest_holders_stay(batch: int) -> None:
    rings = Rings()
    number = 5 * HELD
    for start in range(0, number, batch):
        add(rings, [(3, article, 1.0) for article in range(start, min(start + batch, number))])
    held = {article for _, article in find(rings, [(3, 999, 1.0)])}
    assert held == set(range(number - HELD, number))


def test_one_full_ring_pushes_nobody_out_of_another() -> None:
    rings = Rings()
    add(rings, [(4, 0, 1.0)] + [(3, article, 1.0) for article in range(3 * HELD)])
    assert find(rings, [(4, 999, 1.0)]) == {(999, 0): 1.0}


def test_words_of_one_ring_are_taken_for_one_another() -> None:
    # That costs a needless comparison now and then, no more.
    rings = Rings()
    add(rings, [(3, 0, 0.5)])
    assert find(rings, [(3 + RINGS, 1, 0.5)]) == {(1, 0): 0.25}


def test_nothing_added_and_nothing_asked() -> None:
    rings = Rings()
    add(rings, [])
    add(rings, [(3, 0, 1.0)])
    add(rings, [])
    assert find(rings, []) == {}


def test_late_articles_are_told_apart_as_well_as_early_ones() -> None:
    rings = Rings()
    late = 2**31 - 5
    add(rings, [(3, late, 1.0), (3, late + 1, 1.0)])
    assert set(find(rings, [(3, late + 3, 1.0)])) == {(late + 3, late), (late + 3, late + 1)}


@pytest.mark.parametrize("seed", range(5))
def test_as_lists_of_the_newest_would(seed: int) -> None:
    """The same as a list of holders a word, of which all but the newest are forgotten."""
    random_ = random.Random(seed)
    rings = Rings()
    plain: defaultdict[int, deque[tuple[int, float]]] = defaultdict(lambda: deque(maxlen=HELD))
    article = 0
    for _ in range(12):
        entries = []
        for _ in range(random_.choice([1, 3, 70])):
            for word in random_.sample(range(12), random_.randint(1, 6)):
                entries.append((word, article, random_.randint(1, 8) / 8))
            article += 1
        add(rings, entries)
        for word, holder, weight in entries:
            plain[word].append((holder, weight))
        asked = [(word, article, random_.randint(1, 8) / 8) for word in range(12)]
        expected: defaultdict[tuple[int, int], float] = defaultdict(float)
        for word, asker, weight in asked:
            for holder, theirs in plain[word]:
                expected[asker, holder] += weight * theirs
        assert find(rings, asked) == expected
