"""Dossier → a compact brief for a terminal: what a reader with one minute wants of each story.

Headline, accounts, what most say, where they differ, what was said in more than one wording, and
what only one account has; each line with its articles and places. With a width, lines are
wrapped; without (into a pipe or a file) each stands on one line, whole. Colours are the
terminal's own sixteen, and an account keeps its colour.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TextIO

from crossread.model import Dossier
from crossread.showing.controls import visible
from crossread.showing.lookup import all_skipped, lookup
from crossread.showing.marked import pieces
from crossread.showing.points import DifferenceView
from crossread.showing.speech import SpeakerView
from crossread.showing.story import Agreed, StoryView, story_view
from crossread.showing.views import Line, Source
from crossread.showing.wording import Wording, wording

# Compact: of each list so many, then how many more the dossier has.
STORIES_SHOWN = 10
ACCOUNTS_SHOWN = 12
AGREED_SHOWN = 5
DIFFERENCES_SHOWN = 5
SPEAKERS_SHOWN = 3
ALONE_SHOWN = 4  # accounts, one line each
LONE_SHOWN = 5
LONGEST_LINE = 240  # code points of a statement; its place leads to the rest
REFERENCES_SHOWN = 3
NARROWEST = 20  # columns of text, however narrow the terminal

HEADLINE, SECTION, FAINT, DIFFERS = "bold", "bold underline", "dim", "yellow"
TINTS = ("cyan", "green", "magenta", "blue", "bright_red", "bright_cyan")  # of accounts


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the brief.

    Args:
        lead: what stands before it; lines after a wrap start below its end.
        parts: pieces of text and their styles, "" for none.
    """

    lead: str
    parts: tuple[tuple[str, str], ...]


def render(
    dossier: Dossier, language: str = "en", *, width: int | None = None, colour: bool = False
) -> str:
    """The dossier as a compact brief.

    Args:
        dossier: the result of a run.
        language: two-letter code of the brief's own words, one of `wording.known()`.
        width: columns to wrap lines at; None for no wrapping.
        colour: whether to write ANSI codes of colours and weights; without, there are none.

    Returns:
        Text, newline at the end, without any character of a page that steers a terminal.

    Raises:
        UsageError: there are no words in that language.
    """
    rows = list(_rows(dossier, wording(language)))
    if width is None and not colour:
        return "".join(row.lead + "".join(text for text, _ in row.parts) + "\n" for row in rows)
    return _written(rows, width, colour)


def _written(rows: Iterable[Row], width: int | None, colour: bool) -> str:
    from io import StringIO

    from rich.console import Console
    from rich.text import Text

    out = StringIO()
    console = Console(
        file=out,
        width=width,
        force_terminal=colour,
        color_system="standard" if colour else None,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
        legacy_windows=False,
    )
    for row in rows:
        text = Text.assemble(*row.parts, overflow="fold")
        lines = [text]
        if width is not None and row.parts:
            lines = list(text.wrap(console, max(NARROWEST, width - len(row.lead))))
        lead = row.lead
        for line in lines:
            line.rstrip()
            console.print(Text(lead) + line, soft_wrap=True)
            lead = " " * len(row.lead)
    return out.getvalue()


def _rows(dossier: Dossier, words: Wording) -> Iterator[Row]:
    found = lookup(dossier, words.template("page"))
    views = [story_view(c, found, words, n) for n, c in enumerate(dossier.comparisons, 1)]
    told = [v for v in views if len(v.sources) > 1]
    lone = [v for v in views if len(v.sources) == 1]
    if not views:
        yield _row("", words("empty"))
    for view in told[:STORIES_SHOWN]:
        yield from _story(view, words)
        yield Row("", ())
    if len(told) > STORIES_SHOWN:
        yield _row("", words.count("and_more", len(told) - STORIES_SHOWN))
        yield Row("", ())
    if lone:
        yield _row("", words("others"), SECTION)
        for view in lone[:LONE_SHOWN]:
            source = view.sources[0]
            headline = source.headline or source.opening or words("untitled")
            parts = (visible(headline), ""), (f" ({visible(source.label)} {source.id})", FAINT)
            yield Row("  - ", parts)
        yield from _more(len(lone) - LONE_SHOWN, words)
        yield Row("", ())
    if skipped := len(all_skipped(dossier)):
        yield _row("", f"{words('skipped')}: {words.number(skipped)}", FAINT)
    made = f"{words('made_by')} {dossier.generator}, {words('encoder').lower()} {dossier.encoder}"
    yield _row("", made, FAINT)


def _story(view: StoryView, words: Wording) -> Iterator[Row]:
    yield _row("", view.headline, HEADLINE)
    facts = [
        words.count("accounts_n", len(view.accounts)),
        words.count("articles_n", len(view.sources)),
        words.listed([words.language(code) for code in view.languages]),
        _when(view, words),
    ]
    yield _row("", " · ".join(facts), FAINT)
    for account in view.accounts[:ACCOUNTS_SHOWN]:
        tint = TINTS[account.sources[0].account % len(TINTS)]
        yield Row(f"  {account.letter:<2} ", tuple(_labels(account.sources, tint, words)))
    yield from _more(len(view.accounts) - ACCOUNTS_SHOWN, words)
    if view.dependent:
        yield _row("  ", words("one_account", n=len(view.sources)), FAINT)
    most = [
        one for one in view.agreed if view.dependent or one.point.accounts * 2 > len(view.accounts)
    ]
    if most:
        yield _row("", words("agree_dependent" if view.dependent else "agree"), SECTION)
        for agreed in most[:AGREED_SHOWN]:
            yield Row("  - ", (*_agreed(agreed, words), *_references(agreed.line)))
    elif not view.points:
        yield _row("", words("points_none" if view.dependent else "agree_none"), FAINT)
    differences = (*view.differences, *view.more_differences)
    if differences:
        yield _row("", words("differ_dependent" if view.dependent else "differ"), SECTION)
        for difference in differences[:DIFFERENCES_SHOWN]:
            yield from _difference(difference, words)
        yield from _more(len(differences) - DIFFERENCES_SHOWN, words)
    speakers = [s for s in view.speakers if s.name and any(len(q.lines) > 1 for q in s.shared)]
    if speakers:
        yield _row("", words("quotes"), SECTION)
        for speaker in speakers[:SPEAKERS_SHOWN]:
            yield from _speaker(speaker, words)
        yield from _more(len(speakers) - SPEAKERS_SHOWN, words)
    if view.loudest:
        yield _row("", words("only_short"), SECTION)
        for account in view.loudest[:ALONE_SHOWN]:
            line = account.alone.first[0]
            count = words.count("only_count", account.alone_count)
            tint = TINTS[account.sources[0].account % len(TINTS)]
            lead = ((account.letter, tint), (f" {count}: ", FAINT))
            yield Row("  - ", (*lead, (_text(line, words), ""), *_references(line)))
        yield from _more(len(view.loudest) - ALONE_SHOWN, words)


def _when(view: StoryView, words: Wording) -> str:
    if not view.first:
        return words("undated")
    if view.first == view.last:
        return words("published", date=words.date(view.first))
    return words("between", first=words.date(view.first), last=words.date(view.last))


def _labels(sources: Iterable[Source], tint: str, words: Wording) -> Iterator[tuple[str, str]]:
    for number, source in enumerate(sources):
        yield (", " if number else "") + visible(source.label), tint
        facts = source.id if not source.date else f"{source.id}, {visible(words.date(source.date))}"
        yield f" ({words.language(source.language)}, {facts})", FAINT


def _agreed(agreed: Agreed, words: Wording) -> tuple[tuple[str, str], ...]:
    return (f"{agreed.point.share}: ", FAINT), (_text(agreed.line, words), "")


def _difference(difference: DifferenceView, words: Wording) -> Iterator[Row]:
    head = words(f"diff_{difference.kind}")
    if difference.minor:
        head += f" ({words(f'minor_{difference.kind}')})"
    note = f": {visible(difference.note)}" if difference.note else ""
    yield Row("  - ", ((head, ""), (note, "")))
    for side in difference.sides:
        yield Row("    - ", (*_side(side, words), *_references(side)))


def _speaker(speaker: SpeakerView, words: Wording) -> Iterator[Row]:
    role = f", {visible(speaker.role)}" if speaker.role else ""
    yield Row("  - ", ((visible(speaker.name), HEADLINE), (role, FAINT)))
    quotation = max(speaker.shared, key=lambda q: len(q.lines))
    for line in quotation.lines:
        yield Row("    - ", ((_text(line, words), ""), *_references(line)))


def _text(line: Line, words: Wording) -> str:
    text = visible(line.text)
    shown = text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE].rstrip() + " …"
    return words.quoted(shown) if line.quoted else shown


def _side(line: Line, words: Wording) -> Iterator[tuple[str, str]]:
    """A side of a difference, what differs in a colour of its own."""
    found = pieces(line)
    if len(line.text) > LONGEST_LINE or len(found) == 1:
        yield _text(line, words), ""
        return
    for text, differs in found:
        yield " " * text[:1].isspace() + visible(text), DIFFERS if differs else ""
        yield " " * text[-1:].isspace(), ""


def _references(line: Line) -> Iterator[tuple[str, str]]:
    yield " (", FAINT
    for number, one in enumerate(line.references[:REFERENCES_SHOWN]):
        yield (", " if number else "") + visible(one.source.label), TINTS[one.source.account % len(TINTS)]  # fmt: skip
        yield f" {one.place}", FAINT
    if len(line.references) > REFERENCES_SHOWN:
        yield f" +{len(line.references) - REFERENCES_SHOWN}", FAINT
    yield ")", FAINT


def _more(count: int, words: Wording) -> Iterator[Row]:
    if count > 0:
        yield _row("  ", words.count("and_more", count), FAINT)


def _row(lead: str, text: str, style: str = "") -> Row:
    return Row(lead, ((visible(text), style),))


def settings(stream: TextIO, environment: Mapping[str, str]) -> tuple[int | None, bool]:
    """Width and colour for a stream: neither in a pipe or a file.

    Args:
        stream: where the brief goes.
        environment: `NO_COLOR` and `FORCE_COLOR` (with any value) say what the user wants;
            `TERM` says what the terminal can.

    Returns:
        `width` and `colour` of `render`.
    """
    terminal = stream.isatty()
    width = shutil.get_terminal_size().columns if terminal else None
    if environment.get("NO_COLOR"):
        return width, False
    able = terminal and environment.get("TERM", "") not in ("dumb", "unknown")
    return width, able or bool(environment.get("FORCE_COLOR"))
