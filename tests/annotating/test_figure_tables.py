"""The table of figures with all spellings, and number words cut and chained."""

from __future__ import annotations

import pytest

from crossread.annotating.figure_tables import figure_table, prefixed
from crossread.annotating.number_words import Lexicon, lexicon
from crossread.annotating.numbers import number_at
from crossread.annotating.numbers_unspaced import Numerals
from crossread.annotating.tokens import tokens


def test_a_word_stands_in_all_its_spellings() -> None:
    russian = figure_table("ru")
    assert russian["cardinals"]["трёх"] == russian["cardinals"]["трех"] == 3
    chinese = figure_table("zh")
    assert chinese["scales"]["亿"] == chinese["scales"]["億"] == 1e8
    assert {"个", "個"} <= set(chinese["classifiers"])


def test_a_language_without_spellings_keeps_its_table() -> None:
    assert figure_table("de")["cardinals"]["zwei"] == 2
    assert figure_table("xx") == {}


def test_prefixes_are_written_together_with_what_opens_a_figure() -> None:
    assert list(prefixed(("نحو",), ("ب", "و"))) == ["نحو", "بنحو", "ونحو"]
    arabic = figure_table("ar")
    assert "بأكثر من" in arabic["more"]
    assert "بمليون" not in arabic["scales"]


@pytest.mark.parametrize(
    ("language", "word", "value"),
    [
        ("it", "trecentocinquantadue", (352, "cardinal")),
        ("it", "ventunesimo", (21, "ordinal")),
        ("nl", "tweeduizenddriehonderd", (2300, "cardinal")),
        ("nl", "tweeënhalf", (2.5, "cardinal")),
        ("nl", "vijfentwintigste", (25, "ordinal")),
        ("nl", "vieren", None),
        ("nl", "tienen", None),
        ("it", "novembre", None),
        ("de", "neunundneunzig", (99, "cardinal")),
    ],
)
def test_words_written_as_one(language: str, word: str, value: tuple[float, str] | None) -> None:
    assert lexicon(language).split(word) == value


@pytest.mark.parametrize(
    ("language", "text", "value", "kind"),
    [
        ("ar", "مئة وخمسة وعشرين", 125, "cardinal"),
        ("ar", "الخامسة والعشرون", 25, "ordinal"),
        ("pt", "vigésimo quinto", 25, "ordinal"),
        ("pl", "dwudziestego piątego", 25, "ordinal"),
        ("ru", "5-й", 5, "ordinal"),
        ("ru", "5-ти", 5, "cardinal"),
        ("ru", "3 млн 500 тыс.", 3.5e6, "cardinal"),
        ("it", "3 milioni e 500 mila", 3.5e6, "cardinal"),
        ("ar", "3 آلاف و500", 3500, "cardinal"),
    ],
)
def test_numbers_of_several_words(language: str, text: str, value: float, kind: str) -> None:
    items = tokens(text)
    number = number_at(items, 0, lexicon(language))
    assert number is not None
    assert (number.value, number.kind, number.last) == (value, kind, len(items))


def test_no_words_at_all() -> None:
    assert not Lexicon({}).may_begin("zwei")
    assert Numerals({}).at("三", 0) is None


@pytest.mark.parametrize(
    ("text", "value", "high"),
    [
        ("十", 10, None),
        ("二十五", 25, None),
        ("三百零五", 305, None),
        ("三百五", 350, None),
        ("一万零五百", 10_500, None),
        ("九千八百万", 9.8e7, None),
        ("一万二千亿", 1.2e12, None),
        ("三点五", 3.5, None),
        ("3万5千", 35_000, None),
        ("两三百", 200, 300),
        ("十七八", 17, 18),
        ("二十多万", 2e5, None),
        ("数百", 100, None),
        ("零", 0, None),
        ("二〇二四", None, None),
        ("万", None, None),
    ],
)
def test_chinese_numerals(text: str, value: float | None, high: float | None) -> None:
    number = Numerals(figure_table("zh")).at(text, 0)
    if value is None:
        assert number is None
    else:
        assert number is not None
        assert (number.value, number.high, number.end) == (value, high, len(text))
