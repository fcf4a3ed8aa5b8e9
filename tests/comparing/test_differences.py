"""When two figures, quotations, names and times differ, and when they only look different."""

from __future__ import annotations

import pytest

from crossread.comparing.differences import _contained, _same_time, _spelt_apart, same_quantity
from crossread.model import Figure, Span


def figure(
    value: float, approximation: str | None = None, unit: str = "count", high: float | None = None
) -> Figure:
    span = Span("p1", 0, 1, "x")
    return Figure("p1.1.f1", span, value, high, unit, approximation, None)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (figure(14), figure(14), True),
        (figure(14), figure(15), False),
        (figure(20), figure(24), False),
        (figure(20, "about"), figure(24), True),
        (figure(20, "more than"), figure(24), True),
        (figure(20, "more than"), figure(18), False),
        (figure(200, "less than"), figure(187), True),
        (figure(1_180), figure(1_200), True),
        (figure(1_180), figure(1_300), False),
        (figure(187e6, unit="EUR"), figure(190e6, "about", unit="EUR"), True),
        (figure(187e6, unit="EUR"), figure(187e6, unit="USD"), False),
        (figure(10, high=15), figure(12), True),
        (figure(10, high=15), figure(16), False),
        (figure(0), figure(0), True),
        (figure(0), figure(3), False),
        (figure(2.5, unit="percent"), figure(2.6, unit="percent"), False),
    ],
)
def test_same_quantity(one: Figure, other: Figure, same: bool) -> None:
    assert same_quantity(one, other) is same
    assert same_quantity(other, one) is same


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("Anna Keller", "Keller", False),
        ("Keller", "Kellar", True),
        ("Anna Keller", "Anna Kellar", True),
        ("Müller", "Mueller", False),
        ("MÜLLER", "Müller", False),
        ("Anna", "Anna Keller", False),
        ("Anna von der Mark", "von der Mark", False),
        ("", "Keller", False),
    ],
)
def test_spelling(one: str, other: str, apart: bool) -> None:
    assert _spelt_apart(one, other) is apart


def test_an_excerpt_of_a_quotation_is_no_other_wording() -> None:
    assert _contained("a hard, long winter", "It will be a hard long winter for all.")
    assert not _contained("a hard winter", "It will be a long winter for all.")


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2025-02-12", "2025-02-12", True),
        ("2025-02", "2025-02-12", True),
        ("2025", "2025-02-12", True),
        ("2025-02-12", "2025-02-13", False),
        ("2025-02-10/2025-02-14", "2025-02-12", True),
        ("2025-02-12T09:00", "2025-02-12", True),
        ("2024", "2025-02-12", False),
    ],
)
def test_same_time(one: str, other: str, same: bool) -> None:
    assert _same_time(one, other) is same
    assert _same_time(other, one) is same
