"""What figures and times of two statements say of whether they tell the same."""

from __future__ import annotations

import numpy as np
import pytest

from crossread import pipeline
from crossread.comparing.candidates import Pairs
from crossread.comparing.interaction import interact
from crossread.comparing.statements import statements
from crossread.comparing.values import MONTH, SHARED, YEAR, rival_times, shared, told_otherwise
from crossread.encoding import load
from tests.build import page


def both(one: str, other: str) -> tuple[float, float, float]:
    """(rounded, rivals, rival times) of the only statements of two texts."""
    articles = list(
        pipeline.articles(page(text, f"p{n}") for n, text in enumerate((one, other), 1))
    )
    told = [s for a in articles for s in statements(a)]
    assert len(told) == 2
    first, second = np.array([0], np.int64), np.array([1], np.int64)
    pairs = Pairs(first, second, np.zeros(1, np.float32), np.zeros(1, np.float32))
    rounded, rivals = told_otherwise(told, articles, pairs)
    return float(rounded[0]), float(rivals[0]), float(rival_times(told, articles, pairs)[0])


def test_a_rounded_number_is_the_same_quantity_told_otherwise() -> None:
    rounded, rivals, _ = both(
        "The flood drove 12,480 people from their homes.",
        "Some 12,500 people had to leave their homes.",
    )
    assert rounded > 0.5
    assert rivals == 0


def test_so_is_one_in_another_unit() -> None:
    rounded, rivals, _ = both(
        "The fire burned 4,800 hectares of forest.",
        "Le feu a ravagé 48 kilomètres carrés de forêt.",
    )
    assert rounded > 0.5
    assert rivals == 0


def test_two_numbers_of_one_size_are_rivals() -> None:
    rounded, rivals, _ = both(
        "The storm killed 37 people on the island.", "Der Sturm tötete auf der Insel 41 Menschen."
    )
    assert rounded == 0
    assert rivals > 0.3


@pytest.mark.parametrize(
    "other",
    ["The storm cut power to 9,000 homes.", "The storm moved at 41 km/h towards the coast."],
)
def test_numbers_of_another_size_or_kind_say_nothing(other: str) -> None:
    assert both("The storm killed 37 people on the island.", other) == (0, 0, 0)


def test_the_same_number_is_neither() -> None:
    one = "The storm killed 37 people on the island."
    assert both(one, "On the island 37 people died in the storm.")[:2] == (0, 0)


def test_days_that_differ() -> None:
    one = "The talks will begin on 3 May 2024 in Vienna."
    assert both(one, "Les discussions commenceront le 5 mai 2024 à Vienne.")[2] == 1
    assert both(one, "Les discussions commenceront le 3 mai 2024 à Vienne.")[2] == 0
    assert both(one, "Les discussions commenceront bientôt à Vienne.")[2] == 0


def held_by_both(kind: str, one: str, other: str) -> list[float]:
    """What the first statements of two texts share, the second ones, and so on."""
    articles = list(
        pipeline.articles(page(text, f"p{n}") for n, text in enumerate((one, other), 1))
    )
    told = [s for a in articles for s in statements(a)]
    count = len(told) // 2
    first = np.arange(count)
    zero = np.zeros(count, np.float32)
    interaction = interact(told, articles, {}, load())
    pairs = Pairs(first, first + count, zero, zero)
    return [float(value) for value in shared(interaction, pairs, kind)]


def test_a_shared_year_or_month_says_less_than_a_shared_day() -> None:
    year, month, day, none = held_by_both(
        "t",
        "The mill closed in 1998. The pier burned in March 2021. The council met on 3 May 2024. "
        "The ferry sank on 4 June 2024.",
        "Das Werk schloss 1998. Der Steg brannte im März 2021. Der Rat tagte am 3. Mai 2024. "
        "Die Fähre sank am 5. Juni 2024.",
    )
    assert year == pytest.approx(YEAR * day)
    assert month == pytest.approx(MONTH * day)
    assert none == 0 < year < month < day <= SHARED["t"]


def test_shared_figures_count_at_most_so_much() -> None:
    few, one, more, none = held_by_both(
        "f",
        "The storm broke three masts. The fire burned 4,812 hectares. The road is 37.5 km long "
        "and cost 9,613 euros. The choir has 71 singers.",
        "Der Sturm brach drei Masten. Das Feuer verbrannte 4812 Hektar. Die Straße ist 37,5 km "
        "lang und kostete 9613 Euro. Der Chor hat 82 Sänger.",
    )
    assert one == more == pytest.approx(SHARED["f"])
    assert none == 0 < few < one
