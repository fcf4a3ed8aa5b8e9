"""A sentence → who reports in it, by which cue, and which words that cue governs.

In: a paragraph's skeleton, one of its sentences, the names in it. Out: `Event`s: a cue with its
subject and the region of tokens that it reports. All of it is decided by what stands beside the
cue: verbs come before or after their subjects, alone after a comma, after a quotation, between
the halves of a clause.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.cues import VERB, Cue, cues
from crossread.annotating.regions import Event, govern
from crossread.annotating.reporting import ACT, ASIDE, SAY, TELL, Reporting
from crossread.annotating.skeleton import QUOTE, WORD, Skeleton
from crossread.annotating.speaker_phrases import Found, Names, speaks
from crossread.annotating.speakers import after
from crossread.annotating.subjects import closed, subject_of


def events(sk: Skeleton, first: int, last: int, names: Names, facts: Reporting) -> list[Event]:
    """The cues of the sentence `first` to `last` that have what a cue needs, in order."""
    found: list[Event] = []
    for cue in cues(sk, first, last, names, facts):
        subject, behind = subject_of(sk, cue, first, last, names, facts, found)
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
        addressed = _addressed(sk, cue, last, names, facts)
        found.append(Event(cue, subject, behind, begin, end, addressed=addressed))
    if found and found[0].subject is None and found[0].cue.participle:
        found[0].subject = _leading(sk, found[0].cue, first, last, names, facts, found[1:2])
    for index, event in enumerate(found):
        govern(sk, event, index, found, first, last, facts)
    return found


def _addressed(sk: Skeleton, cue: Cue, last: int, names: Names, facts: Reporting) -> int:
    """One past the name of whom it was told to, where a clause follows it: "told Lee | the firm was
    solvent"; -1 where none is named.
    """
    told = facts.fixed_order and cue.classes & TELL and not cue.classes & SAY
    start = cue.last
    if not told or cue.passive or start >= last:
        return -1
    start += sk.words[start] in facts.determiners
    end = start
    while start in names.owner and end < last and names.owner.get(end) is names.owner[start]:
        end += 1
    if end == start and sk.words[cue.last] in facts.groups | facts.roles:
        clause = end + 1 < last and sk.words[end + 1] in facts.determiners | facts.genders.keys()
        end += clause
    if end == start or end >= last or sk.kinds[end] != WORD:
        return -1
    following = sk.words[end]
    moves = following in facts.auxiliary and following not in facts.prepositions
    goes_on = moves or following in facts.markers or following in facts.possessive
    return -1 if goes_on or following in facts.conjunctions or following in facts.verbs else end


def _leading(
    sk: Skeleton,
    cue: Cue,
    first: int,
    last: int,
    names: Names,
    facts: Reporting,
    following: Sequence[Event],
) -> Found | None:
    """The subject of a participle that leads its sentence: "Speaking in May, Ann Lee insisted …"."""
    if cue.start > first or "," not in sk.words[cue.last : last]:
        return None
    start = sk.words.index(",", cue.last, last) + 1
    for event in following:
        if event.subject is not None and event.subject.first == start:
            return event.subject
    found = after(sk, start, last, names, facts, True)
    return found if found is not None and found.kind in ("name", "pronoun") else None


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
            and (closed(sk, subject.last, last, facts) or sk.words[subject.last] in facts.adverbs)
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
    unquoted = QUOTE not in sk.kinds[first:last] and cue.classes & SAY
    if unquoted and not speaks(sk, subject, facts) and _reflexive(sk, cue, content, facts):
        return False
    touches = (cue.start > first and sk.kinds[cue.start - 1] == QUOTE) or (
        cue.last < last and sk.kinds[cue.last] == QUOTE
    )
    if (cue.sure and (not weak or beside_quote)) or touches:
        return True
    if not facts.spaced and not cue.sure:
        return speaks(sk, subject, facts)
    if beside_quote and subject.last == cue.start and subject.kind != "pronoun":
        return True
    if cue.classes & ACT and _called(sk, cue.last, last, facts):
        return True
    after_comma = sk.words[cue.start - 1 : cue.start] == [","]
    touching = subject.kind != "name" or subject.last == cue.start
    if weak and after_comma and touching and not cue.participle and not behind:
        return False
    return behind or cue.participle or _clear(sk, cue, subject, names, facts)


def _reflexive(sk: Skeleton, cue: Cue, content: bool, facts: Reporting) -> bool:
    """Whether a verb is reflexive: of a thing it tells what happens, "un incendie s'est déclaré".

    Args:
        content: whether a reported clause seems to follow, which a hyphen belies ("declarou-se").
    """
    end = sk.ends[cue.last - 1]
    if cue.last < len(sk.words) and sk.text[end] == "-":
        return sk.words[cue.last] in facts.reflexive
    beside = [*sk.words[cue.start : cue.first], *sk.words[cue.last : cue.last + 1]]
    return not content and any(
        w in facts.reflexive or (w.startswith(("s'", "s’")) and w in facts.auxiliary)
        for w in beside
    )


def _called(sk: Skeleton, start: int, last: int, facts: Reporting) -> bool:
    """Whether what something is called follows in quotation marks: "wertete … als „Verrat“"."""
    return any(sk.words[q - 1] in facts.naming for q in sk.quotations(start + 1, last))


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
