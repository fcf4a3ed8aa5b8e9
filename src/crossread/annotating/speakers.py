"""Beside a cue → who speaks.

In: a paragraph's skeleton, the names in it, and the place of a cue. Out: the words that name the
speaker (a name, a title, a pronoun, a group), and, with the memory of what was said before, the
mention meant. No parser is used: a subject is looked for as a short run of words beside the cue,
within the nearest punctuation and the words that begin or end clauses. It works without any names
from the tagger, by capital letters alone, and better with them.
"""

from __future__ import annotations

from crossread.annotating.reporting import Reporting
from crossread.annotating.skeleton import PUNCTUATION, QUOTE, WORD, Skeleton
from crossread.annotating.speaker_phrases import (
    PARTICLES,
    Found,
    Names,
    is_role,
    name_like,
    named_phrase,
)

# A subject is looked for this many tokens away from its cue, and has at most this many tokens.
REACH = 18
# Commas crossed on the way back from a cue to its subject ("Ann Lee, 22, of Flint, said").
COMMAS = 4
# A name in apposition between commas has at most this many words.
APPOSED = 6


def before(sk: Skeleton, floor: int, cue: int, names: Names, facts: Reporting) -> Found | None:
    """The subject that stands before a cue.

    Args:
        floor: first token that may belong to it.
        cue: the cue's first token.
    """
    if not facts.spaced:
        return _leading(sk, floor, cue, names, facts)
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


def _leading(sk: Skeleton, floor: int, cue: int, names: Names, facts: Reporting) -> Found | None:
    """The subject that opens the clause of a cue, up to what tells how, where or when it was said
    ("国防部长|在议会明确|表示"), in a language without spaces.
    """
    start = cue
    while start > floor and sk.kinds[start - 1] == WORD and cue - start < 2 * REACH:
        start -= 1
    while start < cue and start not in names.owner and _light(sk.words[start], facts):
        start += 1
    end = start
    while end < cue and (end in names.owner or not _light(sk.words[end], facts)):
        end += 1
    if end == start:
        return None
    if sk.words[start] in facts.genders and start not in names.owner:
        gender = facts.genders[sk.words[start]]
        return Found(start, start + 1, sk.starts[start], sk.ends[start], "pronoun", None, gender)
    return named_phrase(sk, start, end, names, facts, False)


def _light(word: str, facts: Reporting) -> bool:
    return (
        word in facts.prepositions
        or word in facts.adverbs
        or word in facts.auxiliary
        or word in facts.time
        or word in facts.conjunctions
        or word in facts.subordinators
    )


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
    if facts.roles.isdisjoint(sk.words[i + 1 : end]):
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
    return word.endswith(facts.adverb_endings) and not sk.capital(j) and len(word) > 4


def _before_comma(
    sk: Skeleton, floor: int, comma: int, names: Names, facts: Reporting
) -> Found | None:
    """The subject before an insertion: 'Ann Lee, 22, of Flint, said', 'Lee (SPD) sagte'."""
    if comma - 1 >= floor and sk.kinds[comma - 1] == QUOTE:
        return None
    named = _appositive(sk, floor, comma, names, facts)
    if named is not None:
        return named
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


def _appositive(
    sk: Skeleton, floor: int, comma: int, names: Names, facts: Reporting
) -> Found | None:
    """The name between commas that says who holds the title before it: 'the mayor, Ann Lee, said'.

    A person may follow any title; any other name, only an article with its noun ("the operator,
    Aquafirm, said"), lest a place stand for who lives there ("the mayor of Paris, Texas, said").
    """
    first = comma
    while first > floor and comma - first <= APPOSED and sk.kinds[first - 1] == WORD:
        first -= 1
    if first == comma or first - 1 <= floor or sk.words[first - 1] != ",":
        return None
    title = _ending_at(sk, floor, first - 1, names, facts)
    if title is None or title.kind == "pronoun":
        return None
    if title.mention is not None and title.mention.type == "PER":
        return None
    mention = names.owner.get(comma - 1)
    start = comma - 1
    while start > first and mention is not None and names.owner.get(start - 1) is mention:
        start -= 1
    if mention is not None and mention.type == "PER":
        lead = range(first, start)
        if any(
            sk.words[i] not in facts.determiners | facts.honorifics.keys() | facts.roles
            for i in lead
        ):
            return None
        gender = title.gender or next(
            (facts.honorifics[sk.words[i]] for i in lead if sk.words[i] in facts.honorifics), ""
        )
        shown = sk.starts[start], sk.ends[comma - 1]
        return Found(title.first, comma, *shown, "name", mention, gender)
    if mention is not None and start != first:
        return None
    if mention is None and not all(name_like(sk, i, facts, names) for i in range(first, comma)):
        return None
    plain = range(title.first, first - 1)
    light = facts.prepositions | facts.genitives | facts.time
    if (
        sk.words[title.first] not in facts.determiners
        or any(sk.words[i] in light and sk.words[i] not in facts.determiners for i in plain)
        or any(i in names.owner for i in plain)
        or (title.first > floor and sk.words[title.first - 1] in facts.prepositions)
    ):
        return None
    if not facts.capital_nouns and sk.capital(first - 2):
        return None
    shown = sk.starts[first], sk.ends[comma - 1]
    return Found(title.first, comma, *shown, "name", mention, title.gender)


def _ending_at(sk: Skeleton, floor: int, end: int, names: Names, facts: Reporting) -> Found | None:
    """The noun phrase that ends before token `end`."""
    last = end - 1
    if last < floor or sk.kinds[last] != WORD:
        return None
    word = sk.words[last]
    if word in facts.introducing and word not in facts.determiners and last not in names.owner:
        return None  # "Как сообщили": no noun
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
    if _relative(sk, floor, last, names, facts):
        return _antecedent(sk, floor, last, names, facts)
    start = last
    while start > floor and last - start < REACH:
        previous = sk.words[start - 1]
        if sk.kinds[start - 1] != WORD or _stops(previous, start - 1, facts, names):
            break
        if previous in facts.conjunctions and not _joins(sk, start - 1, facts):
            break
        start -= 1
    return named_phrase(sk, start, end, names, facts, True)


def _relative(sk: Skeleton, floor: int, i: int, names: Names, facts: Reporting) -> bool:
    """Whether a word that joins clauses is the subject of its own: "una nota que sostiene"."""
    word = sk.words[i]
    return (
        i > floor
        and word in facts.subordinators
        and word in facts.that
        and i not in names.owner
        and not sk.capital(i)
        and word not in facts.determiners
        and word not in facts.prepositions
        and word not in facts.adverbs
    )


def within_relative(sk: Skeleton, floor: int, i: int, facts: Reporting) -> bool:
    """Whether a token is a relative behind its preposition: "una nota en la que | sostiene"."""
    if i - 1 < floor or sk.words[i] not in facts.subordinators:
        return False
    i -= 1
    if sk.words[i] in facts.determiners and sk.words[i] not in facts.prepositions:
        i -= 1
    return i >= floor and sk.words[i] in facts.prepositions


def _stops(word: str, i: int, facts: Reporting, names: Names) -> bool:
    if word not in facts.subordinators and word not in facts.that:
        return False
    return not (i in names.owner or word in facts.determiners or word in facts.genitives)


def _joins(sk: Skeleton, i: int, facts: Reporting) -> bool:
    """Whether a conjunction joins two names or nouns of one subject."""
    if i == 0 or i + 1 >= len(sk.words):
        return False
    alike = sk.capital(i - 1) and sk.capital(i + 1)
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
    i = cue if strict else _past_day(sk, cue, limit, facts)
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
        i = _behind_adjunct(sk, i, limit, facts)
    if i >= limit or sk.kinds[i] != WORD:
        return None
    word = sk.words[i]
    if word in facts.contracted or _verbal(sk, i, names, facts):
        return None
    if word in facts.genders and i not in names.owner and facts.genders[word] != "r":
        article = word in facts.determiners and i + 1 < limit and sk.kinds[i + 1] == WORD
        if not article:
            pronoun = Found(
                i, i + 1, sk.starts[i], sk.ends[i], "pronoun", None, facts.genders[word]
            )
            if facts.verb_last:
                return pronoun  # what follows is an object: "rief er Ann Lee zu"
            named = after(sk, i + 1, limit, names, facts, True) if i + 1 < limit else None
            return named if named is not None and named.kind == "name" else pronoun
    joining = word in facts.subordinators and word not in facts.determiners
    if joining or word in facts.conjunctions:
        return None
    end = i
    while end < limit and end - i < REACH and sk.kinds[end] == WORD:
        word = sk.words[end]
        if end > i and end not in names.owner:
            if _past(sk, end, facts):
                break
            stop = word in facts.subordinators or word in facts.that or word in facts.conjunctions
            if stop and word not in facts.determiners:
                break
            if word in facts.prepositions and word not in facts.genitives:
                break
            if word in facts.prepositions and _given_out(sk, end + 1, limit, facts):
                break
            if not facts.spaced and word in facts.verbs:
                break
            if (word in facts.time and sk.words[end - 1] not in facts.determiners) or (
                word in facts.genders and word not in facts.determiners
            ):
                break
            light = word in facts.determiners or word in facts.genitives
            if word in facts.auxiliary and not light and word not in facts.possessive:
                break
        elif end == i and word in facts.prepositions and word not in facts.determiners:
            return None
        end += 1
    if end == i:
        return None
    if facts.capital_nouns and not any(sk.capital(k) for k in range(i, end)):
        return None
    if end < limit and _titled(sk, end, facts) and end - i <= 4:
        return _quoted_name(sk, i, end)
    found = named_phrase(sk, i, end, names, facts, False)
    if found is not None and found.kind != "name" and end < limit and sk.words[end] == ",":
        person = names.owner.get(end + 1)
        if person is not None and person.type == "PER":
            last = end + 1
            while names.owner.get(last) is person:
                last += 1
            shown = (sk.starts[end + 1], sk.ends[last - 1])
            return Found(i, last, *shown, "name", person, found.gender)
        if end + 2 < limit and sk.capital(end + 1) and sk.capital(end + 2):
            return named_phrase(sk, end + 1, end + 3, names, facts, False) or found
    return found


def _past_day(sk: Skeleton, i: int, limit: int, facts: Reporting) -> int:
    """Where a subject begins that a day with its article parts from its verb: "informó el martes |
    el alcalde".
    """
    determined = i + 1 < limit and sk.words[i] in facts.determiners
    if not determined or sk.words[i + 1] not in facts.time or sk.capital(i + 1):
        return i
    return i + 2


# A name in quotation marks has at most this many words ("Der Spiegel").
QUOTED_NAME = 3


def _verbal(sk: Skeleton, i: int, names: Names, facts: Reporting) -> bool:
    """Whether a verb stands where a subject is looked for: "disse | estar preocupado"."""
    word = sk.words[i]
    if i in names.owner or sk.capital(i) or word in facts.roles or word in facts.groups:
        return False
    if facts.verb_first and word in facts.verbs:
        return True
    return facts.infinitive.fullmatch(word) is not None


def _given_out(sk: Skeleton, i: int, limit: int, facts: Reporting) -> bool:
    """Whether what somebody gave out is named: "a prefeitura | em nota", "in a statement"."""
    i += i < limit and sk.words[i] in facts.indefinite
    return i < limit and sk.words[i] in facts.statements


def _behind_adjunct(sk: Skeleton, i: int, limit: int, facts: Reporting) -> int:
    """Where a subject begins that place or time parts from its verb: "a dit à Lyon la maire".

    Only before an article with a title, so that what hangs on the preposition is never taken.
    """
    if i >= limit or sk.words[i] not in facts.prepositions:
        return i
    if sk.words[i] in facts.determiners and sk.words[i] not in facts.contracted:
        return i
    for k in range(i + 2, min(limit - 1, i + REACH)):
        if sk.kinds[k] != WORD:
            return i
        opens = sk.words[k] in facts.determiners and sk.words[k] not in facts.genitives
        free = sk.words[k - 1] not in facts.prepositions and sk.words[k - 1] not in facts.genitives
        if opens and free and is_role(sk.words[k + 1], facts):
            return k
    return i


def _past(sk: Skeleton, end: int, facts: Reporting) -> bool:
    """Whether a noun phrase is over before a word: an article after a name, or, in German, any
    small word after a noun that begins no genitive.
    """
    word = sk.words[end]
    if sk.capital(end) or not sk.capital(end - 1) or word in facts.genitives:
        return False
    if facts.capital_nouns:
        return word not in PARTICLES and word not in facts.conjunctions
    return word in facts.determiners or (facts.cases and word not in PARTICLES)


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
    if word in facts.adverbs or word in facts.time:
        return True
    if word not in facts.prepositions:
        return word in facts.auxiliary
    following = sk.words[i + 1] if i + 1 < len(sk.words) else ""
    return following in facts.time
