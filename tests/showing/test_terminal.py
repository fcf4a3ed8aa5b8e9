"""The brief of a terminal: compact, coloured there and plain elsewhere, steered by no page."""

from __future__ import annotations

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.showing import terminal
from crossread.showing.controls import for_terminal, visible
from tests.showing import sample
from tests.showing.test_html import HOSTILE, hostile_dossier
from tests.showing.test_json import DOSSIERS

CODES = re.compile(r"\x1b\[[0-9;]*m")
STEERING = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
ATTACKS = [
    "\x1b]0;owned\x07", "\x1b[2J\x1b[H", "\x9b31m", "\x90q\x9c", "a\x08b", "\r over", "\x00", "\x7f",
    "\u202eevil", "\u2067\u2066", "\ufeff", "\u200b" * 40, "e" + "\u0301" * 900, "x" * 10_000,
    "[bold]markup[/bold]", "[link=file:///x]y[/link]", ":smile:", "\U000e0041", "\u2028new", "漢字" * 300,
]  # fmt: skip


def test_content() -> None:
    brief = terminal.render(sample.small())
    assert brief.startswith("Ferry line to Orlen island closes after engine fire\n")
    assert "2 independent accounts · 3 articles · English, French · Published 3 March 2025" in brief
    assert "  A  Harvik Courier (English, p1.1, 3 March 2025), Le Quai (French, p2.1" in brief
    assert "  - 2 of 2 accounts: “We will not send people across on one engine,”" in brief
    assert "  - Figures differ: 1,200 in two articles, 1,500 in one" in brief
    assert "    - Quelque 1 500 voyageurs attendaient dans le port. (Le Quai p2:" in brief
    assert "  - Ingrid Solheim, " in brief
    assert (
        "  - A 2 statements: The repair will cost more than $4.5 million. (Harvik Courier" in brief
    )
    assert "Le phare d'Orlen rouvre ses portes (Le Quai p2.2)" in brief
    assert brief.endswith("encoder open-1 4f2a\n")


def test_places_are_those_of_the_words() -> None:
    texts = {split.page.id: split.page.text for split in sample.small().pages}
    found = re.findall(r"“([^”]*)” \(.*?(p\d+):(\d+)-(\d+)", terminal.render(sample.small()))
    assert len(found) >= 4
    for words, page, start, end in found:
        assert texts[page][int(start) : int(end)] == words


def test_what_only_some_accounts_say_is_not_called_what_most_say() -> None:
    import msgspec

    small = sample.small()
    points = tuple(msgspec.structs.replace(p, accounts=1) for p in small.comparisons[0].points)
    one = msgspec.structs.replace(small.comparisons[0], points=points)
    brief = terminal.render(msgspec.structs.replace(small, comparisons=(one,)))
    assert "What most accounts say" not in brief


def test_empty_and_french() -> None:
    assert terminal.render(sample.empty()).startswith("No article was found in the input.\n")
    assert "récits indépendants" in terminal.render(sample.small(), "fr")


def test_it_is_compact() -> None:
    assert len(terminal.render(sample.small()).splitlines()) < 45
    assert len(terminal.render(sample.big(6, 20, 60)).splitlines()) < 60


def test_without_width_a_line_is_whole_and_without_colour_there_is_no_code() -> None:
    brief = terminal.render(sample.small())
    assert "\x1b" not in brief
    long = terminal.render(sample.pair("word " * 40 + "end", "x"))
    assert any("word " * 40 + "end" in line and line.endswith(")") for line in long.splitlines())


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_on_a_terminal_lines_are_wrapped_not_cut(width: int) -> None:
    plain = terminal.render(sample.small())
    wrapped = terminal.render(sample.small(), width=width)
    assert "\x1b" not in wrapped
    assert all(len(line) <= max(width, 20 + 8) for line in wrapped.splitlines())
    assert re.sub(r"\s+", "", wrapped) == re.sub(r"\s+", "", plain)


def test_colour_changes_no_word() -> None:
    coloured = terminal.render(sample.small(), colour=True)
    assert CODES.search(coloured)
    assert CODES.sub("", coloured) == terminal.render(sample.small())


def test_what_differs_has_a_colour_of_its_own() -> None:
    assert re.search(
        r"\x1b\[33mQuelque 1 500\x1b\[0m", terminal.render(sample.small(), colour=True)
    )


@pytest.mark.parametrize("text", [*ATTACKS, *HOSTILE])
@pytest.mark.parametrize("colour", [False, True])
def test_no_page_steers_the_terminal(text: str, colour: bool) -> None:
    for dossier in (hostile_dossier(text), sample.pair(text, "x" + text)):
        brief = terminal.render(dossier, width=80 if colour else None, colour=colour)
        assert not STEERING.search(CODES.sub("", brief) if colour else brief)


def test_codes_in_a_page_are_no_codes_in_the_brief() -> None:
    brief = terminal.render(sample.pair("red \x1b[31m alert", "x"), colour=True, width=100)
    assert "\x1b[31m" not in brief
    assert "red \ufffd[31m alert" in CODES.sub("", brief)


@pytest.mark.parametrize("name", DOSSIERS)
def test_same_twice(name: str) -> None:
    first = terminal.render(DOSSIERS[name], width=70, colour=True)
    assert first == terminal.render(DOSSIERS[name], width=70, colour=True)


class Screen(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("environment", "colour"),
    [
        ({}, True),
        ({"TERM": "xterm-256color"}, True),
        ({"NO_COLOR": "1"}, False),
        ({"NO_COLOR": "", "TERM": "xterm"}, True),  # no-color.org: only if not empty
        ({"TERM": "dumb"}, False),
        ({"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
    ],
)
def test_a_terminal_has_a_width_and_colours_where_wanted(
    environment: dict[str, str], colour: bool
) -> None:
    width, coloured = terminal.settings(Screen(), environment)
    assert width is not None
    assert coloured is colour


def test_a_pipe_has_neither_unless_colour_is_forced() -> None:
    assert terminal.settings(io.StringIO(), {"TERM": "xterm"}) == (None, False)
    assert terminal.settings(io.StringIO(), {"FORCE_COLOR": "1"}) == (None, True)


@given(st.text(max_size=80))
def test_visible_text_is_one_line_of_what_is_read(text: str) -> None:
    shown = visible(text)
    assert not STEERING.search(shown)
    assert "\n" not in shown
    assert [c for c in shown if c.isalnum()] == [c for c in text if c.isalnum()]


def test_scripts_keep_the_characters_that_they_need() -> None:
    for text in ("نامه\u200cای", "क्\u200dष", "👩\u200d👧", "Việt Nam", "שָׁלוֹם", "e\u0301"):
        assert visible(text) == text


def test_json_for_a_terminal_means_the_same() -> None:
    import json

    data = json.dumps({"a": "x\x9b31m\u202e\x1b \n é"}, ensure_ascii=False).encode()
    shown = for_terminal(data, json=True)
    assert not STEERING.search(shown.decode())
    assert json.loads(shown) == json.loads(data)
    assert for_terminal("a\x1b[1m\u202e\nb\t\xe9".encode()) == "a\ufffd[1m\nb\t\xe9".encode()
