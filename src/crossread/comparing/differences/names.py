"""Differences of names: one person, spelt in two ways.

In: the members of a point, and how the story's other articles write their names. Out: pairs of forms of a person's name that cannot both be right: `Keller`
and `Kellar`. Forms that languages give to one name are no difference: a transliteration (`Савельева`,
`Savelyeva`, `Saweljewa`), a case ending, accents and written-out umlauts, a name with or without its
given name. Scripts that write a name by its sound alone (Arabic, Chinese) tell nothing of its spelling.
Who is named is told by the story's entities; two entities whose names nearly agree are taken for
one person if no article names both.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType

from crossread.comparing.differences.sides import Found, Reading, Side, pairs
from crossread.linking.inflection import ENDINGS, stem
from crossread.linking.spelling import alike, latin
from crossread.model import Annotated, Entity, Mention, Story

NEARLY = 0.8
"""Likeness (`crossread.linking.spelling.alike`) from which the family names of two entities may be
two spellings of one; also of given names where the family names are equal."""
SHORTEST = 3
"""Letters of a family name that can be compared."""
ENDING = 2
"""Letters by which a form may be longer in a language that inflects names, or in a genitive."""
BY_SOUND = frozenset({"ar", "fa", "he", "ja", "ko", "th", "ur", "zh"})
"""Languages whose script writes foreign names by their sound."""
CYRILLIC = frozenset({"be", "bg", "kk", "mk", "ru", "sr", "uk"})
"""Languages whose script has one letter for the g and the h of other languages."""
# What languages write for one sound when they write a name of another script; longer ones first.
_WRITTEN = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"schtsch|shch|chtch|szcz", "S"),
        (r"tsch|tch|cz|ch|tj(?=e)", "S"),
        (r"dzh|dsch|dj|zh|sch|sh|sz|rz", "S"),
        (r"kh", "h"),
        (r"ph", "f"),
        (r"w", "v"),
        (r"ts|tz|cs|z", "s"),
        (r"ck|q|c", "k"),
        (r"ao$", "on"),
        (r"im$", "in"),
        (r"ou|oo", "u"),
        (r"ae", "a"),
        (r"oe", "o"),
        (r"ue", "u"),
        (r"(?<=[aeou])[yij](?=$|[^aeiou])", "i"),
        (r"[yj]", "i"),
        (r"i(?=[aeou])|(?<=[aeou])i(?=[aeou])", ""),
        (r"ii+", "i"),
        (r"'", ""),
        (r"(?<=[^aeiou])e$", ""),
    )
)


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
        elsewhere: the forms of the story's names (see `forms`): a name is spelt as it is wherever it stands.
    """
    found: list[Found] = []
    held = {s.statement.id: _persons(s) for s in sides}
    for a, b in pairs(sides):
        if {a.language, b.language} & BY_SOUND:
            continue
        for m in held[a.statement.id]:
            for n in held[b.statement.id]:
                found += _apart(m, a.annotated, n, b.annotated, reading)
    within = {s.statement.article for s in sides}
    for a in sides:
        for m in () if a.language in BY_SOUND else held[a.statement.id]:
            person = reading.entity_of.get(m.id)
            for n, other in elsewhere.get(person.id, ()) if person else ():
                if other.article.id not in within:
                    found += _apart(m, a.annotated, n, other, reading)
    return found


def _apart(m: Mention, a: Annotated, n: Mention, b: Annotated, reading: Reading) -> list[Found]:
    """The difference of two mentions in two articles, if they spell one person's name in two ways."""
    thing = _same_person(m, n, a, b, reading)
    languages = a.article.language, b.article.language
    if thing and spelt_apart(m.span.text, n.span.text, *languages):
        return [Found("name", thing, (m.span, n.span))]
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
        return "" if _given_and_family(m, n, one) else one.id
    left, right = latin(one.name), latin(other.name)
    if min(len(left), len(right)) < 2 or alike(left[0], right[0]) < NEARLY:
        return ""
    if alike(_family(left), _family(right)) < NEARLY:
        return ""
    named = _names(a, other.mentions) or _names(b, one.mentions)
    return "" if named else min(one.id, other.id)


def _given_and_family(m: Mention, n: Mention, entity: Entity) -> bool:
    """Whether two mentions are two words of one name: "Emmanuel" and "Macron"."""
    words = [set(latin(form)) for form in (entity.name, *entity.variants)]
    one, other = set(latin(m.span.text)), set(latin(n.span.text))
    return one.isdisjoint(other) and any(one | other <= form for form in words)


def _names(annotated: Annotated, mentions: Sequence[str]) -> bool:
    """Whether an article names one of these mentions."""
    return any(m.id in mentions for m in annotated.mentions)


def spelt_apart(one: str, other: str, language: str, other_language: str) -> bool:
    """Whether two forms of a person's name are two spellings, not two forms.

    Args:
        one: as printed.
        other: as printed.
        language: of the article that prints the first.
        other_language: of the other article.
    """
    inflects = language in ENDINGS or other_language in ENDINGS
    one_letter = bool({language, other_language} & CYRILLIC)
    a, b = [
        _written(name, code, inflects, one_letter)
        for name, code in ((one, language), (other, other_language))
    ]
    if not a or not b:
        return False
    shorter, longer = sorted((a, b), key=len)
    if set(shorter) <= set(longer):
        return False
    if a[-1] == b[-1]:
        return len(a) == len(b) == 2 and not inflects and _rival_given(a[0], b[0])
    if len(shorter) == 1 and any(_inflected(shorter[0], word, inflects) for word in longer[:-1]):
        return False
    family, other_family = _family(a), _family(b)
    if min(len(family), len(other_family)) < SHORTEST:
        return False
    return family != other_family and not _inflected(family, other_family, inflects)


def _family(words: Sequence[str]) -> str:
    """A name without its given name, in one piece: "vandermolen" and "van der Meulen"."""
    return "".join(words[1:] if len(words) > 1 else words)


def _rival_given(one: str, other: str) -> bool:
    """Whether two given names are near enough to be meant for one, and no short form of it."""
    if min(len(one), len(other)) < SHORTEST or one.startswith(other) or other.startswith(one):
        return False
    return 2 * len(one) > len(other) and 2 * len(other) > len(one)


def _inflected(one: str, other: str, inflects: bool) -> bool:
    """Whether two words can be forms of one name."""
    short, long = sorted((one, other), key=len)
    if long.startswith(short) and len(long) - len(short) <= ENDING:
        return inflects or long[len(short) :] == "s"
    return False


@lru_cache(maxsize=50_000)
def _written(name: str, language: str, inflects: bool, one_letter: bool) -> tuple[str, ...]:
    """The words of a name, its sounds written in one way; if asked, endings taken off, h written g."""
    words = latin(name)
    if inflects:
        words = tuple(latin(" ".join(stem(word, language) for word in name.split())))
    found = []
    for word in words:
        for old, new in _WRITTEN:
            word = old.sub(new, word)
        word = word.replace("h", "g") if one_letter else re.sub(r"^h(?=[aeiou])", "", word)
        if word:
            found.append(re.sub(r"[aeio]$", "", word) if inflects else word)
    return tuple(found)
