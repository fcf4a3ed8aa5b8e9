"""Sentences cut into what they say."""

from __future__ import annotations

import pytest

from crossread.comparing.statements import statements
from crossread.model import Annotated, Mention, Quote, Span, Speaker, Time
from tests.build import article


def cut(text: str, language: str, quoted: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """(kind, text) of each statement."""
    page, one, sentences = article(text, language)
    quotes = tuple(
        Quote(
            f"p1.1.q{n}",
            page.span(text.index(q), text.index(q) + len(q)),
            "direct",
            False,
            None,
            None,
        )
        for n, q in enumerate(quoted, start=1)
    )
    made = statements(Annotated(page, one, sentences, (), quotes, (), ()))
    return [(s.kind, s.span.text) for s in made]


@pytest.mark.parametrize(
    ("language", "text", "parts"),
    [
        (
            "en",
            "The council closed the bridge on Monday, but the ferry will run all night.",
            ["The council closed the bridge on Monday", "but the ferry will run all night."],
        ),
        (
            "en",
            "The minister praised the rescue teams and said the dam would be rebuilt within a year.",
            [
                "The minister praised the rescue teams",
                "and said the dam would be rebuilt within a year.",
            ],
        ),
        (
            "fr",
            "Le maire a fermé le pont lundi matin, tandis que le bac circulera toute la nuit.",
            ["Le maire a fermé le pont lundi matin", "tandis que le bac circulera toute la nuit."],
        ),
        (
            "de",
            "Die Brücke bleibt vorerst für alle gesperrt, weil Prüfer tiefe Risse im Träger fanden.",
            [
                "Die Brücke bleibt vorerst für alle gesperrt",
                "weil Prüfer tiefe Risse im Träger fanden.",
            ],
        ),
        (
            "es",
            "El puente seguirá cerrado hasta el próximo marzo, aunque el transbordador funcionará de noche.",
            [
                "El puente seguirá cerrado hasta el próximo marzo",
                "aunque el transbordador funcionará de noche.",
            ],
        ),
    ],
)
def test_connectives_open_a_clause(language: str, text: str, parts: list[str]) -> None:
    assert cut(text, language) == [("clause", part) for part in parts]


def test_a_list_is_not_cut() -> None:
    text = "Engineers, divers and two pilots checked the bridge, the pier and the lock."
    assert cut(text, "en") == [("sentence", text)]


def test_a_quotation_is_a_statement_of_its_own_and_who_said_it_is_none() -> None:
    text = "“We found fourteen cracks in the beam,” Keller said."
    words = "We found fourteen cracks in the beam,"
    assert cut(text, "en", (words,)) == [("quote", words.rstrip(","))]


def test_what_is_said_around_a_quotation_stays() -> None:
    text = "Speaking after a long night of work, the mayor said: “We are exhausted.”"
    assert cut(text, "en", ("We are exhausted.",)) == [
        ("clause", "Speaking after a long night of work, the mayor said"),
        ("quote", "We are exhausted."),
    ]


def test_a_short_answer_stays_with_the_quotation() -> None:
    text = "“The bridge will stay closed until spring, no.”"
    words = "The bridge will stay closed until spring, no."
    assert cut(text, "en", (words,)) == [("quote", words)]


def test_a_language_without_a_file_is_cut_at_marks_only() -> None:
    text = "Kapten sade att bron stängs på måndag morgon; färjan går hela natten i stället."
    assert [part for _, part in cut(text, "sv")] == [
        "Kapten sade att bron stängs på måndag morgon",
        "färjan går hela natten i stället.",
    ]


def test_nothing_gives_nothing() -> None:
    assert cut("", "en") == []
    assert cut("— … —", "en") == []


def test_who_speaks_and_where_is_no_statement() -> None:
    text = "“We will not close the bridge,” Interior Minister Ana Berg said in Oslo on Monday."
    page, one, sentences = article(text, "en")

    def span(words: str) -> Span:
        return page.span(text.index(words), text.index(words) + len(words))

    quote = Quote(
        "p1.1.q1",
        span("“We will not close the bridge,”"),
        "direct",
        False,
        Speaker("Ana Berg", span("Ana Berg"), "p1.1.m1", "name"),
        span("said"),
    )
    names = (
        Mention("p1.1.m1", span("Ana Berg"), "PER", span("Interior Minister")),
        Mention("p1.1.m2", span("Oslo"), "LOC", None),
    )
    when = (Time("p1.1.t1", span("on Monday"), None, None),)
    made = statements(Annotated(page, one, sentences, names, (quote,), (), when))
    assert [s.span.text for s in made] == ["We will not close the bridge"]
