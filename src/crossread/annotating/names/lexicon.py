"""The word lists that the name tagger reads, loaded once a language.

In: a language code. Out: a `Lexicon`: common words, parts of personal names, places, peoples,
and the lists of the language file's `[names]` table. The lists in `models/names/` are made by
`training/names_lexicon.py` from open dictionaries and CLDR; a language without lists gets the
language-independent ones (persons, places) and no more.
"""

from __future__ import annotations

import gzip
from collections.abc import Collection, Mapping, Sequence
from functools import cache
from importlib import resources
from itertools import repeat
from typing import NamedTuple

from crossread import languages
from crossread.errors import ModelError

FOLDER = "names"
SAYABLE = 4  # letters; acronyms as long as that may be printed like words


class Lexicon(NamedTuple):
    """What is known of the words of one language; all keys lower-cased.

    Args:
        language: two-letter code.
        function: the two hundred commonest words.
        frequent: common words seen often, function words included.
        common: common words, frequent or not.
        persons: part of a name → `g` given, `s` family name, and 1..3 for how many bear it.
        places: place or international organisation → key shared by all its names (`=FR` a
            country, `@paris` another place, `#nato` an organisation); acronyms in capitals.
        peoples: words for peoples, languages, weekdays and months.
        titles: courtesy titles ("mr.", "mme").
        offices: words that head a role ("minister").
        modifiers: words that go with an office ("former").
        links: words that may stand inside a role ("of").
        organisations: words for kinds of organisations ("bank").
        kinds: words for kinds of places ("river").
        speech: reporting verbs.
        not_names: capitalised words that are no names.
        clusters: word → group of words of like meaning, in all languages alike.
        seen: word → which names a corpus has it in (`P2`: mostly persons), see
            training/names_lexicon.py.
    """

    language: str
    function: Collection[str]
    frequent: Collection[str]
    common: Collection[str]
    persons: Mapping[str, str]
    places: Mapping[str, str]
    peoples: Collection[str]
    titles: Collection[str]
    offices: Collection[str]
    modifiers: Collection[str]
    links: Collection[str]
    organisations: Collection[str]
    kinds: Collection[str]
    speech: Collection[str]
    not_names: Collection[str]
    clusters: Mapping[str, str]
    seen: Mapping[str, str]


def read_lines(name: str) -> list[str]:
    """Lines of one compressed list in `models/names/`; none where the file is not there.

    Raises:
        ModelError: the file is there but broken.
    """
    file = resources.files("crossread.models").joinpath(FOLDER, name)
    if not file.is_file():
        return []
    try:
        return gzip.decompress(file.read_bytes()).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise ModelError(f"models/{FOLDER}/{name} is broken: {error}; install again") from error


@cache
def persons() -> Mapping[str, str]:
    """Parts of personal names in all scripts held."""
    parts = (line.partition("\t") for line in read_lines("persons.txt.gz") if line)
    return {name: kind for name, _, kind in parts}


@cache
def places(language: str) -> Mapping[str, str]:
    """Names of places in every language; where two places share one, the language decides."""
    found: dict[str, str] = {}
    for line in read_lines("places.tsv.gz"):
        fields = line.split("\t")  # name, key, and the language if it is of one alone
        if len(fields) == 2 or fields[2] == language:
            found[fields[0]] = fields[1]
    return found


@cache
def longest_places(language: str) -> tuple[Mapping[str, int], Mapping[str, int]]:
    """First word of known places and organisations, lower-cased → words of the longest of them; in
    Chinese, characters. Of all, and of countries and international organisations alone.
    """
    every: dict[str, int] = {}
    countries: dict[str, int] = {}
    for name, key in places(language).items():
        first, length = name, 1
        if language == "zh":
            first, length = name[0], len(name)
        elif " " in name:
            first, length = name[: name.index(" ")], name.count(" ") + 1
        first = first.lower()
        if length > every.get(first, 0):
            every[first] = length
        if key[0] != "@" and length > countries.get(first, 0):
            countries[first] = length
    return every, countries


def place_length(words: Sequence[str], first: int, lexicon: Lexicon) -> int:
    """How many words from word `first` on a known place or organisation may have; 0 where none
    begins so.
    """
    longest, _ = longest_places(lexicon.language)
    return min(longest.get(words[first].lower(), 0), len(words) - first)


def country_length(words: Sequence[str], first: int, lexicon: Lexicon) -> int:
    """`place_length` of countries and international organisations; in Chinese, of characters."""
    _, longest = longest_places(lexicon.language)
    word = words[first][0] if lexicon.language == "zh" else words[first]
    length = longest.get(word.lower(), 0)
    if not word.isascii():  # `place` also looks for a word in capitals: "ß" is "SS" there
        length = max(length, longest.get(word.upper().lower(), 0))
    return min(length, len(words) - first)


def place(name: str, lexicon: Lexicon) -> str:
    """The key of a known place or organisation, as printed; empty where it is not known."""
    key = lexicon.places.get(name.lower(), "")
    if not key and name.isupper():
        return lexicon.places.get(name, "")
    if not key and len(name) >= SAYABLE and name.istitle():
        key = lexicon.places.get(name.upper(), "")  # "Nato"
        return key if key[:1] == "#" else ""
    return key


@cache
def seen_places() -> frozenset[str]:
    """Names that a corpus nearly always has as places; lower-cased."""
    return frozenset(read_lines("seen-places.txt.gz"))


@cache
def clusters() -> Mapping[str, str]:
    """Word → its cluster, in two characters and one more for the finer cluster."""
    found: dict[str, str] = {}
    for line in read_lines("clusters.txt.gz"):
        cluster, _, words = line.partition("\t")
        found.update(zip(words.split(), repeat(cluster)))
    return found


@cache
def seen() -> Mapping[str, str]:
    """Word → the type of the names that a corpus has it in, and how surely."""
    found: dict[str, str] = {}
    for line in read_lines("seen-words.txt.gz"):
        code, _, words = line.partition("\t")
        found.update(zip(words.split(), repeat(code)))
    return found


@cache
def lexicon(language: str) -> Lexicon:
    """The lists of one language.

    Args:
        language: two-letter code; any (unknown ones get the shared lists only).
    """
    words = read_lines(f"words.{language}.txt.gz")
    ends = [i for i, word in enumerate(words) if not word] or [0]
    table = languages.table(language, "names")

    def listed(name: str) -> frozenset[str]:
        return frozenset(word.lower() for word in table.get(name, ()))

    return Lexicon(
        language=language,
        function=frozenset(words[: ends[0]]),
        frequent=frozenset(words[: ends[-1]]) - {""},
        common=frozenset(words) - {""},
        persons=persons(),
        places=places(language),
        peoples=frozenset(read_lines(f"peoples.{language}.txt.gz")),
        titles=listed("titles"),
        offices=listed("offices"),
        modifiers=listed("modifiers"),
        links=listed("links"),
        organisations=listed("organisations"),
        kinds=listed("places"),
        speech=listed("speech"),
        not_names=frozenset(table.get("not_names", ())),
        clusters=clusters(),
        seen=seen(),
    )
