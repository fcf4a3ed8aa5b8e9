from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.annotating.dialogue import spoken
from crossread.annotating.quotation_marks import quoted


def speech(text: str, language: str) -> list[str]:
    return [text[q.start : q.end] for q in spoken(text, quoted([text], language)[0], language)]


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("— Partez, a ordonné Léa Morin.", "fr", ["Partez"]),
        ("— Partez, a-t-elle ordonné, et vite.", "fr", ["Partez", "et vite."]),
        ("— Partez, a ordonné Léa Morin, maire de Saintes.", "fr", ["Partez"]),
        ("—Váyanse —ordenó Lea Mora—. No hay tiempo.", "es", ["Váyanse", "No hay tiempo."]),
        ("— Andatevene — ha ordinato Lea Mori.", "it", ["Andatevene"]),
        ("— Vão-se embora — ordenou Lea Moura.", "pt", ["Vão-se embora"]),
        ("– Idźcie stąd – powiedziała. – Nie ma czasu.", "pl", ["Idźcie stąd", "Nie ma czasu."]),
        ("- Idźcie stąd - powiedziała posłanka.", "pl", ["Idźcie stąd"]),
        ("Przyszła w środę. – Nie ma czasu – dodała.", "pl", ["Nie ma czasu"]),
        ("— Уходите, — сказала она. — Времени нет.", "ru", ["Уходите", "Времени нет."]),
        ("— Ідіть, — сказала вона.", "uk", ["Ідіть"]),
    ],
)
def test_a_dash_opens_speech_that_a_verb_of_saying_follows(
    text: str, language: str, wanted: list[str]
) -> None:
    assert speech(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("— Trois ponts fermés depuis lundi", "fr"),
        ("– Trzy mosty są zamknięte – to dużo.", "pl"),
        ("Мост закрыт. — Это уже третий.", "ru"),
        ("La ville — la plus grande du pays — attend.", "fr"),
        ("— Leave, said Ann Lee.", "en"),
        ("– Geht, sagte Anna Lehmann.", "de"),
    ],
)
def test_lists_asides_and_other_languages_have_dashes_that_open_nothing(
    text: str, language: str
) -> None:
    assert speech(text, language) == []


@pytest.mark.parametrize(
    ("text", "language", "wanted"),
    [
        ("«Нет, — сказал он. — Никогда».", "ru", ["Нет", "Никогда"]),
        ("« Non, a dit le maire, jamais de la vie ».", "fr", ["Non", "jamais de la vie"]),
        ("«No —dijo el alcalde—, nunca jamás».", "es", ["No", "nunca jamás"]),
        ("« Non, jamais, pas un jour ».", "fr", ["Non, jamais, pas un jour"]),
    ],
)
def test_marks_are_cut_at_the_words_of_the_reporter(
    text: str, language: str, wanted: list[str]
) -> None:
    found = spoken(text, quoted([text], language)[0], language)
    assert [text[q.start : q.end] for q in found] == wanted
    assert [q.joined for q in found] == [False, True][: len(wanted)]


PIECES = [
    "—",
    "– ",
    " – ",
    "-",
    "«",
    "»",
    ", ",
    ". ",
    "Нет",
    "сказал",
    "a dit",
    "Ann",
    "powiedział",
]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=2), max_size=30),
    st.sampled_from(["fr", "pl", "ru", "es"]),
)
@settings(max_examples=200, deadline=None)
def test_stretches_stand_in_order_inside_the_text(pieces: list[str], language: str) -> None:
    text = "".join(pieces)
    position = 0
    for q in spoken(text, quoted([text], language)[0], language):
        assert position <= q.outer_start <= q.start < q.end <= q.outer_end <= len(text)
        position = q.end
