"""Annotated article → sketch: everything that articles are grouped into stories by.

In: annotated articles and the encoder. Out: one `Sketch` an article, made of that article alone, so
that sketches can be made in any process and in any order, sent about and kept while the article
itself is let go. What depends on other articles (how rare a word is) is added by `rarity` later.

A sketch holds
- stems: its words in plain Latin letters, cut short so that inflected forms meet;
- names: the consonants of words that may be names, so that they count across languages and scripts,
  and the keys that all languages share of the places it names (`gazetteer`);
- numbers, as digits;
- keywords: the words that say most about it with their vectors, so that "Zoll" answers to "tariff";
- direction: the sum of its sentence vectors.

Words are told by a hash of 20 bits (CRC-32, the same in every process and run): of the few hundred
words of two articles hardly ever two share one.
"""

from __future__ import annotations

import math
import re
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from statistics import median
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from crossread.encoding.vectors import unit
from crossread.linking.gazetteer import HAN, is_place, places, small
from crossread.model import Annotated

if TYPE_CHECKING:
    from crossread.encoding import Encoder

Floats = NDArray[np.float32]
Text = TypeVar("Text", str, str | None)

# What of an article is read. Words, names, places and numbers are those of its head, where the event
# stands. The direction is of more of it, which does a little better on long articles (B³ F1 of
# `ecbplus` .928; .926 from the head alone).
TEXT_LIMIT = 3_000  # characters of the text, and of the headline
SENTENCE_LIMIT = 200  # sentences that the direction is made of…
SENTENCE_LENGTH = 3_000  # …and characters of each
HEADLINE = 2  # how often a word of the headline counts
STEM = 6  # letters of a folded word that count: inflected names and words meet
CONSONANTS = 3  # fewer consonants than this say nothing about a name
KEYWORDS = 12  # words of an article that are compared by their vectors
LONGEST = 1.5  # a vector longer than this many times the article's middle one says no more
BUCKETS = 1 << 20  # numbers that words are hashed to
BATCH = 64  # articles a call of the encoder
# Letters that stand for one consonant; what is not listed, and is no digit, is left out.
_SPELLINGS = tuple((f"{letter}h", sound) for letter, sound in zip("sckptzg", "sskftsk")) + (
    ("ts", "s"),
)
_SOUNDS = {point: None for point in range(128) if not chr(point).isdigit()} | str.maketrans(
    "bpfvwgkqcxdtszjlrmn", "ppfffkkkkkttssslrmn"
)
# A number with its marks of thousands and decimals; an apostrophe or a narrow or fixed space is one
# only before three digits, and ", " none.
_NUMBER = re.compile(r"\d+(?:[.,]\d+|['\u2019\u00a0\u2009\u202f]\d{3}(?!\d))*")
# Thousands in groups of three, in India of two before the last, then the decimals.
_GROUPED = re.compile(
    r"([1-9]\d{0,2}(?:([.,'\u2019\u00a0\u2009\u202f])\d{3})(?:\2\d{3})*"
    r"|[1-9]\d?(?:,\d\d)+,\d{3})(?:[.,](\d+))?"
)
_GAPS = re.compile(r"['\u2019\u00a0\u2009\u202f]")
_NOT_DIGIT = re.compile(r"\D")
_OTHER_DIGIT = re.compile(r"(?![0-9])\d")
_SURROGATE = re.compile("[\ud800-\udfff]")
# Arabic and Hebrew letters that are a vowel as often as a consonant, but at the start of a word.
_MAY_BE_VOWELS = re.compile("(?<!^)[وؤו]")
_SEMITIC = ("\u0590", "\u06ff")
_NAME_PARTS = re.compile(r"[·・\s=＝-]+")


class Sketch(Struct, frozen=True):
    """What an article is grouped by.

    Args:
        id: of the article.
        page: of its page.
        language: of the article.
        address: URL of its page, else its file and record, where known.
        source_id: what the source calls its page, where it does.
        day: of publication, as `date.toordinal`, where known to the day.
        headline: for people; the first words where there is none.
        length: words read, those of the headline `HEADLINE` times.
        stems: (s,) uint32, hashes of its word stems, rising.
        stem_counts: (s,) uint16, how often each occurs.
        stem_lengths: (s,) float16, length of the vector of each in middle lengths, up to `LONGEST`.
        names: (t,) uint32, hashes of what may be names and of places, rising.
        name_counts: (t,) uint16.
        numbers: (u,) uint32, hashes of its numbers, rising.
        number_counts: (u,) uint16.
        keywords: up to `KEYWORDS` words as printed, the most telling first.
        keyword_places: (k,) uint16, place of the stem of each in `stems`.
        vectors: (k, dimensions) int8, unit vectors times 127.
        direction: (dimensions,) float16, unit or, where the encoder knows nothing, zeros.
    """

    id: str
    page: str
    language: str
    address: str | None
    source_id: str | None
    day: int | None
    headline: str
    length: int
    stems: bytes
    stem_counts: bytes
    stem_lengths: bytes
    names: bytes
    name_counts: bytes
    numbers: bytes
    number_counts: bytes
    keywords: tuple[str, ...]
    keyword_places: bytes
    vectors: bytes
    direction: bytes


@dataclass(frozen=True, slots=True)
class _Read:
    """What is read of one article: words in small letters and how often each occurs.

    Args:
        counted: all words.
        capitals: those that begin with no small letter, as all do in scripts without capitals.
        printed: word → as it stands in the text.
        vectors: for each text that is read, word → its row, the last where it occurs several
            times, and the table of the vectors.
        places: keys of places.
        numbers: as digits.
    """

    counted: Counter[str]
    capitals: Counter[str]
    printed: dict[str, str]
    vectors: list[tuple[dict[str, int], Floats]]
    places: Counter[str]
    numbers: Counter[str]


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


def parts(article: Annotated) -> list[tuple[str, int]]:
    """What of an article is read, its headline and the head of its text, each with how often it counts."""
    record = article.article
    kept: list[str] = []
    room = TEXT_LIMIT
    for span in (*record.deck, *record.body):
        if room <= 0:
            break
        kept.append(span.text[:room])
        room -= len(span.text)
    text = ("\n".join(kept), 1)
    if record.headline is None:
        return [text]
    return [(record.headline.text[:TEXT_LIMIT], HEADLINE), text]


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
        for text, times in parts(article):
            texts.append(text)
            owners.append((position, times))
    read = [_Read(Counter(), Counter(), {}, [], Counter(), Counter()) for _ in articles]
    for text, (position, times), found in zip(texts, owners, encoder.words(texts)):
        one = read[position]
        spans = list(zip(found.starts.tolist(), found.ends.tolist()))
        tokens = [text[start:end] for start, end in spans]
        words = [token.casefold() for token in tokens]
        without_capital = {letter for letter in {token[0] for token in tokens} if small(letter)}
        capitals = [w for t, w in zip(tokens, words) if t[0] not in without_capital]
        for _ in range(times):
            one.counted.update(words)
            one.capitals.update(capitals)
        one.printed.update(zip(words, tokens))
        one.vectors.append((dict(zip(words, range(len(words)))), found.vectors))
        one.places.update(places(text, spans, articles[position].article.language))
        one.numbers.update(_numbers(text))
    directions = _directions(articles, encoder)
    return [
        _sketch(article, one, direction)
        for article, one, direction in zip(articles, read, directions, strict=True)
    ]


def _distinct(read: _Read) -> tuple[list[str], Floats]:
    """The words, each once, and (words, dimensions) their vectors; of several the last."""
    rows: dict[str, int] = {}
    tables: list[Floats] = []
    for here, vectors in reversed(read.vectors):
        new = {word: row for word, row in here.items() if word not in rows} if rows else here
        tables.append(vectors[list(new.values())])
        rows = rows | new
    return list(rows), tables[0] if len(tables) == 1 else np.concatenate(tables)


def _sketch(article: Annotated, read: _Read, direction: Floats) -> Sketch:
    record = article.article
    words, table = _distinct(read)
    norms = np.sqrt(np.einsum("ij,ij->i", table, table))
    told = norms[norms > 0].tolist()
    shares = np.minimum(LONGEST, norms / (median(told) if told else 1.0)).tolist()
    stems: dict[int, int] = {}
    longest: dict[int, float] = {}
    for word, share in zip(words, shares):
        stem = _stem(word)
        stems[stem] = stems.get(stem, 0) + read.counted[word]
        longest[stem] = max(longest.get(stem, 0.0), share or 1.0)
    best = _keywords(words, shares, read.counted)
    names = _names(read.capitals, article)
    names.update({bucket(key): times for key, times in read.places.items()})
    ordered = sorted(stems)
    place = {stem: k for k, stem in enumerate(ordered)}
    units = table[best] / np.maximum(norms[best], 1e-9)[:, None]
    return Sketch(
        id=record.id,
        page=record.page,
        language=record.language,
        address=_sendable(article.page.url or article.page.path),
        source_id=_sendable(article.page.source_id),
        day=_day(article),
        headline=_sendable(_headline(article)),
        length=sum(read.counted.values()),
        stems=_hashes(stems),
        stem_counts=_counts(stems),
        stem_lengths=np.array([longest[stem] for stem in ordered], np.float16).tobytes(),
        names=_hashes(names),
        name_counts=_counts(names),
        numbers=_hashes(numbers := Counter({bucket(n): k for n, k in read.numbers.items()})),
        number_counts=_counts(numbers),
        keywords=tuple(_sendable(read.printed[words[k]]) for k in best),
        keyword_places=np.array([place[_stem(words[k])] for k in best], np.uint16).tobytes(),
        vectors=np.rint(units * 127).astype(np.int8).tobytes(),
        direction=direction.astype(np.float16).tobytes(),
    )


def _keywords(words: Sequence[str], shares: Sequence[float], counted: Counter[str]) -> list[int]:
    """Places of the words that say most, by the article alone: often here, and of long vectors.

    One word a stem.
    """
    ranked = sorted(
        (-(1 + math.log(counted[word])) * share * share, word, k)
        for k, (word, share) in enumerate(zip(words, shares))
        if share > 0
    )
    best: list[int] = []
    seen: set[int] = set()
    for _, word, k in ranked:
        if len(best) == KEYWORDS:
            break
        if _stem(word) not in seen:
            seen.add(_stem(word))
            best.append(k)
    return best


def _names(capitals: Counter[str], article: Annotated) -> Counter[int]:
    """Consonants of the words that may be names.

    Those are the words that begin with no small letter; in Han script, whose words as the encoder
    cuts them are no names, the parts of the names found, and words in Latin letters and digits.
    """
    han = article.article.language in HAN
    found: Counter[int] = Counter()
    if han:
        first = article.sentences[0].span.start if article.sentences else 0
        for mention in article.mentions:
            if mention.span.start < TEXT_LIMIT + first:
                for part in _NAME_PARTS.split(mention.span.text):
                    found.update(_consonants(part, han=True))
    for word, times in capitals.items():
        if not han or word.isascii() or word[0].isdigit():
            forms = _consonants(word)
            if len(forms) > 1 and is_place(word, article.article.language):
                forms = forms[:1]  # all languages share its key: a second form says nothing more
            for consonants in forms:
                found[consonants] += times
    return found


def _directions(articles: Sequence[Annotated], encoder: Encoder) -> Floats:
    """(articles, dimensions) unit vectors: sums of the sentences, long ones counting for more."""
    texts = [
        [sentence.span.text[:SENTENCE_LENGTH] for sentence in article.sentences[:SENTENCE_LIMIT]]
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
def _stem(word: str) -> int:
    """A word in small letters as plain Latin ones, cut to `STEM`, hashed."""
    from anyascii import anyascii

    return bucket(anyascii(word).lower()[:STEM] or word)


@lru_cache(maxsize=1 << 16)
def _consonants(word: str, *, han: bool = False) -> tuple[int, ...]:
    """The consonants of a word, cut to `STEM`, hashed; none where there are too few.

    Those that languages and scripts write for one another are one letter. Vowels go, because Arabic
    and Hebrew leave them out; the "ng" that closes a Chinese syllable is an n. A waw inside a word of
    theirs is a vowel or a consonant: the word has two forms, with and without it. (Of
    8,000 pairs of `names-open` with enough consonants .79 share a form in Arabic and .59 in Hebrew,
    with one form .45 and .34; by chance under .001.)
    """
    forms = [word]
    if word and _SEMITIC[0] <= word[0] <= _SEMITIC[1]:
        forms.append(_MAY_BE_VOWELS.sub("", word))
    found = (_skeleton(form, han) for form in dict.fromkeys(forms))
    return tuple(dict.fromkeys(bucket(one[:STEM]) for one in found if len(one) >= CONSONANTS))


def _skeleton(word: str, han: bool) -> str:
    from anyascii import anyascii

    latin = anyascii(word)
    if han:
        latin = latin.replace("ng", "n")
    latin = latin.lower()
    for spelling, sound in _SPELLINGS:
        latin = latin.replace(spelling, sound)
    letters = latin.translate(_SOUNDS)
    return "".join(c for k, c in enumerate(letters) if c.isdigit() or letters[k - 1 : k] != c)


def _numbers(text: str) -> list[str]:
    """Numbers of a text in plain digits: marks of thousands go, the decimal mark is a point."""
    if not text.isascii():
        text = _OTHER_DIGIT.sub(_plain_digit, text).replace("٫", ".").replace("٬", ",")
    return [
        number
        for found in _NUMBER.findall(text)
        for number in ((found,) if found.isdigit() else _plain(found))
    ]


def _plain(written: str) -> list[str]:
    """A number with marks as plain digits; several, where its gaps are none of thousands."""
    grouped = _GROUPED.fullmatch(written)
    if grouped is None:
        return [part.replace(",", ".") for part in _GAPS.split(written)]
    whole, _, decimals = grouped.groups()
    return [_NOT_DIGIT.sub("", whole) + (f".{decimals}" if decimals else "")]


def _plain_digit(found: re.Match[str]) -> str:
    from anyascii import anyascii

    return anyascii(found.group())


def _hashes(counted: Mapping[int, int]) -> bytes:
    return np.array(sorted(counted), np.uint32).tobytes()


def _counts(counted: Mapping[int, int]) -> bytes:
    return _small([counted[key] for key in sorted(counted)])


def _small(numbers: Sequence[int]) -> bytes:
    """Counts as uint16; more than that is that."""
    return np.minimum(np.array(numbers, np.int64), 0xFFFF).astype(np.uint16).tobytes()


def _sendable(text: Text) -> Text:
    """A text without lone surrogates, which no format can carry."""
    if text is None or text.isascii():
        return text
    return _SURROGATE.sub("\ufffd", text)


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
