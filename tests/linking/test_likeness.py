from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from crossread.linking.likeness import Facts, Shared, interaction, likeness, nearness

SHARES = {"words": 0.4, "names": 0.2, "numbers": 0.5, "keywords": 0.6, "directions": 0.5}
DAY = 738_000


def facts(language: int = 1, page: int = 1, day: int = 0, length: int = 100) -> Facts:
    return Facts(*(np.array([value], np.int64) for value in (language, page, day, length)))


def alike(mine: Facts, theirs: Facts, **shares: float) -> float:
    shared = Shared(**{k: np.array([v], np.float32) for k, v in (SHARES | shares).items()})
    return float(likeness(mine, theirs, shared)[0])


def test_one_language_by_hand() -> None:
    # .65 · (.4 + .2) / 2 + .15 · .6 + .2 · .5 + .13 · .5
    assert alike(facts(page=1), facts(page=2)) == pytest.approx(0.195 + 0.09 + 0.1 + 0.065)


def test_two_languages_by_hand() -> None:
    # .65 · max(.4, .2) in place of the mean
    two = alike(facts(1, page=1), facts(2, page=2))
    assert two == pytest.approx(0.26 + 0.09 + 0.1 + 0.065)
    assert two == pytest.approx(alike(facts(1), facts(2, page=2), words=0.2, names=0.4))


def test_nothing_shared_is_nothing_alike() -> None:
    none = dict.fromkeys(SHARES, 0.0)
    assert alike(facts(length=0), facts(language=2, page=2, length=0), **none) == 0


def test_everything_shared_is_one() -> None:
    assert alike(facts(), facts(page=2), **dict.fromkeys(SHARES, 1.0)) == 1


@pytest.mark.parametrize("part", list(SHARES))
def test_each_part_counts(part: str) -> None:
    assert alike(facts(), facts(page=2), **{part: 1.0}) > alike(facts(), facts(page=2))


def test_directions_that_are_opposed_lower_it() -> None:
    assert alike(facts(), facts(page=2), directions=-0.5) < alike(
        facts(), facts(page=2), directions=0.0
    )


def test_one_page_lowers_it_by_a_quarter() -> None:
    assert alike(facts(), facts()) == pytest.approx(0.75 * alike(facts(), facts(page=2)))


@pytest.mark.parametrize(
    ("days", "left"), [(0, 1), (3, 1), (4, 0.98), (13, 0.8), (48, 0.1), (400, 0.1), (90_000, 0.1)]
)
def test_dates_far_apart_lower_it(days: int, left: float) -> None:
    near = alike(facts(day=DAY), facts(page=2, day=DAY))
    for one, other in ((DAY, DAY + days), (DAY + days, DAY)):
        assert alike(facts(day=one), facts(page=2, day=other)) == pytest.approx(left * near)


def test_an_unknown_date_lowers_nothing() -> None:
    whole = alike(facts(), facts(page=2))
    assert alike(facts(day=DAY), facts(page=2)) == whole
    assert alike(facts(), facts(page=2, day=DAY)) == whole


@pytest.mark.parametrize(("length", "more"), [(60, 1), (5_000, 1), (30, 1.15), (0, 1.3)])
def test_short_texts_of_one_language_gain(length: int, more: float) -> None:
    long = alike(facts(), facts(page=2))
    assert alike(facts(length=length), facts(page=2)) == pytest.approx(more * long)
    assert alike(facts(), facts(page=2, length=length)) == pytest.approx(more * long)


def test_short_texts_of_two_languages_gain_more() -> None:
    long = alike(facts(), facts(2, page=2))
    assert alike(facts(length=0), facts(2, page=2)) == pytest.approx(1.8 * long)


part = st.floats(0, 1, width=32)
fact = st.builds(
    facts, st.integers(0, 2), st.integers(0, 2), st.sampled_from([0, 1, DAY, DAY + 9]),
    st.integers(0, 200),
)  # fmt: skip


@given(fact, fact, st.fixed_dictionaries(dict.fromkeys(SHARES, part)), st.floats(-1, 1, width=32))
def test_always_from_0_to_1_and_the_same_both_ways(
    mine: Facts, theirs: Facts, shares: dict[str, float], direction: float
) -> None:
    found = alike(mine, theirs, **shares | {"directions": direction})
    assert 0 <= found <= 1
    assert found == alike(theirs, mine, **shares | {"directions": direction})


def test_no_pairs() -> None:
    none = Facts(*(np.empty(0, np.int64) for _ in range(4)))
    empty = Shared(*(np.empty(0, np.float32) for _ in range(5)))
    assert likeness(none, none, empty).tolist() == []


# Keywords


@pytest.mark.parametrize(("cosine", "near"), [(-1, 0), (0, 0), (0.3, 0), (0.65, 0.25), (1, 1)])
def test_how_near_two_words_are(cosine: float, near: float) -> None:
    assert nearness(np.array([cosine], np.float32))[0] == pytest.approx(near, abs=1e-6)


E = np.eye(4, dtype=np.float32)


def keywords(*rows: int) -> NDArray[np.float32]:
    """One of the four axes a keyword; -1 is no keyword."""
    return np.array([E[row] if row >= 0 else np.zeros(4) for row in rows], np.float32)


def weights(*values: float) -> NDArray[np.float32]:
    return np.array(values, np.float32)


def test_keywords_find_their_counterparts_in_any_order() -> None:
    found = interaction(
        keywords(0, 1), weights(0.7, 0.3), keywords(1, 0)[None], weights(0.3, 0.7)[None]
    )
    assert found == pytest.approx([1])


def test_interaction_by_hand() -> None:
    # There: the first of mine, .7, has a counterpart; back: the second of theirs, .2, has one.
    found = interaction(
        keywords(0, 1), weights(0.7, 0.3), keywords(2, 0)[None], weights(0.8, 0.2)[None]
    )
    assert found == pytest.approx([(0.7 + 0.2) / 2])


def test_each_other_article_is_compared_by_itself() -> None:
    others = np.stack([keywords(0, 1), keywords(2, 3), keywords(-1, -1)])
    shares = np.stack([weights(0.5, 0.5), weights(0.5, 0.5), weights(0, 0)])
    found = interaction(keywords(0, 1), weights(0.5, 0.5), others, shares)
    assert found == pytest.approx([1, 0, 0])


def test_no_others() -> None:
    none = interaction(
        keywords(0), weights(1), np.empty((0, 1, 4), np.float32), np.empty((0, 1), np.float32)
    )
    assert none.shape == (0,)
