"""A role as printed → what it means in any language.

In: "US Defense Secretary", "le secrétaire américain à la défense", "Verteidigungsminister". Out: a
small set of concepts (`secretary`, `defense`, `=US`), so that roles can be compared across
languages. The concepts stand in `known.toml`; countries are found by name and by people.
"""

from __future__ import annotations

from collections.abc import Set
from functools import cache

from crossread.linking.known import country, folded, known, tables
from crossread.linking.spelling import latin

_LONGEST = 200  # code points of a role that are read


@cache
def concepts() -> tuple[tuple[str, str], ...]:
    """Folded beginnings of words and the concept they stand for, longest first."""
    offices = tables().get("offices", {})
    pairs = {(folded(form), concept) for concept, forms in offices.items() for form in forms}
    return tuple(sorted(pairs, key=lambda p: (-len(p[0]), p)))


@cache
def concept(word: str) -> str | None:
    """The concept of one folded word."""
    for begin, meant in concepts():
        if word == begin or (len(begin) > 3 and word.startswith(begin)):
            return meant
    return None


@cache
def meaning(role: str, language: str) -> frozenset[str]:
    """The concepts of a role: offices and fields by name, countries as `=US`.

    Args:
        role: as printed.
        language: two-letter code of its article.
    """
    found: set[str] = set()
    for printed in role[:_LONGEST].replace("-", " ").replace("'", " ").replace("’", " ").split():
        bare = printed.strip(',.;:()[]«»“”"')
        if not bare:
            continue
        nation = country(bare, language) if bare not in ("us", "Us") else None
        body = known(bare, language)
        if nation or (body is not None and body[0][0] == "#"):
            found.add(nation or (body[0] if body else ""))
            continue
        for word in latin(bare):
            meant = concept(word)
            if meant:
                found.add(meant)
            # German compounds: "Verteidigungsminister", "US-Präsident"
            elif language == "de" and len(word) > 9:
                found |= {m for b, m in concepts() if len(b) > 4 and b in word[3:]}
            if meant and language == "de" and len(word) > 9:
                found |= {m for b, m in concepts() if len(b) > 6 and b in word[4:]}
    return frozenset(found)


_VAGUE = frozenset({"general", "leader", "vice"})


def agree(one: Set[str], two: Set[str]) -> bool:
    """Whether two roles speak for one person: two concepts shared, or one role says nothing that
    the other does not; never where they name different countries or organisations.
    """
    shared = one & two
    if not shared or opposed(one, two):
        return False
    return len(shared) >= 2 or bool(shared - _VAGUE and shared in (one, two))


def opposed(one: Set[str], two: Set[str]) -> bool:
    """Whether two roles speak against one person: they name other countries or organisations."""
    left, right = ({c for c in r if c[0] in "=#"} for r in (one, two))
    return bool(left and right and not left & right)
