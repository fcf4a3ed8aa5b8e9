"""A folder of the sentence-transformers library → an encoder.

In: a folder with modules.json, as that library saves it. Out: a `TokenEncoder`. Nothing is
downloaded, no code of the folder is run: modules are only those of the library itself, weights only
in the safetensors format (the older one can run code when it is read), tokenizers only those that
tell where in the text their tokens stand.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import Any

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.tokens import TokenEncoder, told
from crossread.errors import ModelError

Floats = NDArray[np.float32]

LIMIT = 512
"""Tokens of a window where neither model nor tokenizer say how many they can read."""
WEIGHTS = "*.safetensors"
_OLD_WEIGHTS = ("*.bin", "*.pt", "*.pth", "*.ckpt")
_DIGESTED = {".json", ".txt", ".model", ".safetensors"}


def read(path: Path) -> TokenEncoder:
    """Read an encoder.

    Args:
        path: a folder with modules.json.

    Raises:
        ModelError: sentence-transformers is not installed, or the folder is not whole, broken, or
            asks for what is not allowed.
    """
    folders = _folders(path)
    with told(str(path)), _offline():
        try:
            import torch
            from sentence_transformers import SentenceTransformer
            from transformers.utils import logging
        except ImportError as error:
            raise ModelError(
                f"encoder in {path}: needs sentence-transformers: pip install 'crossread[neural]'"
            ) from error
        shown = logging.is_progress_bar_enabled()
        logging.disable_progress_bar()
        try:
            model = SentenceTransformer(
                str(path), device="cpu", local_files_only=True, trust_remote_code=False
            )
        finally:
            if shown:
                logging.enable_progress_bar()
        model.float().eval()
        tokenizer = getattr(model.tokenizer, "backend_tokenizer", None)
        if tokenizer is None:
            raise ModelError(
                f"encoder in {path}: its tokenizer does not say where tokens stand in the text; "
                "add a tokenizer.json"
            )
        network = _Network(model, torch)
    return TokenEncoder(
        f"{path.resolve().name} (sentence-transformers)",
        _digest(path, folders),
        tokenizer,
        network,
        model.tokenizer.unk_token_id,
    )


def has_weights(path: Path) -> bool:
    """Whether the folder, or one in it, holds weights in the format that is read here."""
    return any(path.glob(WEIGHTS)) or any(path.glob("*/" + WEIGHTS))


class _Network:
    """A `SentenceTransformer` as a `Network`."""

    contextual = True

    def __init__(self, model: Any, torch: Any) -> None:
        self._model = model
        self._torch = torch
        stated = (model.max_seq_length, getattr(model.tokenizer, "model_max_length", None))
        self.limit = min(int(n) for n in (*stated, 1_000_000) if n)
        if self.limit == 1_000_000:
            self.limit = LIMIT
        modules = list(model)
        pooling = [k for k, m in enumerate(modules) if type(m).__name__ == "Pooling"]
        if len(pooling) != 1:
            raise ModelError("it has no pooling of token vectors, and so no vectors of words")
        self._last = modules[pooling[0] + 1 :]
        self.dimensions = int(model.get_embedding_dimension())

    def run(self, ids: NDArray[np.int64], mask: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """See `Network.run`."""
        with self._torch.inference_mode():
            found = self._model(
                {
                    "input_ids": self._torch.from_numpy(ids),
                    "attention_mask": self._torch.from_numpy(mask),
                }
            )
        return found["token_embeddings"].float().numpy(), found["sentence_embedding"].numpy()

    def lift(self, vectors: Floats) -> Floats:
        """What comes after the pooling, done to words."""
        with self._torch.inference_mode():
            features = {"sentence_embedding": self._torch.from_numpy(vectors)}
            for module in self._last:
                features = module(features)
        lifted: Floats = features["sentence_embedding"].numpy()
        return lifted


def _folders(path: Path) -> list[Path]:
    """The folders that modules.json names, each looked at for what is not allowed."""
    try:
        modules = json.loads((path / "modules.json").read_bytes())
        named = [(str(module["type"]), str(module["path"])) for module in modules]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"encoder in {path}: modules.json cannot be read: {error!r}") from error
    folders: list[Path] = []
    for kind, place in named:
        if not kind.startswith("sentence_transformers."):
            raise ModelError(
                f"encoder in {path}: module {kind!r} is code from elsewhere, which is not run"
            )
        within = PurePosixPath(place)
        if within.is_absolute() or ".." in within.parts or "\\" in place or ":" in place:
            raise ModelError(f"encoder in {path}: modules.json names a folder outside: {place!r}")
        folders.append(path / within)
    for folder in folders:
        old = sorted(file.name for ending in _OLD_WEIGHTS for file in folder.glob(ending))
        if old and not any(folder.glob(WEIGHTS)):
            raise ModelError(
                f"encoder in {path}: {old[0]} can run code when it is read; save the model anew "
                "with safe_serialization=True"
            )
        if (folder / "adapter_config.json").exists():
            raise ModelError(f"encoder in {path}: is an adapter to another model; merge them first")
    if not any(any(folder.glob(WEIGHTS)) for folder in folders):
        raise ModelError(f"encoder in {path}: holds no model.safetensors")
    return folders


def _digest(path: Path, folders: list[Path]) -> str:
    """First 16 hexadecimal digits of the SHA-256 over names and bytes of all that counts."""
    files = {
        file.relative_to(path).as_posix(): file
        for folder in (path, *folders)
        if folder.is_dir()
        for file in folder.iterdir()
        if file.suffix in _DIGESTED and file.is_file()
    }
    total = hashlib.sha256()
    for name in sorted(files):
        total.update(name.encode() + b"\0")
        with files[name].open("rb") as opened:
            total.update(hashlib.file_digest(opened, "sha256").digest())
    return total.hexdigest()[:16]


@contextmanager
def _offline() -> Iterator[None]:
    """Forbid the libraries the network while a model is read, whatever they are set to."""
    names = ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE", "HF_HUB_DISABLE_TELEMETRY")
    before = {name: os.environ.get(name) for name in names}
    os.environ.update(dict.fromkeys(names, "1"))
    constants: Any = None
    try:
        from huggingface_hub import constants as found

        constants, online = found, found.HF_HUB_OFFLINE
        constants.HF_HUB_OFFLINE = True
    except ImportError:
        pass  # then there is nothing to forbid
    try:
        yield
    finally:
        if constants is not None:
            constants.HF_HUB_OFFLINE = online
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
