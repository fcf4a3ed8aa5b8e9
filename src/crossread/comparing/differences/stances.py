"""A statement → its clauses, and whether each affirms, denies or holds open what it says.

In: a text, its language, and places that must not be read (a time "in May" holds no "may"). Out:
`Clause`s with their `Operator`s and a stance. What negates, excludes, refuses, ends, holds open or
makes sure stands in `[polarity]` of the language files. A clause ends at a mark or before a word that
begins one; what governs a clause ("bestritt, …", "отказался исключить, что …") governs the next one
too unless that begins anew. No parser is needed, and the rules hold for broken text.

Two that deny undo each other; but whoever does not rule something out has not announced it, so what is
denied to be excluded is held open. Several negations of one clause count as one, since most of the
languages say them twice ("ne … pas", "no … nadie", "никто не").
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from itertools import islice
from typing import Literal

from crossread.comparing.differences.phrases import UNSPACED, patterns, plain
from crossread.languages import table

Stance = Literal["affirmed", "certain", "likely", "open", "denied"]
Class = Literal[
    "ignored", "not", "not_both", "exclude", "refuse", "unclear", "possible", "undecided", "decide",
    "likely", "certain", "able", "since", "asked", "silent",
]  # fmt: skip
CLASSES: tuple[Class, ...] = (
    "ignored", "undecided", "not", "not_both", "exclude", "refuse", "unclear", "possible", "decide",
    "likely", "certain", "able", "since", "asked", "silent",
)  # fmt: skip
"""Names of the lists in `[polarity]`; of two that begin at one place and are as long, the first."""
LONG_ENDING = 3
"""Letters that must stand before the ending of a future verb."""
BEHIND = 3
"""Words of its clause that may stand behind a verb of excluding whose object is the next clause."""
ENCLITIC = 2
"""Words of a clause among which the one stands that begins what is asked ("признает ли")."""
LONG_CLAUSE = 3
"""Words that must stand on both sides of "and" for it to divide clauses."""
GOING_ON = ",，،:："
"""Marks behind which a clause may go on with what governs the one before."""
COLONS = ":："
"""The same where clauses behind a comma mostly begin anew."""
QUESTION = ("?", "？", "؟")
"""How a question ends: it says nothing."""
TOGETHER = 20
"""Characters between "will" and "possibly" up to which they are of one verb."""
VERB_LAST = frozenset({"de", "nl"})
"""Languages whose second verb stands at the end."""

Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Operator:
    """A word or phrase that tells how its clause holds what it says.

    Args:
        kind: the list that it stands in.
        places: of its words (two of a separable verb), in code points of the text.
    """

    kind: Class
    places: tuple[Place, ...]

    @property
    def start(self) -> int:
        """First code point."""
        return self.places[0][0]

    @property
    def end(self) -> int:
        """One past the last."""
        return self.places[-1][1]


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch of a statement that holds one stance.

    Args:
        start: first code point in the text.
        end: one past the last.
        operators: that govern it, in order: its own, and those of the clause before that go on.
        stance: None where the operators together say nothing clear.
        unclear: whether a verb of ending, failing or lacking stands in it, which another language
            may say by a negation; the stance leaves it aside.
        asked: whether it is a question, which says nothing.
    """

    start: int
    end: int
    operators: tuple[Operator, ...]
    stance: Stance | None
    unclear: bool = False
    asked: bool = False


def clauses(text: str, language: str, unread: Iterable[Place] = ()) -> tuple[Clause, ...]:
    """Cut a statement into clauses and tell the stance of each.

    Args:
        text: of the statement.
        language: two-letter code; without a `[polarity]` table, all is affirmed.
        unread: places of names and times, in which no operator is looked for.

    Returns:
        The clauses in order.
    """
    lower = plain(text)
    found = operators(lower, language, unread)
    made: list[Clause] = []
    going_on: tuple[Operator, ...] = ()
    for start, end, anew in _segments(lower, language, found):
        own = tuple(o for o in found if start <= o.start < end)
        if going_on and not anew:
            made[-1] = replace(made[-1], stance=None)
            own = (*going_on, *own)
        asked = lower[start:end].rstrip().endswith(QUESTION) or lower[end:].startswith(QUESTION)
        stance = None if asked else stance_of(own, lower[start:end], language)
        if stance == "denied" and _undone(own, lower, language):
            stance = None
        unclear = any(o.kind == "unclear" for o in own)
        made.append(Clause(start, end, own, stance, unclear, asked))
        going_on = own if _goes_on(own, lower[start:end], start) else ()
    return tuple(_supposed(_asked_open(made, lower, language), lower, language))


def _goes_on(own: Sequence[Operator], text: str, start: int) -> bool:
    """Whether what excludes or refuses stands at the end of a clause, so that the next one says what."""
    ends = [o.end - start for o in own if o.kind in ("exclude", "refuse")]
    return bool(ends) and len(_WORD.findall(text, max(0, *ends))) <= BEHIND


def _asked_open(made: Sequence[Clause], text: str, language: str) -> list[Clause]:
    """Clauses, those held open that begin with "whether" beside one that holds open: "is examining
    whether …", "whether …, is still undecided".
    """
    known = table(language, "polarity")
    words, rarely = frozenset(known.get("whether", ())), frozenset(known.get("whether_or_if", ()))
    found = list(made)
    for n, clause in enumerate(made):
        first = {
            w.group() for w in islice(_WORD.finditer(text, clause.start, clause.end), ENCLITIC)
        }
        if first.isdisjoint(words | rarely) or clause.stance in ("open", "denied"):
            continue
        kinds = (
            ("undecided", "silent")
            if first.isdisjoint(words)
            else ("possible", "undecided", "silent")
        )
        for beside in (*made[max(0, n - 1) : n], *made[n + 1 : n + 2]):
            by = tuple(o for o in beside.operators if o.kind in kinds)
            if by and (beside.stance == "open" or any(o.kind == "silent" for o in by)):
                own = tuple(o for o in clause.operators if o.kind != "asked")
                found[n] = replace(clause, operators=(*by, *own), stance="open")
                at = made.index(beside)
                found[at] = replace(found[at], stance=None)
    return found


def _supposed(made: Sequence[Clause], text: str, language: str) -> list[Clause]:
    """Clauses, those that begin with "if" marked as saying nothing, but where they are held open."""
    conditions = tuple(table(language, "polarity").get("conditions", ()))
    return [
        replace(clause, asked=True, stance=None)
        if conditions
        and clause.stance != "open"
        and _begins(text[clause.start : clause.end], conditions, language)
        else clause
        for clause in made
    ]


def _begins(text: str, words: Sequence[str], language: str) -> bool:
    """Whether the first word of a clause is one of some."""
    bare = text.lstrip(" \t\n\u00a0\"'“”„«»‘’‚‹›([—–-,;:，")
    if language in UNSPACED:
        return bare.startswith(tuple(words))
    first = re.match(r"[\w']+", bare)
    return first is not None and first.group() in words


def _undone(own: Sequence[Operator], text: str, language: str) -> bool:
    """Whether a negation that a clause has once stands in it twice, so that the two undo each other:
    "не мог не знать".
    """
    single = tuple(table(language, "polarity").get("single", ()))
    return sum(o.kind == "not" and text[o.start : o.end] in single for o in own) > 1


def operators(text: str, language: str, unread: Iterable[Place] = ()) -> tuple[Operator, ...]:
    """The operators of a text, in order, not overlapping; of two that do, the longer one.

    Args:
        text: lower-case, with plain apostrophes.
        language: two-letter code.
        unread: see `clauses`.
    """
    candidates: list[tuple[int, int, int, Operator]] = []
    for order, kind in enumerate(CLASSES):
        for pattern, letters in patterns(language, kind):
            if letters not in text:
                continue
            for match in pattern.finditer(text):
                places = tuple(match.span(n) for n in range(1, pattern.groups + 1))
                length = sum(b - a for a, b in places)
                candidates.append((-length, places[0][0], order, Operator(kind, places)))
    taken: list[Place] = [*unread, *(match.span(2) for match in _BOTH.finditer(text))]
    kept: list[Operator] = []
    for _, _, _, operator in sorted(candidates, key=lambda c: c[:3]):
        if not any(a < d and c < b for a, b in operator.places for c, d in taken):
            taken += operator.places
            if operator.kind != "ignored":
                kept.append(operator)
    return tuple(sorted(kept, key=lambda o: o.places))


@lru_cache(maxsize=50_000)
def negative_word(word: str, language: str) -> bool:
    """Whether a word holds a negation by its form ("unsafe", "hoffnungslos")."""
    known = table(language, "polarity")
    lower = plain(word)
    if lower.startswith(tuple(known.get("no_negation", ()))):
        return False
    begins = [p for p in known.get("negative_beginnings", ()) if lower.startswith(p)]
    ends = [p for p in known.get("negative_endings", ()) if lower.endswith(p)]
    return any(len(lower) > len(part) + LONG_ENDING for part in (*begins, *ends))


def stance_of(governing: Sequence[Operator], text: str, language: str) -> Stance | None:
    """What operators together say of a clause.

    Args:
        governing: the operators, in order.
        text: of the clause, lower-case, for the endings of its verbs.
        language: two-letter code.

    Returns:
        None where they say nothing clear.
    """
    kinds = [o.kind for o in governing]
    if "asked" in kinds and "silent" in kinds[: kinds.index("asked")]:
        return "open"  # "would not say whether"
    negated = not {"not", "not_both", "silent"}.isdisjoint(kinds)
    if negated and "since" in kinds:
        return None  # "not since 1957" is the first time since then
    exclude = kinds.count("exclude")
    others = negated + kinds.count("refuse")
    if exclude and _denied_behind(governing, language):
        return None
    if "undecided" in kinds or ("decide" in kinds and negated and not exclude):
        return "open"
    if "asked" in kinds and "possible" in kinds[: kinds.index("asked")]:
        return "open"  # "is examining whether"
    if "asked" in kinds or _two_verbs(governing, language):
        return None
    if exclude:
        return "open" if others % 2 else "denied"
    if "possible" in kinds:
        return None if others else "open"
    if others % 2:
        return "denied"
    if others:
        return None
    if "likely" in kinds:
        return "likely"
    sure = "certain" in kinds and "able" not in kinds  # "kann geschlossen werden"
    if sure or "decide" in kinds or _future(text, language):
        return "certain"
    return "affirmed"


def contradict(
    one: Stance, by: Sequence[Operator], other: Stance, others: Sequence[Operator]
) -> bool | None:
    """Whether two stances towards the same contradict each other.

    Args:
        one: the one stance.
        by: operators that it comes from.
        other: the other stance.
        others: operators that this comes from.

    Returns:
        None where that cannot be said by the stances alone.
    """
    stances = {one, other}
    if len(stances) == 1 or stances == {"affirmed", "certain"}:
        return False
    if "denied" in stances:
        opening = by if one == "open" else others
        # "it is not clear" and "there is no certainty"
        return None if "open" in stances and _bare(opening) else True
    return True if stances == {"open", "certain"} else None


def _bare(operators: Sequence[Operator]) -> bool:
    """Whether what holds open is a negation that denies no exclusion."""
    kinds = {o.kind for o in operators}
    return not kinds.isdisjoint(("not", "not_both")) and "exclude" not in kinds


def _denied_behind(governing: Sequence[Operator], language: str) -> bool:
    """Whether all that negates stands behind what excludes, where a verb is negated before it: "denies
    that he did not pay" holds nothing open.
    """
    if language in VERB_LAST:
        return False
    first = min(o.start for o in governing if o.kind == "exclude")
    negations = [o.start for o in governing if o.kind in ("not", "not_both")]
    return bool(negations) and min(negations) > first


def _two_verbs(governing: Sequence[Operator], language: str) -> bool:
    """Whether one verb is made sure and another held open: "will tell how long it may last"; but
    "könnte geschlossen werden" is one.
    """
    held = [o for o in governing if o.kind == "possible"]
    sure = [o for o in governing if o.kind == "certain"]
    if language in VERB_LAST:
        sure = [o for o in sure if not held or o.start < held[0].start]
    return bool(sure and held) and all(
        max(a.start, b.start) - min(a.end, b.end) > TOGETHER for a in sure for b in held
    )


def _future(text: str, language: str) -> bool:
    """Whether a word has the ending of a future verb."""
    endings = tuple(table(language, "polarity").get("certain_endings", ()))
    return bool(endings) and any(
        word.endswith(endings) and len(word) > LONG_ENDING + 2 for word in re.findall(r"\w+", text)
    )


_MARKS = re.compile(r"(?<!\d),|,(?!\d)|[;:!?，。；：！？、،؛؟]|\s[–—-]{1,2}\s|[–—]")
_WORD = re.compile(r"\w+")
# "European and non-European troops", "membres et non membres": both, so nothing is denied.
_BOTH = re.compile(r"\b(\w{4,}) \w{1,3} (\w{2,5})[ -]\1\b")


def _segments(text: str, language: str, found: Sequence[Operator]) -> list[tuple[int, int, bool]]:
    """(start, end, whether it begins anew) of the clauses of a text.

    A word that joins words as well as clauses divides them where operators stand on both sides.
    """
    joins, coordinators, infinitive, commas = _joins(language)
    spaced = language not in UNSPACED
    borders: dict[int, bool] = {0: True}
    for mark in _MARKS.finditer(text):
        word = _WORD.search(text, mark.end())
        if word is None:
            continue
        joined = word.group() in joins if spaced else word.group().startswith(tuple(joins))
        going_on = mark.group().strip() in (GOING_ON if spaced else COLONS)
        borders[mark.end()] = joined or not going_on
    words = list(_WORD.finditer(text)) if spaced else []
    for n, word in enumerate(words[1:-1], start=1):
        if word.group() not in joins or text[word.start() - 1] in "-'":
            continue
        if word.group() not in coordinators:
            if not commas:
                borders[word.start()] = True
        elif min(n, len(words) - n - 1) >= LONG_CLAUSE and _between(text, word.start(), found):
            borders[word.start()] = True
    starts = sorted(borders)
    made: list[tuple[int, int, bool]] = []
    for start, end in zip(starts, [*starts[1:], len(text)]):
        if _WORD.search(text, start, end):
            bare = infinitive and re.search(rf"\b{infinitive}\b", text[start:end])
            made.append((start, end, borders[start] and not (start and bare)))
    return made


def _between(text: str, place: int, found: Sequence[Operator]) -> bool:
    """Whether operators stand on both sides of a place, not beyond the next marks."""
    before = [m.end() for m in _MARKS.finditer(text, 0, place)]
    after = _MARKS.search(text, place)
    start, end = max(before, default=0), after.start() if after else len(text)
    return any(start <= o.start < place for o in found) and any(
        place <= o.start < end for o in found
    )


@cache
def _joins(language: str) -> tuple[frozenset[str], frozenset[str], str, bool]:
    """Words that begin clauses; those that also join words; what marks an infinitive that goes on;
    whether commas set clauses off.
    """
    own, known = table(language, "polarity"), table(language, "clauses")
    return (
        frozenset(own.get("joins", ())),
        frozenset(known.get("coordinators", ())),
        str(own.get("infinitive", "")),
        bool(own.get("commas", False)),
    )
