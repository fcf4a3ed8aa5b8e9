"""Which agencies a text credits, and whether it is theirs or draws on them."""

from __future__ import annotations

import pytest

from crossread.linking.credits import agency, credited


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("PARIS (AFP) — The bridge is closed.", "AFP"),
        ("The mayor told AFP on Monday that …", "AFP"),
        ("a déclaré le maire à l’AFP", "AFP"),
        ("sagte sie der Deutschen Presse-Agentur", "dpa"),
        ("(AP) - The bridge is closed.", "Associated Press"),
        ("she told AP", "Associated Press"),
        ("a constaté un journaliste de l'AFP", "AFP"),
        ("(Reporting by Jo Doe; Editing by Reuters staff)", "Reuters"),
    ],
)
def test_an_agencys_own_text(text: str, name: str) -> None:
    assert credited([text]).own == (name,)
    assert credited([text]).drawn == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("According to Reuters, the bridge …", "Reuters"),
        ("Selon l'AFP, le pont est fermé.", "AFP"),
        ("Selon l’Agence France-Presse, le pont …", "AFP"),
        ("L'agence Reuters rapporte que le pont …", "Reuters"),
        ("d’après l’agence de presse Tass", "TASS"),
        ("Laut dpa ist die Brücke gesperrt.", "dpa"),
        ("wie die dpa berichtet", "dpa"),
        ("unter Berufung auf die Nachrichtenagentur Interfax", "Interfax"),
        ("With material from AP.", "Associated Press"),
        ("(avec l'AFP)", "AFP"),
        ("Según EFE, el puente …", "EFE"),
        ("Reuters reported on Monday", "Reuters"),
    ],
)
def test_a_text_that_draws_on_an_agency(text: str, name: str) -> None:
    assert credited([text]).drawn == (name,)
    assert credited([text]).own == ()


def test_a_text_of_an_agency_does_not_draw_on_itself() -> None:
    told = credited(["PARIS (AFP) — The bridge is closed.", "According to AFP figures, …"])
    assert (told.own, told.drawn) == (("AFP",), ())


@pytest.mark.parametrize(
    "text", ["The AP building", "SPA treatments", "contrAFP", "AFPs", "a TT race in May", ""]
)
def test_letters_that_mean_other_things(text: str) -> None:
    assert credited([text]).own == credited([text]).drawn == ()


def test_outlets_that_are_agencies() -> None:
    assert agency("Agence France-Presse") == agency("AFP") == "AFP"
    assert agency("Coast Radio") is None
    assert agency(None) is None


def test_a_hostile_text_is_read_in_no_time() -> None:
    assert credited(["according to the the the " * 20_000 + "l'" * 20_000]).own == ()
