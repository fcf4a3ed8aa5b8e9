"""An index of articles on disk: add, query, remove.

In: documents (or plain texts with ids), a few or a stream of them. Out: what of the index they share
text with, aligned and told as `linking` tells it.

The way: of every article the index keeps the text and a quarter of its runs of five words
(`selection`, `segments`). What is asked for is cut into runs the same way; articles that hold enough of
the same runs are candidates; their texts are read and aligned word by word (`linking.copies`), so that
what is reported is exact and can be shown. Runs that many otherwise different articles hold are
boilerplate and count nowhere.

Memory does not grow with the index, apart from the list of pairs while all of them are asked for.
Nothing is left out because it is a duplicate.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from msgspec import Struct

from crossread.errors import IndexFileError, UsageError
from crossread.indexing import segments, selection, vectors
from crossread.indexing.candidates import distinct
from crossread.indexing.documents import Document, annotated, checked, packed, shortened
from crossread.indexing.judging import batched, beside, fetch, pairs, translated
from crossread.indexing.store import VERSION, Row, Store, open_store
from crossread.linking.accounts import Tie, is_part, linked, stand_apart
from crossread.linking.aligning import Shared, shared
from crossread.linking.direction import Side, side
from crossread.linking.words import LETTER_LIMIT, Hashes
from crossread.model import Link

if TYPE_CHECKING:
    from crossread.encoding import Encoder

Given = Document | tuple[str, str]
"""A document, or an id and a text."""

COMMIT = 2048  # documents a transaction…
COMMIT_LETTERS = 20_000_000  # …unless they have more characters
ASKED = 256  # documents whose translations are looked for at once
MOST_NUMBERS = 1 << 32  # a key holds an article's number in 32 bits


class Added(NamedTuple):
    """What `add` did, by id.

    Args:
        added: new ones.
        replaced: that were there with another text.
        unchanged: that were there with the same text.
        cut: of which only the first `LETTER_LIMIT` characters were read.
    """

    added: tuple[str, ...]
    replaced: tuple[str, ...]
    unchanged: tuple[str, ...]
    cut: tuple[str, ...]


class Pair(NamedTuple):
    """Two articles of the index that share text.

    Args:
        first: id of the one that was added first.
        second: id of the other.
        shared: what they share; words are counted in each text.
    """

    first: str
    second: str
    shared: Shared


class Info(Struct, frozen=True):
    """What an index holds.

    Args:
        version: of its form.
        articles: in it.
        removed: whose keys are not gone yet.
        characters: of all texts.
        keys: kept runs.
        segments: sorted arrays that they stand in.
        bytes: of the file.
        vectors: articles that have one, for translations.
        encoder: that made them; None where there are none.
    """

    version: int
    articles: int
    removed: int
    characters: int
    keys: int
    segments: int
    bytes: int
    vectors: int
    encoder: str | None


class Index:
    """An open index; use `open_index`.

    Args:
        store: its file.
        encoder: for translations; None to look for shared wording only.
    """

    def __init__(self, store: Store, encoder: Encoder | None = None) -> None:
        self._store = store
        self._encoder = encoder

    def __enter__(self) -> Index:
        """The index itself."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file."""
        self._store.database.close()

    def add(self, documents: Iterable[Given]) -> Added:
        """Add documents. When this returns, they are on disk.

        Args:
            documents: any number; they are read and written a few at a time. A document whose id is
                there already is replaced, if its text or facts differ.

        Returns:
            What was done with each. If the process is killed before, some of the documents may be in
            the index, each whole; adding them again does no harm.

        Raises:
            UsageError: a document's id cannot be kept.
            IndexFileError: the file cannot be written.
        """
        done = Added((), (), (), ())
        for some in self.added(documents):
            done = Added(*(a + b for a, b in zip(done, some)))
        return done

    def added(self, documents: Iterable[Given], *, at_once: int = COMMIT) -> Iterator[Added]:
        """The same, told after each transaction, for streams that do not end soon.

        Args:
            documents: as for `add`.
            at_once: documents a transaction, 1 or more: fewer are told sooner, more are quicker.

        Yields:
            What was done with the documents of one transaction, when they are on disk.
        """
        for some in _portions(documents, at_once):
            latest = {one.id: one for one in some}
            cut = tuple(id for id, one in latest.items() if len(one.text) > LETTER_LIMIT)
            with self._store.writing():
                done = self._write([shortened(one) for one in latest.values()])
            yield Added(*done, cut)

    def remove(self, ids: Iterable[str]) -> tuple[str, ...]:
        """Remove documents. When this returns, they are gone from all later answers.

        Args:
            ids: of the documents.

        Returns:
            The ids that were there, in the order given.
        """
        wanted = list(dict.fromkeys(ids))
        with self._store.writing():
            numbers = self._store.numbers(wanted)
            self._store.remove(numbers.values())
        return tuple(id for id in wanted if id in numbers)

    def get(self, id: str) -> Document | None:
        """A document by its id; None where it is not in the index."""
        with self._store.reading():
            numbers = self._store.numbers([id])
            found = fetch(self._store, list(numbers.values()))
        return next(iter(found.values()), None)

    def query(self, document: Given) -> tuple[Link, ...]:
        """The links between a document and those of the index.

        Args:
            document: it need not be in the index; where its id is, that one is left out.

        Returns:
            Links, those that share the largest part first. Places count in the documents' texts
            (`Span.page` is the id). Of more than `CANDIDATES` others, those that share most.
        """
        asked = shortened(checked(document))
        with self._store.reading():
            found, shares = beside(self._store, asked)
            others = self._translated(asked, set(shares))
        own = [found.tie((0, number), both) for number, both in shares.items()]
        ties = [*own, *(tie for tie, _ in others)]
        # Whether the document was merged of others hangs on what its parts share with each other.
        for one, other in combinations([tie for tie in own if is_part(tie, 0)], 2):
            pair = (one.second, other.second)
            if stand_apart(one, other, 0):
                both_parts = shared(found.rows[pair[0]], found.rows[pair[1]])
                ties += [found.tie(pair, both_parts)] if both_parts else []
        found.documents.update((tie.second, one) for tie, one in others)
        sides = {k: side(annotated(one)) for k, one in found.documents.items()}
        asked_for = [link for tie, link in zip(ties, linked(ties, sides)) if tie.first == 0]
        return tuple(sorted(asked_for, key=lambda link: (-link.coverage, link.source, link.target)))

    def pairs(self) -> Iterator[Pair]:
        """All pairs of articles in the index that share text.

        Yields:
            Pairs in the order in which the later, then the earlier of their articles was added; then
            those of large groups of copies that share their text through others. Cost: two passes
            over the keys, then the words of each candidate pair.
        """
        with self._store.reading():
            for (one, other), both, found in pairs(self._store):
                yield Pair(found.documents[one].id, found.documents[other].id, both)

    def links(self) -> tuple[Link, ...]:
        """All links within the index, merged articles and directions told.

        Returns:
            Sorted by source and target.
        """
        ties: list[Tie] = []
        sides: dict[int, Side] = {}
        with self._store.reading():
            for pair, both, found in pairs(self._store):
                ties.append(found.tie(pair, both))
                for number in pair:
                    if number not in sides:
                        sides[number] = side(annotated(found.documents[number]))
            for tie, two in self._all_translated({(t.first, t.second) for t in ties}):
                ties.append(tie)
                for number, one in two.items():
                    sides.setdefault(number, side(annotated(one)))
        return tuple(sorted(linked(ties, sides), key=lambda link: (link.source, link.target)))

    def compact(self) -> None:
        """Merge what was added bit by bit, let removed articles go, make the file small."""
        self._store.compact()

    def info(self) -> Info:
        """What the index holds."""
        store = self._store
        with store.reading():
            count, keys = segments.totals(store.database)
            encoder = store.fact("encoder")
            letters = store.database.execute("SELECT total(letters) FROM article").fetchone()[0]
            return Info(
                version=VERSION,
                articles=store.count("article"),
                removed=store.count("removed"),
                characters=int(letters),
                keys=keys,
                segments=count,
                bytes=store.size(),
                vectors=store.count("vector"),
                encoder=None if encoder is None else str(encoder),
            )

    def _write(
        self, documents: Sequence[Document]
    ) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
        """Write documents inside a transaction: ids that are new, replaced, unchanged."""
        store = self._store
        known = store.numbers([one.id for one in documents])
        held = fetch(store, list(known.values()))
        same = {one.id for one in documents if one.id in known and held.get(known[one.id]) == one}
        store.remove(known[one.id] for one in documents if one.id in known and one.id not in same)
        fresh = [one for one in documents if one.id not in same]
        first = int(store.fact("next") or 1)
        if first + len(fresh) > MOST_NUMBERS:
            raise IndexFileError(f"{store.path} is full: four thousand million articles were added")
        made: list[Hashes] = [np.empty(0, dtype=np.uint64)]
        number = first
        for _, batch in batched(fresh):
            made.append(selection.keys(batch, np.arange(number, number + len(batch))))
            number += len(batch)
        keys = distinct(np.sort(np.concatenate(made)))
        runs = np.bincount(selection.split(keys)[1] - first, minlength=len(fresh)).tolist()
        rows: list[Row] = [
            (first + k, one.id, one.outlet, len(one.text), runs[k], *packed(one))
            for k, one in enumerate(fresh)
        ]
        if rows:
            store.add(rows, keys)
            store.set_fact("next", number)
        if self._encoder is not None:
            self._same_encoder(keep=True)
            numbered = {row[0]: one for row, one in zip(rows, fresh)}
            kept = {known[one.id]: one for one in documents if one.id in same}
            bare = vectors.lacking(store.database, list(kept))
            numbered |= {number: kept[number] for number in bare}
            vectors.write(store.database, numbered, self._encoder)
        return (
            tuple(one.id for one in fresh if one.id not in known),
            tuple(one.id for one in fresh if one.id in known),
            tuple(one.id for one in documents if one.id in same),
        )

    def _fetch(self, numbers: Sequence[int]) -> dict[int, Document]:
        return fetch(self._store, numbers)

    def _translated(self, asked: Document, linked: set[int]) -> list[tuple[Tie, Document]]:
        """What of the index says the same as a document (number 0) in other words."""
        if self._encoder is None or not asked.facts.sentences or not self._same_encoder():
            return []
        itself = set(self._store.numbers([asked.id]).values())
        found = vectors.renderings(
            self._store.database,
            [asked],
            self._encoder,
            self._fetch,
            lambda _, number: number not in itself and number not in linked,
        )
        return [
            (translated(0, number, asked, other, rendering), other)
            for _, number, other, rendering in found
        ]

    def _all_translated(
        self, linked: set[tuple[int, int]]
    ) -> Iterator[tuple[Tie, dict[int, Document]]]:
        """All pairs in the index that say the same in other words, but for those linked already."""
        if self._encoder is None or not self._same_encoder():
            return
        numbers = [one.number for one in self._store.every()]
        for first in range(0, len(numbers), ASKED):
            documents = self._fetch(numbers[first : first + ASKED])
            own = [number for number, one in documents.items() if one.facts.sentences]
            asked = [documents[number] for number in own]

            def wanted(position: int, number: int, own: list[int] = own) -> bool:
                return number < own[position] and (number, own[position]) not in linked

            for position, number, other, rendering in vectors.renderings(
                self._store.database, asked, self._encoder, self._fetch, wanted
            ):
                one, mine = asked[position], own[position]
                yield translated(mine, number, one, other, rendering), {mine: one, number: other}

    def _same_encoder(self, *, keep: bool = False) -> bool:
        """Whether the index has vectors, of the encoder in use.

        Raises:
            UsageError: it has those of another.
        """
        if self._encoder is None:
            return False
        mine = f"{self._encoder.name} {self._encoder.digest}"
        theirs = self._store.fact("encoder")
        if theirs is None and keep:
            self._store.set_fact("encoder", mine)
        if theirs not in (None, mine):
            raise UsageError(
                f"{self._store.path} was made with the encoder {theirs}: use that one (--encoder), or"
                " look for shared wording only (--wording-only)"
            )
        return theirs is not None


def _portions(documents: Iterable[Given], at_once: int) -> Iterator[list[Document]]:
    """Documents, so many at once as are written in one go."""
    some: list[Document] = []
    letters = 0
    for one in map(checked, documents):
        some.append(one)
        letters += len(one.text)
        if len(some) >= at_once or letters >= COMMIT_LETTERS:
            yield some
            some, letters = [], 0
    if some:
        yield some


def open_index(path: str | Path, *, write: bool = False, encoder: Encoder | None = None) -> Index:
    """Open an index on disk.

    Args:
        path: its file; `:memory:` for one that is gone when it is closed.
        write: to add and remove; the file is made where it does not exist. One process writes at a
            time, others wait up to half a minute; any number read meanwhile.
        encoder: to find translations, among documents that have sentences (`document`); the same each
            time. None to look for shared wording only.

    Returns:
        The index, to be closed, or to be used with `with`.

    Raises:
        IndexFileError: the file is missing, foreign, damaged, of another version, or may not be used.

    >>> with open_index(":memory:", write=True) as index:
    ...     index.add([("a", "The ferry ran aground near the old lighthouse on Monday morning.")])
    ...     len(index.query(("b", "The ferry ran aground near the old lighthouse on Monday.")))
    Added(added=('a',), replaced=(), unchanged=(), cut=())
    1
    """
    return Index(open_store(path, write=write), encoder)
