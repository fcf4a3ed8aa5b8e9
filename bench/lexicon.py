"""Bench `lexicon`: which of two words of two languages mean the same.

In: a folder with `pairs.tsv` (`examples/lexicon`): pairs of inflected words, half of them of one
meaning, half related or of none. Out: average precision of the lexicon's likeness, of the encoder's
cosine, and of the larger of the two, and the accuracy of each at the cut that is best on the dev half.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.report import MissingData, Report, Table
from bench.tables import rows as table_rows
from crossread.encoding import Encoder, lexicon, load
from crossread.encoding.vectors import unit

DATA = ("examples/lexicon",)
FILE = "pairs.tsv"
Scores = NDArray[np.float64]


def run(data: Path) -> Report:
    """Measure the shipped lexicon and encoder.

    Raises:
        MissingData: the folder holds no pairs.
    """
    if not (data / FILE).is_file():
        raise MissingData(f"lexicon: no {FILE} in {data}")
    found = measure(data, lexicon.load(), load())
    rows = tuple(
        (way, some["average precision"], some["accuracy"]) for way, some in sorted(found.items())
    )
    return Report(
        "lexicon",
        (
            Table(
                "which words mean the same", ("half and way", "average precision", "accuracy"), rows
            ),
        ),
        {
            f"{way} {name}": some[name]
            for way, some in found.items()
            for name in some
            if name != "cut"
        },
        ("accuracy at the cut that is best on the dev half; tables and pairs are of one hand",),
    )


def measure(data: Path, words: lexicon.Lexicon, encoder: Encoder) -> dict[str, dict[str, float]]:
    """Figures by half ("dev", "test") and way ("lexicon", "encoder", "both").

    Args:
        data: a folder with pairs.tsv.
        words: the lexicon.
        encoder: gives word vectors.
    """
    told = list(table_rows(data / FILE))
    same = np.array([row["same"] == "1" for row in told])
    dev = np.array([row["half"] == "dev" for row in told])
    scores = {"lexicon": _by_lexicon(told, words), "encoder": _by_encoder(told, encoder)}
    scores["both"] = np.maximum(scores["lexicon"], scores["encoder"])
    figures: dict[str, dict[str, float]] = {}
    for way, score in scores.items():
        cut = _best_cut(score[dev], same[dev])
        for half, chosen in (("dev", dev), ("test", ~dev)):
            made = figures.setdefault(f"{half} {way}", {})
            made["average precision"] = average_precision(score[chosen], same[chosen])
            made["accuracy"] = float(((score[chosen] >= cut) == same[chosen]).mean())
            made["cut"] = cut
    return figures


def _by_lexicon(told: Sequence[dict[str, str]], words: lexicon.Lexicon) -> Scores:
    made = []
    for row in told:
        profiles = words.profiles(
            [row["left"], row["right"]], [row["left_language"], row["right_language"]]
        )
        made.append(float(words.block(profiles, 0, 1)[0, 1]))
    return np.array(made)


def _by_encoder(told: Sequence[dict[str, str]], encoder: Encoder) -> Scores:
    left = unit(encoder.sentences([row["left"] for row in told]))
    right = unit(encoder.sentences([row["right"] for row in told]))
    cosine: Scores = (left * right).sum(axis=1).astype(np.float64)
    return cosine


def average_precision(score: Scores, same: NDArray[np.bool_]) -> float:
    """Mean precision at each pair of one meaning, pairs of equal score counted alike."""
    total = 0.0
    for value in score[same]:
        above = score >= value
        total += same[above].mean()
    return total / max(int(same.sum()), 1)


def _best_cut(score: Scores, same: NDArray[np.bool_]) -> float:
    cuts = np.unique(score[score > 0])
    return float(max(cuts, key=lambda cut: (((score >= cut) == same).mean(), cut)))
