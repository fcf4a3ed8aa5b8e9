"""Figures: value, unit, approximation and what is counted, language by language."""

from __future__ import annotations

import pytest

from crossread.annotating.figures import figures
from crossread.annotating.numbers import digits_value
from crossread.model import Figure
from tests.build import article


def read(text: str, language: str = "en") -> tuple[Figure, ...]:
    return figures(*article(text, language))


def shown(text: str, language: str = "en") -> list[tuple[float, float | None, str, str | None]]:
    return [(f.value, f.high, f.unit, f.approximation) for f in read(text, language)]


ENGLISH = [
    ("The plant was shut for a year and a half.", (1.5, None, "year", None)),
    ("It took half an hour.", (0.5, None, "hour", None)),
    ("The dispute over 40 islands goes on.", (40, None, "count", None)),
    ("He paid over 40 million euros.", (40e6, None, "EUR", "more than")),
    ("Up to 40 villages lost power.", (40, None, "count", "up to")),
    ("It cost more than $3.2 billion.", (3.2e9, None, "USD", "more than")),
    ("A $187-million plan was signed.", (187e6, None, "USD", None)),
    ("They paid 2.5 million euros.", (2.5e6, None, "EUR", None)),
    ("A 25-percent rise surprised them.", (25, None, "percent", None)),
    ("Rates rose two percentage points.", (2, None, "percentage-point", None)),
    ("Between 10 and 15 boats sank.", (10, 15, "count", None)),
    ("It needs 10 to 15 million people.", (10e6, 15e6, "count", None)),
    ("A third of the voters stayed home.", (1 / 3, None, "fraction", None)),
    ("Three-quarters of homes burned.", (0.75, None, "fraction", None)),
    ("Half a million people fled.", (500_000, None, "count", None)),
    ("Nearly three years passed.", (3, None, "year", "about")),
    ("She waited for more than a year.", (1, None, "year", "more than")),
    ("Two dozen buses came.", (24, None, "count", None)),
    ("Dozens of buses came.", (12, None, "count", "more than")),
    ("The road is 1,234.5 miles long.", (1234.5, None, "mi", None)),
    ("Anna Bell, 34, won the race.", (34, None, "year", None)),
    ("A 20-year-old student sang.", (20, None, "year", None)),
    ("It was the third anniversary.", (3, None, "ordinal", None)),
    ("One in five children is poor.", (0.2, None, "fraction", None)),
    ("It took six straight days.", (6, None, "day", None)),
    ("Five or more ships may sail.", (5, None, "count", "at least")),
    ("One hundred and twenty-one came.", (121, None, "count", None)),
    ("Sales of A$ 5bn were reported.", (5e9, None, "AUD", None)),
]
FRENCH = [
    ("L'usine a fermé un an et demi.", (1.5, None, "year", None)),
    ("Près de trois années ont passé.", (3, None, "year", "about")),
    ("Plus de 50 navires sont partis.", (50, None, "count", "more than")),
    ("Il faut 1,5 milliard d’euros.", (1.5e9, None, "EUR", None)),
    ("Le plan vaut 187 M€ cette fois.", (187e6, None, "EUR", None)),
    ("Le coût est de 12 500,75 euros.", (12500.75, None, "EUR", None)),
    ("Environ 20 % des voix.", (20, None, "percent", "about")),
    ("Une hausse de 3 points de pourcentage.", (3, None, "percentage-point", None)),
    ("Quatre-vingt-dix-sept maisons ont brûlé.", (97, None, "count", None)),
    ("Soixante et onze élus ont voté.", (71, None, "count", None)),
    ("Deux mille trois cents soldats.", (2300, None, "count", None)),
    ("Une dizaine de personnes attendent.", (10, None, "count", "about")),
    ("Des milliers de foyers sont privés d’eau.", (1000, None, "count", "more than")),
    ("Un tiers des électeurs.", (1 / 3, None, "fraction", None)),
    ("Entre 10 et 15 pays ont signé.", (10, 15, "count", None)),
    ("Il a jusqu’à deux ou trois jours.", (2, 3, "day", "up to")),
    ("Une fille âgée de 12 ans.", (12, None, "year", None)),
    ("Le 51e État.", (51, None, "ordinal", None)),
    ("Un demi-million de tonnes.", (500_000, None, "t", None)),
    ("Au moins dix-sept blessés.", (17, None, "count", "at least")),
]
GERMAN = [
    ("Es geht um einen Vertrag über 61,4 Millionen Dollar.", (61.4e6, None, "USD", None)),
    ("Sie verfügen über 40 Boote.", (40, None, "count", None)),
    ("Er zahlte der Bank über 61,4 Millionen Dollar.", (61.4e6, None, "USD", "more than")),
    ("Rund zwölf Boote sanken.", (12, None, "count", "about")),
    ("Mehr als 1.234,56 Euro fehlen.", (1234.56, None, "EUR", "more than")),
    ("Es kostet 187 Millionen Dollar.", (187e6, None, "USD", None)),
    ("Es kostet 3,5 Mrd. Euro.", (3.5e9, None, "EUR", None)),
    ("Zwei Billionen Euro Schulden.", (2e12, None, "EUR", None)),
    ("Dreihundertneunundneunzig Häuser brannten.", (399, None, "count", None)),
    ("Zweitausendundzwölf Gäste kamen.", (2012, None, "count", None)),
    ("Bis zu 5 % der Fläche.", (5, None, "percent", "up to")),
    ("Drei Prozentpunkte mehr.", (3, None, "percentage-point", None)),
    ("Ein Drittel der Wähler.", (1 / 3, None, "fraction", None)),
    ("Es dauerte anderthalb Stunden.", (1.5, None, "hour", None)),
    ("Dreieinhalb Millionen Menschen.", (3.5e6, None, "count", None)),
    ("Zwei bis drei Tage.", (2, 3, "day", None)),
    ("Zehntausende Menschen kamen.", (10_000, None, "count", "more than")),
    ("Der 27-jährige Fahrer floh.", (27, None, "year", None)),
    ("Mindestens 20.000 Soldaten stehen dort.", (20_000, None, "count", "at least")),
    ("Es war der 3. Versuch heute.", (3, None, "ordinal", None)),
    ("Knapp 40 Kilometern entlang.", (40, None, "km", "about")),
]
SPANISH = [
    ("Unos 1.500 soldados llegaron.", (1500, None, "count", "about")),
    ("Más de 2 billones de dólares.", (2e12, None, "USD", "more than")),
    ("Mil quinientos millones de euros.", (1.5e9, None, "EUR", None)),
    ("Treinta y cinco barcos zarparon.", (35, None, "count", None)),
    ("Entre 10 y 15 países firmaron.", (10, 15, "count", None)),
    ("Hasta el 5 % del presupuesto.", (5, None, "percent", "up to")),
    ("Tres puntos porcentuales.", (3, None, "percentage-point", None)),
    ("Uno de cada cinco niños.", (0.2, None, "fraction", None)),
    ("Un tercio de los votantes.", (1 / 3, None, "fraction", None)),
    ("Un hombre de 27 años.", (27, None, "year", None)),
    ("La fábrica cerró un año y medio.", (1.5, None, "year", None)),
    ("Decenas de miles de personas.", (10_000, None, "count", "more than")),
    ("Al menos doscientas casas.", (200, None, "count", "at least")),
    ("Cerca de 40 kilómetros.", (40, None, "km", "about")),
    ("Dos millones y medio de vecinos.", (2.5e6, None, "count", None)),
    ("La tercera vez.", (3, None, "ordinal", None)),
    ("Costó 12,5 millones de libras esterlinas.", (12.5e6, None, "GBP", None)),
    ("Casi dos docenas de botes.", (24, None, "count", "about")),
]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (language, text, wanted)
        for language, cases in (("en", ENGLISH), ("fr", FRENCH), ("de", GERMAN), ("es", SPANISH))
        for text, wanted in cases
    ],
)
def test_value_unit_approximation(
    language: str, text: str, wanted: tuple[float, float | None, str, str | None]
) -> None:
    found = shown(text, language)
    assert len(found) == 1, found
    assert found[0][0] == pytest.approx(wanted[0])
    assert found[0][1:] == wanted[1:]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Article 5 and section twelve bind the F-16 pilots of the G7 after COVID-19."),
        ("en", "Nobody speaks of 9/11, 24/7 or fr-03 at https://example.org/2/17.html now."),
        ("en", "Call +1-222-333-4444 for version 1.2.3 of it."),
        ("en", "No one came, and one of them was the one."),
        ("en", "In 2014 and on Feb. 24, 2022, three years ago, at 9:30."),
        ("en", "A Boeing 737 landed, and the first of them left."),
        ("fr", "L’article 5 lie un pays et une ville, le premier jour."),
        ("fr", "Les deux se sont vus en 2014, il y a près de trois ans, à 20h30."),
        ("de", "Artikel 5 gilt für ein Land und eine Stadt am 3. Mai 2024."),
        ("de", "Vor drei Jahren begann es um 20 Uhr im Jahr 2014."),
        ("es", "El artículo 5 obliga a un país desde 2014, hace tres años."),
    ],
)
def test_no_figures(language: str, text: str) -> None:
    assert shown(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "of"),
    [
        ("en", "The approximately 50 member countries met.", "member countries"),
        ("en", "All 31 other nations agreed.", "nations"),
        ("en", "It gave $126 billion in weapons.", "weapons"),
        ("en", "A 25-percent US tariff on wool.", "US tariff"),
        ("en", "About 20 percent of the harvest failed.", "harvest"),
        ("fr", "Plus de 50 alliés occidentaux.", "alliés"),
        ("fr", "Environ 20 % du territoire.", "territoire"),
        ("de", "Zwölf große Städte warten.", "Städte"),
        ("es", "Unas 20 nuevas escuelas.", "escuelas"),
    ],
)
def test_what_is_counted(language: str, text: str, of: str) -> None:
    found = read(text, language)
    assert [f.of.text if f.of else None for f in found] == [of]


@pytest.mark.parametrize(
    ("shown_digits", "decimal", "value"),
    [
        ("1.234,56", ".", 1234.56),
        ("1,234.56", ",", 1234.56),
        ("1.234", ",", 1234),
        ("1.234", ".", 1.234),
        ("1,234", ",", 1.234),
        ("1\u202f234\u202f567", ",", 1234567),
        ("12\u00a0500,5", ",", 12500.5),
        ("1’234’567", ".", 1234567),
        ("0.125", ",", 0.125),
        ("9" * 40, ".", None),
    ],
)
def test_digits(shown_digits: str, decimal: str, value: float | None) -> None:
    assert digits_value(shown_digits, decimal) == value


def test_both_ends_of_a_change_are_figures() -> None:
    assert [f.value for f in read("It fell from 5% to 3%.")] == [5, 3]
    assert [f.value for f in read("It rose from 3% to 5%.")] == [3, 5]


def test_a_language_without_a_file_has_digits_signs_and_codes() -> None:
    found = [(f.value, f.unit) for f in read("Цена 20 % и €35 и 40 km, 500 USD", "mk")]
    assert found == [(20, "percent"), (35, "EUR"), (40, "km"), (500, "USD")]


def test_right_to_left_and_mixed_scripts() -> None:
    assert [f.value for f in read("قال إن ٢٥ شخصا و 40% من المدن", "ar")] == [25, 40]
    for figure in read("مرحبا 12 km عالم 日本 3.5 kg", "und"):
        assert figure.unit in ("km", "kg")


def test_spans_hold_their_text() -> None:
    text = "In all, more than $1.5 billion in aid; 10 to 15 ships.\nA dozen cars, 3 km away."
    page, one, sentences = article(text)
    for figure in figures(page, one, sentences):
        assert page.text[figure.span.start : figure.span.end] == figure.span.text
        assert figure.of is None or page.text[figure.of.start : figure.of.end] == figure.of.text


def test_empty() -> None:
    assert read("") == ()
    assert read(" \n \n") == ()


@pytest.mark.parametrize("unit", ["1", "million ", "two and ", "1-2-", "'", "a.b@", "$1,234,"])
def test_endless_lines_are_read(unit: str) -> None:
    _, one, _ = article("x")
    text = (unit * (10_000_000 // len(unit)))[:10_000_000]
    from crossread.model import Block, Page, Sentence

    long = Page("p1", text, None, None, "", (Block(0, len(text)),))
    got = figures(long, one, (Sentence(long.span(0, len(text)), "body", 0),))
    assert all(text[f.span.start : f.span.end] == f.span.text for f in got)


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "We mourn the millions of deaths.", None),
        ("en", "We mourn millions of deaths.", 1e6),
        ("en", "We mourn the tens of thousands of dead.", 1e4),
        ("en", "We mourn the two million dead.", 2e6),
        ("fr", "Les millions de morts sont oubliés.", None),
        ("fr", "Il y eut des millions de morts.", 1e6),
        ("de", "Die Millionen Toten sind vergessen.", None),
        ("de", "Die Zehntausende von Toten sind vergessen.", 1e4),
        ("de", "Die 3 Millionen Toten sind vergessen.", 3e6),
        ("es", "Los miles de muertos quedan.", None),
        ("es", "Los dos millones de muertos quedan.", 2e6),
    ],
)
def test_a_definite_vague_plural_says_no_amount(
    language: str, text: str, value: float | None
) -> None:
    made = figures(*article(text, language))
    assert [f.value for f in made] == ([] if value is None else [value])
