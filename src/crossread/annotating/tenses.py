"""A time expression in its clause → whether the words around turn it to the future.

In: the tokens of a sentence and where an expression stands. Out: future, past or nothing said. The
nearest cue of the clause decides: an auxiliary, an ending of the future, a word such as
"starting". A weekday may also tell which thing is meant ("the cloud of Wednesday", "Wednesday's
fire"); no verb governs it then.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.timewords import TimeWords
from crossread.annotating.tokens import Token

CUE_TOKENS_BEFORE = 12  # a clause seldom has more between its verb and its time
CUE_TOKENS_AFTER = 4
BOUNDARY = frozenset('.;:!?,()–—“”"«»…')  # ends of a clause


def tense(items: Sequence[Token], first: int, last: int, words: TimeWords) -> str | None:
    """The tense of the clause around tokens `first` to `last`: the nearest cue decides."""
    for i in range(first - 1, max(-1, first - 1 - CUE_TOKENS_BEFORE), -1):
        token = items[i]
        if token.text in BOUNDARY:
            break
        future = words.future.at(items, i)
        if future is not None and future[0] <= first:
            return "future"
        if words.past.at(items, i) is not None:
            return "past"
        if words.future_endings and token.kind == "word" and len(token.low) > 4:
            ends = token.low.endswith(words.future_endings) and token.low not in words.not_future
            if ends and not token.text[0].isupper():
                return "future"
    for i in range(last, min(len(items), last + CUE_TOKENS_AFTER)):
        if items[i].text in BOUNDARY or words.past.at(items, i) is not None:
            break
        if words.future.at(items, i) is not None:
            return "future"
        if words.future_endings and items[i].kind == "word" and len(items[i].low) > 4:
            ends = items[i].low.endswith(words.future_endings)
            if ends and items[i].low not in words.not_future and items[i].text.islower():
                return "future"
    return None


def names_thing(items: Sequence[Token], first: int, last: int, words: TimeWords) -> bool:
    """Whether a weekday tells which thing, not when: "the vote of Monday", "Monday's vote".

    A cue right before it ("ahead of Monday's vote", "a partir del lunes") keeps the say.
    """
    owner = last + 1 < len(items) and items[last].text in "'’" and items[last + 1].low == "s"
    if owner:
        first -= first > 0 and items[first - 1].low == "the"
    opened = None if owner else words.genitives.ending(items, first)
    if not owner and (opened is None or not opened[0]):
        return False
    if words.future.ending(items, first) is not None:
        return False
    if opened is None:
        return True
    before = items[opened[0] - 1]
    if before.kind != "word" or before.low in words.not_things:
        return False
    if last < len(items) and items[last].low in words.genitive_ends:
        return False
    parted = words.parts.ending(items, opened[0]) or words.units.ending(items, opened[0])
    return parted is None  # "la tarde del lunes" is when
