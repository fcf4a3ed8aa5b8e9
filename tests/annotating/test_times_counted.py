"""Times that are counted: lengths from a day on, lengths of several units, weeks and weekends.

Every text is read on Thursday 13 February 2025.
"""

from __future__ import annotations

from datetime import date

import pytest

from crossread.annotating.timearithmetic import weekend_by
from crossread.annotating.times import times
from tests.build import article

PUBLISHED = "2025-02-13"


def read(text: str, language: str = "en") -> list[tuple[str, str | None]]:
    return [(t.span.text, t.value) for t in times(*article(text, language, PUBLISHED))]


CASES = {
    "a length from a day on is its days": [
        ("en", "The bridge is shut for two weeks starting Monday.", "two weeks starting Monday",
         "2025-02-17/2025-03-02"),
        ("en", "The bridge was shut for ten days beginning on 3 May.", "ten days beginning on 3 May",
         "2025-05-03/2025-05-12"),
        ("en", "The bridge was shut for a week after 3 May.", "a week after 3 May",
         "2025-05-03/2025-05-09"),
        ("en", "The bridge is shut for a week starting Wednesday.", "a week starting Wednesday",
         "2025-02-19/2025-02-25"),
        ("en", "The bridge is shut for 3 days from today.", "for 3 days from today",
         "2025-02-13/2025-02-15"),
        ("fr", "Le pont est fermé pendant deux semaines à partir de lundi.",
         "deux semaines à partir de lundi", "2025-02-17/2025-03-02"),
        ("de", "Die Brücke war für zwei Wochen ab dem 3. Mai 2024 gesperrt.",
         "zwei Wochen ab dem 3. Mai 2024", "2024-05-03/2024-05-16"),
    ],
    "several units are one length": [
        ("en", "They met two years and three months ago.", "two years and three months ago", "2022-11"),
        ("en", "They met a year, two months and three days ago.",
         "a year, two months and three days ago", "2023-12-10"),
        ("en", "It snowed the last 3 months and 2 weeks.", "the last 3 months and 2 weeks",
         "2024-10-30/2025-02-13"),
        ("fr", "Il y a deux ans et trois mois, il a neigé.", "Il y a deux ans et trois mois", "2022-11"),
        ("de", "Vor zwei Jahren und drei Monaten schneite es.", "Vor zwei Jahren und drei Monaten",
         "2022-11"),
        ("es", "Nevó hace dos años y tres meses.", "hace dos años y tres meses", "2022-11"),
        ("it", "Due anni e tre mesi fa nevicò.", "Due anni e tre mesi fa", "2022-11"),
        ("pt", "Nevou há dois anos e três meses.", "há dois anos e três meses", "2022-11"),
        ("nl", "Twee jaar en drie maanden geleden sneeuwde het.", "Twee jaar en drie maanden geleden",
         "2022-11"),
        ("pl", "Dwa lata i trzy miesiące temu padał śnieg.", "Dwa lata i trzy miesiące temu", "2022-11"),
        ("ru", "Два года и три месяца назад шёл снег.", "Два года и три месяца назад", "2022-11"),
        ("uk", "Два роки і три місяці тому йшов сніг.", "Два роки і три місяці тому", "2022-11"),
    ],
    "weeks and weekends are named by a day": [
        ("en", "They left on Monday two weeks ago.", "Monday two weeks ago", "2025-01-27"),
        ("en", "The week beginning Sunday was wet.", "week beginning Sunday", "2025-02-09/2025-02-15"),
        ("en", "The week beginning 4 February was wet.", "week beginning 4 February",
         "2025-02-03/2025-02-09"),
        ("en", "It closed in the last week of this month.", "the last week of this month",
         "2025-02-24/2025-03-02"),
        ("en", "It closed in the first week of last year.", "the first week of last year",
         "2024-01-01/2024-01-07"),
        ("en", "It rained on the weekend of March 8.", "weekend of March 8", "2025-03-08/2025-03-09"),
        ("en", "It rained over the Memorial Day weekend.", "the Memorial Day weekend",
         "2025-05-24/2025-05-26"),
        ("en", "It rained on Thanksgiving weekend 2023.", "Thanksgiving weekend 2023",
         "2023-11-23/2023-11-26"),
        ("fr", "Il a plu le week-end du 8 mars.", "week-end du 8 mars", "2025-03-08/2025-03-09"),
        ("fr", "Il a plu la dernière semaine du mois.", "la dernière semaine du mois",
         "2025-02-24/2025-03-02"),
        ("de", "Es regnete in der letzten Woche des Jahres.", "in der letzten Woche des Jahres",
         "2025-12-22/2025-12-28"),
        ("es", "Llovió el fin de semana del 8 de marzo.", "fin de semana del 8 de marzo",
         "2025-03-08/2025-03-09"),
        ("es", "La semana que comienza el 4 de febrero fue fría.", "semana que comienza el 4 de febrero",
         "2025-02-03/2025-02-09"),
        ("it", "Piovve nel weekend di Pasqua.", "weekend di Pasqua", "2025-04-19/2025-04-20"),
        ("pt", "Choveu no fim de semana de Páscoa.", "fim de semana de Páscoa",
         "2025-04-19/2025-04-20"),
        ("nl", "Het regende in de laatste week van deze maand.", "in de laatste week van deze maand",
         "2025-02-24/2025-03-02"),
    ],
    "periods have names and two ends": [
        ("en", "Sales fell this calendar year.", "this calendar year", "2025"),
        ("en", "Sales are up 3% year to date.", "year to date", "2025-01-01/2025-02-13"),
        ("en", "Shares rose month-to-date.", "month-to-date", "2025-02-01/2025-02-13"),
        ("en", "He rests for the remainder of the week.", "the remainder of the week",
         "2025-02-13/2025-02-16"),
        ("en", "It ran between 2014 through 2019.", "between 2014 through 2019", "2014/2019"),
        ("en", "It ran from 3 January till the current date.", "from 3 January till the current date",
         "2025-01-03/2025-02-13"),
        ("en", "It ran from April the ninth till the seventeenth.",
         "from April the ninth till the seventeenth", "2025-04-09/2025-04-17"),
        ("en", "It ran from ninth till seventeenth of April.", "from ninth till seventeenth of April",
         "2025-04-09/2025-04-17"),
        ("en", "It ran from 4 to 23 last month.", "from 4 to 23 last month", "2025-01-04/2025-01-23"),
        ("en", "It snowed in 2017 April.", "2017 April", "2017-04"),
        ("en", "It snowed between october and december.", "between october and december",
         "2024-10/2024-12"),
        ("en", "The season is May to August.", "May to August", "2024-05/2024-08"),
        ("de", "In diesem Kalenderjahr fror es.", "diesem Kalenderjahr", "2025"),
        ("es", "La bolsa cae en lo que va de año.", "en lo que va de año", "2025-01-01/2025-02-13"),
        ("pt", "A bolsa cai no acumulado do ano.", "no acumulado do ano", "2025-01-01/2025-02-13"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("language", "text", "span", "value"),
    [
        pytest.param(*case, id=f"{title}: {case[0]}, {case[2]}")
        for title, cases in CASES.items()
        for case in cases
    ],
)
def test_what_is_counted_is_one_time(language: str, text: str, span: str, value: str) -> None:
    assert read(text, language) == [(span, value)]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("They pay $16 an hour starting Tuesday.", "Tuesday"),
        ("They pay $900 a month starting on 3 May.", "3 May"),
    ],
)
def test_how_often_is_no_length(text: str, span: str) -> None:
    assert [found for found, _ in read(text)] == [span]


def test_a_length_after_a_day_is_the_day_it_reaches_unless_something_lasts() -> None:
    assert read("It opened two weeks after 3 May.") == [("two weeks after 3 May", "2025-05-17")]


def test_a_length_and_a_day_ago_are_two_times() -> None:
    assert read("It snowed for the last 3 months and 2 days ago it stopped.") == [
        ("the last 3 months", "2024-11/2025-02"),
        ("2 days ago", "2025-02-11"),
    ]


def test_hours_beside_days_change_nothing() -> None:
    found = read("It began two days and three hours ago.")
    assert found == [("two days and three hours ago", "2025-02-11")]


def test_a_couple_is_two_and_a_few_are_not_said() -> None:
    assert read("It closed a couple of years ago.") == [("a couple of years ago", "2023")]
    assert read("It will close in the next couple of weeks.") == [
        ("the next couple of weeks", "2025-02-14/2025-02-27")
    ]
    assert read("It closed a few years ago.") == [("a few years ago", None)]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2025, 3, 3), "2025-03-01/2025-03-03"),  # Monday
        (date(2025, 3, 4), "2025-03-01/2025-03-02"),
        (date(2025, 3, 5), "2025-03-08/2025-03-09"),
        (date(2025, 3, 6), "2025-03-06/2025-03-09"),
        (date(2025, 3, 7), "2025-03-07/2025-03-09"),
        (date(2025, 3, 8), "2025-03-08/2025-03-09"),
        (date(2025, 3, 9), "2025-03-08/2025-03-09"),
    ],
)
def test_the_weekend_of_a_holiday_reaches_to_it(day: date, value: str) -> None:
    assert weekend_by(day) == value


@pytest.mark.parametrize(
    "text",
    [
        "It was her best year to date.",
        "An august body sat in august company.",
        "They may march to the sea in june-bug season.",
    ],
)
def test_what_only_looks_like_a_period(text: str) -> None:
    assert read(text) == []
