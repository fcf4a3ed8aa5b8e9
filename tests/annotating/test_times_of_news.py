"""Times in sentences as news writes them, ten languages: clocks, weekdays, dates, parts of a day.

`times_of_news/LANGUAGE.txt` holds one text a line, read on Thursday 13 February 2025, with its
times marked: `{words|value}`. `{words|}` is a time whose value cannot be known; several values that
are right stand with " or " between them. A line is read right if every marked time is met by a found
one with its value, and nothing else is found. Lines that begin with "? " are known to be read
wrong: when one of them is read right, the mark has to go.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest

from crossread.annotating.times import times
from tests.build import article

PUBLISHED = "2025-02-13"  # a Thursday
TEXTS = Path(__file__).with_name("times_of_news")
LANGUAGES = ("de", "en", "es", "fr", "it", "nl", "pl", "pt", "ru", "uk")
MARKED = re.compile(r"\{([^|}]*)\|([^}]*)\}")


class Gold(NamedTuple):
    """A marked time: where it stands in the bare text, and its values, of which any is right."""

    start: int
    end: int
    values: tuple[str | None, ...]


def bare(line: str) -> tuple[str, list[Gold]]:
    """A line without its marks, and what they said."""
    text, last, gold = "", 0, []
    for mark in MARKED.finditer(line):
        text += line[last : mark.start()]
        values = tuple(value or None for value in mark[2].split(" or "))
        gold.append(Gold(len(text), len(text) + len(mark[1]), values))
        text += mark[1]
        last = mark.end()
    return text + line[last:], gold


def wrong(line: str, language: str) -> list[str]:
    """What is missed, has another value, or was found where nothing is marked."""
    text, gold = bare(line)
    found = times(*article(text, language, PUBLISHED))
    said: list[str] = []
    for each in gold:
        met = [t for t in found if t.span.start < each.end and each.start < t.span.end]
        if not any(t.value in each.values for t in met):
            said.append(f"{text[each.start : each.end]}: {[t.value for t in met]}")
    for t in found:
        if not any(t.span.start < each.end and each.start < t.span.end for each in gold):
            said.append(f"not asked for: {t.span.text}")
    return said


def lines(known_wrong: bool) -> list[tuple[str, str]]:
    return [
        (language, line.removeprefix("? "))
        for language in LANGUAGES
        for line in (TEXTS / f"{language}.txt").read_text(encoding="utf-8").splitlines()
        if line.startswith("? ") == known_wrong
    ]


@pytest.mark.parametrize(("language", "line"), lines(known_wrong=False))
def test_the_times_of_a_sentence_of_news(language: str, line: str) -> None:
    assert wrong(line, language) == []


@pytest.mark.parametrize(("language", "line"), lines(known_wrong=True))
def test_what_is_known_to_be_read_wrong_is_marked_so(language: str, line: str) -> None:
    assert wrong(line, language) != []


def test_marks_are_read_from_a_line() -> None:
    text, gold = bare("On {Monday|2025-02-10} {at dawn|} it rained.")
    assert text == "On Monday at dawn it rained."
    assert [(text[g.start : g.end], g.values) for g in gold] == [
        ("Monday", ("2025-02-10",)),
        ("at dawn", (None,)),
    ]
