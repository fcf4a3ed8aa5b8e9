"""Forms of names and which of them are joined: the working records of linking/entities.py.

A `Form` is a name as one article writes it; `Clusters` joins forms (union-find) and answers what is
asked of a cluster: its full names, its roles, the articles it stands in, and whether two articles
have other names in common.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from crossread.linking.spelling import alike, sound
from crossread.model import EntityType

# Two articles are related when the names they share weigh so much; a country or a name that many
# articles have weighs half. Set by hand; looked over on examples/, bsnlp-dev and news-en-8k.
RELATED = 2.0
_FEW = 50  # articles; in smaller runs nothing is counted as common
_LEAST = 3  # letters of a family name without its particles
_FULL = 12  # different full names kept of one person
_COMMON = 10  # in larger ones, a name in one of so many articles is


@dataclass
class Form:
    """A name as one article writes it.

    Args:
        number: its place in the list of forms.
        article: number of its article.
        language: of the article.
        type: person, organisation or place.
        key: of a name that all languages know (linking/known.py), else None.
        words: lower-case Latin words, where the language inflects names their stems.
        stemmed: the stems of `words` where the language does not inflect but others of the run do.
        inflected: whether `words` are stems.
        breathed: of a Cyrillic name with г, `words` with h for it, else nothing: Ukrainian Грицай is
            Hrytsai, and other languages' h is г in Russian.
        particles: of a person, what stands between given and family name, written as one
            ("vander"), where all of it are particles.
        region: of a name that ends like a country's, the sound of its root (linking/regions.py).
        mentions: (running number over all articles, mention id).
        printed: how it is printed, and how often.
        roles: concepts of the roles beside it (linking/roles.py).
    """

    number: int
    article: int
    language: str
    type: EntityType
    key: str | None
    words: tuple[str, ...]
    stemmed: tuple[str, ...] = ()
    inflected: bool = False
    breathed: tuple[str, ...] = ()
    particles: str = ""
    region: str = ""
    mentions: list[tuple[int, str]] = field(default_factory=list)
    printed: Counter[str] = field(default_factory=Counter)
    roles: frozenset[str] = frozenset()

    def name(self) -> str:
        """How it is printed most often (of several, the first)."""
        if len(self.printed) == 1:
            return next(iter(self.printed))
        return self.printed.most_common(1)[0][0]

    def signature(self) -> str:
        """What another article's form of the same name most likely shares."""
        return self.key or self.region or sound((self.stemmed or self.words)[-1])


def compared(one: Form, two: Form) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words of two names to compare: stems where one of the two is inflected; with h for a
    Cyrillic г where the other name, in another script, is then more like it; with particles apart
    where only one of them writes them so ("Vanderbeek", "van der Beeck").
    """
    left, right = one.words, two.words
    if one.inflected != two.inflected:
        left, right = one.stemmed or left, two.stemmed or right
    if one.breathed and not two.breathed:
        left = max(left, one.breathed, key=lambda words: nearness(words, right))
    elif two.breathed and not one.breathed:
        right = max(right, two.breathed, key=lambda words: nearness(words, left))
    if one.particles and not two.particles:
        right = apart(right, left, one.particles)
    elif two.particles and not one.particles:
        left = apart(left, right, two.particles)
    return left, right


def apart(words: tuple[str, ...], model: tuple[str, ...], particles: str) -> tuple[str, ...]:
    """A name of two words with the particles at the start of its family name set apart as another
    name has them, if it has them at all.
    """
    if len(words) != 2 or not words[1].startswith(particles):
        return words
    rest = words[1][len(particles) :]
    return (words[0], *model[1:-1], rest) if len(rest) >= _LEAST else words


def nearness(one: Sequence[str], two: Sequence[str]) -> float:
    """How alike the first and the last words of two names are, 0..2."""
    return alike(one[0], two[0]) + alike(one[-1], two[-1])


class Clusters:
    """Forms and their joins.

    Args:
        forms: all forms of a run, numbered in order.
    """

    def __init__(self, forms: Sequence[Form]) -> None:
        self.forms = list(forms)
        self.parent = list(range(len(forms)))
        self.why: dict[int, list[str]] = {}
        self.doubtful: set[int] = set()
        self.members: dict[int, list[int]] = {n: [n] for n in range(len(forms))}
        self.articles: dict[int, set[int]] = {f.number: {f.article} for f in forms}
        self._roles: dict[int, frozenset[str]] = {f.number: f.roles for f in forms}
        self._full: dict[int, list[Form]] = {
            f.number: [f] if len(f.words) > 1 else [] for f in forms
        }
        self.signatures: dict[int, dict[str, float]] = defaultdict(dict)
        self.countries: dict[int, Counter[str]] = defaultdict(Counter)
        for form in forms:
            if form.key is not None and form.key[0] == "=" and form.key[1:].isalpha():
                self.countries[form.article][form.key] += len(form.mentions)
        self._weigh()

    def _weigh(self) -> None:
        held: dict[str, set[int]] = defaultdict(set)
        for form in self.forms:
            held[form.signature()].add(form.article)
        articles = len({form.article for form in self.forms})
        for key, where in held.items():
            common = articles > _FEW and len(where) * _COMMON > articles
            weight = 0.5 if common or key[0] == "=" else 1.0
            for article in where:
                self.signatures[article][key] = weight

    def root(self, number: int) -> int:
        """The number that stands for a form's cluster."""
        while self.parent[number] != number:
            self.parent[number] = self.parent[self.parent[number]]
            number = self.parent[number]
        return number

    def join(self, one: int, two: int, why: str | None = None) -> None:
        """Join the clusters of two forms; `why` where there was doubt about the second."""
        left, right = sorted((self.root(one), self.root(two)))
        if why is not None:
            self.doubtful.add(two)
            self.why.setdefault(left, []).append(why)
        if left == right:
            return
        self.parent[right] = left
        self.members[left] += self.members.pop(right)
        self.articles[left] |= self.articles.pop(right)
        self._roles[left] |= self._roles.pop(right)
        held = {f.words for f in self._full[left]}
        for form in self._full.pop(right):
            if len(self._full[left]) < _FULL and form.words not in held:
                self._full[left].append(form)
        if right in self.why:
            self.why.setdefault(left, []).extend(self.why.pop(right))

    def some(self, number: int, most: int) -> list[Form]:
        """At most so many forms of a form's cluster."""
        return [self.forms[n] for n in self.members[self.root(number)][:most]]

    def full(self, number: int) -> list[Form]:
        """The different full names of a form's cluster (at most twelve)."""
        return self._full[self.root(number)]

    def groups(self) -> list[list[int]]:
        """All clusters as sorted lists of form numbers."""
        return [sorted(self.members[root]) for root in sorted(self.members)]

    def roles(self, number: int) -> frozenset[str]:
        """All role concepts of a form's cluster."""
        return self._roles[self.root(number)]

    def related(self, one: Form, two: Form) -> bool:
        """Whether two forms' articles name other things in common: enough to be one story."""
        if one.article == two.article:
            return True
        return self.shared(one.article, two.article, {one.signature(), two.signature()}) >= RELATED

    def shared(self, one: int, two: int, without: set[str]) -> float:
        """The weight of the names that two articles share, those in `without` left out."""
        left, right = self.signatures[one], self.signatures[two]
        if len(left) > len(right):
            left, right = right, left
        return sum(w for key, w in left.items() if key in right and key not in without)

    def abroad(self, one: int, two: int) -> bool:
        """Whether two articles are about different countries: what one names most, the other does
        not name, and the other way round. Not where one names none.
        """
        left, right = self.countries.get(one), self.countries.get(two)
        if one == two or not left or not right:
            return False
        most_left, most_right = max(left.values()), max(right.values())
        return not any(left[c] == most_left and c in right for c in left) and not any(
            right[c] == most_right and c in left for c in right
        )

    def near(self, one: int, two: int) -> bool:
        """Whether any forms of two clusters stand in related articles (up to ten of each asked)."""
        left, right = self.some(one, 10), self.some(two, 10)
        return any(self.related(a, b) for a in left for b in right)

    def say(self, one: Form, two: Form, reason: str) -> str:
        """A line of `Entity.why`: the second form, why it is held for the first."""
        return f"{two.name()} = {one.name()}: {reason}"
