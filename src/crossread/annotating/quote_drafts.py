"""Quotes in the making, and what is known while an article is read.

In: quotations and reported clauses as they are found. Out: `Draft`s whose speakers are filled in from
what stands before, behind or above them: a speech of several paragraphs has one speaker, and words
quoted in a headline have that of the same words in the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from msgspec import Struct

from crossread.annotating.memory import Memory
from crossread.annotating.quotation_marks import Quoted
from crossread.annotating.reporting import Reporting
from crossread.model import Page, Span, Speaker

WORDS = re.compile(r"\w+")


class Draft(Struct, gc=False):
    """A quote in the making; offsets in the page.

    Args:
        assumed: nobody is named for it, and its speaker is that of another speech before it.
    """

    start: int
    end: int
    direct: bool
    partial: bool
    speaker: Speaker | None
    cue: Span | None
    sentence: tuple[int, int]
    quoted: Quoted | None = None
    paragraph: int = 0
    assumed: bool = False


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


def join(drafts: list[Draft], later: Draft) -> None:
    """Add a stretch to the one before it, in whose marks it stands."""
    first = next(d for d in reversed(drafts) if d.direct)
    first.end = later.end
    first.partial = first.partial and later.partial
    first.speaker = first.speaker or later.speaker
    first.cue = first.cue or later.cue


def continued(speaker: Speaker) -> Speaker:
    """A speaker who goes on speaking."""
    return Speaker(speaker.text, speaker.span, speaker.mention, "continued")


def spread_back(reader: Reader) -> None:
    """Give the first paragraphs of a speech the speaker that only a later one names.

    Who spoke before the speech, and was taken to go on with it, gives way.
    """
    drafts = [d for d in reader.drafts if d.direct]
    for later, earlier in zip(reversed(drafts), reversed(drafts[:-1])):
        if not _goes_on(earlier, later) or later.speaker is None or later.assumed:
            continue
        if earlier.speaker is None or earlier.assumed:
            earlier.assumed = False
            if not _agree(earlier.speaker, later.speaker):
                earlier.speaker = continued(later.speaker)


def assumes(drafts: Sequence[Draft], made: Draft, last_paragraph: int) -> bool:
    """Whether a draft that begins or continues a speech over paragraphs only has the speaker of
    another speech.

    Args:
        drafts: those made before it.
        last_paragraph: where the speaker that it was given spoke last.
    """
    if made.speaker is None or made.quoted is None or made.cue is not None:
        return False
    if made.speaker.known_from != "continued":
        return False
    if made.quoted.continued:
        before = next((d for d in reversed(drafts) if d.direct), None)
        return before is not None and before.assumed and _goes_on(before, made)
    return made.quoted.continues and made.paragraph != last_paragraph


def _goes_on(earlier: Draft, later: Draft) -> bool:
    """Whether two drafts are paragraphs of one speech."""
    return (
        earlier.quoted is not None
        and later.quoted is not None
        and earlier.quoted.continues
        and later.quoted.continued
    )


def _agree(assumed: Speaker | None, named: Speaker) -> bool:
    """Whether the speaker taken for a speech may be the one that it names: the same person, one of
    the same surname, or one that a pronoun does not contradict.
    """
    if assumed is None:
        return False
    if named.known_from == "pronoun" and named.mention is None:
        return True
    if assumed.mention is not None and assumed.mention == named.mention:
        return True
    return WORDS.findall(assumed.text.lower())[-1:] == WORDS.findall(named.text.lower())[-1:]


def spread_up(reader: Reader) -> None:
    """Give words quoted above the text, without a speaker, that of the same words in the text."""
    above = [d for d in reader.drafts if d.direct and d.paragraph < 0 and d.speaker is None]
    if not above:
        return
    said = [
        (plain(reader, d), d.speaker)
        for d in reader.drafts
        if d.direct and d.paragraph >= 0 and d.speaker is not None
    ]
    for draft in above:
        words = plain(reader, draft)
        if words.count(" ") < 1:
            continue
        speaker = next((who for text, who in said if f" {words} " in f" {text} "), None)
        if speaker is not None:
            draft.speaker = continued(speaker)


def plain(reader: Reader, draft: Draft) -> str:
    """The words of a quotation in lower case, single spaces between them."""
    return " ".join(WORDS.findall(reader.page.text[draft.start : draft.end].lower()))
