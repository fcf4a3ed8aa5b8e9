"""Signs → how probable it is that two statements say the same."""

from __future__ import annotations

import numpy as np
import pytest

from crossread.comparing.agreement import BIAS, WEIGHTS, agreement
from crossread.comparing.candidates import Pairs
from crossread.comparing.signs import SIGNS


def probability(**values: float) -> np.ndarray:
    """Of two statements with these signs."""
    zero = np.zeros(1, np.float32)
    found = {name: np.array([values.get(name, 0.0)], np.float32) for name in SIGNS}
    found["rival_speakers"] = np.array([values.get("rival_speakers", 0.0)], np.float32)
    pairs = Pairs(np.zeros(1, np.int64), np.ones(1, np.int64), zero, zero)
    return agreement(pairs, found, 2)


def test_the_sum_of_the_weighted_signs_as_a_probability() -> None:
    found = probability(margin=1.0, lead=0.5)
    odds = WEIGHTS["margin"] + 0.5 * WEIGHTS["lead"] + BIAS
    assert found[0, 1] == found[1, 0] == pytest.approx(1 / (1 + np.exp(-odds)), abs=1e-6)
    assert found[0, 0] == found[1, 1] == 0


def test_other_speakers_need_more() -> None:
    assert probability(rival_speakers=1.0)[0, 1] < probability()[0, 1]


def test_every_sign_has_a_weight() -> None:
    assert tuple(WEIGHTS) == SIGNS
