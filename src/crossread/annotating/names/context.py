"""A name in its sentence → what the words beside it say of its type.

In: the words, where the name stands, the lexicon. Out: weights for person, organisation, place, to be
added to the tagger's probabilities when an article's mentions of one name vote on its type. A name
that no list knows ("in Larnhem", "la banque Orlay", "Frau Lindqvist") has little else to go by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from crossread import languages
from crossread.annotating.names.features import commonness
from crossread.annotating.names.lexicon import Lexicon, place, seen_places
from crossread.annotating.names.roles import GENITIVE, office
from crossread.annotating.names.tokens import word_set
from crossread.model import EntityType

# Weights in units of one sure tag (probability 1); set by hand on own passages and examples/.
TITLE = 1.5
GIVEN = 0.5
LOCATIVE = 0.5
OF_KIND = 1.0
BESIDE_KIND = 0.8
HEAD = 2.0
LISTED = 0.8
UNINTRODUCED = 0.45  # factor for single names that no full name and no title introduces as persons
REACH = 4  # words between a name and its reporting verb
_LEGAL = word_set("ag gmbh inc inc. ltd ltd. llc plc corp corp. sa s.a. spa kg se nv bv oy ab")


@cache
def every(name: str) -> frozenset[str]:
    """One list of the `[names]` tables of all languages: names keep their words abroad."""
    return frozenset(
        word.lower()
        for code in languages.known()
        for word in languages.table(code, "names").get(name, ())
    )


@cache
def listed(language: str, name: str) -> frozenset[str]:
    """One list of the `[names]` table of a language."""
    return frozenset(languages.table(language, "names").get(name, ()))


def head(words: Sequence[str]) -> EntityType | None:
    """What a name is by a word inside it: "Bank of …", "… Group", "Lake …"; None if none says."""
    if len(words) < 2:
        return None
    lowers = [w.lower() for w in words]
    ends = (lowers[0], lowers[-1])
    capital = (words[0][0].isupper(), words[-1][0].isupper())
    if (
        any(w in every("organisations") and c for w, c in zip(ends, capital))
        or lowers[-1] in _LEGAL
    ):
        return "ORG"
    if any(w in every("places") and c for w, c in zip(ends, capital)):
        return "LOC"
    return None


def evidence(
    words: Sequence[str], first: int, last: int, lexicon: Lexicon
) -> Mapping[EntityType, float]:
    """What the words beside a name and in it say of its type.

    Args:
        words: the sentence.
        first: the name's first word.
        last: one past its last.
        lexicon: of the language.
    """
    found: dict[EntityType, float] = {"PER": 0.0, "ORG": 0.0, "LOC": 0.0}
    name = words[first:last]
    before = words[first - 1] if first else ""
    after = words[last] if last < len(words) else ""
    low = before.lower()
    if before and (low in lexicon.titles or office(before, lexicon)):
        found["PER"] += TITLE
    if len(name) > 1 and "g" in lexicon.persons.get(name[0].lower(), ""):
        found["PER"] += GIVEN
    if low in listed(lexicon.language, "locatives") and after not in ("'s", "’s"):
        found["LOC"] += LOCATIVE
    if low in lexicon.kinds and low not in lexicon.offices:
        found["LOC"] += BESIDE_KIND
    if after[:1].islower() and after in lexicon.kinds:
        found["LOC"] += BESIDE_KIND  # "the Larnhem valley"
    complement(words, first, lexicon, found)
    apposition(words, last, lexicon, found)
    if low in lexicon.organisations and low not in lexicon.kinds:
        found["ORG"] += BESIDE_KIND
    if after.lower() in _LEGAL:
        found["ORG"] += BESIDE_KIND
    full = " ".join(name)
    known = place(full, lexicon)
    kind = head(name)
    if kind is not None and known[:1] not in ("=", "#"):
        found[kind] += HEAD
    elif len(name) == 1 and full.lower() in lexicon.organisations:
        found["ORG"] += OF_KIND
    if len(name) == 2 and kind is None and not known:
        # "Ozren Basku": both words are parts of persons' names and the first is nothing else
        parts = [w.lower() in lexicon.persons for w in name]
        if all(parts) and commonness(name[0].lower(), lexicon) == "0" and name[0].istitle():
            found["PER"] += GIVEN
    if lexicon.language == "de" and full.endswith("s"):
        found["LOC"] += LISTED * (place(full[:-1], lexicon)[:1] in ("=", "@"))  # a genitive
    if known[:1] == "@" or full.lower() in seen_places():
        found["LOC"] += LISTED
    return found


def complement(
    words: Sequence[str], first: int, lexicon: Lexicon, found: dict[EntityType, float]
) -> None:
    """What a name is of: "the river X", "the mayor of X", "the director of X"."""
    at = first - 1
    while (
        at >= 0
        and first - at < 4
        and (words[at].lower() in lexicon.links or words[at].lower() in GENITIVE)
    ):
        at -= 1
    if at < 0 or at == first - 1 or words[at + 1].lower() not in GENITIVE:
        return
    low = words[at].lower()
    if low in lexicon.kinds:
        found["LOC"] += OF_KIND
    elif low in listed(lexicon.language, "of_places"):
        found["LOC"] += BESIDE_KIND
        found["PER"] -= BESIDE_KIND
    elif office(words[at], lexicon):
        found["ORG"] += BESIDE_KIND
        found["PER"] -= BESIDE_KIND


def apposition(
    words: Sequence[str], last: int, lexicon: Lexicon, found: dict[EntityType, float]
) -> None:
    """What is said of a name after a comma: "X, the company that …", "X, a village in …"."""
    if last >= len(words) or words[last] != ",":
        return
    for word in words[last + 1 : last + 4]:
        low = word.lower()
        if low in lexicon.function and low not in lexicon.links:
            return  # a verb: "X, est arrivé"
        if low in lexicon.kinds:
            found["LOC"] += BESIDE_KIND
        elif low in lexicon.organisations:
            found["ORG"] += BESIDE_KIND
        elif office(word, lexicon) and word.islower():
            found["PER"] += BESIDE_KIND
        elif low in lexicon.links or low in lexicon.modifiers or low in lexicon.peoples:
            continue
        return


def speaks(words: Sequence[str], i: int, lexicon: Lexicon) -> bool:
    """Whether a reporting verb stands within reach of a word, no mark or other name between."""
    for step in (1, -1):
        j = i + step
        while 0 <= j < len(words) and abs(j - i) <= REACH:
            word = words[j]
            if word.lower() in lexicon.speech:
                return True
            if not word[0].isalpha() or word[0].isupper() or (step < 0 and j < i - 1):
                break
            j += step
    return False
