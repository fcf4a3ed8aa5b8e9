"""Points → where their members disagree.

Four kinds are looked for, each only between members that say the same thing: figures of the same
thing, the wording of one quotation within a language, the spelling of a person's name within a
language, and resolved times. A rounded figure, an excerpt of a quotation and a name's short form
are not differences. Nothing here judges who is right.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from itertools import combinations
from typing import Literal

import msgspec
import numpy as np
from anyascii import anyascii

from crossread.encoding import Encoder
from crossread.model import (
    Annotated,
    Difference,
    Entity,
    Figure,
    Mention,
    Point,
    Quote,
    Span,
    Statement,
    Story,
    Time,
)

THING = 0.4
"""Cosine from which two counted things are taken for the same; lower than for statements, since
the statements agree already."""
OTHER_THING = 0.1
"""Cosine under which two counted things are taken for different ones, whatever their numbers."""
TELLING = 10.0
"""From here on, figures of one unit and magnitude in one point are rivals whatever they count."""
FARTHEST = 3.0
"""Ratio from which two figures in one point are of different things ("23 dead", "289 rescued")."""
SLIPS = (10.0, 100.0, 1000.0)
"""But for these: a slip of the decimal point."""
MAGNITUDE = 1.5
"""Ratio up to which two figures of one unit may be rival counts of one thing."""
QUOTED_ALIKE = 0.5
"""Cosine from which two quoted passages in one point are renderings of the same words."""
WEIGHTY = 0.6
"""A changed word matters if its vector is at least so long beside the passage's middle word."""
LARGE = 1000.0
"""From here on a figure with fewer digits is taken for a rounding even if not said to be one."""

Kind = Literal["figure", "wording", "name", "time", "polarity"]


@dataclass(frozen=True, slots=True)
class _Side:
    """A member of a point with what its article's annotators found inside it."""

    statement: Statement
    annotated: Annotated
    figures: tuple[Figure, ...]
    times: tuple[Time, ...]
    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """A difference before it has an id: what differs, by a sortable key for the thing."""

    kind: Kind
    thing: str
    spans: tuple[Span, ...]


def with_differences(
    points: Sequence[Point], story: Story, encoder: Encoder
) -> tuple[tuple[Point, ...], tuple[Difference, ...]]:
    """Find the differences inside each point.

    Args:
        points: of the story.
        story: its articles and entities.
        encoder: tells whether two counted things or two quoted passages are alike.

    Returns:
        The points, each with the ids of its differences, and the differences in their order.
    """
    by_id = {a.article.id: a for a in story.articles}
    entity_of = {mention: e for e in story.entities for mention in e.mentions}
    changed: list[Point] = []
    all_found: list[Difference] = []
    for point in points:
        sides = [_side(m.statement, by_id[m.statement.article]) for m in point.members]
        found = [
            *_figures(sides, encoder),
            *(_wording(sides, encoder) if point.kind == "quotation" else ()),
            *_names(sides, entity_of),
            *_times(sides),
        ]
        made = [
            Difference(f"{point.id}.d{n}", point.id, f.kind, f.spans, _note(f, by_id))
            for n, f in enumerate(_merged(found), start=1)
        ]
        all_found += made
        changed.append(msgspec.structs.replace(point, differences=tuple(d.id for d in made)))
    return tuple(changed), tuple(all_found)


def _side(statement: Statement, annotated: Annotated) -> _Side:
    start, end = statement.span.start, statement.span.end

    def inside(span: Span) -> bool:
        return start <= span.start and span.end <= end

    return _Side(
        statement,
        annotated,
        tuple(f for f in annotated.figures if inside(f.span)),
        tuple(t for t in annotated.times if inside(t.span)),
        tuple(m for m in annotated.mentions if inside(m.span)),
        tuple(
            q
            for q in annotated.quotes
            if q.kind == "direct" and q.span.start < end and q.span.end > start
        ),
    )


def _pairs(sides: Sequence[_Side]) -> list[tuple[_Side, _Side]]:
    """Members of different articles, two by two."""
    return [(a, b) for a, b in combinations(sides, 2) if a.statement.article != b.statement.article]


# Figures


def _figures(sides: Sequence[_Side], encoder: Encoder) -> list[_Found]:
    found: list[_Found] = []
    for a, b in _pairs(sides):
        left = [f for f in a.figures if not any(same_quantity(f, g) for g in b.figures)]
        right = [g for g in b.figures if not any(same_quantity(f, g) for f in a.figures)]
        rivals = [
            (_ratio(f, g), i, j)
            for i, f in enumerate(left)
            for j, g in enumerate(right)
            if f.unit == g.unit != "ordinal" and _rivals(f, g, encoder)
        ]
        taken: set[tuple[str, int]] = set()
        for _, i, j in sorted(rivals):
            if ("left", i) not in taken and ("right", j) not in taken:
                taken |= {("left", i), ("right", j)}
                found.append(_Found("figure", left[i].unit, (left[i].span, right[j].span)))
    return found


def _rivals(f: Figure, g: Figure, encoder: Encoder) -> bool:
    """Whether two figures of one unit can be rival statements of the same thing."""
    ratio = _ratio(f, g)
    if ratio > FARTHEST and not any(math.isclose(ratio, slip, rel_tol=0.01) for slip in SLIPS):
        return False
    if _same_thing(f, g, encoder):
        return True
    return _ratio(f, g) <= MAGNITUDE and _may_be_same_thing(f, g, encoder)


def _ratio(f: Figure, g: Figure) -> float:
    """How many times the greater value is the lesser one; infinite beside 0."""
    low, high = sorted((abs(f.value), abs(g.value)))
    return high / low if low > 0 else math.inf


def _same_thing(f: Figure, g: Figure, encoder: Encoder) -> bool:
    """Whether two figures of one unit count or measure the same thing, as far as it is printed.

    Of two sums of money in statements that agree, nothing need be printed.
    """
    if f.unit != "count" and f.of is None and g.of is None:
        return True
    if f.of is None or g.of is None:
        return False
    return _alike(f.of.text, g.of.text, encoder) >= THING


def _may_be_same_thing(f: Figure, g: Figure, encoder: Encoder) -> bool:
    """Whether nothing printed says that two figures of one magnitude count different things.

    "1,200 jobs" and "1,400 lay-offs" in one point do, although the nouns are not alike; small
    numbers of different things stand near each other by chance.
    """
    if f.of is None or g.of is None or min(abs(f.value), abs(g.value)) >= TELLING:
        return True
    return _alike(f.of.text, g.of.text, encoder) >= OTHER_THING


def same_quantity(f: Figure, g: Figure) -> bool:
    """Whether two figures can be the same quantity: equal, overlapping ranges, or a rounding."""
    if f.unit != g.unit:
        return False
    if f.high is not None or g.high is not None:
        return f.value <= (g.high or g.value) and g.value <= (f.high or f.value)
    if math.isclose(f.value, g.value, rel_tol=1e-9):
        return True
    coarse, fine = sorted((f, g), key=lambda x: _digits(x.value))
    if _digits(coarse.value) == _digits(fine.value):
        return False
    if coarse.approximation is None and abs(coarse.value) < LARGE:
        return False
    step = _last_place(coarse.value)
    below, above = 0.5 * step, 0.5 * step
    if coarse.approximation in ("more than", "at least"):
        below, above = 0.0, step
    elif coarse.approximation in ("less than", "up to"):
        below, above = step, 0.0
    return coarse.value - below <= fine.value <= coarse.value + above


def _digits(value: float) -> int:
    """Number of significant digits."""
    text = f"{abs(value):.6g}" if abs(value) < 1e6 else f"{abs(value):.0f}"
    return max(1, len(text.replace(".", "").strip("0")))


def _last_place(value: float) -> float:
    """Worth of the last significant digit."""
    if value == 0:
        return 1.0
    magnitude = math.floor(math.log10(abs(value)))
    return float(10.0 ** (magnitude - _digits(value) + 1))


# Wording


def _wording(sides: Sequence[_Side], encoder: Encoder) -> list[_Found]:
    found: list[_Found] = []
    for a, b in _pairs(sides):
        if a.annotated.article.language != b.annotated.article.language:
            continue
        mine, other = _quoted(a), _quoted(b)
        for one in mine:
            if any(_contained(one.text, o.text) for o in other):
                continue
            free = [o for o in other if not any(_contained(o.text, m.text) for m in mine)]
            scored = [(_alike(one.text, o.text, encoder), o) for o in free]
            best = max(scored, key=lambda x: (x[0], -x[1].start), default=None)
            if best is not None and best[0] >= QUOTED_ALIKE:
                spans = _changed(one, best[1])
                if spans and _weighty(spans, (one, best[1]), encoder):
                    found.append(_Found("wording", "", spans))
    return found


def _weighty(changed: Sequence[Span], passages: Sequence[Span], encoder: Encoder) -> bool:
    """Whether more than function words changed: "the" for "a" is no difference to show."""
    told = np.concatenate([w.vectors for w in encoder.words([p.text for p in passages])])
    words = np.concatenate([w.vectors for w in encoder.words([c.text for c in changed])])
    if not len(told) or not len(words):
        return False
    middle = float(np.median(np.linalg.norm(told, axis=1)))
    return bool(np.linalg.norm(words, axis=1).max() >= WEIGHTY * middle)


def _quoted(side: _Side) -> list[Span]:
    """The quoted passages inside a member."""
    start, end, page = side.statement.span.start, side.statement.span.end, side.annotated.page
    return [page.span(max(start, q.span.start), min(end, q.span.end)) for q in side.quotes]


def _contained(one: str, other: str) -> bool:
    """Whether the words of one passage stand in order in the other, but for marks and case."""
    short, long = sorted((_words(one), _words(other)), key=len)
    return bool(short) and " ".join(short) in " ".join(long)


def _changed(one: Span, other: Span) -> tuple[Span, ...]:
    """The words that differ: of the first passage, then of the second."""
    a, b = _tokens(one), _tokens(other)
    matcher = SequenceMatcher(None, [x[0] for x in a], [x[0] for x in b], autojunk=False)
    mine: list[Span] = []
    others: list[Span] = []
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        if a2 > a1:
            mine.append(_cut(one, a[a1][1], a[a2 - 1][2]))
        if b2 > b1:
            others.append(_cut(other, b[b1][1], b[b2 - 1][2]))
    if not mine and not others:
        return ()
    return (*(mine or [one]), *(others or [other]))


def _tokens(span: Span) -> list[tuple[str, int, int]]:
    """Folded words with their places in the span."""
    found: list[tuple[str, int, int]] = []
    start: int | None = None
    for i, char in enumerate(span.text + " "):
        if char.isalnum():
            start = i if start is None else start
        elif start is not None:
            found.append((_fold(span.text[start:i]), start, i))
            start = None
    return found


def _cut(span: Span, start: int, end: int) -> Span:
    return Span(span.page, span.start + start, span.start + end, span.text[start:end])


# Names


def _names(sides: Sequence[_Side], entity_of: dict[str, Entity]) -> list[_Found]:
    found: list[_Found] = []
    for a, b in _pairs(sides):
        if a.annotated.article.language != b.annotated.article.language:
            continue
        for m in a.mentions:
            for n in b.mentions:
                one, other = entity_of.get(m.id), entity_of.get(n.id)
                if one is None or other is None or one.id != other.id or m.type != "PER":
                    continue
                if _spelt_apart(m.span.text, n.span.text):
                    found.append(_Found("name", one.id, (m.span, n.span)))
    return found


def _spelt_apart(one: str, other: str) -> bool:
    """Whether two forms of a person's name differ in spelling, not only in length or umlauts."""
    a, b = _words(one), _words(other)
    if not a or not b or a[-1] in b or b[-1] in a:
        return False
    return _plain(a[-1]) != _plain(b[-1]) and a[-1][0] == b[-1][0]


def _plain(word: str) -> str:
    """A folded word with written-out umlauts taken for plain vowels."""
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")


# Times


def _times(sides: Sequence[_Side]) -> list[_Found]:
    found: list[_Found] = []
    for a, b in _pairs(sides):
        mine = [t for t in a.times if t.value and not _said(t, b.times)]
        other = [t for t in b.times if t.value and not _said(t, a.times)]
        if len(mine) == 1 and len(other) == 1 and _form(mine[0]) == _form(other[0]):
            found.append(_Found("time", "", (mine[0].span, other[0].span)))
    return found


def _said(time: Time, others: Sequence[Time]) -> bool:
    """Whether one of the others can mean the same time, or is not resolved."""
    return any(
        o.value is None or _same_time(time.value or "", o.value) or _same_weekday(time, o)
        for o in others
    )


def _same_weekday(one: Time, other: Time) -> bool:
    """Whether two days told by their weekday lie whole weeks apart: "Monday" was resolved to the
    last one here and to the next one there, which is no disagreement of the accounts.
    """
    try:
        days = [date.fromisoformat((t.value or "")[:10]).toordinal() for t in (one, other)]
    except ValueError:
        return False
    relative = one.known_from != "text" and other.known_from != "text"
    return relative and (days[0] - days[1]) % 7 == 0


def _form(time: Time) -> tuple[int, bool]:
    """How fine a value is: only times told equally finely can contradict each other."""
    value = time.value or ""
    return len(value), "/" in value


def _same_time(one: str, other: str) -> bool:
    """Whether two values can mean the same time: one is part of the other, or they overlap."""
    a, b = _interval(one), _interval(other)
    return a[0] <= b[1] and b[0] <= a[1]


def _interval(value: str) -> tuple[str, str]:
    """First and last moment as comparable text; missing parts are filled to the widest."""
    first, _, last = value.partition("/")
    last = last or first
    return first, last + "~"


# All


def _merged(found: Sequence[_Found]) -> list[_Found]:
    """Join pairwise findings about the same thing into one difference."""
    merged: list[tuple[Kind, str, list[Span]]] = []
    for one in found:
        for kind, thing, spans in merged:
            shared = kind == one.kind and (
                thing == one.thing if kind == "name" else bool(set(spans) & set(one.spans))
            )
            if shared:
                spans += [s for s in one.spans if s not in spans]
                break
        else:
            merged.append((one.kind, one.thing, list(dict.fromkeys(one.spans))))
    return [_Found(kind, thing, tuple(sorted(spans))) for kind, thing, spans in merged]


_NOTES: dict[Kind, str] = {
    "figure": "different figures",
    "wording": "the same quotation in different words",
    "name": "one name, spelt differently",
    "time": "different times",
    "polarity": "one affirms what the other denies",
}


def _note(found: _Found, articles: dict[str, Annotated]) -> str:
    """One line: what differs, each form with the pages that have it."""
    pages: dict[str, list[str]] = {}
    for span in found.spans:
        holders = pages.setdefault(" ".join(span.text.split()), [])
        if span.page not in holders:
            holders.append(span.page)
    names = {a.page.id: a.article.outlet or a.page.path or a.page.id for a in articles.values()}
    parts = [
        f"“{text}” ({', '.join(names.get(p, p) for p in holders)})"
        for text, holders in pages.items()
    ]
    return f"{_NOTES[found.kind]}: {' / '.join(parts)}"


def _alike(one: str, other: str, encoder: Encoder) -> float:
    vectors = encoder.sentences([one, other])
    return float(np.dot(vectors[0], vectors[1]))


def _fold(text: str) -> str:
    return anyascii(text).lower()


def _words(text: str) -> list[str]:
    words: Callable[[str], list[str]] = str.split
    return words("".join(c if c.isalnum() else " " for c in _fold(text)))
