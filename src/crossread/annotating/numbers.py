"""Text → tokens → numbers, in digits and in words, as each language writes them.

In: the text of a sentence and the `[figures]` table of its language. Out: tokens, and at a token
the number that begins there. Why tokens and not one large pattern: number words are built by
adding and multiplying ("quatre-vingt-dix-sept", "zwei Millionen dreihunderttausend"), which a
pattern cannot do; and one pass over tokens costs the same for every sentence, whatever it holds.

Compound words ("dreihundertneunundneunzig", "ventotto", "tweeëntwintig") are cut into the pieces
of the table; nothing here knows a word of any language. The rule for `1.234`: a lone mark before
exactly three digits groups thousands if the language writes thousands so, else it is the decimal
mark; where both marks occur, the last is the decimal mark, whatever the language.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from crossread.annotating.hints import DIGIT, FRACTION, hints
from crossread.annotating.sums import Sum
from crossread.annotating.tokens import SPACES, Phrasebook, Token, joined
from crossread.languages import table

MAX_DIGITS = 18  # longer runs of digits are codes, not quantities (the world's wealth has 15)
MAX_COMPOUND = 90  # characters; the longest number words in use have about 70
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


class Lexicon:
    """The number words of one language, ready for use.

    Args:
        figures: the `[figures]` table of the language; may be empty.
    """

    def __init__(self, figures: Mapping[str, Any]) -> None:
        self.decimal: str = figures.get("decimal", ".")
        self.compound: bool = figures.get("compound", False)
        self.reversed: bool = figures.get("units_first", False)
        self.vigesimal: bool = figures.get("vigesimal", False)
        self.hundred_below: float = figures.get("hundred_below", 20)
        self.digits_hundred: bool = figures.get("digits_hundred", False)
        self.joiners = frozenset(figures.get("joiners", ()))
        self.articles = frozenset(figures.get("articles", ()))
        self.ones = frozenset(figures.get("ones", ()))
        self.of = frozenset(figures.get("of", ()))
        self.point = frozenset(figures.get("point", ()))
        self.minus = frozenset(figures.get("minus", ()))
        self.suffixes = tuple(figures.get("ordinal_suffixes", ()))
        self.digit_suffixes = frozenset(figures.get("ordinal_marks", ()))
        self.dotted = bool(figures.get("ordinal_dot", False))
        cardinals: Mapping[str, float] = figures.get("cardinals", {})
        multipliers: Mapping[str, float] = figures.get("multipliers", {})
        scales: Mapping[str, float] = figures.get("scales", {})
        elements: dict[str, tuple[str, float]] = {}
        elements.update({w: ("add", float(v)) for w, v in cardinals.items()})
        elements.update(dict.fromkeys(sorted(self.ones), ("add", 1.0)))
        elements.update({w: ("times", float(v)) for w, v in multipliers.items()})
        elements.update({w: ("scale", float(v)) for w, v in scales.items()})
        self.elements = Phrasebook(elements)
        self.ordinals = Phrasebook(figures.get("ordinals", {}))
        self.fractions = Phrasebook(figures.get("fractions", {}))
        self.vague = Phrasebook(figures.get("vague", {}))
        self.collectives = Phrasebook(figures.get("collectives", {}))
        self.halves = Phrasebook(dict.fromkeys(figures.get("halves", ()), 0.5))
        self.half_after = Phrasebook(dict.fromkeys(figures.get("half_after", ()), 0.5))
        self.abbreviations = Phrasebook(figures.get("scale_abbreviations", {}))
        pieces = {w: e for w, e in elements.items() if " " not in w and e[1] < 1e6}
        pieces.update({w: ("add", float(v)) for w, v in figures.get("pieces", {}).items()})
        pieces.update(dict.fromkeys(sorted(self.joiners), ("join", 0.0)))
        self.pieces = pieces if self.compound else {}
        self.ordinal_pieces: Mapping[str, float] = figures.get("ordinals", {})
        self.longest = max((len(w) for w in pieces), default=0)
        self._split: dict[str, tuple[float, str] | None] = {}
        books = (self.elements, self.ordinals, self.fractions, self.vague, self.collectives)
        starts = [*books, self.halves]
        self._firsts = frozenset(w for b in starts for w in b.firsts) | self.articles
        self._openings = frozenset(w[:2] for w in self.pieces)
        named = ("cardinals", "multipliers", "scales", "ordinals", "fractions", "vague")
        listed = (*named, "collectives", "halves", "ones")
        self._needs = hints(phrase for name in listed for phrase in figures.get(name, ()))

    def may_begin(self, word: str) -> bool:
        """Whether a number may begin with this word; a cheap look before the full one."""
        return word in self._firsts or (self.compound and word[:2] in self._openings)

    def may_hold(self, seen: frozenset[str]) -> bool:
        """Whether a sentence may hold a number; articles that count are for `figures` to see.

        Args:
            seen: the sentence at a glance, from `hints.seen`.
        """
        if DIGIT in seen or FRACTION in seen or self._needs is None:
            return True
        if not self._needs.isdisjoint(seen):
            return True
        return self.compound and any(
            word[:2] in self._openings and self.split(word) is not None for word in seen
        )

    def split(self, word: str) -> tuple[float, str] | None:
        """Value and kind of a number written as one word, None for any other word."""
        if not self.compound or not 5 <= len(word) <= MAX_COMPOUND:
            return None
        if word not in self._split:
            if len(self._split) > 50_000:
                self._split.clear()
            self._split[word] = self._cut(word)
        return self._split[word]

    def _cut(self, word: str) -> tuple[float, str] | None:
        value = self._sum(word)
        if value is not None:
            return value, "cardinal"
        for suffix in self.suffixes:
            if word.endswith(suffix):
                value = self._sum(word[: -len(suffix)])
                if value is not None and value >= 1:
                    return value, "ordinal"
        for length in range(min(len(word) - 2, 14), 2, -1):
            last = self.ordinal_pieces.get(word[-length:])
            if last is not None:
                value = self._sum(word[:-length], tail=last)
                if value is not None:
                    return value, "ordinal"
        return None

    def _sum(self, word: str, tail: float | None = None) -> float | None:
        dead: set[int] = set()

        def walk(position: int, sofar: list[tuple[str, float]]) -> float | None:
            if position == len(word):
                total = Sum(self.vigesimal, self.reversed, self.hundred_below)
                steps = [*sofar, ("add", tail)] if tail is not None else sofar
                if steps and all(total.take(kind, value) for kind, value in steps):
                    return total.value()
                return None
            if position in dead:
                return None
            for length in range(min(self.longest, len(word) - position), 0, -1):
                piece = self.pieces.get(word[position : position + length])
                if piece is None:
                    continue
                value = walk(position + length, [*sofar, piece])
                if value is not None:
                    return value
            dead.add(position)
            return None

        return walk(0, [])


@cache
def lexicon(language: str) -> Lexicon:
    """The number words of a language (none for a language without a file)."""
    return Lexicon(table(language, "figures"))


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
    if last < len(items) and items[last].glued:
        suffix = items[last].low
        if suffix in words.digit_suffixes and value == int(value):
            return Number(i, last + 1, value, "ordinal", words=False)
    mixed = _vulgar(items, i, last, value, words)
    if mixed is not None:
        return mixed
    fraction = _slashed(items, i, words)
    if fraction is not None:
        return fraction
    total = Sum(words.vigesimal, words.reversed, words.hundred_below)
    total.parts, total.current = [], value
    last = _multiply(items, last, total, words)
    number = Number(i, last, total.value(), "cardinal", words=False, scaled=last > i + 1)
    return _with_half(items, number, words)


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
    start = i + 1 if items[i].low in words.articles and i + 1 < len(items) else i
    number = _sum_words(items, start, words)
    if number is None:
        if start > i:
            fraction = words.fractions.at(items, start)
            if fraction is not None:
                return _fraction(items, i, start, 1.0, words)
        ordinal = words.ordinals.at(items, i)
        if ordinal is None and items[i].kind == "word":
            cut = words.split(items[i].low)
            ordinal = (i + 1, cut[0] * 1.0) if cut and cut[1] == "ordinal" else None
        if ordinal is not None:
            return Number(i, ordinal[0], float(ordinal[1]), "ordinal", words=True)
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
    return _with_half(items, number, words)


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
        step = words.elements.at(items, p)
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
    after = last
    if after < len(items) and items[after].low in words.point:
        value, last = _point(items, after, value, words)
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
    the end of a clause, or joined by a hyphen to the numerator.
    """
    found = words.fractions.at(items, i)
    if found is None:
        return None
    last, bottom = found[0], float(found[1])
    if words.ordinals.at(items, i) is not None and top == 1:
        hyphen = i > first and items[i - 1].low == "-"
        ends = last >= len(items) or (items[last].kind == "sign" and items[last].text not in "-'’")
        if (
            not hyphen
            and not (i > first and ends)
            and items[min(last, len(items) - 1)].low not in words.of
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
    unit = 1.0
    if number.scaled and number.last > number.first:
        step = words.elements.at(items, number.last - 1)
        unit = float(step[1][1]) if step and step[1][0] == "scale" else 1.0
    half = words.half_after.at(items, number.last)
    part = None
    if half is None and number.last < len(items) and items[number.last].low in words.joiners:
        part = _part(items, number.last + 1, words) if number.value >= 1 else None
    if half is None and part is None:
        return number
    last, value = (half[0], 0.5) if half is not None else (number.last, 0.0)
    if part is not None:
        last, value = part.last, part.value
    mixed = number._replace(last=last, value=number.value + value * unit, kind="cardinal")
    return mixed if number.scaled else _rescaled(items, mixed, words)


def _part(items: Sequence[Token], i: int, words: Lexicon) -> Number | None:
    """The fraction that begins at token `i` ("two thirds", "a quarter"), for mixed numbers."""
    if i >= len(items) or items[i].kind != "word":
        return None
    start = i + 1 if items[i].low in words.articles and i + 1 < len(items) else i
    top = _sum_words(items, start, words) if start == i else None
    at, value = (top.last, top.value) if top is not None else (start, 1.0)
    found = words.fractions.at(items, at)
    if found is None or at == i or value >= float(found[1]):
        return None
    return Number(i, found[0], value / float(found[1]), "fraction", words=True)
