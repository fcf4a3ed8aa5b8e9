"""An ONNX graph with its tokenizer → an encoder.

In: an .onnx file as the Optimum and sentence-transformers libraries export it, beside or above it
tokenizer.json and, where the makers wrote them, config.json, sentence_bert_config.json, modules.json
and 1_Pooling/config.json. Out: a `TokenEncoder`. The graph takes `input_ids`, `attention_mask` and
perhaps `token_type_ids`, and gives a vector a token (`last_hidden_state`, `token_embeddings`), and
perhaps one a text (`sentence_embedding`); else the text's is pooled here as the makers say, by the
mean where they say nothing. Needs onnxruntime, no torch.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.tokens import TokenEncoder, told
from crossread.errors import ModelError

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

LIMIT = 512
"""Tokens of a window where the makers do not say how many the graph can read."""
PLACES = (".", "onnx")
"""Sub-folders in which a graph is looked for."""
TOKENS = ("last_hidden_state", "token_embeddings")
TEXT = "sentence_embedding"
INPUTS = frozenset({"input_ids", "attention_mask", "token_type_ids"})
POOLINGS = ("mean", "cls", "max")
_SETTINGS = (
    "tokenizer.json",
    "config.json",
    "sentence_bert_config.json",
    "tokenizer_config.json",
    "modules.json",
    "1_Pooling/config.json",
)
_USUAL = ("Transformer", "Pooling", "Normalize")


def graph_in(path: Path) -> Path | None:
    """The graph of a folder: model.onnx, or the only one there is.

    Raises:
        ModelError: there are several, and none is called model.onnx.
    """
    for place in PLACES:
        graphs = sorted((path / place).glob("*.onnx"))
        named = [graph for graph in graphs if graph.name == "model.onnx"]
        if named or len(graphs) == 1:
            return (named or graphs)[0]
        if graphs:
            names = ", ".join(graph.name for graph in graphs)
            raise ModelError(f"encoder in {path}: several graphs ({names}); name one of the files")
    return None


def read(graph: Path) -> TokenEncoder:
    """Read an encoder.

    Args:
        graph: the .onnx file; its other files stand beside it or in the folder above.

    Raises:
        ModelError: onnxruntime is not installed, or a file is missing or broken.
    """
    try:
        import onnxruntime
        from tokenizers import Tokenizer
    except ImportError as error:
        raise ModelError(
            f"encoder {graph}: needs onnxruntime: pip install 'crossread[onnx]'"
        ) from error
    folder = next(
        (f for f in (graph.parent, graph.parent.parent) if (f / "tokenizer.json").is_file()), None
    )
    if folder is None:
        raise ModelError(f"encoder {graph}: tokenizer.json is missing beside it")
    with told(str(graph)):
        vocabulary = (folder / "tokenizer.json").read_bytes()
        tokenizer = Tokenizer.from_buffer(vocabulary)
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 4  # what goes wrong is raised
        session = onnxruntime.InferenceSession(
            str(graph), options, providers=["CPUExecutionProvider"]
        )
        network = _Network(session, _pooling(folder), _limit(folder))
        unknown = _unknown(json.loads(vocabulary)["model"], tokenizer)
    name = graph.parent.name if graph.parent.name != "onnx" else graph.parent.parent.name
    if not name:
        name = graph.resolve().parent.name
    return TokenEncoder(
        f"{name} (ONNX {graph.name})", _digest(graph, folder), tokenizer, network, unknown
    )


class _Network:
    """An ONNX session as a `Network`."""

    contextual = True

    def __init__(self, session: Any, pooling: str | None, limit: int) -> None:
        inputs = {one.name for one in session.get_inputs()}
        outputs = {one.name: one for one in session.get_outputs()}
        if "input_ids" not in inputs or inputs - INPUTS:
            raise ModelError(f"the graph takes {sorted(inputs)}, not input_ids and attention_mask")
        tokens = [name for name in TOKENS if name in outputs]
        tokens = tokens or [name for name, one in outputs.items() if len(one.shape or ()) == 3]
        if not tokens:
            raise ModelError(f"the graph gives {sorted(outputs)}, and no vectors of tokens")
        if pooling is None and TEXT not in outputs:
            raise ModelError("modules.json asks for more than pooling, which the graph does not do")
        self.limit = limit
        self._session = session
        self._inputs = inputs
        self._outputs = [tokens[0], TEXT] if TEXT in outputs else [tokens[0]]
        self._pooling = pooling
        found, vectors = self.run(np.zeros((1, 2), np.int64), np.ones((1, 2), np.int64))
        self.dimensions = int(vectors.shape[-1])
        if found.shape[-1] != self.dimensions:
            raise ModelError("the graph's vectors of tokens and of texts are of different lengths")

    def run(self, ids: Ints, mask: Ints) -> tuple[Floats, Floats]:
        """See `Network.run`."""
        given = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        found = self._session.run(
            self._outputs, {name: given[name] for name in sorted(self._inputs)}
        )
        tokens = np.asarray(found[0], np.float32)
        if len(found) > 1:
            return tokens, np.asarray(found[1], np.float32)
        return tokens, _pooled(tokens, mask, self._pooling)

    def lift(self, vectors: Floats) -> Floats:
        """Words are in the space of texts already."""
        return vectors


def _pooled(tokens: Floats, mask: Ints, pooling: str | None) -> Floats:
    """(windows, width) from (windows, tokens, width)."""
    held = mask[:, :, None].astype(np.float32)
    if pooling == "cls":
        return tokens[:, 0]
    if pooling == "max":
        highest: Floats = np.where(held > 0, tokens, -np.inf).max(axis=1).astype(np.float32)
        return highest
    mean: Floats = (tokens * held).sum(axis=1) / held.sum(axis=1)
    return mean


def _pooling(folder: Path) -> str | None:
    """How the makers pool tokens; None where they do more than that.

    Raises:
        ModelError: they pool in a way that is not known here.
    """
    modules = _json(folder / "modules.json")
    if isinstance(modules, list):
        kinds = [str(module["type"]).rpartition(".")[2] for module in modules]
        if any(kind not in _USUAL for kind in kinds):
            return None
    settings = _json(folder / "1_Pooling" / "config.json")
    if not isinstance(settings, dict):
        return "mean"
    if "pooling_mode" in settings:
        modes = [str(settings["pooling_mode"])]
    else:
        prefix, suffix = "pooling_mode_", "_tokens"
        said = [key.removeprefix(prefix) for key, value in settings.items() if value is True]
        modes = [mode.removesuffix(suffix).removesuffix("_token") for mode in said if mode]
        modes = [mode for mode in modes if mode != "include_prompt"]
    if len(modes) != 1 or modes[0] not in POOLINGS:
        raise ModelError(f"pools by {' and '.join(modes)}; known are {', '.join(POOLINGS)}")
    return modes[0]


def _limit(folder: Path) -> int:
    """Most tokens of a window: the least of what the makers' files say."""
    said: list[int] = []
    for name, key in (
        ("sentence_bert_config.json", "max_seq_length"),
        ("tokenizer_config.json", "model_max_length"),
        ("config.json", "max_position_embeddings"),
    ):
        settings = _json(folder / name)
        value = settings.get(key) if isinstance(settings, dict) else None
        if isinstance(value, int | float) and 0 < value < 1_000_000:
            # Models of the RoBERTa kind count positions from after the padding token.
            offset = isinstance(settings, dict) and "roberta" in str(settings.get("model_type"))
            said.append(int(value) - 2 * (key == "max_position_embeddings" and offset))
    return min(said, default=LIMIT)


def _unknown(model: Any, tokenizer: Any) -> int | None:
    """Number of the unknown token, which the kinds of vocabulary tell in two ways."""
    if isinstance(model.get("unk_id"), int):
        return int(model["unk_id"])
    piece = model.get("unk_token")
    found = tokenizer.token_to_id(piece) if isinstance(piece, str) else None
    return None if found is None else int(found)


def _json(path: Path) -> Any:
    """What a file of settings says, None where there is none.

    Raises:
        ModelError: it is no JSON.
    """
    if not path.is_file():
        return None
    try:
        return json.loads(path.read_bytes())
    except ValueError as error:
        raise ModelError(f"{path.name} is no JSON: {error}") from error


def _digest(graph: Path, folder: Path) -> str:
    """First 16 hexadecimal digits of the SHA-256 over names and bytes of all that counts."""
    files = [graph, *sorted(graph.parent.glob(graph.name + "[_.]data*"))]
    files += [folder / name for name in _SETTINGS if (folder / name).is_file()]
    total = hashlib.sha256()
    for file in files:
        total.update(file.name.encode() + b"\0")
        with file.open("rb") as opened:
            total.update(hashlib.file_digest(opened, "sha256").digest())
    return total.hexdigest()[:16]
