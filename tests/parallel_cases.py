"""What workers are given to do in tests: they find only functions that stand in a module."""

from __future__ import annotations

import os
import signal
import time
from typing import Any

from crossread.model import Page, Skipped
from crossread.per_page import read_or_skipped


class Odd(Exception):
    """Cannot be made again from its message alone."""

    def __init__(self, one: int, other: int) -> None:
        super().__init__(f"{one} and {other}")


def square(number: int) -> int:
    return number * number


def late_square(number: int) -> int:
    """The first of eight takes longest."""
    time.sleep(0.02 * (7 - number % 8))
    return number * number


def process(_: object) -> int:
    return os.getpid()


def environment(name: str) -> str | None:
    return os.environ.get(name)


def refuse_seven(number: int) -> int:
    if number == 7:
        raise ValueError("seven is refused")
    return number


def odd_error(number: int) -> int:
    raise Odd(number, number)


def die_at_seven(number: int) -> int:
    if number == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def die(_: int) -> int:
    os._exit(3)


def unpicklable(_: int) -> object:
    return lambda: None


def sleep(seconds: float) -> float:
    time.sleep(seconds)
    return seconds


def main_module(_: object) -> str | None:
    """The file of the caller's script, if a worker has run it again."""
    import sys

    return getattr(sys.modules["__main__"], "__file__", None)


def read_or_die(page: Page | Skipped) -> Any:
    """Reads pages as the pipeline does, but for the second, which needs more memory than there is."""
    if page_id(page) == "p2":
        os.kill(os.getpid(), signal.SIGKILL)
    return read_or_skipped(page)


def page_id(page: Page | Skipped) -> str:
    return page.id if isinstance(page, Page) else page.page
