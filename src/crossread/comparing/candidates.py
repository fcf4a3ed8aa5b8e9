"""All pairs of statements → those that may say the same, with how far each stands out.

In a story all speak of the same things, so an answer by late interaction counts as far as it stands
out: against the best answers that both statements find anywhere (as in cross-domain similarity local
scaling, Conneau et al. 2018), and against the best other answer in the same article. Of the pairs
that fall far behind, or share too little to be told as the same, none is looked at again: what comes
after costs in proportion to the pairs that are kept, not to all of them.

Memory: (n, n) for n statements is held once, by `Interaction.answered`; here it is gone through in
blocks of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.interaction import Interaction

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

RIVALS = 10
"""How many best other matches a statement's margin is measured against."""
LEAST_ANSWERED = 2.5
"""Nats of rarity under which two statements share too little to be told as the same, whatever else
speaks for it: a title and a name that the whole story repeats."""
LEAST_MARGIN = -0.8
"""Margin under which a pair stands so far behind its rivals that nothing makes up for it. Both were
chosen on the points of `examples/` and `examples/rehearsal/`, each story judged by weights fitted on
the others: looking further, to 0.5 nats and a margin of -1.5, makes F1 lower by a point, not higher."""
BLOCK = 4_000_000
"""Cells that are gone through at a time."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of statements of different articles, in order.

    Args:
        first: (m,) number of the one statement.
        second: (m,) number of the other, always greater.
        margin: (m,) log(1 + nats of rarity that the two answer in each other, the lesser of both
            sides), less the mean of what the best rivals of both reach.
        here: (m,) the same, less what the best other statement of the same article
            answers; the lesser of both sides.
    """

    first: Ints
    second: Ints
    margin: Floats
    here: Floats


def candidates(interaction: Interaction, articles: Ints) -> Pairs:
    """The pairs that may say the same.

    Args:
        interaction: of n statements.
        articles: (n,) number of the article of each, from 0, never falling.

    Returns:
        See `Pairs`.
    """
    count = len(articles)
    starts = np.flatnonzero(np.diff(articles, prepend=-1))
    usual = np.zeros(count, np.float32)
    best = np.zeros((count, len(starts)), np.float32)
    second = np.zeros_like(best)
    for rows, evidence in _blocks(interaction.answered, articles):
        usual[rows] = _usual(evidence)
        best[rows], second[rows] = _two_best(evidence, starts)
    found: list[tuple[NDArray[np.generic], ...]] = []
    for rows, evidence in _blocks(interaction.answered, articles):
        margin = evidence - (usual[rows, None] + usual[None, :]) / 2
        near = (margin >= LEAST_MARGIN) & (evidence >= np.float32(np.log1p(LEAST_ANSWERED)))
        one, other = np.nonzero(near)
        one += rows.start
        later = other > one
        one, other = one[later], other[later]
        told = evidence[one - rows.start, other]
        here = np.minimum(
            told - _rival(told, one, articles[other], best, second),
            told - _rival(told, other, articles[one], best, second),
        )
        found.append((one, other, margin[one - rows.start, other], here))
    columns = [np.concatenate([part[k] for part in found]) for k in range(4)]
    return Pairs(
        columns[0].astype(np.int64),
        columns[1].astype(np.int64),
        *(column.astype(np.float32) for column in columns[2:]),
    )


def _blocks(answered: Floats, articles: Ints) -> Iterator[tuple[slice, Floats]]:
    """Rows of log(1 + answered by both), 0 within an article."""
    count = len(articles)
    step = max(1, BLOCK // max(1, count))
    for start in range(0, count, step):
        rows = slice(start, min(count, start + step))
        evidence = np.log1p(np.minimum(answered[rows], answered[:, rows].T))
        evidence[articles[rows, None] == articles[None, :]] = 0.0
        yield rows, evidence


def _usual(evidence: Floats) -> Floats:
    """Mean of the best of each row."""
    count = min(RIVALS, evidence.shape[1])
    best = -np.partition(-evidence, count - 1, axis=1)[:, :count]
    usual: Floats = best.mean(axis=1)
    return usual


def _two_best(evidence: Floats, starts: NDArray[np.intp]) -> tuple[Floats, Floats]:
    """The best and the second best of each row in each article; 0 where there is none."""
    best = np.maximum.reduceat(evidence, starts, axis=1)
    lengths = np.diff(starts, append=evidence.shape[1])
    is_best = evidence == np.repeat(best, lengths, axis=1)
    below = np.maximum.reduceat(np.where(is_best, np.float32(0), evidence), starts, axis=1)
    tied = np.add.reduceat(is_best, starts, axis=1, dtype=np.int64) > 1
    return best, np.where(tied, best, below)


def _rival(told: Floats, own: Ints, article: Ints, best: Floats, second: Floats) -> Floats:
    """What the best other statement of an article answers to the statements `own`."""
    leading = best[own, article]
    rival: Floats = np.where(told == leading, second[own, article], leading)
    return rival
