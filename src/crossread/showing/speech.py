"""Comparison → who said what: quotations by speaker, renderings of the same words together."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from crossread.model import Comparison, Point, Quote
from crossread.showing.lookup import Lookup
from crossread.showing.views import Line, Source, joined, line, matched, quote_span, short

UNRESOLVED = ("pronoun", "none", "continued")  # such a speaker is named only if resolved
UNKNOWN = ("", "")
SHORTEST_ROLE = 4  # code points; what is shorter is a form of address


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One quotation, in each of its renderings.

    Args:
        lines: a rendering each.
        point: number of its point, 0 where only one article has it.
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
        articles: number of articles that quote them.
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
    comparison: Comparison, among: Mapping[str, Source], found: Lookup
) -> tuple[SpeakerView, ...]:
    """Speakers of a story: those that most articles quote first, unknown ones last."""
    quotes: dict[tuple[str, str], list[tuple[Quote, Source]]] = {}
    for annotated in comparison.story.articles:
        source = among[annotated.article.id]
        for quote in annotated.quotes:
            quotes.setdefault(_key(quote, found), []).append((quote, source))
    shared: dict[tuple[str, str], list[QuotationView]] = {}
    used: set[str] = set()
    for number, point in enumerate(comparison.points, 1):
        if point.kind != "quotation":
            continue
        ids = [m.statement.quote for m in point.members if m.statement.quote]
        used.update(ids)
        keys = Counter(_key(found.quotes[id], found) for id in ids if id in found.quotes)
        key = max(keys, key=lambda k: (k != UNKNOWN, keys[k], k), default=UNKNOWN)
        shared.setdefault(key, []).append(_quotation(point, number, among, found))
    views = [
        _speaker(key, quotes.get(key, []), shared.get(key, []), used, found)
        for key in {**quotes, **shared}
    ]
    return tuple(
        sorted(
            (v for v in views if v.shared or v.single or v.indirect),
            key=lambda v: (not v.name, -v.articles, -len(v.shared) - len(v.single), v.name),
        )
    )


def _key(quote: Quote, found: Lookup) -> tuple[str, str]:
    """What tells speakers apart: entity id, or the name as printed; `UNKNOWN` without either."""
    speaker = quote.speaker
    if speaker is None:
        return UNKNOWN
    entity = found.entity_of.get(speaker.mention) if speaker.mention else None
    if entity is not None:
        return entity.id, short(entity.name)
    text = short(speaker.text)
    if speaker.known_from in UNRESOLVED or not text:
        return UNKNOWN
    return f"text:{text.casefold()}", text[0].upper() + text[1:]


def _quotation(
    point: Point, number: int, among: Mapping[str, Source], found: Lookup
) -> QuotationView:
    lines: list[tuple[int, Line]] = []
    for member in point.members:
        statement = member.statement
        if statement.article not in among:
            continue
        source = among[statement.article]
        quote = found.quotes.get(statement.quote) if statement.quote else None
        exact = quote_span(statement, quote)
        lines.append(
            (
                source.account,
                line(statement.span, source, statement.id, matched(member), quoted=exact),
            )
        )
    lines.sort(key=lambda pair: pair[0])
    return QuotationView(
        lines=joined(one for _, one in lines),
        point=number,
        href=f"#{point.id}",
        differs=bool(point.differences),
    )


def _speaker(
    key: tuple[str, str],
    quotes: Iterable[tuple[Quote, Source]],
    shared: list[QuotationView],
    used: set[str],
    found: Lookup,
) -> SpeakerView:
    pairs = list(quotes)
    unknown = key == UNKNOWN
    articles = {source.id for _, source in pairs}
    articles |= {r.source.id for q in shared for one in q.lines for r in one.references}
    rest = [(quote, source) for quote, source in pairs if quote.id not in used]
    role, role_source = ("", None) if unknown else _role(pairs, found)
    return SpeakerView(
        name=key[1],
        role=role,
        role_language=role_source.language if role_source else "",
        role_direction=role_source.direction if role_source else "auto",
        articles=len(articles),
        shared=tuple(shared),
        single=joined(_line(q, s, unknown) for q, s in rest if q.kind == "direct"),
        indirect=joined(_line(q, s, unknown) for q, s in rest if q.kind == "indirect"),
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
