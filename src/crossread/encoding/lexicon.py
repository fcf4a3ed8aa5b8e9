"""Which words of twelve languages mean the same, from dictionaries.

In: words with their languages. Out: their profiles over concepts, and from these how alike they are,
in one language or in two. A concept is an English dictionary word; a profile says with which weights
a word stands for it, for its synonyms, and for words derived from it. The encoder's vectors know words
that stand in like sentences; what a dictionary knows for sure they know only roughly, above all of
inflected words. Both together know more than either.

A word that the table lacks is taken for a form of one that it has (`wordforms`): by its ending, as a
compound, or, in Chinese, as a row of words. Function words and proper names have no profile.

Made by `python -m training.lexicon`. The table is kept as hashes of words, so that it loads in
milliseconds; one word in ten thousand that it lacks is by chance taken for one that it has.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.wordforms import Rules, candidates, fold, parts
from crossread.errors import ModelError

SHIPPED = Path(__file__).parent.parent / "models" / "lexicon"
FILES = ("config.json", "lexicon.safetensors", "rules.json")
RIVAL = 0.75
"""A word that a form may belong to counts beside the likeliest one from that share of its score."""
FIRST_PART = 0.6
"""What the first part of a compound counts beside its last."""
LONG_HEAD = 6
"""Letters of a last part that tells the meaning though nothing is known of the first."""
LEAST = 0.05
"""Likeness below which two words are told apart like any others."""
EVENNESS = 0.5
"""Power of a share in a profile: which sense a word has here is seldom the one that is usual, so its
further senses count more than their shares. Chosen on the points of `examples/` and `examples/rehearsal/`,
where .3 to .7 do the same."""
BLOCK = 1_000_000
"""Cells of the matrix of likenesses that are held at a time."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Profiles:
    """What n words mean, as rows of a sparse matrix.

    Args:
        indptr: (n + 1,) where each row begins; rows of unknown words are empty.
        ids: numbers of concepts, ascending within a row.
        weights: of the concepts, positive; rows have length 1.
    """

    indptr: Ints
    ids: Ints
    weights: Floats

    def __len__(self) -> int:
        """How many words there are."""
        return len(self.indptr) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Lexicon:
    """Words of many languages and what they mean.

    Args:
        name: for example "crossread-lexicon 1".
        digest: first 16 hexadecimal digits of the SHA-256 of the files.
        keys: (w,) hashes of words, ascending.
        indptr: (w + 1,) where the concepts of each word begin.
        ids: numbers of concepts.
        weights: their shares.
        near: for each concept, itself and those near it, as rows of a sparse matrix.
        rules: by language, how words change.
        usual: (concepts,) what a news text usually holds of each concept: the mean of rows of length 1.
        verbs: (concepts,) 0..1, the share of its dictionary entries that are verbs.
    """

    name: str
    digest: str
    keys: NDArray[np.uint32]
    indptr: NDArray[np.int32]
    ids: NDArray[np.uint16]
    weights: NDArray[np.uint8]
    near: tuple[NDArray[np.int32], NDArray[np.uint16], NDArray[np.uint8]]
    rules: Mapping[str, Rules]
    usual: Floats
    verbs: Floats

    def profiles(self, words: Sequence[str], languages: Sequence[str]) -> Profiles:
        """What words mean.

        Args:
            words: n words as they are written, without spaces or apostrophes.
            languages: the language of each, ISO 639-1; of others than `rules` nothing is known.

        Returns:
            n rows; empty for function words, names, and whatever the lexicon lacks. The same word
            always has the same row, whatever the words around it.
        """
        entries, owners, shares = self._entries(words, languages)
        owners, ids, weights = _expanded(
            owners, shares, entries, self.indptr, self.ids, self.weights
        )
        owners, ids, weights = _expanded(owners, weights, ids, *self.near)
        return _rows(len(words), owners, ids, weights)

    def verbal(self, words: Sequence[str], languages: Sequence[str]) -> Floats:
        """How far words are verbs.

        Args:
            words: n words as they are written, without spaces or apostrophes.
            languages: the language of each, ISO 639-1.

        Returns:
            (n,) 0..1, the share of verbs in what dictionaries say of each; 0 where they say nothing.
        """
        entries, owners, shares = self._entries(words, languages)
        owners, ids, weights = _expanded(
            owners, shares, entries, self.indptr, self.ids, self.weights
        )
        total = np.bincount(owners, weights, len(words))
        verb = np.bincount(owners, weights * self.verbs[ids], len(words))
        found: Floats = (verb / np.maximum(total, 1e-9)).astype(np.float32)
        return found

    def likeness(self, profiles: Profiles, least: float = LEAST) -> tuple[Ints, Ints, Floats]:
        """Which words are alike.

        Args:
            profiles: of n words.
            least: cosine 0..1 from which a pair is given.

        Returns:
            Numbers i < j of two words, in order, and their cosine. Cost: O(n²) cells in blocks of
            bounded memory, and the pairs that share a concept.
        """
        n = len(profiles)
        step = max(1, BLOCK // max(n, 1))
        found: list[tuple[Ints, Ints, Floats]] = []
        columns = _by_concept(profiles)
        for start in range(0, n, step):
            end = min(n, start + step)
            block = _block(profiles, columns, start, end, start)
            at = np.flatnonzero(block >= least)
            rows, others = np.divmod(at, n - start)
            upper = others > rows
            rows, others, at = rows[upper], others[upper], at[upper]
            found.append((rows + start, others + start, block[at].astype(np.float32)))
        if not found:
            return np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0, np.float32)
        i, j, cosine = (np.concatenate(column) for column in zip(*found))
        return i, j, np.minimum(cosine, np.float32(1))

    def block(self, profiles: Profiles, start: int, end: int) -> Floats:
        """(end - start, n) cosines of some words with all; 0 where they share nothing."""
        n = len(profiles)
        block = _block(profiles, _by_concept(profiles), start, end, 0)
        return np.minimum(block.astype(np.float32), np.float32(1)).reshape(end - start, n)

    def _entries(self, words: Sequence[str], languages: Sequence[str]) -> tuple[Ints, Ints, Floats]:
        """Entries of the table that stand for each word: entry, number of the word, share."""
        folded = [fold(word) for word in words]
        direct = self._find(zip(folded, languages))
        known = direct >= 0
        entries, owners = [direct[known]], [np.flatnonzero(known)]
        shares = [np.ones(int(known.sum()), np.float32)]
        missing = [i for i in np.flatnonzero(~known).tolist() if languages[i] in self.rules]
        asked = [candidates(folded[i], self.rules[languages[i]]) for i in missing]
        got = self._find((w, languages[i]) for i, one in zip(missing, asked) for w in one)
        more: list[tuple[int, int, float]] = []
        at = 0
        for i, one in zip(missing, asked):
            hits = got[at : at + len(one)]
            at += len(one)
            scored = [(score, int(hit)) for score, hit in zip(one.values(), hits) if hit >= 0]
            if scored:
                best = max(scored)[0]
                more += [(hit, i, score) for score, hit in scored if score >= RIVAL * best]
            else:
                more += [(hit, i, share) for hit, share in self._joined(folded[i], languages[i])]
        if more:
            entry, owner, share = zip(*more)
            entries.append(np.array(entry, np.int64))
            owners.append(np.array(owner, np.int64))
            shares.append(np.array(share, np.float32))
        return np.concatenate(entries), np.concatenate(owners), np.concatenate(shares)

    def _find(self, asked: Iterable[tuple[str, str]]) -> Ints:
        """The entry of each word of a language, -1 where there is none."""
        keys = np.array([key(word, language) for word, language in asked], np.uint32)
        at = np.searchsorted(self.keys, keys)
        at[at == len(self.keys)] = 0
        found: Ints = np.where(self.keys[at] == keys, at, -1) if len(self.keys) else at - 1
        return found

    def _joined(self, word: str, language: str) -> list[tuple[int, float]]:
        """Entries of the words that a word is put together of, with their shares."""
        rules = self.rules[language]
        if rules.unspaced:
            return self._row(word, language)
        if not rules.compounds:
            return []
        ways = parts(word)
        heads: list[tuple[str, float]] = []
        sizes: list[int] = []
        for head, _ in ways:
            forms = [(head, 1.0), *candidates(head, rules).items()]
            heads += forms
            sizes.append(len(forms))
        hits = self._find((head, language) for head, _ in heads)
        firsts = self._find((first, language) for _, some in ways for first in some)
        alone: list[tuple[int, float]] = []
        at = front = 0
        for (head, some), size in zip(ways, sizes):
            scored = [(heads[k][1], -k, int(hits[k])) for k in range(at, at + size) if hits[k] >= 0]
            first = next((int(f) for f in firsts[front : front + len(some)] if f >= 0), -1)
            at += size
            front += len(some)
            if scored and first >= 0:
                return [(max(scored)[2], 1.0), (first, FIRST_PART)]
            if scored and not alone and len(head) >= LONG_HEAD:
                alone = [(max(scored)[2], 1.0)]
        return alone

    def _row(self, run: str, language: str) -> list[tuple[int, float]]:
        """Entries of the words of a run without spaces: the longest first, from the left."""
        found: list[tuple[int, float]] = []
        at = 0
        while at < len(run):
            sizes = range(min(6, len(run) - at), 1, -1)
            hits = self._find((run[at : at + size], language) for size in sizes)
            size = next((s for s, hit in zip(sizes, hits) if hit >= 0), 1)
            if size > 1:
                found.append((int(hits[list(sizes).index(size)]), 1.0))
            at += size
        return found


def key(word: str, language: str) -> int:
    """The hash of a folded word of a language."""
    return crc32(f"{language}:{word}".encode())


def _expanded(
    owners: Ints,
    shares: Floats,
    rows: NDArray[Any],
    indptr: NDArray[np.int32],
    ids: NDArray[np.uint16],
    weights: NDArray[np.uint8],
) -> tuple[Ints, Ints, Floats]:
    """Each row of a sparse matrix in place of its number, weighted by a share."""
    rows = rows.astype(np.int64)
    starts = indptr[rows].astype(np.int64)
    sizes = indptr[rows + 1] - starts
    ends = np.cumsum(sizes)
    at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    made = np.repeat(shares, sizes) * weights[at] / np.float32(255)
    return np.repeat(owners, sizes), ids[at].astype(np.int64), made.astype(np.float32)


def _rows(count: int, owners: Ints, ids: Ints, weights: Floats) -> Profiles:
    """Rows of length 1; a concept that comes several times counts with its sum."""
    codes = owners << 16 | ids
    order = np.argsort(codes, kind="stable")
    codes, weights = codes[order], weights[order]
    firsts = np.flatnonzero(np.diff(codes, prepend=-1))
    if not len(firsts):
        return Profiles(np.zeros(count + 1, np.int64), ids[:0], weights[:0])
    total = np.add.reduceat(weights, firsts) ** np.float32(EVENNESS)
    owners, ids = codes[firsts] >> 16, codes[firsts] & 0xFFFF
    norms = np.sqrt(np.bincount(owners, total.astype(np.float64) ** 2, count))
    indptr = np.concatenate([[0], np.cumsum(np.bincount(owners, minlength=count))])
    return Profiles(
        indptr.astype(np.int64), ids, (total / np.maximum(norms[owners], 1e-9)).astype(np.float32)
    )


def _by_concept(profiles: Profiles) -> tuple[Ints, Ints, Floats]:
    """The transposed matrix: where each concept begins, words, weights."""
    order = np.argsort(profiles.ids, kind="stable")
    words = np.repeat(np.arange(len(profiles)), np.diff(profiles.indptr))[order]
    counts = np.bincount(profiles.ids, minlength=1 << 16)
    return np.concatenate([[0], np.cumsum(counts)]), words, profiles.weights[order]


def _block(
    profiles: Profiles, columns: tuple[Ints, Ints, Floats], start: int, end: int, first: int
) -> NDArray[np.float64]:
    """Cosines of the words from `start` to `end` with those from `first` on, row after row."""
    indptr, words, weights = columns
    low, high = profiles.indptr[start], profiles.indptr[end]
    ids, mine = profiles.ids[low:high], profiles.weights[low:high]
    rows = np.repeat(np.arange(end - start), np.diff(profiles.indptr[start : end + 1]))
    starts = indptr[ids]
    sizes = indptr[ids + 1] - starts
    ends = np.cumsum(sizes)
    at = np.arange(int(ends[-1]) if len(ends) else 0) + np.repeat(starts - (ends - sizes), sizes)
    width = len(profiles) - first
    cells = np.repeat(rows * width - first, sizes) + words[at]
    products = np.repeat(mine, sizes) * weights[at]
    if first:
        kept = words[at] >= first
        cells, products = cells[kept], products[kept]
    return np.bincount(cells, products, (end - start) * width).astype(np.float64)


@cache
def load(path: Path = SHIPPED) -> Lexicon:
    """Read a lexicon made by `python -m training.lexicon`.

    Args:
        path: a folder with config.json, lexicon.safetensors and rules.json.

    Raises:
        ModelError: a file is missing or broken.
    """
    from safetensors import SafetensorError
    from safetensors.numpy import load as load_tensors

    missing = [name for name in FILES if not (path / name).is_file()]
    if missing:
        raise ModelError(f"lexicon in {path}: {missing[0]} is missing; install the package anew")
    try:
        config = json.loads((path / "config.json").read_bytes())
        name, expected = f"{config['name']} {config['version']}", config["sha256"]
        table, told = (
            (path / "lexicon.safetensors").read_bytes(),
            (path / "rules.json").read_bytes(),
        )
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ModelError(f"lexicon in {path}: cannot be read: {error!r}") from error
    total = hashlib.sha256(table)
    total.update(told)
    if total.hexdigest() != expected:
        raise ModelError(f"lexicon in {path}: files differ from config.json; install it anew")
    try:
        lexicon = made_of(load_tensors(table), json.loads(told), name, total.hexdigest()[:16])
    except (SafetensorError, KeyError, TypeError, ValueError) as error:
        raise ModelError(f"lexicon in {path}: cannot be read: {error}") from error
    return lexicon


def made_of(
    tensors: Mapping[str, NDArray[Any]], told: Mapping[str, Any], name: str, digest: str
) -> Lexicon:
    """The lexicon of the tensors and the rules that its files hold.

    Raises:
        KeyError, TypeError, ValueError: one of them is missing or broken.
    """
    near = (_starts(tensors["near_sizes"]), tensors["near_ids"], tensors["near_weights"])
    usual = np.zeros(len(tensors["near_sizes"]), np.float32)
    if "usual_ids" in tensors:
        usual[tensors["usual_ids"]] = tensors["usual_weights"]
    return Lexicon(
        name,
        digest,
        np.cumsum(tensors["steps"], dtype=np.uint32),
        _starts(tensors["sizes"]),
        tensors["ids"],
        tensors["weights"],
        near,
        {language: rules_of(one) for language, one in told.items()},
        usual,
        (tensors["verbs"] / 255).astype(np.float32),
    )


def _starts(sizes: NDArray[np.uint8]) -> NDArray[np.int32]:
    starts = np.zeros(len(sizes) + 1, np.int32)
    np.cumsum(sizes, out=starts[1:])
    return starts


def rules_of(told: Mapping[str, Any]) -> Rules:
    """The rules of a language, from what rules.json says of it.

    Args:
        told: the fields of `Rules`; scores of endings in hundredths.
    """
    read = dict(told)
    if "endings" in read:
        read["endings"] = {
            ending: [(other, score / 100) for other, score in some.items()]
            for ending, some in read["endings"].items()
        }
    return Rules(**read)
