"""How many articles a second go the whole way from text to stories, and how cost grows with them.

In: JSON lines of articles with `text`, `title`, `date`, `source` (as `news-en-8k`), of which the first
600 words of each are taken. Out: articles a second for one process and for two, whole way and stages,
with processor time and memory; with `--peers` the same for a pipeline of other tools in the same run
(bench/throughput_peer.py). Every measurement is a process of its own, so that its memory is its own.

    python -m bench throughput --data .data/news-en-8k [--peers]
"""

from __future__ import annotations

import json
import math
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench import throughput_peer
from bench.perturbed import PER_DAY, WORDS, cut, perturbed, write
from bench.report import Cell, MissingData, Report, Table
from bench.ways import SHARED, WAYS, Measured, peak
from crossread.worker import THREADS

DATA = ("news-en-8k",)
FILE = "news.jsonl"
JOBS = 2  # processes that share a way
SIZES = (8_000, 40_000, 160_000)
ROOT = Path(__file__).resolve().parent.parent


def run(data: Path, *, limit: int | None = None, peers: bool = False) -> Report:
    """Measure the whole way.

    Args:
        data: a folder with `news.jsonl`.
        limit: articles taken; all by default.
        peers: measure other tools beside.

    Raises:
        MissingData: the folder holds no `news.jsonl`.
    """
    if not (data / FILE).is_file():
        raise MissingData(f"throughput: no {FILE} in {data}")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / FILE
        count, words = shortened(data / FILE, path, limit)
        ways = [("stream", 1), *((name, JOBS if name in SHARED else 1) for name in WAYS)]
        measured = {(name, jobs): measure(name, path, jobs) for name, jobs in ways}
        rows = [_row(name, jobs, one, count, words) for (name, jobs), one in measured.items()]
        figures = {f"{row[0]}, {row[1]} jobs: articles a second": float(row[2]) for row in rows}
        tables = [
            Table(
                f"{count} articles of {words / max(1, count):.0f} words, {os.cpu_count()} cores",
                (
                    "way", "jobs", "articles/s", "of 600 words/s", "s", "s of processors",
                    "MB here", "MB in workers",
                ),
                tuple(rows),
            )
        ]  # fmt: skip
        notes = [
            f"each article is cut to its first {WORDS} words; those that have less count as they "
            f"are in the first rate, as parts of {WORDS} words in the second",
            *(f"{name}: {what}" for name, (what, _) in WAYS.items()),
            "memory: resident, each process at its peak",
        ]
        if peers:
            ours = max(
                count / one.seconds for (name, _), one in measured.items() if name == "stream"
            )
            table, more, said = throughput_peer.beside(path, data.parent, ours)
            tables += table
            figures |= more
            notes += said
    return Report("throughput", tuple(tables), figures, tuple(notes))


def with_peers(data: Path) -> Report:
    """`run` with the peer's pipeline beside; minutes.

    Args:
        data: see `run`; the training data of names is looked for beside it.

    Raises:
        MissingData: see `run`. What is not installed is told in the report.
    """
    return run(data, peers=True)


def shortened(source: Path, target: Path, limit: int | None = None) -> tuple[int, int]:
    """Write articles cut to `WORDS` words.

    Args:
        source: JSON lines.
        target: written anew.
        limit: articles taken; all by default.

    Returns:
        Articles and words written.
    """
    count = words = 0
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        for line in lines:
            if count == limit:
                break
            row = json.loads(line)
            row["text"] = cut(row["text"], WORDS)
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
            words += len(row["text"].split())
    return count, words


def measure(name: str, path: Path, jobs: int) -> Measured:
    """Go one of the ways in a process of its own."""
    return Measured(**child(name, str(path), str(jobs)))


def _row(name: str, jobs: int, one: Measured, count: int, words: int) -> tuple[Cell, ...]:
    wall = max(one.seconds, 1e-9)
    memory = (round(one.here), round(one.workers) or "")
    return (name, jobs, count / wall, words / WORDS / wall, one.seconds, one.cpu, *memory)


@dataclass(frozen=True, slots=True)
class Size:
    """What a number of articles took.

    Args:
        articles: how many.
        seconds: of processor time for all of them.
        megabytes: of memory at the peak.
    """

    articles: int
    seconds: float
    megabytes: float


def sizes(
    data: Path, way: str, counts: Sequence[int] = SIZES, *, per_day: int = PER_DAY
) -> list[Size]:
    """Measure a way from text to stories at several sizes.

    Args:
        data: a folder with `news.jsonl`, which articles are made of (bench/perturbed.py).
        way: `module:function` of a function that takes the path of a JSON-lines file and goes the
            way, holding no more than the way needs; run in a process of its own for each size.
        counts: articles, rising.
        per_day: articles that each day has.

    Returns:
        One record a size, in order.
    """
    found: list[Size] = []
    for count in counts:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / FILE
            write(perturbed(data / FILE, count, per_day=per_day), path)
            found.append(Size(**child("size", way, str(path), str(count))))
    return found


def size(way: str, path: Path, count: int) -> Size:
    """Go a way once; see `sizes`."""
    module, _, name = way.partition(":")
    function = getattr(__import__(module, fromlist=[name]), name)
    start = time.process_time()
    function(path)
    return Size(count, time.process_time() - start, peak(os.getpid()))


def growth(measured: Sequence[Size]) -> tuple[float, float]:
    """How cost grows with the number of articles.

    Args:
        measured: two sizes or more.

    Returns:
        Slope of log time over log articles, by least squares: 1 where an article costs the same at
        every size. And kilobytes of memory an article, from the smallest size to the largest: where
        the window of both is full, what is kept beyond it.
    """
    logs = [(math.log(one.articles), math.log(one.seconds)) for one in measured]
    x_mean = sum(x for x, _ in logs) / len(logs)
    y_mean = sum(y for _, y in logs) / len(logs)
    slope = sum((x - x_mean) * (y - y_mean) for x, y in logs) / sum(
        (x - x_mean) ** 2 for x, _ in logs
    )
    first, last = measured[0], measured[-1]
    kilobytes = 1024 * (last.megabytes - first.megabytes) / (last.articles - first.articles)
    return slope, kilobytes


def child(*arguments: str) -> dict[str, Any]:
    """What this module says when run with these arguments in a process of its own.

    Raises:
        RuntimeError: it failed; its error output is the message.
    """
    done = subprocess.run(
        [sys.executable, "-m", "bench.throughput", *arguments],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=dict.fromkeys(THREADS, "1") | os.environ,
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode().strip()}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def main(arguments: Sequence[str]) -> None:
    """Measure once in this process and print it as JSON; `child` calls it."""
    from dataclasses import asdict

    name, *rest = arguments
    measured: Measured | Size
    if name in WAYS:
        measured = WAYS[name][1](Path(rest[0]), int(rest[1]))
    else:
        measured = size(rest[0], Path(rest[1]), int(rest[2]))
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main(sys.argv[1:])
