"""Ways from text to stories, each measured in the process that goes it.

In: a file of JSON lines. Out: `Measured`: time, processor time and memory. bench/throughput.py runs
each way in a process of its own.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import numpy as np
from msgspec import structs

from crossread import pipeline
from crossread.encoding import load
from crossread.linking.clustering import average_link
from crossread.linking.sketches import Sketch, sketches
from crossread.linking.window import Window
from crossread.model import Page, Skipped
from crossread.parallel import mapped
from crossread.per_page import read_or_skipped
from crossread.streaming.events import New
from crossread.streaming.following import follow
from crossread.streaming.online import OnlineStories
from crossread.streaming.sketching import Sketched, sketched

BATCH = 64  # articles that are given to the stories at a time


@dataclass(frozen=True, slots=True)
class Measured:
    """What one run took.

    Args:
        articles: found in the input.
        stories: made of them.
        seconds: of wall time from text to stories.
        cpu: seconds of processor time of all processes.
        here: megabytes of memory of the process that was started, at its peak.
        workers: of all its worker processes together, each at its peak.
    """

    articles: int
    stories: int
    seconds: float
    cpu: float
    here: float
    workers: float


def stream(path: Path, jobs: int) -> Measured:
    """Pages read and annotated, names, quotes, figures and times; stories as they come."""
    stories = OnlineStories(load().dimensions)
    start = clock()
    count = 0
    beside = 0.0
    batch: list[Sketch] = []
    for _, found in mapped(_annotated, pipeline.read(path), jobs):
        batch += found.sketches
        if len(batch) >= BATCH:
            stories.add(batch)
            count += len(batch)
            batch = []
            now = sum(peak(one.pid or 0) for one in multiprocessing.active_children())
            beside = max(beside, now)
    stories.add(batch)
    stories.settle()
    return _measured(start, count + len(batch), stories.begun, beside)


def folder(path: Path, jobs: int) -> Measured:
    """The same for a folder: all annotated articles are held, links and entities found."""
    start = clock()
    found = list(pipeline.articles(pipeline.read(path), jobs=jobs))
    return _measured(start, len(found), len(pipeline.stories(found)), 0.0)


def sketching(path: Path, jobs: int) -> Measured:
    """Pages read and sketched only, as `crossread stories --stream` does; stories as they come."""
    told: list[int] = []
    start = clock()
    count = follow(
        pipeline.read(path),
        tell=lambda events: told.extend(1 for event in events if isinstance(event, New)),
        skip=lambda _: None,
        jobs=jobs,
    )
    return _measured(start, count, len(told), 0.0)


def clustering(path: Path, _jobs: int) -> Measured:
    """Stories of sketches that are there already, coming in batches."""
    made = list(chain.from_iterable(_annotated_lightly(path)))
    stories = OnlineStories(load().dimensions)
    start = clock()
    for at in range(0, len(made), BATCH):
        stories.add(made[at : at + BATCH])
    stories.settle()
    return _measured(start, len(made), stories.begun, 0.0)


def clustering_at_once(path: Path, _jobs: int) -> Measured:
    """Stories of sketches that are there already, all at once, dates left out."""
    made = [
        structs.replace(sketch, day=None)
        for sketch in chain.from_iterable(_annotated_lightly(path))
    ]
    start = clock()
    pairs = Window(load().dimensions).add(made)
    compared = np.stack((pairs.second, pairs.first), axis=1)
    labels = average_link(len(made), compared, pairs.likeness)
    return _measured(start, len(made), len(set(labels)), 0.0)


WAYS: dict[str, tuple[str, Callable[[Path, int], Measured]]] = {
    "stream": ("text to annotated articles and stories, one after the other", stream),
    "folder": ("the same, all held; links and entities too, these in one process", folder),
    "sketches": ("text to stories without names, quotes, figures and times", sketching),
    "clustering": ("sketches to stories, in batches, window of 7 days", clustering),
    "clustering at once": ("sketches to stories, all in one window", clustering_at_once),
}
SHARED = ("stream", "folder", "sketches")  # ways that several processes can share


def _annotated(page: Page | Skipped) -> Sketched:
    """Everything that is found in a page; of it, what stories need is sent back."""
    found = read_or_skipped(page)
    if isinstance(found, Skipped):
        return Sketched((), (found,))
    return Sketched(tuple(sketches(found.articles, load())), found.split.skipped)


def _annotated_lightly(path: Path) -> Iterator[tuple[Sketch, ...]]:
    for page in pipeline.read(path):
        yield sketched(page).sketches


def _measured(start: tuple[float, float], count: int, stories: int, workers: float) -> Measured:
    end = clock()
    return Measured(
        count, stories, end[0] - start[0], end[1] - start[1], peak(os.getpid()), workers
    )


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
