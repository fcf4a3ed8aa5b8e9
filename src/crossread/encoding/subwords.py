"""The shipped encoder: a bag of subwords.

In: texts. Out: vectors. A word is the sum of the vectors of its subwords, a sentence the sum of
its words brought to length 1. Words are cut by the shared Unigram vocabulary of tokenizer.json;
each distinct word is cut once and remembered, so that news runs at the speed of a table look-up.
The files are those of the `model2vec` library, which loads them too and gives the same vectors.
Cost: linear in the length of the texts; memory bounded whatever comes.
"""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.borders import runs, unspaced_pattern, words_pattern
from crossread.encoding.protocol import Encoder, WordVectors
from crossread.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

SHIPPED = Path(__file__).parent.parent / "models" / "encoder"
FILES = ("config.json", "tokenizer.json", "model.safetensors")
# Distinct words remembered (1 kB each at 256 dimensions); then the memory starts anew.
REMEMBERED = 65_536
# Words summed at a time: their vectors (1 MB) stay near the processor.
BLOCK = 1_024
UNKNOWN = 0  # the number of the unknown piece


def load(path: Path | None = None) -> Encoder:
    """Load an encoder.

    Args:
        path: a folder with config.json, tokenizer.json and model.safetensors; None for the one
            that ships with the package, which is loaded once.

    Returns:
        The encoder.

    Raises:
        ModelError: a file is missing or broken.
    """
    return _shipped() if path is None else _read(path)


@cache
def _shipped() -> SubwordEncoder:
    return _read(SHIPPED)


def _read(path: Path) -> SubwordEncoder:
    from safetensors import SafetensorError
    from safetensors.numpy import load as load_tensors
    from tokenizers import Tokenizer

    missing = [name for name in FILES if not (path / name).is_file()]
    if missing:
        raise ModelError(f"encoder in {path}: {missing[0]} is missing; install the package anew")
    try:
        config = json.loads((path / "config.json").read_bytes())
        name, expected = f"{config['name']} {config['version']}", config["sha256"]
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelError(f"encoder in {path}: config.json cannot be read: {error!r}") from error
    try:
        weights = (path / "model.safetensors").read_bytes()
        vocabulary = (path / "tokenizer.json").read_bytes()
    except OSError as error:
        raise ModelError(f"encoder in {path}: cannot be read: {error}") from error
    digest = hashlib.sha256(weights + vocabulary).hexdigest()
    if digest != expected:
        raise ModelError(f"encoder in {path}: files differ from config.json; install it anew")
    try:
        tensors = load_tensors(weights)
        rows, scales = tensors["embeddings"], tensors["weights"]
    except (SafetensorError, KeyError) as error:
        raise ModelError(f"encoder in {path}: model.safetensors cannot be read: {error}") from error
    try:
        tokenizer = Tokenizer.from_buffer(vocabulary)
    except Exception as error:  # the library raises the bare class
        raise ModelError(f"encoder in {path}: tokenizer.json cannot be read: {error}") from error
    if rows.ndim != 2 or scales.shape != rows.shape[:1] or len(rows) != tokenizer.get_vocab_size():
        raise ModelError(f"encoder in {path}: vocabulary and vectors do not fit together")
    return SubwordEncoder(name, digest[:16], tokenizer, rows, scales)


class SubwordEncoder:
    """A bag of subwords behind the `Encoder` protocol; safe to use from several threads.

    Args:
        name: stands in the output.
        digest: of the weights.
        tokenizer: cuts words; piece 0 is the unknown one.
        rows: (pieces, dimensions) 8-bit vectors.
        scales: (pieces,) what each row is multiplied by.
    """

    def __init__(
        self,
        name: str,
        digest: str,
        tokenizer: Tokenizer,
        rows: NDArray[np.int8],
        scales: NDArray[np.float32],
    ) -> None:
        self.name = name
        self.digest = digest
        self.dimensions = int(rows.shape[1])
        self._tokenizer = tokenizer
        self._rows = rows
        self._scales = scales.astype(np.float32)
        self._known = (scales > 0) & (np.arange(len(scales)) != UNKNOWN)
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self._table = np.zeros((1_024, self.dimensions), np.float32)
        self._shares = np.zeros(1_024, np.float32)

    def sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text; see `Encoder.sentences`."""
        out = np.zeros((len(texts), self.dimensions), np.float32)
        with self._lock:
            for owners, begins, words in _blocks([runs(text) for text in texts]):
                out[owners] += np.add.reduceat(self._word_vectors(words), begins, axis=0)
        lengths = np.sqrt(np.einsum("ij,ij->i", out, out))
        out /= np.where(lengths > 0, lengths, 1.0)[:, None]
        return out

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        """The vectors of the words of each text; see `Encoder.words`."""
        unspaced = unspaced_pattern().match
        with self._lock:
            distinct = dict.fromkeys(chain.from_iterable(runs(text) for text in texts))
            spaced = [word for word in distinct if not unspaced(word)]
            for at in range(0, len(spaced), BLOCK):
                self._look_up(spaced[at : at + BLOCK])
            return [self._words(text) for text in texts]

    def coverage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How much of each text is known; see `Encoder.coverage`."""
        known = np.zeros(len(texts), np.float64)
        total = np.zeros(len(texts), np.float64)
        with self._lock:
            for owners, begins, words in _blocks([runs(text) for text in texts]):
                lengths = np.fromiter(map(len, words), np.float64, len(words))
                total[owners] += np.add.reduceat(lengths, begins)
                numbers = self._look_up(words)
                known[owners] += np.add.reduceat(lengths * self._shares[numbers], begins)
        return np.where(total > 0, known / np.maximum(total, 1), 1.0).astype(np.float32)

    def _words(self, text: str) -> WordVectors:
        """The words of one text; a run without spaces is given piece by piece."""
        starts: list[int] = []
        ends: list[int] = []
        vectors: list[NDArray[np.float32]] = []
        pending: list[str] = []
        unspaced = unspaced_pattern().match

        def look_up() -> None:
            for at in range(0, len(pending), BLOCK):
                vectors.append(self._word_vectors(pending[at : at + BLOCK]))
            pending.clear()

        for match in words_pattern().finditer(text):
            run, begin = match.group(), match.start()
            if not unspaced(run):
                pending.append(run)
                starts.append(begin)
                ends.append(match.end())
                continue
            look_up()
            encoding = self._tokenizer.encode(run, add_special_tokens=False)
            last = 0
            for piece, (first, end) in zip(encoding.ids, encoding.offsets, strict=True):
                if end > last:  # marks of sound may stand in a piece of their own
                    starts.append(begin + max(first, last))
                    ends.append(begin + end)
                    vectors.append(self._vectors(np.array([piece])))
                    last = end
        look_up()
        return WordVectors(
            np.array(starts, np.int32),
            np.array(ends, np.int32),
            np.concatenate(vectors) if vectors else np.zeros((0, self.dimensions), np.float32),
        )

    def _word_vectors(self, words: list[str]) -> NDArray[np.float32]:
        """(n, dimensions) the vectors of these words (at most `BLOCK`)."""
        numbers = self._look_up(words)  # may replace the table
        return self._table[numbers]

    def _look_up(self, words: list[str]) -> NDArray[np.intp]:
        """The numbers of these words (at most `BLOCK`) in the table of remembered words."""
        numbers = self._numbers
        new = [word for word in dict.fromkeys(words) if word not in numbers]
        if new:
            if len(numbers) + len(new) > REMEMBERED:
                numbers.clear()
                new = list(dict.fromkeys(words))
            self._remember(new)
        return np.fromiter(map(numbers.__getitem__, words), np.intp, len(words))

    def _remember(self, words: list[str]) -> None:
        """Cut new words and put their vectors into the table."""
        first, last = len(self._numbers), len(self._numbers) + len(words)
        if last > len(self._table):
            size = min(REMEMBERED, max(last, 2 * len(self._table)))
            grown = np.zeros((size, self.dimensions), np.float32)
            grown[:first] = self._table[:first]
            self._table = grown
            self._shares = np.concatenate(
                [self._shares[:first], np.zeros(size - first, np.float32)]
            )
        encodings = self._tokenizer.encode_batch(words, add_special_tokens=False)
        pieces = np.array(list(chain.from_iterable(e.ids for e in encodings)), np.intp)
        lengths = np.array([len(e.ids) for e in encodings], np.intp)
        offsets = np.array(
            list(chain.from_iterable(chain.from_iterable(e.offsets for e in encodings))), np.intp
        ).reshape(-1, 2)
        owners = np.repeat(np.arange(len(words)), lengths)
        covered = np.bincount(
            owners, (offsets[:, 1] - offsets[:, 0]) * self._known[pieces], len(words)
        )
        sizes = np.fromiter(map(len, words), np.float64, len(words))
        self._shares[first:last] = np.minimum(covered / sizes, 1.0)
        self._table[first:last] = 0.0
        filled = np.flatnonzero(lengths)
        if len(filled):
            begins = (np.cumsum(lengths) - lengths)[filled]
            self._table[first + filled] = np.add.reduceat(self._vectors(pieces), begins, axis=0)
        for number, word in enumerate(words, first):
            self._numbers[word] = number

    def _vectors(self, pieces: NDArray[Any]) -> NDArray[np.float32]:
        """(n, dimensions) the vectors of pieces; the unknown piece is zero."""
        scales = np.where(pieces == UNKNOWN, np.float32(0), self._scales[pieces])
        vectors: NDArray[np.float32] = self._rows[pieces] * scales[:, None]
        return vectors


def _blocks(
    found: Sequence[list[str]],
) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp], list[str]]]:
    """Cut the words of many texts into blocks of at most `BLOCK` words.

    A text lies in one block, or begins its own when it is longer: so the order in which its
    words are added up, and with it the last bit of its vector, never depends on other texts.

    Args:
        found: the words of each text.

    Yields:
        The numbers of the texts in the block, where each begins, and the words.
    """
    owners: list[int] = []
    begins: list[int] = []
    words: list[str] = []
    for number, own in enumerate(found):
        if words and len(words) + len(own) > BLOCK:
            yield np.array(owners), np.array(begins), words
            owners, begins, words = [], [], []
        for at in range(0, len(own), BLOCK):
            part = own[at : at + BLOCK]
            if len(own) > BLOCK:
                yield np.array([number]), np.array([0]), part
            else:
                owners.append(number)
                begins.append(len(words))
                words += part
    if words:
        yield np.array(owners), np.array(begins), words
