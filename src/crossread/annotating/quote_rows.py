"""A paragraph → what the finders of speech read: its tokens, its quotations, the names among them.

In: paragraphs of an article, their stretches in quotation marks, the sentences and names. Out: a
`Skeleton`, `Names` by token, and the quotations, of which those that are never closed end before
the cue in them. Persons' printed roles go to the reader's memory on the way.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from crossread.annotating.memory import role_beside
from crossread.annotating.quotation_marks import Quoted
from crossread.annotating.quote_drafts import Reader
from crossread.annotating.reporting import SAY, Reporting, straight
from crossread.annotating.skeleton import QUOTE, WORD, Skeleton, skeleton
from crossread.annotating.speaker_phrases import Names
from crossread.model import Mention, Page, Span

# A quotation that is never closed is searched for its cue if it is no longer than this
# (characters), and the cue with its speaker has at most so many words.
LONGEST_UNCLOSED, CUE_TAIL = 2_000, 14
# No more than this is read of one paragraph and of one article (characters): a longer one is no
# news text, and must not hold up the rest.
LONGEST_PARAGRAPH, LONGEST_ARTICLE = 100_000, 1_000_000
# What stands in marks is a name if a name takes this share of its characters.
NAMED = 0.8


def readable(paragraphs: Sequence[Span]) -> Sequence[Span]:
    """The paragraphs up to the length that an article may have."""
    length = 0
    for number, paragraph in enumerate(paragraphs):
        length += min(paragraph.end - paragraph.start, LONGEST_PARAGRAPH)
        if length > LONGEST_ARTICLE:
            return paragraphs[:number]
    return paragraphs


def bounded(page: Page, paragraph: Span) -> Span:
    """A paragraph, or the start of one that is too long for any news text."""
    if paragraph.end - paragraph.start <= LONGEST_PARAGRAPH:
        return paragraph
    return page.span(paragraph.start, paragraph.start + LONGEST_PARAGRAPH)


def prepared(
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
    enclosed: set[int] = set()
    for mention in named[bisect_left(places, low) : bisect_left(places, high)]:
        start, end = mention.span.start - low, mention.span.end - low
        tokens: list[int] = []
        crosses = False
        for i in range(max(0, bisect_right(sk.starts, start) - 1), bisect_left(sk.starts, end)):
            if sk.ends[i] <= start:
                continue
            if sk.kinds[i] == WORD:
                tokens.append(i)
            elif sk.kinds[i] == QUOTE:
                one = marks[sk.quotes[i]]
                held = one.outer_start <= start and end <= one.outer_end
                if held and end - start >= NAMED * (one.end - one.start):
                    enclosed.add(i)
                crosses = crosses or bool(tokens) or sk.ends[i] < end
        if crosses:
            continue
        for token in tokens:
            owner.setdefault(token, mention)
        if mention.type == "PER" and tokens:
            role = role_beside(sk, tokens[0], tokens[-1] + 1, reader.facts)
            if mention.role is not None and not _governs(sk, mention, tokens[0], low, reader.facts):
                printed = mention.role.text.lower().replace("’", "' ").replace("'", "' ").split()
                role |= frozenset(w.strip(".,-") for w in printed)
            if role:
                reader.memory.roles.append((mention, role))
    return sk, Names(owner, reader.language, frozenset(enclosed)), marks


def _governs(sk: Skeleton, mention: Mention, first: int, low: int, facts: Reporting) -> bool:
    """Whether the role printed before a name is another's: "a spokesman for Lee".

    Args:
        first: the name's first token.
        low: where the paragraph starts.
    """
    role = mention.role
    if role is None or role.start > mention.span.start or first == 0:
        return False
    governing = sk.words[first - 1] in facts.genitives
    return governing and role.end - low <= sk.starts[first - 1]


def _closed_at_cue(text: str, one: Quoted, facts: Reporting) -> Quoted:
    """A quotation that is never closed ends before the cue that follows a comma in it."""
    if one.outer_end > one.end or one.end - one.start > LONGEST_UNCLOSED:
        return one
    position = text.find(",", one.start, one.end)
    while position >= 0:
        ahead = text[position + 1 : min(one.end, position + 80)].split()[:4]
        words = [straight(w.strip(".,;:!?")).split("-")[0] for w in ahead]
        words = [w for w in words if w.strip("—–―")]
        tail = text.count(" ", position, one.end)
        for n, word in enumerate(words):
            says = facts.verbs.get(word, 0) & SAY and word not in facts.ambiguous
            led = all(w in facts.auxiliary or w in facts.genders for w in words[:n]) or all(
                w[:1].isupper() or straight(w) in facts.auxiliary for w in ahead[:n]
            )
            if says and led and tail <= CUE_TAIL:
                return Quoted(one.start, position, one.outer_start, position + 1, joined=one.joined)
        position = text.find(",", position + 1, one.end)
    return one
