"""Tagged sentences → copies as badly printed as news sometimes is.

In: sentences with tags. Out: for some of them, chosen by their digest, one copy: all in lower case,
in Title Case, without accents, or with stray capitals as machine translation makes them ("Réunion
des Ministres"). The tags stay. Copies in lower case serve lines in capitals too: where
capitals tell nothing the tagger reads both alike (names_features.caseless).
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Sequence

from training.names_data import Tagged

LOWER, TITLE, PLAIN, STRAY = 44, 6, 6, 8  # of 256 digests each
SMALL = 4  # letters; shorter words keep lower case in most titles


def varied(sentences: Sequence[Tagged]) -> Iterator[Tagged]:
    """The copies, in the order of the sentences."""
    for sentence in sentences:
        digest = hashlib.sha256(("vary " + " ".join(sentence.words)).encode()).digest()
        number = digest[0]
        words = sentence.words
        if number < LOWER:
            words = [w.lower() for w in words]
        elif number < LOWER + TITLE:
            words = [w.capitalize() if w.islower() and len(w) >= SMALL else w for w in words]
        elif number < LOWER + TITLE + PLAIN:
            words = [without_accents(w) for w in words]
        elif number < LOWER + TITLE + PLAIN + STRAY:
            words = [
                w.capitalize() if w.islower() and len(w) >= SMALL and digest[1 + i % 31] < 40 else w
                for i, w in enumerate(words)
            ]
        if words != sentence.words:
            yield Tagged(sentence.language, "varied", words, sentence.tags)


def without_accents(word: str) -> str:
    """A word with plain letters."""
    apart = unicodedata.normalize("NFKD", word)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return plain.replace("ł", "l").replace("Ł", "L").replace("ß", "ss").replace("ø", "o") or word
