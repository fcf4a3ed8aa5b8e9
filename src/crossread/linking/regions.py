"""Countries and regions that no list knows, in many languages → joined by what stands before the ending.

In: the clusters of linking/entities.py. They are changed in place. Most languages end the names of
countries alike, each in its way ("Ruritania", "Ruritanien", "Ruritanië", "Ruritanie", "Руритания"), and
make adjectives of the same root ("Ruritanian", "руританский"). Forms whose roots
sound the same are one place where their articles have other names in common and one of the forms
stands as a place with such an ending. A name of a person or organisation is held for the place, too,
where nothing says that it is a person's: taggers often err in countries they have never seen.

Nothing is guessed of names that lists know, nor of roots that only nearly sound the same: "Slovenia" and
"Slavonia" differ by less than two spellings of one name. Peoples ("Ruritanians") are not their countries.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import NamedTuple

from crossread.annotating.names.lexicon import persons
from crossread.annotating.names.tokens import word_set
from crossread.linking.forms import RELATED, Clusters, Form
from crossread.linking.spelling import latin, sound

SHORTEST = 4  # letters of a root: of shorter ones too many names are made
LONG = 7  # letters of a name, from which one other name in common is enough
ALIKE = 1.0  # its weight (linking/forms.py)
EARLIER = 20  # forms of one root that a form is compared with
_SLAVIC = "ий ого ому им ом ая ой ую ое ее ие их ими ого а у е і ий ої ій ою ому ими"
_POLISH = "i iego iemu im a iej ą ie ich imi"

_Endings = tuple[tuple[str, ...], tuple[str, ...]]


def _of(places: str, others: str = "") -> _Endings:
    """Endings of places and of adjectives made of them, the longest of each first."""
    first, second = (sorted(word_set(e), key=lambda w: (-len(w), w)) for e in (places, others))
    return tuple(first), tuple(second)


def _put(before: str, endings: str) -> str:
    return " ".join(start + end for start in before.split() for end in endings.split())


_SOUTH_SLAVIC = _of(
    "ija ije iji ijo iju ijom ia ie ii io iu", _put("ijsk sk", _POLISH + " og om oj")
)
_RUSSIAN = _of("ия ии ию ией иею", _put("ийск ск", _SLAVIC + " ие"))
ENDINGS = {
    "en": _of("ia", "ian"),
    "de": _of("ien iens ia ias", "ische ischen ischer isches ischem"),
    "nl": _of("ië ia", "isch ische"),
    "fr": _of("ie ia"),
    "es": _of("ia ía"),
    "it": _of("ia"),
    "pt": _of("ia"),
    "pl": _of("ia ii ię ią io ja ji ję ją", _put("ijsk sk", _POLISH)),
    "cs": _of("ie ii ií í", _put("ijsk sk", "ý á é ého ému ým ém ou ých ými í")),
    "sk": _of("ia ie ii iu iou", _put("ijsk sk", "ý á é ého ému ým om ou ej ú ých ými í")),
    **dict.fromkeys(("sl", "hr", "bs", "sr"), _SOUTH_SLAVIC),
    **dict.fromkeys(("ru", "bg", "mk"), _RUSSIAN),
    "uk": _of("ія ії ію ією іє", _put("ійськ ськ", _SLAVIC)),
    "be": _of("ія іі ію іяй", _put("ійск ск", "і ага аму ім ая ай ую ае ія іх імі")),
    "sv": _of("ien iens ia ias", "isk iska"),
    **dict.fromkeys(("da", "nb", "nn", "no"), _of("ien iens ia ias", "isk iske")),
    "ro": _of("ia iei"),
    "tr": _of("ya yada yadan yanın yaya"),
}
"""Language → endings of countries and of adjectives made of them, in all cases, in small letters.

Where a language writes adjectives with a small letter and peoples with a capital, only the former are
no names; where both may be the same word (Romance languages), none are listed.
"""
_OTHERS = _of("ia ija")
_GENITIVE = re.compile(r"['’ʼ]s$")


class Root(NamedTuple):
    """What a name is made of.

    Args:
        sound: of the letters before the ending.
        place: whether the ending is that of a place, not of an adjective.
    """

    sound: str
    place: bool


@lru_cache(maxsize=50_000)
def root(word: str, language: str) -> Root | None:
    """The root of one word that may be the name of a country, or made of one; else None.

    Args:
        word: as printed.
        language: two-letter code of its article.

    >>> root("Ruritanien", "de") == root("Руританией", "ru") == Root("ruritan", True)
    True
    """
    lower = _GENITIVE.sub("", word.lower())
    places, others = ENDINGS.get(language, _OTHERS)
    for endings, place in ((places, True), (others, False)):
        for ending in endings:
            if lower.endswith(ending):
                letters = "".join(latin(lower[: -len(ending)]))
                if len(letters) >= SHORTEST:
                    return Root(sound(letters), place)
    return None


def region(name: str, language: str) -> str:
    """The sound of the root of a name that ends like a country's, else nothing."""
    found = root(name, language)
    return found.sound if found is not None and found.place else ""


def join_regions(clusters: Clusters) -> None:
    """Join the forms of one root, as the module says; they become places."""
    families: dict[int, set[str]] = defaultdict(set)
    for form in clusters.forms:
        if form.type == "PER" and len(form.words) > 1 and not titled_place(form):
            families[form.article].add(form.words[-1])
    same: dict[str, list[tuple[bool, Form]]] = defaultdict(list)
    titled: list[tuple[str, Form]] = []
    for form in clusters.forms:
        words = form.name().split()
        if form.key is not None or len(words) > 2 or not form.words:
            continue
        found = root(words[-1], form.language)
        if found is None or (form.type == "PER" and not may_be_place(form, families[form.article])):
            continue
        if len(words) == 1:
            same[found.sound].append((found.place, form))
        elif titled_place(form):
            titled.append((found.sound, form))
    for sounding, members in sorted(same.items()):
        places = [form for place, form in members if place]
        if not any(form.type == "LOC" for form in places):
            continue
        for form in places:
            form.region = sounding
        for i, two in enumerate(places):
            join_nearest(clusters, places[max(0, i - EARLIER) : i], two)
        for two in (form for place, form in members if not place):
            join_nearest(clusters, places[:EARLIER], two)
        for other, two in titled:
            if other == sounding:
                own = [form for form in places if form.article == two.article]
                join_nearest(clusters, own, two)


def titled_place(form: Form) -> bool:
    """Whether a person's name of two words may be a title and a country ("посла Руритании")."""
    words = form.name().split()
    if len(words) != 2 or any(w in persons() for w in (form.words[0], words[0].lower())):
        return False
    found = root(words[1], form.language)
    return found is not None and found.place


def may_be_place(form: Form, families: set[str]) -> bool:
    """Whether what a tagger took for a person is not known as a part of persons' names, nor as the
    family name of a person of its article.
    """
    return form.words[-1] not in families and not any(
        word in persons() for word in (form.words[0], form.words[-1], *form.name().lower().split())
    )


def join_nearest(clusters: Clusters, others: list[Form], form: Form) -> None:
    """Join a form with the first of others whose article names something else in common with its
    own, with enough else for short roots; both are places then.
    """
    for other in others:
        least = RELATED if len(form.words[0]) < LONG else ALIKE
        without = {other.signature(), form.signature()}
        if (
            other.article == form.article
            or clusters.shared(other.article, form.article, without) >= least
        ):
            # not as `Clusters.say` has it: another language's ending is no other spelling
            why = f"the same root of a country's name, and other names in common: {form.name()}"
            clusters.join(other.number, form.number, f"{why}, {other.name()}")
            other.type = form.type = "LOC"
            form.region = form.region or other.region
            return
