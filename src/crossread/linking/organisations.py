"""Organisations' forms (and what places share with them) → joined.

In: the clusters of linking/entities.py. They are changed in place, surest joins first:

1. the same words, in any case that a language puts them in; where words are common ones that many
   countries have ("Ministry of Health"), not across countries;
2. the kind and name of an organisation ("Bankhaus Orlay") and its name ("Orlay");
3. an acronym and its long form, printed beside it or made of its first letters;
4. translations ("Ports Authority", "autorité des ports"), by the word vectors of the encoder: every
   word of one must match one of the other, in articles that have other names in common.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from crossread.annotating.names.context import every
from crossread.annotating.names.lexicon import lexicon
from crossread.annotating.names.tokens import word_set
from crossread.encoding import Encoder
from crossread.linking.forms import Clusters, Form
from crossread.linking.inflection import ENDINGS, skeleton
from crossread.linking.known import known
from crossread.linking.spelling import latin
from crossread.model import Annotated, EntityType, Page

_ACRONYM = re.compile(r"[^\W\d_a-zß-öø-ÿ]{2,7}s?")
_PRINTED = re.compile(r"\s?[(\[]\s?([^\W\d_]{2,8})\s?[)\]]")
_BESIDE = re.compile(r"\s?[(\[]\s?")
_MOST = 200  # candidates asked for one name
_GROUPS = 20  # countries that one name of common words is told apart in
_SMALL = word_set(
    "the of and for in on at to a an de du des da do dos la le les l d et pour en à au aux der die "
    "das dem den für und von zu zur el los las del y e para por di dei della van het een voor "
    "на по за и в с з для із ds w i o pro za v"
)
_COMPANY = word_set(
    "inc ltd llc plc corp co gmbh ag se kg sa sas sarl spa srl nv bv oy ab asa group holding holdings "
    "company corporation limited"
)
# Similarities of word vectors (cosine), set on the names in known.toml (602 names of several words,
# 3,522 pairs that mean one organisation, 177,379 that do not): 1,009 of the pairs are found, and of
# two languages no wrong one but "European Council" and "Council of Europe", which are listed.
WORD = 0.45  # the worst matched word
WORDS = 0.55  # mean over the words of each name, by the words' weights
LEAD = 0.03  # how much better than the next organisation's the match must be
_NEAREST = 8  # candidates of one name
_CANDIDATE = 0.45  # cosine of the sums of the words' vectors
_CELLS = 4000  # names from which only names in the same cells are compared


def join_same_words(clusters: Clusters) -> None:
    """Organisations and places with the same words; persons with the same full name."""
    first: dict[tuple[str, tuple[str, ...]], list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.key is None and (form.type != "PER" or len(form.words) > 1):
            first[form.type, core(form.words, form.type)].append(form)
    for (_, words), same in sorted(first.items()):
        join_common(clusters, same, words)


def join_common(clusters: Clusters, same: Sequence[Form], words: Sequence[str]) -> None:
    """Forms with the same words: all, but where one of the words is not common.

    One common word ("Parliament", "Treasury") is the same thing only in related articles; several
    ("Ministry of Health") also in others, if they are not about different countries.
    """
    common = same[0].type == "ORG" and is_common(words, same[0].language)
    groups: list[Form] = []
    for form in same:
        for other in groups:
            if (
                not common
                or clusters.related(other, form)
                or (len(words) > 1 and not clusters.abroad(other.article, form.article))
            ):
                clusters.join(other.number, form.number)
                break
        else:
            if len(groups) < _GROUPS:
                groups.append(form)


def is_common(words: Sequence[str], language: str) -> bool:
    """Whether a language has all words of a name in lower case too."""
    listed = lexicon(language).common
    return all(word in listed or word in _SMALL for word in words)


def core(words: tuple[str, ...], type: EntityType) -> tuple[str, ...]:
    """A name's words, of an organisation without article and legal form."""
    if type == "ORG":
        while len(words) > 1 and words[-1] in _COMPANY:
            words = words[:-1]
        if len(words) > 1 and words[0] in _SMALL:
            words = words[1:]
    return words


def join_stems(clusters: Clusters) -> None:
    """Names of languages that inflect them with those of languages that do not: the same stem.

    Where two names of the latter have one stem ("Roman", "Romana"), or where it is a common word,
    only in related articles.
    """
    by_stem: dict[tuple[str, tuple[str, ...]], dict[bool, dict[tuple[str, ...], Form]]] = {}
    for form in clusters.forms:
        if form.key is None and (form.type != "PER" or len(form.words) > 1):
            words = core(form.stemmed or form.words, form.type)
            both = by_stem.setdefault((form.type, words), {True: {}, False: {}})
            both[form.inflected].setdefault(core(form.words, form.type), form)
    for (type, _), both in sorted(by_stem.items()):
        plain = both[False]
        one = len(plain) == 1 and not (
            type == "ORG" and any(is_common(w, f.language) for w, f in plain.items())
        )
        for stemmed in both[True].values():
            for form in plain.values():
                if one or clusters.related(form, stemmed):
                    clusters.join(form.number, stemmed.number)
                    break


def join_cases(clusters: Clusters) -> None:
    """Organisations and places of several words whose words differ by case endings, or in how a
    country is named ("Минздрав РФ", "Минздрава России").
    """
    same: dict[tuple[str, tuple[str, ...]], list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.key is None and form.type != "PER" and len(form.words) > 1:
            words = bones(form.name(), form.language)
            if len(words) > 1:
                same[form.type, words].append(form)
    for (_, words), forms in sorted(same.items()):
        if any(word[0] == "=" for word in words):
            for form in forms[1:]:
                clusters.join(forms[0].number, form.number)
        else:
            join_common(clusters, forms, forms[0].words)


def bones(name: str, language: str) -> tuple[str, ...]:
    """The skeletons of a name's words, countries by their key, small words left out."""
    found: list[str] = []
    for word in name.split():
        fact = known(word, language) if word[:1].isupper() else None
        if fact is not None and fact[0][0] == "=":
            found.append(fact[0])
        elif word.lower() not in _SMALL:
            found += latin(skeleton(word, language) if language in ENDINGS else word)
    return tuple(found)


def join_heads(clusters: Clusters) -> None:
    """An organisation by its kind and name ("Bankhaus Orlay") or by its name ("Orlay").

    In one article or in related ones.
    """
    by_name: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.key is None and form.type == "ORG":
            by_name[form.words].append(form)
    for form in clusters.forms:
        if form.key is not None or form.type != "ORG" or len(form.words) < 2:
            continue
        printed = form.name().split()
        first, last = (word.lower() in every("organisations") for word in (printed[0], printed[-1]))
        if len(printed) != len(form.words) or first == last:
            continue
        name = form.words[1:] if first else form.words[:-1]
        if name[0] in _SMALL or name[-1] in _SMALL:
            continue
        for other in by_name.get(name, [])[:_MOST]:
            if clusters.related(form, other):
                clusters.join(form.number, other.number)


def join_acronyms(
    clusters: Clusters, articles: Sequence[Annotated], texts: Mapping[str, Page]
) -> None:
    """An acronym and its long form: printed beside it in brackets, or by its first letters."""
    join_printed(clusters, articles, texts)
    long: dict[str, list[Form]] = defaultdict(list)
    short: dict[str, list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.type != "ORG" and form.type != "LOC":
            continue
        acronym = as_acronym(form)
        if acronym:
            short[acronym].append(form)
        elif form.type == "ORG" and len(form.words) > 1:
            for name in sorted({initials(form.words, True), initials(form.words, False)}):
                if len(name) > 1:
                    long[name].append(form)
    for name, forms_of in sorted(short.items()):
        whole = long.get(name, [])
        for form in forms_of:
            if form.key is not None:
                continue
            near = [w for w in whole[:_MOST] if w.article == form.article] or [
                w for w in whole[:_MOST] if clusters.related(w, form)
            ]
            if len({clusters.root(w.number) for w in near}) == 1:
                clusters.join(near[0].number, form.number)


def join_printed(
    clusters: Clusters, articles: Sequence[Annotated], texts: Mapping[str, Page]
) -> None:
    """A long form with the acronym in brackets after it; or the other way round."""
    by_mention = {id: form for form in clusters.forms for _, id in form.mentions}
    for annotated in articles:
        page = texts.get(annotated.article.page)
        for here, after in zip(annotated.mentions, annotated.mentions[1:]):
            if page is None or not (0 < after.span.start - here.span.end < 4):
                continue
            one, two = by_mention[here.id], by_mention[after.id]
            if one.type != "ORG" or (one.key is not None and two.key is not None):
                continue
            match = _PRINTED.match(page.text, here.span.end, here.span.end + 16)
            if (match and match.start(1) == after.span.start and match[1].isupper()) or (
                _BESIDE.fullmatch(page.text, here.span.end, after.span.start)
                and as_acronym(one) in (initials(two.words, True), initials(two.words, False))
            ):
                clusters.join(one.number, two.number)


def as_acronym(form: Form) -> str:
    """A form's Latin letters where it is printed as an acronym, else nothing."""
    printed = form.name().split("-")[0]
    return "".join(latin(printed.rstrip("s"))) if _ACRONYM.fullmatch(printed) else ""


def initials(words: Sequence[str], all: bool) -> str:
    """First letters of a name's words, small words in or out."""
    return "".join(w[0] for w in words if all or w not in _SMALL)


class _Name(NamedTuple):
    """A name of several words and what the encoder says of them."""

    form: Form
    vectors: NDArray[np.float32]  # (words, dimensions), rows of length 1
    weights: NDArray[np.float32]  # (words,), sum 1


def join_translations(clusters: Clusters, encoder: Encoder) -> None:
    """Organisations and places of several words with their names in other languages.

    Every word must match a word of the other name; the match must be the best of both names, and
    some of their articles have other names in common and no different countries.
    """
    names = named(clusters, encoder)
    best: dict[int, dict[int, tuple[float, int]]] = defaultdict(dict)
    scores: list[tuple[float, int, int]] = []
    for a, b in candidates(names):
        if names[a].form.type != names[b].form.type or reordered(names[a].form, names[b].form):
            continue
        score = matched(names[a], names[b])
        if score is None:
            continue
        scores.append((-score, a, b))
        for x, y in ((a, b), (b, a)):
            root = clusters.root(names[y].form.number)
            if score > best[x].get(root, (0.0, 0))[0]:
                best[x][root] = (score, y)
    for score, a, b in sorted(scores):
        one, two = names[a].form, names[b].form
        roots = clusters.root(one.number), clusters.root(two.number)
        if roots[0] == roots[1] or not clusters.near(one.number, two.number):
            continue
        if any(
            other - LEAD > -score and clusters.root(names[n].form.number) not in roots
            for x in (a, b)
            for other, n in best[x].values()
            if names[n].form.language == names[b if x == a else a].form.language
        ):
            continue
        if clusters.abroad(one.article, two.article):
            continue
        reason = f"a translation, word for word ({-score:.2f}), with other names in common"
        clusters.join(one.number, two.number, clusters.say(one, two, reason))


def reordered(one: Form, two: Form) -> bool:
    """Whether two names have the same words in another order ("Orlay/Brandt", "Brandt-Orlay"): what
    is written so are mostly two organisations, and no translation.
    """
    return sorted(w[:4] for w in one.words) == sorted(w[:4] for w in two.words)


def named(clusters: Clusters, encoder: Encoder) -> list[_Name]:
    """Each different name of two or more words whose words the encoder all knows."""
    distinct: dict[tuple[str, str, tuple[str, ...]], Form] = {}
    for form in clusters.forms:
        if form.key is None and form.type != "PER" and len(form.words) > 1:
            distinct.setdefault((form.language, form.type, form.words), form)
    forms = [distinct[key] for key in sorted(distinct)]
    printed = [form.name() for form in forms]
    found: list[_Name] = []
    for form, text, words in zip(forms, printed, encoder.words(printed)):
        keep = [
            i
            for i, (start, end) in enumerate(zip(words.starts.tolist(), words.ends.tolist()))
            if end - start > 1 and text[start:end].lower() not in _SMALL
        ]
        vectors = words.vectors[keep]
        lengths = np.linalg.norm(vectors, axis=1)
        if len(keep) > 1 and bool((lengths > 1e-3).all()):
            found.append(_Name(form, vectors / lengths[:, None], lengths / lengths.sum()))
    return found


def candidates(names: Sequence[_Name]) -> list[tuple[int, int]]:
    """Pairs of names whose sums of vectors are near, of each name at most eight, in order.

    Up to a few thousand names all are compared; of more, those in the same cells: each name is in
    the cells of the three nearest of √n names taken as centres, so that the cost grows as n√n.
    """
    if not names:
        return []
    table = np.stack([name.weights @ name.vectors for name in names]).astype(np.float32)
    table /= np.maximum(np.linalg.norm(table, axis=1, keepdims=True), 1e-6)
    cells = [np.arange(len(names))]
    if len(names) > _CELLS:
        step = int(len(names) ** 0.5)
        centres = table[::step]
        near = np.concatenate(
            [
                np.argpartition(-(table[i : i + _CELLS] @ centres.T), 2, axis=1)[:, :3]
                for i in range(0, len(names), _CELLS)
            ]
        )
        owners = np.repeat(np.arange(len(names)), 3)
        order = np.argsort(near.ravel(), kind="stable")
        cells = np.split(
            owners[order], np.cumsum(np.bincount(near.ravel(), minlength=len(centres)))[:-1]
        )
    languages = np.unique([name.form.language for name in names], return_inverse=True)[1]
    pairs: set[tuple[int, int]] = set()
    for cell in cells:
        for start in range(0, len(cell), _CELLS):
            rows = cell[start : start + _CELLS]
            near_by = table[rows] @ table[cell].T
            near_by[languages[rows][:, None] == languages[cell][None, :]] = 0.0
            most = min(_NEAREST, len(cell))
            for row, (places, values) in enumerate(
                zip(np.argpartition(-near_by, most - 1, axis=1)[:, :most], near_by)
            ):
                for place in places.tolist():
                    if values[place] >= _CANDIDATE:
                        a, b = int(rows[row]), int(cell[place])
                        pairs.add((min(a, b), max(a, b)))
    return sorted(pairs)


def matched(one: _Name, two: _Name) -> float | None:
    """How well two names match word for word; None where a word finds no partner of its own."""
    near = one.vectors @ two.vectors.T
    rows, columns = near.max(axis=1), near.max(axis=0)
    if min(float(rows.min()), float(columns.min())) < WORD:
        return None
    score = min(float(rows @ one.weights), float(columns @ two.weights))
    forth, back = near.argmax(axis=1), near.argmax(axis=0)
    mutual = int((back[forth] == np.arange(len(forth))).sum())
    if score < WORDS or mutual < min(near.shape) or abs(near.shape[0] - near.shape[1]) > 1:
        return None
    return round(score, 6)
