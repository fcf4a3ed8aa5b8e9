"""The command `crossread stories --stream`, in processes of its own."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

import pytest

from crossread.errors import UsageError
from crossread.streaming.following import window_days
from tests.streaming.stream import FERRY, STRIKE

TEXTS = [text for pair in zip(FERRY, STRIKE) for text in pair]
PATIENCE = 60  # seconds before a test gives up on a process that should have answered


def record(number: int, **fields: str) -> bytes:
    text = TEXTS[number % len(TEXTS)]
    return json.dumps({"id": f"r{number}", "text": text, **fields}).encode() + b"\n"


def run(*arguments: str, given: bytes) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "crossread", "stories", "--stream", *arguments]
    return subprocess.run(command, input=given, capture_output=True, timeout=PATIENCE, check=False)


def events(data: bytes) -> list[dict[str, Any]]:
    return [json.loads(line) for line in data.splitlines()]


@contextmanager
def started(*arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "crossread", "stories", "--stream", *arguments]
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout, process.stderr):
            if pipe is not None:
                with suppress(BrokenPipeError):
                    pipe.close()


def send(process: subprocess.Popen[bytes], data: bytes) -> None:
    pipe: IO[bytes] | None = process.stdin
    assert pipe is not None
    pipe.write(data)
    pipe.flush()


def receive(process: subprocess.Popen[bytes]) -> dict[str, Any]:
    assert process.stdout is not None
    found: dict[str, Any] = json.loads(process.stdout.readline())
    return found


def test_every_record_gets_its_event() -> None:
    done = run(given=b"".join(record(k) for k in range(8)))
    assert done.returncode == 0, done.stderr
    told = [e for e in events(done.stdout) if e["event"] in ("story.new", "story.add")]
    assert [e["source_id"] for e in told] == [f"r{k}" for k in range(8)]
    assert [e["article"] for e in told] == [f"p{k + 1}.1" for k in range(8)]


def test_the_events_are_flushed_as_they_happen() -> None:
    # The pipe stays open: an answer comes only if nothing waits for more.
    with started("--jobs", "1") as process:
        for number in range(3):
            send(process, record(number))
            assert receive(process)["source_id"] == f"r{number}"


def test_one_process_and_two_tell_the_same() -> None:
    given = b"".join(record(k) for k in range(24))
    assert run("--jobs", "1", given=given).stdout == run("--jobs", "2", given=given).stdout


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_it_cleanly(tmp_path: Path, jobs: str, number: signal.Signals) -> None:
    state = tmp_path / "stories.state"
    with started("--jobs", jobs, "--state", str(state)) as process:
        for k in range(3):
            send(process, record(k))
            receive(process)
        process.send_signal(number)
        assert process.wait(PATIENCE) == 0
        assert process.stderr is not None
        assert process.stderr.read() == b""
    rest = run("--state", str(state), given=record(3))
    assert [e["article"] for e in events(rest.stdout)][:1] == ["p4.1"]


def test_going_on_tells_the_same_as_never_ending(tmp_path: Path) -> None:
    state = str(tmp_path / "stories.state")
    whole = run(given=b"".join(record(k) for k in range(12)))
    with started("--state", state) as process:
        first = []
        for k in range(5):
            send(process, record(k))
            first.append(receive(process))
        process.send_signal(signal.SIGTERM)
        assert process.wait(PATIENCE) == 0
    rest = run("--state", state, given=b"".join(record(k) for k in range(5, 12)))
    told = [{k: v for k, v in e.items() if k != "url"} for e in first + events(rest.stdout)]
    assert told == [{k: v for k, v in e.items() if k != "url"} for e in events(whole.stdout)]


def test_a_slow_reader_slows_the_input_down() -> None:
    line = record(0)
    with started("--jobs", "1") as process:
        assert process.stdin is not None
        os.set_blocking(process.stdin.fileno(), False)
        sent, quiet = 0, 0
        while quiet < 30 and sent < 5_000:
            try:
                process.stdin.write(line)
                process.stdin.flush()
                sent, quiet = sent + 1, 0
            except BlockingIOError:
                quiet += 1
                time.sleep(0.1)
        assert sent < 5_000, "it read everything although nobody read the events"


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    state = tmp_path / "stories.state"
    with started("--state", str(state)) as process:
        send(process, record(0))
        receive(process)
        assert process.stdout is not None
        process.stdout.close()
        send(process, record(1))
        assert process.stdin is not None
        process.stdin.close()
        process.wait(PATIENCE)
        assert process.stderr is not None
        assert b"Traceback" not in process.stderr.read()
    assert state.exists()


def test_lines_that_are_no_records_are_told_and_passed_over() -> None:
    given = b"not json\n" + record(0) + b'{"id": 3}\n\n[1]\n' + b"\xff\xfe\n" + record(1)
    done = run(given=given)
    assert done.returncode == 0
    assert [e["source_id"] for e in events(done.stdout)] == ["r0", "r1"]
    assert done.stderr.count(b"crossread: skipped") == 4
    assert b"Traceback" not in done.stderr


def test_nothing_in_the_input() -> None:
    for given in (b"", b"\n\n", b"no json at all\n"):
        done = run(given=given)
        assert done.returncode == 1
        assert b"no article found" in done.stderr


def test_files_can_be_followed_too(tmp_path: Path) -> None:
    for number, text in enumerate(FERRY):
        (tmp_path / f"{number}.txt").write_text(f"Ferry\n\n{text} {text}\n", encoding="utf-8")
    done = run(str(tmp_path), given=b"")
    assert done.returncode == 0
    assert len([e for e in events(done.stdout) if e["event"] != "story.merge"]) == len(FERRY)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--window", "soon"], b"--window wants days or weeks like 7d or 2w, got 'soon'"),
        (["--window", "0d"], b"--window wants one day or more"),
        (["--window", "7"], b"--window wants days or weeks"),
        (["--date", "yesterday"], b"--date wants YYYY-MM-DD"),
        (["no such file"], b"does not exist"),
    ],
)
def test_wrong_calls(arguments: list[str], message: bytes) -> None:
    done = run(*arguments, given=record(0))
    assert done.returncode == 2
    assert message in done.stderr
    assert b"Traceback" not in done.stderr


def test_window_and_state_want_a_stream() -> None:
    command = [sys.executable, "-m", "crossread", "stories", "--window", "7d", "x.jsonl"]
    done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 2
    assert b"--window and --state are for --stream" in done.stderr


def test_a_state_file_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("my notes")
    done = run("--state", str(tmp_path / "state"), given=record(0))
    assert done.returncode != 0
    assert b"is not the state of a stream" in done.stderr
    assert (tmp_path / "state").read_text() == "my notes"


@pytest.mark.parametrize(("written", "days"), [("1d", 1), ("7d", 7), ("2w", 14), ("365d", 365)])
def test_lengths_of_windows(written: str, days: int) -> None:
    assert window_days(written) == days


@pytest.mark.parametrize("written", ["", "d", "7", "-1d", "1.5d", "７d", "7h", "999999d", "0w"])
def test_lengths_that_are_none(written: str) -> None:
    with pytest.raises(UsageError, match="--window wants"):
        window_days(written)
