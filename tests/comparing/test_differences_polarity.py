"""What is affirmed, denied and held open, and when two members say different things of it."""

from __future__ import annotations

import pytest

from crossread.comparing.differences.stances import clauses, negative_word, operators
from crossread.languages import known, table
from tests.comparing.between import differing, of_kind


def stance(text: str, language: str) -> str | None:
    """The stance of a text of one clause."""
    (clause,) = clauses(text, language)
    return clause.stance


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The council signed the treaty", "en", "affirmed"),
        ("The council did not sign the treaty", "en", "denied"),
        ("The council didn’t sign the treaty", "en", "denied"),
        ("The council refused to sign the treaty", "en", "denied"),
        ("The council ruled out a second vote", "en", "denied"),
        ("The council refused to rule out a second vote", "en", "open"),
        ("The council did not deny the report", "en", "open"),
        ("The bridge may reopen on Monday", "en", "open"),
        ("The bridge will reopen on Monday", "en", "certain"),
        ("The bridge is expected to reopen on Monday", "en", "likely"),
        ("The council has not yet decided on the bridge", "en", "open"),
        ("The council decided to close the bridge", "en", "certain"),
        ("The bridge has not been closed since 1957", "en", None),
        ("Not only the bridge reopened", "en", "affirmed"),
        ("Was the bridge closed?", "en", None),
        ("Der Rat schloss eine zweite Abstimmung nicht aus", "de", "open"),
        ("Der Rat schloss eine zweite Abstimmung aus", "de", "denied"),
        ("Der Rat lehnte den Vertrag ab", "de", "denied"),
        ("Die Brücke könnte am Montag öffnen", "de", "open"),
        ("Über die Brücke ist noch nicht entschieden", "de", "open"),
        ("Le conseil n’a pas signé le traité", "fr", "denied"),
        ("Le conseil a refusé d’exclure un second vote", "fr", "open"),
        ("Le pont rouvrira lundi", "fr", "certain"),
        ("Le pont pourrait rouvrir lundi", "fr", "open"),
        ("El consejo no descarta una segunda votación", "es", "open"),
        ("El consejo descartó una segunda votación", "es", "denied"),
        ("Nadie firmó nunca el tratado", "es", "denied"),
        ("Il consiglio non ha escluso un secondo voto", "it", "open"),
        ("Il ponte riaprirà lunedì", "it", "certain"),
        ("O conselho recusou assinar o tratado", "pt", "denied"),
        ("A ponte poderá reabrir na segunda-feira", "pt", "open"),
        ("De raad sloot een tweede stemming niet uit", "nl", "open"),
        ("De brug gaat misschien open", "nl", "open"),
        ("Rada nie podpisała umowy", "pl", "denied"),
        ("Rada wykluczyła drugie głosowanie", "pl", "denied"),
        ("Совет не исключил второго голосования", "ru", "open"),
        ("Никто не подписал договор", "ru", "denied"),
        ("Рада заперечила цю заяву", "uk", "denied"),
        ("Міст може відкритися в понеділок", "uk", "open"),
        ("لم يوقع المجلس الاتفاق", "ar", "denied"),
        ("قد يفتح الجسر يوم الاثنين", "ar", "open"),
        ("理事会没有签署条约", "zh", "denied"),
        ("理事会不排除再次投票", "zh", "open"),
        ("大桥可能周一重新开放", "zh", "open"),
    ],
)
def test_the_stance_of_a_clause(text: str, language: str, expected: str | None) -> None:
    assert stance(text, language) == expected


def test_a_clause_goes_on_with_what_governs_the_one_before() -> None:
    first, second = clauses("Der Minister bestritt, den Bericht gekannt zu haben", "de")
    assert first.stance is None
    assert second.stance == "denied"


def test_a_clause_that_begins_anew_is_not_governed() -> None:
    first, second = clauses("The mayor rejected the offer, but the council signed it", "en")
    assert (first.stance, second.stance) == ("denied", "affirmed")


def test_names_and_times_are_not_read_as_operators() -> None:
    text = "will smith opens the bridge in may"
    assert {o.kind for o in operators(text, "en")} == {"certain", "possible"}
    assert operators(text, "en", [(0, 10), (28, 34)]) == ()


def test_a_separable_verb_is_found_with_its_parts_apart() -> None:
    (exclude,) = operators("er schloss einen rücktritt aus", "de")
    assert exclude.kind == "exclude"
    assert [("er schloss einen rücktritt aus")[a:b] for a, b in exclude.places] == [
        "schloss",
        "aus",
    ]


def test_words_that_hold_a_negation() -> None:
    assert negative_word("unsafe", "en")
    assert negative_word("hoffnungslos", "de")
    assert not negative_word("safe", "en")


@pytest.mark.parametrize("language", known())
def test_every_language_tells_what_affirms_and_denies(language: str) -> None:
    words = table(language, "polarity")
    for name in (
        "not",
        "exclude",
        "refuse",
        "unclear",
        "possible",
        "undecided",
        "certain",
        "likely",
    ):
        assert words[name], name
        assert all(word == word.lower().strip() for word in words[name]), name


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The premier refused to rule out a referendum on the law.", "en"),
            ("El primer ministro descartó un referéndum sobre la ley.", "es"),
        ),
        (
            ("The union did not sign the agreement.", "en"),
            ("Die Gewerkschaft unterzeichnete das Abkommen.", "de"),
        ),
        (
            ("The museum may reopen on Sunday.", "en"),
            ("Le musée rouvrira dimanche.", "fr"),
        ),
        (
            ("The governor acknowledged that he had telephoned the bank.", "en"),
            ("Der Gouverneur bestritt, die Bank angerufen zu haben.", "de"),
        ),
        (
            ("The lava had reached the sea by dawn.", "en"),
            ("La lava no ha llegado al mar.", "es"),
        ),
    ],
)
def test_one_denies_or_holds_open_what_the_other_says(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    (words,) = of_kind(differing(one, other), "polarity")
    assert len(words) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The premier refused to rule out a referendum.", "en"),
            ("Der Premier schloss ein Referendum nicht aus.", "de"),
        ),
        (
            ("The union did not sign the agreement.", "en"),
            ("Le syndicat n’a pas signé l’accord.", "fr"),
        ),
        (
            ("The railway line between Graz and Linz is closed.", "en"),
            ("Les trains ne circulent plus entre Graz et Linz.", "fr"),
        ),
        (
            ("An inspection had found no risk to the structure.", "en"),
            ("La inspección no halló ningún riesgo para la estructura.", "es"),
        ),
        (
            ("The volcano had not erupted since 1957.", "en"),
            ("Le volcan est entré en éruption pour la première fois depuis 1957.", "fr"),
        ),
        (
            ("The goal is unrealistic, the minister said.", "en"),
            ("Le ministre a exclu que ce but soit réaliste.", "fr"),
        ),
        (
            ("The union signed the agreement.", "en"),
            ("Fackförbundet skrev inte under avtalet.", "sv"),
        ),
    ],
)
def test_the_same_said_in_another_way_is_no_difference(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert of_kind(differing(one, other), "polarity") == []


def test_two_sentences_of_one_quotation_are_not_held_against_each_other() -> None:
    found = differing(
        ("“We are not buying a ruin. We are buying a name,” she said.", "en"),
        ("„Wir kaufen keine Ruine. Wir kaufen einen Namen“, sagte sie.", "de"),
        whole=False,
    )
    assert of_kind(found, "polarity") == []
