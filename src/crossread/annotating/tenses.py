"""A time expression in its clause → whether the words around turn it to the future.

In: the tokens of a sentence and where an expression stands. Out: future, past or nothing said. The
nearest cue of the clause decides: an auxiliary, an ending of the future, a word such as
"starting". A weekday may also tell which thing is meant ("the cloud of Wednesday", "Wednesday's
fire"); no verb governs it then.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.timenames import TimeNames
from crossread.annotating.tokens import Token

CUE_TOKENS_BEFORE = 12  # a clause seldom has more between its verb and its time
CUE_TOKENS_AFTER = 4
BOUNDARY = frozenset('.;:!?,()–—“”"«»…。，；：！？、（）「」،؛؟')  # ends of a clause


def tense(items: Sequence[Token], first: int, last: int, names: TimeNames) -> str | None:
    """The tense of the clause around tokens `first` to `last`: the nearest cue decides."""
    for i in range(first - 1, max(-1, first - 1 - CUE_TOKENS_BEFORE), -1):
        token = items[i]
        if token.text in BOUNDARY:
            break
        future = names.future.at(items, i)
        if future is not None and future[0] <= first:
            return "future"
        if names.past.at(items, i) is not None:
            # "will have", "aura été": the auxiliary belongs to the future
            return "future" if i and names.future.ending(items, i) is not None else "past"
        if names.future_endings and token.kind == "word" and len(token.low) > 4:
            ends = token.low.endswith(names.future_endings) and token.low not in names.not_future
            if ends and (not i or not token.text[0].isupper() or items[i - 1].text in "¿¡"):
                return "future"
        if names.future_openings and _opens_future(token, names):
            return "future"
    reach = CUE_TOKENS_AFTER * (2 if names.script.characters else 1)
    for i in range(last, min(len(items), last + reach)):
        if items[i].text in BOUNDARY or names.past.at(items, i) is not None:
            break
        if names.future.at(items, i) is not None:
            return "future"
        if names.future_endings and items[i].kind == "word" and len(items[i].low) > 4:
            ends = items[i].low.endswith(names.future_endings)
            if ends and items[i].low not in names.not_future and items[i].text.islower():
                return "future"
        if names.future_openings and _opens_future(items[i], names):
            return "future"
    return None


def _opens_future(token: Token, names: TimeNames) -> bool:
    """As in "سيعقد": a letter before the verb makes it future."""
    opened = token.kind == "word" and token.low.startswith(names.future_openings)
    return opened and len(token.low) > 4 and token.low not in names.not_future


def names_thing(items: Sequence[Token], first: int, last: int, names: TimeNames) -> bool:
    """Whether a weekday tells which thing, not when: "the vote of Monday", "Monday's vote".

    A cue right before it ("ahead of Monday's vote", "a partir del lunes") keeps the say.
    """
    owner = last + 1 < len(items) and items[last].text in "'’" and items[last + 1].low == "s"
    if owner:
        first -= first > 0 and items[first - 1].low == "the"
    opened = None if owner else names.genitives.ending(items, first)
    if not owner and (opened is None or not opened[0]):
        return False
    if names.future.ending(items, first) is not None:
        return False
    if opened is None:
        return True
    before = items[opened[0] - 1]
    if before.kind != "word" or before.low in names.not_things:
        return False
    if last < len(items) and items[last].low in names.genitive_ends:
        return False
    parted = names.parts.ending(items, opened[0]) or names.units.ending(items, opened[0])
    return parted is None  # "la tarde del lunes" is when
