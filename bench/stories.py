"""How well articles are grouped by event.

In: articles with their event (the forms of `ecbplus`, `newswcl50`, `meantime-dev`, `itn-dev`). Out:
B³ and pairwise F1 of the groups, over all events and over the half that calibrated nothing (by a
hash of the event), beside TF-IDF with average linkage at the best threshold for that very data; with
`--peers` beside other methods too, each at its best (bench/stories_peers.py).
"""

from __future__ import annotations

import hashlib
import json
import re
import time
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from msgspec import structs

from bench import stories_peers
from bench.clustering import average_link, cut, tfidf
from bench.metrics import b_cubed, pairwise
from bench.plain import plain
from bench.report import MissingData, Report, Table
from crossread.annotating.names.finding import mentions
from crossread.encoding import load
from crossread.linking import links, stories
from crossread.linking.gazetteer import HAN
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


def with_peers(data: Path) -> Report:
    """`run` with all peers; see there."""
    return run(data, peers=True)


def run(data: Path, *, peers: bool = False) -> Report:
    """Measure grouping.

    Args:
        data: a folder in one of the forms above.
        peers: measure all peers, not only TF-IDF with average linkage; minutes.

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
    notes: list[str] = []
    half = [k for k, item in enumerate(items) if calibrates(item.split)] if peers else []
    elsewhere = {one.name: one.setting for one in _peers(items, half)[0]} if half else {}
    for title, chosen in (("all events", range(len(items))), ("held-out events", rest)):
        gold = {k: items[k].event for k in chosen}
        methods: list[tuple[str, str, dict[int, Hashable]]] = [
            ("crossread", "crossread", {k: labels[k] for k in chosen}),
            ("TF-IDF, best threshold", "peer", dict(zip(chosen, _peer(items, chosen)))),
        ]
        if peers:
            best, lacking = _peers(items, chosen, {} if title == "all events" else elsewhere)
            methods += [(one.name, one.name, dict(zip(chosen, one.labels))) for one in best]
            notes += [f"{title}: {one.name}: {one.setting}." for one in best]
            notes += lacking
        for name, short, system in methods:
            cubed, pairs = b_cubed(gold, system), pairwise(gold, system)
            rows.append((title, name, cubed.precision, cubed.recall, cubed.f1, pairs.f1))
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
            *dict.fromkeys(notes),
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
        date = row.get("time", "")[:10] or None
        article = _named(plain(id, [[row["text"]]], row["lang"], date=date))
        return Item(row["topic"], row["topic"], article)
    return None


def _text(item: Item) -> str:
    """An article as plain text."""
    return " ".join(s.span.text for s in item.article.sentences)


def _named(article: Annotated) -> Annotated:
    """The article with its names, where stories need them: in Han script."""
    if article.article.language not in HAN:
        return article
    found = mentions(article.page, article.article, article.sentences)
    return structs.replace(article, mentions=found)


def _peers(
    items: Sequence[Item], chosen: Sequence[int], elsewhere: Mapping[str, str] | None = None
) -> tuple[list[stories_peers.Best], list[str]]:
    """All peers on the chosen items; see `stories_peers.peers`."""
    texts = [_text(items[k]) for k in chosen]
    return stories_peers.peers(texts, [items[k].event for k in chosen], elsewhere)


def _peer(items: Sequence[Item], chosen: Sequence[int]) -> list[int]:
    """The peer's labels of the chosen items at its best threshold."""
    merges = average_link(tfidf([_text(items[k]) for k in chosen]))
    heights = np.unique([height for _, _, height in merges])
    gold = {k: items[k].event for k in chosen}
    best, labels = -1.0, list(range(len(chosen)))
    for threshold in np.quantile(heights, np.linspace(0, 1, STEPS)) if len(heights) else ():
        made = cut(len(chosen), merges, float(threshold))
        value = b_cubed(gold, dict(zip(chosen, made))).f1
        if value > best:
            best, labels = value, made
    return labels
