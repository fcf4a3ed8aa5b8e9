"""What statements are about, by dictionaries."""

from __future__ import annotations

import numpy as np
import pytest

from crossread.encoding.concepts import NOTHING, Concepts, concepts, counted
from crossread.encoding.lexicon import load

WORDS = ("fire", "Feuer", "bridge", "Brücke", "school", "Xanadril")
LANGUAGES = ("en", "de", "en", "de", "en", "en")


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Of two bags of words with weights."""
    bags = (one, other)
    units = [np.array([WORDS.index(w) for w in bag], np.int64) for bag in bags]
    weights = [np.array(list(bag.values()), np.float32) for bag in bags]
    told = concepts(units, weights, units, load().profiles(WORDS, LANGUAGES))
    return float(told.cosines(np.array([0]), np.array([1]))[0])


def test_the_same_things_in_two_languages_are_alike() -> None:
    english, german = {"fire": 1.0, "bridge": 2.0}, {"Feuer": 1.0, "Brücke": 2.0}
    assert cosine(english, german) > 0.5
    assert cosine({"school": 1.0}, german) < 0.1


def test_a_word_no_dictionary_knows_stands_for_itself() -> None:
    assert cosine({"Xanadril": 1.0}, {"Xanadril": 3.0}) == pytest.approx(1)
    assert cosine({"Xanadril": 1.0}, {"school": 1.0}) == 0


def test_a_heavier_word_counts_more() -> None:
    both = {"fire": 1.0, "school": 1.0}
    assert cosine(both, {"Feuer": 3.0, "school": 1.0}) > cosine(both, {"Feuer": 1.0, "school": 9.0})


def test_an_empty_statement_is_like_nothing() -> None:
    assert cosine({}, {"fire": 1.0}) == 0


def test_nothing_is_like_nothing() -> None:
    none = np.zeros(0, np.int64)
    assert NOTHING.cosines(np.array([0, 1]), np.array([2, 2])).tolist() == [0, 0]
    assert concepts([], [], [], load().profiles([], [])).cosines(none, none).tolist() == []


def rows(*texts: dict[int, float]) -> Concepts:
    """Texts by the weights of their concepts, each of length 1."""
    lengths = [float(np.linalg.norm(list(text.values()))) for text in texts]
    return Concepts(
        np.cumsum([0, *map(len, texts)]),
        np.array([id for text in texts for id in sorted(text)], np.int64),
        np.array(
            [text[id] / length for text, length in zip(texts, lengths) for id in sorted(text)],
            np.float32,
        ),
    )


USUAL = np.array([0.8, 0.6], np.float32)
"""A usual text speaks of the concepts 0 and 1."""


def test_texts_that_share_only_what_is_usual_are_not_alike_beyond_it() -> None:
    told = rows({0: 1, 1: 1, 2: 1}, {0: 1, 1: 1, 3: 1}, {0: 1, 2: 1})
    one, other = np.array([0, 0]), np.array([1, 2])
    usual, rare = told.cosines(one, other).tolist()
    assert usual > 0.6
    assert rare > 0.6
    usual, rare = told.beyond(USUAL, 20.0, one, other).tolist()
    assert usual < 0 < 0.5 < rare


def test_beyond_is_the_cosine_of_rows_less_their_mean_and_the_usual_text() -> None:
    told = rows({0: 3, 2: 4}, {1: 1, 2: 2, 3: 2}, {}, {3: 1})
    dense = np.zeros((4, 4))
    for n in range(4):
        own = slice(told.indptr[n], told.indptr[n + 1])
        dense[n, told.ids[own]] = told.weights[own]
    weight = 2.5
    dense -= (dense.sum(axis=0) + weight * np.array([*USUAL, 0, 0])) / (4 + weight)
    dense /= np.linalg.norm(dense, axis=1, keepdims=True)
    one, other = np.array([0, 0, 0, 1, 1, 2]), np.array([0, 1, 3, 2, 3, 3])
    expected = (dense @ dense.T)[one, other]
    assert told.beyond(USUAL, weight, one, other) == pytest.approx(expected, abs=1e-5)


def test_nothing_lies_beyond_the_usual_where_there_are_no_pairs() -> None:
    none = np.zeros(0, np.int64)
    assert NOTHING.beyond(USUAL, 1.0, none, none).tolist() == []


def test_a_word_of_a_whole_text_counts_by_the_logarithm_of_how_often_it_stands_there() -> None:
    lexicon = load()
    found = counted([{"school": 1, "fire": 3}], ["en"], lexicon)
    places = np.arange(2)
    weights = np.array([1 + np.log(3), 1], np.float32)
    profiles = lexicon.profiles(["fire", "school"], ["en", "en"])
    expected = concepts([places], [weights], [places], profiles)
    assert found.ids.tolist() == expected.ids.tolist()
    assert found.weights == pytest.approx(expected.weights)


def test_whole_texts_are_read_each_in_its_language() -> None:
    texts = [{"fire": 1, "bridge": 2}, {"feuer": 1, "brücke": 2}, {"feuer": 1, "brücke": 2}]
    found = counted(texts, ["en", "de", "en"], load())
    german, misread = found.cosines(np.array([0, 0]), np.array([1, 2])).tolist()
    assert german > 0.5 > misread


def test_of_whole_texts_only_what_dictionaries_know_counts() -> None:
    texts = [{"fire": 1, "xanadril": 9}, {"fire": 1}, {"xanadril": 9}, {"talo": 1}, {}]
    found = counted(texts, ["en", "en", "en", "fi", "en"], load())
    assert found.cosines(np.array([0]), np.array([1])) == pytest.approx(1)
    assert np.diff(found.indptr)[2:].tolist() == [0, 0, 0]
