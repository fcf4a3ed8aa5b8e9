"""Sentences → the names in them: persons, organisations, places, with the role printed beside.

In: a page, one of its articles, its sentences. Out: `Mention`s in the order of the text. Three
steps: words are cut and stray capitals lowered; a linear-chain model of the language's script tags
them (annotating/names/tagging.py); what holds in the whole article corrects the tags
(annotating/names/rules.py; where capitals tell nothing, annotating/names/caseless.py). Roles are
read from the words around a person's name (annotating/names/roles.py).

A language of a script without a model (Hebrew, Greek, Japanese, …) gets no names.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import cast

from crossread.annotating.names import rules
from crossread.annotating.names.caseless import second_pass as caseless_pass
from crossread.annotating.names.clean import Draft, Line
from crossread.annotating.names.features import caseless, commonness, shouting
from crossread.annotating.names.lexicon import Lexicon, lexicon
from crossread.annotating.names.model import Floats
from crossread.annotating.names.roles import role
from crossread.annotating.names.tagging import (
    CASELESS_SCRIPTS,
    script,
    tag_all,
    tag_with_chances,
)
from crossread.annotating.names.tokens import Token, tokens
from crossread.model import Article, EntityType, Mention, Page, Sentence, Span

LONGEST_SENTENCE = 20_000  # code points read of a sentence; what is longer is none
LONGEST_ARTICLE = 1_000_000  # code points read of an article
CYRILLIC = re.compile("[\u0400-\u04ff]")
LONGEST = 250  # words tagged at once; longer stretches are cut
FAINT = 0.02  # the least probability of a type for a capitalised word that no list knows
_TYPES: tuple[EntityType, ...] = ("PER", "ORG", "LOC")


def mentions(page: Page, article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """The names in an article.

    Args:
        page: the page that holds the article.
        article: the article; its language chooses model and lists.
        sentences: its sentences (headline and deck lines included), in order; names are looked for
            in the first million code points, and in the first 20,000 of each.

    Returns:
        Mentions in the order of the text, not overlapping, ids `ARTICLE.m1` and up. The span of a
        mention holds no title; `role` is the title or office printed beside a person's name.

    Raises:
        ModelError: the shipped model or a word list is missing or broken.
    """
    lists = lexicon(article.language)
    sentences = bounded(sentences)
    cut = [tokens(s.span.text[:LONGEST_SENTENCE], article.language) for s in sentences]
    if not lists.common:
        lists = borrowed(lists, cut)
    lines = shown(sentences, cut, lists)
    drafts = tagged(lines, lists)
    bare = {n for n, line in enumerate(lines) if without_capitals(line, article.language)}
    cased = [Line([], [], True) if n in bare else line for n, line in enumerate(lines)]
    shown_names = [d for d in drafts if d.line not in bare and with_capital(d, lines[d.line])]
    found = rules.second_pass(cased, shown_names, lists)
    found += caseless_pass(lines, [d for d in drafts if d.line in bare], bare, lists)
    found = with_dateline(found, article, sentences, cut)
    found = [part for draft in found for part in at_scripts(draft, lines[draft.line])]
    found.sort(key=lambda d: (d.line, d.first))
    return placed(page, article, sentences, cut, lines, found, lists)


def with_capital(draft: Draft, line: Line) -> bool:
    """Whether a name has a capital; in a line that has some, words in lower case are none."""
    return any(w != w.lower() for w in line.words[draft.first : draft.last])


def at_scripts(draft: Draft, line: Line) -> list[Draft]:
    """A person's name, cut where Latin words are followed by Cyrillic ones: a company and its head
    ("глава Arvo Пётр Хейл").
    """
    words = line.words[draft.first : draft.last]
    latin = [n for n, word in enumerate(words) if word[0].isascii() and word[0].isalpha()]
    if draft.type != "PER" or not latin or latin[-1] + 1 == len(words):
        return [draft]
    if not all(CYRILLIC.match(w) for w in words[latin[-1] + 1 :]):
        return [draft]
    company = draft._replace(
        first=draft.first + latin[0], last=draft.first + latin[-1] + 1, type="ORG"
    )
    return [company, draft._replace(first=company.last)]


def with_dateline(
    found: list[Draft],
    article: Article,
    sentences: Sequence[Sentence],
    cut: Sequence[Sequence[Token]],
) -> list[Draft]:
    """The names with the place of the dateline, which needs no words around it to be one.

    It is the first words of the dateline, up to a comma, a bracket, a stroke or a date; of one in
    capitals the words in capitals. What the tagger found on these words gives way.
    """
    dateline = article.dateline
    if dateline is None:
        return found
    for number, sentence in enumerate(sentences):
        base = sentence.span.start
        if not base <= dateline.start < sentence.span.end:
            continue
        inside = [
            i
            for i, token in enumerate(cut[number])
            if dateline.start <= base + token.start and base + token.end <= dateline.end
        ]
        if not inside:
            return found
        words = [cut[number][i].text for i in inside]
        loud = words[0].isupper()
        length = next(
            (n for n, w in enumerate(words) if not w[0].isalpha() or (loud and not w.isupper())),
            len(words),
        )
        first, last = inside[0], inside[0] + length
        if length == 0:
            return found
        kept = [d for d in found if d.line != number or d.last <= first or d.first >= last]
        return [*kept, Draft(number, first, last, "LOC", 1.0)]
    return found


def without_capitals(line: Line, language: str) -> bool:
    """Whether a line shows no name by its capitals: all words bear one or none does."""
    return script(language) in CASELESS_SCRIPTS or caseless(line.seen)


def bounded(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The sentences up to `LONGEST_ARTICLE` code points in all."""
    total = 0
    for number, sentence in enumerate(sentences):
        total += min(len(sentence.span.text), LONGEST_SENTENCE)
        if total > LONGEST_ARTICLE and number:
            return sentences[:number]
    return sentences


def borrowed(lists: Lexicon, cut: Sequence[Sequence[Token]]) -> Lexicon:
    """For a language without word lists: what the article has in lower case is common."""
    words = frozenset(t.text for line in cut for t in line if t.text.islower())
    return lists._replace(common=words)


def shown(
    sentences: Sequence[Sentence], cut: Sequence[Sequence[Token]], lists: Lexicon
) -> list[Line]:
    """The sentences as the tagger is to see them: words that are capitalised for no reason lowered.

    That is: all words of a line in capitals, or In Which Every Word Bears One; of a headline in title
    case those, and everywhere single capitalised words inside a
    sentence (machine translation makes them), where the article or the language has them in lower
    case. German nouns keep theirs.
    """
    printed: list[Line] = []
    for sentence, line in zip(sentences, cut):
        words = [token.text for token in line]
        printed.append(Line(words, words, sentence.part != "body"))
    lower = rules.doc_words(line.words for line in printed)
    return [lowered(line, lower, lists) for line in printed]


def lowered(line: Line, lower: Collection[str], lists: Lexicon) -> Line:
    """One line of `shown`.

    Args:
        line: as printed.
        lower: the words that the article has in lower case.
        lists: of the language.
    """
    words = line.words
    loud = shouting(words)
    titled = not loud and title_case(line)
    if titled:
        small_words = [w for w in words[1:] if w.lower() in lists.function]
        loud = len(small_words) > 1 and all(w[0].isupper() for w in small_words)
    if loud:
        return Line(words, [w.lower() for w in words], line.headline)
    if lists.language == "de":
        return line
    seen = words.copy()
    for i in line.capitals:
        if stray(words, i, seen[i - 1] if i else "", lower, lists, titled):
            seen[i] = words[i].lower()
    if seen == words or (caseless(seen) and not caseless(words)):
        return line  # its capitals are right: there is no name in it
    return Line(words, seen, line.headline)


def title_case(line: Line) -> bool:
    """Whether most words of a line bear a capital; in a headline fewer are enough."""
    capitals = sum(line.words[i][0].isalpha() for i in line.capitals)
    if capitals < 3:
        return False
    letters = sum(word[0].isalpha() for word in line.words)
    return letters > 3 and capitals * 10 > (6 if line.headline else 8) * letters


def stray(
    words: Sequence[str],
    i: int,
    before: str,
    lower: Collection[str],
    lists: Lexicon,
    titled: bool,
) -> bool:
    """Whether a word's capital says nothing: the word stands in lower case in the article too (or
    is one of the commonest), and no capitalised neighbour makes it part of a name.
    """
    word = words[i]
    if not (word[0].isupper() and word[1:].islower()):
        return False
    small = word.lower()
    if lists.places.get(small, "")[:1] in ("=", "#") and small not in lower:
        return False
    after = words[i + 1] if i + 1 < len(words) else ""
    if i > 0 and small in lists.function and not after[:1].isupper():
        return True
    if titled:
        return small in lower or commonness(small, lists) == "2"
    if i == 0 or (small not in lower and commonness(small, lists) != "2"):
        return False
    if small in lists.persons and "g" in lists.persons[small]:
        return False
    joined = (before[0].isupper() and i > 1) or after[:1].isupper()
    return not joined and before not in ("-", "&")


def tags(words: Sequence[str], lists: Lexicon, running: bool = False) -> list[str]:
    """BIO tags of one tokenised sentence, by the model alone (benchmarks use this).

    Args:
        words: the sentence, at most a few hundred words.
        lists: the lexicon of its language.
        running: see `features.features`.
    """
    return tag_all([words], lists, running)[0]


def tagged(lines: Sequence[Line], lists: Lexicon) -> list[Draft]:
    """The names of sentences by the model, with their probabilities."""
    if script(lists.language) is None:
        return []
    starts = [
        (number, start)
        for number, line in enumerate(lines)
        for start in range(0, len(line.seen), LONGEST)
    ]
    pieces = [lines[number].seen[start : start + LONGEST] for number, start in starts]
    found: list[Draft] = []
    all_tags, all_chances, labels = tag_with_chances(pieces, lists)
    columns = {t: [n for n, label in enumerate(labels) if label[2:] == t] for t in _TYPES}
    for (number, start), tags, table in zip(starts, all_tags, all_chances):
        line = lines[number]
        last = 0
        for first, (word, tag) in enumerate(zip(line.seen[start : start + LONGEST], tags)):
            if first < last or (tag == "O" and not word[0].isupper()):
                continue
            if tag != "O":
                last = first + 1
                while last < len(tags) and tags[last] == "I-" + tag[2:]:
                    last += 1
                types: tuple[EntityType, ...] = (cast("EntityType", tag[2:]),)
            elif lists.language != "de" and (
                length := passed_over(line, tags, start, first, lists)
            ):
                last = first + length
                types = _TYPES
            else:
                continue
            likely = {t: chance(table, first, last, columns[t]) for t in types}
            type = max(types, key=lambda t: likely[t])
            score = likely[type] / (last - first)
            if tag != "O" or score >= FAINT:
                found.append(Draft(number, start + first, start + last, type, round(score, 4)))
    return found


def chance(table: Floats, first: int, last: int, columns: Sequence[int]) -> float:
    """The sum of the probabilities of a type's labels over words; of one word, the usual case,
    without cutting a table out.
    """
    if last - first == 1:
        return float(sum(table[first, column] for column in columns))
    return float(table[first:last, columns].sum())


def passed_over(line: Line, tags: Sequence[str], start: int, first: int, lists: Lexicon) -> int:
    """How many words that the model holds for no name must be one: words with a capital inside a
    sentence, in a language that writes nouns small, the first of which no list knows. Behind a name
    that was found ("president of France") it takes two of them.

    Args:
        line: the sentence.
        tags: of the stretch of it that begins with word `start`.
        start: see `tags`.
        first: where in `tags` to look.
        lists: of the language.

    Returns:
        The number of words, 0 for none.
    """
    before = line.words[start + first - 1] if start + first else ""
    if line.headline or not before.isalpha():
        return 0
    if not rules.unknown(line.seen[start + first], lists):
        return 0
    last = first + 1
    while last < len(tags) and tags[last] == "O" and goes_on(line.seen[start + last], lists):
        last += 1
    behind_name = first > 0 and tags[first - 1] != "O"
    if before[0].islower() or (behind_name and last - first > 1):
        return last - first
    return 0


def goes_on(word: str, lists: Lexicon) -> bool:
    """Whether a word with a capital may be the next of a name that no list knows: none of the
    commonest words.
    """
    rare = commonness(word.lower(), lists) != "2"
    return word[0].isupper() and not word.isupper() and word.isalpha() and rare


def placed(
    page: Page,
    article: Article,
    sentences: Sequence[Sentence],
    cut: Sequence[Sequence[Token]],
    lines: Sequence[Line],
    found: Sequence[Draft],
    lists: Lexicon,
) -> tuple[Mention, ...]:
    """Words → spans of the page, with roles."""
    persons: dict[int, list[bool]] = {}
    for draft in found:
        if draft.type == "PER":
            taken = persons.setdefault(draft.line, [False] * len(lines[draft.line].words))
            taken[draft.first : draft.last] = [True] * (draft.last - draft.first)

    def span(line: int, first: int, last: int) -> Span:
        base = sentences[line].span.start
        return page.span(base + cut[line][first].start, base + cut[line][last - 1].end)

    made: list[Mention] = []
    for number, draft in enumerate(found, 1):
        beside: Span | None = None
        if draft.type == "PER":
            words = lines[draft.line].words
            place = role(words, draft.first, draft.last, persons[draft.line], lists)
            if place is not None:
                beside = span(draft.line, *place)
        here = span(draft.line, draft.first, draft.last)
        made.append(Mention(f"{article.id}.m{number}", here, draft.type, beside))
    return tuple(made)
