"""The rules of times that every language has beside its own.

In: a language's `[times]` table. Out: its rules and these, as lines that `timerules` compiles:
numeric dates, dates joined by strokes or hyphens, months joined, plain years.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from crossread.annotating.timerules import expanded
from crossread.annotating.timetokens import Script

UNIVERSAL = (
    "{date} => numeric", "{clock} {zone} => clock",
    "{suredaymonth} => daymonth", "{daymonth} (/|.) {year} => daymonth",
    "{daymonth} (-|–) {daymonth} => daymonths", "{daymonth} (-|–) {date} => daymonths",
)  # fmt: skip
# Rules for every language with months: dates joined by strokes or hyphens, and for every language
# with spaces: plain years.
JOINED_DATES = (
    "{day} (-|/|.) {month} (-|/|.) {year} => date", "{day} (-|/|.) {month} (-|/|.) {yy} => date",
    "{month} (-|/) {day} (-|/) {year} => date", "{year} (-|/) {month} (-|/) {day} => date",
    "{month} / {day} => date", "{day} / {month} => date", "{month} / {year} => month",
)  # fmt: skip
MONTHS = (
    "{num} {num} {year} => spaced", "{monthnumber} (-|/) {year} => monthyear",
    "{year} - {monthnumber} => monthyear",
    "{month} (-|–) {month} => months", "{month} (-|–) {month} {year} => months",
    "{month} {year} (-|–) {month} {year} => months",
    "{month} / {year} (-|–) {month} / {year} => months",
)  # fmt: skip
SPACED = ("{year} => year",)


def rule_lines(times: Mapping[str, Any]) -> list[str]:
    """The rules of a language's `[times]` table, and those of all languages, as compiled."""
    script = Script(times)
    lines = [line for each in times.get("rules", ()) for line in expanded(script.prepare(each))]
    joined = (*JOINED_DATES, *MONTHS) if times.get("months") else ()
    spaced = () if script.characters else SPACED
    return [*lines, *UNIVERSAL, *joined, *spaced]
