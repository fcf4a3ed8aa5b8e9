"""Pages of one and of several articles: where each begins, and whose each headline is."""

from __future__ import annotations

import pytest

from tests.splitting.samples import (
    BREAD,
    BREAD_HEAD,
    BRUECKE_DE,
    BRUECKE_DE_HEAD,
    CHESS,
    CHESS_HEAD,
    CHOR_DE,
    CHOR_DE_HEAD,
    FERRY,
    FERRY_HEAD,
    MUSEE_FR,
    MUSEE_FR_HEAD,
    TREN_ES,
    TREN_ES_HEAD,
    TUNNEL_FR,
    TUNNEL_FR_HEAD,
    VOLCAN_ES,
    VOLCAN_ES_HEAD,
    bodies,
    cut,
    cut_html,
    furniture,
    headlines,
    only,
)

PAIRS = {
    "en": ((FERRY_HEAD, FERRY), (BREAD_HEAD, BREAD)),
    "fr": ((TUNNEL_FR_HEAD, TUNNEL_FR), (MUSEE_FR_HEAD, MUSEE_FR)),
    "de": ((BRUECKE_DE_HEAD, BRUECKE_DE), (CHOR_DE_HEAD, CHOR_DE)),
    "es": ((VOLCAN_ES_HEAD, VOLCAN_ES), (TREN_ES_HEAD, TREN_ES)),
}


@pytest.mark.parametrize("code", PAIRS)
@pytest.mark.parametrize("between", ["\n", "\n\n", "\r\n"])
def test_two_articles_with_headlines_before(code: str, between: str) -> None:
    (head, body), (other_head, other) = PAIRS[code]
    found = cut(head, body, other_head, other, between=between)
    assert headlines(found) == [head, other_head]
    assert bodies(found) == [body, other]
    assert [a.language for a in found.articles] == [code, code]
    assert [a.main for a in found.articles] == [True, False]


@pytest.mark.parametrize("code", PAIRS)
def test_two_articles_with_headlines_after(code: str) -> None:
    (head, body), (other_head, other) = PAIRS[code]
    found = cut(body, head, other, other_head)
    assert bodies(found) == [body, other]
    assert headlines(found) == [head, other_head]


def test_three_articles_with_headlines_after() -> None:
    found = cut(FERRY, FERRY_HEAD, BREAD, BREAD_HEAD, CHESS, CHESS_HEAD)
    assert bodies(found) == [FERRY, BREAD, CHESS]
    assert headlines(found) == [FERRY_HEAD, BREAD_HEAD, CHESS_HEAD]


def test_first_headline_after_its_body_then_articles_with_headlines_before() -> None:
    deck = "- Two more ferries will leave Brannock on Thursday"
    other = "- Jury praises the crust of a loaf baked in a grandmother’s oven"
    opening = ["BRANNOCK: " + FERRY[0], *FERRY[1:]]
    baked = ["VELLMAR, Germany: " + BREAD[0], *BREAD[1:]]
    found = cut(
        opening, FERRY_HEAD, "https://exam.ple/n42", FERRY_HEAD, "", deck,
        BREAD_HEAD, "", other, baked, CHESS_HEAD, "", CHESS,
    )  # fmt: skip
    assert headlines(found) == [FERRY_HEAD, BREAD_HEAD, CHESS_HEAD]
    assert bodies(found) == [opening, baked, CHESS]
    assert [[d.text for d in a.deck] for a in found.articles] == [[deck[2:]], [other[2:]], []]
    assert [a.dateline.text if a.dateline else None for a in found.articles] == [
        "BRANNOCK", "VELLMAR, Germany", None,
    ]  # fmt: skip
    assert furniture(found) == [("share", "https://exam.ple/n42"), ("repeat", FERRY_HEAD)]


def test_a_page_in_two_languages() -> None:
    found = cut(FERRY_HEAD, FERRY, TUNNEL_FR_HEAD, TUNNEL_FR)
    assert [a.language for a in found.articles] == ["en", "fr"]
    assert headlines(found) == [FERRY_HEAD, TUNNEL_FR_HEAD]


def test_sub_headings_are_no_new_articles() -> None:
    found = cut(FERRY_HEAD, FERRY[:2], "Long waits", FERRY[2:], "What Lindqvist says", FERRY[1])
    article = only(found)
    assert [p.text for p in article.body][2] == "Long waits"
    assert headlines(found) == [FERRY_HEAD]


def test_german_sub_headings_are_no_new_articles() -> None:
    more = "Die Stadt Hallstedt will die Brücke über die Lehme für 14 Millionen Euro sanieren."
    found = cut(BRUECKE_DE_HEAD, BRUECKE_DE[:2], "Risse in der Brücke", BRUECKE_DE[2:],
                "Was Tamm plant", more)  # fmt: skip
    assert len(only(found).body) == 7


def test_bullets_in_the_body_are_no_new_articles() -> None:
    bullets = [
        "- 212 people on the first ferry",
        "- two more ferries on Thursday",
        "- free tickets",
    ]
    found = cut(FERRY_HEAD, FERRY[:2], bullets, FERRY[2:])
    assert [p.text for p in only(found).body] == [*FERRY[:2], *bullets, *FERRY[2:]]
    assert only(found).deck == ()


def test_dialogue_with_dashes_is_body() -> None:
    dialogue = [
        "– Vous n’avez rien vu ?",
        "– Rien du tout, a répondu Solène Maurin.",
        "– Vraiment ?",
    ]
    found = cut(TUNNEL_FR_HEAD, TUNNEL_FR[:2], dialogue, TUNNEL_FR[2:])
    assert [p.text for p in only(found).body] == [*TUNNEL_FR[:2], *dialogue, *TUNNEL_FR[2:]]


def test_spanish_dialogue_with_dashes_is_body() -> None:
    dialogue = ["—¿Tuvo miedo?", "—Mucho, dijo Otamendi, pero el Cerro Pardo se calmó."]
    found = cut(VOLCAN_ES_HEAD, VOLCAN_ES[:3], dialogue, VOLCAN_ES[3:])
    assert [p.text for p in only(found).body] == [*VOLCAN_ES[:3], *dialogue, *VOLCAN_ES[3:]]


def test_quotation_as_headline_and_as_sub_heading() -> None:
    head, sub = "“We had hoped to sail earlier”", "“The town gave them food”"
    found = cut(head, FERRY[:2], sub, FERRY[2:])
    assert headlines(found) == [head]
    assert sub in [p.text for p in only(found).body]


def test_an_interview_stays_one_article() -> None:
    found = cut(
        "The baker who uses his grandmother’s oven",
        "Anselm Roth of Vellmar won the prize for rye bread. He spoke about the loaf and the oven.",
        "Why do you still use the old oven?",
        "Because the crust is better. My grandmother baked every loaf in this oven in Vellmar.",
        "And the water?",
        "The water comes from our well. No bakery in Vellmar has water like it, and rye needs it.",
        "What did the prize change?",
        "Nothing. I bake the same rye bread, and the guild has asked me to teach in Vellmar.",
    )
    assert len(only(found).body) == 7


def test_a_live_blog_stays_one_article() -> None:
    found = cut(
        "Storm in Brannock: live updates",
        "14:32", "The harbour in Brannock is closed, and no ferry will leave today, the town said.",
        "13:10", "Ferry operator Mara Lindqvist says the quay in Brannock has been damaged by the storm.",
        "12:45", "The storm has reached Brannock with winds of 140 kilometres an hour, the office said.",
    )  # fmt: skip
    assert len(only(found).body) == 3
    assert headlines(found) == ["Storm in Brannock: live updates"]


def test_a_transcript_stays_one_article() -> None:
    turns = [
        "MARA LINDQVIST: The ferry will leave when the quay of Brannock is safe for everybody.",
        "TOM ASHBY: And when will that be, after nine days of storm in Brannock harbour?",
        "MARA LINDQVIST: On Wednesday, if the engineers can clear the quay of the wreckage.",
        "TOM ASHBY: Thank you for speaking to us about the ferry from Brannock harbour.",
        "MARA LINDQVIST: Thank you. The ferry line will tell the passengers by telephone.",
    ]
    found = cut("Interview with the head of the ferry line", turns)
    assert [p.text for p in only(found).body] == turns
    assert only(found).dateline is None


def test_one_paragraph_is_an_article() -> None:
    found = cut(FERRY[0])
    assert bodies(found) == [[FERRY[0]]]
    assert only(found).headline is None
    assert only(found).main


def test_headline_that_ends_with_a_full_stop() -> None:
    found = cut("The storm is over. The ferry sails.", FERRY)
    assert headlines(found) == ["The storm is over. The ferry sails."]


def test_hard_wrapped_text_is_put_together() -> None:
    text = (
        "Ferry leaves Brannock harbour\n\n"
        "The first ferry in nine days left the harbour of Brannock on\n"
        "Wednesday with 212 people on board, the operator of the line\n"
        "said in the evening.\n\n"
        "Engineers had cleared the quay of the wreckage that the storm\n"
        "left there, said Mara Lindqvist, who has run the ferry line\n"
        "for eleven years.\n"
    )
    found = cut(text)
    assert headlines(found) == ["Ferry leaves Brannock harbour"]
    assert [len(p.text.splitlines()) for p in only(found).body] == [3, 3]


def test_right_to_left_text() -> None:
    head = "عبارة تغادر الميناء بعد تسعة أيام من العاصفة"
    body = [
        "غادرت أول عبارة الميناء يوم الأربعاء وعلى متنها مئتان واثنا عشر راكبا، بحسب ما قالت الشركة.",
        "وقال المهندسون إن الرصيف أصبح آمنا بعد إزالة الحطام الذي خلفته العاصفة في الميناء.",
    ]
    found = cut(head, body)
    assert headlines(found) == [head]
    assert bodies(found) == [body]
    assert only(found).language == "ar"


def test_text_without_spaces() -> None:
    head = "渡轮九天后离开港口"
    body = [
        "运营商表示,九天来的第一艘渡轮周三载着二百一十二人离开了港口。",
        "工程师已经清理了风暴留下的残骸,公司负责人说。",
    ]
    found = cut(head, body)
    assert headlines(found) == [head]
    assert bodies(found) == [body]
    assert only(found).language == "zh"


def test_headline_in_html_metadata_only_stands_in_the_text() -> None:
    paragraphs = "".join(
        f"<p>{line} It was the first news of the day in the town.</p>" for line in FERRY
    )
    found = cut_html(
        f"<html><head><title>{FERRY_HEAD}</title></head><body>{paragraphs}</body></html>"
    )
    article = only(found)
    assert article.headline is not None
    assert article.headline.text == FERRY_HEAD
    assert found.page.text.startswith(FERRY_HEAD)


def test_headline_in_plain_text_metadata_only_is_none() -> None:
    assert only(cut(FERRY)).headline is None


def test_html_headings_inside_an_article() -> None:
    parts = (
        f"<h1>{FERRY_HEAD}</h1><p>{FERRY[0]}</p><p>{FERRY[1]}</p><h2>Long waits</h2><p>{FERRY[2]}</p>"
        f"<p>{FERRY[3]}</p><h2>What comes next</h2><p>{FERRY[1]} She will speak again on Friday.</p>"
    )
    found = cut_html(f"<html><body><article>{parts}</article></body></html>")
    article = only(found)
    assert headlines(found) == [FERRY_HEAD]
    assert [p.text for p in article.body][2] == "Long waits"


def test_html_page_with_two_article_elements() -> None:
    def element(head: str, body: list[str]) -> str:
        return f"<article><h2>{head}</h2>{''.join(f'<p>{line}</p>' for line in body)}</article>"

    source = element(FERRY_HEAD, FERRY) + element(BREAD_HEAD, BREAD)
    found = cut_html(f"<html><body><main>{source}</main></body></html>")
    assert headlines(found) == [FERRY_HEAD, BREAD_HEAD]
    assert bodies(found) == [FERRY, BREAD]
