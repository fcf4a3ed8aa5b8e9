"""Article → who said what: direct quotations and reported speech, with speakers and cues.

In: an article, its sentences and its names. Out: `Quote` records in the order of the text.

Quotation marks are found first, with their faults (`quotation_marks`). Then each sentence is read
as a short row of tokens in which a quotation is one token (`skeleton`); the words that report are
looked up in it (`cues`), each with the subject beside it (`speakers`). A quotation belongs to the
cue that stands best to it; a reported clause is what a cue governs. What has no cue of its own
keeps the speaker of the quotation before it, or none.

A reported clause interrupted by its cue ("Europe, he said, must pay") is one quote whose span runs
over the interruption. A few quoted words inside a reported clause give two quotes: the clause
(indirect) and the words (direct, partial). Cost: linear in the text.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.attribution import ENDS, best, is_named, is_partial, is_work
from crossread.annotating.dialogue import spoken
from crossread.annotating.events import events
from crossread.annotating.memory import Memory
from crossread.annotating.quotation_marks import Quoted, quoted
from crossread.annotating.quote_clauses import free_report, reported_clauses, tells_nobody
from crossread.annotating.quote_drafts import Draft, Reader, assumes, join, spread_back, spread_up
from crossread.annotating.quote_rows import bounded, prepared, readable
from crossread.annotating.quote_speakers import (
    actor_of,
    cue_span,
    introduced,
    speaker_of,
    topic_of,
    unsaid,
    without_cue,
)
from crossread.annotating.quotes_within import nested
from crossread.annotating.regions import Event
from crossread.annotating.reporting import reporting
from crossread.annotating.skeleton import Skeleton
from crossread.annotating.speaker_phrases import Names
from crossread.annotating.subjects import main_subject
from crossread.model import Article, Mention, Page, Quote, Sentence, Span, Speaker

# The main subject of a sentence begins in so many tokens.
ACTING = 40


def quotes(
    page: Page, article: Article, sentences: Sequence[Sentence], mentions: Sequence[Mention]
) -> tuple[Quote, ...]:
    """Find who said what in an article.

    Args:
        page: the page that holds it.
        article: the article; its language chooses marks, verbs and titles. In a language without
            a file only quotations are found, with speakers where a colon names them.
        sentences: of the article, as `sentences.sentences` gives them.
        mentions: names in it; may be empty (names are then seen by their capitals).

    Returns:
        Quotes in the order of the text, numbered from 1.
    """
    facts = reporting(article.language)
    parts = [*([article.headline] if article.headline else []), *article.deck]
    parts = [bounded(page, part) for part in parts]
    body = [bounded(page, paragraph) for paragraph in readable(article.body)]
    reader = Reader(page, article.language, facts, Memory(cases=facts.cases))
    starts = sorted({s.span.start for s in sentences})
    named = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
    body_marks = [
        spoken(p.text, marks, article.language)
        for p, marks in zip(body, quoted([p.text for p in body], article.language))
    ]
    work = [(p, q, n) for n, (p, q) in enumerate(zip(body, body_marks))]
    places = [mention.span.start for mention in named]
    rows = [prepared(reader, p, q, starts, named, places) for p, q, _ in work]
    for (paragraph, _, number), (sk, names, marks) in zip(work, rows):
        _read(reader, paragraph, marks, number, sk, names)
    spread_back(reader)
    for part in parts:
        reader.last_speaker, reader.awaiting, reader.last_paragraph = None, None, -9
        seen = quoted([part.text], article.language)[0]
        sk, names, marks = prepared(reader, part, seen, starts, named, places)
        _read(reader, part, marks, -1, sk, names)
    spread_up(reader)
    reader.drafts += [
        made for d in reader.drafts if d.direct for made in nested(reader, d, starts, named, places)
    ]
    drafts = sorted(reader.drafts, key=lambda d: (d.start, d.end, d.direct))
    return tuple(
        Quote(
            id=f"{article.id}.q{number}",
            span=page.span(d.start, d.end),
            kind="direct" if d.direct else "indirect",
            partial=d.partial,
            speaker=d.speaker,
            cue=d.cue,
            sentence=page.span(*d.sentence),
        )
        for number, d in enumerate(drafts, 1)
    )


def _read(
    reader: Reader,
    paragraph: Span,
    marks: Sequence[Quoted],
    number: int,
    sk: Skeleton,
    names: Names,
) -> None:
    """Read one paragraph, sentence by sentence."""
    awaiting = reader.awaiting
    reader.awaiting, reader.actor = None, None
    for row, (first, last) in enumerate(sk.sentences):
        drafts = len(reader.drafts)
        found = events(sk, first, last, names, reader.facts)
        free = None
        nobody = tells_nobody(sk, first, last, reader.facts)
        if nobody and not any(e.subject for e in found):
            reader.last_speaker = reader.actor = None
        if not any(e.subject or (nobody and e.region) for e in found):
            free = free_report(reader, sk, first, last, number)
            found = [] if free is not None else found
        acting = main_subject(sk, first, min(last, first + ACTING), names, reader.facts)
        topic = topic_of(reader, paragraph, sk, first, last, names, acting)
        if topic is not None and not any(e.ahead for e in found):
            reader.memory.see(*topic)
            topic = None
        here = (
            paragraph.start + sk.starts[first],
            paragraph.start + sk.ends[last - 1],
        )
        in_sentence = sk.quotations(first, last)
        speakers: dict[int, Speaker | None] = {}
        for q in in_sentence:
            one = marks[sk.quotes[q]]
            partial = is_partial(sk, q, one, first, last, reader.facts)
            work = is_work(sk, q, first, found, reader.facts) or (
                partial and (q in names.quoted or is_named(sk, q, one, reader.facts))
            )
            partial = partial or work
            event = None if work else best(sk, q, found, partial, reader.facts)
            speaker: Speaker | None = None
            cue: Span | None = None
            if event is not None:
                key = id(event)
                if key not in speakers:
                    speakers[key] = speaker_of(reader, paragraph, sk, event.subject, names, first)
                    tacit = reader.facts.prodrop or event.cue.infinitive
                    if event.subject is None and tacit and not event.cue.passive:
                        speakers[key] = unsaid(reader)
                        if speakers[key] is None:
                            speakers[key] = _beside(reader, paragraph, sk, event, found)
                speaker = speakers[key]
                cue = cue_span(reader, paragraph, sk, event)
            elif work:
                speaker = None
            elif awaiting is not None and row == 0 and q == first:
                speaker, cue = awaiting
            else:
                speaker = without_cue(
                    reader, paragraph, sk, q, first, last, names, one, number, partial
                )
            if event is None and speaker is None and cue is None:
                partial = partial or _amid(sk, q, one, first)
            made = Draft(
                paragraph.start + one.start,
                paragraph.start + one.end,
                True,
                partial,
                speaker,
                cue,
                here,
                one,
                number,
            )
            made.assumed = assumes(reader.drafts, made, reader.last_paragraph)
            if one.joined:
                join(reader.drafts, made)
            else:
                reader.drafts.append(made)
            if speaker is not None:
                reader.last_speaker, reader.last_paragraph = speaker, number
        if free is not None:
            for draft in reader.drafts[drafts:]:
                if draft.direct and draft.speaker is None and draft.partial:
                    draft.speaker = free[0]
            start, end = paragraph.start + sk.starts[first], here[1]
            end -= 1 if sk.text[sk.ends[last - 1] - 1] in ".!?…" else 0
            reader.drafts.append(
                Draft(start, end, False, False, free[0], free[1], here, None, number)
            )
            if free[0] is not None:
                reader.last_paragraph = number
        reported_clauses(reader, paragraph, sk, first, names, found, speakers, here, number)
        if topic is not None and not any(speakers.values()):
            reader.memory.see(*topic)
        reader.told = len(reader.drafts) > drafts
        reader.actor = actor_of(reader, paragraph, sk, acting)
        if row == len(sk.sentences) - 1 and sk.words[last - 1] == ":":
            reader.awaiting = introduced(reader, paragraph, sk, first, last, names, found)


def _beside(
    reader: Reader, paragraph: Span, sk: Skeleton, event: Event, found: Sequence[Event]
) -> Speaker | None:
    """Who reports earlier in the sentence: "X announced that …, adding: “…”"."""
    earlier = [e.subject for e in found if e.subject is not None and e.begin < event.begin]
    return speaker_of(reader, paragraph, sk, earlier[-1]) if earlier else None


def _amid(sk: Skeleton, q: int, one: Quoted, first: int) -> bool:
    """Whether a quotation that nobody is said to speak stands amid the reporter's words."""
    return q > first and sk.words[q - 1] != ":" and sk.text[one.end - 1] not in ENDS
