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

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from crossread.annotating.attribution import (
    FORWARD,
    OPENERS,
    PARTIAL,
    best,
    is_named,
    is_partial,
    is_work,
)
from crossread.annotating.events import CLAUSE, Event, events, main_subject
from crossread.annotating.memory import Memory, content_words, role_beside
from crossread.annotating.quotation_marks import Quoted, quoted
from crossread.annotating.reporting import SAY, Reporting, reporting, straight
from crossread.annotating.skeleton import (
    PUNCTUATION,
    QUOTE,
    WORD,
    Skeleton,
    skeleton,
)
from crossread.annotating.speaker_phrases import Found, Names, aged, speaks
from crossread.model import Article, Mention, Page, Quote, Sentence, Span, Speaker

# A quotation that is never closed is searched for its cue if it is no longer than this
# (characters), and the cue with its speaker has at most so many words.
LONGEST_UNCLOSED, CUE_TAIL = 2_000, 14
# No more than this is read of one paragraph and of one article (characters): a longer one is no
# news text, and must not hold up the rest.
LONGEST_PARAGRAPH, LONGEST_ARTICLE = 100_000, 1_000_000
# A quotation without a cue keeps the speaker of one at most this many paragraphs before it.
CONTINUED = 1
# The main subject of a sentence begins in so many tokens.
ACTING = 40
# The last words of a rumour told with a modal verb.
HEARSAY_ENDS = ("haben", "sein")
WORDS = re.compile(r"\w+")


class Draft(Struct):
    """A quote in the making; offsets in the page."""

    start: int
    end: int
    direct: bool
    partial: bool
    speaker: Speaker | None
    cue: Span | None
    sentence: tuple[int, int]
    quoted: Quoted | None = None
    paragraph: int = 0


@dataclass(slots=True)
class Reader:
    """The state of reading one article."""

    page: Page
    language: str
    facts: Reporting
    memory: Memory = field(default_factory=Memory)
    drafts: list[Draft] = field(default_factory=list)
    last_speaker: Speaker | None = None
    last_paragraph: int = -9
    awaiting: tuple[Speaker | None, Span | None] | None = None
    actor: Speaker | None = None
    told: bool = False


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
    parts = [_bounded(page, part) for part in parts]
    body = [_bounded(page, paragraph) for paragraph in _readable(article.body)]
    reader = Reader(page, article.language, facts)
    starts = sorted({s.span.start for s in sentences})
    named = sorted(mentions, key=lambda m: (m.span.start, m.span.end))
    body_marks = quoted([p.text for p in body], article.language)
    work = [(p, q, n) for n, (p, q) in enumerate(zip(body, body_marks))]
    places = [mention.span.start for mention in named]
    rows = [_prepare(reader, p, q, starts, named, places) for p, q, _ in work]
    for (paragraph, _, number), (sk, names, marks) in zip(work, rows):
        _read(reader, paragraph, marks, number, sk, names)
    _spread_back(reader)
    for part in parts:
        reader.last_speaker, reader.awaiting, reader.last_paragraph = None, None, -9
        seen = quoted([part.text], article.language)[0]
        sk, names, marks = _prepare(reader, part, seen, starts, named, places)
        _read(reader, part, marks, -1, sk, names)
    _spread_up(reader)
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


def _readable(paragraphs: Sequence[Span]) -> Sequence[Span]:
    """The paragraphs up to the length that an article may have."""
    length = 0
    for number, paragraph in enumerate(paragraphs):
        length += min(paragraph.end - paragraph.start, LONGEST_PARAGRAPH)
        if length > LONGEST_ARTICLE:
            return paragraphs[:number]
    return paragraphs


def _bounded(page: Page, paragraph: Span) -> Span:
    """A paragraph, or the start of one that is too long for any news text."""
    if paragraph.end - paragraph.start <= LONGEST_PARAGRAPH:
        return paragraph
    return page.span(paragraph.start, paragraph.start + LONGEST_PARAGRAPH)


def _prepare(
    reader: Reader,
    paragraph: Span,
    marks: Sequence[Quoted],
    starts: Sequence[int],
    named: Sequence[Mention],
    places: Sequence[int],
) -> tuple[Skeleton, Names, Sequence[Quoted]]:
    """The tokens of a paragraph, the names among them, and its quotations; notes the roles of
    persons.

    Args:
        marks: the paragraph's stretches in quotation marks.
        starts: where the article's sentences start, sorted.
        named: the article's names, sorted by where they start.
        places: where they start.
    """
    low, high = paragraph.start, paragraph.end
    text = paragraph.text
    marks = [_closed_at_cue(text, one, reader.facts) for one in marks]
    marks = [one for one in marks if one.end > one.start]  # else a stray mark before the cue
    inside = starts[bisect_left(starts, low) : bisect_right(starts, high)]
    sk = skeleton(text, marks, [s - low for s in inside], reader.language, reader.facts)
    owner: dict[int, Mention] = {}
    for mention in named[bisect_left(places, low) : bisect_left(places, high)]:
        start, end = mention.span.start - low, mention.span.end - low
        tokens: list[int] = []
        crosses = False
        for i in range(max(0, bisect_right(sk.starts, start) - 1), bisect_left(sk.starts, end)):
            if sk.ends[i] <= start:
                continue
            if sk.kinds[i] == WORD:
                tokens.append(i)
            elif sk.kinds[i] == QUOTE and (tokens or sk.ends[i] < end):
                crosses = True
        if crosses:
            continue
        for token in tokens:
            owner.setdefault(token, mention)
        if mention.type == "PER" and tokens:
            role = role_beside(sk, tokens[0], tokens[-1] + 1, reader.facts)
            if mention.role is not None:
                printed = mention.role.text.lower().replace("’", "' ").replace("'", "' ").split()
                role |= frozenset(w.strip(".,-") for w in printed)
            if role:
                reader.memory.roles.append((mention, role))
    return sk, Names(owner, reader.language), marks


def _closed_at_cue(text: str, one: Quoted, facts: Reporting) -> Quoted:
    """A quotation that is never closed ends before the cue that follows a comma in it."""
    if one.outer_end > one.end or one.end - one.start > LONGEST_UNCLOSED:
        return one
    position = text.find(",", one.start, one.end)
    while position >= 0:
        ahead = text[position + 1 : min(one.end, position + 80)].split()[:4]
        words = [straight(w.strip(".,;:!?")) for w in ahead]
        tail = text.count(" ", position, one.end)
        for n, word in enumerate(words):
            says = facts.verbs.get(word, 0) & SAY and word not in facts.ambiguous
            led = all(
                w in facts.auxiliary or ahead[k][:1].isupper() for k, w in enumerate(words[:n])
            )
            if says and led and tail <= CUE_TAIL:
                return Quoted(one.start, position, one.outer_start, position + 1)
        position = text.find(",", position + 1, one.end)
    return one


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
        if not any(e.subject for e in found):
            free = _free(reader, sk, first, last, number)
            found = [] if free is not None else found
        acting = main_subject(sk, first, min(last, first + ACTING), names, reader.facts)
        topic = _topic(reader, paragraph, sk, first, last, names, acting)
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
            partial = is_partial(sk, q, one, first, last)
            work = is_work(sk, q, first, found, reader.facts) or (
                partial and is_named(sk, q, one, reader.facts)
            )
            event = None if work else best(sk, q, found, partial, reader.facts, reader.language)
            speaker: Speaker | None = None
            cue: Span | None = None
            if event is not None:
                key = id(event)
                if key not in speakers:
                    speakers[key] = _speaker(reader, paragraph, sk, event.subject, names, first)
                    if event.subject is None and reader.facts.prodrop and not event.cue.passive:
                        speakers[key] = _unsaid(reader)
                speaker = speakers[key]
                cue = _cue_span(reader, paragraph, sk, event)
            elif work:
                speaker = None
            elif awaiting is not None and row == 0 and q == first:
                speaker, cue = awaiting
            else:
                speaker = _without_cue(
                    reader, paragraph, sk, q, first, last, names, one, number, partial
                )
            reader.drafts.append(
                Draft(
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
            )
            if speaker is not None:
                reader.last_speaker, reader.last_paragraph = speaker, number
        if free is not None:
            for draft in reader.drafts[len(reader.drafts) - len(in_sentence) :]:
                if draft.speaker is None and draft.partial:
                    draft.speaker = free[0]
            start, end = paragraph.start + sk.starts[first], here[1]
            end -= 1 if sk.text[sk.ends[last - 1] - 1] in ".!?…" else 0
            reader.drafts.append(
                Draft(start, end, False, False, free[0], free[1], here, None, number)
            )
            if free[0] is not None:
                reader.last_paragraph = number
        _indirect(reader, paragraph, sk, first, names, found, speakers, here, number)
        if topic is not None and not any(speakers.values()):
            reader.memory.see(*topic)
        reader.told = len(reader.drafts) > drafts
        reader.actor = _actor(reader, paragraph, sk, acting)
        if row == len(sk.sentences) - 1 and sk.words[last - 1] == ":":
            reader.awaiting = _introduced(reader, paragraph, sk, first, last, names, found)


def _free(
    reader: Reader, sk: Skeleton, first: int, last: int, number: int
) -> tuple[Speaker | None, Span | None] | None:
    """Whether a sentence without a cue goes on reporting, by the mood of its verb.

    In German the subjunctive alone reports ("Das Haus sei leer.") with the speaker of the sentence
    before; "soll … haben" reports what is rumoured, with none.
    """
    facts = reader.facts
    if not facts.mood:
        return None
    words = [sk.words[i] for i in range(first, last) if sk.kinds[i] == WORD]
    if len(words) < CLAUSE or any(w in facts.first_person for w in words):
        return None
    main = words[: next((n for n, w in enumerate(words) if w in facts.that), len(words))]
    if any(w in facts.mood for w in main):
        near = number - reader.last_paragraph <= CONTINUED and number >= 0
        if reader.actor is not None and reader.actor.mention is not None and not reader.told:
            return reader.actor, None
        if reader.last_speaker is None or not near:
            return None, None
        return _continued(reader.last_speaker), None
    if any(w in facts.hearsay for w in words) and (words[-1] in HEARSAY_ENDS):
        return None, None
    return None


def _introduced(
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
            cue = _cue_span(reader, paragraph, sk, event)
            return _speaker(reader, paragraph, sk, event.subject), cue
    subject = main_subject(sk, first, last, names, reader.facts)
    return (_speaker(reader, paragraph, sk, subject), None) if subject else None


def _without_cue(
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
        if found is not None:
            return _speaker(reader, paragraph, sk, found)
        if reader.last_speaker is not None and number == reader.last_paragraph:
            return _continued(reader.last_speaker)
        return None
    alone = WORD not in sk.kinds[first:last]
    same = number - reader.last_paragraph <= CONTINUED and number >= 0
    if one.continued and reader.last_speaker is not None and same:
        return _continued(reader.last_speaker)
    if not alone or (partial and sk.text[one.start : one.end].count(" ") < PARTIAL):
        return None
    if reader.last_speaker is not None and same:
        return _continued(reader.last_speaker)
    return None


def _unsaid(reader: Reader) -> Speaker | None:
    """The speaker of a verb without subject: the person last in focus."""
    mention = reader.memory.pronoun("")
    if mention is None:
        return None
    return Speaker(mention.span.text, mention.span, mention.id, "continued")


def _continued(speaker: Speaker) -> Speaker:
    return Speaker(speaker.text, speaker.span, speaker.mention, "continued")


def _spread_back(reader: Reader) -> None:
    """Give the first paragraphs of a speech the speaker that only a later one names."""
    drafts = [d for d in reader.drafts if d.direct]
    for later, earlier in zip(reversed(drafts), reversed(drafts[:-1])):
        if (
            later.quoted is not None
            and earlier.quoted is not None
            and later.quoted.continued
            and earlier.quoted.continues
            and earlier.speaker is None
            and later.speaker is not None
        ):
            earlier.speaker = _continued(later.speaker)


def _actor(reader: Reader, paragraph: Span, sk: Skeleton, found: Found | None) -> Speaker | None:
    """Who acts in a sentence, by its main subject, if it is one who can speak."""
    if found is None or found.kind == "pronoun":
        return None
    if not speaks(sk, found, reader.facts, reader.language):
        return None
    span = reader.page.span(paragraph.start + found.start, paragraph.start + found.end)
    mention = found.mention
    if found.kind == "title":
        words = content_words(sk, found.first, found.last, reader.facts)
        mention = reader.memory.title(words, span.start, reader.facts)
    return Speaker(span.text, span, mention.id if mention else None, "continued")


def _spread_up(reader: Reader) -> None:
    """Give words quoted above the text, without a speaker, that of the same words in the text."""
    above = [d for d in reader.drafts if d.direct and d.paragraph < 0 and d.speaker is None]
    if not above:
        return
    said = [
        (_plain(reader, d), d.speaker)
        for d in reader.drafts
        if d.direct and d.paragraph >= 0 and d.speaker is not None
    ]
    for draft in above:
        words = _plain(reader, draft)
        if words.count(" ") < 1:
            continue
        speaker = next((who for text, who in said if f" {words} " in f" {text} "), None)
        if speaker is not None:
            draft.speaker = _continued(speaker)


def _plain(reader: Reader, draft: Draft) -> str:
    """The words of a quotation in lower case, single spaces between them."""
    return " ".join(WORDS.findall(reader.page.text[draft.start : draft.end].lower()))


def _topic(
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


def _speaker(
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


def _cue_span(reader: Reader, paragraph: Span, sk: Skeleton, event: Event) -> Span:
    """The words that report, with the auxiliary right before them."""
    cue = event.cue
    first = cue.start
    subject = event.subject
    if subject is not None and not event.behind and first <= subject.first < cue.first:
        first = first if subject.kind == "pronoun" else cue.first
    return reader.page.span(
        paragraph.start + sk.starts[first], paragraph.start + sk.ends[cue.last - 1]
    )


def _indirect(
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
        short = short or any(
            sk.text[sk.starts[i] : sk.ends[i]].lstrip(OPENERS)[:1].islower() for i in inside
        )
        if words < (2 if short else CLAUSE):
            continue
        if inside and not _mixed(sk, words, inside):
            continue
        key = id(event)
        if key not in speakers:
            speakers[key] = _speaker(reader, paragraph, sk, event.subject, names, first)
        reader.drafts.append(
            Draft(
                paragraph.start + sk.starts[start],
                paragraph.start + sk.ends[end - 1],
                False,
                False,
                speakers[key],
                _cue_span(reader, paragraph, sk, event),
                here,
                None,
                number,
            )
        )
        if speakers[key] is not None:
            reader.last_speaker, reader.last_paragraph = speakers[key], number
        covered = max(covered, end)


def _mixed(sk: Skeleton, words: int, inside: Sequence[int]) -> bool:
    """Whether a region is the reporter's clause with quoted words, not quotations with fillers."""
    quoted_words = sum(sk.text.count(" ", sk.starts[i], sk.ends[i]) + 1 for i in inside)
    return words * 3 >= quoted_words
