from __future__ import annotations

import pytest

from tests.build import article

CASES = [
    ("en", "Mr. Lee met Gov. J. Cole. They spoke.", ["Mr. Lee met Gov. J. Cole.", "They spoke."]),
    (
        "en",
        "She left at 5 p.m. Monday. The U.S. Senate sat.",
        ["She left at 5 p.m. Monday.", "The U.S. Senate sat."],
    ),
    ("en", "He lives in the U.S. The house is old.", ["He lives in the U.S.", "The house is old."]),
    (
        "en",
        "It rose 2.5 percent. Sept. 11, 2001 was a Tuesday.",
        ["It rose 2.5 percent.", "Sept. 11, 2001 was a Tuesday."],
    ),
    ("pl", "Chleb kosztuje 7,20 zł. Młyn czeka.", ["Chleb kosztuje 7,20 zł.", "Młyn czeka."]),
    ("pl", "Zebrano 5 tys. W piątek start.", ["Zebrano 5 tys.", "W piątek start."]),
    ("pl", "Dług to 5 mln. zł, a w USD 1 mln. USD.", ["Dług to 5 mln. zł, a w USD 1 mln. USD."]),
    ("ru", "Хлеб стоит 90 руб. Мельница ждёт.", ["Хлеб стоит 90 руб.", "Мельница ждёт."]),
    ("ru", "Долг $1,2 млрд. Продано пять.", ["Долг $1,2 млрд.", "Продано пять."]),
    ("uk", "Хліб коштує 20 грн. Млин чекає.", ["Хліб коштує 20 грн.", "Млин чекає."]),
    ("en", "“No. Never.” He left.", ["“No.", "Never.”", "He left."]),
    ("en", "“Why?” she asked. “Now!” he said.", ["“Why?” she asked.", "“Now!” he said."]),
    ("en", "We waited... and waited. Then it came.", ["We waited... and waited.", "Then it came."]),
    # White space that a capture lost.
    ("en", "He left on Monday.The court sat.", ["He left on Monday.", "The court sat."]),
    ("fr", "Il a plu.L’eau monte.", ["Il a plu.", "L’eau monte."]),
    ("uk", "Він поїхав.Вона лишилась.", ["Він поїхав.", "Вона лишилась."]),
    ("en", 'It is over."We won," he said.', ["It is over.", '"We won," he said.']),
    ("en", '"We won."Then he left.', ['"We won."', "Then he left."]),
    (
        "en",
        "See www.harbour.Com and Hill.TV or the U.S.Army at 3.Five.",
        ["See www.harbour.Com and Hill.TV or the U.S.Army at 3.Five."],
    ),
    ("en", "See No. 5 and pp. 3. It is short.", ["See No. 5 and pp. 3.", "It is short."]),
    (
        "fr",
        "M. Roux et Mme. Petit sont là. « Oui. » Il part.",
        ["M. Roux et Mme. Petit sont là.", "« Oui. »", "Il part."],
    ),
    ("fr", "« Où ? » a-t-il dit. Rien.", ["« Où ? » a-t-il dit.", "Rien."]),
    ("fr", "L’art. 5 du code, p. 12. C’est clair.", ["L’art. 5 du code, p. 12.", "C’est clair."]),
    (
        "de",
        "Am 12. Februar kam Dr. Weber z. B. nicht. Die 2. Liga ruht.",
        ["Am 12. Februar kam Dr. Weber z. B. nicht.", "Die 2. Liga ruht."],
    ),
    ("de", "Es war 1990. Der Zug hielt.", ["Es war 1990.", "Der Zug hielt."]),
    (
        "de",
        "„Nein.“ Sie ging. Das kostete 3 Mio. Euro.",
        ["„Nein.“", "Sie ging.", "Das kostete 3 Mio. Euro."],
    ),
    (
        "es",
        "El Sr. Gil y la Dra. Paz llegaron. ¿Por qué? ¡No!",
        ["El Sr. Gil y la Dra. Paz llegaron.", "¿Por qué?", "¡No!"],
    ),
    ("es", "Viven en EE.UU. desde 2001. Él no.", ["Viven en EE.UU. desde 2001.", "Él no."]),
    ("ja", "これは文です。次の文です。", ["これは文です。", "次の文です。"]),
]


@pytest.mark.parametrize(("language", "text", "wanted"), CASES)
def test_cut(language: str, text: str, wanted: list[str]) -> None:
    assert [s.span.text for s in article(text, language)[2]] == wanted


def test_parts_and_paragraphs() -> None:
    _, _, parts = article("A headline\nOne. Two.\nThree.", headline=True)
    assert [(s.part, s.paragraph) for s in parts] == [
        ("headline", -1),
        ("body", 0),
        ("body", 0),
        ("body", 1),
    ]


@pytest.mark.parametrize("text", ["", ".", "...", "? !", "a.b.c", "\ufffd. A", ". . . ."])
@pytest.mark.parametrize("language", ["en", "de", "xx", "und"])
def test_crumbs(text: str, language: str) -> None:
    page, _, parts = article(text, language)
    assert all(page.text[s.span.start : s.span.end] == s.span.text != "" for s in parts)


@pytest.mark.parametrize("piece", ["a. B ", "a ", ". ", "a.", "“A.” ", 'Sat.The"', "sat.The/"])
def test_a_very_long_line_is_cut(piece: str) -> None:
    page, _, parts = article(piece * (1_000_000 // len(piece)))
    assert parts
    assert all(page.text[s.span.start : s.span.end] == s.span.text for s in parts)
