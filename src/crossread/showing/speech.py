"""Comparison → who said what: quotations by speaker, renderings of the same words together.

Renderings of one quotation stand language beside language, the words that answer each other tied
(`ties.py`), so that a reader sees what a translation made of a saying.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from crossread.encoding import Encoder
from crossread.model import Comparison, Member, Point, Quote, Span, Statement
from crossread.showing.lookup import Lookup
from crossread.showing.marking import Highlight
from crossread.showing.speaking import UNKNOWN, Key, Said, placed, speaker_key
from crossread.showing.ties import ties
from crossread.showing.views import (
    Line,
    Source,
    joined,
    line,
    marks,
    matched,
    quote_span,
    short,
)

SHORTEST_ROLE = 4  # code points; what is shorter is a form of address
TIED = 300  # quotations of a story whose words are tied, those of most accounts first


@dataclass(frozen=True, slots=True)
class QuotationView:
    """One quotation, in those of its renderings that name the same speaker.

    Args:
        lines: a rendering each.
        point: number of its point.
        href: link to the point.
        differs: whether its point has a difference.
        original: code of the language in which the words were said; None where that is not known.
        id: anchor.
        languages: the renderings language by language: that of the original words, the reader's,
            the others.
        accounts: numbers of the accounts (articles, where all are one account) that have it.
        holds: ids of its quotes.
    """

    lines: tuple[Line, ...]
    point: int
    href: str
    differs: bool
    original: str | None = None
    id: str = ""
    languages: tuple[tuple[str, tuple[Line, ...]], ...] = ()
    accounts: tuple[int, ...] = ()
    holds: tuple[str, ...] = ()


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
        id: anchor.
        holds: ids of all their quotes.
    """

    name: str
    role: str
    role_language: str
    role_direction: str
    articles: int
    shared: tuple[QuotationView, ...]
    single: tuple[Line, ...]
    indirect: tuple[Line, ...]
    id: str = ""
    holds: tuple[str, ...] = ()


def speakers(
    comparison: Comparison,
    among: Mapping[str, Source],
    found: Lookup,
    said: Callable[[Statement], Said],
    language: str = "en",
    encoder: Encoder | None = None,
) -> tuple[SpeakerView, ...]:
    """Speakers of a story: those that most articles quote first, unknown ones last.

    Args:
        comparison: the story compared.
        among: article id → source.
        found: the dossier's records by id.
        said: who speaks a statement, from `speaking.sayings`.
        language: the reader's.
        encoder: ties the words of renderings; None leaves them untied.
    """
    apart = {d.id: d.members for d in comparison.differences if d.kind == "wording"}
    made = 0
    several = len({source.account for source in among.values()}) > 1
    place = {id: source.account if several else n for n, (id, source) in enumerate(among.items())}
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
            made += len(own) > 1
            view = _quotation(
                point,
                number,
                own,
                [s for id in point.differences for s in apart.get(id, ())],
                among,
                found,
                language,
                encoder if made <= TIED else None,
            )
            accounts = sorted({place[m.statement.article] for m, _ in own})
            id = f"{comparison.story.id}-q{sum(map(len, shared.values())) + 1}"
            shared.setdefault(key, []).append(replace(view, id=id, accounts=tuple(accounts)))
    views = [
        _speaker(key, quotes.get(key, []), shared.get(key, []), used, found, language)
        for key in {**quotes, **shared}
    ]
    ordered = sorted(
        (v for v in views if v.shared or v.single or v.indirect),
        key=lambda v: (
            not v.name,
            not (v.shared or v.single),
            -v.articles,
            -len(v.shared) - len(v.single),
            v.name,
        ),
    )
    return tuple(
        replace(view, id=f"{comparison.story.id}-v{n}") for n, view in enumerate(ordered, 1)
    )


def _quotation(
    point: Point,
    number: int,
    members: Sequence[tuple[Member, str]],
    differing: Sequence[Span],
    among: Mapping[str, Source],
    found: Lookup,
    language: str,
    encoder: Encoder | None,
) -> QuotationView:
    spoken = [_spoken(member.statement, among, found) for member, _ in members]
    tied: list[tuple[Highlight, ...]] = [() for _ in members]
    order = sorted(range(len(members)), key=lambda n: -members[n][0].score)
    if encoder is not None and len(members) > 1:
        spans = [members[n][0].statement.span for n in order]
        telling = [spoken[n] for n in order]
        languages = [among[members[n][0].statement.article].language for n in order]
        for n, found_ties in zip(order, ties(spans, encoder, telling, languages), strict=True):
            tied[n] = found_ties
    several = any(spoken)
    lines: list[Line] = []
    for (member, note), words, quoted in zip(members, tied, spoken, strict=True):
        statement = member.statement
        source = among[statement.article]
        quote = found.quotes.get(statement.quote) if statement.quote else None
        exact = quote_span(statement, quote)
        own = [s for s in differing if s.page == statement.span.page]
        partly = several and not exact
        shown = line(
            statement.span,
            source,
            statement.id,
            (
                *(words or matched(member)),
                *marks(own, "d"),
                *(Highlight(s.start, s.end, "sd") for s in quoted if partly),
            ),
            quoted=exact,
            note=note,
        )
        lines.append(replace(shown, partly=partly))
    together = joined(lines)  # in the order of the members: the closest to the original first
    codes = sorted(
        {one.language for one in together},
        key=lambda code: (code != point.original, code != language, code),
    )
    return QuotationView(
        lines=together,
        point=number,
        href=f"#{point.id}",
        differs=bool(point.differences),
        original=point.original,
        languages=tuple(
            (code, tuple(one for one in together if one.language == code)) for code in codes
        ),
        holds=tuple(
            dict.fromkeys(
                q.id
                for member, _ in members
                for q in found.articles[member.statement.article].quotes
                if q.span.start < member.statement.span.end
                and member.statement.span.start < q.span.end
            )
        ),
    )


def _spoken(statement: Statement, among: Mapping[str, Source], found: Lookup) -> list[Span]:
    """The parts of a statement that stand in quotation marks."""
    own = statement.span
    page = found.articles[statement.article].page
    return [
        page.span(max(own.start, q.span.start), min(own.end, q.span.end))
        for q in found.articles[among[statement.article].id].quotes
        if q.kind == "direct" and q.span.start < own.end and own.start < q.span.end
    ]


def _speaker(
    key: Key,
    quotes: Iterable[tuple[Quote, Source]],
    shared: list[QuotationView],
    used: set[str],
    found: Lookup,
    language: str,
) -> SpeakerView:
    pairs = list(quotes)
    shared = _once(shared)
    unknown = key == UNKNOWN
    rest = [(quote, source) for quote, source in pairs if quote.id not in used]
    role, role_source = ("", None) if unknown else _role(pairs, found, language)
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
        holds=tuple(quote.id for quote, _ in pairs),
    )


def _once(shared: list[QuotationView]) -> list[QuotationView]:
    """Quotations without those whose renderings an earlier one has all: two points may share them."""
    kept: list[QuotationView] = []
    for view in shared:
        texts = {one.text for one in view.lines}
        wider = next((k for k in kept if texts <= {one.text for one in k.lines}), None)
        if wider is None:
            kept.append(view)
        else:
            holds = tuple(dict.fromkeys((*wider.holds, *view.holds)))
            kept[kept.index(wider)] = replace(wider, holds=holds)
    return kept


def _role(
    pairs: Iterable[tuple[Quote, Source]], found: Lookup, language: str
) -> tuple[str, Source | None]:
    """The office that most quotes name, the longest of those; a mere "Mr." is none. One in the
    reader's language goes before others.
    """
    roles: dict[str, list[Source]] = {}
    for quote, source in pairs:
        mention = found.mentions.get(quote.speaker.mention or "") if quote.speaker else None
        if mention is not None and mention.role is not None:
            role = short(mention.role.text)
            if len(role) >= SHORTEST_ROLE:
                roles.setdefault(role, []).append(source)
    best = max(
        roles,
        key=lambda role: (
            any(source.language == language for source in roles[role]),
            len(roles[role]),
            len(role),
            role,
        ),
        default="",
    )
    return best, roles[best][0] if best else None


def _line(quote: Quote, source: Source, unknown: bool) -> Line:
    note = short(quote.speaker.text) if unknown and quote.speaker else ""
    shown = line(quote.span, source, quote.id, quoted=quote.kind == "direct", note=note)
    return replace(shown, id=f"q-{quote.id}")
