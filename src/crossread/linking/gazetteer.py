"""Text → keys of the known places that it names, the same in every language.

In: a text and its words. Out: keys like `=FR`, `@paris`, `#nato`. The lists are those of the name
tagger, looked up in the text itself, so that languages without a tagger have places too. Countries
may carry an ending ("Türkiye'de", "Аргентиной").
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crossread.annotating.names import lexicon

LONGEST_UNSPACED = 10  # signs of the longest place looked for in a script without spaces
LONGEST = 3  # words of the longest place looked for elsewhere
ENDED = 5  # letters of a country's name that endings may follow…
ENDING = 4  # …and how many, at most
SHORT = 4  # a name with fewer letters counts in capitals only: most are words, too
CASED = 200  # characters that tell whether a script has capitals
UNSPACED = frozenset({"zh", "ja", "th", "my", "km", "lo", "wuu", "yue", "zh-yue"})
HAN = frozenset({"zh", "ja", "wuu", "yue", "zh-yue"})
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    """The places of a language.

    Args:
        own: name in small letters → key, of names that mean a place in this language alone.
        shared: the same of all others; one table for all languages.
        firsts: first words of names of several words.
    """

    own: Mapping[str, str]
    shared: Mapping[str, str]
    firsts: frozenset[str]

    def find(self, name: str) -> str | None:
        """The key of a name in small letters."""
        return self.own.get(name) or self.shared.get(name)


def places(text: str, spans: Sequence[tuple[int, int]], language: str) -> Counter[str]:
    """The places that a text names.

    Args:
        text: any text.
        spans: first character and the one after the last of each word, as the encoder cuts them.
        language: of the text.

    Returns:
        How often each place is named, by its key.
    """
    known = _gazetteer(language)
    return _unspaced(text, known) if language in UNSPACED else _spaced(text, spans, known)


def _spaced(text: str, spans: Sequence[tuple[int, int]], known: _Gazetteer) -> Counter[str]:
    found: Counter[str] = Counter()
    cased = any(letter.isupper() for letter in text[:CASED])
    taken = 0
    for at, (start, end) in enumerate(spans):
        if start < taken or (cased and text[start].islower()):
            continue
        word = text[start:end].lower()
        key = None
        if word in known.firsts:
            for size in range(min(LONGEST, len(spans) - at), 1, -1):
                end = spans[at + size - 1][1]
                key = known.find(text[start:end].lower())
                if key is not None:
                    break
        if key is None:
            end = spans[at][1]
            key = known.find(word) or _country(word, known)
            if key is not None and cased and len(word) < SHORT and not text[start:end].isupper():
                key = None
        if key is not None:
            found[key] += 1
            taken = end
    return found


def _unspaced(text: str, known: _Gazetteer) -> Counter[str]:
    found: Counter[str] = Counter()
    at = 0
    while at < len(text):
        for size in range(min(LONGEST_UNSPACED, len(text) - at), 1, -1):
            key = known.find(text[at : at + size])
            if key is not None and not text[at].isascii():
                found[key] += 1
                at += size
                break
        else:
            at += 1
    return found


def _country(word: str, known: _Gazetteer) -> str | None:
    """The country whose name a word begins with, an ending left out."""
    for cut in range(1, min(ENDING, len(word) - ENDED) + 1):
        key = known.find(word[:-cut])
        if key is not None and key[0] == "=":
            return key
    return None


@lru_cache(maxsize=64)
def _gazetteer(language: str) -> _Gazetteer:
    shared, firsts = _shared()
    lines = (line.split("\t") for line in lexicon.read_lines("places.tsv.gz"))
    own = {fields[0].lower(): fields[1] for fields in lines if fields[2:] == [language]}
    return _Gazetteer(own, shared, firsts)


@lru_cache(maxsize=1)
def _shared() -> tuple[Mapping[str, str], frozenset[str]]:
    shared = {name.lower(): key for name, key in lexicon.places("").items() if len(name) > 1}
    words = ((name, _WORD.match(name)) for name in shared)
    firsts = frozenset(
        first.group() for name, first in words if first is not None and first.end() < len(name)
    )
    return shared, firsts
