"""When two times mean the same."""

from __future__ import annotations

import pytest

from bench.values import same_number, same_time, unit


@pytest.mark.parametrize(
    ("gold", "system"),
    [
        ("2025-10-14", "2025-10-14"),
        ("2025-10-14T03:40", "2025-10-14T03:40"),
        ("2025-10-14T03:40", "2025-10-14"),
        ("2025-01/2025-06", "2025-01-01/2025-06-30"),
        ("2025-01/2025-06", "2025-H1"),
        ("2025-10-06/2025-10-12", "2025-W41"),
        ("2027", "2027-12"),
        ("2024-02", "2024-02-01/2024-02-29"),
        (None, None),
    ],
)
def test_same(gold: str | None, system: str | None) -> None:
    assert same_time(gold, system)


@pytest.mark.parametrize(
    ("gold", "system"),
    [
        ("2025-10-14", "2025-10-15"),
        ("2025-10-14T03:40", "2025-10-14T03:20"),
        ("2025-10-14", "2025-10"),
        ("2025-10-14", None),
        (None, "2025-10-14"),
        ("2025-10-06/2025-10-12", "2025-10-07"),
        ("2025-10-14", "soon"),
        ("2025-10-14", "2025-13-45"),
    ],
)
def test_different(gold: str | None, system: str | None) -> None:
    assert not same_time(gold, system)


def test_numbers_and_units() -> None:
    assert same_number(3.38e9, 3_380_000_000)
    assert not same_number(3.38e9, 3.4e9)
    assert unit("m3") == unit("m³")
