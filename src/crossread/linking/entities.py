"""Mentions → entities: who and what is meant, across articles, languages and spellings.

In: annotated articles and the pages' texts. Out: one `Entity` for each person, organisation and
place. Three steps:

1. **Forms.** In each article, mentions of one type with the same words make one form.
2. **Sure joins.** What all languages know under one key (countries, cities, international
   organisations: linking/known.py), the same words in any case, an acronym and the long form beside
   it (linking/organisations.py); a family name and the full name in one article (linking/persons.py).
3. **Doubtful joins**, for persons, spellings and translations: never by spelling or meaning alone,
   but by them *and* what stands around. Each leaves a line in `Entity.why`.

Forms are compared only inside blocks of the same first sounds, so the cost grows with the number of
forms, not with its square. Nothing depends on the order of a set: everything is sorted first.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence, Set
from itertools import pairwise

from crossread.annotating.names.lexicon import lexicon
from crossread.encoding import Encoder
from crossread.linking.forms import Clusters, Form, compared
from crossread.linking.inflection import ENDINGS, as_inflected, inflects, of_a_woman, stems
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
from crossread.linking.roles import meaning
from crossread.linking.spelling import alike, latin, sound
from crossread.model import Annotated, Entity, EntityType, Mention, Page

_DIGITS = re.compile(r"(\d+)")


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
    join_heads(clusters)
    join_acronyms(clusters, ordered, texts)
    join_persons(clusters)
    join_places(clusters)
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
                if mixed and not form.inflected:
                    form.stemmed = latin(as_inflected(name)) or form.words
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


def letters(name: str, language: str) -> tuple[str, ...]:
    """A name's lower-case Latin words, without case endings; never empty."""
    return latin(stems(name, language)) or (name.lower(),)


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
    blocks: dict[tuple[str, str], list[Form]] = defaultdict(list)
    for form in clusters.forms:
        listed = form.key is not None and form.key[0] != "@"
        if not listed and form.type != "PER" and form.words and len(form.words[0]) > 3:
            stemmed = form.stemmed or form.words
            blocks[form.type, " ".join(sound(w) for w in stemmed)].append(form)
    for (_, key), same in sorted(blocks.items()):
        for one, two in pairwise(same):
            if clusters.root(one.number) == clusters.root(two.number) or len(key) < 4:
                continue
            if one.key is not None and two.key is not None:
                continue  # two places that lists tell apart
            if all(alike(a, b) >= 0.97 for a, b in zip(*compared(one, two))) and clusters.related(
                one, two
            ):
                clusters.join(one.number, two.number, clusters.say(one, two, "sounds the same"))


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
