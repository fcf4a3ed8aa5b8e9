"""How probable it is that two statements say the same: a logistic model over a few signs, asked twice.

The signs stand in `crossread.comparing.signs`, and a person can check each. First every pair is judged
by its own signs. Then it is judged again, with what the first judgement says of other pairs: whether
third articles say it too, and whether what stands around agrees as well (stacked learning of linked
items, Kou and Cohen 2007). The weights were fitted by `python -m training.points` on the gold points of
`examples/` and `examples/rehearsal/`; `python -m bench points` tells how each story scores when it is
left out of the fitting.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.candidates import Pairs
from crossread.comparing.company import around, thirds
from crossread.comparing.signs import SIGNS

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FIRST = {
    "margin": 1.30,
    "here": 0.94,
    "size": -0.62,
    "covered": 1.38,
    "meaning": 1.38,
    "figures": 13.03,
    "times": 1.98,
    "lead": 3.93,
    "context": 2.22,
    "support": 3.32,
    "speaker": 9.06,
    "aligned": 2.46,
    "standout": 3.87,
    "concepts": 3.04,
    "rounded": 3.88,
    "rivals": 2.07,
    "rival_times": 0.50,
}
FIRST_BIAS = -1.92
"""Weights of a pair's own signs, for the first judgement."""

STACKED = ("upheld", "around")
"""Signs that the first judgement gives: how probably third articles say the same as both, and how
probably a pair around it says the same."""
AGAIN = {
    "margin": 1.19,
    "here": 0.99,
    "size": -0.51,
    "covered": 1.28,
    "meaning": 1.48,
    "figures": 11.31,
    "times": 1.88,
    "lead": 2.49,
    "context": 1.24,
    "support": 1.92,
    "speaker": 8.20,
    "aligned": 2.24,
    "standout": 3.63,
    "concepts": 2.81,
    "rounded": 3.43,
    "rivals": 1.46,
    "rival_times": 0.47,
    "upheld": 0.94,
    "around": 1.21,
}
AGAIN_BIAS = -2.54
"""Weights for the second."""

OTHER_SPEAKER = -2.0
"""Log odds for two quotations of different known speakers: the words must agree all the more.
Set by reasoning; the examples hold too few such pairs to fit it."""
LIKELY = 0.1
"""Chance by the first judgement under which a pair says nothing of others."""
REACH = 3
"""Statements before and behind that count as around."""


def agreement(pairs: Pairs, found: Mapping[str, Floats], articles: Ints) -> Floats:
    """(n, n) probability 0..1 that two statements say the same; 0 for all but the pairs.

    Args:
        pairs: m pairs of n statements.
        found: their signs, from `crossread.comparing.signs`.
        articles: (n,) number of the article of each statement, from 0, never falling.
    """
    own = np.stack([found[name] for name in SIGNS], axis=1)
    odds = own @ np.array([FIRST[name] for name in SIGNS], np.float32) + np.float32(FIRST_BIAS)
    every = np.concatenate([own, stacked(pairs, chance(odds), articles)], axis=1)
    weights = np.array([AGAIN[name] for name in (*SIGNS, *STACKED)], np.float32)
    odds = every @ weights + np.float32(AGAIN_BIAS) + OTHER_SPEAKER * found["rival_speakers"]
    score = np.zeros((len(articles), len(articles)), np.float32)
    score[pairs.first, pairs.second] = chance(odds)
    score[pairs.second, pairs.first] = score[pairs.first, pairs.second]
    return score


def stacked(pairs: Pairs, first: Floats, articles: Ints) -> Floats:
    """(m, 2) the signs of `STACKED`.

    Args:
        pairs: m pairs of n statements.
        first: (m,) how probably each says the same, by the first judgement.
        articles: (n,) number of the article of each statement, from 0, never falling.
    """
    likely = np.where(first >= LIKELY, first, np.float32(0))
    upheld = thirds(pairs, likely, articles, np.minimum)
    return np.stack([upheld, around(pairs, likely, articles, REACH)], axis=1)


def chance(odds: Floats) -> Floats:
    """(m,) probabilities of log odds."""
    return (1 / (1 + np.exp(-np.clip(odds, -30, 30)))).astype(np.float32)
