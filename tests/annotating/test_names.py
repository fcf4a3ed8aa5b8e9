"""Names: spans, types, roles, second pass, robustness. Texts are invented."""

from __future__ import annotations

from itertools import pairwise

import msgspec
import pytest

from crossread.annotating.names.clean import Draft, Line
from crossread.annotating.names.finding import mentions
from crossread.annotating.names.lexicon import country_length, lexicon, place_length
from crossread.annotating.names.tokens import tokens
from crossread.annotating.names.voting import context_of, one_type
from crossread.model import Mention
from tests.build import article


def found(text: str, language: str = "en", headline: bool = False) -> tuple[Mention, ...]:
    page, one, sentences = article(text, language, headline=headline)
    made = mentions(page, one, sentences)
    for mention in made:
        assert page.text[mention.span.start : mention.span.end] == mention.span.text
        if mention.role is not None:
            role = mention.role
            assert page.text[role.start : role.end] == role.text
    return made


def typed(text: str, language: str = "en", headline: bool = False) -> set[tuple[str, str]]:
    return {(m.span.text, m.type) for m in found(text, language, headline)}


def roles(text: str, language: str) -> dict[str, str]:
    return {m.span.text: m.role.text for m in found(text, language) if m.role is not None}


@pytest.mark.parametrize(
    "language, text, expected",
    [
        (
            "en",
            "Finance Minister Harriet Dunmore met Kofi Asante in Brussels on Tuesday. Dunmore said "
            "NATO would not pay. Germany and France agreed.",
            {
                ("Harriet Dunmore", "PER"),
                ("Kofi Asante", "PER"),
                ("Brussels", "LOC"),
                ("Dunmore", "PER"),
                ("NATO", "ORG"),
                ("Germany", "LOC"),
                ("France", "LOC"),
            },
        ),
        (
            "fr",
            "La ministre française Odile Marchetti a rencontré M. Tanguy à Bruxelles. L’Ukraine et "
            "l’OTAN ont refusé, a déclaré Mme Marchetti.",
            {
                ("Odile Marchetti", "PER"),
                ("Tanguy", "PER"),
                ("Bruxelles", "LOC"),
                ("Ukraine", "LOC"),
                ("OTAN", "ORG"),
                ("Marchetti", "PER"),
            },
        ),
        (
            "de",
            "Die Verteidigungsministerin Anke Rohwedder traf am Dienstag in Brüssel Herrn Lindqvist. "
            "„Wir helfen der Ukraine“, sagte Rohwedder. Die Vorwürfe seien falsch.",
            {
                ("Anke Rohwedder", "PER"),
                ("Brüssel", "LOC"),
                ("Lindqvist", "PER"),
                ("Ukraine", "LOC"),
                ("Rohwedder", "PER"),
            },
        ),
        (
            "es",
            "El ministro de Exteriores, Julián Ferrandis, se reunió en Bruselas con la canciller "
            "alemana. «España cumplirá», dijo Ferrandis ante la ONU.",
            {
                ("Julián Ferrandis", "PER"),
                ("Bruselas", "LOC"),
                ("España", "LOC"),
                ("Ferrandis", "PER"),
                ("ONU", "ORG"),
            },
        ),
    ],
)
def test_names_of_a_news_paragraph(
    language: str, text: str, expected: set[tuple[str, str]]
) -> None:
    assert typed(text, language) == expected


def test_titles_are_roles_and_no_part_of_the_name() -> None:
    text = (
        "US Trade Secretary Carla Whitmore and Mr. Osei met the Dutch prime minister, Joost Veen."
    )
    assert roles(text, "en") == {
        "Carla Whitmore": "US Trade Secretary",
        "Osei": "Mr.",
        "Joost Veen": "Dutch prime minister",
    }


def test_role_after_the_name() -> None:
    text = "“It is over,” said Ingrid Salomon, former head of the World Bank."
    assert roles(text, "en")["Ingrid Salomon"] == "former head of the World Bank"


def test_french_role_with_its_complements() -> None:
    text = "Le secrétaire américain à la défense, Dale Whitcombe, est arrivé jeudi."
    assert roles(text, "fr") == {"Dale Whitcombe": "secrétaire américain à la défense"}


def test_german_office_before_the_name() -> None:
    assert roles("Bundeskanzler Jens Ahlers reist nach Paris.", "de") == {
        "Jens Ahlers": "Bundeskanzler"
    }


def test_the_mayor_of_a_place_is_no_role_of_the_place() -> None:
    made = found("Le maire de Castelbrun, Paul Ravier, a démissionné.", "fr")
    assert {(m.span.text, m.type) for m in made} == {("Castelbrun", "LOC"), ("Paul Ravier", "PER")}
    assert all(m.role is None for m in made if m.type == "LOC")


def test_peoples_days_and_months_are_no_names() -> None:
    text = "On Wednesday the Ukrainian and the French delegation spoke English. In March Germans voted."
    assert typed(text) == set()


def test_stray_capitals_of_machine_translation_are_no_names() -> None:
    text = (
        "À l’arrivée au Réunion des ministres, il a parlé de Négociations de paix et de Sécurité.\n"
        "La réunion fut longue, les négociations aussi, et la sécurité manque."
    )
    assert typed(text, "fr") == set()


def test_an_unknown_word_beside_a_reporting_verb_is_a_person() -> None:
    text = (
        "Le ministre Karl Brandtner est venu à Bruxelles. « Non », a déclaré Brandner.\n"
        "Branter a également ajouté que la France paierait."
    )
    people = {name for name, type in typed(text, "fr") if type == "PER"}
    assert people == {"Karl Brandtner", "Brandner", "Branter"}


def test_a_family_name_is_a_person_wherever_it_stands() -> None:
    text = (
        "Prime Minister Amara Holloway spoke in London. Critics of Holloway were loud.\n"
        "Holloway left early. Few had expected Holloway's speech."
    )
    assert [m.type for m in found(text) if m.span.text == "Holloway"] == ["PER"] * 3


def test_headline_in_capitals() -> None:
    text = "MERCHANT SHIP SINKS NEAR NORWAY\nA merchant ship sank near Norway on Monday."
    assert typed(text, headline=True) >= {("NORWAY", "LOC"), ("Norway", "LOC")}
    assert not {name for name, _ in typed(text, headline=True)} & {"MERCHANT", "SHIP", "SINKS"}


def test_acronyms_of_countries_and_bodies() -> None:
    made = typed("The US and the UK asked the UN and the EU for help. They did not give us any.")
    assert made == {("US", "LOC"), ("UK", "LOC"), ("UN", "ORG"), ("EU", "ORG")}


def test_words_made_with_names_are_no_names() -> None:
    assert typed("Die Nato-Staaten und die US-Regierung berieten.", "de") == set()


def test_ids_are_in_order_and_mentions_do_not_overlap() -> None:
    made = found("Anna Berg met Tom Hale in Paris. Berg and Hale then flew to Rome.")
    assert [m.id for m in made] == [f"p1.1.m{n}" for n in range(1, len(made) + 1)]
    assert all(a.span.end <= b.span.start for a, b in pairwise(made))


@pytest.mark.parametrize("language", ["ru", "sv", "ar", "zh", "und", "xx"])
def test_other_languages_give_a_result(language: str) -> None:
    texts = {
        "ru": "Президент Франции встретился с Иваном Петровым в Москве.",
        "ar": "قال الرئيس إن فرنسا وافقت.",
        "zh": "法国总统说。",
    }
    made = found(texts.get(language, "Statsminister Lars Holm talade i Paris."), language)
    assert all(m.type in ("PER", "ORG", "LOC") for m in made)
    if language == "ru":
        assert ("Москве", "LOC") in {(m.span.text, m.type) for m in made}


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "…", "((((", "”“«»", "A", "’s", "\ufffd\ufffd", "d’", "1,2 3"]
)
def test_odd_text(text: str) -> None:
    for language in ("en", "fr", "de"):
        found(text, language)


@pytest.mark.parametrize("unit", ["a'", "A.", "Ab-", "X ", "(", "Le Le "])
def test_long_lines_are_cut(unit: str) -> None:
    made = tokens(unit * 50_000, "fr")
    assert made
    assert made[-1].end <= 50_000 * len(unit)


def test_tokens_keep_their_places() -> None:
    text = "L’Ukraine, M. d'Astier (KVDB) et J.-P. O'Brien: 3,5 % — aujourd'hui."
    made = tokens(text, "fr")
    assert all(text[t.start : t.end] == t.text for t in made)
    assert [t.text for t in made][:6] == ["L’", "Ukraine", ",", "M.", "d'", "Astier"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Mr. Holm\tleft", ["Mr.", "Holm", "left"]),
        ("en", "the U.S. and St. Orlay", ["the", "U.S.", "and", "St.", "Orlay"]),
        ("en", "J. Holm lost 1,200 of 3", ["J.", "Holm", "lost", "1,200", "of", "3"]),
        ("en", "D'Astier saw O’Brien’s Jean-Luc", ["D'Astier", "saw", "O’Brien", "’s", "Jean-Luc"]),
        ("en", "D'J.R. left", ["D'", "J.R.", "left"]),
        ("en", "l'Orlay", ["l'", "Orlay"]),
        ("fr", "qu’Anna s’en aille", ["qu’", "Anna", "s’", "en", "aille"]),
        ("fr", "sʼen va", ["sʼ", "en", "va"]),
        ("fr", "aujourd'hui , dit - il", ["aujourd'hui", ",", "dit", "-", "il"]),
    ],
)
def test_words_and_marks(language: str, text: str, expected: list[str]) -> None:
    assert [t.text for t in tokens(text, language)] == expected


@pytest.mark.parametrize("text", ["Notre règle numéro UN\nIl est parti.", "La page UN"])
def test_a_small_word_in_capitals_ends_a_line(text: str) -> None:
    """It may be an acronym that the list knows; nothing behind it tells."""
    assert typed(text, "fr") == set()


def test_a_country_is_looked_for_in_its_whole_length() -> None:
    for language in ("en", "fr", "de"):
        lists = lexicon(language)
        names = [name.split(" ") for name, key in lists.places.items() if key[0] == "="]
        assert len(names) > 1000
        assert all(country_length([*words, "x"], 0, lists) >= len(words) for words in names)
        assert all(place_length([*words, "x"], 0, lists) >= len(words) for words in names)
    assert country_length(["Zzyx", "Islands"], 0, lexicon("en")) == 0
    assert country_length(["United"], 0, lexicon("en")) == 1  # no more words than there are


def test_the_type_of_a_name_is_voted_on_by_all_its_mentions() -> None:
    words = ["Orlay", "and", "Orlay", "and", "Orlay"]
    drafts = [Draft(0, 0, 1, "LOC", 0.9), Draft(0, 2, 3, "ORG", 0.5), Draft(0, 4, 5, "LOC", 0.9)]
    lines = [Line(words, words, False)]
    settled = one_type(lines, drafts, context_of(lines, lexicon("en")), lexicon("en"))
    assert [d.type for d in settled] == ["LOC", "LOC", "LOC"]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "After a talk with the Defense Ministers, Ingrid Salomon left.", {}),
        (
            "en",
            "The Defence Minister, Ingrid Salomon, left.",
            {"Ingrid Salomon": "Defence Minister"},
        ),
        ("fr", "Devant les ministres de la Défense, Jeanne Morvan a parlé.", {}),
        ("fr", "La ministre, Jeanne Morvan, a parlé.", {"Jeanne Morvan": "ministre"}),
        ("de", "Dort sprachen die Verteidigungsminister, Jens Ahlers schwieg.", {}),
        ("de", "Die Ministerin, Ingrid Ahlers, schwieg.", {"Ingrid Ahlers": "Ministerin"}),
        ("de", "Der Minister, Jens Ahlers, schwieg.", {"Jens Ahlers": "Minister"}),
        ("es", "Ante los embajadores, Carmen Robledo pidió paciencia.", {}),
        ("es", "El ministro, Pablo Robledo, pidió paciencia.", {"Pablo Robledo": "ministro"}),
    ],
)
def test_a_plural_before_a_comma_is_no_role(
    language: str, text: str, expected: dict[str, str]
) -> None:
    assert roles(text, language) == expected


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Президент Франции Эмманюэль Вердье предложил помощь.", "Эмманюэль Вердье"),
        ("Он встретился с премьер-министром Индии Нарендрой Шахой.", "Нарендрой Шахой"),
    ],
)
def test_two_unknown_words_with_capitals_behind_a_place_are_a_name(text: str, wanted: str) -> None:
    page, one, sentences = article(text, "ru")
    found = {m.span.text: m.type for m in mentions(page, one, sentences)}
    assert found[wanted] == "PER"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("KVERNVIK, March 3", "KVERNVIK"),
        ("KVERNVIK (Agence Vest)", "KVERNVIK"),
        ("NORD KVERNVIK", "NORD KVERNVIK"),
        ("(Agence Vest)", None),
    ],
)
def test_a_dateline_names_a_place(line: str, place: str | None) -> None:
    """Also one that no list knows and no words around tell."""
    page, one, sentences = article(f"{line} - The harbour stays closed.", "en")
    told = msgspec.structs.replace(one, dateline=page.span(0, len(line)))
    found = [m.span.text for m in mentions(page, told, sentences) if m.type == "LOC"]
    assert (place in found) if place else not found
