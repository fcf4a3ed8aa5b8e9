"""Late interaction: how far two statements say the same, and by which words.

Sentence vectors are poor inside one story, where every sentence has the same topic words. So the
words of two statements are compared one by one (as ColBERT does, Khattab and Zaharia 2020): each
word looks for its nearest word in the other statement, in both directions. A word counts by its
rarity *within the story* (soft document frequency: in how many statements it has a near
neighbour, in any language) and by the norm of its vector, which the encoder has learned to make
small for function words. The words found this way are shown to the reader.

Who is quoted and by which verb belongs to the reporting, not to what is said, and a title tells
no more than the name beside it: such words count little. Names, figures and times count as one unit each: two spellings of one entity are the same unit,
two different countries are not alike although their vectors are; the same quantity in digits and
in words is the same unit.

Cost: O(u · w) for u distinct units and w units in all, in blocks of bounded memory.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.likeness import KNOWN, Key, Known, Likeness
from crossread.comparing.statements import reporting_places
from crossread.encoding import Encoder
from crossread.encoding.concepts import NOTHING, Concepts, concepts
from crossread.encoding.lexicon import Lexicon, Profiles
from crossread.model import Annotated, Statement

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

NEIGHBOUR = 0.95
"""Likeness from which a statement counts as holding a word, for its document frequency: the same word, or
one whose vector takes it for the same; that dictionaries know it is not enough."""
REPORTING = 0.25
"""What the words of cue, speaker and title count beside the others."""
BLOCK = 2_000_000
"""Cells of the similarity matrix that are held at a time."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A word, name, figure or time at its place in a statement; `factor` scales its weight."""

    start: int
    end: int
    key: Key
    factor: float = 1.0


@dataclass(frozen=True, slots=True)
class Interaction:
    """The statements of a story, compared each with each.

    Args:
        statements: n statements.
        units: the units of each statement.
        keys: u distinct units' numbers, one array a statement.
        weights: (u,) weight of each distinct unit.
        nearest: (u, n) likeness 0..1 of the unit to its nearest unit in the statement.
        answered: (n, n) weight of the row statement that the column statement answers.
        meanings: (n, dimensions) sums of the words' vectors by their weights, less the mean of
            all, of length 1; 0 for a statement without known words.
        concepts: what dictionaries say the statements are about; nothing without a lexicon.
    """

    statements: tuple[Statement, ...]
    units: tuple[tuple[Unit, ...], ...]
    keys: tuple[Ints, ...]
    weights: Floats
    nearest: Floats
    answered: Floats
    meanings: Floats
    concepts: Concepts = NOTHING


def interact(
    statements: Sequence[Statement],
    articles: Sequence[Annotated],
    entity_of: Mapping[str, str],
    encoder: Encoder,
    lexicon: Lexicon | None = None,
    *,
    whole_units: bool = True,
    story_rarity: bool = True,
) -> Interaction:
    """Compare all statements of a story.

    Args:
        statements: n ≥ 1 statements.
        articles: the articles that they stand in.
        entity_of: entity id of each mention id.
        encoder: gives word vectors.
        lexicon: tells of which words dictionaries know that they mean the same.
        whole_units: whether names, figures and times count as one unit each. Without it, and
            without the next, one can measure what they bring.
        story_rarity: whether a unit counts by its rarity in the story.

    Returns:
        See `Interaction`.
    """
    units, vectors = _units(statements, articles, entity_of if whole_units else None, encoder)
    keys, numbers, table = _vocabulary(units, vectors, encoder.dimensions)
    profiled = _profiled(statements, articles, keys, numbers, lexicon) if lexicon else None
    known = _known(profiled, lexicon) if profiled and lexicon else None
    norms = np.linalg.norm(table, axis=1)
    unit_table = table / np.maximum(norms, 1e-6)[:, None]
    alike = Likeness(keys, unit_table, known)
    flat = np.concatenate(numbers) if numbers else np.zeros(0, np.int64)
    lengths = np.array([len(n) for n in numbers])
    nearest = _nearest(alike, flat, lengths, len(keys))
    frequency = (nearest >= NEIGHBOUR).sum(axis=1)
    rarity = np.log((len(statements) + 1) / (frequency + 0.5)).clip(min=0.0)
    weights = (rarity if story_rarity else np.ones_like(rarity)) * _strength(keys, norms)
    weights = weights.astype(np.float32)
    factors = [np.array([unit.factor for unit in row], np.float32) for row in units]
    answered = _answered(numbers, factors, weights, nearest)
    meanings = _meanings(numbers, factors, weights, vectors)
    about = _concepts(profiled, numbers, factors, weights) if profiled else NOTHING
    return Interaction(
        tuple(statements), units, tuple(numbers), weights, nearest, answered, meanings, about
    )


def _units(
    statements: Sequence[Statement],
    articles: Sequence[Annotated],
    entity_of: Mapping[str, str] | None,
    encoder: Encoder,
) -> tuple[tuple[tuple[Unit, ...], ...], list[Floats]]:
    """The units of each statement and their vectors; words only where no entities are given."""
    special = {a.article.id: [] if entity_of is None else _special(a, entity_of) for a in articles}
    spoken = {a.article.id: reporting_places(a) + _roles(a) for a in articles}
    units: list[tuple[Unit, ...]] = []
    vectors: list[Floats] = []
    for statement, words in zip(statements, encoder.words([s.span.text for s in statements])):
        offset = statement.span.start
        inside = [
            (a, b, key)
            for a, b, key in special[statement.article]
            if a >= offset and b <= statement.span.end
        ]
        reporting = [
            (a, b) for a, b in spoken[statement.article] if a < statement.span.end and offset < b
        ]
        made: list[Unit] = []
        rows: list[Floats] = []
        row = 0
        starts, ends = words.starts + offset, words.ends + offset
        while row < len(starts):
            held = next((x for x in inside if x[0] <= starts[row] < x[1]), None)
            last = row + 1
            if held is not None:
                while last < len(starts) and starts[last] < held[1]:
                    last += 1
                key, start, end = held[2], held[0], held[1]
            else:
                start, end = int(starts[row]), int(ends[row])
                key = ("w", statement.span.text[start - offset : end - offset].lower())
            factor = REPORTING if any(a <= start < b for a, b in reporting) else 1.0
            made.append(Unit(start, end, key, factor))
            held_words = words.vectors[row:last]
            rows.append(held_words[0] if last == row + 1 else held_words.mean(axis=0))
            row = last
        units.append(tuple(made))
        vectors.append(np.array(rows, np.float32).reshape(len(rows), -1))
    return tuple(units), vectors


def _roles(annotated: Annotated) -> list[tuple[int, int]]:
    """Places of titles and offices beside names: they tell who is meant, as the name does."""
    return [(m.role.start, m.role.end) for m in annotated.mentions if m.role is not None]


def _special(annotated: Annotated, entity_of: Mapping[str, str]) -> list[tuple[int, int, Key]]:
    """Places of names, figures and times with their keys, not overlapping, in order."""
    found: list[tuple[int, int, Key]] = []
    for time in annotated.times:
        value = time.value or time.span.text.lower()
        found.append((time.span.start, time.span.end, ("t", value)))
    for figure in annotated.figures:
        key = ("f", figure.unit, f"{figure.value:g}")
        found.append((figure.span.start, figure.span.end, key))
    for mention in annotated.mentions:
        entity = entity_of.get(mention.id)
        if entity is not None:
            found.append((mention.span.start, mention.span.end, ("e", entity)))
    found.sort(key=lambda x: (x[0], -x[1]))
    kept: list[tuple[int, int, Key]] = []
    for one in found:
        if not kept or one[0] >= kept[-1][1]:
            kept.append(one)
    return kept


def _vocabulary(
    units: Sequence[Sequence[Unit]], vectors: Sequence[Floats], dimensions: int
) -> tuple[list[Key], list[Ints], Floats]:
    """Distinct keys in sorted order, their numbers in each statement, their mean vectors."""
    keys = sorted({unit.key for row in units for unit in row})
    number = {key: i for i, key in enumerate(keys)}
    numbers = [np.array([number[u.key] for u in row], np.int64) for row in units]
    total = np.zeros((len(keys), dimensions), np.float32)
    count = np.zeros(len(keys), np.float32)
    for row, values in zip(numbers, vectors):
        if len(row):
            np.add.at(total, row, values)
            np.add.at(count, row, 1)
    return keys, numbers, (total / np.maximum(count, 1)[:, None]).astype(np.float32)


@dataclass(frozen=True, slots=True)
class _Profiled:
    """What dictionaries know of the words, each in the languages of its articles.

    Args:
        words: the number of the unit of each row.
        profiles: of the words.
        rows: for each statement, the row of each of its units; -1 for names, figures and times.
    """

    words: Ints
    profiles: Profiles
    rows: tuple[Ints, ...]


def _profiled(
    statements: Sequence[Statement],
    articles: Sequence[Annotated],
    keys: Sequence[Key],
    numbers: Sequence[Ints],
    lexicon: Lexicon,
) -> _Profiled:
    language = {a.article.id: a.article.language for a in articles}
    asked = sorted(
        {
            (number, language[statement.article])
            for statement, row in zip(statements, numbers)
            for number in row.tolist()
            if keys[number][0] == "w"
        }
    )
    place = {pair: n for n, pair in enumerate(asked)}
    rows = tuple(
        np.array([place.get((n, language[s.article]), -1) for n in row.tolist()], np.int64)
        for s, row in zip(statements, numbers)
    )
    profiles = lexicon.profiles([keys[n][1] for n, _ in asked], [code for _, code in asked])
    return _Profiled(np.array([n for n, _ in asked], np.int64), profiles, rows)


def _known(profiled: _Profiled, lexicon: Lexicon) -> Known:
    """Which words dictionaries know to be alike."""
    one, other, cosine = lexicon.likeness(profiled.profiles, KNOWN[0])
    word = profiled.words
    first = np.concatenate([word[one], word[other]])
    second = np.concatenate([word[other], word[one]])
    order = np.lexsort((second, first))
    return first[order], second[order], np.concatenate([cosine, cosine])[order]


def _concepts(
    profiled: _Profiled, numbers: Sequence[Ints], factors: Sequence[Floats], weights: Floats
) -> Concepts:
    """What the statements are about, a unit by its rarity."""
    told = [weights[row] * factor for row, factor in zip(numbers, factors)]
    return concepts(numbers, told, profiled.rows, profiled.profiles)


def _nearest(likeness: Likeness, flat: Ints, lengths: Ints, count: int) -> Floats:
    """(u, n) likeness of each distinct unit to the nearest unit of each statement."""
    nearest = np.zeros((count, len(lengths)), np.float32)
    filled = np.flatnonzero(lengths)
    if not len(filled):
        return nearest
    longest_first = filled[np.argsort(-lengths[filled], kind="stable")]
    offsets = (np.cumsum(lengths) - lengths)[longest_first]
    reaching = [int((lengths > n).sum()) for n in range(int(lengths.max()))]
    step = max(1, BLOCK // max(1, len(lengths) + count))
    for start in range(0, count, step):
        end = min(count, start + step)
        block = np.ascontiguousarray(likeness.rows(start, end).T)
        best = block[flat[offsets]]
        for n, held in enumerate(reaching[1:], start=1):
            np.maximum(best[:held], block[flat[offsets[:held] + n]], out=best[:held])
        nearest[start:end, longest_first] = best.T
    return nearest


def _strength(keys: Sequence[Key], norms: Floats) -> Floats:
    """Weight of a unit by its norm, 1 for the middle one; names and values count as 1."""
    words = np.array([key[0] == "w" for key in keys])
    middle = float(np.median(norms[words])) if words.any() else 1.0
    scaled = np.clip(norms / max(middle, 1e-6), 0.1, 2.0)
    strength: Floats = np.where(words, scaled, 1.0).astype(np.float32)
    return strength


def _answered(
    numbers: Sequence[Ints], factors: Sequence[Floats], weights: Floats, nearest: Floats
) -> Floats:
    """Weight of each statement that each other statement answers; a repeated unit counts once."""
    answered = np.zeros((len(numbers), len(numbers)), np.float32)
    for i, (row, factor) in enumerate(zip(numbers, factors)):
        distinct, first = np.unique(row, return_index=True)
        answered[i] = (weights[distinct] * factor[first]) @ nearest[distinct]
    return answered


def _meanings(
    numbers: Sequence[Ints], factors: Sequence[Floats], weights: Floats, vectors: Sequence[Floats]
) -> Floats:
    """(n, dimensions) directions of the weighted sums of words, less the story's own."""
    dimensions = vectors[0].shape[1] if vectors else 0
    total = np.zeros((len(numbers), dimensions), np.float32)
    for i, (row, factor, values) in enumerate(zip(numbers, factors, vectors)):
        lengths = np.maximum(np.linalg.norm(values, axis=1), 1e-6)
        total[i] = (weights[row] * factor / lengths) @ values
    known = np.linalg.norm(total, axis=1) > 1e-6
    total -= total.mean(axis=0)
    total[~known] = 0.0
    total /= np.maximum(np.linalg.norm(total, axis=1, keepdims=True), 1e-6)
    return total
