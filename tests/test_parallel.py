"""Work in several processes: the same results in the same order, and an end in every case."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossread import parallel, worker
from crossread.errors import CrossreadError
from crossread.parallel import WorkerLost, Workers, mapped, usable_cores
from tests import parallel_cases as cases

NUMBERS = list(range(40))
LINUX = pytest.mark.skipif(not Path("/proc/self/stat").is_file(), reason="needs /proc")


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    assert list(mapped(cases.late_square, NUMBERS, jobs)) == [(n, n * n) for n in NUMBERS]


def test_nothing_in_nothing_out() -> None:
    assert list(mapped(cases.square, [], 2)) == []


def test_several_processes_share_the_work_and_none_is_this_one() -> None:
    with Workers(2) as workers:
        found = {pid for _, pid in workers.map(cases.process, NUMBERS)}
        again = {pid for _, pid in workers.map(cases.process, NUMBERS)}
    assert os.getpid() not in found
    assert again <= found, "processes are kept for the next function"


def test_one_job_is_done_in_this_process() -> None:
    assert {pid for _, pid in mapped(cases.process, NUMBERS, 1)} == {os.getpid()}


def test_only_as_much_is_read_ahead_as_the_workers_may_hold() -> None:
    taken: list[int] = []
    closed: list[bool] = []

    def endless() -> Iterator[int]:
        try:
            for number in itertools.count():
                taken.append(number)
                yield number
        finally:
            closed.append(True)

    results = mapped(cases.square, endless(), 2)
    given = [next(results) for _ in range(100)]
    time.sleep(0.3)  # long enough to read thousands
    assert given == [(n, n * n) for n in range(100)]
    assert len(taken) <= 100 + 2 * parallel.CHUNK * parallel.AHEAD
    results.close()
    deadline = time.monotonic() + 5
    while not closed and time.monotonic() < deadline:
        time.sleep(0.01)
    assert closed, "the input is told that nothing more is wanted"


def test_an_item_does_not_wait_for_others_while_the_input_pauses() -> None:
    goes_on = threading.Event()

    def pausing() -> Iterator[int]:
        yield 1
        yield 2
        assert goes_on.wait(60)
        yield 3

    results = mapped(cases.square, pausing(), 2)
    assert [next(results), next(results)] == [(1, 1), (2, 4)]
    goes_on.set()
    assert list(results) == [(3, 9)]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_exception_is_raised_at_the_place_of_its_item(jobs: int) -> None:
    results = mapped(cases.refuse_seven, NUMBERS, jobs)
    assert [item for item, _ in itertools.islice(results, 7)] == list(range(7))
    with pytest.raises(ValueError, match="seven is refused") as raised:
        next(results)
    if jobs > 1:
        assert "refuse_seven" in "".join(raised.value.__notes__), "the worker's traceback is told"


def test_an_exception_that_cannot_travel_is_told_by_its_name() -> None:
    with pytest.raises(RuntimeError, match="Odd: 0 and 0"):
        list(mapped(cases.odd_error, NUMBERS, 2))


def test_an_exception_of_the_input_is_raised_after_the_results_before_it() -> None:
    def broken() -> Iterator[int]:
        yield from range(20)
        raise OSError("the disk is gone")

    results = mapped(cases.square, broken(), 2)
    assert [next(results)[0] for _ in range(20)] == list(range(20))
    with pytest.raises(OSError, match="the disk is gone"):
        next(results)


@pytest.mark.parametrize("function", [cases.unpicklable, lambda number: number])
def test_what_cannot_be_sent_is_an_error_and_no_hang(function: object) -> None:
    with pytest.raises(Exception, match=r"pickle|lambda"):
        list(mapped(function, NUMBERS, 2))  # type: ignore[arg-type]


def test_a_function_of_a_script_is_refused() -> None:
    def function(number: int) -> int:
        return number

    function.__module__ = "__main__"
    with pytest.raises(ValueError, match="in a module"):
        list(mapped(function, NUMBERS, 2))


@pytest.mark.parametrize("jobs", [0, -1])
def test_less_than_one_job_is_refused(jobs: int) -> None:
    with pytest.raises(ValueError, match="1 or more"):
        Workers(jobs)


def test_an_item_that_ends_its_worker_is_lost_and_no_other() -> None:
    def lost(number: int, how: str) -> int:
        assert how == "was ended by signal 9 (out of memory?)"
        return -number

    found = dict(mapped(cases.die_at_seven, NUMBERS, 2, lost=lost))
    assert found == {number: -7 if number == 7 else number for number in NUMBERS}


def test_a_lost_item_is_an_error_in_a_line_where_nothing_takes_its_place() -> None:
    with pytest.raises(WorkerLost, match="signal 9") as raised:
        list(mapped(cases.die_at_seven, NUMBERS, 2))
    assert isinstance(raised.value, CrossreadError)
    assert len(str(raised.value).splitlines()) == 1


def test_workers_that_always_die_are_an_error_and_no_endless_loop() -> None:
    with pytest.raises(WorkerLost, match="exit code 3"):
        list(mapped(cases.die, NUMBERS, 2, lost=lambda number, _: number))


def test_workers_work_on_after_a_death_and_after_an_error() -> None:
    with Workers(2) as workers:
        with pytest.raises(WorkerLost):
            list(workers.map(cases.die, NUMBERS))
        with pytest.raises(ValueError, match="seven"):
            list(workers.map(cases.refuse_seven, NUMBERS))
        assert [n for _, n in workers.map(cases.square, [2, 3])] == [4, 9]


def test_closing_ends_what_is_being_done() -> None:
    under_way = threading.Event()

    def work() -> Iterator[float]:
        yield 0.0
        assert under_way.wait(60)
        yield from [60.0, 60.0]

    workers = Workers(2)
    results = workers.map(cases.sleep, work())
    assert next(results) == (0.0, 0.0)
    under_way.set()
    started = time.monotonic()
    workers.close()
    with pytest.raises(RuntimeError, match="closed"):
        next(results)
    assert time.monotonic() - started < 30


def test_one_thing_at_a_time() -> None:
    with Workers(2) as workers:
        first = workers.map(cases.square, NUMBERS)
        next(first)
        with pytest.raises(RuntimeError, match="in use"):
            next(workers.map(cases.square, NUMBERS))


def test_a_worker_has_one_thread_for_sums_and_this_process_keeps_its_own() -> None:
    before = dict(os.environ)
    assert dict(mapped(cases.environment, worker.THREADS, 2)) == dict.fromkeys(worker.THREADS, "1")
    assert dict(os.environ) == before


def test_the_callers_script_is_not_run_again() -> None:
    assert {path for _, path in mapped(cases.main_module, NUMBERS, 2)} == {None}


def test_little_work_starts_no_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "usable_cores", lambda: 2)
    monkeypatch.setattr(worker, "_started", lambda: pytest.fail("a process was started"))
    assert {pid for _, pid in mapped(cases.process, NUMBERS)} == {os.getpid()}


def test_much_work_starts_processes_and_goes_on_here_until_they_are_ready(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(parallel, "usable_cores", lambda: 2)
    monkeypatch.setattr(parallel, "ALONE", 0.05)
    results = mapped(cases.sleep, itertools.repeat(0.01))
    with Workers(None) as workers:
        workers._alone = 0.0
        found = [pid for _, pid in workers.map(cases.process, NUMBERS)]
    assert os.getpid() not in found
    started = time.monotonic()
    while threading.active_count() == 1 and time.monotonic() - started < 30:
        next(results)
    assert threading.active_count() > 1, "workers have taken over"
    results.close()


def test_cores_are_those_of_a_containers_share(tmp_path: Path) -> None:
    share = tmp_path / "cpu.max"
    share.write_text("150000 100000\n")
    assert parallel._quota(share) == 2
    share.write_text("max 100000\n")
    assert parallel._quota(share) > 1000
    assert parallel._quota(tmp_path / "none") > 1000
    assert usable_cores() >= 1


LINE = json.dumps(
    {"text": "The harbour bridge will stay closed until March, Mayor Anna Keller said. " * 3}
)


@LINUX
@pytest.mark.parametrize(
    "sent, whole_group, code",
    [
        (signal.SIGINT, True, 130),  # Ctrl-C in a terminal reaches every process
        (signal.SIGINT, False, 130),
        (signal.SIGTERM, False, -signal.SIGTERM),
        (signal.SIGKILL, False, -signal.SIGKILL),
    ],
)
def test_a_signal_ends_all_processes_at_once(
    tmp_path: Path, sent: signal.Signals, whole_group: bool, code: int
) -> None:
    pipe = tmp_path / "pages.jsonl"
    os.mkfifo(pipe)
    with subprocess.Popen(
        [sys.executable, "-m", "crossread", "articles", str(pipe), "--jobs", "2"],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        with pipe.open("wb", buffering=0) as pages:
            pages.write(LINE.encode() + b"\n")
            assert b"harbour" in program.stdout.readline(), "one page does not wait for others"
            workers = children(program.pid)
            assert len(workers) >= 2
            (os.killpg if whole_group else os.kill)(program.pid, sent)
            assert program.wait(20) == code
            deadline = time.monotonic() + 20
            while any(map(alive, workers)) and time.monotonic() < deadline:
                time.sleep(0.01)
            assert not any(map(alive, workers)), "no orphan"
        said = program.stderr.read().decode()
    assert said == ""


@LINUX
def test_ctrl_c_while_standard_input_is_waited_for() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "crossread", "compare", "-", "--jobs", "2"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stderr is not None
        tasks = Path(f"/proc/{program.pid}/task")
        deadline = time.monotonic() + 20
        while len(list(tasks.iterdir())) < 4 and time.monotonic() < deadline:
            time.sleep(0.01)  # until the threads are there: one reads
        program.send_signal(signal.SIGINT)
        assert program.wait(20) == 130
        assert program.stderr.read() == b""


def test_a_reader_that_goes_away_ends_the_program(tmp_path: Path) -> None:
    pages = tmp_path / "pages.jsonl"
    pages.write_text((LINE + "\n") * 500)
    with subprocess.Popen(
        [sys.executable, "-m", "crossread", "articles", str(pages), "--jobs", "2"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.readline()
        program.stdout.close()
        program.wait(60)
        assert program.stderr.read() == b""


def children(parent: int) -> list[int]:
    """Processes that a process has started."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            fields = state(int(entry.name))
            if fields and int(fields[1]) == parent:
                found.append(int(entry.name))
    return found


def alive(pid: int) -> bool:
    """Whether a process still runs; one that has ended and waits to be asked does not."""
    fields = state(pid)
    return bool(fields) and fields[0] != "Z"


def state(pid: int) -> list[str]:
    """State, parent and more of a process; nothing where there is none."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []
