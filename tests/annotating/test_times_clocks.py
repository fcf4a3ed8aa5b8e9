"""Times of day as they are said: bare hours, noon and midnight, parts of the day beside an hour.

Every text is read on Thursday 13 February 2025.
"""

from __future__ import annotations

import pytest

from crossread.annotating.figures import figures
from crossread.annotating.times import times
from crossread.annotating.timevalues import half_of_day
from tests.build import article


def read(text: str, language: str) -> list[tuple[str, str | None]]:
    return [(t.span.text, t.value) for t in times(*article(text, language, "2025-02-13"))]


@pytest.mark.parametrize(
    ("part", "hour", "half"),
    [
        ("morning", 9, "am"),
        ("noon", 12, "pm"),
        ("noon", 1, "pm"),
        ("noon", 11, "am"),
        ("afternoon", 4, "pm"),
        ("evening", 9, "pm"),
        ("night", 11, "pm"),
        ("night", 12, "am"),
        ("night", 2, "am"),
    ],
)
def test_a_part_of_the_day_tells_the_half_of_an_hour(part: str, hour: int, half: str) -> None:
    assert half_of_day(part, hour) == half


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The kiln burst at 5 on Tuesday afternoon.", "2025-02-11T17:00"),
        ("de", "Der Ofen barst am Dienstag um 2 Uhr nachts.", "2025-02-11T02:00"),
        ("de", "Der Ofen barst am Dienstag um 11 Uhr nachts.", "2025-02-11T23:00"),
        ("nl", "De oven barstte dinsdag om half een 's nachts.", "2025-02-11T00:30"),
        ("es", "El horno reventó el martes a las cuatro y media de la tarde.", "2025-02-11T16:30"),
        ("pt", "O forno rebentou na terça-feira às onze da noite.", "2025-02-11T23:00"),
        ("ru", "Печь лопнула во вторник без четверти пять утра.", "2025-02-11T04:45"),
        ("ru", "Печь лопнула во вторник в полпятого утра.", "2025-02-11T04:30"),
        ("uk", "Піч тріснула у вівторок після четвертої години ранку.", "2025-02-11T04:00"),
        ("pl", "Piec pękł we wtorek po 16.30.", "2025-02-11T16:30"),
        ("it", "Il forno è scoppiato martedì poco dopo le 4.", "2025-02-11T04:00"),
        ("nl", "Om half zeven gisteravond barstte de oven.", "2025-02-12T18:30"),
        ("nl", "Gisteravond om half zeven barstte de oven.", "2025-02-12T18:30"),
        ("nl", "Om kwart voor acht vanavond brandt de oven.", "2025-02-13T19:45"),
        ("nl", "Om half drie vanmiddag barstte de oven.", "2025-02-13T14:30"),
        ("nl", "Om half drie vannacht barstte de oven.", "2025-02-13T02:30"),
        ("nl", "Morgen om twaalf uur brandt de oven.", "2025-02-14T12:00"),
        ("de", "Um halb sieben gestern Abend barst der Ofen.", "2025-02-12T18:30"),
        ("de", "Der Ofen barst gestern Abend um halb sieben.", "2025-02-12T18:30"),
        ("fr", "Le four a éclaté hier soir à sept heures.", "2025-02-12T19:00"),
        ("es", "Anoche a las siete reventó el horno.", "2025-02-12T19:00"),
        ("it", "Alle sette di ieri sera è scoppiato il forno.", "2025-02-12T19:00"),
        ("pl", "O siódmej wczoraj wieczorem pękł piec.", "2025-02-12T19:00"),
        ("ru", "В семь часов вчера вечером лопнула печь.", "2025-02-12T19:00"),
    ],
)
def test_an_hour_takes_the_part_of_the_day_beside_it(language: str, text: str, value: str) -> None:
    assert value in [found for _, found in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The kiln burst on Tuesday at 8.", [("Tuesday at 8", "2025-02-11T08:00")]),
        ("en", "The kiln burst on Tuesday at 8 sites.", [("Tuesday", "2025-02-11")]),
        ("en", "The kilns burst at 8.", []),
        ("en", "The kiln burst on Tuesday at 8 a.m.", [("Tuesday at 8 a.m.", "2025-02-11T08:00")]),
        ("pl", "W niedzielę o 9 zamknięto piec.", [("niedzielę", "2025-02-09")]),
        ("pl", "Piec zamknięto w niedzielę o 9.", [("niedzielę o 9", "2025-02-09T09:00")]),
        ("pl", "Cena wzrosła o 9.", []),
    ],
)
def test_a_bare_hour_is_one_beside_a_day_where_it_counts_nothing(
    language: str, text: str, expected: list[tuple[str, str]]
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "The kiln burst at noon on Tuesday.", "2025-02-11T12:00"),
        ("fr", "Le four a éclaté mardi à midi.", "2025-02-11T12:00"),
        ("fr", "Le four a éclaté mardi après-midi.", "2025-02-11"),
        ("pl", "Piec pękł we wtorek w południe.", "2025-02-11T12:00"),
        ("ru", "Печь лопнула во вторник в полдень.", "2025-02-11T12:00"),
        ("en", "The kiln burst just after midnight on Tuesday.", "2025-02-11T00:00"),
        ("en", "The kiln was lit at midnight on Tuesday.", "2025-02-11"),  # whose midnight?
    ],
)
def test_noon_is_a_time_and_midnight_where_its_day_is_sure(
    language: str, text: str, value: str
) -> None:
    assert [found for _, found in read(text, language)] == [value]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("nl", "In de nacht van dinsdag op woensdag vroor het.", "2025-02-11/2025-02-12"),
        ("it", "Nella notte tra martedì e mercoledì nevicava.", "2025-02-11/2025-02-12"),
        ("pl", "W nocy z wtorku na środę padało.", "2025-02-11/2025-02-12"),
        ("es", "Abre el viernes entre las 12:00 y las 13:00.", "2025-02-14T12:00/2025-02-14T13:00"),
    ],
)
def test_two_ends_make_one_time(language: str, text: str, expected: str) -> None:
    assert expected in [found for _, found in read(text, language)]


def test_a_day_moved_to_another_is_no_range() -> None:
    found = read("Das Fest wurde von Dienstag auf Freitag verschoben.", "de")
    assert [words for words, _ in found] == ["Dienstag", "Freitag"]


@pytest.mark.parametrize(
    ("text", "length", "hours"),
    [
        ("De zitting duurde ruim vijf uur.", "ruim vijf uur", 5),
        ("De zitting duurde meer dan drie uur.", "meer dan drie uur", 3),
        ("De brug was in totaal zes uur dicht.", "zes uur", 6),
        ("Na zestien uur zagen viel de boom.", "zestien uur", 16),
    ],
)
def test_a_dutch_hour_behind_what_only_a_length_has_is_a_length(
    text: str, length: str, hours: int
) -> None:
    assert read(text, "nl") == []
    found = figures(*article(text, "nl", "2025-02-13"))
    assert [(f.span.text, f.unit, f.value) for f in found] == [(length, "hour", hours)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("De zitting begon om vijf uur.", [("om vijf uur", None)]),
        ("De trein vertrok dinsdag om vijf uur.", [("dinsdag om vijf uur", "2025-02-11T05:00")]),
        ("De zitting duurde ruim twee uur en begon om drie uur.", [("om drie uur", None)]),
        ("De brug sloot ruim voor vijf uur.", [("vijf uur", None)]),
    ],
)
def test_any_other_is_a_time_of_day(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert read(text, "nl") == expected
