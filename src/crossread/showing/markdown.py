"""Dossier → a brief in Markdown, readable as it stands in a terminal.

What the first screen of the HTML says, and the points, quotations and figures after it. The
articles stand at the top, each label with its file; each line after that names its source by the
label and its place, `p3:1204-1210`: page and code points, as in the JSON. A point is referred to
by its number only where the brief prints it.
Characters of a page that Markdown or HTML would read as a mark are escaped.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence

from crossread.model import Dossier
from crossread.showing.lookup import all_skipped, clean, lookup
from crossread.showing.points import DifferenceView, PointView
from crossread.showing.speech import SpeakerView
from crossread.showing.story import StoryView, story_view
from crossread.showing.tables import FigureView, NameView
from crossread.showing.views import Line, Reference, Source
from crossread.showing.wording import Wording, wording

LONGEST_LINE = 400  # code points of one statement; the place leads to the rest
# A brief is read in a terminal: of each list so many, then how many more the dossier has.
DIFFERENCES_SHOWN = 10
INSIDE_SHOWN = 4
POINTS_SHOWN = 12
SPEAKERS_SHOWN = 8
QUOTES_SHOWN = 5
FIGURES_SHOWN = 10
EVENTS_SHOWN = 12
NAMES_SHOWN = 12
ACCOUNTS_SHOWN = 8
ALONE_SHOWN = 3

SIGNIFICANT = re.compile(r"[\\`*\[\]<>|~&]|(?<![^\W_])_|_(?![^\W_])")  # not the _ of file_name
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
    facts = [
        f"**{words.count('accounts_n', len(view.accounts))}**",
        words.count("articles_n", len(view.sources)),
        words.listed([words.language(code) for code in view.languages]),
        _when(view, words),
    ]
    parts = [f"# {escape(view.headline)}", " · ".join(facts)]
    if view.dependent:
        parts.append(words("one_account", n=len(view.sources)))
    parts.append(_list(_accounts(view, words)))
    points = view.points[:POINTS_SHOWN]
    printed = {one.number for p in points for one in (p, *p.also)}
    parts.append(f"## {words('differ_dependent' if view.dependent else 'differ')}")
    differences = [_difference(d, printed, words) for d in view.differences]
    differences += [_difference(d, printed, words) for d in view.more_differences]
    if differences:
        parts.append(_some(differences, DIFFERENCES_SHOWN, words))
    else:
        parts.append(words("differ_dependent_none" if view.dependent else "differ_none"))
    if view.inside_differences:
        parts.append(words.count("differ_inside", len(view.inside_differences)) + ":")
        inside = [_difference(d, printed, words) for d in view.inside_differences]
        parts.append(_some(inside, INSIDE_SHOWN, words))
    parts.append(f"## {words('points')}")
    if points:
        parts.append(_list(_point(p, words) for p in points))
        if len(view.points) > POINTS_SHOWN:
            parts.append(words.count("and_more", len(view.points) - POINTS_SHOWN))
    else:
        parts.append(words("points_none" if view.dependent else "agree_none"))
    speakers = [s for speaker in view.speakers if (s := _speaker(speaker, printed, words))]
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
    """The accounts: their articles with their files, and why they are taken together."""
    for account in view.accounts:
        members = [f"**{account.letter}** {_article(s, words)}" for s in account.sources]
        links = [
            f"  - {words('kind_' + one.kind)} {escape(one.source.label)} "
            f"{'→' if one.directed else '↔'} {escape(one.target.label)}, "
            f"{words('coverage', n=one.percent)}: {escape(one.why)}"
            for one in account.links
        ]
        yield "\n".join(["\n- ".join(members), *links])


def _article(source: Source, words: Wording) -> str:
    """An article's label, once with the file (or address) that it stands for."""
    facts = [words.language(source.language)]
    if source.date:
        facts.append(escape(words.date(source.date)))
    where = f": {escape(source.path)}" if source.path else ""
    return f"{escape(source.label)} ({', '.join(facts)}){where}"


def _difference(difference: DifferenceView, printed: Container[int], words: Wording) -> str:
    head = f"**{words('diff_' + difference.kind)}**"
    if difference.point in printed:
        head += f" ({words('see_point', n=difference.point)})"
    if difference.note:
        head += f": {escape(difference.note)}"
    return "\n".join([head, *(f"  - {_line(side, words)}" for side in difference.sides)])


def _point(point: PointView, words: Wording) -> str:
    """A point with its lines; under it what points that nearly repeat it have beside these."""
    told: set[str] = set()
    parts: list[str] = []
    for one in (point, *point.also):
        also = "" if one is point else f"  - {words('also_short')} "
        parts.append(f"{also}**{words('see_point', n=one.number)}**: {one.share}")
        indent = "  " if one is point else "    "
        if one.voices:
            voices = "; ".join(
                f"{escape(name)} ({words.listed([escape(label) for label in labels])})"
                for name, labels in one.voices
            )
            parts.append(f"{indent}- {words('voices_differ')} {voices}")
        lines = [_line(shown, words) for column in one.columns for shown in column.lines]
        parts += [f"{indent}- {shown}" for shown in lines if shown not in told]
        told.update(lines)
    return "\n".join(parts)


def _speaker(speaker: SpeakerView, printed: Container[int], words: Wording) -> str:
    name = escape(speaker.name) if speaker.name else words("unknown_speaker")
    lines: list[str] = []
    for quotation in speaker.shared:
        if quotation.point in printed:
            head = words("see_point", n=quotation.point)
        else:
            head = words.count("renderings", len(quotation.lines))
        lines.append(head + ":" + "".join(f"\n  - {_line(q, words)}" for q in quotation.lines))
    lines += [_line(one, words) for one in speaker.single]
    if not lines:
        return ""
    about = [escape(speaker.role)] if speaker.role else []
    about.append(words.count("quoted_by", speaker.articles))
    if speaker.indirect:
        about.append(words.count("indirect", len(speaker.indirect)))
    return f"### {name}\n\n{' · '.join(about)}\n\n{_some(lines, QUOTES_SHOWN, words)}"


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
    headline = escape(source.headline or source.opening or words("untitled"))
    return f"{headline} ({words.count('words_n', source.words)}): {_article(source, words)}"


def _line(line: Line, words: Wording) -> str:
    text = line.text if len(line.text) <= LONGEST_LINE else line.text[:LONGEST_LINE] + " …"
    shown = escape(text)
    places = words.listed([_place(r) for r in line.references])
    note = f" ({escape(line.note)})" if line.note else ""
    return f"{words.quoted(shown) if line.quoted else shown}{note} ({places})"


def _place(reference: Reference) -> str:
    return f"{escape(reference.source.label)} {reference.place}"


def _some(items: Sequence[str], shown: int, words: Wording) -> str:
    """A list of the first items, and how many more there are."""
    if len(items) <= shown + 1:
        return _list(items)
    return _list([*items[:shown], words.count("and_more", len(items) - shown)])


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
