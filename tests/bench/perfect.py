"""The JSON that a system without fault would give for the example corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bench import gold as golds
from bench.gold_check import texts

Contract = dict[str, Any]


def perfect(data: Path) -> Contract:
    """Gold turned into the JSON contract."""
    records, pages = golds.load(data), texts(data)
    ids = {path: f"p{n}" for n, path in enumerate(pages, start=1)}
    bodies = golds.place_bodies(records["articles"], pages)
    inside = {page: [b.interval for b in bodies if b.page == page] for page in pages}
    furniture = golds.place_furniture(records["furniture"], pages, inside)
    articles = golds.place_articles(records["articles"], bodies, furniture, pages)

    def span(place: golds.Place) -> Contract:
        text = pages[place.page][place.start : place.end]
        return {"page": ids[place.page], "start": place.start, "end": place.end, "text": text}

    def at(record: golds.Record) -> Contract:
        return span(golds.place(record, articles, pages))

    def items(kind: str, *keys: str) -> list[Contract]:
        return [at(r) | {k: r[k] for k in keys} for r in records[kind] if not r.get("optional")]

    entities: dict[str, Contract] = {}
    for r in records["names"]:
        entity = entities.setdefault(
            r["entity"], {"id": r["entity"], "type": r["type"], "mentions": []}
        )
        entity["mentions"].append(at(r))
    return {
        "pages": [{"id": ids[p], "path": str(data / p), "text": t} for p, t in pages.items()],
        "furniture": [
            span(place) | {"kind": r["kind"]}
            for r, place in zip(records["furniture"], furniture, strict=True)
        ],
        "articles": [_article(a, ids, span) for a in articles.values()],
        "entities": list(entities.values()),
        "quotes": [
            at(r) | {"kind": r["kind"], "speaker": {"text": "", **r["speaker"]}}
            for r in records["quotes"]
        ],
        "figures": [
            f | {"of": {"text": f["of"]} if f["of"] else None}
            for f in items("figures", "value", "unit", "approximation", "of")
        ],
        "times": items("times", "value"),
        "links": records["links"],
        "stories": records["stories"],
        "points": [
            {"id": r["id"], "members": [at(m) | {"article": m["article"]} for m in r["members"]]}
            for r in records["points"]
        ],
        "differences": [
            {"id": r["id"], "kind": r["kind"], "members": [at(side[0]) for side in r["sides"]]}
            for r in records["differences"]
        ],
    }


def _article(a: golds.PlacedArticle, ids: dict[str, str], span: Any) -> Contract:
    text = {p: span(p) for p in a.parts}
    return {
        "id": a.record["id"],
        "page": ids[a.body.page],
        "main": a.record["main"],
        "language": a.record["language"],
        "headline": text[a.headline] if a.headline else None,
        "deck": [text[d] for d in a.deck],
        "dateline": {"text": a.record["dateline"]} if a.record["dateline"] else None,
        "body": [s for p, s in text.items() if p != a.headline and p not in a.deck],
        "published": a.record["published"],
    }
