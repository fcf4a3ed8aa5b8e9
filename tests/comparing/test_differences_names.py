"""When two forms of a person's name are two spellings, and when they are only two forms."""

from __future__ import annotations

import pytest

from crossread.comparing.differences.merging import spelt_once
from crossread.comparing.differences.sides import Found
from crossread.comparing.differences.spelt import spelt_apart
from crossread.model import Member, Point, Span, Statement
from tests.comparing.between import differing, of_kind


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Anna Keller", "Keller", False),
        ("Keller", "Kellar", True),
        ("Anna Keller", "Anna Kellar", True),
        ("Müller", "Mueller", False),
        ("MÜLLER", "Müller", False),
        ("Anna", "Anna Keller", False),
        ("Anna von der Mark", "von der Mark", False),
        ("Keller", "Kellers", False),
        ("Ilse Marten", "Else Marten", True),
        ("Pieter Vandermolen", "Pieter van der Meulen", True),
        ("", "Keller", False),
    ],
)
def test_spelling_within_a_language(one: str, other: str, apart: bool) -> None:
    assert spelt_apart(one, other, "en", "en") is apart
    assert spelt_apart(other, one, "en", "en") is apart


@pytest.mark.parametrize(
    ("one", "language", "other", "other_language", "apart"),
    [
        ("Савельева", "ru", "Savelyeva", "en", False),
        ("Savelyeva", "en", "Saweljewa", "de", False),
        ("Грабчук", "uk", "Hrabchuk", "en", False),  # one letter for g and h
        ("Гальвор", "ru", "Halvor", "de", False),
        ("Гальвор", "uk", "Halver", "de", False),  # vowels are heard
        ("Гальвор", "uk", "Haldor", "de", True),
        ("Уэйд", "ru", "Wade", "en", False),
        ("Джонса", "ru", "Peter Jones", "en", False),
        ("Джастином Томасом", "ru", "Justin Thomas", "es", False),
        ("Герінгтона", "uk", "Harington", "it", False),
        ("Шредер", "uk", "Schroeder", "fr", False),
        ("Нашу", "uk", "Pasquini", "it", True),
        ("Frazier Climo", "en", "Fraziera Clima", "pl", False),
        ("Leslie", "en", "Leslies", "nl", False),
        ("Alexei Kudrin", "en", "Aleksej Koedrin", "nl", False),
        ("Koeman", "nl", "Koeman", "en", False),
        ("Селезов", "ru", "Selesow", "de", False),
        ("Kjær", "da", "Kjaer", "en", False),
        ("Nowak", "en", "Nowakiem", "pl", False),
        ("Anna Keller", "en", "Anna Kellner", "de", True),
        ("Rui Sequeira", "pt", "Rui Siqueira", "es", True),
        ("Enrique Lobato", "es", "Henrique Lobato", "pt", False),
        ("Valadín", "es", "Valadim", "pt", False),
        ("Simão", "pt", "Simón", "es", False),
    ],
)
def test_spelling_across_languages(
    one: str, language: str, other: str, other_language: str, apart: bool
) -> None:
    assert spelt_apart(one, other, language, other_language) is apart
    assert spelt_apart(other, one, other_language, language) is apart


def test_a_misspelt_name_is_told_with_both_forms() -> None:
    found = differing(
        ("The driver, Elvira Santamar, was unhurt.", "en"),
        ("Die Fahrerin Elvira Santomar blieb unverletzt.", "de"),
    )
    assert of_kind(found, "name") == [("Elvira Santamar", "Elvira Santomar")]


def test_two_persons_whom_one_article_names_are_not_one_misspelt() -> None:
    found = differing(
        ("Elvira Santamar and Elvira Santomar were unhurt.", "en"),
        ("Die Fahrerin Elvira Santomar blieb unverletzt.", "de"),
    )
    assert of_kind(found, "name") == []


def test_a_script_that_writes_names_by_sound_tells_nothing_of_spelling() -> None:
    found = differing(
        ("The driver, Elvira Santamar, was unhurt.", "en"),
        ("司机埃尔维拉·桑塔马尔没有受伤。", "zh"),
    )
    assert of_kind(found, "name") == []


def test_a_spelling_is_told_once_a_story() -> None:
    texts = [
        ("Minister Anna Keller resigned.", "en"),
        ("Ministerin Anna Kellar trat zurück.", "de"),
    ]
    found = differing(*texts, times=2)
    assert [d.point for d in found if d.kind == "name"] == ["s1.p1"]


def test_a_given_name_and_a_family_name_are_no_two_spellings() -> None:
    found = differing(
        ("Elvira Santamar was unhurt. Santamar left.", "en"),
        ("Die Fahrerin Elvira Santamar blieb unverletzt. Elvira ging.", "de"),
    )
    assert of_kind(found, "name") == []


def test_what_is_added_to_a_spelling_that_was_told_is_not_told_again() -> None:
    texts = [
        ("Minister Anna Keller resigned, but Keller stays in the party.", "en"),
        ("Ministerin Anna Kellar trat zurück, doch Kellar bleibt in der Partei.", "de"),
    ]
    found = differing(*texts, whole=False, times=2)
    assert [d.point for d in found if d.kind == "name"] == ["s1.p1"]


def test_a_spelling_of_an_article_that_the_point_lacks_is_told_too() -> None:
    texts = [
        ("Minister Anna Keller resigned on Monday.", "en"),
        ("Die Ministerin ist am Montag zurückgetreten.", "de"),
        ("La ministre Anna Kellar a parlé à Lille.", "fr"),
    ]
    found = differing(*texts, members=2)
    assert of_kind(found, "name") == [("Anna Keller", "Anna Kellar")]


def test_further_spellings_of_a_name_stand_in_one_row() -> None:
    spans = [Span(page, 0, len(name), name) for page, name in
             (("a", "Keller"), ("b", "Kellar"), ("c", "Koller"), ("d", "Kellar"))]  # fmt: skip
    members = tuple(
        Member(Statement(f"{s.page}.s1", s.page, s, "sentence", None), (), 0.9) for s in spans
    )
    points = [
        Point(f"s1.p{n}", "s1", "fact", pair, 2, (), 0.9)
        for n, pair in enumerate((members[:2], members[1:3], members[2:]), 1)
    ]
    every = [
        [Found("name", "e1", (spans[0], spans[1]))],
        [Found("name", "e1", (spans[1], spans[2])), Found("figure", "", (spans[1], spans[2]))],
        [Found("name", "e1", (spans[2], spans[3]))],
    ]
    kept = spelt_once(every, points)
    assert kept[0] == [Found("name", "e1", (spans[0], spans[1], spans[2]))]
    assert kept[1] == [Found("figure", "", (spans[1], spans[2]))]
    assert kept[2] == []


def test_a_name_that_cyrillic_hears_is_no_other_spelling() -> None:
    found = differing(
        ("The coach, Will Wade, resigned.", "en"),
        ("Тренер Уилл Уэйд ушёл в отставку.", "ru"),
    )
    assert of_kind(found, "name") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [("Karol Drabek", "Karol Drabeck"), ("Ognian Dastor", "Ognyan Dastor")],
)
def test_other_letters_for_the_same_sounds_in_one_language_are_a_minor_difference(
    one: str, other: str
) -> None:
    said = "said the new bridge would open in May, two years later than planned."
    (found,) = differing((f"{one} {said}", "en"), (f"{other} {said}", "en"))
    assert (found.kind, found.minor) == ("name", True)
    assert found.note.startswith("one name, written in two ways: ")
    (abroad,) = [
        differing((f"{one} {said}", "en"), (f"{other} sagte, die neue Brücke öffne im Mai.", "de"))
    ]
    assert of_kind(abroad, "name") == []
