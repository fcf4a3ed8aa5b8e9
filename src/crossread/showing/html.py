"""Dossier → one HTML file that people read: whole in itself, nothing fetched, no script needed.

The style sheet and the script stand in the file, and a Content-Security-Policy allows those two,
by their digests, and nothing else: whatever a page's text might hold could not run even if it
were not escaped, and it is escaped. The script only improves: it filters and searches points,
opens folded parts that a link leads into, and unfolds everything for print.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources

import jinja2
from markupsafe import Markup

from crossread.model import Dossier
from crossread.showing.lookup import all_skipped, clean, lookup
from crossread.showing.marking import TURNS, escaped, plain
from crossread.showing.story import story_view
from crossread.showing.texts import page_views
from crossread.showing.views import LINE_LENGTH, short
from crossread.showing.wording import Wording, wording


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
    words = wording(language)
    found = lookup(dossier, words.template("page"))
    numbered = list(enumerate(dossier.comparisons, 1))
    told = [story_view(c, found, words, n) for n, c in numbered if len(c.story.articles) > 1]
    lone = [story_view(c, found, words, n) for n, c in numbered if len(c.story.articles) == 1]
    style, script = _static("dossier.css"), _static("dossier.js")
    text = _template().render(
        words=words,
        stories=told,
        others=lone,
        pages=page_views(dossier, found, words),
        generator=clean(dossier.generator),
        encoder=clean(dossier.encoder),
        skipped=[
            (short(clean(s.page)), short(clean(s.what)), clean(s.why)[:LINE_LENGTH])
            for s in all_skipped(dossier)
        ],
        counts=_counts(dossier, words),
        style=Markup(style),
        script=Markup(script),
        policy=_policy(style, script),
    )
    return clean(text)


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
