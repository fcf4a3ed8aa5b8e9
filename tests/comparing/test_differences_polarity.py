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
        ("The council refused to rule it out", "en", "open"),
        ("The council left without signing the treaty", "en", "denied"),
        ("The council would not say whether the bridge is safe", "en", "open"),
        ("The council would not say what it paid", "en", "denied"),
        ("If the council signs the treaty", "en", None),
        ("The council denies that it never met the lenders", "en", None),
        ("The factory remains open", "en", "affirmed"),
        ("Whether the factory remains open is undecided", "en", "open"),
        ("More towns than ever have signed the treaty", "en", "affirmed"),
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
        ("El alcalde niega que nadie le llamara", "es", "denied"),
        ("El consejo se marchó sin firmar el tratado", "es", "denied"),
        ("El alcalde está más cerca que nunca", "es", "affirmed"),
        ("Il consiglio non ha escluso un secondo voto", "it", "open"),
        ("Il ponte riaprirà lunedì", "it", "certain"),
        ("O conselho recusou assinar o tratado", "pt", "denied"),
        ("O conselho afastou uma segunda votação", "pt", "denied"),
        ("O conselho não afastou uma segunda votação", "pt", "open"),
        ("O presidente admite que foi avisado", "pt", "affirmed"),
        ("O presidente admite fechar a ponte", "pt", "open"),
        ("A ponte poderá reabrir na segunda-feira", "pt", "open"),
        ("De raad sloot een tweede stemming niet uit", "nl", "open"),
        ("De brug gaat misschien open", "nl", "open"),
        ("Rada nie podpisała umowy", "pl", "denied"),
        ("Burmistrz nie żyje", "pl", "affirmed"),
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


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Признает ли он итоги, губернатор говорить отказался", "ru"),
        ("Ob die Brücke schließt, ließ der Rat offen", "de"),
    ],
)
def test_what_is_asked_is_held_open_by_who_does_not_say_it(text: str, language: str) -> None:
    assert clauses(text, language)[0].stance == "open"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le conseil n’a pas précisé si le pont fermera", "open"),
        ("Le pont pourrait fermer si la crue monte", None),
    ],
)
def test_one_word_may_ask_or_set_a_condition(text: str, expected: str | None) -> None:
    assert clauses(text, "fr")[-1].stance == expected


def test_a_clause_that_begins_anew_is_not_governed() -> None:
    first, second = clauses("The mayor rejected the offer, but the council signed it", "en")
    assert (first.stance, second.stance) == ("denied", "affirmed")


def test_names_and_times_are_not_read_as_operators() -> None:
    text = "will smith opens the bridge in may"
    assert {o.kind for o in operators(text, "en")} == {"certain", "possible"}
    assert operators(text, "en", [(0, 10), (28, 34)]) == ()


@pytest.mark.parametrize(
    ("text", "language"),
    [("des forces européennes et non européennes", "fr"), ("members and not members alike", "en")],
)
def test_both_denies_nothing(text: str, language: str) -> None:
    assert operators(text, language) == ()


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
        (  # both exclude, one does not: that suffices
            ("Mr Orban ruled out compulsory redundancies.", "en"),
            ("Betriebsbedingte Kündigungen schloss Orban nicht aus.", "de"),
        ),
        (  # all of what stands behind "that" is denied
            ("There was no sign that customer data had been stolen.", "en"),
            ("Volgens haar zijn gegevens van klanten buitgemaakt.", "nl"),
        ),
        (  # little more than a verb that the table lists
            ("Nobody was shot.", "en"),
            ("La policía disparó a un hombre.", "es"),
        ),
        (
            ("The mayor would not say whether he would accept the verdict.", "en"),
            ("Der Bürgermeister versprach, er werde das Urteil annehmen.", "de"),
        ),
        (  # a "will" and a "may" whose subject stands between other marks
            ("The alarm, promised a year ago, may be working in the tunnel by March.", "en"),
            ("Le système d’alarme du tunnel, lui, entrera en service en mars.", "fr"),
        ),
        (  # a second negation that denies something else
            ("Der Rat unterzeichnete den Pakt.", "de"),
            ("El consejo no firmó el pacto de no agresión.", "es"),
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
            ("The mayor denies that anyone warned him of the flood.", "en"),
            ("El alcalde niega que nadie le avisara de la riada.", "es"),
        ),
        (
            ("One miner is dead.", "en"),
            ("Jeden górnik nie żyje.", "pl"),
        ),
        (
            ("The ministry would not say whether the plant is safe.", "en"),
            ("El ministerio no dijo si la planta es segura.", "es"),
        ),
        (
            ("The company avoided denying that it sold the ship.", "en"),
            ("De rederij sprak niet tegen dat zij het schip verkocht.", "nl"),
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


@pytest.mark.parametrize(
    "dismissed",
    [
        ("The minister dismissed it as a hoax by the opposition.", "en"),
        ("Sie wies das als Erfindung der Opposition zurück.", "de"),
    ],
)
def test_what_something_is_dismissed_as_is_not_denied(dismissed: tuple[str, str]) -> None:
    called = {"en": "a hoax by the opposition", "de": "an invention of the opposition"}
    said = (f"She called it {called[dismissed[1]]}.", "en")
    assert of_kind(differing(dismissed, said), "polarity") == []
    denied = ("The minister dismissed reports of a hoax by the opposition.", "en")
    told = ("There was a hoax by the opposition, the minister said.", "en")
    assert len(of_kind(differing(denied, told), "polarity")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The captain has not left the hospital.", "en"),
            ("Der Kapitän liegt im Krankenhaus.", "de"),
        ),
        (
            ("Le capitaine n'a pas quitté l'hôpital.", "fr"),
            ("The captain lies in hospital.", "en"),
        ),
    ],
)
def test_a_noun_behind_a_verb_that_is_denied_is_not_denied(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert of_kind(differing(one, other), "polarity") == []


@pytest.mark.parametrize(
    "other",
    [("Der Kapitän hat das Krankenhaus verlassen.", "de"), ("Le capitaine a quitté l'hôpital.", "fr")],
)  # fmt: skip
def test_the_verb_is(other: tuple[str, str]) -> None:
    one = ("The captain has not left the hospital.", "en")
    assert len(of_kind(differing(one, other), "polarity")) == 1


def test_a_noun_next_to_what_denies_it_is_denied() -> None:
    one, other = ("The museum has no garden.", "en"), ("Das Museum besitzt einen Garten.", "de")
    assert len(of_kind(differing(one, other), "polarity")) == 1


@pytest.mark.parametrize(
    ("denied", "headline", "told"),
    [
        (
            ("There were no talks on the harbour tariff.", "en"),
            ("Gespräche über den Hafentarif", "de"),
            ("Es gab Gespräche über den Hafentarif.", "de"),
        ),
        (
            ("No agreement was reached on the tariff.", "en"),
            ("Einigung über den Tarif", "de"),
            ("Eine Einigung über den Tarif wurde erzielt.", "de"),
        ),
    ],
)
def test_a_headline_without_a_verb_says_nothing_against_a_denial(
    denied: tuple[str, str], headline: tuple[str, str], told: tuple[str, str]
) -> None:
    assert of_kind(differing(denied, headline), "polarity") == []
    assert len(of_kind(differing(denied, told), "polarity")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The bridge will not be repaired before the end of March.", "en"),
            ("Die Reparatur der Brücke dauert bis Ende März.", "de"),
        ),
        (
            ("De brug is voor eind maart niet hersteld.", "nl"),
            ("La réparation du pont durera jusqu'à fin mars.", "fr"),
        ),
    ],
)
def test_a_denial_up_to_a_time_tells_when_not_whether(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert of_kind(differing(one, other, published="2026-02-10"), "polarity") == []


def test_a_denial_without_a_time_tells_whether() -> None:
    one = ("The bridge was not repaired.", "en")
    other = ("Die Brücke wurde repariert.", "de")
    assert len(of_kind(differing(one, other, published="2026-02-10"), "polarity")) == 1


def test_a_denial_in_a_quotation_does_not_reach_beyond_it() -> None:
    one = ("O presidente disse que “nunca violou a lei” e ofereceu um fundo de 4 milhões.", "pt")
    other = ("La empresa, que recibió dos multas, ofrece un fondo de 4 millones.", "es")
    assert of_kind(differing(one, other), "polarity") == []
    denied = ("A empresa, que recebeu duas multas, nunca ofereceu um fundo de 4 milhões.", "pt")
    assert len(of_kind(differing(denied, other), "polarity")) == 1


def test_a_verb_that_is_not_repeated_is_denied_not_its_noun() -> None:
    one = ("Hanno chiuso gli uffici, ma non lo stabilimento di Ostia, che lavora.", "it")
    assert of_kind(differing(one, ("La fábrica sigue abierta.", "es")), "polarity") == []
    denied = ("Hanno chiuso gli uffici, ma non hanno venduto lo stabilimento.", "it")
    assert len(of_kind(differing(denied, ("Han vendido la fábrica.", "es")), "polarity")) == 1


def test_bodies_that_were_recovered_are_no_contradiction_to_the_dead() -> None:
    one = ("Zwei Leichen sind geborgen.", "de")
    assert of_kind(differing(one, ("Deux personnes sont mortes.", "fr")), "polarity") == []
    alive = ("Zwei Bergleute wurden gerettet.", "de")
    assert len(of_kind(differing(alive, ("Deux mineurs sont morts.", "fr")), "polarity")) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("Las escuelas no abrirán hasta el miércoles.", "es"),
            ("The schools are to stay shut until Wednesday.", "en"),
        ),
        (
            ("Die Regierung hat die Abstimmung über das Misstrauen überlebt.", "de"),
            ("Парламент отклонил вотум недоверия правительству.", "ru"),
        ),
        (
            ("The motion of no confidence received 71 votes.", "en"),
            ("71 Abgeordnete stimmten für den Misstrauensantrag.", "de"),
        ),
        (
            ("He urged Mrs May to abandon quotas on new homes.", "en"),
            ("Er forderte Frau May auf, die Quoten für neue Häuser aufzugeben.", "de"),
        ),
        (
            ("Não é apenas sobre o voto do comité.", "pt"),
            ("Tu nie chodzi tylko o głosowanie komisji.", "pl"),
        ),
        (
            ("I have never felt so comfortable in my life.", "en"),
            ("Ich habe mich in meinem Leben nie so wohl gefühlt.", "de"),
        ),
        (
            ("Он владел отелем, пока партнёры не выселили управляющих.", "ru"),
            ("He owned the hotel until the partners evicted the managers.", "en"),
        ),
        (
            ("Don't forget the small details.", "en"),
            ("Pensez aux petits détails.", "fr"),
        ),
    ],
)
def test_what_languages_say_with_and_without_a_negation(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert of_kind(differing(one, other, published="2026-11-16"), "polarity") == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("“I want to thank every volunteer who came last night,” Mayor Helena Brandvold said.", "en"),
            ("Mayor Helena Brandvold thanked the volunteers who came last night.", "en"),
        ),
        (
            ("„Ich möchte allen Helfern danken“, sagte Bürgermeisterin Helena Brandvold.", "de"),
            ("La maire Helena Brandvold a remercié tous les bénévoles.", "fr"),
        ),
    ],
)  # fmt: skip
def test_what_is_done_by_saying_it_is_not_only_wished(
    one: tuple[str, str], other: tuple[str, str]
) -> None:
    assert of_kind(differing(one, other), "polarity") == []
