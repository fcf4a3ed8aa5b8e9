"""How long `compare` takes, start included, how much memory it needs, how fast the encoder is.

Data: a folder of pages. Runs the command line in processes of its own; the wall time is the
median of five runs, the memory the peak resident set of the process. The encoder is loaded in
processes of its own too, its imports included; its throughput is that of one core on the pages' words
in sentences of 25, once with every word new to it (cold) and once more (warm), the best of five
runs, since other work on the machine only ever adds to them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.report import MissingData, Report, Table
from crossread import pipeline
from crossread.encoding import load
from crossread.encoding.subwords import SHIPPED
from crossread.model import Page

RUNS = 5
SENTENCE = 25
"""Words of a sentence of news."""
SENTENCES = 40_000
"""Most sentences that are encoded."""
LOADING = """
from time import perf_counter
start = perf_counter()
from crossread.encoding import load
load()
print(perf_counter() - start)
"""


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
    loading = [_loading() for _ in range(RUNS)]
    sentences, cold, warm = _throughput(data)
    encoder: list[tuple[str, float]] = [
        ("load, best (ms)", 1000 * min(loading)),
        ("load, median (ms)", 1000 * statistics.median(loading)),
    ]
    if sentences:
        encoder += [
            ("sentences a second, cold", sentences / cold),
            ("sentences a second, warm", sentences / warm),
        ]
    return Report(
        name="speed",
        tables=(
            Table(f"{data.name}, {os.cpu_count()} cores", ("run", "s", "MB"), tuple(rows)),
            Table(
                f"encoder, {sentences:,} sentences of {SENTENCE} words",
                ("what", "figure"),
                tuple((name, round(figure)) for name, figure in encoder),
            ),
        ),
        figures={f"{name} seconds": s for name, s, _ in rows}
        | {f"{name} megabytes": m for name, _, m in rows}
        | {f"encoder {name}": figure for name, figure in encoder},
        notes=(
            f"median of {RUNS} runs; peak resident memory",
            "cold: no word was met before, so that small data makes it slow; warm: all were",
        ),
    )


def _loading() -> float:
    """Seconds that a fresh process needs for the imports and the loading of the encoder."""
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True)
    return float(done.stdout)


def _throughput(data: Path) -> tuple[int, float, float]:
    """Sentences, and the best seconds with no word remembered and with all."""
    pages = (page for page in pipeline.read(data) if isinstance(page, Page))
    words = [word for page in pages for word in page.text.split()][: SENTENCE * SENTENCES]
    sentences = [
        " ".join(words[at : at + SENTENCE]) for at in range(0, len(words) - SENTENCE + 1, SENTENCE)
    ]
    colds: list[float] = []
    warms: list[float] = []
    for _ in range(RUNS):
        encoder = load(SHIPPED)
        for seconds in (colds, warms):
            started = time.perf_counter()
            encoder.sentences(sentences)
            seconds.append(time.perf_counter() - started)
    return len(sentences), min(colds), min(warms)


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
