"""Chooses the settings of the word aligner, to be done again when the encoder has changed.

    python -m bench.alignment_settings --data examples/alignment [--encoder DIR]

In: the gold of `bench/alignment_gold.py`. Out: the settings that give the highest mean F1 on the
dev half, to be written into `src/crossread/encoding/alignment.py`. One setting after the other is
given each value of its grid, the others held, until nothing changes: not the best of all
combinations, but the same answer every time. The test half is not looked at.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.alignment import by_aligner, halved, measured
from bench.alignment_gold import GoldPair, read
from bench.gold import GoldError
from bench.report import MissingData
from crossread.encoding import Encoder, WordVectors, load
from crossread.encoding.alignment import SETTINGS, Settings
from crossread.errors import CrossreadError

GRID: dict[str, tuple[float, ...]] = {
    "distance": (0.0, 0.05, 0.1, 0.15, 0.2, 0.3),
    "support": (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8),
    "doubt": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0),
    "nothing": (0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3),
    "least": (0.0, 0.02, 0.05, 0.1, 0.2, 0.3),
    "growth": (0.0, 0.01, 0.02, 0.03, 0.04, 0.06, 1.0),
}
ROUNDS = 5
GAIN = 0.0005
"""Gain in F1 for which a setting is changed: less is chance on so few sentences."""


class Remembered:
    """An encoder that looks each pair of sentences up once."""

    def __init__(self, encoder: Encoder) -> None:
        self.name, self.digest, self.dimensions = encoder.name, encoder.digest, encoder.dimensions
        self._encoder = encoder
        self._words: dict[tuple[str, ...], list[WordVectors]] = {}

    def sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder.sentences`."""
        return self._encoder.sentences(texts)

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        """See `Encoder.words`."""
        key = tuple(texts)
        if key not in self._words:
            self._words[key] = self._encoder.words(texts)
        return self._words[key]

    def coverage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """See `Encoder.coverage`."""
        return self._encoder.coverage(texts)


def dev_f1(gold: Mapping[str, tuple[GoldPair, ...]], encoder: Encoder, settings: Settings) -> float:
    """Mean F1 over the languages, on the dev half."""
    scores = [
        measured(halved(pairs, "dev"), lambda pair: by_aligner(pair, encoder, settings)).f1
        for pairs in gold.values()
    ]
    return float(np.mean(scores))


def chosen(
    gold: Mapping[str, tuple[GoldPair, ...]],
    encoder: Encoder,
    start: Settings = SETTINGS,
    grid: Mapping[str, Sequence[float]] = GRID,
) -> tuple[Settings, float]:
    """The settings found from a start, and their F1 on the dev half.

    Args:
        gold: pairs of sentences by languages.
        encoder: gives word vectors.
        start: where to begin; never left for less than `GAIN`.
        grid: values to try for each setting.
    """
    used = Remembered(encoder)
    best, highest = start, dev_f1(gold, used, start)
    for _ in range(ROUNDS):
        before = best
        for name, values in grid.items():
            for value in values:
                settings = replace(best, **{name: value})
                figure = dev_f1(gold, used, settings)
                if figure >= highest + GAIN:
                    best, highest = settings, figure
        if best == before:
            break
    return best, highest


def main(arguments: list[str] | None = None) -> int:
    """Choose settings as the arguments ask; the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m bench.alignment_settings",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--data", type=Path, required=True, help="folder of files like en-fr.txt")
    parser.add_argument("--encoder", type=Path, help="folder of the encoder; else the shipped one")
    given = parser.parse_args(arguments)
    try:
        gold, encoder = read(given.data), load(given.encoder)
    except (MissingData, GoldError, CrossreadError) as error:
        print(error, file=sys.stderr)
        return 1
    now = dev_f1(gold, encoder, SETTINGS)
    best, highest = chosen(gold, encoder)
    print(f"{encoder.name} {encoder.digest}")
    print(f"as they are  F1 {now:.4f}  {SETTINGS}")
    print(f"chosen       F1 {highest:.4f}  {best}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
