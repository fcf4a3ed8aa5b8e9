"""Whose words they are: possessors, relative clauses, agencies, prepositions that name a source,
and words that name nobody."""

from __future__ import annotations

import pytest

from crossread.annotating.names.finding import mentions
from crossread.annotating.quotes import quotes
from crossread.model import Mention, Quote
from tests.build import article


def read(text: str, language: str) -> tuple[tuple[Quote, ...], dict[str, Mention]]:
    page, one, parts = article(text, language)
    named = mentions(page, one, parts)
    return quotes(page, one, parts, named), {m.id: m for m in named}


def told(text: str, language: str) -> list[tuple[str, str | None]]:
    """The quotes of a text, each with its speaker's words."""
    return [(q.span.text, q.speaker.text if q.speaker else None) for q in read(text, language)[0]]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("امتنعت المديرة ليلى قاسم عن الرد.", []),
        ("كشفت الشركة عن خطة جديدة للمصنع.", []),
        ("ونقلت الوكالة عن ليلى قاسم: «سنعود غدا».", [("سنعود غدا", "ليلى قاسم")]),
    ],
)
def test_arabic_about_names_a_source_only_beside_a_word_of_quoting(
    text: str, wanted: list[tuple[str, str | None]]
) -> None:
    assert told(text, "ar")[-1:] == wanted


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('"It will hold," said Brandt\'s successor, Ada Quill.', "Ada Quill"),
        ('"It will hold," said Brandt’s lawyer Ivo Tarn.', "Ivo Tarn"),
        ("Brandt's successor, Ada Quill, said the dam would hold.", "Ada Quill"),
        ("Brandt's lawyer Ivo Tarn said the dam would hold.", "Ivo Tarn"),
    ],
)
def test_who_belongs_to_somebody_speaks_and_not_that_one(text: str, speaker: str) -> None:
    assert [who for _, who in told(text, "en")] == [speaker]


@pytest.mark.parametrize(
    "text",
    ['"It will hold," said a spokesman for Tarn.', "A spokesman for Tarn said it would hold."],
)
def test_whom_a_spokesman_speaks_for_is_not_the_mention_that_speaks(text: str) -> None:
    (quote,) = read(text, "en")[0]
    assert quote.speaker is not None
    assert quote.speaker.text.lower() == "a spokesman for tarn"
    assert quote.speaker.mention is None


def test_a_title_before_a_name_that_hangs_on_another_is_still_its_own() -> None:
    text = "A spokesman for Mayor Tarn said it would hold. The mayor said she was glad of it."
    found, by = read(text, "en")
    speakers = [q.speaker for q in found]
    assert speakers[0] is not None
    assert speakers[0].mention is None
    last = speakers[-1]
    assert last is not None
    assert last.mention is not None
    assert by[last.mention].span.text == "Tarn"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (
            "Ivo Tarn, who is not related to the owner, said the crew heard of it at sea.",
            ("the crew heard of it at sea", "Ivo Tarn"),
        ),
        (
            "Ivo Tarn, who was told nothing of it, later said the crew had left.",
            ("the crew had left", "Ivo Tarn"),
        ),
        (
            "Ada Quill, who is close to Brandt, said the dam would hold.",
            ("the dam would hold", "Ada Quill"),
        ),
    ],
)
def test_a_relative_clause_may_part_subject_and_verb(text: str, wanted: tuple[str, str]) -> None:
    assert told(text, "en")[-1] == wanted


def test_an_agency_is_no_person() -> None:
    found, by = read('Two guards told Reuters that the dam leaked. "We left," he said.', "en")
    assert {m.span.text: m.type for m in by.values()} == {"Reuters": "ORG"}
    assert [q.speaker.mention if q.speaker else None for q in found] == [None, None]


def test_a_person_with_the_surname_of_an_agency_stays_one() -> None:
    _, by = read("Ada Bloomberg left on Monday. Bloomberg said she was tired of it.", "en")
    assert {m.type for m in by.values()} == {"PER"}


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "Ivo Tarn told Bloomberg the dam was safe.", ["the dam was safe"]),
        ("en", "Ivo Tarn told Reuters on Monday the dam was safe.", ["the dam was safe"]),
        ("en", "Ivo Tarn told Ada Quill the dam was safe.", ["the dam was safe"]),
        ("en", "Ivo Tarn told reporters the dam was safe.", ["the dam was safe"]),
        ("en", "Ivo Tarn told him the dam was safe.", ["the dam was safe"]),
        ("en", "Ivo Tarn warned Quill would fall.", ["Quill would fall"]),
        ("pl", "Ada Kwil powiedziała w piątek dziennikarzom w Gdyni.", []),
        ("pl", "Ada Kwil powiedziała dziennikarzom, że tama jest cała.", ["tama jest cała"]),
    ],
)
def test_whom_it_is_told_to_is_no_part_of_what_is_told(
    language: str, text: str, wanted: list[str]
) -> None:
    assert [words for words, _ in told(text, language)] == wanted


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        (
            "it",
            "Per il sindacalista Ivo Tarn, «la diga è sicura».",
            [("la diga è sicura", "Ivo Tarn")],
        ),
        (
            "fr",
            "Pour la maire Ada Quill, « le barrage tient ».",
            [("le barrage tient", "Ada Quill")],
        ),
        ("es", "Para Ada Quill, «la presa aguanta».", [("la presa aguanta", "Ada Quill")]),
        ("fr", "Pour Ada Quill, le film « Le barrage » est un souvenir.", [("Le barrage", None)]),
    ],
)
def test_for_somebody_names_whose_words_follow_in_marks(
    language: str, text: str, wanted: list[tuple[str, str | None]]
) -> None:
    assert told(text, language) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tarn sei verreist, hieß es.", [("Tarn sei verreist", None)]),
        ("Es hieß, Tarn sei verreist.", [("Es hieß, Tarn sei verreist", None)]),
        ("Tarn sei verreist, hieß es bei der Polizei.", [("Tarn sei verreist", "der Polizei")]),
    ],
)
def test_it_was_said_names_nobody(text: str, wanted: list[tuple[str, str | None]]) -> None:
    assert told("„Das ist falsch“, sagte Eva Lindner. " + text, "de")[1:] == wanted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le chantier comptait 4 300 ouvriers."),
        ("fr", "Des centaines de maisons sont menacées, une sur trois."),
        ("ru", "Убытки оценили в 5 млн рублей."),
        ("uk", "Збитки оцінили в 5 млн гривень."),
    ],
)
def test_counting_and_threat_without_a_subject_report_nothing(language: str, text: str) -> None:
    assert told(text, language) == []
