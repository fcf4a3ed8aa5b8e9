"""Articles as an index keeps them.

In: annotated articles, or plain texts with an id. Out: `Document`s, and back from these the records
that linking works on. A document stands by itself: its places count in its own text, because the page
it came from may be gone when it is found again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

import msgspec
from msgspec import Struct

from crossread.errors import IndexFileError, UsageError
from crossread.linking.words import LETTER_LIMIT, article_text
from crossread.model import (
    Annotated,
    Article,
    Figure,
    Link,
    Page,
    Published,
    Quote,
    Sentence,
    Span,
)

ID_LIMIT = 4000  # characters of an id
_HALF = re.compile("[\ud800-\udfff]")


class Facts(Struct, frozen=True, omit_defaults=True, array_like=True):
    """What is kept of a document beside its text and id.

    Args:
        language: two-letter code; `und` where it is not known.
        headline: None where it has none.
        published: ISO 8601 date; None where it is not known.
        path: the file it came from.
        url: its address.
        quoted: ranges of direct quotes in the text, beside those in quotation marks.
        sentences: ranges of the text; empty where it was not cut into sentences.
        figures: unit and value of each figure.
    """

    language: str = "und"
    headline: str | None = None
    published: str | None = None
    path: str | None = None
    url: str | None = None
    quoted: tuple[tuple[int, int], ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    figures: tuple[tuple[str, float], ...] = ()


class Document(Struct, frozen=True):
    """An article as an index keeps it.

    Args:
        id: what its owner calls it; one document an id.
        text: what is compared, a paragraph a line.
        outlet: who published it; None where it is not known.
        facts: the rest.
    """

    id: str
    text: str
    outlet: str | None = None
    facts: Facts = Facts()


def document(article: Annotated, id: str | None = None) -> Document:
    """An annotated article as a document.

    Args:
        article: the article.
        id: what to call it; `place` where none is given.
    """
    record, page = article.article, article.page
    text = article_text(article)
    sentences: list[tuple[int, int]] = []
    for sentence in article.sentences:
        if sentence.part != "headline":
            inside = _inside(text.begins, text.moves, len(text.text), sentence.span)
            if inside is not None:
                sentences.append(inside)
    return Document(
        place(article) if id is None else id,
        text.text,
        record.outlet,
        Facts(
            language=record.language,
            headline=record.headline.text if record.headline else None,
            published=record.published.date if record.published else None,
            path=page.path,
            url=page.url,
            quoted=text.quoted,
            sentences=tuple(sentences),
            figures=tuple(sorted({(f.unit, f.value) for f in article.figures})),
        ),
    )


def place(article: Annotated) -> str:
    """What an article is called that has no other name: its page's address or path.

    The second article of a page has `~2` behind it, and so on. What came through a pipe without an
    address goes by the id of its record or, without one, by the digest of its bytes.
    """
    page, record = article.page, article.article
    number = record.id.rpartition(".")[2]
    name = page.url or page.path or page.id
    if not page.url and name.startswith("-"):
        name = page.source_id or f"sha256:{page.sha256[:32]}"
    name = _HALF.sub("\ufffd", name.replace("\0", "\ufffd"))[: ID_LIMIT - 12]
    return name if number == "1" else f"{name}~{number}"


def checked(given: Document | tuple[str, str]) -> Document:
    """A document from what a caller gave, or an error of one line.

    Args:
        given: a document, or an id and a text.

    Raises:
        UsageError: the id is empty, too long, or no text that can be written down.
    """
    one = given if isinstance(given, Document) else Document(*given)
    if not one.id or len(one.id) > ID_LIMIT or "\0" in one.id:
        raise UsageError(
            f"the id of a document has 1 to {ID_LIMIT} characters, got {one.id[:60]!r}"
        )
    for name in (one.id, one.outlet or ""):
        if not name.isascii() and _HALF.search(name):
            raise UsageError(f"{name[:60]!r} holds half a character and cannot be written down")
    return one


def shortened(one: Document) -> Document:
    """A document with no more text than is read."""
    if len(one.text) <= LETTER_LIMIT:
        return one
    return msgspec.structs.replace(one, text=one.text[:LETTER_LIMIT])


def packed(one: Document) -> tuple[bytes, bytes]:
    """Text and facts as bytes."""
    return one.text.encode("utf-8", "surrogatepass"), msgspec.msgpack.encode(one.facts)


def unpacked(id: str, outlet: str | None, text: bytes, facts: bytes) -> Document:
    """A document from its bytes.

    Raises:
        IndexFileError: the bytes are not what `packed` makes.
    """
    try:
        return Document(
            id,
            text.decode("utf-8", "surrogatepass"),
            outlet,
            msgspec.msgpack.decode(facts, type=Facts),
        )
    except (msgspec.MsgspecError, UnicodeDecodeError, AttributeError) as error:
        raise IndexFileError(f"the article {id!r} is damaged: {error}") from error


def annotated(one: Document) -> Annotated:
    """A document as linking wants it: a page of the document's text, its headline behind it.

    Places in the text are the document's own.
    """
    facts = one.facts
    head = facts.headline or ""
    page = Page(one.id, f"{one.text}\n{head}" if head else one.text, facts.path, facts.url, "", ())
    body: list[Span] = []
    start = 0
    for line in one.text.split("\n"):
        if line.strip():
            body.append(page.span(start, start + len(line)))
        start += len(line) + 1
    headline = page.span(len(one.text) + 1, len(page.text)) if head else None
    article = Article(
        id=one.id,
        page=one.id,
        main=True,
        language=facts.language,
        headline=headline,
        deck=(),
        dateline=None,
        body=tuple(body),
        published=Published(facts.published, "index") if facts.published else None,
        outlet=one.outlet,
    )
    sentences = [Sentence(headline, "headline", -1)] if headline else []
    sentences += [
        Sentence(page.span(start, end), "body", 0) for start, end in facts.sentences if start < end
    ]
    here = page.span(0, 0)
    return Annotated(
        page=page,
        article=article,
        sentences=tuple(sentences),
        mentions=(),
        quotes=tuple(
            Quote("", page.span(start, end), "direct", False, None, None)
            for start, end in facts.quoted
        ),
        figures=tuple(Figure("", here, v, None, unit, None, None) for unit, v in facts.figures),
        times=(),
    )


def in_page(link: Link, id: str, article: Annotated) -> Link:
    """A link of a document with its places in the page that the document was made of.

    Args:
        link: with an index.
        id: of the document.
        article: that it was made of.

    Returns:
        The same link; the article goes by its own id.
    """
    text = article_text(article)
    headline = article.article.headline

    def moved(span: Span) -> Span:
        if span.page != id:
            return span
        if span.start > len(text.text) and headline is not None:
            return headline
        low = max(0, bisect_right(text.begins, span.start) - 1)
        high = max(0, bisect_right(text.begins, max(span.start, span.end - 1)) - 1)
        return article.page.span(span.start + text.moves[low], span.end + text.moves[high])

    return msgspec.structs.replace(
        link,
        source=article.article.id if link.source == id else link.source,
        target=article.article.id if link.target == id else link.target,
        passages=tuple((moved(a), moved(b)) for a, b in link.passages),
        why=re.sub(rf"(?<!\S){re.escape(id)}(?![^\s;,])", article.article.id, link.why),
    )


def _inside(
    begins: Sequence[int], moves: Sequence[int], length: int, span: Span
) -> tuple[int, int] | None:
    """A span of the page as a range of the text; None where it is not in the text."""
    for number, (begin, move) in enumerate(zip(begins, moves)):
        end = begins[number + 1] - 1 if number + 1 < len(begins) else length
        if begin <= span.start - move < end:
            return span.start - move, min(end, span.end - move)
    return None
