"""Whose age a figure is, and whether it counts others than somebody: what keeps two figures of one unit
from being rivals.

In: a figure and the member that it stands in. Out: whether two of them can be told of the same. "Mavinga,
71" and "Sossou, 49" are two persons' ages; "the crew of five" and "four others with him" are one crew.
"""

from __future__ import annotations

import re

from crossread.comparing.differences.sides import Reading, Side
from crossread.comparing.differences.whenwords import holds
from crossread.comparing.quantities import ratio
from crossread.model import Figure

YEAR = "year"
"""Unit of ages, and of lengths of time."""
BESIDE = 4
"""Words that may stand between a person's name and the age: "Rui Sardinha, a rider of 24"."""
LIVED = (15.0, 110.0)
"""Years that an age next to a name may be;"""
AGES = 1.2
"""and the ratio up to which two ages may be told of one person."""
AROUND = 16
"""Characters before and behind a number in which a word for "other" stands."""


def other_ages(f: Figure, a: Side, g: Figure, b: Side, reading: Reading) -> bool:
    """Whether two figures are ages of two persons, or one is no age: those beside whom they stand tell it, or,
    where one stands beside nobody, how far they lie apart, and whether anybody is named there.

    Args:
        f: a figure,
        a: the member that it stands in.
        g: another one,
        b: and its member.
        reading: tells who is meant by a mention.
    """
    if f.unit != YEAR or g.unit != YEAR:
        return False
    owners = _owner(f, a, reading), _owner(g, b, reading)
    if all(owners):
        return owners[0] != owners[1]
    if not any(owners):
        return False
    other = b if owners[0] else a
    return ratio(f, g) > AGES or not any(m.type == "PER" for m in other.mentions)


def _owner(figure: Figure, side: Side, reading: Reading) -> str | None:
    """Id of the person whose age a figure is: the one named right before it, behind a comma or bracket."""
    if not LIVED[0] <= figure.value <= LIVED[1]:
        return None
    text = side.annotated.page.text
    before = [m for m in side.mentions if m.type == "PER" and m.span.end <= figure.span.start]
    if not before:
        return None
    nearest = max(before, key=lambda m: m.span.end)
    between = text[nearest.span.end : figure.span.start]
    if not re.match(r"\s?[,(]", between) or len(between.split()) > BESIDE + 1:
        return None
    known = reading.entity_of.get(nearest.id)
    return nearest.id if known is None else known.id


def of_others(figure: Figure, side: Side) -> bool:
    """Whether a figure counts others than somebody told of: "four other people", "otros cuatro".

    Args:
        figure: of the member.
        side: the member.
    """
    if figure.unit != "count":
        return False
    text = side.annotated.page.text
    before = text[max(0, figure.span.start - AROUND) : figure.span.start].lower().split()[-1:]
    behind = text[figure.span.end : figure.span.end + AROUND].lower().split()[:2]
    return holds(" ".join([*before, *behind]), side.language, "others")
