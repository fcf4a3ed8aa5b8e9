"""Which expected times of the short texts are counted, and when a value is right."""

from __future__ import annotations

from typing import Any

import pytest

from bench.times import _counts, _same


def result(text: str, *values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "date", "text": text, "values": list(values)}


@pytest.mark.parametrize(
    ("language", "text", "value", "counted"),
    [
        ("en", "the next day", "2025-02-14", False),
        ("es", "el día anterior", "2025-02-12", False),
        ("en", "freedom day", "2024-06-19", True),  # a name
        ("en", "two days ago", "2025-02-11", True),
        ("en", "23-2020-september", "2020-09-23", False),
        ("fr", "2020/23/sept", "2020-09-23", False),
        ("en", "23-september-2020", "2020-09-23", True),
        ("en", "2020-09-23", "2020-09-23", True),
    ],
)
def test_what_is_counted(language: str, text: str, value: str, counted: bool) -> None:
    assert _counts(result(text, {"value": value}), "2025-02-13", language) is counted


@pytest.mark.parametrize(
    ("text", "counted"),
    [("the next two decades", False), ("last 7 quarters", False), ("the next two years", True)],
)
def test_several_calendar_units_are_not_counted(text: str, counted: bool) -> None:
    period = {"start": "2025-01-01", "end": "2027-01-01"}
    assert _counts(result(text, period), "2025-02-13", "en") is counted


@pytest.mark.parametrize(
    ("value", "end", "right"),
    [
        ("2025-01/2025-09", "2025-10-01", True),  # the day after the last
        ("2025-01/2025-09", "2025-07-01", True),  # the third quarter by its first day
        ("2025-01/2025-09", "2025-08-01", False),
        ("2025-01/2025-08", "2025-07-01", False),  # no quarter ends in August
        ("2025-01-01/2025-09-30", "2025-07-01", False),  # days are no quarters
    ],
)
def test_an_interval_of_quarters_may_be_given_by_their_first_days(
    value: str, end: str, right: bool
) -> None:
    assert _same(value, {"start": "2025-01-01", "end": end}, "2025-02-13") is right
