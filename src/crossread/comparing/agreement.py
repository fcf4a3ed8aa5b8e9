"""How probable it is that two statements say the same: a logistic model over a few signs.

The signs stand in `crossread.comparing.signs`, and a person can check each. The weights were fitted by
`python -m training.points` on the gold points of `examples/` and `examples/rehearsal/`; `python -m
bench points` tells how each story scores when it is left out of the fitting.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.candidates import Pairs
from crossread.comparing.signs import SIGNS

Floats = NDArray[np.float32]

WEIGHTS = {
    "margin": 1.72,
    "here": 0.77,
    "size": -1.01,
    "whole": -1.65,
    "meaning": 1.52,
    "figures": 9.47,
    "times": 2.38,
    "lead": 4.46,
    "context": 1.51,
    "support": 3.65,
    "speaker": 9.21,
    "one_quote": -1.41,
    "aligned": 4.38,
    "standout": 3.75,
    "concepts": 3.19,
    "rounded": 4.54,
    "rivals": 3.04,
    "rival_times": 0.69,
}
BIAS = 0.00

OTHER_SPEAKER = -2.0
"""Log odds for two quotations of different known speakers: the words must agree all the more.
Set by reasoning; the examples hold too few such pairs to fit it."""


def agreement(pairs: Pairs, found: Mapping[str, Floats], count: int) -> Floats:
    """(n, n) probability 0..1 that two statements say the same; 0 for all but the pairs.

    Args:
        pairs: m pairs of n statements.
        found: their signs, from `crossread.comparing.signs`.
        count: n.
    """
    total = sum((WEIGHTS[name] * found[name] for name in SIGNS), start=np.float32(BIAS))
    total = total + OTHER_SPEAKER * found["rival_speakers"]
    score = np.zeros((count, count), np.float32)
    score[pairs.first, pairs.second] = 1 / (1 + np.exp(-np.clip(total, -30, 30)))
    score[pairs.second, pairs.first] = score[pairs.first, pairs.second]
    return score
