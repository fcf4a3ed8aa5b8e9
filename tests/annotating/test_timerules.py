"""The rules of `[times]`: what they may write, and that each can be resolved."""

from __future__ import annotations

from datetime import date

import pytest

from crossread.annotating.timeholidays import easter, holiday_day, orthodox_easter
from crossread.annotating.timerules import compile_rule, expanded
from crossread.annotating.timerules_shared import rule_lines
from crossread.annotating.timeslots import SLOTS
from crossread.annotating.timevalues import ACTIONS, resolve
from crossread.annotating.timewords import FIELDS, Expression
from crossread.errors import ModelError
from crossread.languages import known, table

# something that each slot may hold
HELD = {
    "month": 2, "weekday": 3, "day": 12, "year": 2024, "n": 2.0, "unit": "week", "days": -1,
    "part": "evening", "season": "winter", "ordinal": 2, "approx": True, "clock": (9, 30),
    "dotclock": (9, 30), "hour": 9, "min": 30, "ampm": "pm", "zone": "utc",
    "date": (2024, 2, 12), "decade": 1990, "holiday": "easter+1", "period": "year:-1",
    "daymonth": (2, 12), "dual": "year:2", "open": None, "close": None,
    "past": 10, "lone": None, "eve": -1,
}  # fmt: skip


@pytest.mark.parametrize("language", known())
def test_each_rule_names_known_slots_and_a_known_action(language: str) -> None:
    for line in rule_lines(table(language, "times")):
        rule = compile_rule(line)
        assert rule.action in ACTIONS, line
        assert {e.slot for e in rule.elements if e.slot} <= set(SLOTS), line


@pytest.mark.parametrize("language", known())
def test_each_rule_can_be_resolved_with_what_it_must_hold(language: str) -> None:
    for line in rule_lines(table(language, "times")):
        rule = compile_rule(line)
        fields: dict[str, list[object]] = {}
        for element in rule.elements:
            if element.slot and not element.optional:
                name = FIELDS.get(element.slot, element.slot)
                fields.setdefault(name, []).append(HELD[name])
        expression = Expression(0, 1, rule.action, rule.shift, fields)
        for anchor in (None, date(2025, 2, 13)):
            for tense in (None, "future"):
                value = resolve(expression, anchor, tense)
                assert value is None or value.text, line


def test_an_optional_part_with_a_slot_makes_two_rules() -> None:
    assert expanded("{month} [de {year}] => month") == [
        "{month} de {year} => month",
        "{month} => month",
    ]
    assert expanded("[the] {month} [{year}] => month") == ["[the] {month} [{year}] => month"]


def test_a_rule_without_an_arrow_is_an_error() -> None:
    with pytest.raises(ModelError, match="has no ' => '"):
        compile_rule("{month} month")


@pytest.mark.parametrize(
    ("year", "day"),
    [(1999, "04-04"), (2000, "04-23"), (2008, "03-23"), (2024, "03-31"), (2038, "04-25")],
)
def test_easter_of_the_western_churches(year: int, day: str) -> None:
    assert easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(("year", "day"), [(2021, "05-02"), (2024, "05-05"), (2025, "04-20")])
def test_easter_of_the_eastern_churches(year: int, day: str) -> None:
    assert orthodox_easter(year).isoformat() == f"{year}-{day}"


@pytest.mark.parametrize(
    ("holiday", "day"),
    [
        ("12-25", "2024-12-25"),
        ("easter-2", "2024-03-29"),
        ("11/4/4", "2024-11-28"),
        ("05/-1/1", "2024-05-27"),
        ("02-30", None),
    ],
)
def test_days_of_holidays(holiday: str, day: str | None) -> None:
    found = holiday_day(holiday, 2024)
    assert (found.isoformat() if found else None) == day
