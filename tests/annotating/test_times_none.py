"""What looks like a time and is none, or is another one than it looks."""

from __future__ import annotations

import pytest

from crossread.annotating.times import times
from tests.build import article


def read(text: str, language: str) -> list[tuple[str, str | None]]:
    return [(t.span.text, t.value) for t in times(*article(text, language, "2025-02-13"))]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # units without a number: nobody knows how many
        ("de", "In den letzten Jahren stieg der Preis."),
        ("nl", "De afgelopen maanden steeg de prijs."),
        ("en", "The price rose over the past years."),
        # names of papers, shows and clubs
        ("en", "He told the Mail on Sunday and sang on Saturday Night Live."),
        ("en", "Sheffield Wednesday lost."),
        # a milieu, and a result
        ("ru", "Они хотят создать среду для учёбы."),
        ("it", "Dopo il 4-1 di febbraio la squadra ha perso ancora."),
        # the month after what is told
        ("it", "All'inizio del mese successivo il prezzo salì."),
        # schools of a kind
        ("uk", "Недільна школа стоїть біля церкви."),
    ],
)
def test_no_time(language: str, text: str) -> None:
    assert read(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("it", "Nel 2017 ha vinto la gara.", [("2017", "2017")]),
        ("ru", "Они встретились в среду.", [("среду", "2025-02-12")]),
        ("pl", "Piec stanie tego lata.", [("tego lata", "2025-06/2025-08")]),
        ("ru", "Это было в начале 2000-х годов.", [("начале 2000-х годов", "2000/2009")]),
        ("fr", "Il est parti lundi un peu trop tard.", [("lundi", "2025-02-10")]),
        ("fr", "Le four a éclaté ce dimanche.", [("ce dimanche", "2025-02-09")]),
        ("fr", "Le four sera allumé ce dimanche.", [("ce dimanche", "2025-02-16")]),
    ],
)
def test_another_time_than_it_looks(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("fr", "Le prix a baissé au début du mois.", "2025-02"),
        ("fr", "Le prix a baissé au début du mois dernier.", "2025-01"),
        ("de", "Der Preis sank Anfang des Monats.", "2025-02"),
        ("es", "El precio bajó a principios de mes.", "2025-02"),
        ("it", "Il prezzo è sceso all'inizio del mese.", "2025-02"),
        ("en", "The price will fall by the end of the year.", "2025"),
        ("pl", "Zeszłoroczna cena była wyższa.", "2024"),
        ("ru", "Прошлогодняя цена была выше.", "2024"),
        ("uk", "Торішня ціна була вищою.", "2024"),
        ("de", "Die gestrige Sitzung dauerte lange.", "2025-02-12"),
    ],
)
def test_a_period_named_by_its_edge_or_in_an_adjective(
    language: str, text: str, value: str
) -> None:
    assert [found for _, found in read(text, language)] == [value]


def test_a_share_in_quotation_marks_is_no_year() -> None:
    assert read("Hij was voor '99 procent' zeker.", "nl") == []
    assert read("Hij kwam in '99.", "nl") == [("'99", "1999")]


def test_what_was_read_before_changes_nothing() -> None:
    read("Hij zei: ‘Nee.’ In 1999.", "nl")
    assert read("Hij kwam in '99.", "nl") == [("'99", "1999")]
