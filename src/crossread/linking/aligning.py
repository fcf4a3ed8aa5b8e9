"""Two rows of words → the passages that stand in both, and whether they depend on each other.

In: the words of two articles of one language (`words`). Out: `Shared`, with passages.

The way: runs of four words that both have are seeds; each is extended as far as the words are equal,
and runs are chained to one passage where only a few words lie between them. So moved paragraphs are
found, and changed words lie inside a passage. A word of either article stands in one passage at most.

Words inside quotation marks never count, neither as shared nor as a part of the whole. The idea of
seeds and chains is that of sequence alignment (BLAST, Altschul et al. 1990) and of passim (Smith,
Cordell, Mullen 2015) for reprinted news.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from rapidfuzz.distance import LCSseq

from crossread.linking.words import Flags, Hashes, Places, Words, runs

# Calibrated on the first half of the seeded edits of `news-en-8k` (see bench/links.py) and on the
# pairs of unedited articles of that sample that came out, which were read by hand.
SEED = 4  # words a seed of the alignment has
GAP = 16  # words that may differ between two shared runs of one passage
PASSAGE_WORDS = 8  # words outside quotations that a passage must share
LINK_COVERAGE = 0.3  # share of the shorter article's own words that makes the two dependent…
LINK_WORDS = 12  # …if it is at least so many words…
LINK_NEARLY_ALL = 0.8  # …or nearly all of them
PASSAGE_ALONE = 50  # words outside quotations that one passage must share to count by itself
COPY_COVERAGE = 0.66  # share of the longer article's own words above which all of it is a copy
SEED_PLACES = 64  # places of one seed in the other article that are looked at

_PLACE_BITS = 20  # of a number that holds whose a seed is, and its place: below LETTER_LIMIT
_PLACE = 1 << _PLACE_BITS

Block = tuple[int, int, int]
"""Start in one article, start in the other, number of equal words."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words `a_start` to `a_end` of one article answer to `b_start` to `b_end` of the other.

    `same` counts the equal words outside quotations.
    """

    a_start: int
    a_end: int
    b_start: int
    b_end: int
    same: int


@dataclass(frozen=True, slots=True)
class Shared:
    """What two rows of words share beyond chance.

    Args:
        kind: `copy` where nearly all of the longer article is shared, else `excerpt`.
        coverages: share (0..1) of each article's own words that stand in the other.
        coverage: that of the article with fewer own words.
        longer: that of the other.
        exact: whether every word is the same.
        words: number of own words shared.
        passages: in the order of the first article.
    """

    kind: Literal["copy", "excerpt"]
    coverages: tuple[float, float]
    coverage: float
    longer: float
    exact: bool
    words: int
    passages: tuple[Passage, ...]


def shared(a: Words, b: Words) -> Shared | None:
    """What two articles share, or None where they are independent as far as words tell.

    Args:
        a: one article.
        b: the other.
    """
    passages = align(a, b)
    if not passages:
        return None
    same = sum(passage.same for passage in passages)
    own_a, own_b = max(1, int(a.own.sum())), max(1, int(b.own.sum()))
    share_a, share_b = (round(min(1.0, same / own), 4) for own in (own_a, own_b))
    coverage, longer = (share_a, share_b) if own_a <= own_b else (share_b, share_a)
    longest = max(passage.same for passage in passages)
    enough = same >= LINK_WORDS or coverage >= LINK_NEARLY_ALL
    if longest < PASSAGE_ALONE and (coverage < LINK_COVERAGE or not enough):
        return None
    return Shared(
        "copy" if longer >= COPY_COVERAGE else "excerpt",
        (share_a, share_b),
        coverage,
        longer,
        np.array_equal(a.ids, b.ids),
        same,
        tuple(passages),
    )


def align(a: Words, b: Words) -> list[Passage]:
    """Passages that stand in both articles, in the order of the first.

    Args:
        a: one article.
        b: the other.

    Returns:
        Passages that share at least `PASSAGE_WORDS` words outside quotations; a word of either
        article stands in one passage at most.
    """
    passages: list[Passage] = []
    chain: list[Block] = []
    own_a, own_b = _bits(a.own), _bits(b.own)
    for block in _blocks(a.ids, b.ids):
        if chain and not _follows(chain[-1], block):
            passages += _passage(a, b, chain, own_a, own_b)
            chain = []
        chain.append(block)
    if chain:
        passages += _passage(a, b, chain, own_a, own_b)
    return passages


def _blocks(a: Hashes, b: Hashes) -> list[Block]:
    """Maximal equal runs of at least `SEED` words.

    Where a run stands several times in `b`, the place that goes on from the last block is taken,
    else the first free one. Stretches whose seeds stand once in `b` are found by numpy, so that the
    cost is that of one sort plus a little for each block.
    """
    if len(a) < SEED or len(b) < SEED:
        return []
    words_a, words_b = a.tobytes(), b.tobytes()
    if (at := _inside(words_a, words_b)) >= 0:
        return [(0, at, len(a))]
    if (at := _inside(words_b, words_a)) >= 0:
        return [(at, 0, len(b))]
    place, several = _places(runs(a, SEED), runs(b, SEED))
    hits = np.flatnonzero(place >= 0)
    if not len(hits):
        return []
    stops = np.flatnonzero(np.append(np.diff(place) != 1, True))
    until = stops[np.searchsorted(stops, hits)].tolist()
    starts, first = hits.tolist(), place[hits].tolist()
    used = bytearray(len(b))
    blocks: list[Block] = []
    following = 0  # where the last block ended in b
    number = 0
    while number < len(starts):
        i, j = starts[number], first[number]
        length = until[number] - i + SEED
        places = several.get(i)
        if places is not None:
            free = [k for k in places if not used[k] and not used[k + SEED - 1]]
            j = min(free, key=lambda k: (k < following, abs(k - following)), default=-1)
            length = SEED
        elif used[j] or used[j + SEED - 1]:
            j = -1
        if j < 0 or not _equal(words_a, words_b, i, j, length):
            number += 1
            continue
        length = _extended(words_a, words_b, i, j, length)
        taken = used.find(1, j + SEED, j + length)
        if taken >= 0:
            length = taken - j
        used[j : j + length] = b"\x01" * length
        blocks.append((i, j, length))
        following = j + length
        number = bisect_left(starts, i + length, number + 1)
    return blocks


def _places(seeds_a: Hashes, seeds_b: Hashes) -> tuple[Places, dict[int, list[int]]]:
    """The first place of each seed of a in b, -2 where it is not there; all places where several.

    One sort of both: a seed's upper bits, then whose it is (b's come first), then its place.
    """
    mask = np.uint64(_PLACE - 1)
    places_a, places_b = np.arange(len(seeds_a)), np.arange(len(seeds_b))
    packed = np.concatenate((seeds_b & ~mask, seeds_a & ~mask))
    packed[: len(seeds_b)] |= places_b.astype(np.uint64)
    packed[len(seeds_b) :] |= places_a.astype(np.uint64) | np.uint64(_PLACE >> 1)
    packed.sort()
    seed = packed >> np.uint64(_PLACE_BITS)
    fresh = np.ones(len(seed), dtype=np.bool_)
    np.not_equal(seed[1:], seed[:-1], out=fresh[1:])
    firsts = np.flatnonzero(fresh)
    group = np.cumsum(fresh) - 1
    low = (packed & mask).astype(np.int64)
    of_a = low >= _PLACE >> 1
    in_both = ~of_a[firsts]
    at = np.flatnonzero(of_a & in_both[group])
    start = firsts[group[at]]
    place = np.full(len(seeds_a), -2, dtype=np.int64)
    own = low[at] - (_PLACE >> 1)
    place[own] = low[start]
    twice = ~of_a[np.minimum(start + 1, len(of_a) - 1)] & (start + 1 < at) & ~fresh[start + 1]
    several: dict[int, list[int]] = {}
    for i, begin in zip(own[twice].tolist(), start[twice].tolist()):
        some = low[begin : begin + SEED_PLACES]
        end = int(np.argmax(fresh[begin + 1 : begin + SEED_PLACES])) + 1
        some = some[: end if fresh[begin + 1 : begin + SEED_PLACES].any() else None]
        several[i] = some[some < _PLACE >> 1].tolist()
    return place, several


def _inside(some: bytes, words: bytes) -> int:
    """The first word where all of some words stand in others; -1 where they do not; 8 bytes a word."""
    at = words.find(some)
    while at % 8 and at >= 0:
        at = words.find(some, at + 1)
    return at // 8 if at >= 0 else -1


def _equal(a: bytes, b: bytes, i: int, j: int, length: int) -> bool:
    """Whether words from `i` in a and `j` in b are equal; 8 bytes a word."""
    return a[8 * i : 8 * (i + length)] == b[8 * j : 8 * (j + length)]


def _extended(a: bytes, b: bytes, i: int, j: int, length: int) -> int:
    """How many words from `i` in a and `j` in b are equal, at least `length`; 8 bytes a word.

    Steps grow while they succeed and shrink where they fail.
    """
    most = min(len(a) // 8 - i, len(b) // 8 - j)
    step = 1
    while step and length < most:
        step = min(step, most - length)
        if _equal(a, b, i + length, j + length, step):
            length += step
            step *= 4
        else:
            step //= 2
    return length


def _follows(block: Block, after: Block) -> bool:
    """Whether only a few words lie between two blocks, in both articles."""
    gap_a = after[0] - block[0] - block[2]
    gap_b = after[1] - block[1] - block[2]
    return gap_a <= GAP and 0 <= gap_b <= GAP


def _passage(a: Words, b: Words, chain: list[Block], own_a: int, own_b: int) -> list[Passage]:
    """One passage of a chain of blocks, or none where too few words outside quotations agree."""
    same = 0
    for i, j, length in chain:
        same += ((own_a >> i) & (own_b >> j) & ((1 << length) - 1)).bit_count()
    for before, block in pairwise(chain):
        same += _between(a, b, before, block)
    if same < PASSAGE_WORDS:
        return []
    first, last = chain[0], chain[-1]
    return [Passage(first[0], last[0] + last[2], first[1], last[1] + last[2], same)]


def _between(a: Words, b: Words, before: Block, block: Block) -> int:
    """Equal words outside quotations between two blocks that follow each other."""
    low_a, low_b = before[0] + before[2], before[1] + before[2]
    gap_a, gap_b = block[0] - low_a, block[1] - low_b
    if not gap_a or not gap_b or gap_a == gap_b == 1:
        return 0  # of one word each, for else it would be part of a block
    ids_a, ids_b = a.ids[low_a : block[0]].tolist(), b.ids[low_b : block[1]].tolist()
    if set(ids_a).isdisjoint(ids_b):
        return 0
    same = 0
    for step in LCSseq.opcodes(ids_a, ids_b):
        if step.tag == "equal":
            for k in range(step.src_end - step.src_start):
                i, j = low_a + step.src_start + k, low_b + step.dest_start + k
                same += bool(a.own[i] and b.own[j])
    return same


def _bits(flags: Flags) -> int:
    """The flags as the bits of one number, the first one lowest."""
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")
