"""Points in real news, judged by what readers marked in it who had seen no result.

In: the folder of the five captured pages, or `newswcl50`, whose texts may be measured on and not be
passed on; and `examples/read`, which says by places alone (name of the text, first code point, one past
the last) which stretches of them tell one fact, as one reader each saw it. A fact that a reasonable
editor might not join is marked unsure. Out: how many points are shown, how many of them hold only
members that tell one marked fact, precision over pairs of members (as `bench.pairs` counts them), and how
many of the facts were found.

A member hits a marked stretch when the two share at least half of the shorter one. Readers mark clauses,
statements are sometimes longer, so that a statement may tell several facts.

Where a reader also wrote down in what the accounts differ (`differences.jsonl`), what is shown as a difference is
held against that list: one is on it if it touches the stretches of one of its differences in two texts. A reader may call
a wording what another calls a polarity, so kinds need not agree, but that a name is held against names alone.
Framing, which is not compared, is listed apart.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

from bench.gold import Record, lines
from bench.metrics import covers_half
from bench.report import MissingData, Report, Table
from crossread import pipeline
from crossread.model import Dossier, Page

DATA = ("pages", "newswcl50")
READ = Path(__file__).resolve().parent.parent / "examples" / "read"

Place = tuple[str, int, int]
"""Name of a text, first code point, one past the last."""


def run(data: Path) -> Report:
    """Judge the points of the texts of a folder.

    Raises:
        MissingData: nobody has marked anything in the texts of that folder, or they are other ones.
    """
    marked = [record for record in lines(READ / "points.jsonl") if record["data"] == data.name]
    if not marked:
        raise MissingData(f"nobody has read {data}")
    texts = data / f"{data.name}.jsonl"
    dossier = pipeline.dossier([texts if texts.is_file() else data])
    pages = [split.page for split in dossier.pages]
    names = {page.id: _name(page) for page in pages}
    _check(pages, {name for record in marked for name, _, _ in record["members"]})
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for reader in sorted({record["reader"] for record in marked}):
        own = [record for record in marked if record["reader"] == reader]
        shown = _shown(dossier, names, {name for r in own for name, _, _ in r["members"]})
        row = _judged(shown, own)
        rows.append((reader, own[0]["event"], *row))
        figures |= {
            f"{reader} points": row[0],
            f"{reader} wholly right": row[1] / max(1, row[0]),
            f"{reader} pairs precision": row[3],
            f"{reader} facts found": row[5] / max(1, row[4]),
        }
    columns = (
        "reader", "event", "points", "wholly right", "partly right", "pairs: precision",
        "sure facts", "found", "all facts", "found",
    )  # fmt: skip
    tables = [Table("points in texts that readers marked", columns, tuple(rows))]
    notes = ["texts are not in the repository; examples/read holds places in them"]
    listed = [record for record in _differing() if record["data"] == data.name]
    if listed:
        kinds, on_list, shown_all = _differences(dossier, names, listed)
        tables.append(
            Table(
                "differences that a reader wrote down",
                ("kind", "sure", "shown", "all", "shown"),
                kinds,
            )
        )
        figures |= {"differences shown": shown_all, "differences on the list": on_list}
        notes.append(f"of {shown_all} differences that are shown the reader wrote down {on_list}")
    return Report(
        "read_points",
        tuple(tables),
        figures,
        notes=tuple(notes),
    )


def _differing() -> list[Record]:
    path = READ / "differences.jsonl"
    return lines(path) if path.is_file() else []


def _differences(
    dossier: Dossier, names: dict[str, str], listed: Sequence[Record]
) -> tuple[tuple[tuple[str | int, ...], ...], int, int]:
    """By kind how many listed differences are shown, in all how many shown ones are on the list, and how many
    are shown.
    """
    shown = [
        (d.kind, [(names[s.page], s.start, s.end) for s in d.members])
        for comparison in dossier.comparisons
        for d in comparison.differences
    ]
    fits = [[_listed(kind, members, record) for record in listed] for kind, members in shown]
    found = {n for row in fits for n, fit in enumerate(row) if fit}
    rows: list[tuple[str | int, ...]] = []
    for kind in dict.fromkeys(record["kind"] for record in listed):
        own = [n for n, record in enumerate(listed) if record["kind"] == kind]
        sure = [n for n in own if listed[n]["sure"]]
        rows.append((kind, len(sure), len(found & {*sure}), len(own), len(found & {*own})))
    return tuple(rows), sum(any(row) for row in fits), len(shown)


def _listed(kind: str, members: Sequence[Place], record: Record) -> bool:
    """Whether a difference shown is one that a reader wrote down."""
    if (kind == "name") != (record["kind"] == "name"):
        return False
    touched = {
        name
        for name, start, end in members
        for other, first, last in record["sides"]
        if name == other and start < last and first < end
    }
    return len(touched) > 1


def _name(page: Page) -> str:
    return page.source_id or Path(page.path or "").name


def _check(pages: Sequence[Page], wanted: set[str]) -> None:
    """Raise MissingData if a text is not there, or not the one in which the places were marked."""
    sums = {record["id"]: record["sha256"] for record in lines(READ / "texts.jsonl")}
    held = {_name(p): hashlib.sha256(p.text.encode()).hexdigest() for p in pages}
    for name in sorted(wanted):
        if not held.get(name, "").startswith(sums[name]):
            raise MissingData(f"{name} is not the text that was read")


def _shown(dossier: Dossier, names: dict[str, str], within: set[str]) -> list[list[Place]]:
    """The members of the points that stand in some texts."""
    points = [
        [(names[s.page], s.start, s.end) for s in (m.statement.span for m in point.members)]
        for comparison in dossier.comparisons
        for point in comparison.points
    ]
    return [members for members in points if all(name in within for name, _, _ in members)]


def _judged(
    shown: Sequence[Sequence[Place]], marked: Sequence[Record]
) -> tuple[int, int, int, float, int, int, int, int]:
    """Points shown, wholly and partly right ones, precision of pairs, sure facts and found ones, all facts
    and found ones.
    """
    facts = [[(name, start, end) for name, start, end in r["members"]] for r in marked]
    right = given = wholly = partly = 0
    for members in shown:
        hits = [
            {n for n, fact in enumerate(facts) if any(_hits(place, one) for one in fact)}
            for place in members
        ]
        good = [
            bool(hits[i] & hits[j])
            for i, j in combinations(range(len(members)), 2)
            if members[i][0] != members[j][0]
        ]
        right, given = right + sum(good), given + len(good)
        wholly, partly = wholly + all(good), partly + (any(good) and not all(good))
    found = [any(_tells(members, fact) for members in shown) for fact in facts]
    sure = [bool(r["sure"]) for r in marked]
    both = sum(f and s for f, s in zip(found, sure, strict=True))
    precision = right / max(1, given)
    return len(shown), wholly, partly, precision, sum(sure), both, len(facts), sum(found)


def _tells(members: Sequence[Place], fact: Sequence[Place]) -> bool:
    """Whether a point holds statements of two texts that tell a fact."""
    texts = {place[0] for place in members if any(_hits(place, one) for one in fact)}
    return len(texts) > 1


def _hits(one: Place, other: Place) -> bool:
    return one[0] == other[0] and covers_half(one[1:], other[1:])
