"""When two figures are the same quantity, when they rival each other, and when only exactness differs."""

from __future__ import annotations

import pytest

from crossread.comparing.differences import same_quantity
from crossread.comparing.quantities import exactness, ratio, rest_of, sum_of
from crossread.model import Figure, Span
from tests.comparing.between import differing, of_kind


def figure(
    value: float, approximation: str | None = None, unit: str = "count", high: float | None = None
) -> Figure:
    span = Span("p1", 0, 1, "x")
    return Figure("p1.1.f1", span, value, high, unit, approximation, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (figure(14), figure(14), True),
        (figure(1_000, "more than"), figure(3_000), True),
        (figure(1_000, "more than"), figure(30_000), False),
        (figure(14), figure(15), False),
        (figure(20), figure(24), False),
        (figure(20, "about"), figure(24), True),
        (figure(20, "more than"), figure(24), True),
        (figure(20, "more than"), figure(18), False),
        (figure(14, "at least"), figure(16), False),
        (figure(200, "less than"), figure(187), True),
        (figure(1, "less than", "percent"), figure(0.9, unit="percent"), True),
        (figure(1_180), figure(1_200), True),
        (figure(1_180), figure(1_300), False),
        (figure(187e6, unit="EUR"), figure(190e6, "about", unit="EUR"), True),
        (figure(187e6, unit="EUR"), figure(187e6, unit="USD"), False),
        (figure(10, high=15), figure(12), True),
        (figure(10, high=15), figure(16), False),
        (figure(0), figure(0), True),
        (figure(0), figure(3), False),
        (figure(2.5, unit="percent"), figure(2.6, unit="percent"), False),
        (figure(2_000), figure(1_500), False),
        (figure(1_000, "about"), figure(600), False),
        (figure(20, "more than"), figure(28), True),
        (figure(20, "more than"), figure(28, "more than"), False),
        (figure(12, "about"), figure(11), True),
        (figure(38, "about"), figure(41), False),
        (figure(40, "about"), figure(50), False),
        (figure(8, "up to"), figure(10, "up to"), False),
        (figure(10, "up to"), figure(7), True),
        (figure(25, "more than"), figure(27), True),
        (figure(25, "more than"), figure(29), False),
        (figure(30, "less than"), figure(28), True),
        (figure(63, unit="percent"), figure(63.4, unit="percent"), True),
        (figure(63, unit="percent"), figure(63.6, unit="percent"), False),
        (figure(2, unit="percent"), figure(2.4, unit="percent"), False),
    ],
)
def test_same_quantity(one: Figure, other: Figure, same: bool) -> None:
    assert same_quantity(one, other) is same
    assert same_quantity(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (figure(187, unit="km/h"), figure(116, unit="mph"), True),
        (figure(187, unit="km/h"), figure(130, unit="mph"), False),
        (figure(4_800, unit="ha"), figure(12_000, "about", "acre"), True),
        (figure(4_800, unit="ha"), figure(48, unit="km²"), True),
        (figure(6_000, unit="ha"), figure(12_000, "about", "acre"), False),
        (figure(6_000, unit="m"), figure(20_000, "about", "ft"), True),
        (figure(18, unit="month"), figure(1.5, unit="year"), True),
        (figure(0.6, unit="fraction"), figure(60, unit="percent"), True),
        (figure(2 / 3, "more than", "fraction"), figure(68, unit="percent"), True),
        (figure(2 / 3, "more than", "fraction"), figure(61, unit="percent"), False),
        (figure(1 / 3, unit="fraction"), figure(32, unit="percent"), True),
        (figure(1 / 3, unit="fraction"), figure(40, unit="percent"), False),
        (figure(20, unit="°C"), figure(68, unit="°F"), True),
        (figure(20, unit="kg"), figure(20, unit="km"), False),
    ],
)
def test_the_same_in_another_unit(one: Figure, other: Figure, same: bool) -> None:
    assert same_quantity(one, other) is same
    assert same_quantity(other, one) is same


def test_a_ratio_is_told_in_one_unit() -> None:
    assert ratio(figure(1, unit="km"), figure(500, unit="m")) == 2
    assert ratio(figure(0), figure(5)) == float("inf")


def test_a_sum_of_parts() -> None:
    assert sum_of(figure(243), [figure(212), figure(31)])
    assert not sum_of(figure(243), [figure(212), figure(40)])
    assert not sum_of(figure(243), [figure(212), figure(31, unit="day")])
    assert not sum_of(figure(1_200, "about"), [figure(800), figure(300)])


def test_what_one_part_leaves_of_a_whole() -> None:
    assert rest_of(figure(12), figure(11), [figure(1)])
    assert not rest_of(figure(12), figure(9), [figure(1)])
    assert not rest_of(figure(12), figure(11), [figure(1, unit="day")])


def test_approximations_that_do_not_go_together() -> None:
    assert exactness(figure(50, "about"), figure(50, "more than"))
    assert not exactness(figure(50), figure(50, "more than"))
    assert not exactness(figure(50, "at least"), figure(50, "more than"))
    assert not exactness(figure(50, "about"), figure(60, "more than"))


def test_rival_counts_of_one_thing() -> None:
    found = differing(
        ("The fire killed 38 passengers.", "en"), ("Das Feuer tötete 41 Passagiere.", "de")
    )
    assert of_kind(found, "figure") == [("38 passengers", "41 Passagiere")] or of_kind(
        found, "figure"
    ) == [("38", "41")]
    assert not found[0].minor


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("She finished sixth in the final.", "en"), ("Elle a fini quatrième de la finale.", "fr")),
        (("The fine was 1500 euros.", "en"), ("Die Strafe betrug 2.000 Euro.", "de")),
        (("The team lost nine matches.", "en"), ("Die Mannschaft verlor fünf Spiele.", "de")),
        (("The guards fired 24 shots.", "en"), ("The guards fired three shots.", "en")),
        (("Die Wahl wird in 63 Lokalen wiederholt.", "de"), ("Le vote sera refait dans 36 bureaux.", "fr")),
        (("The plant lost €61m.", "en"), ("L'usine a perdu 16 millions d'euros.", "fr")),
        (("Rents have tripled since 2010.", "en"), ("Les loyers ont doublé depuis 2010.", "fr")),
        (("Die Mieten haben sich verdreifacht.", "de"), ("Аренда подорожала вдвое.", "ru")),
        (("Rents are four times as high.", "en"), ("I canoni sono triplicati.", "it")),
        (("They face up to eight years in prison.", "en"), ("Ihnen drohen bis zu zehn Jahre Haft.", "de")),
        (("Anna Keller, 78, sold the farm.", "en"), ("Anna Keller, 87 Jahre, verkaufte den Hof.", "de")),
    ],
)  # fmt: skip
def test_rivals(one: tuple[str, str], other: tuple[str, str]) -> None:
    (words,) = of_kind(differing(one, other), "figure")
    assert len(words) == 2


def test_a_minor_difference_is_one_of_exactness_alone() -> None:
    (found,) = differing(
        ("About 50 countries sent aid.", "en"), ("More than 50 countries sent aid.", "en")
    )
    assert (found.kind, found.minor) == ("figure", True)
    assert found.note.startswith("figures told less or more exactly: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The ferry carried 243 people.", "en"),
            ("The ferry carried 212 passengers and 31 crew.", "en"),
        ),
        (("The gusts reached 187 km/h.", "en"), ("The gusts reached 116 mph.", "en")),
        (
            ("A dose costs 85 euros.", "en"),
            ("The three doses cost 255 euros.", "en"),
        ),
        (("The toll rose to 23 dead.", "en"), ("The crews rescued 289 people.", "en")),
        (("One woman sits among the 12 members.", "en"), ("The other members are 11 men.", "en")),
        (
            ("Rents have tripled since 2010.", "en"),
            ("Les loyers sont trois fois plus élevés.", "fr"),
        ),
        (("He was asked three times.", "en"), ("Er wurde viermal gefragt.", "de")),
        (("She wrote nearly a dozen novels.", "en"), ("Elle a écrit onze romans.", "fr")),
        (
            ("Some 200 firefighters are on site.", "en"),
            ("К двум сотням пожарных едет подкрепление.", "ru"),
        ),
        (("The lead was 21 seconds.", "en"), ("The gap to the third was 9 seconds.", "en")),
        (
            ("Anna Keller, 71, won the vote.", "en"),
            ("Ramiro Lacasta, de 49 años, perdió la votación.", "es"),
        ),
        (("The crew of five was seized.", "en"), ("Fue capturado con otros cuatro.", "es")),
        (
            ("The crew of five was seized.", "en"),
            ("Vier Wagen versperrten der Crew den Weg.", "de"),
        ),
    ],
)
def test_no_difference(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert of_kind(differing(one, other), "figure") == []


def test_what_the_other_article_tells_elsewhere_is_no_rival() -> None:
    one = ("Shares fell 12 percent.", "en")
    told_too = ("Shares fell 12 percent. Profit fell 14 percent.", "en")
    assert of_kind(differing(one, told_too, whole=False), "figure") == []


def test_the_note_sets_figures_that_can_be_the_same_on_one_side() -> None:
    (found,) = differing(
        ("The fire hurt 14 people in the port.", "en"),
        ("Nineteen people were hurt by the fire in the port.", "en"),
        ("L'incendie a fait 14 blessés dans le port.", "fr"),
        ("Quatorze personnes ont été blessées dans l'incendie du port.", "fr"),
    )
    assert (
        found.note
        == "different figures: “14” (p1.txt, p3.txt), “Quatorze” (p4.txt) / “Nineteen” (p2.txt)"
    )


@pytest.mark.parametrize(
    "one",
    [
        ("The inquiry found that 38 people were hurt, not 41 as first reported.", "en"),
        ("Die Untersuchung ergab, dass 38 Menschen verletzt wurden, nicht 41.", "de"),
        ("L'enquête a conclu que 38 personnes ont été blessées, et non 41.", "fr"),
    ],
)
def test_a_figure_that_is_dismissed_is_not_told(one: tuple[str, str]) -> None:
    (found,) = differing(one, ("The inquiry found that 41 people were hurt.", "en"))
    assert found.members[0].text == "38"
    assert found.members[1].text == "41"
    assert not found.minor
