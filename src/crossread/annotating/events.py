"""A sentence → who reports in it, by which cue, and which words that cue governs.

In: a paragraph's skeleton, one of its sentences, the names in it. Out: `Event`s: a cue with its
subject and the region of tokens that it reports. All of it is decided by what stands beside the
cue: verbs come before or after their subjects, alone after a comma, after a quotation, between
the halves of a clause.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from msgspec import Struct

from crossread.annotating.cues import ACCORDING, POSTPOSITION, VERB, Cue, cues
from crossread.annotating.reporting import ACT, ASIDE, SAY, TELL, THINK, Reporting
from crossread.annotating.skeleton import DASHES, PUNCTUATION, QUOTE, TERMINAL, WORD, Skeleton
from crossread.annotating.speaker_phrases import Found, Names
from crossread.annotating.speakers import REACH, after, before, within_relative

# A reported clause has at least this many words.
CLAUSE = 3
# After a cue that closes its sentence at most this many words follow ("… , she told reporters").
TRAIL = 6
# "that" is looked for this many tokens after a cue ("told reporters in Berlin on Friday that").
THAT = 14
# A cue in the middle of a clause, with the time and place told beside it, has at most this many
# tokens up to its comma ("…, as Lee said on Friday, …").
INSERTION = 15


class Event(Struct):
    """A cue with its subject and what it governs, in tokens.

    Args:
        cue: the cue.
        subject: who reports, where found.
        behind: whether the subject stands after the cue.
        begin, end: cue, auxiliaries and subject together (one past the last).
        region: what it reports, or None.
        ahead: the region (or a part of it) stands before the cue.
    """

    cue: Cue
    subject: Found | None
    behind: bool
    begin: int
    end: int
    region: tuple[int, int] | None = None
    ahead: bool = False


def events(sk: Skeleton, first: int, last: int, names: Names, facts: Reporting) -> list[Event]:
    """The cues of the sentence `first` to `last` that have what a cue needs, in order."""
    found: list[Event] = []
    for cue in cues(sk, first, last, names, facts):
        subject, behind = _subject(sk, cue, first, last, names, facts, found)
        if not _plausible(sk, cue, subject, behind, first, last, names, facts):
            continue
        begin, end = cue.start, cue.last
        if subject is not None and behind:
            end = max(end, subject.last)
        elif subject is not None and subject.first >= first and not cue.participle:
            near = subject.first if begin - subject.last <= 12 else begin
            begin = min(begin, near)
            while (
                begin > first
                and sk.words[begin - 1] in facts.auxiliary
                and (sk.kinds[begin - 1] == WORD and subject.kind == "pronoun")
            ):
                begin -= 1
        found.append(Event(cue, subject, behind, begin, end))
    for index, event in enumerate(found):
        _govern(sk, event, index, found, first, last, facts)
    return found


def _plausible(
    sk: Skeleton,
    cue: Cue,
    subject: Found | None,
    behind: bool,
    first: int,
    last: int,
    names: Names,
    facts: Reporting,
) -> bool:
    """Whether a verb's form reports here, as far as its neighbours tell."""
    if cue.kind != VERB and not cue.sure:
        return (
            subject is not None
            and (subject.kind != "pronoun" or subject.gender == "n")
            and (_closed(sk, subject.last, last, facts) or sk.words[subject.last] in facts.adverbs)
        )
    if cue.kind != VERB:
        return subject is not None
    beside_quote = bool(sk.quotes) and (
        (cue.start > first and sk.kinds[cue.start - 1] == QUOTE)
        or (cue.start - 1 > first and sk.kinds[cue.start - 2] == QUOTE)
        or QUOTE in sk.kinds[cue.last : min(last, cue.last + 4)]
    )
    pronoun = subject is not None and subject.kind == "pronoun" and not behind
    if cue.bare and not beside_quote and not pronoun:
        return False
    content = not facts.that.isdisjoint(sk.words[cue.last : cue.last + 3])
    if cue.infinitive and not beside_quote and not content:
        return False
    weak = not cue.classes & (SAY | TELL | ASIDE)
    if subject is None:
        return cue.sure and not weak
    touches = (cue.start > first and sk.kinds[cue.start - 1] == QUOTE) or (
        cue.last < last and sk.kinds[cue.last] == QUOTE
    )
    if (cue.sure and (not weak or beside_quote)) or touches:
        return True
    after_comma = sk.words[cue.start - 1 : cue.start] == [","]
    touching = subject.kind != "name" or subject.last == cue.start
    if weak and after_comma and touching and not cue.participle and not behind:
        return False
    return behind or cue.participle or _clear(sk, cue, subject, names, facts)


def _clear(sk: Skeleton, cue: Cue, subject: Found, names: Names, facts: Reporting) -> bool:
    """Whether a doubtful form is a verb: a pronoun, a name or a group right before it."""
    if subject.kind == "pronoun":
        return True
    if subject.kind == "name":
        following = sk.kinds[cue.last : cue.last + 3]
        apposed = subject.last == cue.start - 1 and sk.words[subject.last] == ","
        tagged = subject.mention is not None or apposed
        return tagged or bool(cue.classes & SAY) or QUOTE in following
    if subject.first > 0 and sk.words[subject.first - 1] in facts.prepositions:
        return False
    i = cue.start - 1
    while i > subject.first and (sk.words[i] in facts.adverbs or sk.words[i] in facts.auxiliary):
        i -= 1
    return (
        sk.words[i] in facts.roles
        or sk.words[i] in facts.groups
        or i in names.owner
        or not facts.that.isdisjoint(sk.words[cue.last : cue.last + 2])
    )


def _subject(
    sk: Skeleton,
    cue: Cue,
    first: int,
    last: int,
    names: Names,
    facts: Reporting,
    earlier: Sequence[Event],
) -> tuple[Found | None, bool]:
    """The subject of a cue, and whether it stands after it."""
    if cue.kind == ACCORDING:
        return after(sk, cue.last, last, names, facts, True), True
    if cue.kind == POSTPOSITION:
        return before(sk, first, cue.first, names, facts), False
    if cue.passive:
        for i in range(cue.last, min(last, cue.last + 6)):
            if sk.words[i] in facts.agent:
                return after(sk, i + 1, last, names, facts, True), True
        for i in range(cue.first - 2, max(first, cue.first - INSERTION), -1):
            if names.language == "de" and sk.words[i] in facts.agent:
                return after(sk, i + 1, cue.first, names, facts, True), False
        return None, False
    floor = first
    for event in reversed(earlier):
        if event.cue.last <= cue.start:
            floor = event.cue.last
            break
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
    if names.language == "de" and cue.last < last:
        following = sk.words[cue.last]
        if following in facts.nominative and sk.kinds[cue.last] == WORD:
            return after(sk, cue.last, last, names, facts, True), True
        clause = _verb_last(sk, cue, floor, last, facts)
        if clause >= 0:
            found = after(sk, clause, cue.first, names, facts, True)
            if found is not None:
                return found, False
    previous = cue.start - 1
    english = names.language == "en"
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
        if found is not None and _closed(sk, found.last, last, facts):
            pre = before(sk, floor, cue.first, names, facts)
            sure = found.kind in ("name", "pronoun")
            if sure or pre is None or pre.kind != "name":
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
    return pre, False


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


def _closed(sk: Skeleton, i: int, last: int, facts: Reporting) -> bool:
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


def _govern(
    sk: Skeleton,
    event: Event,
    index: int,
    found: Sequence[Event],
    first: int,
    last: int,
    facts: Reporting,
) -> None:
    """Set what an event reports."""
    cue = event.cue
    if event.subject is None and not (cue.passive or (cue.classes & SAY and cue.sure)):
        return
    stop = last
    while stop > first and sk.words[stop - 1] in TERMINAL:
        stop -= 1
    begin, end = event.begin, event.end
    if cue.kind in (ACCORDING, POSTPOSITION):
        if cue.kind == POSTPOSITION and event.subject is not None:
            begin = min(begin, event.subject.first)
        event.region = _around(sk, begin, end, first, stop)
    elif begin > first and sk.words[begin - 1] in facts.introducing:
        clause = end
        while clause < min(stop, end + INSERTION) and sk.words[clause] != ",":
            clause += 1
        event.region = _around(sk, begin - 1, clause, first, stop)
    else:
        event.region = _behind(sk, event, index, found, first, stop, facts)
        event.ahead = event.region is not None
        if event.region is None:
            event.region = _forward(sk, event, index, found, first, stop, facts)
    if event.region is not None:
        event.ahead = event.region[0] < event.begin


def _behind(
    sk: Skeleton,
    event: Event,
    index: int,
    found: Sequence[Event],
    first: int,
    stop: int,
    facts: Reporting,
) -> tuple[int, int] | None:
    """What a cue reports that stands after it or in its middle: '…, he said', 'A, he said, B'."""
    cue, begin, end = event.cue, event.begin, event.end
    if not cue.classes & (SAY | TELL) or cue.participle or event.subject is None:
        return None
    if begin <= first or cue.finite >= 0:
        return None
    comma = sk.words[begin - 1] in (",", *DASHES) or sk.kinds[begin - 1] == QUOTE
    if not comma:
        return None
    following = sk.words[end] if end < stop else ""
    if following == ":" or following in facts.that:
        return None
    lead = sk.kinds[first:begin].count(WORD)
    led = bool(lead) and (
        sk.words[first] in facts.prepositions or sk.words[first] in facts.subordinators
    )
    clause = lead > CLAUSE and not led
    if end >= stop:
        return (first, begin) if lead >= CLAUSE else None
    if following != "," and not facts.that.isdisjoint(sk.words[end : min(stop, end + THAT)]):
        return None
    if following in (",", *DASHES):
        if clause and _anew(sk, end + 1, stop, found, index, facts):
            return first, begin
        if not lead:
            return None
        if lead < CLAUSE and QUOTE in sk.kinds[first:begin]:
            return None
        return first, stop
    if not clause:
        return None
    rest = sk.kinds[end:stop]
    adjunct = (
        following in facts.prepositions
        or following in facts.time
        or following in facts.subordinators
        or sk.kinds[end] == PUNCTUATION
    )
    if adjunct or (rest.count(WORD) <= TRAIL and QUOTE not in rest):
        return first, begin
    return None


def _anew(
    sk: Skeleton, start: int, stop: int, found: Sequence[Event], index: int, facts: Reporting
) -> bool:
    """Whether what follows a cue in the middle is told by the reporter: another cue comes next."""
    if any(event.begin - start <= 2 for event in found[index + 1 : index + 2]):
        return True
    return start < stop and sk.words[start] in facts.subordinators


def _around(sk: Skeleton, begin: int, end: int, first: int, stop: int) -> tuple[int, int] | None:
    """What a source named by a preposition or an inserted clause reports: its sentence's rest."""
    ahead, behind = (
        len(side) - side.count(PUNCTUATION) for side in (sk.kinds[first:begin], sk.kinds[end:stop])
    )
    if ahead <= 1:
        return (end, stop) if behind else None
    if not behind:
        return first, begin
    comma = sk.words[begin - 1] in (",", *DASHES)
    closed = end >= stop or sk.words[end] in (",", ";", *DASHES)
    if comma and not closed and ahead > behind:
        return first, begin
    if closed and ahead >= 2 * behind and (not comma or behind <= CLAUSE):
        return first, begin
    return first, stop


def _forward(
    sk: Skeleton,
    event: Event,
    index: int,
    found: Sequence[Event],
    first: int,
    stop: int,
    facts: Reporting,
) -> tuple[int, int] | None:
    """The clause after a cue, its conjunction, addressee and time left out."""
    cue = event.cue
    i = event.end
    if cue.classes == ASIDE or i >= stop:
        return None
    if cue.finite >= 0 and i >= stop - 1:
        start = cue.finite + 1
        if event.subject is not None and event.subject.first > cue.finite:
            start = event.subject.last
        return (start, cue.first) if cue.first - start >= CLAUSE else None
    if cue.particle >= 0 and cue.particle >= i:
        comma = next((k for k in range(i, cue.particle) if sk.words[k] == ","), -1)
        i = cue.particle + 1 if comma < 0 else comma
    if i >= stop:
        return None
    marked = _marked(sk, i, min(stop, i + THAT), facts)
    if not cue.sure and not 0 <= marked - i <= 2 and not cue.classes & ACT:
        return None
    light = sk.words[i] in facts.prepositions and sk.words[i] not in facts.auxiliary
    alone = cue.last - cue.first == 1 and not cue.classes & (SAY | TELL)
    if not cue.sure and alone and light and marked < 0:
        return None  # "attacks on", "plans for": a noun
    after_quote = event.begin > first and (
        sk.kinds[event.begin - 1] == QUOTE
        or (
            event.begin - 1 > first
            and sk.words[event.begin - 1] == ","
            and sk.kinds[event.begin - 2] == QUOTE
        )
    )
    named_behind = event.behind and cue.kind == VERB and i < stop and sk.words[i] == ","
    if (after_quote or named_behind) and not 0 <= marked - i <= 2:
        if after_quote or not _clause_follows(sk, i + 1, stop, facts):
            return None
        i += 1
    strong = cue.classes & (SAY | TELL)
    if marked >= 0 and (marked - i <= 4 or strong):
        light = sk.words[marked] in ("that", "dass", "daß", "que", "qu'")
        i = marked + 1 if light else marked
    else:
        i = _skip(sk, i, stop, cue, facts)
    end = stop
    for other in found[index + 1 :]:
        edge = other.begin
        if edge <= i + 1:
            continue
        joined = sk.words[edge - 1] in facts.conjunctions and (
            other.subject is None or other.subject is event.subject or other.subject.first < i
        )
        if (
            joined
            or (sk.words[edge - 1] == "," and other.ahead is False)
            or (sk.words[edge - 1] == "," and other.cue.participle)
        ):
            end = edge - 1
            break
    rest = sk.words[i:end]
    if ";" in rest:
        end = i + rest.index(";")
    return (i, end) if end > i else None


def _marked(sk: Skeleton, i: int, stop: int, facts: Reporting) -> int:
    """Where "that" opens the reported clause in the tokens `i` to `stop` (excluded), or -1."""
    if facts.that.isdisjoint(sk.words[i:stop]):
        return -1
    for k in range(i, stop):
        if sk.kinds[k] == QUOTE or sk.words[k] in (";", ":"):
            return -1
        if sk.words[k] in facts.that:
            return k
    return -1


def _clause_follows(sk: Skeleton, i: int, stop: int, facts: Reporting) -> bool:
    """Whether a comma after cue and subject opens a reported clause: "Am Freitag sagte Lee, …"."""
    if not facts.mood or i >= stop or sk.kinds[i] != WORD:
        return False
    if not facts.mood.isdisjoint(sk.words[i : min(stop, i + 2 * THAT)]):
        return True
    return sk.words[i] in facts.genders and sk.words[i] not in facts.determiners


def _skip(sk: Skeleton, i: int, stop: int, cue: Cue, facts: Reporting) -> int:
    """Leave out time, place and adverbs between a cue and a clause without conjunction."""
    start = i
    while i < stop and (
        sk.words[i] in facts.time
        or sk.words[i] in facts.adverbs
        or (sk.words[i] in facts.prepositions and i + 1 < stop and sk.words[i + 1] in facts.time)
    ):
        i += 1
    if i < stop and sk.words[i] in facts.prepositions and not cue.classes & (ACT | THINK):
        while i < stop and sk.words[i] != "," and sk.kinds[i] != QUOTE and i - start < 8:
            i += 1
    return i
