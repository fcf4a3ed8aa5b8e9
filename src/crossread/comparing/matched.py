"""Which words of a member another member answers: what is shown as matched.

In: the late interaction of a story's statements, and a group of them. Out: for each, the spans of its
words that a statement of another article answers. Names, figures and times are one word each. Function
words answer each other everywhere and tell nothing, so they are left out: those of the language
(`common` of `[splitting]`, where its file has them), and in all languages those whose vector is short
(`WEAK`): the encoder has learned to make these so. A word's rarity in the story is not asked, for what
all accounts share is common in it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.interaction import NEIGHBOUR, Interaction
from crossread.languages import table
from crossread.model import Span

MATCH = 0.2
"""Likeness from which a word is shown as matched: unrelated words stay under 0.1, and a loose rendering
("will close", "fermeront") is seldom above 0.3. Set on `examples/gold/matched_words.jsonl`."""
WEAK = 0.6
"""Length of a word's vector, 1 for the middle one of the story, under which it is a function word.
Set on the same words: 0.65 loses words such as "fait" and "line"."""

Floats = NDArray[np.float32]


def matched_words(
    interaction: Interaction, groups: Sequence[Sequence[int]], languages: Mapping[str, str]
) -> list[list[tuple[Span, ...]]]:
    """The matched words of the members of each group.

    Args:
        interaction: of the story's statements.
        groups: numbers of statements.
        languages: two-letter code of each article id.

    Returns:
        For each group, and each of its statements, the spans in the order of the text.
    """
    strength = _strength(interaction)
    article = [s.article for s in interaction.statements]
    return [
        [
            _matched(
                interaction,
                strength,
                i,
                [j for j in group if article[j] != article[i]],
                _common(languages[article[i]]),
            )
            for i in group
        ]
        for group in groups
    ]


def _matched(
    interaction: Interaction,
    strength: Floats,
    i: int,
    others: Sequence[int],
    common: frozenset[str],
) -> tuple[Span, ...]:
    span = interaction.statements[i].span
    found: list[Span] = []
    for unit, key in zip(interaction.units[i], interaction.keys[i]):
        text = span.text[unit.start - span.start : unit.end - span.start]
        if unit.key[0] == "w" and (strength[key] < WEAK or _folded(text) in common):
            continue
        if float(interaction.nearest[key, others].max()) >= MATCH:
            found.append(Span(span.page, unit.start, unit.end, text))
    return tuple(found)


def _strength(interaction: Interaction) -> Floats:
    """(u,) lengths of the units' vectors: their weights without the rarity in the story."""
    frequency = (interaction.nearest >= NEIGHBOUR).sum(axis=1)
    rarity = np.log((len(interaction.statements) + 1) / (frequency + 0.5)).clip(min=1e-6)
    strength: Floats = (interaction.weights / rarity).astype(np.float32)
    return strength


@cache
def _common(language: str) -> frozenset[str]:
    return frozenset(_folded(word) for word in table(language, "splitting").get("common", ()))


def _folded(word: str) -> str:
    """Small letters without accents, as the language files write these words."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c))
