"""Points in texts that are not in the repository, judged by places that readers marked."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from bench import read_points
from bench.report import MissingData

TEXTS = {
    "a.txt": "The dam at Orlen burst on Sunday\n\nThe dam at Orlen burst on Sunday night and 38 people"
    " were hurt. Minister Anna Keller spoke of a disaster for the whole valley.",
    "b.txt": "Forty hurt as Orlen dam bursts\n\nOn Sunday night the dam at Orlen burst, and 38 people"
    " were hurt in the valley. The trains to the coast were on time.",
}


def folder(tmp_path: Path, facts: list[dict[str, object]]) -> Path:
    """Two pages, and what a reader marked in them, in place of `examples/read`."""
    data = tmp_path / "pages"
    data.mkdir()
    sums = []
    for name, text in TEXTS.items():
        (data / name).write_text(text, encoding="utf-8")
        sums.append({"id": name, "sha256": hashlib.sha256(text.encode()).hexdigest()[:16]})
    for name, rows in (("points", facts), ("texts", sums)):
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    return data


def fact(id: str, *words: str, sure: bool = True) -> dict[str, object]:
    """A fact, by the words that tell it in each text."""
    members = [
        [name, text.index(word), text.index(word) + len(word)]
        for (name, text), word in zip(TEXTS.items(), words, strict=True)
    ]
    return {
        "data": "pages",
        "reader": "a",
        "event": "dam",
        "id": id,
        "sure": sure,
        "members": members,
    }


BURST = fact(
    "1", "The dam at Orlen burst on Sunday night", "On Sunday night the dam at Orlen burst"
)
OTHER = fact("2", "Minister Anna Keller spoke", "The trains to the coast", sure=False)


def test_points_whose_members_tell_one_marked_fact_are_right(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder(tmp_path, [BURST, OTHER])
    monkeypatch.setattr(read_points, "READ", tmp_path)
    report = read_points.run(data)
    assert report.figures["a points"] >= 1
    assert report.figures["a pairs precision"] > 0
    assert report.figures["a facts found"] == 1
    ((*_, sure, found, every, found_of_every),) = report.tables[0].rows
    assert (sure, found, every, found_of_every) == (1, 1, 2, 1)


def test_points_that_nobody_marked_are_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder(tmp_path, [OTHER])
    monkeypatch.setattr(read_points, "READ", tmp_path)
    assert read_points.run(data).figures["a pairs precision"] == 0


def test_another_text_under_the_same_name_is_not_judged(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = folder(tmp_path, [BURST])
    monkeypatch.setattr(read_points, "READ", tmp_path)
    (data / "a.txt").write_text("Something else entirely, told at length.", encoding="utf-8")
    with pytest.raises(MissingData, match=r"a\.txt is not the text"):
        read_points.run(data)


def test_what_nobody_has_read_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match="nobody has read"):
        read_points.run(tmp_path)


def test_differences_are_held_against_what_a_reader_wrote_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(TEXTS, "b.txt", TEXTS["b.txt"].replace("38 people", "41 people"))
    data = folder(tmp_path, [BURST])
    sides = [
        [name, text.index(word), text.index(word) + len(word)]
        for (name, text), word in zip(TEXTS.items(), ("38 people", "41 people"), strict=True)
    ]
    rows = [
        {
            "data": "pages",
            "reader": "f",
            "id": "f1",
            "kind": "figure",
            "sure": True,
            "sides": sides,
        },
        {"data": "pages", "reader": "f", "id": "f2", "kind": "name", "sure": False, "sides": sides},
    ]
    (tmp_path / "differences.jsonl").write_text(
        "".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8"
    )
    monkeypatch.setattr(read_points, "READ", tmp_path)
    report = read_points.run(data)
    assert report.figures["differences shown"] == report.figures["differences on the list"] == 1
    assert report.tables[1].rows == (("figure", 1, 1, 1, 1), ("name", 0, 0, 1, 0))
