"""How long it takes to compare the articles of one long story, and how that grows.

In: JSON lines of English articles with `text` and `title` (as `news-en-8k`). From those of 500 to 700
words, one story is put together: the articles nearest by their vectors to the one that has the nearest
neighbours, which in fact tell of one affair over months. Out: seconds and memory to compare 25, 50, 100
and 200 of them on one core, each in a process of its own, after annotation; pairs of statements that
share a rare word; the slope of log processor time over the log of those pairs.

    python -m bench compare --data .data/news-en-8k
"""

from __future__ import annotations

import json
import math
import os
import resource
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from bench.report import MissingData, Report, Table
from crossread import pipeline
from crossread.comparing import compare
from crossread.comparing.interaction import interact
from crossread.comparing.statements import statements
from crossread.encoding import Encoder, load
from crossread.linking.gather import gather
from crossread.model import Page, Story
from crossread.reading.text import blocks
from crossread.worker import THREADS

DATA = ("news-en-8k",)
FILE = "news.jsonl"
SIZES = (25, 50, 100, 200)
WORDS = (500, 700)
RARE = 2.0
"""Weight from which a word is called rare: log of one in seven statements, and no function word."""
RUNS = 3


def run(data: Path) -> Report:
    """Compare stories of several sizes.

    Args:
        data: a folder with `news.jsonl`.

    Raises:
        MissingData: the folder holds none, or too few articles of that length.
    """
    if not (data / FILE).is_file():
        raise MissingData(f"compare: no {FILE} in {data}")
    measured = [_child(data, size) for size in SIZES]
    rows = tuple(
        (
            m["articles"],
            m["statements"],
            m["pairs"],
            m["points"],
            m["seconds"],
            m["processor"],
            m["megabytes"],
        )
        for m in measured
    )
    logs = [(math.log(m["pairs"]), math.log(m["processor"])) for m in measured]
    slope = float(np.polyfit([x for x, _ in logs], [y for _, y in logs], 1)[0])
    hundred = next(m for m in measured if m["articles"] == 100)
    columns = (
        "articles", "statements", "pairs that share a rare word", "points",
        "s", "s of processor", "MB",
    )  # fmt: skip
    return Report(
        "compare",
        (Table(f"one story, {os.cpu_count()} cores", columns, rows),),
        {
            "seconds for 100 articles": hundred["seconds"],
            "seconds of processor for 100 articles": hundred["processor"],
            "slope over pairs": slope,
        },
        (
            f"slope of log processor time over log pairs: {slope:.3f}",
            f"comparing alone, least of {RUNS} in one process; MB: peak, annotated story included",
        ),
    )


def _child(data: Path, size: int) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.compare", str(data / FILE), str(size)],
        capture_output=True,
        check=False,
        env=dict.fromkeys(THREADS, "1") | os.environ,
    )
    if done.returncode != 0:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no message"]
        raise MissingData(f"compare: {lines[-1]}")
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def measured(path: Path, size: int) -> dict[str, Any]:
    """Compare one story of so many articles in this process.

    Args:
        path: of the JSON lines.
        size: articles.

    Returns:
        `articles`, `statements`, `pairs`, `points`, `seconds`, `processor` and `megabytes`.
    """
    encoder = load()
    story = _story(path, size, encoder)
    seconds, processor = [], []
    for _ in range(RUNS):
        started, used = time.perf_counter(), time.process_time()
        comparison = compare(story, encoder)
        seconds.append(time.perf_counter() - started)
        processor.append(time.process_time() - used)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "articles": size,
        "statements": len(comparison.statements),
        "pairs": _sharing(story, encoder),
        "points": len(comparison.points),
        "seconds": min(seconds),
        "processor": min(processor),
        "megabytes": peak,
    }


def _story(path: Path, size: int, encoder: Encoder) -> Story:
    """The articles about one affair as one story, each an account."""
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").splitlines()]
    texts = [text for text in texts if WORDS[0] <= len(text.split()) <= WORDS[1]]
    if len(texts) < size:
        raise ValueError(f"only {len(texts)} articles of {WORDS[0]} to {WORDS[1]} words")
    vectors = encoder.sentences(texts)
    near = vectors @ vectors.T
    wanted = min(max(SIZES), len(texts))
    centre = int(np.partition(near, -wanted, axis=1)[:, -wanted].argmax())
    chosen = np.argsort(-near[centre], kind="stable")[:size]
    pages = [
        Page(f"p{n}", texts[i], f"{n}.txt", None, "0" * 64, blocks(texts[i]))
        for n, i in enumerate(chosen.tolist(), 1)
    ]
    found = gather([a for a in pipeline.articles(pages) if a.article.main], encoder)
    articles = tuple(sorted((a for s in found for a in s.articles), key=lambda a: a.article.id))
    return Story(
        id="s1",
        headline="",
        articles=articles,
        accounts=tuple((a.article.id,) for a in articles),
        entities=tuple(e for s in found for e in s.entities),
        links=tuple(link for s in found for link in s.links),
    )


def _sharing(story: Story, encoder: Encoder) -> int:
    """Pairs of statements that hold one and the same rare word, name, figure or time."""
    told = tuple(s for annotated in story.articles for s in statements(annotated))
    entity_of = {mention: e.id for e in story.entities for mention in e.mentions}
    found = interact(told, story.articles, entity_of, encoder)
    holders: dict[int, list[int]] = {}
    for number, keys in enumerate(found.keys):
        for key in np.unique(keys):
            if found.weights[key] >= RARE:
                holders.setdefault(int(key), []).append(number)
    share = np.zeros((len(told), len(told)), bool)
    for held in holders.values():
        share[np.ix_(held, held)] = True
    return int(np.triu(share, 1).sum())


if __name__ == "__main__":
    print(json.dumps(measured(Path(sys.argv[1]), int(sys.argv[2]))))
