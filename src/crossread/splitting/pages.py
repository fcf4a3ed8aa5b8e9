"""One page → `SplitPage`: the stages of splitting in their order.

In: a page. Out: its articles and furniture as records of `crossread.model`. The choice of the main
article and the limits below which text is no article are here.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.model import Article, Furniture, FurnitureKind, Page, Skipped, Span, SplitPage
from crossread.splitting import boundaries
from crossread.splitting.boundaries import Draft
from crossread.splitting.datelines import Dateline, datelines, opening_dateline
from crossread.splitting.headline import names_outlet, without_site
from crossread.splitting.language import language_of, sure_language
from crossread.splitting.lines import Line, letters, lines
from crossread.splitting.published import published_of
from crossread.splitting.tags import KINDS, Tag, leftover, tags

DATELINE_LINES = 3  # first lines of a body where its dateline may stand, behind a caption or lead
MIN_WORDS = 6  # words of a body; less is no article
TEASER_WORDS = 25  # body of a teaser on a page of teasers
MAIN_SHARE = 0.5  # the first article with this share of the longest body's words is the main one


def split(page: Page) -> SplitPage:
    """Cut a page into articles and furniture.

    Args:
        page: as read.

    Returns:
        The articles in the order of their bodies (ids `p3.1`, `p3.2`, …; exactly one is main) and
        the furniture in the order of the text. Spans carry no outer white space, never overlap
        (datelines aside, which open their first paragraph), and hold every letter of the page;
        only bullets of deck lines stand outside.
        A page without an article has a `Skipped` that says so.
    """
    held = lines(page)
    opened = datelines(held)
    found = tags(held, page.metadata, opened)
    made = [
        d for d in boundaries.drafts(held, found, opened, page.metadata) if _is_article(d, held)
    ]
    if _is_list_of_teasers(made, held):
        made = []
    main = _main(made, held, page)
    texts = [_text(draft, held) for draft in made]
    sure = [sure_language(text) for text in texts]
    beside = next((code for code in sure if code), None)
    articles: list[Article] = []
    furniture: list[Furniture] = []
    used: set[int] = set()
    for number, draft in enumerate(made):
        id = f"{page.id}.{number + 1}"
        language = sure[number] or language_of(texts[number], page.metadata.language, beside)
        article, cut = _article(page, draft, held, found, opened, id, number == main, language)
        articles.append(article)
        furniture += cut
        used.update(_numbers(draft))
    furniture += [
        Furniture(page.span(line.start, line.end), _kind(found[i], line, page.metadata.outlet))
        for i, line in enumerate(held)
        if i not in used
    ]
    furniture.sort(key=lambda piece: piece.span.start)
    skipped = () if articles else (Skipped(page.name, "page", "it holds no article"),)
    return SplitPage(page, tuple(articles), tuple(furniture), skipped)


def _numbers(draft: Draft) -> list[int]:
    head = [] if draft.headline is None else [draft.headline]
    return [*head, *draft.deck, *draft.body]


def _kind(tag: Tag, line: Line, outlet: str | None) -> FurnitureKind:
    if outlet and line.key == letters(outlet):
        return "site-name"
    for kind in KINDS:
        if kind == tag:
            return tag  # type: ignore[return-value]
    return "site-name" if names_outlet(line.text) else leftover(line)


def _is_article(draft: Draft, held: Sequence[Line]) -> bool:
    return sum(held[i].words for i in draft.body) >= MIN_WORDS


def _is_list_of_teasers(made: Sequence[Draft], held: Sequence[Line]) -> bool:
    """Three pieces or more, none with more text than a teaser has."""
    return len(made) >= 3 and all(
        len(d.body) == 1 and held[d.body[0]].words < TEASER_WORDS for d in made
    )


def _main(made: Sequence[Draft], held: Sequence[Line], page: Page) -> int:
    """Number of the main article: the one with the page's title, else the first of good length."""
    title = letters(page.metadata.title or "")
    for number, draft in enumerate(made):
        if title and draft.headline is not None and held[draft.headline].key == title:
            return number
    sizes = [sum(held[i].words for i in draft.body) for draft in made]
    longest = max(sizes, default=0)
    return next((n for n, size in enumerate(sizes) if size >= MAIN_SHARE * longest), 0)


def _article(
    page: Page,
    draft: Draft,
    held: Sequence[Line],
    found: Sequence[Tag],
    opened: dict[int, Dateline],
    id: str,
    main: bool,
    language: str,
) -> tuple[Article, list[Furniture]]:
    """The record of a draft, and the outlet's name cut from its headline."""
    furniture: list[Furniture] = []
    headline: Span | None = None
    outlet = page.metadata.outlet or _site_name(held, found)
    if draft.headline is not None:
        line = held[draft.headline]
        length = without_site(line.text, outlet)
        headline = page.span(line.start, line.start + len(line.text[:length].rstrip()))
        if length < len(line.text):
            name = line.start + length + len(line.text[length:]) - len(line.text[length:].lstrip())
            furniture.append(Furniture(page.span(name, line.end), "site-name"))
            outlet = outlet or page.text[name : line.end].lstrip("|–—•·»:- ")
    body = sorted(draft.body)
    dateline: Span | None = None
    for number in body[:DATELINE_LINES]:
        if number in opened and dateline is None:
            start = held[number].start
            dateline = page.span(start, start + opened[number].length)
    if dateline is None and (loose := opening_dateline(held[body[0]].text)) is not None:
        start = held[body[0]].start
        dateline = page.span(start, start + loose.length)
    article = Article(
        id=id,
        page=page.id,
        main=main,
        language=language,
        headline=headline,
        deck=tuple(_without_bullet(page, held[i]) for i in sorted(draft.deck)),
        dateline=dateline,
        body=tuple(_span(page, held[i]) for i in body),
        published=published_of(
            dateline.text if dateline else None,
            _date_lines(draft, held, found),
            page.metadata,
            main,
            language,
        ),
        outlet=outlet,
    )
    return article, furniture


def _site_name(held: Sequence[Line], found: Sequence[Tag]) -> str | None:
    """The outlet's name where it stands alone above the first text of the page."""
    for line, tag in zip(held, found):
        if tag == "prose":
            return None
        if tag == "heading" and names_outlet(line.text):
            return line.text
    return None


def _text(draft: Draft, held: Sequence[Line]) -> str:
    return "\n".join(held[i].text for i in sorted(_numbers(draft)))


def _span(page: Page, line: Line) -> Span:
    return page.span(line.start, line.end)


def _without_bullet(page: Page, line: Line) -> Span:
    return page.span(line.start + line.bullet, line.end)


def _date_lines(draft: Draft, held: Sequence[Line], found: Sequence[Tag]) -> list[str]:
    """Date lines between the headline and the body, or right before or behind them."""
    numbers = _numbers(draft)
    first, last = min(numbers), max(numbers)
    near = [i for i in range(max(0, first - 3), min(len(held), last + 3)) if i not in numbers]
    body = min(draft.body)
    return [
        held[i].text for i in near if found[i] in ("other", "credit") and (i < body or i > last)
    ]
