"""Texts → rows of word numbers, many texts at once.

In: plain texts, or annotated articles. Out: for every word its number, its place and whether it
stands outside quotation marks. This is the one road from text to words that comparing wording takes,
in memory (`copies`) and on disk (`crossread.indexing`).

The number of a word is a hash of its letters, the same in every process and run. Before hashing,
letters are folded: no case, no accents, no compatibility forms (full width, ligatures of one letter);
what cannot be seen (soft hyphens, joiners, combining marks) is passed over. A copy that lost its
accents or was sown with invisible characters so keeps its words. A character of a script that is
written without spaces is a word of its own.

Everything that is done for each character or word is done by numpy for a whole batch: characters
become table entries, borders of words come from where the entries change, and a word's letters are
read eight at a time as one number. That is about 20 µs an article of 600 words, where a regular
expression and a dictionary take some 300.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossread.linking.quotations import MARKS, quoted_ranges
from crossread.model import Annotated

Hashes = NDArray[np.uint64]
Places = NDArray[np.int64]
Flags = NDArray[np.bool_]

LETTER_LIMIT = 400_000  # characters of an article that are read
OWN_WORDS = 12  # an article with fewer words outside quotations is judged with its quotations
BATCH_LETTERS = 100_000  # characters worked on at once: their arrays stay in the processor's cache

# One character of these scripts is a word.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")

# Entries of the table of characters below those of letters: marks from 1 on, and what is passed over.
_HIDDEN = 16
_LETTER = 32

_AS_THEY_ARE = ((0x3400, 0x4DBF), (0x4E00, 0x9FFC), (0xAC00, 0xD7A3))  # Chinese and Korean letters
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
# Odd constants of splitmix64 and MurmurHash3: products of 64 bits that spread every bit.
_MIX = tuple(
    np.uint64(number)
    for number in (
        0x9E3779B97F4A7C15,
        0xBF58476D1CE4E5B9,
        0x94D049BB133111EB,
        0xFF51AFD7ED558CCD,
        0xC4CEB9FE1A85EC53,
    )
)
_KEEP = np.asarray([(1 << (8 * n)) - 1 for n in range(9)], dtype=np.uint64)  # the first n bytes


@dataclass(frozen=True, slots=True)
class Words:
    """An article as a row of words.

    Args:
        ids: number of each word, the same for the same word everywhere.
        starts: first code point of each word.
        ends: one past its last.
        own: whether the word stands outside quotations.
    """

    ids: Hashes
    starts: Places
    ends: Places
    own: Flags


@dataclass(frozen=True, slots=True)
class Batch:
    """The words of several texts in one row.

    Args:
        words: of all texts; places count from the start of the first text.
        bounds: number of the first word of each text, and of all words at the end.
        bases: place of each text's first character.
    """

    words: Words
    bounds: Places
    bases: Places

    def __len__(self) -> int:
        """Number of texts."""
        return len(self.bases)

    def row(self, number: int) -> Words:
        """The words of one text, places counted in that text."""
        low, high = int(self.bounds[number]), int(self.bounds[number + 1])
        base, every = self.bases[number], self.words
        return Words(
            every.ids[low:high],
            every.starts[low:high] - base,
            every.ends[low:high] - base,
            every.own[low:high],
        )


def article_words(articles: Sequence[Annotated]) -> list[Words]:
    """The words of each article's deck and body (of its headline where it has nothing else).

    Args:
        articles: in any order.

    Returns:
        A row an article; places count in its page. Words in quotation marks, and those of the
        article's direct quotes, are not its own.
    """
    told = [article_text(article) for article in articles]
    rows: list[Words] = []
    for some in sized([len(one.text) for one in told]):
        batch = words([one.text for one in told[some]], [one.quoted for one in told[some]])
        for number, one in enumerate(told[some]):
            row = batch.row(number)
            if one.begins:
                at = np.searchsorted(np.asarray(one.begins), row.starts, "right") - 1
                move = np.asarray(one.moves, dtype=np.int64)[at]
                row = Words(row.ids, row.starts + move, row.ends + move, row.own)
            rows.append(row)
    return rows


@dataclass(frozen=True, slots=True)
class Text:
    """An article's own text as one string, a paragraph a line.

    Args:
        text: the string.
        begins: place of each paragraph in it.
        moves: what to add to a place in that paragraph to have the place in the page.
        quoted: ranges of the article's direct quotes in the string.
    """

    text: str
    begins: tuple[int, ...]
    moves: tuple[int, ...]
    quoted: tuple[tuple[int, int], ...]


def article_text(article: Annotated) -> Text:
    """The text of an article that is compared: deck and body, or else the headline.

    Args:
        article: the article.

    Returns:
        Its paragraphs in the order of the page, up to `LETTER_LIMIT` characters.
    """
    record = article.article
    parts = list(record.body) + list(record.deck)
    if not record.body and record.headline is not None:
        parts.append(record.headline)
    parts.sort(key=lambda span: (span.start, span.end))
    pieces: list[str] = []
    begins: list[int] = []
    moves: list[int] = []
    quotes = [(q.span.start, q.span.end) for q in article.quotes if q.kind == "direct"]
    quoted: list[tuple[int, int]] = []
    length = 0
    for part in parts:
        text = part.text[: max(0, LETTER_LIMIT - length)].replace("\n", " ")
        pieces.append(text)
        begins.append(length)
        moves.append(part.start - length)
        for start, end in quotes:
            low, high = max(start, part.start), min(end, part.start + len(text))
            if low < high:
                quoted.append((low - moves[-1], high - moves[-1]))
        length += len(text) + 1
    return Text("\n".join(pieces), tuple(begins), tuple(moves), tuple(quoted))


def batches(texts: Sequence[str]) -> Iterator[Batch]:
    """The words of many texts, in batches of a size that is quick to work on.

    Args:
        texts: a paragraph a line.

    Yields:
        Batches in order; the numbers of their texts go on from one to the next.
    """
    for some in sized([len(text) for text in texts]):
        yield words(texts[some])


def words(texts: Sequence[str], quoted: Sequence[Sequence[tuple[int, int]]] = ()) -> Batch:
    """The words of some texts.

    Args:
        texts: a paragraph a line; only the first `LETTER_LIMIT` characters of each are read.
        quoted: for each text, ranges that are quotations beside those in quotation marks.

    Returns:
        One batch. Cost: linear in the characters.
    """
    texts = [text[:LETTER_LIMIT] for text in texts]
    joined = "\n".join(["", *texts, ""])
    bases = np.cumsum([1, *(len(text) + 1 for text in texts)], dtype=np.int64)
    entries, places = _entries(joined)
    top = int(entries.max())
    starts, ends = _borders(entries, top)
    ids = _hashed(entries, top, starts, ends - starts)
    marks = np.flatnonzero(entries - np.uint16(1) < _HIDDEN - 1)  # 0 becomes the highest number
    kinds = entries[marks]
    if places is not None:
        starts, ends, marks = places[starts], places[ends - 1] + 1, places[marks]
    ranges = quoted_ranges(joined, marks, kinds)
    given = [(base + s, base + e) for base, some in zip(bases.tolist(), quoted) for s, e in some]
    if given:
        ranges = np.concatenate((ranges, np.asarray(given, dtype=np.int64)))
    bounds = np.searchsorted(starts, bases)
    return Batch(Words(ids, starts, ends, _own(starts, ranges, bounds)), bounds, bases[:-1])


def runs(ids: Hashes, size: int) -> Hashes:
    """A hash of each run of `size` neighbouring words, by the position of its first word.

    Args:
        ids: numbers of words; already spread over 64 bits, so that a sum of products keeps runs apart.
        size: words of a run, 2..5.
    """
    count = max(0, len(ids) - size + 1)
    total = ids[:count] * _MIX[0]
    for offset in range(1, size):
        total += ids[offset : offset + count] * _MIX[offset]
    total ^= total >> np.uint64(32)
    total *= _MIX[1]
    total ^= total >> np.uint64(29)
    return total


def sized(lengths: Sequence[int]) -> Iterator[slice]:
    """Cut a row of texts into batches of about `BATCH_LETTERS` characters.

    Args:
        lengths: characters of each text.

    Yields:
        Slices that follow each other, each of one text at least.
    """
    first = total = 0
    for number, length in enumerate(lengths):
        total += length
        if total >= BATCH_LETTERS:
            yield slice(first, number + 1)
            first, total = number + 1, 0
    if first < len(lengths):
        yield slice(first, len(lengths))


def _entries(joined: str) -> tuple[NDArray[np.uint16], Places | None]:
    """The table entry of each character, without those passed over, and the places of the rest.

    The places are None where nothing was passed over.
    """
    raw = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    if len(raw) != len(joined):
        joined = _ASTRAL.sub(_stand_in, joined)
        raw = np.frombuffer(joined.encode("utf-16-le", "surrogatepass"), dtype="<u2")
    entries = _table()[0].take(raw)
    hidden = entries == _HIDDEN
    if hidden.any():
        places = np.flatnonzero(~hidden)
        return entries[places], places
    return entries, None


def _stand_in(match: re.Match[str]) -> str:
    """A character of the basic plane for one beyond it; pictures part words."""
    character = match.group()
    if not character.isalnum():
        return " "
    plain = _folded(character)
    if plain != character:
        return plain
    code = ord(character)
    if code >= 0x20000:  # further Chinese characters
        return chr(0x4E00 + code % 0x5000)
    return chr(0xA000 + code % 0x400)  # letters of rare scripts: as those of another rare one


def _borders(entries: NDArray[np.uint16], top: int) -> tuple[Places, Places]:
    """Where each word starts and ends; the first and last entry are no letters, `top` the highest."""
    letter = entries >= _LETTER
    before, after = letter[:-1], letter[1:]
    if top < ord(UNSPACED[0]):
        edges = np.flatnonzero(before != after) + 1
        return edges[0::2], edges[1::2]
    alone = _table()[1].take(entries)
    edge = alone[:-1] | alone[1:]
    return (
        np.flatnonzero(after & (~before | edge)) + 1,
        np.flatnonzero(before & (~after | edge)) + 1,
    )


def _hashed(entries: NDArray[np.uint16], top: int, starts: Places, lengths: Places) -> Hashes:
    """A hash of the letters of each word: of their low bytes and, where there are any, high ones."""
    total = _by_eight(entries, starts, lengths)
    if top > 0xFF:
        total ^= _by_eight(entries >> np.uint16(8), starts, lengths) * _MIX[4]
    return total


def _by_eight(entries: NDArray[np.uint16], starts: Places, lengths: Places) -> Hashes:
    """A hash of the low bytes of each range of entries, read eight at a time; 0 where all are 0."""
    padded = np.empty(len(entries) + 8, dtype=np.uint8)
    np.copyto(padded[:-8], entries, casting="unsafe")
    padded[-8:] = 0
    eight = np.ndarray((len(entries) + 1,), dtype="<u8", buffer=padded.data, strides=(1,))
    total: Hashes = eight[starts]
    total &= _KEEP.take(lengths, mode="clip")
    total *= _MIX[0]
    total ^= total >> np.uint64(32)
    rest, done = np.flatnonzero(lengths > 8), 8
    while len(rest):
        left = lengths[rest] - done
        piece = eight[starts[rest] + done]
        piece &= _KEEP.take(left, mode="clip")
        piece ^= total[rest]
        piece *= _MIX[1]
        piece ^= piece >> np.uint64(29)
        total[rest] = piece
        done += 8
        rest = rest[left > 8]
    return total


def _own(starts: Places, ranges: Places, bounds: Places) -> Flags:
    """Which words start outside all ranges; all of a text's where next to none do."""
    if not len(ranges):
        return np.ones(len(starts), dtype=np.bool_)
    edges = np.searchsorted(starts, ranges)
    depth = np.zeros(len(starts) + 1, dtype=np.int32)
    np.add.at(depth, edges[:, 0], 1)
    np.subtract.at(depth, edges[:, 1], 1)
    own: Flags = np.cumsum(depth[:-1], dtype=np.int32) == 0
    sums = np.zeros(len(starts) + 1, dtype=np.int32)
    np.cumsum(own, dtype=np.int32, out=sums[1:])
    for number in np.flatnonzero(np.diff(sums[bounds]) < OWN_WORDS).tolist():
        own[bounds[number] : bounds[number + 1]] = True
    return own


@cache
def _table() -> tuple[NDArray[np.uint16], Flags]:
    """Entry of each character of the basic plane, and which entries are words of their own.

    0 parts words; then come the marks, what is passed over, and letters and digits, folded.
    """
    entries = np.zeros(1 << 16, dtype=np.uint16)
    for low, high in _AS_THEY_ARE:
        entries[low : high + 1] = np.arange(low, high + 1)
    for code in np.flatnonzero(entries == 0).tolist():
        character = chr(code)
        category = unicodedata.category(character)
        if category[0] == "M" or category == "Cf":
            entries[code] = _HIDDEN
        elif character.isalnum():
            entries[code] = ord(_folded(character))
    for number, mark in enumerate(MARKS, start=1):
        entries[ord(mark)] = number
    alone = np.zeros(1 << 16, dtype=np.bool_)
    for first, last in zip(UNSPACED[0::3], UNSPACED[2::3]):
        codes = np.arange(ord(first), ord(last) + 1)
        bare = codes[(entries[codes] == 0) | (entries[codes] == _HIDDEN)]
        entries[bare] = bare
        alone[codes] = True
    return entries, alone


def _folded(character: str) -> str:
    """A letter without case, accents and compatibility form, where one letter is left."""
    apart = unicodedata.normalize("NFKD", character.casefold())
    plain = "".join(one for one in apart if unicodedata.category(one)[0] != "M")
    fits = len(plain) == 1 and _LETTER <= ord(plain) < 1 << 16
    return plain if fits else character
