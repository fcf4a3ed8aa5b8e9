"""A cue → who reports by it: the words that are its subject.

In: a paragraph's skeleton, a cue in one of its sentences, the names in it, the events before it.
Out: the phrase found, and whether it stands behind the cue. Where to look first is the language's
matter: subjects stand before their verbs or behind them, verbs of clauses at the end, participles
and infinitives have the subject of the sentence.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from crossread.annotating.cues import ACCORDING, POSTPOSITION, VERB, Cue
from crossread.annotating.regions import INSERTION, Event, comma_before
from crossread.annotating.reporting import SAY, TELL, Reporting
from crossread.annotating.skeleton import DASHES, QUOTE, WORD, Skeleton
from crossread.annotating.speaker_phrases import Found, Names, speaks
from crossread.annotating.speakers import REACH, after, before, within_relative


def subject_of(
    sk: Skeleton,
    cue: Cue,
    first: int,
    last: int,
    names: Names,
    facts: Reporting,
    earlier: Sequence[Event],
) -> tuple[Found | None, bool]:
    """The subject of a cue, and whether it stands after it."""
    if cue.owner >= 0:
        return _possessor(sk, cue, facts), True
    if cue.kind == ACCORDING:
        return after(sk, cue.last, last, names, facts, True), True
    if cue.kind == POSTPOSITION:
        return before(sk, first, cue.first, names, facts), False
    if cue.passive:
        for i in range(cue.last, min(last, cue.last + 6)):
            if sk.words[i] in facts.agent:
                return after(sk, i + 1, last, names, facts, True), True
        for i in range(cue.first - 2, max(first, cue.first - INSERTION), -1):
            if facts.verb_last and sk.words[i] in facts.agent:
                return after(sk, i + 1, cue.first, names, facts, True), False
        return None, False
    if not facts.spaced:
        return before(sk, first, cue.start, names, facts), False
    if cue.particle > cue.last:
        last = cue.particle
    if facts.verb_first:
        found = after(sk, cue.last, last, names, facts)
        if found is not None:
            return found, True
    floor = _floor(sk, cue, first, facts, earlier)
    if cue.participle and cue.start > first and sk.kinds[cue.start - 1] == WORD:
        near = before(sk, floor, cue.first, names, facts)
        if near is not None and near.kind != "pronoun":
            return near, False
    if cue.participle or cue.infinitive:
        return main_subject(sk, first, cue.start, names, facts, earlier), False
    if cue.finite >= 0:
        pre = before(sk, floor, cue.finite, names, facts)
        if pre is None or _adverbial(sk, pre, floor, facts):
            found = after(sk, cue.finite + 1, cue.first, names, facts)
            if found is not None:
                return found, False
        return pre, False
    if cue.last - cue.first == 2 and sk.words[cue.last - 1] == "es":
        if cue.last < last and sk.words[cue.last] in facts.prepositions:
            found = after(sk, cue.last + 1, last, names, facts, True)
            return found, True
        if sk.words[first] in facts.prepositions:
            return after(sk, first + 1, cue.first, names, facts, True), False
        return None, False
    if facts.verb_last and cue.last < last:
        following = sk.words[cue.last]
        if following in facts.nominative and sk.kinds[cue.last] == WORD:
            return after(sk, cue.last, last, names, facts, True), True
        clause = _verb_last(sk, cue, floor, last, facts)
        if clause >= 0:
            found = after(sk, clause, cue.first, names, facts, True)
            if found is not None:
                return found, False
    previous = cue.start - 1
    english = facts.fixed_order
    beside = (
        previous < first
        or sk.kinds[previous] == QUOTE
        or (
            sk.words[previous] in (",", *DASHES)
            and previous > first
            and sk.kinds[previous - 1] == QUOTE
        )
    )
    told = english and bool(cue.classes & TELL) and not cue.classes & SAY
    if told:  # what follows "told" is whom it was told to
        return before(sk, floor, cue.first, names, facts), False
    opens = beside or (sk.words[previous] in (",", *DASHES) and previous > first)
    if opens:
        found = after(sk, cue.last, last, names, facts, english)
        if found is not None and beside:
            return found, True
        if found is not None and closed(sk, found.last, last, facts):
            pre = before(sk, floor, cue.first, names, facts)
            if found.kind in ("name", "pronoun") or pre is None:
                return found, True
            if pre.kind != "name" and (speaks(sk, found, facts) or not speaks(sk, pre, facts)):
                return found, True
    if previous >= first and sk.words[previous] in facts.conjunctions:
        return main_subject(sk, first, previous, names, facts, earlier), False
    if facts.prodrop and within_relative(sk, floor, previous, facts):
        return main_subject(sk, first, previous, names, facts, earlier), False
    pre = before(sk, floor, cue.first, names, facts)
    if (
        pre is not None
        and pre.kind == "pronoun"
        and not english
        and pre.last == cue.first
        and (pre.first > first and sk.words[pre.first - 1] in facts.auxiliary)
    ):
        named = after(sk, cue.last, last, names, facts, True)
        if named is not None and named.kind == "name":
            return named, True
    if (
        pre is not None
        and not english
        and pre.kind != "pronoun"
        and (pre.mention is None or pre.mention.type != "PER")
    ):
        found = after(sk, cue.last, last, names, facts, True)
        if found is not None and found.mention is not None and found.mention.type == "PER":
            return found, True
    if pre is not None and (english or not _adverbial(sk, pre, floor, facts)):
        return pre, False
    if not english:
        found = after(sk, cue.last, last, names, facts)
        if found is not None:
            return found, True
    if pre is None and sk.words[cue.last : cue.last + 1] and sk.words[cue.last] in facts.located:
        found = after(sk, cue.last + 1, last, names, facts, True)
        if found is not None and (found.mention is not None or speaks(sk, found, facts)):
            return found, True
    return pre, False


def _floor(sk: Skeleton, cue: Cue, first: int, facts: Reporting, earlier: Sequence[Event]) -> int:
    """Where the subject of a cue may begin: behind the cue before it, unless that one stands in a
    relative clause between subject and verb ("Ann Lee, who was not told, said").
    """
    limit = cue.start
    inserted = comma_before(sk, cue, first, facts) >= 0
    for event in reversed(earlier):
        if event.cue.last > limit:
            continue
        opening = _relative_comma(sk, event.cue.start, first, facts) if inserted else -1
        if opening < 0:
            return event.cue.last
        limit = opening
    return first


def _relative_comma(sk: Skeleton, i: int, first: int, facts: Reporting) -> int:
    """The comma before the relative clause that a token stands in, or -1."""
    for k in range(i - 1, first, -1):
        if sk.words[k] == ",":
            return k if facts.genders.get(sk.words[k + 1]) == "r" else -1
        if sk.kinds[k] != WORD:
            return -1
    return -1


def _possessor(sk: Skeleton, cue: Cue, facts: Reporting) -> Found:
    """The possessive that names a source: "in his view"."""
    i = cue.owner
    gender = facts.possessives[sk.words[i]]
    return Found(i, i + 1, sk.starts[i], sk.ends[i], "pronoun", None, gender)


def _verb_last(sk: Skeleton, cue: Cue, floor: int, last: int, facts: Reporting) -> int:
    """Where the subject of a German subordinate clause begins whose verb ends it, or -1."""
    end = cue.last
    if end < last and sk.words[end] in facts.auxiliary:
        end += 1
    if end < last and sk.kinds[end] == WORD:
        return -1
    for k in range(cue.first - 1, max(floor, cue.first - REACH), -1):
        if sk.words[k] == ",":
            word = sk.words[k + 1]
            clause = word in facts.subordinators and word not in facts.determiners
            return k + 2 if clause and k + 2 < cue.first else -1
    return -1


def closed(sk: Skeleton, i: int, last: int, facts: Reporting) -> bool:
    """Whether a phrase is over at a token: nothing follows that it could be the subject of."""
    if i >= last or sk.kinds[i] != WORD:
        return True
    word = sk.words[i]
    return word in facts.prepositions or word in facts.time or word in facts.subordinators


def _adverbial(sk: Skeleton, found: Found, floor: int, facts: Reporting) -> bool:
    """Whether the phrase before a verb is none of its subject: "Am Montag sagte", "Dazu sagte"."""
    if found.kind == "pronoun":
        return False
    first = found.first
    if found.kind == "name":
        first = bisect_left(sk.starts, found.start)
        while first > floor and (
            sk.words[first - 1] in facts.honorifics or sk.words[first - 1] in facts.roles
        ):
            first -= 1
    before_it = sk.words[first - 1] if first > floor else ""
    if (
        before_it in facts.determiners
        and before_it not in facts.prepositions
        and first - 2 >= floor
    ):
        before_it = sk.words[first - 2]
    ruled = before_it in facts.prepositions and before_it not in facts.determiners
    if found.kind == "name":
        return (ruled and sk.words[first - 1] not in facts.genitives) or (
            ruled and first - 1 == floor
        )
    word = sk.words[found.first]
    leads = word in facts.prepositions and word not in facts.determiners
    return ruled or leads or word in facts.adverbs


def main_subject(
    sk: Skeleton,
    first: int,
    limit: int,
    names: Names,
    facts: Reporting,
    earlier: Sequence[Event] = (),
) -> Found | None:
    """Who acts in a sentence up to a token.

    The subject of the last cue before; else the first person that hangs on no preposition, or the
    first pronoun; else the first phrase.
    """
    for event in reversed(earlier):
        if event.subject is not None and event.cue.kind == VERB:
            return event.subject
    i = _main_clause(sk, first, limit, facts)
    words, owner = sk.words, names.owner
    while i < limit:
        mention = owner.get(i)
        if mention is not None and mention.type == "PER":
            last = i + 1
            while last < limit and owner.get(last) is mention:
                last += 1
            possessed = last < limit and words[last] in facts.possessive
            ruled = i > first and words[i - 1] in facts.prepositions
            if not possessed and not ruled:
                return Found(i, last, sk.starts[i], sk.ends[last - 1], "name", mention, "")
            i = last
            continue
        word = words[i]
        if word in facts.genders and sk.kinds[i] == WORD and word not in facts.determiners:
            gender = facts.genders[word]
            ruled = i > first and words[i - 1] in facts.prepositions
            if gender in ("m", "f", "p") and not ruled:
                return Found(i, i + 1, sk.starts[i], sk.ends[i], "pronoun", None, gender)
        i += 1
    return after(sk, first, limit, names, facts, True)


def _main_clause(sk: Skeleton, first: int, limit: int, facts: Reporting) -> int:
    """Where the main clause begins: after the comma of a clause or phrase that leads."""
    word = sk.words[first] if first < limit else ""
    if word not in facts.subordinators and word not in facts.prepositions:
        return first
    lead = sk.words[first : min(limit, first + 40)]
    return first + lead.index(",") + 1 if "," in lead else first
