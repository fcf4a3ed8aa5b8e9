"""What statements are about, by dictionaries."""

from __future__ import annotations

import numpy as np
import pytest

from crossread.encoding.concepts import NOTHING, concepts
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
