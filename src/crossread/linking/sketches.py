"""Annotated article → sketch: everything that articles are grouped into stories by.

In: annotated articles and the encoder. Out: one `Sketch` an article, made of that article alone, so
that sketches can be made in any process and in any order, sent about and kept while the article
itself is let go. What depends on other articles (how rare a word is) is added by `rarity` later.

A sketch holds
- stems: its words in plain Latin letters, cut short so that inflected forms meet;
- names: the consonants of words that may be names, and its numbers, so that they count across
  languages and scripts;
- keywords: the words that say most about it with their vectors, so that "Zoll" answers to "tariff";
- direction: the sum of its sentence vectors.

Words are told by a hash of 20 bits (CRC-32, the same in every process and run): of the few hundred
words of two articles hardly ever two share one.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from crossread.encoding.vectors import unit
from crossread.model import Annotated

if TYPE_CHECKING:
    from crossread.encoding import Encoder

Floats = NDArray[np.float32]

SENTENCE_LIMIT = 200  # sentences that the direction is made of
TEXT_LIMIT = 3_000  # characters of an article that are read here: the event stands at its head
HEADLINE = 2  # how often a word of the headline counts
STEM = 6  # letters of a folded word that count: inflected names and words meet
CONSONANTS = 3  # fewer consonants than this say nothing about a name
POOL = 48  # words of an article that can become its keywords
KNOWN_MOST = 1.5  # what a vector's length can say for a word, in usual lengths
BUCKETS = 1 << 20  # numbers that words are hashed to
BATCH = 64  # articles a call of the encoder
# Letters that stand for one consonant; what is not listed, and is no digit, is left out.
_SPELLINGS = tuple((f"{letter}h", sound) for letter, sound in zip("sckptzg", "sskftsk")) + (
    ("ts", "s"),
)
_SOUNDS = {point: None for point in range(128) if not chr(point).isdigit()} | str.maketrans(
    "bpfvwgkqcxdtszjlrmn", "ppfffkkkkkttssslrmn"
)


class Sketch(Struct, frozen=True):
    """What an article is grouped by.

    Args:
        id: of the article.
        page: of its page.
        language: of the article.
        outlet: who published it, where known.
        address: URL of its page, else its file and record, where known.
        source_id: what the source calls its page, where it does.
        day: of publication, as `date.toordinal`, where known to the day.
        headline: for people; the first words where there is none.
        length: words read, those of the headline `HEADLINE` times.
        stems: (s,) uint32, hashes of its word stems, rising.
        stem_counts: (s,) uint16, how often each occurs.
        names: (t,) uint32, hashes of what may be names and of numbers, rising.
        name_counts: (t,) uint16.
        keywords: up to `POOL` words as printed, the most telling first.
        keyword_stems: (k,) uint32, hash of the stem of each.
        keyword_counts: (k,) uint16.
        keyword_known: (k,) float16, length of each vector in usual lengths, up to `KNOWN_MOST`.
        vectors: (k, dimensions) int8, unit vectors times 127.
        direction: (dimensions,) float16, unit or, where the encoder knows nothing, zeros.
    """

    id: str
    page: str
    language: str
    outlet: str | None
    address: str | None
    source_id: str | None
    day: int | None
    headline: str
    length: int
    stems: bytes
    stem_counts: bytes
    names: bytes
    name_counts: bytes
    keywords: tuple[str, ...]
    keyword_stems: bytes
    keyword_counts: bytes
    keyword_known: bytes
    vectors: bytes
    direction: bytes


@dataclass(frozen=True, slots=True)
class _Word:
    """What a word is told by: hashes of its stem and, where it has enough, of its consonants."""

    stem: int
    consonants: int | None


def sketches(articles: Sequence[Annotated], encoder: Encoder) -> list[Sketch]:
    """Sketch articles.

    Args:
        articles: any number; each sketch depends on its own article alone.
        encoder: gives the vectors of words and sentences.

    Returns:
        One sketch an article, in the same order.
    """
    made: list[Sketch] = []
    for start in range(0, len(articles), BATCH):
        batch = articles[start : start + BATCH]
        made += _batch(batch, encoder)
    return made


def bucket(text: str) -> int:
    """The number, 0 to `BUCKETS` - 1, that a word, name or entity is told by."""
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) & (BUCKETS - 1)


def hashes(packed: bytes) -> NDArray[np.int64]:
    """Hashes of a sketch as numbers."""
    return np.frombuffer(packed, np.uint32).astype(np.int64)


def half(packed: bytes) -> Floats:
    """Numbers of half precision of a sketch as float32."""
    return np.frombuffer(packed, np.float16).astype(np.float32)


def _batch(articles: Sequence[Annotated], encoder: Encoder) -> list[Sketch]:
    texts: list[str] = []
    owners: list[tuple[int, int]] = []
    for position, article in enumerate(articles):
        for text, times in _parts(article):
            texts.append(text)
            owners.append((position, times))
    counted: list[Counter[str]] = [Counter() for _ in articles]
    capitals: list[Counter[str]] = [Counter() for _ in articles]
    vectors: list[dict[str, Floats]] = [{} for _ in articles]
    printed: list[dict[str, str]] = [{} for _ in articles]
    for text, (position, times), found in zip(texts, owners, encoder.words(texts)):
        tokens = [text[s:e] for s, e in zip(found.starts.tolist(), found.ends.tolist())]
        words = [token.casefold() for token in tokens]
        for _ in range(times):
            counted[position].update(words)
            capitals[position].update(w for t, w in zip(tokens, words) if not t[0].islower())
        printed[position].update(zip(words, tokens))
        vectors[position].update(zip(words, found.vectors))
    directions = _directions(articles, encoder)
    return [
        _sketch(article, counted[k], capitals[k], printed[k], vectors[k], directions[k])
        for k, article in enumerate(articles)
    ]


def _parts(article: Annotated) -> list[tuple[str, int]]:
    """The texts that are read, each with how often it counts."""
    record = article.article
    parts: list[tuple[str, int]] = []
    if record.headline is not None:
        parts.append((record.headline.text[:TEXT_LIMIT], HEADLINE))
    room = TEXT_LIMIT
    for span in (*record.deck, *record.body):
        if room <= 0:
            break
        parts.append((span.text[:room], 1))
        room -= len(span.text)
    return parts


def _sketch(
    article: Annotated,
    counted: Counter[str],
    capitals: Counter[str],
    printed: dict[str, str],
    vectors: dict[str, Floats],
    direction: Floats,
) -> Sketch:
    record = article.article
    stems: Counter[int] = Counter()
    names: Counter[int] = Counter()
    for word, times in counted.items():
        stems[_word(word).stem] += times
    for word, times in capitals.items():
        consonants = _word(word).consonants
        if consonants is not None:
            names[consonants] += times
    words = list(vectors)
    table = np.stack([vectors[word] for word in words]) if words else np.zeros((0, 1), np.float32)
    lengths = np.sqrt(np.einsum("ij,ij->i", table, table))
    told = lengths[lengths > 0]
    known = np.minimum(KNOWN_MOST, lengths / (float(median(told.tolist())) if len(told) else 1.0))
    telling = [(1 + np.log(counted[word])) * known[k] for k, word in enumerate(words)]
    best = sorted(
        (k for k in range(len(words)) if lengths[k] > 0), key=lambda k: (-telling[k], words[k])
    )[:POOL]
    units = table[best] / np.maximum(lengths[best], 1e-9)[:, None]
    return Sketch(
        id=record.id,
        page=record.page,
        language=record.language,
        outlet=record.outlet,
        address=article.page.url or article.page.path,
        source_id=article.page.source_id,
        day=_day(article),
        headline=_headline(article),
        length=sum(counted.values()),
        stems=_hashes(stems),
        stem_counts=_counts(stems),
        names=_hashes(names),
        name_counts=_counts(names),
        keywords=tuple(printed[words[k]] for k in best),
        keyword_stems=np.array([_word(words[k]).stem for k in best], np.uint32).tobytes(),
        keyword_counts=_small([counted[words[k]] for k in best]),
        keyword_known=known[best].astype(np.float16).tobytes(),
        vectors=np.rint(units * 127).astype(np.int8).tobytes(),
        direction=direction.astype(np.float16).tobytes(),
    )


def _directions(articles: Sequence[Annotated], encoder: Encoder) -> Floats:
    """(articles, dimensions) unit vectors: sums of the sentences, long ones counting for more."""
    texts = [
        [sentence.span.text[:TEXT_LIMIT] for sentence in article.sentences[:SENTENCE_LIMIT]]
        for article in articles
    ]
    vectors = encoder.sentences([text for one in texts for text in one])
    sums = np.zeros((len(articles), encoder.dimensions), np.float32)
    at = 0
    for position, one in enumerate(texts):
        if one:
            weights = np.sqrt(np.array([1 + text.count(" ") for text in one], np.float32))
            sums[position] = weights @ vectors[at : at + len(one)]
            at += len(one)
    return unit(sums)


@lru_cache(maxsize=1 << 17)
def _word(word: str) -> _Word:
    """Stem and consonants of a word in small letters.

    Both in plain Latin letters, cut to `STEM`. Consonants that languages and scripts write for one
    another are one letter; vowels go, because Arabic and Hebrew leave them out.
    """
    from anyascii import anyascii

    latin = anyascii(word).lower()
    stem = bucket(latin[:STEM] or word)
    for spelling, sound in _SPELLINGS:
        latin = latin.replace(spelling, sound)
    letters = latin.translate(_SOUNDS)
    plain = "".join(c for k, c in enumerate(letters) if c.isdigit() or letters[k - 1 : k] != c)
    return _Word(stem, bucket(plain[:STEM]) if len(plain) >= CONSONANTS else None)


def _hashes(counted: Counter[int]) -> bytes:
    return np.array(sorted(counted), np.uint32).tobytes()


def _counts(counted: Counter[int]) -> bytes:
    return _small([counted[key] for key in sorted(counted)])


def _small(numbers: Sequence[int]) -> bytes:
    """Counts as uint16; more than that is that."""
    return np.minimum(np.array(numbers, np.int64), 0xFFFF).astype(np.uint16).tobytes()


def _headline(article: Annotated) -> str:
    headline = article.article.headline
    if headline is not None:
        return " ".join(headline.text.split())
    return " ".join(article.sentences[0].span.text.split())[:120] if article.sentences else ""


def _day(article: Annotated) -> int | None:
    """The day of publication, where it is known to the day."""
    published = article.article.published
    try:
        return date.fromisoformat(published.date[:10]).toordinal() if published else None
    except ValueError:
        return None
