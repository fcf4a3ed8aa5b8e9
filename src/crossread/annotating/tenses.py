"""A time expression in its clause → whether the words around turn it to the future.

In: the tokens of a sentence and where an expression stands. Out: future, past, later than what
is told, or nothing said.
Asked in this order: a word right before it that says so by itself ("by Friday", "ab Montag"), the
verb beside it ("confirmed on Monday that …", "beginnt am Montag"), the nearest cue before it in its
clause, the first cue behind it. A time that opens its clause ("On Monday, the ministers of …") has
its verb behind it, and is looked for farther there, over a comma. A cue is an auxiliary, an ending
of the future, a word such as "scheduled"; in languages whose verb stands second, any form of the
present ("Am Sonntag wählt …"). A weekday may also tell which thing is meant ("the cloud of
Wednesday", "Wednesday's fire"); no verb governs it then.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.timenames import TimeNames
from crossread.annotating.tokens import Phrasebook, Token

CUE_TOKENS_BEFORE = 12  # a clause seldom has more between its verb and its time
CUE_TOKENS_AFTER = 4
CUE_TOKENS_OPENED = 12  # behind a time that opens its clause: subject, then verb
LINKS = 2  # "by the Friday", "ab dem Montag": words between a preposition and its day
MIN_VERB = 5  # letters of a verb that is known by its ending
BOUNDARY = frozenset('.;:!?,()–—“”"«»…。，；：！？、（）「」،؛؟')  # ends of a clause
HYPHENS = frozenset("-‑")
QUOTES = frozenset('“”"«»')
OPENINGS = (BOUNDARY | frozenset("¿¡„‘'-")) - {","}  # what a capital may stand behind


def tense(items: Sequence[Token], first: int, last: int, names: TimeNames) -> str | None:
    """The tense of the clause around tokens `first` to `last`: the nearest cue decides.

    Returns:
        `future`, `past`, or `later` for what was still to come when it was said ("would meet on
        Monday"): a weekday is then the next one, a month may be past. None where nothing tells.
    """
    start = _linked(items, first, names)
    until = _before(items, first, start, names.future_before, names)
    if until is not None:
        # "Bis Sonntag war der Brand gelöscht": what was done by then is past
        owner = last < len(items) and items[last].text in "'’"  # "ahead of Monday's vote"
        told = None if owner else _behind(items, until, last, names, sure=True)
        return "past" if told == "past" else "future"
    since = _before(items, first, start, names.since, names) is not None
    beside = _beside(items, start, names)
    if beside is not None:
        return beside
    for i in range(first - 1, max(-1, first - 1 - CUE_TOKENS_BEFORE), -1):
        token = items[i]
        if token.text in BOUNDARY or token.low in names.clause_words:
            break
        if token.low in names.cue_words:
            if _no_cue(items, i, names):
                continue
            future = None if _named(items, i) else names.future.at(items, i)
            if future is not None and future[0] <= first:
                return "future"
            if names.past.at(items, i) is not None:
                # "will have", "aura été": the auxiliary belongs to the future
                return "future" if i and names.future.ending(items, i) is not None else "past"
            if names.later.at(items, i) is not None:
                return "later"
        if token.low in names.present_words and not _named(items, i):
            return "future"
        if not since and _ends_future(items, i, names):
            return "future"
        if _ends(token, names.later_endings, names):
            return "later"
        if names.future_openings and _opens_future(token, names):
            return "future"
    return _behind(items, start, last, names)


def _behind(
    items: Sequence[Token], start: int, last: int, names: TimeNames, *, sure: bool = False
) -> str | None:
    """The tense of the first verb behind an expression, past where it opens its clause only.

    `sure`: no verb is known as past by its ending ("by Friday's long-awaited vote").
    """
    reach = CUE_TOKENS_AFTER * (2 if names.script.characters else 1)
    opened = names.past_known and _opens_clause(items, start, names)
    if opened:
        reach = CUE_TOKENS_OPENED
        if last < len(items) and items[last].text == ",":
            last += 1
        elif last < len(items) and _second(items, start, last, names):
            return "future"
    for i in range(last, min(len(items), last + reach)):
        token = items[i]
        if token.text in BOUNDARY or token.low in names.clause_words:
            break
        if token.low in names.cue_words:
            if _no_cue(items, i, names):
                continue
            if not _named(items, i) and names.future.at(items, i) is not None:
                return "future"
            if names.past.at(items, i) is not None:
                return "past" if opened else None
        if token.low in names.past_words or (not sure and _is_past(items, i, names)):
            return "past" if opened else None
        if _ends_future(items, i, names):
            return "future"
        if names.future_openings and _opens_future(token, names):
            return "future"
    return None


def _opens_clause(items: Sequence[Token], start: int, names: TimeNames) -> bool:
    """Whether a clause begins here: a mark that closes a quotation opens none."""
    if not start or items[start - 1].low in names.clause_words:
        return True
    before = items[start - 1].text
    return before in BOUNDARY and (before not in QUOTES or items[start].glued)


def _linked(items: Sequence[Token], first: int, names: TimeNames) -> int:
    """Where the words begin that tie an expression to its clause: "on the", "am", "во"."""
    start = first
    while start > max(0, first - LINKS) and items[start - 1].low in names.links:
        start -= 1
    return start


def _before(
    items: Sequence[Token], first: int, start: int, book: Phrasebook, names: TimeNames
) -> int | None:
    """Where a phrase begins that stands before an expression, with nothing but links between."""
    for p in range(first, max(start, 1) - 1, -1):
        found = book.ending(items, p) if items[p - 1].low in names.before_ends else None
        if found is not None:
            return found[0]
    return None


def _beside(items: Sequence[Token], start: int, names: TimeNames) -> str | None:
    """The tense of a verb right before an expression: "reported Monday", "beginnt am Montag"."""
    at = start - 1
    while at > start - 1 - LINKS and at >= 0 and items[at].low in names.verb_ends:
        at -= 1  # "trifft sich erst am Montag"
    if at < 0 or items[at].kind != "word" or names.future.at(items, at) is not None:
        return None
    if names.past_beside and _is_past(items, at, names):
        before = at - 3 if at > 2 and items[at - 1].text in HYPHENS else at - 1  # "re-elected"
        passive = before >= 0 and items[before].low in names.passives  # "will be released Monday"
        return None if passive else "past"
    return "future" if _ends(items[at], names.present_before, names) else None


def _second(items: Sequence[Token], start: int, last: int, names: TimeNames) -> bool:
    """Whether the verb behind a time that opens its clause is in the present: "wählt".

    Behind a comma the verb of a clause may come last: "der am Montag verkauft wurde".
    """
    low = items[last].low
    if (start and items[start - 1].text == ",") or low in names.past_words:
        return False
    return not low.endswith(names.past_endings) and _ends(items[last], names.present_after, names)


def _ends(token: Token, endings: tuple[str, ...], names: TimeNames) -> bool:
    if not endings or not token.text.islower() or len(token.low) < MIN_VERB - 1:
        return False
    if token.low in names.not_future or token.low in names.past.firsts:
        return False
    return token.low.endswith(endings)


def _is_past(items: Sequence[Token], i: int, names: TimeNames) -> bool:
    """Whether a word is a verb in the past by its form, no adjective as in "the proposed law"."""
    token = items[i]
    if token.low in names.past_words:
        return True
    if not names.past_endings or len(token.low) < MIN_VERB - 1 or not token.text.islower():
        return False
    if not token.low.endswith(names.past_endings) or token.low in names.not_past:
        return False
    if names.later_endings and token.low.endswith(names.later_endings):
        return False  # "se tiendrait"
    return not (i and items[i - 1].low in names.words.articles)


def _no_cue(items: Sequence[Token], i: int, names: TimeNames) -> bool:
    """Whether a phrase holds a cue and is none: "faster than expected", "due to the fog"."""
    if names.not_cues.at(items, i) is not None:
        return True
    return items[i].low in names.not_cue_ends and names.not_cues.ending(items, i + 1) is not None


def _ends_future(items: Sequence[Token], i: int, names: TimeNames) -> bool:
    """As in "rendra", "votaremos": a verb whose ending makes it future; no name in mid-clause."""
    token = items[i]
    if not names.future_endings or token.kind != "word" or len(token.low) < MIN_VERB:
        return False
    if not token.low.endswith(names.future_endings) or token.low in names.not_future:
        return False
    return not _named(items, i)


def _named(items: Sequence[Token], i: int) -> bool:
    """Whether a capital in mid-clause makes a name of a word: "Planned Parenthood"."""
    return bool(i) and items[i].text[0].isupper() and items[i - 1].text not in OPENINGS


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
    if any(book.ending(items, first) for book in (names.future, names.future_before)):
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
