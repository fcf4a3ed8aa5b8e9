"""Days as date lines write them in many languages, and what makes a line a date line."""

from __future__ import annotations

import pytest

from crossread.model import Published
from crossread.splitting.writtendates import beside_date, dated, tells_time_alone
from tests.splitting.samples import FERRY, FERRY_HEAD, bodies, cut, cut_html, furniture, only

STORIES = {
    "it": (
        "Una tempesta chiude il porto di Valmare",
        "Il porto di Valmare è stato chiuso dopo una tempesta che ha danneggiato due moli. "
        "Nessuno è rimasto ferito, ha detto la sindaca Giulia Martini.",
    ),
    "pt": (
        "Tempestade fecha o porto de Valmar",
        "O porto de Valmar foi fechado após uma tempestade que danificou dois cais. "
        "Ninguém ficou ferido, disse a prefeita Júlia Martins.",
    ),
    "nl": (
        "Storm sluit de haven van Brannoek",
        "De haven van Brannoek werd gesloten nadat een storm twee pieren had beschadigd. "
        "Niemand raakte gewond, zei burgemeester Julia Martens.",
    ),
    "pl": (
        "Burza zamknęła port w Brannowie",
        "Port w Brannowie został zamknięty po tym, jak burza uszkodziła dwa mola. "
        "Nikt nie został ranny, powiedziała burmistrz Julia Marcinek.",
    ),
    "ru": (
        "Шторм закрыл порт Браннок",
        "Порт Браннок был закрыт после того, как шторм повредил два причала. "
        "Никто не пострадал, сообщила мэр Юлия Мартынова.",
    ),
    "uk": (
        "Шторм закрив порт Браннок",
        "Порт Браннок був закритий після того, як шторм пошкодив два причали. "
        "Ніхто не постраждав, повідомила мерка Юлія Мартиненко.",
    ),
    "zh": (
        "风暴迫使布兰诺克港关闭",
        "布兰诺克港因风暴损坏两座码头而关闭。市长朱莉·马丁表示，没有人受伤，港口将于下周重新开放。",
    ),
    "ar": (
        "عاصفة تغلق ميناء برانوك",
        "أغلق ميناء برانوك بعد أن ألحقت عاصفة أضرارا برصيفين. "
        "وقالت رئيسة البلدية جوليا مارتن إن أحدا لم يصب بأذى.",
    ),
    "he": (
        "סערה סגרה את נמל ברנוק",
        "נמל ברנוק נסגר לאחר שסערה פגעה בשני רציפים. איש לא נפגע, אמרה ראשת העיר יוליה מרטין.",
    ),
}
DATE_LINES = {
    "it": ["12 marzo 2026", "Giovedì 12 marzo 2026, ore 14:30", "12 mar 2026 alle 14:30"],
    "pt": ["12 de março de 2026", "Quinta-feira, 12 de março de 2026 às 14h30"],
    "nl": ["12 maart 2026", "Donderdag 12 maart 2026 om 14.30 uur", "12 mrt. 2026, 14:30"],
    "pl": ["12 marca 2026", "12 marca 2026 r.", "12 marca 2026r.", "12 marca 2026 roku",
           "12.03.2026 r.", "Czwartek, 12 marca 2026 r., godz. 14:30",
           "Data publikacji: 12 marca 2026 r."],
    "ru": ["12 марта 2026", "12 марта 2026 г.", "12 марта 2026 года", "12.03.2026 г.",
           "Четверг, 12 марта 2026 года, 14:30", "14:30 МСК, 12 марта 2026 года",
           "12 марта 2026 г. в 14:30 по московскому времени", "Опубликовано 12 марта 2026, 14:30"],
    "uk": ["12 березня 2026", "12 березня 2026 року", "Четвер, 12 березня 2026 р., 14:30"],
    "zh": ["2026年3月12日", "2026 年 3 月 12 日", "2026年3月12日星期四 14:30",
           "2026年3月12日 下午2:30", "发布时间：2026年3月12日 10:20"],
    "ar": ["12 مارس 2026", "الخميس، 12 مارس 2026، 14:30", "12 آذار/مارس 2026", "١٢ مارس ٢٠٢٦"],
}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "line"), [(code, line) for code, lines in DATE_LINES.items() for line in lines]
)
@pytest.mark.parametrize("paragraphs", [1, 3])
def test_a_date_line_under_the_headline(code: str, line: str, paragraphs: int) -> None:
    head, body = STORIES[code]
    story = [f"{body[:-1]} ({n}){body[-1]}" for n in range(paragraphs)]
    found = cut(head, line, "", story)
    article = only(found)
    assert article.published == Published("2026-03-12", "dateline")
    assert article.headline is not None
    assert article.headline.text == head
    assert bodies(found) == [story]
    assert furniture(found) == [("other", line)]


@pytest.mark.parametrize("line", ["12 במרץ 2026", "יום חמישי, 12 במרץ 2026"])
def test_a_date_line_with_a_month_in_a_script_that_is_not_read(line: str) -> None:
    head, body = STORIES["he"]
    found = cut(head, line, "", body)
    article = only(found)
    assert article.published is None
    assert article.headline is not None
    assert article.headline.text == head
    assert bodies(found) == [[body]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1º de maio de 2026", "2026-05-01"),
        ("1° maggio 2026", "2026-05-01"),
        ("12th of March 2026", "2026-03-12"),
        ("12.März 2026", "2026-03-12"),
        ("12 كانون الثاني 2026", "2026-01-12"),
        ("5 آب 2026", "2026-08-05"),
        ("2026年2月30日", None),
        ("32 марта 2026", None),
        ("12 марта", None),
        ("12 במרץ 2026", None),
        ("12 people in March 2026", None),
    ],
)
def test_days_in_many_languages(text: str, expected: str | None) -> None:
    assert dated(text) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Они поженились 12 марта 2026 года.",
        "Встреча состоится 12 марта 2026 г.",
        "Wybory odbędą się 12 marca 2026 r.",
        "On 12 March 2026 he won.",
        "12 марта 2026 года суд вынес приговор",
        "12 marca 2026 r. sąd wydał wyrok",
        "2026年3月12日北京召开春季新闻发布会",
        "2026年3月12日 新闻发布会实录",
    ],
)
def test_a_line_that_says_more_than_a_date(line: str) -> None:
    beside = beside_date(line)
    assert beside is not None
    assert not tells_time_alone(beside)
    found = cut(FERRY_HEAD, FERRY, line)
    assert [text for kind, text in furniture(found) if kind == "other"] == []


@pytest.mark.parametrize("line", ["Nov. 8, 2016.", "12 марта 2026 года."])
def test_a_day_told_as_a_sentence_stays_in_the_body(line: str) -> None:
    assert bodies(cut(FERRY_HEAD, FERRY[:2], line, FERRY[2:])) == [[*FERRY[:2], line, *FERRY[2:]]]


@pytest.mark.parametrize("line", ["12 films 2026", "Die 10 Filme 2026", "March 2026"])
def test_a_number_and_a_year_are_no_day(line: str) -> None:
    assert beside_date(line) is None


def test_a_headline_that_holds_a_date() -> None:
    head = "Гороскоп на 12 марта 2026 года"
    article = only(cut(head, "", STORIES["ru"][1]))
    assert article.headline is not None
    assert article.headline.text == head


def test_html_text_begins_behind_its_date() -> None:
    cry = "This is the ferry that all of Brannock had hoped to see again in its harbour!"
    body = "".join(f"<p>{line}</p>" for line in [cry, *FERRY])
    date = "<p>sexta-feira, 22 de outubro de 2010 às 20:13</p>"
    source = f"<html><body><article><h1>{FERRY_HEAD}</h1>{date}{body}</article></body></html>"
    assert bodies(cut_html(source)) == [[cry, *FERRY]]
