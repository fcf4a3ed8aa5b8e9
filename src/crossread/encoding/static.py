"""A folder of the model2vec library that others made → an encoder.

In: a folder with config.json, tokenizer.json and model.safetensors (`embeddings`, perhaps `weights`
and `mapping`; any type of number). Out: a `TokenEncoder` that gives the vectors that model2vec does:
tokens do not know the tokens beside them, unknown ones are left out, a text is the mean of the rest.
The length of a word's vector is its weight, as its makers set it. Needs `tokenizers` alone.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.tokens import TokenEncoder, told
from crossread.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FILES = ("config.json", "tokenizer.json", "model.safetensors")
LIMIT = 4_096
"""Tokens of a window; the sum of a text is that of its windows."""


def read(path: Path) -> TokenEncoder:
    """Read an encoder.

    Args:
        path: a folder with the files above.

    Raises:
        ModelError: the tokenizers library is not installed, or a file is missing or broken.
    """
    from safetensors.numpy import load as load_tensors

    try:
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(
            f"encoder in {path}: needs tokenizers: pip install 'crossread[onnx]'"
        ) from error
    missing = [name for name in FILES if not (path / name).is_file()]
    if missing:
        raise ModelError(f"encoder in {path}: {missing[0]} is missing")
    with told(str(path)):
        contents = [(path / name).read_bytes() for name in FILES]
        tokenizer = Tokenizer.from_buffer(contents[1])
        unknown = _unknown(json.loads(contents[1])["model"], tokenizer)
        network = _network(load_tensors(contents[2]), tokenizer.get_vocab_size(), unknown)
    if network is None:
        raise ModelError(f"encoder in {path}: vocabulary and vectors do not fit together")
    total = hashlib.sha256(contents[2])
    total.update(contents[1])
    name = f"{path.resolve().name} (model2vec)"
    return TokenEncoder(name, total.hexdigest()[:16], tokenizer, network, unknown)


def _unknown(model: dict[str, object], tokenizer: Tokenizer) -> int | None:
    """Number of the unknown token, which the kinds of vocabulary tell in two ways."""
    number, piece = model.get("unk_id"), model.get("unk_token")
    if number is None and isinstance(piece, str):
        number = tokenizer.token_to_id(piece)
    return number if isinstance(number, int) else None


def _network(
    tensors: dict[str, NDArray[np.generic]], size: int, unknown: int | None
) -> _Network | None:
    """The table for a vocabulary of that size; None where they do not fit together."""
    rows = tensors.get("embeddings")
    if rows is None or rows.ndim != 2:
        return None
    mapping = np.asarray(tensors.get("mapping", np.arange(len(rows))), np.int64)
    weights = np.asarray(tensors.get("weights", np.ones(size)), np.float32)
    if mapping.ndim != 1 or weights.ndim != 1 or min(len(mapping), len(weights)) < size:
        return None
    if mapping.min(initial=0) < 0 or mapping.max(initial=-1) >= len(rows):
        return None
    if unknown is not None and not 0 <= unknown < len(weights):
        return None
    return _Network(rows, mapping, weights, unknown)


class _Network:
    """A table of vectors as a `Network`."""

    contextual = False
    limit = LIMIT

    def __init__(
        self, rows: NDArray[np.generic], mapping: Ints, weights: Floats, unknown: int | None
    ) -> None:
        self.dimensions = int(rows.shape[1])
        self._rows = rows
        self._mapping = mapping
        self._weights = weights.copy()
        if unknown is not None:
            self._weights[unknown] = 0.0

    def run(self, ids: Ints, mask: Ints) -> tuple[Floats, Floats]:
        """See `Network.run`."""
        weights = self._weights[ids] * mask
        tokens = self._rows[self._mapping[ids]].astype(np.float32) * weights[:, :, None]
        return tokens, tokens.sum(axis=1)

    def lift(self, vectors: Floats) -> Floats:
        """Words are in the space of texts already."""
        return vectors
