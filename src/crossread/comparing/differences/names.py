"""Differences of names: one person, spelt in two ways.

In: the members of a point, and how the story's articles write the names that stand there. Out: pairs of forms of
a person's name that cannot both be right: `Keller` and `Kellar` (`spelt.py` tells which). Scripts that
write a name by its sound alone (Arabic, Chinese) tell nothing of its spelling. Who is named is told by the story's entities; two entities whose names nearly agree are taken for
one person if no article names both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import combinations, product
from types import MappingProxyType

from crossread.comparing.differences.sides import Found, Reading, Side, pairs
from crossread.comparing.differences.spelt import family, spelt_apart, spelt_otherwise
from crossread.linking.spelling import alike, latin
from crossread.model import Annotated, Entity, Mention, Story

NEARLY = 0.8
"""Likeness (`crossread.linking.spelling.alike`) from which the family names of two entities may be
two spellings of one; also of given names where the family names are equal."""
BY_SOUND = frozenset({"ar", "fa", "he", "ja", "ko", "th", "ur", "zh"})
"""Languages whose script writes foreign names by their sound alone."""


Forms = Mapping[str, Sequence[tuple[Mention, Annotated]]]
"""By the id of a person: where each form of the name stands first in each article."""


def forms(story: Story) -> Forms:
    """The persons' names of a story."""
    entity_of = {id: e.id for e in story.entities if e.type == "PER" for id in e.mentions}
    found: dict[str, dict[tuple[str, str], tuple[Mention, Annotated]]] = {}
    for a in story.articles:
        if a.article.language not in BY_SOUND:
            for m in a.mentions:
                if m.id in entity_of:
                    known = found.setdefault(entity_of[m.id], {})
                    known.setdefault((m.span.text, a.article.id), (m, a))
    return {id: tuple(known.values()) for id, known in found.items()}


def names(
    sides: Sequence[Side], reading: Reading, elsewhere: Forms = MappingProxyType({})
) -> list[Found]:
    """The persons whose names the members spell differently.

    Args:
        sides: the members of a point.
        reading: tells who is meant.
        elsewhere: the forms of the story's names (see `forms`): who is named in a member is shown with all
            spellings of the name, wherever they stand.
    """
    found: list[Found] = []
    held = {s.statement.id: _persons(s) for s in sides}
    for a, b in pairs(sides):
        if {a.language, b.language} & BY_SOUND:
            continue
        for m in held[a.statement.id]:
            for n in held[b.statement.id]:
                found += _apart(m, a.annotated, n, b.annotated, reading)
    known: dict[str, list[Found]] = reading.memory.setdefault("names", {})
    named = {p.id for some in held.values() for m in some if (p := reading.entity_of.get(m.id))}
    for id in sorted(named):
        if id not in known:
            known[id] = _spellings(elsewhere.get(id, ()), reading)
        found += known[id]
    return found


def _spellings(forms: Sequence[tuple[Mention, Annotated]], reading: Reading) -> list[Found]:
    """The differences between the forms of one person's name, each where a language first has it."""
    first = {(m.span.text, a.article.language): (m, a) for m, a in reversed(forms)}
    found: list[Found] = []
    for (m, a), (n, b) in combinations(first.values(), 2):
        if a.article.id != b.article.id and _nearly(m.span.text, n.span.text):
            found += _apart(m, a, n, b, reading)
    return found


def _nearly(one: str, other: str) -> bool:
    """Whether two forms that differ have words that may be meant for one: an entity may hold a stray form."""
    return one != other and any(
        NEARLY <= alike(x, y) < 1 for x, y in product(latin(one), latin(other))
    )


def _apart(m: Mention, a: Annotated, n: Mention, b: Annotated, reading: Reading) -> list[Found]:
    """The difference of two mentions in two articles, if they spell one person's name in two ways."""
    thing = _same_person(m, n, a, b, reading)
    languages = a.article.language, b.article.language
    printed = m.span.text, n.span.text
    if thing and spelt_apart(*printed, *languages):
        return [Found("name", thing, (m.span, n.span))]
    if thing and languages[0] == languages[1] and spelt_otherwise(*printed, languages[0]):
        return [Found("name", thing, (m.span, n.span), minor=True)]
    return []


def _persons(side: Side) -> list[Mention]:
    """The persons named in a member, and those who are said to speak it."""
    speakers = {q.speaker.mention for q in side.heard if q.speaker and q.speaker.mention}
    spoken = [m for m in side.annotated.mentions if m.id in speakers]
    return [m for m in dict.fromkeys((*side.mentions, *spoken)) if m.type == "PER"]


def _same_person(m: Mention, n: Mention, a: Annotated, b: Annotated, reading: Reading) -> str:
    """A key for the person whom two mentions mean; "" where they mean two."""
    one, other = reading.entity_of.get(m.id), reading.entity_of.get(n.id)
    if one is None or other is None or "PER" not in (one.type, other.type):
        return ""  # "Dravian" is of a place, whatever a single mention was taken for
    if one.id == other.id:
        return "" if _given_andfamily(m, n, one) else one.id
    left, right = latin(one.name), latin(other.name)
    if min(len(left), len(right)) < 2 or alike(left[0], right[0]) < NEARLY:
        return ""
    if alike(family(left), family(right)) < NEARLY:
        return ""
    named = _names(a, other.mentions) or _names(b, one.mentions)
    return "" if named else min(one.id, other.id)


def _given_andfamily(m: Mention, n: Mention, entity: Entity) -> bool:
    """Whether two mentions are two words of one name: "Emmanuel" and "Macron"."""
    words = [set(latin(form)) for form in (entity.name, *entity.variants)]
    one, other = set(latin(m.span.text)), set(latin(n.span.text))
    return one.isdisjoint(other) and any(one | other <= form for form in words)


def _names(annotated: Annotated, mentions: Sequence[str]) -> bool:
    """Whether an article names one of these mentions."""
    return any(m.id in mentions for m in annotated.mentions)
