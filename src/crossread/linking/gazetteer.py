"""Text → keys of the known places that it names, the same in every language.

In: a text and its words. Out: keys like `=FR`, `@paris`, `#nato`. The lists are those of the name
tagger, looked up in the text itself, so that languages without a tagger have places too. Names of
countries also stand with the endings and particles of the language (`endings`).

Whether a word is a name is asked of its own letters: a script without capitals stays one when a
"(AFP)" stands in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, product

from crossread.annotating.names import lexicon
from crossread.encoding.borders import runs
from crossread.linking.endings import bases

SHORT = 4  # a name with fewer letters counts in capitals only: most are words, too
FORMS = 64  # names tried, at most, for one stretch of inflected words
UNSPACED = frozenset({"zh", "ja", "th", "my", "km", "lo", "wuu", "yue", "zh-yue"})
HAN = frozenset({"zh", "ja", "wuu", "yue", "zh-yue"})
_ATTACHED = frozenset({"ko", "ar", "he"})  # particles that follow or precede any name
# Full names of states, which the lists hold for places of their own.
_STATES = {
    "@democratic people's republic of korea": "=KP",
    "@french republic": "=FR",
    "@lao people's democratic republic": "=LA",
    "@state of israel": "=IL",
    "@state of kuwait": "=KW",
    "@state of palestine": "=PS",
}
_LATIN = re.compile("[0-9A-Za-z\u00c0-\u024f]+")
_APOSTROPHES = str.maketrans("’‘ʼ＇", "''''")


@dataclass(frozen=True, slots=True)
class _Lists:
    """The places of all languages; names are in small letters.

    Args:
        shared: name → key, of names that mean the same in all languages.
        own: language → name → key, of names that mean a place in this language alone.
        sizes: first word of names of several words → words of the longest of them.
        opening: first word of countries' names whose other words name nothing ("dominican") → keys.
        inside: all words of names of several words.
    """

    shared: Mapping[str, str]
    own: Mapping[str, Mapping[str, str]]
    sizes: Mapping[str, int]
    opening: Mapping[str, frozenset[str]]
    inside: frozenset[str]


@lru_cache(maxsize=1 << 10)
def small(letter: str) -> bool:
    """Whether a letter is a small one where a name has a capital; Georgian ones are not."""
    return letter.title() != letter


def places(text: str, spans: Sequence[tuple[int, int]], language: str) -> Counter[str]:
    """The places that a text names.

    Args:
        text: any text.
        spans: first character and the one after the last of each word, as the encoder cuts them.
        language: of the text.

    Returns:
        How often each place is named, by its key.
    """
    if language not in UNSPACED:
        return _spaced(text, spans, language)
    found = _unspaced(text, language)
    latin = [match.span() for match in _LATIN.finditer(text)]
    found.update(_spaced(text, latin, language))
    return found


def is_place(word: str, language: str) -> bool:
    """Whether a word alone, as printed or in small letters, names a place."""
    return _word(word, language)[1] is not None


def _spaced(text: str, spans: Sequence[tuple[int, int]], language: str) -> Counter[str]:
    found: Counter[str] = Counter()
    cased = text.lower() != text
    taken = 0
    line, loud = 0, False  # the end of the last line asked about, and whether it is in capitals
    for at, (start, end) in enumerate(spans):
        if start < taken or (cased and small(text[start])):
            continue
        size, key = _word(text[start:end], language)
        several = None
        for last in range(min(size, len(spans) - at) - 1, 0, -1):
            several = _several(text[start : spans[at + last][1]], language)
            if several is not None:
                key, end = several, spans[at + last][1]
                break
        if key is None:
            continue
        if several is None and end - start < SHORT and _has_case(text[start]):
            if line <= start:
                line, loud = _line(text, start)
            if loud or not text[start:end].isupper():
                continue
        found[key] += 1
        taken = end
    return found


def _unspaced(text: str, language: str) -> Counter[str]:
    text = unicodedata.normalize("NFC", text)
    found: Counter[str] = Counter()
    own, shared, longest = _lists().own.get(language, {}), _lists().shared, _signs()
    at = 0
    while at < len(text):
        for size in range(min(longest.get(text[at], 0), len(text) - at), 1, -1):
            name = text[at : at + size]
            key = own.get(name) or shared.get(name)
            if key is not None:
                found[key] += 1
                at += size
                break
        else:
            at += 1
    return found


def _has_case(letter: str) -> bool:
    """Whether the letter has another form, capital or small."""
    return small(letter) or letter.lower() != letter


def _line(text: str, start: int) -> tuple[int, bool]:
    """Where the line of a word ends, and whether it is a line in capitals.

    That is one that has more than short words, all in capitals: there "WHO" may be a word.
    """
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    words = runs(text[text.rfind("\n", 0, start) + 1 : end])
    letters = [word for word in words if word[0].isalpha()]
    loud = all(word.isupper() and _has_case(word[0]) for word in letters)
    return end, loud and any(len(word) >= SHORT for word in letters)


@lru_cache(maxsize=1 << 16)
def _word(printed: str, language: str) -> tuple[int, str | None]:
    """How many words the longest name has that begins with a word, and the key of the word alone."""
    lists = _lists()
    word = _plain(printed)
    key = _find(word, language)
    size = lists.sizes.get(word, 0)
    if key is not None:
        return size, key
    forms = bases(word, language)
    size = max([size, *(lists.sizes.get(form, 0) for form in forms)])
    for form in forms:
        key = _find(form, language)
        if key is not None and (key[0] == "=" or language in _ATTACHED):
            # A Dominican is of Dominica or of the Dominican Republic: nobody can say.
            longer = forms[: forms.index(form)]
            others = (lists.opening.get(opened, {key}) for opened in (word, *longer))
            return size, key if all(keys == {key} for keys in others) else None
    return size, None


@lru_cache(maxsize=1 << 14)
def _several(printed: str, language: str) -> str | None:
    """The key of a name of several words, each of them perhaps inflected."""
    name = _plain(printed)
    key = _find(name, language)
    if key is not None:
        return key
    inside = _lists().inside
    forms = [
        [form for form in (word, *bases(word, language)) if form in inside]
        for word in name.split(" ")
    ]
    for words in islice(product(*forms), FORMS):
        key = _find(" ".join(words), language)
        if key is not None and (key[0] == "=" or language in _ATTACHED):
            return key
    return None


def _find(name: str, language: str) -> str | None:
    """The key of a name in small letters."""
    lists = _lists()
    own = lists.own.get(language)
    return (own.get(name) if own else None) or lists.shared.get(name)


def _plain(printed: str) -> str:
    """A name as the lists have it: in small letters, composed, one space between words."""
    name = " ".join(printed.split()).lower()
    if name.isascii():
        return name
    return unicodedata.normalize("NFC", name.translate(_APOSTROPHES))


@lru_cache(maxsize=1)
def _lists() -> _Lists:
    shared: dict[str, str] = {}
    own: dict[str, dict[str, str]] = {}
    for line in lexicon.read_lines("places.tsv.gz"):
        printed, _, rest = line.partition("\t")
        key, _, language = rest.partition("\t")  # the language, if the name is of one alone
        if len(printed) > 1:
            names = own.setdefault(language, {}) if language else shared
            names[printed.lower().replace("’", "'")] = _STATES.get(key, key)
    sizes: dict[str, int] = {}
    opening: dict[str, set[str]] = {}
    inside: set[str] = set()
    for names in (shared, *own.values()):
        for name, key in names.items():
            if name.isalnum():
                continue
            words = runs(name)
            if len(words) < 2:
                continue
            sizes[words[0]] = max(len(words), sizes.get(words[0], 0))
            inside.update(name.split(" "))
            if key[0] == "=" and " ".join(words[1:]) not in shared:
                opening.setdefault(words[0], set()).add(key)
    keys = {word: frozenset(found) for word, found in opening.items()}
    return _Lists(shared, own, sizes, keys, frozenset(inside))


@lru_cache(maxsize=1)
def _signs() -> Mapping[str, int]:
    """First sign of a name in a script without capitals → signs of the longest such name."""
    longest: dict[str, int] = {}
    for names in (_lists().shared, *_lists().own.values()):
        for name in names:
            if not name[0].isascii() and not _has_case(name[0]):
                longest[name[0]] = max(len(name), longest.get(name[0], 0))
    return longest
