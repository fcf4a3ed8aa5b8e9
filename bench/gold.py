"""The gold of a corpus: JSON lines → records placed in the texts of the pages.

In: `examples/gold/*.jsonl`, whose form `examples/gold/README.md` gives, or `examples/points/gold`,
which holds points and differences only, with what is *not* the same besides; and the text of each
page. Out: every gold item with its range of code points. The gold is kept as exact text and
number of occurrence, so that it can be read and corrected by hand and does not hang on how the
text of an HTML page is put together; the ranges are computed each time.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.metrics import Interval, overlap
from bench.report import MissingData

KINDS = (
    "articles", "furniture", "names", "quotes", "figures", "times", "links", "stories", "points",
    "differences",
)  # fmt: skip
POINT_KINDS = (
    "articles", "furniture", "links", "stories", "points", "differences", "hard_negatives",
    "restatements",
)  # fmt: skip
"""What the gold of points and differences holds (`examples/points`)."""

Record = dict[str, Any]


class GoldError(Exception):
    """A gold item that does not stand in its page; the message says which."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a piece of gold stands.

    Args:
        page: path of the page, as the gold writes it (`pages/wire.jsonl#2`).
        start: first code point of the page's text.
        end: one past the last.
    """

    page: str
    start: int
    end: int

    @property
    def interval(self) -> Interval:
        """(start, end)."""
        return (self.start, self.end)


@dataclass(frozen=True, slots=True)
class PlacedArticle:
    """A gold article and where its parts stand.

    Args:
        record: its line of `articles.jsonl`.
        headline: None where the gold gives none.
        deck: its lines.
        body: from the first to the last character; furniture may stand between.
        parts: headline, deck lines and paragraphs in the order of the page.
    """

    record: Record
    headline: Place | None
    deck: tuple[Place, ...]
    body: Place
    parts: tuple[Place, ...]


def kinds(data: Path) -> tuple[str, ...]:
    """The kinds that the gold of a folder holds: `POINT_KINDS` where it has hard negatives."""
    return POINT_KINDS if (data / "gold" / "hard_negatives.jsonl").is_file() else KINDS


def load(data: Path, wanted: tuple[str, ...] = KINDS) -> dict[str, list[Record]]:
    """The lines of each file of `data/gold`, by kind.

    Args:
        data: the folder that holds `pages` and `gold`.
        wanted: the kinds; all files of the example corpus unless said.

    Raises:
        MissingData: a file is not there.
    """
    missing = [k for k in wanted if not (data / "gold" / f"{k}.jsonl").is_file()]
    if missing:
        raise MissingData(f"{data} holds no gold/{missing[0]}.jsonl")
    return {kind: lines(data / "gold" / f"{kind}.jsonl") for kind in wanted}


def lines(file: Path) -> list[Record]:
    """The records of one file, a line each."""
    return [json.loads(line) for line in file.read_text("utf-8").splitlines()]


def digest(data: Path) -> str:
    """SHA-256 over the names and bytes of the gold files and pages, in sorted order."""
    total = hashlib.sha256()
    files = [*data.glob("gold/*.jsonl"), *(p for p in data.glob("pages/**/*") if p.is_file())]
    for file in sorted(files):
        total.update(file.relative_to(data).as_posix().encode() + b"\0")
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()


def lines_of(text: str) -> Iterator[Interval]:
    """Ranges of the lines of a text that are not blank, without outer white space."""
    position = 0
    for line in text.splitlines(keepends=True):
        stripped = line.strip()
        if stripped:
            start = position + line.index(stripped)
            yield (start, start + len(stripped))
        position += len(line)


def place_furniture(
    records: list[Record], texts: Mapping[str, str], bodies: Mapping[str, list[Interval]]
) -> list[Place]:
    """Where the furniture of all pages stands, in the order of the records.

    Args:
        records: lines of `furniture.jsonl`; those of one page in the order of the page.
        texts: text of each page.
        bodies: ranges of the article bodies of each page, in which only whole lines count.

    Raises:
        GoldError: one does not stand in its page.
    """
    places: list[Place] = []
    taken: dict[str, list[Interval]] = {}
    for record in records:
        page, wanted = record["page"], record["text"]
        text = texts.get(page)
        if text is None:
            raise GoldError(f"{page}: no such page")
        used = taken.setdefault(page, [])
        whole = [line for line in lines_of(text) if text[line[0] : line[1]] == wanted]
        found = whole[record.get("occurrence", 1) - 1 :]
        found = found or [
            (at, at + len(wanted))
            for at in occurrences(text, wanted)
            if not any(overlap((at, at + len(wanted)), body) for body in bodies.get(page, ()))
        ]
        free = [f for f in found if not any(overlap(f, u) for u in used)]
        if not free:
            raise GoldError(f"{page}: furniture {wanted!r} does not stand there")
        used.append(free[0])
        places.append(Place(page, *free[0]))
    return places


def place_bodies(articles: list[Record], texts: Mapping[str, str]) -> list[Place]:
    """Where the body of each article stands: from its first to its last words.

    Raises:
        GoldError: they do not stand in the page.
    """
    places: list[Place] = []
    for record in articles:
        page, body = record["page"], record["body"]
        text = texts.get(page)
        if text is None:
            raise GoldError(f"{page}: no such page")
        start = text.find(body["first"])
        last = text.find(body["last"], max(start, 0))
        if start < 0 or last < 0:
            raise GoldError(f"{record['id']}: the body's first or last words are not on {page}")
        places.append(Place(page, start, last + len(body["last"])))
    return places


def place_articles(
    articles: list[Record],
    bodies: list[Place],
    furniture: list[Place],
    texts: Mapping[str, str],
) -> dict[str, PlacedArticle]:
    """Articles with their parts, by id.

    Raises:
        GoldError: a headline, deck line or paragraph is not where it should be.
    """
    placed: dict[str, PlacedArticle] = {}
    for record, body in zip(articles, bodies, strict=True):
        page, text = record["page"], texts[record["page"]]
        apart = [f.interval for f in furniture if f.page == page]
        lines = [line for line in lines_of(text) if not any(overlap(line, f) for f in apart)]
        outside = [line for line in lines if not any(overlap(line, b.interval) for b in bodies
                                                     if b.page == page)]  # fmt: skip
        headline = None
        if record["headline"] is not None:
            headline = _line(record["headline"], outside, text, page, record["id"])
        deck = tuple(_line(d, outside, text, page, record["id"]) for d in record["deck"])
        paragraphs = [Place(page, *line) for line in lines if overlap(line, body.interval)]
        if len(paragraphs) != record["body"]["paragraphs"]:
            raise GoldError(
                f"{record['id']}: {len(paragraphs)} paragraphs on {page}, "
                f"{record['body']['paragraphs']} in the gold"
            )
        parts = [*paragraphs, *deck, *([headline] if headline else [])]
        ordered = tuple(sorted(parts, key=lambda p: p.start))
        placed[record["id"]] = PlacedArticle(record, headline, deck, body, ordered)
    return placed


def _line(wanted: str, lines: list[Interval], text: str, page: str, article: str) -> Place:
    """The line that holds a headline or deck, alone or after a list mark."""
    for start, end in lines:
        line = text[start:end]
        if line.endswith(wanted) and len(line) - len(wanted) <= 2:
            return Place(page, end - len(wanted), end)
    raise GoldError(f"{article}: no line {wanted!r} on {page}")


def place(item: Record, articles: Mapping[str, PlacedArticle], texts: Mapping[str, str]) -> Place:
    """Where a gold item stands: the n-th occurrence of its text in its article.

    Args:
        item: with `article`, `text` and, unless it is 1, `occurrence`. Occurrences are counted
            over headline, deck and body in the order of the page, furniture left out; they may
            overlap each other and stand inside longer words.
        articles: placed articles by id.
        texts: text of each page.

    Raises:
        GoldError: it does not stand there.
    """
    article = articles.get(item["article"])
    if article is None:
        raise GoldError(f"{item['article']}: no such article")
    left = item.get("occurrence", 1)
    for part in article.parts:
        piece = texts[part.page][part.start : part.end]
        for at in occurrences(piece, item["text"]):
            left -= 1
            if not left:
                start = part.start + at
                return Place(part.page, start, start + len(item["text"]))
    raise GoldError(
        f"{item['article']}: {item['text']!r} does not stand there "
        f"{item.get('occurrence', 1)} time(s)"
    )


def occurrences(text: str, wanted: str) -> Iterator[int]:
    """Where a string starts in a text, overlapping ones included."""
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + 1)
