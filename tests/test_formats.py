"""Every form of a result from the command line, and the document that tells of them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from crossread.showing.columns import SHEETS
from tests.test_cli import NEWS, clean, run

DOCUMENT = Path(__file__).parent.parent / "docs" / "formats.md"
BINARIES = str(Path(sys.executable).parent)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with pages and their saved dossier."""
    folder = tmp_path_factory.mktemp("formats")
    (folder / "pages").mkdir()
    for name, text in NEWS.items():
        (folder / "pages" / name).write_text(text, encoding="utf-8")
    clean(run("compare", str(folder / "pages"), "-o", str(folder / "dossier.json")), 0)
    return folder


@pytest.mark.parametrize("form", ["html", "json", "md", "annotations", "csv", "parquet"])
def test_a_saved_dossier_is_shown_as_the_pages_would_be(place: Path, form: str) -> None:
    direct, again = place / f"direct-{form}", place / f"again-{form}"
    clean(run("compare", str(place / "pages"), "-f", form, "-o", str(direct)), 0)
    clean(run("show", str(place / "dossier.json"), "-f", form, "-o", str(again)), 0)
    if form in ("csv", "parquet"):
        names = sorted(path.name for path in direct.iterdir())
        assert len(names) >= 8
        assert names == sorted(path.name for path in again.iterdir())
        for name in names:
            assert (direct / name).read_bytes() == (again / name).read_bytes()
    else:
        assert direct.read_bytes() == again.read_bytes()


def test_the_suffix_chooses_the_format(place: Path) -> None:
    clean(run("show", str(place / "dossier.json"), "-o", str(place / "x.jsonld")), 0)
    assert json.loads((place / "x.jsonld").read_bytes())["type"] == "AnnotationCollection"
    said = clean(run("show", str(place / "dossier.json"), "-o", str(place / "x.csv")), 2)
    assert "--format" in said


def test_without_output_a_plain_brief_goes_into_a_pipe(place: Path) -> None:
    result = run("compare", str(place / "pages"))
    clean(result, 0)
    brief = result.stdout.decode()
    assert "\x1b" not in brief
    assert not brief.startswith("#")
    assert "12 million euros" in brief
    assert "15 millions d’euros" in brief
    assert brief == run("show", str(place / "dossier.json"), TERM="xterm").stdout.decode()
    assert b"\x1b[" in run("show", str(place / "dossier.json"), FORCE_COLOR="1").stdout


def test_standard_input_is_read(place: Path) -> None:
    data = (place / "dossier.json").read_bytes()
    result = run("show", "-", "-f", "json", stdin=data)
    clean(result, 0)
    assert result.stdout == data


def test_the_dossiers_language(place: Path) -> None:
    result = run("show", str(place / "dossier.json"), "--language", "fr")
    assert "récits" in result.stdout.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "it is empty"),
        (b'{"schema": 1, "gener', "ends too early"),
        (b'{"schema": 3, "generator": "crossread 4.0.0", "pages": []}', "schema 3"),
        (b"[]", "no saved dossier"),
        (b"<html>", "not JSON"),
    ],
)
def test_a_file_that_is_no_dossier(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "x.json"
    path.write_bytes(content)
    said = clean(run("show", str(path), "-o", str(tmp_path / "x.html")), 2)
    assert words in said
    assert len(said.splitlines()) == 1
    assert not (tmp_path / "x.html").exists()


def test_a_file_that_is_not_there() -> None:
    assert "cannot be read" in clean(run("show", "no/such.json"), 2)


def test_folders_want_a_name_and_nothing_of_others_is_lost(place: Path) -> None:
    dossier = str(place / "dossier.json")
    assert "-o FOLDER" in clean(run("show", dossier, "-f", "csv"), 2)
    (place / "mine.md").write_text("mine")
    assert "mine.md" in clean(run("show", dossier, "-o", str(place / "mine.md")), 2)
    assert (place / "mine.md").read_text() == "mine"
    before = (place / "dossier.json").read_bytes()
    assert "one of the inputs" in clean(run("show", dossier, "-f", "html", "-o", dossier), 2)
    page = str(place / "pages" / "a.txt")
    assert "one of the inputs" in clean(run("compare", page, "-f", "html", "-o", page), 2)
    assert (place / "dossier.json").read_bytes() == before


def test_parquet_without_pyarrow_is_told_in_a_line(place: Path, tmp_path: Path) -> None:
    code = (
        "import sys; sys.modules['pyarrow'] = None; from crossread.cli import main; "
        f"sys.argv = ['crossread', 'compare', {str(place / 'pages')!r}, '-f', 'parquet', "
        f"'-o', {str(tmp_path / 'tables')!r}]; main()"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 2
    assert done.stderr.decode() == (
        "crossread: parquet needs pyarrow: pip install 'crossread[parquet]'\n"
    )


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals there")
def test_no_page_steers_a_terminal(tmp_path: Path) -> None:
    import pty

    evil = NEWS["a.txt"].replace("bridge", "bri\x1b]0;owned\x07dge\u202e\x9b2J")
    (tmp_path / "a\x1b[31m.txt").write_text(evil, encoding="utf-8")
    (tmp_path / "b.txt").write_text(NEWS["b.txt"], encoding="utf-8")
    (tmp_path / "bad\x1b]0;x\x07.txt").write_bytes(b"")
    for form in ([], ["-f", "md"], ["-f", "json"]):
        ours, theirs = pty.openpty()
        with (tmp_path.parent / "told").open("wb") as told, subprocess.Popen(
            [sys.executable, "-m", "crossread", "compare", str(tmp_path), *form],
            stdout=theirs, stderr=told, env={**os.environ, "TERM": "xterm", "NO_COLOR": ""},
        ) as process:  # fmt: skip
            os.close(theirs)
            shown = b""
            while True:
                try:
                    part = os.read(ours, 65536)
                except OSError:  # the other end is closed
                    break
                if not part:
                    break
                shown += part
        os.close(ours)
        assert process.returncode == 0
        said = (tmp_path.parent / "told").read_text(encoding="utf-8")
        assert "bad\ufffd]0;x\ufffd.txt" in said
        assert "\x1b" not in said
        text = shown.decode()
        assert "LISBURN" in text
        codes = set(re.findall(r"\x1b[^m]{0,12}m?", text))
        assert all(re.fullmatch(r"\x1b\[[0-9;]*m", code) for code in codes), codes
        assert bool(codes) == (not form)
        assert not re.search("[\x07\x80-\x9f\u202a-\u202e]", text)


def test_the_program_starts_quickly_without_what_it_does_not_need() -> None:
    heavy = ("numpy", "rich", "jinja2", "pyarrow", "msgspec", "lxml", "trafilatura")
    code = (
        f"import sys; from crossread import cli; print([m for m in {heavy!r} if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_document_tells_of_every_column() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    kinds = {"boolean": "true or false"}
    for sheet in SHEETS:
        part = text.partition(f"### {sheet.name}\n\n{sheet.about}\n")[2].partition("\n##")[0]
        rows = [line for line in part.splitlines() if line.startswith("| `")]
        wanted = [
            f"| `{c.name}`{where} | {kinds.get(c.type, c.type)} | {c.about} |"
            for where, columns in (
                ("", sheet.columns),
                (f" in `{sheet.nested.name}`" if sheet.nested else "",
                 sheet.nested.columns if sheet.nested else ()),
            )
            for c in columns
        ]  # fmt: skip
        assert rows == wanted, sheet.name


def test_the_examples_of_the_document_run(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    for name, text in NEWS.items():
        (tmp_path / "pages" / name).write_text(text, encoding="utf-8")
    text = DOCUMENT.read_text(encoding="utf-8")
    examples = re.findall(r"```(sh|python)\n(.*?)```", text, re.DOTALL)
    assert [kind for kind, _ in examples].count("python") == 4
    told = ""
    for kind, example in examples:
        command = ["sh", "-e", "-c", example] if kind == "sh" else [sys.executable, "-c", example]
        done = subprocess.run(
            command, cwd=tmp_path, capture_output=True, check=False,
            env={**os.environ, "PATH": BINARIES + os.pathsep + os.environ["PATH"]},
        )  # fmt: skip
        assert done.returncode == 0, done.stderr.decode()
        told += done.stdout.decode()
    assert "'Anna Keller': 2" in told
    made = {path.name for path in tmp_path.iterdir()}
    assert {"dossier.html", "dossier.json", "brief.md", "dossier.jsonld", "tables"} <= made


def test_help_has_an_example() -> None:
    assert "crossread show dossier.json" in run("show", "--help").stdout.decode()
