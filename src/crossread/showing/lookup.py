"""Dossier → its records by id, and small facts about them that every format shows.

A dossier is a tree of lists. Whoever shows it goes across the tree (from a statement to its
quote, from the quote to its speaker, from an article to its account), so the lists are turned
into mappings once, in time linear in the number of records.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import urlsplit

from crossread.model import (
    Annotated,
    Article,
    Dossier,
    Entity,
    Figure,
    Mention,
    Page,
    Quote,
    Skipped,
    Statement,
    Story,
    Time,
)

ARTICLE_ID = re.compile(r"\bp\d{1,9}\.\d{1,9}\b(?!\.\w)")
DIGEST = re.compile(r"[0-9a-fA-F]{6,}")
LABEL_LENGTH = 28  # of an article's short label: fits a table's column on a phone

RIGHT_TO_LEFT = frozenset(("ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"))


@dataclass(frozen=True, slots=True)
class Lookup:
    """All records of a dossier by id.

    Args:
        pages: page id → page.
        articles: article id → annotated article.
        statements: statement id → statement.
        quotes: quote id → quote.
        figures: figure id → figure.
        times: time id → time.
        mentions: mention id → mention.
        entity_of: mention id → entity.
        stories: article id → story.
        labels: article id → short label, unique in its story: outlet, host or file name.
        names: entity id → its name as the reader's language prints it, where a text of that
            language has it.
    """

    pages: Mapping[str, Page]
    articles: Mapping[str, Annotated]
    statements: Mapping[str, Statement]
    quotes: Mapping[str, Quote]
    figures: Mapping[str, Figure]
    times: Mapping[str, Time]
    mentions: Mapping[str, Mention]
    entity_of: Mapping[str, Entity]
    stories: Mapping[str, Story]
    labels: Mapping[str, str]
    names: Mapping[str, str]

    def name(self, entity: Entity) -> str:
        """The form of a name to show."""
        return self.names.get(entity.id, entity.name)


def lookup(dossier: Dossier, unnamed: str = "Page {n}", language: str = "") -> Lookup:
    """Index a dossier; linear in the number of its records.

    Args:
        dossier: the result of a run.
        unnamed: label of an article whose page has neither outlet nor address nor a file name
            that says anything; `{n}` is the page's number.
        language: the reader's, for the names to show; "" leaves them as they are.
    """
    numbers = {split.page.id: n for n, split in enumerate(dossier.pages, 1)}
    articles = {
        annotated.article.id: annotated
        for comparison in dossier.comparisons
        for annotated in comparison.story.articles
    }
    pages = {split.page.id: split.page for split in dossier.pages}
    mentions = {m.id: m for a in articles.values() for m in a.mentions}
    return Lookup(
        pages=pages,
        articles=articles,
        statements={s.id: s for c in dossier.comparisons for s in c.statements},
        quotes={q.id: q for a in articles.values() for q in a.quotes},
        figures={f.id: f for a in articles.values() for f in a.figures},
        times={t.id: t for a in articles.values() for t in a.times},
        mentions=mentions,
        entity_of={m: entity for entity in dossier.entities for m in entity.mentions},
        stories={
            annotated.article.id: comparison.story
            for comparison in dossier.comparisons
            for annotated in comparison.story.articles
        },
        labels={
            id: label
            for comparison in dossier.comparisons
            for id, label in _labels(
                (
                    a.article,
                    pages.get(a.article.page),
                    unnamed.format(n=numbers.get(a.article.page, a.article.page)),
                )
                for a in comparison.story.articles
            ).items()
        },
        names=_names(dossier, articles, mentions, language) if language else {},
    )


def _names(
    dossier: Dossier,
    articles: Mapping[str, Annotated],
    mentions: Mapping[str, Mention],
    language: str,
) -> dict[str, str]:
    """Names that no text of the reader's language has in the form to show, in a form that it has:
    of as many words, in small letters, the most frequent.
    """
    found: dict[str, str] = {}
    for entity in dossier.entities:
        forms: dict[str, int] = {}
        for id in entity.mentions:
            article = articles.get(id.rpartition(".")[0])
            if id in mentions and article is not None and article.article.language == language:
                form = mentions[id].span.text
                forms[form] = forms.get(form, 0) + 1
        if forms and entity.name not in forms:
            words = len(entity.name.split())
            best = max(
                forms,
                key=lambda f: (len(f.split()) == words, not f.isupper(), forms[f], f),
            )
            if len(best.split()) == words:
                found[entity.id] = " ".join(best.split())
    return found


def clean(text: str) -> str:
    """Replace lone surrogates (file names that are not UTF-8 hold them) by U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def outlet(article: Article, page: Page | None) -> str | None:
    """Who published an article: as its text says, else as its page's metadata says."""
    if article.outlet:
        return clean(article.outlet)
    if page is not None and page.metadata.outlet:
        return clean(page.metadata.outlet)
    return None


def host(url: str) -> str | None:
    """Host of an http(s) address without `www.`; None for anything else."""
    try:
        parts = urlsplit(url)
        name = parts.hostname
    except ValueError:
        return None
    if parts.scheme.lower() not in ("http", "https") or not name:
        return None
    return name.removeprefix("www.")


def direction(language: str) -> str:
    """Value of HTML's `dir` for text in a language; `auto` where the language is not known."""
    if language in RIGHT_TO_LEFT:
        return "rtl"
    return "auto" if language in ("und", "") else "ltr"


def published_span(articles: Iterable[Annotated]) -> tuple[str | None, str | None]:
    """Earliest and latest publication date (ISO 8601) that the articles state; None without."""
    dates = sorted(a.article.published.date for a in articles if a.article.published)
    return (dates[0], dates[-1]) if dates else (None, None)


def natural(id: str) -> tuple[tuple[int, ...], str]:
    """Sort key of an id by its numbers: `p3.10` comes after `p3.2`."""
    return tuple(int(number) for number in re.findall(r"\d+", id)), id


def with_labels(text: str, found: Lookup) -> str:
    """A remark of an earlier stage with articles' labels in place of their ids."""
    return ARTICLE_ID.sub(lambda match: found.labels.get(match[0], match[0]), text)


def all_skipped(dossier: Dossier) -> tuple[Skipped, ...]:
    """What any stage skipped, each once, those of the whole run first."""
    parts = (s for split in dossier.pages for s in split.skipped)
    return tuple(dict.fromkeys((*dossier.skipped, *parts)))


def languages(articles: Iterable[Annotated]) -> list[str]:
    """Language codes of articles, sorted, each once."""
    return sorted({a.article.language for a in articles})


def _labels(articles: Iterable[tuple[Article, Page | None, str]]) -> dict[str, str]:
    """Short labels, made unique by the article's id where two are the same."""
    plain = {article.id: _label(article, page, unnamed) for article, page, unnamed in articles}
    seen: dict[str, int] = {}
    for label in plain.values():
        seen[label] = seen.get(label, 0) + 1
    return {id: label if seen[label] == 1 else f"{label} ({id})" for id, label in plain.items()}


def origin(page: Page) -> str | None:
    """Where a page comes from: host of its address, else file name where that says anything."""
    if page.url and (name := host(page.url)):
        return name
    path, _, record = clean(page.path or "").partition("#")
    stem = PurePath(path).stem
    if not _says_something(stem):
        return None
    return f"{stem} #{record}" if record else stem


def _label(article: Article, page: Page | None, unnamed: str) -> str:
    name = outlet(article, page) or (origin(page) if page is not None else None)
    name = " ".join((name or unnamed)[: LABEL_LENGTH * 4].split()) or unnamed
    return name if len(name) <= LABEL_LENGTH else name[: LABEL_LENGTH - 1].rstrip() + "…"


def _says_something(stem: str) -> bool:
    """Whether a file's name is more than a counter, a date or a digest.

    >>> _says_something("2025-02-13_bbc"), _says_something("000_14751868e3d32a46")
    (True, False)
    """
    return any(
        not part.isdigit() and not (DIGEST.fullmatch(part) and any(c.isdigit() for c in part))
        for part in re.split(r"[\W_]+", stem)
        if part
    )
