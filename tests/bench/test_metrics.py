"""The shared measures, against cases worked out by hand."""

from __future__ import annotations

import pytest

from bench.metrics import (
    adjusted_rand,
    b_cubed,
    covers_half,
    intersection_over_union,
    overlap,
    overlapping,
    pair_up,
    pairwise,
    score,
)

# gold {a b c} {d e}; system {a b} {c d e}
GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 2}
SYSTEM = {"a": "x", "b": "x", "c": "y", "d": "y", "e": "y"}


def test_score_from_counts() -> None:
    three_of_four = score(found=3, gold=4, right=3, system=6)
    assert three_of_four.precision == 0.5
    assert three_of_four.recall == 0.75
    assert three_of_four.f1 == pytest.approx(0.6)


def test_score_of_nothing() -> None:
    assert score(0, 0, 0, 0).f1 == 1.0
    assert score(0, 3, 0, 0).f1 == 0.0
    assert score(0, 0, 0, 3).f1 == 0.0


def test_intervals() -> None:
    assert overlap((0, 10), (5, 20)) == 5
    assert overlap((0, 5), (5, 9)) == 0
    assert intersection_over_union((0, 10), (5, 20)) == 0.25
    assert intersection_over_union((3, 3), (3, 3)) == 0.0
    assert covers_half((0, 100), (95, 105))
    assert not covers_half((0, 100), (96, 106))
    assert not covers_half((0, 100), (50, 50))


def test_overlapping_finds_every_pair_and_no_other() -> None:
    gold = [(0, 10), (4, 6), (20, 30)]
    system = [(5, 25), (0, 1), (30, 31)]
    assert overlapping(gold, system) == [(0, 0), (0, 1), (1, 0), (2, 0)]


def test_pair_up_takes_the_closest_pair_first_and_each_once() -> None:
    gold = [(0, 10), (10, 20)]
    system = [(8, 20), (0, 4)]
    assert pair_up(gold, system) == {1: 0, 0: 1}
    assert pair_up(gold, [(5, 15)]) == {0: 0}
    assert pair_up(gold, system, least=0.5) == {1: 0}
    assert pair_up(gold, system, right=lambda g, _s: g == 0) == {0: 1}


def test_b_cubed() -> None:
    # precision: a, b 2/2; c 1/3; d, e 2/3 → 11/15; recall: a, b 2/3; c 1/3; d, e 2/2 → 11/15
    found = b_cubed(GOLD, SYSTEM)
    assert found.precision == pytest.approx(11 / 15)
    assert found.recall == pytest.approx(11 / 15)


def test_b_cubed_of_single_items() -> None:
    found = b_cubed({"a": 1, "b": 1}, {"a": 1, "b": 2})
    assert (found.precision, found.recall) == (1.0, 0.5)


def test_pairwise() -> None:
    # gold pairs ab ac bc de, system pairs ab cd ce de: ab and de are in both
    found = pairwise(GOLD, SYSTEM)
    assert (found.precision, found.recall, found.gold, found.system) == (0.5, 0.5, 4, 4)


def test_adjusted_rand() -> None:
    # 2 pairs in both, 4 and 4 of 10: expected 1.6, highest 4 → (2 - 1.6) / (4 - 1.6)
    assert adjusted_rand(GOLD, SYSTEM) == pytest.approx(0.4 / 2.4)
    assert adjusted_rand(GOLD, GOLD) == 1.0
    assert adjusted_rand({"a": 1}, {"a": 2}) == 1.0
    assert adjusted_rand({"a": 1, "b": 2}, {"a": 1, "b": 2}) == 1.0


def test_clusterings_of_different_items_are_refused() -> None:
    with pytest.raises(ValueError, match="same items"):
        b_cubed({"a": 1}, {"b": 1})
