"""Which articles are worth aligning, on keys small enough to count by hand."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from crossread.indexing.candidates import needed, of_all, of_one
from crossread.indexing.store import Known
from crossread.linking.words import Hashes, Places

ANYWHERE = 0  # the outlet is not known


def keys(articles: dict[int, list[int]]) -> Hashes:
    """Keys of articles with their hashes."""
    made = [(h << 32) | number for number, some in articles.items() for h in some]
    return np.sort(np.asarray(made, dtype=np.uint64))


def every(articles: dict[int, list[int]], outlets: list[int]) -> tuple[list[list[int]], list[int]]:
    def parts() -> Iterator[Hashes]:
        made = keys(articles)
        yield made[made >> np.uint64(32) < 50]
        yield made[made >> np.uint64(32) >= 50]

    found = of_all(parts, np.asarray(outlets, dtype=np.int64))
    return found.pairs.tolist(), found.furniture.tolist()


def known(runs: dict[int, int], outlet: str | None = None) -> dict[int, Known]:
    return {n: Known(n, str(n), outlet, 0, count) for n, count in runs.items()}


def test_how_many_runs_two_articles_must_share() -> None:
    runs: Places = np.asarray([1, 2, 8, 40, 60, 80, 1000])
    assert needed(runs).tolist() == [1, 2, 2, 2, 3, 4, 4]


def test_articles_that_share_runs_are_candidates_the_later_first() -> None:
    articles = {0: [1, 2, 3, 99], 1: [1, 2, 50], 2: [3, 60, 61], 3: [50, 51, 99]}
    pairs, furniture = every(articles, [ANYWHERE] * 4)
    assert pairs == [[0, 1]]  # two runs; all others share one
    assert furniture == []


def test_runs_in_several_parts_are_added_up() -> None:
    pairs, _ = every({0: [1, 99], 1: [1, 99], 2: [1], 3: [2, 98]}, [ANYWHERE] * 4)
    assert pairs == [[0, 1], [0, 2], [1, 2]]  # article 2 keeps one run: one is enough


def test_articles_that_are_gone_are_no_candidates() -> None:
    articles = {0: [1, 2], 1: [1, 2], 2: [1, 2], 7: [1, 2]}
    assert every(articles, [ANYWHERE, -1, ANYWHERE])[0] == [[0, 2]]


def test_runs_of_four_articles_of_one_outlet_are_its_boilerplate() -> None:
    articles = {n: [1, 2, 10 * n + 11, 10 * n + 12, 10 * n + 13] for n in range(4)}
    assert every(articles, [1, 1, 1, 1]) == ([], [1, 2])
    pairs, furniture = every(articles, [1, 1, 1, 2])
    assert (len(pairs), furniture) == (6, [])


def test_an_article_printed_many_times_is_no_boilerplate() -> None:
    articles = {n: [1, 2, 3, 4, 5, 60 + n] for n in range(14)}
    pairs, furniture = every(articles, list(range(1, 15)))
    assert furniture == []
    assert len(pairs) == 14 * 13 // 2


def test_runs_of_a_dozen_articles_are_boilerplate() -> None:
    articles = {n: [1, 2, *range(100 + 10 * n, 106 + 10 * n)] for n in range(12)}
    assert every(articles, list(range(1, 13))) == ([], [1, 2])
    del articles[11]
    assert every(articles, list(range(1, 12)))[1] == []


def test_candidates_of_one_article_the_likeliest_first() -> None:
    held = keys({1: [1, 2], 2: [1, 2, 3, 4], 3: [4], 4: [1, 3]})
    asked = of_one(held, 4, None, lambda _: known({1: 9, 2: 9, 3: 9}))
    assert asked.numbers == [2, 1]  # 3 shares one run, 4 is gone
    assert asked.furniture.tolist() == []


def test_boilerplate_of_the_outlet_of_the_article_asked_for() -> None:
    held = keys({n: [1, 2, 10 + n] for n in range(3)})
    runs = dict.fromkeys(range(3), 9)
    mine = of_one(held, 9, "The Example", lambda _: known(runs, "The Example"))
    assert (mine.numbers, mine.furniture.tolist()) == ([], [1, 2])
    other = of_one(held, 9, "Other", lambda _: known(runs, "The Example"))
    assert (other.numbers, other.furniture.tolist()) == ([0, 1, 2], [])
