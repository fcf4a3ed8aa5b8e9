"""The vectors of the encoder while they are learned: forward, gradient, Adam, by hand.

In: batches of texts as piece numbers. Out: one vector per piece.

While it is learned, the vector of a piece is the sum of an own vector and of one vector for each
character sequence it holds (Bojanowski et al. 2017, Enriching Word Vectors with Subword
Information). So the forms of a word, compounds, and words that languages share teach one another;
a poor language learns from its neighbours. At the end the sums are written out, and the finished
encoder knows nothing of character sequences.

The gradient of the loss is written out instead of left to automatic differentiation: a step takes
half the time and touches only the rows in the batch.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of all pieces, end to end; piece i owns starts[i] to starts[i + 1].

    Part i < pieces is the piece itself, the others are character sequences.
    """

    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]
    count: int


def parts_of(pieces: list[str], lengths: tuple[int, ...], shared: int) -> Parts:
    """Find the character sequences that pieces have in common.

    Args:
        pieces: the vocabulary in order of its numbers; "▁" is a character like others.
        lengths: how long the sequences are, in characters; none for no sequences.
        shared: a sequence that fewer pieces hold is left out.

    Returns:
        The parts.
    """

    def sequences(piece: str) -> list[str]:
        return sorted(
            {piece[at : at + n] for n in lengths for at in range(len(piece) - n + 1)} - {piece}
        )

    found = Counter(part for piece in pieces for part in sequences(piece))
    kept = sorted(part for part, count in found.items() if count >= shared)
    numbers = {part: number for number, part in enumerate(kept, len(pieces))}
    rows = [
        [number, *(numbers[part] for part in sequences(piece) if part in numbers)]
        for number, piece in enumerate(pieces)
    ]
    return Parts(
        np.array([part for row in rows for part in row], dtype=np.int64),
        np.concatenate([[0], np.cumsum([len(row) for row in rows])]),
        len(pieces) + len(kept),
    )


class Vectors:
    """The vectors and the state of Adam (Kingma and Ba 2015).

    Args:
        parts: of all pieces.
        dimensions: of a vector.
        spread: standard deviation of the first vectors.
        random: draws them.
    """

    FIRST, SECOND, TINY = 0.9, 0.999, 1e-8

    def __init__(
        self, parts: Parts, dimensions: int, spread: float, random: np.random.Generator
    ) -> None:
        drawn = random.standard_normal((parts.count, dimensions), dtype=np.float32)
        self.parts = parts
        self.vectors = torch.from_numpy(drawn * np.float32(spread))
        self.mean = torch.zeros_like(self.vectors)
        self.square = torch.zeros_like(self.vectors)
        self.steps = 0

    def finished(self) -> NDArray[np.float32]:
        """(pieces, dimensions) the vector of every piece, its parts added up."""
        starts = torch.from_numpy(self.parts.starts[:-1])
        summed: NDArray[np.float32] = _sums(
            self.vectors, torch.from_numpy(self.parts.numbers), starts
        ).numpy()
        return summed

    @torch.no_grad()  # type: ignore[untyped-decorator]
    def step(
        self,
        pieces: NDArray[np.int64],
        begins: NDArray[np.int64],
        same: tuple[NDArray[np.intp], NDArray[np.intp]],
        scale: float,
        rate: float,
    ) -> float:
        """Learn from one batch of n pairs: InfoNCE in both directions on the cosine.

        Args:
            pieces: the pieces of the n left texts, then of the n right ones, end to end.
            begins: (2n,) where each text begins.
            same: rows and columns of the (n, n) scores that are no wrong answers.
            scale: the cosine is multiplied by it.
            rate: of learning.

        Returns:
            The loss before the step.
        """
        known, local = np.unique(pieces, return_inverse=True)
        parts, part_begins, part_owners = stretches(
            self.parts.numbers, self.parts.starts[known], self.parts.starts[known + 1]
        )
        vectors = _sums(self.vectors, torch.from_numpy(parts), torch.from_numpy(part_begins))
        bags = _sums(vectors, torch.from_numpy(local), torch.from_numpy(begins))
        loss, slopes = _loss(bags, same, scale)
        ends = np.append(begins[1:], len(pieces))
        owners = np.repeat(np.arange(len(begins)), ends - begins)
        _, piece_slopes = _gathered(slopes, owners, local)
        rows, gradient = _gathered(piece_slopes, part_owners, parts)
        self._adam(rows, gradient, rate)
        return loss

    def _adam(self, rows: torch.Tensor, gradient: torch.Tensor, rate: float) -> None:
        self.steps += 1
        mean = self.mean[rows].mul_(self.FIRST).add_(gradient, alpha=1 - self.FIRST)
        square = self.square[rows].mul_(self.SECOND)
        square.addcmul_(gradient, gradient, value=1 - self.SECOND)
        self.mean[rows], self.square[rows] = mean, square
        correction = (1 - self.SECOND**self.steps) ** 0.5
        change = mean.div_(square.sqrt_().add_(self.TINY))
        self.vectors[rows] -= change.mul_(rate * correction / (1 - self.FIRST**self.steps))


def stretches(
    values: NDArray[np.int64], starts: NDArray[np.int64], ends: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Stretches of an array, end to end.

    Args:
        values: the array.
        starts: (n,) first of each stretch.
        ends: (n,) the one after the last.

    Returns:
        The values, where each stretch begins among them, and the stretch of each value.
    """
    lengths = ends - starts
    begins = np.cumsum(lengths) - lengths
    owners = np.repeat(np.arange(len(starts)), lengths)
    return values[np.arange(len(owners)) + (starts - begins)[owners]], begins, owners


def _loss(
    bags: torch.Tensor, same: tuple[NDArray[np.intp], NDArray[np.intp]], scale: float
) -> tuple[float, torch.Tensor]:
    """The loss of 2n summed texts, and its slope for each of them."""
    lengths = bags.norm(dim=1, keepdim=True).clamp_(min=1e-6)
    units = bags / lengths
    count = len(bags) // 2
    left, right = units[:count], units[count:]
    scores = (left @ right.T).mul_(scale)
    scores[torch.from_numpy(same[0]), torch.from_numpy(same[1])] = -1e4
    by_row, by_column = scores.logsumexp(1), scores.logsumexp(0)
    loss = float((by_row.mean() + by_column.mean()) / 2 - scores.diagonal().mean())
    slope = torch.exp(scores - by_row[:, None]).add_(scores.sub_(by_column).exp_())
    slope.diagonal().sub_(2.0)
    slope.mul_(scale / (2 * count))
    slopes = torch.cat([slope @ right, slope.T @ left])
    return loss, (slopes - units * (slopes * units).sum(1, keepdim=True)).div_(lengths)


def _sums(vectors: torch.Tensor, rows: torch.Tensor, begins: torch.Tensor) -> torch.Tensor:
    """Sums of rows of `vectors`, one for each stretch of `rows`."""
    return torch.nn.functional.embedding_bag(rows, vectors, begins, mode="sum")


def _gathered(
    slopes: torch.Tensor, owners: NDArray[np.int64], numbers: NDArray[np.int64]
) -> tuple[torch.Tensor, torch.Tensor]:
    """For each distinct number the sum of the slopes of its owners: the turned-round `_sums`."""
    order = np.argsort(numbers, kind="stable")
    ordered = numbers[order]
    first = np.flatnonzero(np.append(True, ordered[1:] != ordered[:-1]))
    total = _sums(slopes, torch.from_numpy(owners[order]), torch.from_numpy(first))
    return torch.from_numpy(ordered[first]), total
