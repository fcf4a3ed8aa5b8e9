"""The records of a saved file → a dossier, if they hold together.

Every reference must lead to a record, every span must be the text at its place: a file may come
from anywhere, and what shows a dossier relies on both. Time grows linearly with the number of
records.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from crossread.model import (
    Annotated,
    Article,
    Comparison,
    Difference,
    Dossier,
    Entity,
    Event,
    Figure,
    Furniture,
    Link,
    Member,
    Mention,
    Metadata,
    Page,
    Point,
    Quote,
    Sentence,
    Span,
    Speaker,
    SplitPage,
    Statement,
    Story,
    Time,
)
from crossread.showing.json import article_id
from crossread.showing.saved import (
    Saved,
    SavedArticle,
    SavedDifference,
    SavedEntity,
    SavedEvent,
    SavedFigure,
    SavedLink,
    SavedMember,
    SavedMention,
    SavedPage,
    SavedPoint,
    SavedQuote,
    SavedSentence,
    SavedSpan,
    SavedStatement,
    SavedStory,
    SavedTime,
)


class Wrong(Exception):
    """What is wrong with a file, in one line without its name."""


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


Record = TypeVar("Record", bound=_Identified)
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class _Texts:
    """What all other records lie in.

    Args:
        pages: page id → page.
        articles: article id → article.
        story_of: article id → id of its story; not all articles have one.
    """

    pages: Mapping[str, Page]
    articles: Mapping[str, Article]
    story_of: Mapping[str, str]


def assemble(saved: Saved) -> Dossier:
    """The dossier that a file holds.

    Args:
        saved: the decoded file.

    Raises:
        Wrong: its records do not hold together.
    """
    texts = _texts(saved)
    entities = _by_id(map(_entity, saved.entities), "entities")
    stories = _stories(saved, texts, entities)
    return Dossier(
        generator=saved.generator,
        encoder=saved.encoder,
        pages=_split_pages(saved, texts),
        comparisons=_comparisons(saved, stories, texts),
        entities=tuple(entities.values()),
        skipped=tuple(saved.skipped),
    )


def _texts(saved: Saved) -> _Texts:
    pages = _by_id(map(_page, saved.pages), "pages")
    articles = _by_id((_article(a, _Texts(pages, {}, {})) for a in saved.articles), "articles")
    story_of: dict[str, str] = {}
    for story in _by_id(saved.stories, "stories").values():
        _check(story.articles, articles, f"story {story.id}")
        for id in story.articles:
            if story_of.setdefault(id, story.id) != story.id:
                raise Wrong(f"article {id} is in two stories")
    return _Texts(pages, articles, story_of)


def _stories(saved: Saved, texts: _Texts, entities: Mapping[str, Entity]) -> dict[str, Story]:
    """Story id → story with its annotated articles."""
    named = {m.id: e.id for e in saved.entities for m in e.mentions}
    mentions = _by_id(
        (_mention(m, e, texts) for e in saved.entities for m in e.mentions), "mentions"
    )
    quotes = _by_id((_quote(q, named, texts) for q in saved.quotes), "quotes")
    figures = _by_id((_figure(f, texts) for f in saved.figures), "figures")
    times = _by_id((_time(t, texts) for t in saved.times), "times")
    own_sentences = _grouped((s.article, _sentence(s, texts)) for s in saved.sentences)
    own_mentions = _grouped((article_id(m.id), m) for m in sorted(mentions.values(), key=_number))
    own_quotes = _grouped((article_id(q.id), q) for q in quotes.values())
    own_figures = _grouped((article_id(f.id), f) for f in figures.values())
    own_times = _grouped((article_id(t.id), t) for t in times.values())
    links = _grouped((one.story, _link(one, texts)) for one in saved.links)
    stories: dict[str, Story] = {}
    for story in saved.stories:
        articles = tuple(
            Annotated(
                page=texts.pages[texts.articles[id].page],
                article=texts.articles[id],
                sentences=own_sentences.get(id, ()),
                mentions=own_mentions.get(id, ()),
                quotes=own_quotes.get(id, ()),
                figures=own_figures.get(id, ()),
                times=own_times.get(id, ()),
            )
            for id in story.articles
        )
        stories[story.id] = _story(story, articles, links.get(story.id, ()), entities)
    return stories


def _comparisons(
    saved: Saved, stories: Mapping[str, Story], texts: _Texts
) -> tuple[Comparison, ...]:
    articles = [a for story in stories.values() for a in story.articles]
    quotes = {q.id for a in articles for q in a.quotes}
    times = {t.id for a in articles for t in a.times}
    statements = _by_id((_statement(s, quotes, texts) for s in saved.statements), "statements")
    account_of = {
        id: number
        for story in stories.values()
        for number, account in enumerate(story.accounts)
        for id in account
    }
    points = _by_id(
        (_point(p, stories, statements, account_of, texts) for p in saved.points), "points"
    )
    differences = _by_id((_difference(d, points, texts) for d in saved.differences), "differences")
    for point in saved.points:
        _check(point.differences, differences, f"point {point.id}")
    own_statements = _grouped((texts.story_of[s.article], s) for s in statements.values())
    own_points = _grouped((p.story, p) for p in points.values())
    own_differences = _grouped((points[d.point].story, d) for d in differences.values())
    events = _grouped((e.story, _event(e, stories, times, statements)) for e in saved.timeline)
    comparisons: list[Comparison] = []
    for one in saved.stories:
        _check(one.alone, statements, f"story {one.id}")
        comparisons.append(
            Comparison(
                story=stories[one.id],
                statements=own_statements.get(one.id, ()),
                points=own_points.get(one.id, ()),
                differences=own_differences.get(one.id, ()),
                alone=tuple(one.alone),
                timeline=events.get(one.id, ()),
            )
        )
    return tuple(comparisons)


def _page(saved: SavedPage) -> Page:
    if saved.length != len(saved.text):
        raise Wrong(f"page {saved.id} has {len(saved.text)} of its {saved.length} characters")
    said = Metadata(title=saved.title, outlet=saved.outlet)
    return Page(saved.id, saved.text, saved.path, saved.url, saved.sha256, (), said)


def _split_pages(saved: Saved, texts: _Texts) -> tuple[SplitPage, ...]:
    articles = _grouped((a.page, a) for a in texts.articles.values())
    furniture = _grouped(
        (f.page, Furniture(_span(f, "furniture", texts), f.kind)) for f in saved.furniture
    )
    return tuple(
        SplitPage(page, articles.get(id, ()), furniture.get(id, ()))
        for id, page in texts.pages.items()
    )


def _article(saved: SavedArticle, texts: _Texts) -> Article:
    name, page = f"article {saved.id}", saved.page
    _known(page, texts.pages, name)
    return Article(
        id=saved.id,
        page=page,
        main=saved.main,
        language=saved.language,
        headline=_span_or_none(saved.headline, name, texts, page),
        deck=tuple(_span(s, name, texts, page) for s in saved.deck),
        dateline=_span_or_none(saved.dateline, name, texts, page),
        body=tuple(_span(s, name, texts, page) for s in saved.body),
        published=saved.published,
        outlet=saved.outlet,
    )


def _story(
    saved: SavedStory,
    articles: tuple[Annotated, ...],
    links: tuple[Link, ...],
    entities: Mapping[str, Entity],
) -> Story:
    name = f"story {saved.id}"
    if sorted(id for account in saved.accounts for id in account) != sorted(saved.articles):
        raise Wrong(f"{name}: its accounts do not hold each of its articles once")
    return Story(
        id=saved.id,
        headline=saved.headline,
        articles=articles,
        accounts=tuple(map(tuple, saved.accounts)),
        links=links,
        entities=tuple(_known(id, entities, name) for id in saved.entities),
    )


def _link(saved: SavedLink, texts: _Texts) -> Link:
    name = f"the link of {saved.source} and {saved.target}"
    source = _known(saved.source, texts.articles, name)
    target = _known(saved.target, texts.articles, name)
    if {texts.story_of.get(a.id) for a in (source, target)} != {saved.story}:
        raise Wrong(f"{name} is not between articles of story {saved.story}")
    return Link(
        kind=saved.kind,
        source=saved.source,
        target=saved.target,
        directed=saved.directed,
        coverage=saved.coverage,
        passages=tuple(
            (_span(a, name, texts, source.page), _span(b, name, texts, target.page))
            for a, b in saved.passages
        ),
        why=saved.why,
        form=saved.form,
        source_coverage=saved.source_coverage,
        target_coverage=saved.target_coverage,
    )


def _entity(saved: SavedEntity) -> Entity:
    return Entity(
        id=saved.id,
        type=saved.type,
        name=saved.name,
        variants=tuple(saved.variants),
        mentions=tuple(m.id for m in saved.mentions),
        why=tuple(saved.why),
    )


def _mention(saved: SavedMention, entity: SavedEntity, texts: _Texts) -> Mention:
    name, page = _placed(saved.id, saved.article, "mention", texts)
    role = _span_or_none(saved.role, name, texts, page)
    return Mention(saved.id, _span(saved, name, texts, page), saved.type or entity.type, role)


def _quote(saved: SavedQuote, named: Mapping[str, str], texts: _Texts) -> Quote:
    name, page = _placed(saved.id, saved.article, "quote", texts)
    said = saved.speaker
    if said is not None and named.get(said.mention or "") != said.entity:
        raise Wrong(f"{name}: mention {said.mention} of its speaker is not one of {said.entity}")
    return Quote(
        id=saved.id,
        span=_span(saved, name, texts, page),
        kind=saved.kind,
        partial=saved.partial,
        speaker=None
        if said is None
        else Speaker(
            text=said.text,
            span=_span_or_none(said.span, name, texts, page),
            mention=said.mention,
            known_from=said.known_from,
        ),
        cue=_span_or_none(saved.cue, name, texts, page),
        sentence=_span_or_none(saved.sentence, name, texts, page),
    )


def _figure(saved: SavedFigure, texts: _Texts) -> Figure:
    name, page = _placed(saved.id, saved.article, "figure", texts)
    return Figure(
        id=saved.id,
        span=_span(saved, name, texts, page),
        value=float("inf") if saved.value is None else saved.value,
        high=saved.high,
        unit=saved.unit,
        approximation=saved.approximation,
        of=_span_or_none(saved.of, name, texts, page),
    )


def _time(saved: SavedTime, texts: _Texts) -> Time:
    name, page = _placed(saved.id, saved.article, "time", texts)
    return Time(saved.id, _span(saved, name, texts, page), saved.value, saved.known_from)


def _sentence(saved: SavedSentence, texts: _Texts) -> Sentence:
    name, page = _placed(f"{saved.article}.", saved.article, "a sentence of", texts)
    return Sentence(_span(saved, name, texts, page), saved.part, saved.paragraph)


def _statement(saved: SavedStatement, quotes: Container[str], texts: _Texts) -> Statement:
    name, page = _placed(saved.id, saved.article, "statement", texts)
    _check([saved.quote] if saved.quote else [], quotes, name)
    span = _span(saved, name, texts, page)
    return Statement(saved.id, saved.article, span, saved.kind, saved.quote)


def _point(
    saved: SavedPoint,
    stories: Container[str],
    statements: Mapping[str, Statement],
    account_of: Mapping[str, int],
    texts: _Texts,
) -> Point:
    name = f"point {saved.id}"
    _check([saved.story], stories, name)
    members = tuple(_member(m, saved, statements, texts) for m in saved.members)
    articles = {m.statement.article for m in members}
    held_by = sorted({account_of[id] for id in articles})
    if saved.held_by is not None and saved.held_by != held_by:
        raise Wrong(f"{name}: the accounts of its members are {held_by}, not {saved.held_by}")
    if saved.first is not None and saved.first not in articles:
        raise Wrong(f"{name}: {saved.first}, which had it first, is none of its articles")
    return Point(
        id=saved.id,
        story=saved.story,
        kind="fact" if saved.kind == "statement" else saved.kind,
        members=members,
        accounts=saved.accounts,
        differences=tuple(saved.differences),
        score=saved.score,
        held_by=tuple(held_by),
        first=saved.first,
        original=saved.original,
        why=saved.why,
    )


def _member(
    saved: SavedMember, point: SavedPoint, statements: Mapping[str, Statement], texts: _Texts
) -> Member:
    name = f"point {point.id}"
    statement = _known(saved.statement, statements, name)
    if _span(saved, name, texts) != statement.span or saved.article != statement.article:
        raise Wrong(f"{name}: its member {statement.id} is not the statement of that id")
    if texts.story_of[statement.article] != point.story:
        raise Wrong(f"{name}: its member {statement.id} is of another story")
    page = statement.span.page
    matched = tuple(_span(s, name, texts, page) for s in saved.matched)
    return Member(statement, matched, saved.score)


def _difference(saved: SavedDifference, points: Mapping[str, Point], texts: _Texts) -> Difference:
    name = f"difference {saved.id}"
    _known(saved.point, points, name)
    members = tuple(_span(s, name, texts) for s in saved.members)
    return Difference(saved.id, saved.point, saved.kind, members, saved.note, saved.minor)


def _event(
    saved: SavedEvent,
    stories: Container[str],
    times: Container[str],
    statements: Container[str],
) -> Event:
    _check([saved.story], stories, "the timeline")
    _check(saved.times, times, f"the timeline of {saved.story}")
    _check(saved.statements, statements, f"the timeline of {saved.story}")
    return Event(saved.time, tuple(saved.times), tuple(saved.statements))


def _span(saved: SavedSpan, of: str, texts: _Texts, page: str | None = None) -> Span:
    """The span, if it is on the page wanted and the text at its place is the text it gives."""
    if page is not None and page != saved.page:
        raise Wrong(f"{of}: a span is on page {saved.page}, not on {page}")
    text = _known(saved.page, texts.pages, of).text
    if saved.end > len(text) or text[saved.start : saved.end] != saved.text:
        raise Wrong(
            f"{of}: characters {saved.start} to {saved.end} of page {saved.page} are not the "
            "text that it gives: the file was changed"
        )
    if saved.start > saved.end:
        raise Wrong(f"{of}: a span ends before it starts")
    return Span(saved.page, saved.start, saved.end, saved.text)


def _span_or_none(
    saved: SavedSpan | None, of: str, texts: _Texts, page: str | None = None
) -> Span | None:
    return None if saved is None else _span(saved, of, texts, page)


def _placed(id: str, article: str, kind: str, texts: _Texts) -> tuple[str, str]:
    """A record's name for errors, and the page of its article."""
    name = f"{kind} {id.rstrip('.')}"
    page = _known(article, texts.articles, name).page
    if article_id(id) != article:
        raise Wrong(f"{name} is said to be of article {article}")
    if article not in texts.story_of:
        raise Wrong(f"{name}: its article is in no story")
    return name, page


def _known(id: str, among: Mapping[str, Value], of: str) -> Value:
    _check([id], among, of)
    return among[id]


def _check(ids: Iterable[str], among: Container[str], of: str) -> None:
    for id in ids:
        if id not in among:
            raise Wrong(f"{of}: it names {id}, which stands nowhere in the file")


def _by_id(records: Iterable[Record], kind: str) -> dict[str, Record]:
    found: dict[str, Record] = {}
    for record in records:
        if found.setdefault(record.id, record) is not record:
            raise Wrong(f"two of its {kind} have the id {record.id}")
    return found


def _grouped(pairs: Iterable[tuple[str, Value]]) -> dict[str, tuple[Value, ...]]:
    groups: dict[str, list[Value]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}


def _number(mention: Mention) -> int:
    return int(mention.id.rpartition(".m")[2])
