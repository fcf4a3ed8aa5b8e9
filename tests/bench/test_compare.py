"""Bench `compare`: a long story put together, and what is measured on it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import compare
from bench.report import MissingData
from tests.test_cli import NEWS


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Six articles of the same words in other places, long enough once the limits are lowered."""
    rows = [{"text": text + f"\n\nNumber {n}. {text}"} for n in range(3) for text in NEWS.values()]
    lines = "\n".join(map(json.dumps, rows))
    (tmp_path / compare.FILE).write_text(lines + "\n", encoding="utf-8")
    return tmp_path


def test_what_is_measured(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compare, "WORDS", (1, 10_000))
    monkeypatch.setattr(compare, "RARE", 0.0)
    found = compare.measured(data / compare.FILE, 3)
    assert found["articles"] == 3
    assert found["statements"] > 3
    assert 0 < found["pairs"] <= found["statements"] ** 2
    assert found["seconds"] > 0


def test_too_few_articles_are_said(data: Path) -> None:
    with pytest.raises(ValueError, match="only 0 articles"):
        compare.measured(data / compare.FILE, 3)


def test_without_data(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match=compare.FILE):
        compare.run(tmp_path)


def test_a_child_that_fails_says_why(data: Path) -> None:
    with pytest.raises(MissingData, match="only 0 articles"):
        compare.run(data)
