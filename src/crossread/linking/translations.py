"""Articles that hold the same sentences in other words → translations and rewritten copies.

In: annotated articles and the encoder. Out: `Rendering` records, one a pair of articles whose
sentences answer to each other in the same order.

The way: every sentence becomes a vector, every article the sum of them. Articles whose sums lie
near each other are candidates. A candidate pair is aligned by a dynamic programme that keeps the
order of the sentences and allows gaps (Gale and Church 1993; with sentence vectors, Thompson and
Koehn 2019). Two reports of one event share topic, names and quotations, but not their sentences
one by one: only where nearly all of the shorter article stands in the longer one, in order, is it
held for a translation. Where the shorter one answers to one stretch of the longer one, it can be a
translation of that part; that asks for more sentences and more likeness. Sentences in quotation marks
never count.

Within one language the same test finds what word runs cannot: two translations of one source, and
copies with every sentence rewritten. It asks for more there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.vectors import unit
from crossread.linking.quotations import quotations
from crossread.linking.words import WORD
from crossread.model import Annotated, Page, Sentence, Span

if TYPE_CHECKING:
    from crossread.encoding import Encoder

Floats = NDArray[np.float32]
Group = tuple[tuple[int, ...], tuple[int, ...], float]  # sentences of a, of b, their cosine

# Calibrated on an eighth of the documents of `wmt-docs-dev` and on `meantime-dev`, where the score
# parts translations from other articles on the same company or market. `newswcl50` (five
# reports of one event in one language, at most 0.44) set the bar for rewritten copies.
CANDIDATE_COSINE = 0.1  # of article vectors, common direction removed
SAME_COSINE = 0.5  # the same for two articles of one language
CANDIDATES = 16  # nearest articles of each language that are looked at
SENTENCE_LIMIT = 400  # sentences of an article that are read here
LETTER_LIMIT = 4_000  # characters of a sentence that are read here
COMMON_PRIOR = 20  # articles that the common direction of a language is shrunk by
SENTENCE_COSINE = 0.2  # below this two sentences never answer to each other
SHOWN = 0.6  # share of the median similarity that an aligned pair needs to be shown and counted
UNEVEN = 0.15  # weight of uneven lengths in the score
SURVIVED = 0.36  # weight of numbers that survive
OTHER_LANGUAGE = 0.38  # least score of a translation (see `_score`) between two of these languages,
SURE_LANGUAGES = frozenset({"de", "en", "es", "fr", "it", "nl", "pt"})
WEAK_LANGUAGE = 0.26  # …and where one is another: the encoder finds fewer likenesses there
SAME_LANGUAGE = 0.55  # least score of a rewritten copy
FEW_SENTENCES = 3  # with fewer aligned sentences than this…
FEW = 0.75  # …the score must be at least this
LEAST_WORDS = 12  # own words that must be aligned
# A translation of a part: score within the stretch of the longer article that answers, sentences that
# must be aligned, and share of the shorter article they must cover. The same data: between other
# articles of `wmt-docs-dev` such stretches of four sentences score 0.24 at most; reports on two days
# of one market (`meantime-dev`) up to 0.52, but cover no more than 0.57 of the shorter one.
PART = 0.42
PART_SENTENCES = 4
PART_COVERAGE = 0.75

_DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@dataclass(frozen=True, slots=True)
class Sentences:
    """An article as a row of sentence vectors.

    Args:
        page: the page that holds it.
        spans: headline first, then deck, then body.
        vectors: (number of sentences, dimensions), unit rows.
        words: words of each sentence outside quotations.
        total: their sum, at least 1.
        letters: characters of each sentence, at least 1.
        beside: cosine of each sentence with the next one.
        numbers: the numbers each sentence prints, as digits.
    """

    page: Page
    spans: tuple[Span, ...]
    vectors: Floats
    words: tuple[float, ...]
    total: float
    letters: tuple[int, ...]
    beside: tuple[float, ...]
    numbers: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Rendering:
    """What two articles say sentence by sentence.

    Args:
        first: position of one article in the sequence given, lower than `second`.
        second: position of the other.
        coverage: share of the shorter article's own words that are aligned, 0..1.
        longer: the same for the longer article.
        coverages: the same for the first and for the second article.
        similarity: mean cosine of the aligned sentences.
        score: what the verdict rests on, 0..1.
        within: the same within the stretch of the longer article that is aligned.
        aligned: sentences of the shorter article that are aligned.
        total: sentences of the shorter article that count.
        passages: pairs of spans, in the order of the first article.
    """

    first: int
    second: int
    coverage: float
    longer: float
    coverages: tuple[float, float]
    similarity: float
    score: float
    within: float
    aligned: int
    total: int
    passages: tuple[tuple[Span, Span], ...]


def rows(articles: Sequence[Annotated], encoder: Encoder) -> list[Sentences]:
    """Every article as sentence vectors; one call of the encoder for all.

    Args:
        articles: with sentences.
        encoder: gives unit vectors of a sentence each.
    """
    ordered = [_ordered(article)[:SENTENCE_LIMIT] for article in articles]
    texts = [sentence.span.text[:LETTER_LIMIT] for one in ordered for sentence in one]
    vectors = encoder.sentences(texts) if texts else np.empty((0, 1), dtype=np.float32)
    made: list[Sentences] = []
    position = 0
    for article, one in zip(articles, ordered):
        spans = tuple(sentence.span for sentence in one)
        own = np.asarray(vectors[position : position + len(one)], dtype=np.float32)
        words = _own_words(spans)
        made.append(
            Sentences(
                article.page,
                spans,
                own,
                words,
                max(1.0, sum(words)),
                tuple(min(LETTER_LIMIT, max(1, len(span.text))) for span in spans),
                tuple((own[:-1] * own[1:]).sum(axis=1).tolist()),
                tuple(frozenset(_numbers(span.text[:LETTER_LIMIT])) for span in spans),
            )
        )
        position += len(one)
    return made


def article_vectors(made: Sequence[Sentences], languages: Sequence[str]) -> Floats:
    """One unit vector an article: the sum of its sentences without its language's common part.

    Args:
        made: the articles.
        languages: of each article.

    Returns:
        (number of articles, dimensions). The mean of a language is shrunk towards nothing by
        `COMMON_PRIOR` articles, so that a handful of articles is not emptied of its topic.
    """
    sums = sentence_sums(made)
    names = np.asarray(languages)
    known = sums.any(axis=1)  # what the encoder knows nothing of is near to nothing
    for name in sorted(set(languages)):
        members = known & (names == name)
        count = int(members.sum())
        sums[members] -= sums[members].sum(axis=0) / (count + COMMON_PRIOR)
    return unit(sums)


def sentence_sums(made: Sequence[Sentences]) -> Floats:
    """One unit vector an article: the sum of its sentences; nothing where the encoder knows nothing.

    Args:
        made: the articles.

    Returns:
        (number of articles, dimensions).
    """
    if not made:
        return np.empty((0, 1), dtype=np.float32)
    width = max(row.vectors.shape[1] for row in made)
    sums = np.zeros((len(made), width), dtype=np.float32)
    for position, row in enumerate(made):
        if len(row.vectors):
            weights = np.sqrt(np.maximum(np.asarray(row.words, dtype=np.float32), 1.0))
            sums[position] = (row.vectors * weights[:, None]).sum(axis=0)
    return unit(sums)


def near(
    vectors: Floats, languages: Sequence[str], least: float, most: int
) -> list[tuple[int, int]]:
    """Pairs of articles whose vectors lie near each other.

    Args:
        vectors: unit rows.
        languages: of each article; each article asks for its nearest ones in every language.
        least: lowest cosine.
        most: number of neighbours a language.

    Returns:
        Pairs (i, j), i < j, sorted.
    """
    names = np.asarray(languages)
    groups = [np.flatnonzero(names == name) for name in sorted(set(languages))]
    found: set[tuple[int, int]] = set()
    block = 1024
    for start in range(0, len(vectors), block):
        part = vectors[start : start + block]
        for group in groups:
            cosines = part @ vectors[group].T
            if len(group) > most + 1:
                kth = np.partition(cosines, len(group) - most - 1, axis=1)[:, -most - 1]
                keep = (cosines >= kth[:, None]) & (cosines >= least)
            else:
                keep = cosines >= least
            for i, j in zip(*(axis.tolist() for axis in np.nonzero(keep))):
                one, other = start + i, int(group[j])
                if one != other:
                    found.add((min(one, other), max(one, other)))
    return sorted(found)


def renderings(
    articles: Sequence[Annotated],
    encoder: Encoder,
    linked: frozenset[tuple[int, int]] = frozenset(),
) -> tuple[Rendering, ...]:
    """All pairs of articles that say the same sentence by sentence.

    Args:
        articles: in the order that positions count by.
        encoder: gives sentence vectors in one space for all languages.
        linked: pairs of positions that are linked already and not looked at again.

    Returns:
        Sorted by (first, second). Cost: one product of article vectors in blocks, then
        O(sentences²) for each of at most `CANDIDATES` pairs an article and language.
    """
    made = rows(articles, encoder)
    languages = [article.article.language for article in articles]
    vectors = article_vectors(made, languages)
    found: list[Rendering] = []
    for i, j in near(vectors, languages, CANDIDATE_COSINE, CANDIDATES):
        if (i, j) in linked or articles[i].article.page == articles[j].article.page:
            continue
        if languages[i] == languages[j] and float(vectors[i] @ vectors[j]) < SAME_COSINE:
            continue
        rendering = compare(made, i, j)
        if rendering is not None and renders(rendering, languages[i], languages[j]):
            found.append(rendering)
    return tuple(found)


def renders(rendering: Rendering, one: str, other: str) -> bool:
    """Whether two articles are alike enough to be one text, or one a part of the other.

    Args:
        rendering: from `compare`.
        one: language of an article.
        other: language of the other.
    """
    if rendering.score >= _least(rendering, one, other):
        return True
    return (
        one != other
        and rendering.aligned >= PART_SENTENCES
        and rendering.coverage >= PART_COVERAGE
        and rendering.within >= PART
    )


def _least(rendering: Rendering, one: str, other: str) -> float:
    """The score that a pair needs; two short items on one event are alike without copying."""
    if rendering.aligned < FEW_SENTENCES:
        return FEW
    if one == other:
        return SAME_LANGUAGE
    return OTHER_LANGUAGE if {one, other} <= SURE_LANGUAGES else WEAK_LANGUAGE


def compare(made: Sequence[Sentences], i: int, j: int) -> Rendering | None:
    """Align two articles; None where they are nothing like one text in two languages."""
    a, b = made[i], made[j]
    if not len(a.spans) or not len(b.spans):
        return None
    cosines = a.vectors @ b.vectors.T
    pairs = align(
        cosines,
        np.asarray(a.words, dtype=np.float32),
        np.asarray(b.words, dtype=np.float32),
    )
    if not pairs:
        return None
    groups = _merged(a, b, cosines.tolist(), pairs)
    a_shorter = a.total <= b.total
    evidence, within = _scores(a, b, groups, a_shorter)
    if max(evidence, within) < WEAK_LANGUAGE:
        return None
    # What is shown to the reader are the pairs that stand out, not all that keep the order.
    floor = SHOWN * median(similarity for _, _, similarity in groups)
    shown = [group for group in groups if group[2] >= floor]
    covered_a = sum(a.words[k] for left, _, _ in shown for k in left)
    covered_b = sum(b.words[k] for _, right, _ in shown for k in right)
    if min(covered_a, covered_b) < LEAST_WORDS:
        return None
    share_a, share_b = covered_a / a.total, covered_b / b.total
    coverage, longer = (share_a, share_b) if a_shorter else (share_b, share_a)
    similarity = sum(group[2] for group in shown) / len(shown)
    short = a if a_shorter else b
    counted = {k for k in range(len(short.spans)) if short.words[k] > 0}
    aligned = {k for left, right, _ in shown for k in (left if a_shorter else right)}
    return Rendering(
        i,
        j,
        round(min(1.0, coverage), 4),
        round(min(1.0, longer), 4),
        (round(min(1.0, share_a), 4), round(min(1.0, share_b), 4)),
        round(similarity, 4),
        round(evidence, 4),
        round(within, 4),
        len(counted & aligned),
        len(counted),
        tuple((_join(a, left), _join(b, right)) for left, right, _ in shown),
    )


def _scores(
    a: Sentences,
    b: Sentences,
    groups: Sequence[Group],
    a_shorter: bool,
) -> tuple[float, float]:
    """How much two aligned articles look like one text in two languages, or one like a part of it.

    The similarity that each own word of the shorter article finds in the other (nothing where its
    sentence has no partner), times the root of the longer one's coverage: two reports of one
    event fail there first. Aligned sentences should keep the same proportion of lengths, and
    numbers should survive. The second score takes for the longer article only the stretch from its
    first to its last sentence that stands out as aligned.
    """
    short, long = (a, b) if a_shorter else (b, a)
    found = covered = 0.0
    ratios: list[float] = []
    both = either = 0
    floor = SHOWN * median(similarity for _, _, similarity in groups)
    stretch: list[int] = []
    for left, right, similarity in groups:
        here, there = (left, right) if a_shorter else (right, left)
        found += similarity * sum(short.words[k] for k in here)
        covered += sum(long.words[k] for k in there)
        stretch += there if similarity >= floor else ()
        letters_a, letters_b = (sum(r.letters[k] for k in g) for r, g in ((a, left), (b, right)))
        ratios.append(math.log(letters_a / letters_b))
        numbers_a, numbers_b = a.numbers[left[0]], b.numbers[right[0]]
        for k in left[1:]:
            numbers_a = numbers_a | a.numbers[k]
        for k in right[1:]:
            numbers_b = numbers_b | b.numbers[k]
        both += 2 * len(numbers_a & numbers_b)
        either += len(numbers_a) + len(numbers_b)
    middle = median(ratios)
    uneven = sum(min(1.0, abs(ratio - middle)) for ratio in ratios) / len(ratios)
    survived = (both + 1.0) / (either + 2.0) - 0.5
    reach = math.sqrt(min(1.0, covered / long.total))
    held = sum(long.words[k] for k in stretch)
    whole = max(1.0, sum(long.words[min(stretch) : max(stretch) + 1]))
    likeness, other = found / short.total, SURVIVED * survived - UNEVEN * uneven
    return likeness * reach + other, likeness * math.sqrt(min(1.0, held / whole)) + other


def align(cosines: Floats, words_a: Floats, words_b: Floats) -> list[tuple[int, int]]:
    """The best pairing of sentences that keeps their order.

    Args:
        cosines: (sentences of a, sentences of b).
        words_a: weight of each sentence of a; words_b: of b.

    Returns:
        Pairs of positions, rising in both. Method: longest weighted common subsequence, one row
        at a time; the weight of a pair is its cosine above `SENTENCE_COSINE`, times its words.
    """
    weights = np.sqrt(np.maximum(words_a, 1.0)[:, None] * np.maximum(words_b, 1.0)[None, :])
    gains = np.maximum(0.0, cosines - SENTENCE_COSINE) * weights
    number, other = gains.shape
    best = np.zeros((number + 1, other + 1), dtype=np.float64)
    for i in range(number):
        step = np.maximum(best[i, 1:], best[i, :-1] + gains[i])
        best[i + 1, 1:] = np.maximum.accumulate(step)
    pairs: list[tuple[int, int]] = []
    i, j = number, other
    while i and j:
        if best[i, j] == best[i - 1, j]:
            i -= 1
        elif best[i, j] == best[i, j - 1]:
            j -= 1
        else:
            pairs.append((i - 1, j - 1))
            i, j = i - 1, j - 1
    return pairs[::-1]


def _merged(
    a: Sentences,
    b: Sentences,
    cosines: Sequence[Sequence[float]],
    pairs: Sequence[tuple[int, int]],
) -> list[Group]:
    """Aligned groups: an unaligned neighbour joins where the sum of both fits better than one.

    A translator cuts one sentence into two or joins two; the vector of two sentences is their
    sum, and its cosine with a third follows from the cosines of the parts.
    """
    taken_a, taken_b = {i for i, _ in pairs}, {j for _, j in pairs}
    groups: list[Group] = []
    for i, j in pairs:
        best: tuple[float, tuple[int, ...], tuple[int, ...]] = (cosines[i][j], (i,), (j,))
        for k in (i - 1, i + 1):
            if 0 <= k < len(a.spans) and k not in taken_a:
                low = min(i, k)
                sum_length = math.sqrt(max(1e-6, 2.0 + 2.0 * a.beside[low]))
                better = (cosines[i][j] + cosines[k][j]) / sum_length
                best = max(best, (better, (low, low + 1), (j,)))
        for k in (j - 1, j + 1):
            if 0 <= k < len(b.spans) and k not in taken_b:
                low = min(j, k)
                sum_length = math.sqrt(max(1e-6, 2.0 + 2.0 * b.beside[low]))
                better = (cosines[i][j] + cosines[i][k]) / sum_length
                best = max(best, (better, (i,), (low, low + 1)))
        similarity, left, right = best
        taken_a.update(left)
        taken_b.update(right)
        groups.append((left, right, similarity))
    return groups


def _ordered(article: Annotated) -> list[Sentence]:
    """Headline, deck, body: the order that a translator meets, whatever the page's."""
    rank = {"headline": 0, "deck": 1, "body": 2}
    return sorted(article.sentences, key=lambda s: (rank[s.part], s.span.start, s.span.end))


def _own_words(spans: Sequence[Span]) -> tuple[float, ...]:
    """Words of each sentence outside quotation marks; all words where next to none are outside."""
    own: list[int] = []
    every: list[int] = []
    for span in spans:
        text = span.text[:LETTER_LIMIT]
        starts = np.asarray([match.start() for match in WORD.finditer(text)], dtype=np.int64)
        outside = np.ones(len(starts), dtype=np.bool_)
        for low, high in quotations(text):
            outside[np.searchsorted(starts, low) : np.searchsorted(starts, high)] = False
        every.append(len(starts))
        own.append(int(outside.sum()))
    chosen = own if sum(own) >= LEAST_WORDS else every
    return tuple(float(number) for number in chosen)


def _numbers(text: str) -> list[str]:
    """Numbers of a sentence with the marks that languages write differently left out."""
    return [re.sub(r"[.,]", "", found) for found in _DIGITS.findall(text)]


def _join(row: Sentences, positions: tuple[int, ...]) -> Span:
    """One span over neighbouring sentences; the longest of them where other text lies between."""
    spans = [row.spans[k] for k in positions]
    for before, after in pairwise(spans):
        if row.page.text[before.end : after.start].strip() or after.start < before.end:
            return max(spans, key=lambda span: (len(span.text), -span.start))
    return row.page.span(spans[0].start, spans[-1].end)
