"""A difference → one line that says what differs, without taking sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from crossread.comparing.differences.sides import Found, Kind, fold
from crossread.comparing.quantities import same_quantity
from crossread.model import Annotated, Figure, Span

_WHAT: Mapping[Kind, str] = {
    "figure": "different figures",
    "wording": "the same quotation in different words",
    "name": "one name, spelt differently",
    "time": "different times",
    "polarity": "said, denied or held open",
    "attribution": "the same words, different speakers",
}
_MINOR: Mapping[Kind, str] = {
    "figure": "figures told less or more exactly",
    "name": "one name, written in two ways",
    "wording": "the same quotation but for small words",
    "polarity": "said that it must or that it should be",
}


def note(found: Found, articles: Mapping[str, Annotated]) -> str:
    """One line: what differs, each form with the outlets (or pages) that have it."""
    pages: dict[str, list[str]] = {}
    for span in found.spans:
        holders = pages.setdefault(" ".join(span.text.split()), [])
        if span.page not in holders:
            holders.append(span.page)
    names = {a.page.id: a.article.outlet or a.page.path or a.page.id for a in articles.values()}
    told = {
        text: f"“{text}” ({', '.join(names.get(p, p) for p in holders)})"
        for text, holders in pages.items()
    }
    sides = [[text] for text in told]
    if found.kind == "name":
        sides = _spellings(list(told))
    elif found.kind == "figure" and not found.minor:
        sides = _values(found.spans, articles)
    parts = [", ".join(told[text] for text in side) for side in sides]
    what = (_MINOR if found.minor else _WHAT)[found.kind]
    return f"{what}: {' / '.join(parts)}"


def _values(spans: Sequence[Span], articles: Mapping[str, Annotated]) -> list[list[str]]:
    """Forms of a figure by what they can mean: "14" stands beside "quatorze"."""
    pages = {span.page for span in spans}
    figure_of = {f.span: f for a in articles.values() if a.page.id in pages for f in a.figures}
    found: dict[str, tuple[Figure | None, list[str]]] = {}
    for span in spans:
        own, text = figure_of.get(span), " ".join(span.text.split())
        same = [
            held
            for other, held in found.values()
            if text in held or (own is not None and other is not None and same_quantity(own, other))
        ]
        side = same[0] if same else found.setdefault(text, (own, []))[1]
        if text not in side:
            side.append(text)
    return [held for _, held in found.values()]


def _spellings(forms: Sequence[str]) -> list[list[str]]:
    """Forms of a name by how they are spelt: a family name alone stands beside the whole name."""
    found: list[list[str]] = []
    for form in forms:
        words = set(fold(form).split())
        for side in found:
            others = [set(fold(other).split()) for other in side]
            if any(words <= other or other <= words for other in others):
                side.append(form)
                break
        else:
            found.append([form])
    return found
