"""A quotation in its sentence → what kind of words it holds, and the cue that it belongs to.

In: a paragraph's skeleton, a quotation's token, the sentence's events. Out: whether it is a few
words only, a title or a name, and the event that reports it: of all that could, the one that
stands best to it. "Best" is a cost in tokens' distance with few additions, so that each choice
can be read off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from crossread.annotating.cues import VERB
from crossread.annotating.quotation_marks import Quoted
from crossread.annotating.regions import Event
from crossread.annotating.reporting import ACT, ASIDE, SAY, TELL, Reporting
from crossread.annotating.skeleton import DASHES, QUOTE, TERMINAL, WORD, Skeleton
from crossread.annotating.speaker_phrases import speaks

# A cue reports a quotation after it up to this many words away, one before it up to this many
# tokens; no cue is looked at that is farther.
FORWARD, BACKWARD, FARTHEST = 40, 14, 80
# A quotation of at most this many words that ends no sentence is a partial one.
PARTIAL = 3
# A proper name or title in marks has at most this many words.
NAME = 8
# Punctuation of Latin, Chinese and Arabic script.
ENDS, COMMAS = ".!?…。！？؟", ",，،"
OPENERS = "\"“”„‟«»‹›‘’'‚ \u00a0\u202f([…"
# Costs of attributing a quotation to a cue, in tokens' distance: lower is better. Set on the
# train parts of the PolNeAR and German quotation data.
INSIDE, UNSURE, WEAK, LOOKS_FORWARD = 2.0, 4.0, 3.0, 4.0
IMPOSSIBLE = 1e9
# An address of the web: what it stands for is a name.
ADDRESS = re.compile(r"(?:[\w-]{2,40}\.){1,4}[a-z]{2,6}")


def is_partial(sk: Skeleton, q: int, one: Quoted, first: int, last: int, facts: Reporting) -> bool:
    """Whether a quotation is a few words inside the reporter's sentence, not a statement."""
    words = sk.text[one.start : one.end]
    count = words.count(" ") + 1 if facts.spaced else len(words) // 2
    before = sk.words[q - 1] if q > first else ""
    after = sk.words[q + 1] if q + 1 < last else "."
    ended = words[-1] in ENDS or (after in TERMINAL and q + 2 >= last)
    closed = ended or words[-1] in COMMAS or after == ","
    closed = closed or (facts.dialogue and after in DASHES)
    opened = q == first or before == ":"
    if words.lstrip("([…. ")[:1].islower():
        return not (opened and closed and count > PARTIAL)
    if opened:
        return count <= PARTIAL and not closed
    if before == "," or before in DASHES:
        return count <= PARTIAL or not closed
    return not (words[-1] in ENDS and count > PARTIAL and sk.kinds[q - 1] != QUOTE)


def is_named(sk: Skeleton, q: int, one: Quoted, facts: Reporting) -> bool:
    """Whether marks hold a proper name or title: some words, all with capitals but light ones.

    In German every noun has a capital, so that there a name must also follow a noun.
    """
    words = sk.text[one.start : one.end].split()
    if len(words) == 1 and ADDRESS.fullmatch(words[0]):
        return True
    if facts.capital_nouns and not (q and (sk.capital(q - 1) or sk.kinds[q - 1] != WORD)):
        return (
            len(words) <= PARTIAL
            and q > 0
            and sk.words[q - 1] in facts.determiners - facts.indefinite
            and all(not w[:1].islower() for w in words)
        )
    if not 2 <= len(words) <= NAME:
        return False
    light = facts.determiners | facts.prepositions | facts.conjunctions | facts.genitives
    return (
        all(not w[:1].islower() or w.lower() in light or len(w) <= 3 for w in words)
        and words[0][:1].isupper()
        and sum(not w[:1].islower() for w in words) > 1
        and words[-1][-1] not in "!?"
    )


def is_work(sk: Skeleton, q: int, first: int, found: Sequence[Event], facts: Reporting) -> bool:
    """Whether marks set off a name: a title after its noun, or a speaker's own name."""
    for event in found:
        subject = event.subject
        if subject is not None and subject.first <= q < subject.last:
            return True
    named = not sk.text[sk.starts[q] : sk.ends[q]].lstrip(OPENERS)[:1].islower()
    if not named or q == first:
        return False
    before = sk.words[q - 1]
    if (
        q - 2 >= first
        and sk.kinds[q - 2] == QUOTE
        and (before == "," or before in facts.conjunctions)
    ):
        return is_work(sk, q - 2, first, (), facts)
    if before in facts.works:
        return True
    # compounds: "Nachrichtensite", "Internet-Magazin"
    return (
        facts.compounds
        and (sk.capital(q - 1) or not facts.capital_nouns)
        and any(before[-size:] in facts.works for size in range(4, min(12, len(before))))
    )


def best(
    sk: Skeleton, q: int, found: Sequence[Event], partial: bool, facts: Reporting
) -> Event | None:
    """The cue that a quotation belongs to.

    A thing that "shows" or "reveals" inside a clause that somebody reports does not speak itself:
    the words are those of who reports the clause.
    """
    best: Event | None = None
    lowest = IMPOSSIBLE
    for event in found:
        cost = _cost(sk, q, event, partial, facts)
        if cost < lowest:
            best, lowest = event, cost
    if best is None or best.subject is None or speaks(sk, best.subject, facts):
        return best
    for event in found:
        region, subject = event.region, event.subject
        if (
            event is not best
            and region is not None
            and subject is not None
            and region[0] <= best.cue.first < region[1]
            and region[0] <= q < region[1]
            and event.cue.classes & (SAY | TELL)
            and speaks(sk, subject, facts)
        ):
            return event
    return best


def _cost(sk: Skeleton, q: int, event: Event, partial: bool, facts: Reporting) -> float:
    """How badly a cue stands to a quotation; `IMPOSSIBLE` where it cannot report it."""
    cue = event.cue
    if not -FARTHEST < cue.first - q < FARTHEST:
        return IMPOSSIBLE
    reports = bool(cue.classes & (SAY | TELL | ASIDE))
    doubt = (0.0 if cue.sure else UNSURE) + (0.0 if reports else WEAK)
    if event.subject is None and doubt:
        return IMPOSSIBLE
    ahead = cue.first > q
    begin = event.begin
    if ahead and sk.words[begin - 1] in facts.introducing and begin - 1 > q:
        begin -= 1  # "…, as Lee said"
    if ahead and cue.bare and partial and q and sk.words[q - 1] in facts.determiners:
        return IMPOSSIBLE  # "le « grand plan » promis": an adjective
    between = range(q + 1, begin) if ahead else range(event.end, q)
    words = sk.kinds[between.start : between.stop].count(WORD)
    if event.region is not None and event.region[0] <= q < event.region[1]:
        near = 1.0 if words == 0 else INSIDE + 0.15 * words
        return near + doubt - (0.2 if event.ahead and words == 0 else 0.0)
    if ahead:
        if len(between) > BACKWARD or any(sk.words[i] in (";", ":") for i in between):
            return IMPOSSIBLE
        if words == 0 and not cue.participle:
            forward = event.region is not None and not event.ahead
            return 0.5 + doubt + (LOOKS_FORWARD if forward and partial else 0.0)
        if words > 4 or cue.participle or not reports:
            return IMPOSSIBLE
        last = sk.words[begin - 1]
        return words + 4.0 if last in (",", ")", *DASHES) else IMPOSSIBLE
    if q and sk.words[q - 1] == ":":
        return 1.0 + 0.05 * len(between) + doubt if len(between) <= FORWARD else IMPOSSIBLE
    if cue.classes == ASIDE and (partial or words > 3):
        return IMPOSSIBLE
    if cue.particle > q:
        return 1.0 + doubt
    if cue.kind != VERB:
        return 3.0 + 0.5 * words if partial or words == 0 else IMPOSSIBLE
    if words > FORWARD or (event.ahead and words > 2):
        return IMPOSSIBLE
    if not partial and words > 6:
        return 8.0 + words + doubt
    if cue.classes & ACT and sk.words[q - 1] in facts.naming:
        return 1.0 + 0.1 * words + doubt  # "bezeichnete … als „übertrieben“"
    broken = sum(1 for i in between if sk.words[i] in (",", ";"))
    if broken and words > 8:
        return IMPOSSIBLE
    return 1.0 + 0.5 * words + broken + doubt
