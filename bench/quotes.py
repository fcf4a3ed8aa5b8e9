"""Who said what: quotations and reported speech against gold of two corpora.

`python -m bench quotes --data DIR` with DIR an unpacked archive whose JSON lines hold `text` and
either `attributions` (source, cue, content; the form of the PolNeAR corpus) or `quotes` (quote,
speaker, cue, type; the form of the German news quotation corpus). The file `dev.jsonl` is scored;
CROSSREAD_BENCH_PART names another ("train").

How it is measured
- An article is every line of its text as one paragraph; sentences and names are the package's own.
- Pieces: gold content and found quotes are compared piece by piece, a piece being an unbroken
  stretch of one paragraph. Spans of one gold clause that only its own cue interrupts are joined, as
  they are in what the package gives. Pieces pair one to one, the closest first, where the shared
  characters are at least 0.3 of the characters of both together.
- Direct: gold content that begins and ends with quotation marks (PolNeAR), or of type Direct
  (German, nested ones included). Found: direct quotes with a speaker or a cue, or not partial;
  words in marks inside a gold reported clause are part of that clause's gold and count neither way.
- Speaker: of the paired direct pieces whose gold names a source, the share where found and gold
  speaker share a word other than articles and prepositions ("he" is such a word).
- Quotations inside a quotation are left out of what was found on PolNeAR, which marks few of them
  (22 of 83 that the package finds in both parts).
- All (PolNeAR): every gold attribution, also of belief and intent; found: all quotes, without
  direct ones that lie inside a reported clause.
- Indirect (German): gold types Indirect, IndirectFreeIndirect, FreeIndirect and Reported.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import process_time
from typing import Any

from bench import quote_passages
from bench.metrics import Interval, Score, overlap, pair_up, score
from bench.report import SCORE_COLUMNS, Cell, MissingData, Report, Table, score_cells, score_figures
from crossread.annotating.names.finding import mentions
from crossread.annotating.quotes import quotes
from crossread.annotating.sentences import sentences
from crossread.model import Article, Page, Quote
from crossread.reading.text import blocks

LEAST = 0.3
GAP = 80
_marks = "\"“”„‟«»‹›‘’'"
_light = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "for",
        "and",
        "in",
        "at",
        "to",
        "his",
        "her",
        "their",
        "its",
        "der",
        "die",
        "das",
        "des",
        "dem",
        "den",
        "ein",
        "eine",
        "einer",
        "von",
        "vom",
        "zu",
        "im",
        "mr",
        "mrs",
        "ms",
        "le",
        "la",
        "les",
        "un",
        "une",
        "du",
        "de",
        "el",
        "los",
        "las",
    ]
)
_word = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A gold stretch: where, by whom (the texts of its source), direct or not."""

    span: Interval
    sources: tuple[str, ...]
    direct: bool


@dataclass(slots=True)
class Tally:
    """Counts over articles."""

    found: int = 0
    gold: int = 0
    right: int = 0
    system: int = 0
    errors: list[str] = field(default_factory=list)

    def score(self) -> Score:
        """The score of the counts."""
        return score(self.found, self.gold, self.right, self.system)


def build(record: Mapping[str, Any], number: int) -> tuple[Page, Article]:
    """A page that is one article: every line of the text a paragraph."""
    text = str(record["text"])
    page = Page(f"p{number}", text, str(record["id"]), None, "", blocks(text))
    body = tuple(page.span(b.start, b.end) for b in page.blocks)
    article = Article(
        f"p{number}.1", page.id, True, str(record["lang"]), None, (), None, body, None
    )
    return page, article


def _pieces(text: str, spans: Sequence[Sequence[int]], joined: bool) -> Iterator[Interval]:
    """Gold spans as pieces: cut at line ends, joined over their own cue if asked."""
    merged: list[list[int]] = []
    for start, end in sorted((int(s), int(e)) for s, e in spans):
        gap = text[merged[-1][1] : start] if merged else ""
        if merged and ((joined and len(gap) <= GAP and "\n" not in gap) or not gap.strip()):
            merged[-1][1] = end
        else:
            merged.append([start, end])
    for start, end in merged:
        position = start
        for part in text[start:end].split("\n"):
            if part.strip():
                yield position, position + len(part)
            position += len(part) + 1


def polnear(record: Mapping[str, Any]) -> list[Piece]:
    """The gold pieces of an article in the PolNeAR form."""
    text = str(record["text"])
    found: list[Piece] = []
    for one in record["attributions"]:
        spans = sorted(one["content"])
        if not spans:
            continue
        sources = tuple(text[s:e] for s, e in one["source"])
        first, last = text[spans[0][0]], text[spans[0][0] : spans[-1][1]].rstrip(".,;:!? ")[-1:]
        direct = first in _marks and (last in _marks or last == "")
        for span in _pieces(text, spans, not direct):
            found.append(Piece(span, sources, direct))
    return found


def german(record: Mapping[str, Any]) -> list[Piece]:
    """The gold pieces of an article in the form of the German corpus."""
    text = str(record["text"])
    found: list[Piece] = []
    for one in record["quotes"]:
        direct = one["type"] == "Direct"
        sources = tuple(text[s:e] for s, e in one["speaker"])
        for span in _pieces(text, one["quote"], not direct):
            found.append(Piece(span, sources, direct))
    return found


def same_speaker(sources: Sequence[str], quote: Quote, names: Mapping[str, str]) -> bool:
    """Whether a gold source and a found speaker share a word that tells."""
    if quote.speaker is None:
        return False
    shown = quote.speaker.text + " " + names.get(quote.speaker.mention or "", "")
    gold = {w for s in sources for w in _word.findall(s.lower())} - _light
    found = set(_word.findall(shown.lower())) - _light
    return bool(gold & found)


def run(data: Path) -> Report:
    """Score quotes on an unpacked archive, or on a folder of passages (`bench.quote_passages`).

    Raises:
        MissingData: the folder holds no gold of a known form.
    """
    if any(data.glob("??.txt")):
        return quote_passages.run(data)
    part = os.environ.get("CROSSREAD_BENCH_PART", "dev")
    path = data / f"{part}.jsonl"
    if not path.is_file():
        raise MissingData(f"no {part}.jsonl in {data}")
    records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    if not records or not ({"attributions", "quotes"} & set(records[0])):
        raise MissingData(f"{path} holds neither attributions nor quotes")
    form = "attributions" if "attributions" in records[0] else "quotes"
    direct, other = Tally(), Tally()
    speakers = [0, 0]
    took = 0.0
    lines: list[str] = []
    for number, record in enumerate(records, 1):
        gold = polnear(record) if form == "attributions" else german(record)
        page, article = build(record, number)
        parts = sentences(page, article)
        named = mentions(page, article, parts)
        started = process_time()
        found = quotes(page, article, parts, named)
        took += process_time() - started
        if form == "attributions":
            found = _outer(found)
        names = {m.id: m.span.text for m in named}
        _direct(page, gold, found, names, direct, speakers, lines)
        if form == "attributions":
            _all(page, gold, found, other)
        else:
            _indirect(page, gold, found, other)
    share = speakers[0] / speakers[1] if speakers[1] else 0.0
    second = "all attributions" if form == "attributions" else "indirect"
    rows: list[tuple[Cell, ...]] = [
        ("direct", *score_cells(direct.score())),
        (second, *score_cells(other.score())),
    ]
    tables = (
        Table(f"Quotes, {path.parent.name}/{part}", ("what", *SCORE_COLUMNS), tuple(rows)),
        Table(
            "Speaker of the direct quotes paired",
            ("with a gold source", "right", "share"),
            ((speakers[1], speakers[0], share),),
        ),
    )
    figures = {
        **score_figures("direct", direct.score()),
        **score_figures(second, other.score()),
        "speaker of direct": share,
    }
    notes = (
        f"pieces pair at intersection over union of at least {LEAST}",
        "speaker: shares a word with the gold source other than articles and prepositions",
        f"quotes of {len(records) / took:.0f} articles a second of one core, sentences and names known",
    )
    errors = {
        "direct": tuple(direct.errors),
        second.split()[0]: tuple(other.errors),
        "speaker": tuple(lines),
    }
    return Report("quotes", tables, figures, notes, errors)


def _claimed(quote: Quote) -> bool:
    """Whether a direct quote is given out as someone's words, and not as mere words in marks."""
    return quote.speaker is not None or quote.cue is not None or not quote.partial


def _outer(found: Sequence[Quote]) -> tuple[Quote, ...]:
    """The quotes without the direct ones inside a longer direct one."""
    direct = [(q.span.start, q.span.end) for q in found if q.kind == "direct"]
    return tuple(
        q
        for q in found
        if q.kind != "direct"
        or not any(
            s <= q.span.start and q.span.end <= e and e - s > q.span.end - q.span.start
            for s, e in direct
        )
    )


def _inside(span: Interval, pieces: Sequence[Piece]) -> bool:
    length = max(1, span[1] - span[0])
    return any(2 * overlap(span, p.span) >= length for p in pieces)


def _shown(page: Page, span: Interval) -> str:
    return page.text[span[0] : span[1]].replace("\n", " ")[:160]


def _direct(
    page: Page,
    gold: Sequence[Piece],
    found: Sequence[Quote],
    names: Mapping[str, str],
    tally: Tally,
    speakers: list[int],
    lines: list[str],
) -> None:
    """Count direct quotes and their speakers."""
    wanted = [p for p in gold if p.direct]
    mixed = [p for p in gold if not p.direct]
    given = [q for q in found if q.kind == "direct" and (_claimed(q))]
    spans = [(q.span.start, q.span.end) for q in given]
    pairs = pair_up([p.span for p in wanted], spans, least=LEAST)
    paired = set(pairs.values())
    kept = [s for s in range(len(given)) if s in paired or not _inside(spans[s], mixed)]
    tally.found += len(pairs)
    tally.gold += len(wanted)
    tally.right += len(pairs)
    tally.system += len(kept)
    for g, piece in enumerate(wanted):
        if g not in pairs:
            tally.errors.append(f"{page.path} missed: {_shown(page, piece.span)}")
            continue
        if not piece.sources:
            continue
        speakers[1] += 1
        quote = given[pairs[g]]
        if same_speaker(piece.sources, quote, names):
            speakers[0] += 1
        else:
            got = quote.speaker.text if quote.speaker else "-"
            lines.append(
                f"{page.path} gold {' … '.join(piece.sources)!r} got {got!r}: "
                f"{_shown(page, (piece.span[0] - 60, piece.span[1] + 60))}"
            )
    for s in kept:
        if s not in paired:
            tally.errors.append(f"{page.path} false: {_shown(page, spans[s])}")


def _all(page: Page, gold: Sequence[Piece], found: Sequence[Quote], tally: Tally) -> None:
    """Count all attributions."""
    clauses = [(q.span.start, q.span.end) for q in found if q.kind == "indirect"]
    given = clauses + [
        (q.span.start, q.span.end)
        for q in found
        if q.kind == "direct"
        and (_claimed(q))
        and not any(c[0] <= q.span.start and q.span.end <= c[1] for c in clauses)
    ]
    _count(page, [p.span for p in gold], given, tally)


def _indirect(page: Page, gold: Sequence[Piece], found: Sequence[Quote], tally: Tally) -> None:
    """Count reported clauses."""
    given = [(q.span.start, q.span.end) for q in found if q.kind == "indirect"]
    _count(page, [p.span for p in gold if not p.direct], given, tally)


def _count(page: Page, wanted: Sequence[Interval], given: Sequence[Interval], tally: Tally) -> None:
    pairs = pair_up(wanted, given, least=LEAST)
    tally.found += len(pairs)
    tally.gold += len(wanted)
    tally.right += len(pairs)
    tally.system += len(given)
    paired = set(pairs.values())
    for g, span in enumerate(wanted):
        if g not in pairs:
            tally.errors.append(f"{page.path} missed: {_shown(page, span)}")
    for s, span in enumerate(given):
        if s not in paired:
            tally.errors.append(f"{page.path} false: {_shown(page, span)}")
