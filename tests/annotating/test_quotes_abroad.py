"""Quotations in the languages whose tables differ most from the English one."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.annotating.names.finding import mentions
from crossread.annotating.quotes import quotes
from crossread.languages import known
from crossread.model import Quote
from tests.build import article


def found(text: str, language: str) -> tuple[Quote, ...]:
    page, one, parts = article(text, language)
    return quotes(page, one, parts, mentions(page, one, parts))


def told(text: str, language: str) -> list[tuple[str, str, str | None]]:
    return [
        (q.kind, q.span.text.rstrip(".,。"), q.speaker.text if q.speaker else None)
        for q in found(text, language)
    ]


@pytest.mark.parametrize(
    ("language", "text", "speaker", "words"),
    [
        ("it", "«Il ponte è chiuso», ha detto Carla Rinaldi.", "Carla Rinaldi", "Il ponte"),
        ("pt", "“A ponte está fechada”, disse Carla Reinaldo.", "Carla Reinaldo", "A ponte"),
        ("nl", "‘De brug is dicht’, zei Karla Reinders.", "Karla Reinders", "De brug"),
        ("pl", "„Most jest zamknięty” – powiedziała Karla Rej.", "Karla Rej", "Most"),
        ("ru", "«Мост закрыт», — сказала Карла Рейнова.", "Карла Рейнова", "Мост"),
        ("uk", "«Міст закрито», — сказала Карла Рейненко.", "Карла Рейненко", "Міст"),
        ("ar", "وقال رئيس البلدية: «الجسر مغلق تماما».", "رئيس البلدية", "الجسر"),
        ("zh", "市长在周一表示：“大桥已经关闭。”", "市长", "大桥"),
    ],
)
def test_direct_with_speaker(language: str, text: str, speaker: str, words: str) -> None:
    (quote,) = found(text, language)
    assert quote.kind == "direct"
    assert quote.span.text.startswith(words)
    assert quote.speaker is not None
    assert quote.speaker.text == speaker


@pytest.mark.parametrize(
    ("language", "text", "speaker", "clause"),
    [
        (
            "it",
            "Secondo la polizia, il ponte era già chiuso.",
            "la polizia",
            "il ponte era già chiuso",
        ),
        (
            "it",
            "La polizia ha spiegato che il ponte era chiuso.",
            "La polizia",
            "il ponte era chiuso",
        ),
        (
            "pt",
            "A polícia explicou que a ponte estava fechada.",
            "A polícia",
            "a ponte estava fechada",
        ),
        ("nl", "Volgens de politie was de brug al dicht.", "de politie", "was de brug al dicht"),
        (
            "nl",
            "De politie heeft verklaard dat de brug dicht was.",
            "De politie",
            "de brug dicht was",
        ),
        (
            "pl",
            "Zdaniem Anny Kowal most był już zamknięty.",
            "Anny Kowal",
            "most był już zamknięty",
        ),
        ("pl", "Policja podała, że most był zamknięty.", "Policja", "most był zamknięty"),
        ("ru", "По словам мэра, мост был уже закрыт.", "мэра", "мост был уже закрыт"),
        (
            "ru",
            "Мост был закрыт вовремя, сообщили в полиции.",
            "полиции",
            "Мост был закрыт вовремя",
        ),
        ("uk", "Поліція повідомила, що міст був закритий.", "Поліція", "міст був закритий"),
    ],
)
def test_reported_clause(language: str, text: str, speaker: str, clause: str) -> None:
    assert told(text, language) == [("indirect", clause, speaker)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le pilote aurait perdu le contrôle."),
        ("es", "El piloto habría perdido el control."),
        ("it", "Il pilota avrebbe perso il controllo."),
        ("pt", "O piloto teria perdido o controlo."),
        ("nl", "De piloot zou de controle hebben verloren."),
        ("de", "Der Pilot soll die Kontrolle verloren haben."),
        ("ru", "Пилот якобы потерял управление самолётом."),
    ],
)
def test_rumour_is_reported_by_nobody(language: str, text: str) -> None:
    assert told(text, language) == [("indirect", text.rstrip("."), None)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le pilote aurait dû atterrir plus tôt."),
        ("fr", "S'il avait su, le pilote aurait perdu moins de temps."),
        ("nl", "De piloot zou morgen weer vliegen."),
    ],
)
def test_a_condition_or_a_duty_is_no_rumour(language: str, text: str) -> None:
    assert told(text, language) == []


def test_a_verb_without_subject_has_the_last_one() -> None:
    text = "Il ministro Aldo Breda è arrivato lunedì. «Pagheremo noi», ha promesso."
    assert told(text, "it") == [("direct", "Pagheremo noi", "Aldo Breda")]


def test_marks_with_the_reporters_words_in_them_are_one_quotation() -> None:
    (quote,) = found("«Мост, — сказала мэр Анна Лукова, — закрыт навсегда».", "ru")
    assert quote.span.text == "Мост, — сказала мэр Анна Лукова, — закрыт навсегда"
    assert quote.speaker is not None
    assert quote.speaker.text == "Анна Лукова"


@pytest.mark.parametrize(
    ("language", "text", "inner", "speaker"),
    [
        (
            "en",
            "“My father said, ‘Sell the cows now,’ and left,” Ann Lee said.",
            "Sell",
            "My father",
        ),
        (
            "fr",
            "« Le maire a dit : “Rentrez chez vous” », raconte Léa Morin.",
            "Rentrez",
            "Le maire",
        ),
        ("de", "„Der Lehrer rief: ‚Alle raus hier!‘“, erzählt Anna Lehmann.", "Alle", "Der Lehrer"),
    ],
)
def test_a_quotation_inside_has_its_own_speaker(
    language: str, text: str, inner: str, speaker: str
) -> None:
    (one,) = [q for q in found(text, language) if q.span.text.startswith(inner)]
    assert one.speaker is not None
    assert one.speaker.text == speaker


def test_marks_inside_a_quotation_that_nobody_speaks_are_part_of_it() -> None:
    assert len(found("“The so-called ‘smart’ bins are full,” Ann Lee said.", "en")) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ann Lee wrote the novel “The Salt Road” in a month."),
        ("de", "Anna Lehmann sprach mit dem „Tageblatt“ über den Bau."),
        ("ru", "Роман «Солёный путь» написала Анна Лукова."),
        ("zh", "所谓的“大改革”没有到来。"),
    ],
)
def test_titles_and_names_are_nobodys_words(language: str, text: str) -> None:
    assert all(q.partial and q.speaker is None and q.cue is None for q in found(text, language))


PIECES = [
    "«",
    "»",
    "“",
    "”",
    '"',
    "„",
    "—",
    "– ",
    "：",
    "。",
    "说",
    "市长",
    "她",
    "، ",
    "قال ",
    "وقال ",
]
PIECES += ["сказал ", "Мост ", "powiedział ", "ha detto ", "l'", "disse-", "zei ", "Ann Lee ", ", "]


@given(
    st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=40),
    st.sampled_from(sorted(known())),
)
@settings(max_examples=200, deadline=None)
def test_every_span_is_the_text_that_stands_there(pieces: list[str], language: str) -> None:
    page, one, parts = article("".join(pieces), language)
    for q in quotes(page, one, parts, ()):
        for span in (q.span, q.cue, q.sentence, q.speaker.span if q.speaker else None):
            assert span is None or page.text[span.start : span.end] == span.text
        assert q.span.text.strip()
