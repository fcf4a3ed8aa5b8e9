"""Dossier → a brief in Markdown that an editor reads from top to bottom, also as plain text.

Of each story: which accounts there are and why articles are taken together, what most of them
say, where they differ, who said what with every rendering, what only one has; then figures,
times and names. The articles stand at the top, each label with its file; each line after that
names its sources by their labels and its places, `p3:1204-1210`: page and code points, as in the
JSON. A point is referred to by its number only where the brief prints it.
Characters of a page that Markdown or HTML would read as a mark are escaped; those that steer what
shows a text are taken out.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Sequence
from typing import TypeVar

from crossread.model import Dossier
from crossread.showing.controls import visible
from crossread.showing.glance import CONTESTING
from crossread.showing.lookup import all_skipped, clean, lookup
from crossread.showing.marked import pieces
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
AGREED_SHOWN = 12
POINTS_SHOWN = 8
SPEAKERS_SHOWN = 8
QUOTES_SHOWN = 5
FIGURES_SHOWN = 10
EVENTS_SHOWN = 12
NAMES_SHOWN = 12
FEW_WORDS = 3  # quotations of fewer words come after the others
ACCOUNTS_SHOWN = 8
ALONE_SHOWN = 3

SIGNIFICANT = re.compile(r"[\\`*\[\]<>|~&]|(?<![^\W_])_|_(?![^\W_])")  # not the _ of file_name
OPENING = re.compile(r"^(\d{1,9})([.)])(?=\s|$)|^([#+=-])")
ADDRESS = re.compile(r"(https?|ftp)://|www\.", re.IGNORECASE)  # some readers make links of them
DIRECTED = re.compile("[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufefc]")
ISOLATE, END_ISOLATE = "\u2068", "\u2069"


Item = TypeVar("Item")


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
    flat = visible(text)
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
    most = [p for p in view.points if view.dependent or p.accounts * 2 > len(view.accounts)]
    fewer = [p for p in view.points if p not in most]
    shown = [*_first(most, AGREED_SHOWN), *_first(fewer, POINTS_SHOWN)]
    printed = {p.number for p in shown}
    spoken = {one.point.number: one.line for one in view.agreed}
    if most:
        parts.append(f"## {words('agree_dependent' if view.dependent else 'agree')}")
        told = [_point(p, spoken.get(p.number), words) for p in most]
        parts.append(_some(told, AGREED_SHOWN, words))
    elif not fewer:
        parts.append(words("points_none" if view.dependent else "agree_none"))
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
    speakers = [s for speaker in view.speakers if (s := _speaker(speaker, printed, words))]
    if speakers:
        parts += [f"## {words('quotes')}", *speakers[:SPEAKERS_SHOWN]]
        if len(speakers) > SPEAKERS_SHOWN:
            parts.append(words.count("and_more", len(speakers) - SPEAKERS_SHOWN))
    if view.loudest:
        parts.append(f"## {words('only_short')}")
        for account in view.loudest[:ACCOUNTS_SHOWN]:
            count = words.count("only_count", account.alone_count)
            parts.append(f"**{account.letter}** {escape(account.label)}: {count}")
            parts.append(_list(_line(one, words) for one in account.alone.first[:ALONE_SHOWN]))
    if fewer:
        parts.append(f"## {words('points')}")
        told = [_point(p, spoken.get(p.number), words) for p in fewer]
        parts.append(_some(told, POINTS_SHOWN, words))
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
    if difference.minor:
        head = f"{words('diff_' + difference.kind)}, {words('minor_' + difference.kind)}"
    if difference.point in printed:
        head += f" ({words('see_point', n=difference.point)})"
    if difference.note:
        head += f": {escape(difference.note)}"
    return "\n".join([head, *(f"  - {_side(side, words)}" for side in difference.sides)])


def _point(point: PointView, spoken: Line | None, words: Wording) -> str:
    """A point in the words of one article, the brief's language first, and who else has it."""
    lines = [line for column in point.columns for line in column.lines]
    own = spoken or next((one for one in lines if one.language == words.code), lines[0])
    known = {r.source.id for r in own.references}
    others: dict[str, Reference] = {}
    for one in (r for line in lines for r in line.references):
        if one.source.id not in known:
            others.setdefault(one.source.id, one)
    shown = _line(own, words, tuple(others.values()))
    kind = f", {words('kind_background')}" if point.kind == "background" else ""
    parts = [f"**{words('see_point', n=point.number)}**, {point.share}{kind}: {shown}"]
    contested = [d.kind for d in point.differences if d.kind in CONTESTING and not d.minor]
    if contested:
        told = words.listed([words(f"diff_{kind}") for kind in dict.fromkeys(contested)])
        parts.append(f"  - {words('contested', what=told)}")
    if point.doubtful:
        parts.append(f"  - {words('less_sure')}")
    if point.first:
        parts.append(f"  - {words('had_first')} {escape(point.first.label)}")
    if point.original:
        name = escape(words.language(point.original))
        parts.append(f"  - {words('said_in', language=name)}")
    if point.voices:
        voices = "; ".join(
            f"{escape(name)} ({words.listed([escape(label) for label in labels])})"
            for name, labels in point.voices
        )
        parts.append(f"  - {words('voices_differ')} {voices}")
    if point.also:
        parts.append(f"  - {words.count('also', len(point.also))}")
    return "\n".join(parts)


def _speaker(speaker: SpeakerView, printed: Container[int], words: Wording) -> str:
    name = escape(speaker.name) if speaker.name else words("unknown_speaker")
    lines: list[str] = []
    told: set[str] = set()
    for quotation in speaker.shared:
        wordings = {one.text for one in quotation.lines}
        if wordings <= told:
            continue  # a part of one that stands above
        told |= wordings
        if quotation.point in printed:
            head = words("see_point", n=quotation.point)
        else:
            head = words.count("renderings", len(quotation.lines))
        lines.append(head + ":" + "".join(f"\n  - {_line(q, words)}" for q in quotation.lines))
    single = sorted(speaker.single, key=lambda one: len(one.text.split()) < FEW_WORDS)
    lines += [_line(one, words) for one in single]
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


def _line(line: Line, words: Wording, more: Sequence[Reference] = ()) -> str:
    text = line.text if len(line.text) <= LONGEST_LINE else line.text[:LONGEST_LINE] + " …"
    shown = escape(text)
    return _referenced(words.quoted(shown) if line.quoted else shown, line, words, more)


def _side(line: Line, words: Wording) -> str:
    """One side of a difference, what differs in bold where that can be written."""
    found = pieces(line)
    if len(line.text) > LONGEST_LINE or len(found) == 1 or DIRECTED.search(line.text):
        return _line(line, words)
    shown = ""
    for number, (text, differs) in enumerate(found):
        before = found[number - 1][0][-1:] if number else ""
        after = found[number + 1][0][:1] if number + 1 < len(found) else ""
        inner = escape(text)
        # `**` is read as bold only at the edge of a word.
        if differs and inner and not any(c.isalnum() for c in before + after):
            inner = f"**{inner}**"
        shown += " " * text[:1].isspace() + inner + " " * (text[-1:].isspace() and bool(inner))
    return _referenced(shown, line, words)


def _referenced(shown: str, line: Line, words: Wording, more: Sequence[Reference] = ()) -> str:
    places = words.listed([_place(r) for r in (*line.references, *more)])
    note = f" ({escape(line.note)})" if line.note else ""
    return f"{shown}{note} ({places})"


def _place(reference: Reference) -> str:
    return f"{escape(reference.source.label)} {reference.place}"


def _some(items: Sequence[str], shown: int, words: Wording) -> str:
    """A list of the first items, and how many more there are."""
    first = _first(items, shown)
    if len(first) == len(items):
        return _list(items)
    return _list([*first, words.count("and_more", len(items) - shown)])


def _first(items: Sequence[Item], shown: int) -> Sequence[Item]:
    """The first items; all of them where a single one would be left out."""
    return items if len(items) <= shown + 1 else items[:shown]


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)
