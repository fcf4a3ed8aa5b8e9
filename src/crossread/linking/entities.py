"""Mentions → entities: who and what is meant, across articles, languages and spellings.

In: annotated articles and the pages' texts. Out: one `Entity` for each person, organisation and
place. Three steps:

1. **Forms.** In each article, mentions of one type with the same words make one form.
2. **Sure joins.** What all languages know under one key (countries, cities, international
   organisations: linking/known.py), the same words in any case, an acronym and the long form beside
   it (linking/organisations.py); a family name and the full name in one article (linking/persons.py).
3. **Doubtful joins**, for persons, spellings, countries that no list knows (linking/regions.py),
   names cut short or long (linking/borders.py) and translations: never by spelling or meaning
   alone, but by them *and* what stands around. Each leaves a line in `Entity.why`.

Forms are compared only inside blocks of the same first sounds, so the cost grows with the number of
forms, not with its square. Nothing depends on the order of a set: everything is sorted first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache
from itertools import pairwise

from crossread.annotating.names.lexicon import lexicon, persons
from crossread.annotating.names.tokens import word_set
from crossread.encoding import Encoder
from crossread.linking.borders import join_cut, join_kinds
from crossread.linking.forms import Clusters, Form, compared
from crossread.linking.inflection import (
    ENDINGS,
    as_inflected,
    breathed,
    inflects,
    of_a_woman,
    skeleton,
    stems,
)
from crossread.linking.known import known
from crossread.linking.organisations import (
    join_acronyms,
    join_cases,
    join_heads,
    join_same_words,
    join_stems,
    join_translations,
)
from crossread.linking.persons import join_persons
from crossread.linking.regions import join_regions, region
from crossread.linking.roles import meaning
from crossread.linking.spelling import alike, latin, sound
from crossread.model import Annotated, Entity, EntityType, Mention, Page

_DIGITS = re.compile(r"(\d+)")
_EARLIER = 3  # forms of the same sound that a place is compared with
_LONG_WORD = 8  # letters of a word that is a title rather than a rare given name
_PARTICLES = word_set(
    "van de der den het ter ten te von vom zu zum zur af av la le du da das do dos di del della dello "
    "dei degli el los las al bin ben ibn abu abd mac mc st saint"
)
_SAME_SOUND = 0.97  # linking/spelling.alike


def entities(
    articles: Sequence[Annotated], texts: Mapping[str, Page], encoder: Encoder | None = None
) -> tuple[Entity, ...]:
    """The persons, organisations and places that the articles name.

    Args:
        articles: with their mentions, in any order (of one story, or of a whole run).
        texts: page id → page.
        encoder: joins names of several words with their translations; without it they are not.

    Returns:
        Entities in the order of their first mention (articles by id), ids `e1` and up. Every
        mention belongs to exactly one entity.
    """
    ordered = sorted(articles, key=lambda a: natural(a.article.id))
    clusters = Clusters(forms(ordered))
    join_known(clusters)
    join_same_words(clusters)
    join_stems(clusters)
    join_cases(clusters)
    join_across_types(clusters)
    join_regions(clusters)
    join_heads(clusters)
    join_acronyms(clusters, ordered, texts)
    join_persons(clusters)
    join_places(clusters)
    join_cut(clusters, ordered, texts)
    join_kinds(clusters)
    if encoder is not None:
        join_translations(clusters, encoder)
    return tuple(described(clusters, ordered))


def natural(id: str) -> tuple[tuple[int, str], ...]:
    """An id as a key that sorts p2 before p10."""
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in _DIGITS.split(id) if part
    )


def forms(articles: Sequence[Annotated]) -> list[Form]:
    """Mentions with the same words and type in one article, as forms."""
    types = settled_types(articles)
    mixed = any(a.article.language in ENDINGS for a in articles)
    found: dict[tuple[str, str, str], Form] = {}
    position = 0
    for number, annotated in enumerate(articles):
        article = annotated.article
        families = family_names(annotated)
        for mention in annotated.mentions:
            position += 1
            key, type = identity(mention, article.language, types, families)
            name = mention.span.text
            words = key if isinstance(key, str) else " ".join(key)
            if type == "PER" and of_a_woman(name, article.language):
                words += " (f)"
            form = found.get((article.id, type, words))
            if form is None:
                form = Form(
                    number=len(found),
                    article=number,
                    language=article.language,
                    type=type,
                    key=key if isinstance(key, str) else None,
                    words=letters(name, article.language),
                    inflected=inflects(name, article.language),
                )
                if type == "PER":
                    form.words = untitled(form)
                    form.particles = particles(form.words)
                elif len(form.words) == 1:
                    form.region = region(name, article.language)
                if mixed and not form.inflected:
                    stemmed = latin(as_inflected(name))[-len(form.words) :]
                    form.stemmed = stemmed or form.words
                spoken = breathed(name, article.language)
                if spoken is not None:
                    form.breathed = latin(spoken)
                found[article.id, type, words] = form
            form.mentions.append((position, mention.id))
            form.printed[mention.span.text] += 1
            if mention.role is not None:
                form.roles |= meaning(mention.role.text, article.language)
    return list(found.values())


def family_names(annotated: Annotated) -> frozenset[str]:
    """Last words of the persons' full names in one article."""
    language = annotated.article.language
    names = (letters(m.span.text, language) for m in annotated.mentions if m.type == "PER")
    return frozenset(words[-1] for words in names if len(words) > 1)


def settled_types(articles: Sequence[Annotated]) -> dict[tuple[str, ...], EntityType]:
    """One type a name where nearly all its mentions in all articles have that type."""
    votes: dict[tuple[str, ...], Counter[EntityType]] = defaultdict(Counter)
    for annotated in articles:
        for mention in annotated.mentions:
            votes[letters(mention.span.text, annotated.article.language)][mention.type] += 1
    settled: dict[tuple[str, ...], EntityType] = {}
    for words, counts in votes.items():
        type, most = max(sorted(counts.items()), key=lambda c: c[1])
        if most * 4 >= 3 * sum(counts.values()):
            settled[words] = type
    return settled


def identity(
    mention: Mention,
    language: str,
    types: Mapping[tuple[str, ...], EntityType],
    families: Set[str],
) -> tuple[str | tuple[str, ...], EntityType]:
    """The key of a name all languages know, or its Latin words; and its type: the settled one, but
    for a person whom a full name of the article introduces.
    """
    words = letters(mention.span.text, language)
    introduced = mention.type == "PER" and words[-1] in families
    type = mention.type if introduced else types.get(words, mention.type)
    fact = known(mention.span.text, language, inflected=type != "PER")
    if fact is not None and not (type == "PER" and inflects(mention.span.text, language)):
        key, kind = fact
        person = type == "PER" and (key[0] != "#" or len(words) > 1)
        listed = lexicon(language).persons.get(words[0], "")
        if not person or (key[0] != "@" and "g" not in listed and "s" not in listed):
            return key, kind if key[0] != "@" or type == "PER" else "LOC"
    return words, type


@lru_cache(maxsize=100_000)
def letters(name: str, language: str) -> tuple[str, ...]:
    """A name's lower-case Latin words, without case endings; never empty."""
    return latin(stems(name, language)) or (name.lower(),)


def untitled(form: Form) -> tuple[str, ...]:
    """A person's words without what a tagger took for the first of them at the start of a sentence: a
    long word that is no part of any name, before a given name that many bear.
    """
    words = form.words
    if len(words) < 3 or form.inflected or form.key is not None or len(words[0]) < _LONG_WORD:
        return words
    known_by = persons()
    borne = known_by.get(words[1], "")
    return words[1:] if words[0] not in known_by and borne[-1:] == "3" else words


def particles(words: Sequence[str]) -> str:
    """What stands between given and family name, as one word, if all of it are particles."""
    between = words[1:-1]
    return "".join(between) if all(word in _PARTICLES for word in between) else ""


def join_known(clusters: Clusters) -> None:
    """Forms with one key."""
    first: dict[str, int] = {}
    for form in clusters.forms:
        if form.key is not None:
            clusters.join(first.setdefault(form.key, form.number), form.number)


def join_across_types(clusters: Clusters) -> None:
    """The same words with another type in a related article: the tagger erred in one of them.

    Not where one of them is a family name that a full name introduces.
    """
    same: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    families: dict[int, set[str]] = defaultdict(set)
    for form in clusters.forms:
        if form.key is None and form.words:
            same[form.words].append(form)
            if form.type == "PER" and len(form.words) > 1:
                families[form.article].add(form.words[-1])
    for words, forms_of in sorted(same.items()):
        if len({f.type for f in forms_of}) < 2:
            continue
        free = [f for f in forms_of if words[-1] not in families[f.article] or len(words) > 1]
        for one, two in pairwise(free):
            if one.type != two.type and clusters.related(one, two):
                clusters.join(one.number, two.number)


def join_places(clusters: Clusters) -> None:
    """Places and organisations that no list knows, written in two scripts or languages: the same
    sounds, in articles that have other names in common.
    """
    blocks: dict[str, list[Form]] = defaultdict(list)
    for form in clusters.forms:
        listed = form.key is not None and form.key[0] != "@"
        if not listed and form.type != "PER" and form.words and len(form.words[0]) > 3:
            for key in sounds(form):
                blocks[key].append(form)
    for key, same in sorted(blocks.items()):
        if len(key) < 4:
            continue
        for i, two in enumerate(same):
            for one in same[max(0, i - _EARLIER) : i]:
                if clusters.root(one.number) == clusters.root(two.number):
                    break
                if may_be_one_place(clusters, one, two) and clusters.related(one, two):
                    clusters.join(one.number, two.number, clusters.say(one, two, "sounds the same"))
                    break


def sounds(form: Form) -> tuple[str, ...]:
    """How a name may sound in its base form; where cases change its sounds, in several ways.

    Ukrainian has an i in closed syllables where Russian and the name's other cases have o or e.
    """
    names = [form.stemmed or form.words]
    if form.breathed:
        names.append(form.breathed)
    if form.inflected:
        base = skeleton(form.name(), form.language)
        names.append(latin(base))
        before, i, after = base.rpartition("і")
        if form.language == "uk" and i:
            names += [latin(before + vowel + after) for vowel in "ое"]
    return tuple(dict.fromkeys(" ".join(sound(word) for word in words) for words in names))


def may_be_one_place(clusters: Clusters, one: Form, two: Form) -> bool:
    """Whether nothing speaks against two names of one sound: not that lists tell them apart, that
    one alone ends like a country's, or that they differ by more than a case; nor, of an organisation
    and a place, that they are in one article.
    """
    if (one.key is not None and two.key is not None) or bool(one.region) != bool(two.region):
        return False
    if all(alike(a, b) >= _SAME_SOUND for a, b in zip(*compared(one, two))):
        return one.type == two.type or one.article != two.article
    apart = clusters.articles[clusters.root(one.number)].isdisjoint(
        clusters.articles[clusters.root(two.number)]
    )
    return (one.inflected or two.inflected) and one.type == two.type and apart


def described(clusters: Clusters, articles: Sequence[Annotated]) -> list[Entity]:
    """The clusters as entities, in the order of their first mention."""
    order = {m.id: n for n, m in enumerate(m for a in articles for m in a.mentions)}
    found: list[tuple[int, Entity]] = []
    for members in clusters.groups():
        own = [clusters.forms[n] for n in members]
        ids = sorted((i for f in own for _, i in f.mentions), key=lambda i: order[i])
        name = best_name(own, clusters.doubtful)
        variants = {p for f in own for p in f.printed} - {name}
        type = Counter({t: sum(sum(f.printed.values()) for f in own if f.type == t) for t in TYPES})
        entity = Entity(
            id="",
            type=max(TYPES, key=lambda t: type[t]),
            name=name,
            variants=tuple(sorted(variants)),
            mentions=tuple(ids),
            why=tuple(dict.fromkeys(clusters.why.get(clusters.root(members[0]), ()))),
        )
        found.append((order[ids[0]], entity))
    found.sort(key=lambda pair: pair[0])
    return [
        Entity(f"e{n}", e.type, e.name, e.variants, e.mentions, e.why)
        for n, (_, e) in enumerate(found, 1)
    ]


TYPES: tuple[EntityType, ...] = ("PER", "ORG", "LOC")


def best_name(own: Sequence[Form], doubtful: set[int]) -> str:
    """The form to show: a full name before a family name, well-formed before capitals, used by
    more articles, then more often, then the longer; forms joined by doubt last, before them what
    may stand in another case than the first.
    """
    articles: dict[str, set[int]] = defaultdict(set)
    count: Counter[str] = Counter()
    doubt: dict[str, bool] = {}
    base: set[str] = set()
    for form in own:
        for printed, times in form.printed.items():
            articles[printed].add(form.article)
            if not form.inflected or (
                form.key is not None and known(printed, form.language, inflected=False) is not None
            ):
                base.add(printed)
            count[printed] += times
            doubt[printed] = doubt.get(printed, True) and form.number in doubtful
    person = own[0].type == "PER"

    def rank(printed: str) -> tuple[int, int, int, int, int, int, int, str]:
        words = printed.split()
        full = 1 if person and len(words) > 1 else 0
        formed = 0 if (printed.isupper() and (person or len(printed) > 6)) else 1
        return (
            full,
            formed,
            0 if doubt[printed] else 1,
            1 if printed in base else 0,
            len(articles[printed]),
            count[printed],
            -abs(len(words) - 2) if person else len(printed),
            # the last resort is the alphabet
            printed,
        )

    return max(sorted(count), key=rank)
