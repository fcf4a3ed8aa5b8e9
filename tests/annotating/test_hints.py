"""A sentence at a glance: what is passed over holds no figure and no time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.annotating.figure_words import grammar
from crossread.annotating.hints import (
    CLOCK,
    DATE,
    DECADE,
    DIGIT,
    FRACTION,
    JOINED,
    YEAR,
    hint,
    hints,
    seen,
)
from crossread.annotating.quantities import Row, quantity_at
from crossread.annotating.timewords import timewords
from crossread.annotating.tokens import tokens
from crossread.languages import known, table

LANGUAGES = (*known(), "xx")
EVERY_RULE = frozenset(range(10_000))


def test_words_are_folded_as_tokens_are() -> None:
    assert seen("Die STRASSE war’s, İzmir!") == {"die", "strasse", "war", "s", "i̇zmir"}


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("It fell by 5.", {DIGIT}),
        ("In 1998 it fell.", {DIGIT, YEAR}),
        ("The class of '98.", {DIGIT, YEAR}),
        ("At 9:40 it fell.", {DIGIT, CLOCK}),
        ("On 12/3 it fell.", {DIGIT, DATE}),
        ("It was the 80s.", {DIGIT, DECADE, JOINED}),
        ("On the 24th it fell.", {DIGIT, JOINED}),
        ("It was the 1980’s.", {DIGIT, YEAR, DECADE}),
        ("Nur ½ davon.", {FRACTION}),
        ("في عام ٢٠٢٥", {DIGIT, YEAR}),
        ("None here – at all.", set()),
    ],
)
def test_digits_are_marked_by_what_they_may_be(text: str, marks: set[str]) -> None:
    assert {one for one in seen(text) if not one.isalpha()} == marks


def test_an_address_gives_no_words_but_what_stands_behind_it() -> None:
    assert seen("Ask anna@news.example on Monday") == {"ask", "on", "monday"}
    long = "www." + "x" * 2_100  # an address is cut off: a token begins inside the run of letters
    assert seen(long) == {token.low for token in tokens(long) if token.kind == "word"}


def test_the_hint_of_a_phrase_is_its_longest_word() -> None:
    assert hint("the day before yesterday") == "yesterday"
    assert hint("Mitte März") == "mitte"
    assert hint("a.m.") == "m"
    assert hint("~") is None


def test_a_phrase_without_words_may_be_missed_and_so_may_the_list() -> None:
    assert hints(["at least", "more than"]) == frozenset(("least", "than"))
    assert hints(["at least", "≥"]) is None


def test_a_time_needs_all_parts_of_a_rule() -> None:
    english = timewords("en")
    assert not english.possible(seen("She spent the month at sea with her dog."))
    assert english.possible(seen("She spent last month at sea."))
    assert not english.possible(seen("It killed 12 people and hurt 30."))
    assert english.possible(seen("It killed 12 people in 1998."))


@pytest.mark.parametrize(
    ("text", "language", "held"),
    [
        ("The minister left the room.", "en", False),
        ("The two ministers left the room.", "en", True),
        ("It took over a year.", "en", True),
        ("It took over a month-long inquiry.", "en", True),
        ("It went on over a bridge.", "en", False),
        ("Der Minister verließ den Raum.", "de", False),
        ("Dreihundertneunundneunzig Gäste kamen.", "de", True),
        ("Une dizaine de députés sont partis.", "fr", True),
        ("La ministra salió de la sala.", "es", False),
    ],
)
def test_a_figure_needs_a_number_or_an_article_with_a_unit(
    text: str, language: str, held: bool
) -> None:
    assert grammar(language).may_hold(text) == held


def _words(value: Any) -> Iterator[str]:
    """All words of a table, whatever its form."""
    if isinstance(value, str):
        yield from re.findall(r"[^\s|(){}\[\]]+", value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _words(key)
            yield from _words(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _words(inner)


@cache
def _vocabulary(language: str) -> tuple[str, ...]:
    known = {*_words(table(language, "times")), *_words(table(language, "figures"))}
    extra = ["5", "12", "30.", "1998", "2,000", "½", "9:40", "12/3", "12.03.2025", "'98", "80s",
             "-", "–", "$", "€", "%", "°C", "km", "a-km", "US$", "U.S.", "Anna", "the", ",", "."]  # fmt: skip
    return (*sorted(known), *extra)


@st.composite
def _sentences(draw: st.DrawFn) -> tuple[str, str]:
    language = draw(st.sampled_from(LANGUAGES))
    words = draw(st.lists(st.sampled_from(_vocabulary(language)), max_size=8))
    words = [word.capitalize() if draw(st.booleans()) else word for word in words]
    glue = [draw(st.sampled_from([" ", " ", " ", "-", "’", ""])) for _ in words]
    return language, "".join(part for pair in zip(words, glue, strict=True) for part in pair)


@settings(deadline=None)
@given(_sentences())
def test_what_is_passed_over_holds_no_time(sentence: tuple[str, str]) -> None:
    language, text = sentence
    words = timewords(language)
    held, items = words.glance(text)
    items = items or tokens(text)
    assert words.find(items, words.possible(held)) == words.find(items, EVERY_RULE)


@settings(deadline=None)
@given(_sentences())
def test_what_is_passed_over_holds_no_quantity(sentence: tuple[str, str]) -> None:
    language, text = sentence
    rules, items = grammar(language), tokens(text)
    row = Row(items, frozenset(), rules)
    found = [i for i in range(len(items)) if quantity_at(row, i) is not None]
    assert all(rules.opens(items[i]) for i in found)
    assert rules.may_hold(text) or not found
