"""Rows of words → the few runs of words that an index keeps of each article.

In: batches of words (`linking.words`). Out: keys, one a kept run: its hash in the upper 32 bits, the
article's number in the lower 32.

A run of five words is kept where its hash falls in the lowest quarter of all hashes. So whether a run
is kept depends on its words alone: each run that two articles share is kept in both or in neither, and
one changed word loses the five runs that hold it and no more. (Windows, as in winnowing, promise a
kept run in every stretch, but a change beside a run can then lose it.) The method is that of
"0 mod p" selection (Manber 1994; Schleimer, Wilkerson, Aiken 2003).

With one run in `SHARE` kept, an excerpt of 36 words keeps 8 of its 32 on average; that fewer than
the two that make a candidate are left happens 1 time in 850. A short text keeps at least its `LEAST`
lowest runs, so that its copies are found however short it is.
"""

from __future__ import annotations

import numpy as np

from crossread.linking.copies import SHINGLE
from crossread.linking.words import Batch, Flags, Hashes, Places, runs

SHARE = 4  # one run in so many is kept; a power of 2
LEAST = 8  # runs that a text keeps, if it has so many
_LIMIT = np.uint64((1 << 64) // SHARE)
_LOW = np.uint64(0xFFFFFFFF)
_HALF = np.uint64(32)


def keys(batch: Batch, numbers: Places) -> Hashes:
    """The keys of a batch of texts.

    Args:
        batch: their words.
        numbers: of the articles, below 2**32, in the order of the batch.

    Returns:
        Unsorted; a run that a text holds twice is there twice. Runs that hold more words inside
        quotations than outside are left out, and so are runs over the end of a text.
    """
    hashed, places = selected(batch)
    holders = numbers[np.searchsorted(batch.bounds, places, "right") - 1]
    return (hashed << _HALF) | holders.astype(np.uint64)


def selected(batch: Batch) -> tuple[Hashes, Places]:
    """The hashes (32 bits) of the kept runs of a batch, and the number of their first word."""
    if len(batch.words.ids) < SHINGLE:
        return np.empty(0, dtype=np.uint64), np.empty(0, dtype=np.int64)
    every = runs(batch.words.ids, SHINGLE)
    kept, texts = _good(batch, np.flatnonzero(every < _LIMIT))
    few = np.flatnonzero(np.bincount(texts, minlength=len(batch)) < LEAST)
    if len(few):
        more = [kept[~np.isin(texts, few)]]
        for text in few.tolist():
            low, high = int(batch.bounds[text]), int(batch.bounds[text + 1])
            own, _ = _good(batch, np.arange(low, max(low, high - SHINGLE + 1)))
            own = own[np.argsort(every[own], kind="stable")]
            _, firsts = np.unique(every[own], return_index=True)
            lowest = every[own[firsts[:LEAST]]]
            more.append(own[np.isin(every[own], lowest)])
        kept = np.sort(np.concatenate(more))
    return (every[kept] << np.uint64(SHARE.bit_length() - 1)) >> _HALF, kept


def _good(batch: Batch, places: Places) -> tuple[Places, Places]:
    """Those of some runs that are mostly outside quotations, within one text; and their texts."""
    inside = np.zeros(len(batch.words.own) + 1, dtype=np.int32)
    np.cumsum(~batch.words.own, dtype=np.int32, out=inside[1:])
    ends = places + SHINGLE
    texts = np.searchsorted(batch.bounds, places, "right") - 1
    good = (inside[ends] - inside[places]) * 2 < SHINGLE
    good &= batch.bounds[texts + 1] >= ends
    return places[good], texts[good]


def split(made: Hashes) -> tuple[Hashes, Places]:
    """Hashes and article numbers of keys."""
    return made >> _HALF, (made & _LOW).astype(np.int64)


def marked(batch: Batch, furniture: Hashes) -> Flags:
    """Which words of a batch stand in runs that are boilerplate.

    Args:
        batch: the words.
        furniture: hashes of kept runs that are boilerplate, sorted.

    Returns:
        A flag a word. From one such run to the next all words count as boilerplate too, where no
        other kept run lies between them: only every `SHARE`-th run is known.
    """
    flags = np.zeros(len(batch.words.ids), dtype=np.bool_)
    hashed, places = selected(batch)
    if not len(furniture) or not len(hashed):
        return flags
    bad = furniture[np.minimum(np.searchsorted(furniture, hashed), len(furniture) - 1)] == hashed
    text = np.searchsorted(batch.bounds, places, "right")
    joined = bad[:-1] & bad[1:] & (text[:-1] == text[1:])
    ends = places + SHINGLE
    ends[:-1] = np.where(joined, np.maximum(ends[:-1], places[1:]), ends[:-1])
    depth = np.zeros(len(flags) + 1, dtype=np.int64)
    np.add.at(depth, places[bad], 1)
    np.add.at(depth, ends[bad], -1)
    return np.asarray(np.cumsum(depth[:-1]) > 0)
