"""What commands print: results on standard output, words to the person on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING

from crossread.errors import OutputError

if TYPE_CHECKING:
    from crossread.model import Skipped


def put(data: bytes, steered: bool = False) -> None:
    """Write to standard output at once, so that a reader of the pipe does not wait.

    Args:
        data: UTF-8.
        steered: whether what it holds for a terminal is ours. Otherwise a terminal gets it
            without characters that steer it: they come from pages.

    Raises:
        OutputError: it cannot be written (a full disk); a closed pipe is no error.
    """
    if not steered and sys.stdout.isatty():
        from crossread.showing.controls import for_terminal

        data = for_terminal(data, json=data.startswith(b"{"))
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"standard output cannot be written: {error.strerror}") from error


def tell(skipped: Iterable[Skipped]) -> None:
    """Say on standard error what was skipped."""
    from crossread.showing.controls import visible

    for one in skipped:
        line = visible(f"crossread: skipped {one.page}: {one.what}: {one.why}")
        sys.stderr.write(line.encode("utf-8", "replace").decode() + "\n")
