"""How often the encoder finds the translation: of a sentence, of a document.

In: JSON lines of documents, each {"id", "text": {language: [sentences]}} with the sentences of all
languages in step (the form of the NTREX archives); any languages. Out: for every pair of languages
the share of sentences (documents) whose nearest neighbour by cosine, among all sentences
(documents) of the other language, is their own translation. A document is the sum of its
sentences. Sentences that are empty in one of the two languages are left out.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.report import MissingData, Report, Table
from crossread.encoding import Encoder, load

# Rows compared at a time, so that a large set needs little memory.
BLOCK = 2_048

Documents = list[dict[str, list[str]]]


def run(data: Path, encoder: Encoder | None = None) -> Report:
    """Measure an encoder.

    Args:
        data: a folder of JSON lines in the form above, or one that holds such a folder by the
            name ntrex-dev.
        encoder: the shipped one by default.

    Returns:
        Two tables, rows from a language, columns to one, and the figures of every pair.

    Raises:
        MissingData: the folder has no documents of that form in two languages.
    """
    documents = read(data)
    languages = sorted({language for document in documents for language in document})
    if len(languages) < 2:
        raise MissingData(f"encoder: no documents in two languages in {data}")
    used = encoder or load()
    vectors = {
        language: [used.sentences(document.get(language, [])) for document in documents]
        for language in languages
    }
    figures: dict[str, float] = {}
    for left in languages:
        for right in languages:
            if left != right:
                sentences, whole = compare(vectors[left], vectors[right])
                figures[f"{left}-{right} sentence accuracy"] = sentences
                figures[f"{left}-{right} document accuracy"] = whole
    for what in ("sentence", "document"):
        for name, chosen in (
            ("to English", [f"{x}-en" for x in languages if x != "en"]),
            ("from English", [f"en-{x}" for x in languages if x != "en"]),
            (
                "without English",
                [f"{x}-{y}" for x in languages for y in languages if x != y and "en" not in (x, y)],
            ),
        ):
            found = [
                figures[f"{pair} {what} accuracy"]
                for pair in chosen
                if f"{pair} {what} accuracy" in figures
            ]
            if found:
                figures[f"mean {what} accuracy {name}"] = float(np.mean(found))
    count = max(sum(len(d.get(x, [])) for d in documents) for x in languages)
    return Report(
        name="encoder",
        tables=tuple(_table(what, languages, figures) for what in ("sentence", "document")),
        figures=figures,
        notes=(
            f"{used.name} {used.digest}; {len(documents)} documents, {count} sentences, "
            f"languages {' '.join(languages)}",
            "share of texts whose nearest neighbour in the other language is their translation",
        ),
    )


def read(data: Path) -> Documents:
    """Read the documents of a folder, in the order of its files.

    Args:
        data: see `run`.

    Returns:
        One mapping from language to sentences for each document.

    Raises:
        MissingData: no file of that form.
    """
    for folder in (data, data / "ntrex-dev"):
        documents: Documents = []
        for path in sorted(folder.glob("*.jsonl")):
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    text = json.loads(line).get("text")
                    if isinstance(text, dict):
                        documents.append(text)
        if documents:
            return documents
    raise MissingData(f"encoder: needs JSON lines of documents like ntrex-dev in {data}")


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
    full = ours.any(axis=1) & theirs.any(axis=1)
    documents = [np.array([side.sum(axis=0) for side in sides]) for sides in zip(*pairs)]
    return (
        _nearest_is_own(ours[full], theirs[full]),
        _nearest_is_own(*(_unit(side) for side in documents)),
    )


def _nearest_is_own(left: NDArray[np.float32], right: NDArray[np.float32]) -> float:
    right_count = 0
    for at in range(0, len(left), BLOCK):
        nearest = (left[at : at + BLOCK] @ right.T).argmax(axis=1)
        right_count += int((nearest == np.arange(at, at + len(nearest))).sum())
    return right_count / len(left) if len(left) else 0.0


def _unit(vectors: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
    unit: NDArray[np.float32] = (vectors / np.where(lengths > 0, lengths, 1)).astype(np.float32)
    return unit


def _table(what: str, languages: list[str], figures: dict[str, float]) -> Table:
    rows = tuple(
        (left, *(figures.get(f"{left}-{right} {what} accuracy", "") for right in languages))
        for left in languages
    )
    return Table(f"nearest {what}, from row to column", ("", *languages), rows)
