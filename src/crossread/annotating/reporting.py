"""What a language file says on reporting speech, compiled once a language.

In: the `[quotes]` table of a language. Out: a `Reporting` record of sets and dictionaries that the
finders of cues and speakers look words up in. Verbs are given as lemmas with inflection rules, or
with all their forms; both end as one dictionary from a form to its classes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from crossread.annotating.number_words import lexicon
from crossread.languages import Table, table

# Classes of reporting verbs, as bits: a form may be in several.
SAY, TELL, THINK, ACT, ASIDE = 1, 2, 4, 8, 16
# A stem has at least so many letters; its endings are taken to have as many as this.
SHORTEST_STEM, ENDING = 3, 2
# Last letters that give way to an ending.
FINAL = frozenset("aeiouyаеиоуыьйяюіїє")
CLASSES = {"say": SAY, "tell": TELL, "think": THINK, "act": ACT, "aside": ASIDE}

# The parts of a `[times]` table that name days and parts of the year and the day.
SPANS = ("months", "weekdays", "days", "parts", "seasons")

Phrases = Mapping[str, tuple[tuple[str, ...], ...]]


@dataclass(frozen=True, slots=True)
class Reporting:
    """The compiled table; all words in lower case, apostrophes straight.

    Args:
        verbs: form → classes (bits).
        phrases: first word → (further words, classes) of verbs of several words.
        separable: finite form → particles that make it a reporting verb.
        ambiguous: forms that are as often something else.
        spans: words for stretches and points of time ("days", "ago", "monday").
        numbers: number words.
        according, according_after: first word → further words of prepositions (postpositions).
        ordinal: those of them that behind an article are an ordinal number ("il secondo").
        genders: pronoun → `m`, `f`, `n`, `p` (plural), `s` (I), `r` (relative).
        light: articles, prepositions and possessives: what is left of a phrase carries meaning.
        naming: prepositions before what something is called ("described it as").
        works: nouns that name what bears a title ("film", "newspaper", "ship").
        mood: verb forms that mark a clause as reported (German subjunctive).
        weak_mood: forms that do so only right after reported speech, and without one of
            weak_mood_not (German "würde", "hätten", which conditions have too).
        owned: longest word → (all words, place of that word, place of the possessive) of phrases
            that name a source by a possessive ("in his view", "по его словам").
        possessives: possessive → gender of whom it means.
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
        fixed_order: the subject stands before its verb, but beside quotations.
        verb_last: what carries a verb's meaning may stand at the end of its clause (participles,
            separated particles, all verbs of a subordinate clause).
        capital_nouns: all nouns have a capital.
        compounds: nouns are joined to one word, so that a role is told by its end.
        cases: nouns and names are inflected, so that they are told by their stems (`stem`).
        located: prepositions that behind a verb name the institution that said it ("в полиции").
        letters: characters inside words that are no letters by themselves (vowel signs).
        bare_names: no article stands before a person's name.
        dialogue: a dash opens speech.
        comma_incise: in it, commas may set off the reporter's words ("Non, dit-il, jamais").
        spaced: words are parted by spaces.
        verb_first: the subject stands behind its verb.
        contracted: prepositions with an article in them ("al", "nel"): no subject begins so.
        reflexive: pronouns that make a verb reflexive.
        elided: forms that are written with the word after them ("l'").
        enclitics: words written with a hyphen behind their verb ("dit-il", "riu-se").
        words: all words of the table, for a language without spaces; else empty.
        plain_that: of `that`, the words that belong to no reported clause.
        markers: words before an infinitive ("to", "zu").
        perfect: forms that with a past participle make the past tense.
        completing: all forms that with a past participle far away make a tense or a passive.
        present_participle, past_participle, infinitive, bare_participle: verb forms by their
            endings; those that never occur where the language has none.
        rumour: auxiliaries that with a participle soon after (or, where the language has
            `rumour_end`, with one of these words at the end) tell what is only rumoured.
        rumour_not: words that make such a sentence a condition.
        rumour_words: words that by themselves tell that a sentence is only rumoured.
        impersonal: pairs of words that report without telling who ("hieß es").
        conveyed: prepositions that name a source only beside one of `conveying`, words that tell of
            handing on what was said ("نقل … عن").
        addressees: words for whom something is told to, in a form that is never a subject
            ("him", "dziennikarzom").
        viewpoint: prepositions that at the start of a sentence name whose words follow in
            quotation marks ("Pour Ann Lee, « … »").
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
    spans: frozenset[str]
    numbers: frozenset[str]
    according: Phrases
    according_after: frozenset[str]
    ordinal: frozenset[str]
    owned: Mapping[str, tuple[tuple[tuple[str, ...], int, int], ...]]
    possessives: Mapping[str, str]
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
    naming: frozenset[str]
    works: frozenset[str]
    mood: frozenset[str]
    weak_mood: frozenset[str]
    weak_mood_not: frozenset[str]
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
    fixed_order: bool
    verb_last: bool
    capital_nouns: bool
    compounds: bool
    cases: bool
    located: frozenset[str]
    letters: str
    bare_names: bool
    dialogue: bool
    comma_incise: bool
    spaced: bool
    verb_first: bool
    contracted: frozenset[str]
    reflexive: frozenset[str]
    elided: tuple[str, ...]
    enclitics: frozenset[str]
    words: frozenset[str]
    plain_that: frozenset[str]
    markers: frozenset[str]
    perfect: frozenset[str]
    completing: frozenset[str]
    present_participle: re.Pattern[str]
    past_participle: re.Pattern[str]
    infinitive: re.Pattern[str]
    bare_participle: re.Pattern[str]
    rumour: frozenset[str]
    rumour_end: frozenset[str]
    rumour_not: frozenset[str]
    rumour_words: frozenset[str]
    impersonal: frozenset[str]
    conveyed: frozenset[str]
    conveying: frozenset[str]
    addressees: frozenset[str]
    viewpoint: frozenset[str]
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


def _owned(
    patterns: Iterable[str], possessives: Iterable[str]
) -> dict[str, tuple[tuple[tuple[str, ...], int, int], ...]]:
    """The phrases of `own` with each possessive in the place of their star."""
    found: dict[str, list[tuple[tuple[str, ...], int, int]]] = {}
    for pattern in patterns:
        words = straight(pattern).split()
        star, key = words.index("*"), max(words, key=len)
        for possessive in possessives:
            filled = (*words[:star], possessive, *words[star + 1 :])
            found.setdefault(key, []).append((filled, words.index(key), star))
    return {key: tuple(phrases) for key, phrases in found.items()}


def stem(word: str) -> str:
    """What the cases of a noun or name share: all but its last letters, at least three of them."""
    return word[: max(SHORTEST_STEM, len(word) - ENDING)]


def _declined(words: frozenset[str], endings: Sequence[str]) -> frozenset[str]:
    """Nouns with the case endings of their language; more forms than it has."""
    made = set(words)
    if endings:
        for word in words:
            base = word[:-1] if word[-1:] in FINAL else word
            if len(base) >= SHORTEST_STEM:
                made.update(base + ending for ending in endings)
    return frozenset(made)


def _all_words(facts: Table) -> frozenset[str]:
    """The words of all lists of a table but its verbs, and its pronouns and titles."""
    lists = [v for k, v in facts.items() if isinstance(v, list) and k not in (*CLASSES, "marks")]
    maps = [v for v in facts.values() if isinstance(v, Mapping)]
    return frozenset(straight(str(w)) for v in (*lists, *maps) for w in v)


def _spans(language: str) -> frozenset[str]:
    """The single words of a language's tables of times: units, months, weekdays, days, "ago"."""
    times: Table = table(language, "times")
    units = [str(w) for forms in times.get("units", {}).values() for w in forms]
    keys = [str(w) for name in SPANS for w in times.get(name, {})]
    ago = [str(w) for w in times.get("ago", ())]
    return frozenset(straight(w) for w in (*units, *keys, *ago) if " " not in w)


@cache
def reporting(language: str) -> Reporting:
    """The compiled `[quotes]` table of a language; nearly empty for one without a table."""
    facts: Table = table(language, "quotes")

    def words(name: str) -> frozenset[str]:
        return frozenset(straight(w) for w in facts.get(name, ()))

    def pattern(name: str) -> re.Pattern[str]:
        return re.compile(str(facts.get(name, "(?!)")))

    def flag(name: str, default: bool = False) -> bool:
        return bool(facts.get(name, default))

    rules = [(str(e), str(r)) for e, r in facts.get("inflection", ())]
    reflexive = words("reflexive")
    prefixes = ("", *facts.get("prefixes", ()))
    verbs: dict[str, int] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], int]]] = {}
    for name, bit in CLASSES.items():
        for entry in facts.get(name, ()):
            for form in _forms(str(entry), rules, reflexive):
                first, *rest = form.split("+")
                for before in prefixes:
                    if rest:
                        phrases.setdefault(before + first, []).append((tuple(rest), bit))
                    else:
                        verbs[before + form] = verbs.get(before + form, 0) | bit
    separable: dict[str, set[str]] = {}
    for entry in facts.get("separable", ()):
        particle, forms = str(entry).split(":")
        for form in forms.split():
            separable.setdefault(form, set()).add(particle.strip())
    possessives = {straight(w): str(g) for w, g in facts.get("possessives", {}).items()}
    owned = _owned(facts.get("own", ()), possessives)
    endings = [str(e) for e in facts.get("cases", ())]
    according = _phrases(
        before + entry for before in prefixes for entry in facts.get("according", ())
    )
    pronouns: Mapping[str, str] = facts.get("pronouns", {})
    return Reporting(
        verbs=verbs,
        phrases={f: tuple(sorted(p, key=lambda x: (-len(x[0]), x))) for f, p in phrases.items()},
        separable={f: frozenset(p) for f, p in separable.items()},
        ambiguous=frozenset(before + w for w in words("ambiguous") for before in prefixes),
        auxiliary=words("auxiliary"),
        passive=words("passive"),
        agent=words("agent"),
        adverbs=words("adverbs"),
        adverb_endings=tuple(facts.get("adverb_endings", ())) or ("\0",),
        time=words("time"),
        spans=_spans(language),
        numbers=frozenset(straight(w) for w in lexicon(language).elements.firsts),
        according=according,
        according_after=words("according_after"),
        ordinal=words("ordinal"),
        owned=owned,
        possessives=possessives,
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
        roles=_declined(words("roles"), endings),
        groups=_declined(words("groups"), endings),
        nouns=words("nouns"),
        naming=words("naming"),
        works=_declined(words("works"), endings),
        mood=words("mood"),
        weak_mood=words("weak_mood"),
        weak_mood_not=words("weak_mood_not"),
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
            {*verbs, *phrases, *separable, *according, *owned}
            | words("according_after")
            | words("inserted")
            | words("viewpoint")
            | words("conveyed")
        ),
        prodrop=flag("prodrop"),
        fixed_order=flag("fixed_order"),
        verb_last=flag("verb_last"),
        capital_nouns=flag("capital_nouns"),
        compounds=flag("compounds"),
        cases=bool(endings),
        located=words("located"),
        letters=str(facts.get("letters", "")),
        bare_names=flag("bare_names"),
        dialogue=flag("dialogue"),
        comma_incise=flag("comma_incise"),
        spaced=flag("spaced", True),
        verb_first=flag("verb_first"),
        contracted=words("contracted"),
        reflexive=reflexive,
        elided=tuple(straight(w) for w in facts.get("elided", ())),
        enclitics=words("enclitics"),
        words=frozenset() if flag("spaced", True) else _all_words(facts) | verbs.keys(),
        plain_that=words("plain_that"),
        markers=words("markers"),
        perfect=words("perfect"),
        completing=words("completing"),
        present_participle=pattern("present_participle"),
        past_participle=pattern("past_participle"),
        infinitive=pattern("infinitive"),
        bare_participle=pattern("bare_participle"),
        rumour=words("rumour"),
        rumour_end=words("rumour_end"),
        rumour_not=words("rumour_not"),
        rumour_words=words("rumour_words"),
        impersonal=words("impersonal"),
        conveyed=words("conveyed"),
        conveying=frozenset(before + w for w in words("conveying") for before in prefixes),
        addressees=words("addressees"),
        viewpoint=words("viewpoint"),
        known=bool(facts),
    )
