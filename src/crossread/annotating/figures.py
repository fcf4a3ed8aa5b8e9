"""Article → figures: how much and how many, normalised to number + unit.

In: a page, one of its articles and the article's sentences. Out: figures in the order of the
text. The way: tokens (`numbers`) → numbers in digits and words → currency signs before, scale
letters and units behind (`units`) → ranges → approximation beside it → what is counted
(`counted`). A grammar over tokens, not a model: the same in every language, its words in the
`[figures]` table, each decision explainable, cost linear in the text. Languages without spaces have
no such tokens; `figures_unspaced` reads their characters.

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

from crossread.annotating.figure_bounds import bounded
from crossread.annotating.figure_filters import is_figure
from crossread.annotating.figure_ranges import change_from, ends, range_from, ratio_from
from crossread.annotating.figure_shares import Share, share_from
from crossread.annotating.figure_words import Grammar, Quantity, Raw, grammar
from crossread.annotating.figure_words_unspaced import unspaced
from crossread.annotating.figures_unspaced import read_unspaced
from crossread.annotating.hints import DIGIT, seen
from crossread.annotating.numbers import Number, number_at
from crossread.annotating.quantities import Row, quantity_at
from crossread.annotating.times import READ_LENGTH, tokens_and_times
from crossread.annotating.tokens import Token, joined
from crossread.model import Article, Figure, Page, Sentence

MAX_AGE = 115  # "Smith, 27," is an age up to here

_BEHIND = re.compile(r"[ \u00a0\u202f]?([%％٪]|[^\W\d_]+)")
_PHONE = re.compile(
    r"\+\d{1,3}[ .\-/(]{1,2}\d[\d ()./\-]{5,18}\d|\(?\d{2,4}\)?[-. ]\d{3,5}[-.]\d{4}(?!\d)"
    r"|(?<![\d.,])0\d{1,3}(?:[ ./-]\d{3,4}[ .-]?\d{2,5}|[/-]\d{5,8})(?!\d)"
    r"|(?<!\d)0\d(?:[ .]\d{2}){4}(?!\d)|\+\d{8,15}"
)


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
    unspaced_rules = unspaced(article.language)
    found: list[Figure] = []
    for sentence in sentences:
        text = sentence.span.text[:READ_LENGTH]
        if unspaced_rules is not None:
            raws = read_unspaced(text, _masked(text, article.language)[1], unspaced_rules)
        elif rules.may_hold(text):
            raws = _read(text, article.language, rules)
        else:
            continue
        for raw in raws:
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


def _read(text: str, language: str, rules: Grammar) -> list[Raw]:
    """All figures of one sentence, in order."""
    items, spans = _masked(text, language)
    row = Row(items, _inside(items, [s for s in spans if not _is_amount(text, s[1], rules)]), rules)
    found: list[Raw] = []
    free = 0  # tokens before this one are read
    floor_ = 0  # tokens before this one belong to the figure before
    for i, token in enumerate(items):
        if i < free or not rules.opens(token) or i in row.masked:
            continue
        quantity = quantity_at(row, i)
        if quantity is None:
            continue
        never = rules.not_figures.at(items, i)
        if never is not None and never[0] >= quantity.last:
            free = never[0]  # "meia-noite", "نصف النهائي"
            continue
        raw, free = _figure(row, quantity, floor_)
        if raw is not None:
            found.append(raw)
            floor_ = free
    return found


def _masked(text: str, language: str) -> tuple[Sequence[Token], list[tuple[int, int]]]:
    """The tokens of a sentence, and where its times and telephone numbers stand, sorted."""
    items, spans = tokens_and_times(text, language)
    if DIGIT in seen(text):
        spans += [match.span() for match in _PHONE.finditer(text)]
    return items, sorted(spans)


def _figure(row: Row, quantity: Quantity, floor_: int) -> tuple[Raw | None, int]:
    """The figure that begins with a quantity, and the token to go on from."""
    share = share_from(row, quantity, floor_)
    if share is not None:
        return _share(row, share, quantity.number, floor_), share.last
    if not is_figure(row, quantity, floor_):
        return None, max(quantity.number.last, quantity.first + 1)
    first, last = quantity.first, quantity.last
    low, high = quantity.value, None
    symbol, kind = quantity.symbol, quantity.kind
    number = quantity.number
    ranged = range_from(row, quantity, floor_)
    if ranged is not None:
        first, other = ranged
        last, symbol, kind = other.last, other.symbol or symbol, other.kind or kind
        low, high = ends(quantity, other)
        number = other.number
    else:
        ratio = ratio_from(row, quantity)
        if ratio is not None:
            last, low = ratio
            number = number._replace(kind="fraction")
        change = change_from(row, quantity) if ratio is None else None
        if change is not None:
            low, symbol, kind = change
    age = _age(row, first, last, low, symbol)
    if age is not None:
        first, last, symbol, kind = age[0], age[1], age[2], "duration"
    first, last, approximation = bounded(row, first, last, floor_)
    if approximation is None and number.kind == "vague":
        approximation = "more than"
    if approximation is None and number.about:
        approximation = "about"
    if number.kind == "ordinal":
        symbol = "ordinal"
    elif not symbol:
        symbol = "fraction" if number.kind == "fraction" else "count"
    of = _of(row, last, number, symbol, kind)
    raw = Raw(row.items[first].start, row.items[last - 1].end, low, high, symbol, approximation, of)
    return raw, last


def _share(row: Row, share: Share, number: Number, floor_: int) -> Raw:
    """The figure that a share makes: "fast jede vierte Stelle"."""
    first, last, approximation = bounded(row, share.first, share.last, floor_)
    of = _of(row, last, number, "fraction", "")
    if share.of is not None:
        of = row.items[share.of[0]].start, row.items[share.of[1] - 1].end
    start, end = row.items[first].start, row.items[last - 1].end
    return Raw(start, end, share.value, None, "fraction", approximation, of)


def _age(row: Row, first: int, last: int, value: float, symbol: str) -> tuple[int, int, str] | None:
    """As in "Smith, 27," · "aged 27" · "27-year-old"."""
    items, rules = row.items, row.rules
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


def _of(row: Row, last: int, number: Number, symbol: str, kind: str) -> tuple[int, int] | None:
    items, rules = row.items, row.rules
    if last >= len(items):
        return None
    i, plain = last, number.kind == "ordinal" or kind in ("money", "percent")
    plain = plain or symbol == "fraction"
    link = (rules.money_of if kind == "money" else rules.of).at(items, last)
    if link is not None:
        i = link[0]
        plain = plain or kind == "duration"
        while i < len(items) and rules.nouns.stops(items[i]) and i < link[0] + 3:
            if items[i].low in rules.nouns.skip or rules.of.at(items, i) or len(items[i].low) < 6:
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
    if link is None and kind in ("money", "percent") and rules.words.definite_prefix:
        return None  # what is not linked is the next clause
    noun = rules.nouns.after(items, i, row.masked, plain)
    if noun is None:
        return None
    return items[noun[0]].start, items[noun[1] - 1].end


def _is_amount(text: str, end: int, rules: Grammar) -> bool:
    """As in "all'8%", "до 15 тисяч": what was taken for a time has a sign or a scale behind it."""
    if not text[end - 1].isdigit():
        return False
    found = _BEHIND.match(text, end)
    if found is None:
        return False
    shown = found.group(1)
    return shown in "%％٪" or shown.casefold() in rules.words.scales


def _inside(items: Sequence[Token], spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Indices of the tokens that lie in one of the spans (sorted by start)."""
    if not spans:
        return frozenset()
    inside: set[int] = set()
    n = 0
    for index, token in enumerate(items):
        while n < len(spans) and spans[n][1] <= token.start:
            n += 1
        if n < len(spans) and spans[n][0] < token.end:
            inside.add(index)
    return frozenset(inside)
