"""Statement → who is said to speak it: the speaker of the quote that stands over its words.

A point is made of statements, and a speaker belongs to a quote. A statement may be a quote, a
part of one, or a clause that holds a few quoted words; so the quotes that overlap it are asked,
and each member of a point keeps the speaker that its own article names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate

from crossread.model import Comparison, Quote, Span, Statement
from crossread.showing.lookup import Lookup
from crossread.showing.views import short

Key = tuple[str, str]

UNKNOWN: Key = ("", "")
UNRESOLVED = ("pronoun", "none", "continued")  # such a speaker is named only if resolved
NAMED = ("name", "title")  # speakers that the text itself names beside the quote
SAME_WORDS = 0.8  # score of a member from which quotations hold the same words, not just similar
# ones; set by reasoning: that articles name different persons for one saying must not be guessed
QUOTED_SHARE = 0.5  # of a statement's length in quotation marks, for it to be someone's words


@dataclass(frozen=True, slots=True)
class Said:
    """Who speaks a statement.

    Args:
        key: entity id, or the speaker as printed, and the name to show; `UNKNOWN` without either.
        firm: whether a name or a group is named, not just an office ("the minister").
        human: whether the one named is known to be a person.
        person: whether the text names the person beside the quote.
        words: whether the statement stands in quotation marks, for the larger part.
        quote: the quote that says so, None without one.
        printed: the speaker as printed, "" without one.
    """

    key: Key = UNKNOWN
    firm: bool = False
    human: bool = False
    person: bool = False
    words: bool = False
    quote: Quote | None = None
    printed: str = ""


def speaker_key(quote: Quote, found: Lookup) -> Key:
    """What tells speakers apart: entity id, or the name as printed; `UNKNOWN` without either."""
    speaker = quote.speaker
    if speaker is None:
        return UNKNOWN
    entity = found.entity_of.get(speaker.mention) if speaker.mention else None
    if entity is not None:
        return entity.id, short(found.name(entity))
    text = short(speaker.text)
    if speaker.known_from in UNRESOLVED or not text:
        return UNKNOWN
    return f"text:{text.casefold()}", text[0].upper() + text[1:]


def sayings(comparison: Comparison, found: Lookup) -> Callable[[Statement], Said]:
    """A function from a statement of a story to who speaks it.

    Of the quotes that overlap a statement, one with a known speaker goes before one without, a
    direct one before an indirect one, the statement's own before others, the longer before the
    shorter.

    Args:
        comparison: the story compared.
        found: the dossier's records by id.
    """
    over = {a.article.id: _overlapping(a.quotes) for a in comparison.story.articles}

    def said(statement: Statement) -> Said:
        look = over.get(statement.article)
        near = look(statement.span) if look else []
        if not near:
            return Said()
        keys = {quote.id: speaker_key(quote, found) for quote in near}
        best = max(
            near,
            key=lambda q: (
                keys[q.id] != UNKNOWN,
                q.kind == "direct",
                q.id == statement.quote,
                _common(q.span, statement.span),
            ),
        )
        key, speaker = keys[best.id], best.speaker
        entity = found.entity_of.get(speaker.mention or "") if speaker else None
        known_from = speaker.known_from if speaker else "none"
        human = entity is not None and entity.type == "PER"
        length = statement.span.end - statement.span.start
        return Said(
            key=key,
            firm=key != UNKNOWN and (entity is not None or known_from != "title"),
            human=human,
            person=human and known_from in NAMED,
            words=best.kind == "direct"
            and _common(best.span, statement.span) >= QUOTED_SHARE * length,
            quote=best,
            printed=short(speaker.text) if speaker else "",
        )

    return said


def placed(members: Iterable[Said]) -> list[tuple[Key, str]]:
    """Under which speaker each member of one point stands, and a remark where that is a guess.

    Each stands under its own speaker. Where all who are named are one, a member whose article
    names nobody stands there too; so does one whose article names an office only, if the one is
    a person: the office as printed is the remark.
    """
    every = list(members)
    human = any(one.human for one in every)
    firm = {one.key for one in every if one.firm}
    known = {one.key for one in every if one.key != UNKNOWN}
    only = next(iter(firm)) if len(firm) == 1 else None
    if only is None and not firm and len(known) == 1:
        only = next(iter(known))
    result: list[tuple[Key, str]] = []
    for one in every:
        office = one.key != UNKNOWN and one.key != only
        if only is None or one.firm or one.key == only or (office and not human):
            result.append((one.key, ""))
        else:
            result.append((only, one.printed if office else ""))
    return result


def differing(
    members: Iterable[tuple[str, float, Said]],
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The persons whom articles name for the same words in quotation marks, if not one alone.

    Args:
        members: of each member of a point its article's label, its score and who speaks.

    Returns:
        Name and labels a person, in the order of the members; nothing where all name the same.
    """
    by_key: dict[Key, dict[str, None]] = {}
    for label, score, said in members:
        if said.person and said.words and score >= SAME_WORDS:
            by_key.setdefault(said.key, {})[label] = None
    if len(by_key) < 2:
        return ()
    return tuple((key[1], tuple(labels)) for key, labels in by_key.items())


def _common(first: Span, second: Span) -> int:
    return min(first.end, second.end) - max(first.start, second.start)


def _overlapping(quotes: Sequence[Quote]) -> Callable[[Span], list[Quote]]:
    """A function from a span to the quotes that overlap it; looks at no others, as a rule."""
    ordered = sorted(quotes, key=lambda q: (q.span.start, q.span.end, q.id))
    starts = [q.span.start for q in ordered]
    furthest = list(accumulate((q.span.end for q in ordered), max))

    def find(span: Span) -> list[Quote]:
        at = bisect_left(starts, span.end) - 1
        result: list[Quote] = []
        while at >= 0 and furthest[at] > span.start:
            if ordered[at].span.end > span.start and ordered[at].span.page == span.page:
                result.append(ordered[at])
            at -= 1
        result.reverse()
        return result

    return find
