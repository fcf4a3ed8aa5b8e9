"""Figure → what stands beside it to bound it: "about", "more than", "up to", ….

In: a figure's place among the tokens of its sentence. Out: the place with the words that bound it,
and what they say. A preposition may stand between ("почти на треть"). Where "up to" is one word with
"to" ("do", "до", "hasta"), a verb or noun of change before it tells what was reached: "spadł do 42,50
zł" is no bound.
"""

from __future__ import annotations

from crossread.annotating.figure_words import Approximation
from crossread.annotating.quantities import Row

REACH = 6  # tokens between a verb of change and its "to": "spadła wczoraj na giełdzie do"

_PAUSES = frozenset('.;:!?,()–—“”"«»…')


def bounded(row: Row, first: int, last: int, floor_: int) -> tuple[int, int, Approximation | None]:
    """The words beside a figure that bound it.

    Args:
        row: the sentence.
        first: index of the figure's first token.
        last: one past its last token.
        floor_: tokens before this one belong to the figure before.

    Returns:
        First token and one past the last with these words, and what they say.
    """
    before = _before(row, first, floor_)
    if before is not None:
        return before[0], last, before[1]
    after = row.rules.after.at(row.items, last)
    if after is not None:
        return first, after[0], after[1]
    return first, last, None


def _before(row: Row, first: int, floor_: int) -> tuple[int, Approximation] | None:
    rules = row.rules
    found = rules.before.ending(row.items, first)
    if found is not None and floor_ and found[0] == floor_ and rules.to.at(row.items, floor_):
        return None  # "с 5% до 8%": what it became, not a bound
    if found is not None and _is_topic(row, found[0], first):
        return None
    if found is not None and _is_reached(row, found[0], first, floor_):
        return _across(row, found[0], floor_)
    if found is None and first and row.items[first - 1].low in rules.across:
        return _across(row, first - 1, floor_)
    return (found[0], found[1]) if found is not None and found[0] >= floor_ else None


def _across(row: Row, link: int, floor_: int) -> tuple[int, Approximation] | None:
    """What bounds a figure from before its preposition: "более чем на 20%", "prawie do 40 zł"."""
    found = row.rules.before.ending(row.items, link)
    if found is None or found[0] < floor_ or found[1] == "up to":
        return None
    if row.rules.averages.ending(row.items, link) is not None:
        return None  # "в среднем на 100 жителей": a rate
    return found[0], found[1]


def _is_reached(row: Row, start: int, end: int, floor_: int) -> bool:
    """Whether "to" before a number tells what something rose or fell to."""
    items, rules = row.items, row.rules
    if rules.changes is None or rules.reached.at(items, start) is None:
        return False
    if rules.reached.ending(items, end) is None or rules.money_of.ending(items, start):
        return False  # "multas de hasta 3 millones"
    i = start - 1
    while floor_ and i >= floor_ and items[i].text in ".,":
        i -= 1  # "spadł o 5 proc., do 42,50 zł"
    stop = max(-1, i - REACH)
    while i > stop and items[i].text not in _PAUSES:
        if items[i].kind == "word" and rules.changes.match(items[i].low):
            return True
        i -= 1
    return False


def _is_topic(row: Row, start: int, end: int) -> bool:
    """Whether what stands before a number tells what something is of: "ein Vertrag über 61 Millionen"."""
    items, rules = row.items, row.rules
    if start < 1 or end - start > 1 or items[start].low not in rules.topic:
        return False
    return rules.topical(items[start - 1].low)
