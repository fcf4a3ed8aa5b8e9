"""Tokens that figures and times are read from."""

from __future__ import annotations

import pytest

from crossread.annotating.tokens import tokens


def kinds(text: str) -> list[tuple[str, str]]:
    return [(token.kind, token.text) for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Rain fell.", [("word", "Rain"), ("word", "fell"), ("sign", ".")]),
        ("write to a.b@news.example, now", [("word", "write"), ("word", "to"), ("url", "a.b@news.example"), ("sign", ","), ("word", "now")]),
        ("see www.news.example/a today", [("word", "see"), ("url", "www.news.example/a"), ("word", "today")]),
        ("at https://news.example", [("word", "at"), ("url", "https://news.example")]),
        ("https or www, he said", [("word", "https"), ("word", "or"), ("word", "www"), ("sign", ","), ("word", "he"), ("word", "said")]),
        ("by 12.02.2025 or 2025/2/12", [("word", "by"), ("date", "12.02.2025"), ("word", "or"), ("date", "2025/2/12")]),
        ("12/02.2025", [("digits", "12"), ("sign", "/"), ("digits", "02.2025")]),
        ("20:30 1.2.3 1.234,56 7", [("clock", "20:30"), ("code", "1.2.3"), ("digits", "1.234,56"), ("digits", "7")]),
        ("F-16 snake_case", [("word", "F"), ("sign", "-"), ("digits", "16"), ("word", "snake"), ("sign", "_"), ("word", "case")]),
    ],
)  # fmt: skip
def test_what_is_one_token_and_of_which_kind(text: str, expected: list[tuple[str, str]]) -> None:
    assert kinds(text) == expected


def test_places_and_what_touches() -> None:
    found = tokens("Up 5%, he’s")
    assert [t.text for t in found] == ["Up", "5", "%", ",", "he", "’", "s"]
    assert [t.glued for t in found] == [False, False, True, True, False, True, True]
    assert [t.low for t in found][-3:] == ["he", "'", "s"]
    assert all("Up 5%, he’s"[t.start : t.end] == t.text for t in found)
