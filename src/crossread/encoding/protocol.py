"""What every encoder offers, whatever is behind it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

KNOWN = 0.5
"""Coverage from which the vector of a text counts in full. In 36 languages of `ntrex-train` and 48 of
`itn-dev`, texts in scripts and languages whose own letters find nothing (Georgian, Sinhala, Tamil,
Thai, Mingrelian, Malayalam, Nepali, Yiddish) have 0 to 0.28, those that find their topic 0.6 and
more; Sorani Kurdish, Hebrew and Korean, where they find little, lie around it."""


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
            (n, dimensions), rows of length 1, or shorter, down to zeros, where less than `KNOWN` of
            the text is known (`strength`): few letters must not speak for a whole text.
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
            has none. One letter out of a longer word is no known subword: a word that falls into
            single letters is spelled, not known. Under `KNOWN` the script or language is one that
            the vectors say nothing about.
        """


def strength(coverage: NDArray[np.float32]) -> NDArray[np.float32]:
    """Length 0..1 of the vectors of texts of which so much (0..1) is known."""
    lengths: NDArray[np.float32] = np.minimum(coverage / np.float32(KNOWN), 1).astype(np.float32)
    return lengths
