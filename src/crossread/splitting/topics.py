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
from collections.abc import Iterable, Mapping
from math import log, sqrt

from crossread.splitting.lines import Line, common_words, fold

STEM = 6  # characters kept of a word: "Ukrainian", "Ukraine's" and "Ukraine" meet in "ukrain"
LONG = 6  # a word without a capital must be so long to tell a subject
MAX_WORDS = 2000  # of one line; more tell nothing new

_TOKEN = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff]{2,200}")

Bag = Mapping[str, float]


def subject_words(line: Line) -> Counter[str]:
    """The subject words of a line and how often each stands there; names count double."""
    found: Counter[str] = Counter()
    common = common_words()
    for number, match in enumerate(_TOKEN.finditer(line.text)):
        if number >= MAX_WORDS:
            break
        word = match.group()
        if _UNSPACED.match(word):
            found.update(word[i : i + 2] for i in range(len(word) - 1))
            continue
        folded = fold(word)
        if folded in common or len(folded) < 2:
            continue
        if word[0].isupper() and len(folded) > 2:
            found[folded[:STEM]] += 2
        elif len(folded) >= LONG or word.isdigit():
            found[folded[:STEM]] += 1
    return found


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
