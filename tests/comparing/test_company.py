"""What other pairs tell of a pair: those around it, and those with third articles."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from crossread.comparing.candidates import Pairs
from crossread.comparing.company import around, thirds

Values = dict[tuple[int, int], float]
TWO = [0, 0, 0, 0, 1, 1, 1, 1]
"""Four statements of one article, then four of another."""


def columns(
    told: Values, articles: Sequence[int]
) -> tuple[Pairs, NDArray[np.float32], NDArray[np.int64]]:
    """Pairs, their values, and the articles of the statements."""
    ordered = sorted(told)
    first = np.array([one for one, _ in ordered], np.int64)
    second = np.array([other for _, other in ordered], np.int64)
    values = np.array([told[pair] for pair in ordered], np.float32)
    return Pairs(first, second, values, values), values, np.array(articles, np.int64)


def near(told: Values, pair: tuple[int, int], reach: int = 1) -> float:
    """The best value around one of the pairs."""
    found = around(*columns(told, TWO), reach)
    assert found.dtype == np.float32
    return float(found[sorted(told).index(pair)])


def joined(told: Values, articles: Sequence[int], pair: tuple[int, int]) -> tuple[float, float]:
    """What third articles reach with both of a pair, by products and by minima."""
    given = columns(told, articles)
    at = sorted(told).index(pair)
    product, least = thirds(*given, np.multiply), thirds(*given, np.minimum)
    assert product.dtype == least.dtype == np.float32
    return float(product[at]), float(least[at])


def test_the_best_of_the_pairs_around_counts() -> None:
    assert near({(0, 4): 0.2, (1, 5): 0.0, (2, 6): 0.75, (2, 4): 0.5}, (1, 5)) == 0.75


def test_a_pair_is_not_around_itself() -> None:
    assert near({(1, 5): 0.75}, (1, 5)) == 0
    assert near({(1, 5): 0.75, (2, 6): 0.25}, (1, 5)) == 0.25


def test_one_side_may_stay_in_place() -> None:
    assert near({(1, 5): 0.0, (1, 6): 0.5}, (1, 5)) == 0.5
    assert near({(1, 5): 0.0, (2, 5): 0.5}, (1, 5)) == 0.5


def test_the_order_may_be_another() -> None:
    assert near({(1, 6): 0.0, (2, 5): 0.5}, (1, 6)) == 0.5


@pytest.mark.parametrize(("reach", "expected"), [(1, 0.0), (2, 0.5), (3, 0.75)])
def test_no_farther_than_the_reach(reach: int, expected: float) -> None:
    assert near({(0, 4): 0.0, (1, 6): 0.5, (3, 5): 0.75}, (0, 4), reach) == expected


def test_what_stands_in_another_article_is_not_near() -> None:
    told = {(0, 2): 0.75, (1, 4): 0.5, (3, 4): 0.0}  # articles 0, 1 · 2, 3 · 4
    found = around(*columns(told, [0, 0, 1, 1, 2]), 3)
    assert found.tolist() == [0, 0, 0]


def test_third_statements_that_are_like_both() -> None:
    told = {(0, 1): 0.0, (0, 2): 0.5, (1, 2): 0.25}
    assert joined(told, [0, 1, 2], (0, 1)) == (0.125, 0.25)
    assert joined(told, [0, 1, 2], (0, 2)) == (0, 0)


def test_of_each_third_article_the_best_counts_and_articles_are_summed() -> None:
    told = {
        (0, 1): 0.0,
        **{(0, third): 1.0 for third in (2, 3, 4)},
        **{(1, 2): 0.25, (1, 3): 0.5, (1, 4): 0.125},
    }
    assert joined(told, [0, 1, 2, 2, 3], (0, 1)) == (0.625, 0.625)


def test_an_article_of_the_pair_is_no_third_one() -> None:
    told = {(0, 2): 0.0, (0, 3): 1.0, (1, 2): 1.0, (1, 3): 1.0}
    assert joined(told, [0, 0, 1, 1], (0, 2)) == (0, 0)


def test_two_articles_have_no_third() -> None:
    told = {(one, other): 0.5 for one in range(4) for other in range(4, 8)}
    pairs, values, articles = columns(told, TWO)
    assert not thirds(pairs, values, articles, np.multiply).any()


def test_a_pair_without_a_value_tells_nothing() -> None:
    told = {(0, 1): 1.0, (0, 2): 1.0, (1, 2): 0.0}
    assert joined(told, [0, 1, 2], (0, 1)) == (0, 0)


@pytest.mark.parametrize("articles", [[], [0], [0, 0, 1]])
def test_no_pairs_no_company(articles: list[int]) -> None:
    pairs, values, numbers = columns({}, articles)
    assert around(pairs, values, numbers, 3).tolist() == []
    assert thirds(pairs, values, numbers, np.minimum).tolist() == []
