"""Bench `pages`: does the article text that reading and splitting give match the text set by hand?

Data: `zyte-aeb` (181 HTML pages; body by hand). Measure: bags of runs of four words, as the makers of
the data compare them: F1, precision and recall a page, then the mean. Peer: trafilatura in
precision mode on the same pages.
"""

from __future__ import annotations

import json
import re
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.report import MissingData, Report, Table

RUN = 4
WORD = re.compile(r"\w+")


def run(data: Path) -> Report:
    """Score the article text of every page.

    Args:
        data: the unpacked archive with `gold.jsonl` and `html/`.

    Raises:
        MissingData: the folder does not hold them.
    """
    gold_file = data / "gold.jsonl"
    if not gold_file.exists():
        raise MissingData(f"{gold_file} is not there (archive zyte-aeb)")
    gold = [json.loads(line) for line in gold_file.read_text(encoding="utf-8").splitlines()]
    systems: tuple[tuple[str, Callable[[str, str], str]], ...] = (
        ("crossread", main_text),
        ("trafilatura precision", trafilatura_text),
    )
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for name, extract in systems:
        start = time.perf_counter()
        scores = []
        for page in gold:
            source = (data / page["file"]).read_text(encoding="utf-8")
            scores.append(score(extract(source, page["url"]), page["body"]))
        seconds = time.perf_counter() - start
        f1, precision, recall = (sum(s[i] for s in scores) / len(scores) for i in range(3))
        rows.append((name, f1, precision, recall, round(len(gold) / seconds, 1)))
        for label, value in (("f1", f1), ("precision", precision), ("recall", recall)):
            figures[f"{name} {label}"] = value
    table = Table(
        f"article text of {len(gold)} pages, runs of {RUN} words",
        ("system", "F1", "precision", "recall", "pages/s"),
        tuple(rows),
    )
    return Report("pages", (table,), figures, ("mean over pages; headline and deck left out",))


def main_text(source: str, url: str) -> str:
    """The body of the main article as crossread gives it."""
    from crossread.model import Page
    from crossread.reading import html
    from crossread.splitting import split

    found = html.document(source, url)
    page = Page("p1", found.text, None, url, "", found.blocks, found.metadata)
    articles = split(page).articles
    return "\n".join(part.text for a in articles if a.main for part in a.body)


def trafilatura_text(source: str, url: str) -> str:
    """The body as trafilatura gives it."""
    from trafilatura import extract

    return extract(source, url=url, favor_precision=True, include_comments=False) or ""


def score(found: str, gold: str) -> tuple[float, float, float]:
    """F1, precision and recall of bags of word runs; a text of fewer words is one run."""
    ours, theirs = _runs(found), _runs(gold)
    both = sum((ours & theirs).values())
    precision = both / ours.total() if ours else float(not theirs)
    recall = both / theirs.total() if theirs else float(not ours)
    f1 = 2 * precision * recall / (precision + recall) if both else float(not ours and not theirs)
    return f1, precision, recall


def _runs(text: str) -> Counter[tuple[str, ...]]:
    words = WORD.findall(text.casefold())
    if not words:
        return Counter()
    return Counter(tuple(words[i : i + RUN]) for i in range(max(1, len(words) - RUN + 1)))
