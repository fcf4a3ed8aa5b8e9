"""How each word of a member is held: affirmed, denied, held open.

In: a clause with its operators, and a word of it. Out: its stance, for words near to what denies or
holds open; of others it is not known. "Did not sign the treaty in Rome": signing is denied, and so is
the treaty; that there is a Rome is not. A word that is an operator itself ("rejected") is held by the
others of its clause alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crossread.comparing.differences.anchors import overlaps
from crossread.comparing.differences.content import Content
from crossread.comparing.differences.phrases import UNSPACED
from crossread.comparing.differences.sides import Side
from crossread.comparing.differences.stances import (
    VERB_LAST,
    Clause,
    Operator,
    Stance,
    stance_of,
)
from crossread.languages import table

TARGETS = 3
"""Words that say something behind a negation (where it can, also before it) among which is what it denies."""
NEAR = 3
"""The same for a verb of refusing or excluding;"""
WHOLE = 6
"""and for one with a clause behind "that", all of which is denied."""
DENYING = ("not", "not_both", "exclude", "refuse")
"""Operators that deny."""
OPENING = ("possible", "undecided", "silent")
"""Operators that hold open by themselves."""
VERB_LATER = frozenset({"ar", "zh"})
"""Languages in which others may stand between a modal verb and what it governs,"""
LATER = 3
"""and how many."""
CLOSE = 3
"""Words before a verb among which the one stands that tells that it has happened."""
LONG_ENDING = 3
"""Letters that a verb with an ending of the past has at least, and one more."""
PREDICATE = frozenset({"exclude", "refuse", "unclear", "decide", "likely"})
"""Operators that may be the verb that is said."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Held:
    """A word and how it is held.

    Args:
        number: of the word in its `Content`.
        clause: number of its clause.
        stance: see `stances.Stance`.
        rank: how many weighty words stand between it and what holds it so; 0 where nothing does.
        by: the operators that hold it so.
        done: whether it is told as having happened.
        predicate: whether it is itself a verb of refusing, excluding, ending.
        first: number of the word that comes first behind what holds it so.
        whole: whether it is held so with all of a clause behind "that".
    """

    number: int
    clause: int
    stance: Stance
    rank: int
    by: tuple[Operator, ...]
    done: bool
    predicate: bool
    first: int | None = None
    whole: bool = False

    @property
    def far(self) -> int:
        """Its rank, 0 where all of its clause is held so."""
        return 0 if self.whole else self.rank


def held(side: Side, clauses: Sequence[Clause], content: Content) -> list[Held]:
    """The words of a member of which it is known how they are held.

    Args:
        side: the member.
        clauses: of its text.
        content: its words.
    """
    found: list[Held] = []
    cues = [side.place(q.cue) for q in side.heard if q.cue is not None]
    for at, clause in enumerate(clauses):
        if clause.asked:
            continue
        inside = [
            n for n, (start, _) in enumerate(content.places) if clause.start <= start < clause.end
        ]
        for n in inside:
            one = _held(side, at, clause, content, n, inside, cues)
            if one is not None:
                found.append(one)
    return found


def _held(
    side: Side,
    at: int,
    clause: Clause,
    content: Content,
    number: int,
    inside: Sequence[int],
    cues: Sequence[Place],
) -> Held | None:
    place = content.places[number]
    if content.naming[number] or not (content.profiles[number] or content.weights[number]):
        return None
    own = [o for o in clause.operators if overlaps(place, o.places)]
    if any(o.kind not in PREDICATE or _phrase(side, o) for o in own):
        return None
    if not own and not content.poles[number] and overlaps(place, cues):
        return None
    verb = any(o.kind in ("exclude", "refuse", "unclear") for o in own)
    others = tuple(o for o in clause.operators if o not in own)
    stance = clause.stance
    if own:
        text = side.text[clause.start : clause.end].lower()
        stance = stance_of(others, text, side.language)
    if stance is None:
        return None
    done = _done(side, clause, place)
    if stance in ("affirmed", "certain"):
        return Held(number, at, stance, 0, (), done, verb)
    kinds: tuple[str, ...] = ("likely",)
    if stance == "denied":
        kinds = DENYING
    elif stance == "open":
        kinds = OPENING if any(o.kind in OPENING for o in others) else (*DENYING, "decide")
    by = tuple(o for o in others if o.kind in kinds and not _quoted_apart(side, o, place))
    words = [
        n
        for n in inside
        if n == number or (_says(content, n) and not overlaps(content.places[n], _places(others)))
    ]
    found = [(_rank(side, clause, o, content, words, number), o) for o in by]
    ranks = [rank for rank, _ in found if rank is not None]
    if not ranks:
        return Held(number, at, "affirmed", 0, (), done, verb) if stance == "likely" else None
    holding = tuple(o for rank, o in found if rank is not None)
    whole = any(o.kind == "exclude" and _says_that(side, o, place) for o in holding)
    first = _first(holding, content, words)
    return Held(number, at, stance, min(ranks), holding, done, verb, first, whole)


def _quoted_apart(side: Side, operator: Operator, place: Place) -> bool:
    """Whether an operator stands in a quotation and a word outside: "“we never broke the law” and offered
    a fund" denies no offer.
    """
    return any(
        start <= operator.start and operator.end <= end and not start <= place[0] < end
        for start, end in (side.place(q.span) for q in side.quotes)
    )


def _phrase(side: Side, operator: Operator) -> bool:
    """Whether an operator is more than a verb, maybe in two parts: "not the first"."""
    return any(" " in side.text[start:end] for start, end in operator.places)


def _first(by: Sequence[Operator], content: Content, words: Sequence[int]) -> int | None:
    """The first word behind operators; where there is none, the last before them."""
    behind = [n for n in words if content.places[n][0] >= by[-1].places[0][1]]
    return behind[0] if behind else words[-1] if words else None


def _says(content: Content, number: int) -> bool:
    """Whether a word says something: dictionaries know it, or it is long."""
    start, end = content.places[number]
    if content.naming[number]:
        return False
    if content.unspaced:
        return bool(content.profiles[number]) and end - start > 1
    return bool(content.weights[number]) and (
        bool(content.profiles[number]) or end - start > LONG_ENDING
    )


def _places(operators: Sequence[Operator]) -> list[Place]:
    return [p for o in operators if o.kind not in ("unclear", "decide") for p in o.places]


def _rank(
    side: Side,
    clause: Clause,
    operator: Operator,
    content: Content,
    words: Sequence[int],
    number: int,
) -> int | None:
    """How far a word stands from an operator, in words that say something; None if out of reach."""
    if operator.kind in (*OPENING, "likely", "decide"):
        return _rank_of_verb(side, content, operator, words, number)
    count = NEAR if operator.kind in ("refuse", "exclude") else TARGETS
    if operator.kind == "exclude" and _says_that(side, operator, content.places[number]):
        count = WHOLE
    behind = [n for n in words if content.places[n][0] >= operator.places[0][1]]
    if number in behind:
        rank = behind.index(number)
        called = _called(side, operator, content.places[number])
        return None if called or rank >= count else rank
    if operator.kind == "not":
        return None
    before = TARGETS if operator.kind == "not_both" else NEAR
    start = _joined_from(side, clause, operator)
    near = [
        n for n in words if start <= content.places[n][0] and content.places[n][1] <= operator.start
    ]
    rank = len(near) - 1 - near.index(number) if number in near else before
    if operator.kind in ("refuse", "exclude"):
        rank += 1
    return rank if rank < before else None


def _says_that(side: Side, operator: Operator, place: Place) -> bool:
    """Whether a "that" stands between an operator and a word, so that all of its clause is denied."""
    return _between(side, operator, place, table(side.language, "quotes").get("plain_that", ()))


def _called(side: Side, operator: Operator, place: Place) -> bool:
    """Whether a word says what something is dismissed as: "rejected the report as a hoax" denies no hoax."""
    if operator.kind not in ("refuse", "exclude"):
        return False
    return _between(side, operator, place, table(side.language, "polarity").get("called", ()))


def _between(side: Side, operator: Operator, place: Place, listed: Iterable[str]) -> bool:
    """Whether a word of a list stands between an operator and a word."""
    words = re.findall(r"\w+", side.text[operator.places[0][1] : place[0]].lower())
    return not frozenset(listed).isdisjoint(words)


def _rank_of_verb(
    side: Side, content: Content, operator: Operator, words: Sequence[int], number: int
) -> int | None:
    """How far a word stands from the place of the verb that a modal verb governs: right behind it, or
    where verbs come last at the end of the clause.
    """
    behind = [n for n in words if content.places[n][0] >= operator.end]
    if not behind and operator.start >= content.places[words[-1]][1]:
        return len(words) - 1 - words.index(number)
    if number not in behind:
        last = [n for n in words if content.places[n][1] <= operator.start][-1:]
        return 0 if number in last and (side.language in VERB_LAST or not behind) else None
    rank = behind.index(number)
    if side.language in VERB_LATER:
        return max(0, rank - LATER)
    if side.language in VERB_LAST:
        return min(rank, len(behind) - 1 - rank)
    return rank


def _joined_from(side: Side, clause: Clause, operator: Operator) -> int:
    """Where the part of a clause begins that an operator stands in: behind the last "and"."""
    joins = frozenset(table(side.language, "clauses").get("coordinators", ()))
    words = re.finditer(r"\w+", side.text[clause.start : operator.start])
    ends = [clause.start + w.end() for w in words if w.group().lower() in joins]
    return max(ends, default=clause.start)


def _done(side: Side, clause: Clause, place: Place) -> bool:
    """Whether a word is told as having happened: by its ending, or by a word of its clause."""
    known = table(side.language, "polarity")
    word = side.text[slice(*place)].lower()
    if word.endswith(tuple(known.get("done_endings", ()))) and len(word) > LONG_ENDING:
        return True
    marks = known.get("done", ())
    text = side.text[clause.start : clause.end].lower()
    if side.language in UNSPACED:
        return any(mark in text for mark in marks)
    if side.language not in VERB_LAST:
        before = re.findall(r"\w+", side.text[clause.start : place[0]].lower())
        return not set(before[-CLOSE:]).isdisjoint(marks)
    return not set(re.findall(r"\w+", text)).isdisjoint(marks)
