"""How long the encoder takes to load, and how many sentences it reads a second.

Data: a folder of pages; the more text, the truer. The encoder is loaded in processes of its own, its
imports included; its throughput is that of one core on the pages' words in sentences of 25, once with
every word new to it (cold) and once more (warm), the best of five runs, since other work on the
machine only ever adds to them.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from bench.report import MissingData, Report, Table
from crossread import pipeline
from crossread.encoding import load
from crossread.encoding.subwords import SHIPPED
from crossread.model import Page

RUNS = 5
SENTENCE = 25
"""Words of a sentence of news."""
SENTENCES = 40_000
"""Most sentences that are encoded."""
LOADING = """
from time import perf_counter
start = perf_counter()
from crossread.encoding import load
load()
print(perf_counter() - start)
"""


def run(data: Path) -> Report:
    """Time the shipped encoder.

    Raises:
        MissingData: DATA is no folder, or holds less than a sentence.
    """
    if not data.is_dir():
        raise MissingData(f"{data} is not a folder of pages")
    loading = [_loading() for _ in range(RUNS)]
    sentences, cold, warm = _throughput(data)
    if not sentences:
        raise MissingData(f"encoder_speed: no text in {data}")
    figures = {
        "load, best (ms)": 1000 * min(loading),
        "load, median (ms)": 1000 * statistics.median(loading),
        "sentences a second, cold": sentences / cold,
        "sentences a second, warm": sentences / warm,
    }
    return Report(
        name="encoder_speed",
        tables=(
            Table(
                f"{data.name}: {sentences:,} sentences of {SENTENCE} words, {os.cpu_count()} cores",
                ("what", "figure"),
                tuple((name, round(figure)) for name, figure in figures.items()),
            ),
        ),
        figures=figures,
        notes=(
            f"one core; best of {RUNS} runs",
            "cold: no word was met before, so that small data makes it slow; warm: all were",
        ),
    )


def _loading() -> float:
    """Seconds that a fresh process needs for the imports and the loading of the encoder."""
    done = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, check=True)
    return float(done.stdout)


def _throughput(data: Path) -> tuple[int, float, float]:
    """Sentences, and the best seconds with no word remembered and with all."""
    pages = (page for page in pipeline.read(data) if isinstance(page, Page))
    words = [word for page in pages for word in page.text.split()][: SENTENCE * SENTENCES]
    sentences = [
        " ".join(words[at : at + SENTENCE]) for at in range(0, len(words) - SENTENCE + 1, SENTENCE)
    ]
    colds: list[float] = []
    warms: list[float] = []
    for _ in range(RUNS):
        encoder = load(SHIPPED)
        for seconds in (colds, warms):
            started = time.perf_counter()
            encoder.sentences(sentences)
            seconds.append(time.perf_counter() - started)
    return len(sentences), min(colds), min(warms)
