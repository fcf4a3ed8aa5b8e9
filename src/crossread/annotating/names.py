"""Sentences → the names in them: persons, organisations, places, with the role printed beside.

In: a page, one of its articles, its sentences. Out: `Mention`s in the order of the text. Three
steps: words are cut and stray capitals lowered; a linear-chain model (CRFsuite) of the language's
script tags them, sentence by sentence; what holds in the whole article corrects the tags
(annotating/names_rules.py). Roles are read from the words around a person's name
(annotating/names_roles.py).

A language of another script than the models' gets the countries that its text names, no more.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib import resources
from typing import cast

import pycrfsuite

from crossread.annotating import names_rules as rules
from crossread.annotating.names_clean import Draft, Line
from crossread.annotating.names_features import commonness, features
from crossread.annotating.names_lexicon import FOLDER, Lexicon, lexicon
from crossread.annotating.names_roles import role
from crossread.annotating.names_tokens import Token, tokens
from crossread.errors import ModelError
from crossread.model import Article, EntityType, Mention, Page, Sentence, Span

LONGEST_SENTENCE = 20_000  # code points read of a sentence; what is longer is none
LONGEST_ARTICLE = 1_000_000  # code points read of an article
LONGEST = 250  # words tagged at once; longer stretches are cut
FAINT = 0.02  # the least probability of a type for a capitalised word that no list knows
_TYPES: tuple[EntityType, ...] = ("PER", "ORG", "LOC")
_CYRILLIC = frozenset({"ru", "uk", "bg", "be", "mk", "kk", "ky", "tg", "mn"})
_OTHER_SCRIPTS = frozenset(
    [
        "ar",
        "fa",
        "ur",
        "he",
        "yi",
        "zh",
        "ja",
        "ko",
        "th",
        "lo",
        "my",
        "km",
        "hi",
        "bn",
        "pa",
        "gu",
        "ta",
        "te",
        "kn",
        "ml",
        "si",
        "ka",
        "hy",
        "am",
        "el",
        "ne",
        "mr",
        "ps",
        "ug",
    ]
)


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
    found: list[Draft] = []
    for number, line in enumerate(lines):
        found += tagged(number, line, lists)
    found = rules.second_pass(lines, found, lists)
    return placed(page, article, sentences, cut, lines, found, lists)


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

    That is: words of a headline in title case or capitals, and single capitalised words inside a
    sentence (machine translation makes them), where the article or the language has them in lower
    case. German nouns keep theirs.
    """
    lower = rules.doc_words([[t.text for t in line] for line in cut])
    lines: list[Line] = []
    for sentence, line in zip(sentences, cut):
        words = [t.text for t in line]
        headline = sentence.part != "body"
        letters = [w for w in words if w[0].isalpha()]
        long = [w for w in letters if len(w) > 3]
        shouting = len(long) > 2 and sum(w.isupper() for w in long) * 10 > 7 * len(long)
        capitals = sum(w[0].isupper() for w in letters)
        share = 6 if headline else 8
        titled = not shouting and len(letters) > 3 and capitals * 10 > share * len(letters)
        seen = words
        if shouting:
            seen = [quiet(w, lower, lists) for w in words]
        elif lists.language != "de":
            seen = []
            for i, word in enumerate(words):
                before = seen[-1] if seen else ""
                small = stray(words, i, before, lower, lists, titled)
                seen.append(word.lower() if small else word)
        lines.append(Line(words, seen, headline))
    return lines


def quiet(word: str, lower: Mapping[str, int], lists: Lexicon) -> str:
    """A word of a line in capitals as it would stand in running text."""
    if not word.isupper() or len(word) < 2:
        return word
    small = word.lower()
    if small in lower or commonness(small, lists) in "12" or small in lists.peoples:
        return small.capitalize() if lists.language == "de" else small
    if len(word) <= 4 and small not in lists.persons and small not in lists.places:
        return word
    return word.title()


def stray(
    words: Sequence[str],
    i: int,
    before: str,
    lower: Mapping[str, int],
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


@cache
def weights(script: str) -> bytes:
    """The bytes of a model: CRFsuite reads them where they are, so they must stay."""
    return resources.files("crossread.models").joinpath(FOLDER, f"{script}.crfsuite").read_bytes()


@cache
def tagger(script: str) -> pycrfsuite.Tagger:
    """The model of a script, `latin` or `cyrillic`.

    Raises:
        ModelError: it is missing or broken.
    """
    made = pycrfsuite.Tagger()
    try:
        made.open_inmemory(weights(script))
    except (OSError, ValueError) as error:
        raise ModelError(f"models/{FOLDER}/{script}.crfsuite: {error}; install again") from error
    return made


def script(language: str) -> str | None:
    """Which model a language takes; None where there is none for its script."""
    if language in _CYRILLIC:
        return "cyrillic"
    return None if language in _OTHER_SCRIPTS else "latin"


def tags(words: Sequence[str], lists: Lexicon, running: bool = False) -> list[str]:
    """BIO tags of one tokenised sentence, by the model alone (benchmarks use this).

    Args:
        words: the sentence, at most a few hundred words.
        lists: the lexicon of its language.
        running: see `names_features.features`.
    """
    which = script(lists.language)
    if which is None or not words:
        return ["O"] * len(words)
    return cast(
        "list[str]", tagger(which).tag(pycrfsuite.ItemSequence(features(words, lists, running)))
    )


def tagged(number: int, line: Line, lists: Lexicon) -> list[Draft]:
    """The names of one sentence by the model, with their probabilities."""
    which = script(lists.language)
    found: list[Draft] = []
    if which is None:
        return found
    model = tagger(which)
    for start in range(0, len(line.seen), LONGEST):
        words = line.seen[start : start + LONGEST]
        if not any(w[0].isupper() for w in words):
            continue
        labels = model.tag(pycrfsuite.ItemSequence(features(words, lists, True)))
        first = 0
        while first < len(labels):
            label = labels[first]
            last = first + 1
            if label != "O":
                while last < len(labels) and labels[last] == "I-" + label[2:]:
                    last += 1
                score = sum(
                    model.marginal("B-" + label[2:], i) + model.marginal("I-" + label[2:], i)
                    for i in range(first, last)
                ) / (last - first)
                found.append(Draft(number, start + first, start + last, label[2:], round(score, 4)))
            elif lists.language != "de" and passed_over(line, start + first, lists):
                chances = [
                    model.marginal("B-" + t, first) + model.marginal("I-" + t, first)
                    for t in _TYPES
                ]
                best = max(range(len(_TYPES)), key=lambda n: chances[n])
                if chances[best] >= FAINT:
                    here = start + first
                    found.append(
                        Draft(number, here, here + 1, _TYPES[best], round(chances[best], 4))
                    )
            first = last
    return found


def passed_over(line: Line, i: int, lists: Lexicon) -> bool:
    """Whether a word that the model holds for no name must be one: a capital inside a sentence in
    a language that writes nouns small, a word that no list knows.
    """
    before = line.words[i - 1] if i else ""
    return (
        not line.headline
        and before.isalpha()
        and before[0].islower()
        and rules.unknown(line.seen[i], lists)
    )


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
