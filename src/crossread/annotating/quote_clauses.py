"""A sentence → the clauses in it that report what was said, without quotation marks.

In: a sentence's tokens and events. Out: indirect quotes: what a cue governs, or the whole sentence
where the mood of its verb reports (German subjunctive, French conditional of rumour).
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from crossread.annotating.attribution import OPENERS
from crossread.annotating.cues import ACCORDING
from crossread.annotating.quote_drafts import Draft, Reader, continued
from crossread.annotating.quote_speakers import CONTINUED, cue_span, speaker_of
from crossread.annotating.regions import CLAUSE, Event
from crossread.annotating.reporting import Reporting
from crossread.annotating.skeleton import PUNCTUATION, QUOTE, WORD, Skeleton
from crossread.annotating.speaker_phrases import Names
from crossread.model import Span, Speaker

# The participle of a rumour is one of so many words behind its auxiliary.
PARTICIPLE_WITHIN = 3


def free_report(
    reader: Reader, sk: Skeleton, first: int, last: int, number: int
) -> tuple[Speaker | None, Span | None] | None:
    """Whether a sentence without a cue goes on reporting, by the mood of its verb.

    In German the subjunctive alone reports ("Das Haus sei leer.") with the speaker of the sentence
    before; "soll … haben", "aurait perdu" report what is rumoured, with none.
    """
    facts = reader.facts
    if not (facts.mood or facts.rumour or facts.rumour_words):
        return None
    words = [sk.words[i] for i in range(first, last) if sk.kinds[i] == WORD]
    length = len(words) + CLAUSE * (QUOTE in sk.kinds[first:last])
    if length < CLAUSE or any(w in facts.first_person for w in words):
        return None
    main = words[: next((n for n, w in enumerate(words) if w in facts.that), len(words))]
    if any(w in facts.mood for w in main):
        near = number - reader.last_paragraph <= CONTINUED and number >= 0
        if reader.actor is not None and reader.actor.mention is not None and not reader.told:
            return reader.actor, None
        if reader.last_speaker is None or not near:
            return None, None
        return continued(reader.last_speaker), None
    if reader.told and reader.last_speaker is not None and number == reader.last_paragraph:
        conditional = not facts.weak_mood_not.isdisjoint(words)
        if not conditional and any(w in facts.weak_mood for w in main):
            return continued(reader.last_speaker), None
    return (None, None) if _rumoured(words, facts) else None


def tells_nobody(sk: Skeleton, first: int, last: int, facts: Reporting) -> bool:
    """Whether a sentence reports by words that leave open who said it: "…, hieß es"."""
    if not facts.impersonal:
        return False
    return not facts.impersonal.isdisjoint(map(" ".join, pairwise(sk.words[first:last])))


def _rumoured(words: Sequence[str], facts: Reporting) -> bool:
    """Whether the words of a sentence tell a rumour: "soll … haben", "aurait perdu", "якобы"."""
    if not facts.rumour_words.isdisjoint(words):
        return True
    pairs = map(" ".join, pairwise(words))
    if facts.rumour.isdisjoint(words) or not facts.rumour_not.isdisjoint([*words, *pairs]):
        return False
    if facts.rumour_end:
        final = words[-1:]
        if facts.past_participle.fullmatch(words[-1]) and words[-1] not in facts.rumour_end:
            final = words[-2:-1]
        return not facts.rumour_end.isdisjoint(final)
    return any(
        facts.past_participle.fullmatch(w)
        for n, word in enumerate(words)
        if word in facts.rumour
        for w in words[n + 1 : n + 1 + PARTICIPLE_WITHIN]
    )


def reported_clauses(
    reader: Reader,
    paragraph: Span,
    sk: Skeleton,
    first: int,
    names: Names,
    found: Sequence[Event],
    speakers: dict[int, Speaker | None],
    here: tuple[int, int],
    number: int,
) -> None:
    """Add the reported clauses of a sentence."""
    covered = first
    for event in found:
        if event.region is None or (event.cue.first < covered and not event.ahead):
            continue
        start, end = event.region
        while end > start and sk.kinds[end - 1] == PUNCTUATION:
            end -= 1
        while start < end and sk.kinds[start] == PUNCTUATION:
            start += 1
        words = sk.kinds[start:end].count(WORD)
        inside = sk.quotations(start, end)
        short = start > 0 and sk.words[start - 1] in reader.facts.that
        short = short or (event.ahead and start == first and event.region[1] == event.begin)
        short = short or (event.cue.kind == ACCORDING and sk.words[start - 1] == ",")
        short = short or sk.words[max(first, event.begin - 1)] in reader.facts.introducing
        short = short or any(
            sk.text[sk.starts[i] : sk.ends[i]].lstrip(OPENERS)[:1].islower() for i in inside
        )
        if words < (2 if short else CLAUSE) or _only_time(sk, start, end, reader.facts):
            continue
        if inside and not _mixed(sk, words, inside):
            continue
        if inside and _bears_title(sk, start, inside[0], reader.facts):
            continue
        key = id(event)
        if key not in speakers:
            speakers[key] = speaker_of(reader, paragraph, sk, event.subject, names, first)
        reader.drafts.append(
            Draft(
                paragraph.start + sk.starts[start],
                paragraph.start + sk.ends[end - 1],
                False,
                False,
                speakers[key],
                cue_span(reader, paragraph, sk, event),
                here,
                None,
                number,
            )
        )
        if speakers[key] is not None:
            reader.last_speaker, reader.last_paragraph = speakers[key], number
        covered = max(covered, end)


def _only_time(sk: Skeleton, start: int, end: int, facts: Reporting) -> bool:
    """Whether words only tell when something was said: "complained | two days earlier"."""
    told = False
    for i in range(start, end):
        word = sk.words[i]
        timed = word in facts.spans or word in facts.time
        light = (
            word in facts.determiners
            or word in facts.prepositions
            or word in facts.adverbs
            or word.isdigit()
            or word in facts.numbers
        )
        if sk.kinds[i] == QUOTE or not (timed or light or sk.kinds[i] == PUNCTUATION):
            return False
        told = told or timed
    return told


def _bears_title(sk: Skeleton, start: int, q: int, facts: Reporting) -> bool:
    """Whether a cue's object is a work: "wrote the novel “A Winter of Glass” before …"."""
    noun = sk.words[q - 1]
    return (
        q - start == 2
        and not sk.text[sk.starts[q] : sk.ends[q]].lstrip(OPENERS)[:1].islower()
        and sk.words[start] in facts.determiners
        and (noun in facts.works and noun not in facts.verbs)
    )


def _mixed(sk: Skeleton, words: int, inside: Sequence[int]) -> bool:
    """Whether a region is the reporter's clause with quoted words, not quotations with fillers."""
    quoted_words = sum(sk.text.count(" ", sk.starts[i], sk.ends[i]) + 1 for i in inside)
    return words * 3 >= quoted_words
