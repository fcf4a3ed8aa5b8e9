"""A function over many items in several processes: results in order, memory bounded, never a hang.

In: a function that stands in a module, and an iterator of items. Out: pairs of item and result, in
the order of the items, whatever the number of processes.

Workers are new programs (`spawn`, the same on every system), not forks: a fork copies locks that
threads hold. They import neither the caller's script nor its data. What holds:
- Order and bytes: one item after the other is given back, with the result that this process would
  have made. Each worker has one BLAS thread, so that two workers do not fight for cores.
- Memory: at most `CHUNK` · `AHEAD` items a worker are taken from the input before the first of
  them has been given back, so it does not grow with the input.
- Pauses: a worker that is free takes what there is, be it one item; an article that comes down a
  pipe does not wait for others.
- Crashes: an exception is raised here, at the place of its item, with the worker's traceback as a
  note. When a worker is ended from outside (most often for want of memory), its items are tried
  again one by one; the item that ends its worker again is `lost`, told by its place.
- Ends: Ctrl-C reaches this process alone, which ends its workers; a worker whose parent is gone
  ends by itself, so that no signal leaves an orphan.
"""

from __future__ import annotations

import contextlib
import math
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Generic, TypeVar

from crossread.errors import CrossreadError
from crossread.worker import PATIENCE, Died, Outcome, Worker

Item = TypeVar("Item")
Result = TypeVar("Result")

CHUNK = 8
"""Items a worker is sent at once, at most: pages take about 20 ms each, sending a chunk 1 ms."""
AHEAD = 4
"""Chunks a worker may be ahead of the reader: enough that one long page does not stop the rest."""
ALONE = 1.0
"""Seconds of work before workers are started where their number is left open; starting one takes
0.9 s of a core, and this process goes on until they stand ready."""
MOST_DEATHS = 3
"""Items in a row that may end their workers; then something is wrong that is not the items."""
_END = object()


class WorkerLost(CrossreadError):
    """A worker process was ended, and what it did could not be done in another one."""


def usable_cores() -> int:
    """Cores that this process may use: those it is allowed to run on, within a container's share."""
    if sys.platform == "linux":
        cores = len(os.sched_getaffinity(0))
    else:
        cores = os.cpu_count() or 1
    return max(1, min(cores, _quota(Path("/sys/fs/cgroup/cpu.max"))))


def _quota(path: Path) -> int:
    """Whole cores of a control group's share ("150000 100000": 2); very many without one."""
    try:
        share, period = path.read_text().split()
        return math.ceil(int(share) / int(period))
    except (OSError, ValueError, ZeroDivisionError):  # no such file, or "max 100000"
        return sys.maxsize


def standard_input() -> BinaryIO | None:
    """Standard input as a stream of its own, for items that `Workers.map` takes in a thread.

    Python aborts at its end where a thread still waits in `sys.stdin`, as after Ctrl-C; a stream
    that only the thread holds is let be. None where standard input is no file.
    """
    try:
        return open(sys.stdin.fileno(), "rb", closefd=False)
    except (OSError, ValueError, AttributeError):
        return None


def mapped(
    function: Callable[[Item], Result],
    items: Iterable[Item],
    jobs: int | None = None,
    *,
    lost: Callable[[Item, str], Result] | None = None,
) -> Generator[tuple[Item, Result]]:
    """Apply a function to each item in processes made for this call; see `Workers.map`."""
    with Workers(jobs) as workers:
        yield from workers.map(function, items, lost=lost)


class Workers:
    """Processes that functions are applied in, started when they are first needed.

    Args:
        jobs: processes, 1 or more; 1: everything is done in this process. None: as many as there
            are cores, but only once `ALONE` seconds of work have been done in this process, so
            that small inputs do not wait for processes to start.

    Raises:
        ValueError: less than one.
    """

    def __init__(self, jobs: int | None = None) -> None:
        if jobs is not None and jobs < 1:
            raise ValueError(f"jobs are 1 or more, not {jobs}")
        self.jobs = usable_cores() if jobs is None else jobs
        self._alone = ALONE if jobs is None else 0.0  # seconds still to be done in this process
        self._workers = [Worker() for _ in range(self.jobs if self.jobs > 1 else 0)]
        self._run: _Run[Any, Any] | None = None

    def __enter__(self) -> Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """End all processes at once, whatever they do; they are started again when needed."""
        if self._run is not None:
            self._run.stop()
            self._run = None
        for worker in self._workers:
            worker.close()

    def map(
        self,
        function: Callable[[Item], Result],
        items: Iterable[Item],
        *,
        lost: Callable[[Item, str], Result] | None = None,
    ) -> Generator[tuple[Item, Result]]:
        """Apply a function to each item.

        Args:
            function: stands at the top of a module; called in this process where there is one job.
                Items and results go by pickle: an article there and back with all that is found
                in it takes 0.35 ms (msgpack: 0.22, for 20 ms of work, and it keeps no sharing).
            items: taken lazily, by another thread where there are several jobs.
            lost: makes the result of an item that ended its worker, from the item and a line that
                says how; without it that is an error.

        Yields:
            (item, result) in the order of the items.

        Raises:
            WorkerLost: a worker was ended and `lost` is not given, or workers are ended one after
                the other, or cannot start.
            Exception: what `function` or `items` raise, when its turn comes.
        """
        if self._run is not None:
            raise RuntimeError("these workers are in use: end the other iteration first")
        if self._workers and getattr(function, "__module__", None) == "__main__":
            raise ValueError("workers find only functions that stand in a module, not in a script")
        for worker in self._workers:
            worker.open()
        rest = iter(items)
        yield from self._before_workers(function, rest)
        if not self._workers:
            return
        run = self._run = _Run(function, rest, self._workers, lost)
        try:
            yield from run.results()
        finally:
            if not run.finished:
                self.close()
            self._run = None

    def _before_workers(
        self, function: Callable[[Item], Result], items: Iterator[Item]
    ) -> Iterator[tuple[Item, Result]]:
        """What is done in this process: everything, or what comes before there are workers."""
        while not self._workers or self._alone > 0 or not self._ready():
            item = next(items, _END)
            if item is _END:
                return
            started = time.perf_counter()
            result = function(item)  # type: ignore[arg-type]
            self._alone -= time.perf_counter() - started
            if self._workers and self._alone <= 0:
                for worker in self._workers:
                    with contextlib.suppress(Died):  # the first call tells it
                        worker.begin()
            yield item, result  # type: ignore[misc]

    def _ready(self) -> bool:
        """Whether there is a worker to wait for, or one that waits."""
        begun = [worker for worker in self._workers if worker.begun]
        return not begun or any(worker.waits() for worker in begun)


class _Run(Generic[Item, Result]):
    """One function over one input: a thread that reads, one a worker that sends and receives."""

    def __init__(
        self,
        function: Callable[[Item], Result],
        items: Iterator[Item],
        workers: Sequence[Worker],
        lost: Callable[[Item, str], Result] | None,
    ) -> None:
        self._function, self._source, self._lost = function, items, lost
        self._workers = workers
        self._limit = CHUNK * AHEAD * len(workers)
        self._changed = threading.Condition()
        self._waiting: deque[tuple[int, Item]] = deque()
        self._held: dict[int, Item] = {}  # taken from the input and not yet given back
        self._outcomes: dict[int, Outcome] = {}
        self._taken = self._given = self._deaths = 0
        self._ended = self._stopped = False
        self._failure: BaseException | None = None  # of the input
        self._threads = [threading.Thread(target=self._read, daemon=True)]
        self._threads += [
            threading.Thread(target=self._feed, args=(worker,), daemon=True) for worker in workers
        ]

    @property
    def finished(self) -> bool:
        """Whether everything has been given back, so that every worker is free."""
        return self._ended and self._given == self._taken

    def results(self) -> Iterator[tuple[Item, Result]]:
        """The pairs in order; see `Workers.map`."""
        for thread in self._threads:
            thread.start()
        while True:
            with self._changed:
                self._changed.wait_for(self._may_go_on)
                if self.finished:
                    if self._failure is not None:
                        raise self._failure
                    return
                if self._stopped:
                    raise RuntimeError("the workers were closed before all results were taken")
                done, value = self._outcomes.pop(self._given)
                item = self._held.pop(self._given)
                self._given += 1
                self._changed.notify_all()
            if not done:
                raise value
            yield item, value

    def _may_go_on(self) -> bool:
        return self._given in self._outcomes or self.finished or self._stopped

    def stop(self) -> None:
        """Let go: nothing more is read or sent, and the workers are ended."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        for worker in self._workers:
            worker.close()
        for thread in self._threads[1:]:
            if thread.ident is not None and thread is not threading.current_thread():
                thread.join(PATIENCE)

    def _read(self) -> None:
        """Take items from the input while there is room."""
        while True:
            with self._changed:
                self._changed.wait_for(
                    lambda: self._stopped or self._taken - self._given < self._limit
                )
                if self._stopped:
                    break
            item: Any = _END
            try:
                item = next(self._source, _END)
            except BaseException as error:  # whatever it is, it belongs to the caller
                self._failure = error
            with self._changed:
                self._ended = item is _END
                if not self._ended:
                    self._held[self._taken] = item
                    self._waiting.append((self._taken, item))
                    self._taken += 1
                self._changed.notify_all()
                if self._ended:
                    return
        close = getattr(self._source, "close", None)
        if close is not None:
            close()

    def _feed(self, worker: Worker) -> None:
        """Send chunks to one worker and take its answers, until nothing is left."""
        while chunk := self._chunk():
            outcomes = self._answers(worker, [item for _, item in chunk])
            with self._changed:
                for (number, _), outcome in zip(chunk, outcomes, strict=True):
                    self._outcomes[number] = outcome
                self._changed.notify_all()

    def _chunk(self) -> list[tuple[int, Item]]:
        """What to send next: a fair share of what waits, at most `CHUNK`; empty at the end."""
        with self._changed:
            self._changed.wait_for(lambda: self._stopped or self._waiting or self._ended)
            if self._stopped:
                return []
            share = math.ceil(len(self._waiting) / len(self._workers))
            return [self._waiting.popleft() for _ in range(min(CHUNK, share))]

    def _answers(self, worker: Worker, items: list[Item], again: bool = False) -> list[Outcome]:
        """The outcomes of items; those of a worker that died are tried again, one by one."""
        try:
            outcomes = worker.call(self._function, items)
        except Died as death:
            if self._stopped or not death.begun:
                return [(False, _lost(death))] * len(items)
            if again:
                return [self._without(items[0], death)]
            return [one for item in items for one in self._answers(worker, [item], again=True)]
        except Exception as error:  # what cannot be pickled
            return [(False, error)] * len(items)
        self._deaths = 0
        return outcomes

    def _without(self, item: Item, death: Died) -> Outcome:
        """The outcome of an item that ended its worker twice."""
        self._deaths += 1
        if self._lost is None or self._deaths >= MOST_DEATHS:
            return False, _lost(death)
        try:
            return True, self._lost(item, str(death))
        except Exception as error:
            return False, error


def _lost(death: Died) -> WorkerLost:
    return WorkerLost(f"a worker process {death}; try fewer jobs")
