"""Bench `difference_pairs`: do two sentences of the same matter differ, and in what?

In: a folder of `KIND-dev.jsonl` and `KIND-test.jsonl` in the form that `examples/pairs/README.md`
tells: two texts, the day of both, and where they differ; whatever files are there are read. Out: by
half and kind of difference precision, recall and F1, the same for pairs in one language and in two,
and in how many pairs that agree a difference is shown.

How it is measured
- Each text is an article without headline, its language and day given; all that the annotators find
  in it is the package's own. The two whole texts are the members of one point: whether they say the
  same is not asked here.
- A difference found is right where the pair has a gold difference of its kind, and both sides of the
  gold share a code point with its members. A difference that the package calls minor ("about 50",
  "more than 50") counts where it is right, and is no error where it is not: it is counted apart.
- Every file counts for every kind: a figure shown in a pair about times is wrong, unless the gold of
  the pair has it.
- Rules may be mended by the errors of "dev", which alone are listed. Of "test" only figures are told.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

from bench.metrics import Interval, Score, overlap, score
from bench.report import SCORE_COLUMNS, MissingData, Report, Table, score_cells, score_figures
from crossread.annotating import annotate
from crossread.comparing.differences import with_differences
from crossread.encoding import Encoder, load
from crossread.languages import known
from crossread.linking.entities import entities
from crossread.model import (
    Annotated,
    Article,
    Difference,
    DifferenceKind,
    Member,
    Page,
    Point,
    Published,
    Statement,
    Story,
)
from crossread.reading.text import blocks

DATA = ("examples/pairs",)
HALVES = ("dev", "test")
SIDES = ("left", "right")
KINDS: tuple[str, ...] = get_args(DifferenceKind)
LANGUAGES = ("one", "two")


class FormError(ValueError):
    """A pair is not in the form; the message says where and what."""


@dataclass(frozen=True, slots=True)
class Gold:
    """Where the two texts of a pair differ.

    Args:
        kind: of `KINDS`.
        sides: the place in the left and in the right text.
    """

    kind: str
    sides: tuple[Interval, Interval]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts that tell the same matter.

    Args:
        id: of the file.
        half: of `HALVES`.
        date: ISO 8601, the day on which both were published.
        texts: left and right.
        languages: of the two, two-letter codes.
        gold: where they differ; empty where they agree.
    """

    id: str
    half: str
    date: str
    texts: tuple[str, str]
    languages: tuple[str, str]
    gold: tuple[Gold, ...]

    @property
    def in_languages(self) -> str:
        """In how many languages it is: of `LANGUAGES`."""
        return LANGUAGES[self.languages[0] != self.languages[1]]


@dataclass(frozen=True, slots=True)
class Judged:
    """What was found in a pair, held against its gold.

    Args:
        pair: with the gold.
        found: gold differences that are shown.
        missed: gold differences that are not.
        right: differences shown that fit a gold difference.
        wrong: differences shown that fit none, but minor ones.
        slight: minor differences that fit none.
    """

    pair: Pair
    found: tuple[Gold, ...]
    missed: tuple[Gold, ...]
    right: tuple[Difference, ...]
    wrong: tuple[Difference, ...]
    slight: tuple[Difference, ...]


def run(data: Path) -> Report:
    """Measure the differences that the shipped comparison finds.

    Raises:
        MissingData: the folder holds no pairs.
        FormError: a pair is not in the form.
    """
    encoder = load()
    return scored([judged(pair, differences(pair, encoder)) for pair in pairs(data)])


def pairs(data: Path) -> list[Pair]:
    """All pairs of a folder, files in alphabetical order.

    Raises:
        MissingData: the folder holds no pairs.
        FormError: a pair is not in the form, or an id stands twice.
    """
    found: list[Pair] = []
    for half in HALVES:
        for path in sorted(data.glob(f"*-{half}.jsonl")):
            for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
                found.append(_pair(line, half, f"{path.name} {number}"))
    if not found:
        raise MissingData(f"no pairs in {data}")
    seen: set[str] = set()
    for pair in found:
        if pair.id in seen:
            raise FormError(f"the id {pair.id} stands twice")
        seen.add(pair.id)
    return found


def _pair(line: str, half: str, where: str) -> Pair:
    try:
        record: dict[str, Any] = json.loads(line)
        left, right = (record[side] for side in SIDES)
        texts = (str(left["text"]), str(right["text"]))
        languages = (str(left["language"]), str(right["language"]))
        gold = tuple(_gold(made, texts, where) for made in record["differences"])
        pair = Pair(str(record["id"]), half, str(record["date"]), texts, languages, gold)
    except (KeyError, TypeError, json.JSONDecodeError) as error:
        raise FormError(f"{where}: {type(error).__name__}: {error}") from error
    for code in languages:
        if code not in known():
            raise FormError(f"{where}: no language {code!r}")
    return pair


def _gold(record: dict[str, Any], texts: tuple[str, str], where: str) -> Gold:
    if record["kind"] not in KINDS:
        raise FormError(f"{where}: no kind of difference {record['kind']!r}")
    places: list[Interval] = []
    for side, text in zip(SIDES, texts):
        words = record[side]
        if not words or text.count(words) != 1:
            raise FormError(f"{where}: {words!r} does not stand once in the {side} text")
        at = text.index(words)
        places.append((at, at + len(words)))
    return Gold(record["kind"], (places[0], places[1]))


def differences(pair: Pair, encoder: Encoder) -> tuple[Difference, ...]:
    """What the package finds between the two texts of a pair; pages are called as `SIDES`."""
    told = [article(*item, pair.date) for item in zip(SIDES, pair.texts, pair.languages)]
    members = tuple(whole(a) for a in told)
    point = Point("s1.p1", "s1", "fact", members, len(members), (), 1.0)
    return with_differences([point], one_story(told, encoder), encoder)[1]


def article(id: str, text: str, language: str, date: str) -> Annotated:
    """A text as an article without a headline, with all that the annotators find in it.

    Args:
        id: of its page.
        text: paragraphs, empty lines between them.
        language: two-letter code.
        date: ISO 8601, of its publication.
    """
    page = Page(id, text, None, None, "", blocks(text))
    body = tuple(page.span(b.start, b.end) for b in page.blocks)
    published = Published(date, "metadata")
    made = Article(f"{id}.1", id, True, language, None, (), None, body, published)
    return annotate(page, made)


def one_story(told: Sequence[Annotated], encoder: Encoder) -> Story:
    """Articles as the story "s1", each an account of its own."""
    return Story(
        id="s1",
        headline="",
        articles=tuple(told),
        accounts=tuple((a.article.id,) for a in told),
        links=(),
        entities=entities(told, {a.page.id: a.page for a in told}, encoder),
    )


def whole(told: Annotated) -> Member:
    """All of an article's text as one statement, as a member of a point."""
    body = told.article.body
    span = told.page.span(body[0].start, body[-1].end)
    return Member(
        Statement(f"{told.article.id}.s1", told.article.id, span, "sentence", None), (), 1.0
    )


def judged(pair: Pair, found: Sequence[Difference]) -> Judged:
    """Hold differences against the gold of their pair.

    Args:
        pair: with the gold.
        found: differences whose members stand on pages called as `SIDES`.
    """
    right = tuple(d for d in found if any(_fits(g, d) for g in pair.gold))
    others = [d for d in found if d not in right]
    return Judged(
        pair,
        found=tuple(g for g in pair.gold if any(_fits(g, d) for d in found)),
        missed=tuple(g for g in pair.gold if not any(_fits(g, d) for d in found)),
        right=right,
        wrong=tuple(d for d in others if not d.minor),
        slight=tuple(d for d in others if d.minor),
    )


def _fits(gold: Gold, difference: Difference) -> bool:
    return gold.kind == difference.kind and all(
        any(m.page == side and overlap((m.start, m.end), place) for m in difference.members)
        for side, place in zip(SIDES, gold.sides)
    )


def scored(results: Sequence[Judged]) -> Report:
    """The report on judged pairs of both halves."""
    wanted = _kinds(g.kind for r in results for g in r.pair.gold)
    kinds = _kinds((*wanted, *(d.kind for r in results for d in (*r.wrong, *r.slight))))
    scores = {(half, kind): _score(_of(results, half), kind) for half in HALVES for kind in kinds}
    by_languages = {
        (half, languages, kind): _score(_of(results, half, languages), kind)
        for half in HALVES
        for kind in wanted
        for languages in LANGUAGES
    }
    agreeing = {
        (half, kind, languages): _shown(_of(results, half, languages), kind)
        for half in HALVES
        for kind in (*kinds, "any")
        for languages in LANGUAGES
    }
    return Report(
        "difference_pairs",
        (
            Table(
                "differences between two sentences",
                ("half", "kind", *SCORE_COLUMNS),
                tuple(
                    (half, kind, *score_cells(s))
                    for (half, kind), s in scores.items()
                    if s.gold or s.system
                ),
            ),
            Table(
                "differences between two sentences, in one language and in two",
                ("half", "languages", "kind", *SCORE_COLUMNS),
                tuple(
                    (half, languages, kind, *score_cells(s))
                    for (half, languages, kind), s in by_languages.items()
                ),
            ),
            Table(
                "pairs that agree in which a difference is shown",
                ("half", "kind", "one language", "of", "two languages", "of"),
                tuple(
                    (half, kind, *agreeing[half, kind, "one"], *agreeing[half, kind, "two"])
                    for half in HALVES
                    for kind in (*kinds, "any")
                ),
            ),
            Table(
                "minor differences that the gold has not",
                ("half", *kinds),
                tuple((half, *_slight(_of(results, half), kinds)) for half in HALVES),
            ),
        ),
        _figures({key: s for key, s in scores.items() if key[1] in wanted}, by_languages, agreeing),
        (
            "right: of the gold's kind, and both sides overlap",
            "each pair is a point of its two whole texts; minor differences that fit nothing are"
            " counted apart",
            "rules may be mended by the errors of dev; of test only figures are looked at",
        ),
        {kind: tuple(_errors(results, kind)) for kind in kinds},
    )


def _kinds(among: Iterable[str]) -> list[str]:
    """These kinds of difference, each once, in the order of the model."""
    some = set(among)
    return [kind for kind in KINDS if kind in some]


def _of(results: Sequence[Judged], half: str, languages: str | None = None) -> list[Judged]:
    """The pairs of a half; only those in so many languages, where `languages` says it."""
    return [r for r in results if r.pair.half == half and languages in (None, r.pair.in_languages)]


def _score(results: Sequence[Judged], kind: str) -> Score:
    """Of one kind, over all of these pairs."""
    found = sum(g.kind == kind for r in results for g in r.found)
    missed = sum(g.kind == kind for r in results for g in r.missed)
    right = sum(d.kind == kind for r in results for d in r.right)
    wrong = sum(d.kind == kind for r in results for d in r.wrong)
    return score(found, found + missed, right, right + wrong)


def _shown(results: Sequence[Judged], kind: str) -> tuple[int, int]:
    """Agreeing pairs in which a difference of a kind (or "any") is shown, and how many there are."""
    some = [r for r in results if not r.pair.gold]
    return sum(any(kind in (d.kind, "any") for d in r.wrong) for r in some), len(some)


def _slight(results: Sequence[Judged], kinds: Sequence[str]) -> list[int]:
    """How many minor differences fit nothing, of each kind."""
    return [sum(d.kind == kind for r in results for d in r.slight) for kind in kinds]


def _figures(
    scores: Mapping[tuple[str, str], Score],
    by_languages: Mapping[tuple[str, str, str], Score],
    agreeing: Mapping[tuple[str, str, str], tuple[int, int]],
) -> dict[str, float]:
    figures: dict[str, float] = {}
    for (half, kind), s in scores.items():
        figures |= score_figures(f"{half} {kind}", s)
    for (half, languages, kind), s in by_languages.items():
        figures[f"{half} {languages} {kind} f1"] = s.f1
    for half, kind in dict.fromkeys((half, kind) for half, kind, _ in agreeing):
        shown, of = (
            sum(agreeing[half, kind, languages][place] for languages in LANGUAGES)
            for place in (0, 1)
        )
        figures[f"{half} {kind} agreeing shown"] = shown / max(1, of)
    return figures


def _errors(results: Sequence[Judged], kind: str) -> list[str]:
    """What is missed and wrongly shown of one kind, in the half whose errors may be read."""
    lines: list[str] = []
    for r in _of(results, "dev"):
        for g in r.missed:
            if g.kind == kind:
                words = [text[slice(*place)] for text, place in zip(r.pair.texts, g.sides)]
                lines.append(f"miss   {r.pair.id}: {' | '.join(words)}")
        for called, shown in (("false", r.wrong), ("minor", r.slight)):
            for d in shown:
                if d.kind == kind:
                    words = [f"{m.page} {m.text!r}" for m in d.members]
                    lines.append(f"{called}  {r.pair.id}: {' | '.join(words)}")
    return lines
