"""How news agencies write speech: over paragraphs, cut by its speaker; and verbs that report
nothing."""

from __future__ import annotations

import pytest

from crossread.annotating.names.finding import mentions
from crossread.annotating.quotes import quotes
from crossread.model import Quote
from tests.build import article


def found(text: str, language: str) -> tuple[Quote, ...]:
    page, one, parts = article(text, language)
    return quotes(page, one, parts, mentions(page, one, parts))


def speakers(text: str, language: str) -> list[str | None]:
    return [q.speaker.text if q.speaker else None for q in found(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "en",
            '"The roof fell first," said Tomas Vinter.\n'
            '"I thank all who came.\n'
            '"They saved the mill," Mayor Ada Brook told reporters.',
            ["Tomas Vinter", "Ada Brook", "Ada Brook"],
        ),
        (
            "en",
            "“The roof fell first,” said Tomas Vinter.\n"
            "“I thank all who came.\n“They were brave.\n"
            "“They saved the mill,” Mayor Ada Brook told reporters.",
            ["Tomas Vinter", "Ada Brook", "Ada Brook", "Ada Brook"],
        ),
        (
            "fr",
            "« Le toit est tombé », a dit Paul Girard.\n« Je remercie tout le monde.\n"
            "« Le moulin est sauvé », a affirmé Louise Garnier.",
            ["Paul Girard", "Louise Garnier", "Louise Garnier"],
        ),
        (
            "fr",
            "« Le toit est tombé », a dit Paul Girard.\n« Je remercie tout le monde.\n"
            "» Ils ont lutté.\n» Le moulin est sauvé », a affirmé Louise Garnier.",
            ["Paul Girard", "Louise Garnier", "Louise Garnier", "Louise Garnier"],
        ),
        (
            "de",
            "„Das Dach fiel zuerst“, sagte Jens Kroll.\n„Ich danke allen.\n"
            "„Die Mühle ist gerettet“, sagte Bürgermeisterin Eva Lindner.",
            ["Jens Kroll", "Eva Lindner", "Eva Lindner"],
        ),
    ],
)
def test_a_speech_over_paragraphs_is_of_whom_its_end_names(
    language: str, text: str, wanted: list[str]
) -> None:
    assert speakers(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # the first paragraph names its speaker
        (
            "Ruth Cole, the mayor, said: “I came here.\n“I saw it,” Ada Brook said.",
            ["Ruth Cole", "Ada Brook"],
        ),
        ("“We won,” said Tom Reed. “I came.\n“I saw it,” Ada Brook said.", ["Tom Reed"] * 2),
        # no paragraph does
        ("“We won,” said Tom Reed.\n“I came.\n“I saw it.”\nThe end.", ["Tom Reed"] * 3),
        # the last one does, by a pronoun or a surname
        ("“We won,” said Tom Reed.\n“I came.\n“I saw it,” he said.", ["Tom Reed"] * 2),
        ("“We won,” said Tom Reed.\n“I came.\n“I saw it,” Reed said.", ["Tom Reed"] * 2),
    ],
)
def test_a_speech_keeps_the_speaker_that_its_end_does_not_gainsay(
    text: str, wanted: list[str]
) -> None:
    assert speakers(text, "en")[: len(wanted)] == wanted


@pytest.mark.parametrize(
    ("language", "text", "speaker", "cue"),
    [
        (
            "fr",
            "« Nous partons, a déclaré Paul Girard lundi. Le pont ferme. » Anne Roy se tait.",
            "Paul Girard",
            "a déclaré",
        ),
        (
            "fr",
            "« Nous partons, a déclaré J. Girard. Le pont ferme », a-t-il ajouté.",
            "Girard",
            "a déclaré",
        ),
        (
            "it",
            "«Partiamo domani, ha detto il sindaco. Il ponte chiude.» Anna Riva tace.",
            "il sindaco",
            "ha detto",
        ),
        (
            "es",
            "«Nos vamos, declaró Pablo Gallo el lunes. El puente cierra.» Ana Ruiz calló.",
            "Pablo Gallo",
            "declaró",
        ),
        (
            "pt",
            "“Vamos embora, disse o presidente da câmara. A ponte fecha.”",
            "o presidente da câmara",
            "disse",
        ),
    ],
)
def test_the_speaker_stands_in_the_marks_before_a_full_stop(
    language: str, text: str, speaker: str, cue: str
) -> None:
    (quote,) = found(text, language)
    assert quote.speaker is not None
    assert quote.cue is not None
    assert (quote.speaker.text, quote.cue.text) == (speaker, cue)


@pytest.mark.parametrize(
    ("language", "text", "speaker"),
    [
        ("fr", "« Le maire est venu, il a dit oui. Il reviendra », raconte Anne Roy.", "Anne Roy"),
        ("es", "«Cuando le preguntaron, dijo la verdad. Se fue.» Ana Ruiz calló.", None),
    ],
)
def test_a_clause_of_the_speech_with_a_verb_of_saying_names_no_speaker(
    language: str, text: str, speaker: str | None
) -> None:
    assert speakers(text, language) == [speaker]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "clause"),
    [
        ("de", "Die Zahlen seien geprüft, so das Unternehmen.", "das Unternehmen", "Die Zahlen"),
        ("de", "Die Zahlen seien geprüft, so die Polizei.", "die Polizei", "Die Zahlen"),
        ("nl", "De cijfers zijn juist, aldus het ministerie.", "het ministerie", "De cijfers"),
        (
            "es",
            "Los daños ascienden a 4 millones, informó el martes el ayuntamiento.",
            "el ayuntamiento",
            "Los daños",
        ),
        (
            "es",
            "Los daños ascienden a 4 millones, informó este martes el ayuntamiento.",
            "el ayuntamiento",
            "Los daños",
        ),
        (
            "fr",
            "Les dégâts sont estimés à 4 millions d'euros, a indiqué mardi la municipalité.",
            "la municipalité",
            "Les dégâts",
        ),
    ],
)
def test_a_closing_cue_names_an_institution(
    language: str, text: str, speaker: str, clause: str
) -> None:
    (quote,) = found(text, language)
    assert quote.kind == "indirect"
    assert quote.span.text.startswith(clause)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(
    ("language", "text"),
    [
        # a reflexive verb of a thing
        ("fr", "Un incendie s'est déclaré lundi dans la halle, faisant deux blessés."),
        ("es", "Un incendio se declaró el lunes en el almacén del puerto."),
        ("it", "Un incendio si è dichiarato lunedì nel magazzino del porto."),
        ("pt", "Um incêndio declarou-se na segunda-feira no armazém do porto."),
        # what is needed is not said
        ("en", "The crews needed nine hours to put out the fire."),
        # only a time
        ("en", "Workers had complained two days earlier."),
        ("fr", "La police avait prévenu six semaines auparavant."),
        ("es", "Los vecinos habían denunciado dos días antes."),
        ("de", "Die Polizei hatte gewarnt zwei Tage zuvor."),
        ("ru", "Полиция предупреждала два дня назад."),
    ],
)
def test_nothing_is_reported(language: str, text: str) -> None:
    assert found(text, language) == ()


def test_a_reflexive_verb_of_a_person_reports() -> None:
    assert speakers("Le maire s'est dit prêt à négocier.", "fr") == ["Le maire"]


def test_a_participle_that_leads_has_the_subject_behind_its_comma() -> None:
    text = "Speaking outside his office, Karol Drabek insisted on his innocence: “I did no wrong.”"
    assert speakers(text, "en") == ["Karol Drabek"]


def test_a_quotation_behind_a_colon_is_no_reported_clause() -> None:
    text = "Ada Brook turned to the old board: “You have failed,” she said."
    assert [q.kind for q in found(text, "en")] == ["direct"]
