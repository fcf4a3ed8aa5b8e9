"""What a language file says on reporting speech, compiled once a language.

In: the `[quotes]` table of a language. Out: a `Reporting` record of sets and dictionaries that the
finders of cues and speakers look words up in. Verbs are given as lemmas with inflection rules, or
with all their forms; both end as one dictionary from a form to its classes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from crossread.languages import Table, table

# Classes of reporting verbs, as bits: a form may be in several.
SAY, TELL, THINK, ACT, ASIDE = 1, 2, 4, 8, 16
CLASSES = {"say": SAY, "tell": TELL, "think": THINK, "act": ACT, "aside": ASIDE}

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Reporting:
    """The compiled table; all words in lower case, apostrophes straight.

    Args:
        verbs: form → classes (bits).
        phrases: first word → (further words, classes) of verbs of several words.
        separable: finite form → particles that make it a reporting verb.
        ambiguous: forms that are as often something else.
        according, according_after: first word → further words of prepositions (postpositions).
        genders: pronoun → `m`, `f`, `n`, `p` (plural), `s` (I), `r` (relative).
        light: articles, prepositions and possessives: what is left of a phrase carries meaning.
        works: nouns that name what bears a title ("film", "newspaper", "ship").
        mood: verb forms that mark a clause as reported (German subjunctive).
        hearsay: verb forms that mark a rumour ("soll").
        inserted: words that attribute between commas ("…, so Lee").
        nominative: pronouns that right after a verb are its subject.
        honorifics: title before a name → gender or "".
        ages, age_endings: nouns that name a person by age alone ("sexagénaire"), and what ends
            such a noun after a number ("-year-old").
        articles: articles of one gender → gender ("la" → `f`).
        indefinite: indefinite articles.
        statements: nouns for what somebody gives out ("Mitteilung").
        openers: all words that a cue may begin with.
        prodrop: verbs need no pronoun, so that one alone has the last subject.
        known: whether the language has a table at all.
    """

    verbs: Mapping[str, int]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], int], ...]]
    separable: Mapping[str, frozenset[str]]
    ambiguous: frozenset[str]
    auxiliary: frozenset[str]
    passive: frozenset[str]
    agent: frozenset[str]
    adverbs: frozenset[str]
    adverb_endings: tuple[str, ...]
    time: frozenset[str]
    according: Phrases
    according_after: frozenset[str]
    introducing: frozenset[str]
    inserted: frozenset[str]
    nominative: frozenset[str]
    that: frozenset[str]
    conjunctions: frozenset[str]
    subordinators: frozenset[str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    genitives: frozenset[str]
    possessive: frozenset[str]
    light: frozenset[str]
    roles: frozenset[str]
    groups: frozenset[str]
    nouns: frozenset[str]
    works: frozenset[str]
    mood: frozenset[str]
    hearsay: frozenset[str]
    first_person: frozenset[str]
    genders: Mapping[str, str]
    pronoun_phrases: Phrases
    honorifics: Mapping[str, str]
    ages: frozenset[str]
    age_endings: tuple[str, ...]
    articles: Mapping[str, str]
    indefinite: frozenset[str]
    statements: frozenset[str]
    openers: frozenset[str]
    prodrop: bool
    known: bool


def straight(word: str) -> str:
    """A word in lower case with straight apostrophes, as the tables hold it."""
    return word.lower().replace("’", "'")


def _forms(entry: str, rules: Iterable[tuple[str, str]], reflexive: frozenset[str]) -> list[str]:
    """All forms of a verb entry: those given, or the lemma inflected by the first rule that fits."""
    words = [w for w in straight(entry).split() if w not in reflexive]
    words = [w[2:] if w.startswith("s'") else w for w in words]
    if len(words) != 1 or "+" in words[0]:
        return words
    lemma = words[0]
    for ending, replacements in rules:
        if lemma.endswith(ending):
            stem = lemma[: len(lemma) - len(ending)]
            made = [lemma]
            for new in replacements.split(" "):
                made.append(new.replace("~", stem) if "~" in new else stem + new)
            return made
    return words


def _phrases(entries: Iterable[str]) -> Phrases:
    """First word → the further words of each phrase, the longest first."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for entry in entries:
        first, *rest = straight(entry).replace("d'", "d' ").replace("l'", "l' ").split()
        found.setdefault(first, []).append(tuple(rest))
    return {
        first: tuple(sorted(rests, key=lambda r: (-len(r), r))) for first, rests in found.items()
    }


@cache
def reporting(language: str) -> Reporting:
    """The compiled `[quotes]` table of a language; nearly empty for one without a table."""
    facts: Table = table(language, "quotes")

    def words(name: str) -> frozenset[str]:
        return frozenset(straight(w) for w in facts.get(name, ()))

    rules = [(str(e), str(r)) for e, r in facts.get("inflection", ())]
    reflexive = words("reflexive")
    verbs: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, bit in CLASSES.items():
        for entry in facts.get(name, ()):
            for form in _forms(str(entry), rules, reflexive):
                first, *rest = form.split("+")
                if rest:
                    phrases.setdefault(first, []).append((tuple(rest), bit))
                else:
                    verbs[form] = verbs.get(form, 0) | bit
    separable: dict[str, set[str]] = {}
    for entry in facts.get("separable", ()):
        particle, forms = str(entry).split(":")
        for form in forms.split():
            separable.setdefault(form, set()).add(particle.strip())
    according = _phrases(facts.get("according", ()))
    pronouns: Mapping[str, str] = facts.get("pronouns", {})
    return Reporting(
        verbs=verbs,
        phrases={f: tuple(sorted(p, key=lambda x: (-len(x[0]), x))) for f, p in phrases.items()},
        separable={f: frozenset(p) for f, p in separable.items()},
        ambiguous=words("ambiguous"),
        auxiliary=words("auxiliary"),
        passive=words("passive"),
        agent=words("agent"),
        adverbs=words("adverbs"),
        adverb_endings=tuple(facts.get("adverb_endings", ())) or ("\0",),
        time=words("time"),
        according=according,
        according_after=words("according_after"),
        introducing=words("as"),
        inserted=words("inserted"),
        nominative=words("nominative"),
        that=words("that"),
        conjunctions=words("conjunctions"),
        subordinators=words("subordinators"),
        determiners=words("determiners"),
        prepositions=words("prepositions"),
        genitives=words("genitives"),
        possessive=words("possessive"),
        light=words("determiners")
        | words("genitives")
        | words("prepositions")
        | words("possessive"),
        roles=words("roles"),
        groups=words("groups"),
        nouns=words("nouns"),
        works=words("works"),
        mood=words("mood"),
        hearsay=words("hearsay"),
        first_person=frozenset(straight(p) for p, g in pronouns.items() if g == "s"),
        genders={straight(p): g for p, g in pronouns.items() if " " not in p},
        pronoun_phrases=_phrases(p for p in pronouns if " " in p),
        honorifics={straight(h): g for h, g in facts.get("honorifics", {}).items()},
        ages=frozenset(w for w in words("ages") if not w.startswith("-")),
        age_endings=tuple(sorted(w[1:] for w in words("ages") if w.startswith("-"))),
        indefinite=words("indefinite"),
        statements=words("statements"),
        articles={straight(a): g for a, g in facts.get("articles", {}).items()},
        openers=frozenset(
            {*verbs, *phrases, *separable, *according}
            | words("according_after")
            | words("inserted")
        ),
        prodrop=bool(facts.get("prodrop", False)),
        known=bool(facts),
    )
