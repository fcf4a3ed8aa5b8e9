"""Names in scripts without capitals and in lines that have none. Texts are invented."""

from __future__ import annotations

import pytest

from crossread.annotating.names import arabic, han
from crossread.annotating.names.caseless import spread
from crossread.annotating.names.clean import Draft, Line
from crossread.annotating.names.finding import mentions
from crossread.annotating.names.lexicon import lexicon
from crossread.annotating.names.tokens import tokens
from tests.build import article


def typed(text: str, language: str) -> list[tuple[str, str]]:
    page, one, sentences = article(text, language)
    made = mentions(page, one, sentences)
    for mention in made:
        assert page.text[mention.span.start : mention.span.end] == mention.span.text
    return [(m.span.text, m.type) for m in made]


def test_chinese_names_are_spans_of_characters() -> None:
    found = typed("法国总统星期三在巴黎会见了德国总理。王毅没有出席会议。", "zh")
    assert ("法国", "LOC") in found
    assert ("巴黎", "LOC") in found
    assert ("德国", "LOC") in found
    assert ("王毅", "PER") in found


def test_traditional_characters_are_read_as_simplified() -> None:
    assert han.fold("法國總統") == "法国总统"
    simple = typed("德国总理在北京会见了法国总统。", "zh")
    traditional = typed("德國總理在北京會見了法國總統。", "zh")
    assert [han.fold(name) for name, _ in traditional] == [name for name, _ in simple]


def test_chinese_is_cut_into_characters_and_the_rest_into_words() -> None:
    text = "2025年,Orlay Bank说:“好”"
    cut = tokens(text, "zh")
    assert [t.text for t in cut] == [
        *("2025", "年", ",", "Orlay", "Bank", "说", ":", "“", "好", "”"),
    ]
    assert all(text[t.start : t.end] == t.text for t in cut)


def test_arabic_names() -> None:
    found = typed("قال الرئيس إن ألمانيا وافقت. والتقى إيمانويل ماكرون الوزير في برلين.", "ar")
    assert ("ألمانيا", "LOC") in found
    assert ("برلين", "LOC") in found
    assert ("إيمانويل ماكرون", "PER") in found


@pytest.mark.parametrize(
    "word, onto, rest",
    [
        ("والعراق", "وال", "عراق"),
        ("بباريس", "ب", "باريس"),
        ("للامم", "لل", "امم"),
        ("في", "", "في"),
    ],
)
def test_what_is_written_onto_an_arabic_word(word: str, onto: str, rest: str) -> None:
    assert arabic.stem(word) == (onto, rest)


def test_arabic_spellings_are_made_one() -> None:
    assert arabic.fold("إِلَى") == arabic.fold("الي")


@pytest.mark.parametrize(
    "text",
    [
        "the minister said that germany and france would pay, and so would poland.",
        "THE MINISTER SAID THAT GERMANY AND FRANCE WOULD PAY, AND SO WOULD POLAND.",
    ],
)
def test_lines_without_case_hold_names(text: str) -> None:
    found = {(name.lower(), type) for name, type in typed(text, "en")}
    assert {("germany", "LOC"), ("france", "LOC"), ("poland", "LOC")} <= found


@pytest.mark.parametrize("language", ["zh", "ar", "en"])
@pytest.mark.parametrize(
    "text",
    ["", " ", "。", "·", "「」", "\ufffd", "中", "ا", "ـ", "َ", "1", "中" * 3000, "ال " * 3000],
)
def test_odd_text(text: str, language: str) -> None:
    assert all(type in ("PER", "ORG", "LOC") for _, type in typed(text, language))


def test_a_name_at_the_end_of_a_line_has_no_word_more_than_there_are() -> None:
    """Also where the article holds a longer name."""
    said = ["velling", "met", "omar", "tessin"]
    seen = ["they", "saw", "velling"]
    lines = [Line(said, said, False), Line(seen, seen, False)]
    drafts = [Draft(0, 0, 1, "PER", 0.9), Draft(0, 2, 4, "PER", 0.9)]
    assert spread(lines, drafts, lexicon("en")) == [Draft(1, 2, 3, "PER", 0.7)]


def test_the_longest_name_is_spread() -> None:
    said = ["omar", "tessin", "met", "omar"]
    seen = ["they", "saw", "omar", "tessin", "and", "omar"]
    lines = [Line(said, said, False), Line(seen, seen, False)]
    drafts = [Draft(0, 0, 2, "PER", 0.9), Draft(0, 3, 4, "ORG", 0.9)]
    found = [(d.first, d.last, d.type) for d in spread(lines, drafts, lexicon("xx"))]
    assert found == [(2, 4, "PER"), (5, 6, "ORG")]


@pytest.mark.parametrize(
    ("text", "language", "company", "person"),
    [
        ("«Мы ждём», — сказал глава Arvo Пётр Хейл.", "ru", "Arvo", "Пётр Хейл"),
        ("Директорка Arvo Марія Восс заявила, що завод працює.", "uk", "Arvo", "Марія Восс"),
    ],
)
def test_a_company_in_latin_letters_is_no_part_of_the_name_of_its_head(
    text: str, language: str, company: str, person: str
) -> None:
    assert typed(text, language) == [(company, "ORG"), (person, "PER")]
