"""Words beside a cue → the phrase that names a speaker, and what kind of phrase it is.

In: a run of tokens in which a speaker is named, begun or ended somewhat too wide. Out: `Found`: a
name, a title or a group, with the text to show and the mention that the phrase holds. Where such a
run is looked for is the matter of `speakers`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from crossread.annotating.reporting import Reporting
from crossread.annotating.skeleton import WORD, Skeleton
from crossread.model import Mention

# The ending of an age noun that is told without a number before it has at least this many letters
# ("vierzigjährige", "forty-year-old"; not "artisans").
LONG_ENDING = 7

PARTICLES = frozenset(
    ("de", "del", "della", "di", "da", "dos", "du", "des", "von", "van", "der", "den", "ten", "ter")
    + ("zu", "al", "el", "la", "le", "bin", "ibn", "ben", "y", "e")
)


class Found(Struct, frozen=True):
    """Words that name a speaker.

    Args:
        first, last: tokens of the whole phrase (one past the last).
        start, end: the text to show, as offsets in the paragraph.
        kind: `name`, `title`, `pronoun` or `group`.
        mention: the tagger's mention, where the phrase holds one that is meant.
        gender: `m`, `f`, `n`, `p`, `s`, `r` or "".
    """

    first: int
    last: int
    start: int
    end: int
    kind: str
    mention: Mention | None = None
    gender: str = ""


def is_role(word: str, facts: Reporting) -> bool:
    """Whether a word is a title or office, or a compound that ends in one."""
    if word in facts.roles:
        return True
    return facts.compounds and any(
        word[-size:] in facts.roles for size in range(5, min(13, len(word)))
    )


def has_role(words: Sequence[str], facts: Reporting) -> bool:
    """Whether any of some words is a title or office."""
    if not facts.roles.isdisjoint(words):
        return True
    return facts.compounds and any(is_role(word, facts) for word in words)


def aged(sk: Skeleton, first: int, last: int, facts: Reporting) -> bool:
    """Whether a phrase names a person by age alone: "the 44-year-old", "der 44-Jährige"."""
    for i, word in enumerate(sk.words[first:last], first):
        if word in facts.ages:
            return True
        if not word.endswith(facts.age_endings):
            continue
        ending = next(e for e in facts.age_endings if word.endswith(e))
        counted = i > first and sk.words[i - 1].isdigit()
        if len(word) > len(ending) >= LONG_ENDING or (word == ending and counted):
            return True
    return False


def speaks(sk: Skeleton, found: Found, facts: Reporting) -> bool:
    """Whether a phrase names who can speak: a person, a role, a group, a name."""
    if found.kind in ("name", "pronoun") or found.mention is not None:
        return True
    words = sk.words[found.first : found.last]
    return (
        not facts.groups.isdisjoint(words)
        or has_role(words, facts)
        or aged(sk, found.first, found.last, facts)
    )


class Names(Struct, frozen=True):
    """The mentions of one paragraph by token.

    Args:
        owner: token → the mention that it belongs to.
        language: of the article.
        quoted: tokens that are names in quotation marks.
    """

    owner: Mapping[int, Mention]
    language: str
    quoted: frozenset[int] = frozenset()


def named_phrase(
    sk: Skeleton, start: int, end: int, names: Names, facts: Reporting, leftward: bool
) -> Found | None:
    """Name the speaker in the tokens `start` to `end`, which begin (end) somewhat too wide.

    Args:
        leftward: the phrase is sure at its end (it stands before the cue), else at its start.
    """
    owner = names.owner
    people = [i for i in range(start, end) if i in owner and owner[i].type == "PER"]
    if people:
        anchor = people[-1] if leftward else _unpossessing(sk, people, names, facts)
        mention = owner[anchor]
        first = last = anchor
        while first > start and owner.get(first - 1) is mention:
            first -= 1
        while last + 1 < end and owner.get(last + 1) is mention:
            last += 1
        last += 1
        while last - first > 1 and _light(sk.words[last - 1], facts):
            last -= 1
        possessed = last < end and sk.words[last] in facts.possessive
        governed = _governed(sk, start, first, names, facts)
        if not possessed and not governed and (not leftward or _reaches(sk, last, end, facts)):
            gender = facts.honorifics.get(sk.words[first - 1], "") if first > start else ""
            lead = [
                facts.honorifics.get(sk.words[k], "") for k in range(max(start, first - 4), first)
            ]
            gender = gender or next((g for g in reversed(lead) if g), "")
            return Found(
                start,
                end if leftward else last,
                sk.starts[first],
                sk.ends[last - 1],
                "name",
                mention,
                gender,
            )
    return _unnamed(sk, start, end, names, facts, leftward)


def _unpossessing(sk: Skeleton, people: Sequence[int], names: Names, facts: Reporting) -> int:
    """The first token of the first person who owns nobody: "Ann Lee's spokesman | Bob Ray"."""
    owner = names.owner
    owners = {
        owner[i].id
        for i in people
        if i + 1 < len(sk.words)
        and owner.get(i + 1) is not owner[i]
        and sk.words[i + 1] in facts.possessive
    }
    return next((i for i in people if owner[i].id not in owners), people[0])


def _light(word: str, facts: Reporting) -> bool:
    """Whether a word ends no name, although its capital made it part of one."""
    return word in facts.genders or (word in facts.prepositions and word not in PARTICLES)


def _reaches(sk: Skeleton, last: int, end: int, facts: Reporting) -> bool:
    """Whether nothing but light words stand between a name and the end of its phrase."""
    rest = end - last
    if rest == 0:
        return True
    between = sk.words[last:end]
    return (facts.roles.isdisjoint(between) and facts.groups.isdisjoint(between)) and (
        rest > 2 or sk.words[last] in facts.prepositions or sk.words[last] in facts.genitives
    )


def _owned(i: int, names: Names) -> bool:
    return i in names.owner and names.owner[i].type == "PER"


def _governed(sk: Skeleton, start: int, first: int, names: Names, facts: Reporting) -> bool:
    """Whether a name hangs on a role or group: 'a spokesman for Ann Lee'."""
    i = first - 1
    if i >= start and (sk.words[i] in facts.honorifics or sk.words[i] in facts.roles):
        i -= 1
        while i >= start and (sk.words[i] in facts.roles or sk.capital(i)):
            i -= 1
    if i >= start and sk.words[i] in facts.determiners and sk.words[i] not in facts.genitives:
        if i + 1 == first and facts.bare_names and _owned(first, names):
            return False  # "la ministre de la | Justice Ann Lee": an office read into the name
        i -= 1
    if i < start or sk.words[i] not in facts.genitives:
        return False
    head = sk.words[max(start, i - 3) : i]
    return not (facts.roles.isdisjoint(head) and facts.groups.isdisjoint(head))


def _unnamed(
    sk: Skeleton, start: int, end: int, names: Names, facts: Reporting, leftward: bool
) -> Found | None:
    """A phrase without a tagged person: a name by its capitals, a title, a group."""
    while start < end and (
        sk.words[start] in facts.conjunctions or sk.words[start] in facts.adverbs
    ):
        start += 1
    if leftward:
        start = _noun_start(sk, start, end, facts)
    if start >= end:
        return None
    last = end - 1
    first = last
    while first >= start and name_like(sk, first, facts, names):
        first -= 1
        particle = first
        while particle >= start and sk.words[particle] in PARTICLES and not sk.capital(particle):
            particle -= 1
        if (
            start <= particle < first
            and name_like(sk, particle, facts, names)
            and (first - particle > 1 or sk.words[first] not in facts.genitives)
        ):
            first = particle
    first += 1
    content = range(start, end)
    words = sk.words[start:end]
    role = has_role(words, facts)
    group = not facts.groups.isdisjoint(words)
    tagged = names.owner.get(end - 1) or next(
        (names.owner[i] for i in content if i in names.owner and names.owner[i].type == "ORG"), None
    )
    if first <= last:
        determined = first > start and sk.words[first - 1] in facts.determiners
        governed = _governed(sk, start, first, names, facts)
        german = facts.capital_nouns
        alone = last == first
        titled = first > start and (
            sk.words[first - 1] in facts.roles or sk.words[first - 1] in facts.honorifics
        )
        unsure = german and alone and (first > start) and not titled
        if not governed and not determined and not unsure and names.owner.get(last) is None:
            initial = first == 0 or sk.kinds[first - 1] != WORD
            if not (alone and initial and leftward and sk.words[first] in facts.adverbs):
                gender = facts.honorifics.get(sk.words[first - 1], "") if first > start else ""
                return Found(start, end, sk.starts[first], sk.ends[last], "name", None, gender)
    if (
        tagged is not None
        and tagged.type != "ORG"
        and not _heads(sk, start, end, tagged, names, facts)
    ):
        tagged = None
    kind = "title" if role or aged(sk, start, end, facts) else "group"
    if not role and not group and tagged is None:
        lone = sk.words[start] in facts.determiners
        kind = "title" if lone else "group"
        if not lone and not any(word[:1].isalpha() for word in words):
            return None
        if not lone and end - start == 1 and sk.words[start] in facts.prepositions:
            return None
    if (
        leftward
        and sk.words[start] in facts.prepositions
        and sk.words[start] not in facts.determiners
    ):
        return None
    gender = ""
    for word in words:
        gender = facts.honorifics.get(word, "") or gender
    return Found(start, end, sk.starts[start], sk.ends[end - 1], kind, tagged, gender)


def _heads(
    sk: Skeleton, start: int, end: int, tagged: Mention, names: Names, facts: Reporting
) -> bool:
    """Whether no preposition parts a name from the start of its phrase: not "people in Rome"."""
    for i in range(start, end):
        if names.owner.get(i) is tagged:
            return True
        word = sk.words[i]
        parts = word in facts.prepositions and word not in facts.determiners
        if parts or word in facts.genitives:
            return False
    return True


def _noun_start(sk: Skeleton, start: int, end: int, facts: Reporting) -> int:
    """Where the noun phrase that ends at `end` begins: at its determiner, genitives included."""
    i = end - 1
    while i > start:
        word = sk.words[i]
        previous = sk.words[i - 1]
        both = word in facts.genitives and sk.kinds[i - 1] == WORD
        hangs = previous in facts.genitives and i - 1 > start
        if word in facts.determiners and not hangs and not both:
            if previous in facts.determiners:
                i -= 1
                continue
            return i
        if (
            previous in facts.prepositions
            and previous not in facts.genitives
            and previous not in facts.determiners
            and (word not in facts.determiners)
        ):
            return i
        i -= 1
    while (
        start < end - 1
        and sk.words[start] in facts.prepositions
        and (sk.words[start] not in facts.determiners)
    ):
        return end if sk.words[start] in facts.prepositions else start
    return start


def name_like(sk: Skeleton, i: int, facts: Reporting, names: Names) -> bool:
    """Whether a word may be part of a person's name: a capital, and no word of another kind."""
    word = sk.words[i]
    if not sk.capital(i) or sk.kinds[i] != WORD:
        return False
    if i in names.owner and names.owner[i].type != "PER":
        return False
    if word.endswith(facts.adverb_endings) and facts.capital_nouns:
        return False
    return not (
        is_role(word, facts)
        or word in facts.groups
        or word in facts.determiners
        or word in facts.prepositions
        or word in facts.genders
        or word in facts.time
        or word in facts.honorifics
        or word in facts.conjunctions
        or word in facts.subordinators
        or word in facts.adverbs
        or word in facts.introducing
        or word in facts.inserted
    )
