"""A name → the country, place or organisation that all languages know under it.

In: a name and the language of its article. Out: a key that all its names share (`=FR` a country,
`@paris` another place, `#nato` an organisation), or None. Names of countries in many languages and
of cities are CLDR's and Wiktionary's (`models/names/places.tsv.gz`); acronyms and names of
international organisations, and what CLDR does not call a country by, stand in `known.toml`.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib import resources
from typing import Any

from crossread.annotating.names.lexicon import lexicon, places
from crossread.errors import ModelError
from crossread.linking.inflection import CYRILLIC_LANGUAGES, ENDINGS, in_ia, skeleton, stems
from crossread.linking.spelling import latin
from crossread.model import EntityType

# "Republic of", before a country's short name; states that are told apart by it stand in the list
_STATE = re.compile(
    r"(?:the )?(?:Republic of |République (?:de |d['’]|du )|Republik |República (?:de |del )|"
    r"Repubblica (?:di |del )|Republi(?:ek|c) |Republi[kc]\w{1,2} |Републик\w{1,3} |Республик\w{1,3} |"
    r"Республік\w{1,3} )(?=\w)",
    re.IGNORECASE,
)
_SHORT = 5  # letters; a name as short as that which is an acronym must be printed in capitals
_LEAST = 3  # letters of a name that case endings are undone on
_SAYABLE = 4  # letters; acronyms as long as that may be printed like words ("Nato")
_Stem = tuple[str, bool]
"""(stem, whether the name ends like "Австрия")."""


@cache
def tables() -> Mapping[str, Any]:
    """The tables of `known.toml`, read once.

    Raises:
        ModelError: the file is broken.
    """
    try:
        text = resources.files("crossread.linking").joinpath("known.toml").read_text("utf-8")
        return tomllib.loads(text)
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise ModelError(f"linking/known.toml: {error}; install again") from error


@cache
def table() -> Mapping[str, str]:
    """Folded name → key, from `known.toml`.

    Raises:
        ModelError: the file is broken.
    """
    lists = tables()
    found: dict[str, str] = {}
    for name, sign in (("organisations", "#"), ("places", "@"), ("countries", "=")):
        for key, forms in lists.get(name, {}).items():
            for form in forms:
                short = form.replace(".", "")
                capital = short.isupper() and len(short) <= _SHORT
                found[short if capital else folded(form)] = sign + key
                if capital and len(short) >= _SAYABLE:
                    found[folded(form)] = sign + key
    return found


def folded(name: str) -> str:
    """A name without case, accents and marks."""
    return " ".join(latin(name))


@lru_cache(maxsize=100_000)
def known(name: str, language: str, inflected: bool = True) -> tuple[str, EntityType] | None:
    """The key and type of a name that all languages know.

    Args:
        name: as printed, without titles.
        language: of its article; decides where two places share a name.
        inflected: undo case endings too (not for what may be a person: one Finn is not Finland).
    """
    own = table()
    short = name.replace(".", "").removesuffix("’s").removesuffix("'s").strip()
    plain = folded(name)
    for article in ("the ", "le ", "la ", "les ", "l ", "el ", "los ", "der ", "die ", "das "):
        plain = plain.removeprefix(article)
    key = own.get(short) if len(short) <= _SHORT + 1 else None
    if key is None and not (short.isupper() and len(short) <= 3):
        key = own.get(plain)
    if key is None:
        listed = places(language)
        lower = name.lower().strip()
        key = listed.get(lower) or listed.get(plain)
        if key is not None and key[0] == "#":
            key = None
        if key is None and lower.endswith(("’s", "'s")):
            key = listed.get(lower[:-2])
        if key is None and lower.endswith("s") and language == "de":
            key = listed.get(lower[:-1])
        if key is not None and key[0] == "@":
            key = own.get(key[1:], key)
    if key is None and inflected and language in ENDINGS and not short.isupper():
        key = uninflected(name.strip(), language)
    state = _STATE.match(name)
    if key is None and state:
        rest = known(name[state.end() :], language, inflected)
        key = rest[0] if rest is not None and rest[0][0] == "=" else None
    if key is None:
        return None
    return key, "ORG" if key[0] == "#" else "LOC"


@lru_cache(maxsize=50_000)
def uninflected(name: str, language: str) -> str | None:
    """The key of a name in another case than the lists have it."""
    stemmed, bones = stem_keys(language)
    ending = in_ia(name, language)
    stem, bone = stems(name, language).lower(), skeleton(name, language)
    return stemmed.get((stem, ending)) or bones.get((bone, ending))


@cache
def stem_keys(language: str) -> tuple[Mapping[_Stem, str], Mapping[_Stem, str]]:
    """Stem → key and skeleton → key, where no other name of the script has them; of a country and
    smaller places, the country. Stems of names like "Австрия" are kept apart from others.
    """
    cyrillic = language in CYRILLIC_LANGUAGES
    names = dict(places(language))
    for sign, kind in (("#", "organisations"), ("=", "countries"), ("@", "places")):
        for key, forms in tables().get(kind, {}).items():
            names.update((f, sign + key) for f in forms if len(f) > _LEAST)
    stemmed: dict[_Stem, set[str]] = {}
    bones: dict[_Stem, set[str]] = {}
    for name, key in names.items():
        if ("а" <= name[0].lower() <= "ї") != cyrillic or name.isupper():
            continue
        if key[0] == "@":
            key = table().get(key[1:], key)
        ending = in_ia(name, language)
        stemmed.setdefault((stems(name, language).lower(), ending), set()).add(key)
        bones.setdefault((skeleton(name, language), ending), set()).add(key)
    return only(stemmed), only(bones)


def only(found: Mapping[_Stem, set[str]]) -> Mapping[_Stem, str]:
    """The stems of one name alone, or of one country and places that are none."""
    single: dict[_Stem, str] = {}
    for (name, kind), keys in found.items():
        countries = {key for key in keys if key[0] == "="} if len(keys) > 1 else keys
        if len(countries) == 1 and len(name) > 2:
            single[name, kind] = min(countries)
    return single


@cache
def peoples_of() -> Mapping[str, str]:
    """Folded beginnings of words for peoples that do not begin like their country's name."""
    found = {}
    for code, forms in tables().get("peoples", {}).items():
        for form in forms:
            found[folded(form)] = "=" + code
    return found


@cache
def country(word: str, language: str) -> str | None:
    """The country that a word names or whose people it means ("américain" → `=US`), else None."""
    found = known(word, language)
    if found is not None:
        return found[0] if found[0][0] == "=" and found[0][1:].isalpha() else None  # no continent
    plain = folded(word)
    if word.lower() not in lexicon(language).peoples and plain not in peoples_of():
        for stem, key in peoples_of().items():
            if len(stem) > 4 and plain.startswith(stem) and len(plain) <= len(stem) + 4:
                return key
        return None
    if plain in peoples_of():
        return peoples_of()[plain]
    for stem, key in peoples_of().items():
        if len(stem) > 4 and plain.startswith(stem):
            return key
    return beginnings(language).get(plain[:5])


@cache
def beginnings(language: str) -> Mapping[str, str]:
    """First five letters of countries' names in one language and English → key, where unique."""
    found: dict[str, set[str]] = {}
    for name, key in places(language).items():
        if key[0] == "=" and key[1:].isalpha() and name[:1].isalpha():
            plain = folded(name)
            if len(plain) >= 4:
                found.setdefault(plain[:5], set()).add(key)
    return {begin: min(keys) for begin, keys in found.items() if len(keys) == 1}
