"""Check that a gold fits its pages: `python -m bench.gold_check [DIR]`.

In: a folder with `pages` and `gold` (default `examples`; `examples/points` is another). Out: one line a fault, exit status 1;
or the counts and the digest that `bench/floors.toml` pins, exit status 0. Checked: every piece
of text stands where the gold says; every line of a page is article or furniture; everything
referred to exists; every article is in one story; points and differences span articles; sides of
hard negatives are not members of one point.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from bench import gold as golds
from bench import points_sides
from bench.metrics import overlap
from bench.report import MissingData
from crossread.model import Page
from crossread.pipeline import read

ITEMS = ("names", "quotes", "figures", "times")  # kinds whose records stand in one place
SIDED = ("differences", "hard_negatives", "restatements")  # kinds whose records have sides
TYPES = {"per": "PER", "org": "ORG", "loc": "LOC"}


def texts(data: Path) -> dict[str, str]:
    """The text of every page of `data/pages`, by the path that the gold uses."""
    found: dict[str, str] = {}
    for page in read([data / "pages"]):
        if isinstance(page, Page) and page.path is not None:
            found[gold_path(page.path, data)] = page.text
    return found


def gold_path(path: str, data: Path) -> str:
    """A page's path as the gold writes it: relative to `data`."""
    prefix = data.as_posix().rstrip("/") + "/"
    return path.removeprefix(prefix)


def faults(data: Path) -> list[str]:
    """One line for each fault of the gold; none where it fits."""
    records, pages = golds.load(data, golds.kinds(data)), texts(data)
    try:
        bodies = golds.place_bodies(records["articles"], pages)
        inside = {page: [b.interval for b in bodies if b.page == page] for page in pages}
        furniture = golds.place_furniture(records["furniture"], pages, inside)
        articles = golds.place_articles(records["articles"], bodies, furniture, pages)
    except golds.GoldError as error:
        return [str(error)]
    found = _uncovered(pages, articles, furniture)
    items = [r for k in ITEMS for r in records.get(k, ())]
    items += [m for r in records["points"] for m in r["members"]]
    items += [m for k in SIDED for r in records.get(k, ()) for side in r["sides"] for m in side]
    for item in items:
        try:
            golds.place(item, articles, pages)
        except golds.GoldError as error:
            found.append(str(error))
    return found + _references(records)


def _uncovered(
    pages: dict[str, str],
    articles: dict[str, golds.PlacedArticle],
    furniture: list[golds.Place],
) -> list[str]:
    """Lines of pages that the gold leaves out; breadcrumb signs between links do not count."""
    places = [p for a in articles.values() for p in a.parts] + furniture
    found: list[str] = []
    for page, text in pages.items():
        here = [p.interval for p in places if p.page == page]
        for line in golds.lines_of(text):
            covered = sum(overlap(line, place) for place in here)
            if covered < 0.7 * (line[1] - line[0]):
                found.append(f"{page}: {text[line[0] : line[1]][:60]!r} is in no article, no gold")
    return found


def _references(records: dict[str, list[golds.Record]]) -> list[str]:
    """What the records say of each other that does not hold."""
    found: list[str] = []
    articles = {r["id"] for r in records["articles"]}
    entities = {r["entity"] for r in records.get("names", ())}
    points = {r["id"]: r for r in records["points"]}
    story_of = {a: s["id"] for s in records["stories"] for a in s["articles"]}
    told = Counter(a for s in records["stories"] for a in s["articles"])
    found += [f"{a}: in {told[a]} stories" for a in sorted(articles) if told[a] != 1]
    for name in records.get("names", ()):
        if TYPES.get(name["entity"].split(".")[0]) != name["type"]:
            found.append(f"{name['entity']}: type {name['type']}")
    for quote in records.get("quotes", ()):
        entity = quote["speaker"]["entity"]
        if entity is None and not quote["speaker"].get("text"):
            found.append(f"{quote['article']}: speaker without entity and text")
        if entity is not None and entity not in entities:
            found.append(f"{quote['article']}: speaker {entity} is never named")
    for link in records["links"]:
        found += [f"link: no article {link[k]}" for k in ("from", "to") if link[k] not in articles]
    for point in records["points"]:
        members = {m["article"] for m in point["members"]}
        if len(members) < 2:
            found.append(f"{point['id']}: members of one article only")
        if {story_of.get(m) for m in members} != {point["story"]}:
            found.append(f"{point['id']}: members outside story {point['story']}")
    for difference in records["differences"]:
        if difference["point"] not in points:
            found.append(f"{difference['id']}: no point {difference['point']}")
        if len(difference["sides"]) < 2 or not all(difference["sides"]):
            found.append(f"{difference['id']}: needs two sides")
    doubles = Counter(
        (k, r["article"], r["text"], r.get("occurrence", 1), r.get("kind"))
        for k in ITEMS
        for r in records.get(k, ())
    )
    found += [f"{d[1]}: {d[2]!r} twice in {d[0]}.jsonl" for d, n in doubles.items() if n > 1]
    return found + (_judged(records, story_of) if "hard_negatives" in records else [])


def _judged(records: dict[str, list[golds.Record]], story_of: dict[str, str]) -> list[str]:
    """What the gold of points says that does not hold: halves, kinds, ids, sides in one story."""
    found: list[str] = []
    for kind in ("points", *SIDED):
        ids = Counter(r["id"] for r in records[kind])
        found += [f"{id}: {n} times in {kind}.jsonl" for id, n in ids.items() if n > 1]
    for point in records["points"]:
        if point.get("half") not in points_sides.HALVES:
            found.append(f"{point['id']}: half {point.get('half')!r}")
    members = {
        r["id"]: {(m["article"], m["text"], m.get("occurrence", 1)) for m in r["members"]}
        for r in records["points"]
    }
    for kind in SIDED:
        for r in records[kind]:
            if {story_of.get(m["article"]) for side in r["sides"] for m in side} != {
                r["id"].partition(".")[0]
            }:
                found.append(f"{r['id']}: sides outside the story that its id names")
            if kind != "hard_negatives" and not {r["kind"], *r.get("or", ())} <= set(
                points_sides.KINDS
            ):
                found.append(f"{r['id']}: kind {r['kind']!r}")
    for r in records["hard_negatives"]:
        sides = [{(m["article"], m["text"], m.get("occurrence", 1)) for m in s} for s in r["sides"]]
        if len(sides) != 2 or all(a[0] == b[0] for a in sides[0] for b in sides[1]):
            found.append(f"{r['id']}: needs two sides, of different articles")
        elif any(sides[0] & m and sides[1] & m for m in members.values()):
            found.append(f"{r['id']}: both sides are members of one point")
    return found


def main(arguments: list[str] | None = None) -> int:
    """Run the check and say what it found; 0 where the gold fits, 1 where not."""
    parser = argparse.ArgumentParser(prog="python -m bench.gold_check", description=__doc__)
    parser.add_argument("data", nargs="?", type=Path, default=Path("examples"))
    data = parser.parse_args(arguments).data
    try:
        found = faults(data)
    except MissingData as error:
        found = [str(error)]
    if found:
        print("\n".join(found), file=sys.stderr)
        return 1
    counts = {kind: len(records) for kind, records in golds.load(data, golds.kinds(data)).items()}
    print(", ".join(f"{count} {kind}" for kind, count in counts.items()))
    print(f"digest {golds.digest(data)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
