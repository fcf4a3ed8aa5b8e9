"""Times: what is found, what it is resolved to, and from what."""

from __future__ import annotations

import pytest
from msgspec import structs

from crossread.annotating.times import times
from crossread.model import Block, Page, Sentence, Time
from tests.build import article

PUBLISHED = "2025-02-13"  # a Thursday


def read(text: str, language: str = "en", published: str | None = PUBLISHED) -> tuple[Time, ...]:
    return times(*article(text, language, published))


ENGLISH = [
    ("They met on Wednesday.", "Wednesday", "2025-02-12"),
    ("They will meet on Monday.", "Monday", "2025-02-17"),
    ("They met last Friday.", "last Friday", "2025-02-07"),
    ("It opens next Tuesday.", "next Tuesday", "2025-02-18"),
    ("It began on Feb. 24, 2022.", "Feb. 24, 2022", "2022-02-24"),
    ("It began on 24 February 2022.", "24 February 2022", "2022-02-24"),
    ("It began in September 2022.", "September 2022", "2022-09"),
    ("A rule came in mid-March.", "mid-March", "2025-03"),
    ("It was three years ago.", "three years ago", "2022"),
    ("It was nearly two weeks ago.", "nearly two weeks ago", "2025-01-30"),
    ("It fell last week.", "last week", "2025-02-03/2025-02-09"),
    ("It fell earlier this month.", "earlier this month", "2025-02"),
    ("It held the past two decades.", "the past two decades", "2005/2025"),
    (
        "He will be there from Wednesday to Friday.",
        "from Wednesday to Friday",
        "2025-02-19/2025-02-21",
    ),
    ("It ran from 10 to 15 May 2024.", "from 10 to 15 May 2024", "2024-05-10/2024-05-15"),
    ("It ran May 10-15, 2024.", "May 10-15, 2024", "2024-05-10/2024-05-15"),
    ("They spoke at 9:30 a.m. on Thursday.", "9:30 a.m. on Thursday", "2025-02-13T09:30"),
    ("It was the third quarter of 2024.", "the third quarter of 2024", "2024-07/2024-09"),
    ("Songs of the 1990s.", "the 1990s", "1990/1999"),
    ("The rule dates from 2014.", "2014", "2014"),
    ("The pre-2014 border.", "pre-2014", "2014"),
    ("They left yesterday evening.", "yesterday evening", "2025-02-12"),
]
FRENCH = [
    ("Ils se sont vus mercredi soir.", "mercredi soir", "2025-02-12"),
    ("Ils se verront lundi.", "lundi", "2025-02-17"),
    ("Réunis ce jeudi à Lyon.", "ce jeudi", "2025-02-13"),
    ("Vu mercredi dernier.", "mercredi dernier", "2025-02-12"),
    ("Le 24 février 2022, tout changea.", "Le 24 février 2022", "2022-02-24"),
    ("Le 1er mars 2022, tout changea.", "Le 1er mars 2022", "2022-03-01"),
    ("Il y a près de trois ans, tout changea.", "Il y a près de trois ans", "2022"),
    ("La semaine dernière, il a plu.", "La semaine dernière", "2025-02-03/2025-02-09"),
    ("Du 3 au 5 mai 2024, il a plu.", "Du 3 au 5 mai 2024", "2024-05-03/2024-05-05"),
    ("Fin mars, il neigera.", "Fin mars", "2025-03"),
    ("Dans les années 90, il a neigé.", "les années 90", "1990/1999"),
    ("Ils ont parlé hier.", "hier", "2025-02-12"),
    ("L’an dernier, il a neigé.", "L’an dernier", "2024"),
    ("Ouvert jeudi à 20h30.", "jeudi à 20h30", "2025-02-13T20:30"),
    ("Mercredi 12, il a plu.", "Mercredi 12", "2025-02-12"),
]
GERMAN = [
    ("Sie trafen sich am Mittwochabend.", "Mittwochabend", "2025-02-12"),
    ("Sie werden am Montag reden.", "Montag", "2025-02-17"),
    ("Am 24. Februar 2022 begann es.", "24. Februar 2022", "2022-02-24"),
    ("Vor drei Jahren begann es.", "Vor drei Jahren", "2022"),
    ("In der vergangenen Woche fror es.", "In der vergangenen Woche", "2025-02-03/2025-02-09"),
    ("Es gilt ab nächster Woche.", "nächster Woche", "2025-02-17/2025-02-23"),
    ("Mitte März kam das Gesetz.", "Mitte März", "2025-03"),
    ("Vom 3. bis 5. Mai 2024 fror es.", "Vom 3. bis 5. Mai 2024", "2024-05-03/2024-05-05"),
    ("Gestern fror es.", "Gestern", "2025-02-12"),
    ("Im Jahr 2014 fror es.", "Im Jahr 2014", "2014"),
    ("Es beginnt um 18 Uhr am Donnerstag.", "18 Uhr am Donnerstag", "2025-02-13T18:00"),
    ("Zwischen 2014 und 2022 fror es.", "Zwischen 2014 und 2022", "2014/2022"),
    ("Am Mittwoch, den 12. Februar, fror es.", "Mittwoch, den 12. Februar", "2025-02-12"),
    ("In den 90er Jahren fror es.", "den 90er Jahren", "1990/1999"),
]
SPANISH = [
    ("Se vieron el miércoles pasado.", "el miércoles pasado", "2025-02-12"),
    ("Se reunirán el lunes.", "el lunes", "2025-02-17"),
    ("El 24 de febrero de 2022 empezó.", "El 24 de febrero de 2022", "2022-02-24"),
    ("Empezó hace tres años.", "hace tres años", "2022"),
    ("La semana pasada nevó.", "La semana pasada", "2025-02-03/2025-02-09"),
    ("El próximo mes nevará.", "El próximo mes", "2025-03"),
    ("Del 3 al 5 de mayo de 2024 nevó.", "Del 3 al 5 de mayo de 2024", "2024-05-03/2024-05-05"),
    ("A finales de marzo nevará.", "A finales de marzo", "2025-03"),
    ("Los años noventa fueron así.", "Los años noventa", "1990/1999"),
    ("Ayer nevó.", "Ayer", "2025-02-12"),
    ("Anoche nevó.", "Anoche", "2025-02-12"),
    ("El año pasado nevó.", "El año pasado", "2024"),
    ("Entre 2014 y 2022 nevó.", "Entre 2014 y 2022", "2014/2022"),
    ("Nevó el primer trimestre de 2024.", "el primer trimestre de 2024", "2024-01/2024-03"),
]


@pytest.mark.parametrize(
    ("language", "text", "span", "value"),
    [
        (language, *case)
        for language, cases in (("en", ENGLISH), ("fr", FRENCH), ("de", GERMAN), ("es", SPANISH))
        for case in cases
    ],
)
def test_span_and_value(language: str, text: str, span: str, value: str) -> None:
    assert [(t.span.text, t.value) for t in read(text, language)] == [(span, value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "They may march for three years, and the sun shone."),
        ("en", "It costs $2014 and 2000 soldiers saw it."),
        ("fr", "Trois ans durant, la planète Mars brillait."),
        ("de", "Drei Jahre lang tat er das."),
        ("es", "Durante tres años lo hizo."),
    ],
)
def test_no_times(language: str, text: str) -> None:
    assert read(text, language) == ()


def test_without_an_anchor_relative_times_stay_unresolved() -> None:
    found = read("On Wednesday they met, as on Feb. 24, 2022.", published=None)
    assert [(t.value, t.known_from) for t in found] == [(None, None), ("2022-02-24", "text")]


def test_a_full_date_at_the_head_is_an_anchor() -> None:
    found = read("February 13, 2025\nThey met on Wednesday.", published=None)
    assert [(t.value, t.known_from) for t in found] == [
        ("2025-02-13", "text"),
        ("2025-02-12", "document"),
    ]


@pytest.mark.parametrize("published", ["soon", "0001-01-01", "9999-12-31"])
def test_a_broken_publication_date_is_no_anchor(published: str) -> None:
    found = read("They met on Wednesday, before Easter.", published=published)
    assert [t.value for t in found] == [None, None]


def test_known_from_publication() -> None:
    assert [t.known_from for t in read("They met on Wednesday.")] == ["published"]


def test_a_weekday_before_a_count_is_only_a_weekday() -> None:
    found = read("Mercredi 12 personnes sont venues.", "fr")
    assert [t.span.text for t in found] == ["Mercredi"]


def test_a_language_without_a_file_has_numeric_dates_and_years() -> None:
    found = read("Зустріч 2025-02-12 та 12.02.2025", "uk")
    assert [t.value for t in found] == ["2025-02-12", "2025-02-12"]


def test_impossible_dates_have_no_value() -> None:
    assert all(t.value is None for t in read("On February 30, 2024 nothing was."))


def test_right_to_left() -> None:
    assert [t.value for t in read("في 2025-02-12 حدث", "ar")] == ["2025-02-12"]


def test_spans_hold_their_text() -> None:
    page, one, sentences = article("On Wednesday at 9 a.m.\nFrom Monday to Friday, in 2014.")
    for found in times(page, one, sentences):
        assert page.text[found.span.start : found.span.end] == found.span.text


def test_empty() -> None:
    assert read("") == ()


@pytest.mark.parametrize("unit", ["1", "May 10 to ", "the last ", "'", "in 2014 and ", "1/2/"])
def test_endless_lines_are_read(unit: str) -> None:
    text = (unit * (10_000_000 // len(unit)))[:10_000_000]
    _, one, _ = article("x")
    page = Page("p1", text, None, None, "", (Block(0, len(text)),))
    got = times(page, one, (Sentence(page.span(0, len(text)), "body", 0),))
    assert all(text[t.span.start : t.span.end] == t.span.text for t in got)


WEEKDAYS = [  # the last weekday of each text, read on Thursday 2025-02-13
    ("en", "A fire broke out on Monday. Nobody will forget the smoke on Monday.", "2025-02-10"),
    ("en", "A fire broke out on Monday. They will meet next Monday.", "2025-02-17"),
    ("en", "They will discuss Monday's fire.", "2025-02-10"),
    ("en", "They will discuss the fire of Monday.", "2025-02-10"),
    ("en", "They will meet ahead of Monday's vote.", "2025-02-17"),
    ("en", "They will meet on the evening of Monday.", "2025-02-17"),
    ("fr", "Les voisins n'oublieront pas la fumée de lundi.", "2025-02-10"),
    ("fr", "Le pont fermera à partir de lundi.", "2025-02-17"),
    ("fr", "Le conseil se réunira dans la soirée de lundi.", "2025-02-17"),
    ("de", "Die Nachbarn werden das Feuer vom Montag nicht vergessen.", "2025-02-10"),
    ("de", "Die Brücke wird vom Montag an gesperrt.", "2025-02-17"),
    ("de", "Am Montag brannte es. Der Rat wird am kommenden Montag tagen.", "2025-02-17"),
    ("es", "Los vecinos tardarán en olvidar el humo del lunes.", "2025-02-10"),
    ("es", "El puente cerrará a partir del lunes.", "2025-02-17"),
    ("es", "El consejo se reunirá en la tarde del lunes.", "2025-02-17"),
]


@pytest.mark.parametrize(("language", "text", "value"), WEEKDAYS)
def test_only_a_governed_weekday_lies_ahead(language: str, text: str, value: str) -> None:
    assert read(text, language)[-1].value == value


CLOCKS = [  # the last time of each text
    ("en", "The fire broke out at 9:40 p.m.", None),
    ("en", "It burned on Wednesday. The fire broke out at 9:40 p.m.", "2025-02-12T21:40"),
    ("en", "Today it rains. A train left at 9:40 a.m.", "2025-02-13T09:40"),
    ("en", "It burned on Monday night. It began at 9:40 p.m. and ended at 2:15 a.m.",
     "2025-02-11T02:15"),
    ("en", "It rained from Monday to Wednesday. A train left at 9:40 a.m.", None),
    ("en", "It burned on Monday.\n\nMany came. They looked on.\n\nIt began at 9:40 p.m.", None),
    ("en", "It burned on Monday night.\n\nMany came. They looked on.\n\nIt began at 9:40 p.m.",
     "2025-02-10T21:40"),
    ("en", "The rocket rose at 14:48 UTC.", "2025-02-13T14:48Z"),
    ("de", "In der Nacht auf Mittwoch brannte es. Es begann gegen 22.40 Uhr.", "2025-02-11T22:40"),
    ("de", "In der Nacht auf Mittwoch brannte es. Es endete um 2.10 Uhr.", "2025-02-12T02:10"),
    ("fr", "Le feu a pris mardi soir. L'alerte a été donnée à 21 h 40.", "2025-02-11T21:40"),
    ("fr", "Le feu a pris dans la nuit de mardi à mercredi. Il a cessé à 3 h 20.",
     "2025-02-12T03:20"),
    ("es", "El incendio comenzó el martes por la noche. A las 21.40 horas llegaron.",
     "2025-02-11T21:40"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "value"), CLOCKS)
def test_a_bare_clock_takes_the_day_named_near_it(
    language: str, text: str, value: str | None
) -> None:
    assert read(text, language)[-1].value == value


def test_a_bare_clock_before_its_day_and_not_from_the_dateline() -> None:
    made = read("Gegen 22.40 Uhr brach am Mittwoch ein Feuer aus.", "de")
    assert made[0].value == "2025-02-12T22:40"
    text = "OSLO, 12 March 2025 - A fire broke out at 9:40 p.m."
    page, one, sentences = article(text, "en", PUBLISHED)
    dated = structs.replace(one, dateline=page.span(0, text.index(" -")))
    assert times(page, dated, sentences)[-1].value is None
