"""Which words of a translation answer which: repeated words, figures, compounds, odd input."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from crossread.encoding import Encoder, WordVectors, lexicon, load
from crossread.encoding.alignment import CELLS, AlignedWords, Dictionary, Settings, align
from crossread.errors import UsageError

Floats = NDArray[np.float32]


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


class Table:
    """An encoder that knows a few words: each meaning is a direction of its own."""

    name, digest, dimensions = "table", "0" * 16, 8

    def __init__(self, meanings: Mapping[str, tuple[int, ...]], weak: str = "") -> None:
        self._meanings, self._weak = meanings, weak.split()

    def sentences(self, texts: Sequence[str]) -> Floats:
        return np.array([w.vectors.sum(axis=0) for w in self.words(texts)], np.float32)

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        found = []
        for text in texts:
            places = [m.span() for m in re.finditer(r"\w+", text)]
            vectors = np.zeros((len(places), self.dimensions), np.float32)
            for row, (start, end) in enumerate(places):
                for direction in self._meanings.get(text[start:end].lower(), ()):
                    vectors[row, direction] = 0.2 if text[start:end].lower() in self._weak else 1
            starts, ends = np.array(places, np.int32).reshape(-1, 2).T
            found.append(WordVectors(starts, ends, vectors))
        return found

    def coverage(self, texts: Sequence[str]) -> Floats:
        return np.ones(len(texts), np.float32)


def shown(left: str, right: str, found: tuple[AlignedWords, ...]) -> list[str]:
    return [f"{left[slice(*one.left)]} = {right[slice(*one.right)]}" for one in found]


def aligned(left: str, right: str, encoder: Encoder) -> list[str]:
    return shown(left, right, align(left, right, encoder))


def places(text: str, word: str) -> list[tuple[int, int]]:
    return [match.span() for match in re.finditer(rf"\b{word}\b", text)]


# What is found


def test_words_find_their_translation(encoder: Encoder) -> None:
    found = aligned(
        "The minister promised lower prices before the summer.",
        "Le ministre a promis des prix plus bas avant l'été.",
        encoder,
    )
    for pair in ("minister = ministre", "promised = promis", "prices = prix", "summer = été"):
        assert pair in found


def test_repeated_words_are_told_apart_by_their_neighbours() -> None:
    meanings = {"the": (0,), "die": (0,), "cat": (1,), "katze": (1,), "dog": (2,), "hündin": (2,)}
    left, right = "the dog, the cat", "die Katze, die Hündin"
    found = align(left, right, Table(meanings, weak="the die"))
    assert shown(left, right, found) == ["the = die", "dog = Hündin", "the = die", "cat = Katze"]
    articles = {one.left: one.right for one in found if left[slice(*one.left)] == "the"}
    assert articles == dict(zip(places(left, "the"), reversed(places(right, "die"))))


def test_repeated_words_in_the_same_order_stay_in_order(encoder: Encoder) -> None:
    left = "The Senate rejected the reform and the president left the capital."
    right = "El Senado rechazó la reforma y el presidente dejó la capital."
    found = {one.left: one.right for one in align(left, right, encoder)}
    for english, spanish in (("the reform", "la reforma"), ("the president", "el presidente")):
        at, there = left.index(english), right.index(spanish)
        assert found[at, at + 3] == (there, there + 2)


def test_a_compound_answers_all_its_parts(encoder: Encoder) -> None:
    left = "Railway workers at the nuclear power plant are on strike."
    right = "Eisenbahner am Atomkraftwerk streiken."
    found = aligned(left, right, encoder)
    assert sum(pair.endswith("= Atomkraftwerk") for pair in found) >= 2


def test_a_word_grows_to_the_neighbour_that_brings_it_closer() -> None:
    table = Table({"key": (0,), "rate": (1,), "leitzins": (0, 1), "rose": (2,), "stieg": (2,)})
    left, right = "Key rate rose", "Leitzins stieg"
    assert aligned(left, right, table) == ["Key = Leitzins", "rate = Leitzins", "rose = stieg"]
    alone = align(left, right, table, Settings(growth=1.0))
    assert len(alone) == 2


def test_the_strength_is_a_share(encoder: Encoder) -> None:
    found = align("Snow closed the airport.", "La neige a fermé l'aéroport.", encoder)
    assert found
    assert all(0 < one.strength <= 1 for one in found)


def test_the_other_direction_finds_the_same_pairs(encoder: Encoder) -> None:
    left, right = "Snow closed the airport on Monday.", "La nieve cerró el aeropuerto el lunes."
    there = {(one.left, one.right) for one in align(left, right, encoder)}
    back = {(one.right, one.left) for one in align(right, left, encoder)}
    assert there == back


# Figures and names


@pytest.mark.parametrize(
    ("left", "right", "figure"),
    [
        ("It will cut 3,400 jobs.", "Elle supprimera 3\u202f400 emplois.", "3,400 = 3\u202f400"),
        ("It will cut 3,400 jobs.", "Suprimirá 3.400 empleos.", "3,400 = 3.400"),
        ("A rise of 8.5 percent.", "Une hausse de 8,5 %.", "8.5 = 8,5"),
        ("A bill of 1,234.50 dollars.", "Eine Rechnung von 1.234,5 Dollar.", "1,234.50 = 1.234,5"),
    ],
)
def test_a_figure_is_found_however_it_is_written(
    encoder: Encoder, left: str, right: str, figure: str
) -> None:
    assert figure in aligned(left, right, encoder)


def test_other_figures_are_never_aligned(encoder: Encoder) -> None:
    found = aligned("The flood killed 14 people.", "La crue a fait 16 morts.", encoder)
    assert not any("14" in pair or "16" in pair for pair in found)


def test_figures_that_changed_places_find_each_other(encoder: Encoder) -> None:
    found = aligned("Between 1998 and 27 May.", "Entre le 27 mai et 1998.", encoder)
    assert {"1998 = 1998", "27 = 27"} <= set(found)


def test_a_name_the_encoder_does_not_know_is_found_by_its_spelling() -> None:
    assert aligned("Lindqvist left", "partit Lindqvist", Table({})) == ["Lindqvist = Lindqvist"]


def test_short_words_spelt_alike_by_chance_are_not_taken_for_the_same() -> None:
    assert aligned("a chat on it", "on a chat", Table({})) == []


# Odd input


@pytest.mark.parametrize(
    ("left", "right"), [("", ""), ("", "Le mur"), ("The wall", ""), ("?!", "…")]
)
def test_nothing_is_aligned_with_nothing(encoder: Encoder, left: str, right: str) -> None:
    assert align(left, right, encoder) == ()


def test_a_script_the_encoder_does_not_know_is_not_guessed_at(encoder: Encoder) -> None:
    english = "The government of Georgia resigned in 2012."
    georgian = "საქართველოს მთავრობა 2012 წელს გადადგა."
    assert aligned(english, georgian, encoder) == ["2012 = 2012"]


def test_the_same_word_a_thousand_times(encoder: Encoder) -> None:
    found = align("war " * 1_000, "guerre " * 1_000, encoder)
    assert [one.left for one in found] == sorted(one.left for one in found)
    assert all(one.left[1] - one.left[0] == 3 for one in found)


def test_texts_too_long_to_be_compared_are_refused_in_one_line(encoder: Encoder) -> None:
    words = "war " * (int(CELLS**0.5) + 1)
    with pytest.raises(UsageError, match="cut the texts into sentences") as caught:
        align(words, words, encoder)
    assert "\n" not in str(caught.value)


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_places_lie_in_their_texts_and_calls_agree(left: str, right: str) -> None:
    found = align(left, right, load())
    assert found == align(left, right, load())
    for one in found:
        assert 0 <= one.left[0] < one.left[1] <= len(left)
        assert 0 <= one.right[0] < one.right[1] <= len(right)
    assert len({(one.left, one.right) for one in found}) == len(found)


def test_a_dictionary_knows_words_that_the_encoder_does_not() -> None:
    blind = Table({})
    left, right = "thieves robbed bank", "ladrones robaron banco"
    assert align(left, right, blind) == ()
    known = Dictionary(lexicon.load(), "en", "es")
    pairs = {
        (left[slice(*one.left)], right[slice(*one.right)])
        for one in align(left, right, blind, dictionary=known)
    }
    assert ("thieves", "ladrones") in pairs
