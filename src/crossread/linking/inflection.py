"""Names as Slavic languages inflect them → a stem that the cases of one name share.

In: a word of a name and its language. Out: the word without its case ending ("Гоголем" and "Гоголя"
→ "Гогол", "Havlem" → "Havl"). One ending is taken off, the longest that leaves enough of the word;
the stem is compared with other stems and never shown.
"""

from __future__ import annotations

from functools import lru_cache

_CYRILLIC = [
    "ского",
    "ском",
    "ским",
    "ская",
    "ской",
    "скую",
    "ские",
    "ских",
    "скими",
    "ами",
    "ями",
    "ого",
    "его",
    "ому",
    "ему",
    "ыми",
    "ими",
    "ою",
    "ею",
    "ой",
    "ей",
    "ом",
    "ем",
    "ым",
    "им",
    "ый",
    "ий",
    "ая",
    "яя",
    "ое",
    "ее",
    "ую",
    "юю",
    "ах",
    "ях",
    "ых",
    "их",
    "ов",
    "ев",
    "єм",
    "ії",
    "ію",
    "ією",
    "ією",
    "ів",
    "ам",
    "ям",
    "ят",
    "ът",
    "та",
    "то",
    "те",
    "а",
    "я",
    "о",
    "е",
    "у",
    "ю",
    "ы",
    "и",
    "і",
    "ї",
    "ь",
    "й",
    "є",
    "ъ",
]
_LATIN = [
    "skiego",
    "skiemu",
    "skim",
    "ckiego",
    "ckim",
    "ového",
    "ovému",
    "ovými",
    "ovou",
    "ové",
    "ová",
    "ovej",
    "ego",
    "emu",
    "ého",
    "ému",
    "ými",
    "ími",
    "ega",
    "emu",
    "iem",
    "ami",
    "ima",
    "imi",
    "owi",
    "ovi",
    "ou",
    "em",
    "om",
    "um",
    "ím",
    "ým",
    "im",
    "ům",
    "ům",
    "ów",
    "ach",
    "ah",
    "ih",
    "ich",
    "a",
    "e",
    "i",
    "o",
    "u",
    "y",
    "á",
    "é",
    "í",
    "ó",
    "ú",
    "ý",
    "ě",
    "ę",
    "ą",
    "ů",
]
ENDINGS = {
    **dict.fromkeys(
        ("ru", "uk", "bg", "be", "mk"), tuple(sorted(set(_CYRILLIC), key=lambda e: (-len(e), e)))
    ),
    **dict.fromkeys(
        ("cs", "pl", "sk", "sl", "hr", "sr", "bs"),
        tuple(sorted(set(_LATIN), key=lambda e: (-len(e), e))),
    ),
}
SHORTEST = 3  # letters of a stem


@lru_cache(maxsize=100_000)
def stem(word: str, language: str) -> str:
    """A word without its case ending; the word itself in languages that do not inflect names.

    Args:
        word: as printed.
        language: two-letter code of its article.
    """
    endings = ENDINGS.get(language)
    if endings is None or len(word) <= SHORTEST or word.isupper():
        return word
    lower = word.lower()
    for ending in endings:
        if lower.endswith(ending) and len(word) - len(ending) >= max(SHORTEST, len(ending)):
            return word[: -len(ending)]
    return word


def stems(name: str, language: str) -> str:
    """A name with every word as its stem."""
    if language not in ENDINGS:
        return name
    return " ".join(stem(word, language) for word in name.split())
