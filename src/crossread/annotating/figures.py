"""Article → figures: how much and how many, normalised to number + unit.

In: a page, one of its articles and the article's sentences. Out: figures in the order of the
text. The way: tokens (`numbers`) → numbers in digits and words → currency signs before, scale
letters and units behind (`units`) → ranges → approximation beside it → what is counted
(`counted`). A grammar over tokens, not a model: the same in every language, its words in the
`[figures]` table, each decision explainable, cost linear in the text.

Not figures, by rule: whatever belongs to a date or time (`times` finds those first); parts of
names and labels ("Article 5", "F-16", "G7", "Boeing 737", "9/11"), of phone numbers, addresses,
versions; list numbers; leading-zero codes; "one" and "un/ein/uno" where they can be article or
pronoun; "first" in words. Vague plurals ("dozens of", "millions of") are figures: more than one
of the unit they name, marked `more than`; but "the millions of" names those spoken of, and says
no amount. Fractions without a unit have the unit `fraction`.
A part of the day, a score or a rate is left to the reader: the span shows it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import floor, isfinite, log

from crossread.annotating.figure_words import Approximation, Grammar, Quantity, Raw, grammar
from crossread.annotating.numbers import Number, number_at
from crossread.annotating.times import READ_LENGTH, tokens_and_times
from crossread.annotating.tokens import Token, joined
from crossread.annotating.units import (
    LETTER_SCALES,
    SAFE_LETTERS,
    Unit,
    sign_at,
    unit_at,
)
from crossread.model import Article, Figure, Page, Sentence

FIRST_YEAR, LAST_YEAR = 1500, 2099  # plain four-digit numbers between are years until shown else
MAX_AGE = 115  # "Smith, 27," is an age up to here
TENS_IN_ONE_WORD = (1e4, 1e5)  # "Zehntausende", as "tens of thousands", do say an amount
MAX_OR = 3.0  # "two or three" is a range, "two or fifty" is not: the ratio between the ends

_PHONE = re.compile(
    r"\+\d{1,3}[ .\-/(]{1,2}\d[\d ()./\-]{5,18}\d|\(?\d{2,4}\)?[-. ]\d{3,4}[-.]\d{4}(?!\d)"
    r"|(?<!\d)0\d(?:[ .]\d{2}){4}(?!\d)|\+\d{8,15}"
)
_DASHES = frozenset("-–—‑~")


def figures(page: Page, article: Article, sentences: Sequence[Sentence]) -> tuple[Figure, ...]:
    """The figures of an article.

    Args:
        page: the page that holds it.
        article: the article; its language chooses words and decimal mark.
        sentences: its sentences.

    Returns:
        Figures in the order of the text; spans never overlap. A sentence is read up to
        `READ_LENGTH`: what is longer is a dump of data.
    """
    rules = grammar(article.language)
    found: list[Figure] = []
    for sentence in sentences:
        for raw in Reader(sentence.span.text[:READ_LENGTH], article.language, rules).read():
            start = sentence.span.start
            of = page.span(start + raw.of[0], start + raw.of[1]) if raw.of else None
            found.append(
                Figure(
                    id=f"{article.id}.f{len(found) + 1}",
                    span=page.span(start + raw.start, start + raw.end),
                    value=raw.value,
                    high=raw.high,
                    unit=raw.unit,
                    approximation=raw.approximation,
                    of=of,
                )
            )
    return tuple(found)


class Reader:
    """Reads the figures of one sentence.

    Args:
        text: the sentence.
        language: two-letter code.
        rules: the language's grammar.
    """

    def __init__(self, text: str, language: str, rules: Grammar) -> None:
        self.text = text
        self.rules = rules
        self.items, spans = tokens_and_times(text, language)
        if any(c.isdigit() for c in text):
            spans += [m.span() for m in _PHONE.finditer(text)]
        self.masked = _inside(self.items, sorted(spans))
        capitals = sum(t.kind == "word" and t.text[0].isupper() for t in self.items)
        self.title_case = 2 * capitals > sum(t.kind == "word" for t in self.items)

    def read(self) -> list[Raw]:
        """All figures, in order."""
        found: list[Raw] = []
        i = 0
        floor_ = 0  # tokens before this one belong to the figure before
        while i < len(self.items):
            quantity = None if i in self.masked else self._quantity(i)
            if quantity is None:
                i += 1
                continue
            raw, i = self._figure(quantity, floor_)
            if raw is not None:
                found.append(raw)
                floor_ = i
        return found

    # numbers with their units

    def _quantity(self, i: int) -> Quantity | None:
        items, start = self.items, i
        negative = False
        if (items[i].text in "-−" and i + 1 < len(items) and self._is_minus(i)) or (
            items[i].low in self.rules.words.minus and self._is_minus_word(i)
        ):
            negative, i = True, i + 1
        sign = sign_at(items, i)
        if sign is not None:
            i = sign[0]
            if i >= len(items) or i in self.masked:
                return None
        number = number_at(items, i, self.rules.words) or self._article(i)
        if number is None or any(n in self.masked for n in range(number.first, number.last)):
            return None
        if negative and number.words and sign is None and number.kind not in ("cardinal", "one"):
            return None
        number = self._dotted(number)
        last, value = self._letter(number, sign is not None)
        unit = None if sign is not None else self._unit(number, last)
        symbol, kind = (sign[1], "money") if sign is not None else ("", "")
        if unit is not None:
            last, symbol, kind = unit.last, unit.symbol, unit.kind
            value *= unit.scale
            if kind == "hundredth":
                value, kind = value / 100, "money"
            elif kind == "money":
                last, value = self._late_scale(last, value)
                last, value = self._cents(last, value)
            elif symbol == "ft":
                last, value = self._inches(last, value)
        if not isfinite(value):
            return None
        value = float(f"{value:.15g}")  # 16.4 million is 16400000, not 16399999.999999998
        return Quantity(start, last, -value if negative else value, number, symbol, kind)

    def _is_minus_word(self, i: int) -> bool:
        """Not the end of "au moins" or "plus ou moins"."""
        return i + 1 < len(self.items) and self.rules.before.ending(self.items, i + 1) is None

    def _dotted(self, number: Number) -> Number:
        """As in "der 3. Weltkrieg": digits with a point between an article and a noun."""
        items, last = self.items, number.last
        if not self.rules.words.dotted or number.words or number.last != number.first + 1:
            return number
        if last + 1 >= len(items) or items[last].text != "." or not items[last].glued:
            return number
        before = items[number.first - 1] if number.first else None
        if before is None or before.low not in self.rules.nouns.stop or number.value > 200:
            return number
        if items[last + 1].kind != "word" or number.value != int(number.value):
            return number
        return number._replace(last=last + 1, kind="ordinal")

    def _article(self, i: int) -> Number | None:
        """As in "more than a year", "over a decade": an article that counts."""
        if self.items[i].low not in self.rules.words.articles:
            return None
        if self.rules.before.ending(self.items, i) is None:
            return None
        unit = unit_at(self.items, i + 1, self.rules.units)
        if unit is None or unit.kind not in ("duration", "measure"):
            return None
        return Number(i, i + 1, 1.0, "one", words=True)

    def _is_minus(self, i: int) -> bool:
        before_free = i == 0 or not self.items[i].glued or self.items[i - 1].text in '(“"«'
        return before_free and self.items[i + 1].glued and self.items[i + 1].kind == "digits"

    def _letter(self, number: Number, signed: bool) -> tuple[int, float]:
        """As in "187m", "187 M$", "50K": a letter for a scale."""
        items, i = self.items, number.last
        if number.words or i >= len(items) or items[i].text not in LETTER_SCALES:
            return i, number.value
        if items[i].glued or signed:
            after = i + 1
            free = after >= len(items) or not items[after].glued or items[after].text in '.,;:)’”"-'
            if signed and free:
                return after, number.value * LETTER_SCALES[items[i].text]
        after = i + 1
        if (
            items[i].text == "m"
            and items[i].glued
            and after < len(items)
            and self.rules.nouns.mode == "last-plural"
            and self.rules.nouns.plural(items[after])
        ):
            return after, number.value * 1e6  # "1.5m people"
        while after < len(items) and (
            items[after].low in self.rules.words.of or items[after].text in "'’"
        ):
            after += 1
        unit = unit_at(items, after, self.rules.units, scaled=True)
        if unit is not None and unit.kind == "money":
            return i + 1, number.value * LETTER_SCALES[items[i].text]
        safe = items[i].glued and items[i].text in SAFE_LETTERS
        if safe and (after >= len(items) or not items[i + 1].glued or items[i + 1].text in ".,;:)"):
            return i + 1, number.value * LETTER_SCALES[items[i].text]
        return i, number.value

    def _unit(self, number: Number, last: int) -> Unit | None:
        items = self.items
        scaled = number.scaled or last > number.last
        if last in self.masked:
            return None
        unit = unit_at(items, last, self.rules.units, scaled)
        if unit is None and last + 1 < len(items) and items[last].low in self.rules.unit_words:
            unit = unit_at(items, last + 1, self.rules.units)  # "six straight days"
            unit = unit if unit is not None and unit.kind == "duration" else None
        if unit is None and (scaled or number.about or number.kind == "fraction"):
            after = last
            while (
                after < len(items)
                and after < last + 3
                and (
                    items[after].low in self.rules.words.of
                    or (number.kind == "fraction" and items[after].low in self.rules.words.articles)
                    or (number.kind == "fraction" and items[after].low in self.rules.words.ones)
                    or items[after].text in "'’"
                )
            ):
                after += 1
            if after > last:
                unit = unit_at(items, after, self.rules.units, scaled)
        if unit is None or any(n in self.masked for n in range(last, unit.last)):
            return None
        if number.kind == "ordinal":
            return None
        return unit

    def _late_scale(self, last: int, value: float) -> tuple[int, float]:
        """As in "75 USD million"."""
        step = self.rules.words.elements.at(self.items, last)
        if step is None or step[1][0] != "scale" or abs(value) >= 1000 or last in self.masked:
            return last, value
        return step[0], value * float(step[1][1])

    def _inches(self, last: int, value: float) -> tuple[int, float]:
        """As in "5 ft 2 in", "5 feet and 2 inches"."""
        items, words = self.items, self.rules.words
        i = last + 1 if last < len(items) and items[last].low in words.joiners else last
        number = number_at(items, i, words) if i < len(items) else None
        if number is None or not 0 < number.value < 12 or number.last >= len(items):
            return last, value
        unit = unit_at(items, number.last, self.rules.units)
        if (unit is not None and unit.symbol == "in") or items[number.last].low == "in":
            return number.last + 1, value + number.value / 12
        return last, value

    def _cents(self, last: int, value: float) -> tuple[int, float]:
        """As in "13 Euro und 45 Cent", "15 dollars 50"."""
        items, words = self.items, self.rules.words
        i = last
        if i < len(items) and (items[i].low in words.joiners or items[i].low in words.point):
            i += 1
        if i >= len(items) or value != int(value) or abs(value) >= 1e6 or i in self.masked:
            return last, value
        number = number_at(items, i, words)
        if number is None or number.kind != "cardinal" or not 0 < number.value < 100:
            return last, value
        unit = unit_at(items, number.last, self.rules.units)
        if unit is not None:
            cents = unit.kind == "hundredth" or unit.symbol == "cent"
            return (unit.last, value + number.value / 100) if cents else (last, value)
        ends = number.last >= len(items) or items[number.last].kind == "sign"
        if ends and number.value >= 10 and not (i > last and items[last].low in words.joiners):
            return number.last, value + number.value / 100
        return last, value

    # whole figures

    def _figure(self, quantity: Quantity, floor_: int) -> tuple[Raw | None, int]:
        """The figure that begins with a quantity, and the token to go on from."""
        if not self._is_figure(quantity, floor_):
            return None, max(quantity.number.last, quantity.first + 1)
        first, last = quantity.first, quantity.last
        low, high = quantity.value, None
        symbol, kind = quantity.symbol, quantity.kind
        number = quantity.number
        ranged = self._range(quantity, floor_)
        if ranged is not None:
            first, other = ranged
            last, symbol, kind = other.last, other.symbol or symbol, other.kind or kind
            low, high = self._ends(quantity, other)
            number = other.number
        else:
            ratio = self._ratio(quantity)
            if ratio is not None:
                last, low = ratio
                number = number._replace(kind="fraction")
        age = self._age(first, last, low, symbol)
        if age is not None:
            first, last, symbol, kind = age[0], age[1], age[2], "duration"
        first, last, approximation = self._approximation(first, last, floor_)
        if approximation is None and number.kind == "vague":
            approximation = "more than"
        if approximation is None and number.about:
            approximation = "about"
        if number.kind == "ordinal":
            symbol = "ordinal"
        elif not symbol:
            symbol = "fraction" if number.kind == "fraction" else "count"
        of = self._of(last, number, symbol, kind)
        raw = Raw(
            self.items[first].start, self.items[last - 1].end, low, high, symbol, approximation, of
        )
        return raw, last

    def _range(self, a: Quantity, floor_: int) -> tuple[int, Quantity] | None:
        """The other end of a range, and the range's first token."""
        items, rules = self.items, self.rules
        if a.number.kind not in ("cardinal", "one", "fraction") or a.last >= len(items):
            return None
        opened = rules.between.ending(items, a.first)
        if opened is not None and opened[0] >= floor_:
            link = rules.and_.at(items, a.last)
            b = self._quantity(link[0]) if link and link[0] < len(items) else None
            if b is not None and self._same(a, b) and self._rises(a, b):
                return opened[0], b
        dashed = items[a.last].text in _DASHES
        link = (a.last + 1, True) if dashed else rules.to.at(items, a.last)
        if link is None or link[0] >= len(items) or link[0] in self.masked:
            return None
        b = self._quantity(link[0])
        if b is None or b.number.kind not in ("cardinal", "fraction") or not self._same(a, b):
            return None
        if not self._rises(a, b) or (dashed and self._is_chain(a, b)):
            return None
        opened = rules.from_.ending(items, a.first)
        word = items[a.last].low
        if word in ("or", "ou", "oder", "o", "of") and self._ends(a, b)[1] > MAX_OR * a.value:
            return None
        if opened is not None and not dashed and opened[0] >= floor_:
            if b.kind != "duration":
                return None  # "from 5% to 8%", "from eight to eleven": a change, not a range
            return opened[0], b
        return a.first, b

    def _same(self, a: Quantity, b: Quantity) -> bool:
        if a.symbol and not b.symbol and a.kind != "money":
            return self.items[a.last].text in _DASHES  # not "1.2% to 34,500"
        return not a.symbol or not b.symbol or a.symbol == b.symbol

    def _rises(self, a: Quantity, b: Quantity) -> bool:
        low, high = self._ends(a, b)
        return low < high

    def _ends(self, a: Quantity, b: Quantity) -> tuple[float, float]:
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

    def _is_chain(self, a: Quantity, b: Quantity) -> bool:
        """`1-2-3` and `F-15-16` are no ranges."""
        items = self.items
        before = a.first > 1 and items[a.first].glued and items[a.first - 1].text in _DASHES
        after = b.last + 1 < len(items) and items[b.last].text in _DASHES and joined(items, b.last)
        return before or (after and items[b.last + 1].kind == "digits")

    def _ratio(self, a: Quantity) -> tuple[int, float] | None:
        """As in "one in five", "trois sur quatre"."""
        if a.symbol or a.value != int(a.value) or not 0 < a.value < 100:
            return None
        link = self.rules.ratio.at(self.items, a.last)
        b = self._quantity(link[0]) if link and link[0] < len(self.items) else None
        if b is None or b.symbol or b.number.kind != "cardinal" or not a.value < b.value <= 1000:
            return None
        if b.value != int(b.value) or (a.value > 1 and b.value not in (3, 4, 5, 10, 100, 1000)):
            return None
        return b.last, a.value / b.value

    def _age(self, first: int, last: int, value: float, symbol: str) -> tuple[int, int, str] | None:
        """As in "Smith, 27," · "aged 27" · "27-year-old"."""
        items, rules = self.items, self.rules
        if symbol in ("year", "month", "week", "day"):
            after = last + 1 if last < len(items) and items[last].text == "-" else last
            old = rules.age_after.at(items, after)
            return (first, old[0], symbol) if old is not None else None
        if symbol or not 0 < value <= MAX_AGE:
            return None
        opened = rules.age_before.ending(items, first)
        if opened is not None:
            return opened[0], last, "year"
        after = last + 1 if last < len(items) and items[last].text == "-" else last
        old = rules.age_after.at(items, after)
        if old is not None:
            return first, old[0], "year"
        if first < 2 or items[first].kind != "digits" or value != int(value):
            return None
        before, named = items[first - 1].text, items[first - 2]
        after_text = items[last].text if last < len(items) else "."
        pair = (before == "," and after_text in ",.;)") or (before == "(" and after_text == ")")
        if not pair or named.kind != "word" or not named.text[0].isupper():
            return None
        return (first, last, "year") if len(named.text) > 1 and not named.text.isupper() else None

    def _approximation(
        self, first: int, last: int, floor_: int
    ) -> tuple[int, int, Approximation | None]:
        before = self.rules.before.ending(self.items, first)
        if before is not None and before[0] >= floor_:
            value: Approximation = before[1]
            return before[0], last, value
        after = self.rules.after.at(self.items, last)
        if after is not None:
            return first, after[0], after[1]
        return first, last, None

    # what is counted

    def _of(self, last: int, number: Number, symbol: str, kind: str) -> tuple[int, int] | None:
        items, rules = self.items, self.rules
        if last >= len(items):
            return None
        i, plain = last, number.kind == "ordinal" or kind in ("money", "percent")
        plain = plain or symbol == "fraction"
        link = (rules.money_of if kind == "money" else rules.of).at(items, last)
        if link is not None:
            i = link[0]
            plain = plain or kind == "duration"
            while i < len(items) and rules.nouns.stops(items[i]) and i < link[0] + 3:
                if (
                    items[i].low in rules.nouns.skip
                    or rules.of.at(items, i)
                    or len(items[i].low) < 6
                ):
                    i += 1
                else:
                    break
        elif kind in ("duration", "measure"):
            return None
        if i < len(items) and items[i].text == "-" and joined(items, i):
            i, plain = i + 1, True
            if kind != "percent":
                joint = items[i].kind == "word" and not rules.nouns.stops(items[i])
                return (items[i].start, items[i].end) if joint else None
        while i < len(items) and items[i].text in "'’" and items[i].glued:
            i += 1
        inner = number_at(items, i, rules.words) if link is not None and i < len(items) else None
        i = inner.last if inner is not None else i  # "four of the five parties"
        noun = rules.nouns.after(items, i, self.masked, plain)
        if noun is None:
            return None
        return items[noun[0]].start, items[noun[1] - 1].end

    # what is no figure

    def _is_figure(self, q: Quantity, floor_: int) -> bool:
        items, number = self.items, q.number
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
        if q.last < len(items) and items[q.last].glued and not self._ends_well(q):
            return False
        if number.kind == "one":
            return self._is_one(q)
        if number.kind == "ordinal":
            return self._is_ordinal(q)
        if number.kind == "vague" and number.last == number.first + 1:
            named = before is not None and before.low in self.rules.definite
            if named and number.value not in TENS_IN_ONE_WORD:
                return False  # "the millions of deaths"
        label = self.rules.labels.ending(
            items, q.first - (before is not None and before.text == ".")
        )
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
            and not self.title_case
        ):
            return False  # part of a name
        if (
            number.words
            and not q.symbol
            and not number.scaled
            and before is not None
            and before.low in self.rules.both
            and not self._counts(q)
        ):
            return False  # "les deux", "the two": a pronoun
        if number.words or q.symbol or number.scaled or number.kind == "fraction":
            return True
        shown = items[number.first].text
        if len(shown) > 1 and shown.startswith("0") and shown.isdecimal():
            return False
        if q.first == 0 and q.last < len(items) and items[q.last].text in ").":
            return len(items) <= q.last + 1
        return not self._is_year(q, shown) and not self._is_name(q, floor_)

    def _ends_well(self, q: Quantity) -> bool:
        """Whether what touches the end of a quantity lets it be one."""
        items, i = self.items, q.last
        text = items[i].text
        more = i + 1 < len(items) and items[i + 1].glued
        if items[i].kind in ("word", "digits", "code", "date", "clock", "url"):
            return q.symbol == "" and items[i].kind == "word" and q.number.words is True
        if text in "/:_@=\\" and more:
            return text == "/" and bool(q.symbol)
        if text == "." and more and items[i + 1].kind in ("word", "digits"):
            return items[i + 1].text[0].isupper() and items[i + 1].kind == "word"
        if text in "-‑" and more and not q.symbol and items[i + 1].kind == "word":
            return not items[i + 1].text[0].isupper() or self.rules.nouns.mode == "capital"
        return True

    def _is_one(self, q: Quantity) -> bool:
        items, rules = self.items, self.rules
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
            return bool(rules.not_one) and q.symbol != "day" and self._free_one(q)
        if rules.ratio.at(items, q.last) is not None and self._ratio(q) is not None:
            return True
        linked = rules.to.at(items, q.last)
        if linked is not None and self._range(q, 0) is not None:
            return True
        if not rules.not_one or q.last >= len(items) or not self._free_one(q):
            return False
        after = items[q.last]
        if after.text == "-" or after.kind != "word" or after.text[0].isupper():
            return False
        return after.low not in rules.nouns.stop and after.low not in rules.not_one_of

    def _free_one(self, q: Quantity) -> bool:
        return q.first == 0 or self.items[q.first - 1].low not in self.rules.not_one

    def _is_ordinal(self, q: Quantity) -> bool:
        items, number = self.items, q.number
        shown = items[number.first]
        if not number.words:
            after = items[number.last].text if number.last < len(items) else ""
            club = shown.text == "1" and len(after) > 1 and after.isupper()  # "1. FC"
            return number.value >= 1 and not club
        if number.last == number.first + 1 and shown.low in self.rules.never_ordinal:
            return False
        inner = number.first > 0 and items[number.first - 1].text not in '“"«‘:.!?'
        if shown.text[0].isupper() and inner and not self.title_case:
            return False
        if number.last < len(items) and items[number.last].text[0].isupper():
            return self.rules.nouns.mode == "capital" or not shown.text[0].isupper()
        return True

    def _is_year(self, q: Quantity, shown: str) -> bool:
        """Plain 1900–2099 is a year that `times` had no cue for, unless something is counted."""
        if not (len(shown) == 4 and shown.isdecimal() and FIRST_YEAR <= q.value <= LAST_YEAR):
            return False
        if self.rules.before.ending(self.items, q.first) is not None and q.last < len(self.items):
            return not self._counts(q)
        return not (q.value % 100 == 0 and self._counts(q))

    def _counts(self, q: Quantity) -> bool:
        """Whether a noun that can be counted follows."""
        i = q.last
        if i >= len(self.items):
            return False
        token, nouns = self.items[i], self.rules.nouns
        if nouns.mode == "capital":
            after = self.items[i + 1] if i + 1 < len(self.items) else token
            adjective = token.low not in nouns.stop and after.text[:1].isupper()
            return token.kind == "word" and (token.text[0].isupper() or adjective)
        return nouns.after(self.items, i, self.masked, plain=False) is not None

    def _counts_later(self, q: Quantity) -> bool:
        """Whether a plural stands further on in the noun phrase ("12 Tesla chargers")."""
        if self.rules.nouns.mode != "last-plural":
            return self.items[q.last].low in self.rules.nouns.skip
        return self._counts(q)

    def _is_name(self, q: Quantity, floor_: int) -> bool:
        """As in "Boeing 737", "Apollo 11": a small number behind a capitalised word, counting nothing."""
        if q.first == 0 or q.first <= floor_ or self.title_case or q.value >= 10000:
            return False
        before = self.items[q.first - 1]
        if (
            before.kind != "word"
            or not before.text[0].isupper()
            or before.low in self.rules.nouns.stop
        ):
            return False
        if q.first == 1 or self.items[q.first - 2].text in ".:!?":
            return False
        if self.rules.nouns.mode == "capital" or not self.rules.nouns.endings:
            return not self._counts(q)
        after = self.items[q.last] if q.last < len(self.items) else None
        return after is None or not (self.rules.nouns.plural(after) or self._counts_later(q))


def _inside(items: Sequence[Token], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Indices of the tokens that lie in one of the spans (sorted by start)."""
    inside: set[int] = set()
    n = 0
    for index, token in enumerate(items):
        while n < len(spans) and spans[n][1] <= token.start:
            n += 1
        if n < len(spans) and spans[n][0] < token.end:
            inside.add(index)
    return frozenset(inside)
