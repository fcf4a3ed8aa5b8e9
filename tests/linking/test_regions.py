"""Countries that no list knows: all invented, beside known ones that nearly sound the same."""

from __future__ import annotations

import pytest

from crossread.linking.regions import Root, root
from tests.linking.test_entities import forms, linked, made, together

PERSONS = " {PER|Odo Rinvald}, {PER|Vera Lindqvist}"
OTHERS = " {PER|Одо Ринвальд}, {PER|Вера Линдквист}"


@pytest.mark.parametrize(
    ("language", "word"),
    [
        ("en", "Velmaria"),
        ("de", "Velmarien"),
        ("de", "Velmariens"),
        ("nl", "Velmarië"),
        ("fr", "Velmarie"),
        ("es", "Velmaria"),
        ("pl", "Welmarii"),
        ("pl", "Welmarię"),
        ("sl", "Velmariji"),
        ("cs", "Velmarii"),
        ("ru", "Вельмарией"),
        ("uk", "Велмарії"),
        ("uk", "Велмарією"),
    ],
)
def test_a_country_has_one_root_in_all_languages(language: str, word: str) -> None:
    assert root(word, language) == Root("felmar", True)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "Velmarian"), ("ru", "Велмарский"), ("uk", "Велмарійського")]
)
def test_an_adjective_has_the_root_of_its_country(language: str, word: str) -> None:
    assert root(word, language) == Root("felmar", False)


@pytest.mark.parametrize(
    ("language", "word"), [("en", "India"), ("de", "Wien"), ("de", "Velmarier"), ("ru", "Москва")]
)
def test_short_roots_peoples_and_other_endings_are_none(language: str, word: str) -> None:
    assert root(word, language) is None


def test_one_unknown_country_in_five_languages_whatever_the_tagger_took_it_for() -> None:
    found = linked(
        made("p1", "en", "{LOC|Velmaria}, a {PER|Velmarian} boat" + PERSONS),
        made("p2", "de", "{ORG|Welmarien} schweigt" + PERSONS),
        made("p3", "ru", "{LOC|Велмарии}" + OTHERS),
        made("p4", "uk", "{PER|Посла Велмарії}, {PER|Велмарію}" + OTHERS),
        made("p5", "pl", "{LOC|Welmarii}" + PERSONS),
    )
    country = next(e for e in found if e.name == "Velmaria")
    assert country.type == "LOC"
    assert any(why.endswith(": Welmarien, Velmaria") for why in country.why)
    assert {"Velmarian", "Welmarien", "Велмарии", "Посла Велмарії", "Велмарію", "Welmarii"} == set(
        country.variants
    )


def test_nothing_is_joined_without_other_names_in_common() -> None:
    found = forms(
        made("p1", "en", "{LOC|Velmaria}, {PER|Odo Rinvald}"),
        made("p2", "de", "{LOC|Velmarien}, {PER|Jette Aalborn}"),
    )
    assert not together(found, "Velmaria", "Velmarien")


def test_roots_that_nearly_sound_the_same_stay_apart() -> None:
    found = forms(
        made("p1", "en", "{LOC|Slovantia}, {LOC|Slavontia}, {LOC|Morvania}" + PERSONS),
        made("p2", "de", "{LOC|Slowantien}, {LOC|Slawontien}, {LOC|Mornavien}" + PERSONS),
    )
    assert frozenset({"Slovantia", "Slowantien"}) in found
    assert frozenset({"Slavontia", "Slawontien"}) in found
    assert frozenset({"Morvania"}) in found
    assert frozenset({"Mornavien"}) in found


def test_known_countries_that_nearly_sound_the_same_stay_apart() -> None:
    pairs = {
        "Niger": ("Niger", "Нігеру"),
        "Nigeria": ("Nigeria", "Нігерії"),
        "Austria": ("Österreich", "Австрії"),
        "Australia": ("Australien", "Австралії"),
        "Iran": ("Iran", "Ірану"),
        "Iraq": ("Irak", "Іраку"),
        "Slovenia": ("Slowenien", "Словенії"),
        "Slovakia": ("Slowakei", "Словаччині"),
        "Gambia": ("Gambia", "Гамбії"),
        "Zambia": ("Sambia", "Замбії"),
    }
    texts = [", ".join(f"{{LOC|{name}}}" for name in names) for names in zip(*pairs.values())]
    found = forms(
        made("p1", "en", ", ".join(f"{{LOC|{name}}}" for name in pairs) + PERSONS),
        made("p2", "de", texts[0] + PERSONS),
        made("p3", "uk", texts[1] + OTHERS),
    )
    assert {frozenset({name, *others}) for name, others in pairs.items()} <= found


def test_a_country_is_no_river_of_the_same_root() -> None:
    found = forms(
        made("p1", "en", "{LOC|Dravia}" + PERSONS),
        made("p2", "de", "{LOC|Drava}" + PERSONS),
        made("p3", "uk", "{LOC|Дравії}" + OTHERS),
        made("p4", "uk", "{LOC|Драви}" + OTHERS),
    )
    assert together(found, "Dravia", "Дравії")
    assert not together(found, "Dravia", "Drava")
    assert not together(found, "Дравії", "Драви")


def test_persons_and_peoples_are_not_made_places() -> None:
    found = forms(
        made("p1", "en", "{LOC|Adelria} hails {PER|Jan Adelria}. {PER|Adelria} smiled." + PERSONS),
        made("p2", "de", "{LOC|Adelrien}, {PER|Julian}, {LOC|Julien}" + PERSONS),
    )
    assert together(found, "Adelria", "Adelrien")
    assert together(found, "Jan Adelria")
    assert not together(found, "Jan Adelria", "Adelrien")
    assert frozenset({"Julian"}) in found


def test_a_people_is_not_its_country() -> None:
    found = forms(
        made("p1", "en", "{LOC|Velmaria}, {PER|Velmarians}" + PERSONS),
        made("p2", "de", "{LOC|Velmarien}, {PER|Velmarier}" + PERSONS),
    )
    assert frozenset({"Velmaria", "Velmarien"}) in found
