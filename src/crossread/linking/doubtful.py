"""Pairs of articles that are hardly alike enough → a second look, by dictionaries.

In: pairs with their likeness. Out: the likeness, raised where dictionaries say that two articles tell of
the same things. What counts across languages is names, places and numbers, and a short article in
another script may print few of them; in a folder of a few pages, rarity says little of any word. So
pairs near what groups join at, in languages that the lexicon knows, are compared by the concepts
that all their words stand for, less what a news text usually holds of each: all news speak of people,
years and governments. The articles at hand count for what is usual too, where all speak of business.

Pairs in one language are looked at again only where there are few articles of it: of more, rarity is the better
judge (two events of one subject share too many of its words). Where there are no doubtful pairs the lexicon is
not even loaded.
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

DOUBTFUL = 0.08
"""Likeness from which a pair gets a second look: under it two articles are surely of different events. This
and the next values were chosen on samples of one to six stories of `examples/rehearsal/`, as a folder of pages
is; `meantime-dev`, whole and in such samples, `itn-dev` and `ecbplus` stay as they are."""
SURE = 0.3
"""Likeness from which it needs none, and that none is raised beyond: that of a usual pair of accounts."""
FEW = 6
"""Articles of one language up to which rarity among them says too little of a pair in that language."""
USUAL = 20.0
"""Articles that the usual news text counts as beside those at hand."""
UNLIKE = -0.03
"""Cosine beyond what is usual from which it speaks for a pair: of different events it mostly lies at -.13 to
.04, of one event at .03 to .28 (5th and 95th of hundred)."""
SHARE = 0.6
"""Likeness gained for each unit of the cosine above that."""
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
        (m,) likenesses; none is lowered, and none raised beyond `SURE`.
    """
    languages = np.array([a.article.language for a in articles], dtype="U8")
    names, counts = np.unique(languages, return_counts=True)
    few = np.isin(languages, names[counts <= FEW])
    asked = (languages[pairs[:, 0]] != languages[pairs[:, 1]]) | few[pairs[:, 0]]
    doubtful = np.flatnonzero(asked & (likenesses >= DOUBTFUL) & (likenesses < SURE))
    if not (likenesses[doubtful] < THRESHOLD).any():
        return likenesses
    from crossread.encoding.concepts import counted
    from crossread.encoding.lexicon import load

    lexicon = lexicon or load()
    known = np.flatnonzero(np.isin(languages, sorted(lexicon.rules)))
    place = np.full(len(articles), -1)
    place[known] = np.arange(len(known))
    words = _words([articles[k] for k in known.tolist()], encoder)
    about = counted(words, languages[known].tolist(), lexicon)
    long = np.array([some.total() >= LONG for some in words], bool)
    own = place[pairs[doubtful]]
    kept = np.array([(row >= 0).all() and long[row].all() for row in own], bool)
    doubtful, own = doubtful[kept], own[kept]
    order = np.argsort(own[:, 0], kind="stable")
    doubtful, own = doubtful[order], own[order]
    beyond = about.beyond(lexicon.usual, USUAL, own[:, 0], own[:, 1])
    raised = likenesses.copy()
    gained = raised[doubtful] + np.float32(SHARE) * np.maximum(beyond - np.float32(UNLIKE), 0)
    raised[doubtful] = np.minimum(gained, np.float32(SURE))
    return raised


def _words(articles: Sequence[Annotated], encoder: Encoder) -> list[Counter[str]]:
    """The words of what is read of each article, in small letters, and how often each stands there."""
    texts = [(n, text) for n, article in enumerate(articles) for text, _ in parts(article)]
    words: list[Counter[str]] = [Counter() for _ in articles]
    for (n, text), found in zip(texts, encoder.words([text for _, text in texts])):
        places = zip(found.starts.tolist(), found.ends.tolist())
        words[n].update(text[start:end].lower() for start, end in places)
    return words
