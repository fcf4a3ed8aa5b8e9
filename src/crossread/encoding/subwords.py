"""The shipped encoder: a bag of subwords.

In: texts. Out: vectors. A word is the sum of the vectors of its subwords, a sentence the sum of
its words brought to length 1. Words are cut by the shared Unigram vocabulary of tokenizer.json
(`pieces`); each distinct word is cut once and remembered, so that news runs at the speed of a table
look-up. The files are those of the `model2vec` library, which loads them too and gives the same
vectors, but for texts that are mostly unknown: theirs are shorter here (`strength`).
Cost: linear in the length of the texts; memory bounded whatever comes.
"""

from __future__ import annotations

import hashlib
import json
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.borders import LONGEST_RUN, places, runs, unspaced_pattern, words_pattern
from crossread.encoding.pieces import UNKNOWN, Pieces
from crossread.encoding.protocol import WordVectors, strength
from crossread.errors import ModelError

SHIPPED = Path(__file__).parent.parent / "models" / "encoder"
FILES = ("config.json", "tokenizer.json", "model.safetensors")
# Distinct words remembered (1 kB each at 256 dimensions); then the memory starts anew.
REMEMBERED = 65_536
# Words summed at a time: their vectors (1 MB) stay near the processor.
BLOCK = 1_024
# Alphabets, punctuation and currencies; behind them come signs and scripts without spaces.
PLAIN = 0x2100
_MARK = 2


def read(path: Path) -> SubwordEncoder:
    """Read an encoder made by `python -m training.encoder`.

    Args:
        path: a folder with config.json, tokenizer.json and model.safetensors.

    Raises:
        ModelError: a file is missing or broken.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load as load_tensors

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
    total = hashlib.sha256(weights)
    total.update(vocabulary)
    digest = total.hexdigest()
    if digest != expected:
        raise ModelError(f"encoder in {path}: files differ from config.json; install it anew")
    try:
        tensors = load_tensors(weights)
        rows, scales = tensors["embeddings"], tensors["weights"]
    except (SafetensorError, KeyError) as error:
        raise ModelError(f"encoder in {path}: model.safetensors cannot be read: {error}") from error
    try:
        pieces = Pieces(vocabulary)
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(f"encoder in {path}: tokenizer.json cannot be read: {error}") from error
    if rows.ndim != 2 or scales.shape != rows.shape[:1] or len(rows) != len(pieces):
        raise ModelError(f"encoder in {path}: vocabulary and vectors do not fit together")
    return SubwordEncoder(name, digest[:16], pieces, rows, scales)


class _Cut(NamedTuple):
    """A text as words.

    Args:
        words: in order.
        starts: (n,) first character of each.
        ends: (n,) the character after the last.
    """

    words: list[str]
    starts: NDArray[np.int32]
    ends: NDArray[np.int32]


class SubwordEncoder:
    """A bag of subwords behind the `Encoder` protocol; safe to use from several threads.

    Args:
        name: stands in the output.
        digest: of the weights.
        pieces: cuts words.
        rows: (pieces, dimensions) 8-bit vectors.
        scales: (pieces,) what each row is multiplied by.
    """

    def __init__(
        self,
        name: str,
        digest: str,
        pieces: Pieces,
        rows: NDArray[np.int8],
        scales: NDArray[np.float32],
    ) -> None:
        self.name = name
        self.digest = digest
        self.dimensions = int(rows.shape[1])
        self._pieces = pieces
        self._rows = rows
        self._scales = np.where(np.arange(len(scales)) == UNKNOWN, 0, scales).astype(np.float32)
        self._lock = threading.Lock()
        self._numbers: dict[str, int] = {}
        self._table = np.zeros((1_024, self.dimensions), np.float32)
        self._letters = np.zeros((1_024, 2), np.float32)  # of each word: known, in all

    def sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text; see `Encoder.sentences`."""
        out = np.zeros((len(texts), self.dimensions), np.float32)
        letters = np.zeros((len(texts), 2), np.float64)
        with self._lock:
            for owners, begins, words in _blocks([runs(text) for text in texts]):
                numbers = self._look_up(words)
                rows = self._table[numbers]
                ends = [*begins[1:].tolist(), len(rows)]
                for owner, begin, end in zip(owners.tolist(), begins.tolist(), ends, strict=True):
                    out[owner] += np.add.reduce(rows[begin:end])  # thrice as fast as reduceat
                letters[owners] += np.add.reduceat(self._letters[numbers], begins, axis=0)
        lengths = np.sqrt(np.einsum("ij,ij->i", out, out))
        out *= (strength(_share(letters)) / np.where(lengths > 0, lengths, 1.0))[:, None]
        return out

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        """The vectors of the words of each text; see `Encoder.words`."""
        cut = [_cut(text) for text in texts]
        with self._lock:
            every = chain.from_iterable(one.words for one in cut if one is not None)
            new = list(dict.fromkeys(word for word in every if word not in self._numbers))
            for at in range(0, len(new), BLOCK):  # those of all texts together
                self._look_up(new[at : at + BLOCK])
            return [
                self._words(text) if one is None else self._spaced_words(one)
                for text, one in zip(texts, cut, strict=True)
            ]

    def coverage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How much of each text is known; see `Encoder.coverage`."""
        letters = np.zeros((len(texts), 2), np.float64)
        with self._lock:
            for owners, begins, words in _blocks([runs(text) for text in texts]):
                numbers = self._look_up(words)
                letters[owners] += np.add.reduceat(self._letters[numbers], begins, axis=0)
        return _share(letters)

    def _words(self, text: str) -> WordVectors:
        """The words of a text that has runs without spaces, which are given piece by piece."""
        starts: list[int] = []
        ends: list[int] = []
        vectors: list[NDArray[np.float32]] = []
        pending: list[str] = []
        unspaced = unspaced_pattern().match

        def look_up() -> None:
            for at in range(0, len(pending), BLOCK):
                numbers = self._look_up(pending[at : at + BLOCK])  # may replace the table
                vectors.append(self._table[numbers])
            pending.clear()

        for match in words_pattern().finditer(text):
            run, begin = match.group(), match.start()
            if not unspaced(run):
                pending.append(run)
                starts.append(begin)
                ends.append(match.end())
                continue
            look_up()
            for piece in self._pieces.places(run):
                starts.append(begin + piece.start)
                ends.append(begin + piece.end)
                vectors.append(self._vectors(np.array([piece.number])))
        look_up()
        return WordVectors(
            np.array(starts, np.int32),
            np.array(ends, np.int32),
            np.concatenate(vectors) if vectors else np.zeros((0, self.dimensions), np.float32),
        )

    def _spaced_words(self, cut: _Cut) -> WordVectors:
        """The words of a text that has no run without spaces."""
        vectors = [np.zeros((0, self.dimensions), np.float32)]
        for at in range(0, len(cut.words), BLOCK):
            numbers = self._look_up(cut.words[at : at + BLOCK])  # may replace the table
            vectors.append(self._table[numbers])
        # One block, as with most texts, is given as it is.
        found = vectors[1] if len(vectors) == 2 else np.concatenate(vectors)
        return WordVectors(cut.starts, cut.ends, found)

    def _look_up(self, words: list[str]) -> NDArray[np.intp]:
        """The numbers of these words (at most `BLOCK`) in the table of remembered words."""
        found = list(map(self._numbers.get, words))
        if None in found:
            new = [w for w in dict.fromkeys(words) if w not in self._numbers]
            if len(self._numbers) + len(new) > REMEMBERED:
                self._numbers.clear()
                new = list(dict.fromkeys(words))
            self._remember(new)
            found = list(map(self._numbers.get, words))
        return np.array(found, np.intp)

    def _remember(self, words: list[str]) -> None:
        """Cut new words and put their vectors into the table."""
        first, last = len(self._numbers), len(self._numbers) + len(words)
        if last > len(self._table):
            size = min(REMEMBERED, max(last, 2 * len(self._table)))
            self._table = _grown(self._table, first, size)
            self._letters = _grown(self._letters, first, size)
        cuts = [self._pieces.cut(word) for word in words]
        pieces = np.array(list(chain.from_iterable(cut[0] for cut in cuts)), np.intp)
        telling = np.array(list(chain.from_iterable(cut[1] for cut in cuts)), np.float32)
        counts = np.array([len(cut[0]) for cut in cuts], np.intp)
        owners = np.repeat(np.arange(len(words)), counts)
        known = np.bincount(owners, telling * (self._scales[pieces] > 0), len(words))
        self._letters[first:last, 0] = known
        self._letters[first:last, 1] = [cut[2] for cut in cuts]
        self._table[first:last] = 0.0
        filled = np.flatnonzero(counts)
        if len(filled):
            begins = (np.cumsum(counts) - counts)[filled]
            self._table[first + filled] = np.add.reduceat(self._vectors(pieces), begins, axis=0)
        for number, word in enumerate(words, first):
            self._numbers[word] = number

    def _vectors(self, pieces: NDArray[np.intp]) -> NDArray[np.float32]:
        """(n, dimensions) the vectors of pieces; the unknown piece is zero."""
        vectors: NDArray[np.float32] = self._rows[pieces] * self._scales[pieces][:, None]
        return vectors


def _cut(text: str) -> _Cut | None:
    """The words of a text; None where it has runs without spaces."""
    borders = _plain_borders(text)
    if borders is None:
        if unspaced_pattern().search(text):
            return None
        borders = np.array(places(text), np.int32).ravel()
    starts, ends = borders[::2].copy(), borders[1::2].copy()
    return _Cut([text[a:b] for a, b in zip(starts.tolist(), ends.tolist())], starts, ends)


def _plain_borders(text: str) -> NDArray[np.int32] | None:
    """Where words begin and end in turn, as `places` has it, in a third of the time.

    None where it takes more than to know of each character alone whether it stands in a word: where
    there are other characters than those up to `PLAIN`, marks, or a run that is cut.
    """
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
    if not len(codes) or codes.max() >= PLAIN:
        return None
    inside = _inside()[codes]
    outside = np.uint8(0)
    changes = np.diff(inside, prepend=outside, append=outside)
    borders = np.flatnonzero(changes).astype(np.int32)
    if inside.max() == _MARK or (borders[1::2] - borders[::2]).max(initial=0) > LONGEST_RUN:
        return None
    return borders


@cache
def _inside() -> NDArray[np.uint8]:
    """What the characters up to `PLAIN` are to words: 0 outside, 1 inside, `_MARK` a mark."""
    table = np.array([chr(code).isalnum() for code in range(PLAIN)], np.uint8)
    marks = [code for code in range(PLAIN) if unicodedata.category(chr(code))[0] == "M"]
    table[[*marks, ord("\N{SOFT HYPHEN}")]] = _MARK
    return table


def _share(letters: NDArray[np.floating]) -> NDArray[np.float32]:
    """(n,) known share of the letters, 1 where there are none, from (n, 2) known and all."""
    share = np.where(letters[:, 1] > 0, letters[:, 0] / np.maximum(letters[:, 1], 1), 1.0)
    return share.astype(np.float32)


def _grown(table: NDArray[np.float32], filled: int, size: int) -> NDArray[np.float32]:
    grown = np.zeros((size, table.shape[1]), np.float32)
    grown[:filled] = table[:filled]
    return grown


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
