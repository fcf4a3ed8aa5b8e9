"""Dossier → HTML that people read: whole in itself, nothing fetched, no script needed.

One file with all stories (`render`), or a file a story and an index of them (`render_split`). The
style sheet and the script stand in each file, and a Content-Security-Policy allows those two, by
their digests, and nothing else: whatever a page's text might hold could not run even if it were
not escaped, and it is escaped. Charts are drawn here, as SVG, so they need no script either. The
script only improves: it filters, sorts and searches the matrix, shows words where the pointer is,
opens folded parts that a link leads into, copies links to passages, and unfolds all for print.

One file holds the texts of the pages that tell of shared stories, and of all others as long as
these are few (`TEXTS_LIMIT`): a folder of 600 articles is no file to send, and says so.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from crossread.encoding import Encoder, load
from crossread.model import Comparison, Dossier
from crossread.showing.lookup import Lookup, all_skipped, clean, lookup
from crossread.showing.marking import TURNS, escaped, plain
from crossread.showing.method import thresholds
from crossread.showing.story import StoryView, story_view
from crossread.showing.texts import page_views
from crossread.showing.views import LINE_LENGTH, Source, short, sources
from crossread.showing.wording import Wording, wording

TEXTS_LIMIT = 600_000  # code points of pages without a shared story that one file holds
INDEX = "index.html"


@dataclass(frozen=True, slots=True)
class Listed:
    """A story as the index names it."""

    view: StoryView
    href: str


@dataclass(frozen=True, slots=True)
class Lone:
    """An article that is a story of its own.

    Args:
        id: anchor.
        source: the article.
        href: link to its text, "" where that is not shown.
        shares: whether its page holds other articles.
        quotes: number of direct quotations.
        figures: number of figures.
    """

    id: str
    source: Source
    href: str
    shares: bool
    quotes: int
    figures: int


@dataclass(frozen=True, slots=True)
class _Run:
    """What all files of one run share."""

    dossier: Dossier
    found: Lookup
    words: Wording
    told: tuple[StoryView, ...]


def render(dossier: Dossier, language: str = "en") -> str:
    """The dossier as one self-contained HTML document.

    Args:
        dossier: the result of a run.
        language: two-letter code of the dossier's own words, one of `wording.known()`.

    Returns:
        HTML; the same for the same dossier. Time and size grow linearly with the dossier.

    Raises:
        UsageError: there are no words in that language.
    """
    run = _run(dossier, language)
    wanted = {a.page.id for c in _told(dossier) for a in c.story.articles}
    rest = [s.page for s in dossier.pages if s.page.id not in wanted]
    if sum(len(page.text) for page in rest) <= TEXTS_LIMIT:
        wanted |= {page.id for page in rest}
    shown = [s.page.id for s in dossier.pages if s.page.id in wanted]
    return _file(
        run,
        stories=run.told,
        listed=tuple(Listed(view, f"#{view.id}") for view in run.told),
        others=_lone(run, shown, {}),
        shown=shown,
        elsewhere={},
        title=run.told[0].headline if run.told else "",
    )


def render_split(dossier: Dossier, language: str = "en") -> Iterator[tuple[str, str]]:
    """The dossier as files that lead to each other: an index of stories, and each story.

    Args:
        dossier: the result of a run.
        language: two-letter code of the dossier's own words, one of `wording.known()`.

    Yields:
        File name and HTML, the index first; a story that is one article has a file too. A page
        with articles of several stories stands whole in the file of each; one without an article
        stands in the index.

    Raises:
        UsageError: there are no words in that language.
    """
    run = _run(dossier, language)
    files = {c.story.id: f"story-{n}.html" for n, c in enumerate(dossier.comparisons, 1)}
    held = {a.article.page for a in run.found.articles.values()}
    yield (
        INDEX,
        _file(
            run,
            stories=(),
            listed=tuple(Listed(view, files[view.id]) for view in run.told),
            others=_lone(run, (), files),
            shown=[s.page.id for s in dossier.pages if s.page.id not in held],
            elsewhere=files,
            title=run.words("stories"),
        ),
    )
    views = {view.id: view for view in run.told}
    for comparison in dossier.comparisons:
        story = comparison.story
        pages = {a.page.id for a in story.articles}
        shown = [s.page.id for s in dossier.pages if s.page.id in pages]
        view = views.get(story.id)
        alone = () if view else tuple(o for o in _lone(run, shown, {}) if o.id == story.id)
        yield (
            files[story.id],
            _file(
                run,
                stories=(view,) if view else (),
                listed=(),
                others=alone,
                shown=shown,
                elsewhere=files,
                title=short(clean(story.headline)),
                home=INDEX,
            ),
        )


def _run(dossier: Dossier, language: str) -> _Run:
    words = wording(language)
    found = lookup(dossier, words.template("page"), language)
    numbers = {c.story.id: n for n, c in enumerate(dossier.comparisons, 1)}
    encoder: Encoder | None = None
    if any(p.kind == "quotation" for c in dossier.comparisons for p in c.points):
        encoder = load()
    told = tuple(story_view(c, found, words, numbers[c.story.id], encoder) for c in _told(dossier))
    return _Run(dossier, found, words, told)


def _told(dossier: Dossier) -> list[Comparison]:
    """Stories of several articles."""
    return [c for c in dossier.comparisons if len(c.story.articles) > 1]


def _lone(run: _Run, shown: Collection[str], files: Mapping[str, str]) -> tuple[Lone, ...]:
    """Articles that are stories of their own."""
    found: list[Lone] = []
    for comparison in run.dossier.comparisons:
        story = comparison.story
        if len(story.articles) != 1:
            continue
        annotated = story.articles[0]
        page = annotated.article.page
        on_page = [a for a in run.found.articles.values() if a.article.page == page]
        href = files.get(story.id, f"#{annotated.article.id}" if page in shown else "")
        found.append(
            Lone(
                id=story.id,
                source=sources(story, run.found)[annotated.article.id],
                href=href,
                shares=len(on_page) > 1,
                quotes=sum(1 for q in annotated.quotes if q.kind == "direct"),
                figures=len(annotated.figures),
            )
        )
    return tuple(found)


def _file(
    run: _Run,
    *,
    stories: tuple[StoryView, ...],
    listed: tuple[Listed, ...],
    others: tuple[Lone, ...],
    shown: Collection[str],
    elsewhere: Mapping[str, str],
    title: str,
    home: str = "",
) -> str:
    """One HTML document: some stories, a list of stories, lone articles, texts."""
    dossier, words = run.dossier, run.words
    rows = {anchor: row for story in stories for anchor, row in story.rows.items()}
    here = {story.id for story in stories} | {lone.id for lone in others}
    style = _static("dossier.css") + _lanes(stories)
    script = _static("dossier.js")
    left_out = 0 if elsewhere else len(dossier.pages) - len(shown)
    text = _template().render(
        words=words,
        stories=stories,
        listed=listed,
        others=others,
        pages=page_views(dossier, run.found, words, rows, here, shown, elsewhere),
        left_out=left_out,
        generator=clean(dossier.generator),
        encoder=clean(dossier.encoder),
        skipped=[
            (short(clean(s.page)), short(clean(s.what)), clean(s.why)[:LINE_LENGTH])
            for s in all_skipped(dossier)
        ]
        if not home
        else [],
        thresholds=thresholds(),
        counts=_counts(dossier, words),
        title=title,
        home=home,
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return clean(text)


def _lanes(stories: Collection[StoryView]) -> str:
    """Rules that put the cells of each matrix in their lanes, as many as there are."""
    most = max((len(s.matrix.lanes) for s in stories), default=0)
    rules = [f".c{n}{{grid-column:{n + 1}}}" for n in range(most)]
    for story in stories:
        lanes = len(story.matrix.lanes)
        width = "1.7rem" if lanes <= 12 else "1.25rem" if lanes <= 24 else ".8rem"
        rules.append(f"#{story.id}-m{{--n:{lanes};--w:{width}}}")
        if lanes > 24:
            rules.append(f"#{story.id}-m .cells a,#{story.id}-m .lanes span{{font-size:0}}")
    return "".join(rules)


def _counts(dossier: Dossier, words: Wording) -> str:
    articles = [a.article for c in dossier.comparisons for a in c.story.articles]
    return words.listed(
        [
            words.count("pages_n", len(dossier.pages)),
            words.count("articles_n", len(articles)),
            words.count("stories_n", len(dossier.comparisons)),
            words.count("languages_n", len({a.language for a in articles})),
        ]
    )


@cache
def _static(name: str) -> str:
    file = resources.files("crossread.showing").joinpath("static", name)
    return file.read_text(encoding="utf-8")


@cache
def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("crossread.showing", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        finalize=_finalize,
    )
    environment.filters["plain"] = plain
    return environment.get_template("dossier.html.jinja")


def _finalize(value: object) -> object:
    """Escape here what the template engine would not: see `marking.escaped`."""
    if type(value) is str and TURNS.search(value):
        return Markup(escaped(value))
    return value


def _policy(style: str, script: str) -> str:
    """A Content-Security-Policy that allows this style sheet, this script, and nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"style-src {_digest(style)}",
            f"script-src {_digest(script)}",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
