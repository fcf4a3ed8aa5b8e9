"""Which way a weekday or month lies: by the word before it, the verb beside it, the clause's cue.

Every text is read on Thursday 13 February 2025; the last Monday is the 10th, the next the 17th.
"""

from __future__ import annotations

import pytest

from crossread.annotating.times import times
from tests.build import article

LAST, NEXT = "2025-02-10", "2025-02-17"


def value(text: str, language: str) -> str | None:
    (found,) = times(*article(text, language, "2025-02-13"))
    return found.value


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        # a preposition tells of the day right behind it only
        ("en", "Reply by Monday.", NEXT),
        ("en", "The van was found by divers on Monday.", LAST),
        ("en", "The van was bought by a baker from Leeds Monday.", LAST),
        ("es", "El pan subirá a partir del lunes.", NEXT),
        ("es", "Fue al puerto para ver el lunes los barcos.", LAST),
        ("it", "Il pane va pagato entro lunedì.", NEXT),
        ("pt", "O pão será pago até segunda-feira.", NEXT),
        ("de", "Der Steg ist ab Montag offen.", NEXT),
        ("de", "Er lehnte das Angebot am Montag ab.", LAST),
        # phrases that hold a cue and are none
        ("en", "Bread cost less than expected on Monday.", LAST),
        ("en", "The ferry was late due to the ice on Monday.", LAST),
        ("en", "The ferry is due on Monday.", NEXT),
        # a name is no cue
        ("en", "The office of Planned Harbours shut on Monday.", LAST),
    ],
)
def test_a_word_before_a_day_turns_it(language: str, text: str, expected: str) -> None:
    assert value(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "The baker confirmed on Monday that the oven will be sold.", LAST),
        ("en", "The oven will be sold on Monday.", NEXT),
        ("es", "El panadero confirmó el lunes que venderá el horno.", LAST),
        ("pt", "O padeiro confirmou na segunda-feira que venderá o forno.", LAST),
        ("de", "Die Messe beginnt erst am Montag.", NEXT),
        ("de", "Die Messe begann erst am Montag.", LAST),
        ("nl", "De beurs begint maandag.", NEXT),
        ("nl", "De beurs begon maandag.", LAST),
    ],
)
def test_the_verb_beside_a_day_comes_before_farther_cues(
    language: str, text: str, expected: str
) -> None:
    assert value(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "On Monday, the bakers of all three valleys will meet.", NEXT),
        ("en", "On Monday, the bakers rejected an oven that will cost too much.", LAST),
        ("en", "The oven, sold on Monday, will be moved.", LAST),
        ("fr", "Lundi, les boulangers des trois vallées se réuniront.", NEXT),
        ("it", "Lunedì, i fornai hanno respinto un forno che costerà troppo.", LAST),
        ("de", "Am Montag wählen die Bäcker.", NEXT),
        ("de", "Am Montag wählten die Bäcker.", LAST),
        ("de", "Der Ofen, der am Montag verkauft wurde, ist alt.", LAST),
        ("nl", "Maandag vergaderen de bakkers.", NEXT),
        ("nl", "Maandag vergaderden de bakkers.", LAST),
        ("ru", "В понедельник пекари трёх долин встретятся.", NEXT),
        ("ru", "В понедельник пекари отклонили печь, которая подорожает.", LAST),
        ("uk", "У понеділок пекарі зустрінуться.", NEXT),
        ("pl", "W poniedziałek piekarze spotkają się.", NEXT),
    ],
)
def test_a_day_that_opens_its_clause_has_its_verb_behind(
    language: str, text: str, expected: str
) -> None:
    assert value(text, language) == expected


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("es", "«Votaremos el lunes», dijo."),
        ("it", "«Voteremo lunedì», ha detto."),
        ("pt", "“Votaremos na segunda-feira”, disse."),
        ("pl", "„Zagłosujemy w poniedziałek”, mówi."),
    ],
)
def test_a_verb_that_opens_a_quotation_is_no_name(language: str, text: str) -> None:
    assert value(text, language) == NEXT


def test_since_a_day_is_told_of_the_past_whatever_goes_on() -> None:
    assert value("Пошуки тривають із понеділка.", "uk") == LAST
    assert value("El puente sigue cerrado desde el lunes.", "es") == LAST


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("By Monday evening the oven was cold.", LAST),
        ("By Monday evening the oven will be cold.", NEXT),
        ("Ahead of Monday's hotly awaited fair the bakers met.", NEXT),
        ("The baker will be re-elected on Monday.", NEXT),
        ("He did not answer until Monday of this week.", LAST),
        ("He said that he would bake on Monday.", NEXT),
        ("He would have baked on Monday.", LAST),
    ],
)
def test_what_was_done_by_a_day_is_past_and_what_would_be_is_to_come(
    text: str, expected: str
) -> None:
    assert value(text, "en") == expected


def test_a_month_behind_would_may_be_past() -> None:
    assert value("He said that he would bake in January.", "en") == "2025-01"
    assert value("He will bake in January.", "en") == "2026-01"


def test_a_date_on_its_weekday_is_near_whatever_the_tense() -> None:
    assert value("He was told it will shut on Monday, February 10.", "en") == LAST
    assert value("It will shut on February 10.", "en") == "2026-02-10"
