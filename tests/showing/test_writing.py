"""Where results go: what is ours is written again, what is not stays."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from crossread.errors import CrossreadError, OutputError, UsageError
from crossread.model import Dossier
from crossread.showing import annotations as show_annotations
from crossread.showing import csv, html, markdown, parquet, writing
from crossread.showing import json as show_json
from tests.showing import sample

FILES: dict[str, Callable[[Dossier], bytes]] = {
    "html": lambda dossier: html.render(dossier).encode(),
    "json": show_json.encode,
    "md": lambda dossier: markdown.render(dossier).encode(),
    "annotations": show_annotations.render,
}
FOLDERS = {"csv": csv.files, "parquet": parquet.files}


def refused(form: str, output: Path | None, inputs: list[str] | None = None) -> str:
    with pytest.raises(CrossreadError) as caught:
        writing.check(form, output, inputs or [])
    assert len(str(caught.value).splitlines()) == 1
    return str(caught.value)


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize("dossier", [sample.small(), sample.empty()], ids=["small", "empty"])
def test_a_file_of_ours_is_written_again(tmp_path: Path, form: str, dossier: Dossier) -> None:
    path = tmp_path / f"out.{form}"
    writing.check(form, path)
    writing.to_file(FILES[form](dossier), path)
    for other in FILES:
        writing.check(other, path)


@pytest.mark.parametrize("form", FILES)
@pytest.mark.parametrize(
    "content",
    [
        "mine",
        "# Notes on crossread 0.1.0\n\nKeep these.\n",
        '{"a": 1}',
        "<!doctype html><p>crossread",
    ],
)
def test_a_file_of_others_is_not(tmp_path: Path, form: str, content: str) -> None:
    path = tmp_path / "out"
    path.write_text(content)
    assert "was not written by crossread" in refused(form, path)
    assert path.read_text() == content


def test_an_empty_file_and_a_device_may_be_written(tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    path.touch()
    writing.check("html", path)
    if Path("/dev/null").exists():
        writing.check("html", Path("/dev/null"))


@pytest.mark.parametrize("form", [*FILES, *FOLDERS])
def test_an_input_is_never_written_over(tmp_path: Path, form: str) -> None:
    path = tmp_path / "dossier.json"
    path.write_bytes(show_json.encode(sample.small()))
    link = tmp_path / "link.json"
    link.symlink_to(path)
    assert "is one of the inputs" in refused(form, path, [str(path)])
    assert "is one of the inputs" in refused(form, link, ["-", "none.txt", str(path)])


def test_places_that_cannot_be(tmp_path: Path) -> None:
    assert "is a folder: name a file" in refused("html", tmp_path)
    assert "is not a folder: create it first" in refused("html", tmp_path / "none" / "x.html")
    assert "is not a folder: create it first" in refused("csv", tmp_path / "none" / "tables")
    (tmp_path / "x").touch()
    assert "is a file, and csv is a folder" in refused("csv", tmp_path / "x")
    for form in FOLDERS:
        assert "name it with -o FOLDER" in refused(form, None)
        assert f"{form} is a folder of tables" in refused(form, tmp_path / f"x.{form}")
    writing.check("html", None)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user with limits")
def test_a_place_without_leave(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert "cannot be written" in refused("html", tmp_path / "x.html")
    tmp_path.chmod(0o700)


@pytest.mark.parametrize("form", FOLDERS)
def test_a_folder_of_ours_is_written_again_and_others_files_stay(tmp_path: Path, form: str) -> None:
    folder = tmp_path / "tables"
    writing.check(form, folder)
    writing.to_folder(FOLDERS[form](sample.small()), folder)
    (folder / "notes.txt").write_text("mine")
    writing.check(form, folder)
    writing.to_folder(FOLDERS[form](sample.empty()), folder)
    assert (folder / "notes.txt").read_text() == "mine"
    (folder / f"quotes.{form}").write_text("mine")
    assert f"quotes.{form} is there already and was not written" in refused(form, folder)


def test_both_kinds_of_tables_may_share_a_folder(tmp_path: Path) -> None:
    for form, files in FOLDERS.items():
        writing.check(form, tmp_path)
        writing.to_folder(files(sample.small()), tmp_path)
    assert len(list(tmp_path.iterdir())) == 19


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be written: Is a directory"):
        writing.to_file(b"", tmp_path)
    (tmp_path / "x").touch()
    with pytest.raises(OutputError, match="cannot be made"):
        writing.to_folder([("a", b"")], tmp_path / "x")


def test_parquet_without_pyarrow_is_told_before_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    assert find_spec("pyarrow")
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"crossread\[parquet\]"):
        writing.check("parquet", Path("tables"))
