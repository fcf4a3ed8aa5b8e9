"""Two spellings of a name → how alike they are.

In: names as printed, any script. Out: their Latin letters (anyascii), a key that sounds alike share,
and a similarity. The key folds what languages write differently for one sound when they write
foreign names ("Tschechow"/"Chekhov", "Pouchkine"/"Pushkin", "Gogol"/"Gogoll"); it
is coarse on purpose and never decides alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from anyascii import anyascii
from rapidfuzz import process
from rapidfuzz.distance import JaroWinkler, Levenshtein

_WORD = re.compile(r"[a-z0-9]+(?:'[a-z0-9]+)*")
_ROWS = 256  # words compared with all others at once
_GENITIVE = re.compile(r"['’ʼ][sS]$")
# In this order: longer spellings of a sound before shorter ones.
_SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"(?<=[a-z])[yj](?=a[iy])", ""),
        (r"schtsch|shch|chtch|szcz", "S"),
        (r"dsch|dzh|dj", "j"),
        (r"tsch|tch|cz", "S"),
        (r"sch|sh|sz|zh|ch(?=[aeioukn])(?!$)", "S"),
        (r"kh|ck|cq|qu|q|x|ch$", "k"),
        (r"ph|v|w", "f"),
        (r"ts|tz|z|c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"th|dt", "t"),
        (r"gh", "g"),
        (r"ou|oo|oe|ue", "u"),
        (r"ae|ai|ei|ey|ay|ea|ee|ie|ij|iy|yi|y|j", "i"),
        (r"(?<=.)h", ""),
        (r"(.)\1+", r"\1"),
        (r"(?<=..)[ei]$", ""),
    )
)


@lru_cache(maxsize=100_000)
def latin(name: str) -> tuple[str, ...]:
    """A name as lower-case Latin words, hyphens and full stops opened: `("anne", "marie", "dupre")`.

    Args:
        name: as printed, any script.
    """
    text = anyascii(_GENITIVE.sub("", name[:200])).lower().replace("’", "'")
    return tuple(_WORD.findall(text.replace("'s ", " ")))


@lru_cache(maxsize=100_000)
def sound(word: str) -> str:
    """The sound key of one lower-case Latin word; words that sound alike mostly share it."""
    return rewritten(word.replace("'", ""), _SOUNDS).lower()


def rewritten(word: str, table: Iterable[tuple[re.Pattern[str], str]]) -> str:
    """A word with each pattern of a table put as it says, one after the other."""
    for old, new in table:
        word = old.sub(new, word)
    return word


@lru_cache(maxsize=200_000)
def alike(one: str, two: str) -> float:
    """How alike two lower-case Latin words are, 0..1; 1.0 for the same word, 0.97 the same sound.

    Between them the better of spelling and sound, each the mean of Jaro-Winkler (beginnings weigh
    more: what mangles names mostly spares them) and one minus the edit distance as a share of the
    longer word.
    """
    if one == two:
        return 1.0
    if len(one) < 2 or len(two) < 2:
        return 0.0
    left, right = sound(one), sound(two)
    if left == right and len(left) > 1:
        return 0.97
    return min(0.96, max(_mean(one, two), _mean(left, right)))


def _mean(one: str, two: str) -> float:
    if not one or not two:
        return 0.0
    return (JaroWinkler.similarity(one, two) + Levenshtein.normalized_similarity(one, two)) / 2


def near_words(
    words: Sequence[str], others: Sequence[str], least: float
) -> Iterator[tuple[str, list[str]]]:
    """For each word those of the others that may be alike: a first sieve before `alike`.

    Args:
        words, others: lower-case Latin words, n and m of them; the cost is n·m edit distances, so
            they should be of one `block`.
        least: the similarity looked for, 0.5..1. `alike` is a mean of two numbers up to 1, so that
            neither may be under 2·least - 1.

    Yields:
        Each word once, with its candidates in the order of `others`.
    """
    cutoff = 2 * least - 1
    targets = [sound(word) for word in others]
    for start in range(0, len(words), _ROWS):
        rows = words[start : start + _ROWS]
        close = process.cdist(
            rows, others, scorer=Levenshtein.normalized_similarity, score_cutoff=cutoff
        )
        sounds = [sound(word) for word in rows]
        close += process.cdist(
            sounds, targets, scorer=Levenshtein.normalized_similarity, score_cutoff=cutoff
        )
        for word, row in zip(rows, close):
            yield word, [others[i] for i in np.flatnonzero(row).tolist()]


# sounds that misspellings and translations swap at the beginning of a name
_CLASSES = str.maketrans("fpdgz", "bbtks")


@lru_cache(maxsize=50_000)
def block(word: str) -> str:
    """The key under which words are compared at all: the first sounds, vowels folded."""
    key = sound(word).translate(_CLASSES)
    key = key[1:] if key[:1] == "h" and len(key) > 2 else key
    return re.sub("[aeiou]+", "a", key)[:2]
