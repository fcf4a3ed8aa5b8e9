"""A linear-chain model: scores of the words of sentences → the likeliest tags, and their chances.

In: a model file, sums of its weights for each word. Out: tags (Viterbi 1967) and the probability of
each tag (forward-backward, Rabiner 1989). The models are conditional random fields trained by
CRFsuite (training/names.py); the decoding is done here, over numpy arrays and many sentences at
once, because the weights of a word's features can then be summed once a word and kept
(annotating/names/tagging.py): several times faster than handing strings to CRFsuite.

A file is a numpy archive: `labels` and `features` as UTF-8 lines, `weights` (features, labels) and
`transitions` (labels, labels) as whole numbers of 1/`STEPS`.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossread.annotating.names.lexicon import FOLDER
from crossread.errors import ModelError

STEPS = 256  # a weight is kept to 1/256: no tag of the dev data changes
BROKEN = (  # what numpy raises over a file that is none of its own
    OSError,
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    EOFError,
    zipfile.BadZipFile,
    zlib.error,
)
Floats = NDArray[np.float32]


class Chain(NamedTuple):
    """A model.

    Args:
        labels: the tags, in the order of the columns.
        rows: feature → its row in `weights`.
        weights: (features + 1, labels); the last row is of zeros.
        transitions: (labels, labels), from row to column.
    """

    labels: tuple[str, ...]
    rows: dict[str, int]
    weights: Floats
    transitions: Floats


def save(path: Path, chain: Chain) -> None:
    """Write a model; the same bytes for the same weights."""

    def lines(words: Sequence[str]) -> NDArray[np.uint8]:
        return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)

    def steps(numbers: Floats) -> NDArray[np.int16]:
        return np.clip(np.round(numbers * STEPS), -32767, 32767).astype(np.int16)

    with path.open("wb") as file:
        np.savez_compressed(
            file,
            labels=lines(chain.labels),
            features=lines(list(chain.rows)),
            weights=steps(chain.weights[:-1]),
            transitions=steps(chain.transitions),
        )


def load(name: str) -> Chain:
    """The model of a script, as shipped.

    Args:
        name: `latin`, `cyrillic`, `arabic` or `han`.

    Raises:
        ModelError: it is missing or broken.
    """
    file = resources.files("crossread.models").joinpath(FOLDER, f"{name}.npz")
    try:
        return parsed(file.read_bytes(), name)
    except OSError as error:
        raise ModelError(f"models/{FOLDER}/{name}.npz: {error}; install again") from error


def parsed(content: bytes, name: str) -> Chain:
    """The bytes of a file as the model `name`.

    Raises:
        ModelError: they are none.
    """
    try:
        with np.load(io.BytesIO(content), allow_pickle=False) as held:
            return made(held)
    except BROKEN as error:
        raise ModelError(f"models/{FOLDER}/{name}.npz: {error}; install again") from error


def made(held: Any) -> Chain:
    """The arrays of a file as a model.

    Raises:
        ValueError: they do not fit together.
    """

    def lines(key: str) -> list[str]:
        return bytes(held[key]).decode("utf-8").split("\n")

    labels, features = tuple(lines("labels")), lines("features")
    weights = held["weights"].astype(np.float32) / STEPS
    transitions = held["transitions"].astype(np.float32) / STEPS
    if weights.shape != (len(features), len(labels)) or transitions.shape != (len(labels),) * 2:
        raise ValueError("its tables do not fit together")
    weights = np.concatenate([weights, np.zeros((1, len(labels)), dtype=np.float32)])
    return Chain(labels, {f: n for n, f in enumerate(features)}, weights, transitions)


@cache
def chain(name: str) -> Chain:
    """`load`, once a script."""
    return load(name)


def totals(model: Chain, features: Iterable[Sequence[str]]) -> Floats:
    """The sums of the weights of lists of features: (lists, labels).

    A list is turned into numbers as it comes and let go: millions of them kept would cost more time
    to look over for garbage than to add up.
    """
    none = len(model.rows)  # the row of zeros
    get = model.rows.get
    rows: list[int] = []
    counts: list[int] = []
    for line in features:
        rows += map(get, line, repeat(none))
        counts.append(len(line))
    sizes = np.array(counts, dtype=np.intp)
    found = np.zeros((len(counts), len(model.labels)), dtype=np.float32)
    filled = np.flatnonzero(sizes)
    if len(filled):
        starts = (np.cumsum(sizes) - sizes)[filled]
        found[filled] = np.add.reduceat(model.weights[rows], starts, axis=0)
    return found


def padded(scores: Sequence[Floats]) -> tuple[Floats, NDArray[np.intp], list[int]]:
    """Sentences side by side, the longest first: (longest, sentences, labels), how many are still
    running at each word, and the order they are in.
    """
    order = sorted(range(len(scores)), key=lambda n: -len(scores[n]))
    sizes = np.array([len(scores[n]) for n in order])
    wide = np.zeros((sizes[0], len(order), scores[0].shape[1]), dtype=np.float32)
    for column, number in enumerate(order):
        wide[: sizes[column], column] = scores[number]
    return wide, (sizes[None, :] > np.arange(sizes[0])[:, None]).sum(axis=1), order


def best(model: Chain, scores: Sequence[Floats]) -> list[list[int]]:
    """The likeliest labels of each sentence.

    Args:
        model: gives the transitions.
        scores: a table (words, labels) a sentence, none of them empty.

    Returns:
        Numbers of labels, one list a sentence.
    """
    if not scores:
        return []
    if len(scores) == 1:
        return [path(scores[0], model.transitions)]
    wide, running, order = padded(scores)
    back = np.zeros(wide.shape, dtype=np.intp)
    state = wide[0].copy()
    turned = model.transitions.T[None]
    for i in range(1, len(wide)):
        count = running[i]
        ways = state[:count, None, :] + turned
        back[i, :count] = ways.argmax(axis=2)
        state[:count] = ways.max(axis=2) + wide[i, :count]
    last = state.argmax(axis=1)
    labels = np.zeros(wide.shape[:2], dtype=np.intp)
    columns = np.arange(len(order))
    for i in range(len(wide) - 1, -1, -1):
        count = running[i]
        labels[i, :count] = last[:count]
        if i:
            last[:count] = back[i, columns[:count], last[:count]]
    found: list[list[int]] = [[]] * len(order)
    for column, number in enumerate(order):
        found[number] = labels[: len(scores[number]), column].tolist()
    return found


def path(scores: Floats, transitions: Floats) -> list[int]:
    """`best` of one sentence."""
    back = []
    state = scores[0]
    turned = np.ascontiguousarray(transitions.T)
    for row in scores[1:]:
        ways = turned + state
        back.append(ways.argmax(axis=1))
        state = ways.max(axis=1) + row
    last = int(state.argmax())
    found = [last]
    for step in reversed(back):
        last = int(step[last])
        found.append(last)
    return found[::-1]


def chances(model: Chain, scores: Sequence[Floats]) -> list[Floats]:
    """The probability of every label of every word.

    Args:
        model: gives the transitions.
        scores: a table (words, labels) a sentence, none of them empty.

    Returns:
        Tables of the same shapes; every row sums to 1.
    """
    if not scores:
        return []
    wide, running, order = padded(scores)
    emitted = np.exp(wide - wide.max(axis=2, keepdims=True)).astype(np.float64)
    moves = np.exp(model.transitions.astype(np.float64))
    forward = np.zeros(wide.shape)
    forward[0] = emitted[0] / emitted[0].sum(axis=1, keepdims=True)
    for i in range(1, len(wide)):
        count = running[i]
        now = forward[i - 1, :count] @ moves * emitted[i, :count]
        forward[i, :count] = now / now.sum(axis=1, keepdims=True)
    backward = np.ones(wide.shape)
    for i in range(len(wide) - 2, -1, -1):
        count = running[i + 1]
        now = (backward[i + 1, :count] * emitted[i + 1, :count]) @ moves.T
        backward[i, :count] = now / now.sum(axis=1, keepdims=True)
    both = forward * backward
    both /= np.maximum(both.sum(axis=2, keepdims=True), 1e-300)
    found: list[Floats] = [scores[0]] * len(order)
    for column, number in enumerate(order):
        found[number] = both[: len(scores[number]), column].astype(np.float32)
    return found
