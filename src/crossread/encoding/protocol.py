"""What every encoder offers, whatever is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class WordVectors:
    """The words of one text, in order, without punctuation.

    Args:
        starts: (n,) first character of each word, in code points of the text.
        ends: (n,) the character after the last.
        vectors: (n, dimensions) float32, not of length 1: the length is the word's learned weight,
            and is 0 for a word the encoder knows nothing about.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    vectors: NDArray[np.float32]


class Encoder(Protocol):
    """Turns texts into vectors that are near when the texts mean the same, in any language."""

    @property
    def name(self) -> str:
        """What stands in the output, for example "crossread-encoder 1"."""

    @property
    def digest(self) -> str:
        """First 16 hexadecimal digits of the SHA-256 of the weights."""

    @property
    def dimensions(self) -> int:
        """Length of a vector."""

    def sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One vector a text.

        Args:
            texts: n texts.

        Returns:
            (n, dimensions), rows of length 1; a row of zeros where nothing of the text is known.
        """

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        """The vectors of the words of each text.

        Args:
            texts: n texts.

        Returns:
            n records.
        """

    def coverage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """How much of each text the encoder knows.

        Args:
            texts: n texts.

        Returns:
            (n,) share 0..1 of the letters and digits that stand in known subwords; 1 where a text
            has none. Well below 0.5 means a script or language the vectors say nothing about.
        """
