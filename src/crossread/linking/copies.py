"""Articles of one language → passages that stand in both, and the links that follow.

In: annotated articles. Out: `Reuse` records, one a pair of articles that share
text beyond chance: copies, edited copies, excerpts.

The way: every article becomes a row of word numbers (`words`). Pairs that share enough rare runs of
five words are candidates (an inverted index of hashed runs, built by one sort: O(n log n) in words).
Each candidate pair is aligned word by word (`aligning`).

Words inside quotation marks never count, neither as shared nor as a part of the whole: two
reporters at one press conference print the same quotations and still write their own articles.
Runs that one outlet prints in many otherwise different articles (its own boilerplate) do not
count either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from crossread.linking.aligning import COPY_COVERAGE, LINK_COVERAGE, shared
from crossread.linking.words import Flags, Hashes, Words, article_words, runs
from crossread.model import Annotated, Span

__all__ = ["COPY_COVERAGE", "LINK_COVERAGE", "Reuse", "candidates", "groups", "reuses"]

Ints = NDArray[np.int64]

# Calibrated on the first half of the seeded edits of `news-en-8k` (see bench/links.py) and on the
# pairs of unedited articles of that sample that came out, which were read by hand.
SHINGLE = 5  # words a run of the index has
POSTING_LIMIT = 24  # a run in more articles than this pairs each of them with the next few only
POSTING_CHAIN = 3
CANDIDATE_RUNS = 4  # shared runs that make a pair worth aligning…
CANDIDATE_SHARE = 0.25  # …or this share of the shorter article's runs, for very short ones
BOILERPLATE = 4  # articles of one outlet that hold a run before it is the outlet's furniture…
BOILERPLATE_ANYWHERE = 12  # …and articles of any outlet
GROUP_LIMIT = 150  # groups of copies up to this size are compared all with all


@dataclass(frozen=True, slots=True)
class Reuse:
    """What two articles of one language share.

    Args:
        first: position of one article in the sequence given, lower than `second`.
        second: position of the other.
        kind: `copy` or `excerpt`.
        coverage: share of the shorter article's own words that stand in the longer one, 0..1.
        longer: the same for the longer article.
        coverages: the same for the first and for the second article.
        exact: whether every word is the same.
        passages: pairs of spans, in the order of the first article.
        words: number of own words shared.
    """

    first: int
    second: int
    kind: Literal["copy", "excerpt"]
    coverage: float
    longer: float
    coverages: tuple[float, float]
    exact: bool
    passages: tuple[tuple[Span, Span], ...]
    words: int


def reuses(articles: Sequence[Annotated]) -> tuple[Reuse, ...]:
    """All pairs of articles that share text of their own.

    Args:
        articles: in the order that `Reuse.first` and `Reuse.second` count by.

    Returns:
        Sorted by (first, second). Cost: O(w log w) in words for the candidates, then linear in
        the words of each candidate pair.
    """
    rows = article_words(articles)
    grams = [runs(row.ids, SHINGLE) for row in rows]
    furniture = _boilerplate(articles, grams)
    rows = [_without(row, gram, furniture) for row, gram in zip(rows, grams)]
    found: dict[tuple[int, int], Reuse] = {}
    tried: set[tuple[int, int]] = set()
    for pair in candidates(rows, grams):
        tried.add(pair)
        if reuse := _reuse(articles, rows, pair):
            found[pair] = reuse
    for group in groups(found):
        if len(group) > GROUP_LIMIT:
            continue
        for position, i in enumerate(group):
            for j in group[position + 1 :]:
                if (i, j) not in tried and (reuse := _reuse(articles, rows, (i, j))):
                    found[i, j] = reuse
    return tuple(found[pair] for pair in sorted(found))


def candidates(rows: Sequence[Words], grams: Sequence[Hashes]) -> list[tuple[int, int]]:
    """Pairs of articles that share enough runs of words to be worth aligning.

    Args:
        rows: the articles.
        grams: their hashed runs of `SHINGLE` words, by position.

    Returns:
        Pairs (i, j), i < j, sorted.
    """
    own = [np.unique(gram[_own_runs(row, len(gram))]) for row, gram in zip(rows, grams)]
    if not own:
        return []
    hashes = np.concatenate(own) if own else np.empty(0, dtype=np.uint64)
    holders = np.repeat(np.arange(len(own), dtype=np.int64), [len(o) for o in own])
    order = np.lexsort((holders, hashes))
    hashes, holders = hashes[order], holders[order]
    edges = np.flatnonzero(np.diff(hashes)) + 1
    begins = np.concatenate(([0], edges))
    sizes = np.diff(np.concatenate((begins, [len(hashes)])))
    codes: list[Ints] = []
    number = len(own)
    for size in np.unique(sizes[sizes > 1]):
        block = holders[begins[sizes == size][:, None] + np.arange(size)]
        reach = int(size) if size <= POSTING_LIMIT else POSTING_CHAIN + 1
        for step in range(1, min(int(size), reach)):
            codes.append((block[:, :-step] * number + block[:, step:]).ravel())
    if not codes:
        return []
    pairs, shared = np.unique(np.concatenate(codes), return_counts=True)
    lengths = np.asarray([len(o) for o in own], dtype=np.int64)
    first, second = pairs // number, pairs % number
    least = np.minimum(lengths[first], lengths[second])
    keep = shared >= np.minimum(CANDIDATE_RUNS, np.maximum(1, CANDIDATE_SHARE * least))
    return [(int(i), int(j)) for i, j in zip(first[keep], second[keep])]


def _own_runs(row: Words, count: int) -> Flags:
    """Which runs of words hold more words outside quotations than inside."""
    total = np.concatenate(([0], np.cumsum(row.own)))
    flags: Flags = (total[SHINGLE : SHINGLE + count] - total[:count]) * 2 > SHINGLE
    return flags


def _boilerplate(articles: Sequence[Annotated], grams: Sequence[Hashes]) -> Hashes:
    """Runs that stand in many articles that share little else, sorted.

    Those of one outlet first, then those of all outlets together.
    """
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for position, article in enumerate(articles):
        if article.article.outlet:
            by_outlet[article.article.outlet].append(position)
    found = [
        _repeated([grams[p] for p in by_outlet[outlet]], BOILERPLATE)
        for outlet in sorted(by_outlet)
    ]
    found.append(_repeated(grams, BOILERPLATE_ANYWHERE))
    return np.unique(np.concatenate(found))


def _repeated(grams: Sequence[Hashes], least: int) -> Hashes:
    """Runs that at least `least` articles hold, articles printed again and again left out."""
    rows = [np.unique(gram) for gram in grams]
    often = _frequent(rows, least)
    if not len(often):
        return often
    others = [r for r in rows if len(r) and np.isin(r, often).mean() < COPY_COVERAGE]
    return _frequent(others, least)


def _frequent(rows: Sequence[Hashes], least: int) -> Hashes:
    """Runs that at least `least` articles hold."""
    if len(rows) < least:
        return np.empty(0, dtype=np.uint64)
    values, counts = np.unique(np.concatenate(rows), return_counts=True)
    often: Hashes = values[counts >= least]
    return often


def _without(row: Words, gram: Hashes, furniture: Hashes) -> Words:
    """The same row with boilerplate marked as not the article's own."""
    if not len(furniture) or not len(gram):
        return row
    own = row.own.copy()
    for position in np.flatnonzero(np.isin(gram, furniture)):
        own[position : position + SHINGLE] = False
    return Words(row.ids, row.starts, row.ends, own)


def _reuse(
    articles: Sequence[Annotated], rows: Sequence[Words], pair: tuple[int, int]
) -> Reuse | None:
    """What two articles share, with its places in their pages."""
    a, b = rows[pair[0]], rows[pair[1]]
    found = shared(a, b)
    if found is None:
        return None
    page_a, page_b = articles[pair[0]].page, articles[pair[1]].page
    spans = tuple(
        (
            page_a.span(int(a.starts[p.a_start]), int(a.ends[p.a_end - 1])),
            page_b.span(int(b.starts[p.b_start]), int(b.ends[p.b_end - 1])),
        )
        for p in found.passages
    )
    return Reuse(
        pair[0],
        pair[1],
        found.kind,
        found.coverage,
        found.longer,
        found.coverages,
        found.exact,
        spans,
        found.words,
    )


def groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Connected groups of three and more, sorted."""
    parent: dict[int, int] = {}

    def root(item: int) -> int:
        while parent.setdefault(item, item) != item:
            parent[item] = parent[parent[item]]
            item = parent[item]
        return item

    for i, j in sorted(pairs):
        low, high = sorted((root(i), root(j)))
        parent[high] = low
    members: dict[int, list[int]] = defaultdict(list)
    for item in sorted(parent):
        members[root(item)].append(item)
    return [members[key] for key in sorted(members) if len(members[key]) > 2]
