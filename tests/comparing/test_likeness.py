"""How alike words, names, figures and times are."""

from __future__ import annotations

import numpy as np
import pytest

from crossread.comparing.likeness import ALMOST, MOMENT, NEAR, OTHER_VALUE, SAME_DAY, Likeness

Key = tuple[str, ...]


def alike(one: Key, other: Key, cosine: float = 0.0, known: float | None = None) -> float:
    """Likeness of two units whose vectors have a cosine, and which dictionaries know or not."""
    table = np.array([[1.0, 0.0], [cosine, (1 - cosine**2) ** 0.5]], np.float32)
    told = None
    if known is not None:
        cosines = np.array([known, known], np.float32)
        told = (np.array([0, 1]), np.array([1, 0]), cosines)
    rows = Likeness([one, other], table, told).rows(0, 2)
    assert rows[0, 0] == rows[1, 1] == 1
    assert rows[0, 1] == rows[1, 0]
    return float(rows[0, 1])


def test_words_by_vectors_and_by_dictionaries() -> None:
    one, other = ("w", "harbour"), ("w", "port")
    assert alike(one, other, 0.1) == 0
    assert 0 < alike(one, other, 0.4) < alike(one, other, 0.6) < 1
    assert alike(one, other, 0.1, known=0.9) == pytest.approx(0.9)
    assert alike(one, other, 0.75, known=0.9) == 1


def test_names_of_two_entities_are_less_alike_than_their_words() -> None:
    assert alike(("e", "e1"), ("e", "e2"), 0.6) < alike(("w", "north"), ("w", "south"), 0.6)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        (("acre", "12000"), ("km²", "48"), ALMOST[1]),
        (("ha", "4800"), ("km²", "48"), 1),
        (("mph", "44"), ("km/h", "70"), ALMOST[1]),
        (("EUR", "187000000"), ("EUR", "190000000"), ALMOST[1]),
        (("EUR", "40"), ("EUR", "50"), OTHER_VALUE[0]),
        (("EUR", "40"), ("EUR", "40000"), OTHER_VALUE[3]),
        (("count", "0"), ("count", "7"), OTHER_VALUE[3]),
        (("EUR", "40"), ("USD", "40"), 0),
        (("count", "40"), ("percent", "40"), 0),
    ],
)
def test_figures_by_their_values(one: Key, other: Key, wanted: float) -> None:
    assert alike(("f", *one), ("f", *other), 0.9) == pytest.approx(wanted)


@pytest.mark.parametrize(
    ("one", "other", "wanted"),
    [
        ("2024-05-03", "2024-05-03T04:10", MOMENT[1]),
        ("2024-05-03T04:00", "2024-05-03T04:10", MOMENT[1]),
        ("2024-05-03T04:00", "2024-05-03T05:30", SAME_DAY[1]),
        ("2024-05-03T04:00", "2024-05-04T04:00", 0),
        ("2024-05-03", "2024-05-05", NEAR[2]),
        ("2024-05-03", "2024-06-05", 0),
        ("2024-05", "2025-05", 0),
    ],
)
def test_times_by_their_days(one: str, other: str, wanted: float) -> None:
    assert alike(("t", one), ("t", other), 0.9) == pytest.approx(wanted)


def test_a_day_is_the_less_alike_the_longer_the_time_is_that_holds_it() -> None:
    day = ("t", "2024-05-03")
    week, month, year = ("t", "2024-05-01/2024-05-07"), ("t", "2024-05"), ("t", "2024")
    assert alike(day, week) > alike(day, month) > alike(day, year) > 0


def test_a_time_that_is_not_resolved_is_told_by_its_words() -> None:
    assert alike(("t", "recently"), ("t", "lately"), 0.75) == 1
