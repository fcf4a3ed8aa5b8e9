"""Stories of articles that come one after the other: how little their order matters, at what cost.

In: articles with their event (the forms of `stories`), or plain articles with dates (the form of
`news-en-8k`). Out: B³ of the stories as told by the events of a stream, and the adjusted Rand index
between streams of the same articles in other orders: shuffled altogether where there are no dates,
else within each day.
"""

from __future__ import annotations

import json
import random
import re
import time
from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import combinations, groupby
from pathlib import Path

from bench.metrics import adjusted_rand, b_cubed, pairwise
from bench.plain import plain
from bench.report import MissingData, Report, Table
from bench.stories import read
from crossread.encoding import load
from crossread.linking.sketches import Sketch, sketches
from crossread.model import Annotated
from crossread.streaming.events import Event, Followed
from crossread.streaming.online import OnlineStories

SEEDS = (1, 2, 3)
NEWS = 2_000  # articles of plain news that are streamed, in the order of their days


def run(data: Path) -> Report:
    """Measure a stream.

    Args:
        data: a folder in one of the forms above.

    Raises:
        MissingData: the folder holds none of them.
    """
    if (data / "news.jsonl").is_file():
        articles = _news(data / "news.jsonl")
        return _orders(sketches(articles, load()), None, "within each day")
    items = read(data)
    if not items:
        raise MissingData(f"stream: no articles with events and no news.jsonl in {data}")
    gold: dict[str, Hashable] = {item.article.article.id: item.event for item in items}
    return _orders(sketches([item.article for item in items], load()), gold, "altogether")


def streamed(given: Sequence[Sketch], *, size: int = 1) -> tuple[list[Event], float]:
    """The events of a stream, those of its end included, and the seconds it took.

    Args:
        given: in the order in which they come.
        size: articles that come at a time.
    """
    stories = OnlineStories(len(given[0].direction) // 2) if given else OnlineStories(1)
    start = time.process_time()
    told: list[Event] = []
    for at in range(0, len(given), size):
        told += stories.add(given[at : at + size])
    told += stories.settle()
    return told, time.process_time() - start


def shuffled(given: Sequence[Sketch], seed: int) -> list[Sketch]:
    """The articles day by day, those of a day, or without one, in an order of their own."""
    chance = random.Random(seed)
    ordered = sorted(given, key=lambda sketch: sketch.day or 0)
    days = (list(group) for _, group in groupby(ordered, key=lambda sketch: sketch.day or 0))
    return [sketch for day in days for sketch in chance.sample(day, len(day))]


def _orders(given: Sequence[Sketch], gold: dict[str, Hashable] | None, how: str) -> Report:
    rows: list[tuple[str | int | float, ...]] = []
    labels: list[dict[str, Hashable]] = []
    figures: dict[str, float] = {}
    for seed in SEEDS:
        told, seconds = streamed(shuffled(given, seed))
        story_of: dict[str, Hashable] = dict(Followed(told).story_of)
        labels.append(story_of)
        kinds = Counter(type(event).__name__ for event in told)
        scores = (b_cubed(gold, story_of).f1, pairwise(gold, story_of).f1) if gold else ("", "")
        counts = (len(set(story_of.values())), kinds["Merge"], kinds["Split"])
        rows.append((seed, *counts, *scores, 1e3 * seconds / max(1, len(given))))
    alike = [adjusted_rand(one, other) for one, other in combinations(labels, 2)]
    figures["least ARI between orders"] = min(alike)
    if gold:
        figures["online B3 f1"] = min(b_cubed(gold, story_of).f1 for story_of in labels)
    return Report(
        "stream",
        (
            Table(
                f"{len(given)} articles, one at a time, shuffled {how}",
                ("order", "stories", "merges", "splits", "B³ F1", "pairwise F1", "ms an article"),
                tuple(rows),
            ),
        ),
        figures,
        (
            f"adjusted Rand index between the orders: {min(alike):.3f} to {max(alike):.3f}",
            "stories as whoever follows the events knows them at the end",
        ),
    )


def _news(path: Path) -> list[Annotated]:
    """The first articles with a date, by their days; the newest `NEWS` of them."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    days = re.compile(r"\d{4}-\d\d-\d\d")
    dated = sorted(
        (row for row in rows if days.match(row.get("date") or "")),
        key=lambda row: (row["date"], row["id"]),
    )
    return [
        plain(
            f"n{number}",
            [[part for part in line.split(". ") if part] for line in row["text"].split("\n\n")],
            row["lang"],
            date=row["date"][:10],
            outlet=row["source"],
        )
        for number, row in enumerate(dated[-NEWS:])
    ]
