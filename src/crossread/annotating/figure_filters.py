"""Whether a quantity is a figure at all.

In: a quantity in its sentence. Out: yes or no. Not figures, by rule: parts of names and labels
("Article 5", "F-16", "G7", "Boeing 737", "9/11"), of addresses and versions; list numbers;
leading-zero codes; "one" and "un/ein/uno" where they can be article or pronoun; "first" in words;
plain years; "the millions of", which names those spoken of.
"""

from __future__ import annotations

import unicodedata

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
    if before is not None and items[q.first].glued and q.first > floor_ and not _led(row, q):
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
    if number.words and _in_name(row, q):
        return False
    if not q.symbol and not number.scaled and number.words and _is_weak(row, q):
        return False
    if (
        number.words
        and not (number.kind == "fraction" and number.last > number.first + 1)  # "i due terzi"
        and not q.symbol
        and not number.scaled
        and before is not None
        and before.low in row.rules.both
        and not _counts(row, q)
    ):
        return False  # "les deux", "the two": a pronoun
    year = q.last > number.last and _plain_year(items[number.first].text)
    if year and items[number.last].low in row.rules.nouns.stop:
        return False  # "nel 2017 ha"
    if year and q.symbol == "year":
        return row.rules.before.ending(items, q.first) is not None  # "в 2014 году"
    if number.words or q.symbol or number.scaled or number.kind == "fraction":
        return True
    shown = items[number.first].text
    if len(shown) > 1 and shown.startswith("0") and shown.isdecimal():
        return False
    if q.first == 0 and q.last < len(items) and items[q.last].text in ").":
        return len(items) <= q.last + 1
    return not _is_year(row, q, shown) and not _is_name(row, q, floor_)


def _led(row: Row, q: Quantity) -> bool:
    """As in "بـ187", "و500": small words that are written together with digits."""
    prefixes = row.rules.words.glued_prefixes
    return bool(prefixes) and row.items[q.first - 1].low in prefixes and not _touched(row, q)


def _touched(row: Row, q: Quantity) -> bool:
    return q.first > 1 and row.items[q.first - 1].glued and row.items[q.first - 2].kind == "word"


def _is_weak(row: Row, q: Quantity) -> bool:
    """As in "il mezzo", "tu sei": words that are more than a number, and nothing counted behind."""
    word = row.items[q.number.first].low
    before = row.items[q.first - 1].low if q.first else ""
    if q.number.kind == "fraction" and q.value == 0.5 and before in row.rules.words.ordinals.firsts:
        return True  # "the second half", "eerste helft"
    if word in row.rules.needs_unit:
        return True
    lone = q.number.last == q.number.first + 1 and word in row.rules.needs_noun
    return lone and (before in row.rules.verb_before or not _counts(row, q))


def _in_name(row: Row, q: Quantity) -> bool:
    """As in "the Three Gorges", "Dois Irmãos", "le Tre Cime": number words with capitals."""
    items, number = row.items, q.number
    shown = items[number.first].text
    if not shown[0].isupper() or row.title_case or row.rules.nouns.mode == "capital":
        return False
    if len(shown) > 1 and shown.isupper():
        return False
    if q.first and items[q.first - 1].kind == "word":
        if number.kind == "fraction":
            return True
        if q.symbol or number.scaled or number.kind in ("vague", "one"):
            return False
        counts = row.rules.nouns.endings and row.rules.nouns.mode != "first" and _counts(row, q)
        return not counts or items[q.last].text[0].isupper()
    if not row.rules.capital_names or q.symbol or number.scaled or q.last >= len(items):
        return False
    after = items[q.last]
    return after.kind == "word" and after.text[0].isupper() and not after.text.isupper()


def _ends_well(row: Row, q: Quantity) -> bool:
    """Whether what touches the end of a quantity lets it be one."""
    items, i = row.items, q.last
    text = items[i].text
    more = i + 1 < len(items) and items[i + 1].glued
    if text in "'’" and more and q.number.words and items[i + 1].kind == "word":
        return False  # "сім'я"
    if unicodedata.category(text[0]) == "Mn" and more and q.number.words:
        return items[i + 1].kind != "word" or len(items[i + 1].text) == 1  # "ستُعدّ" is a verb
    if items[i].kind == "word" and row.rules.words.glued_prefixes and not text.isascii():
        return not q.number.words  # "18ولاية": no space after digits
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
        if rules.words.half_after.ending(items, q.last) is not None:
            return True  # "un an et demi"
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


def _plain_year(shown: str) -> bool:
    """Four digits that are no round number of years: 2014, not 2000."""
    return len(shown) == 4 and shown.isdecimal() and shown[2:] != "00" and shown[0] in "12"


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
