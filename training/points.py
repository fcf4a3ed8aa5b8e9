"""Fit the weights of `crossread.comparing.agreement` on the gold points of a corpus.

    python -m training.points --data examples

Reads pages and gold (the form of `examples/`, and its folder `rehearsal`), compares the stories that
are found with the shipped models, and fits a logistic regression with an L2 penalty by Newton's
method. Prints the weights to put into `agreement.py`. How well they do on stories that they have not
seen: `python -m bench points --data examples`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.points import collect, fit, folders
from crossread.comparing.signs import SIGNS


def main() -> None:
    """Fit and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    weights = fit([pairs for folder in folders(data) for pairs in collect(folder)])
    for name, weight in zip(SIGNS, weights[:-1]):
        print(f'    "{name}": {weight:.2f},')
    print(f"BIAS = {weights[-1]:.2f}")


if __name__ == "__main__":
    main()
