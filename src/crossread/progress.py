"""A progress bar on a terminal, when the work takes over a second."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

PATIENCE = 1.0
"""Seconds of work before a bar is shown."""


@contextmanager
def shown() -> Iterator[Callable[[str, int, int], None]]:
    """Give a function to report progress to; it draws on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield lambda _stage, _done, _total: None
        return
    started = time.monotonic()
    bars: list[_Bar] = []

    def report(stage: str, done: int, total: int) -> None:
        if not bars and time.monotonic() - started < PATIENCE:
            return
        if not bars:
            bars.append(_Bar())
        bars[0].update(stage, done, total)

    try:
        yield report
    finally:
        for bar in bars:
            bar.stop()


class _Bar:
    """One line of rich's progress display, that vanishes when the work is done."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._task = self._progress.add_task("", total=None)
        self._progress.start()

    def update(self, stage: str, done: int, total: int) -> None:
        self._progress.update(self._task, description=stage, completed=done, total=total or None)

    def stop(self) -> None:
        self._progress.stop()
