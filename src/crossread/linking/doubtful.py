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

from crossread.encoding.concepts import Concepts, concepts
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
    if not len(doubtful):
        return likenesses
    asked = np.zeros(len(articles), bool)
    asked[pairs[doubtful]] = True
    told = across & asked[pairs].any(axis=1) & known[pairs].all(axis=1)
    different = np.flatnonzero(told & (likenesses < DOUBTFUL))
    used = np.unique(pairs[np.concatenate([doubtful, different])])
    about, sizes = _concepts([articles[k] for k in used], encoder, lexicon)
    place = np.full(len(articles), -1)
    place[used] = np.arange(len(used))
    own = place[pairs]
    long = ((own >= 0) & (sizes[own] >= LONG)).all(axis=1)
    doubtful, different = doubtful[long[doubtful]], different[long[different]]
    least = LEAST if len(different) >= FEW else ALONE
    if len(different) >= FEW:
        usual = about.cosines(own[different, 0], own[different, 1])
        least = max(least, BEYOND * float(np.quantile(usual, HIGHEST)))
    raised = likenesses.copy()
    raised[doubtful[about.cosines(own[doubtful, 0], own[doubtful, 1]) >= least]] = RAISED
    return raised


def _concepts(
    articles: Sequence[Annotated], encoder: Encoder, lexicon: Lexicon
) -> tuple[Concepts, Ints]:
    """The concepts of each article, of those words that dictionaries know, and how many words it has.

    A word counts by the logarithm of how often it stands there.
    """
    texts = [(n, text) for n, article in enumerate(articles) for text, _ in parts(article)]
    counted: list[Counter[str]] = [Counter() for _ in articles]
    for (n, text), found in zip(texts, encoder.words([text for _, text in texts])):
        places = zip(found.starts.tolist(), found.ends.tolist())
        counted[n].update(text[start:end].lower() for start, end in places)
    languages = [article.article.language for article in articles]
    asked = sorted({(word, code) for words, code in zip(counted, languages) for word in words})
    row = {pair: n for n, pair in enumerate(asked)}
    profiles = lexicon.profiles([word for word, _ in asked], [code for _, code in asked])
    known = np.diff(profiles.indptr) > 0
    rows: list[Ints] = []
    weights: list[Floats] = []
    for words, code in zip(counted, languages):
        own = sorted(word for word in words if known[row[word, code]])
        rows.append(np.array([row[word, code] for word in own], np.int64))
        weights.append(np.array([1 + np.log(words[word]) for word in own], np.float32))
    sizes = np.array([words.total() for words in counted], np.int64)
    return concepts(rows, weights, rows, profiles), sizes
