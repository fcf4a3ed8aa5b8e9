"""One worker process, and the way to it.

In: a function that stands in a module, and items. Out: their outcomes, or how the process ended. The
process is a new program; it ends when its parent does, in whatever way that ends.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import pickle
import signal
import sys
import threading
import traceback
import types
from collections.abc import Callable, Iterator
from itertools import count
from multiprocessing import connection, resource_tracker
from multiprocessing.connection import Connection
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")

PATIENCE = 5.0
"""Seconds to wait for a process or thread that was told to end."""
WARM = 4
"""Chunks after which what is loaded stays: a tenth of the time went into looking through it."""
YOUNG = 50_000
"""Objects made before new ones are looked through for garbage, where Python does so after 700: with
what is loaded out of the way, that still took a twentieth of the time."""
THREADS = (
    "OPENBLAS_NUM_THREADS",
    "OMP_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
)
"""What tells libraries how many threads to use: one in each worker."""

Outcome = tuple[bool, Any]
"""(True, result) or (False, exception)."""
_starting = threading.Lock()


class Died(Exception):
    """A worker's process is gone.

    Args:
        how: how it ended, behind "a worker process".
        begun: whether it stood ready before, so that its items may be the reason.
    """

    def __init__(self, how: str, *, begun: bool = True) -> None:
        super().__init__(how)
        self.begun = begun


class Worker:
    """One process and the way to it; started by the first call, and anew after it died."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._closed = False
        self._process: Any = None
        self._way: Connection | None = None
        self._greeted = False

    @property
    def begun(self) -> bool:
        """Whether there is a process, ready or not."""
        return self._process is not None

    def open(self) -> None:
        """Let it be started, again after `close`."""
        self._closed = False

    def begin(self) -> None:
        """Start the process, if there is none; it gets ready by itself.

        Raises:
            Died: it was closed, or cannot be started.
        """
        with self._lock:
            if self._closed:
                raise Died("was closed", begun=False)
            if self._process is None:
                try:
                    self._process, self._way = _started()
                except OSError as error:
                    raise Died(f"cannot be started: {error.strerror}", begun=False) from None
                self._greeted = False

    def waits(self) -> bool:
        """Whether it stands ready for a call, or is dead: no need to wait for either."""
        way = self._way
        return way is not None and (self._greeted or way.poll())

    def call(self, function: Callable[[Item], Result], items: list[Item]) -> list[Outcome]:
        """Apply the function to each item over there.

        Raises:
            Died: the process ended before it answered.
        """
        message = pickle.dumps((function, items), pickle.HIGHEST_PROTOCOL)
        self.begin()
        way, process = self._way, self._process
        if way is None or process is None:  # closed by another thread just now
            raise Died("was closed", begun=False)
        try:
            if not self._greeted:
                way.recv_bytes()
                self._greeted = True
            way.send_bytes(message)
            answer = way.recv_bytes()
        except (EOFError, OSError):
            died = Died(_how(process), begun=self._greeted)
            self.end()
            raise died from None
        done, outcomes = pickle.loads(answer)
        return outcomes if done else [(False, outcomes)] * len(items)

    def close(self) -> None:
        """End the process at once, and start none before `open`."""
        self._closed = True
        self.end()

    def end(self) -> None:
        """End the process at once; our end of the way closes when no thread reads it any more."""
        with self._lock:
            process, self._process, self._way = self._process, None, None
            if process is not None:
                process.kill()
                process.join(PATIENCE)


def _how(process: Any) -> str:
    """How a process ended."""
    process.join(PATIENCE)
    code = process.exitcode
    if code is None:
        return "no longer answers"
    if code < 0:
        hint = " (out of memory?)" if -code == signal.SIGKILL else ""
        return f"was ended by signal {-code}{hint}"
    return f"ended with exit code {code}"


def _started() -> tuple[Any, Connection]:
    """A new process that runs `_work`, and our end of the way to it."""
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs,), daemon=True)
    if os.name == "posix":
        resource_tracker.ensure_running()  # which would let signals through if started below
    with _starting, _as_worker():
        process.start()
    theirs.close()
    return process, ours


@contextlib.contextmanager
def _as_worker() -> Iterator[None]:
    """What a worker is to inherit: one thread for sums, no Ctrl-C, nothing of the caller's script.

    `spawn` would run the caller's main script again in every worker, only to find functions that
    stand in it: that takes time, and fails where the script is no file or has no `__main__` guard.
    """
    own = {name: os.environ.get(name) for name in THREADS}
    main = sys.modules["__main__"]
    masked = hasattr(signal, "pthread_sigmask")
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT]) if masked else None
    os.environ.update(dict.fromkeys(THREADS, "1"))
    sys.modules["__main__"] = types.ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = main
        for name, value in own.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
        if before is not None:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _work(way: Connection) -> None:
    """What a worker does all its life: take functions and items, answer with outcomes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(YOUNG, *gc.get_threshold()[1:])
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(EOFError, OSError):  # the parent is gone, or wants no more
        way.send_bytes(b"ready")
        for number in count(1):
            way.send_bytes(_answer(way.recv_bytes()))
            if number == WARM:  # models are loaded by now: need not be looked through for garbage
                gc.collect()
                gc.freeze()


def _end_with_parent() -> None:
    """End this process as soon as its parent has ended, in whatever way."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


def _answer(message: bytes) -> bytes:
    """(True, the outcomes) or (False, why there are none), pickled."""
    try:
        function, items = pickle.loads(message)
        outcomes = [_outcome(function, item) for item in items]
        return pickle.dumps((True, outcomes), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # a function that is not found here, a result that is no record
        return pickle.dumps((False, _told(error)), pickle.HIGHEST_PROTOCOL)


def _outcome(function: Callable[[Any], Any], item: Any) -> Outcome:
    try:
        return True, function(item)
    except Exception as error:
        return False, _told(error)


def _told(error: Exception) -> Exception:
    """An exception that can be raised in the parent, with the traceback as a note."""
    note = "In a worker process:\n" + "".join(traceback.format_exception(error)).rstrip()
    try:
        same: Exception = pickle.loads(pickle.dumps(error))
        if type(same) is not type(error) or str(same) != str(error):
            raise ValueError
    except Exception:
        same = RuntimeError(f"{type(error).__name__}: {error}")
    same.add_note(note)
    return same
