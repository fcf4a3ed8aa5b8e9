"""The command line of the benches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import bench.__main__ as command
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


def test_peers_are_trained_where_a_bench_has_them(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    beside = Report("names", (), {"spaCy mean f1 over dev sets": 0.5}, data=("one", "two"))
    monkeypatch.setattr("bench.names.with_peers", lambda _folder: beside)
    assert command.main(["names", "--data", str(tmp_path), "--peers", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1]) == beside.figures
    monkeypatch.setattr(command, "BENCHES", {"names": (".",)})
    assert command.main(["all", "--data", str(tmp_path), "--peers"]) == 0
    assert "## names: one, two\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    "wrong", [["names", "--update"], ["gate", "--lower"], ["gate", "--data", "/no/such/folder"]]
)
def test_calls_that_make_no_sense(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        command.main(wrong)
    assert stopped.value.code == 2
    assert "error: " in capsys.readouterr().err
