"""Encoders made by others: a tokenizer and a network that gives every token a vector.

In: texts. Out: what `Encoder` offers. The tokenizer cuts a text, the network turns a window of
tokens into vectors; this file does the rest in one way for all of them:

- a text longer than the network reads is cut into windows between words, and its vector is the mean
  of theirs by tokens: nothing is cut off in silence;
- the vector of a word is the mean of those of its tokens in the last layer, which knows the words
  beside it;
- what all vectors of a network have in common says nothing and is taken away, as the mean over
  sentences that have nothing to do with each other (`probes`; Mu and Viswanath 2018, All-but-the-top):
  in some networks unrelated texts have a cosine of 0.7, in others of 0;
- the weight of a word falls with the rank of its piece in the vocabulary, which is ordered by
  frequency (`_weights`).

`static`, `onnx` and `transformer` provide the networks. Runs on the processor alone, so that the
same input gives the same result on the same machine. Cost: that of the network.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.borders import unspaced_pattern, words_pattern
from crossread.encoding.probes import PROBES
from crossread.encoding.protocol import KNOWN, WordVectors, strength
from crossread.encoding.vectors import unit
from crossread.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

BATCH = 4_096
"""Tokens, padding included, that are put through the network at once."""
REMEMBERED = 16_384
"""Vectors of texts that are remembered: the stages ask for the same sentences again."""
FREQUENT = 1e-3
"""Share of the words of a text that a word must have to weigh half. With it, on 8,000 English
news texts and the vocabulary of MiniLM, words in more than a third of the texts weigh 0.3 on
average, words in fewer than one of 20 weigh 0.98."""
HARMONIC = 10.5
"""The most frequent of a vocabulary's words has one in so many of a text's words, the second half of
that, and so on (Zipf's law over 20,000 words)."""

SAID = 200
"""Characters of a library's message that are passed on."""
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKERS = "▁Ġ#"  # before the letters of a piece, in SentencePiece, byte-level BPE and WordPiece


class Network(Protocol):
    """Gives vectors to tokens; see `static`, `onnx`, `transformer`."""

    @property
    def dimensions(self) -> int:
        """Length of the vector of a window, and of a word's from `lift`."""

    @property
    def limit(self) -> int:
        """Most tokens of a window, special ones included."""

    @property
    def contextual(self) -> bool:
        """Whether tokens know those beside them; else a text is the sum of its tokens' vectors.

        A contextual network reads special tokens around a window, and the length of its vectors
        means nothing; the vectors of the other kind are as long as their weight.
        """

    def run(self, ids: Ints, mask: Ints) -> tuple[Floats, Floats]:
        """The vectors of windows.

        Args:
            ids: (windows, tokens) numbers of tokens, padded.
            mask: (windows, tokens) 1 for a token, 0 for padding.

        Returns:
            (windows, tokens, width) and (windows, `dimensions`).
        """

    def lift(self, vectors: Floats) -> Floats:
        """Words' vectors, (n, width), in the space of windows, (n, `dimensions`)."""


@dataclass(frozen=True, slots=True)
class _Cut:
    """A text cut into tokens: their numbers, and where each begins and ends."""

    text: str
    ids: tuple[int, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word: its place, the tokens that hold letters of it, its letters and the known of them."""

    start: int
    end: int
    tokens: tuple[int, ...]
    letters: int
    known: int


@dataclass(frozen=True, slots=True)
class _Window:
    """Tokens `first` to `last` (not included) of a text."""

    text: int
    first: int
    last: int


class TokenEncoder:
    """A tokenizer and a network behind the `Encoder` protocol; safe to use from several threads.

    Args:
        name: stands in the output.
        digest: of the weights.
        tokenizer: cuts texts; neither truncates nor pads.
        network: gives vectors.
        unknown: number of the token for what is in no other, if there is one.

    Raises:
        ModelError: the two do not fit together, or the network gives no numbers.
    """

    def __init__(
        self,
        name: str,
        digest: str,
        tokenizer: Tokenizer,
        network: Network,
        unknown: int | None,
    ) -> None:
        self.name = name
        self.digest = digest
        self.dimensions = network.dimensions
        self._network = network
        self._unknown = unknown
        self._tokenizer = tokenizer
        self._lock = threading.Lock()
        self._remembered: dict[str, Floats] = {}
        with told(name):
            tokenizer.no_truncation()
            tokenizer.no_padding()
            self._before, self._after = _special(tokenizer) if network.contextual else ([], [])
            self._weights = _weights(tokenizer.get_vocab()) if network.contextual else {}
        self._room = network.limit - len(self._before) - len(self._after)
        if self._room < 1:
            raise ModelError(f"encoder {name}: a window of {network.limit} tokens holds no word")
        self._middle = np.zeros(self.dimensions, np.float32)
        self._word_middle = np.zeros(self.dimensions, np.float32)
        self._find_middle()

    def sentences(self, texts: Sequence[str]) -> Floats:
        """One vector a text; see `Encoder.sentences`."""
        out = np.zeros((len(texts), self.dimensions), np.float32)
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._remembered]
            if len(self._remembered) + len(new) > REMEMBERED:
                self._remembered.clear()
                new = list(dict.fromkeys(texts))
            found = dict(zip(new, self._sentences(new)))
            for row, text in zip(out, texts):
                row[:] = found[text] if text in found else self._remembered[text]
            self._remembered.update(list(found.items())[:REMEMBERED])
        return out

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        """The vectors of the words of each text; see `Encoder.words`."""
        with self._lock:
            cuts = self._cut(texts)
            words = [self._words(cut) for cut in cuts]
            sums = self._sums(cuts, words)
            return [self._finished(*each) for each in zip(cuts, words, sums)]

    def coverage(self, texts: Sequence[str]) -> Floats:
        """How much of each text is known; see `Encoder.coverage`."""
        with self._lock:
            return np.array([_share(self._words(cut)) for cut in self._cut(texts)], np.float32)

    def _find_middle(self) -> None:
        """What all vectors have in common; also finds out whether the network works."""
        cuts = self._cut(PROBES)
        words = [self._words(cut) for cut in cuts]
        known = [k for k, found in enumerate(words) if _share(found) >= KNOWN]
        if not known:
            return
        middle = self._windows_mean([cuts[k] for k in known]).mean(axis=0)
        rows = np.concatenate(self._sums([cuts[k] for k in known], [words[k] for k in known]))
        if self._network.contextual:
            self._middle = middle
            self._word_middle = unit(self._network.lift(rows[rows.any(axis=1)])).mean(axis=0)

    def _sentences(self, texts: Sequence[str]) -> Floats:
        """Vectors as long as their texts are known."""
        cuts = self._cut(texts)
        words = [self._words(cut) for cut in cuts]
        shares = np.array([_share(found) if found else 0 for found in words], np.float32)
        known = np.flatnonzero(shares)
        out = np.zeros((len(texts), self.dimensions), np.float32)
        if len(known):
            out[known] = unit(self._windows_mean([cuts[k] for k in known]) - self._middle)
        out *= strength(shares)[:, None]
        return out

    def _windows_mean(self, cuts: Sequence[_Cut]) -> Floats:
        """Unit vectors of texts: the mean of the windows' by tokens, or the sum of all tokens'."""
        out = np.zeros((len(cuts), self.dimensions), np.float32)
        for window, _, vector in self._run(cuts):
            if self._network.contextual:
                vector = unit(vector) * (window.last - window.first)
            out[window.text] += vector
        return unit(out)

    def _sums(self, cuts: Sequence[_Cut], words: Sequence[Sequence[_Word]]) -> list[Floats]:
        """Sum of the vectors of the known tokens of each word, (words, width) a text."""
        sums: list[Floats | None] = [None] * len(cuts)
        for window, vectors, _ in self._run(cuts):
            held = sums[window.text]
            if held is None:
                width = vectors.shape[1]
                held = sums[window.text] = np.zeros((len(words[window.text]), width), np.float32)
            ids = cuts[window.text].ids
            for number, word in enumerate(words[window.text]):
                for token in word.tokens:
                    if window.first <= token < window.last and ids[token] != self._unknown:
                        held[number] += vectors[token - window.first]
        return [np.zeros((0, 0), np.float32) if held is None else held for held in sums]

    def _finished(self, cut: _Cut, words: Sequence[_Word], sums: Floats) -> WordVectors:
        """The words of a text with their vectors, as long as the word's weight."""
        vectors = np.zeros((len(words), self.dimensions), np.float32)
        full = np.flatnonzero(sums.any(axis=1)) if sums.size else np.zeros(0, np.int64)
        if len(full):
            lifted = self._network.lift(sums[full])
            if self._network.contextual:
                lifted = unit(unit(lifted) - self._word_middle)
                lifted *= np.array(
                    [self._weight(cut, words[k]) for k in full.tolist()], np.float32
                )[:, None]
            vectors[full] = lifted
        return WordVectors(
            np.array([word.start for word in words], np.int32),
            np.array([word.end for word in words], np.int32),
            vectors,
        )

    def _weight(self, cut: _Cut, word: _Word) -> float:
        """A word of several pieces is rare; one of a single piece weighs by its rank."""
        return self._weights.get(cut.ids[word.tokens[0]], 1.0) if len(word.tokens) == 1 else 1.0

    def _cut(self, texts: Sequence[str]) -> list[_Cut]:
        made: list[_Cut] = []
        with told(self.name):
            plain = [_SURROGATES.sub("\ufffd", text) for text in texts]
            for text, found in zip(
                plain, self._tokenizer.encode_batch(plain, add_special_tokens=False), strict=True
            ):
                starts = tuple(start for start, _ in found.offsets)
                made.append(
                    _Cut(text, tuple(found.ids), starts, tuple(e for _, e in found.offsets))
                )
        return made

    def _words(self, cut: _Cut) -> list[_Word]:
        """The words of a text; in a script without spaces, its tokens."""
        found: list[_Word] = []
        token = 0
        unspaced = unspaced_pattern().match
        for match in words_pattern().finditer(cut.text):
            start, end = match.span()
            while token < len(cut.ids) and cut.ends[token] <= start:
                token += 1
            own: list[int] = []
            for k in range(token, len(cut.ids)):
                if cut.starts[k] >= end:
                    break
                if cut.ends[k] > start:
                    own.append(k)
            if unspaced(match.group()):
                found += self._unspaced(cut, start, end, own)
            else:
                letters = _letters(cut.text, start, end)
                told = {
                    place
                    for k in own
                    for place in self._telling(cut, k, start, end, len(letters))
                    if place in letters
                }
                found.append(_Word(start, end, tuple(own), len(letters), len(told)))
        return found

    def _telling(self, cut: _Cut, token: int, start: int, end: int, letters: int) -> range:
        """Places of a word that a token tells something about.

        Nothing where it is unknown, one letter of many (the word is only spelled), or one byte of a
        letter.
        """
        first, last = max(start, cut.starts[token]), min(end, cut.ends[token])
        if cut.ids[token] == self._unknown:
            return range(0)
        if last - first == 1 and letters > 2 and not cut.text[first].isdigit():
            return range(0)
        after = token + 1
        byte = (token and cut.ends[token - 1] > first) or (
            after < len(cut.ids) and cut.starts[after] < last
        )
        return range(0) if byte else range(first, last)

    def _unspaced(self, cut: _Cut, start: int, end: int, own: Sequence[int]) -> Iterator[_Word]:
        """The tokens of a run without spaces; those of one character in parts are one word."""
        position = start
        number = 0
        while number < len(own):
            first, last = max(position, cut.starts[own[number]]), min(end, cut.ends[own[number]])
            group = [own[number]]
            number += 1
            while number < len(own) and cut.starts[own[number]] < last:
                last = max(last, min(end, cut.ends[own[number]]))
                group.append(own[number])
                number += 1
            if first > position:  # left out by the tokenizer
                yield _Word(position, first, (), first - position, 0)
            if last > first:
                whole = len(group) == 1 and cut.ids[group[0]] != self._unknown
                yield _Word(first, last, tuple(group), last - first, (last - first) * whole)
            position = max(position, last)
        if position < end:
            yield _Word(position, end, (), end - position, 0)

    def _run(self, cuts: Sequence[_Cut]) -> Iterator[tuple[_Window, Floats, Floats]]:
        """Put all texts through the network.

        Yields:
            Each window with the vectors of its tokens (special ones left out) and its own.
        """
        windows = [
            window
            for number, cut in enumerate(cuts)
            for window in _windows(number, cut, self._room)
        ]
        windows.sort(key=lambda w: (w.last - w.first, w.text, w.first))
        special = len(self._before) + len(self._after)
        at = 0
        while at < len(windows):
            batch = [windows[at]]
            while at + len(batch) < len(windows):
                longest = windows[at + len(batch)]
                if (longest.last - longest.first + special) * (len(batch) + 1) > BATCH:
                    break
                batch.append(longest)
            at += len(batch)
            size = batch[-1].last - batch[-1].first + special
            ids = np.zeros((len(batch), size), np.int64)
            mask = np.zeros((len(batch), size), np.int64)
            for row, window in enumerate(batch):
                own = cuts[window.text].ids[window.first : window.last]
                filled = [*self._before, *own, *self._after]
                ids[row, : len(filled)] = filled
                mask[row, : len(filled)] = 1
            tokens, vectors = self._through(ids, mask)
            for row, window in enumerate(batch):
                first = len(self._before)
                yield window, tokens[row, first : first + window.last - window.first], vectors[row]

    def _through(self, ids: Ints, mask: Ints) -> tuple[Floats, Floats]:
        with told(self.name):
            tokens, vectors = self._network.run(ids, mask)
        wanted = (len(ids), self.dimensions)
        if tokens.ndim != 3 or tokens.shape[:2] != ids.shape or vectors.shape != wanted:
            raise ModelError(
                f"encoder {self.name}: gives vectors of the shapes {tokens.shape} and "
                f"{vectors.shape} for {ids.shape} tokens"
            )
        if not (np.isfinite(vectors).all() and np.isfinite(tokens[mask > 0]).all()):
            raise ModelError(f"encoder {self.name}: gives vectors that are no numbers")
        return tokens, vectors


@contextmanager
def told(name: str) -> Iterator[None]:
    """Turn what a library raises about an encoder made by others into one line.

    Args:
        name: of the encoder, or the folder it stands in.

    Raises:
        ModelError: in place of anything but an interruption; some libraries raise bare classes,
            one a class that is not even an `Exception`.
    """
    try:
        yield
    except (ModelError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        said = " ".join(str(error).split())[:SAID]
        raise ModelError(f"encoder {name}: {type(error).__name__}: {said}") from error


def _windows(text: int, cut: _Cut, room: int) -> Iterator[_Window]:
    """Windows of at most `room` tokens, cut between words where one ends in their second half."""
    first = 0
    while first < len(cut.ids):
        last = min(len(cut.ids), first + room)
        if last < len(cut.ids):
            for border in range(last, first + room // 2, -1):
                place = cut.starts[border]
                if cut.ends[border - 1] < place or not cut.text[place : place + 1].isalnum():
                    last = border
                    break
        yield _Window(text, first, last)
        first = last


def _letters(text: str, start: int, end: int) -> set[int]:
    """Places of a word's letters and digits; marks belong to the letter before them."""
    return {k for k in range(start, end) if text[k].isalnum()}


def _share(words: Sequence[_Word]) -> float:
    """Known share of the letters, 1 where there are none."""
    letters = sum(word.letters for word in words)
    return sum(word.known for word in words) / letters if letters else 1.0


def _special(tokenizer: Tokenizer) -> tuple[list[int], list[int]]:
    """The tokens that stand before and after every window."""
    found = tokenizer.encode("a")
    own = [k for k, special in enumerate(found.special_tokens_mask) if not special]
    if not own:
        return [], []
    return list(found.ids[: own[0]]), list(found.ids[own[-1] + 1 :])


def _weights(vocabulary: Mapping[str, int]) -> dict[int, float]:
    """Weights 0..1 of the pieces that can be whole words, by number.

    Vocabularies are ordered by frequency, so that the rank among the words tells a word's share of a
    text by Zipf's law; the weight is that of Arora, Liang and Ma 2017 (A Simple but Tough-to-Beat
    Baseline for Sentence Embeddings), from ranks as in the `model2vec` library. One letter alone
    weighs as the most frequent word.
    """
    weights: dict[int, float] = {}
    rank = 0
    unspaced = unspaced_pattern().match
    for piece, number in sorted(vocabulary.items(), key=lambda item: item[1]):
        letters = piece.lstrip(_MARKERS)
        if letters.isalpha() and not unspaced(letters):
            rank += len(letters) > 1
            share = 1 / (HARMONIC * (rank if len(letters) > 1 else 1))
            weights[number] = FREQUENT / (FREQUENT + share)
    return weights
