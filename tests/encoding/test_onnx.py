"""Encoders in ONNX graphs, with a graph of a few words that the test writes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import numpy as np
import pytest

from crossread.encoding import Encoder, load
from crossread.errors import ModelError
from tests.encoding import graphs

pytest.importorskip("onnxruntime", reason="onnxruntime is not installed")

ENGLISH = ["The harbour is closed.", "The school opened on Monday.", "storm"]
FRENCH = ["Le port est fermé.", "Le école ouverte lundi.", "tempête"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return graphs.write_onnx(tmp_path_factory.mktemp("models") / "tiny")


@pytest.fixture(scope="module")
def encoder(folder: Path) -> Encoder:
    return load(folder)


def test_name_and_digest_tell_what_was_used(folder: Path, encoder: Encoder, tmp_path: Path) -> None:
    assert encoder.name == "tiny (ONNX model.onnx)"
    assert len(encoder.digest) == 16
    assert load(str(folder)).digest == encoder.digest
    assert load(folder / "model.onnx").digest == encoder.digest
    other = graphs.write_onnx(tmp_path / "tiny")
    (other / "config.json").write_text('{"max_position_embeddings": 32}')
    assert load(other).digest != encoder.digest


def test_sentences_have_length_one_and_translations_meet(encoder: Encoder) -> None:
    found = encoder.sentences([*ENGLISH, *FRENCH])
    assert found.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(found, axis=1), 1, atol=1e-5)
    assert (found[:3] @ found[3:].T).argmax(axis=1).tolist() == [0, 1, 2]


def test_what_is_not_known_has_no_vector(encoder: Encoder) -> None:
    texts = ["Xylophon quux", "", "... !?", "\ud800", "a\x00b"]
    assert not encoder.sentences(texts).any()
    assert encoder.coverage(texts).tolist() == [0, 1, 1, 1, 0]
    half = encoder.sentences(["harbour " + "x" * 21])[0]
    assert np.linalg.norm(half) == pytest.approx(0.5, abs=0.01)


def test_no_texts(encoder: Encoder) -> None:
    assert encoder.sentences([]).shape == (0, graphs.DIMENSIONS)
    assert encoder.words([]) == []
    assert encoder.coverage([]).shape == (0,)


def test_words_stand_where_they_are_and_weigh_by_rank(encoder: Encoder) -> None:
    text = "« Le Port » of Xanadu: school's gesperrt"
    found = encoder.words([text])[0]
    words = [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)]
    assert words == ["Le", "Port", "of", "Xanadu", "school", "s", "gesperrt"]
    lengths = dict(zip(words, np.linalg.norm(found.vectors, axis=1), strict=True))
    assert lengths["of"] == lengths["Xanadu"] == lengths["s"] == 0
    assert 0 < lengths["Port"] < lengths["gesperrt"] < lengths["school"] <= 1


def test_words_with_one_meaning_are_near(encoder: Encoder) -> None:
    left, right = encoder.words(["the harbour is closed", "der Hafen ist gesperrt"])
    unit = [w.vectors / np.linalg.norm(w.vectors, axis=1, keepdims=True) for w in (left, right)]
    assert (unit[0] @ unit[1].T).argmax(axis=1).tolist() == [0, 1, 2, 3]


def test_a_text_without_spaces_is_given_token_by_token(encoder: Encoder) -> None:
    text = "桥塌了 storm"
    found = encoder.words([text])[0]
    assert [text[a:b] for a, b in zip(found.starts, found.ends, strict=True)] == [
        "桥", "塌", "了", "storm",
    ]  # fmt: skip


def test_a_long_text_is_read_to_its_end(tmp_path: Path) -> None:
    short = graphs.write_onnx(tmp_path / "short")
    (short / "config.json").write_text('{"max_position_embeddings": 10}')
    text = "storm " * 30 + "school " * 30
    whole, halves = load(short).sentences([text]), load(short).sentences(["storm", "school"])
    assert (whole @ halves.T).min() > 0.5
    found = load(short).words([text])[0]
    assert len(found.starts) == 60
    assert (np.linalg.norm(found.vectors, axis=1) > 0).all()


def test_a_vector_does_not_depend_on_the_texts_beside_it(encoder: Encoder, folder: Path) -> None:
    texts = [*ENGLISH, "bridge " * 3000, "", *FRENCH]
    together = encoder.sentences(texts * 3)[: len(texts)]
    alone = np.concatenate([load(folder).sentences([text]) for text in texts])
    np.testing.assert_allclose(together, alone, atol=1e-5)


def test_the_graph_may_pool_itself_and_stand_in_a_folder(tmp_path: Path) -> None:
    made = graphs.write_onnx(tmp_path / "m", pooled=True, place="onnx/model_quantized.onnx")
    encoder = load(made)
    assert encoder.name == "m (ONNX model_quantized.onnx)"
    first, harbour = encoder.sentences(["harbour closed school", "harbour storm"])
    np.testing.assert_allclose(first, harbour, atol=1e-5)


@pytest.mark.parametrize(
    ("settings", "same"),
    [({"pooling_mode_cls_token": True}, True), ({"pooling_mode": "max"}, False)],
)
def test_tokens_are_pooled_as_the_makers_say(
    tmp_path: Path, settings: dict[str, object], same: bool
) -> None:
    made = graphs.write_onnx(tmp_path / "m")
    (made / "1_Pooling").mkdir()
    (made / "1_Pooling" / "config.json").write_text(json.dumps(settings))
    one, other = load(made).sentences(["harbour closed", "school storm"])
    assert np.allclose(one, other) is same


# What is broken, hostile or missing


def refused(path: Path, says: str) -> None:
    with pytest.raises(ModelError, match=says) as caught:
        load(path)
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 600


@pytest.mark.parametrize("content", [b"", b"not a graph", b"\x08\x08" * 1000])
def test_a_broken_graph(tmp_path: Path, content: bytes) -> None:
    made = graphs.write_onnx(tmp_path)
    (made / "model.onnx").write_bytes(content)
    refused(made, "model.onnx")


@pytest.mark.parametrize("content", [b"", b"{}", b'{"model": {"type": "WordLevel"}}', b"\xff\xfe"])
def test_a_broken_tokenizer(tmp_path: Path, content: bytes) -> None:
    made = graphs.write_onnx(tmp_path)
    (made / "tokenizer.json").write_bytes(content)
    refused(made, str(tmp_path.name))


def test_a_tokenizer_with_more_pieces_than_the_graph(tmp_path: Path) -> None:
    made = graphs.write_onnx(tmp_path)
    content = json.loads((made / "tokenizer.json").read_text())
    content["model"]["vocab"] |= {word: 1000 + n for n, word in enumerate(["on", "because", "of"])}
    (made / "tokenizer.json").write_text(json.dumps(content))
    refused(made, "encoder .*")


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("config.json", b"{", "no JSON"),
        ("1_Pooling/config.json", b'{"pooling_mode": "weightedmean"}', "pools by weightedmean"),
        ("1_Pooling/config.json", b'{"pooling_mode_max_tokens": true, "pooling_mode": "x"}', "x"),
        ("modules.json", b'[{"type": "a.Transformer"}, {"type": "a.Dense"}]', "more than pooling"),
        ("config.json", b'{"max_position_embeddings": 2}', "holds no word"),
    ],
)
def test_settings_that_cannot_be_followed(
    tmp_path: Path, name: str, content: bytes, says: str
) -> None:
    made = graphs.write_onnx(tmp_path)
    (made / name).parent.mkdir(exist_ok=True)
    (made / name).write_bytes(content)
    refused(made, says)


def test_a_graph_without_its_tokenizer(tmp_path: Path) -> None:
    made = graphs.write_onnx(tmp_path)
    (made / "tokenizer.json").unlink()
    refused(made, "tokenizer.json is missing")


def test_several_graphs(tmp_path: Path) -> None:
    made = graphs.write_onnx(tmp_path, place="a.onnx")
    graphs.write_onnx(tmp_path, place="b.onnx")
    refused(made, "name one of the files")
    assert load(made / "b.onnx").name.endswith("(ONNX b.onnx)")


def test_without_the_library_it_says_what_to_install(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    refused(folder, r"pip install 'crossread\[onnx\]'")
