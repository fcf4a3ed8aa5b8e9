"""Two articles' words, numbers, keywords and directions → how alike they are, 0..1.

Four things say that two articles tell of one event, and each is weak alone:
- words and names: cosines of their weights (`rarity`). Within one language both count alike; across
  languages, whichever says more;
- numbers that both print;
- keywords, compared by their vectors, each with its best counterpart (late interaction; Khattab and
  Zaharia 2020);
- direction: the article vectors.
Their weighted sum is the likeness. Publication dates far apart and one common page lower it. All
functions compare one article with several others at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Calibrated on the halves that `clustering` names.
WORDS = 0.65  # weights of the parts: these add up to 1…
KEYWORDS = 0.15
DIRECTION = 0.2
NUMBERS = 0.13  # …and numbers come on top
KEYWORD_COSINE = 0.3  # below this two words have nothing in common
SHORT = 0.8  # likeness gained by the shortest texts of two languages, as a share of it…
SHORT_SAME = 0.3  # …and of one language: they have less to share…
SHORT_WORDS = 60  # …than texts of this many words
# By reasoning, for want of news with both dates and events marked; `itn-dev`, whose dates are those
# of the items, agreed with it.
DAYS_FREE = 3  # days between publications that mean nothing
DAYS_WEIGHT = 0.02  # likeness lost a day after that, as a share of it…
DAYS_MOST = 0.9  # …up to this share: what is told again after seven weeks is another event
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


@dataclass(frozen=True, slots=True)
class Shared:
    """What n pairs of articles have in common: each (n,), 0..1, the cosines of directions -1..1."""

    words: Floats
    names: Floats
    numbers: Floats
    keywords: Floats
    directions: Floats


def likeness(mine: Facts, theirs: Facts, shared: Shared) -> Floats:
    """How alike articles are.

    Args:
        mine: of n articles.
        theirs: of n others, one for each.
        shared: by each pair.

    Returns:
        (n,) 0..1.
    """
    same = theirs.language == mine.language
    common = np.where(
        same, (shared.words + shared.names) / 2, np.maximum(shared.words, shared.names)
    )
    mixed = WORDS * common + KEYWORDS * shared.keywords + DIRECTION * shared.directions
    mixed += NUMBERS * shared.numbers
    short = np.maximum(0, 1 - np.minimum(theirs.length, mine.length) / SHORT_WORDS)
    mixed *= 1 + np.where(same, SHORT_SAME, SHORT) * short
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
