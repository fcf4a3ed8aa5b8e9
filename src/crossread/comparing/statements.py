"""Annotated article → statements, the units of comparison.

A sentence often says several things, and another outlet prints only one of them. So a sentence is
cut where a quotation begins or ends and where the language's connectives open a clause
(`[clauses]` of the language file). The pieces of a sentence do not overlap; a clause that is too
short to stand alone stays with its neighbour, and one that only tells who speaks is none. No parser is needed, and the rules hold for
broken, machine-translated text, on which parsers fail.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from crossread.languages import table
from crossread.model import Annotated, Quote, Sentence, Statement

MIN_WORDS = 5
"""A clause has at least so many words; a quotation may be shorter."""

LEAST_WORDS = 3
"""So many words has what ends without a full stop: fewer, as of a crosshead, name a subject and say
nothing of it."""

_WORD = re.compile(r"\w{2,}|[\u3040-\u9fff]")  # elided articles ("l’", "d’") are no words
_HARD = re.compile(r"[;:]\s|\s[–—-]{1,2}\s|[–—]")
_SOFT = re.compile(r",\s+")


def statements(annotated: Annotated) -> tuple[Statement, ...]:
    """Cut an article into statements.

    Args:
        annotated: the article with its sentences and quotes.

    Returns:
        Statements in the order of the text, not overlapping; ids `p3.2.s1`, `p3.2.s2`, …
    """
    whole = [q for q in annotated.quotes if q.kind == "direct" and not q.partial]
    pieces: list[tuple[int, int, str | None, bool]] = []
    for sentence in annotated.sentences:
        pieces += _pieces(annotated, sentence, whole)
    made: list[Statement] = []
    for number, (start, end, quote, cut) in enumerate(pieces, start=1):
        kind = "quote" if quote else "clause" if cut else "sentence"
        made.append(
            Statement(
                id=f"{annotated.article.id}.s{number}",
                article=annotated.article.id,
                span=annotated.page.span(start, end),
                kind=kind,  # type: ignore[arg-type]
                quote=quote,
            )
        )
    return tuple(made)


def _pieces(
    annotated: Annotated, sentence: Sentence, quotes: list[Quote]
) -> list[tuple[int, int, str | None, bool]]:
    """(start, end, quote id, whether it is a part of its sentence) of each statement."""
    text = annotated.page.text
    start, end = sentence.span.start, sentence.span.end
    borders: list[tuple[int, int, str | None]] = []
    position = start
    for quote in quotes:
        opens, closes = max(quote.span.start, start), min(quote.span.end, end)
        if closes <= opens or opens < position:
            continue
        borders.append((position, opens, None))
        borders.append((opens, closes, quote.id))
        position = closes
    borders.append((position, end, None))

    reporting, framing = reporting_places(annotated), _framing(annotated, sentence)
    found: list[tuple[int, int, str | None]] = []
    for opens, closes, id in borders:
        for a, b in _clauses(text, opens, closes, annotated.article.language):
            a, b = _trim(text, a, b)
            if id is not None and found and found[-1][2] == id and _words(text, a, b) < MIN_WORDS:
                found[-1] = (found[-1][0], b, id)
            elif b > a and _says_something(text, a, b, id, reporting, framing):
                found.append((a, b, id))
    if not found:
        a, b = _trim(text, start, end)
        ended = text[b - 1 : b] in _ENDS
        found = [(a, b, None)] if _words(text, a, b) >= (1 if ended else LEAST_WORDS) else []
    alone = len(found) == 1 and found[0][2] is None
    return [(a, b, id, not alone) for a, b, id in found]


def reporting_places(annotated: Annotated) -> list[tuple[int, int]]:
    """Places of the words that say who speaks and that someone speaks."""
    places = [q.cue for q in annotated.quotes if q.cue is not None]
    places += [q.speaker.span for q in annotated.quotes if q.speaker and q.speaker.span]
    return sorted({(place.start, place.end) for place in places})


def _framing(
    annotated: Annotated, sentence: Sentence
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Cues of direct quotations; names, titles and times: where both stand, nothing is said yet."""
    cues = [q.cue for q in annotated.quotes if q.kind == "direct" and q.cue is not None]
    named = [m.span for m in annotated.mentions]
    named += [m.role for m in annotated.mentions if m.role is not None]
    named += [t.span for t in annotated.times]
    start, end = sentence.span.start, sentence.span.end
    return (
        [(s.start, s.end) for s in cues if s.start < end and s.end > start],
        [(s.start, s.end) for s in named if s.start < end and s.end > start],
    )


def _says_something(
    text: str,
    start: int,
    end: int,
    quote: str | None,
    reporting: list[tuple[int, int]],
    framing: tuple[list[tuple[int, int]], list[tuple[int, int]]],
) -> bool:
    """Whether a piece can stand alone: "he said" and "said the minister in Berlin" cannot."""
    if quote:
        return _words(text, start, end) >= 1
    cues, named = framing
    told = any(start <= a and b <= end for a, b in cues)
    idle = [
        (a, b) for a, b in ([*reporting, *named] if told else reporting) if a < end and start < b
    ]
    own = (
        word
        for word in _WORD.finditer(text, start, end)
        if not any(a <= word.start() < b for a, b in idle)
    )
    return sum(1 for _ in islice(own, MIN_WORDS - 1)) == MIN_WORDS - 1


def _clauses(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """Cut one stretch of text at its clause borders."""
    cuts = sorted(
        {*_after_marks(text, start, end, language), *_before_words(text, start, end, language)}
    )
    pieces: list[tuple[int, int]] = []
    opens = start
    for cut in [*cuts, end]:
        if cut < end and (
            _words(text, opens, cut) < MIN_WORDS or _words(text, cut, end) < MIN_WORDS
        ):
            continue
        pieces.append((opens, cut))
        opens = cut
    return pieces


def _after_marks(text: str, start: int, end: int, language: str) -> list[int]:
    openers = _set(language, "after_comma")
    cuts = [m.end() for m in _HARD.finditer(text, start, end)]
    for mark in _SOFT.finditer(text, start, end):
        word = _WORD.match(text, mark.end(), end)
        if word and word.group().lower() in openers:
            cuts.append(mark.end())
    return cuts


def _before_words(text: str, start: int, end: int, language: str) -> list[int]:
    anywhere, joins = _set(language, "anywhere"), _set(language, "coordinators")
    subjects = _set(language, "subjects")
    words = list(_WORD.finditer(text, start, end))
    cuts: list[int] = []
    for place, word in enumerate(words[1:-1], start=1):
        lower = word.group().lower()
        if lower in anywhere or (lower in joins and words[place + 1].group().lower() in subjects):
            cuts.append(word.start())
    return cuts


@cache
def _set(language: str, name: str) -> frozenset[str]:
    return frozenset(table(language, "clauses").get(name, ()))


def _words(text: str, start: int, end: int) -> int:
    return sum(1 for _ in _WORD.finditer(text, start, end))


_ENDS = ".!?…。！？؟"
_OUTER = ' \t\r\n\u00a0\u202f\ufeff,;:–—-"“”„«»‹›‟'


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out white space, marks and dashes at both ends."""
    while start < end and text[start] in _OUTER:
        start += 1
    while end > start and text[end - 1] in _OUTER:
        end -= 1
    return start, end
