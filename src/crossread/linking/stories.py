"""Articles → stories: which of them tell of the same event, in whatever language.

In: annotated articles, the encoder, the links between them and, where known, their entities. Out:
groups of positions.

Three things say that two articles tell of one event, and each is weak alone:
- words: TF-IDF over word stems in plain Latin letters, and over the consonants of words that may be
  names, so that names and numbers count across languages and scripts;
- keywords: the rarest words of each article, compared by their vectors, each with its best
  counterpart (late interaction; Khattab and Zaharia 2020), so that "Zoll" answers to "tariff";
- direction: the article vectors of `translations`.
Their weighted mean is one likeness, 0..1. Publication dates far apart and one common page lower
it, copies and translations settle it. Articles are then joined by average linkage over the pairs
looked at, with one threshold for all data: two clusters join while their articles are alike on
average, so that one bridge between two events does not make them one.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crossread.linking.accounts import order, strong
from crossread.linking.translations import article_vectors, rows
from crossread.model import Annotated, Entity, Link

if TYPE_CHECKING:
    from crossread.encoding import Encoder

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Calibrated on halves (by event) of `ecbplus`, `meantime-dev`, `itn-dev` and on `newswcl50`; the
# other halves are what bench/stories.py reports.
THRESHOLD = 0.215  # average likeness down to which clusters join
WORDS = 1.2  # weights of the three parts of the likeness
KEYWORDS = 1.0
DIRECTION = 0.5
KEYWORD_LIMIT = 24  # rarest words of an article that are compared by their vectors
SMALL = 5.0  # articles of a language that the length of vectors weighs as much as
SMALL_RARITY = 4.0  # rarity that a word of usual length is thought to have
KEYWORD_COSINE = 0.3  # below this two words have nothing in common
STEM = 6  # letters of a folded word that count: inflected names and words meet
CONSONANTS = 3  # fewer consonants than this say nothing about a name
SHORT = 0.3  # likeness gained by the shortest texts, as a share of it: they have less to share…
SHORT_WORDS = 60  # …than texts of this many words
HEADLINE = 2  # how often a word of the headline counts
CANDIDATES = 48  # likeliest partners of an article that are compared by keywords…
CANDIDATES_LANGUAGE = 2  # …and at least so many of every language
FREQUENT = 0.25  # share of the articles above which a word finds no partners
KNOWN = 0.6  # share of the pairs of two clusters that must be known for a plain mean
TEXT_LIMIT = 3_000  # characters of an article that are read here: the event stands at its head
# Letters that stand for one consonant; what is not listed, and is no digit, is left out.
_SPELLINGS = tuple((f"{letter}h", sound) for letter, sound in zip("sckptzg", "sskftsk")) + (
    ("ts", "s"),
)
_SOUNDS = {point: None for point in range(128) if not chr(point).isdigit()} | str.maketrans(
    "bpfvwgkqcxdtszjlrmn", "ppfffkkkkkttssslrmn"
)
BATCH = 32  # articles a call of the encoder
BLOCK = 512  # articles whose partners are looked for at once
# By reasoning, for want of data with both dates and events marked:
DAYS_FREE = 3  # days between publications that mean nothing
DAYS_WEIGHT = 0.02  # likeness lost a day after that, as a share of it…
DAYS_MOST = 0.5  # …up to this share
SAME_PAGE = 0.75  # likeness of two articles of one page is multiplied by this


@dataclass(frozen=True, slots=True)
class _Profiles:
    """What the articles are compared by.

    Args:
        words: stems of each article with their TF-IDF weights; unit rows.
        names: the same for the consonants of its names and for its entities.
        lengths: words of each article.
        keywords: (articles, `KEYWORD_LIMIT`, dimensions), unit vectors or zeros.
        weights: (articles, `KEYWORD_LIMIT`), adding up to 1 an article.
        direction: (articles, dimensions), unit rows.
    """

    words: tuple[dict[int, float], ...]
    names: tuple[dict[int, float], ...]
    lengths: tuple[int, ...]
    keywords: Floats
    weights: Floats
    direction: Floats


def stories(
    articles: Sequence[Annotated],
    encoder: Encoder,
    links: Sequence[Link] = (),
    entities: Sequence[Entity] = (),
) -> list[list[int]]:
    """Group articles by the event that they tell of.

    Args:
        articles: in any order; the groups do not depend on it.
        encoder: gives word and sentence vectors in one space for all languages.
        links: between the articles; copies and translations always share a story.
        entities: over all articles; a shared entity counts like a shared rare word.

    Returns:
        Groups of positions in `articles`, largest first, then by id; every position in one group.
        Cost: O(n · candidates) comparisons, plus products of article vectors in blocks.
    """
    if not articles:
        return []
    places = sorted(range(len(articles)), key=lambda k: order(articles[k].article.id))
    ordered = [articles[k] for k in places]
    profiles = _profiles(ordered, encoder, entities)
    pairs, likenesses = likeness(ordered, profiles, links)
    labels = average_link(len(ordered), pairs, likenesses, THRESHOLD)
    groups: dict[int, list[int]] = defaultdict(list)
    for position, label in enumerate(labels):
        groups[label].append(position)
    found = sorted(groups.values(), key=lambda group: (-len(group), group))
    return [[places[k] for k in group] for group in found]


def likeness(
    articles: Sequence[Annotated], profiles: _Profiles, links: Sequence[Link]
) -> tuple[Ints, Floats]:
    """Pairs of articles worth comparing and how alike they are.

    Args:
        articles: sorted by id.
        profiles: of the same articles.
        links: between them.

    Returns:
        (number of pairs, 2) positions, first lower than second, sorted; and their likeness, 0..1.
    """
    languages = [article.article.language for article in articles]
    settled = _settled(articles, links)
    chosen = _candidates(profiles, languages) | settled
    pairs = np.asarray(sorted(chosen), dtype=np.int64).reshape(-1, 2)
    if not len(pairs):
        return pairs, np.empty(0, dtype=np.float32)
    total = WORDS + KEYWORDS + DIRECTION
    cosines = np.einsum(
        "ij,ij->i", profiles.direction[pairs[:, 0]], profiles.direction[pairs[:, 1]]
    )
    shared = np.asarray(
        [_shared(profiles, i, j, languages[i] == languages[j]) for i, j in pairs.tolist()],
        dtype=np.float32,
    )
    mixed = WORDS * shared + KEYWORDS * _interaction(profiles, pairs) + DIRECTION * cosines
    likenesses: Floats = (mixed / total).astype(np.float32)
    for number, (i, j) in enumerate(pairs.tolist()):
        if (i, j) in settled:
            likenesses[number] = 1.0
        else:
            shorter = min(profiles.lengths[i], profiles.lengths[j])
            likenesses[number] *= 1.0 + SHORT * max(0.0, 1.0 - shorter / SHORT_WORDS)
            likenesses[number] *= _damping(articles[i], articles[j])
    return pairs, likenesses


def average_link(n: int, pairs: Ints, likenesses: Floats, threshold: float) -> list[int]:
    """Agglomerative clustering by average linkage over the pairs that are known.

    Args:
        n: number of items.
        pairs: (m, 2) positions, each pair once, first lower than second.
        likenesses: (m,) of the pairs.
        threshold: clusters join while their mean likeness is at least this.

    Returns:
        A label for each item: the lowest position in its cluster. The mean of two clusters is
        taken over the known pairs, but over no fewer than `KNOWN` of all their pairs, so that a
        few known pairs do not speak for many unknown ones. O(m log m) with a heap.
    """
    sums: list[dict[int, tuple[float, int]]] = [{} for _ in range(n)]
    for (i, j), value in zip(pairs.tolist(), likenesses.tolist()):
        sums[i][j] = sums[j][i] = (value, 1)
    size = [1] * n
    label = list(range(n))
    stamp = [0] * n

    def mean(i: int, j: int) -> float:
        total, known = sums[i][j]
        return total / max(known, KNOWN * size[i] * size[j])

    heap = [
        (-value, i, j, 0, 0)
        for (i, j), value in zip(pairs.tolist(), likenesses.tolist())
        if value >= threshold
    ]
    heapq.heapify(heap)
    while heap:
        _, i, j, stamp_i, stamp_j = heapq.heappop(heap)
        if stamp[i] != stamp_i or stamp[j] != stamp_j:
            continue
        for other, (total, known) in sums[j].items():
            if other == i:
                continue
            before, count = sums[i].get(other, (0.0, 0))
            sums[i][other] = sums[other][i] = (before + total, count + known)
            del sums[other][j]
        del sums[i][j]
        sums[j] = {}
        size[i] += size[j]
        stamp[j] = -1
        stamp[i] += 1
        label[j] = i
        for other in sums[i]:
            value = mean(i, other)
            if value >= threshold:
                low, high = min(i, other), max(i, other)
                heapq.heappush(heap, (-value, low, high, stamp[low], stamp[high]))
    for item in range(n):
        top = item
        while label[top] != top:
            top = label[top]
        label[item] = top
    return label


def _profiles(
    articles: Sequence[Annotated], encoder: Encoder, entities: Sequence[Entity]
) -> _Profiles:
    """Everything that the articles are compared by."""
    languages = [article.article.language for article in articles]
    numbers: dict[str, int] = {}
    vectors: list[NDArray[np.float16]] = []
    counted: list[Counter[int]] = []
    capitals: list[Counter[int]] = []
    for start in range(0, len(articles), BATCH):
        every, capital = _count(articles[start : start + BATCH], encoder, numbers, vectors)
        counted += every
        capitals += capital
    width = encoder.dimensions
    table = np.stack(vectors) if vectors else np.zeros((0, width), dtype=np.float16)
    stems, skeletons = _folded(numbers)
    keywords, weights = _keywords(counted, table, stems, languages)
    direction = article_vectors(rows(articles, encoder), languages)
    names = [_by(skeletons, row) for row in capitals]
    for row, known in zip(names, _entities(articles, entities)):
        row.pop("", None)
        row.update(known)
    lengths = tuple(sum(row.values()) for row in counted)
    words = [_by(stems, row) for row in counted]
    return _Profiles(_tfidf(words), _tfidf(names), lengths, keywords, weights, direction)


def _count(
    articles: Sequence[Annotated],
    encoder: Encoder,
    numbers: dict[str, int],
    vectors: list[NDArray[np.float16]],
) -> tuple[list[Counter[int]], list[Counter[int]]]:
    """Words of each article, by number, and those that may be names.

    New words get a number and a vector. A name begins with a letter that is not a small one, or
    with a digit.
    """
    texts: list[str] = []
    owners: list[tuple[int, int]] = []
    for position, article in enumerate(articles):
        headline = article.article.headline
        if headline is not None:
            texts.append(headline.text[:TEXT_LIMIT])
            owners.append((position, HEADLINE))
        room = TEXT_LIMIT
        for part in (*article.article.deck, *article.article.body):
            if room <= 0:
                break
            texts.append(part.text[:room])
            owners.append((position, 1))
            room -= len(part.text)
    counted: list[Counter[int]] = [Counter() for _ in articles]
    capitals: list[Counter[int]] = [Counter() for _ in articles]
    for text, (position, times), found in zip(texts, owners, encoder.words(texts)):
        for place, (start, end) in enumerate(zip(found.starts.tolist(), found.ends.tolist())):
            word = text[start:end].casefold()
            number = numbers.get(word)
            if number is None:
                number = numbers[word] = len(vectors)
                vectors.append(found.vectors[place].astype(np.float16))
            counted[position][number] += times
            if not text[start].islower():
                capitals[position][number] += times
    return counted, capitals


def _folded(numbers: dict[str, int]) -> tuple[list[str], list[str]]:
    """Stem and consonants of every word, by number.

    Both in plain Latin letters, cut to `STEM`. Consonants that languages and scripts write for one
    another are one letter; vowels go, because Arabic and Hebrew leave them out. Words with too few
    consonants get none.
    """
    from anyascii import anyascii

    stems: list[str] = []
    skeletons: list[str] = []
    for word in numbers:
        latin = anyascii(word).lower()
        stems.append(latin[:STEM] or word)
        for spelling, sound in _SPELLINGS:
            latin = latin.replace(spelling, sound)
        letters = latin.translate(_SOUNDS)
        plain = "".join(c for k, c in enumerate(letters) if c.isdigit() or letters[k - 1 : k] != c)
        skeletons.append(plain[:STEM] if len(plain) >= CONSONANTS else "")
    return stems, skeletons


def _keywords(
    counted: Sequence[Counter[int]],
    table: NDArray[np.float16],
    stems: Sequence[str],
    languages: Sequence[str],
) -> tuple[Floats, Floats]:
    """The rarest words of each article with their weights.

    A word weighs the more, the fewer articles of its language have it and the longer its vector
    is (the encoder learned long vectors for words that tell texts apart). Among a handful of
    articles rarity says little, there the length speaks for it too.
    """
    articles = Counter(languages)
    holders: Counter[tuple[str, str]] = Counter()
    for counter, language in zip(counted, languages):
        holders.update((language, stem) for stem in sorted({stems[word] for word in counter}))
    lengths = np.linalg.norm(table.astype(np.float32), axis=1)
    middle = float(np.median(lengths[lengths > 0])) if (lengths > 0).any() else 1.0
    keywords = np.zeros((len(counted), KEYWORD_LIMIT, table.shape[1]), dtype=np.float32)
    weights = np.zeros((len(counted), KEYWORD_LIMIT), dtype=np.float32)
    for position, (counter, language) in enumerate(zip(counted, languages)):
        scored: list[tuple[float, str, int]] = []
        for word, times in counter.items():
            if lengths[word] > 0:
                number = articles[language]
                rarity = math.log((number + 1) / (holders[language, stems[word]] + 0.5))
                known = min(1.5, float(lengths[word]) / middle)
                mixed = (rarity * number + SMALL_RARITY * known * SMALL) / (number + SMALL)
                scored.append((-(1 + math.log(times)) * mixed * known, stems[word], word))
        scored.sort()
        for place, (weight, _, word) in enumerate(scored[:KEYWORD_LIMIT]):
            keywords[position, place] = table[word].astype(np.float32) / lengths[word]
            weights[position, place] = max(0.0, -weight)
    weights /= np.maximum(weights.sum(axis=1, keepdims=True), 1e-9)
    return keywords, weights


def _by(folded: Sequence[str], row: Counter[int]) -> Counter[str]:
    """Counts of words as counts of what they are folded to."""
    made: Counter[str] = Counter()
    for word, times in row.items():
        made[folded[word]] += times
    return made


def _tfidf(counted: Sequence[Counter[str]]) -> tuple[dict[int, float], ...]:
    """Unit TF-IDF rows."""
    holders = Counter(word for row in counted for word in row)
    numbers = {word: number for number, word in enumerate(holders)}
    made: list[dict[int, float]] = []
    for row in counted:
        weighed = {
            numbers[word]: (1 + math.log(n)) * math.log((len(counted) + 1) / (holders[word] + 0.5))
            for word, n in sorted(row.items())
        }
        length = math.sqrt(sum(weight * weight for weight in weighed.values()))
        made.append({word: weight / length for word, weight in weighed.items()} if length else {})
    return tuple(made)


def _entities(articles: Sequence[Annotated], entities: Sequence[Entity]) -> list[Counter[str]]:
    """Entities of each article as words of their own."""
    of = {mention: f"entity {entity.id}" for entity in entities for mention in entity.mentions}
    return [Counter(of[m.id] for m in article.mentions if m.id in of) for article in articles]


def _candidates(profiles: _Profiles, languages: Sequence[str]) -> set[tuple[int, int]]:
    """Pairs that words or direction speak for."""
    n = len(languages)
    if n <= CANDIDATES + 1:
        return {(i, j) for i in range(n) for j in range(i + 1, n)}
    rows = [
        [(2 * word, weight) for word, weight in words.items()]
        + [(2 * word + 1, weight) for word, weight in names.items()]
        for words, names in zip(profiles.words, profiles.names)
    ]
    postings: dict[int, list[tuple[int, float]]] = defaultdict(list)
    for position, row in enumerate(rows):
        for word, weight in row:
            postings[word].append((position, WORDS / 2 * weight))
    often = max(8, int(FREQUENT * n))
    index = {
        word: (np.asarray([p for p, _ in held]), np.asarray([w for _, w in held], dtype=np.float32))
        for word, held in postings.items()
        if 1 < len(held) <= often
    }
    names = np.asarray(languages)
    groups = [np.flatnonzero(names == name) for name in sorted(set(languages))]
    codes: list[Ints] = []
    for start in range(0, n, BLOCK):
        scores = DIRECTION * (profiles.direction[start : start + BLOCK] @ profiles.direction.T)
        for offset, score in enumerate(scores):
            for word, weight in rows[start + offset]:
                if word in index:
                    held, values = index[word]
                    score[held] += weight * values
            score[start + offset] = -1.0
        for group, most in [(np.arange(n), CANDIDATES)] + [
            (g, CANDIDATES_LANGUAGE) for g in groups
        ]:
            part = scores[:, group]
            if len(group) > most:
                best = np.argpartition(-part, most, axis=1)[:, :most]
            else:
                best = np.broadcast_to(np.arange(len(group)), part.shape)
            near, at = np.nonzero(np.take_along_axis(part, best, axis=1) > 0)
            one, other = near + start, group[best[near, at]]
            codes.append(np.minimum(one, other) * n + np.maximum(one, other))
    found = np.unique(np.concatenate(codes))
    return set(zip((found // n).tolist(), (found % n).tolist()))


def _interaction(profiles: _Profiles, pairs: Ints) -> Floats:
    """Late interaction of keywords, both ways, for sorted pairs.

    Every keyword brings its weight times the similarity of its best counterpart (from
    `KEYWORD_COSINE` up, squared); the two directions are averaged.
    """
    out = np.zeros(len(pairs), dtype=np.float32)
    begins = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
    ends = np.append(begins[1:], len(pairs))
    width = profiles.keywords.shape[2]
    for begin, end in zip(begins.tolist(), ends.tolist()):
        one = int(pairs[begin, 0])
        for low in range(begin, end, 512):
            others = pairs[low : min(end, low + 512), 1]
            flat = profiles.keywords[others].reshape(-1, width)
            cosines = profiles.keywords[one] @ flat.T
            near = cosines.reshape(KEYWORD_LIMIT, len(others), KEYWORD_LIMIT)
            there = profiles.weights[one] @ _nearness(near.max(axis=2))
            back = (_nearness(near.max(axis=0)) * profiles.weights[others]).sum(axis=1)
            out[low : low + len(others)] = (there + back) / 2
    return out


def _nearness(cosines: Floats) -> Floats:
    """How much two words have in common, 0..1, from the cosine of their vectors."""
    above = np.maximum(np.float32(0), (cosines - KEYWORD_COSINE) / (1 - KEYWORD_COSINE))
    nearness: Floats = above * above
    return nearness


def _shared(profiles: _Profiles, i: int, j: int, same_language: bool) -> float:
    """What two articles share in words and in names: the mean, or across languages the better."""
    words = _dot(profiles.words[i], profiles.words[j])
    names = _dot(profiles.names[i], profiles.names[j])
    return (words + names) / 2 if same_language else max(words, names)


def _dot(one: dict[int, float], other: dict[int, float]) -> float:
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _settled(articles: Sequence[Annotated], links: Sequence[Link]) -> set[tuple[int, int]]:
    """Pairs that are copies or translations of each other."""
    position = {article.article.id: k for k, article in enumerate(articles)}
    found: set[tuple[int, int]] = set()
    for link in links:
        if link.source in position and link.target in position and strong(link):
            i, j = sorted((position[link.source], position[link.target]))
            found.add((i, j))
    return found


def _damping(one: Annotated, other: Annotated) -> float:
    """What dates far apart and a common page leave of the likeness, as a share."""
    share = SAME_PAGE if one.article.page == other.article.page else 1.0
    first, second = _day(one), _day(other)
    if first is not None and second is not None:
        days = abs((first - second).days)
        share *= 1.0 - min(DAYS_MOST, DAYS_WEIGHT * max(0, days - DAYS_FREE))
    return share


def _day(article: Annotated) -> date | None:
    """The day of publication, where it is known to the day."""
    published = article.article.published
    try:
        return date.fromisoformat(published.date[:10]) if published else None
    except ValueError:
        return None
