"""Whether a quantity is a figure at all.

In: a quantity in its sentence. Out: yes or no. Not figures, by rule: parts of names and labels
("Article 5", "F-16", "G7", "Boeing 737", "9/11"), of addresses and versions; list numbers;
leading-zero codes; "one" and "un/ein/uno" where they can be article or pronoun; "first" in words;
plain years; "the millions of", which names those spoken of.
"""

from __future__ import annotations

from crossread.annotating.figure_ranges import range_from, ratio_from
from crossread.annotating.figure_words import Quantity
from crossread.annotating.quantities import Row

FIRST_YEAR, LAST_YEAR = 1500, 2099  # plain four-digit numbers between are years until shown else
TENS_IN_ONE_WORD = (1e4, 1e5)  # "Zehntausende", as "tens of thousands", do say an amount


def is_figure(row: Row, q: Quantity, floor_: int) -> bool:
    """Whether a quantity is a figure.

    Args:
        row: the sentence.
        q: the quantity.
        floor_: tokens before this one belong to the figure before.
    """
    items, number = row.items, q.number
    signed = q.first < number.first and q.kind == "money"
    before = items[q.first - 1] if q.first else None
    if before is not None and items[q.first].glued and q.first > floor_:
        if before.kind in ("word", "code", "date", "clock", "url") and not signed:
            return False
        if before.text in "/#@=_\\&" or (before.text in ".:" and not signed):
            return False
        if before.text in "-‑–+" and q.first > 1 and items[q.first - 1].glued and not signed:
            score = items[q.first - 2].kind == "digits" and before.text != "+"
            return score and not (q.first > 2 and items[q.first - 2].glued)
    if q.last < len(items) and items[q.last].glued and not _ends_well(row, q):
        return False
    if number.kind == "one":
        return _is_one(row, q)
    if number.kind == "ordinal":
        return _is_ordinal(row, q)
    if number.kind == "vague" and number.last == number.first + 1:
        named = before is not None and before.low in row.rules.definite
        if named and number.value not in TENS_IN_ONE_WORD:
            return False  # "the millions of deaths"
    label = row.rules.labels.ending(items, q.first - (before is not None and before.text == "."))
    if label is not None and not signed and not q.symbol and not number.scaled:
        return False
    if before is not None and before.text in ("§", "№", "#", "°") and not q.symbol:
        return False
    shown_first = items[number.first].text
    if (
        number.kind == "fraction"
        and number.words
        and shown_first[0].isupper()
        and q.first
        and items[q.first - 1].kind == "word"
        and not row.title_case
    ):
        return False  # part of a name
    if (
        number.words
        and not q.symbol
        and not number.scaled
        and before is not None
        and before.low in row.rules.both
        and not _counts(row, q)
    ):
        return False  # "les deux", "the two": a pronoun
    if number.words or q.symbol or number.scaled or number.kind == "fraction":
        return True
    shown = items[number.first].text
    if len(shown) > 1 and shown.startswith("0") and shown.isdecimal():
        return False
    if q.first == 0 and q.last < len(items) and items[q.last].text in ").":
        return len(items) <= q.last + 1
    return not _is_year(row, q, shown) and not _is_name(row, q, floor_)


def _ends_well(row: Row, q: Quantity) -> bool:
    """Whether what touches the end of a quantity lets it be one."""
    items, i = row.items, q.last
    text = items[i].text
    more = i + 1 < len(items) and items[i + 1].glued
    if items[i].kind in ("word", "digits", "code", "date", "clock", "url"):
        return q.symbol == "" and items[i].kind == "word" and q.number.words is True
    if text in "/:_@=\\" and more:
        return text == "/" and bool(q.symbol)
    if text == "." and more and items[i + 1].kind in ("word", "digits"):
        return items[i + 1].text[0].isupper() and items[i + 1].kind == "word"
    if text in "-‑" and more and not q.symbol and items[i + 1].kind == "word":
        return not items[i + 1].text[0].isupper() or row.rules.nouns.mode == "capital"
    return True


def _is_one(row: Row, q: Quantity) -> bool:
    items, rules = row.items, row.rules
    near = rules.before.ending(items, q.first) is not None
    if q.first < q.number.first:
        return True  # "minus one", "$ one"
    if q.symbol:
        if near or q.kind in ("money", "percent"):
            return True
        if q.kind == "measure":
            return q.symbol != "lb"  # "un livre" is a book
        if q.first and items[q.first - 1].low in rules.one_before:
            return True
        return bool(rules.not_one) and q.symbol != "day" and _free_one(row, q)
    if rules.ratio.at(items, q.last) is not None and ratio_from(row, q) is not None:
        return True
    linked = rules.to.at(items, q.last)
    if linked is not None and range_from(row, q, 0) is not None:
        return True
    if not rules.not_one or q.last >= len(items) or not _free_one(row, q):
        return False
    after = items[q.last]
    if after.text == "-" or after.kind != "word" or after.text[0].isupper():
        return False
    return after.low not in rules.nouns.stop and after.low not in rules.not_one_of


def _free_one(row: Row, q: Quantity) -> bool:
    return q.first == 0 or row.items[q.first - 1].low not in row.rules.not_one


def _is_ordinal(row: Row, q: Quantity) -> bool:
    items, number = row.items, q.number
    shown = items[number.first]
    if not number.words:
        after = items[number.last].text if number.last < len(items) else ""
        club = shown.text == "1" and len(after) > 1 and after.isupper()  # "1. FC"
        return number.value >= 1 and not club
    if number.last == number.first + 1 and shown.low in row.rules.never_ordinal:
        return False
    inner = number.first > 0 and items[number.first - 1].text not in '“"«‘:.!?'
    if shown.text[0].isupper() and inner and not row.title_case:
        return False
    if number.last < len(items) and items[number.last].text[0].isupper():
        return row.rules.nouns.mode == "capital" or not shown.text[0].isupper()
    return True


def _is_year(row: Row, q: Quantity, shown: str) -> bool:
    """Plain 1900–2099 is a year that `times` had no cue for, unless something is counted."""
    if not (len(shown) == 4 and shown.isdecimal() and FIRST_YEAR <= q.value <= LAST_YEAR):
        return False
    if row.rules.before.ending(row.items, q.first) is not None and q.last < len(row.items):
        return not _counts(row, q)
    return not (q.value % 100 == 0 and _counts(row, q))


def _counts(row: Row, q: Quantity) -> bool:
    """Whether a noun that can be counted follows."""
    i = q.last
    if i >= len(row.items):
        return False
    token, nouns = row.items[i], row.rules.nouns
    if nouns.mode == "capital":
        after = row.items[i + 1] if i + 1 < len(row.items) else token
        adjective = token.low not in nouns.stop and after.text[:1].isupper()
        return token.kind == "word" and (token.text[0].isupper() or adjective)
    return nouns.after(row.items, i, row.masked, plain=False) is not None


def _counts_later(row: Row, q: Quantity) -> bool:
    """Whether a plural stands further on in the noun phrase ("12 Tesla chargers")."""
    if row.rules.nouns.mode != "last-plural":
        return row.items[q.last].low in row.rules.nouns.skip
    return _counts(row, q)


def _is_name(row: Row, q: Quantity, floor_: int) -> bool:
    """As in "Boeing 737", "Apollo 11": a small number behind a capitalised word, counting nothing."""
    if q.first == 0 or q.first <= floor_ or row.title_case or q.value >= 10000:
        return False
    before = row.items[q.first - 1]
    if before.kind != "word" or not before.text[0].isupper() or before.low in row.rules.nouns.stop:
        return False
    if q.first == 1 or row.items[q.first - 2].text in ".:!?":
        return False
    if row.rules.nouns.mode == "capital" or not row.rules.nouns.endings:
        return not _counts(row, q)
    after = row.items[q.last] if q.last < len(row.items) else None
    return after is None or not (row.rules.nouns.plural(after) or _counts_later(row, q))
