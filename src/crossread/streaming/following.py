"""Pages, as they come → events, as they happen; and a clean end.

In: pages from files or a pipe. Out: the events of each, as soon as they are known. Nothing is read
far ahead of what has been told, so that a slow reader of the events slows the input down, and
memory depends on the window alone. A signal to end (SIGTERM, Ctrl-C) is heard while the stream
waits for a page, never in the midst of one: what was told is what is saved.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, TypeVar

from msgspec import structs

from crossread.errors import UsageError
from crossread.model import Page, Skipped
from crossread.streaming.events import Event
from crossread.streaming.online import LIVE_MOST, WINDOW_DAYS, OnlineStories
from crossread.streaming.sketching import lost, sketched
from crossread.streaming.state import load, save

if TYPE_CHECKING:
    from crossread.encoding import Encoder

SAVE_EVERY = 5_000  # pages after which the state is written, besides at the end
Item = TypeVar("Item")


class Ended(Exception):
    """A signal to end came while the stream waited."""


def follow(
    pages: Iterable[Page | Skipped],
    *,
    tell: Callable[[list[Event]], None],
    skip: Callable[[Skipped], None],
    days: int = WINDOW_DAYS,
    most: int = LIVE_MOST,
    state: Path | None = None,
    encoder: Path | None = None,
    jobs: int | None = 1,
) -> int:
    """Follow a stream of pages to its end, or until a signal ends it.

    Args:
        pages: from `crossread.read` or `piped_pages`.
        tell: called with the events of each page, which are known to the reader when it returns.
        skip: called with what was not read.
        days: see `OnlineStories`.
        most: see `OnlineStories`.
        state: file to go on from, if it is there, and to write at the end and now and then; its
            own window and limit are used.
        encoder: folder of another encoder than the shipped one.
        jobs: processes that pages are read in; see `crossread.parallel.Workers`.

    Returns:
        Number of articles that were told.

    Raises:
        StateError: the state cannot be read or written.
        WorkerLost: see `crossread.parallel`.
    """
    from crossread.encoding import load as load_encoder
    from crossread.parallel import Workers

    used = load_encoder() if encoder is None else load_encoder(encoder)
    stories, read = _begin(state, used, days, most)
    articles = 0

    def keep() -> None:
        if state is not None:
            save(state, stories, encoder=_name(used), read=read)

    with _Signals() as signals, Workers(jobs) as workers:
        function = partial(sketched, encoder=encoder)
        numbered = _numbered(pages, read)
        results = workers.map(function, numbered, lost=lost)
        try:
            while (result := signals.wait(results)) is not None:
                page, found = result
                read += isinstance(page, Page)
                for one in found.skipped:
                    skip(one)
                if found.sketches:
                    articles += len(found.sketches)
                    tell(stories.add(found.sketches))
                if isinstance(page, Page) and read % SAVE_EVERY == 0:
                    keep()
            tell(stories.settle())
        except Ended:
            pass
        finally:
            keep()
    return articles


def piped_pages(descriptor: int, date: str | None = None) -> Iterator[Page | Skipped]:
    """Pages from JSON lines on a pipe, each as soon as its line ends.

    Args:
        descriptor: of the pipe; 0 is standard input.
        date: see `crossread.read`.
    """
    from crossread.reading.sources import Unbuffered, stream

    return stream(Unbuffered(descriptor), date=date)


def window_days(value: str) -> int:
    """Days of a length of time as written on the command line: `7d`, `2w`.

    Raises:
        UsageError: it is written otherwise, or is no day at all.
    """
    number, unit = value[:-1], value[-1:]
    if not (number.isascii() and number.isdigit() and unit in ("d", "w")) or len(number) > 5:
        raise UsageError(f"--window wants days or weeks like 7d or 2w, got {value!r}")
    days = int(number) * (7 if unit == "w" else 1)
    if days < 1:
        raise UsageError(f"--window wants one day or more, got {value!r}")
    return days


def _begin(state: Path | None, encoder: Encoder, days: int, most: int) -> tuple[OnlineStories, int]:
    if state is not None and state.exists():
        return load(state, encoder=_name(encoder))
    return OnlineStories(encoder.dimensions, days=days, most=most), 0


def _name(encoder: Encoder) -> str:
    return f"{encoder.name} {encoder.digest}"


def _numbered(pages: Iterable[Page | Skipped], read: int) -> Iterator[Page | Skipped]:
    """The pages with ids that go on from those of the streams before."""
    for page in pages:
        if isinstance(page, Page):
            read += 1
            yield structs.replace(page, id=f"p{read}")
        else:
            yield page


class _Signals:
    """Hears SIGTERM and Ctrl-C, and lets them end the stream only while it waits."""

    def __init__(self) -> None:
        self._asked = False
        self._waiting = False
        self._before: dict[int, object] = {}

    def __enter__(self) -> _Signals:
        if threading.current_thread() is threading.main_thread():
            for number in (signal.SIGTERM, signal.SIGINT):
                self._before[number] = signal.signal(number, self._hear)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]

    def wait(self, items: Iterator[Item]) -> Item | None:
        """The next item, None at the end.

        Raises:
            Ended: a signal came, now or since the last item.
        """
        self._waiting = True
        try:
            if self._asked:
                raise Ended
            return next(items, None)
        finally:
            self._waiting = False

    def _hear(self, _number: int, _frame: FrameType | None) -> None:
        self._asked = True
        if self._waiting:
            self._waiting = False
            raise Ended
