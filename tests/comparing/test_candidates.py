"""Which pairs of statements are looked at, against a plain slow rule."""

from __future__ import annotations

import math
from importlib import import_module

import numpy as np
import pytest

from crossread.comparing.candidates import candidates
from crossread.comparing.interaction import Interaction

rule = import_module("crossread.comparing.candidates")  # the package has a function of that name


def interaction(answered: np.ndarray) -> Interaction:
    nothing = np.zeros((0, 0), np.float32)
    return Interaction((), (), (), nothing, nothing, answered.astype(np.float32), nothing)


def plainly(answered: np.ndarray, articles: list[int]) -> dict[tuple[int, int], tuple[float, ...]]:
    """Every pair that is kept: margin and here, by two loops."""
    count = len(articles)
    told = [
        [
            math.log1p(min(answered[i, j], answered[j, i])) if articles[i] != articles[j] else 0.0
            for j in range(count)
        ]
        for i in range(count)
    ]
    usual = [
        sum(sorted(row, reverse=True)[: rule.RIVALS]) / min(rule.RIVALS, count) for row in told
    ]

    def beyond(i: int, j: int) -> float:
        others = [told[i][k] for k in range(count) if articles[k] == articles[j] and k != j]
        return told[i][j] - max(others, default=0.0)

    found: dict[tuple[int, int], tuple[float, ...]] = {}
    for i in range(count):
        for j in range(i + 1, count):
            margin = told[i][j] - (usual[i] + usual[j]) / 2
            far = margin < rule.LEAST_MARGIN or told[i][j] < math.log1p(rule.LEAST_ANSWERED)
            if articles[i] != articles[j] and not far:
                here = min(beyond(i, j), beyond(j, i))
                found[i, j] = (margin, here)
    return found


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("block", [7, 4_000_000])
def test_as_by_two_loops(seed: int, block: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "BLOCK", block)
    random = np.random.default_rng(seed)
    answered = random.integers(0, 12, (23, 23)) * random.random((23, 23)).round()  # with ties
    articles = sorted(random.integers(0, 5, 23).tolist())
    articles = [sorted(set(articles)).index(a) for a in articles]
    pairs = candidates(interaction(answered), np.array(articles))
    expected = plainly(answered, articles)
    assert list(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)) == sorted(expected)
    got = np.stack([pairs.margin, pairs.here], axis=1)
    assert got == pytest.approx(np.array([expected[p] for p in sorted(expected)]), abs=1e-5)


def test_statements_of_one_article_are_no_pair() -> None:
    pairs = candidates(interaction(np.full((3, 3), 9.0)), np.array([0, 0, 0]))
    assert not len(pairs.first)


def test_the_best_answer_in_an_article_stands_out_from_the_second() -> None:
    answered = np.zeros((3, 3))
    answered[0, 1] = answered[1, 0] = 20
    answered[0, 2] = answered[2, 0] = 5
    pairs = candidates(interaction(answered), np.array([0, 1, 1]))
    here = dict(zip(pairs.second.tolist(), pairs.here.tolist(), strict=True))
    assert here[1] == pytest.approx(math.log(21) - math.log(6), abs=1e-5)
    assert here.get(2, -1) < 0
