"""Paragraphs → the stretches that stand in quotation marks.

In: the text of an article's paragraphs. Out: for each paragraph the quoted stretches, outermost
only, in order, with the marks repaired.

News text that was scraped, typed in a hurry or translated by a machine has marks that are missing,
doubled, turned, or glued to the wrong word. So a mark is never read by its glyph alone: each one
gets a leaning (to open or to close) from its glyph, from the white space and punctuation at its
sides, and from the state it is met in, and one pass from left to right decides. Single marks are
read only outside double ones and only where they cannot be apostrophes. Cost: linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from crossread.languages import table


class Quoted(Struct, frozen=True):
    """A stretch in quotation marks; offsets count in the paragraph's text.

    Args:
        start: first character of the words.
        end: one past the last character of the words.
        outer_start: where the opening mark stands (equal to `start` where it is missing).
        outer_end: one past the closing mark (equal to `end` where it is missing).
        continues: the same speech goes on in the next paragraph's first stretch.
        continued: the stretch goes on with the speech of the paragraph before.
        joined: it stands in the same marks as the stretch before, from which only the reporter's
            words part it.
    """

    start: int
    end: int
    outer_start: int
    outer_end: int
    continues: bool = False
    continued: bool = False
    joined: bool = False


DOUBLE = '"“”„‟«»「」『』＂〝〞'
OPENING = "“„‟«「『〝"
CLOSING = "”»」』〞"
# How surely a mark's surroundings say what it does. Set by hand on invented cases and checked on
# the train parts of the PolNeAR and German quotation data.
GLYPH = 2
SPACING = 2
PUNCTUATION = 3
# What follows a closing mark in Arabic and Chinese script.
FOREIGN = "،؛؟，。；！？、"
# A quotation that opens and never closes is not followed further than this (characters).
LONGEST = 4_000
# Apostrophes looked at as possible ends of a stretch in single marks.
CANDIDATES = 8

# A double mark, or a single one that is doubled; the one set of first characters makes the search
# fast.
_marks = re.compile(
    rf"[{DOUBLE}`',<>](?:(?<=[{DOUBLE}])|(?<=`)`|(?<=')'|(?<=,),(?=\w)|(?<=<)<|(?<=>)>)"
)
_SINGLE_OPENING = "'‘‚‹"
_single_opening = re.compile(
    rf"(?:(?<=[\s(\[—–:/：，-])|^)[{_SINGLE_OPENING}](?=[^\W_]|[¿¡…])|(?:^|(?<=[:,]\s))‘\s(?=[^\W_])"
)
_single_closing = re.compile(r"[’‘'›](?!\w)")
_decade = re.compile(r"[‘']\d\ds\b|[‘'](?:em|til|tis|twas|cause|n|bout)\b", re.IGNORECASE)
_sentence_end = re.compile(r"[.!?…][)\]]?\s+(?=[^\W\d_])")
_space = " \t\n\r\u00a0\u202f\u2009\u200a\u2002\u2003\u3000"


@cache
def _roles(language: str) -> tuple[str, str]:
    """Double glyphs that open and that close in a language, by its file, else as in English."""
    pairs: Sequence[str] = table(language, "quotes").get("marks", ["“”", "«»"])
    opens, closes = "", ""
    for pair in pairs:
        if pair[0] not in opens + closes:
            opens += pair[0]
        if pair[1] not in opens + closes:
            closes += pair[1]
    opens += "".join(g for g in OPENING if g not in opens + closes)
    closes += "".join(g for g in CLOSING if g not in opens + closes)
    return opens, closes


def quoted(paragraphs: Sequence[str], language: str) -> list[list[Quoted]]:
    """Find what stands in quotation marks.

    Args:
        paragraphs: the texts of consecutive paragraphs.
        language: two-letter code; decides which way a glyph leans where its sides do not.

    Returns:
        One list a paragraph, in order, not overlapping.
    """
    opens, closes = _roles(language)
    result: list[list[Quoted]] = []
    pending = False
    for text in paragraphs:
        found, pending = _paragraph(text, opens, closes, pending)
        if pending and found:
            last = found[-1]
            found[-1] = Quoted(
                last.start, last.end, last.outer_start, last.outer_end, True, last.continued
            )
        result.append(found)
    return _chained(result)


def _chained(result: list[list[Quoted]]) -> list[list[Quoted]]:
    """Keep `continues` only where the next paragraph begins with a continuation."""
    for number, found in enumerate(result):
        if not found or not found[-1].continues:
            continue
        after = result[number + 1] if number + 1 < len(result) else []
        if not (after and after[0].continued):
            last = found[-1]
            found[-1] = Quoted(
                last.start, last.end, last.outer_start, last.outer_end, False, last.continued
            )
    return result


def _leaning(text: str, start: int, end: int, opens: str, closes: str) -> int:
    """How much a mark leans to open (positive) or to close (negative)."""
    glyph = text[start]
    score = 0
    if glyph in opens or text.startswith(("``", ",,", "<<"), start):
        score += GLYPH
    elif glyph in closes or text.startswith(("''", ">>"), start):
        score -= GLYPH
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    left_free = before in _space or before in "([{—–-/:：（"
    right_free = after in _space
    following = text[end : end + 3].lstrip(_space)[:1]
    if left_free and not right_free and after not in ",.;!?)]}" + FOREIGN:
        score += SPACING
    elif not left_free and (right_free or after in ",.;:!?)]}—–-/" + FOREIGN):
        score -= SPACING
    if following in ("", ",", ".", ";", ")", *FOREIGN) or (
        following in ":!?" and not left_free and following != ""
    ):
        score -= PUNCTUATION if following else 1
    previous = text[max(0, start - 2) : start].rstrip(_space)[-1:]
    if previous in (":", "：") or start == 0:
        score += SPACING
    if previous in (",", ".", "!", "?", "…", *FOREIGN) and not left_free:
        score -= 1
    return score


def _paragraph(text: str, opens: str, closes: str, pending: bool) -> tuple[list[Quoted], bool]:
    """The stretches of one paragraph, and whether its last one was left open at its end."""
    found: list[Quoted] = []
    marks = [match.span() for match in _marks.finditer(text)]
    marks = [(start, end) for start, end in marks if not _measure(text, start)]
    if not marks:
        return _singles(text, 0, len(text)), False
    opened: tuple[int, int] | None = None
    depth: list[int] = []
    last_end = 0
    starts_open = bool(text) and marks[0][0] == len(text) - len(text.lstrip())
    if pending and not starts_open and _leaning(text, *marks[0], opens, closes) < 0:
        opened = (0, 0)
    for number, (start, end) in enumerate(marks):
        lean = _leaning(text, start, end, opens, closes)
        if opened is None:
            if start < last_end:
                continue
            if lean >= -1 or (lean >= -2 and number + 1 < len(marks) and text[start] == '"'):
                if number + 1 == len(marks) and lean <= 0 and found:
                    continue  # a lone stray mark after a finished quotation
                opened = (start, end)
                depth = []
            else:
                missing = _missing_opening(text, last_end, start)
                if missing is not None:
                    found.append(Quoted(missing, _trim(text, missing, start), missing, end))
                last_end = end
            continue
        if lean > 0 and text[start:end] != text[opened[0] : opened[1]] and start > opened[1]:
            if _more_closings(text, marks, number, opens, closes, len(depth) + 1):
                depth.append(start)
                continue
            if _is_turned(text, start, end):
                lean = -1
            else:
                _close(found, text, opened, _natural_end(text, opened[1], start), None)
                opened, depth = (start, end), []
                continue
        if lean > 1 and text[start:end] == text[opened[0] : opened[1]] and start > opened[1]:
            if text[start - 1] in _space + "(—–:" and _more_closings(
                text, marks, number, opens, closes, len(depth) + 2
            ):
                depth.append(start)
                continue
            if not _is_turned(text, start, end):
                _close(found, text, opened, _natural_end(text, opened[1], start), None)
                opened, depth = (start, end), []
                continue
        if text[start] in closes and _after_colon(text, start, end):
            depth.append(start)  # a turned mark opens a quotation inside the quotation
            continue
        if depth:
            depth.pop()
            continue
        _close(found, text, opened, start, end)
        last_end = end
        opened = None
    if opened is not None:
        end = _unclosed_end(text, opened[1])
        _close(found, text, opened, end, None)
        unclosed = end >= len(text.rstrip())
    else:
        unclosed = False
    if pending and found and found[0].outer_start <= len(text) - len(text.lstrip()):
        first = found[0]
        found[0] = Quoted(first.start, first.end, first.outer_start, first.outer_end, False, True)
    return _with_singles(text, found), unclosed


def _measure(text: str, start: int) -> bool:
    """Whether a straight mark stands for inches, minutes or seconds after a number."""
    if text[start] not in "\"'" or start == 0 or not text[start - 1].isdigit():
        return False
    return text.count('"', max(0, start - LONGEST), start) % 2 == 0


def _is_turned(text: str, start: int, end: int) -> bool:
    """Whether an opening glyph stands where only a closing one can: free on both sides or at the
    end of its words.
    """
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    return (before in _space and after in _space) or (before not in _space and after in _space)


def _after_colon(text: str, start: int, end: int) -> bool:
    """Whether a colon stands right before a mark and a word follows in the same paragraph."""
    return text[start - 1] == ":" and text[end : end + 2].strip(_space)[:1].isupper()


def _more_closings(
    text: str, marks: list[tuple[int, int]], number: int, opens: str, closes: str, wanted: int
) -> bool:
    """Whether enough closing marks follow for a quotation inside the quotation."""
    balance = 0
    for start, end in marks[number + 1 : number + 12]:
        lean = _leaning(text, start, end, opens, closes)
        balance += 1 if lean < 0 else -1 if lean > 0 else 0
        if balance >= wanted:
            return True
        if balance < -1:
            return False
    return False


def _missing_opening(text: str, floor: int, end: int) -> int | None:
    """Where a quotation begins whose opening mark is missing: at the start of its sentence.

    Only where what stands before the closing mark ends as speech does; else the mark is a stray.
    """
    if end - floor < 12 or text[end - 1] not in ".,!?…" or (floor > 0 and end - floor < 30):
        return None
    start = floor
    for match in _sentence_end.finditer(text, floor, end - 1):
        start = match.end()
    colon = text.rfind(": ", start, end)
    if colon >= 0:
        start = colon + 2
    while start < end and (text[start] in _space or text[start] in ",;"):
        start += 1
    return start if end - start >= 12 else None


def _natural_end(text: str, start: int, limit: int) -> int:
    """Where a quotation ends whose closing mark is missing before another one opens."""
    match = _sentence_end.search(text, start, limit)
    if match:
        return match.start() + 1
    colon = text.rfind(",", start, limit)
    return colon if colon > start + 20 else limit


def _unclosed_end(text: str, start: int) -> int:
    """Where a quotation ends that is never closed: with its paragraph, or, if that is very long,
    with its sentence.
    """
    end = len(text.rstrip())
    inside = text[start : start + 3].strip(_space)[:1].islower()
    if end - start <= LONGEST and not inside:
        return end
    match = _sentence_end.search(text, start)
    return match.start() + 1 if match else min(end, start + LONGEST)


def _trim(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1] in _space:
        end -= 1
    return end


def _close(
    found: list[Quoted], text: str, opened: tuple[int, int], start: int, end: int | None
) -> None:
    """Add the stretch between an opening mark and a closing place, without outer white space."""
    first = opened[1]
    while first < start and (text[first] in _space or text[first] in DOUBLE):
        first += 1
    last = start
    while last > first and (text[last - 1] in _space or text[last - 1] in DOUBLE):
        last -= 1
    outer = end if end is not None else last
    while outer < len(text) and end is not None and text[outer] in "»”":
        outer += 1
    if last > first and any(c.isalnum() for c in text[first:last]):
        found.append(Quoted(first, last, opened[0], max(outer, last)))


def _with_singles(text: str, found: list[Quoted]) -> list[Quoted]:
    """Add what stands in single marks outside the double ones."""
    result: list[Quoted] = []
    position = 0
    for one in found:
        result += _singles(text, position, one.outer_start)
        result.append(one)
        position = one.outer_end
    return result + _singles(text, position, len(text))


def _singles(text: str, floor: int, limit: int) -> list[Quoted]:
    """Stretches in single marks; apostrophes and elisions are none."""
    found: list[Quoted] = []
    if all(text.find(mark, floor, limit) < 0 for mark in _SINGLE_OPENING):
        return found
    position = floor
    barren = -1  # no closing mark stands before this place
    while True:
        opening = _single_opening.search(text, position, limit)
        if opening is None:
            return found
        start = opening.end()
        position = start
        if start < barren or _decade.match(text, opening.start()):
            continue
        reach = min(limit, start + LONGEST)
        best = -1
        for seen, closing in enumerate(_single_closing.finditer(text, start, reach)):
            at = closing.start()
            plain = text[at - 1] != "s" or at + 1 >= limit or text[at + 1] in ",.;:!?)"
            if best < 0 or plain:
                best = at
            if plain or seen == CANDIDATES:
                break
        if best > start:
            found.append(Quoted(start, _trim(text, start, best), opening.start(), best + 1))
            position = best + 1
        elif best < 0:
            barren = reach
