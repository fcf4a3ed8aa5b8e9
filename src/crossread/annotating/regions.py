"""A cue with its subject → the tokens that it reports.

In: a paragraph's skeleton and the `Event`s of one of its sentences. Out: each event with its region:
the clause behind the cue, the one that it closes, or the one that it interrupts.
"""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from crossread.annotating.cues import ACCORDING, POSTPOSITION, VERB, Cue
from crossread.annotating.reporting import ACT, ASIDE, SAY, TELL, THINK, Reporting
from crossread.annotating.skeleton import DASHES, PUNCTUATION, QUOTE, TERMINAL, WORD, Skeleton
from crossread.annotating.speaker_phrases import Found

# A reported clause has at least this many words.
CLAUSE = 3
# One before the comma of a cue that closes its sentence may have as few as this.
SHORT = 2
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
        addressed: one past the words for whom it was told to, right behind the cue, or -1.
    """

    cue: Cue
    subject: Found | None
    behind: bool
    begin: int
    end: int
    region: tuple[int, int] | None = None
    ahead: bool = False
    addressed: int = -1


def govern(
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
    nobody = (
        event.subject is None and " ".join(sk.words[cue.first : cue.last]) not in facts.impersonal
    )
    if not cue.classes & (SAY | TELL) or cue.participle or nobody:
        return None
    if begin <= first or cue.finite >= 0:
        return None
    comma = sk.words[begin - 1] in (",", *DASHES) or sk.kinds[begin - 1] == QUOTE
    if not comma or _told_already(sk, first, begin):
        return None
    following = sk.words[end] if end < stop else ""
    if following == ":" or following in facts.that:
        return None
    lead = sk.kinds[first:begin].count(WORD)
    led = bool(lead) and (
        sk.words[first] in facts.prepositions or sk.words[first] in facts.subordinators
    )
    clause = (lead > CLAUSE or (lead == CLAUSE and event.behind)) and not led
    if end >= stop:
        return (first, begin) if lead >= SHORT else None
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


def _told_already(sk: Skeleton, first: int, begin: int) -> bool:
    """Whether the comma before a cue closes a quotation that a colon opens: "Lee: “No”, he said"."""
    q = begin - 1 if sk.kinds[begin - 1] == QUOTE else begin - 2
    return q > first and sk.kinds[q] == QUOTE and sk.words[q - 1] == ":"


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
    i = max(event.end, event.addressed)
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
    if named_behind and marked == i + 1 and facts.genders.get(sk.words[marked]) == "r":
        return None  # "said Lee, who …"
    if (after_quote or named_behind) and not 0 <= marked - i <= 2:
        if after_quote or not _clause_follows(sk, i + 1, stop, facts):
            return None
        i += 1
    strong = cue.classes & (SAY | TELL)
    if marked >= 0 and (marked - i <= 4 or strong):
        light = sk.words[marked] in facts.plain_that
        i = marked + 1 if light else marked
    else:
        i = _skip(sk, i, stop, cue, facts)
        nobody = event.subject is None and sk.words[i : min(stop, i + 1)] == [","]
        if nobody and any(other.begin == i + 1 for other in found[index + 1 :]):
            return None  # "… is put at four million, the town said"
    end = stop
    for other in found[index + 1 :]:
        edge = other.begin
        closing = _closing(sk, event, other, facts)
        if closing >= event.end:
            end = closing
            break
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


def _closing(sk: Skeleton, event: Event, other: Event, facts: Reporting) -> int:
    """The comma that closes the clause of a cue which parts a later cue from its subject ("Ann Lee,
    who was told no|, said"), or -1.
    """
    if other.subject is None or other.behind or other.subject.last > event.cue.start:
        return -1
    parted = not (other.cue.participle or other.cue.infinitive)
    return comma_before(sk, other.cue, event.cue.start, facts) if parted else -1


def comma_before(sk: Skeleton, cue: Cue, first: int, facts: Reporting) -> int:
    """The comma before a cue and its adverbs (", later said"), or -1."""
    i = cue.start - 1
    while i > first and (sk.words[i] in facts.adverbs or sk.words[i] in facts.time):
        i -= 1
    return i if i > first and sk.words[i] == "," else -1


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
        or sk.words[i] in facts.addressees
        or (sk.words[i] in facts.prepositions and i + 1 < stop and sk.words[i + 1] in facts.time)
    ):
        i += 1
    if i < stop and sk.words[i] in facts.prepositions and not cue.classes & (ACT | THINK):
        while i < stop and sk.words[i] != "," and sk.kinds[i] != QUOTE and i - start < 8:
            i += 1
    return i
