"""Names as Slavic languages inflect them → a stem that the cases of one name share.

In: a word of a name and its language. Out: the word without its case ending ("Гоголем" and "Гоголя"
→ "Гогол", "Havlem" → "Havl"), or, where a list says what it may be compared with, its `skeleton`:
more taken off and consonants that change before endings folded ("Polsce" and "Polska" → "polsk").
Stems are compared with other stems and never shown.
"""

from __future__ import annotations

import re
from functools import lru_cache

from crossread.annotating.names.lexicon import persons
from crossread.annotating.names.tokens import word_set

_CYRILLIC = word_set(
    "а я о е у ю ы и і ї ь й є ъ "
    "ами ями ах ях ам ям ом ем єм ою ею єю ії ію ією ья ьи ью ье "
    "ого его ому ему ої ій ою им ым их ых ими ыми ый ий ая яя ое ее ую юю ые ие ой ей "
    "ья ят ът ия ият та то те ата ото ите"
)
_LATIN = word_set(
    "a e i o u y á é í ó ú ý ě ę ą ů ie "
    "em om um ím ým im ym ům ou iem ami ima imi ymi ách ach ech ích ých ich ych ah ih ej iej "
    "owi ovi ego iego ega emu iemu ého ého ému ých ými ími "
    "ová ové ovou ového ovému ovými ovej"
)
CYRILLIC_LANGUAGES = ("ru", "uk", "bg", "be", "mk")
LATIN_LANGUAGES = ("cs", "pl", "sk", "sl", "hr", "sr", "bs")


def _sorted(endings: frozenset[str]) -> tuple[str, ...]:
    return tuple(sorted(endings, key=lambda e: (-len(e), e)))


ENDINGS = {
    **dict.fromkeys(CYRILLIC_LANGUAGES, _sorted(_CYRILLIC)),
    **dict.fromkeys(LATIN_LANGUAGES, _sorted(_LATIN)),
}
_VOWELS = frozenset("aeiouyáéíóúýěęąůаяоеуюыиіїьйєъ")
_FLEETING = re.compile(r"(?<=[^\W\daeiouyáéíóúý])e(?=[lkcrnv]$)")  # Brusel, Bruslja
_FLEETING_CYRILLIC = re.compile(r"(?<=[бвгджзклмнпрстфхцчшщ])[еоё](?=[кнцлр]$)")  # Відень, Відня
# Names that end like Austria keep an и or i in all their cases, others have none (Анголии: not Ангола).
_IN_IA = {
    **dict.fromkeys(CYRILLIC_LANGUAGES, re.compile(r"(?:и[яию]|ией|і[яїюі]|ією|іяй)$")),
    "pl": re.compile(r"(?:i[aięąo]|j[aięą])$"),
}
SHORTEST = 3  # letters of a stem
ACRONYM = 6  # letters; what is longer and in capitals is a word of a headline or dateline
_SUFFIXED = re.compile(r"([^\W\d_a-zß-öø-ÿа-яёіїє]{2,})[-‑–’'][a-zа-яіїє]{1,3}")
_WOMAN = re.compile(r"ov(?:á|é|ou|ej)$")
# consonants before an ending, and the one that the base form has (Polska, Polsce; Praha, Praze)
_CHANGES = {
    **dict.fromkeys(("pl",), (("sc", "sk"), ("dz", "g"), ("c", "k"), ("rz", "r"), ("ów", "ow"))),
    **dict.fromkeys(("cs", "sk"), (("št", "sk"), ("z", "h"), ("c", "k"), ("ř", "r"))),
    "uk": (("ц", "к"), ("з", "г"), ("їв", "єв"), ("ів", "ов")),
    "be": (("ц", "к"), ("з", "г")),
}


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """A word without its case ending; the word itself in languages that do not inflect names.

    Args:
        word: as printed; an acronym only loses an ending set off by a hyphen ("WHO-ja").
        language: two-letter code of its article.
    """
    endings = ENDINGS.get(language)
    if endings is None or len(word) <= SHORTEST:
        return word
    suffixed = _SUFFIXED.fullmatch(word)
    if suffixed:
        return suffixed[1]
    if word.isupper() and len(word) <= ACRONYM:
        return word
    lower = word.lower()
    # Максим, Joachim end like a case only by their letters
    known = lower[-1] not in _VOWELS and lower in persons()
    for ending in () if known else endings:
        if lower.endswith(ending) and len(word) - len(ending) >= max(SHORTEST, len(ending)):
            word = word[: -len(ending)]
            break
    # Slovene and Croatian put a j before endings: Orlarja, Orlar; Italija
    return word[:-1] if word[-1:] in "jь" and len(word) > SHORTEST else word


def stems(name: str, language: str) -> str:
    """A name with every word as its stem."""
    if language not in ENDINGS:
        return name
    return " ".join(stem(word, language) for word in name.split())


def inflects(name: str, language: str) -> bool:
    """Whether a language puts case endings on a name of this script (Russian only on Cyrillic)."""
    if language not in ENDINGS:
        return False
    return language in LATIN_LANGUAGES or any("а" <= c <= "ї" for c in name.lower())


def of_a_woman(name: str, language: str) -> bool:
    """Whether Czech or Slovak shows by its ending that a family name is a woman's."""
    return language in ("cs", "sk") and _WOMAN.search(name) is not None


def breathed(name: str, language: str) -> str | None:
    """The stems of a Cyrillic name with h for г; None where that changes nothing."""
    if language not in CYRILLIC_LANGUAGES or "г" not in name.lower():
        return None
    return stems(name, language).lower().replace("г", "h")


def in_ia(name: str, language: str) -> bool:
    """Whether a name ends as those of the kind of "Австрия" do in any case; False where a language
    does not show it.
    """
    endings = _IN_IA.get(language)
    return endings is not None and endings.search(name.lower()) is not None


def as_inflected(name: str) -> str:
    """The stems that a name of a language without case endings would have if inflected."""
    cyrillic = any("а" <= c <= "ї" for c in name.lower())
    return stems(name, CYRILLIC_LANGUAGES[0] if cyrillic else LATIN_LANGUAGES[0])


@lru_cache(maxsize=100_000)
def skeleton(name: str, language: str) -> str:
    """A name in lower case with two endings taken off every word and changed consonants put back:
    the key of a list of names that inflection is undone by.

    Args:
        name: one word or several, as printed.
        language: two-letter code; one of `ENDINGS`, else the name is only lower-cased.
    """
    found = []
    for word in name.split():
        word = stem(stem(word, language), language).lower()
        for changed, base in _CHANGES.get(language, ()):
            if word.endswith(changed) and len(word) > SHORTEST:
                word = word[: -len(changed)] + base
                break
        if language in LATIN_LANGUAGES and len(word) > SHORTEST + 1:
            word = _FLEETING.sub("", word)
        elif len(word) > SHORTEST + 1:
            word = _FLEETING_CYRILLIC.sub("", word)
        found.append(word)
    return " ".join(found)
