"""The command line as a person meets it: results, exit codes, clear lines, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

NEWS = {
    "a.txt": (
        "Harbour bridge closed after inspection\n\n"
        "LISBURN: The harbour bridge will stay closed until March, Mayor Anna Keller said on "
        "Monday. “We found 14 cracks in the main beam,” Keller told reporters.\n\n"
        "About 30,000 people cross the bridge every day. The repair will cost 12 million euros.\n"
    ),
    "b.txt": (
        "Le pont du port fermé après une inspection\n\n"
        "LISBURN : Le pont du port restera fermé jusqu’en mars, a déclaré lundi la maire Anna "
        "Keller. « Nous avons trouvé 14 fissures dans la poutre principale », a-t-elle dit.\n\n"
        "Environ 30 000 personnes traversent le pont chaque jour. La réparation coûtera "
        "15 millions d’euros.\n"
    ),
}


def run(*arguments: str, stdin: bytes = b"", **env: str) -> subprocess.CompletedProcess[bytes]:
    """Run the program in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "crossread", *arguments],
        input=stdin,
        capture_output=True,
        env={**os.environ, **env},
        timeout=120,
        check=False,
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in NEWS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def clean(result: subprocess.CompletedProcess[bytes], code: int) -> str:
    """Standard error of a run that ended with the code wanted and without a traceback."""
    said = result.stderr.decode()
    assert "Traceback" not in said
    assert result.returncode == code, said
    return said


def test_two_accounts_of_one_event_in_two_languages_share_a_point(folder: Path) -> None:
    result = run("compare", str(folder), "--format", "json")
    clean(result, 0)
    dossier = json.loads(result.stdout)
    assert [story["articles"] for story in dossier["stories"]] == [["p1.1", "p2.1"]]
    pages_of_points = [{m["page"] for m in point["members"]} for point in dossier["points"]]
    assert {"p1", "p2"} in pages_of_points


def test_a_different_figure_is_told(folder: Path) -> None:
    dossier = json.loads(run("compare", str(folder), "-f", "json").stdout)
    figures = [d for d in dossier["differences"] if d["kind"] == "figure"]
    texts = [{m["text"] for m in d["members"]} for d in figures]
    assert {"12 million euros", "15 millions d’euros"} in texts


def test_the_result_hangs_neither_on_the_order_of_paths_nor_on_the_hash_seed(folder: Path) -> None:
    a, b = str(folder / "a.txt"), str(folder / "b.txt")
    first = run("compare", a, b, "-f", "json", PYTHONHASHSEED="1")
    second = run("compare", b, a, "-f", "json", PYTHONHASHSEED="2")
    clean(first, 0)
    assert first.stdout == second.stdout


def test_the_suffix_chooses_the_format(folder: Path) -> None:
    for name, start in (("x.html", b"<!doctype html>"), ("x.json", b"{"), ("x.md", b"#")):
        clean(run("compare", str(folder), "-o", str(folder.parent / name)), 0)
        assert (folder.parent / name).read_bytes().lower().startswith(start)


def test_articles_and_stories_are_json_lines(folder: Path) -> None:
    articles = [json.loads(line) for line in run("articles", str(folder)).stdout.splitlines()]
    assert [a["language"] for a in articles] == ["en", "fr"]
    stories = [json.loads(line) for line in run("stories", str(folder)).stdout.splitlines()]
    assert [s["languages"] for s in stories] == [["en", "fr"]]


def test_standard_input_is_read() -> None:
    result = run("articles", "-", stdin=NEWS["a.txt"].encode())
    clean(result, 0)
    assert json.loads(result.stdout)["headline"]["text"] == "Harbour bridge closed after inspection"


def test_a_path_that_does_not_exist() -> None:
    said = clean(run("compare", "no/such/file.txt"), 2)
    assert "no/such/file.txt" in said
    assert len(said.splitlines()) == 1


def test_an_output_that_cannot_be_written(folder: Path) -> None:
    assert "missing" in clean(run("compare", str(folder), "-o", "missing/x.html"), 2)
    assert "is a folder" in clean(run("compare", str(folder), "-o", str(folder)), 2)


def test_a_suffix_that_names_no_format(folder: Path) -> None:
    said = clean(run("compare", str(folder), "-o", str(folder.parent / "x.pdf")), 2)
    assert "--format" in said
    assert not (folder.parent / "x.pdf").exists()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_behind_standard_output(folder: Path) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "crossread", "compare", str(folder)],
            stdout=full, stderr=subprocess.PIPE, check=False,
        )  # fmt: skip
    assert b"Traceback" not in done.stderr
    assert b"cannot be written" in done.stderr
    assert done.returncode == 2


def test_the_brief_speaks_the_language_asked_for(folder: Path) -> None:
    english, french = (run("compare", str(folder), "--language", x).stdout for x in ("en", "fr"))
    assert english != french


def test_a_folder_behind_a_link_is_not_lost_without_a_word(folder: Path, tmp_path: Path) -> None:
    (folder / "away").symlink_to(tmp_path)
    assert "away" in clean(run("compare", str(folder)), 0)


def test_a_date_that_is_none(folder: Path) -> None:
    assert "YYYY-MM-DD" in clean(run("compare", str(folder), "--date", "2025-02-31"), 2)


def test_an_unknown_option_and_a_missing_argument(folder: Path) -> None:
    clean(run("compare", str(folder), "--nonsense"), 2)
    clean(run("compare"), 2)
    clean(run("nonsense"), 2)


@pytest.mark.parametrize(
    "content",
    [b"", b"\n \n\t\n", bytes(range(256)) * 64, b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"],
    ids=["empty", "blank", "binary", "png"],
)
def test_nothing_usable_is_said_in_a_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "page.txt"
    path.write_bytes(content)
    assert "page.txt" in clean(run("compare", str(path)), 1)


def test_a_folder_without_pages(tmp_path: Path) -> None:
    clean(run("compare", str(tmp_path)), 1)


BAD = {
    "invalid UTF-8": b"Caf\xe9 \xff\xfe closed. " + NEWS["a.txt"].encode(),
    "NULs": NEWS["a.txt"].encode().replace(b" ", b" \0 ", 9),
    "unbalanced marks": ("“ « ” „ ‹ \" ' " * 200 + NEWS["a.txt"]).encode(),
    "right to left": ("أغلق الجسر يوم الاثنين بعد فحصه. قال العمدة: «وجدنا شقوقا». " * 20).encode(),
    "unknown language": ("Qwfp gjluy arst dhneio zxcv bkm. " * 60).encode(),
    "unknown script": ("ᚠᚢᚦᚨᚱᚲ ᚷᚹᚺᚾᛁᛃ ᛈᛇᛉᛊ. " * 60).encode(),
    "combining marks": ("Zalgo" + "\u0301\u0302" * 5000 + " closed the bridge. ").encode(),
}


@pytest.mark.parametrize("name", sorted(BAD))
def test_bad_input_beside_a_good_page(folder: Path, name: str) -> None:
    (folder / "bad.txt").write_bytes(BAD[name])
    result = run("compare", str(folder), "-f", "json")
    clean(result, 0)
    dossier = json.loads(result.stdout)
    seen = {page["path"].rsplit("/")[-1] for page in dossier["pages"]}
    seen |= {s["page"].rsplit("/")[-1] for s in dossier["skipped"]}
    assert {"a.txt", "b.txt", "bad.txt"} <= seen
    text = {page["id"]: page["text"] for page in dossier["pages"]}
    for quote in dossier["quotes"]:
        assert text[quote["page"]][quote["start"] : quote["end"]] == quote["text"]


def test_lone_surrogates_in_json_lines(tmp_path: Path) -> None:
    record = {
        "id": "x",
        "text": "The bridge \ud800 is closed. " * 20 + "The mayor said so on Monday.",
    }
    path = tmp_path / "feed.jsonl"
    path.write_text(json.dumps(record) + "\nnot json\n", encoding="utf-8")
    result = run("compare", str(path), "-f", "json")
    clean(result, 0)
    dossier = json.loads(result.stdout)
    assert "\ufffd" in dossier["pages"][0]["text"]
    assert any("feed.jsonl" in s["page"] for s in dossier["skipped"])


def test_fields_of_a_record_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    record = {"text": NEWS["a.txt"], "date": "yesterday", "language": "Klingon"}
    (tmp_path / "feed.jsonl").write_text(json.dumps(record), encoding="utf-8")
    said = clean(run("articles", str(tmp_path)), 0)
    assert "yesterday" in said
    assert "Klingon" in said


def test_twenty_megabytes_on_one_line(folder: Path) -> None:
    (folder / "huge.txt").write_bytes(b"word said 12 \xe2\x80\x9cquote " * 1_000_000)
    result = run("compare", str(folder), "-f", "json")
    clean(result, 0)
    dossier = json.loads(result.stdout)
    seen = {page["path"] for page in dossier["pages"]} | {s["page"] for s in dossier["skipped"]}
    assert any("huge.txt" in one for one in seen)


def test_what_is_too_long_to_be_read_whole_is_told(folder: Path) -> None:
    endless = "The mayor said that the bridge is closed and " + "that it is closed and " * 3_000
    (folder / "endless.txt").write_text(endless, encoding="utf-8")
    result = run("compare", str(folder), "-f", "json")
    clean(result, 0)
    skipped = json.loads(result.stdout)["skipped"]
    assert any("annotation from character" in s["what"] for s in skipped)


def test_help_names_every_command_with_an_example() -> None:
    for command in ("compare", "articles", "stories", "schema", "models"):
        told = run(command, "--help")
        clean(told, 0)
        assert f"crossread {command}" in told.stdout.decode()


def test_the_schema_is_printed() -> None:
    assert json.loads(run("schema").stdout)["$schema"].startswith("https://json-schema.org/")


def test_the_model_cards_are_printed() -> None:
    told = run("models").stdout.decode()
    assert "CC BY" in told
    assert "encoder" in told.lower()


def test_the_version() -> None:
    from crossread import __version__

    assert run("--version").stdout.decode().split() == ["crossread", __version__]
