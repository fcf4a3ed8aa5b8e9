"""A path → the encoder that stands there.

In: nothing (the shipped encoder), a folder, or an ONNX file. Out: an `Encoder`. What the folder
holds decides which kind it is. Nothing is ever downloaded, and nothing else is taken in the place of
what was asked for: what is missing or broken is said.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from crossread.encoding.protocol import Encoder
from crossread.errors import ModelError

KINDS = (
    "a folder of the sentence-transformers library (modules.json), "
    "of an ONNX graph (model.onnx with tokenizer.json), or of the model2vec library"
)
"""What can be read, as it is told to people."""

OTHERS = """# Other encoders

`--encoder PATH` takes an encoder from this machine in place of the shipped one; nothing is
downloaded. PATH is one of

- a folder of the sentence-transformers library (modules.json, weights as safetensors):
  `pip install 'crossread[neural]'`;
- a folder with model.onnx (or onnx/model.onnx) and tokenizer.json, or an .onnx file in one:
  `pip install 'crossread[onnx]'`;
- a folder of the model2vec library (config.json, tokenizer.json, model.safetensors):
  `pip install 'crossread[onnx]'`, or nothing more where `python -m training.encoder` made it.

Name and digest of the encoder that was used stand in the result. Thresholds were set with the
shipped one; code of a folder is never run, and weights that can hold code are not read."""
"""What --encoder may be, as `crossread models` tells it."""


def load(path: str | Path | None = None) -> Encoder:
    """Load an encoder.

    Args:
        path: a folder or an .onnx file; None for the encoder that ships with the package, which
            is loaded once. `OTHERS` tells what each kind needs.

    Returns:
        The encoder.

    Raises:
        ModelError: there is none, or it is broken, or a library is not installed.
    """
    return _shipped() if path is None else _read(Path(path))


@cache
def _shipped() -> Encoder:
    from crossread.encoding import subwords

    return subwords.read(subwords.SHIPPED)


def _read(path: Path) -> Encoder:
    """Read what is there; the libraries of each kind are imported when they are needed."""
    from crossread.encoding import onnx, static, subwords, transformer

    if path.is_file() and path.suffix == ".onnx":
        return onnx.read(path)
    if not path.is_dir():
        raise ModelError(
            f"encoder {path}: not a folder on this machine, and none is downloaded; name {KINDS}"
        )
    config = _config(path)
    if config.get("model_type") == "model2vec":
        return subwords.read(path) if "sha256" in config else static.read(path)
    graph = onnx.graph_in(path)
    if (path / "modules.json").is_file() and (graph is None or transformer.has_weights(path)):
        return transformer.read(path)
    if graph is not None:
        return onnx.read(graph)
    raise ModelError(
        f"encoder in {path}: no config.json of model2vec, no modules.json and no model.onnx there; "
        f"name {KINDS}"
    )


def _config(path: Path) -> dict[str, object]:
    """What config.json says; nothing where it says nothing."""
    try:
        found = json.loads((path / "config.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
