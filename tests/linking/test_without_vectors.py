"""Articles and statements that the encoder knows nothing of are near to nothing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crossread.comparing.candidates import Pairs
from crossread.comparing.interaction import interact
from crossread.comparing.signs import _cosines, _sentences, signs
from crossread.comparing.statements import statements
from crossread.linking.translations import article_vectors, rows
from tests.linking.words import Dictionary, annotated


class Deaf(Dictionary):
    """Knows the words above, and no text with a question mark."""

    def sentences(self, texts: Sequence[str]) -> np.ndarray:
        found = super().sentences(texts)
        found[["?" in text for text in texts]] = 0.0
        return found


TEXTS = (
    "The harbour was closed by the storm. The mayor spoke of the ferry.",
    "Teachers are on strike for wages? The union speaks?",
    "A truck hit a pillar of steel? Police closed the town?",
)


def test_an_article_without_vectors_has_no_direction() -> None:
    articles = [annotated(f"p{n}", text) for n, text in enumerate(TEXTS, 1)]
    found = article_vectors(rows(articles, Deaf()), ["en"] * 3)
    assert found[0].any()
    assert not found[1:].any()


def test_statements_without_vectors_are_not_alike_for_that() -> None:
    articles = [annotated(f"p{n}", text) for n, text in enumerate(TEXTS, 1)]
    told = tuple(s for article in articles for s in statements(article))
    interaction = interact(told, articles, {}, Deaf())
    silent = ["?" in s.span.text for s in told]
    assert sum(silent) >= 2
    first, second = np.triu_indices(len(told), 1)
    none = np.zeros(len(first), np.float32)
    every = Pairs(first, second, none, none)
    whole = _cosines(_sentences(interaction, Deaf()), every)
    mute = [silent[i] or silent[j] for i, j in zip(first, second, strict=True)]
    assert not whole[mute].any()
    assert np.isfinite(whole).all()
    assert all(
        np.isfinite(v).all() for v in signs(every, interaction, articles, {}, (), Deaf()).values()
    )
