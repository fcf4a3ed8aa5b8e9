"""Candidates → which articles of an index share text, and what.

In: an open store, and a document or nothing. Out: pairs of articles with what they share, and ties as
`linking` tells them, with places that count in the documents' texts.

Texts are read a block of pairs at a time, so that memory does not grow with the index.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

import numpy as np

from crossread.indexing import segments, selection
from crossread.indexing.candidates import of_all, of_one
from crossread.indexing.documents import Document, unpacked
from crossread.indexing.store import Store
from crossread.linking.accounts import Tie, copy_tie, translation_tie
from crossread.linking.aligning import Shared, shared
from crossread.linking.copies import GROUP_LIMIT, Reuse, groups
from crossread.linking.translations import Rendering
from crossread.linking.words import Batch, Hashes, Words, sized, words
from crossread.model import Span

POSTINGS = 48  # articles of one run and segment that are looked at, half of them the oldest
ALIGNED = 1024  # pairs that are aligned with their texts in memory at once…
ALIGNED_LETTERS = 20_000_000  # …unless these have more characters


class Found(NamedTuple):
    """Articles that share text, by number.

    Args:
        documents: the articles, and perhaps others.
        rows: the words of each.
    """

    documents: dict[int, Document]
    rows: dict[int, Words]

    def tie(self, pair: tuple[int, int], both: Shared) -> Tie:
        """What two of them share, with places in their texts."""
        one, other = (self._spans(number) for number in pair)
        passages = tuple(
            (one(p.a_start, p.a_end), other(p.b_start, p.b_end)) for p in both.passages
        )
        return copy_tie(
            Reuse(
                *pair, both.kind, both.coverage, both.longer, both.coverages, both.exact, passages,
                both.words,
            )
        )  # fmt: skip

    def _spans(self, number: int) -> Callable[[int, int], Span]:
        document, row = self.documents[number], self.rows[number]

        def span(first: int, last: int) -> Span:
            start, end = int(row.starts[first]), int(row.ends[last - 1])
            return Span(document.id, start, end, document.text[start:end])

        return span


def fetch(store: Store, numbers: Sequence[int]) -> dict[int, Document]:
    """Those of some articles that are in the index."""
    known, contents = store.articles(numbers), store.contents(numbers)
    return {
        number: unpacked(known[number].id, known[number].outlet, *contents[number])
        for number in numbers
        if number in known and number in contents
    }


def beside(store: Store, asked: Document) -> tuple[Found, dict[int, Shared]]:
    """What of an index shares text with a document.

    Args:
        store: the index.
        asked: the document; one of its id in the index is left out.

    Returns:
        The articles with the document as number 0, and what each shares with it.
    """
    ((_, batch),) = batched([asked])
    hashes = np.unique(selection.selected(batch)[0])
    keys = segments.matching(store.database, hashes, POSTINGS)
    itself = list(store.numbers([asked.id]).values())
    keys = keys[~np.isin(selection.split(keys)[1], itself)]
    candidates = of_one(keys, len(hashes), asked.outlet, store.articles)
    row = _own_only(batch, candidates.furniture).row(0)
    found = Found({0: asked}, {0: row})
    shares: dict[int, Shared] = {}
    for documents in _loaded(store, candidates.numbers):
        for number, there in _rows(documents, candidates.furniture).items():
            if both := shared(row, there):
                shares[number] = both
                found.documents[number], found.rows[number] = documents[number], there
    return found, shares


def pairs(store: Store) -> Iterator[tuple[tuple[int, int], Shared, Found]]:
    """All pairs of articles of an index that share text.

    Args:
        store: the index.

    Yields:
        Numbers, what they share, and some articles, these two among them.
    """
    known = {one.number: one for one in store.every()}
    names = sorted({one.outlet for one in known.values() if one.outlet is not None})
    outlet = {name: k for k, name in enumerate(names, start=1)}
    outlets = np.full(max(known, default=0) + 1, -1, dtype=np.int64)
    for number, one in known.items():
        outlets[number] = outlet[one.outlet] if one.outlet is not None else 0
    candidates, furniture = of_all(lambda: segments.every(store.database), outlets)
    letters = {number: one.letters for number, one in known.items()}
    tried = [(one, other) for one, other in candidates.tolist()]
    linked: list[tuple[int, int]] = []
    for some in _blocks(tried, letters):
        for judged in _judged(store, some, furniture):
            linked.append(judged[0])
            yield judged
    # Printed by many, a text pairs each of its articles with a few others only.
    more = {
        pair
        for group in groups(linked)
        if len(group) <= GROUP_LIMIT
        for pair in combinations(group, 2)
    }
    for some in _blocks(sorted(more.difference(tried)), letters):
        yield from _judged(store, some, furniture)


def batched(documents: Sequence[Document]) -> Iterator[tuple[Sequence[Document], Batch]]:
    """Documents with their words, in batches of a size that is quick to work on."""
    for some in sized([len(one.text) for one in documents]):
        part = documents[some]
        yield part, words([one.text for one in part], [one.facts.quoted for one in part])


def _own_only(batch: Batch, furniture: Hashes) -> Batch:
    """The same words, with boilerplate marked as not the article's own."""
    every = batch.words
    own = every.own & ~selection.marked(batch, furniture)
    return Batch(Words(every.ids, every.starts, every.ends, own), batch.bounds, batch.bases)


def _rows(documents: Mapping[int, Document], furniture: Hashes) -> dict[int, Words]:
    """The words of each document, by its number."""
    numbers = list(documents)
    rows: dict[int, Words] = {}
    for some, batch in batched(list(documents.values())):
        kept = _own_only(batch, furniture)
        for number in range(len(some)):
            rows[numbers[len(rows)]] = kept.row(number)
    return rows


def _judged(
    store: Store, some: Sequence[tuple[int, int]], furniture: Hashes
) -> Iterator[tuple[tuple[int, int], Shared, Found]]:
    """Those of some pairs that share text."""
    documents = fetch(store, sorted({number for pair in some for number in pair}))
    found = Found(documents, _rows(documents, furniture))
    for one, other in some:
        known = one in documents and other in documents
        if known and (both := shared(found.rows[one], found.rows[other])):
            yield (one, other), both, found


def _loaded(store: Store, numbers: Sequence[int]) -> Iterator[dict[int, Document]]:
    """Documents, so many at once that they do not need much memory."""
    known = store.articles(numbers)
    some: list[int] = []
    letters = 0
    for number in (n for n in numbers if n in known):
        if some and letters + known[number].letters > ALIGNED_LETTERS:
            yield fetch(store, some)
            some, letters = [], 0
        some.append(number)
        letters += known[number].letters
    if some:
        yield fetch(store, some)


def _blocks(
    pairs: Sequence[tuple[int, int]], letters: Mapping[int, int]
) -> Iterator[list[tuple[int, int]]]:
    """Pairs, so many at once that their texts do not need much memory."""
    some: list[tuple[int, int]] = []
    held: set[int] = set()
    total = 0
    for pair in pairs:
        fresh = [number for number in pair if number not in held]
        more = sum(letters[number] for number in fresh)
        if some and (len(some) >= ALIGNED or total + more > ALIGNED_LETTERS):
            yield some
            some, held, total = [], set(), 0
            fresh, more = list(pair), sum(letters[number] for number in pair)
        some.append(pair)
        held.update(fresh)
        total += more
    if some:
        yield some


def translated(
    first: int, second: int, one: Document, other: Document, rendering: Rendering
) -> Tie:
    """What two documents say alike, sentence by sentence; the lower number is the first.

    Args:
        first: number of a document.
        second: of another.
        one: the first document.
        other: the second.
        rendering: of both, in this order.
    """
    tie = translation_tie(rendering, one.facts.language == other.facts.language)
    if first < second:
        return replace(tie, first=first, second=second)
    return replace(
        tie,
        first=second,
        second=first,
        coverages=(tie.coverages[1], tie.coverages[0]),
        passages=tuple((b, a) for a, b in tie.passages),
    )
