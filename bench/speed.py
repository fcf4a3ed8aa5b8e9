"""How long `compare` takes, start included, and how much memory it needs.

Data: a folder of pages. Runs the command line in processes of its own; the wall time is the
median of five runs, the memory the peak resident set of the process.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from pathlib import Path

from bench.report import MissingData, Report, Table

RUNS = 5


def run(data: Path) -> Report:
    """Time `crossread compare DATA --format json` and `crossread --help`.

    Raises:
        MissingData: DATA is no folder.
    """
    if not data.is_dir():
        raise MissingData(f"{data} is not a folder of pages")
    rows: list[tuple[str, float, float]] = []
    for name, arguments in (
        ("compare to JSON", ["compare", str(data), "--format", "json"]),
        ("compare to HTML", ["compare", str(data), "--format", "html"]),
        ("--help", ["--help"]),
    ):
        measured = [_once(arguments) for _ in range(RUNS)]
        seconds = statistics.median(m[0] for m in measured)
        rows.append((name, seconds, max(m[1] for m in measured)))
    return Report(
        name="speed",
        tables=(Table(f"{data.name}, {os.cpu_count()} cores", ("run", "s", "MB"), tuple(rows)),),
        figures={f"{name} seconds": s for name, s, _ in rows}
        | {f"{name} megabytes": m for name, _, m in rows},
        notes=(f"median of {RUNS} runs; peak resident memory",),
    )


def _once(arguments: list[str]) -> tuple[float, float]:
    """Seconds of wall time and megabytes of peak memory of one run."""
    started = time.perf_counter()
    pid = os.posix_spawn(
        sys.executable,
        [sys.executable, "-m", "crossread", *arguments],
        dict(os.environ),
        file_actions=[
            (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
            (os.POSIX_SPAWN_OPEN, 2, os.devnull, os.O_WRONLY, 0),
        ],
    )
    _, status, usage = os.wait4(pid, 0)
    seconds = time.perf_counter() - started
    if os.waitstatus_to_exitcode(status) != 0:
        raise MissingData(f"crossread {' '.join(arguments)} failed")
    return seconds, usage.ru_maxrss / 1024
