"""The words that name a speaker → the speaker: the text to show, and the mention meant.

In: a subject beside its cue, or the place of a quotation that has none; what was in focus before.
Out: `Speaker`s. A pronoun or a title means whom the reader's memory has for it; a quotation without
a cue keeps the speaker of the one before, or has none.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.attribution import FORWARD, PARTIAL
from crossread.annotating.memory import content_words
from crossread.annotating.quotation_marks import Quoted
from crossread.annotating.quote_drafts import Reader, continued
from crossread.annotating.regions import Event
from crossread.annotating.reporting import Reporting
from crossread.annotating.skeleton import WORD, Skeleton
from crossread.annotating.speaker_phrases import Found, Names, aged, speaks
from crossread.annotating.subjects import main_subject
from crossread.model import Mention, Span, Speaker

# A quotation without a cue keeps the speaker of one at most this many paragraphs before it.
CONTINUED = 1


def introduced(
    reader: Reader,
    paragraph: Span,
    sk: Skeleton,
    first: int,
    last: int,
    names: Names,
    found: Sequence[Event],
) -> tuple[Speaker | None, Span | None] | None:
    """Whom a paragraph that ends in a colon lets speak in the next one."""
    for event in reversed(found):
        if event.subject is not None:
            cue = cue_span(reader, paragraph, sk, event)
            return speaker_of(reader, paragraph, sk, event.subject), cue
    subject = main_subject(sk, first, last, names, reader.facts)
    return (speaker_of(reader, paragraph, sk, subject), None) if subject else None


def without_cue(
    reader: Reader,
    paragraph: Span,
    sk: Skeleton,
    q: int,
    first: int,
    last: int,
    names: Names,
    one: Quoted,
    number: int,
    partial: bool,
) -> Speaker | None:
    """Who speaks in a quotation that no cue reports."""
    facts = reader.facts
    if q > first and sk.words[q - 1] == ":":
        found = main_subject(sk, first, q, names, facts)
        if found is not None and (facts.spaced or speaks(sk, found, facts)):
            return speaker_of(reader, paragraph, sk, found)
        if reader.last_speaker is not None and number == reader.last_paragraph:
            return continued(reader.last_speaker)
        return None
    if facts.spaced and q > first and sk.words[q - 1] in facts.nouns:
        found = main_subject(sk, first, q, names, facts) or main_subject(
            sk, q + 1, last, names, facts
        )
        if found is not None and speaks(sk, found, facts):
            return speaker_of(reader, paragraph, sk, found)
    alone = WORD not in sk.kinds[first:last]
    same = number - reader.last_paragraph <= CONTINUED and number >= 0
    if one.continued and reader.last_speaker is not None and same:
        return continued(reader.last_speaker)
    if not alone or (partial and sk.text[one.start : one.end].count(" ") < PARTIAL):
        return None
    if reader.last_speaker is not None and same:
        return continued(reader.last_speaker)
    return None


def unsaid(reader: Reader) -> Speaker | None:
    """The speaker of a verb without subject: the person last in focus, or who spoke last."""
    mention = reader.memory.pronoun("")
    if mention is None:
        return None if reader.last_speaker is None else continued(reader.last_speaker)
    return Speaker(mention.span.text, mention.span, mention.id, "continued")


def actor_of(reader: Reader, paragraph: Span, sk: Skeleton, found: Found | None) -> Speaker | None:
    """Who acts in a sentence, by its main subject, if it is one who can speak."""
    if found is None or found.kind == "pronoun":
        return None
    if not speaks(sk, found, reader.facts):
        return None
    span = reader.page.span(paragraph.start + found.start, paragraph.start + found.end)
    mention = found.mention
    if found.kind == "title":
        words = content_words(sk, found.first, found.last, reader.facts)
        mention = reader.memory.title(words, span.start, reader.facts)
    return Speaker(span.text, span, mention.id if mention else None, "continued")


def topic_of(
    reader: Reader,
    paragraph: Span,
    sk: Skeleton,
    first: int,
    last: int,
    names: Names,
    subject: Found | None,
) -> tuple[Mention, str] | None:
    """The person that a sentence is about, with the gender that a title tells.

    By name or by title of the main subject; else the one person that the sentence names.
    """
    facts = reader.facts
    if subject is not None and subject.kind == "title":
        words = content_words(sk, subject.first, subject.last, facts)
        start = paragraph.start + subject.start
        meant = reader.memory.title(words, start, facts)
        if meant is not None and meant.span.start < start:
            return meant, subject.gender
    if subject is not None and subject.mention is not None and subject.mention.type == "PER":
        return subject.mention, facts.honorifics.get(sk.words[subject.first - 1], "")
    if subject is not None and subject.kind == "pronoun":
        return None
    named = [names.owner[i] for i in range(first, last) if i in names.owner]
    people = {mention.id: mention for mention in named if mention.type == "PER"}
    return (next(iter(people.values())), "") if len(people) == 1 else None


def _within(
    sk: Skeleton, found: Found, names: Names | None, first: int, facts: Reporting
) -> Mention | None:
    """The person before a pronoun that opens a clause inside the sentence: "… Lee, when he said"."""
    p = found.first
    if names is None or found.gender not in ("m", "f") or p - 1 <= first:
        return None
    if sk.words[p - 1] not in facts.subordinators or sk.words[p - 1] in facts.that:
        return None
    for i in range(p - 2, max(first, p - FORWARD) - 1, -1):
        mention = names.owner.get(i)
        if mention is not None and mention.type == "PER":
            return mention
    return None


def speaker_of(
    reader: Reader,
    paragraph: Span,
    sk: Skeleton,
    found: Found | None,
    names: Names | None = None,
    first: int = 0,
) -> Speaker | None:
    """The record of a speaker, with the mention meant."""
    if found is None:
        return None
    span = reader.page.span(paragraph.start + found.start, paragraph.start + found.end)
    memory = reader.memory
    new = sk.words[found.first] in reader.facts.indefinite
    statement = (
        found.last - found.first == 2 and sk.words[found.last - 1] in reader.facts.statements
    )
    if new and statement and reader.actor is not None:
        return reader.actor  # "it said in a statement": of whom the sentence before tells
    mention: Mention | None = None
    if found.kind == "pronoun":
        mention = _within(sk, found, names, first, reader.facts) or memory.pronoun(found.gender)
        if mention is not None:
            memory.see(mention)
    elif found.kind == "title":
        words = content_words(sk, found.first, found.last, reader.facts)
        mention = memory.title(words, span.start, reader.facts)
        if mention is None and not new and aged(sk, found.first, found.last, reader.facts):
            mention = memory.pronoun(reader.facts.articles.get(sk.words[found.first], found.gender))
        if mention is None and found.mention is not None and found.mention.type == "PER":
            mention = found.mention
        if mention is not None:
            memory.see(mention, found.gender)
    else:
        mention = found.mention
        if mention is not None and mention.type == "PER":
            memory.see(mention, found.gender)
    return Speaker(span.text, span, mention.id if mention else None, found.kind)


def cue_span(reader: Reader, paragraph: Span, sk: Skeleton, event: Event) -> Span:
    """The words that report, with the auxiliary right before them."""
    cue = event.cue
    first = cue.start
    subject = event.subject
    if subject is not None and not event.behind and first <= subject.first < cue.first:
        first = first if subject.kind == "pronoun" else cue.first
    return reader.page.span(
        paragraph.start + sk.starts[first], paragraph.start + sk.ends[cue.last - 1]
    )
