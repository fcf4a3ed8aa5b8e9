"""Pairs that agree → groups in which all agree."""

from __future__ import annotations

import numpy as np

from crossread.comparing.grouping import groups


def score(count: int, pairs: dict[tuple[int, int], float]) -> np.ndarray:
    matrix = np.zeros((count, count), np.float32)
    for (one, other), value in pairs.items():
        matrix[one, other] = matrix[other, one] = value
    return matrix


def test_a_pair_that_agrees_is_a_group() -> None:
    assert groups(score(3, {(0, 1): 0.9}), [0, 1, 2]) == [[0, 1]]


def test_a_weak_pair_is_none() -> None:
    assert groups(score(2, {(0, 1): 0.2}), [0, 1]) == []


def test_three_that_agree_are_one_group() -> None:
    every = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.7}
    assert groups(score(3, every), [0, 1, 2]) == [[0, 1, 2]]


def test_a_chain_whose_ends_disagree_is_cut() -> None:
    # The middle one holds two facts; it stands in both groups.
    chain = {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.05}
    assert groups(score(3, chain), [0, 1, 2]) == [[0, 1], [1, 2]]


def test_statements_of_one_article_need_not_agree_with_each_other() -> None:
    both = {(0, 2): 0.9, (1, 2): 0.8}
    assert groups(score(3, both), [0, 0, 1]) == [[0, 1, 2]]


def test_nothing_in_common_nothing_found() -> None:
    assert groups(np.zeros((4, 4), np.float32), [0, 1, 2, 3]) == []


def test_two_alone_need_less_than_a_third_that_joins() -> None:
    assert groups(score(2, {(0, 1): 0.42}), [0, 1]) == [[0, 1]]
    joined = {(0, 1): 0.9, (0, 2): 0.42, (1, 2): 0.25}
    assert groups(score(3, joined), [0, 1, 2]) == [[0, 1], [0, 2]]
    assert groups(score(3, joined | {(1, 2): 0.8}), [0, 1, 2]) == [[0, 1, 2]]


def test_two_that_are_much_likelier_apart_are_no_point() -> None:
    assert groups(score(2, {(0, 1): 0.32}), [0, 1]) == []


def test_no_group_lies_within_another() -> None:
    joined = {(0, 1): 0.9, (0, 2): 0.65, (1, 2): 0.65}
    assert groups(score(3, joined), [0, 1, 2]) == [[0, 1, 2]]


def test_groups_with_a_common_statement_that_agree_are_one() -> None:
    # Two statements of the last article say what the first two say, which do not agree themselves.
    pairs = {(1, 3): 0.9, (0, 2): 0.85, (0, 3): 0.8, (1, 2): 0.75}
    assert groups(score(4, pairs), [0, 1, 2, 2]) == [[0, 2, 3], [1, 2, 3]]
