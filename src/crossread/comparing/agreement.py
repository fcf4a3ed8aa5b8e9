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
    "margin": 1.60,
    "here": 0.88,
    "size": -0.96,
    "meaning": 0.68,
    "figures": 9.21,
    "times": 2.25,
    "lead": 4.46,
    "context": 1.52,
    "support": 3.47,
    "speaker": 8.98,
    "one_quote": -1.48,
    "aligned": 4.47,
    "standout": 3.52,
    "concepts": 3.14,
    "rounded": 4.56,
    "rivals": 2.91,
    "rival_times": 0.66,
}
BIAS = -0.32

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
