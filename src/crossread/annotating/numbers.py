"""Text → tokens → numbers, in digits and in words, as each language writes them.

In: the text of a sentence and the `[figures]` table of its language. Out: tokens, and at a token
the number that begins there. Why tokens and not one large pattern: number words are built by
adding and multiplying ("quatre-vingt-dix-sept", "zwei Millionen dreihunderttausend"), which a
pattern cannot do; and one pass over tokens costs the same for every sentence, whatever it holds.

Nothing here knows a word of any language: they come from `number_words`. The rule for `1.234`: a lone mark before
exactly three digits groups thousands if the language writes thousands so, else it is the decimal
mark; where both marks occur, the last is the decimal mark, whatever the language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from math import floor, log
from typing import NamedTuple

from crossread.annotating.number_words import Lexicon, lexicon
from crossread.annotating.sums import Sum
from crossread.annotating.tokens import SPACES, Phrasebook, Token, joined

__all__ = ["Lexicon", "Number", "digits_value", "lexicon", "number_at"]

MAX_DIGITS = 18  # longer runs of digits are codes, not quantities (the world's wealth has 15)
MAX_WORDS = 40  # tokens of one number; the longest in use has about 20


class Number(NamedTuple):
    """A number read from tokens.

    Args:
        first: index of its first token.
        last: one past the index of its last token.
        value: what it says.
        kind: `cardinal`, `ordinal`, `fraction` (a third), `vague` (dozens) or `one` (a word that
            may be an article or a pronoun as well).
        words: whether it begins with a word.
        about: whether the word itself is approximate ("une dizaine").
        scaled: whether a word such as "million" took part.
    """

    first: int
    last: int
    value: float
    kind: str
    words: bool
    about: bool = False
    scaled: bool = False


def digits_value(text: str, decimal: str) -> float | None:
    """The value of a number in digits.

    Args:
        text: digits with grouping and decimal marks.
        decimal: the decimal mark of the language.

    Returns:
        The value; None for runs too long to be a quantity.
    """
    if len(text) > 2 * MAX_DIGITS:
        return None
    bare = "".join(c for c in text if c not in SPACES and c not in "'’").replace("٫", ".")
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        mark = "." if bare.rindex(".") > bare.rindex(",") else ","
        bare = bare.replace("," if mark == "." else ".", "").replace(mark, ".")
    elif points + commas > 1:
        bare = bare.replace(".", "").replace(",", "")
    elif points + commas == 1:
        mark = "." if points else ","
        whole, after = bare.split(mark)
        grouped = len(after) == 3 and mark != decimal and 1 <= len(whole) <= 3
        grouped = grouped and whole != "0"
        bare = whole + after if grouped else f"{whole}.{after}"
    if sum(c.isdigit() for c in bare) > MAX_DIGITS:
        return None
    return float(bare)


def number_at(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    """The number that begins at token `i`.

    Args:
        items: the tokens of the text.
        i: index of the first token.
        words: the language's number words.

    Returns:
        The longest number found, or None.
    """
    token = items[i]
    if token.kind == "digits":
        return _in_digits(items, i, words)
    if len(token.text) == 1 and unicodedata.category(token.text) == "No":
        return _vulgar(items, i, i, 0.0, words)
    if token.kind != "word" or not words.may_begin(token.low):
        return None
    return _in_words(items, i, words)


def _in_digits(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    value = digits_value(items[i].text, words.decimal)
    if value is None:
        return None
    last = i + 1
    while last < len(items) and items[last].text in "٬،" and joined(items, last):
        more = items[last + 1].text  # Arabic marks that group thousands
        if len(more) != 3 or not more.isdecimal() or value > 10**MAX_DIGITS:
            break
        value, last = value * 1000 + int(more), last + 2
    if last < len(items) and items[last].glued and value == int(value):
        hyphen = items[last].text == "-" and joined(items, last)
        suffix = items[last + 1].low if hyphen else items[last].low
        point = (
            items[last].text == "." and joined(items, last) and items[last + 1].low in ("º", "ª")
        )
        hyphen, suffix = hyphen or point, items[last + 1].low if point else suffix
        if suffix in words.digit_suffixes:
            return Number(i, last + 1 + hyphen, value, "ordinal", words=False)
        if suffix in words.digit_endings:
            last += 1 + hyphen  # "5-ти", the case written out
    mixed = _vulgar(items, i, last, value, words)
    if mixed is not None:
        return mixed
    fraction = _slashed(items, i, words)
    if fraction is not None:
        return fraction
    total = Sum(words.vigesimal, words.reversed, words.hundred_below)
    total.parts, total.current = [], value
    end = _multiply(items, last, total, words)
    number = Number(i, end, total.value(), "cardinal", words=False, scaled=end > last)
    return _with_half(items, _continued(items, number, words), words)


def _continued(items: Sequence[Token], number: Number, words: Lexicon) -> Number:
    """As in "3 млн 500 тыс.", "un milione e 200mila", "3 آلاف و500": a smaller scale behind."""
    if not number.scaled or number.value < 1000:
        return number
    scale = 1000.0 ** floor(log(number.value, 1000) + 1e-9)
    after = number.last
    linked = after < len(items) and items[after].low in words.joiners
    after += linked
    if number.value % scale or after >= len(items) or items[after].kind != "digits":
        return number
    more = _in_digits(items, after, words)
    if more is None or more.kind != "cardinal" or not 0 < more.value < scale:
        return number
    plain = not more.scaled or more.value < 1000
    if plain and not (linked and items[after].glued and items[after - 1].low in words.joiners):
        return number
    return number._replace(last=more.last, value=number.value + more.value)


def _multiply(items: Sequence[Token], last: int, total: Sum, words: Lexicon) -> int:
    """Apply the scale words that follow ("million", "hundred", "bn") to a number in digits."""
    while last < len(items):
        after = last + 1 if items[last].low == "-" and joined(items, last) else last
        step = words.elements.at(items, after)
        if step is not None and step[1][0] != "add":
            fits = step[1][0] == "scale" or step[1][1] != 100 or words.digits_hundred
            if fits and total.take(step[1][0], step[1][1]):
                last = step[0]
                continue
        short = words.abbreviations.at(items, after)
        if short is not None and total.take("scale", float(short[1])):
            last = short[0]
            if last < len(items) and items[last].text == "." and items[last].glued:
                last += 1
            continue
        break
    return last


def _vulgar(
    items: Sequence[Token], first: int, i: int, whole: float, words: Lexicon
) -> Number | None:
    """A fraction in one character (½), alone or after a whole number."""
    if i >= len(items) or len(items[i].text) != 1 or (first != i and not items[i].glued):
        return None
    sign = items[i].text
    if unicodedata.category(sign) != "No" or "FRACTION" not in unicodedata.name(sign, ""):
        return None
    value = whole + float(unicodedata.numeric(sign))
    kind = "cardinal" if first != i else "fraction"
    return _rescaled(items, Number(first, i + 1, value, kind, words=False), words)


_DENOMINATORS = (2, 3, 4, 5, 6, 8, 10, 16, 100)


def _slashed(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    """`3/4` and `10 1/2`; not 9/11 and 24/7."""

    def pair(at: int) -> float | None:
        if at + 2 >= len(items) or items[at + 1].text not in ("/", "⁄"):
            return None
        top, bottom = items[at].text, items[at + 2].text
        if not (joined(items, at + 1) and top.isdecimal() and bottom.isdecimal()):
            return None
        if len(top) > 2 or len(bottom) > 3 or int(bottom) not in _DENOMINATORS:
            return None
        if at + 3 < len(items) and items[at + 3].text == "/" and items[at + 3].glued:
            return None
        return int(top) / int(bottom) if 0 < int(top) < int(bottom) else None

    value = pair(i)
    if value is not None:
        return _rescaled(items, Number(i, i + 3, value, "fraction", words=False), words)
    value = pair(i + 1) if items[i].text.isdecimal() and i + 1 < len(items) else None
    if value is None or items[i + 1].glued:
        return None
    return Number(i, i + 4, int(items[i].text) + value, "cardinal", words=False)


def _in_words(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    for book, kind in ((words.vague, "vague"), (words.collectives, "about")):
        found = _vague(items, i, words, book, kind)
        if found is not None:
            return found
    half = words.halves.at(items, i)
    if half is not None:
        return _rescaled(items, Number(i, half[0], 0.5, "fraction", words=True), words)
    part = None
    if items[i].low in words.part_firsts:
        part = words.parts.at(items, i) or _definite_part(items, i, words)
    if part is not None:
        top, bottom = part[1]
        return _rescaled(items, Number(i, part[0], top / bottom, "fraction", words=True), words)
    start = i + 1 if items[i].low in words.articles and i + 1 < len(items) else i
    number = _sum_words(items, start, words)
    if number is None:
        if start > i:
            fraction = words.fractions.at(items, start)
            if fraction is not None:
                return _fraction(items, i, start, 1.0, words)
        known = words.compound or items[i].low in words.ordinals.firsts
        ordinal = _ordinal(items, i, words) if known else None
        if ordinal is not None:
            return Number(i, ordinal[0], ordinal[1], "ordinal", words=True)
        return _lone_fraction(items, i, words)
    if start > i:
        step = words.elements.at(items, start)
        if step is None or step[1][0] == "add":
            return None
        number = number._replace(first=i)
    if number.kind == "ordinal":
        return number
    after = number.last
    if after < len(items) and items[after].low == "-" and joined(items, after):
        after += 1
    if number.value == int(number.value) and words.fractions.at(items, after) is not None:
        fraction_found = _fraction(items, i, after, number.value, words)
        if fraction_found is not None:
            return fraction_found
    if number.last == i + 1 and items[i].low in words.ones:
        number = number._replace(kind="one")
    several = words.vague.at(items, number.last) if number.last == i + 1 else None
    if several is not None and number.kind == "cardinal" and 2 <= number.value < 10:
        value = number.value * float(several[1])  # "двум сотням": so many dozens or hundreds
        return number._replace(last=several[0], value=value, about=True, scaled=True)
    return _with_half(items, _continued(items, number, words), words)


def _definite_part(
    items: Sequence[Token], i: int, words: Lexicon
) -> tuple[int, tuple[float, float]] | None:
    """As in "خمس السكان": a number word that is a part where what follows has the article."""
    found = words.parts_definite.at(items, i)
    if found is None or found[0] >= len(items):
        return None
    return found if items[found[0]].low.startswith(words.definite_prefix) else None


def _ordinal(items: Sequence[Token], i: int, words: Lexicon) -> tuple[int, float] | None:
    """As in "third", "vigésimo quinto", "الخامسة والعشرون": one past its last token, and its value."""
    found = words.ordinals.at(items, i)
    if found is None and items[i].kind == "word":
        cut = words.split(items[i].low)
        found = (i + 1, cut[0]) if cut and cut[1] == "ordinal" else None
    if found is None:
        return None
    last, value = found[0], float(found[1])
    total = Sum(words.vigesimal, words.reversed, words.hundred_below)
    while last < len(items):
        total.join = words.chained_ordinals.at(items, last) is not None
        after = last + 1 if items[last].low == "-" and joined(items, last) else last
        more = words.chained_ordinals.at(items, last) or words.ordinals.at(items, after)
        if more is None or more[1] >= 1000 or not total.fits(value, float(more[1])):
            break
        last, value = more[0], value + float(more[1])
    return last, value


def _vague(
    items: Sequence[Token], i: int, words: Lexicon, book: Phrasebook, kind: str
) -> Number | None:
    """As in "dozens", "tens of thousands", "une dizaine", "deux douzaines"."""
    found = book.at(items, i)
    if found is None:
        return None
    last, value = found[0], float(found[1])
    while last < i + MAX_WORDS:
        after = last
        while after < min(len(items), last + 3) and (
            items[after].low in words.of or items[after].text == "'"
        ):
            after += 1
        more = words.vague.at(items, after) or words.elements.at(items, after)
        if more is None or after == len(items):
            break
        step = more[1] if isinstance(more[1], tuple) else ("scale", float(more[1]))
        if step[0] != "scale":
            break
        last, value = more[0], value * step[1]
    sort = "vague" if kind == "vague" else "cardinal"
    return Number(i, last, value, sort, words=True, about=kind == "about", scaled=True)


def _sum_words(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    total = Sum(words.vigesimal, words.reversed, words.hundred_below)
    last = i
    p = i
    while p < min(len(items), i + MAX_WORDS):
        if p > i:
            if items[p].low == "-" and joined(items, p):
                p += 1
            if p < len(items) and items[p].low in words.joiners:
                total.join = True
                p += 1
                if p < len(items) and items[p].low == "-":
                    p += 1
                if p >= len(items):
                    break
        step = (words.openers if p == i else words.elements).at(items, p)
        if step is None and p > i and words.linked:
            step = words.chained.at(items, p)
            total.join = total.join or step is not None
        if step is None and items[p].kind == "word":
            cut = words.split(items[p].low)
            if cut is not None and cut[1] == "cardinal":
                step = (p + 1, ("add", cut[0]))
            elif cut is not None and total.value() >= 100:
                return Number(i, p + 1, total.value() + cut[0], "ordinal", words=True)
        if (
            step is not None
            and total.join
            and (not _joins(total, step[1]) or words.fractions.at(items, step[0]) is not None)
        ):
            step = None  # "five million and three quarters": the part is added later
        if step is None or not total.take(*step[1]):
            break
        last = p = step[0]
    if last == i:
        return None
    ordinal = _ordinal_end(items, last, total, words)
    if ordinal is not None:
        return Number(i, ordinal[0], ordinal[1], "ordinal", words=True)
    value = total.value()
    if last < len(items) and items[last].low in words.point:
        value, last = _point(items, last, value, words)
    return Number(i, last, value, "cardinal", words=True, scaled=total.scaled)


def _joins(total: Sum, step: tuple[str, float]) -> bool:
    """After "and" only an addend may come, smaller than what stands before."""
    kind, value = step
    if kind == "scale" or (kind == "times" and value != 100):
        return False
    if total.current is not None:
        return kind == "add" and total.fits(total.current, value)
    return bool(total.parts) and (value < 1000)


def _ordinal_end(
    items: Sequence[Token], last: int, total: Sum, words: Lexicon
) -> tuple[int, float] | None:
    after = last
    if (after < len(items) and items[after].low == "-" and joined(items, after)) or (
        after < len(items) and items[after].low in words.joiners
    ):
        after += 1
    found = words.ordinals.at(items, after)
    if found is None:
        return None
    value = float(found[1])
    if value >= 100:
        return (found[0], total.value() * value) if after == last else None
    if total.current is not None and not total.fits(total.current, value):
        return None
    if after > last and items[last].low in words.joiners and total.value() < 100:
        return None
    return found[0], total.value() + value


def _point(items: Sequence[Token], i: int, value: float, words: Lexicon) -> tuple[float, int]:
    """As in "two point five": the digits after the word for the decimal mark."""
    shown = ""
    last = i + 1
    while last < len(items) and len(shown) < 12:
        step = words.elements.at(items, last)
        if step is None or step[1][0] != "add" or step[1][1] != int(step[1][1]):
            break
        if step[1][1] >= 10 and shown:
            break
        shown += str(int(step[1][1]))
        last = step[0]
    if not shown:
        return value, i
    value += float("0." + shown)
    scale = words.elements.at(items, last)
    if scale is not None and scale[1][0] == "scale":
        return value * float(scale[1][1]), scale[0]
    return value, last


def _fraction(
    items: Sequence[Token], first: int, i: int, top: float, words: Lexicon
) -> Number | None:
    """As in "a third", "two thirds": `i` is the denominator's token.

    Where the word is an ordinal too ("a third attempt"), it is a fraction only before "of", at
    the end of a clause, before "less", or joined by a hyphen to the numerator.
    """
    found = words.fractions.at(items, i)
    if found is None:
        return None
    last, bottom = found[0], float(found[1])
    if words.of and words.ordinals.at(items, i) is not None and top == 1:
        hyphen = i > first and items[i - 1].low == "-"
        ends = last >= len(items) or (items[last].kind == "sign" and items[last].text not in "-'’")
        if (
            not hyphen
            and not (i > first and ends)
            and items[min(last, len(items) - 1)].low not in words.of
            and not (i > first and words.compared.at(items, last))
        ):
            return None
        if i == first:
            return None
    if top >= bottom and bottom > 2:
        return None
    return _rescaled(items, Number(first, last, top / bottom, "fraction", words=True), words)


def _lone_fraction(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    """As in "quarter million"; a fraction word without a number counts only before a scale."""
    found = words.fractions.at(items, i)
    if found is None:
        return None
    number = Number(i, found[0], 1.0 / float(found[1]), "fraction", words=True)
    scaled = _rescaled(items, number, words)
    return scaled if scaled.scaled else None


def _rescaled(items: Sequence[Token], number: Number, words: Lexicon) -> Number:
    """As in "half a million", "three quarters of a million", "un demi-million"."""
    after = number.last
    while after < min(len(items), number.last + 4) and (
        items[after].low in words.of
        or items[after].low in words.articles
        or (items[after].text in "-'’" and items[after].glued)
    ):
        after += 1
    step = words.elements.at(items, after) or words.collectives.at(items, after)
    if step is None:
        return number
    kind, value = step[1] if isinstance(step[1], tuple) else ("scale", float(step[1]))
    if kind == "add" or value < 12:
        return number
    if after > number.last + 3:
        return number
    return number._replace(last=step[0], value=number.value * value, kind="cardinal", scaled=True)


def _with_half(items: Sequence[Token], number: Number, words: Lexicon) -> Number:
    """As in "two and a half million", "one and three quarters"."""
    half = words.half_after.at(items, number.last)
    part = None
    if half is None and number.last < len(items) and items[number.last].low in words.joiners:
        part = _part(items, number.last + 1, words) if number.value >= 1 else None
    chained = None
    if words.linked and half is None and part is None:
        chained = words.chained_parts.at(items, number.last)
    if chained is not None and number.value >= 1:
        top, bottom = chained[1]
        part = Number(number.last, chained[0], top / bottom, "fraction", words=True)
    if half is None and part is None:
        return number
    last, value = (half[0], 0.5) if half is not None else (number.last, 0.0)
    if part is not None:
        last, value = part.last, part.value
    unit = 1.0
    if number.scaled and number.last > number.first:
        step = words.openers.ending(items, number.last)
        unit = float(step[1][1]) if step and step[1][0] == "scale" else 1.0
    mixed = number._replace(last=last, value=number.value + value * unit, kind="cardinal")
    return mixed if number.scaled else _rescaled(items, mixed, words)


def _part(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    """The fraction that begins at token `i` ("two thirds", "a quarter"), for mixed numbers."""
    if i >= len(items) or items[i].kind != "word":
        return None
    whole = words.parts.at(items, i)
    if whole is not None:
        return Number(i, whole[0], whole[1][0] / whole[1][1], "fraction", words=True)
    start = i + 1 if items[i].low in words.articles and i + 1 < len(items) else i
    top = _sum_words(items, start, words) if start == i else None
    at, value = (top.last, top.value) if top is not None else (start, 1.0)
    found = words.fractions.at(items, at)
    if found is None or at == i or value >= float(found[1]):
        return None
    return Number(i, found[0], value / float(found[1]), "fraction", words=True)
