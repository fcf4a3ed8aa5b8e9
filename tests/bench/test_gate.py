"""The gate: floors that hold, and that nobody lowers without knowing."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench import gate
from bench.digests import folder_digest
from bench.gold import GoldError
from bench.report import MissingData, Report


def reporting(**figures: float) -> gate.Measure:
    """A bench that gives these figures on any data."""
    return lambda name, _data: Report(
        name, (), {k.replace("_", " "): v for k, v in figures.items()}
    )


@dataclass(frozen=True)
class Project:
    """A project with a corpus of its own, unpacked data, one model, and floors of 0.5."""

    root: Path

    @property
    def floors(self) -> Path:
        return self.root / "floors.toml"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def model(self) -> Path:
        return self.root / "models" / "names" / "weights"

    def compare(self, measure: gate.Measure, *, data: bool = True) -> int:
        return gate.gate(self.data if data else None, measure, **self.places())

    def update(self, measure: gate.Measure, *, data: bool = True, lower: bool = False) -> int:
        folder = self.data if data else None
        return gate.update(folder, measure, lower=lower, **self.places())

    def places(self) -> dict[str, Path]:
        return {"floors": self.floors, "models": self.root / "models", "root": self.root}

    def pinned(self, section: int = 0) -> dict[str, float]:
        held: dict[str, float] = tomllib.loads(self.floors.read_text())["held"][section]["floors"]
        return held


@pytest.fixture
def project(tmp_path: Path) -> Project:
    made = Project(tmp_path)
    for file in ("examples/words/a.txt", "data/panx/nl.dev.conll", "models/names/weights"):
        (tmp_path / file).parent.mkdir(parents=True)
        (tmp_path / file).write_text("something")
    made.floors.write_text(
        "# Why there are floors.\n\n"
        + section("examples", "examples/words", folder_digest(tmp_path / "examples/words"))
        + section("names", "panx", folder_digest(tmp_path / "data/panx"))
        + f'[held.models]\nnames = "{folder_digest(tmp_path / "models/names")}"\n'
    )
    return made


def section(bench: str, data: str, digest: str) -> str:
    return (
        f'[[held]]\nbench = "{bench}"\ndata = "{data}"\ndigest = "{digest}"\n'
        '[held.floors]\n"nl f1" = 0.5\n'
    )


@pytest.mark.parametrize(("figure", "status"), [(0.5, 0), (0.7, 0), (0.4999, 1), (float("nan"), 1)])
def test_a_figure_must_reach_its_floor(project: Project, figure: float, status: int) -> None:
    assert project.compare(reporting(nl_f1=figure)) == status


def test_a_figure_that_is_missing_fails(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.compare(reporting(fr_f1=1.0)) == 1
    assert "below  nl f1: there is no such figure" in capsys.readouterr().out


@pytest.mark.parametrize("file", ["examples/words/a.txt", "data/panx/nl.dev.conll"])
def test_changed_data_fails_though_all_figures_hold(
    project: Project, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (project.root / file).write_text("something else")
    assert project.compare(reporting(nl_f1=1.0)) == 1
    assert "fails  the data has changed" in capsys.readouterr().out


def test_words_about_the_data_may_change(project: Project) -> None:
    (project.data / "panx" / "README.md").write_text("What this is.")
    assert project.compare(reporting(nl_f1=1.0)) == 0


@pytest.mark.parametrize("data", [True, False])
def test_a_model_that_nobody_measured_fails_with_and_without_data(
    project: Project, data: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    project.model.write_text("trained again")
    assert project.compare(reporting(nl_f1=1.0), data=data) == 1
    assert "models/names is not the model" in capsys.readouterr().out
    assert project.update(reporting(nl_f1=1.0)) == 0
    assert project.compare(reporting(nl_f1=1.0), data=data) == 0


def test_without_data_the_project_is_measured_and_the_rest_listed(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert project.compare(reporting(nl_f1=0.6), data=False) == 0
    shown = capsys.readouterr().out
    assert "gate: 1 figures hold, 0 below, 0 other faults" in shown
    assert "gate: NOT RUN: names (panx)" in shown
    assert project.compare(reporting(nl_f1=0.4), data=False) == 1


def test_the_corpus_of_the_project_must_be_there(project: Project) -> None:
    (project.root / "examples/words/a.txt").unlink()
    (project.root / "examples/words").rmdir()
    assert project.compare(reporting(nl_f1=1.0)) == 1
    assert project.update(reporting(nl_f1=1.0)) == 1


@pytest.mark.parametrize("error", [MissingData("no .conll files"), GoldError("no such text")])
def test_data_that_cannot_be_measured_fails(
    project: Project, error: Exception, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(_name: str, _data: Path) -> Report:
        raise error

    assert project.compare(broken) == 1
    assert f"fails  {error}" in capsys.readouterr().out
    assert project.update(broken) == 1


def test_floors_rise_to_just_under_the_figure(project: Project) -> None:
    assert project.update(reporting(nl_f1=0.8)) == 0
    assert project.pinned() == {"nl f1": 0.795}
    assert project.floors.read_text().startswith("# Why there are floors.\n\n[[held]]\n")
    assert project.compare(reporting(nl_f1=0.795)) == 0
    assert project.compare(reporting(nl_f1=0.794)) == 1


def test_a_floor_that_holds_stays_though_the_figure_comes_near_it(project: Project) -> None:
    assert project.update(reporting(nl_f1=0.503)) == 0
    assert project.pinned() == {"nl f1": 0.5}


def test_floors_are_never_lowered_silently(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    before = project.floors.read_text()
    assert project.update(reporting(nl_f1=0.4)) == 1
    assert project.floors.read_text() == before
    assert "refused  examples (examples/words): nl f1 is 0.4000, its floor 0.5" in (
        capsys.readouterr().out
    )
    assert project.update(reporting(nl_f1=0.4), lower=True) == 0
    assert project.pinned() == {"nl f1": 0.395}
    assert "lowered  names (panx): nl f1 0.5 → 0.395" in capsys.readouterr().out


@pytest.mark.parametrize("lower", [True, False])
def test_a_missing_figure_is_never_pinned(project: Project, lower: bool) -> None:
    before = project.floors.read_text()
    assert project.update(reporting(fr_f1=1.0), lower=lower) == 1
    assert project.floors.read_text() == before


def test_what_was_not_measured_keeps_its_floors_and_digests(
    project: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    project.model.write_text("trained again")
    assert project.update(reporting(nl_f1=0.9), data=False) == 0
    assert "not run  names (panx): panx is not there" in capsys.readouterr().out
    assert (project.pinned(0), project.pinned(1)) == ({"nl f1": 0.895}, {"nl f1": 0.5})
    assert project.compare(reporting(nl_f1=0.9), data=False) == 1


def test_a_margin_of_its_own(project: Project) -> None:
    text = project.floors.read_text()
    project.floors.write_text(text.replace("[held.floors]", "margin = 0.1\n[held.floors]", 1))
    assert project.update(reporting(nl_f1=0.8)) == 0
    assert (project.pinned(0), project.pinned(1)) == ({"nl f1": 0.7}, {"nl f1": 0.795})
    assert "margin = 0.1\n" in project.floors.read_text()


@pytest.mark.parametrize("run", [gate.gate, gate.update])
@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "[[held]",
        "held = 3",
        '[[held]]\nbench = "names"\n',
        '[[held]]\nbench = "names"\ndata = "panx"\ndigest = ""\n[held.floors]\n',
        '[[held]]\nbench = "names"\ndata = "panx"\ndigest = ""\n[held.floors]\n"nl f1" = nan\n',
        '[[held]]\nbench = "names"\ndata = "panx"\ndigest = ""\n[held.floors]\n"nl f1" = "high"\n',
    ],
)
def test_broken_floors_are_one_line(
    run: Callable[..., int], text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    floors = tmp_path / "floors.toml"
    if text is not None:
        floors.write_text(text)
    assert run(None, reporting(nl_f1=1.0), floors=floors, root=tmp_path) == 1
    shown = capsys.readouterr().err
    assert shown.startswith(f"gate: {floors}: ")
    assert shown.count("\n") == 1


def test_the_floors_of_the_project_can_be_read_and_written_back(tmp_path: Path) -> None:
    header, sections = gate.read(gate.FLOORS)
    copy = tmp_path / "floors.toml"
    gate.write(copy, header, sections)
    assert copy.read_text("utf-8") == gate.FLOORS.read_text("utf-8")
    assert {held.bench for held in sections} >= {"examples", "encoder", "names"}
    assert all(0 <= floor <= 1 for held in sections for floor in held.floors.values())
