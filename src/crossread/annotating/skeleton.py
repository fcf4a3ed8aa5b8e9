"""A paragraph as the finders of speech see it: words, punctuation, and quotations as one token.

In: a paragraph's text, its quoted stretches and where its sentences start. Out: a `Skeleton`, rows
of tokens cut into sentences. A quotation counts as one token whatever it holds, so that
'“No. Never,” said Ann' and 'Ann said “no”' are both a few tokens long and one sentence each.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from crossread.annotating.quotation_marks import Quoted
from crossread.annotating.reporting import SAY, Reporting, reporting, straight

WORD, PUNCTUATION, QUOTE = 0, 1, 2
# A sentence of a broken text may have no end: tokens are cut into pieces of at most this many.
LONGEST_SENTENCE = 200

_word = (
    r"(?:[^\W\d_]\.){2,12}|\d+(?:[.,]\d+)*%?"
    r"|[^\W_]+(?:(?:[-‑&](?!(?:t-)?(?:ils?|elles?|on)\b)|['’](?!s\b|S\b))[^\W_]+){0,12}"
)
# The space before a token is matched with it, which spares the search a stop; the token is group 1.
_plain = re.compile(rf"\s?({_word}|['’]s\b|(?<=s)['’](?!\w)|\.{{2,6}}|[^\w\s])", re.IGNORECASE)
TERMINAL = frozenset((".", "!", "?", "…", "...", "..", "。", "！", "？"))
MARKS = frozenset('"“”„‟«»「」『』‹›‘’')  # stray ones: they say nothing
# Punctuation of Chinese and Arabic script, as the finders know it.
PLAIN = dict(zip("，、：；。！？،؛؟", ",,:;.!?,;?"))
DASHES = frozenset(("-", "–", "—", "―"))
# Where no spaces part words, a speaker and the verb have at most so many tokens.
LONGEST_TIE = 20
_closing_space = "  \u202f\t\"'’”»)]"


@dataclass(slots=True)
class Skeleton:
    """Tokens of one paragraph, as parallel lists.

    Args:
        text: the paragraph.
        starts, ends: where each token stands in the paragraph (a quotation with its marks).
        words: in lower case, apostrophes straight; "" for a quotation.
        kinds: WORD, PUNCTUATION or QUOTE.
        quotes: token index → number of the quotation in the paragraph.
        sentences: (first token, one past the last) of each sentence.
    """

    text: str
    starts: list[int]
    ends: list[int]
    words: list[str]
    kinds: list[int]
    quotes: dict[int, int]
    sentences: list[tuple[int, int]]

    def printed(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (one past the last)."""
        return self.text[self.starts[first] : self.ends[last - 1]]

    def capital(self, i: int) -> bool:
        """Whether a token begins with a capital letter; a quotation never does."""
        return self.kinds[i] != QUOTE and self.text[self.starts[i]].isupper()

    def quotations(self, first: int, last: int) -> list[int]:
        """Those of the tokens `first` to `last` (one past the last) that are quotations."""
        kinds = self.kinds[first:last]
        if QUOTE not in kinds:
            return []
        return [i for i, kind in enumerate(kinds, first) if kind == QUOTE]


@cache
def _pattern(language: str) -> re.Pattern[str]:
    """What a token is: in group 1.

    Without spaces between words, those of the language's tables are cut out, the longest first, and
    the rest is single characters.
    """
    facts = reporting(language)
    if not facts.spaced:
        known = "|".join(map(re.escape, sorted(facts.words, key=lambda w: (-len(w), w))))
        return re.compile(rf"\s?({known}|[a-z0-9]+(?:[.,]\d+)*%?|\w(?:[·•‧]\w)?|[^\w\s])", re.I)
    if not facts.elided and not facts.enclitics and not facts.letters:
        return _plain
    elided = "|".join(e.replace("'", "['’]") for e in sorted(facts.elided, key=lambda e: -len(e)))
    tails = "|".join(sorted(facts.enclitics, key=lambda e: (-len(e), e))) or "(?!)"
    word = _word.replace("(?:ils?|elles?|on)", f"(?:{tails})")
    if facts.letters:
        word = word.replace("[^\\W_]+", f"(?:[^\\W_]|[{facts.letters}])+")
    pattern = (
        rf"\s?(\b(?:{elided or '(?!)'})(?=\w)|{word}|-(?:t-)?(?=(?:{tails})\b)|\.{{2,6}}|[^\w\s])"
    )
    return re.compile(pattern, re.IGNORECASE)


def skeleton(
    text: str,
    quotes: Sequence[Quoted],
    sentence_starts: Sequence[int],
    language: str,
    facts: Reporting,
) -> Skeleton:
    """Cut a paragraph into tokens and sentences.

    Args:
        text: the paragraph.
        quotes: its quoted stretches, in order.
        sentence_starts: offsets in it where sentences start, sorted.
        language: two-letter code; some languages elide their articles ("l'État").
        facts: for the verbs that tie a question in quotation marks to what follows.
    """
    find = _pattern(language).finditer
    made = Skeleton(text, [], [], [], [], {}, [])
    position = 0
    boundary = set(sentence_starts)
    low = straight(text)
    if len(low) != len(text) or "Σ" in text:  # a small sigma is told by what stands around it
        low = ""
    for number, one in enumerate(quotes):
        _words(made, find(text, position, one.outer_start), boundary, low)
        made.quotes[len(made.starts)] = number
        _append(made, one.outer_start, one.outer_end, "", QUOTE)
        position = one.outer_end
    _words(made, find(text, position, len(text)), boundary, low)
    _cut(made, quotes, boundary, facts)
    return made


def _append(made: Skeleton, start: int, end: int, word: str, kind: int) -> None:
    made.starts.append(start)
    made.ends.append(end)
    made.words.append(word)
    made.kinds.append(kind)


def _words(made: Skeleton, matches: Iterator[re.Match[str]], boundary: set[int], low: str) -> None:
    """Append the words and punctuation; a full stop inside a sentence belongs to its word.

    Args:
        low: the paragraph as `straight` gives it, place by place; "" where places differ.
    """
    text = made.text
    starts, ends, words, kinds = made.starts, made.ends, made.words, made.kinds
    for match in matches:
        start, end = match.span(1)
        first = text[start]
        if first.isalnum():
            word = low[start:end] if low else straight(text[start:end])
            kind = WORD
        elif end - start > 1:
            if first == "-":
                continue
            word = straight(text[start:end])
            kind = PUNCTUATION if first in ".…" else WORD
        else:
            if first == "." and starts and ends[-1] == start and kinds[-1] == WORD:
                rest = text[end : end + 4].lstrip(_closing_space)
                if rest and not _at_boundary(text, end, boundary):
                    ends[-1] = end
                    continue
            if first in MARKS:
                continue
            inside = first == "-" and starts and ends[-1] == start
            if inside and end < len(text) and text[end].isalpha():
                continue  # "dit-elle"
            word, kind = PLAIN.get(first, first), PUNCTUATION
        starts.append(start)
        ends.append(end)
        words.append(word)
        kinds.append(kind)


def _at_boundary(text: str, end: int, boundary: set[int]) -> bool:
    """Whether a sentence starts after the closing marks and spaces that follow."""
    return not boundary.isdisjoint(range(end, min(end + 6, len(text) + 1)))


def _cut(made: Skeleton, quotes: Sequence[Quoted], boundary: set[int], facts: Reporting) -> None:
    """Cut the tokens into sentences: at sentence starts outside quotations."""
    first = 0
    count = len(made.starts)
    ordered = made.kinds
    places = {bisect_left(made.starts, place) for place in boundary}
    places.update(made.quotes, [q + 1 for q in made.quotes])
    for i in sorted(places - {0, count}):
        first = _chopped(made, first, i)
        if first == i:
            continue
        begins = made.starts[i] in boundary
        if ordered[i - 1] == QUOTE and not begins:
            begins = _ended(made, quotes[made.quotes[i - 1]], i)
        if ordered[i] == QUOTE and not begins:
            quoted = quotes[made.quotes[i]]
            begins = quoted.start in boundary or any(
                place in boundary for place in range(quoted.outer_start, quoted.start)
            )
            begins = begins and made.words[i - 1] in TERMINAL
        if not begins:
            continue
        before = made.words[i - 1]
        if before in (",", ":", ";") or before in DASHES:
            continue
        if ordered[i - 1] == QUOTE and _tied(made, quotes[made.quotes[i - 1]], i, facts):
            continue
        made.sentences.append((first, i))
        first = i
    if count:
        first = _chopped(made, first, count - 1)
        made.sentences.append((first, count))


def _chopped(made: Skeleton, first: int, last: int) -> int:
    """Cut what has no end before token `last`; where the sentence goes on that holds this token."""
    while last - first >= LONGEST_SENTENCE:
        made.sentences.append((first, first + LONGEST_SENTENCE))
        first += LONGEST_SENTENCE
    return first


def _ended(made: Skeleton, quoted: Quoted, i: int) -> bool:
    """Whether a quotation ends its sentence although no sentence was seen to start after it."""
    last = made.text[quoted.end - 1]
    return last in ".!?…。！？" and (made.capital(i) or made.kinds[i] == QUOTE)


def _tied(made: Skeleton, quoted: Quoted, i: int, facts: Reporting) -> bool:
    """Whether the words after a quotation belong to its sentence: '“No!” Ann said.', '»,» dit A.'"""
    last = made.text[quoted.end - 1]
    if made.kinds[i] == QUOTE:
        return False
    if not facts.spaced:
        return _closes(made, i, facts)
    if last == "." and not made.text.startswith(",", quoted.outer_end):
        nearest = i + 1
    elif last in "!?…":
        nearest = i + 4
    else:
        nearest = i + 6
    for j in range(i, min(nearest + 1, len(made.starts))):
        if made.kinds[j] != WORD:
            break
        verb = facts.verbs.get(made.words[j], 0)
        if verb & 1 and made.words[j] not in facts.ambiguous:
            if last == ".":
                after = made.words[j + 1] if j + 1 < len(made.starts) else "."
                return (not made.capital(j) and j == i + 1 and after in (".", ",")) or j == i
            return True
    return False


def _closes(made: Skeleton, i: int, facts: Reporting) -> bool:
    """Whether a word of saying ends its clause, so that it looks back: '“…。”他说。', not '他说：'."""
    for j in range(i, min(i + LONGEST_TIE, len(made.starts))):
        if made.kinds[j] != WORD:
            return False
        if facts.verbs.get(made.words[j], 0) & SAY:
            while j < len(made.starts) and made.kinds[j] == WORD:
                j += 1
            return made.words[j : j + 1] in ([], ["."], [","])
    return False
