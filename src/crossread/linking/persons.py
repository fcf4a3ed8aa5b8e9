"""Persons' forms → joined: family names with full names, spellings with spellings, mangled forms.

In: the clusters of linking/entities.py. They are changed in place, surest joins first:

1. in one article: full names that fit ("John F. Kennedy", "John Kennedy"), a family (or given)
   name and the one full name it fits; where it fits several, the one named last before it;
2. across articles: full names that are one name in two spellings; what decides besides spelling is
   the role beside the name, and whether the articles have other names in common; particles may be
   written apart or together, and one vowel of a long family name may differ;
3. a family name that its article never introduces with a full name: with the person of that name in
   a related article, or in the same role;
4. a form like no known name that its article never introduces ("mangled"): with the person whose
   name is spelt most alike and better than any other's, in the same or a related article;
5. full names in Arabic or Chinese with those in letters, by their consonants (consonants.py).

What speaks against: other given names, other middle initials, other countries in the roles, two
family names that are both well known, a second candidate as good as the first.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence

from rapidfuzz.distance import Postfix, Prefix

from crossread.annotating.names.lexicon import persons
from crossread.linking.consonants import join_rough
from crossread.linking.forms import Clusters, Form, compared
from crossread.linking.inflection import of_a_woman
from crossread.linking.roles import agree, opposed
from crossread.linking.spelling import alike, block, near_words, sound

# Similarities are linking/spelling.alike, 0..1. Set on own lists (two dozen pairs of spellings of one
# name, as many of names of two persons) and examples/; looked over on bsnlp-dev and news-en-8k.
SAME_SOUND = 0.97
GIVEN = 0.74  # given names of one person in two languages (Nikolai, Mykola; Catherine, Katharina)
FAMILY = 0.74  # family names of one person, the given name being the same
VERY_ALIKE = 0.9  # family names that are both well known, in one story, never in one article
BOTH = 0.85  # given and family name, both spelt otherwise
LONG = 6  # letters of family names that may be told to be one though both are known
VOWELS = "aeiouy"
MANGLED = 0.68  # a form never introduced and a family name of the same article
MANGLED_AFAR = 0.85  # the same, in a related article
MUCH_SHARED = 4.0  # weight of names in common that stands for a role, within one language
LEAD = 0.04  # how much better than the next candidate's the spelling must fit
LONGEST_BLOCK = 400  # forms; in longer blocks only the same sounds are compared


def join_persons(clusters: Clusters) -> None:
    """Join the persons' forms, as the module says."""
    people = [f for f in clusters.forms if f.type == "PER" and f.key is None and f.words]
    by_article: dict[int, list[Form]] = defaultdict(list)
    for form in people:
        by_article[form.article].append(form)
    for number in sorted(by_article):
        join_full(clusters, [f for f in by_article[number] if len(f.words) > 1])
    loose: list[Form] = []
    for number in sorted(by_article):
        loose += join_bare(clusters, by_article[number])
    full = [f for f in people if len(f.words) > 1]
    join_spellings(clusters, full)
    loose = join_unspaced(clusters, loose, full)
    loose = join_introduced(clusters, loose, full)
    loose = join_mangled(clusters, loose)
    join_loose(clusters, loose)
    join_rough(clusters, full)


def given(form: Form) -> tuple[str, ...]:
    """All words but the family name."""
    return form.words[:-1]


def middle_fits(one: Sequence[str], two: Sequence[str]) -> bool:
    """Whether what stands between given and family name can be one person's."""
    if not one or not two:
        return True
    if len(one) != len(two):
        return any(len(w) > 1 for w in (*one, *two)) and set(one) <= set(two) | set("aeiou")
    return all(
        sound(a) == sound(b) or (a[0] == b[0] and min(len(a), len(b)) == 1)
        for a, b in zip(one, two)
    )


def fits(one: Form, two: Form) -> bool:
    """Whether two full names are surely one: the same, one the end of the other, initials for names."""
    a, b = sorted(compared(one, two), key=len)
    if a == b or (len(a) > 1 and b[-len(a) :] == a):
        return True
    if sound(a[-1]) != sound(b[-1]) or alike(a[-1], b[-1]) < SAME_SOUND:
        return False
    left, right = a[:-1], b[:-1]
    if not left or not right:
        return False
    if left[0] == right[0] or (left[0][0] == right[0][0] and 1 in (len(left[0]), len(right[0]))):
        return middle_fits(left[1:], right[1:])
    # "JR Tolkien", "J. R. Tolkien", "John Ronald Tolkien"
    letters = "".join(w[0] for w in right)
    return (
        len(left) == 1
        and 2 <= len(left[0]) <= 3
        and (left[0] == "".join(right) or left[0] == letters)
    )


def may_join(clusters: Clusters, one: Form, two: Form) -> bool:
    """Whether no two full names of the two clusters speak against each other."""
    for a in clusters.full(one.number):
        for b in clusters.full(two.number):
            left, right = compared(a, b)
            if left == right or fits(a, b):
                continue
            if alike(left[0], right[0]) < GIVEN or alike(left[-1], right[-1]) < MANGLED:
                return False
            if left[0] == right[0] and not middle_fits(left[1:-1], right[1:-1]):
                return False
    return True


def join_full(clusters: Clusters, full: Sequence[Form]) -> None:
    """Full names of one article that fit; a shorter one that fits two different longer ones stays."""
    for form in sorted(full, key=lambda f: (-len(f.words), f.number)):
        fitting = [f for f in full if f is not form and len(f.words) >= len(form.words)]
        fitting = [f for f in fitting if fits(form, f)]
        if len({clusters.root(f.number) for f in fitting}) == 1 and may_join(
            clusters, fitting[0], form
        ):
            clusters.join(fitting[0].number, form.number)


def join_bare(clusters: Clusters, forms: Sequence[Form]) -> list[Form]:
    """Single names of one article with its full names; returns those that fit none."""
    family: dict[str, list[Form]] = defaultdict(list)
    first: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        if len(form.words) > 1:
            family[form.words[-1]].append(form)
            first[form.words[0]].append(form)
    left: list[Form] = []
    for form in forms:
        if len(form.words) > 1:
            continue
        word = form.words[0]
        found = [f for f in family.get(word, ()) if same_sex(f, form)] or first.get(word) or []
        if not found and len(word) > 4 and word.endswith("s"):
            found = family.get(word[:-1], [])  # a genitive without its mark
        roots = sorted({clusters.root(f.number) for f in found})
        if len(roots) > 1:
            found = choose(clusters, form, found)
        if found:
            clusters.join(found[0].number, form.number)
        else:
            left.append(form)
    return left


def choose(clusters: Clusters, form: Form, found: Sequence[Form]) -> list[Form]:
    """Of several persons of one family name, the one the single name means: by the role beside it,
    else the one named last before it (by its first mention).
    """
    by_role = [f for f in found if agree(clusters.roles(f.number), form.roles)]
    if len({clusters.root(f.number) for f in by_role}) == 1:
        return by_role
    start = form.mentions[0][0]
    before = [(p, f.number) for f in found for p, _ in f.mentions if p < start]
    if before:
        return [clusters.forms[max(before)[1]]]
    return list(found[:1])


def listed(word: str) -> bool:
    """Whether a word is a part of any person's name that the lists know."""
    return word in persons()


def gendered(one: str, two: str) -> bool:
    """Whether two given names are a man's and a woman's of one root (Mario, Maria; Paul, Paula)."""
    short, long = sorted((one, two), key=len)
    if len(long) == len(short) + 1:
        return long == short + "a"
    return one[:-1] == two[:-1] and {one[-1:], two[-1:]} in ({"a", "o"}, {"a", "e"})


def vowel_apart(one: str, two: str) -> bool:
    """Whether two long family names differ by one vowel inside ("Siqueira", "Sequeira")."""
    if min(len(one), len(two)) < LONG or abs(len(one) - len(two)) > 1:
        return False
    start = Prefix.similarity(one, two)
    end = Postfix.similarity(one[start:], two[start:])
    changed = one[start : len(one) - end], two[start : len(two) - end]
    return bool(start and end) and all(len(c) < 2 and (c in VOWELS) for c in changed)


def join_spellings(clusters: Clusters, full: Sequence[Form]) -> None:
    """Full names in different spellings, across and within articles."""
    distinct: dict[tuple[str, ...], Form] = {}
    uses: Counter[tuple[str, ...]] = Counter()
    for form in full:
        distinct.setdefault(form.words, form)
        uses[form.words] += 1
    blocks: dict[str, list[Form]] = defaultdict(list)
    for words in sorted(distinct):
        form = distinct[words]
        variants = (words[-1], words[0]), written_as_one(form), (form.breathed or words)[::-1]
        for family, *_, first in dict.fromkeys(variants):
            blocks[block(family) + initial(first)].append(form)
    pairs: list[tuple[float, int, int]] = []
    for key in sorted(blocks):
        for one, two in likely(blocks[key]):
            left, right = compared(one, two)
            score = family_alike(one, two) + alike(left[0], right[0])
            if score >= FAMILY + 1 and not (fits(one, two) and left[0] != right[0]):
                pairs.append((-score, one.number, two.number))
            elif fits(one, two):
                pairs.append((-2.0, one.number, two.number))
    for _, a, b in sorted(pairs):
        one, two = sorted(  # the form that fewer articles have is the doubtful one
            (clusters.forms[a], clusters.forms[b]), key=lambda f: (-uses[f.words], f.number)
        )
        if clusters.root(a) == clusters.root(b) or not may_join(clusters, one, two):
            continue
        why = spelling_reason(clusters, one, two)
        if why is not None:
            clusters.join(one.number, two.number, clusters.say(one, two, why))


def initial(given: str) -> str:
    """The first sound of a given name; that which Cyrillic writes for an h ("Хелена") is one with it."""
    return "h" if given.startswith("kh") else sound(given)[:1]


def written_as_one(form: Form) -> tuple[str, str]:
    """The family name of a full name with its particles as one word ("vanderbeeck"), and the given
    name.
    """
    return form.particles + stem(form, -1), form.words[0]


def likely(forms: Sequence[Form]) -> Iterator[tuple[Form, Form]]:
    """Pairs of full names of one block whose family names may be alike, each pair once."""
    by_family: dict[str, list[Form]] = defaultdict(list)
    for form in forms:
        by_family[stem(form, -1)].append(form)
        if form.particles:
            by_family[written_as_one(form)[0]].append(form)
    families = sorted(by_family)
    order = {word: i for i, word in enumerate(families)}
    for word, others in near_words(families, families, FAMILY):
        own = by_family[word][:LONGEST_BLOCK]
        for i, one in enumerate(own):
            for two in own[i + 1 :]:
                yield one, two
        for other in others:
            if order[other] > order[word]:
                for one in own:
                    for two in by_family[other][:LONGEST_BLOCK]:
                        yield one, two


def family_alike(one: Form, two: Form) -> float:
    """How alike two family names are, 0..1; with their particles where one of the two writes them
    together with the name ("Vanderbeek", "van der Beeck").
    """
    left, right = compared(one, two)
    score = alike(left[-1], right[-1])
    if one.particles != two.particles and left[1:-1] == right[1:-1] and score >= MANGLED:
        score = max(score, alike("".join(left[1:]), "".join(right[1:])))
    return score


def spelling_reason(clusters: Clusters, one: Form, two: Form) -> str | None:
    """Why two full names are one person's; None where they are not."""
    a, b = one.number, two.number
    own, other = compared(one, two)
    family, first = family_alike(one, two), alike(own[0], other[0])
    left, right = clusters.roles(one.number), clusters.roles(two.number)
    inflected = one.inflected or two.inflected
    if opposed(left, right) or (not inflected and gendered(one.words[0], two.words[0])):
        return None
    articles = clusters.articles
    # both introduced in one article: most likely two persons
    together = not articles[clusters.root(a)].isdisjoint(articles[clusters.root(b)])
    role = agree(left, right)
    near = clusters.near(one.number, two.number)
    abroad = one.language != two.language
    if not (role or near):
        sound_alike = abroad and family >= SAME_SOUND and first >= BOTH and not together
        return "sounds the same in another language" if sound_alike else None
    beside = " and ".join(
        reason
        for reason, holds in (("the same role", role), ("other names in common", near))
        if holds
    )
    other_given = first < SAME_SOUND and listed(one.words[0]) and listed(two.words[0])
    if fits(one, two):
        return f"the same name, with {beside}"
    if family >= SAME_SOUND and first >= SAME_SOUND:
        return f"sounds the same, with {beside}"
    if family >= SAME_SOUND and first >= GIVEN:
        if other_given and (together or not near or opposed(left, right)):
            return None
        if other_given and not role and one.language == two.language:
            return None
        return f"the same family name and a given name alike ({first:.2f}), with {beside}"
    if first >= SAME_SOUND and family >= FAMILY:
        both = listed(one.words[-1]) and listed(two.words[-1])
        if one.language == two.language and family < VERY_ALIKE and not role:
            without = {one.signature(), two.signature()}
            if clusters.shared(one.article, two.article, without) < MUCH_SHARED:
                return None
        slip = family >= VERY_ALIKE or vowel_apart(own[-1], other[-1])
        if both and (not slip or together or not near):
            return None
        if together and not (near and family >= FAMILY):
            return None
        return f"the same given name and a family name alike ({family:.2f}), with {beside}"
    least = BOTH if abroad else VERY_ALIKE
    if first >= least and family >= BOTH and near and not together and (abroad or not other_given):
        return f"both names alike ({first:.2f}, {family:.2f}), with {beside}"
    return None


def join_unspaced(clusters: Clusters, loose: Sequence[Form], full: Sequence[Form]) -> list[Form]:
    """Chinese names in characters, written without spaces, with those in Latin letters ("Lu Xun",
    "鲁迅"), where the role or other names agree; returns all other single names.
    """
    whole: dict[str, list[Form]] = defaultdict(list)
    if any(form.language == "zh" for form in loose):
        for form in full:
            whole["".join(form.words)].append(form)
    left: list[Form] = []
    for form in loose:
        found = whole.get(form.words[0], []) if form.language == "zh" else []
        best = decided(clusters, form, found)
        if best is None:
            left.append(form)
        else:
            reason = "the same letters, with the same role or other names in common"
            clusters.join(best.number, form.number, clusters.say(best, form, reason))
    return left


def join_introduced(clusters: Clusters, loose: Sequence[Form], full: Sequence[Form]) -> list[Form]:
    """Single names that their article does not introduce, with the person of that very name (or
    sound) elsewhere; returns those that stay alone.
    """
    family: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        family[stem_sound(form, -1)].append(form)
    left: list[Form] = []
    for form in loose:
        found = [
            f
            for f in family.get(stem_sound(form, 0), ())
            if same_sex(f, form) and (same_family(f, form) or may_sound(f, form))
        ]
        best = decided(clusters, form, found)
        if best is None:
            left.append(form)
            continue
        same = same_family(best, form)
        reason = None if same else clusters.say(best, form, "sounds the same, in a related article")
        clusters.join(best.number, form.number, reason)
    return left


def same_sex(one: Form, two: Form) -> bool:
    """Whether two family names are both a woman's or neither, where Czech and Slovak show it."""
    if one.language != two.language:
        return True
    return of_a_woman(one.name(), one.language) == of_a_woman(two.name(), two.language)


def stem(form: Form, word: int) -> str:
    """A word's stem: of all cases and languages the same."""
    return (form.stemmed or form.words)[word]


def stem_sound(form: Form, word: int) -> str:
    """The sound of a word's stem."""
    return sound(stem(form, word))


def same_family(full: Form, single: Form) -> bool:
    """Whether a single name is the last word of a full one."""
    one, two = compared(full, single)
    return one[-1] == two[0]


def may_sound(full: Form, single: Form) -> bool:
    """Whether a single name of another spelling may mean a full one: not where both are known names,
    nor where a name known to the lists stands in the same language.
    """
    word = single.words[0]
    known = listed(word)
    if len(word) < 4 or (known and full.language == single.language):
        return False
    return not (known and listed(full.words[-1]))


def decided(clusters: Clusters, form: Form, found: Sequence[Form]) -> Form | None:
    """The one person among several whom context points to: role, and articles in common."""
    scores: dict[int, tuple[float, Form]] = {}
    for other in found[:LONGEST_BLOCK]:
        roles = clusters.roles(other.number)
        if opposed(roles, form.roles):
            continue
        without = {form.signature(), other.signature()}
        score = min(6.0, clusters.shared(form.article, other.article, without))
        score += 3 * agree(roles, form.roles)
        root = clusters.root(other.number)
        if score >= 2 and (root not in scores or score > scores[root][0]):
            scores[root] = (score, other)
    ranked = sorted(scores.values(), key=lambda s: (-s[0], s[1].number))
    if not ranked or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + 1):
        return None
    return ranked[0][1]


def join_mangled(clusters: Clusters, loose: Sequence[Form]) -> list[Form]:
    """Forms like no known name, with the person spelt most alike; returns those that stay alone."""
    candidates = spelt_alike(clusters, loose)
    left: list[Form] = []
    for form in loose:
        scores: dict[int, tuple[float, Form]] = {}
        for other in candidates(form):
            word = form.words[0]
            target = other.words[-1]
            here = other.article == form.article
            if other.inflected != form.inflected:
                own, full = compared(form, other)
                word, target = own[0], full[-1]
            score = alike(word, target)
            if score < (MANGLED if here else MANGLED_AFAR):
                continue
            if len(word) < 4 or (word[:2] != target[:2] and score < SAME_SOUND):
                continue
            weak = listed(target) or not here or score < VERY_ALIKE
            if word != target and listed(word) and weak:
                continue
            if abs(len(word) - len(target)) > 3 or (word == target and not here):
                continue
            if any(target == f.words[0] for f in clusters.full(other.number)):
                continue  # a given name: too many bear it
            if opposed(clusters.roles(other.number), form.roles) or not same_sex(other, form):
                continue
            if not here and not clusters.related(form, other):
                continue
            score += 0.05 * here + 0.1 * agree(clusters.roles(other.number), form.roles)
            root = clusters.root(other.number)
            if root not in scores or score > scores[root][0]:
                scores[root] = (score, other)
        ranked = sorted(scores.values(), key=lambda s: (-s[0], s[1].number))
        if not ranked or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + LEAD):
            left.append(form)
            continue
        other = ranked[0][1]
        where = "in the same article" if other.article == form.article else "in a related article"
        word = form.words[0]
        reason = (
            f"never introduced by a full name, spelt most like {other.words[-1].capitalize()} "
            f"({alike(word, other.words[-1]):.2f}) {where}, no other candidate"
        )
        clusters.join(other.number, form.number, clusters.say(other, form, reason))
    return left


def spelt_alike(clusters: Clusters, loose: Sequence[Form]) -> Callable[[Form], Iterator[Form]]:
    """What a single name may be mangled from: every family name of its article with the same first
    sounds, and those of other articles that are spelt much alike.
    """
    here: dict[tuple[int, str], list[Form]] = defaultdict(list)
    families: dict[str, list[Form]] = defaultdict(list)
    for form in clusters.forms:
        if form.type == "PER" and form.words and clusters.full(form.number):
            here[form.article, block(form.words[-1])].append(form)
            families[stem(form, -1)].append(form)
    names: dict[str, list[str]] = defaultdict(list)
    for word in sorted(families):
        names[block(word)].append(word)
    single: dict[str, list[str]] = defaultdict(list)
    for word in sorted({stem(form, 0) for form in loose}):
        single[block(word)].append(word)
    afar: dict[str, list[str]] = {}
    for key, words in sorted(single.items()):
        afar.update(near_words(words, names.get(key, []), MANGLED_AFAR))

    def candidates(form: Form) -> Iterator[Form]:
        yield from here.get((form.article, block(form.words[0])), ())
        for word in afar[stem(form, 0)]:
            for other in families[word][:LONGEST_BLOCK]:
                if other.article != form.article:
                    yield other

    return candidates


def join_loose(clusters: Clusters, loose: Sequence[Form]) -> None:
    """Single names that no article introduces: one person where the articles are related or the
    roles agree.
    """
    same: dict[str, list[Form]] = defaultdict(list)
    for form in loose:
        same[stem_sound(form, 0)].append(form)
    for key in sorted(same):
        forms = same[key]
        for i, two in enumerate(forms):
            for one in forms[max(0, i - 20) : i]:
                left, right = compared(one, two)
                if alike(left[0], right[0]) < SAME_SOUND:
                    continue
                roles = clusters.roles(one.number), clusters.roles(two.number)
                if opposed(*roles):
                    continue
                if agree(*roles) or clusters.related(one, two):
                    exact = left == right
                    why = None if exact else clusters.say(one, two, "sounds the same")
                    clusters.join(one.number, two.number, why)
                    break
