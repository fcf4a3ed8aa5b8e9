from __future__ import annotations

import pytest

from crossread.linking.endings import LEAST, LEAST_KOREAN, bases


@pytest.mark.parametrize(
    ("word", "language", "name"),
    [
        ("украиной", "ru", "украина"),
        ("россию", "ru", "россия"),
        ("китаем", "ru", "китай"),
        ("україні", "uk", "україна"),
        ("polsce", "pl", "polska"),
        ("niemczech", "pl", "niemcy"),
        ("německu", "cs", "německo"),
        ("prancūzijoje", "lt", "prancūzija"),
        ("francijā", "lv", "francija"),
        ("englannissa", "fi", "englanti"),
        ("ukrajnában", "hu", "ukrajna"),
        ("γαλλίας", "el", "γαλλία"),
        ("franței", "ro", "franța"),
        ("საფრანგეთში", "ka", "საფრანგეთი"),
        ("nigerian", "en", "nigeria"),
        ("mexicans", "en", "mexico"),
        ("italian", "en", "italy"),
        ("russen", "de", "russland"),
        ("ukrainer", "de", "ukraine"),
        ("프랑스에서는", "ko", "프랑스"),
        ("للسعودية", "ar", "السعودية"),
        ("ובצרפת", "he", "צרפת"),
    ],
)
def test_what_a_word_may_be_a_form_of(word: str, language: str, name: str) -> None:
    assert name in bases(word, language)


@pytest.mark.parametrize(
    ("word", "language", "name"),
    [
        ("francesco", "it", "france"),
        ("francesco", "en", "france"),
        ("chinatown", "en", "china"),
        ("росси", "ru", "россия"),
        ("ukrainer", "en", "ukraine"),
        ("украиной", "bg", "украина"),
        ("irana", "hu", "iran"),
    ],
)
def test_another_rest_makes_another_word(word: str, language: str, name: str) -> None:
    assert name not in bases(word, language)


def test_nothing_is_known_of_languages_that_are_not_listed() -> None:
    assert bases("nigerian", "vi") == ()
    assert bases("nigerian", "") == ()


@pytest.mark.parametrize("language", ["en", "ru", "fi", "ar", "he", "ko"])
@pytest.mark.parametrize("word", ["", "a", "ов", "와", "بب", "ש", "\ud800", "n" * 64])
def test_what_is_found_is_long_enough_and_never_the_word(word: str, language: str) -> None:
    found = bases(word, language)
    assert word not in found
    assert all(len(name) >= (LEAST_KOREAN if language == "ko" else LEAST) for name in found)
    assert list(found) == sorted(found, key=lambda name: (-len(name), name))
