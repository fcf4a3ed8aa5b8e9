"""Signs → how probable it is that two statements say the same."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from crossread.comparing.agreement import (
    AGAIN,
    AGAIN_BIAS,
    FIRST,
    FIRST_BIAS,
    LIKELY,
    STACKED,
    agreement,
    chance,
    stacked,
)
from crossread.comparing.candidates import Pairs
from crossread.comparing.company import MOST
from crossread.comparing.signs import SIGNS

Told = dict[tuple[int, int], dict[str, float]]
LIKE = {"margin": 2.0, "here": 2.0, "covered": 1.0}
"""Signs of two statements that likely say the same."""
UNLIKE = {"margin": -2.0}


def pairs_of(told: Sequence[tuple[int, int]]) -> Pairs:
    zero = np.zeros(len(told), np.float32)
    first, second = (np.array(column, np.int64) for column in zip(*told, strict=True))
    return Pairs(first, second, zero, zero)


def probability(told: Told, articles: Sequence[int]) -> NDArray[np.float32]:
    """Of statements in these articles, of which these pairs have these signs."""
    found = {
        name: np.array([signs.get(name, 0.0) for signs in told.values()], np.float32)
        for name in (*SIGNS, "rival_speakers")
    }
    return agreement(pairs_of(list(told)), found, np.array(articles, np.int64))


def alone(**signs: float) -> float:
    """Of two statements that have no others beside them."""
    return float(probability({(0, 1): signs}, [0, 1])[0, 1])


def test_a_lone_pair_is_judged_by_its_own_signs() -> None:
    odds = AGAIN["margin"] + 0.5 * AGAIN["lead"] + AGAIN_BIAS
    found = probability({(0, 1): {"margin": 1.0, "lead": 0.5}}, [0, 1])
    assert found[0, 1] == found[1, 0] == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-6)
    assert found[0, 0] == found[1, 1] == 0


def test_other_speakers_need_more() -> None:
    assert alone(**LIKE, rival_speakers=1.0) < alone(**LIKE)
    assert alone(**LIKE, rival_speakers=1.0, standout=4.0) > alone(**LIKE)


def test_every_sign_has_a_weight() -> None:
    assert tuple(FIRST) == SIGNS
    assert tuple(AGAIN) == (*SIGNS, *STACKED)


def test_what_a_third_article_says_too_is_likelier() -> None:
    articles = [0, 1, 2]
    upheld = probability({(0, 1): LIKE, (0, 2): LIKE, (1, 2): LIKE}, articles)
    by_one = probability({(0, 1): LIKE, (0, 2): LIKE, (1, 2): UNLIKE}, articles)
    assert upheld[0, 1] > by_one[0, 1] == pytest.approx(alone(**LIKE))


def test_what_stands_beside_a_pair_that_agrees_is_likelier() -> None:
    beside = probability({(0, 2): LIKE, (1, 3): LIKE}, [0, 0, 1, 1])
    apart = probability({(0, 2): LIKE, (1, 3): LIKE}, [0, 1, 2, 3])
    assert beside[1, 3] > apart[1, 3] == pytest.approx(alone(**LIKE))


def test_the_second_judgement_asks_how_probable_other_pairs_are_by_the_first() -> None:
    told = [(0, 2), (0, 3), (1, 3), (2, 3)]
    first = np.array([0.4, 0.9, 0.7, 0.6], np.float32)
    found = stacked(pairs_of(told), first, np.array([0, 0, 1, 2], np.int64))
    assert STACKED == ("upheld", "around")
    assert found[:, 0] == pytest.approx([0.6, 0.4, 0.0, 0.4])  # the lesser of the two others
    assert found[:, 1] == pytest.approx(
        [0.0, 0.7, 0.9, 0.0]
    )  # one step off in each article, or one


def test_a_pair_that_is_hardly_probable_says_nothing_of_others() -> None:
    told = [(0, 1), (0, 2), (1, 2)]
    first = np.array([0.9, 0.9, LIKELY - 0.01], np.float32)
    assert not stacked(pairs_of(told), first, np.arange(3))[0].any()


def test_so_many_third_articles_count_and_no_more() -> None:
    told = [(i, j) for i in range(6) for j in range(i + 1, 6)]
    found = stacked(pairs_of(told), np.ones(len(told), np.float32), np.arange(6))
    assert found[:, 0] == pytest.approx([MOST] * len(told))


def test_log_odds_as_chances() -> None:
    odds = np.array([FIRST_BIAS, 0.0, -1e9, 1e9], np.float32)
    assert 0 < chance(odds)[0] < 0.5
    assert chance(odds)[1:] == pytest.approx([0.5, 0, 1])
