"""Differences of attribution: the same words, another speaker.

In: the members of a point. Out: pairs of quotations that render the same words and are given to
different persons, with the words and who is said to have spoken them. Both must be known by name, one
of them named beside the words: that an
article says "the minister" or "she" where another has the name is no difference, and an institution
speaks through its people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.comparing.differences.sides import LEAST_AGREED, Found, Reading, Side, pairs
from crossread.comparing.differences.spelt import CYRILLIC, heard_alike
from crossread.linking.spelling import alike, latin
from crossread.model import Entity, Mention, Quote

RENDERED = 0.6
"""Cosine from which two quotations in one point render the same words."""
OTHER_NAME = 0.75
"""Likeness of two names' words from which they may be one misspelt name."""
OTHER_GIVEN = 0.5
"""Likeness of two given names under which they are two persons', though of one family."""

_OPENED = re.compile(r"(?<=[\s(,:])['‘“\"«„](?=\w)")
"""A quotation mark that opens inside a quotation."""


def attribution(sides: Sequence[Side], reading: Reading) -> list[Found]:
    """The words that the members give to different persons.

    Args:
        sides: the members of a point.
        reading: tells who is meant, and how alike two quotations are.
    """
    found: list[Found] = []
    for a, b in pairs(sides):
        for one in a.heard:
            for other in b.heard:
                named = _named(one) + _named(other)
                if not named or _retold(one) != _retold(other):
                    continue
                left, right = _speaker(one, a, reading), _speaker(other, b, reading)
                if left is None or right is None or not _two_persons(left, right):
                    continue
                if _one_form(_beside(one, a), _beside(other, b)):
                    continue
                if _quoted_alike(a, b, reading) or (
                    named == 2 and _same_words(one, other, reading)
                ):
                    spans = [
                        s for q in (one, other) for s in (q.span, q.speaker and q.speaker.span)
                    ]
                    found.append(Found("attribution", "", tuple(s for s in spans if s)))
    return found


def _named(quote: Quote) -> bool:
    """Whether the speaker stands beside the words, not beside those before them."""
    return quote.speaker is not None and quote.speaker.known_from in ("name", "title")


def _beside(quote: Quote, side: Side) -> Mention | None:
    """The name of the speaker beside a quotation, maybe behind a title; None where there is none."""
    speaker = quote.speaker
    if speaker is None or speaker.span is None:
        return None
    start, end = speaker.span.start, speaker.span.end
    inside = [m for m in side.annotated.mentions if start <= m.span.start and m.span.end <= end]
    own = [m for m in inside if m.id == speaker.mention]
    persons = [m for m in inside if m.type == "PER"]
    return own[0] if own else persons[0] if len(persons) == 1 else None


def _speaker(quote: Quote, side: Side, reading: Reading) -> Entity | None:
    """The person who speaks, known by a name beside the words or beside those before them."""
    named = _beside(quote, side)
    known = None if named is None else reading.entity_of.get(named.id)
    return known if known is not None and known.type == "PER" else None


def _retold(quote: Quote) -> bool:
    """Whether someone's words quote someone else's: "he told me ‘we won’" is said by both."""
    return bool(_OPENED.search(quote.span.text))


def _quoted_alike(a: Side, b: Side, reading: Reading) -> bool:
    """Whether two members are quotations, no more, and say the same by all signs, whatever the vectors
    of their words say.
    """
    if reading.agreed is None or {a.statement.kind, b.statement.kind} != {"quote"}:
        return False
    return reading.agreed(a.statement.id, b.statement.id) >= LEAST_AGREED


def _same_words(one: Quote, other: Quote, reading: Reading) -> bool:
    quoted = "direct" in (one.kind, other.kind)
    return quoted and reading.alike(one.span.text, other.span.text) >= RENDERED


def _two_persons(one: Entity, other: Entity) -> bool:
    """Whether two entities are two persons, not one whose name is spelt in two ways."""
    if one.id == other.id or _by_sound(one.name) != _by_sound(other.name):
        return False
    full = [latin(e.name) for e in (one, other)]
    if [*map(len, full)] == [2, 2] and alike(full[0][0], full[1][0]) < OTHER_GIVEN:
        return True
    forms = [[w for form in (e.name, *e.variants) for w in latin(form)] for e in (one, other)]
    heard = _other_script(one.name, other.name)
    return not any(
        alike(x, y) >= OTHER_NAME or (heard and heard_alike(x, y))
        for x in forms[0]
        for y in forms[1]
        if min(len(x), len(y)) > 2
    )


def _one_form(one: Mention | None, other: Mention | None) -> bool:
    """Whether two names are printed alike, whoever they are taken for."""
    if one is None or other is None:
        return True
    words = [set(latin(m.span.text)) for m in (one, other)]
    if _other_script(one.span.text, other.span.text):
        return all(any(heard_alike(x, y) for y in words[1]) for x in words[0]) or all(
            any(heard_alike(x, y) for x in words[0]) for y in words[1]
        )
    return words[0] <= words[1] or words[1] <= words[0]


def _other_script(one: str, other: str) -> bool:
    """Whether one of two names is printed in Cyrillic letters and the other is not."""
    return bool(CYRILLIC.search(one)) != bool(CYRILLIC.search(other))


def _by_sound(name: str) -> str:
    """Which script that writes names of others by their sound a name is printed in; "" where none is."""
    if any(c >= "\u3040" for c in name):
        return "East Asian"
    return "Semitic" if any("\u0590" <= c <= "\u06ff" for c in name) else ""
