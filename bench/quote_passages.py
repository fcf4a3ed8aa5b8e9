"""Who said what in short passages of many languages: reader and score of `examples/quotes`.

In: a folder of text files, one a language (`en.txt`), in the form that `examples/quotes/README.md`
tells: passages with the said words in ⟦…⟧, and below each passage one line for each pair of
brackets, in the order in which they open. Out: `Passage` records, and a report of how the package
reads them. `python -m bench.quote_passages [DIR]` only checks the form.

How it is measured
- A passage is an article without headline, every line a paragraph, its language given; sentences
  and names are the package's own.
- Direct: gold and found pair at intersection over union of at least 0.8, indirect at 0.5. Found:
  direct quotes with a speaker or a cue, or not partial, as in `bench.quotes`.
- Speaker, of the paired direct quotes: the name meant shares a word with the text or the mention of
  the found speaker; a speaker who is not named, a word of what is printed; "-" is right when none
  is given. Words inflected differently share their stem.
- Wrongly taken: scare quotes, titles and names of which half is given as someone's direct words.
- Passages with an odd number (the first, the third, …) are the half "dev", by which rules may be
  mended; misses are listed for this half only. The others are "test".
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bench.metrics import Interval, overlap, pair_up, score
from bench.report import Cell, MissingData, Report, Table
from crossread.annotating.names.finding import mentions
from crossread.annotating.quotes import quotes
from crossread.annotating.sentences import sentences
from crossread.model import Article, Page, Quote
from crossread.reading.text import blocks

OPEN, CLOSE = "⟦", "⟧"
SAID = ("direct", "partial", "indirect")
KINDS = (*SAID, "scare", "work")
HALVES = ("dev", "test")
DIRECT_LEAST, INDIRECT_LEAST = 0.8, 0.5
# Words this long (letters) are the same name or noun in another case if all but so many letters at
# their ends agree.
STEM, ENDING = 4, 3

_line = re.compile(r"> (\w+)(\?)?(?:: (.+))?")
_word = re.compile(r"[^\W_]+")
_edges = " \t\"“”„‟«»‹›‘’'.,;:!?…。，！？؟،"


@dataclass(frozen=True, slots=True)
class Said:
    """One marked stretch of a passage.

    Args:
        span: its place in the passage's text.
        kind: of `KINDS`; "partial" is a direct quotation inside the reporter's sentence.
        optional: a careful reader may mark it or not.
        speaker: as printed in the passage; None where it names none.
        means: the speaker's name as the passage has it; None where it has none.
    """

    span: Interval
    kind: str
    optional: bool
    speaker: str | None
    means: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage with its gold.

    Args:
        language: two-letter code, the file's name.
        number: place in the file, from 1; odd ones are "dev".
        note: what it is an example of.
        text: without the brackets.
        said: in the order in which the brackets open.
    """

    language: str
    number: int
    note: str
    text: str
    said: tuple[Said, ...]

    @property
    def half(self) -> str:
        """The half of the language's passages that it belongs to."""
        return HALVES[(self.number + 1) % 2]


class FormError(ValueError):
    """A passage is not in the form; the message says where and what."""


def passages(data: Path) -> list[Passage]:
    """All passages of a folder, languages in alphabetical order.

    Raises:
        MissingData: the folder holds no passages.
        FormError: a passage is not in the form.
    """
    found = [p for path in sorted(data.glob("??.txt")) for p in _file(path)]
    if not found:
        raise MissingData(f"no passages in {data}")
    return found


def _file(path: Path) -> Iterator[Passage]:
    parts = re.split(r"^--- ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)
    if parts[0].strip():
        raise FormError(f"{path.name}: text before the first passage")
    for number, part in enumerate(parts[1:], 1):
        note, *lines = part.rstrip("\n").split("\n")
        marked = "\n".join(line for line in lines if not line.startswith("> "))
        told = [line for line in lines if line.startswith("> ")]
        where = f"{path.name} {number} ({note})"
        text, spans = _unmarked(marked.rstrip("\n"), where)
        if len(spans) != len(told):
            raise FormError(f"{where}: {len(spans)} pairs of brackets, {len(told)} lines")
        said = tuple(_said(line, span, text, where) for line, span in zip(told, spans))
        yield Passage(path.stem, number, note, text, said)


def _unmarked(marked: str, where: str) -> tuple[str, list[Interval]]:
    """The text without brackets, and what stood in them, in the order of opening."""
    text, position = "", 0
    spans: list[list[int]] = []
    open_: list[int] = []
    for piece in re.split(f"([{OPEN}{CLOSE}])", marked):
        if piece == OPEN:
            open_.append(len(spans))
            spans.append([position, position])
        elif piece == CLOSE:
            if not open_:
                raise FormError(f"{where}: {CLOSE} without {OPEN}")
            spans[open_.pop()][1] = position
        else:
            text += piece
            position = len(text)
    if open_ or any("\n" in text[s:e] or not text[s:e].strip() for s, e in spans):
        raise FormError(f"{where}: brackets not closed in their paragraph, or empty")
    return text, [(s, e) for s, e in spans]


def _said(line: str, span: Interval, text: str, where: str) -> Said:
    match = _line.fullmatch(line)
    if match is None or match[1] not in KINDS:
        raise FormError(f"{where}: cannot read {line!r}")
    kind, optional, who = match[1], bool(match[2]), match[3]
    if (who is None) == (kind in SAID):
        raise FormError(f"{where}: {line!r} must name a speaker or '-'")
    if who is None or who == "-":
        return Said(span, kind, optional, None, None)
    printed, equals, means = who.partition(" = ")
    for name in (printed, means):
        if name not in text:
            raise FormError(f"{where}: {name!r} does not stand in the passage")
    return Said(span, kind, optional, printed, means if equals else None)


@dataclass(slots=True)
class Tally:
    """Counts over the passages of one half of a language; places: found, gold, right, system."""

    direct: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    indirect: list[int] = field(default_factory=lambda: [0, 0, 0, 0])
    speakers: list[int] = field(default_factory=lambda: [0, 0])
    wrong: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, other: Tally) -> None:
        """Add the counts of another."""
        for name in ("direct", "indirect", "speakers", "wrong"):
            own, more = getattr(self, name), getattr(other, name)
            setattr(self, name, [a + b for a, b in zip(own, more)])

    def cells(self) -> tuple[Cell, ...]:
        """As cells of a table row, in the order of `COLUMNS`."""
        direct, indirect = score(*self.direct), score(*self.indirect)
        return (
            direct.gold,
            direct.f1,
            self.speakers[0] / self.speakers[1] if self.speakers[1] else 0.0,
            indirect.gold,
            indirect.f1 if indirect.gold else "-",
            f"{self.wrong[0]} of {self.wrong[1]}",
        )


COLUMNS = ("direct", "F1", "speaker right", "indirect", "F1", "wrongly taken")


def run(data: Path) -> Report:
    """Score quotes on a folder of passages.

    Raises:
        MissingData: the folder holds no passages.
        FormError: a passage is not in the form.
    """
    tallies: dict[tuple[str, str], Tally] = {}
    errors: dict[str, list[str]] = {name: [] for name in ("direct", "speaker", "indirect", "wrong")}
    for passage in passages(data):
        tally = tallies.setdefault((passage.language, passage.half), Tally())
        _count(passage, tally, errors if passage.half == "dev" else None)
    for half in HALVES:
        total = Tally()
        for (_, which), tally in list(tallies.items()):
            if which == half:
                total.add(tally)
        tallies["all", half] = total
    rows = [(code, half, *tally.cells()) for (code, half), tally in tallies.items()]
    figures: dict[str, float] = {}
    for (code, half), tally in tallies.items():
        figures[f"{code} {half} direct f1"] = score(*tally.direct).f1
        if tally.speakers[1]:
            figures[f"{code} {half} speaker"] = tally.speakers[0] / tally.speakers[1]
        if tally.indirect[1]:
            figures[f"{code} {half} indirect f1"] = score(*tally.indirect).f1
        figures[f"{code} {half} wrongly taken"] = tally.wrong[0] / max(1, tally.wrong[1])
    table = Table("Quotes, own passages", ("language", "half", *COLUMNS), tuple(rows))
    notes = (
        f"pairs at intersection over union of {DIRECT_LEAST} (direct) and {INDIRECT_LEAST}",
        "speaker: of the direct quotes paired; a pronoun or title must be resolved to its name",
        "passages with an odd number are dev (rules were mended by them), the others test",
    )
    return Report(
        "quotes", (table,), figures, notes, {name: tuple(e) for name, e in errors.items()}
    )


def _count(passage: Passage, tally: Tally, errors: dict[str, list[str]] | None) -> None:
    """Count one passage; note its errors where they may be looked at."""
    page, article = build(passage)
    parts = sentences(page, article)
    named = mentions(page, article, parts)
    found = quotes(page, article, parts, named)
    names = {m.id: m.span.text for m in named}
    where = f"{passage.language}.{passage.number}"

    def note(kind: str, line: str) -> None:
        if errors is not None:
            errors[kind].append(f"{where} {line}")

    def shown(span: Interval) -> str:
        return page.text[span[0] : span[1]].replace("\n", " ")[:120]

    direct = [q for q in found if q.kind == "direct" and (q.speaker or q.cue or not q.partial)]
    indirect = [q for q in found if q.kind == "indirect"]
    for kind, given, counts, least in (
        ("direct", direct, tally.direct, DIRECT_LEAST),
        ("indirect", indirect, tally.indirect, INDIRECT_LEAST),
    ):
        own = ("direct", "partial") if kind == "direct" else ("indirect",)
        wanted = [s for s in passage.said if s.kind in own]
        spans = [_trimmed(page.text, (q.span.start, q.span.end)) for q in given]
        pairs = pair_up([_trimmed(page.text, s.span) for s in wanted], spans, least=least)
        needed = [g for g, s in enumerate(wanted) if not s.optional]
        paired = {s: g for g, s in pairs.items()}
        kept = [s for s in range(len(given)) if s not in paired or paired[s] in needed]
        hits = sum(g in pairs for g in needed)
        for place, more in enumerate((hits, len(needed), hits, len(kept))):
            counts[place] += more
        for g in needed:
            if g not in pairs:
                note(kind, f"missed: {shown(wanted[g].span)}")
        for s in kept:
            if s not in paired:
                note(kind, f"false: {shown(spans[s])}")
        if kind == "indirect":
            continue
        for g in needed:
            if g not in pairs:
                continue
            quote = given[pairs[g]]
            tally.speakers[1] += 1
            if same_speaker(wanted[g], quote, names):
                tally.speakers[0] += 1
                continue
            got = quote.speaker.text if quote.speaker else "-"
            meant = names.get((quote.speaker.mention if quote.speaker else None) or "", "")
            gold = wanted[g].means or wanted[g].speaker or "-"
            note("speaker", f"gold {gold!r} got {got!r} = {meant!r}: {shown(wanted[g].span)}")
    for one in passage.said:
        if one.kind in SAID:
            continue
        tally.wrong[1] += 1
        length = max(1, one.span[1] - one.span[0])
        if any(2 * overlap(one.span, (q.span.start, q.span.end)) >= length for q in direct):
            tally.wrong[0] += 1
            note("wrong", f"{one.kind}: {shown(one.span)}")


def build(passage: Passage) -> tuple[Page, Article]:
    """A page that is one article: every line of the passage a paragraph."""
    page = Page("p", passage.text, None, None, "", blocks(passage.text))
    body = tuple(page.span(b.start, b.end) for b in page.blocks)
    return page, Article("p.1", "p", True, passage.language, None, (), None, body, None)


def same_speaker(gold: Said, quote: Quote, names: dict[str, str]) -> bool:
    """Whether a found speaker is the one meant."""
    if quote.speaker is None or gold.speaker is None:
        return quote.speaker is None and gold.speaker is None
    shown = quote.speaker.text + " " + names.get(quote.speaker.mention or "", "")
    return _share(gold.means or gold.speaker, shown)


def _share(one: str, other: str) -> bool:
    """Whether two names share a word of at least two letters, or its stem."""
    words = [[w for w in _word.findall(t.lower()) if len(w) > 1] for t in (one, other)]
    return any(_alike(a, b) for a in words[0] for b in words[1])


def _alike(a: str, b: str) -> bool:
    if a == b:
        return len(a) > 3 or not a.isascii()
    if "\u4e00" <= a[0] <= "\u9fff":
        return a in b or b in a
    if "\u0600" <= a[0] <= "\u06ff":
        return min(len(a), len(b)) > 3 and (a.endswith(b) or b.endswith(a))
    same = next((i for i, (x, y) in enumerate(zip(a, b)) if x != y), min(len(a), len(b)))
    return same >= STEM and max(len(a), len(b)) - same <= ENDING


def _trimmed(text: str, span: Interval) -> Interval:
    """A span without marks, punctuation and white space at its edges."""
    start, end = span
    while start < end and text[start] in _edges:
        start += 1
    while end > start and text[end - 1] in _edges:
        end -= 1
    return start, end


def main(arguments: Sequence[str]) -> int:
    """Check the form of a folder; print one line a language, or the first fault."""
    try:
        found = passages(Path(arguments[0] if arguments else "examples/quotes"))
    except (FormError, MissingData) as error:
        print(error, file=sys.stderr)
        return 1
    for code in sorted({p.language for p in found}):
        own = [p for p in found if p.language == code]
        kinds = [s.kind for p in own for s in p.said]
        counts = ", ".join(f"{kinds.count(kind)} {kind}" for kind in KINDS if kind in kinds)
        print(f"{code}: {len(own)} passages: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
