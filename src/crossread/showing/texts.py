"""Pages → their whole texts as HTML, with an anchor for everything that is linked to.

A page is shown block by block as its articles and furniture lie in it; what stands between the
blocks (line breaks, as a rule) is kept too, so that the text content of a page's element is the
page's text, character for character. Inside of a block every statement, quote, figure, name and
time is an element with its id as anchor, and leads to the row that tells of it: figures, names and
times are links themselves, statements and quotes are followed by one. Labels and the numbers of
points come from the style sheet, so that they are not part of the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from crossread.model import Article, Dossier, Span, SplitPage
from crossread.showing.lookup import Lookup, clean, direction, host, origin, outlet
from crossread.showing.marking import Highlight, escaped, highlighted
from crossread.showing.points import anchor
from crossread.showing.views import short
from crossread.showing.wording import Wording

WEB_ADDRESS = re.compile(
    "https?://[^\\s<>\"'\\\\\u200e\u200f\u202a-\u202e\u2066-\u2069]{1,2000}", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class PageView:
    """A page to show whole.

    Args:
        id: page id, which is its anchor.
        number: in the dossier, from 1.
        outlet: who published it, else where it comes from, else "".
        path: the file, "" where it came without one.
        url: a web address that may be linked to, else "".
        host: its host.
        address: the address as given where it may not be linked to, else "".
        articles: that it holds.
        furniture: number of its parts that belong to no article.
        words: of the whole page, cut at white space.
        html: the text with marks.
    """

    id: str
    number: int
    outlet: str
    path: str
    url: str
    host: str
    address: str
    articles: tuple[ArticleView, ...]
    furniture: int
    words: int
    html: Markup


@dataclass(frozen=True, slots=True)
class ArticleView:
    """An article as the head of its page names it."""

    id: str
    headline: str
    language: str
    direction: str
    story: int
    story_href: str


@dataclass(frozen=True, slots=True)
class _Block:
    start: int
    end: int
    css: str
    label: str
    language: str
    direction: str
    article: str


def page_views(
    dossier: Dossier,
    found: Lookup,
    words: Wording,
    rows: Mapping[str, str],
    stories: Collection[str],
    shown: Collection[str],
    elsewhere: Mapping[str, str],
) -> tuple[PageView, ...]:
    """Pages of a dossier, in order.

    Args:
        dossier: the result of a run.
        found: its records by id.
        words: the dossier's own language.
        rows: anchor in the texts → anchor of the row that tells of it.
        stories: ids of the stories whose points stand in this file: only these are led to.
        shown: ids of the pages wanted.
        elsewhere: story id → file that tells of it, of stories that are not in this file.
    """
    highlights = _highlights(dossier, words, rows, stories, shown)
    numbers = {c.story.id: n for n, c in enumerate(dossier.comparisons, 1)}
    used: set[str] = set()
    views: list[PageView] = []
    for number, split in enumerate(dossier.pages, 1):
        page = split.page
        if page.id not in shown:
            continue
        link = safe_url(page.url)
        names = dict.fromkeys(short(name) for a in split.articles if (name := outlet(a, page)))
        views.append(
            PageView(
                id=page.id,
                number=number,
                outlet=words.listed(list(names))
                or short(clean(page.metadata.outlet or origin(page) or "")),
                path=short(clean(page.path or "")),
                url=link,
                host=host(link) or "" if link else "",
                address="" if link else short(clean(page.url or "")),
                articles=tuple(
                    _article(a, found, numbers, stories, elsewhere) for a in split.articles
                ),
                furniture=len(split.furniture),
                words=len(page.text.split()),
                html=_page_html(split, highlights.get(page.id, []), words, used),
            )
        )
    return tuple(views)


def safe_url(url: str | None) -> str:
    """An address that may stand in a link: http or https, without anything odd; else "".

    >>> safe_url("https://example.org/a?b=1"), safe_url("javascript:alert(1)")
    ('https://example.org/a?b=1', '')
    """
    if url and WEB_ADDRESS.fullmatch(url) and host(url):
        return clean(url)
    return ""


def _article(
    article: Article,
    found: Lookup,
    numbers: dict[str, int],
    stories: Collection[str],
    elsewhere: Mapping[str, str],
) -> ArticleView:
    story = found.stories.get(article.id)
    href = ""
    if story is not None:
        href = f"#{story.id}" if story.id in stories else elsewhere.get(story.id, "")
    return ArticleView(
        id=article.id,
        headline=short(article.headline.text) if article.headline else "",
        language=article.language,
        direction=direction(article.language),
        story=numbers[story.id] if story else 0,
        story_href=href,
    )


def _highlights(
    dossier: Dossier,
    words: Wording,
    rows: Mapping[str, str],
    stories: Collection[str],
    shown: Collection[str],
) -> dict[str, list[Highlight]]:
    """Page id → everything to mark in its text."""
    result: dict[str, list[Highlight]] = {id: [] for id in shown}
    quoted = escaped(words("kind_quotation"))

    def add(span: Span, css: str, id: str, after: str = "", href: str = "") -> None:
        if span.page in result and span.start < span.end:
            tag = "a" if href else "span"
            result[span.page].append(Highlight(span.start, span.end, css, id, tag, after, href))

    def row(id: str) -> str:
        return f"#{rows[id]}" if id in rows else ""

    for comparison in dossier.comparisons:
        here = comparison.story.id in stories
        back: dict[str, list[str]] = {}
        for number, point in enumerate(comparison.points if here else (), 1):
            label = escaped(words("see_point", n=number))
            link = f'<a class="b" href="#{point.id}" data-n="{number}" aria-label="{label}"></a>'
            for member in point.members:
                back.setdefault(member.statement.id, []).append(link)
        alone = set(comparison.alone)
        for statement in comparison.statements:
            links = "".join(back.get(statement.id, ()))
            css = "st sh" if links else "st al" if statement.id in alone else "st"
            add(statement.span, css, statement.id, links)
        for difference in comparison.differences:
            for span in difference.members:
                add(span, "di", anchor(span))
        for one in comparison.story.links:
            for source, target in one.passages:
                add(source, "co", anchor(source))
                add(target, "co", anchor(target))
        for annotated in comparison.story.articles:
            for quote in annotated.quotes:
                direct = quote.kind == "direct"
                href = row(quote.id) if direct else ""
                link = f'<a class="b bq" href="{href}" aria-label="{quoted}"></a>' if href else ""
                add(quote.span, "qu" if direct else "in", quote.id, link)
            for figure in annotated.figures:
                add(figure.span, "fi", figure.id, "", row(figure.id))
            for time in annotated.times:
                add(time.span, "ti", time.id, "", row(time.id))
            for mention in annotated.mentions:
                add(mention.span, "na", mention.id, "", row(mention.id))
    return {page: _unnested(marks) for page, marks in result.items()}


def _unnested(marks: list[Highlight]) -> list[Highlight]:
    """The marks, those links made plain that would hold another link or stand in one.

    A link of a text's piece may not overlap another, nor may the small links that follow a
    statement or a quote end up inside of it: that statement or quote must begin before the link
    and end no earlier.
    """
    ends = sorted((m.end, m.start) for m in marks if m.after)
    last = -1
    result: list[Highlight] = []
    for mark in sorted(marks, key=lambda m: (m.start, m.end - m.start)):
        if not mark.href:
            result.append(mark)
            continue
        at = bisect_right(ends, (mark.start, mark.end + 1))
        holds = False
        while at < len(ends) and ends[at][0] <= mark.end:
            holds = holds or not (ends[at][0] == mark.end and ends[at][1] < mark.start)
            at += 1
        if holds or mark.start < last:
            result.append(mark._replace(tag="span", href=""))
        else:
            last = mark.end
            result.append(mark)
    return result


def _page_html(
    split: SplitPage, highlights: Iterable[Highlight], words: Wording, used: set[str]
) -> Markup:
    """The page's text, block by block."""
    page = split.page
    ordered = sorted(highlights, key=lambda h: (h.start, -h.end))
    blocks = _blocks(split, words)
    out: list[str] = []
    at, next_highlight = 0, 0
    carried: list[Highlight] = []
    for block in [*blocks, None]:
        start = block.start if block else len(page.text)
        end = block.end if block else len(page.text)
        for low, high, wrapped in ((at, start, None), (start, end, block)):
            carried = [h for h in carried if h.end > low]
            while next_highlight < len(ordered) and ordered[next_highlight].start < high:
                carried.append(ordered[next_highlight])
                next_highlight += 1
            if low < high:
                inner = highlighted(page.text[low:high], low, carried, used)
                out.append(inner if wrapped is None else _wrapped(wrapped, inner, used))
        at = end
    return Markup("".join(out))


def _wrapped(block: _Block, inner: Markup, used: set[str]) -> str:
    attributes = [f'class="{block.css}"']
    if block.article and block.article not in used:
        used.add(block.article)
        attributes.append(f'id="{escaped(block.article)}"')
    if block.label:
        attributes.append(f'data-label="{escaped(block.label)}"')
    if block.language and block.language != "und":
        attributes.append(f'lang="{escaped(block.language)}"')
    attributes.append(f'dir="{block.direction}"')
    return f"<p {' '.join(attributes)}>{inner}</p>"


def _blocks(split: SplitPage, words: Wording) -> list[_Block]:
    """Headlines, decks, paragraphs and furniture in the order of the text, none overlapping."""
    several = len(split.articles) > 1
    found: list[_Block] = []
    for number, article in enumerate(split.articles, 1):
        way = direction(article.language)
        label = words("article") + f" {number}" if several else ""
        parts = [
            *((s, "h", words("part_headline")) for s in (article.headline,) if s),
            *((s, "k", words("part_deck")) for s in article.deck),
            *((s, "t", "") for s in article.body),
        ]
        parts.sort(key=lambda part: part[0])
        for position, (span, css, role) in enumerate(parts):
            shown = words.listed([x for x in (label if position == 0 or role else "", role) if x])
            found.append(
                _Block(span.start, span.end, css, shown, article.language, way, article.id)
            )
    for one in split.furniture:
        kind = words(f"furniture_{one.kind}")
        found.append(_Block(one.span.start, one.span.end, "w", kind, "", "auto", ""))
    found.sort(key=lambda b: (b.start, b.end))
    result: list[_Block] = []
    for block in found:
        if block.start < block.end and (not result or result[-1].end <= block.start):
            result.append(block)
    return result
