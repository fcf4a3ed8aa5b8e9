"""Rules of the Web Annotation Data Model (W3C Recommendation, 23 February 2017), checked by hand.

What the Recommendation says an annotation must, and where we hold to it should, look like, and
the terms of its JSON-LD context: a key or type that is none of them would mean nothing to a
reader of JSON-LD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
MOTIVATIONS = {
    "assessing", "bookmarking", "classifying", "commenting", "describing", "editing",
    "highlighting", "identifying", "linking", "moderating", "questioning", "replying", "tagging",
}  # fmt: skip
TERMS = {
    "id", "type", "body", "target", "source", "selector", "state", "scope", "refinedBy",
    "startSelector", "endSelector", "renderedVia", "creator", "generator", "rights", "motivation",
    "purpose", "homepage", "via", "canonical", "stylesheet", "cached", "conformsTo", "items",
    "partOf", "first", "last", "next", "prev", "audience", "textDirection", "accessibility",
    "bodyValue", "format", "language", "processingLanguage", "value", "exact", "prefix", "suffix",
    "styleClass", "name", "email", "email_sha1", "nickname", "label", "created", "modified",
    "generated", "sourceDate", "sourceDateStart", "sourceDateEnd", "start", "end", "total",
    "startIndex",
}  # fmt: skip
IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`\x00-\x20]+")
MIME = re.compile(r"[\w.+-]+/[\w.+-]+")


def check(document: dict[str, Any]) -> list[dict[str, Any]]:
    """Hold a collection to the rules; give its annotations."""
    context = document["@context"]
    assert CONTEXT in (context if isinstance(context, list) else [context])
    prefixes = {key for part in context if isinstance(part, dict) for key in part}
    ids: list[str] = []
    for place in objects({k: v for k, v in document.items() if k != "@context"}):
        for key, value in place.items():
            assert key in TERMS or key.split(":")[0] in prefixes, key
            assert value is not None
        if "id" in place:
            assert IRI.fullmatch(place["id"]), place["id"]
    assert document["type"] == "AnnotationCollection"
    assert isinstance(document["label"], str)
    assert isinstance(document["total"], int)
    assert document["total"] >= 0
    assert document["generator"]["type"] == "Software"
    if not document["total"]:
        assert "first" not in document
        return []
    page = document["first"]
    assert page["type"] == "AnnotationPage"
    assert page["partOf"] == document["id"]
    assert page["startIndex"] == 0
    assert document["last"] == page["id"]
    assert len(page["items"]) == document["total"]
    for item in page["items"]:
        check_annotation(item)
        ids.append(item["id"])
    assert len(ids) == len(set(ids))
    return list(page["items"])


def check_annotation(item: dict[str, Any]) -> None:
    """An annotation: one IRI, the class, bodies, one target or more, motivations of the list."""
    assert IRI.fullmatch(item["id"])
    assert item["type"] == "Annotation"
    assert item["motivation"] in MOTIVATIONS
    assert "bodyValue" not in item  # never beside `body`
    bodies = item["body"] if isinstance(item["body"], list) else [item["body"]]
    assert bodies
    for body in bodies:
        assert body["type"] == "TextualBody"
        assert isinstance(body["value"], str)
        assert MIME.fullmatch(body["format"])
        assert body["purpose"] in MOTIVATIONS
    targets = item["target"] if isinstance(item["target"], list) else [item["target"]]
    assert targets
    for target in targets:
        assert target["type"] == "SpecificResource"
        assert IRI.fullmatch(target["source"])  # exactly one
        kinds = [check_selector(selector) for selector in target["selector"]]
        assert kinds == ["TextQuoteSelector", "TextPositionSelector"]


def check_selector(selector: dict[str, Any]) -> str:
    """A selector of text: its words, or its first and last place."""
    if selector["type"] == "TextQuoteSelector":
        assert set(selector) <= {"type", "exact", "prefix", "suffix"}
        assert all(isinstance(value, str) for value in selector.values())
        assert "exact" in selector
    else:
        assert selector["type"] == "TextPositionSelector"
        assert set(selector) == {"type", "start", "end"}
        assert 0 <= selector["start"] <= selector["end"]
    return str(selector["type"])


def objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every mapping, however deep."""
    if isinstance(value, dict):
        yield value
        for part in value.values():
            yield from objects(part)
    elif isinstance(value, list):
        for part in value:
            yield from objects(part)
