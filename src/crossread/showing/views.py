"""The small records that templates are filled from: sources, references, lines.

A template never goes through a dossier itself: it would have to look things up and decide. Every
part of a dossier that is shown is a tuple of these records, made by `story`, `speech`, `tables`
and `texts`, with text already escaped and marked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from crossread.model import Annotated, Article, Member, Quote, Span, Statement, Story
from crossread.showing.lookup import Lookup, clean, direction, outlet
from crossread.showing.marking import Highlight, highlighted, merged

TINTS = 8  # colours of accounts in the style sheet; more accounts use them again
SNIPPET_LENGTH = 50  # code points shown on each side of a figure or time
LINE_LENGTH = 1200  # of a statement outside of the texts; whole ones stand there
OPENING_LENGTH = 90  # of a text that has no headline
NAME_LENGTH = 200  # of a name, a role, a headline outside of the texts


@dataclass(frozen=True, slots=True)
class Source:
    """An article, as its name stands beside a line.

    Args:
        id: article id, which is its anchor too.
        label: short unique name.
        outlet: who published it, "" where unknown.
        headline: "" where it has none.
        opening: its first words, "" where it has a headline.
        language: two-letter code.
        direction: value of `dir`.
        account: number of its account in its story, from 0.
        letter: of its account: A, B, … Z, AA, …
        tint: class of its account's colour.
        date: ISO 8601, "" where unknown.
        words: number of words of its body, cut at white space.
        path: its page's file, else its address, else "".
    """

    id: str
    label: str
    outlet: str
    headline: str
    opening: str
    language: str
    direction: str
    account: int
    letter: str
    tint: str
    date: str
    words: int
    path: str


@dataclass(frozen=True, slots=True)
class Reference:
    """A link to a place in the texts, named by its source.

    Args:
        source: the article.
        href: `#` and the anchor.
        place: page and code points, `p3:1204-1210`, for formats without links.
    """

    source: Source
    href: str
    place: str


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of source text with everywhere it stands.

    Args:
        html: the text, escaped, with its marks.
        text: the text alone.
        language: two-letter code of the text.
        direction: value of `dir`.
        references: at least one; more where several articles print the same.
        quoted: whether it is someone's own words without quotation marks around them.
        note: a short remark, such as the speaker as printed.
        id: anchor of the line itself, "" without one.
        partly: whether marks of class `sd` tell the words in quotation marks from the others.
    """

    html: Markup
    text: str
    language: str
    direction: str
    references: tuple[Reference, ...]
    quoted: bool = False
    note: str = ""
    id: str = ""
    partly: bool = False


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines that are shown, and lines that are folded away below them."""

    first: tuple[Line, ...]
    rest: tuple[Line, ...]


def sources(story: Story, found: Lookup) -> dict[str, Source]:
    """Article id → source, in the order of the story's articles."""
    account_of = {id: n for n, account in enumerate(story.accounts) for id in account}
    result: dict[str, Source] = {}
    for annotated in story.articles:
        article = annotated.article
        page = found.pages.get(article.page)
        account = account_of.get(article.id, len(story.accounts))
        result[article.id] = Source(
            id=article.id,
            label=found.labels[article.id],
            outlet=short(outlet(article, page) or ""),
            headline=short(article.headline.text) if article.headline else "",
            opening="" if article.headline else _opening(article),
            language=article.language,
            direction=direction(article.language),
            account=account,
            letter=letter(account),
            tint=f"a{account % TINTS}",
            date=clean(article.published.date) if article.published else "",
            words=sum(len(s.text.split()) for s in article.body),
            path=short(clean(page.path or page.url or "")) if page else "",
        )
    return result


def short(text: str) -> str:
    """A name, role or headline on one line, cut after `NAME_LENGTH`."""
    flat = " ".join(text[: NAME_LENGTH * 2].split())
    return flat if len(flat) <= NAME_LENGTH else flat[:NAME_LENGTH].rstrip() + "…"


def _opening(article: Article) -> str:
    """The first words of the body."""
    text = " ".join(article.body[0].text[: OPENING_LENGTH * 2].split()) if article.body else ""
    if len(text) <= OPENING_LENGTH:
        return text
    return (text[:OPENING_LENGTH].rpartition(" ")[0] or text[:OPENING_LENGTH]) + "…"


def letter(number: int) -> str:
    """Name of an account: 0 is A, 25 is Z, 26 is AA.

    >>> letter(0), letter(27)
    ('A', 'AB')
    """
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def line(
    span: Span,
    source: Source,
    anchor: str,
    marks: Iterable[Highlight] = (),
    *,
    quoted: bool = False,
    note: str = "",
) -> Line:
    """A line of one source: the span's text with marks, cut after `LINE_LENGTH`."""
    text = span.text[:LINE_LENGTH]
    cut = "…" if len(text) < len(span.text) else ""
    return Line(
        html=highlighted(text, span.start, marks) + cut,
        text=text + cut,
        language=source.language,
        direction=source.direction,
        references=(reference(span, source, anchor),),
        quoted=quoted,
        note=note,
    )


def reference(span: Span, source: Source, anchor: str) -> Reference:
    """A link to a span."""
    return Reference(source, f"#{anchor}", f"{span.page}:{span.start}-{span.end}")


def joined(lines: Iterable[Line]) -> tuple[Line, ...]:
    """Lines of the same text and language made one, with one reference to each source."""
    by_text: dict[tuple[str, str, str], list[Line]] = {}
    for one in lines:
        key = (" ".join(one.text.casefold().split()), one.language, one.note)
        by_text.setdefault(key, []).append(one)
    result: list[Line] = []
    for same in by_text.values():
        first = same[0]
        if len(same) == 1:
            result.append(first)
            continue
        by_source: dict[str, Reference] = {}
        for r in (r for one in same for r in one.references):
            by_source.setdefault(r.source.id, r)
        references = tuple(by_source.values())
        result.append(replace(first, references=references))
    return tuple(result)


def folded(lines: Sequence[Line], shown: int) -> Lines:
    """Lines cut in two; a single line is never folded away alone."""
    if len(lines) <= shown + 1:
        return Lines(tuple(lines), ())
    return Lines(tuple(lines[:shown]), tuple(lines[shown:]))


def marks(spans: Iterable[Span], css: str = "") -> tuple[Highlight, ...]:
    """`<mark>` for each span."""
    return tuple(Highlight(s.start, s.end, css, tag="mark") for s in spans)


def matched(member: Member) -> tuple[Highlight, ...]:
    """`<mark>` for the words of a member that match; words that follow each other in one."""
    span = member.statement.span
    joint: list[tuple[int, int]] = []
    for start, end in merged((s.start, s.end) for s in member.matched):
        if joint and not span.text[joint[-1][1] - span.start : start - span.start].strip():
            joint[-1] = (joint[-1][0], end)
        else:
            joint.append((start, end))
    return tuple(Highlight(start, end, tag="mark") for start, end in joint)


def snippet(span: Span, within: Span) -> Span:
    """A few words around a span, cut at white space, not beyond another span.

    Args:
        span: the words that matter.
        within: a span around it on the same page, such as its sentence.

    Returns:
        A span that holds `span`, at most `SNIPPET_LENGTH` code points longer on each side.
    """
    text, base = within.text, within.start
    low = max(0, span.start - base - SNIPPET_LENGTH)
    if low > 0:
        space = text.find(" ", low, span.start - base)
        low = space + 1 if space >= 0 else span.start - base
    high = min(len(text), span.end - base + SNIPPET_LENGTH)
    if high < len(text):
        space = text.rfind(" ", span.end - base, high)
        high = space if space >= 0 else span.end - base
    return Span(span.page, base + low, base + high, text[low:high])


def quote_span(statement: Statement, quote: Quote | None) -> bool:
    """Whether a statement is nothing but words of a direct quote, without its marks."""
    if quote is None or quote.kind != "direct" or quote.span.page != statement.span.page:
        return False
    return quote.span.start <= statement.span.start and statement.span.end <= quote.span.end


def sentence_finder(annotated: Annotated) -> Callable[[Span], Span]:
    """A function from a span to the sentence, else body paragraph, else headline around it."""
    from bisect import bisect_right

    article = annotated.article
    around = sorted(
        {s.span for s in annotated.sentences}
        or {*article.body, *article.deck, *([article.headline] if article.headline else [])}
    )
    starts = [s.start for s in around]

    def find(span: Span) -> Span:
        number = bisect_right(starts, span.start) - 1
        if number >= 0 and around[number].end >= span.end and around[number].page == span.page:
            return around[number]
        return span

    return find


def by_article(ids: Iterable[str], among: Mapping[str, Source]) -> list[str]:
    """Article ids that are among the sources, each once, in the sources' order."""
    wanted = set(ids)
    return [id for id in among if id in wanted]
