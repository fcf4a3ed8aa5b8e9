"""Bench `translated`: what is told to differ between sentences and their translations.

In: documents with human translations, sentence by sentence (the forms of `ntrex-train`, `ntrex-dev` and
`wmt-docs-dev`; see `bench.parallel`). Out: by kind, how many differences are shown in a thousand pairs of a
sentence and its translation, and the same by language.

How it is measured
- A document in one language is one article, in another language another; both have the same day. Each
  sentence and its translation are the two members of a point: whether they say the same is not asked here.
- A translation says what its original says, so whatever is shown is an artefact, but where a translator erred: of the
  figures and times that are shown in `ntrex-train` all are such slips ("$100 million", "100 mld USD"; "four",
  "три"), of the names most.
- Of several languages each is set beside English (or the first) and the next by alphabet.
- Rules may be mended by the errors of `ntrex-train`; of any other folder only figures are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import get_args

from bench import parallel
from bench.difference_pairs import article, one_story
from bench.report import MissingData, Report, Table
from crossread.comparing.differences import with_differences
from crossread.encoding import Encoder, load
from crossread.languages import table
from crossread.model import (
    Annotated,
    Difference,
    DifferenceKind,
    Member,
    Point,
    Span,
    Statement,
)

DATA = ("ntrex-train", "ntrex-dev")
READ = ("ntrex-train",)
"""Folders whose errors may be read."""
DAY = "2018-09-28"
"""On which all texts count as published: a weekday must mean the same day in both."""
SHORTEST = 15
"""Code points of a sentence that is compared."""
KINDS: tuple[str, ...] = get_args(DifferenceKind)

Told = tuple[Annotated, list[Span]]
"""An article, and the spans of its sentences."""


def run(data: Path) -> Report:
    """Measure what the shipped comparison shows between translations.

    Raises:
        MissingData: the folder holds no documents in two languages that are compared.
    """
    encoder = load()
    pairs: Counter[str] = Counter()
    shown: Counter[tuple[str, str]] = Counter()
    slight = 0
    errors: list[str] = []
    for texts in _documents(data):
        told = {language: document(language, some) for language, some in texts.items()}
        for one, other in beside(sorted(told)):
            count, found = between(told[one], told[other], encoder)
            name = f"{one}-{other}"
            pairs[name] += count
            slight += sum(d.minor for d in found)
            for difference in found:
                if not difference.minor:
                    shown[name, difference.kind] += 1
                    words = " | ".join(m.text for m in difference.members)
                    errors.append(f"{difference.kind} {name}: {words}")
    if not pairs:
        raise MissingData(f"translated: no documents in two languages in {data}")
    return _report(pairs, shown, slight, errors if data.name in READ else [])


def _documents(data: Path) -> Iterator[dict[str, list[str]]]:
    """Whole documents, of each the languages in which polarity is read, if these are two or more."""
    for each in parallel.read(data):
        for texts in each.documents if each.whole else ():
            known = {code: some for code, some in texts.items() if table(code, "polarity")}
            if len(known) > 1 and len({len(some) for some in known.values()}) == 1:
                yield known


def beside(languages: Sequence[str]) -> list[tuple[str, str]]:
    """Which languages are set beside which: English (or the first) beside all, and each beside the next.

    >>> beside(["de", "en", "fr"])
    [('de', 'en'), ('de', 'fr'), ('en', 'fr')]
    """
    first = "en" if "en" in languages else languages[0]
    found = {tuple(sorted((first, other))) for other in languages if other != first}
    found |= {tuple(sorted(pair)) for pair in zip(languages, (*languages[1:], languages[0]))}
    return sorted((a, b) for a, b in found if a != b)


def document(language: str, sentences: Sequence[str]) -> Told:
    """Sentences as an article, and where each stands; the page is called as the language."""
    text, places = "", []
    for sentence in sentences:
        whole = " ".join(sentence.split())
        places.append((len(text), len(text) + len(whole)))
        text += whole + "\n\n"
    told = article(language, text, language, DAY)
    return told, [told.page.span(*place) for place in places]


def between(one: Told, other: Told, encoder: Encoder) -> tuple[int, tuple[Difference, ...]]:
    """How many pairs of a sentence and its translation two articles hold, and what is shown of them."""
    points = [
        _point(n, ((one[0], left), (other[0], right)))
        for n, (left, right) in enumerate(zip(one[1], other[1], strict=True))
        if min(len(left.text), len(right.text)) >= SHORTEST
    ]
    story = one_story([one[0], other[0]], encoder)
    return len(points), with_differences(points, story, encoder)[1]


def _point(number: int, sides: Sequence[tuple[Annotated, Span]]) -> Point:
    members = tuple(
        Member(
            Statement(f"{a.article.id}.s{number}", a.article.id, span, "sentence", None), (), 1.0
        )
        for a, span in sides
    )
    return Point(f"s1.p{number}", "s1", "fact", members, len(members), (), 1.0)


def _report(
    pairs: Mapping[str, int],
    shown: Mapping[tuple[str, str], int],
    slight: int,
    errors: Sequence[str],
) -> Report:
    every = sum(pairs.values())
    kinds = {kind: sum(n for (_, k), n in shown.items() if k == kind) for kind in KINDS}
    rows = [
        (kind, n, _rate(n, every)) for kind, n in (*kinds.items(), ("any", sum(kinds.values())))
    ]
    languages = sorted({code for name in pairs for code in name.split("-")})
    by_language: list[tuple[str | int | float, ...]] = []
    for code in languages:
        own = [name for name in pairs if code in name.split("-")]
        counts = [sum(shown.get((name, kind), 0) for name in own) for kind in KINDS]
        of = sum(pairs[name] for name in own)
        by_language.append((code, of, *(_rate(n, of) for n in counts)))
    return Report(
        "translated",
        (
            Table(
                f"shown as a difference in {every} pairs of a sentence and its translation",
                ("kind", "shown", "in a thousand"),
                tuple(rows),
            ),
            Table("in a thousand, by language", ("language", "pairs", *KINDS), tuple(by_language)),
        ),
        {f"{kind} in a thousand": rate for kind, _, rate in rows}
        | {"told the same": 1 - sum(kinds.values()) / every},
        (
            "translations say the same: what is shown is an artefact or a slip of the translator",
            f"told as minor besides: {slight}",
        ),
        {"shown": tuple(errors)} if errors else {},
    )


def _rate(count: int, of: int) -> float:
    """In a thousand."""
    return 1000 * count / max(1, of)
