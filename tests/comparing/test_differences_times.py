"""When two times differ, and when one is told less exactly or in other words."""

from __future__ import annotations

import pytest

from tests.comparing.between import differing, of_kind

PUBLISHED = "2025-05-14"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The law takes effect on 1 July 2026.", "en"), ("Das Gesetz gilt ab 15. Juli 2026.", "de")),
        (("The dam burst at 3:40 a.m. on Tuesday.", "en"), ("The dam burst at 4:20 a.m. on Tuesday.", "en")),
        (("The bridge opens by the end of 2027.", "en"), ("The bridge opens in mid-2027.", "en")),
        (("The mine closed in 1998.", "en"), ("La mine a fermé en 1996.", "fr")),
        (("The talks resume on Friday.", "en"), ("The talks resume on Monday.", "en")),
        (("The airport reopens on Friday.", "en"), ("The airport will not reopen before Sunday.", "en")),
    ],
)  # fmt: skip
def test_rival_times(one: tuple[str, str], other: tuple[str, str]) -> None:
    (words,) = of_kind(differing(one, other, published=PUBLISHED), "time")
    assert len(words) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("The law takes effect on 1 July 2026.", "en"), ("Das Gesetz gilt ab Juli 2026.", "de")),
        (("The train left at 7:50 a.m.", "en"), ("The train left shortly before 8 a.m.", "en")),
        (("The mine closed in 1998.", "en"), ("The mine closed on 3 May 1998.", "en")),
        (("The vote ends on 16 May 2026.", "en"), ("Die Abstimmung endet Mitte Mai 2026.", "de")),
        (("The court meets on 9 December 2026.", "en"), ("The court meets before Christmas 2026.", "en")),
        (("We worked for this day.", "en"), ("It took years to see this day.", "en")),
    ],
)  # fmt: skip
def test_no_difference(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert of_kind(differing(one, other, published=PUBLISHED), "time") == []


def test_weekdays_differ_also_where_no_date_is_known() -> None:
    found = differing(("The talks resume on Friday.", "en"), ("The talks resume on Monday.", "en"))
    assert of_kind(found, "time") == [("Friday", "Monday")]


def test_a_day_of_a_month_differs_also_where_the_year_is_not_known() -> None:
    found = differing(
        ("The law takes effect on January 1, 2026.", "en"),
        ("La ley entra en vigor el 1 de marzo.", "es"),
    )
    assert len(of_kind(found, "time")) == 1


def test_whole_hours_apart_may_be_another_zone() -> None:
    found = differing(
        ("Der Zug entgleiste um 4.20 Uhr am Dienstag.", "de"),
        ("The train derailed at 5:20 a.m. local time on Tuesday.", "en"),
        published=PUBLISHED,
    )
    assert of_kind(found, "time") == []
