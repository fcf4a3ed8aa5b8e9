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
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import resources
from itertools import pairwise, repeat
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from crossread.annotating.names.lexicon import FOLDER
from crossread.errors import ModelError

STEPS = 256  # a weight is kept to 1/256: no tag of the dev data changes
TOGETHER = 128  # sentences decoded side by side
SCALED = 4  # words after which the chances of a sentence are scaled, lest they grow too small
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
Decoded = TypeVar("Decoded")


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


class Layout(NamedTuple):
    """Where the words of sentences stand when these lie side by side.

    Args:
        sizes: words of each sentence.
        ends: one past each sentence's last word, all words counted in one row.
        step: of each word, its place in its sentence; `back` the same from the end.
        column: of each word, the number of its sentence.
        longest: words of the longest.
    """

    sizes: list[int]
    ends: list[int]
    step: NDArray[np.intp]
    back: NDArray[np.intp]
    column: NDArray[np.intp]
    longest: int


def laid(scores: Sequence[Floats]) -> Layout:
    """The layout of sentences, none of them empty."""
    sizes = np.array([len(table) for table in scores])
    ends = np.cumsum(sizes)
    words = np.arange(ends[-1])
    step, back = words - np.repeat(ends - sizes, sizes), np.repeat(ends, sizes) - 1 - words
    column = np.repeat(np.arange(len(sizes)), sizes)
    return Layout(sizes.tolist(), ends.tolist(), step, back, column, int(sizes.max()))


def by_length(
    decode: Callable[[Chain, Sequence[Floats]], list[Decoded]],
    model: Chain,
    scores: Sequence[Floats],
) -> list[Decoded]:
    """What `decode` gives for each sentence; of many sentences those of like length go together, so
    that no few long ones make room and work for all.
    """
    order = sorted(range(len(scores)), key=lambda n: len(scores[n]))
    found: dict[int, Decoded] = {}
    for start in range(0, len(order), TOGETHER):
        part = order[start : start + TOGETHER]
        found.update(zip(part, decode(model, [scores[n] for n in part])))
    return [found[n] for n in range(len(scores))]


def best(model: Chain, scores: Sequence[Floats]) -> list[list[int]]:
    """The likeliest labels of each sentence.

    Args:
        model: gives the transitions.
        scores: a table (words, labels) a sentence, none of them empty.

    Returns:
        Numbers of labels, one list a sentence.
    """
    return by_length(_best, model, scores)


def _best(model: Chain, scores: Sequence[Floats]) -> list[list[int]]:
    """`best` of a few sentences.

    The sums are kept word by word, and the way back through them is looked for in one go: a step
    from word to word costs three calls whatever the number of sentences.
    """
    place = laid(scores)
    labels, count = len(model.labels), len(scores)
    states = np.zeros((place.longest, labels, count), dtype=np.float32)
    states[place.step, :, place.column] = np.concatenate(scores)
    moves = model.transitions[:, :, None]
    ways = np.empty((labels, labels, count), dtype=np.float32)
    highest = np.empty((labels, count), dtype=np.float32)
    for before, now in pairwise(states):
        np.add(before[:, None], moves, out=ways)
        np.maximum.reduce(ways, axis=0, out=highest)
        now += highest
    reached = states[place.step, :, place.column]
    sources = (reached[:, None, :] + model.transitions.T).argmax(axis=2)
    back = sources.astype(np.uint8).tobytes()  # a word's best label before each label of the next
    found: list[list[int]] = []
    for size, end in zip(place.sizes, place.ends):
        last = int(reached[end - 1].argmax())
        path = [last]
        for row in range((end - 2) * labels, (end - size - 1) * labels, -labels):
            last = back[row + last]
            path.append(last)
        found.append(path[::-1])
    return found


def chances(model: Chain, scores: Sequence[Floats]) -> list[Floats]:
    """The probability of every label of every word.

    Args:
        model: gives the transitions.
        scores: a table (words, labels) a sentence, none of them empty.

    Returns:
        Tables of the same shapes; every row sums to 1.
    """
    return by_length(_chances, model, scores)


def _chances(model: Chain, scores: Sequence[Floats]) -> list[Floats]:
    """`chances` of a few sentences; the ways forward and back through them run side by side."""
    place = laid(scores)
    emitted = np.concatenate(scores)
    emitted = np.exp(emitted - emitted.max(axis=1, keepdims=True)).astype(np.float64)
    moves = np.exp(model.transitions.astype(np.float64))
    moves = np.stack([moves.T, moves])
    states = np.ones((place.longest, 2, len(model.labels), len(scores)))
    states[place.step, 0, :, place.column] = emitted
    states[place.back, 1, :, place.column] = emitted
    reached = np.ones_like(states)  # `states` without the word's own score
    for step, (before, now) in enumerate(pairwise(states), 1):
        now *= np.matmul(moves, before, out=reached[step])
        if step % SCALED == 0:
            now /= now.sum(axis=1, keepdims=True)
    both = states[place.step, 0, :, place.column] * reached[place.back, 1, :, place.column]
    both /= np.maximum(both.sum(axis=1, keepdims=True), 1e-300)
    table = both.astype(np.float32)
    return [table[end - size : end] for size, end in zip(place.sizes, place.ends)]
