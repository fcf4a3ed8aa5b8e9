"""Two articles' words, keywords and directions → how alike they are, 0..1.

Three things say that two articles tell of one event, and each is weak alone:
- words: TF-IDF over word stems, and over names and numbers;
- keywords: the rarest words of each article, compared by their vectors, each with its best
  counterpart (late interaction; Khattab and Zaharia 2020);
- direction: the article vectors.
Their weighted mean is the likeness. Publication dates far apart and one common page lower it. All
functions compare one article with several others at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Calibrated on halves (by event) of `ecbplus`, `meantime-dev`, `itn-dev` and on `newswcl50`; the
# other halves are what bench/stories.py reports.
THRESHOLD = 0.225  # mean likeness down to which articles share a story
WORDS = 1.2  # weights of the three parts of the likeness
KEYWORDS = 1.0
DIRECTION = 0.5
KEYWORD_LIMIT = 24  # weightiest words of an article that are compared by their vectors
KEYWORD_COSINE = 0.3  # below this two words have nothing in common
SHORT = 0.3  # likeness gained by the shortest texts, as a share of it: they have less to share…
SHORT_WORDS = 60  # …than texts of this many words
# By reasoning, for want of data with both dates and events marked:
DAYS_FREE = 2  # days between publications that mean nothing
DAYS_WEIGHT = 0.04  # likeness lost a day after that, as a share of it…
DAYS_MOST = 0.6  # …up to this share
SAME_PAGE = 0.75  # likeness of two articles of one page is multiplied by this


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of articles besides their words.

    Args:
        language: (n,) a number a language.
        page: (n,) a number a page.
        day: (n,) of publication, 0 where not known.
        length: (n,) words.
    """

    language: Ints
    page: Ints
    day: Ints
    length: Ints


def likeness(
    mine: Facts, theirs: Facts, words: Floats, names: Floats, keywords: Floats, cosines: Floats
) -> Floats:
    """How alike an article is to others.

    Args:
        mine: of the article; one row.
        theirs: of n others.
        words: (n,) cosines of the words.
        names: (n,) of the names and numbers.
        keywords: (n,) from `interaction`.
        cosines: (n,) of the directions.

    Returns:
        (n,) 0..1.
    """
    same = theirs.language == mine.language
    shared = np.where(same, (words + names) / 2, np.maximum(words, names))
    mixed = WORDS * shared + KEYWORDS * keywords + DIRECTION * cosines
    mixed /= WORDS + KEYWORDS + DIRECTION
    shorter = np.minimum(theirs.length, mine.length)
    mixed *= 1 + SHORT * np.maximum(0, 1 - shorter / SHORT_WORDS)
    mixed *= np.where(theirs.page == mine.page, SAME_PAGE, 1.0)
    apart = np.abs(theirs.day - mine.day) * ((theirs.day > 0) & (mine.day > 0))
    mixed *= 1 - np.minimum(DAYS_MOST, DAYS_WEIGHT * np.maximum(0, apart - DAYS_FREE))
    alike: Floats = np.clip(mixed, 0, 1).astype(np.float32)
    return alike


def interaction(mine: Floats, weights: Floats, theirs: Floats, their_weights: Floats) -> Floats:
    """Late interaction of keywords, both ways.

    Every keyword brings its weight times the similarity of its best counterpart; the two
    directions are averaged.

    Args:
        mine: (k, dimensions) unit vectors of an article's keywords.
        weights: (k,) adding up to 1.
        theirs: (n, k, dimensions) those of others.
        their_weights: (n, k).

    Returns:
        (n,) 0..1.
    """
    number, kept, dimensions = theirs.shape
    near = (mine @ theirs.reshape(-1, dimensions).T).reshape(len(mine), number, kept)
    there = weights @ nearness(near.max(axis=2))
    back = (nearness(near.max(axis=0)) * their_weights).sum(axis=1)
    mean: Floats = (there + back) / 2
    return mean


def nearness(cosines: Floats) -> Floats:
    """How much two words have in common, 0..1, from the cosine of their vectors."""
    above = np.maximum(np.float32(0), (cosines - KEYWORD_COSINE) / (1 - KEYWORD_COSINE))
    nearness: Floats = above * above
    return nearness
