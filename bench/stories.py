"""How well articles are grouped by event.

In: articles with their event (the forms of `ecbplus`, `newswcl50`, `meantime-dev`, `itn-dev`). Out:
B³ and pairwise F1 of the groups, over all events and over the half that calibrated nothing (by a
hash of the event), beside TF-IDF with average linkage at the best threshold for that very data.
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from bench.clustering import average_link, cut, tfidf
from bench.metrics import b_cubed, pairwise
from bench.plain import plain
from bench.report import MissingData, Report, Table
from crossread.encoding import load
from crossread.linking import links, stories
from crossread.model import Annotated

DATA = ("ecbplus", "newswcl50", "meantime-dev", "itn-dev")
STEPS = 100  # thresholds that the peer may try


@dataclass(frozen=True, slots=True)
class Item:
    """An article with its event.

    Args:
        event: the gold group.
        split: what decides the half that it belongs to: events easily confused stay together.
    """

    event: str
    split: str
    article: Annotated


def run(data: Path) -> Report:
    """Measure grouping.

    Args:
        data: a folder in one of the forms above.

    Raises:
        MissingData: the folder holds none of them.
    """
    items = read(data)
    if not items:
        raise MissingData(f"stories: no articles with events in {data}")
    articles = [item.article for item in items]
    encoder = load()
    start = time.perf_counter()
    found = links(articles, encoder)
    linked = time.perf_counter()
    groups = stories(articles, encoder, found)
    seconds = time.perf_counter() - linked
    labels: list[Hashable] = [None] * len(items)
    for number, group in enumerate(groups):
        for position in group:
            labels[position] = number
    rest = [k for k, item in enumerate(items) if not calibrates(item.split)]
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for title, chosen in (("all events", range(len(items))), ("held-out events", rest)):
        for name, given in (("crossread", labels), ("TF-IDF, best threshold", None)):
            made = given if given is not None else _peer(items, chosen)
            gold = {k: items[k].event for k in chosen}
            system = {k: made[k] for k in chosen}
            cubed, pairs = b_cubed(gold, system), pairwise(gold, system)
            rows.append((title, name, cubed.precision, cubed.recall, cubed.f1, pairs.f1))
            short = "crossread" if given is not None else "peer"
            figures[f"{short} {title} B3 f1"] = cubed.f1
            figures[f"{short} {title} pairwise f1"] = pairs.f1
    figures["articles a second"] = len(articles) / max(1e-9, seconds)
    return Report(
        "stories",
        (
            Table(
                f"{len(items)} articles, {len({item.event for item in items})} events,"
                f" {len(groups)} stories",
                ("events", "method", "B³ precision", "B³ recall", "B³ F1", "pairwise F1"),
                tuple(rows),
            ),
        ),
        figures,
        (
            "One setting for all data; held-out: the half of the events that calibrated nothing"
            " (all of newswcl50 did).",
            "The peer's threshold is the best one for these very articles, found with the gold.",
            f"links {linked - start:.1f} s, stories {seconds:.1f} s.",
        ),
    )


def read(data: Path) -> list[Item]:
    """The articles of a folder with their events."""
    items: list[Item] = []
    for path in sorted(data.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            made = _item(f"a{len(items)}", json.loads(line))
            if made is not None:
                items.append(made)
    return items


def calibrates(event: str) -> bool:
    """Whether an event belongs to the half that thresholds were set on."""
    return hashlib.sha256(event.encode()).digest()[-1] % 2 == 0


def _item(id: str, row: dict[str, Any]) -> Item | None:
    """An article of any of the forms; None for a line that is none."""
    if "event" in row and "sentences" in row:
        split = re.sub(r"\D", "", str(row.get("topic", row["event"])))
        return Item(str(row["event"]), split, plain(id, [row["sentences"]], row["lang"]))
    if "original" in row and "sentences" in row:
        lines = row["sentences"]
        article = plain(id, [lines[1:]], row["lang"], headline=lines[0])
        return Item(row["id"], row["id"], article)
    if "keyword" in row and "topic" in row:
        return Item(row["topic"], row["topic"], plain(id, [[row["text"]]], row["lang"]))
    return None


def _peer(items: Sequence[Item], chosen: Sequence[int]) -> list[Hashable]:
    """The peer's labels at its best threshold; those of the items not chosen say nothing."""
    texts = [" ".join(s.span.text for s in items[k].article.sentences) for k in chosen]
    merges = average_link(tfidf(texts))
    heights = np.unique([height for _, _, height in merges])
    gold = {k: items[k].event for k in chosen}
    best, labels = -1.0, list(range(len(chosen)))
    for threshold in np.quantile(heights, np.linspace(0, 1, STEPS)) if len(heights) else ():
        made = cut(len(chosen), merges, float(threshold))
        value = b_cubed(gold, dict(zip(chosen, made))).f1
        if value > best:
            best, labels = value, made
    out: list[Hashable] = [None] * len(items)
    for position, label in zip(chosen, labels):
        out[position] = label
    return out
