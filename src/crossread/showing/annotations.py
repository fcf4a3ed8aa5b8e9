"""Dossier → W3C Web Annotations (JSON-LD), for annotation tools and linked data.

One annotation a quote, figure, time and name, on its place in the page, and one a point, on the
places of all its members. A place is told twice: by its words with those around them
(`TextQuoteSelector`, which finds it in another copy of the page too) and by its code points
(`TextPositionSelector`, which count in the text that crossread read). What was found is told to
people in bodies of text, in English, and to programs in properties with the prefix `crossread`
that have the names of the contract JSON.

A page is named by its web address; one that came without is named by the digest of its bytes
(RFC 6920), for a path would name it on one machine only. Follows the Web Annotation Data Model, a
W3C Recommendation of 23 February 2017.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from crossread.model import Comparison, Dossier, Figure, Mention, Page, Point, Quote, Span, Time
from crossread.showing.lookup import Lookup, clean, lookup, with_labels
from crossread.showing.texts import safe_url
from crossread.showing.wording import wording

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
URN = "urn:crossread:"
AROUND = 32  # code points of prefix and suffix, as annotation tools write them
MOST_AROUND = 256  # they are doubled up to this, until no other place on the page is like it
NO_IRI = re.compile("[{}|^`\\s]")
TYPES = {"PER": "person", "ORG": "organisation", "LOC": "place"}
LONGEST_FINITE = 1.7976931348623157e308

Record = dict[str, Any]


def render(dossier: Dossier) -> bytes:
    """The dossier as an annotation collection.

    Args:
        dossier: the result of a run.

    Returns:
        UTF-8 JSON-LD, one annotation a line, newline at the end; the same for the same dossier.
    """
    head = collection(dossier)
    items = head.get("first", {}).pop("items", [])
    text = msgspec.json.format(msgspec.json.encode(head), indent=1)
    if not items:
        return text + b"\n"
    lines = b",\n   ".join(msgspec.json.encode(item) for item in items)
    before, _, after = text.rpartition(b'"startIndex": 0')
    return before + b'"startIndex": 0,\n  "items": [\n   ' + lines + b"\n  ]" + after + b"\n"


def collection(dossier: Dossier) -> Record:
    """The same as plain mappings and lists."""
    base = URN + _digest(dossier)
    found = lookup(dossier)
    items = list(_items(dossier, found, base))
    headline = dossier.comparisons[0].story.headline if dossier.comparisons else ""
    result: Record = {
        "@context": [CONTEXT, {"crossread": f"{URN}terms:"}],
        "id": base,
        "type": "AnnotationCollection",
        "label": clean(headline) or "crossread",
        "generator": {
            "id": f"{URN}generator",
            "type": "Software",
            "name": clean(dossier.generator),
        },
        "crossread:encoder": clean(dossier.encoder),
        "crossread:pages": [_page(split.page) for split in dossier.pages],
        "total": len(items),
    }
    if items:
        page = {"id": f"{base}:1", "type": "AnnotationPage", "partOf": base, "startIndex": 0}
        result["last"] = page["id"]
        result["first"] = {**page, "items": items}
    return result


def _digest(dossier: Dossier) -> str:
    """What tells this result from others: of its pages, its program and its encoder."""
    parts = [dossier.generator, dossier.encoder, *(s.page.sha256 for s in dossier.pages)]
    return hashlib.sha256("\n".join(map(clean, parts)).encode()).hexdigest()[:32]


def _page(page: Page) -> Record:
    place = {"crossread:path": clean(page.path)} if page.path else {}
    return {"id": _source(page), "type": "Text", "crossread:id": page.id, **place,
            "crossread:sha256": page.sha256}  # fmt: skip


def _source(page: Page) -> str:
    """The page's IRI."""
    address = safe_url(page.url)
    if address:
        return NO_IRI.sub(lambda found: f"%{ord(found[0]):02X}", address)
    digest = base64.urlsafe_b64encode(bytes.fromhex(page.sha256)).rstrip(b"=").decode()
    return f"ni:///sha-256;{digest}"


def _items(dossier: Dossier, found: Lookup, base: str) -> Iterator[Record]:
    for split in dossier.pages:
        for article in split.articles:
            annotated = found.articles.get(article.id)
            if annotated is None:
                continue
            for quote in annotated.quotes:
                yield _quote(quote, found, base)
            for figure in annotated.figures:
                yield _figure(figure, found, base)
            for time in annotated.times:
                yield _time(time, found, base)
            for mention in annotated.mentions:
                yield _mention(mention, found, base)
    for comparison in dossier.comparisons:
        for number, point in enumerate(comparison.points, 1):
            yield _point(point, number, comparison, found, base)


def _quote(quote: Quote, found: Lookup, base: str) -> Record:
    speaker = quote.speaker
    entity = found.entity_of.get(speaker.mention) if speaker and speaker.mention else None
    name = entity.name if entity else (speaker.text if speaker else None)
    bodies = [_body(f"{quote.kind} quote", "tagging")]
    if name:
        bodies.append(_body(f"Speaker: {name}", "describing"))
    return _annotation(
        f"{base}:{quote.id}", "describing", bodies, [quote.span], found,
        kind=quote.kind, partial=quote.partial, speaker=name,
        entity=entity.id if entity else None, cue=quote.cue.text if quote.cue else None,
    )  # fmt: skip


def _figure(figure: Figure, found: Lookup, base: str) -> Record:
    of = figure.of.text if figure.of else None
    told = wording("en").figure(figure) + (f": {of}" if of else "")
    return _annotation(
        f"{base}:{figure.id}", "describing",
        [_body("figure", "tagging"), _body(told, "describing")], [figure.span], found,
        value=_finite(figure.value), high=_finite(figure.high), unit=figure.unit,
        approximation=figure.approximation, of=of,
    )  # fmt: skip


def _time(time: Time, found: Lookup, base: str) -> Record:
    told = _body(time.value, "identifying") if time.value else _body("unresolved", "describing")
    return _annotation(
        f"{base}:{time.id}", "identifying", [_body("time", "tagging"), told],
        [time.span], found, value=time.value, known_from=time.known_from,
    )  # fmt: skip


def _mention(mention: Mention, found: Lookup, base: str) -> Record:
    entity = found.entity_of.get(mention.id)
    type = entity.type if entity else mention.type
    bodies = [_body(TYPES[type], "tagging")]
    bodies.append(_body(entity.name if entity else mention.span.text, "identifying"))
    return _annotation(
        f"{base}:{mention.id}", "identifying", bodies, [mention.span], found,
        type=type, entity=entity.id if entity else None,
        role=mention.role.text if mention.role else None,
    )  # fmt: skip


def _point(point: Point, number: int, comparison: Comparison, found: Lookup, base: str) -> Record:
    accounts = len(comparison.story.accounts)
    told = f"Point {number} of {comparison.story.id}: {point.accounts} of {accounts} accounts"
    own = [d for d in comparison.differences if d.id in point.differences]
    bodies = [_body(point.kind, "tagging"), _body(told, "describing")]
    bodies += [_body(point.why, "describing")] if point.why else []
    bodies += [_body(f"{d.kind} differs: {with_labels(d.note, found)}", "describing") for d in own]
    return _annotation(
        f"{base}:{point.id}", "linking", bodies,
        [member.statement.span for member in point.members], found,
        kind=point.kind, story=point.story, accounts=point.accounts, score=point.score,
        first=point.first, original=point.original,
        statements=[member.statement.id for member in point.members],
    )  # fmt: skip


def _annotation(
    id: str,
    motivation: str,
    bodies: list[Record],
    spans: Iterable[Span],
    found: Lookup,
    **properties: object,
) -> Record:
    targets = [_target(span, found.pages[span.page]) for span in spans]
    return {
        "id": id,
        "type": "Annotation",
        "motivation": motivation,
        "body": bodies,
        "target": targets[0] if len(targets) == 1 else targets,
        **{f"crossread:{key}": value for key, value in properties.items() if value is not None},
    }


def _body(text: str, purpose: str) -> Record:
    return {"type": "TextualBody", "value": clean(text), "format": "text/plain", "purpose": purpose}


def _target(span: Span, page: Page) -> Record:
    prefix, suffix = _around(span, page.text)
    return {
        "type": "SpecificResource",
        "source": _source(page),
        "selector": [
            {"type": "TextQuoteSelector", "exact": span.text, "prefix": prefix, "suffix": suffix},
            {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        ],
    }


def _around(span: Span, text: str) -> tuple[str, str]:
    """The words before and after a span: as many as tell its place from all others."""
    length = AROUND
    while True:
        low = max(0, span.start - length)
        whole = text[low : span.end + length]
        if length >= MOST_AROUND or text.find(whole, text.find(whole) + 1) < 0:
            return text[low : span.start], text[span.end : span.end + length]
        length *= 2


def _finite(value: float | None) -> float | None:
    return value if value is not None and abs(value) <= LONGEST_FINITE else None
