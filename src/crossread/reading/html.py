"""HTML → text, blocks and what the page says of itself.

In: HTML source. Out: all visible text, one block an element of text, in the order of the page,
each with a role and whether trafilatura (precision mode) holds it for content; and the page's
metadata. Why both: an extractor alone drops what it does not trust, and its reader never learns
what was there. Here the whole text stays, and what trafilatura leaves out is told apart later as
furniture that can be looked at.

The walk is over lxml's tree without recursion, so that depth is no danger; trafilatura is imported
when the first HTML page comes.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from typing import Any, Literal

from lxml import etree
from lxml import html as lxml_html
from msgspec import Struct

from crossread.model import Block, Metadata
from crossread.reading.metadata import metadata_of

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # its warnings are not for readers

Role = Literal["heading", "item", "text", "link"]

MAX_EXTRACTED = 4_000_000  # characters of source; beyond, the extractor takes too long: rules alone
MAX_SEARCHES = 20_000  # blocks looked for in the extracted text, so that time stays linear
ENDS = 40  # letters at either end of a long block that tell it
SHORT = 24  # letters; a shorter block must be a whole line of the extracted text
HIDDEN = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "head",
        "svg",
        "math",
        "iframe",
        "object",
        "embed",
        "canvas",
        "audio",
        "video",
        "map",
        "datalist",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "frameset",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "select",
        "summary",
        "table",
        "tbody",
        "td",
        "textarea",
        "tfoot",
        "th",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
HEADINGS = frozenset(["h1", "h2", "h3", "h4", "h5", "h6"])
_INVISIBLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.I)
_SNIFF = re.compile(r"\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,50})?(?:<!--.{0,2000}?-->\s{0,50})?"
                    r"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>])", re.I | re.S)  # fmt: skip
_BREAKS = re.compile(r"[ \t\r\f\v]*\n[ \t\r\f\v]*\n[\s]*")
_LETTERS = re.compile(r"[\W_]+")


class Document(Struct, frozen=True):
    """What an HTML source gives.

    Args:
        text: the visible text, one block a line.
        blocks: its blocks.
        metadata: what the page says of itself.
        notes: one line each about what could not be done.
    """

    text: str
    blocks: tuple[Block, ...]
    metadata: Metadata
    url: str | None
    notes: tuple[str, ...] = ()


class _Piece(Struct):
    text: str
    role: Role
    part: int | None = None
    content: bool | None = None


def is_html(text: str) -> bool:
    """Whether a text is clearly an HTML document and not a text that mentions tags."""
    return _SNIFF.match(text) is not None


def document(source: str, url: str | None = None) -> Document:
    """The visible text, blocks and metadata of an HTML page.

    Args:
        source: the HTML, decoded; it may be broken in any way.
        url: its address, where known from outside.

    Returns:
        Text and blocks; an empty text when nothing is visible or nothing could be parsed.
    """
    tree = _parse(source)
    if tree is None:
        return Document("", (), Metadata(), url, ("the HTML could not be parsed",))
    pieces = list(_pieces(tree))
    found, address = metadata_of(tree, url)
    notes: tuple[str, ...] = ()
    if len(source) <= MAX_EXTRACTED:
        lines, note = _extracted(source)
        if note:
            notes = (note,)
        elif lines:
            _mark(pieces, lines)
    else:
        notes = ("the page is too long for content extraction; its text was kept whole",)
    pieces = _with_title(pieces, found.title)
    text, blocks = _joined(pieces)
    return Document(text, blocks, found, address, notes)


def _parse(source: str) -> Any:
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_pis=True, huge_tree=True)
    try:
        tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return None
    return tree


def _pieces(tree: Any) -> Iterator[_Piece]:
    """The texts of the page's elements in order; hidden elements left out."""
    buffer: list[str] = []
    linked = 0  # letters of the buffer that are inside links
    hidden: Any = None
    links = headings = items = inside = parts = 0
    for event, element in etree.iterwalk(tree, events=("start", "end", "comment", "pi")):
        tag = element.tag if isinstance(element.tag, str) else None
        if event in ("comment", "pi") or tag is None:
            if hidden is None and element.tail:
                buffer.append(element.tail)
                linked += _size(element.tail) if links else 0
            continue
        if event == "start":
            if hidden is not None:
                continue
            if _is_hidden(element, tag):
                hidden = element
                continue
            if tag in BLOCKS:
                yield from _flush(buffer, linked, headings, items, parts if inside else None)
                buffer, linked = [], 0
            elif tag == "br":
                buffer.append("\n")
            if tag == "article":
                parts += inside == 0
                inside += 1
            links += tag == "a"
            headings += tag in HEADINGS
            items += tag == "li"
            if element.text:
                text = element.text if tag == "pre" else _flat(element.text)
                buffer.append(text)
                linked += _size(text) if links else 0
            continue
        if hidden is not None:
            if element is not hidden:
                continue
            hidden = None
        else:
            if tag in BLOCKS:
                yield from _flush(buffer, linked, headings, items, parts if inside else None)
                buffer, linked = [], 0
            inside -= tag == "article"
            links -= tag == "a"
            headings -= tag in HEADINGS
            items -= tag == "li"
        if element.tail:
            text = _flat(element.tail)
            buffer.append(text)
            linked += _size(text) if links else 0
    yield from _flush(buffer, linked, headings, items, parts if inside else None)


def _is_hidden(element: Any, tag: str) -> bool:
    if tag in HIDDEN:
        return True
    attributes = element.attrib
    if "hidden" in attributes and attributes["hidden"].lower() != "until-found":
        return True
    style = attributes.get("style")
    return bool(style) and _INVISIBLE.search(style[:2000]) is not None


def _flat(text: str) -> str:
    return text.replace("\n", " ").replace("\r", " ")


def _size(text: str) -> int:
    return sum(map(str.isalnum, text))


def _flush(
    buffer: list[str], linked: int, headings: int, items: int, part: int | None
) -> Iterator[_Piece]:
    """The paragraphs of what was gathered: two line breaks part them, one is a space."""
    whole = "".join(buffer)
    if not whole.strip():
        return
    size = _size(whole)
    role: Role = "text"
    if headings:
        role = "heading"
    elif size and linked >= 0.9 * size:
        role = "link"
    elif items:
        role = "item"
    for paragraph in _BREAKS.split(whole):
        text = " ".join(paragraph.split())
        if text:
            yield _Piece(text, role, part)


def _extracted(source: str) -> tuple[list[str], str | None]:
    """The lines that trafilatura holds for content, in order; or why there are none."""
    from trafilatura import bare_extraction

    try:
        found = bare_extraction(source, favor_precision=True, include_comments=False)
    except Exception as error:  # third-party code on hostile input: any failure is a note
        return [], f"content extraction failed ({type(error).__name__}); the text was kept whole"
    text = getattr(found, "text", None) or ""
    return [line for line in text.splitlines() if line.strip()], None


def _mark(pieces: list[_Piece], lines: list[str]) -> None:
    """Set `content` of each piece by whether its letters stand in the extracted lines."""
    keys = [_key(line) for line in lines]
    whole_lines = set(keys)
    text = "".join(keys)
    position = searches = 0
    for piece in pieces:
        key = _key(piece.text)
        if key in whole_lines:
            piece.content = bool(key)
            at = text.find(key, position)
            position = at if at >= 0 else position
        elif len(key) >= SHORT and searches < MAX_SEARCHES:
            searches += 1
            piece.content = _stands_in(key, text, position)
        else:
            piece.content = False


def _stands_in(key: str, text: str, position: int) -> bool:
    """Whether a block, or its beginning or end when it is long, stands in the extracted text."""
    parts = [key] if len(key) < 2 * ENDS else [key[:ENDS], key[-ENDS:]]
    return any(text.find(part, position) >= 0 or part in text for part in parts)


def _key(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _with_title(pieces: list[_Piece], title: str | None) -> list[_Piece]:
    """The pieces with the page's title among them: put first where it is nowhere visible."""
    key = _key(title or "")
    if not title or not key:
        return pieces
    for piece in pieces:
        other = _key(piece.text)
        if other == key or (key in other and len(other) <= 2 * len(key)):
            return pieces
        if piece.role == "heading" and len(other) >= SHORT and other in key:
            return pieces
    known = None if all(p.content is None for p in pieces) else True
    return [_Piece(" ".join(title.split()), "heading", None, known), *pieces]


def _joined(pieces: list[_Piece]) -> tuple[str, tuple[Block, ...]]:
    blocks: list[Block] = []
    position = 0
    for piece in pieces:
        end = position + len(piece.text)
        blocks.append(Block(position, end, piece.role, piece.content, piece.part))
        position = end + 1
    return "\n".join(piece.text for piece in pieces), tuple(blocks)
