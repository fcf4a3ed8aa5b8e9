"""Fit the weights of `crossread.comparing.agreement` on the gold points of a corpus.

    python -m training.points --data examples

Reads pages and gold (the form of `examples/`, and its folder `rehearsal`), compares the stories that
are found with the shipped models, and fits a logistic regression with an L2 penalty by Newton's
method. Prints the weights of both judgements to put into `agreement.py`. How well they do on stories that they have not
seen: `python -m bench points --data examples`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from bench.points import ALL, Floats, collect, fit, folders, judged_twice
from crossread.comparing.signs import SIGNS


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    stories = [pairs for folder in folders(data) for pairs in collect(folder)]
    _show("FIRST", SIGNS, fit(stories))
    _show("AGAIN", ALL, fit(judged_twice(stories)))


def _show(name: str, signs: Sequence[str], weights: Floats) -> None:
    print(f"{name} = {{")
    for sign, weight in zip(signs, weights[:-1], strict=True):
        print(f'    "{sign}": {weight:.2f},')
    print(f"}}\n{name}_BIAS = {weights[-1]:.2f}")


if __name__ == "__main__":
    main()
