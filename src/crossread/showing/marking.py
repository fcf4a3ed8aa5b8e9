"""Text and the spans to mark in it → HTML that holds the text unchanged.

Spans may nest, touch, repeat and cross. HTML elements may only nest, so a span that crosses the
end of another is cut there and goes on in a second element: the usual way of writing stand-off
marks inline. Only text that went through `escaped` ever stands between the tags, so whatever a
page holds stays text, and the text content of the result is the text, character for character.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape as escape_html
from typing import NamedTuple

from markupsafe import Markup

# Characters that turn the direction of the text after them, or end such a turn.
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Highlight(NamedTuple):
    """A span to mark.

    Args:
        start: first code point, counted as the text's base is.
        end: one past the last.
        css: class names; "" for none.
        id: anchor of the element, "" for none; the first piece of a cut span carries it.
        tag: the element's name.
        after: ready HTML to put after its last piece.
        href: where it leads, of an `a` (which must not lie in another).
    """

    start: int
    end: int
    css: str = ""
    id: str = ""
    tag: str = "span"
    after: str = ""
    href: str = ""


def escaped(text: str) -> str:
    """Text as HTML that cannot act on what stands around it.

    A carriage return is written as a reference, for parsers turn it into LF. A character that
    turns the direction of writing is put into an element of its own (class `z`, a box in the
    style sheet): it stays in the text but acts on nothing, for neither CSS nor `<bdi>` holds
    back an isolate that ends once more than it began.
    """
    html = escape_html(text)
    if "\r" in html:
        html = html.replace("\r", "&#13;")
    return TURNS.sub(r'<span class="z">\g<0></span>', html) if TURNS.search(html) else html


def plain(text: str) -> str:
    """Text for where no element can stand (a title, an attribute): without turns of direction."""
    return TURNS.sub("", text)


def highlighted(
    text: str, base: int, highlights: Iterable[Highlight], used: set[str] | None = None
) -> Markup:
    """A text with marks.

    Args:
        text: what to show.
        base: number of the text's first code point, in the count of the highlights.
        highlights: in any order; parts outside of the text are cut off.
        used: anchors that stand elsewhere already; those of this text are added to it.

    Returns:
        HTML whose text content is `text`. Time grows with the text and with the number of
        highlights times the depth of their nesting.
    """
    seen: set[str] = set() if used is None else used
    end = base + len(text)
    inside = sorted(
        (
            h._replace(start=max(h.start, base), end=min(h.end, end))
            for h in highlights
            if h.start < end and h.end > base
        ),
        key=lambda h: (h.start, -h.end, h.tag, h.css, h.id),
    )
    out: list[str] = []
    stack: list[Highlight] = []
    at = base
    for highlight in inside:
        at = _close(text, base, at, highlight.start, stack, out)
        out.append(escaped(text[at - base : highlight.start - base]))
        at = highlight.start
        _open(highlight, stack, out, seen)
    at = _close(text, base, at, end, stack, out)
    out.append(escaped(text[at - base :]))
    return Markup("".join(out))


def merged(spans: Iterable[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Ranges in order, those that touch or overlap made one."""
    result: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        else:
            result.append((start, end))
    return result


def _open(highlight: Highlight, stack: list[Highlight], out: list[str], seen: set[str]) -> None:
    anchor = ""
    if highlight.id and highlight.id not in seen:
        seen.add(highlight.id)
        anchor = f' id="{escape_html(highlight.id)}"'
    out.append(f"<{highlight.tag}{anchor}{_attributes(highlight)}>")
    stack.append(highlight)


def _attributes(highlight: Highlight) -> str:
    css = f' class="{escape_html(highlight.css)}"' if highlight.css else ""
    return css + (f' href="{escape_html(highlight.href)}"' if highlight.href else "")


def _close(text: str, base: int, at: int, upto: int, stack: list[Highlight], out: list[str]) -> int:
    """Write text up to the ends that lie at or before `upto`, closing there; return the place."""
    while stack:
        end = min(h.end for h in stack)
        if end > upto:
            break
        out.append(escaped(text[at - base : end - base]))
        at = end
        again: list[Highlight] = []
        while any(h.end == end for h in stack):
            top = stack.pop()
            out.append(f"</{top.tag}>")
            if top.end == end:
                out.append(top.after)
            else:
                again.append(top)
        for highlight in reversed(again):
            out.append(f"<{highlight.tag}{_attributes(highlight)}>")
            stack.append(highlight)
    return at
