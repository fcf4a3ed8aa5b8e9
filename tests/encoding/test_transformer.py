"""Folders of the sentence-transformers library: a tiny model that the test makes, and hostile ones.

Needs `pip install 'crossread[neural]'` for the tests that run a model; the others run always.
"""

from __future__ import annotations

import json
import socket
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from crossread.encoding import KNOWN, Encoder, load
from crossread.encoding.probes import PROBES
from crossread.errors import ModelError
from tests.encoding import graphs

USUAL = [
    {"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
    {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
]


def write(folder: Path, modules: Any = USUAL, weights: str = "model.safetensors") -> Path:
    """A folder that looks like one, without anything in it that runs."""
    (folder / "modules.json").write_text(json.dumps(modules))
    (folder / weights).write_bytes(b"weights")
    return folder


def refused(path: Path, says: str) -> None:
    with pytest.raises(ModelError, match=says) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize(
    "kind", ["os.system", "builtins.eval", "evil.Transformer", "sentence_transformersx.Pooling"]
)
def test_code_from_elsewhere_is_not_run(tmp_path: Path, kind: str) -> None:
    refused(write(tmp_path, [{**USUAL[0], "type": kind}]), "code from elsewhere")


@pytest.mark.parametrize("place", ["/etc", "../other", "a/../../b", "C:\\models", "..\\x"])
def test_folders_outside_are_not_read(tmp_path: Path, place: str) -> None:
    refused(write(tmp_path, [{**USUAL[0], "path": place}]), "outside")


def test_weights_that_can_hold_code_are_not_read(tmp_path: Path) -> None:
    refused(write(tmp_path, weights="pytorch_model.bin"), "run code")
    dense = {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"}
    (tmp_path / "model.safetensors").write_bytes(b"weights")
    (tmp_path / "2_Dense").mkdir()
    (tmp_path / "2_Dense" / "pytorch_model.bin").write_bytes(b"weights")
    refused(write(tmp_path, [*USUAL, dense]), "run code")


def test_an_adapter_is_no_model(tmp_path: Path) -> None:
    (tmp_path / "adapter_config.json").write_text("{}")
    refused(write(tmp_path), "merge")


@pytest.mark.parametrize("content", [b"", b"{}", b"[1]", b'[{"type": "x"}]', b"\xff\x00"])
def test_a_broken_list_of_modules(tmp_path: Path, content: bytes) -> None:
    write(tmp_path)
    (tmp_path / "modules.json").write_bytes(content)
    refused(tmp_path, "encoder in")


def test_without_weights(tmp_path: Path) -> None:
    write(tmp_path, weights="README.md")
    refused(tmp_path, "model.safetensors")


def test_without_the_library_it_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    refused(write(tmp_path), r"pip install 'crossread\[neural\]'")


# With the library

DIMENSIONS = 24


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model of one layer with random weights, saved as the library saves it."""
    pytest.importorskip("sentence_transformers", reason="crossread[neural] is not installed")
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer import modules
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    base, out = (tmp_path_factory.mktemp("models") / name for name in ("base", "tiny"))
    torch.manual_seed(5)
    config = BertConfig(
        vocab_size=len(graphs.vocabulary()),
        hidden_size=DIMENSIONS,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=32,
        max_position_embeddings=40,
    )
    BertModel(config).save_pretrained(base)
    PreTrainedTokenizerFast(
        tokenizer_object=graphs.tokenizer(),
        unk_token="[UNK]",
        pad_token="[PAD]",
        cls_token="[CLS]",
        sep_token="[SEP]",
        model_max_length=40,
    ).save_pretrained(base)
    reading = modules.Transformer(str(base), max_seq_length=20)
    dense = modules.Dense(DIMENSIONS, 12)
    SentenceTransformer(
        modules=[reading, modules.Pooling(DIMENSIONS), dense, modules.Normalize()], device="cpu"
    ).save(str(out))
    return out


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return load(folder)


def test_it_is_read_without_the_network(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def forbidden(*_: object, **__: object) -> None:
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", forbidden)
    monkeypatch.setattr(socket, "getaddrinfo", forbidden)
    found = load(folder)
    assert found.name == "tiny (sentence-transformers)"
    assert found.dimensions == 12
    assert len(found.digest) == 16


def test_vectors_are_those_of_the_library_but_for_what_all_have_in_common(
    folder: Path, encoder: Encoder
) -> None:
    from sentence_transformers import SentenceTransformer

    texts = ["the harbour is closed", "le école ouverte lundi", "storm", "Montag der Sturm"]
    theirs = SentenceTransformer(str(folder), device="cpu").encode([*texts, *PROBES])
    known = encoder.coverage(PROBES) >= KNOWN
    expected = theirs[:4] - theirs[4:][known].mean(axis=0) if known.any() else theirs[:4]
    expected /= np.linalg.norm(expected, axis=1, keepdims=True)
    np.testing.assert_allclose(encoder.sentences(texts), expected, atol=1e-4)


def test_words_and_long_texts(encoder: Encoder) -> None:
    text = "The bridge, closed. " * 30
    found = encoder.words([text])[0]
    assert len(found.starts) == 90
    assert [text[a:b] for a, b in zip(found.starts[:3], found.ends[:3], strict=True)] == [
        "The", "bridge", "closed",
    ]  # fmt: skip
    assert found.vectors.shape == (90, 12)
    assert (np.linalg.norm(found.vectors, axis=1) > 0).all()
    assert np.linalg.norm(encoder.sentences([text])) == pytest.approx(1, abs=1e-5)


def test_the_same_twice(folder: Path, encoder: Encoder) -> None:
    texts = ["the harbour is closed", "lundi tempête " * 40, "", "xyz"]
    assert load(folder).sentences(texts).tobytes() == load(folder).sentences(texts).tobytes()
    assert not encoder.sentences(["xyz", ""]).any()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("model.safetensors", b"broken"),
        ("config.json", b'{"model_type": "no such kind"}'),
        ("config.json", b'{"model_type": "bert", "auto_map": {"AutoModel": "evil--code.Model"}}'),
        ("tokenizer.json", b"{"),
        ("1_Pooling/config.json", b"{"),
        ("2_Dense/model.safetensors", b"x"),
    ],
)
def test_a_broken_model_is_an_error_of_one_line(
    folder: Path, tmp_path: Path, name: str, content: bytes
) -> None:
    import shutil

    shutil.copytree(folder, tmp_path / "copy")
    (tmp_path / "copy" / name).write_bytes(content)
    refused(tmp_path / "copy", "encoder")
