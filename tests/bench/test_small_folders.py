"""Folders of a few pages → how well their stories are found."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from bench import small_folders
from bench.report import MissingData

POINTS = Path(__file__).resolve().parents[2] / "examples" / "points"


def test_folders_of_each_size_are_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(small_folders, "SAMPLES", 2)
    report = small_folders.run(POINTS)
    rows = report.tables[0].rows
    stories = len(list((POINTS / "pages").glob("*.jsonl")))
    assert [row[:2] for row in rows] == [
        ("1 story", stories),
        ("2 stories", 2),
        ("3 stories", 2),
        ("6 stories", 2),
    ]
    assert all(0 < value <= 1 for value in report.figures.values())


def test_a_story_torn_in_two_is_not_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    files = sorted((POINTS / "pages").glob("*.jsonl"))
    for file in files[:6]:
        shutil.copy(file, pages)
    one, other = (file.read_text("utf-8").splitlines()[0] for file in files[:2])
    (pages / files[0].name).write_text(f"{one}\n{other}\n", "utf-8")  # two events in one file
    monkeypatch.setattr(small_folders, "SAMPLES", 2)
    figures = small_folders.run(tmp_path).figures
    assert figures["1 story whole"] <= 5 / 6


def test_six_stories_are_needed(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    with pytest.raises(MissingData, match="fewer than 6"):
        small_folders.run(tmp_path)
