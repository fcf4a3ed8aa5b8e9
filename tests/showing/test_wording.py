"""The dossier's own words: the same keys in each language, numbers and dates as written there."""

from __future__ import annotations

import re
from typing import Any, get_args

import pytest

from crossread.model import Figure, FurnitureKind, Span
from crossread.showing.wording import known, wording


def places(value: Any) -> Any:
    """The structure of a table, and of each string the places to be filled."""
    if isinstance(value, dict):
        return {key: places(part) for key, part in value.items()}
    if isinstance(value, list):
        return [places(part) for part in value]
    return sorted(re.findall(r"\{(\w+)\}", value)) if isinstance(value, str) else None


@pytest.mark.parametrize("code", known())
def test_languages_hold_the_same_keys_and_places(code: str) -> None:
    own, english = dict(wording(code).data), dict(wording("en").data)
    for key in ("singular", "thousands", "names"):
        own.pop(key), english.pop(key)
    assert places(own) == places(english)
    assert set(wording(code).data["names"]) == set(wording("en").data["names"])


@pytest.mark.parametrize("code", known())
def test_every_kind_has_a_name(code: str) -> None:
    words = wording(code)
    for kind in get_args(FurnitureKind):
        assert words(f"furniture_{kind}")


def figure(value: float, unit: str, approximation: Any = None, high: float | None = None) -> Figure:
    return Figure("p1.1.f1", Span("p1", 0, 0, ""), value, high, unit, approximation, None)


@pytest.mark.parametrize(
    "given, en, fr",
    [
        (figure(1200, "count"), "1,200", "1\u202f200"),
        (
            figure(126e9, "USD", "more than"),
            "more than USD 126 billion",
            "plus de 126\xa0Md\xa0USD",
        ),
        (figure(5, "percent", "up to"), "up to 5%", "jusqu'à 5\xa0%"),
        (figure(3, "year", "about"), "about 3 years", "environ 3 ans"),
        (figure(1, "day"), "1 day", "1 jour"),
        (figure(1.5, "day"), "1.5 days", "1,5 jours"),
        (figure(10, "km", None, 12), "10 to 12 km", "10 à 12 km"),
        (figure(float("inf"), "count"), "inf", "inf"),
        (figure(1e300, "EUR"), "EUR 1e+300", "1e+300\xa0EUR"),
        (figure(0.125, "percent"), "0.125%", "0,125\xa0%"),
    ],
)
def test_figures(given: Figure, en: str, fr: str) -> None:
    assert wording("en").figure(given) == en
    assert wording("fr").figure(given) == fr


@pytest.mark.parametrize(
    "iso, shown",
    [
        ("2025-02-12", "12 February 2025"),
        ("2025-02", "February 2025"),
        ("2025", "2025"),
        ("2025-02-12T09:00", "12 February 2025, 09:00"),
        ("2025-02-12T09:00:00+01:00", "12 February 2025, 09:00"),
        ("2025-02-10/2025-02-14", "10 February 2025 to 14 February 2025"),
        ("2025-13-01", "2025-13-01"),
        ("<b>", "<b>"),
        ("//", "//"),
    ],
)
def test_dates(iso: str, shown: str) -> None:
    assert wording("en").date(iso) == shown
