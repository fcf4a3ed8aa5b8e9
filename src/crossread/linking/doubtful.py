"""Pairs of articles in two languages that are nearly alike enough → a second look, by dictionaries.

In: pairs with their likeness. Out: the likeness, raised where dictionaries say that two articles tell of
the same things. What counts across languages is names, places and numbers, and a short article in
another script may print few of them. So of the pairs just under what groups join at, those in two
languages that the lexicon knows are compared by the concepts that all their words stand for.

How much two articles of different events have in common depends on the collection: reports from the
stock exchange always share more than the pages of one newspaper. So a pair must stand out against the
pairs of the same articles that are surely of different events. No pair in one language is touched, and
where there are no doubtful ones the lexicon is not even loaded.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from crossread.linking.clustering import THRESHOLD
from crossread.linking.sketches import parts
from crossread.model import Annotated

if TYPE_CHECKING:
    from crossread.encoding import Encoder
    from crossread.encoding.lexicon import Lexicon

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

DOUBTFUL = 0.1
"""Likeness from which a pair gets a second look, up to where groups join; under it two articles are
surely of different events. The values here were chosen on `examples/`, `examples/rehearsal/`,
`meantime-dev` and `itn-dev`: accounts of one event lie at .24 to .46, pairs of different ones at .05 to
.22, and at .17 to .43 where all speak of business (5th and 95th of hundred)."""
LEAST = 0.24
"""Cosine of the concepts from which two articles can be of one event,"""
BEYOND = 1.25
"""and beside the highest twentieth of the pairs that are surely of different events: so many times."""
HIGHEST = 0.95
FEW = 20
"""Where there are fewer of such pairs than this, the next must be reached instead."""
ALONE = 0.4
RAISED = 0.3
"""Likeness of a pair that passes: that of a usual pair of accounts in two languages."""
LONG = 60
"""Words that both articles need: a few words agree by chance."""


def second_look(
    articles: Sequence[Annotated],
    pairs: Ints,
    likenesses: Floats,
    encoder: Encoder,
    lexicon: Lexicon | None = None,
) -> Floats:
    """Look again at doubtful pairs.

    Args:
        articles: n articles.
        pairs: (m, 2) positions of two articles, each pair once.
        likenesses: (m,) of the pairs, 0..1.
        encoder: cuts texts into words.
        lexicon: tells what words mean; the shipped one unless given.

    Returns:
        (m,) likenesses; those that pass are raised to `RAISED`, no other is changed.
    """
    languages = np.array([a.article.language for a in articles], dtype="U8")
    across = languages[pairs[:, 0]] != languages[pairs[:, 1]]
    doubtful = np.flatnonzero(across & (likenesses >= DOUBTFUL) & (likenesses < THRESHOLD))
    if not len(doubtful):
        return likenesses
    if lexicon is None:
        from crossread.encoding.lexicon import load

        lexicon = load()
    known = np.isin(languages, sorted(lexicon.rules))
    doubtful = doubtful[known[pairs[doubtful]].all(axis=1)]
    asked = np.zeros(len(articles), bool)
    asked[pairs[doubtful]] = True
    told = across & asked[pairs].any(axis=1) & known[pairs].all(axis=1)
    different = np.flatnonzero(told & (likenesses < DOUBTFUL))
    used = np.unique(pairs[np.concatenate([doubtful, different])])
    concepts = dict(zip(used.tolist(), _concepts([articles[k] for k in used], encoder, lexicon)))
    long = np.array([k in concepts and concepts[k].words >= LONG for k in range(len(articles))])
    doubtful, different = [rows[long[pairs[rows]].all(axis=1)] for rows in (doubtful, different)]
    least = LEAST if len(different) >= FEW else ALONE
    if len(different) >= FEW:
        usual = [concepts[i].cosine(concepts[j]) for i, j in pairs[different].tolist()]
        least = max(least, BEYOND * float(np.quantile(usual, HIGHEST)))
    raised = likenesses.copy()
    for row in doubtful.tolist():
        i, j = pairs[row].tolist()
        if concepts[i].cosine(concepts[j]) >= least:
            raised[row] = RAISED
    return raised


class _Concepts:
    """What an article is about: concepts with weights of length 1, by how many words."""

    def __init__(self, ids: Ints, weights: Floats, words: int) -> None:
        self.ids, self.weights, self.words = ids, weights, words

    def cosine(self, other: _Concepts) -> float:
        """0..1; 0 where nothing is shared."""
        _, mine, theirs = np.intersect1d(
            self.ids, other.ids, assume_unique=True, return_indices=True
        )
        return float(self.weights[mine] @ other.weights[theirs])


def _concepts(articles: Sequence[Annotated], encoder: Encoder, lexicon: Lexicon) -> list[_Concepts]:
    """The concepts of each article; a word counts by the logarithm of how often it stands there."""
    texts = [(n, text) for n, article in enumerate(articles) for text, _ in parts(article)]
    counted: list[Counter[str]] = [Counter() for _ in articles]
    for (n, text), found in zip(texts, encoder.words([text for _, text in texts])):
        places = zip(found.starts.tolist(), found.ends.tolist())
        counted[n].update(text[start:end].lower() for start, end in places)
    made: list[_Concepts] = []
    for article, words in zip(articles, counted):
        own = sorted(words)
        profiles = lexicon.profiles(own, [article.article.language] * len(own))
        counts = np.array([1 + np.log(words[word]) for word in own], np.float32)
        weights = profiles.weights * np.repeat(counts, np.diff(profiles.indptr))
        ids, at = np.unique(profiles.ids, return_inverse=True)
        total = np.bincount(at, weights, len(ids)).astype(np.float32)
        length = max(float(np.linalg.norm(total)), 1e-9)
        made.append(_Concepts(ids, total / np.float32(length), words.total()))
    return made
