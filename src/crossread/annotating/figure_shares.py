"""A quantity → the share that it tells, where other words than "one in five" tell it.

In: a quantity in its sentence. Out: "jede vierte Stelle", "co czwarty" as one fourth; "un salarié
sur quatre", a ratio with what it counts in between.
"""

from __future__ import annotations

from typing import NamedTuple

from crossread.annotating.figure_words import Quantity
from crossread.annotating.quantities import Row, quantity_at
from crossread.annotating.units import unit_at

MAX_PARTS = 100  # "one worker in four", not "one case in 2019"
NOUNS = 2  # words between "one" and "in four": a noun, and an adjective


class Share(NamedTuple):
    """A share of a whole.

    Args:
        first: index of its first token.
        last: one past the index of its last token.
        value: the share.
        of: first and one past the last token of what it counts, where that stands within.
    """

    first: int
    last: int
    value: float
    of: tuple[int, int] | None


def share_from(row: Row, q: Quantity, floor_: int) -> Share | None:
    """The share that a quantity opens or ends.

    Args:
        row: the sentence.
        q: the quantity.
        floor_: tokens before this one belong to the figure before.
    """
    return _every(row, q, floor_) or _apart(row, q)


def _every(row: Row, q: Quantity, floor_: int) -> Share | None:
    """As in "jeder Vierte", "каждая третья семья"; not of times, as in "jede zweite Woche"."""
    if q.number.kind != "ordinal" or not 2 <= q.value <= MAX_PARTS or not q.number.words:
        return None
    opened = row.rules.every.ending(row.items, q.first)
    if opened is None or opened[0] < floor_:
        return None
    unit = unit_at(row.items, q.last, row.rules.units)
    if unit is not None:
        return None
    return Share(opened[0], q.last, 1.0 / q.value, None)


def _apart(row: Row, q: Quantity) -> Share | None:
    """As in "un salarié sur quatre": a ratio around its noun."""
    items, rules = row.items, row.rules
    if q.number.kind != "one" or q.symbol:
        return None
    for i in range(q.last, min(q.last + NOUNS + 1, len(items))):
        link = rules.ratio_apart.at(items, i) if i > q.last else None
        if link is not None:
            value = _parts(row, link[0])
            return Share(q.first, value[0], value[1], (q.last, i)) if value is not None else None
        if items[i].kind != "word" or rules.nouns.stops(items[i]) or i in row.masked:
            return None
    return None


def _parts(row: Row, i: int) -> tuple[int, float] | None:
    """The whole of a ratio: one past its last token, and one part of it; nothing may be counted."""
    whole = quantity_at(row, i) if i < len(row.items) else None
    if whole is None or whole.symbol or whole.number.kind != "cardinal" or whole.number.scaled:
        return None
    if whole.value != int(whole.value) or not 2 <= whole.value <= MAX_PARTS:
        return None
    if row.rules.nouns.after(row.items, whole.last, row.masked, plain=False) is not None:
        return None  # "una donna su quattro ruote"
    return whole.last, 1.0 / whole.value
