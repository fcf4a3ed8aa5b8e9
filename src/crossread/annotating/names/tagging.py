"""Sentences as words → tags of names, by the model of the language's script alone.

In: tokenised sentences and the lexicon of their language. Out: a BIO tag a word, and the chance of
every type. News repeats its words: the weights of all that one word tells are summed when it is
first seen and kept, and so are those of each kind of neighbourhood. What is left to do for a sentence
is to look up its words, add, and find the best path (annotating/names/model.py).
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, repeat

import numpy as np

from crossread.annotating.names.features import (
    Known,
    Place,
    caseless,
    context,
    know,
    places_of,
)
from crossread.annotating.names.han import HanPlace
from crossread.annotating.names.lexicon import Lexicon, lexicon
from crossread.annotating.names.model import Chain, Floats, best, chances, totals
from crossread.annotating.names.model import chain as model_of
from crossread.annotating.names.tokens import word_set

KEPT = 60_000  # words, and surroundings, remembered a language
PARTS = 5  # own, before, after, before2, after2
_NOTHING: list[str] = []  # one for all words: fewer objects to be looked over for garbage
_EDGE = Known(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, "", "", "", "", False)
CYRILLIC = frozenset({"ru", "uk", "bg", "be", "mk", "kk", "ky", "tg", "mn"})
OWN_SCRIPTS = {"ar": "arabic", "zh": "han"}
CASELESS_SCRIPTS = frozenset({"arabic", "han"})
OTHER_SCRIPTS = word_set(
    "fa ur he yi ja ko th lo my km hi bn pa gu ta te kn ml si ka hy am el ne mr ps ug"
)


def script(language: str) -> str | None:
    """Which model a language takes; None where there is none for its script."""
    if language in CYRILLIC:
        return "cyrillic"
    if language in OWN_SCRIPTS:
        return OWN_SCRIPTS[language]
    return None if language in OTHER_SCRIPTS else "latin"


class Memory:
    """The sums of weights of words and surroundings seen before, in one language.

    Row 0 of the words stands for what is before and after a sentence, row 0 of the surroundings for
    none.
    """

    def __init__(self, model: Chain, lists: Lexicon) -> None:
        self.model = model
        self.lists = lists
        self.lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Start again."""
        self.words: dict[bool, dict[str, int]] = {False: {}, True: {}}  # of sentences of no case
        self.known: list[Known] = [_EDGE]
        self.groups: dict[tuple[object, ...], int] = {}
        self.group: list[int] = [0]
        self.sums = np.zeros((256, PARTS, len(self.model.labels)), dtype=np.float32)
        self.places: dict[Place | HanPlace, int] = {}
        self.contexts: dict[tuple[tuple[int, int, int], int], int] = {}
        self.context_sums = np.zeros((256, len(self.model.labels)), dtype=np.float32)

    def rows(self, sentences: Sequence[Sequence[str]]) -> list[list[int]]:
        """The rows of the words of sentences; words not seen before are taken in."""
        held = [self.words[caseless(words)] for words in sentences]
        found = [list(map(rows.get, words, repeat(0))) for rows, words in zip(held, sentences)]
        lacking = [number for number, rows in enumerate(found) if not all(rows)]
        self.learn(
            (word, held[number] is self.words[True])
            for number in lacking
            for word, row in zip(sentences[number], found[number])
            if not row
        )
        for number in lacking:
            found[number] = [held[number][word] for word in sentences[number]]
        return found

    def learn(self, words: Iterable[tuple[str, bool]]) -> None:
        """Take in words not seen before, each with whether its sentence is without capitals."""
        new = list(dict.fromkeys(words))
        if not new:
            return
        sums = totals(self.model, self._parts(new))
        sums = sums.reshape(len(new), PARTS, len(self.model.labels))
        self.sums = put(self.sums, len(self.known) - len(new), sums)

    def _parts(self, new: Iterable[tuple[str, bool]]) -> Iterator[list[str]]:
        """The lists of features of new words, in the order of `PARTS`; takes the words in."""
        for word, blind in new:
            known = know(word, self.lists, blind)
            kept = (known.shape, known.person, known.kind, known.mixed, known.capital)
            self.words[blind][word] = len(self.known)
            self.known.append(Known(_NOTHING, _NOTHING, _NOTHING, _NOTHING, _NOTHING, *kept))
            self.group.append(self.groups.setdefault(kept, len(self.groups) + 1))
            yield from (known.own, known.before, known.after, known.before2, known.after2)

    def surroundings(self, rows: Sequence[int], standing: Sequence[Place | HanPlace]) -> list[int]:
        """The rows of the surroundings of words; those not seen before are taken in.

        Args:
            rows: of words, with rows 0 before, between and after sentences.
            standing: the places of the words.
        """
        contexts = self.contexts
        groups = [self.group[row] for row in rows]
        triples = compress(zip(groups, groups[1:], groups[2:]), rows[1:])
        keys = list(zip(triples, self.spots(standing)))
        found = list(map(contexts.get, keys, repeat(0)))
        if all(found):
            return found
        new: list[list[str]] = []
        at = [n for n, row in enumerate(rows) if row]
        for n, key, row, where in zip(at, keys, found, standing):
            if not row and key not in contexts:
                left, right = (
                    self.known[row] if row else None for row in (rows[n - 1], rows[n + 1])
                )
                contexts[key] = 1 + len(contexts)
                new.append(context(left, self.known[rows[n]], right, where))
        sums = totals(self.model, new)
        self.context_sums = put(self.context_sums, 1 + len(contexts) - len(new), sums)
        return [contexts[key] for key in keys]

    def spots(self, standing: Iterable[Place | HanPlace]) -> list[int]:
        """The numbers of places; most words of a sentence share one, the very same object."""
        places = self.places
        found: list[int] = []
        last: Place | HanPlace | None = None
        number = 0
        for where in standing:
            if where is not last:
                number = places.setdefault(where, len(places))
                last = where
            found.append(number)
        return found


def put(table: Floats, start: int, rows: Floats) -> Floats:
    """The table with rows written from `start` on, made larger where they do not fit."""
    while start + len(rows) > len(table):
        table = np.concatenate([table, np.zeros_like(table)])
    table[start : start + len(rows)] = rows
    return table


_memories: dict[str, Memory] = {}


def memory(lists: Lexicon) -> Memory | None:
    """The memory of a language; a fresh one for a lexicon of its own; None without a model."""
    which = script(lists.language)
    if which is None:
        return None
    if lists is not lexicon(lists.language):
        return Memory(model_of(which), lists)
    found = _memories.get(lists.language)
    if found is None or found.model is not model_of(which):
        found = _memories[lists.language] = Memory(model_of(which), lists)
    return found


def scores(
    sentences: Sequence[Sequence[str]], memory: Memory, running: bool = False
) -> list[Floats]:
    """How well each label fits each word, before labels are weighed against their neighbours.

    Args:
        sentences: none of them empty.
        memory: of their language.
        running: see `features.features`.

    Returns:
        A table (words, labels) a sentence.
    """
    with memory.lock:
        return _scores(sentences, memory, running)


def _scores(sentences: Sequence[Sequence[str]], memory: Memory, running: bool) -> list[Floats]:
    """`scores`, by one thread at a time."""
    if len(memory.known) > KEPT or len(memory.contexts) > KEPT:
        memory.forget()
    rows = [0, 0]
    standing: list[Place | HanPlace] = []
    for words, mine in zip(sentences, memory.rows(sentences)):
        known = [memory.known[row] for row in mine]
        standing += places_of(words, known, memory.lists, running)
        rows += mine
        rows += (0, 0)
    around = memory.surroundings(rows, standing)
    flat = np.array(rows)
    parts = memory.sums[flat]
    table = parts[:, 0].copy()
    table[1:] += parts[:-1, 1]
    table[:-1] += parts[1:, 2]
    table[2:] += parts[:-2, 3]
    table[:-2] += parts[2:, 4]
    emitted = table[np.flatnonzero(flat)] + memory.context_sums[around]
    ends = list(accumulate(map(len, sentences)))
    return [emitted[start:end] for start, end in zip([0, *ends], ends)]


def tag_all(
    sentences: Sequence[Sequence[str]], lists: Lexicon, running: bool = False
) -> list[list[str]]:
    """BIO tags of tokenised sentences of one language.

    Args:
        sentences: words, each sentence at most a few hundred.
        lists: the lexicon of the language.
        running: see `features.features`.
    """
    kept = memory(lists)
    full = [words for words in sentences if words]
    if kept is None:
        return [["O"] * len(words) for words in sentences]
    labels = kept.model.labels
    paths = iter(best(kept.model, scores(full, kept, running)))
    return [[labels[n] for n in next(paths)] if words else [] for words in sentences]


def tag_with_chances(
    sentences: Sequence[Sequence[str]], lists: Lexicon
) -> tuple[list[list[str]], list[Floats], tuple[str, ...]]:
    """`tag_all` of running text, the probability of every label of every word, and the labels.

    Args:
        sentences: none of them empty.
        lists: the lexicon of a language that has a model.
    """
    kept = memory(lists)
    if kept is None:
        return (
            [["O"] * len(w) for w in sentences],
            [np.zeros((len(w), 0), np.float32) for w in sentences],
            (),
        )
    emitted = scores(sentences, kept, True)
    labels = kept.model.labels
    tags = [[labels[n] for n in found] for found in best(kept.model, emitted)]
    return tags, chances(kept.model, emitted), labels
