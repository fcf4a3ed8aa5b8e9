"""Comparison → who said what: quotations by speaker, renderings of the same words together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from crossread.model import Comparison, Member, Point, Quote, Statement
from crossread.showing.lookup import Lookup
from crossread.showing.speaking import UNKNOWN, Key, Said, placed, speaker_key
from crossread.showing.views import Line, Source, joined, line, matched, quote_span, short

SHORTEST_ROLE = 4  # code points; what is shorter is a form of address


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One quotation, in those of its renderings that name the same speaker.

    Args:
        lines: a rendering each.
        point: number of its point.
        href: link to the point.
        differs: whether its point has a difference.
    """

    lines: tuple[Line, ...]
    point: int
    href: str
    differs: bool


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A speaker and their words.

    Args:
        name: "" where the speaker is not known.
        role: title or office as printed, "" where none is.
        role_language: two-letter code.
        role_direction: value of `dir`.
        articles: number of articles that quote them directly, in `shared` or `single`; where
            none does, of those that report their speech.
        shared: quotations that several articles have.
        single: direct quotations that one article has.
        indirect: reported speech.
    """

    name: str
    role: str
    role_language: str
    role_direction: str
    articles: int
    shared: tuple[QuotationView, ...]
    single: tuple[Line, ...]
    indirect: tuple[Line, ...]


def speakers(
    comparison: Comparison,
    among: Mapping[str, Source],
    found: Lookup,
    said: Callable[[Statement], Said],
) -> tuple[SpeakerView, ...]:
    """Speakers of a story: those that most articles quote first, unknown ones last.

    Args:
        comparison: the story compared.
        among: article id → source.
        found: the dossier's records by id.
        said: who speaks a statement, from `speaking.sayings`.
    """
    quotes: dict[Key, list[tuple[Quote, Source]]] = {}
    for annotated in comparison.story.articles:
        source = among[annotated.article.id]
        for quote in annotated.quotes:
            quotes.setdefault(speaker_key(quote, found), []).append((quote, source))
    shared: dict[Key, list[QuotationView]] = {}
    used: set[str] = set()
    for number, point in enumerate(comparison.points, 1):
        if point.kind != "quotation":
            continue
        members = [m for m in point.members if m.statement.article in among]
        voices = [said(m.statement) for m in members]
        used.update(m.statement.quote for m in members if m.statement.quote)
        used.update(v.quote.id for m, v in zip(members, voices, strict=True) if v.quote
                    and m.statement.span.start <= v.quote.span.start
                    and v.quote.span.end <= m.statement.span.end)  # fmt: skip
        under: dict[Key, list[tuple[Member, str]]] = {}
        for member, (key, note) in zip(members, placed(voices), strict=True):
            under.setdefault(key, []).append((member, note))
        for key, own in under.items():
            shared.setdefault(key, []).append(_quotation(point, number, own, among, found))
    views = [
        _speaker(key, quotes.get(key, []), shared.get(key, []), used, found)
        for key in {**quotes, **shared}
    ]
    return tuple(
        sorted(
            (v for v in views if v.shared or v.single or v.indirect),
            key=lambda v: (
                not v.name,
                not (v.shared or v.single),
                -v.articles,
                -len(v.shared) - len(v.single),
                v.name,
            ),
        )
    )


def _quotation(
    point: Point,
    number: int,
    members: Iterable[tuple[Member, str]],
    among: Mapping[str, Source],
    found: Lookup,
) -> QuotationView:
    lines: list[tuple[int, Line]] = []
    for member, note in members:
        statement = member.statement
        source = among[statement.article]
        quote = found.quotes.get(statement.quote) if statement.quote else None
        exact = quote_span(statement, quote)
        shown = line(statement.span, source, statement.id, matched(member), quoted=exact, note=note)
        lines.append((source.account, shown))
    lines.sort(key=lambda pair: pair[0])
    return QuotationView(
        lines=joined(one for _, one in lines),
        point=number,
        href=f"#{point.id}",
        differs=bool(point.differences),
    )


def _speaker(
    key: Key,
    quotes: Iterable[tuple[Quote, Source]],
    shared: list[QuotationView],
    used: set[str],
    found: Lookup,
) -> SpeakerView:
    pairs = list(quotes)
    unknown = key == UNKNOWN
    rest = [(quote, source) for quote, source in pairs if quote.id not in used]
    role, role_source = ("", None) if unknown else _role(pairs, found)
    single = joined(_line(q, s, unknown) for q, s in rest if q.kind == "direct")
    indirect = joined(_line(q, s, unknown) for q, s in rest if q.kind == "indirect")
    direct = [*(one for q in shared for one in q.lines), *single]
    return SpeakerView(
        name=key[1],
        role=role,
        role_language=role_source.language if role_source else "",
        role_direction=role_source.direction if role_source else "auto",
        articles=len({r.source.id for one in direct or indirect for r in one.references}),
        shared=tuple(shared),
        single=single,
        indirect=indirect,
    )


def _role(pairs: Iterable[tuple[Quote, Source]], found: Lookup) -> tuple[str, Source | None]:
    """The office that most quotes name, the longest of those; a mere "Mr." is none."""
    roles: dict[str, list[Source]] = {}
    for quote, source in pairs:
        mention = found.mentions.get(quote.speaker.mention or "") if quote.speaker else None
        if mention is not None and mention.role is not None:
            role = short(mention.role.text)
            if len(role) >= SHORTEST_ROLE:
                roles.setdefault(role, []).append(source)
    best = max(roles, key=lambda role: (len(roles[role]), len(role), role), default="")
    return best, roles[best][0] if best else None


def _line(quote: Quote, source: Source, unknown: bool) -> Line:
    note = short(quote.speaker.text) if unknown and quote.speaker else ""
    return line(quote.span, source, quote.id, quoted=quote.kind == "direct", note=note)
