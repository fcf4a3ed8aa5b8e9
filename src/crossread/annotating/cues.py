"""A sentence → the words in it that report speech.

In: a paragraph's skeleton and one of its sentences. Out: its cues, in order, with what their forms
tell (participle, passive, preposition). Whether a cue really reports is decided later, by what
stands beside it.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from msgspec import Struct

from crossread.annotating.reporting import SAY, Reporting, reporting
from crossread.annotating.skeleton import QUOTE, WORD, Skeleton
from crossread.annotating.speaker_phrases import Names, has_role

VERB, ACCORDING, POSTPOSITION = "verb", "according", "postposition"
# How far behind its verb the particle of a German verb is looked for, in tokens.
PARTICLE_REACH = 30
# A word of handing on stands so few tokens from its preposition ("نقلت الوكالة عن لي قوله").
CONVEYED_WITHIN = 8


class Cue(Struct, frozen=True):
    """A word or phrase that reports.

    Args:
        first, last: its tokens (one past the last), auxiliaries not included.
        kind: VERB, ACCORDING ("according to", before the source) or POSTPOSITION ("zufolge").
        classes: bits of `reporting`.
        participle: a present participle ("adding").
        passive: "was told", "wurde erklärt".
        sure: False for forms that are as often something else.
        particle: token of a separated particle, else -1.
        infinitive: "to say", "pour ajouter".
        bare: a past participle without its auxiliary ("publié", "ajouté").
        start: first token, auxiliaries included.
        owner: token of the possessive that names the source ("in his view"), else -1.
        finite: token of the auxiliary that stands apart from it ("hat … erklärt"), else -1.
    """

    first: int
    last: int
    kind: str
    classes: int
    participle: bool = False
    passive: bool = False
    sure: bool = True
    particle: int = -1
    infinitive: bool = False
    bare: bool = False
    start: int = -1
    finite: int = -1
    owner: int = -1


def cues(sk: Skeleton, first: int, last: int, names: Names, facts: Reporting) -> list[Cue]:
    """The cues of one sentence: tokens `first` to `last` (one past the last)."""
    found: list[Cue] = []
    openers = facts.openers
    free = first  # tokens before this one belong to the cue before
    words = sk.words[first:last]
    if openers.isdisjoint(words):
        return found
    for i in [n for n, word in enumerate(words, first) if word in openers]:
        cue = _at(sk, i, first, last, names, facts) if i >= free else None
        if cue is not None:
            found.append(cue)
            free = cue.last
    return found


def _at(sk: Skeleton, i: int, first: int, last: int, names: Names, facts: Reporting) -> Cue | None:
    word = sk.words[i]
    for words, key, star in facts.owned.get(word, ()):
        start, end = i - key, i - key + len(words)
        if first <= start and end <= last and tuple(sk.words[start:end]) == words:
            return Cue(start, end, ACCORDING, SAY, start=start, owner=start + star)
    behind = sk.words[i - 1] if i > first else ""
    counted = word in facts.ordinal and behind in facts.determiners | facts.contracted
    if word in facts.according and not counted:
        for rest in facts.according[word]:
            end = i + 1 + len(rest)
            if end <= last and tuple(sk.words[i + 1 : end]) == rest:
                if rest == () and not _prepositional(sk, i, last, facts, names):
                    continue
                return Cue(i, end, ACCORDING, SAY, start=i)
    if (
        word in facts.inserted
        and i + 1 < last
        and (i > first and (sk.words[i - 1] in (",", "–", "—") or sk.kinds[i - 1] == QUOTE))
    ):
        following = sk.words[i + 1]
        light = following in facts.auxiliary or following in facts.that
        light = light and not _determines(sk, i + 1, last, facts)
        if not light and (following not in facts.verbs or sk.capital(i + 1)):
            return Cue(i, i + 1, ACCORDING, SAY, start=i, sure=False)
    if word in facts.conveyed and _conveys(sk, i, first, last, facts):
        return Cue(i, i + 1, ACCORDING, SAY, start=i)
    if word in facts.viewpoint and i == first and _views(sk, i, last, facts, names):
        return Cue(i, i + 1, ACCORDING, SAY, start=i)
    if word in facts.according_after:
        return Cue(i, i + 1, POSTPOSITION, SAY, start=i)
    owner = names.owner.get(i)
    if owner is not None and (sk.capital(i) or names.owner.get(i - 1) is owner):
        return None  # a verb before a name may be read into it where nothing has capitals
    for rest, bit in facts.phrases.get(word, ()):
        end = i + 1 + len(rest)
        if end <= last and tuple(sk.words[i + 1 : end]) == rest and not _noun(sk, i, first, facts):
            return _verb(sk, i, end, bit, first, names, facts)
    if word in facts.separable:
        particle = _particle(sk, i, last, facts.separable[word])
        if particle >= 0:
            return Cue(i, i + 1, VERB, SAY, particle=particle, start=i)
    if facts.fixed_order and i > first and sk.words[i - 1] == "went":
        return None  # "went back": no second verb follows "went"
    classes = facts.verbs.get(word, 0)
    if not classes or _noun(sk, i, first, facts):
        return None
    if facts.capital_nouns and sk.capital(i) and i > first:
        return None
    return _verb(sk, i, i + 1, classes, first, names, facts)


def _conveys(sk: Skeleton, i: int, first: int, last: int, facts: Reporting) -> bool:
    """Whether a word near a preposition tells that somebody's words are handed on."""
    near = sk.words[max(first, i - CONVEYED_WITHIN) : min(last, i + CONVEYED_WITHIN)]
    return not facts.conveying.isdisjoint(near)


def _views(sk: Skeleton, i: int, last: int, facts: Reporting, names: Names) -> bool:
    """Whether a preposition names a person or office whose words follow behind a comma."""
    comma = next((k for k in range(i + 1, last) if sk.kinds[k] != WORD), last)
    if comma + 1 >= last or sk.words[comma] != "," or sk.kinds[comma + 1] != QUOTE:
        return False
    if any(k in names.owner and names.owner[k].type == "PER" for k in range(i + 1, comma)):
        return True
    return has_role(sk.words[i + 1 : comma], facts)


def _determines(sk: Skeleton, i: int, last: int, facts: Reporting) -> bool:
    """Whether a word is the article of the noun behind it ("das | Unternehmen"), no pronoun."""
    if i + 1 >= last or sk.kinds[i + 1] != WORD or sk.words[i] not in facts.determiners:
        return False
    return sk.capital(i + 1) or not facts.capital_nouns


def _prepositional(sk: Skeleton, i: int, last: int, facts: Reporting, names: Names) -> bool:
    """Whether a one-word preposition ("selon", "laut") names a source: a noun phrase follows."""
    if i + 1 >= last or sk.kinds[i + 1] != WORD:
        return False
    word = sk.words[i + 1]
    if word in facts.verbs and i + 1 not in names.owner and word not in facts.ambiguous:
        return False
    return (
        (word not in facts.subordinators or word in facts.determiners)
        and not word.startswith("l'on")
        and (word not in ("lequel", "laquelle", "que"))
    )


def _noun(sk: Skeleton, i: int, first: int, facts: Reporting) -> bool:
    """Whether a verb's form is a noun here: after an article, a possessive, a preposition."""
    if i == first:
        return False
    if sk.kinds[i - 1] == QUOTE:
        return False
    previous = sk.words[i - 1]
    if sk.kinds[i - 1] != WORD:
        return False
    if previous in facts.possessive:
        return True
    if previous in facts.genders or previous in facts.auxiliary:
        return False
    if previous in facts.determiners:
        return sk.words[i] in facts.ambiguous or previous not in facts.groups
    return previous in facts.genitives and not sk.words[i].endswith(
        ("ing", "ant", "ndo", "er", "ir", "re", "ar")
    )


class Form(NamedTuple):
    """What the ending of a word says that may be a verb; a bare participle needs an auxiliary."""

    present: bool
    past: bool
    infinitive: bool
    bare: bool


@lru_cache(maxsize=4096)
def _form(word: str, language: str) -> Form:
    facts = reporting(language)
    patterns = (
        facts.present_participle,
        facts.past_participle,
        facts.infinitive,
        facts.bare_participle,
    )
    return Form(*(pattern.fullmatch(word) is not None for pattern in patterns))


def _verb(
    sk: Skeleton, i: int, end: int, classes: int, first: int, names: Names, facts: Reporting
) -> Cue | None:
    word = sk.words[i]
    language = names.language
    form = _form(word, language)
    participle = form.present and not (i > first and sk.words[i - 1] in facts.auxiliary)
    passive = False
    if form.past:
        j = i - 1
        steps = 0
        while (
            j >= first
            and steps < 4
            and sk.kinds[j] == WORD
            and (
                sk.words[j] in facts.adverbs
                or sk.words[j] in facts.auxiliary
                or sk.words[j].endswith(facts.adverb_endings)
            )
        ):
            if sk.words[j] in facts.passive:
                passive = not (j > first and sk.words[j - 1] in facts.reflexive)
            if sk.words[j] in ("s'", "se", "s'est", "s'était"):
                passive = False
                break
            j -= 1
            steps += 1
        if facts.verb_last and not passive:
            window = sk.words[max(first, i - 14) : min(len(sk.words), i + 2)]
            passive = any(w in facts.passive for w in window)
    sure = word not in facts.ambiguous
    if not sure and i > first and sk.capital(i):
        return None
    start = _with_auxiliaries(sk, i, first, facts, names)
    infinitive = _infinitive(sk, i, first, facts, form)
    bare = form.bare and _bare(sk, i, start, first, facts)
    finite = _finite(sk, i, first, facts) if facts.verb_last and form.past else -1
    return Cue(
        i, end, VERB, classes, participle, passive, sure, -1, infinitive, bare, start, finite
    )


def _with_auxiliaries(sk: Skeleton, i: int, first: int, facts: Reporting, names: Names) -> int:
    """First token of the auxiliaries and adverbs right before a verb, if an auxiliary leads."""
    start = j = i
    while j > first and i - j < 6 and sk.kinds[j - 1] == WORD and j - 1 not in names.owner:
        word = sk.words[j - 1]
        if word in facts.auxiliary:
            start = j - 1
        elif word in facts.genders and j - 1 > first and sk.words[j - 2] in facts.auxiliary:
            start = j - 2  # inverted: "a-t-il déclaré"
            j -= 1
        elif (
            word not in facts.adverbs and not word.endswith(facts.adverb_endings)
        ) or word in facts.genders:
            break
        j -= 1
    return start


def _infinitive(sk: Skeleton, i: int, first: int, facts: Reporting, form: Form) -> bool:
    """Whether a verb stands in the infinitive."""
    if not facts.markers:
        return form.infinitive
    marked = i > first and sk.words[i - 1] in facts.markers
    return marked and sk.words[i - 2 : i - 1] not in (["on"], ["came"])


def _finite(sk: Skeleton, i: int, first: int, facts: Reporting) -> int:
    """The auxiliary in second place of a participle at the end of its clause, or -1."""
    if i + 1 < len(sk.words) and sk.words[i + 1] in facts.completing:
        return -1
    for k in range(i - 1, max(first, i - PARTICLE_REACH) - 1, -1):
        if sk.words[k] in facts.perfect:
            return k
        if sk.words[k] in (";", ":") or sk.kinds[k] == QUOTE:
            return -1
    return -1


def _bare(sk: Skeleton, i: int, start: int, first: int, facts: Reporting) -> bool:
    """Whether a past participle stands without an auxiliary near it."""
    if facts.verb_last:
        return facts.completing.isdisjoint(sk.words[max(first, i - 25) : i + 2])
    return start >= i and facts.perfect.isdisjoint(sk.words[max(first, i - 5) : i])


def _particle(sk: Skeleton, i: int, last: int, particles: frozenset[str]) -> int:
    """The separated particle of a verb: the word that closes its clause, or -1."""
    for k in range(i + 1, min(last, i + PARTICLE_REACH)):
        closes = k + 1 >= last or sk.kinds[k + 1] != WORD or sk.words[k + 1] in ("und", "dass")
        if closes and sk.words[k] in particles and sk.kinds[k] == WORD:
            return k
        if sk.words[k] in (";", ":"):
            return -1
    return -1
