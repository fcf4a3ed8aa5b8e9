"""Ranges from an edge of a month or year to an edge of another."""

from __future__ import annotations

import pytest

from crossread.annotating.timeedges import between_edges
from crossread.annotating.times import times
from tests.build import article

PUBLISHED = "2025-02-13"  # a Thursday


def read(text: str, language: str = "en", published: str | None = PUBLISHED) -> list[object]:
    return [(t.span.text, t.value) for t in times(*article(text, language, published))]


@pytest.mark.parametrize(
    ("low", "low_edge", "high", "high_edge", "value"),
    [
        ("2007", "end", "2008", "end", "2008"),
        ("2007", "end", "2009", "end", "2008/2009"),
        ("2024-03", "end", "2024-05", "end", "2024-04/2024-05"),
        ("2024-03", "end", "2024-04", "end", "2024-04"),
        ("2024-03", "middle", "2024-09", "middle", "2024-03-16/2024-09-15"),
        ("2024-02", "middle", "2024-03-10", None, "2024-02-15/2024-03-10"),
        ("2023-02", "middle", "2023", "end", "2023-02-15/2023-12-31"),
        ("2024-02-29", None, "2024-03", "middle", "2024-02-29/2024-03-15"),
        ("2024-03", "end", "2024-04-01", None, "2024-04-01"),
        ("2024-03", "end", "2024-04", "start", None),
        ("2024-05", "end", "2024-03", "start", None),
        ("9999", "end", "9999", "end", None),
    ],
)
def test_an_edge_is_a_point_between_two_days(
    low: str, low_edge: str | None, high: str, high_edge: str | None, value: str | None
) -> None:
    assert between_edges(low, low_edge, high, high_edge) == value


@pytest.mark.parametrize(
    ("language", "text", "span", "value"),
    [
        ("en", "It ran from the end of 2007 to the middle of 2009.",
         "from the end of 2007 to the middle of 2009", "2008-01-01/2009-07-01"),
        ("en", "It snowed between mid-March and the end of May 2024.",
         "between mid-March and the end of May 2024", "2024-03-16/2024-05-31"),
        ("en", "It has snowed from the middle of January until now.",
         "from the middle of January until now", "2025-01-16/2025-02-13"),
        ("fr", "Il a neigé de fin mars à mi-mai 2024.", "de fin mars à mi-mai 2024",
         "2024-04-01/2024-05-15"),
        ("de", "Es schneite von Ende März bis Mitte Mai 2024.", "von Ende März bis Mitte Mai 2024",
         "2024-04-01/2024-05-15"),
        ("es", "Nevó entre mediados de marzo y finales de mayo de 2024.",
         "entre mediados de marzo y finales de mayo de 2024", "2024-03-16/2024-05-31"),
        ("it", "Nevicò da fine marzo a metà maggio 2024.", "da fine marzo a metà maggio 2024",
         "2024-04-01/2024-05-15"),
        ("pt", "Nevou de fim de março a meados de maio de 2024.",
         "de fim de março a meados de maio de 2024", "2024-04-01/2024-05-15"),
        ("nl", "Het sneeuwde van eind maart tot half mei 2024.", "van eind maart tot half mei 2024",
         "2024-04-01/2024-05-15"),
        ("pl", "Śnieg padał od końca marca do połowy maja 2024 roku.",
         "od końca marca do połowy maja 2024 roku", "2024-04-01/2024-05-15"),
        ("ru", "С конца марта до середины мая 2024 года шёл снег.",
         "С конца марта до середины мая 2024 года", "2024-04-01/2024-05-15"),
        ("zh", "从2024年3月底到2024年5月底下雪。", "从2024年3月底到2024年5月底", "2024-04/2024-05"),
    ],
)  # fmt: skip
def test_a_range_runs_from_edge_to_edge(language: str, text: str, span: str, value: str) -> None:
    assert read(text, language) == [(span, value)]


def test_where_no_day_lies_between_the_edges_the_months_stand() -> None:
    found = read("It snowed between the end of March and the beginning of April 2024.")
    assert found == [
        ("between the end of March and the beginning of April 2024", "2024-03/2024-04")
    ]


def test_outside_of_a_range_an_edge_is_its_month() -> None:
    assert read("It snowed at the end of March 2024.") == [("the end of March 2024", "2024-03")]
