"""Articles of one language → passages that stand in both, and the links that follow.

In: annotated articles. Out: `Reuse` records, one a pair of articles that share
text beyond chance: copies, edited copies, excerpts.

The way: every article becomes a row of word numbers. Pairs that share enough rare runs of five
words are candidates (an inverted index of hashed runs, built by one sort: O(n log n) in words).
Each candidate pair is aligned by seed and extension: shared runs of four words, extended, then
chained where only a few words differ between them, so that moved paragraphs are found too.

Words inside quotation marks never count, neither as shared nor as a part of the whole: two
reporters at one press conference print the same quotations and still write their own articles.
Runs that one outlet prints in many otherwise different articles (its own boilerplate) do not
count either.

The idea of seeds and chains is that of sequence alignment (BLAST, Altschul et al. 1990) and of
passim (Smith, Cordell, Mullen 2015) for reprinted news.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import LCSseq

from crossread.model import Annotated, Span

Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

# Calibrated on the first half of the seeded edits of `news-en-8k` (see bench/links.py) and on the
# pairs of unedited articles of that sample that came out, which were read by hand.
SHINGLE = 5  # words a run of the index has
SEED = 4  # words a seed of the alignment has
POSTING_LIMIT = 24  # a run in more articles than this pairs each of them with the next few only
POSTING_CHAIN = 3
CANDIDATE_RUNS = 4  # shared runs that make a pair worth aligning…
CANDIDATE_SHARE = 0.25  # …or this share of the shorter article's runs, for very short ones
GAP = 16  # words that may differ between two shared runs of one passage
PASSAGE_WORDS = 8  # words outside quotations that a passage must share
LINK_COVERAGE = 0.3  # share of the shorter article's own words that makes the two dependent
PASSAGE_ALONE = 50  # words outside quotations that one passage must share to count by itself
COPY_COVERAGE = 0.66  # share of the longer article's own words above which all of it is a copy
LETTER_LIMIT = 400_000  # characters of an article that are read here
OWN_WORDS = 12  # an article with fewer words outside quotations is judged with its quotations
BOILERPLATE = 4  # articles of one outlet that hold a run before it is the outlet's furniture…
BOILERPLATE_ANYWHERE = 12  # …and articles of any outlet
GROUP_LIMIT = 150  # groups of copies up to this size are compared all with all

# One character of a script that is written without spaces is a word of its own.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
WORD = re.compile(rf"[{_UNSPACED}]|[^\W_{_UNSPACED}]+")
_QUOTED = re.compile(r"[“„«]([^“”„«»]{1,1500})[”“»]|\"([^\"]{1,1500})\"|「([^「」]{1,1500})」")
_OPEN = re.compile(r"^\s*[“«\"]")  # an opening mark that the paragraph never closes
_CLOSE = re.compile(r"[”»\"]")


@dataclass(frozen=True, slots=True)
class Words:
    """An article as a row of words.

    Args:
        ids: number of each word, the same for the same word in all articles of one call.
        starts: first code point of each word in the page.
        ends: one past its last.
        own: whether the word stands outside quotations.
    """

    ids: Ints
    starts: Ints
    ends: Ints
    own: Flags


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
class Reuse:
    """What two articles of one language share.

    Args:
        first: position of one article in the sequence given, lower than `second`.
        second: position of the other.
        kind: `copy` or `excerpt`.
        coverage: share of the shorter article's own words that stand in the longer one, 0..1.
        longer: the same for the longer article.
        exact: whether every word is the same.
        passages: pairs of spans, in the order of the first article.
        words: number of own words shared.
    """

    first: int
    second: int
    kind: str
    coverage: float
    longer: float
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
    numbers: dict[str, int] = {}
    rows = [words(article, numbers) for article in articles]
    grams = [_grams(row.ids, SHINGLE) for row in rows]
    furniture = _boilerplate(articles, grams)
    rows = [_without(row, gram, furniture) for row, gram in zip(rows, grams)]
    found: dict[tuple[int, int], Reuse] = {}
    tried: set[tuple[int, int]] = set()
    for pair in candidates(rows, grams):
        tried.add(pair)
        if reuse := _judge(articles, rows, pair):
            found[pair] = reuse
    for group in _groups(found):
        if len(group) > GROUP_LIMIT:
            continue
        for position, i in enumerate(group):
            for j in group[position + 1 :]:
                if (i, j) not in tried and (reuse := _judge(articles, rows, (i, j))):
                    found[i, j] = reuse
    return tuple(found[pair] for pair in sorted(found))


def words(article: Annotated, numbers: dict[str, int]) -> Words:
    """The words of an article's deck and body (of its headline where it has nothing else).

    Args:
        article: the article.
        numbers: the number of every word seen; new words are added.

    Returns:
        Case and compatibility forms are folded; marks are no words.
    """
    record = article.article
    parts = list(record.body) + list(record.deck)
    if not record.body and record.headline is not None:
        parts.append(record.headline)
    parts.sort(key=lambda span: (span.start, span.end))
    ids: list[int] = []
    starts: list[int] = []
    ends: list[int] = []
    quoted: list[tuple[int, int]] = []
    room = LETTER_LIMIT
    for part in parts:
        text = part.text[:room]
        room -= len(text)
        for match in WORD.finditer(text):
            ids.append(numbers.setdefault(match.group().casefold(), len(numbers)))
            starts.append(part.start + match.start())
            ends.append(part.start + match.end())
        quoted += [(part.start + s, part.start + e) for s, e in quotations(text)]
    quoted += [(q.span.start, q.span.end) for q in article.quotes if q.kind == "direct"]
    first = np.asarray(starts, dtype=np.int64)
    own = np.ones(len(ids), dtype=np.bool_)
    for start, end in sorted(quoted):
        own[np.searchsorted(first, start) : np.searchsorted(first, end)] = False
    if int(own.sum()) < OWN_WORDS:
        own[:] = True
    return Words(np.asarray(ids, dtype=np.int64), first, np.asarray(ends, dtype=np.int64), own)


def quotations(text: str) -> list[tuple[int, int]]:
    """Ranges of one paragraph that stand in quotation marks, by the marks alone.

    A paragraph that opens a quotation and never closes it is one whole quotation (the English
    habit for quotations of several paragraphs).
    """
    if _OPEN.match(text) and not _CLOSE.search(text, 1 + len(text) - len(text.lstrip())):
        return [(0, len(text))]
    return [match.span() for match in _QUOTED.finditer(text)]


def candidates(rows: Sequence[Words], grams: Sequence[Ints]) -> list[tuple[int, int]]:
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
    hashes = np.concatenate(own) if own else np.empty(0, dtype=np.int64)
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
    chain: list[tuple[int, int, int]] = []
    for block in _blocks(a.ids, b.ids):
        if chain and not _follows(chain[-1], block):
            passages += _passage(a, b, chain)
            chain = []
        chain.append(block)
    if chain:
        passages += _passage(a, b, chain)
    return passages


def _grams(ids: Ints, size: int) -> Ints:
    """Hashes of all runs of `size` words; overflow wraps round, which is wanted."""
    count = max(0, len(ids) - size + 1)
    hashed = np.zeros(count, dtype=np.uint64)
    for offset in range(size):
        piece = ids[offset : offset + count].astype(np.uint64) + np.uint64(0x9E3779B97F4A7C15)
        hashed = (hashed ^ piece) * np.uint64(0xBF58476D1CE4E5B9)
        hashed ^= hashed >> np.uint64(29)
    return hashed.view(np.int64)


def _own_runs(row: Words, count: int) -> Flags:
    """Which runs of words hold more words outside quotations than inside."""
    total = np.concatenate(([0], np.cumsum(row.own)))
    flags: Flags = (total[SHINGLE : SHINGLE + count] - total[:count]) * 2 > SHINGLE
    return flags


def _boilerplate(articles: Sequence[Annotated], grams: Sequence[Ints]) -> Ints:
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


def _repeated(grams: Sequence[Ints], least: int) -> Ints:
    """Runs that at least `least` articles hold, articles printed again and again left out."""
    runs = [np.unique(gram) for gram in grams]
    often = _frequent(runs, least)
    if not len(often):
        return often
    others = [r for r in runs if len(r) and np.isin(r, often).mean() < COPY_COVERAGE]
    return _frequent(others, least)


def _frequent(runs: Sequence[Ints], least: int) -> Ints:
    """Runs that at least `least` articles hold."""
    if len(runs) < least:
        return np.empty(0, dtype=np.int64)
    values, counts = np.unique(np.concatenate(runs), return_counts=True)
    often: Ints = values[counts >= least]
    return often


def _without(row: Words, gram: Ints, furniture: Ints) -> Words:
    """The same row with boilerplate marked as not the article's own."""
    if not len(furniture) or not len(gram):
        return row
    own = row.own.copy()
    for position in np.flatnonzero(np.isin(gram, furniture)):
        own[position : position + SHINGLE] = False
    return Words(row.ids, row.starts, row.ends, own)


def _blocks(a: Ints, b: Ints) -> list[tuple[int, int, int]]:
    """Maximal equal runs of at least `SEED` words: (start in a, start in b, length).

    Where a run stands several times in `b`, the place that goes on from the last block is taken,
    else the first free one.
    """
    seeds_a, seeds_b = _grams(a, SEED), _grams(b, SEED)
    if not len(seeds_a) or not len(seeds_b):
        return []
    order = np.argsort(seeds_b, kind="stable")
    ordered = seeds_b[order]
    left = np.searchsorted(ordered, seeds_a, "left")
    right = np.searchsorted(ordered, seeds_a, "right")
    words_a, words_b = a.tolist(), b.tolist()
    used = bytearray(len(words_b))
    blocks: list[tuple[int, int, int]] = []
    following = 0  # where the last block ended in b
    free_from = 0  # words of a before this stand in a block
    for i in np.flatnonzero(right > left).tolist():
        if i < free_from:
            continue
        places = order[left[i] : min(right[i], left[i] + 64)].tolist()
        free = [j for j in places if not used[j] and not used[j + SEED - 1]]
        if not free:
            continue
        j = min(free, key=lambda place: (place < following, abs(place - following)))
        length = SEED
        limit = min(len(words_a) - i, len(words_b) - j)
        while length < limit and words_a[i + length] == words_b[j + length]:
            if used[j + length]:
                break
            length += 1
        used[j : j + length] = b"\x01" * length
        blocks.append((i, j, length))
        free_from, following = i + length, j + length
    return blocks


def _follows(block: tuple[int, int, int], after: tuple[int, int, int]) -> bool:
    """Whether only a few words lie between two blocks, in both articles."""
    gap_a = after[0] - block[0] - block[2]
    gap_b = after[1] - block[1] - block[2]
    return gap_a <= GAP and 0 <= gap_b <= GAP


def _passage(a: Words, b: Words, chain: list[tuple[int, int, int]]) -> list[Passage]:
    """One passage of a chain of blocks, or none where too few words outside quotations agree."""
    matched = _matched(a, b, chain)
    same = sum(1 for i, j in matched if a.own[i] and b.own[j])
    if same < PASSAGE_WORDS:
        return []
    last = chain[-1]
    return [Passage(chain[0][0], last[0] + last[2], chain[0][1], last[1] + last[2], same)]


def _matched(a: Words, b: Words, chain: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """Positions of equal words in a chain, those between its blocks included."""
    pairs: list[tuple[int, int]] = []
    for number, (i, j, length) in enumerate(chain):
        if number:
            before = chain[number - 1]
            end_a, end_b = before[0] + before[2], before[1] + before[2]
            gap = LCSseq.opcodes(a.ids[end_a:i].tolist(), b.ids[end_b:j].tolist())
            for step in gap:
                if step.tag == "equal":
                    pairs += [
                        (end_a + step.src_start + k, end_b + step.dest_start + k)
                        for k in range(step.src_end - step.src_start)
                    ]
        pairs += [(i + k, j + k) for k in range(length)]
    return pairs


def _judge(
    articles: Sequence[Annotated],
    rows: Sequence[Words],
    pair: tuple[int, int],
) -> Reuse | None:
    """The reuse between two articles, or None where they are independent as far as words tell."""
    a, b = rows[pair[0]], rows[pair[1]]
    passages = align(a, b)
    if not passages:
        return None
    same = sum(passage.same for passage in passages)
    own_a, own_b = max(1, int(a.own.sum())), max(1, int(b.own.sum()))
    shorter, longer = min(own_a, own_b), max(own_a, own_b)
    coverage, other = min(1.0, same / shorter), min(1.0, same / longer)
    longest = max(passage.same for passage in passages)
    if coverage < LINK_COVERAGE and longest < PASSAGE_ALONE:
        return None
    page_a = articles[pair[0]].page
    page_b = articles[pair[1]].page
    spans = tuple(
        (
            page_a.span(int(a.starts[p.a_start]), int(a.ends[p.a_end - 1])),
            page_b.span(int(b.starts[p.b_start]), int(b.ends[p.b_end - 1])),
        )
        for p in passages
    )
    return Reuse(
        pair[0],
        pair[1],
        "copy" if other >= COPY_COVERAGE else "excerpt",
        round(coverage, 4),
        round(other, 4),
        len(a.ids) == len(b.ids) and bool((a.ids == b.ids).all()),
        spans,
        same,
    )


def _groups(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
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
    groups: dict[int, list[int]] = defaultdict(list)
    for item in sorted(parent):
        groups[root(item)].append(item)
    sizes = Counter({key: len(group) for key, group in groups.items()})
    return [groups[key] for key in sorted(groups) if sizes[key] > 2]
