"""Lines → what they are about, and how much two stretches of text share of it.

In: lines of one page. Out: weights of their subject words, and the affinity (0..1) of two bags of
them. Subject words are names (capitalised inside a sentence), numbers and long words, cut to their
beginnings so that inflected forms meet; in scripts without spaces, pairs of characters. Words are
weighted by how few lines of the page hold them. This is the idea of TextTiling (Hearst 1997) with
names instead of all words, because two news items of one page share their general vocabulary but
seldom their names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, islice
from math import log, sqrt

from crossread.splitting.lines import Line, common_words, fold

STEM = 6  # characters kept of a word: "Ukrainian", "Ukraine's" and "Ukraine" meet in "ukrain"
LONG = 6  # a word without a capital must be so long to tell a subject
MAX_WORDS = 2000  # of one line; more tell nothing new
KEPT_WORDS = 16_384  # words whose subjects are remembered; the news of a day uses fewer
KEPT_STRETCHES = 256  # stretches of a page that are remembered; neighbours are asked for together
LONGEST_KEPT = 40  # characters; longer ones are no words and come but once

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,200}")

Bag = Mapping[str, float]


class Subjects:
    """The subject words of a page's lines, looked up when they are first asked for.

    Most pages hold one article without a heading, where no line has to be compared.

    Args:
        lines: of the page.
        numbers: of the lines that may belong to an article, in order.
    """

    def __init__(self, lines: Sequence[Line], numbers: Sequence[int]) -> None:
        self._lines = lines
        self._numbers = numbers
        self._gathered: dict[tuple[int, ...], dict[str, float]] = {}

    @cached_property
    def _bags(self) -> dict[int, Counter[str]]:
        return {number: subject_words(self._lines[number]) for number in self._numbers}

    @cached_property
    def _weights(self) -> dict[str, float]:
        return rarity(self._bags.values())

    def of(self, numbers: Sequence[int]) -> Bag:
        """One weighted bag of several lines.

        Args:
            numbers: of lines that may belong to an article.
        """
        key = tuple(numbers)
        found = self._gathered.get(key)
        if found is None:
            found = gathered((self._bags[number] for number in key), self._weights)
            if len(self._gathered) >= KEPT_STRETCHES:
                self._gathered.clear()
            self._gathered[key] = found
        return found


def subject_words(line: Line) -> Counter[str]:
    """The subject words of a line and how often each stands there; names count double."""
    words = list(islice(map(re.Match.group, _TOKEN.finditer(line.text)), MAX_WORDS))
    told = _kept if max(map(len, words), default=0) <= LONGEST_KEPT else _told
    return Counter(chain.from_iterable(map(told, words)))


def _told(word: str) -> tuple[str, ...]:
    """What one printed word tells of the subject, as often as it counts."""
    if _UNSPACED.match(word):
        return tuple(word[i : i + 2] for i in range(len(word) - 1))
    folded = fold(word)
    if folded in common_words() or len(folded) < 2:
        return ()
    if word[0].isupper() and len(folded) > 2:
        return (folded[:STEM],) * 2
    if len(folded) >= LONG or word.isdigit():
        return (folded[:STEM],)
    return ()


_kept = lru_cache(maxsize=KEPT_WORDS)(_told)


def rarity(bags: Iterable[Counter[str]]) -> dict[str, float]:
    """Weight of each word by how few of the lines hold it: log(1 + lines / lines with it)."""
    held = list(bags)
    spread: Counter[str] = Counter()
    for bag in held:
        spread.update(bag.keys())
    return {word: log(1 + len(held) / n) for word, n in spread.items()}


def gathered(bags: Iterable[Counter[str]], weights: Mapping[str, float]) -> dict[str, float]:
    """One weighted bag of several lines: (1 + log count) × rarity."""
    total: Counter[str] = Counter()
    for bag in bags:
        total.update(bag)
    return {w: (1 + log(n)) * weights.get(w, 0.0) for w, n in total.items()}


def affinity(one: Bag, other: Bag) -> float:
    """Cosine of two weighted bags, 0 (nothing shared) to 1."""
    if len(one) > len(other):
        one, other = other, one
    shared = sum(weight * other[word] for word, weight in sorted(one.items()) if word in other)
    if not shared:
        return 0.0
    return shared / sqrt(sum(v * v for v in one.values()) * sum(v * v for v in other.values()))


def held_by(one: Bag, other: Bag) -> float:
    """Share (0..1) of the weight of one bag whose words stand in the other."""
    total = sum(one.values())
    return sum(v for w, v in sorted(one.items()) if w in other) / total if total else 0.0
