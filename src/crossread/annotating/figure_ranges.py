"""Two quantities → one figure: ranges and ratios.

In: a quantity in its sentence. Out: the other end of the range that it opens ("10 to 15 million",
"between 5 and 8 percent", "two or three"), or the ratio ("one in five"). The first end shares the
scale and unit of the second; "from 5% to 8%" tells a change and is no range.
"""

from __future__ import annotations

from math import floor, log

from crossread.annotating.figure_words import Quantity
from crossread.annotating.quantities import Row, quantity_at
from crossread.annotating.tokens import joined

MAX_OR = 3.0  # "two or three" is a range, "two or fifty" is not: the ratio between the ends

MAX_WHOLE = 10.0  # "$1m to $5m" is a range, "€100m to €3.4bn" is not

_DASHES = frozenset("-–—‑~")


def range_from(row: Row, a: Quantity, floor_: int) -> tuple[int, Quantity] | None:
    """The other end of the range that a quantity opens.

    Args:
        row: the sentence.
        a: the quantity.
        floor_: tokens before this one belong to the figure before.

    Returns:
        The range's first token and its other end; None where it opens none.
    """
    items, rules = row.items, row.rules
    if a.number.kind not in ("cardinal", "one", "fraction") or a.last >= len(items):
        return None
    opened = rules.between.ending(items, a.first)
    if opened is not None and opened[0] >= floor_:
        link = rules.and_.at(items, a.last)
        b = quantity_at(row, link[0]) if link and link[0] < len(items) else None
        if link is None and rules.words.chained_at(items[a.last]):
            b = quantity_at(row, a.last)  # "بين خمسة وعشرة"
        if b is not None and _same(row, a, b) and _rises(a, b):
            return opened[0], b
    dashed = items[a.last].text in _DASHES
    link = (a.last + 1, True) if dashed else rules.to.at(items, a.last)
    if link is None or link[0] >= len(items) or link[0] in row.masked:
        return None
    b = quantity_at(row, link[0])
    if b is None or b.number.kind not in ("cardinal", "fraction") or not _same(row, a, b):
        return None
    if not _rises(a, b) or (dashed and _is_chain(row, a, b)):
        return None
    low, high = ends(a, b)
    if _is_change(row, a, b):
        return None
    if a.symbol and b.symbol and not dashed and high > MAX_WHOLE * low:
        return None  # "cut by €100m to €3.4bn": by how much, and to what
    opened = rules.from_range.ending(items, a.first)
    if opened is not None and not dashed and opened[0] >= floor_:
        return opened[0], b
    opened = rules.from_.ending(items, a.first)
    word = items[a.last].low
    if word in rules.or_ and ends(a, b)[1] > MAX_OR * a.value:
        return None
    if opened is not None and not dashed and opened[0] >= floor_:
        if b.kind != "duration":
            return None  # "from 5% to 8%", "from eight to eleven": a change, not a range
        return opened[0], b
    return a.first, b


def change_from(row: Row, a: Quantity) -> tuple[float, str, str] | None:
    """As in "stieg um 5 auf 120 Millionen Euro": value, unit and kind of by how much something changed.

    Args:
        row: the sentence.
        a: the quantity that may tell it; it shares the scale and unit of what was reached.
    """
    if a.symbol or a.number.scaled or not 0 < a.value < 1000 or a.number.kind != "cardinal":
        return None
    link = row.rules.onto.at(row.items, a.last)
    b = quantity_at(row, link[0]) if link and link[0] < len(row.items) else None
    if b is None or b.number.kind != "cardinal" or not _is_change(row, a, b):
        return None
    if not b.number.scaled or b.value < 1000:
        return a.value, b.symbol, b.kind
    scale = 1000.0 ** floor(log(b.value, 1000) + 1e-9)
    return a.value * scale, b.symbol, b.kind


def _is_change(row: Row, a: Quantity, b: Quantity) -> bool:
    """Whether a number tells by how much, the other to what: "rose by 5 to 120", not "by 5 to 10"."""
    if row.rules.by.ending(row.items, a.first) is None:
        return False
    if row.rules.onto.at(row.items, a.last) is None:
        return False
    low, high = ends(a, b)
    return row.rules.to.at(row.items, a.last) is None or high > MAX_WHOLE * low


def _same(row: Row, a: Quantity, b: Quantity) -> bool:
    if a.symbol and not b.symbol and a.kind != "money":
        return row.items[a.last].text in _DASHES  # not "1.2% to 34,500"
    return not a.symbol or not b.symbol or a.symbol == b.symbol


def _rises(a: Quantity, b: Quantity) -> bool:
    low, high = ends(a, b)
    return low < high


def ends(a: Quantity, b: Quantity) -> tuple[float, float]:
    """As in "10 to 15 million": the first end shares the scale of the second."""
    if (
        b.value > a.value
        and b.value >= 1000
        and a.value < 1000
        and not a.number.scaled
        and (b.number.scaled or b.value != b.number.value)
    ):
        scale = 1000.0 ** floor(log(b.value, 1000) + 1e-9)
        if a.value * scale < b.value:
            return a.value * scale, b.value
    return a.value, b.value


def _is_chain(row: Row, a: Quantity, b: Quantity) -> bool:
    """`1-2-3` and `F-15-16` are no ranges."""
    items = row.items
    before = a.first > 1 and items[a.first].glued and items[a.first - 1].text in _DASHES
    after = b.last + 1 < len(items) and items[b.last].text in _DASHES and joined(items, b.last)
    return before or (after and items[b.last + 1].kind == "digits")


def ratio_from(row: Row, a: Quantity) -> tuple[int, float] | None:
    """As in "one in five", "trois sur quatre": one past its last token, and its value."""
    if a.symbol or a.value != int(a.value) or not 0 < a.value < 100:
        return None
    link = row.rules.ratio.at(row.items, a.last)
    bare = row.rules.ratio_bare.at(row.items, a.last) if link is None else None
    link = link or bare
    b = quantity_at(row, link[0]) if link and link[0] < len(row.items) else None
    if b is None or b.symbol or b.number.kind != "cardinal" or not a.value < b.value <= 1000:
        return None
    if bare and row.rules.nouns.after(row.items, b.last, row.masked, plain=False) is not None:
        return None  # "een van de zes zenders" is one of them
    if b.value != int(b.value) or (a.value > 1 and b.value not in (3, 4, 5, 10, 100, 1000)):
        return None
    return b.last, a.value / b.value
