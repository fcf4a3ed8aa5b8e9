from __future__ import annotations

import random
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.linking.clustering import (
    ALONE,
    INSIDE_MOST,
    THRESHOLD,
    Inside,
    average_link,
    joined,
    knowable,
    worth,
)

Pair = tuple[int, int]


def groups(
    n: int,
    likeness: dict[Pair, float],
    threshold: float = THRESHOLD,
    settled: frozenset[Pair] = frozenset(),
) -> list[list[int]]:
    listed = sorted(likeness)
    labels = average_link(
        n,
        np.array(listed, np.int64).reshape(-1, 2),
        np.array([likeness[pair] for pair in listed], np.float32),
        threshold,
        settled=settled,
    )
    assert len(labels) == n
    found: dict[int, list[int]] = {}
    for item, label in enumerate(labels):
        found.setdefault(label, []).append(item)
    assert all(label == members[0] for label, members in found.items()), "the lowest of its group"
    return list(found.values())


def all_pairs(n: int, value: float) -> dict[Pair, float]:
    return dict.fromkeys(combinations(range(n), 2), value)


def slowly(
    n: int, likeness: dict[Pair, float], threshold: float, settled: frozenset[Pair] = frozenset()
) -> list[list[int]]:
    """The same rule said plainly: join the two groups most worth it until none are."""
    members = {k: [k] for k in range(n)}
    inside = dict.fromkeys(range(n), ALONE)

    def between(i: int, j: int) -> list[Pair]:
        pairs = (tuple(sorted((a, b))) for a in members[i] for b in members[j])
        return [(a, b) for a, b in pairs if (a, b) in likeness]

    def unite(i: int, j: int) -> None:
        within = sum(min(likeness[pair], np.float32(INSIDE_MOST).item()) for pair in between(i, j))
        number = knowable(len(members[i]), len(members[j]))
        inside[i] = joined(inside[i], inside[j], within, len(between(i, j)), number)
        members[i] = sorted(members[i] + members.pop(j))

    for i, j in sorted(settled):
        one, other = sorted(next(k for k in members if item in members[k]) for item in (i, j))
        if one != other:
            unite(one, other)
    while True:
        best = None
        for i, j in combinations(sorted(members), 2):
            known = between(i, j)
            if known:
                total = sum(likeness[pair] for pair in known)
                number = knowable(len(members[i]), len(members[j]))
                value = worth(total, len(known), number, inside[i], inside[j])
                if value >= threshold and (best is None or value > best[0]):
                    best = value, i, j
        if best is None:
            return sorted(members.values())
        unite(*best[1:])


# What speaks for joining


def test_nothing_is_known_inside_one_article() -> None:
    assert ALONE.mean == pytest.approx(0.1)
    assert ALONE.pairs == 3


def test_two_articles_are_worth_their_likeness() -> None:
    assert worth(0.4, 1, 1, ALONE, ALONE) == pytest.approx(0.4)


def test_worth_by_hand() -> None:
    # Two of four pairs known, their mean .3; half of the pairs makes .5 · 1.15 / .65 of it.
    mean = 0.3 * 0.5 * 1.15 / 0.65
    assert worth(0.6, 2, 4, ALONE, ALONE) == pytest.approx(mean)
    # One group is tight (.5 inside), the other less so (.4): what lacks to .4 is taken off.
    tight, loose = Inside(5.0, 10.0), Inside(4.0, 10.0)
    assert worth(0.6, 2, 4, tight, loose) == pytest.approx(mean - (0.4 - mean))
    assert worth(0.6, 2, 4, tight, ALONE) == pytest.approx(mean)


def test_a_join_by_hand() -> None:
    # A pair with .5 between: (.3 + .5) over 3 + 1 pairs.
    two = joined(ALONE, ALONE, 0.5, 1, 1)
    assert two == pytest.approx((0.8, 4))
    # Two such pairs, with one of four pairs between them known, .4; half of the four count.
    four = joined(two, two, 0.4, 1, 4)
    assert four == pytest.approx((0.3 + 0.5 + 0.5 + 0.4, 3 + 1 + 1 + 2))


@given(st.integers(1, 40), st.integers(1, 40), st.data())
def test_no_join_is_worth_more_than_the_mean(a: int, b: int, data: st.DataObject) -> None:
    known = data.draw(st.integers(1, a * b))
    mean = data.draw(st.floats(0, 1))
    insides = [Inside(data.draw(st.floats(0, 1)) * pairs, pairs) for pairs in (3.0, 9.0)]
    assert worth(mean * known, known, a * b, *insides) <= mean + 1e-9


# Groups


def test_no_items_and_no_pairs() -> None:
    assert groups(0, {}) == []
    assert groups(3, {}) == [[0], [1], [2]]


@pytest.mark.parametrize(("likeness", "number"), [(0.5, 1), (0.499, 2)])
def test_two_join_from_the_threshold_up(likeness: float, number: int) -> None:
    assert len(groups(2, {(0, 1): likeness}, 0.5)) == number


def test_articles_that_are_all_alike_are_one_group() -> None:
    assert groups(12, all_pairs(12, 0.4)) == [list(range(12))]


def test_articles_that_are_not_stay_alone() -> None:
    assert groups(5, all_pairs(5, 0.1)) == [[k] for k in range(5)]


def test_one_bridge_does_not_make_two_events_one() -> None:
    likeness = all_pairs(3, 0.6) | {(i + 3, j + 3): 0.6 for i, j in all_pairs(3, 0)}
    assert groups(6, likeness | {(2, 3): 0.55}) == [[0, 1, 2], [3, 4, 5]]


def test_two_tight_groups_that_are_somewhat_alike_stay_two() -> None:
    # Between them .3, which joins two articles; but inside .6: the same kind of event, no more.
    likeness = {(i, j): 0.6 if (i < 5) == (j < 5) else 0.3 for i, j in all_pairs(10, 0)}
    assert groups(10, likeness) == [list(range(5)), list(range(5, 10))]
    assert groups(10, all_pairs(10, 0.3)) == [list(range(10))]


def test_an_article_joins_a_tight_group_that_it_is_somewhat_like() -> None:
    likeness = all_pairs(5, 0.6) | {(k, 5): 0.3 for k in range(5)}
    assert groups(6, likeness) == [list(range(6))]


def test_copies_do_not_make_a_group_tighter_than_other_accounts() -> None:
    copies = all_pairs(4, 1.0) | {(i + 4, j + 4): 1.0 for i, j in all_pairs(4, 0)}
    between = {(i, j + 4): 0.45 for i in range(4) for j in range(4)}
    assert groups(8, copies | between) == [list(range(8))]


def test_ties_go_to_the_lower_positions() -> None:
    assert groups(3, {(0, 1): 0.5, (1, 2): 0.5}, 0.45) == [[0, 1], [2]]


def test_labels_are_the_lowest_positions_whatever_joined_first() -> None:
    assert groups(4, {(2, 3): 0.9, (0, 3): 0.8, (0, 2): 0.8}) == [[0, 2, 3], [1]]


# Settled pairs


def test_a_settled_pair_joins_whatever_its_likeness() -> None:
    assert groups(2, {(0, 1): 0.0}) == [[0], [1]]
    assert groups(2, {(0, 1): 0.0}, settled=frozenset({(0, 1)})) == [[0, 1]]


def test_a_settled_pair_is_no_tighter_inside_than_it_is() -> None:
    # The third is .25 like both; were the two held for .6 alike inside, it would still join,
    # since of itself nothing is known.
    likeness = {(0, 1): 0.2, (0, 2): 0.25, (1, 2): 0.25}
    assert groups(3, likeness, settled=frozenset({(0, 1)})) == [[0, 1, 2]]


@pytest.mark.parametrize("number", [3, 13, 60])
def test_copies_of_one_text_share_a_group_however_many(number: int) -> None:
    star = {(0, k): 1.0 for k in range(1, number)}
    assert groups(number, star, settled=frozenset(star)) == [list(range(number))]


def test_a_line_of_settled_pairs_shares_a_group() -> None:
    line = {(k, k + 1): 1.0 for k in range(12)}
    assert groups(13, line, settled=frozenset(line)) == [list(range(13))]


def test_settled_pairs_stay_together_between_tight_groups() -> None:
    # 0 is a copy of 1 and of 8, each of which has a tight group of its own.
    likeness = {(0, 1): 0.1, (0, 8): 0.1}
    likeness |= dict.fromkeys(combinations(range(1, 8), 2), 0.9)
    likeness |= dict.fromkeys(combinations(range(8, 15), 2), 0.9)
    found = groups(15, likeness, settled=frozenset({(0, 1), (0, 8)}))
    assert any({0, 1, 8} <= set(group) for group in found)


# The same as said plainly


@pytest.mark.parametrize("seed", range(60))
def test_the_same_as_the_plain_rule(seed: int) -> None:
    choice = random.Random(seed)
    n = choice.randint(2, 14)
    # Sixty-fourths add up without rounding, so that ties are ties in any order.
    likeness = {
        pair: choice.choice([0, 4, 8, 12, 16, 20, 24, 32, 48, 64]) / 64
        for pair in combinations(range(n), 2)
        if choice.random() < choice.choice([0.3, 0.7, 1.0])
    }
    settled = frozenset(pair for pair in likeness if seed % 3 == 0 and choice.random() < 0.05)
    threshold = choice.choice([0.1, THRESHOLD, 0.3, 0.5])
    assert groups(n, likeness, threshold, settled) == slowly(n, likeness, threshold, settled)


@given(st.integers(1, 9), st.data())
def test_the_same_as_the_plain_rule_for_any_likeness(n: int, data: st.DataObject) -> None:
    pairs = list(combinations(range(n), 2))
    values = data.draw(
        st.lists(st.none() | st.integers(0, 64), min_size=len(pairs), max_size=len(pairs))
    )
    likeness = {pair: value / 64 for pair, value in zip(pairs, values) if value is not None}
    assert groups(n, likeness) == slowly(n, likeness, THRESHOLD)


@pytest.mark.parametrize("seed", range(5))
def test_the_order_of_the_pairs_changes_nothing(seed: int) -> None:
    choice = random.Random(seed)
    likeness = {pair: choice.randint(0, 64) / 64 for pair in combinations(range(20), 2)}
    listed = choice.sample(sorted(likeness), len(likeness))
    labels = average_link(
        20, np.array(listed, np.int64), np.array([likeness[p] for p in listed], np.float32)
    )
    expected = groups(20, likeness)
    assert [labels[group[0]] for group in expected] == [group[0] for group in expected]
    assert sorted(set(labels)) == [group[0] for group in expected]


def test_a_large_group_of_which_few_pairs_are_known_is_one_group() -> None:
    # As the window compares them: sixteen earlier articles each, all of them alike.
    choice = random.Random(0)
    likeness = {
        (other, k): 0.45 for k in range(1, 600) for other in choice.sample(range(k), min(k, 16))
    }
    assert len(groups(600, likeness)) == 1
