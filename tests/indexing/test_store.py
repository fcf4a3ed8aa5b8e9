"""The file of an index: what may be wrong with it, who may use it, and what survives."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

from crossread.errors import IndexFileError
from crossread.indexing import open_index
from crossread.indexing.store import APPLICATION, VERSION
from tests.indexing.texts import story


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "news.index"
    with open_index(file, write=True) as index:
        index.add([(f"s{k}", story(k)) for k in range(5)])
    return file


def wrong(path: Path, *, write: bool = False) -> str:
    """What is said of a file that cannot be opened; always one line that names it."""
    with pytest.raises(IndexFileError) as error:
        open_index(path, write=write).close()
    line = str(error.value)
    assert "\n" not in line
    assert str(path) in line
    return line


def statement(path: Path, text: str) -> None:
    connection = sqlite3.connect(path)
    with connection:
        connection.execute(text)
    connection.close()


def test_a_file_that_does_not_exist(tmp_path: Path) -> None:
    assert "does not exist" in wrong(tmp_path / "x")
    assert "its folder does not exist" in wrong(tmp_path / "no" / "x", write=True)


def test_a_folder(tmp_path: Path) -> None:
    assert "is a folder" in wrong(tmp_path, write=True)


@pytest.mark.parametrize("content", [b"A page of text.", b"SQLite", b"\x89PNG\r\n\x1a\n" * 500])
@pytest.mark.parametrize("write", [True, False])
def test_a_foreign_file(tmp_path: Path, content: bytes, write: bool) -> None:
    file = tmp_path / "x"
    file.write_bytes(content)
    assert "is not an index of crossread" in wrong(file, write=write)
    assert file.read_bytes() == content


@pytest.mark.parametrize("write", [True, False])
def test_a_database_of_another_program(tmp_path: Path, write: bool) -> None:
    file = tmp_path / "x"
    statement(file, "CREATE TABLE article (number)")
    assert "a database of another program" in wrong(file, write=write)


def test_an_empty_file_becomes_an_index_only_to_write(tmp_path: Path) -> None:
    file = tmp_path / "x"
    file.touch()
    assert "is empty" in wrong(file)
    with open_index(file, write=True) as index:
        assert index.info().articles == 0


@pytest.mark.parametrize("write", [True, False])
def test_an_index_of_another_version(path: Path, write: bool) -> None:
    statement(path, f"PRAGMA user_version = {VERSION + 1}")
    assert f"of version {VERSION + 1}" in wrong(path, write=write)


@pytest.mark.parametrize("at", [20, 5000, 20_000, 40_000])
def test_a_damaged_file_is_told_or_gives_the_right_answer(path: Path, at: int) -> None:
    data = bytearray(path.read_bytes())
    data[at : at + 3000] = b"\xa5" * min(3000, len(data) - at)
    path.write_bytes(data)

    def outcome() -> list[str]:
        try:
            with open_index(path) as index:
                return [link.target for link in index.query(("asked", story(1)))]
        except IndexFileError as error:
            return str(error).split("\n")[1:]

    assert outcome() in ([], ["s1"])


def test_a_cut_file_is_told(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(IndexFileError), open_index(path) as index:
        index.query(("asked", story(1)))


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE content SET facts = x'ff'",
        "UPDATE content SET text = x'ff'",
        "UPDATE bucket SET keys = x'0102'",
        "UPDATE bucket SET keys = 7",
        "UPDATE content SET text = 'letters'",
        "DROP TABLE bucket",
        "DROP TABLE content",
    ],
)
def test_rows_that_are_no_rows_of_ours(path: Path, damage: str) -> None:
    statement(path, damage)
    with pytest.raises(IndexFileError) as error, open_index(path) as index:
        index.query(("asked", story(1)))
    assert "damaged" in str(error.value)


def test_keys_of_articles_that_are_not_there_are_passed_over(path: Path) -> None:
    statement(path, "DELETE FROM content WHERE number = 2")
    statement(path, "DELETE FROM article WHERE number = 3")
    with open_index(path) as index:
        assert [index.query(("asked", story(k))) == () for k in range(4)] == [
            False, True, True, False]  # fmt: skip


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do anything")
def test_no_permission(path: Path) -> None:
    path.chmod(0)
    assert "cannot be read" in wrong(path)


def test_a_reader_needs_no_right_to_write(path: Path) -> None:
    path.chmod(0o444)
    path.parent.chmod(0o555)
    try:
        with open_index(path) as index:
            assert len(index.query(("asked", story(1)))) == 1
    finally:
        path.parent.chmod(0o755)


def test_nothing_lies_beside_the_file_when_all_is_closed(path: Path) -> None:
    with open_index(path) as one, open_index(path, write=True) as other:
        other.add([("new", story(9))])
        one.query(("asked", story(9)))
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_a_path_with_marks_of_addresses(tmp_path: Path) -> None:
    file = tmp_path / "a?b#c%20 d.index"
    with open_index(file, write=True) as index:
        index.add([("a", story(1))])
    assert [entry.name for entry in tmp_path.iterdir()] == [file.name]


def test_a_reader_sees_what_another_process_has_added(path: Path) -> None:
    with open_index(path) as reader:
        assert reader.query(("asked", story(9))) == ()
        _in_another_process(path, "index.add([('new', story(9))])")
        assert [link.target for link in reader.query(("asked", story(9)))] == ["new"]
        _in_another_process(path, "index.remove(['new'])")
        assert reader.query(("asked", story(9))) == ()


def test_a_reader_keeps_its_view_while_another_process_writes(path: Path) -> None:
    with open_index(path) as reader:
        pairs = reader.pairs()
        assert next(pairs, None) is None  # no pair yet, but the view is closed again
        with open_index(path, write=True) as writer:
            writer.add([("a", story(20)), ("b", story(20))])
            running = reader.pairs()
            assert next(running).second == "b"
            writer.remove(["a"])
            assert list(running) == []
        assert list(reader.pairs()) == []


def test_a_second_writer_waits(path: Path) -> None:
    script = (
        "import sys\n"
        "with index._store.writing():\n"
        "    print('writing', flush=True)\n"
        "    sys.stdin.read()"
    )
    with _started(path, script) as writer:
        assert writer.stdout is not None
        assert writer.stdin is not None
        writer.stdout.readline()
        with open_index(path) as reader:
            assert len(reader.query(("asked", story(1)))) == 1
        writer.stdin.close()
        with open_index(path, write=True) as index:
            assert index.add([("new", story(9))]).added == ("new",)


def test_a_writer_that_waits_too_long_is_told(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("crossread.indexing.store.WAIT", 0.05)
    with open_index(path, write=True) as one, open_index(path, write=True) as other:
        with one._store.writing(), pytest.raises(IndexFileError) as error:
            other.add([("new", story(9))])
        assert "by another process" in str(error.value)
        assert other.add([("new", story(9))]).added == ("new",)


def test_a_full_disk_keeps_what_was_there(path: Path) -> None:
    with open_index(path, write=True) as index:
        before = index.info()
        pages = before.bytes // 8192
        index._store.database.execute(f"PRAGMA max_page_count = {pages + 1}")
        with pytest.raises(IndexFileError) as error:
            index.add([(f"n{k}", story(k)) for k in range(100, 200)])
        assert "no space left" in str(error.value)
        assert index.info() == before
        assert len(index.query(("asked", story(1)))) == 1


@pytest.mark.skipif(not hasattr(signal, "SIGXFSZ"), reason="no limit of file sizes here")
def test_a_file_that_may_not_grow_keeps_what_was_there(path: Path) -> None:
    script = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (150_000, 150_000))\n"
        "from crossread.errors import IndexFileError\n"
        "try:\n"
        "    index.add([(f'n{k}', story(k)) for k in range(100, 300)])\n"
        "except IndexFileError as error:\n"
        "    print(error)\n"
    )
    with _started(path, script) as process:
        said, _ = process.communicate()
    assert "nothing of this call was kept" in said
    with open_index(path) as index:
        assert index.info().articles == 5


@pytest.mark.parametrize("delay", [0.05, 0.2, 0.45])
def test_a_killed_process_loses_nothing_that_was_acknowledged(path: Path, delay: float) -> None:
    script = (
        "for k in range(100, 100_000):\n"
        "    index.add([(f'n{k}', story(k)), (f'm{k}', story(k))])\n"
        "    index.remove([f's{k - 100}'])\n"
        "    print(k, flush=True)"
    )
    with _started(path, script) as process:
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(delay)
        process.kill()
        told = process.stdout.read().split()
    last = int(told[-1]) if told else 100
    with open_index(path) as index:
        for k in range(100, last + 1):
            assert index.get(f"n{k}") is not None
            assert index.get(f"m{k}") is not None
        assert {link.target for link in index.query(("asked", story(last)))} == {
            f"n{last}", f"m{last}"}  # fmt: skip
        assert index.get("s0") is None
        numbers = [int(pair.first[1:]) for pair in index.pairs()]
        assert numbers[: last - 99] == list(range(100, last + 1))
        assert len(numbers) - (last - 99) in {
            0,
            1,
        }  # what was not acknowledged is whole or not there
    with open_index(path, write=True) as index:
        assert index.add([("after", story(99))]).added == ("after",)


def test_the_header_says_whose_file_it_is(path: Path) -> None:
    head = path.read_bytes()[:100]
    assert int.from_bytes(head[68:72], "big") == APPLICATION
    assert int.from_bytes(head[60:64], "big") == VERSION


def _started(path: Path, script: str) -> subprocess.Popen[str]:
    """A process with the index open for writing."""
    body = "\n".join("    " + line for line in script.split("\n"))
    program = (
        "from crossread.indexing import open_index\n"
        "from tests.indexing.texts import story\n"
        f"with open_index({str(path)!r}, write=True) as index:\n{body}\n"
    )
    return subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parent.parent.parent,
    )


def _in_another_process(path: Path, script: str) -> None:
    with _started(path, script) as process:
        process.communicate()
    assert process.returncode == 0
