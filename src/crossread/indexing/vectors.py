"""Article vectors on disk → the articles that may say the same in other words.

In: documents with sentences, and the encoder. Out: `Rendering`s between them and articles of the index.

Each article with sentences has one vector in the index: the sum of its sentence vectors, in half
precision. What is asked for is compared with all of them, block by block, after the common direction of
each language is taken away as in `linking.translations`; the nearest few of each language are read
again, sentence by sentence, and judged there. So memory does not grow with the index, and a query costs
one pass over the vectors: half a megabyte for a thousand articles.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.vectors import unit
from crossread.errors import IndexFileError
from crossread.indexing.documents import Document, annotated
from crossread.linking.accounts import counts_apart
from crossread.linking.translations import (
    CANDIDATE_COSINE,
    CANDIDATES,
    COMMON_PRIOR,
    SAME_COSINE,
    Floats,
    Rendering,
    Sentences,
    compare,
    renders,
    rows,
    sentence_sums,
)

if TYPE_CHECKING:
    from crossread.encoding import Encoder

BLOCK = 4096  # vectors in memory at once

Near = dict[tuple[int, str], list[tuple[float, int]]]
"""For each document asked for and each language: cosine and number of the nearest articles."""


def write(
    database: sqlite3.Connection, documents: Mapping[int, Document], encoder: Encoder
) -> None:
    """Keep a vector for each document that has sentences.

    Args:
        database: in a transaction.
        documents: by number.
        encoder: gives the vectors; the same for the whole index.
    """
    some = {number: one for number, one in documents.items() if one.facts.sentences}
    sums = sentence_sums(rows([annotated(one) for one in some.values()], encoder))
    database.executemany(
        "INSERT OR REPLACE INTO vector VALUES (?, ?, ?)",
        (
            (number, one.facts.language, vector.astype("<f2").tobytes())
            for (number, one), vector in zip(some.items(), sums)
            if vector.any()
        ),
    )


def lacking(database: sqlite3.Connection, numbers: Sequence[int]) -> list[int]:
    """Those of some articles that have no vector."""
    return [
        number
        for number in numbers
        if database.execute("SELECT 1 FROM vector WHERE number = ?", (number,)).fetchone() is None
    ]


def renderings(
    database: sqlite3.Connection,
    documents: Sequence[Document],
    encoder: Encoder,
    fetch: Callable[[list[int]], dict[int, Document]],
    wanted: Callable[[int, int], bool],
) -> Iterator[tuple[int, int, Document, Rendering]]:
    """Articles of the index that say the same as some documents, sentence by sentence.

    Args:
        database: the index.
        documents: those asked for.
        encoder: that made the vectors of the index.
        fetch: gives documents of the index by their numbers.
        wanted: whether a document asked for, by position, is to be compared with an article, by number.

    Yields:
        Position of the document asked for, number and document of the article, and what both share;
        in `Rendering` the one asked for is the first.
    """
    made = rows([annotated(one) for one in documents], encoder)
    near = nearest(database, made, [one.facts.language for one in documents], wanted)
    for position, row in enumerate(made):
        numbers = sorted({n for (k, _), found in near.items() if k == position for _, n in found})
        there = fetch(numbers)
        asked, mine = documents[position], annotated(documents[position])
        others = [annotated(there[number]) for number in numbers if number in there]
        for number, other, theirs in zip(
            (n for n in numbers if n in there), others, rows(others, encoder)
        ):
            found = compare([row, theirs], 0, 1)
            if (
                found is not None
                and renders(found, asked.facts.language, there[number].facts.language)
                and not counts_apart(mine, other)
            ):
                yield position, number, there[number], found


def nearest(
    database: sqlite3.Connection,
    made: Sequence[Sentences],
    languages: Sequence[str],
    wanted: Callable[[int, int], bool],
) -> Near:
    """The articles of the index whose vectors lie nearest, a few in each language.

    Args:
        database: the index.
        made: the documents asked for.
        languages: of each.
        wanted: as for `renderings`.
    """
    asked = sentence_sums(made)
    common = _common(database, asked, languages)
    zero = np.zeros(asked.shape[1], dtype=np.float32)
    middle = np.asarray([common.get(name, zero) for name in languages]).reshape(asked.shape)
    asked = unit(np.where(asked.any(axis=1, keepdims=True), asked - middle, 0.0).astype(np.float32))
    found: Near = {}
    for numbers, names, vectors in _blocks(database, asked.shape[1]):
        for name in sorted(set(names)):
            mine = np.flatnonzero(np.asarray(names) == name)
            there = unit(vectors[mine] - common[name])
            cosines = there @ asked.T
            for position, own in enumerate(languages):
                least = SAME_COSINE if own == name else CANDIDATE_COSINE
                some = found.setdefault((position, name), [])
                some += [
                    (round(float(cosines[k, position]), 6), numbers[int(mine[k])])
                    for k in np.flatnonzero(cosines[:, position] >= least).tolist()
                    if wanted(position, numbers[int(mine[k])])
                ]
                some.sort(key=lambda pair: (-pair[0], pair[1]))
                del some[CANDIDATES:]
    return found


def _common(
    database: sqlite3.Connection, asked: Floats, languages: Sequence[str]
) -> dict[str, Floats]:
    """The common part of the vectors of each language, those asked for counted in."""
    sums: dict[str, NDArray[np.float64]] = {}
    counts: dict[str, int] = {}

    def count(name: str, vectors: Floats) -> None:
        total = vectors.astype(np.float64).sum(axis=0)
        sums[name] = sums[name] + total if name in sums else total
        counts[name] = counts.get(name, 0) + len(vectors)

    for _, names, vectors in _blocks(database, asked.shape[1]):
        for name in sorted(set(names)):
            count(name, vectors[np.asarray(names) == name])
    for name in sorted(set(languages)):
        mine = asked[np.asarray(languages) == name]
        count(name, mine[mine.any(axis=1)])
    return {name: (sums[name] / (counts[name] + COMMON_PRIOR)).astype(np.float32) for name in sums}


def _blocks(
    database: sqlite3.Connection, width: int
) -> Iterator[tuple[list[int], list[str], Floats]]:
    """All vectors of the index, some at a time: numbers, languages and vectors."""
    asked = "SELECT number, language, vector FROM vector WHERE number > ? ORDER BY number LIMIT ?"
    last = -1
    while some := database.execute(asked, (last, BLOCK)).fetchall():
        joined = b"".join(row[2] for row in some)
        if len(joined) != 2 * width * len(some):
            raise IndexFileError("the index is damaged (a vector has another length): make it anew")
        vectors = np.frombuffer(joined, dtype="<f2").reshape(len(some), width).astype(np.float32)
        yield [row[0] for row in some], [row[1] for row in some], vectors
        last = some[-1][0]
