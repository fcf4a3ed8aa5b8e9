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
import multiprocessing
import os
import resource
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
from bench.report import MissingData, Report, Table
from crossread import pipeline
from crossread.model import Annotated

DATA = ("news-en-8k",)
FILE = "news.jsonl"
JOBS = (1, 2)
SIZES = (8_000, 40_000, 160_000)
LOOK = 100  # articles after which the workers' memory is looked at
ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took.

    Args:
        articles: found in the input.
        stories: made of them.
        reading: seconds of wall time from text to annotated articles.
        grouping: seconds of wall time from annotated articles to stories.
        reading_cpu: seconds of processor time of all processes; `grouping_cpu` likewise.
        grouping_cpu: see above.
        here: megabytes of memory of the process that was started, at its peak.
        workers: of all its worker processes together, each at its peak.
    """

    articles: int
    stories: int
    reading: float
    grouping: float
    reading_cpu: float
    grouping_cpu: float
    here: float
    workers: float


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
        measured = {jobs: measure(path, jobs) for jobs in JOBS}
        rows = [row for jobs, one in measured.items() for row in _rows(jobs, one, count, words)]
        figures = {
            f"{row[0]}, {row[1]} jobs: articles a second": float(row[2])
            for row in rows
            if isinstance(row[2], float)
        }
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
            "text to annotated articles: reading, splitting, names, quotes, figures, times; "
            "annotated articles to stories: links, entities, grouping, in one process",
            "memory: resident, each process at its peak; all articles are held",
        ]
        if peers:
            ours = max(count / (one.reading + one.grouping) for one in measured.values())
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


def measure(path: Path, jobs: int) -> Measured:
    """Run `whole` in a process of its own."""
    return Measured(**child("whole", str(path), str(jobs)))


def whole(path: Path, jobs: int) -> Measured:
    """Go the whole way from a file to stories, and look at the clock.

    Args:
        path: JSON lines.
        jobs: processes that read pages, 1 or more.
    """
    found: list[Annotated] = []
    beside = 0.0
    start = clock()
    for article in pipeline.articles(pipeline.read(path), jobs=jobs):
        found.append(article)
        if len(found) % LOOK == 0:
            now = sum(peak(one.pid or 0) for one in multiprocessing.active_children())
            beside = max(beside, now)
    read = clock()
    stories = grouped(found)
    end = clock()
    return Measured(
        articles=len(found),
        stories=stories,
        reading=read[0] - start[0],
        grouping=end[0] - read[0],
        reading_cpu=read[1] - start[1],
        grouping_cpu=end[1] - read[1],
        here=peak(os.getpid()),
        workers=beside,
    )


def grouped(articles: Sequence[Annotated]) -> int:
    """Group annotated articles into stories; how many there are."""
    return len(pipeline.stories(articles))


def clock() -> tuple[float, float]:
    """Seconds of wall time, and of all processors for this process and those it has ended."""
    used = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return time.perf_counter(), sum(one.ru_utime + one.ru_stime for one in used)


def peak(pid: int) -> float:
    """Megabytes of memory of a process at its peak; 0 where the system does not tell.

    Not `ru_maxrss`: a new program begins with the peak of the one that started it.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text()
    except OSError:
        return 0.0
    return next((int(s.split()[1]) / 1024 for s in status.splitlines() if s[:6] == "VmHWM:"), 0.0)


def _rows(jobs: int, one: Measured, count: int, words: int) -> list[tuple[str | int | float, ...]]:
    """The whole way and its two stages as rows of the table."""
    full = words / WORDS

    def row(name: str, seconds: float, cpu: float) -> tuple[str | int | float, ...]:
        wall = max(seconds, 1e-9)
        memory = (round(one.here), round(one.workers)) if name == "whole way" else ("", "")
        return (name, jobs, count / wall, full / wall, seconds, cpu, *memory)

    return [
        row("text to annotated articles", one.reading, one.reading_cpu),
        row("annotated articles to stories", one.grouping, one.grouping_cpu),
        row("whole way", one.reading + one.grouping, one.reading_cpu + one.grouping_cpu),
    ]


@dataclass(frozen=True, slots=True)
class Size:
    """What a number of articles took.

    Args:
        articles: how many.
        seconds: for all of them.
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
    start = time.perf_counter()
    function(path)
    return Size(count, time.perf_counter() - start, peak(os.getpid()))


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
    )
    if done.returncode:
        raise RuntimeError(f"{' '.join(arguments)}: {done.stderr.decode().strip()}")
    said: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return said


def main(arguments: Sequence[str]) -> None:
    """Measure once in this process and print it as JSON; `child` calls it."""
    from dataclasses import asdict

    name, *rest = arguments
    if name == "whole":
        measured: Measured | Size = whole(Path(rest[0]), int(rest[1]))
    else:
        measured = size(rest[0], Path(rest[1]), int(rest[2]))
    print(json.dumps(asdict(measured)))


if __name__ == "__main__":
    main(sys.argv[1:])
