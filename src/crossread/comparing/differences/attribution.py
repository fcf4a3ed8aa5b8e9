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
from crossread.linking.spelling import alike, latin
from crossread.model import Quote

RENDERED = 0.4
"""Cosine from which two quotations in one point render the same words."""
PARAPHRASED = 0.6
"""The same where one of them is reported, not quoted."""
TOLD = ("name", "continued")
"""How a speaker may be known; one of the two at least by name."""
OTHER_NAME = 0.75
"""Likeness of two names' words from which they may be one misspelt name."""

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
                if not _other_person(one, other, reading):
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
    """Whether the name of the speaker stands beside a quotation."""
    return quote.speaker is not None and quote.speaker.known_from == "name"


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
    kinds = {one.kind, other.kind}
    if kinds == {"indirect"}:
        return False
    least = RENDERED if kinds == {"direct"} else PARAPHRASED
    return reading.alike(one.span.text, other.span.text) >= least


def _other_person(one: Quote, other: Quote, reading: Reading) -> bool:
    """Whether two quotations have speakers of known names who are not one person."""
    persons = []
    for quote in (one, other):
        speaker = quote.speaker
        entity = reading.entity_of.get(speaker.mention or "") if speaker else None
        if speaker is None or speaker.span is None or speaker.known_from not in TOLD:
            return False
        if entity is None or entity.type != "PER":
            return False
        persons.append(entity)
    if persons[0].id == persons[1].id:
        return False
    by_sound = [_by_sound(e.name) for e in persons]
    if by_sound[0] != by_sound[1]:
        return False
    forms = [[w for form in (e.name, *e.variants) for w in latin(form)] for e in persons]
    return not any(
        alike(x, y) >= OTHER_NAME for x in forms[0] for y in forms[1] if min(len(x), len(y)) > 2
    )


def _by_sound(name: str) -> bool:
    """Whether a name is printed in a script that writes names of others by their sound."""
    return any("\u0590" <= c <= "\u06ff" or c >= "\u3040" for c in name)
