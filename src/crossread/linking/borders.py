"""Names of places with a word too few or too many → joined with the names they are.

In: the clusters of linking/entities.py and the pages. They are changed in place. A tagger cuts a name it
has never seen now short and now long; what other articles have, and the letters around, say more:

1. "Almora" after "Vale de", where another article has the name "Vale de Almora": the same;
2. "in Ruritania Sanctions", as German writes nouns, where another article has "Ruritania": the place;
3. "Ceniza" in one article, "Mount Ceniza" in another: most languages may leave the kind of a mountain,
   island, river, lake or valley out. Not where an article has both, or where two names have it.

Organisations are left alone: a part of their names is mostly a name of its own.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from crossread.annotating.names.lexicon import lexicon
from crossread.annotating.names.tokens import word_set
from crossread.linking.forms import Clusters, Form
from crossread.linking.spelling import latin
from crossread.model import Annotated, Page, Span

MOST = 3  # words that a name may be short of, on one side
SHORTEST = (
    4  # letters of the first word of a name that is joined: shorter ones are acronyms and words
)
AROUND = 60  # characters of the page that are looked at on each side
EARLIER = 20  # forms of one name that a form is compared with
_BEFORE = re.compile(r"(?:[^\W_][\w'’-]*[ \u00a0])$")
_AFTER = re.compile(r"[ \u00a0][^\W_][\w'’-]*")
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{3,}")
_PREPOSITION = re.compile(r"\b(?:in|aus|nach|bei|von|gegen|für|um)[ \u00a0]$", re.IGNORECASE)
_PLURALS = ("", "en", "n", "e", "er", "s")
_KINDS = word_set(
    "mount mt monte mont montagne berg gora hora volcano volcan vulkan vulkaan vulcano wulkan "
    "isla ilha ile isola insel eiland island wyspa ostrov ostriv valle vale val vallee tal dal dolina "
    "rio fiume fleuve riviere fluss rivier rzeka reka richka river lake lago lac see meer jezioro ozero "
    "valley"
)
_SMALL = word_set("de del della di do da du des la le el the of van der")


def join_cut(clusters: Clusters, articles: Sequence[Annotated], texts: Mapping[str, Page]) -> None:
    """Join places whose borders a tagger missed with their whole names, as the module says."""
    short: list[Form] = []
    long: dict[str, list[Form]] = defaultdict(list)
    places: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.type != "LOC":
            continue
        if len(form.words) == 1:
            places[form.words].append(form)
        if form.key is not None:
            continue
        if len(form.words[0]) >= SHORTEST and not form.name().isupper():
            short.append(form)
        if len(form.words) > 1:
            for printed in form.printed:
                long[plain(printed)].append(form)
    parts = parts_of(long)
    cut = [f for f in short if any(plain(printed) in parts for printed in f.printed)]
    nouns = [f for f in short if f.language == "de" and len(f.words) == 2]
    asked = {id for form in (*cut, *nouns) for _, id in form.mentions}
    spans = {
        m.id: m.span
        for a in articles
        for m, before in zip(a.mentions, (None, *a.mentions))
        if m.id in asked and (before is None or before.span.end < m.span.start)
    }
    for form in cut:
        own = [spans[id] for _, id in form.mentions if id in spans]
        if len(own) == len(form.mentions):
            join_first(clusters, form, whole(form, own, long, texts))
    for form in nouns:
        own = [spans[id] for _, id in form.mentions if id in spans]
        if own and all(
            span.page in texts and before_noun(span, texts[span.page].text) for span in own
        ):
            join_first(clusters, form, places.get(form.words[:1], []))


def parts_of(names: Iterable[str]) -> set[str]:
    """The beginnings and ends of names, in whole words, up to three words short."""
    parts: set[str] = set()
    for name in names:
        words = name.split(" ")
        for count in range(1, min(MOST, len(words) - 1) + 1):
            parts.add(" ".join(words[count:]))
            parts.add(" ".join(words[:-count]))
    return parts


def plain(printed: str) -> str:
    """A name as it is looked up: small letters, one space between words."""
    return " ".join(printed.casefold().split())


def join_first(clusters: Clusters, form: Form, others: Sequence[Form]) -> None:
    """Join a form with the first of others in a related article."""
    for other in others[:EARLIER]:
        if other is not form and clusters.related(other, form):
            why = f"part of the same words in the text ({other.name()})"
            clusters.join(other.number, form.number, clusters.say(other, form, why))
            return


def whole(
    form: Form, spans: Sequence[Span], long: Mapping[str, list[Form]], texts: Mapping[str, Page]
) -> list[Form]:
    """The forms that the text has in full wherever it has a form; none where one place has none."""
    found: list[Form] = []
    for span in spans:
        page = texts.get(span.page)
        names = () if page is None else around(span, page.text)
        here = [other for name in names for other in long.get(name, ()) if other is not form]
        if not here:
            return []
        found = found or here
    return found


def around(span: Span, text: str) -> Iterator[str]:
    """A name with one to three words before it, or after it; plain, the longest first."""
    line = text.rfind("\n", 0, span.start) + 1
    before = text[max(line, span.start - AROUND) : span.start]
    after = text[span.end : span.end + AROUND].partition("\n")[0]
    starts, stops = [span.start], [span.end]
    for _ in range(MOST):
        match = _BEFORE.search(before)
        if match is None:
            break
        before = before[: match.start()]
        starts.append(starts[-1] - len(match[0]))
    for _ in range(MOST):
        match = _AFTER.match(after)
        if match is None:
            break
        after = after[match.end() :]
        stops.append(stops[-1] + match.end())
    for start in starts[:0:-1]:
        yield plain(text[start : span.end])
    for stop in stops[:0:-1]:
        yield plain(text[span.start : stop])


def before_noun(span: Span, text: str) -> bool:
    """Whether a German name of two words is a name after a preposition and a common noun."""
    noun = span.text.split()[-1]
    if not _NOUN.fullmatch(noun) or not _PREPOSITION.search(
        text, max(0, span.start - 8), span.start
    ):
        return False
    common, kinds = lexicon("de").common, lexicon("de").kinds
    lower = noun.lower()
    singular = {lower.removesuffix(ending) for ending in _PLURALS}
    return not singular & set(kinds) and any(word in common for word in singular)


def join_kinds(clusters: Clusters) -> None:
    """A mountain, island, river, lake or valley by its kind and name, and by its name alone."""
    bare: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.type == "LOC" and form.key is None and len(form.words) == 1:
            bare[form.words].append(form)
    named: dict[tuple[str, ...], list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.type == "LOC" and form.key is None and len(form.words) > 1:
            words = latin(form.name())
            if len(words) == len(form.words) and (words[0] in _KINDS) != (words[-1] in _KINDS):
                name = tuple(w for w, p in zip(form.words, words) if p not in _KINDS | _SMALL)
                if name in bare:
                    named[name].append(form)
    for name, whole_names in sorted(named.items()):
        for form in bare[name]:
            near = [f for f in whole_names[:EARLIER] if clusters.related(f, form)]
            roots = {clusters.root(f.number) for f in near}
            own = clusters.articles[clusters.root(form.number)]
            if len(roots) == 1 and own.isdisjoint(clusters.articles[min(roots)]):
                why = "without its kind, with other names in common"
                clusters.join(near[0].number, form.number, clusters.say(near[0], form, why))
