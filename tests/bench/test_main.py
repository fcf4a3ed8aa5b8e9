"""The command line of the benches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bench.__main__ as command
from bench.gold import digest
from bench.metrics import Score
from bench.report import MissingData, Report, Table, markdown, plain, score_cells, score_figures

HALF = Score(0.5, 1.0, 2, 4)
REPORT = Report(
    name="examples",
    tables=(Table("a table", ("what", "gold", "F1"), (("names", 2, 0.6667),)),),
    figures=score_figures("names", HALF),
    notes=("a note",),
    errors={"names": ("miss a",)},
)


def test_a_report_for_people() -> None:
    assert plain(REPORT) == "a table\n\nwhat   gold     F1\nnames     2  0.667\n\n- a note\n"
    assert "| names | 2 | 0.667 |" in markdown(REPORT)
    assert score_cells(HALF) == (2, 4, 0.5, 1.0, HALF.f1)


def test_the_last_line_is_json(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "_report", lambda _name, _data: REPORT)
    assert command.main(["examples", "--data", str(tmp_path), "--json"]) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    assert json.loads(last)["names recall"] == 1.0


def test_errors_of_one_kind(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr(command, "_report", lambda _name, _data: REPORT)
    assert command.main(["examples", "--data", str(tmp_path), "--errors", "names"]) == 0
    assert capsys.readouterr().out == "miss a\n"


def test_missing_data_is_one_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert command.main(["examples", "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.startswith("examples: not run: ")


def test_all_lists_what_was_not_run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def absent(_folder: Path) -> Report:
        raise MissingData("no file of gold")

    monkeypatch.setattr(command, "BENCHES", {"examples": ("examples",), "nothing": ("x",)})
    monkeypatch.setattr("bench.examples.run", absent)
    report = tmp_path / "docs" / "benchmarks.md"
    assert command.main(["all", "--data", str(tmp_path), "--write", str(report)]) == 0
    text = report.read_text("utf-8")
    assert "- examples (examples): no file of gold" in text
    assert "- nothing: the bench does not exist yet" in text
    assert "- machine: " in text


def corpus(folder: Path, floor: float, pinned: str | None = None) -> Path:
    (folder / "gold").mkdir(parents=True)
    (folder / "gold" / "names.jsonl").write_text("{}\n")
    floors = folder / "floors.toml"
    floors.write_text(
        f'corpus = "{pinned or digest(folder)}"\n[floors]\n"names recall" = {floor}\n'
    )
    return floors


@pytest.mark.parametrize(("floor", "status"), [(1.0, 0), (1.01, 1)])
def test_the_gate_fails_below_a_floor(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, floor: float, status: int
) -> None:
    monkeypatch.setattr(command, "_report", lambda _name, _data: REPORT)
    assert command.gate(tmp_path, corpus(tmp_path, floor)) == status


def test_the_gate_fails_when_the_corpus_has_changed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "_report", lambda _name, _data: REPORT)
    assert command.gate(tmp_path, corpus(tmp_path, 0.5, "another")) == 1
    assert "the corpus has changed" in capsys.readouterr().out
