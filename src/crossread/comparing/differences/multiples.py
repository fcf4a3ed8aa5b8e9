"""Differences of multiples: "tripled" here, "twice as high" there.

In: two members of a point. Out: the words of both, where each tells one multiple and these are not the
same. A multiple is a word of `[differences.multiples]` ("doubled", "втрое"), or a number before a word
of `times_words` ("three times"), which may count occasions and so is only held against a word. What is
halved is half as much, and in some of the languages "lower by two times": only how many times is
compared, not which way.
"""

from __future__ import annotations

import re
from functools import cache

from crossread.comparing.differences.sides import Found, Side, cut
from crossread.languages import table
from crossread.model import Span


def multiples(a: Side, b: Side) -> list[Found]:
    """The multiples that differ between two members, one at most.

    Args:
        a: a member of a point,
        b: and another one.
    """
    words = _in_words(a), _in_words(b)
    numbers = _in_numbers(a), _in_numbers(b)
    told = [w or n for w, n in zip(words, numbers)]
    if not any(words) or any(len(some) != 1 for some in told):
        return []
    (one, left), (other, right) = told[0][0], told[1][0]
    return [] if one == other else [Found("figure", "multiple", (left, right))]


def _in_words(side: Side) -> list[tuple[float, Span]]:
    """Multiples told by one word, and where it stands."""
    pattern, worth = _words(side.language)
    if pattern is None:
        return []
    return [
        (worth[match.lastindex - 1], cut(side.statement.span, *match.span()))
        for match in pattern.finditer(side.text)
        if match.lastindex is not None
    ]


def _in_numbers(side: Side) -> list[tuple[float, Span]]:
    """Multiples told by a number of times."""
    known = set(table(side.language, "differences").get("times_words", ()))
    found: list[tuple[float, Span]] = []
    for figure in side.figures:
        place = side.place(figure.span)
        word = re.match(r"[\s-]*(\w+)", side.text[place[1] :])
        if word is not None and figure.unit == "count" and word[1].lower() in known:
            found.append((figure.value, figure.span))
    return found


@cache
def _words(language: str) -> tuple[re.Pattern[str] | None, tuple[float, ...]]:
    """A pattern with a group for each word, and what the groups are worth."""
    known = table(language, "differences").get("multiples", {})
    if not known:
        return None, ()
    words = sorted(known, key=lambda w: (-len(w), w))
    parts = ["(" + re.escape(w).replace(re.escape("*"), r"\w*") + ")" for w in words]
    bound = "|".join(parts) if language in ("zh", "ja") else rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)"
    return re.compile(bound, re.IGNORECASE), tuple(float(known[w]) for w in words)
