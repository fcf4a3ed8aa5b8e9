"""`crossread stories --stream`: what happens to stories as articles come."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from crossread.commands.options import publication_day
from crossread.commands.printing import put, tell
from crossread.errors import NothingToDo

if TYPE_CHECKING:
    from crossread.streaming.events import Event


def follow_stories(
    paths: list[str],
    date: str | None,
    encoder: Path | None,
    jobs: int | None,
    window: str | None,
    state: Path | None,
) -> None:
    """Print the events of a stream as they happen.

    Raises:
        NothingToDo: no article came.
    """
    from crossread.worker import THREADS

    for name in THREADS:  # small products of matrices: more threads only take time from the workers
        os.environ.setdefault(name, "1")
    from msgspec import json

    from crossread import pipeline
    from crossread.streaming.following import follow, piped_pages, window_days
    from crossread.streaming.online import WINDOW_DAYS

    when = publication_day(date)
    if paths == ["-"]:
        pages = piped_pages(sys.stdin.fileno(), when)
    else:
        pages = pipeline.read(paths, date=when)
    encoded = json.Encoder()

    def told(events: list[Event]) -> None:
        if events:
            put(b"".join(encoded.encode(event) + b"\n" for event in events))

    articles = follow(
        pages,
        tell=told,
        skip=lambda skipped: tell([skipped]),
        days=WINDOW_DAYS if window is None else window_days(window),
        state=state,
        encoder=encoder,
        jobs=jobs,
    )
    if not articles:
        raise NothingToDo("no article found in the input")
