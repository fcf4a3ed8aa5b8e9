"""Names that a tagger cut short or long: joined with the names they are."""

from __future__ import annotations

from tests.linking.test_entities import forms, made, together

PERSONS = " {PER|Odo Rinvald}, {PER|Vera Lindqvist}"


def test_the_end_of_a_name_whose_beginning_stands_before_it() -> None:
    whole = made("p1", "pt", "{LOC|Vale de Orlim}" + PERSONS)
    cut = made("p2", "es", "un tren en Vale de {LOC|Orlim}, dice" + PERSONS)
    assert together(forms(whole, cut), "Vale de Orlim", "Orlim")


def test_not_where_the_name_also_stands_alone() -> None:
    whole = made("p1", "pt", "{LOC|Puerto de Orlim}" + PERSONS)
    both = made("p2", "es", "en Puerto de {LOC|Orlim}. La isla de {LOC|Orlim} duerme" + PERSONS)
    assert not together(forms(whole, both), "Puerto de Orlim", "Orlim")


def test_a_country_is_not_the_bank_named_after_it() -> None:
    bank = made("p1", "en", "the {ORG|National Bank of Velmaria}" + PERSONS)
    country = made("p2", "en", "the National Bank of {LOC|Velmaria}" + PERSONS)
    assert not together(forms(bank, country), "National Bank of Velmaria", "Velmaria")


def test_not_in_another_story() -> None:
    whole = made("p1", "pt", "{LOC|Vale de Orlim}" + PERSONS)
    other = made("p2", "es", "un tren en Vale de {LOC|Orlim}, dice {PER|Jette Aalborn}")
    assert not together(forms(whole, other), "Vale de Orlim", "Orlim")


def test_a_german_noun_after_a_place_is_no_part_of_it() -> None:
    place = made("p1", "en", "{LOC|Urdelgrad}" + PERSONS)
    noun = made("p2", "de", "Der Rat hat in {LOC|Urdelgrad Sanktionen} beschlossen" + PERSONS)
    harbour = made("p3", "de", "Im {LOC|Urdelgrad Hafen} brennt es" + PERSONS)
    found = forms(place, noun, harbour)
    assert together(found, "Urdelgrad", "Urdelgrad Sanktionen")
    assert not together(found, "Urdelgrad", "Urdelgrad Hafen")


def test_a_mountain_with_and_without_its_kind() -> None:
    found = forms(
        made("p1", "en", "{LOC|Mount Kadora}" + PERSONS),
        made("p2", "fr", "{LOC|Kadora}" + PERSONS),
    )
    assert together(found, "Mount Kadora", "Kadora")


def test_a_lake_is_not_the_town_named_beside_it() -> None:
    found = forms(
        made("p1", "en", "{LOC|Lake Kadora} and {LOC|Kadora}" + PERSONS),
        made("p2", "fr", "{LOC|Kadora}" + PERSONS),
    )
    assert not together(found, "Lake Kadora", "Kadora")


def test_not_where_two_places_have_the_name() -> None:
    found = forms(
        made("p1", "en", "{LOC|Lake Kadora}, {LOC|Mount Kadora}" + PERSONS),
        made("p2", "fr", "{LOC|Kadora}" + PERSONS),
    )
    assert frozenset({"Kadora"}) in found
