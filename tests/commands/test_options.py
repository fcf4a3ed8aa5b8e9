"""What options say of a value that they do not know, and how pages are named in messages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.test_cli import clean, run


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (["-f", "markdown"], "markdown: unknown format; choose from html, json, md, csv, "),
        (["--language", "xx"], "xx: unknown language; choose from en, fr"),
    ],
)
@pytest.mark.parametrize("command", ["compare", "show"])
def test_an_unknown_choice_is_one_line(command: str, option: list[str], said: str) -> None:
    line = clean(run(command, "news.txt", *option), 2)
    assert line.startswith(f"crossread: {said}")
    assert line.count("\n") == 1


def test_the_choices_stand_in_the_help() -> None:
    shown = run("compare", "--help").stdout.decode()
    assert "<html|json|md|csv|annotations|parquet>" in shown
    assert "<en|fr>" in shown


@pytest.mark.parametrize("command", ["compare", "stories"])
def test_a_page_without_an_article_is_told_by_its_path(tmp_path: Path, command: str) -> None:
    page = tmp_path / "short.txt"
    page.write_text("Home\n", encoding="utf-8")
    line = clean(run(command, str(page)), 1)
    assert line == f"crossread: no article found: {page}: page: it holds no article\n"


def test_a_record_without_an_article_is_told_by_file_and_number() -> None:
    line = clean(run("articles", "-", stdin=b'{"id": "a", "text": "Home"}\n'), 1)
    assert line.startswith("crossread: skipped -#1: page: it holds no article\n")
