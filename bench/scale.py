"""How the cost of an article and the memory grow with the length of a stream.

In: plain articles (the form of `news-en-8k`), of which as many as wanted are made by mixing and
changing them (bench/perturbed.py), with dates that rise by so many articles a day. Out: time and
memory of streams of several lengths, each in a process of its own; the slope of log time over log
length; kilobytes of memory an article beyond the window, which is the same for all lengths.

What is measured is all that comes after splitting: sketches and stories. What comes before looks at
one page at a time, so that its cost cannot depend on how many there were.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bench.plain import plain
from bench.report import MissingData, Report, Table
from bench.throughput import FILE, SIZES, growth, sizes
from crossread.encoding import load
from crossread.linking.sketches import sketches
from crossread.model import Annotated
from crossread.streaming.online import OnlineStories

DATA = ("news-en-8k",)
BATCH = 64  # articles that come at a time


def run(data: Path) -> Report:
    """Measure streams of several lengths.

    Args:
        data: a folder with `news.jsonl`.

    Raises:
        MissingData: the folder holds none.
    """
    if not (data / FILE).is_file():
        raise MissingData(f"scale: no {FILE} in {data}")
    measured = sizes(data, "bench.scale:followed", SIZES)
    slope, kilobytes = growth(measured)
    rows = tuple(
        (one.articles, one.seconds, 1e3 * one.seconds / one.articles, one.megabytes)
        for one in measured
    )
    return Report(
        "scale",
        (Table("streams", ("articles", "s", "ms an article", "MB at the peak"), rows),),
        {"slope of log time over log articles": slope, "kB an article": kilobytes},
        (
            f"slope of log time over log articles: {slope:.3f}",
            f"memory beyond the window: {kilobytes:.3f} kB an article",
            "one process; sketches and stories, window of 7 days",
        ),
    )


def followed(path: Path) -> None:
    """Follow a file of articles, and keep nothing but what the stream keeps."""
    encoder = load()
    stories = OnlineStories(encoder.dimensions)
    articles = _articles(path)
    while batch := list(islice(articles, BATCH)):
        stories.add(sketches(batch, encoder))
    stories.settle()


def _articles(path: Path) -> Iterator[Annotated]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            row = json.loads(line)
            paragraphs = [
                [part for part in text.split(". ") if part] for text in row["text"].split("\n\n")
            ]
            yield plain(f"n{number}", paragraphs, row["lang"], date=row["date"])
