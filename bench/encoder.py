"""How often the encoder finds the translation: of a sentence, of a document.

In: texts with their translations in any languages, of the forms of bench/parallel.py. Out: for
every pair of languages the share of sentences (documents) whose nearest neighbour by cosine, among
all sentences (documents) of the other language, is their own translation. A document is the sum of
its sentences. A text without a vector finds nothing, and counts as wrong.
"""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.parallel import Parallel, read
from bench.report import Cell, Report, Table
from crossread.encoding import Encoder, load
from crossread.encoding.vectors import unit

# Rows compared at a time, so that a large set needs little memory.
BLOCK = 2_048
WHATS = ("sentence", "document")
COLUMNS = ("set", "sentences", "there", "back", "documents", "there", "back")
MEANS = ("to English", "from English", "without English")


def run(data: Path, encoder: Encoder | None = None) -> Report:
    """Measure an encoder.

    Args:
        data: a folder in one of the forms of bench/parallel.py, or one that holds such a folder by
            the name ntrex-dev.
        encoder: the shipped one by default.

    Returns:
        One or two tables a set, rows from a language, columns to one, and the figures of every
        pair; a set's name stands before its figures where there are several sets.

    Raises:
        MissingData: the folder has no translated texts of that form.
    """
    used = encoder or load()
    sets = read(data)
    found = [measured(texts, used) for texts in sets]
    tables: list[Table] = []
    figures: dict[str, float] = {}
    for texts, own in zip(sets, found):
        if texts.pair is None:
            tables += [_matrix(texts, what, own) for what in WHATS[: 1 + texts.whole]]
        prefix = f"{texts.name} " if len(sets) > 1 else ""
        figures.update({prefix + name: value for name, value in own.items()})
    rows = [_row(texts, own) for texts, own in zip(sets, found) if texts.pair]
    if rows:
        tables.append(Table("nearest translation, pair by pair", COLUMNS, tuple(rows)))
    return Report(
        name="encoder",
        tables=tuple(tables),
        figures=figures,
        notes=(
            f"{used.name} {used.digest}",
            "share of texts whose nearest neighbour in the other language is their translation",
            *(
                f"{texts.name}: {texts.left_out} pairs left out that training may have seen"
                for texts in sets
                if texts.left_out
            ),
        ),
    )


def measured(texts: Parallel, encoder: Encoder) -> dict[str, float]:
    """The figures of one set: every pair of languages both ways, and means.

    Args:
        texts: the set.
        encoder: is measured.

    Returns:
        "fr-en sentence accuracy" and the like, 0 to 1.
    """
    languages = _languages(texts)
    vectors = {
        language: [encoder.sentences(document.get(language, [])) for document in texts.documents]
        for language in languages
    }
    figures: dict[str, float] = {}
    whats = WHATS[: 1 + texts.whole]
    for left, right in permutations(languages, 2):
        both = compare(vectors[left], vectors[right])
        for what, share in zip(whats, both):
            figures[f"{left}-{right} {what} accuracy"] = share
    if texts.pair is None:
        for what in whats:
            for name, chosen in zip(MEANS, _pairs(languages)):
                shares = [figures[f"{pair} {what} accuracy"] for pair in chosen]
                if shares:
                    figures[f"mean {what} accuracy {name}"] = float(np.mean(shares))
    return figures


def _pairs(languages: list[str]) -> tuple[list[str], list[str], list[str]]:
    """The pairs of languages to English, from it, and without it."""
    pairs = list(permutations(languages, 2))
    return (
        [f"{x}-{y}" for x, y in pairs if y == "en"],
        [f"{x}-{y}" for x, y in pairs if x == "en"],
        [f"{x}-{y}" for x, y in pairs if "en" not in (x, y)],
    )


def compare(
    left: list[NDArray[np.float32]], right: list[NDArray[np.float32]]
) -> tuple[float, float]:
    """Accuracy of the nearest neighbour.

    Args:
        left: for each document the vectors of its sentences in one language, (n, dimensions).
        right: the same documents in the other language; a document with another number of
            sentences than its translation (or none) is left out.

    Returns:
        Share of sentences and share of documents whose nearest is their own translation.
    """
    pairs = [(a, b) for a, b in zip(left, right, strict=True) if len(a) == len(b) > 0]
    if not pairs:
        return 0.0, 0.0
    ours, theirs = (np.concatenate(side) for side in zip(*pairs, strict=True))
    documents = [np.array([side.sum(axis=0) for side in sides]) for sides in zip(*pairs)]
    return (
        _nearest_is_own(ours, theirs),
        _nearest_is_own(*(unit(side) for side in documents)),
    )


def _nearest_is_own(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    right_count = 0
    for at in range(0, len(left), BLOCK):
        nearest = (left[at : at + BLOCK] @ right.T).argmax(axis=1)
        told = left[at : at + BLOCK].any(axis=1)
        right_count += int((told & (nearest == np.arange(at, at + len(nearest)))).sum())
    return right_count / len(left) if len(left) else 0.0


def _languages(texts: Parallel) -> list[str]:
    return sorted({language for document in texts.documents for language in document})


def _sizes(texts: Parallel) -> tuple[int, int]:
    """Sentences of the language that has most of them, and documents."""
    counts = [sum(len(d.get(x, [])) for d in texts.documents) for x in _languages(texts)]
    return max(counts), len(texts.documents)


def _matrix(texts: Parallel, what: str, figures: dict[str, float]) -> Table:
    languages = _languages(texts)
    rows = tuple(
        (left, *(figures.get(f"{left}-{right} {what} accuracy", "") for right in languages))
        for left in languages
    )
    size = _sizes(texts)[WHATS.index(what)]
    return Table(
        f"{texts.name}: nearest {what} of {size:,}, from row to column", ("", *languages), rows
    )


def _row(texts: Parallel, figures: dict[str, float]) -> tuple[Cell, ...]:
    """One line for a set of two languages; "there" is from the first to the second."""
    one, other = texts.pair or ("", "")
    sentences, documents = _sizes(texts)
    shares = [
        figures.get(f"{pair} {what} accuracy", "")
        for what in WHATS
        for pair in (f"{one}-{other}", f"{other}-{one}")
    ]
    return (texts.name, sentences, *shares[:2], documents if texts.whole else "", *shares[2:])
