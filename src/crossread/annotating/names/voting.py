"""The names of an article, each mention with its type → the same with one type a name.

In: sentences as words, and drafts of names. Out: the drafts, their types settled by a vote: of the
tagger's probabilities at all mentions of a name, and of what the words beside each say
(annotating/names/context.py). A name of one word shares its votes with the full names that end so.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from crossread.annotating.names.clean import Draft, Line, text
from crossread.annotating.names.context import HEAD, TITLE, UNINTRODUCED, evidence, head, speaks
from crossread.annotating.names.features import commonness
from crossread.annotating.names.lexicon import Lexicon, place
from crossread.model import EntityType

TYPES: tuple[EntityType, ...] = ("LOC", "ORG", "PER")  # of types with as many votes the first wins
Votes = dict[str, dict[EntityType, float]]  # name in lower case → weight of each type
Beside = Callable[[int, int, int], tuple[Mapping[EntityType, float], bool]]
"""Line, first word, one past the last → what the words beside a name say of its type, and whether
they present a person."""


def context_of(lines: Sequence[Line], lexicon: Lexicon) -> Beside:
    """What stands beside the names of an article, found once a name and place: they vote twice."""

    @cache
    def beside(line: int, first: int, last: int) -> tuple[Mapping[EntityType, float], bool]:
        words = lines[line].words
        weights = evidence(words, first, last, lexicon)
        return weights, weights["PER"] >= TITLE or speaks(words, first, lexicon)

    return beside


def one_type(
    lines: Sequence[Line], drafts: Sequence[Draft], beside: Beside, lexicon: Lexicon
) -> list[Draft]:
    """One type a name in an article: the likeliest over all its mentions and what stands beside.

    The last word of a person's full name counts as that person's, the last word of an
    organisation's ("Bankhaus Orlay") as that organisation's.
    """
    votes: Votes = defaultdict(lambda: dict.fromkeys(TYPES, 0.0))
    introduced: set[str] = set()
    for draft in drafts:
        name = text(lines, draft).lower()
        own = votes[name]
        own[draft.type] += draft.score
        weights, presented = beside(draft.line, draft.first, draft.last)
        for type, weight in weights.items():
            own[type] += weight
        if presented:
            introduced.add(name)
    for draft in drafts:
        if draft.last - draft.first < 2:
            continue
        words = lines[draft.line].words[draft.first : draft.last]
        ends = {words[0].lower(), words[-1].lower()}
        if not ends & votes.keys():
            continue
        own = votes[" ".join(words).lower()]
        if draft.type == "PER" and own["PER"] == max(own.values()):
            introduced |= ends
            if words[-1].lower() in votes and words[-1].lower() not in lexicon.places:
                votes[words[-1].lower()]["PER"] += 2 * draft.score
        elif head(words) == "ORG" and words[-1].lower() in votes and len(words) == 2:
            single = votes[words[-1].lower()]
            single["ORG"] += HEAD + sum(single.values())
    for name, types in votes.items():
        if " " not in name and name not in introduced:
            types["PER"] *= UNINTRODUCED
    drafts = personal(lines, drafts, votes, lexicon)
    best = {name: max(TYPES, key=types.__getitem__) for name, types in votes.items()}
    return [d._replace(type=best[text(lines, d).lower()]) for d in drafts]


def personal(
    lines: Sequence[Line],
    drafts: Sequence[Draft],
    votes: Votes,
    lexicon: Lexicon,
) -> list[Draft]:
    """Names of no person whose last word is a person of the article: "JP Fenner", "Ozren Basku" are
    persons too; of "Meet Fenner" the last word is.
    """
    singles = {n: v["PER"] for n, v in votes.items() if v["PER"] == max(v.values())}
    made: list[Draft] = []
    for draft in drafts:
        words = lines[draft.line].words[draft.first : draft.last]
        lowers = [w.lower() for w in words]
        named = (
            "g" in lexicon.persons.get(lowers[0], "")
            or (words[0].isupper() and len(words[0]) < 5)
            or (lowers[0] in lexicon.persons and commonness(lowers[0], lexicon) == "0")
        )
        if (
            draft.type != "PER"
            and 1 < len(words) < 4
            and singles.get(lowers[-1], 0) >= (0.5 if named else 1.2)
            and head(words) is None
            and not place(" ".join(words), lexicon)
        ):
            draft = draft._replace(first=draft.first if named else draft.last - 1, type="PER")
            votes[text(lines, draft).lower()]["PER"] += 3
        made.append(draft)
    return made
