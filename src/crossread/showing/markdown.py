"""Dossier → a brief in Markdown, readable as it stands in a terminal.

What the first screen of the HTML says, and the points, quotations and figures after it. Each
line names its source and its place, `p3:1204-1210`: page and code points, as in the JSON.
Characters of a page that Markdown or HTML would read as a mark are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from crossread.model import Dossier
from crossread.showing.lookup import all_skipped, clean, lookup
from crossread.showing.speech import SpeakerView
from crossread.showing.story import DifferenceView, PointView, StoryView, story_view
from crossread.showing.tables import FigureView, NameView
from crossread.showing.views import Line, Reference
from crossread.showing.wording import Wording, wording

LONGEST_LINE = 400  # code points of one statement; the place leads to the rest
# A brief is read in a terminal: of each list so many, then how many more the dossier has.
DIFFERENCES_SHOWN = 10
POINTS_SHOWN = 12
SPEAKERS_SHOWN = 8
QUOTES_SHOWN = 5
FIGURES_SHOWN = 10
EVENTS_SHOWN = 12
NAMES_SHOWN = 12
ACCOUNTS_SHOWN = 8
ALONE_SHOWN = 3

SIGNIFICANT = re.compile(r"[\\`*_\[\]<>|~&]")
OPENING = re.compile(r"^(\d{1,9})([.)])|^([#+=-])")
ADDRESS = re.compile(r"(https?|ftp)://|www\.", re.IGNORECASE)  # some readers make links of them
DIRECTED = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]")
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


def render(dossier: Dossier, language: str = "en") -> str:
    """The dossier as a brief.

    Args:
        dossier: the result of a run.
        language: two-letter code of the brief's own words, one of `wording.known()`.

    Returns:
        CommonMark, newline at the end; the same for the same dossier.

    Raises:
        UsageError: there are no words in that language.
    """
    words = wording(language)
    found = lookup(dossier, words.template("page"))
    views = [story_view(c, found, words, n) for n, c in enumerate(dossier.comparisons, 1)]
    told = [v for v in views if len(v.sources) > 1]
    lone = [v for v in views if len(v.sources) == 1]
    parts = [line for view in told for line in _story(view, words)]
    if not views:
        parts.append(words("empty"))
    if lone:
        parts.append(f"{'##' if told else '#'} {words('others')}")
        parts.append(_list(_lone(view, words) for view in lone))
    skipped = [f"{escape(s.page)}: {escape(s.what)}: {escape(s.why)}" for s in all_skipped(dossier)]
    if skipped:
        parts += [f"## {words('skipped')}", _list(skipped)]
    parts.append(
        f"{words('made_by')} {escape(dossier.generator)}, "
        f"{words('encoder')} {escape(dossier.encoder)}."
    )
    return clean("\n\n".join(parts) + "\n")


def escape(text: str) -> str:
    r"""Text on one line in which nothing is a mark of Markdown or HTML.

    >>> print(escape("<b>*bold*</b>"))
    \<b\>\*bold\*\</b\>
    """
    flat = " ".join(text.split())
    flat = SIGNIFICANT.sub(r"\\\g<0>", flat)
    flat = ADDRESS.sub(lambda m: m[0].replace(":", "\\:").replace(".", "\\."), flat)
    flat = OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", flat)
    return f"{ISOLATE}{flat}{END_ISOLATE}" if DIRECTED.search(flat) else flat


def _story(view: StoryView, words: Wording) -> list[str]:
    total = len(view.accounts)
    facts = [
        f"**{words.count('accounts_n', total)}**",
        words.count("articles_n", len(view.sources)),
        words.listed([words.language(code) for code in view.languages]),
        _when(view, words),
    ]
    parts = [f"# {escape(view.headline)}", " · ".join(facts), _list(_accounts(view, words))]
    parts.append(f"## {words('differ')}")
    differences = (*view.differences, *view.more_differences)
    if differences:
        parts.append(_some([_difference(d, words) for d in differences], DIFFERENCES_SHOWN, words))
    else:
        parts.append(words("differ_none"))
    parts.append(f"## {words('points')}")
    if view.points:
        shown = [_point(p, total, words) for p in view.points[:POINTS_SHOWN]]
        parts.append("\n".join(shown))
        if len(view.points) > POINTS_SHOWN:
            parts.append(words.count("and_more", len(view.points) - POINTS_SHOWN))
    else:
        parts.append(words("agree_none"))
    speakers = [s for speaker in view.speakers if (s := _speaker(speaker, words))]
    if speakers:
        parts += [f"## {words('quotes')}", *speakers[:SPEAKERS_SHOWN]]
        if len(speakers) > SPEAKERS_SHOWN:
            parts.append(words.count("and_more", len(speakers) - SPEAKERS_SHOWN))
    if view.figures:
        parts.append(f"## {words('figures')}")
        parts.append(_some([_figure(f, words) for f in view.figures], FIGURES_SHOWN, words))
    events = [
        f"**{escape(words.date(e.time))}**: {_line(e.lines.first[0], words)}"
        for e in view.events
        if e.time is not None
    ]
    if events:
        parts += [f"## {words('timeline')}", _some(events, EVENTS_SHOWN, words)]
    names = [_name(n, words) for n in view.names if len(n.spellings) > 1 or n.why]
    if names:
        parts += [f"## {words('names')}", _some(names, NAMES_SHOWN, words)]
    if view.loudest:
        parts.append(f"## {words('alone')}")
        for account in view.loudest[:ACCOUNTS_SHOWN]:
            count = words.count("only_count", account.alone_count)
            parts.append(f"**{account.letter}** {escape(account.label)}: {count}")
            parts.append(_list(_line(one, words) for one in account.alone.first[:ALONE_SHOWN]))
    return parts


def _when(view: StoryView, words: Wording) -> str:
    if not view.first:
        return words("undated")
    if view.first == view.last:
        return words("published", date=escape(words.date(view.first)))
    first, last = escape(words.date(view.first)), escape(words.date(view.last))
    return words("between", first=first, last=last)


def _accounts(view: StoryView, words: Wording) -> Iterable[str]:
    for account in view.accounts:
        members = words.listed(
            [f"{escape(s.label)} ({words.language(s.language)})" for s in account.sources]
        )
        links = [
            f"  - {words('kind_' + one.kind)} {escape(one.source.label)} "
            f"{'→' if one.directed else '↔'} {escape(one.target.label)}, "
            f"{words('coverage', n=one.percent)}: {escape(one.why)}"
            for one in account.links
        ]
        yield "\n".join([f"**{account.letter}** {members}", *links])


def _difference(difference: DifferenceView, words: Wording) -> str:
    head = f"**{words('diff_' + difference.kind)}** ({words('see_point', n=difference.point)})"
    if difference.note:
        head += f": {escape(difference.note)}"
    return "\n".join([head, *(f"  - {_line(side, words)}" for side in difference.sides)])


def _point(point: PointView, total: int, words: Wording) -> str:
    head = f"{point.number}. **{words('of_accounts', n=point.accounts, total=total)}**"
    indent = " " * (len(str(point.number)) + 2)
    lines = [f"{indent}- {_line(one, words)}" for column in point.columns for one in column.lines]
    return "\n".join([head, *lines])


def _speaker(speaker: SpeakerView, words: Wording) -> str:
    name = escape(speaker.name) if speaker.name else words("unknown_speaker")
    lines: list[str] = []
    for quotation in speaker.shared:
        lines.append(f"{words('see_point', n=quotation.point)}:")
        lines[-1] += "".join(f"\n  - {_line(one, words)}" for one in quotation.lines)
    lines += [_line(one, words) for one in speaker.single]
    if not lines:
        return ""
    counted = words.count("quoted_by", speaker.articles)
    about = f"{escape(speaker.role)} · {counted}" if speaker.role else counted
    return f"### {name}\n\n{about}\n\n{_some(lines, QUOTES_SHOWN, words)}"


def _figure(figure: FigureView, words: Wording) -> str:
    shown = (*figure.lines.first, *figure.lines.rest)[:QUOTES_SHOWN]
    return "\n".join(
        [f"**{escape(figure.value)}**", *(f"  - {_line(one, words)}" for one in shown)]
    )


def _name(name: NameView, words: Wording) -> str:
    spellings = words.listed([f"{escape(s.form)} × {s.count}" for s in name.spellings])
    return f"**{escape(name.name)}** ({words('type_' + name.type)}): {spellings}"


def _lone(view: StoryView, words: Wording) -> str:
    source = view.sources[0]
    facts = [escape(source.label), words.language(source.language)]
    if source.date:
        facts.append(escape(words.date(source.date)))
    facts.append(words.count("words_n", source.words))
    return f"{escape(view.headline or words('untitled'))} ({', '.join(facts)})"


def _line(line: Line, words: Wording) -> str:
    text = line.text if len(line.text) <= LONGEST_LINE else line.text[:LONGEST_LINE] + " …"
    shown = escape(text)
    places = words.listed([_place(r) for r in line.references])
    return f"{words.quoted(shown) if line.quoted else shown} ({places})"


def _place(reference: Reference) -> str:
    return f"{escape(reference.source.label)} {reference.place}"


def _some(items: Sequence[str], shown: int, words: Wording) -> str:
    """A list of the first items, and how many more there are."""
    if len(items) <= shown + 1:
        return _list(items)
    return _list([*items[:shown], words.count("and_more", len(items) - shown)])


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
