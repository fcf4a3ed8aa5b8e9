"""The commands `links` and `index` as a person meets them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.indexing.texts import edited, story

PAGES = Path(__file__).parent.parent.parent / "examples" / "pages"


def run(*arguments: str | Path, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "crossread", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        timeout=120,
        check=False,
    )


def clean(result: subprocess.CompletedProcess[bytes], code: int = 0) -> str:
    """Standard error of a run that ended with the code wanted and without a traceback."""
    said = result.stderr.decode()
    assert "Traceback" not in said
    assert result.returncode == code, said
    return said


def lines(result: subprocess.CompletedProcess[bytes], code: int = 0) -> list[dict[str, Any]]:
    clean(result, code)
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    pages = tmp_path / "pages"
    pages.mkdir()
    texts = {"a": story(1), "b": edited(story(1), 0.05), "c": story(2)}
    for name, text in texts.items():
        headline = f"Harbour news of the day, part {name}"
        (pages / f"{name}.txt").write_text(f"{headline}\n\n{text}\n", encoding="utf-8")
    return pages


@pytest.fixture
def index(folder: Path) -> Path:
    file = folder.parent / "news.index"
    clean(run("index", "add", file, folder, "--wording-only"))
    return file


def test_links_are_json_lines(folder: Path) -> None:
    (link,) = lines(run("links", folder))
    assert (link["kind"], link["form"], link["from"], link["to"]) == (
        "copy", "edited", "p1.1", "p2.1")  # fmt: skip
    assert 0.8 < link["from_coverage"] < 1.0
    assert [Path(a["path"]).name for a in link["articles"]] == ["a.txt", "b.txt"]
    texts = {f"p{k}": (folder / name).read_text() for k, name in ((1, "a.txt"), (2, "b.txt"))}
    for pair in link["passages"]:
        for span in pair:
            assert span["text"] == texts[span["page"]][span["start"] : span["end"]]


def test_links_can_be_explained(folder: Path) -> None:
    result = run("links", folder, "--explain", "--wording-only")
    clean(result)
    text = result.stdout.decode()
    assert text.startswith("p1.1 ↔ p2.1  copy, edited\n")
    assert "  why   " in text
    assert "│" in text
    assert "[other0]" in text


def test_translations_are_found_in_the_example_pages() -> None:
    two = (PAGES / "bank-ledger.txt", PAGES / "bank-handelsbote.txt")
    (link,) = lines(run("links", *two))
    assert (link["kind"], link["form"]) == ("translation", "translation")
    assert lines(run("links", *two, "--wording-only")) == []


def test_no_link_is_no_error(folder: Path) -> None:
    assert lines(run("links", folder / "a.txt", folder / "c.txt", "--wording-only")) == []


def test_the_result_hangs_neither_on_the_order_of_paths_nor_on_the_hash_seed(folder: Path) -> None:
    names = [folder / f"{name}.txt" for name in "abc"]
    results = []
    for seed, paths in (("1", names), ("2", names[::-1])):
        call = [sys.executable, "-m", "crossread", "links", *map(str, paths)]
        env = {**os.environ, "PYTHONHASHSEED": seed}
        results.append(subprocess.run(call, capture_output=True, env=env, check=True).stdout)
    assert results[0] == results[1] != b""


def test_what_is_added_is_told_and_found(folder: Path, index: Path) -> None:
    info = lines(run("index", "info", index))[0]
    assert (info["articles"], info["vectors"], info["version"]) == (3, 0, 1)
    (link,) = lines(run("index", "query", index, folder / "a.txt", "--wording-only"))
    assert (link["from"], link["to"]) == ("p1.1", str(folder / "b.txt"))
    page = (folder / "a.txt").read_text()
    for mine, theirs in link["passages"]:
        assert mine["text"] == page[mine["start"] : mine["end"]]
        assert theirs["page"] == str(folder / "b.txt")
    assert link["articles"][1]["id"] == link["articles"][1]["path"] == str(folder / "b.txt")


def test_adding_again_changes_what_changed(folder: Path, index: Path) -> None:
    (folder / "c.txt").write_text(f"Another headline here\n\n{story(5)}\n", encoding="utf-8")
    done = lines(run("index", "add", index, folder, "--wording-only"))
    assert {Path(one["id"]).name: one["done"] for one in done} == {
        "a.txt": "unchanged", "b.txt": "unchanged", "c.txt": "replaced"}  # fmt: skip


def test_translations_against_an_index(tmp_path: Path) -> None:
    file = tmp_path / "x.index"
    clean(run("index", "add", file, PAGES / "bank-handelsbote.txt", PAGES / "dam-herald.txt"))
    (link,) = lines(run("links", PAGES / "bank-ledger.txt", "--index", file))
    assert (link["form"], link["from"]) == ("translation", "p1.1")
    (explained,) = [run("index", "query", file, PAGES / "bank-ledger.txt", "--explain")]
    clean(explained)
    assert "bank-handelsbote.txt" in explained.stdout.decode()


def test_links_of_an_index(index: Path) -> None:
    (link,) = lines(run("index", "links", index, "--wording-only"))
    assert [Path(link[end]).name for end in ("from", "to")] == ["a.txt", "b.txt"]


def test_removing_and_making_small(folder: Path, index: Path) -> None:
    a, b = str(folder / "a.txt"), str(folder / "b.txt")
    gone = lines(run("index", "remove", index, b, "nobody"))
    assert gone == [{"id": b, "removed": True}, {"id": "nobody", "removed": False}]
    clean(run("index", "compact", index))
    assert lines(run("index", "query", index, a, "--wording-only")) == []
    assert lines(run("index", "info", index))[0]["removed"] == 0
    assert "holds none" in clean(run("index", "remove", index, "nobody"), 1)


def test_records_from_a_pipe(tmp_path: Path) -> None:
    file = tmp_path / "x.index"
    records = [{"id": f"r{k}", "text": f"A headline here\n\n{story(k // 2)}"} for k in range(4)]
    feed = "".join(json.dumps(record) + "\n" for record in records).encode()
    done = lines(run("index", "add", file, "-", "--wording-only", stdin=feed))
    assert [one["id"] for one in done] == ["r0", "r1", "r2", "r3"]
    found = lines(run("index", "links", file, "--wording-only"))
    assert [(link["from"], link["to"]) for link in found] == [("r0", "r1"), ("r2", "r3")]


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["links", "no/such"], 2, "no/such"),
        (["links", "{pages}", "--index", "no/such"], 2, "does not exist"),
        (["index", "query", "no/such", "{pages}"], 2, "does not exist"),
        (["index", "query", "{pages}", "{pages}"], 2, "is a folder"),
        (["index", "query", "{pages}/a.txt", "{pages}"], 2, "is not an index of crossread"),
        (["index", "add", "{pages}/a.txt", "{pages}"], 2, "is not an index of crossread"),
        (["index", "add", "no/such/x", "{pages}"], 2, "its folder does not exist"),
        (["index", "remove", "no/such", "a"], 2, "does not exist"),
        (["index", "compact", "no/such"], 2, "does not exist"),
        (["index", "info", "no/such"], 2, "does not exist"),
        (["links", "{pages}", "--wording-only", "--encoder", "x"], 2, "--encoder"),
        (["links", "{pages}", "--date", "soon"], 2, "--date"),
        (["links", "{empty}"], 1, "no article"),
    ],
)
def test_mistakes_are_one_line(folder: Path, arguments: list[str], code: int, says: str) -> None:
    (folder.parent / "empty.txt").touch()
    places = {"pages": str(folder), "empty": str(folder.parent / "empty.txt")}
    said = clean(run(*(one.format(**places) for one in arguments)), code)
    assert says in said
    assert len([line for line in said.splitlines() if "skipped" not in line]) == 1


def test_an_index_made_with_another_encoder(index: Path) -> None:
    from crossread.indexing import open_index

    clean(run("index", "add", index, PAGES / "bank-ledger.txt"))
    with open_index(index, write=True) as opened, opened._store.writing():
        opened._store.set_fact("encoder", "another 0123")
    said = clean(run("index", "query", index, PAGES / "bank-handelsbote.txt"), 2)
    assert "was made with the encoder another 0123" in said


def test_every_command_shows_an_example() -> None:
    for command in ("add", "query", "remove", "info", "links", "compact"):
        text = run("index", command, "--help").stdout.decode()
        assert f"crossread index {command} " in text
        assert "Example:" in text
    assert "Example: crossread links" in run("links", "--help").stdout.decode()
