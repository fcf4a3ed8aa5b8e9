"""Words that CLDR holds in every language: countries, languages, currencies, months, days.

In: nothing but the Babel library. Out: rows of an English word and the same in another language.
News is full of them, and the open dictionaries of some languages lack half of the countries.
"""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

ENGLISH = Locale("en")


def rows(languages: tuple[str, ...]) -> Iterator[tuple[str, str, str]]:
    """Pairs of one thing's names.

    Args:
        languages: ISO 639-1 codes; one that CLDR does not hold is passed over.

    Yields:
        English name, language, name in it; where both are written alike too.
    """
    english = _names(ENGLISH)
    for language in languages:
        try:
            locale = Locale(language)
        except UnknownLocaleError:
            continue
        if language != "en":
            names = _names(locale)
            for key in sorted(english.keys() & names.keys()):
                yield english[key], language, names[key]


def _names(locale: Locale) -> dict[tuple[str, str], str]:
    """The names that CLDR gives in one language, by kind and code."""
    found: dict[tuple[str, str], str] = {}
    for kind, names in (
        ("territory", {c: n for c, n in locale.territories.items() if not c.isdigit()}),
        ("language", {c: n for c, n in locale.languages.items() if len(c) == 2}),
        ("currency", locale.currencies),
        ("month", locale.months["stand-alone"]["wide"]),
        ("day", locale.days["stand-alone"]["wide"]),
    ):
        for code, name in names.items():
            if name and str(name) != str(code):
                found[kind, str(code)] = str(name)
    return found
