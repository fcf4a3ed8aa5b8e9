"""Folders of the model2vec library that others made."""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from crossread.encoding import load
from crossread.errors import ModelError
from tests.encoding import graphs

TEXTS = ["The harbour is closed.", "Le port est fermé", "storm unheard closed", "école " * 900]


@pytest.mark.parametrize("kind", [np.float32, np.float16, np.int8])
def test_vectors_are_those_of_model2vec(tmp_path: Path, kind: type[np.generic]) -> None:
    from model2vec import StaticModel

    rows = (graphs.vectors() * 100).astype(kind)
    folder = graphs.write_static(tmp_path / "tiny", rows)
    theirs = np.asarray(StaticModel.from_pretrained(folder, force_download=False).encode(TEXTS))
    encoder = load(folder)
    assert encoder.name == "tiny (model2vec)"
    assert (theirs * encoder.sentences(TEXTS)).sum(axis=1).min() > 0.9999


def test_the_length_of_a_word_is_the_length_of_its_vectors(tmp_path: Path) -> None:
    rows = graphs.vectors()
    rows[graphs.vocabulary()["the"]] *= 0.1
    found = load(graphs.write_static(tmp_path, rows)).words(["the unheard harbour"])[0]
    np.testing.assert_allclose(np.linalg.norm(found.vectors, axis=1), [0.1, 0, 1], atol=1e-5)


@pytest.mark.parametrize("name", ["tokenizer.json", "model.safetensors"])
def test_a_missing_or_broken_file_is_an_error_of_one_line(tmp_path: Path, name: str) -> None:
    folder = graphs.write_static(tmp_path)
    (folder / name).write_bytes(b"broken")
    with pytest.raises(ModelError) as caught:
        load(folder)
    assert "\n" not in str(caught.value)
    (folder / name).unlink()
    with pytest.raises(ModelError, match=name):
        load(folder)


def save(folder: Path, **tensors: NDArray[np.generic]) -> Path:
    from safetensors.numpy import save_file

    graphs.write_static(folder)
    save_file(tensors, folder / "model.safetensors")
    return folder


COUNT = len(graphs.vocabulary())
ROWS = np.ones((COUNT, 4), np.float32)


@pytest.mark.parametrize(
    "tensors",
    [
        {"embeddings": ROWS[:5]},
        {"embeddings": ROWS[:, 0]},
        {"other": ROWS},
        {"embeddings": ROWS, "weights": np.ones(3, np.float32)},
        {"embeddings": ROWS, "mapping": np.full(COUNT, COUNT)},
        {"embeddings": ROWS, "mapping": np.full(COUNT, -1)},
    ],
)
def test_vocabulary_and_vectors_must_fit(
    tmp_path: Path, tensors: dict[str, NDArray[np.generic]]
) -> None:
    with pytest.raises(ModelError, match="do not fit"):
        load(save(tmp_path, **tensors))


def test_rows_may_be_shared_and_weighted(tmp_path: Path) -> None:
    """As model2vec writes a vocabulary that was quantised."""
    rows = np.eye(3, 4, dtype=np.float32)
    mapping = np.arange(COUNT) % 3
    weights = np.linspace(0.5, 2, COUNT).astype(np.float32)
    found = load(save(tmp_path, embeddings=rows, mapping=mapping, weights=weights)).words(["storm"])
    number = graphs.vocabulary()["storm"]
    assert found[0].vectors[0] == pytest.approx(rows[mapping[number]] * weights[number])


def test_a_folder_without_embeddings_of_numbers(tmp_path: Path) -> None:
    rows = ROWS.copy()
    rows[8] = np.nan
    with pytest.raises(ModelError, match="no numbers"):
        load(save(tmp_path, embeddings=rows)).sentences(list(graphs.vocabulary()))


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = graphs.write_static(tmp_path)
    monkeypatch.setitem(sys.modules, "tokenizers", None)
    with pytest.raises(ModelError, match="pip install"):
        load(folder)
