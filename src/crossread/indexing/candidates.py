"""Keys → which articles are worth aligning, and which runs of words are boilerplate.

In: keys (`selection`), sorted. Out: candidates with hashes of boilerplate runs. A run is boilerplate
where several articles of one outlet, or many of any, hold it that otherwise share little: printed again
and again, it says nothing of where an article is from. Articles that are copies of each other
are not counted for it, however many there are.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossread.indexing.selection import split
from crossread.indexing.store import Known
from crossread.linking.aligning import COPY_COVERAGE
from crossread.linking.copies import BOILERPLATE, BOILERPLATE_ANYWHERE
from crossread.linking.words import Flags, Hashes, Places

# What makes two articles worth aligning: so many kept runs in both, or this share of those of the one
# that has fewer, but no fewer than the last. Set on the first half of the seeded edits of `news-en-8k`.
CANDIDATE_RUNS = 4
CANDIDATE_SHARE = 0.05
CANDIDATE_LEAST = 2
CANDIDATES = 256  # candidates of one article that are aligned, the likeliest first
POSTING_LIMIT = 24  # a run in more articles than this pairs each of them with the next few only
POSTING_CHAIN = 3

_HALF = np.uint64(32)
_NONE: Hashes = np.empty(0, dtype=np.uint64)


class Asked(NamedTuple):
    """Candidates of one article.

    Args:
        numbers: of the articles, the likeliest first.
        furniture: hashes of boilerplate runs, sorted.
    """

    numbers: list[int]
    furniture: Hashes


class Every(NamedTuple):
    """Candidates among all articles.

    Args:
        pairs: (number of pairs, 2) numbers, the lower first, sorted by the higher, then the lower.
        furniture: hashes of boilerplate runs, sorted.
    """

    pairs: Places
    furniture: Hashes


def of_one(
    keys: Hashes, runs: int, outlet: str | None, known: Callable[[list[int]], dict[int, Known]]
) -> Asked:
    """The candidates of one article.

    Args:
        keys: those of the index that share a hash with it, sorted, without its own.
        runs: kept runs that it has.
        outlet: who published it.
        known: gives those of some articles that are in the index.
    """
    keys = distinct(keys)
    hashes, numbers = split(keys)
    every, counts = np.unique(numbers, return_counts=True)
    copies = every[counts >= COPY_COVERAGE * runs]
    alone = ~np.isin(numbers, copies)
    furniture = _repeated(hashes[alone], BOILERPLATE_ANYWHERE - 1)
    if outlet is not None:
        few = alone & np.isin(hashes, _repeated(hashes[alone], BOILERPLATE - 1))
        there = known(np.unique(numbers[few]).tolist())
        mine = np.asarray([n for n, one in there.items() if one.outlet == outlet], dtype=np.int64)
        same = few & np.isin(numbers, mine)
        furniture = np.union1d(furniture, _repeated(hashes[same], BOILERPLATE - 1))
    every, counts = np.unique(numbers[~np.isin(hashes, furniture)], return_counts=True)
    likely = counts >= min(CANDIDATE_LEAST, max(1, runs))
    every, counts = every[likely], counts[likely]
    there = known(every.tolist())
    held = np.asarray([there[n].runs if n in there else -1 for n in every.tolist()], dtype=np.int64)
    likely = (held >= 0) & (counts >= needed(np.minimum(runs, held)))
    ranked = np.lexsort((every[likely], -counts[likely]))
    return Asked(every[likely][ranked[:CANDIDATES]].tolist(), furniture)


def of_all(parts: Callable[[], Iterator[Hashes]], outlets: Places) -> Every:
    """The candidates among all articles of an index.

    Args:
        parts: gives all keys anew at each call, in sorted arrays; a hash stands in one of them only.
        outlets: number of the outlet for each number of an article: 0 where it is not known, -1 where
            no such article is in the index.
    """
    held = np.zeros(len(outlets), dtype=np.int64)
    bad = np.zeros(len(outlets), dtype=np.int64)
    count = 0
    for keys in parts():
        held_by = _living(keys, outlets)
        held += np.bincount(held_by.numbers, minlength=len(held))
        for group in _often(held_by, outlets, None):
            bad[held_by.of(group)] += 1
        count += 1
    again = [held_by] if count == 1 else (_living(keys, outlets) for keys in parts())
    printed_again = bad >= COPY_COVERAGE * np.maximum(1, held)
    furniture: list[Hashes] = [_NONE]
    codes: list[Hashes] = [_NONE]
    counts: list[Places] = [held[:0]]
    for part in again:
        often = _often(part, outlets, printed_again) if bad.any() else []
        furniture.append(part.hashes[part.firsts[often]])
        part.sizes[often] = 0
        code, some = np.unique(_together(part), return_counts=True)
        codes.append(code)
        counts.append(some)
    code, back = np.unique(np.concatenate(codes), return_inverse=True)
    shared = np.bincount(back, np.concatenate(counts), len(code))
    second, first = split(code)
    pairs = np.stack((first, second.astype(np.int64)), axis=1)
    least = np.minimum(held[pairs[:, 0]], held[pairs[:, 1]])
    return Every(pairs[shared >= needed(least)], np.unique(np.concatenate(furniture)))


def needed(runs: Places) -> NDArray[np.float64]:
    """Kept runs that two articles must share.

    Args:
        runs: of the one of them that keeps fewer.
    """
    least = np.minimum(CANDIDATE_LEAST, np.maximum(1, runs))
    return np.clip(CANDIDATE_SHARE * runs, least, CANDIDATE_RUNS)


def distinct(keys: Hashes) -> Hashes:
    """Sorted keys, each once."""
    fresh = np.ones(len(keys), dtype=np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=fresh[1:])
    return keys[fresh]


class _Held(NamedTuple):
    """Keys by their hash.

    Args:
        hashes: of each key, sorted.
        numbers: of each key's article.
        firsts: where the keys of each hash begin.
        sizes: how many they are.
    """

    hashes: Hashes
    numbers: Places
    firsts: Places
    sizes: Places

    def of(self, group: int) -> Places:
        """Numbers of the articles of one hash."""
        return self.numbers[self.firsts[group] : self.firsts[group] + self.sizes[group]]


def _living(keys: Hashes, outlets: Places) -> _Held:
    """Sorted keys, each once, of articles that are in the index."""
    hashes, numbers = split(distinct(keys))
    kept = numbers < len(outlets)
    if not kept.all():
        hashes, numbers = hashes[kept], numbers[kept]
    kept = outlets[numbers] >= 0
    if not kept.all():
        hashes, numbers = hashes[kept], numbers[kept]
    return _Held(hashes, numbers, *_sizes(hashes))


def _sizes(hashes: Hashes) -> tuple[Places, Places]:
    """Where each group of equal neighbours begins, and how many it has."""
    fresh = np.ones(len(hashes), dtype=np.bool_)
    np.not_equal(hashes[1:], hashes[:-1], out=fresh[1:])
    firsts = np.flatnonzero(fresh)
    return firsts, np.diff(firsts, append=len(hashes))


def _repeated(hashes: Hashes, least: int) -> Hashes:
    """Sorted hashes that are there at least so often, each once."""
    firsts, sizes = _sizes(hashes)
    return hashes[firsts[sizes >= least]]


def _often(held: _Held, outlets: Places, but: Flags | None) -> list[int]:
    """The hashes that many articles hold, or several of one outlet, by their position.

    Args:
        held: keys by their hash.
        outlets: of each article.
        but: articles that do not count.
    """
    found: list[int] = []
    for group in np.flatnonzero(held.sizes >= BOILERPLATE).tolist():
        numbers = held.of(group)
        if but is not None:
            numbers = numbers[~but[numbers]]
        names = Counter(outlet for outlet in outlets[numbers].tolist() if outlet > 0)
        if len(numbers) >= BOILERPLATE_ANYWHERE or max(names.values(), default=0) >= BOILERPLATE:
            found.append(group)
    return found


def _together(held: _Held) -> Hashes:
    """A code for each two articles and each run that both hold: the higher number, then the lower."""
    codes: list[Hashes] = []
    holders = held.numbers.astype(np.uint64)
    for size in np.unique(held.sizes[held.sizes > 1]).tolist():
        block = holders[held.firsts[held.sizes == size][:, None] + np.arange(size)]
        reach = size if size <= POSTING_LIMIT else POSTING_CHAIN + 1
        for step in range(1, min(size, reach)):
            codes.append(((block[:, step:] << _HALF) | block[:, :-step]).ravel())
    return np.concatenate(codes) if codes else _NONE
