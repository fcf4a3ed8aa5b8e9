"""What one article says of its own names, where capitals tell nothing: Chinese, Arabic, and lines all
in lower case.

In: sentences as words, and what the tagger found. Out: the same list with one type a name, with the
names that are sure also found where the tagger missed them, countries by the list, and without what
is written onto an Arabic name. The rules of annotating/names/rules.py all ask for capitals.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence

from crossread.annotating.names import arabic, han
from crossread.annotating.names.clean import DOUBTFUL, SURE, Draft, Line
from crossread.annotating.names.features import commonness
from crossread.annotating.names.lexicon import Lexicon, country_length, place
from crossread.model import EntityType

FAINT = 0.4  # a name less likely is dropped; set on nothing but a glance at own sentences
LONGEST_COUNTRY = 6  # words or characters
LONGEST = 12  # words of a name that is looked for elsewhere


def second_pass(
    lines: Sequence[Line], drafts: Iterable[Draft], bare: Collection[int], lexicon: Lexicon
) -> list[Draft]:
    """All rules in order.

    Args:
        lines: all lines of the article.
        drafts: what the tagger found in the lines `bare`, in order, not overlapping.
        bare: numbers of the lines whose capitals tell nothing.
        lexicon: of the article's language.
    """
    found = [d for draft in drafts for d in trimmed(lines, draft)]
    shown = [line if number in bare else Line([], [], False) for number, line in enumerate(lines)]
    found += countries(shown, found, lexicon)
    found = one_type(shown, found)
    found += spread(shown, found, lexicon)
    return sorted(found, key=lambda d: (d.line, d.first))


def name_of(lines: Sequence[Line], draft: Draft) -> str:
    """What makes two names one: the words without the differences that writers do not keep."""
    words = lines[draft.line].words[draft.first : draft.last]
    return " ".join(arabic.fold(han.fold(word.lower())) for word in words)


def trimmed(lines: Sequence[Line], draft: Draft) -> Iterable[Draft]:
    """The name without marks at its ends; nothing where it is not likely."""
    words, first, last = lines[draft.line].words, draft.first, draft.last
    while first < last and not words[first][0].isalnum():
        first += 1
    while first < last and not words[last - 1][0].isalnum():
        last -= 1
    if first < last and draft.score >= FAINT:
        yield draft._replace(first=first, last=last)


def countries(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Countries that the tagger missed: of two words or characters and more, else no common word."""
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    found: list[Draft] = []
    joint = "" if lexicon.language == "zh" else " "
    for number, line in enumerate(lines):
        past = 0
        for first in range(len(line.words)):
            if first < past:
                continue
            most = min(LONGEST_COUNTRY, country_length(line.words, first, lexicon))
            for last in range(first + most, first, -1):
                name = joint.join(line.words[first:last])
                if place(name, lexicon)[:1] != "=" or len(name) < 2:
                    continue
                if joint and last == first + 1 and commonness(name, lexicon) != "0":
                    continue
                if any((number, i) in taken for i in range(first, last)):
                    continue
                found.append(Draft(number, first, last, "LOC", 0.9))
                past = last
                break
    return found


def one_type(lines: Sequence[Line], drafts: Sequence[Draft]) -> list[Draft]:
    """One type a name in an article: the likeliest over all its mentions."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for draft in drafts:
        votes[name_of(lines, draft)][draft.type] += round(1000 * draft.score)
    best: dict[str, EntityType] = {
        name: max(sorted(types), key=lambda t: types[t]) for name, types in votes.items()
    }
    return [d._replace(type=best[name_of(lines, d)]) for d in drafts]


def spread(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """A name that the article surely holds, at every other place where it stands."""
    sure: dict[tuple[str, ...], EntityType] = {}
    for draft in drafts:
        words = tuple(lines[draft.line].words[draft.first : draft.last])
        enough = len(words) > 1 or (
            lexicon.language != "zh" and commonness(words[0], lexicon) == "0"
        )
        if draft.score >= (SURE if len(words) > 1 else DOUBTFUL) and enough:
            sure.setdefault(words, draft.type)
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    longest: dict[str, int] = {}  # first word → words of the longest name
    for words in sure:
        if len(words) <= LONGEST:
            longest[words[0]] = max(len(words), longest.get(words[0], 0))
    found: list[Draft] = []
    for number, line in enumerate(lines):
        past = 0
        for first, word in enumerate(line.words):
            if first < past or word not in longest:
                continue
            for last in range(min(first + longest[word], len(line.words)), first, -1):
                name = tuple(line.words[first:last])
                if name in sure and not any((number, i) in taken for i in range(first, last)):
                    found.append(Draft(number, first, last, sure[name], 0.7))
                    past = last
                    break
    return found
