"""A quotation → the quotations in it that somebody else is said to have said.

In: the drafts of an article. Out: a draft for each inner stretch with a cue and a speaker of its
own («Il m'a dit: “Partez”, et je suis partie»). Inner marks without them are part of the outer words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.annotating.attribution import best, is_partial
from crossread.annotating.events import events
from crossread.annotating.quotation_marks import quoted
from crossread.annotating.quote_drafts import Draft, Reader, continued
from crossread.annotating.quote_rows import prepared
from crossread.annotating.quote_speakers import cue_span
from crossread.annotating.reporting import SAY, TELL
from crossread.annotating.speaker_phrases import speaks
from crossread.model import Mention, Speaker

# A quotation that holds another has at least so many characters; the other takes at most this share.
SHORTEST_HOLDER, HELD = 12, 0.9
INNER = re.compile(r"[\s(:—–：，]['\"‘‚‹“”„«»「『]|[‘“„«「『]")


def nested(
    reader: Reader,
    outer: Draft,
    starts: Sequence[int],
    named: Sequence[Mention],
    places: Sequence[int],
) -> list[Draft]:
    """Words that somebody is said to have said inside a quotation, where it tells who."""
    if outer.end - outer.start < SHORTEST_HOLDER:
        return []
    text = reader.page.text[outer.start : outer.end]
    if INNER.search(text) is None:
        return []
    inner = [q for q in quoted([text], reader.language)[0] if q.end - q.start < len(text) * HELD]
    if not inner:
        return []
    span = reader.page.span(outer.start, outer.end)
    sk, names, marks = prepared(reader, span, inner, starts, named, places)
    made: list[Draft] = []
    for first, last in sk.sentences:
        found = events(sk, first, last, names, reader.facts)
        for q in sk.quotations(first, last):
            one = marks[sk.quotes[q]]
            partial = is_partial(sk, q, one, first, last, reader.facts)
            event = best(sk, q, found, partial, reader.facts)
            if event is None or event.subject is None:
                continue
            if partial and event.cue.last not in (q, q - 1):
                continue
            subject = event.subject
            if not event.cue.classes & (SAY | TELL) or not speaks(sk, subject, reader.facts):
                continue
            who = reader.page.span(outer.start + subject.start, outer.start + subject.end)
            speaker = Speaker(
                who.text, who, subject.mention.id if subject.mention else None, subject.kind
            )
            if subject.gender == "s" and outer.speaker is not None:
                speaker = continued(outer.speaker)
            cue = cue_span(reader, span, sk, event)
            here = (outer.start + sk.starts[first], outer.start + sk.ends[last - 1])
            start, end = outer.start + one.start, outer.start + one.end
            made.append(Draft(start, end, True, partial, speaker, cue, here, one, -1))
    return made
