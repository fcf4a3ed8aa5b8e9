"""Tiny encoders that tests write to disk: a tokenizer of whole words, an ONNX graph.

The graph is written byte by byte (Protocol Buffers; field numbers from onnx.proto), so that tests
need no more than what reads it.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors

FLOAT, INT64 = 1, 7

# Words of one line mean the same.
MEANINGS = (
    "harbour port hafen",
    "bridge pont brücke",
    "closed fermé gesperrt",
    "monday lundi montag",
    "storm tempête sturm",
    "school école schule",
    "opened ouverte eröffnet",
    "the le der",
    "is est ist",
)
DIMENSIONS = 16


def vocabulary() -> dict[str, int]:
    """Special tokens, then the words."""
    words = [word for line in MEANINGS for word in line.split()]
    return {piece: n for n, piece in enumerate(["[PAD]", "[UNK]", "[CLS]", "[SEP]", *words])}


def vectors() -> NDArray[np.float32]:
    """(pieces, dimensions) the same row for words that mean the same."""
    random = np.random.default_rng(7)
    rows = np.zeros((len(vocabulary()), DIMENSIONS), np.float32)
    rows[2:4] = 0.01
    for line in MEANINGS:
        row = random.standard_normal(DIMENSIONS)
        for word in line.split():
            rows[vocabulary()[word]] = row / np.linalg.norm(row)
    return rows


def tokenizer(special: bool = True) -> Tokenizer:
    """Cuts at white space and punctuation and around Chinese characters, small letters."""
    made = Tokenizer(models.WordLevel(vocabulary(), unk_token="[UNK]"))
    made.normalizer = normalizers.Lowercase()
    made.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.BertPreTokenizer(),
            pre_tokenizers.Split(Regex(r"\p{Han}"), "isolated"),
        ]
    )
    if special:
        made.post_processor = processors.BertProcessing(("[SEP]", 3), ("[CLS]", 2))
    return made


def write_onnx(folder: Path, *, pooled: bool = False, place: str = "model.onnx") -> Path:
    """A folder with a graph that looks up a vector for each token.

    Args:
        folder: made when it is not there.
        pooled: the graph gives a vector of the text too: that of its first word.
        place: of the graph in the folder.

    Returns:
        The folder.
    """
    graph = folder / place
    graph.parent.mkdir(parents=True, exist_ok=True)
    nodes = [_node("Gather", ["vectors", "input_ids"], ["last_hidden_state"])]
    outputs = [_value("last_hidden_state", FLOAT, ("batch", "tokens", DIMENSIONS))]
    constants = [_constant("vectors", FLOAT, vectors())]
    if pooled:
        nodes.append(
            _node("Gather", ["last_hidden_state", "first"], ["sentence_embedding"], axis=1)
        )
        constants.append(_constant("first", INT64, np.array(1, np.int64)))
        outputs.append(_value("sentence_embedding", FLOAT, ("batch", DIMENSIONS)))
    inputs = [_value(n, INT64, ("batch", "tokens")) for n in ("input_ids", "attention_mask")]
    body = b"".join(_bytes(1, node) for node in nodes) + _bytes(2, b"tiny")
    body += b"".join(_bytes(5, one) for one in constants)
    body += b"".join(_bytes(11, one) for one in inputs)
    body += b"".join(_bytes(12, one) for one in outputs)
    graph.write_bytes(_number(1, 8) + _bytes(7, body) + _bytes(8, _number(2, 17)))
    tokenizer().save(str(folder / "tokenizer.json"))
    return folder


def write_static(folder: Path, rows: NDArray[np.generic] | None = None) -> Path:
    """A folder as the model2vec library writes it."""
    from safetensors.numpy import save_file

    folder.mkdir(parents=True, exist_ok=True)
    tokenizer(special=False).save(str(folder / "tokenizer.json"))
    save_file({"embeddings": vectors() if rows is None else rows}, folder / "model.safetensors")
    config = {"model_type": "model2vec", "normalize": True, "hidden_dim": DIMENSIONS}
    (folder / "config.json").write_text(json.dumps(config), encoding="utf-8")
    return folder


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value


def _node(kind: str, inputs: list[str], outputs: list[str], *, axis: int = 0) -> bytes:
    attribute = _bytes(1, b"axis") + _number(3, axis) + _number(20, 2)
    parts = [_bytes(1, name.encode()) for name in inputs]
    parts += [_bytes(2, name.encode()) for name in outputs]
    return b"".join([*parts, _bytes(4, kind.encode()), _bytes(5, attribute)])


def _constant(name: str, kind: int, values: NDArray[np.generic]) -> bytes:
    dimensions = b"".join(_number(1, size) for size in values.shape)
    return dimensions + _number(2, kind) + _bytes(8, name.encode()) + _bytes(9, values.tobytes())


def _value(name: str, kind: int, shape: tuple[str | int, ...]) -> bytes:
    sizes = b"".join(
        _bytes(1, _number(1, s) if isinstance(s, int) else _bytes(2, s.encode())) for s in shape
    )
    tensor = _number(1, kind) + _bytes(2, sizes)
    return _bytes(1, name.encode()) + _bytes(2, _bytes(1, tensor))
