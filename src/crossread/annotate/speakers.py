"""Beside a cue → who speaks.

In: a paragraph's skeleton, the names in it, and the place of a cue. Out: the words that name the
speaker (a name, a title, a pronoun, a group), and, with the memory of what was said before, the
mention meant. No parser is used: a subject is looked for as a short run of words beside the cue,
within the nearest punctuation and the words that begin or end clauses. It works without any names
from the tagger, by capital letters alone, and better with them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from crossread.annotate.reporting import Reporting
from crossread.annotate.skeleton import PUNCTUATION, QUOTE, WORD, Skeleton
from crossread.model import Mention

# A subject is looked for this many tokens away from its cue, and has at most this many tokens.
REACH = 18
# Commas crossed on the way back from a cue to its subject ("Ann Lee, 22, of Flint, said").
COMMAS = 4

PARTICLES = frozenset(
    [
        "de",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "du",
        "des",
        "von",
        "van",
        "der",
        "den",
        "ten",
        "ter",
        "zu",
        "al",
        "el",
        "la",
        "le",
        "bin",
        "ibn",
        "ben",
        "y",
        "e",
    ]
)
GERMAN_LIKE = frozenset(("de", "lb"))


@dataclass(frozen=True, slots=True)
class Found:
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


def _is_role(word: str, facts: Reporting, names: Names) -> bool:
    """Whether a word is a title or office; in German also as the end of a compound."""
    if word in facts.roles:
        return True
    return names.language in GERMAN_LIKE and any(
        word[-size:] in facts.roles for size in range(5, min(13, len(word)))
    )


@dataclass(slots=True)
class Names:
    """The mentions of one paragraph by token.

    Args:
        owner: token → the mention that it belongs to.
        language: of the article.
    """

    owner: Mapping[int, Mention]
    language: str


def before(sk: Skeleton, floor: int, cue: int, names: Names, facts: Reporting) -> Found | None:
    """The subject that stands before a cue.

    Args:
        floor: first token that may belong to it.
        cue: the cue's first token.
    """
    j = cue - 1
    skipped = 0
    while j >= floor and sk.kinds[j] == WORD and skipped < 8 and _between(sk, j, facts, names):
        j -= 1
        skipped += 1
    if j > floor and _titled(sk, j, facts) and sk.words[j - 1] in facts.works | facts.determiners:
        first = j - 1
        while first > floor and sk.words[first] not in facts.determiners and j - first < 4:
            first -= 1
        return _quoted_name(sk, first, j)
    if j < floor or sk.kinds[j] == QUOTE:
        return None
    if sk.words[j] == "," or sk.words[j] in ")–—":
        return _before_comma(sk, floor, j, names, facts)
    if sk.kinds[j] == PUNCTUATION or sk.words[j] in facts.conjunctions:
        return None
    return _apposed(sk, floor, j + 1, names, facts) or _ending_at(sk, floor, j + 1, names, facts)


def _apposed(sk: Skeleton, floor: int, end: int, names: Names, facts: Reporting) -> Found | None:
    """The name before a title that lacks its second comma: 'Ann Lee, the mayor said'."""
    i = end - 1
    while i >= floor and end - i < REACH and sk.kinds[i] == WORD and i not in names.owner:
        if sk.words[i] in facts.genders and sk.words[i] not in facts.determiners:
            return None
        i -= 1
    if i - 1 < floor or sk.words[i] != "," or end - i < 3:
        return None
    mention = names.owner.get(i - 1)
    if mention is None or mention.type != "PER" or sk.words[i + 1] not in facts.determiners:
        return None
    if not any(sk.words[k] in facts.roles for k in range(i + 1, end)):
        return None
    first = i - 1
    while first > floor and names.owner.get(first - 1) is mention:
        first -= 1
    if (
        first > floor
        and sk.kinds[first - 1] != PUNCTUATION
        and (sk.words[first - 1] in facts.prepositions)
    ):
        return None
    return Found(first, end, sk.starts[first], sk.ends[i - 1], "name", mention)


def _between(sk: Skeleton, j: int, facts: Reporting, names: Names) -> bool:
    """Whether a word may stand between subject and verb: auxiliary, adverb, time."""
    word = sk.words[j]
    if j in names.owner:
        return False
    if word in facts.auxiliary or word in facts.adverbs or word in facts.time:
        return word not in facts.genders or word in facts.auxiliary
    if word in facts.prepositions and j + 1 < len(sk.words) and sk.words[j + 1] in facts.time:
        return True
    return word.endswith(facts.adverb_endings) and not sk.capital[j] and len(word) > 4


def _before_comma(
    sk: Skeleton, floor: int, comma: int, names: Names, facts: Reporting
) -> Found | None:
    """The subject before an insertion: 'Ann Lee, 22, of Flint, said', 'Lee (SPD) sagte'."""
    if comma - 1 >= floor and sk.kinds[comma - 1] == QUOTE:
        return None
    end = comma
    fallback: Found | None = None
    for _ in range(COMMAS):
        start = end - 1
        while (
            start >= floor
            and sk.words[start] not in (",", "(", "–", "—", ";", ":")
            and (end - start <= 2 * REACH and sk.kinds[start] != QUOTE)
        ):
            start -= 1
        if start < floor - 1 or end - start > 2 * REACH:
            return fallback
        segment_end = start
        if segment_end <= floor - 1:
            return fallback
        if sk.kinds[segment_end] == QUOTE or sk.words[segment_end] in (";", ":"):
            return fallback
        found = _ending_at(sk, floor, segment_end, names, facts)
        if found is not None and found.kind == "name":
            return found
        if found is not None and fallback is None:
            fallback = found
        end = segment_end
    return fallback


def _ending_at(sk: Skeleton, floor: int, end: int, names: Names, facts: Reporting) -> Found | None:
    """The noun phrase that ends before token `end`."""
    last = end - 1
    if last < floor or sk.kinds[last] != WORD:
        return None
    word = sk.words[last]
    if word in facts.genders and last not in names.owner:
        gender = facts.genders[word]
        if not (gender == "r" or (word in facts.determiners and last > floor)):
            return Found(last, end, sk.starts[last], sk.ends[last], "pronoun", None, gender)
        if gender == "r":
            return _antecedent(sk, floor, last, names, facts)
    for phrase in facts.pronoun_phrases.get(sk.words[last - 1] if last > floor else "", ()):
        if phrase == (word,):
            first = last - 1
            return Found(first, end, sk.starts[first], sk.ends[last], "pronoun", None, "m")
    start = last
    while start > floor and last - start < REACH:
        previous = sk.words[start - 1]
        if sk.kinds[start - 1] != WORD or _stops(previous, start - 1, facts, names):
            break
        if previous in facts.conjunctions and not _joins(sk, start - 1, facts):
            break
        start -= 1
    return _phrase(sk, start, end, names, facts, True)


def _stops(word: str, i: int, facts: Reporting, names: Names) -> bool:
    if i in names.owner:
        return False
    if word in facts.determiners or word in facts.genitives:
        return False
    return word in facts.subordinators or word in facts.that


def _joins(sk: Skeleton, i: int, facts: Reporting) -> bool:
    """Whether a conjunction joins two names or nouns of one subject."""
    if i == 0 or i + 1 >= len(sk.words):
        return False
    alike = sk.capital[i - 1] and sk.capital[i + 1]
    return alike and sk.words[i - 1] not in facts.time


def _antecedent(
    sk: Skeleton, floor: int, relative: int, names: Names, facts: Reporting
) -> Found | None:
    """What a relative pronoun stands for: the phrase before it (and its comma)."""
    end = relative
    if end - 1 >= floor and sk.words[end - 1] == ",":
        return _before_comma(sk, floor, end - 1, names, facts) or (
            _ending_at(sk, floor, end - 1, names, facts)
        )
    if end - 1 < floor or sk.kinds[end - 1] != WORD or sk.words[end - 1] in facts.genders:
        return None
    return _ending_at(sk, floor, end, names, facts)


def after(
    sk: Skeleton, cue: int, limit: int, names: Names, facts: Reporting, strict: bool = False
) -> Found | None:
    """The subject that stands after a cue ("said Ann", "sagte er", "a déclaré la ministre").

    Args:
        cue: one past the cue's last token.
        limit: one past the last token that may belong to it.
        strict: only right after the cue.
    """
    i = cue
    skipped = 0
    while (
        i < limit
        and not strict
        and skipped < 6
        and sk.kinds[i] == WORD
        and sk.words[i] not in facts.determiners
        and (sk.words[i] not in facts.genders or sk.words[i] in ("es",))
        and _after_skip(sk, i, facts, names)
    ):
        i += 1
        skipped += 1
    if i < limit and _titled(sk, i, facts):
        return _quoted_name(sk, i, i)
    if not strict:
        i = _behind_adjunct(sk, i, limit, names, facts)
    if i >= limit or sk.kinds[i] != WORD:
        return None
    word = sk.words[i]
    if word in facts.genders and i not in names.owner and facts.genders[word] != "r":
        article = word in facts.determiners and i + 1 < limit and sk.kinds[i + 1] == WORD
        if not article:
            pronoun = Found(
                i, i + 1, sk.starts[i], sk.ends[i], "pronoun", None, facts.genders[word]
            )
            named = after(sk, i + 1, limit, names, facts, True) if i + 1 < limit else None
            return named if named is not None and named.kind == "name" else pronoun
    if word in facts.conjunctions or word in facts.subordinators - facts.determiners:
        return None
    end = i
    while end < limit and end - i < REACH and sk.kinds[end] == WORD:
        word = sk.words[end]
        if end > i and end not in names.owner:
            if _past(sk, end, names, facts):
                break
            stop = word in facts.subordinators or word in facts.that or word in facts.conjunctions
            if stop and word not in facts.determiners:
                break
            if word in facts.prepositions and word not in facts.genitives:
                break
            if (word in facts.time and sk.words[end - 1] not in facts.determiners) or (
                word in facts.genders and word not in facts.determiners
            ):
                break
            if word in facts.auxiliary and word not in facts.determiners | facts.genitives:
                break
        elif end == i and word in facts.prepositions and word not in facts.determiners:
            return None
        end += 1
    if end == i:
        return None
    if names.language in GERMAN_LIKE and not any(sk.capital[i:end]):
        return None
    if end < limit and _titled(sk, end, facts) and end - i <= 4:
        return _quoted_name(sk, i, end)
    found = _phrase(sk, i, end, names, facts, False)
    if found is not None and found.kind != "name" and end < limit and sk.words[end] == ",":
        person = names.owner.get(end + 1)
        if person is not None and person.type == "PER":
            last = end + 1
            while names.owner.get(last) is person:
                last += 1
            shown = (sk.starts[end + 1], sk.ends[last - 1])
            return Found(i, last, *shown, "name", person, found.gender)
        if end + 2 < limit and sk.capital[end + 1] and sk.capital[end + 2]:
            return _phrase(sk, end + 1, end + 3, names, facts, False) or found
    return found


# A name in quotation marks has at most this many words ("Der Spiegel").
QUOTED_NAME = 3


def _behind_adjunct(sk: Skeleton, i: int, limit: int, names: Names, facts: Reporting) -> int:
    """Where a subject begins that place or time parts from its verb: "a dit à Lyon la maire".

    Only before an article with a title, so that what hangs on the preposition is never taken.
    """
    if i >= limit or sk.words[i] not in facts.prepositions or sk.words[i] in facts.determiners:
        return i
    for k in range(i + 2, min(limit - 1, i + REACH)):
        if sk.kinds[k] != WORD:
            return i
        opens = sk.words[k] in facts.determiners and sk.words[k] not in facts.genitives
        free = sk.words[k - 1] not in facts.prepositions and sk.words[k - 1] not in facts.genitives
        if opens and free and _is_role(sk.words[k + 1], facts, names):
            return k
    return i


def _past(sk: Skeleton, end: int, names: Names, facts: Reporting) -> bool:
    """Whether a noun phrase is over before a word: an article after a name, or, in German, any
    small word after a noun that begins no genitive.
    """
    word = sk.words[end]
    if sk.capital[end] or not sk.capital[end - 1] or word in facts.genitives:
        return False
    if names.language in GERMAN_LIKE:
        return word not in PARTICLES and word not in facts.conjunctions
    return word in facts.determiners


def _titled(sk: Skeleton, i: int, facts: Reporting) -> bool:
    """Whether a quotation is the name of a paper, a ship, …: a few words, all with capitals."""
    if sk.kinds[i] != QUOTE or (i and sk.words[i - 1] in (":", ",")):
        return False
    words = sk.text[sk.starts[i] : sk.ends[i]].strip("\"“”„‟«»‹›‘’' ").split()
    light = facts.determiners | facts.prepositions | facts.conjunctions
    return 0 < len(words) <= QUOTED_NAME and all(
        w[:1].isupper() or w.lower() in light for w in words
    )


def _quoted_name(sk: Skeleton, first: int, quote: int) -> Found:
    return Found(first, quote + 1, sk.starts[first], sk.ends[quote], "group")


def _after_skip(sk: Skeleton, i: int, facts: Reporting, names: Names) -> bool:
    word = sk.words[i]
    if i in names.owner:
        return False
    if word in facts.adverbs or word in facts.time or word in facts.auxiliary:
        return True
    following = sk.words[i + 1] if i + 1 < len(sk.words) else ""
    return word in facts.prepositions and following in facts.time


def _phrase(
    sk: Skeleton, start: int, end: int, names: Names, facts: Reporting, leftward: bool
) -> Found | None:
    """Name the speaker in the tokens `start` to `end`, which begin (end) somewhat too wide.

    Args:
        leftward: the phrase is sure at its end (it stands before the cue), else at its start.
    """
    owner = names.owner
    people = [i for i in range(start, end) if i in owner and owner[i].type == "PER"]
    if people:
        anchor = people[-1] if leftward else people[0]
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
        governed = _governed(sk, start, first, facts)
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


def _light(word: str, facts: Reporting) -> bool:
    """Whether a word ends no name, although its capital made it part of one."""
    return word in facts.genders or (word in facts.prepositions and word not in PARTICLES)


def _reaches(sk: Skeleton, last: int, end: int, facts: Reporting) -> bool:
    """Whether nothing but light words stand between a name and the end of its phrase."""
    rest = end - last
    if rest == 0:
        return True
    return all(sk.words[i] not in facts.roles | facts.groups for i in range(last, end)) and (
        rest > 2 or sk.words[last] in facts.prepositions or sk.words[last] in facts.genitives
    )


def _governed(sk: Skeleton, start: int, first: int, facts: Reporting) -> bool:
    """Whether a name hangs on a role or group: 'a spokesman for Ann Lee'."""
    i = first - 1
    if i >= start and (sk.words[i] in facts.honorifics or sk.words[i] in facts.roles):
        i -= 1
        while i >= start and (sk.words[i] in facts.roles or sk.capital[i]):
            i -= 1
    if i >= start and sk.words[i] in facts.determiners and sk.words[i] not in facts.genitives:
        i -= 1
    if i < start or sk.words[i] not in facts.genitives:
        return False
    return any(
        sk.words[k] in facts.roles or sk.words[k] in facts.groups
        for k in range(max(start, i - 3), i)
    )


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
    while first >= start and _name_like(sk, first, facts, names):
        first -= 1
        particle = first
        while particle >= start and sk.words[particle] in PARTICLES and not sk.capital[particle]:
            particle -= 1
        if (
            start <= particle < first
            and _name_like(sk, particle, facts, names)
            and (first - particle > 1 or sk.words[first] not in facts.genitives)
        ):
            first = particle
    first += 1
    content = range(start, end)
    role = next((i for i in content if _is_role(sk.words[i], facts, names)), None)
    group = any(sk.words[i] in facts.groups for i in content)
    tagged = names.owner.get(end - 1) or next(
        (names.owner[i] for i in content if i in names.owner and names.owner[i].type == "ORG"), None
    )
    if first <= last:
        determined = first > start and sk.words[first - 1] in facts.determiners
        governed = _governed(sk, start, first, facts)
        german = names.language in GERMAN_LIKE
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
    kind = "title" if role is not None else "group"
    if role is None and not group and tagged is None:
        lone = sk.words[start] in facts.determiners
        kind = "title" if lone else "group"
        if not lone and not any(sk.words[i][:1].isalpha() for i in content):
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
    for i in content:
        gender = facts.honorifics.get(sk.words[i], "") or gender
    return Found(start, end, sk.starts[start], sk.ends[end - 1], kind, tagged, gender)


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


def _name_like(sk: Skeleton, i: int, facts: Reporting, names: Names) -> bool:
    word = sk.words[i]
    if not sk.capital[i] or sk.kinds[i] != WORD:
        return False
    if i in names.owner and names.owner[i].type != "PER":
        return False
    if word.endswith(facts.adverb_endings) and names.language in GERMAN_LIKE:
        return False
    return not (
        _is_role(word, facts, names)
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
