"""Times of day spelled in words, and minutes counted around the hour, in each language.

Every text is read on Thursday 13 February 2025. The number words of a time are no figures; the same
words that count things are no time.
"""

from __future__ import annotations

import pytest

from crossread.annotating.figures import figures
from crossread.annotating.times import times
from tests.build import article

TUESDAY = "2025-02-11"


def read(text: str, language: str) -> list[tuple[str, str | None]]:
    return [(t.span.text, t.value) for t in times(*article(text, language, "2025-02-13"))]


def counted(text: str, language: str) -> list[float]:
    return [f.value for f in figures(*article(text, language, "2025-02-13"))]


TOLD = [
    ("en", "The kiln burst on Tuesday at ten past seven in the morning.", "07:10"),
    ("en", "On Tuesday the bell rang at twenty to nine.", "08:40"),
    ("en", "On Tuesday, at five minutes to six in the evening, the doors shut.", "17:55"),
    ("en", "On Tuesday twenty-five past eight had just struck.", "08:25"),
    ("en", "The bakers came shortly after five on Tuesday morning.", "05:00"),
    ("en", "The bakers left just before nine in the evening on Tuesday.", "21:00"),
    ("en", "The ferry sailed on Tuesday at seven ten p.m. as planned.", "19:10"),
    ("en", "The ferry sailed on Tuesday at half six.", "06:30"),
    ("en", "The ferry sailed on Tuesday at seven o'clock.", "07:00"),
    ("en", "The ferry sailed on Tuesday at a quarter of six.", "05:45"),
    ("en", "The ferry sailed on Tuesday at ten after seven.", "07:10"),
    ("en", "The ferry sailed at 6.15 in the morning on Tuesday.", "06:15"),
    ("en", "The ferry sailed on Tuesday at ten to twelve in the morning.", "11:50"),
    ("en", "The lamp went out on Tuesday at ten to midnight.", "23:50"),
    ("en", "On Tuesday it was twenty to nine when the lamp went out.", "08:40"),
    ("en", "On Tuesday, at ten past seven police officers opened the gate.", "07:10"),
    ("en", "The lamp went out at five on Tuesday morning.", "05:00"),
    ("en", "The lamp went out at five in the morning on Tuesday.", "05:00"),
    ("de", "Am Dienstag um zehn nach sieben barst der Ofen.", "07:10"),
    ("de", "Am Dienstag um halb acht ging der Bäcker.", "07:30"),
    ("de", "Am Dienstag war es zwanzig vor neun.", "08:40"),
    ("de", "Am Dienstag um fünf vor halb acht kam der Müller.", "07:25"),
    ("de", "Am Dienstag, fünf nach halb acht, kam der Müller.", "07:35"),
    ("de", "Am Dienstag um Viertel nach fünf rückten Leute an.", "05:15"),
    ("de", "Am Dienstag kurz nach fünf kam der Müller.", "05:00"),
    ("de", "Am Dienstag um viertel acht kam der Müller.", "07:15"),
    ("de", "Am Dienstag um drei viertel acht kam der Müller.", "07:45"),
    ("de", "Am Dienstag um Punkt sieben kam der Müller.", "07:00"),
    ("de", "Am Dienstag gegen sechs kam der Müller.", "06:00"),
    ("de", "Am Dienstag um fünf Minuten vor sechs abends fiel das Licht aus.", "17:55"),
    ("de", "Am Dienstag zehn nach Mitternacht fiel das Licht aus.", "00:10"),
    ("de", "Am Dienstag um sieben in der Früh fiel das Licht aus.", "07:00"),
    ("fr", "Mardi, à sept heures dix, le four a éclaté.", "07:10"),
    ("fr", "Mardi, à dix heures moins le quart, le four a éclaté.", "09:45"),
    ("fr", "Mardi, à dix heures moins vingt, le four a éclaté.", "09:40"),
    ("fr", "Mardi, vers huit heures et demie, le four a éclaté.", "08:30"),
    ("fr", "Mardi, peu après cinq heures, le four a éclaté.", "05:00"),
    ("fr", "Mardi, à midi et quart, le four a éclaté.", "12:15"),
    ("fr", "Mardi, à minuit moins dix, le four a éclaté.", "23:50"),
    ("fr", "Mardi, à midi et demi, le four a éclaté.", "12:30"),
    ("fr", "Mardi, à neuf heures vingt-cinq du soir, le four a éclaté.", "21:25"),
    ("fr", "Mardi, il était cinq heures moins cinq du matin.", "04:55"),
    ("es", "El martes, a las siete y diez, reventó el horno.", "07:10"),
    ("es", "El martes, a las nueve menos veinticinco, reventó el horno.", "08:35"),
    ("es", "El martes, pasadas las cinco, reventó el horno.", "05:00"),
    ("es", "El martes, poco después de las cinco llegó el molinero.", "05:00"),
    ("es", "El martes, a las cinco y pico, llegó el molinero.", "05:00"),
    ("es", "El martes eran las siete y media de la tarde.", "19:30"),
    ("es", "El martes, a la una y cinco, llegó el molinero.", "01:05"),
    ("es", "El martes a las siete y diez llegó el molinero.", "07:10"),
    ("es", "El martes, a las siete menos cuarto de la mañana, llegó.", "06:45"),
    ("it", "Martedì alle sette e dieci il forno è scoppiato.", "07:10"),
    ("it", "Martedì alle nove meno venti il forno è scoppiato.", "08:40"),
    ("it", "Martedì poco dopo le cinque il forno è scoppiato.", "05:00"),
    ("it", "Martedì alle sei e un quarto il forno è scoppiato.", "06:15"),
    ("it", "Martedì alle sei e tre quarti il forno è scoppiato.", "06:45"),
    ("it", "Martedì alle sette e mezza il forno è scoppiato.", "07:30"),
    ("it", "Martedì all'una e cinque il forno è scoppiato.", "01:05"),
    ("it", "Martedì alle sette e venticinque di sera il forno è scoppiato.", "19:25"),
    ("it", "Martedì a mezzanotte meno dieci il forno è scoppiato.", "23:50"),
    ("pt", "Na terça-feira, às sete e dez da manhã, o forno rebentou.", "07:10"),
    ("pt", "Na terça-feira, às dez para as nove, o forno rebentou.", "08:50"),
    ("pt", "Na terça-feira eram vinte para as oito.", "07:40"),
    ("pt", "Na terça-feira, pouco depois das cinco o moleiro chegou.", "05:00"),
    ("pt", "Na terça-feira eram sete e meia da noite.", "19:30"),
    ("pt", "Na terça-feira, às nove menos um quarto, o forno rebentou.", "08:45"),
    ("pt", "Na terça-feira, à meia-noite e dez, o forno rebentou.", "00:10"),
    ("pt", "Na terça-feira, à uma e vinte e cinco, o forno rebentou.", "01:25"),
    ("nl", "Dinsdag om tien over zeven barstte de oven.", "07:10"),
    ("nl", "Dinsdag om vijf voor half acht barstte de oven.", "07:25"),
    ("nl", "Dinsdag om vijf over half acht barstte de oven.", "07:35"),
    ("nl", "Dinsdag om kwart over vijf kwam de molenaar.", "05:15"),
    ("nl", "Dinsdag even na vijven kwam de molenaar.", "05:00"),
    ("nl", "Dinsdag tegen zessen kwam de molenaar.", "06:00"),
    ("nl", "Dinsdag om half zeven kwam de molenaar.", "06:30"),
    ("nl", "Dinsdag klokslag acht kwam de molenaar.", "08:00"),
    ("nl", "Dinsdag om twintig voor negen 's avonds kwam de molenaar.", "20:40"),
    ("pl", "We wtorek o siódmej dziesięć pękł piec.", "07:10"),
    ("pl", "We wtorek dziesięć po siódmej pękł piec.", "07:10"),
    ("pl", "We wtorek za dwadzieścia dziewiąta pękł piec.", "08:40"),
    ("pl", "We wtorek o wpół do ósmej pękł piec.", "07:30"),
    ("pl", "We wtorek za pięć wpół do ósmej pękł piec.", "07:25"),
    ("pl", "We wtorek kwadrans po piątej przyszedł młynarz.", "05:15"),
    ("pl", "We wtorek tuż po piątej przyszedł młynarz.", "05:00"),
    ("pl", "We wtorek o piątej rano przyszedł młynarz.", "05:00"),
    ("pl", "We wtorek tuż przed dziewiątą wieczorem przyszedł młynarz.", "21:00"),
    ("ru", "Во вторник в десять минут восьмого лопнула печь.", "07:10"),
    ("ru", "Во вторник без двадцати девять лопнула печь.", "08:40"),
    ("ru", "Во вторник в половине восьмого лопнула печь.", "07:30"),
    ("ru", "Во вторник в начале шестого пришёл мельник.", "05:00"),
    ("ru", "Во вторник вскоре после пяти утра пришёл мельник.", "05:00"),
    ("ru", "Во вторник в семь десять лопнула печь.", "07:10"),
    ("ru", "Во вторник в четверть шестого лопнула печь.", "05:15"),
    ("ru", "Во вторник без двадцати пяти минут час лопнула печь.", "00:35"),
    ("ru", "Во вторник в седьмом часу вечера пришёл мельник.", "18:00"),
    ("uk", "У вівторок о десятій хвилині на восьму тріснула піч.", "07:10"),
    ("uk", "У вівторок десять хвилин на восьму тріснула піч.", "07:10"),
    ("uk", "У вівторок за двадцять дев’ята тріснула піч.", "08:40"),
    ("uk", "У вівторок о пів на восьму тріснула піч.", "07:30"),
    ("uk", "У вівторок чверть на шосту тріснула піч.", "05:15"),
    ("uk", "У вівторок невдовзі після п’ятої ранку прийшов мельник.", "05:00"),
    ("uk", "У вівторок о сьомій десять тріснула піч.", "07:10"),
    ("uk", "У вівторок десять по сьомій тріснула піч.", "07:10"),
]


@pytest.mark.parametrize(("language", "text", "clock"), TOLD)
def test_a_time_of_day_in_words_is_a_time_and_holds_no_figure(
    language: str, text: str, clock: str
) -> None:
    assert f"{TUESDAY}T{clock}" in [value for _, value in read(text, language)]
    assert counted(text, language) == []


@pytest.mark.parametrize(
    ("language", "text", "numbers"),
    [
        ("en", "On Tuesday she walked ten past managers and bakers.", [10]),
        ("en", "The Larks won three to two on Tuesday.", [3, 2]),
        ("en", "The court ruled by five to four on Tuesday.", [5, 4]),
        ("en", "The hall holds five to six people at a time on Tuesday.", [5]),
        ("en", "On Tuesday prices rose by about ten to twelve percent.", [10]),
        ("en", "On Tuesday the ferry sank shortly after two explosions.", [2]),
        ("en", "On Tuesday the oven stood at five sites in the town.", [5]),
        ("en", "On Tuesday, shortly after five of the bakers left, it rained.", [5]),
        ("en", "On Tuesday the price fell a quarter to six million crowns.", [250_000]),
        ("de", "Am Dienstag fuhren zehn nach Bremen.", [10]),
        ("de", "Am Dienstag spielten elf gegen zehn.", [11, 10]),
        ("de", "Am Dienstag kamen gegen sechs starke Männer fünf Bäcker an.", [6, 5]),
        ("de", "Am Dienstag, kurz nach fünf Toren, war Schluss.", [5]),
        ("de", "Der Preis stieg am Dienstag um sieben Kronen.", [7]),
        ("de", "Am Dienstag starb zehn vor sieben Jahren gegründeten Firmen das Geld weg.", [10]),
        ("fr", "Mardi, vers sept heures dix manifestants sont venus.", [10]),
        ("fr", "Mardi, après dix boulangers, cinq meuniers sont venus.", [10, 5]),
        ("fr", "Mardi, midi passé, dix boulangers sont venus.", [10]),
        ("es", "El martes llegaron a las siete y diez personas esperaban.", [10]),
        ("es", "El martes vinieron diez y siete personas.", [10, 7]),
        ("es", "A las cinco empresas les faltaba harina.", [5]),
        ("es", "El martes, después de las dos derrotas, llovió.", [2]),
        ("it", "Alle cinque aziende mancava la farina.", [5]),
        ("it", "Pioveva subito dopo le due sconfitte di martedì.", [2]),
        ("it", "Martedì il prezzo è salito di sette e dieci persone ridevano.", [7, 10]),
        ("pt", "Na terça-feira faltou farinha às cinco empresas.", [5]),
        ("pt", "Na terça-feira há dez para as nove meninas.", [10, 9]),
        ("pt", "Na terça-feira, depois das duas derrotas, choveu.", [2]),
        ("nl", "Dinsdag reden tien over zeven bruggen.", [10, 7]),
        ("nl", "Dinsdag kwamen vijf voor tien euro binnen.", [5, 10]),
        ("nl", "Dinsdag stond het kort na vijf doelpunten gelijk.", [5]),
        ("pl", "We wtorek przyszło dziesięć po pieniądze.", [10]),
        ("pl", "We wtorek za dwa trzy worki zabrano.", [2, 3]),
        ("pl", "We wtorek przyszło dziesięć osób po siódmej próbie.", [10, 7]),
        ("ru", "Во вторник вскоре после пяти взрывов пошёл дождь.", [5]),
        ("ru", "Во вторник в десять домов пришла вода.", [10]),
        ("ru", "Во вторник за десять минут второго тайма забили два мяча.", [10, 2]),
        ("uk", "У вівторок прийшли десять на восьму групу.", [10, 8]),
        ("uk", "У вівторок невдовзі після п’яти вибухів пішов дощ.", [5]),
        ("uk", "У вівторок за двадцять гривень продали дві булки.", [20, 2]),
    ],
)
def test_the_same_words_that_count_things_are_no_time_of_day(
    language: str, text: str, numbers: list[float]
) -> None:
    assert counted(text, language) == numbers


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "It was ten past seven.", [("ten past seven", None)]),
        ("de", "Es war fünf vor zwölf.", [("fünf vor zwölf", None)]),
        ("nl", "Het was half acht.", [("half acht", None)]),
        ("pl", "Była za dwadzieścia dziewiąta.", [("za dwadzieścia dziewiąta", None)]),
    ],
)
def test_a_time_of_day_without_a_day_is_not_resolved(
    language: str, text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert read(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "On Tuesday, at ten to twelve in the morning, it rained.", "11:50"),
        ("en", "On Tuesday, at ten to twelve at night, it rained.", "23:50"),
        ("en", "On Tuesday, at ten to one in the afternoon, it rained.", "12:50"),
        ("ru", "Во вторник десять минут первого ночи пошёл дождь.", "00:10"),
        ("ru", "Во вторник вечером, без двадцати двенадцать, пошёл дождь.", "23:40"),
        ("nl", "Dinsdag om half een 's middags regende het.", "12:30"),
    ],
)
def test_the_part_of_the_day_is_of_the_time_told_not_of_the_hour_named(
    language: str, text: str, value: str
) -> None:
    assert f"{TUESDAY}T{value}" in [found for _, found in read(text, language)]


def test_an_evening_told_with_a_clock_lasts_into_the_small_hours() -> None:
    found = read("It began shortly before nine on Tuesday evening. It ended at 2 a.m.", "en")
    assert [value for _, value in found] == ["2025-02-11T21:00", "2025-02-12T02:00"]


def test_the_previous_afternoon_is_of_the_day_before_the_one_told() -> None:
    found = read("The ash fell on Tuesday, after a blast at two the previous afternoon.", "en")
    assert [value for _, value in found] == [TUESDAY, "2025-02-10T14:00"]


def test_an_hour_that_leads_to_a_day_or_not() -> None:
    assert read("The kiln burst on Tuesday at five.", "en") == [
        ("Tuesday at five", "2025-02-11T05:00")
    ]
    assert read("The kilns burst at five.", "en") == []
