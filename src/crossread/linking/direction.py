"""Two dependent articles → which one took from the other, where something says so.

In: two `Side`s and the passages they share. Out: one line of reason, or None. A direction is never
guessed: being longer, or coming first in the input, is no reason. Reasons, the strongest first:

- one text names the other's outlet, or credits the agency that the other's outlet is;
- one was published earlier;
- one is an agency's text by its own words, the other draws on that agency or credits none;
- one breaks off (or begins) inside a sentence that the other has whole: it was cut from it;
- one holds several others nearly whole that share nothing with each other: it was put together.

That a short article stands whole in a longer one says nothing by itself: agencies send the short
version first and make it longer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from crossread.linking.credits import Credits, agency, credited
from crossread.model import Annotated, Span

OUTLET_LETTERS = 3  # shorter outlet names are not searched for
WHOLE = 0.8  # share of its own words that a cut article must have from the other

_GOES_ON = re.compile(r"[\s,;:–—-]*[^\W_]")  # the sentence is not over
_LEFT_OUT = re.compile(r"…|\.\.\.")
_END = re.compile(r"[.!?。！？…]")
_WORD = re.compile(r"[^\W_]")

Pairs = Sequence[tuple[Span, Span]]


@dataclass(frozen=True, slots=True)
class Side:
    """What of an article tells about its descent.

    Args:
        id: what the reason calls it.
        outlet: who published it; None where nothing says it.
        published: ISO 8601 date; None where nothing says it.
        paragraphs: of its body and deck, in the order of the page.
        credits: agencies that it credits.
    """

    id: str
    outlet: str | None
    published: str | None
    paragraphs: tuple[Span, ...]
    credits: Credits


def side(article: Annotated) -> Side:
    """What of an annotated article tells about its descent."""
    record = article.article
    return Side(
        record.id,
        record.outlet,
        record.published.date if record.published else None,
        tuple(sorted((*record.body, *record.deck))),
        credited([paragraph.text for paragraph in record.body]),
    )


def named(source: Side, target: Side) -> str | None:
    """How the target names the source's outlet; None where it does not.

    Args:
        source: who may have been taken from.
        target: who may have taken.
    """
    outlet = source.outlet
    if not outlet or len(outlet) < OUTLET_LETTERS or outlet == target.outlet:
        return None
    found = re.compile(rf"(?<!\w){re.escape(outlet)}(?!\w)")
    if any(found.search(paragraph.text) for paragraph in target.paragraphs):
        return f"{target.id} names {outlet} as its source"
    name = agency(outlet)
    if name and agency(target.outlet) != name and name in target.credits.own + target.credits.drawn:
        return f"{target.id} credits {name}, which published {source.id}"
    return None


def earlier(source: Side, target: Side) -> str | None:
    """That the source was published earlier; None where it was not, or nothing says it."""
    early, late = source.published, target.published
    if early and late:
        length = min(len(early), len(late))
        if early[:length] < late[:length]:
            return f"{source.id} was published earlier ({early} and {late})"
    return None


def credit(source: Side, target: Side) -> str | None:
    """How an agency's credit speaks for the source; None where it does not."""
    own, other = source.credits, target.credits
    for name in own.own:
        if name in other.drawn:
            return f"{target.id} draws on {name}, whose text {source.id} is by its own words"
    if own.own and not other.own and not other.drawn:
        return f"{source.id} carries the credit of {own.own[0]}, the other does not"
    return None


def cut(source: Side, target: Side, passages: Pairs, coverage: float) -> str | None:
    """Why the target was cut from the source; None where nothing says so.

    Args:
        source: the longer article.
        target: the shorter one.
        passages: pairs of spans (in source, in target).
        coverage: share (0..1) of the target's own words that stand in the source.
    """
    if coverage < WHOLE or not passages:
        return None
    here, there = max(passages, key=lambda pair: pair[1].end)
    if _breaks_off(target, there) and _goes_on(source, here):
        return f"{target.id} breaks off inside a sentence that {source.id} finishes"
    here, there = min(passages, key=lambda pair: pair[1].start)
    if _begins_inside(target, there) and _went_before(source, here):
        return f"{target.id} begins inside a sentence that {source.id} has whole"
    return None


def _breaks_off(side: Side, end: Span) -> bool:
    """Whether an article ends where a passage ends, without the end of a sentence."""
    rest = [p.text[max(0, end.end - p.start) :] for p in side.paragraphs if p.end > end.end]
    text = " ".join(rest)
    return not _WORD.search(text) and (bool(_LEFT_OUT.search(text)) or not _END.search(text))


def _goes_on(side: Side, end: Span) -> bool:
    """Whether an article goes on within the sentence where a passage ends."""
    for paragraph in side.paragraphs:
        if paragraph.start <= end.end < paragraph.end:
            return bool(_GOES_ON.match(paragraph.text, end.end - paragraph.start))
    return False


def _begins_inside(side: Side, start: Span) -> bool:
    """Whether an article begins with a passage, in the midst of a sentence."""
    before = "".join(
        p.text[: max(0, start.start - p.start)] for p in side.paragraphs if p.start <= start.start
    )
    if _WORD.search(before):
        return False
    return bool(_LEFT_OUT.search(before)) or start.text[:1].islower()


def _went_before(side: Side, start: Span) -> bool:
    """Whether words of the same sentence stand before the start of a passage."""
    for paragraph in side.paragraphs:
        if paragraph.start < start.start <= paragraph.end:
            before = paragraph.text[: start.start - paragraph.start].rstrip()
            return before[-1:].isalnum() or before[-1:] in {",", ";"}
    return False
