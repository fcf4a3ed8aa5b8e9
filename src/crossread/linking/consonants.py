"""Persons' names in scripts that spell a foreign name only roughly → joined with those in letters.

In: the clusters of linking/entities.py, after all other joins of persons. They are changed in place.
Arabic writes few vowels, Chinese has a sign a syllable: what is left of a name there is its
consonants ("إيمانويل ماكرون", "埃马纽埃尔·马克龙" and "Emmanuel Macron" are all m-n-l m-k-l-n, with r and l
as one). Given and family name are compared each by these consonants. Never by spelling alone: the
articles must have other names in common or the roles must agree, no other person may fit about as
well, and no name of the two may stand in one article with the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from crossread.linking.forms import Clusters, Form
from crossread.linking.roles import agree, opposed
from crossread.linking.spelling import rewritten

ROUGH = frozenset({"ar", "fa", "ur", "he", "zh", "ja"})
"""Languages whose script spells foreign names only roughly."""
# Set on own lists: 24 heads of state and government in Arabic, 20 in Chinese, each against all. Of the
# right pairs 23 and 16 lie over both bars, of the 932 wrong ones none.
PART = 0.6  # likeness of the given names' and of the family names' consonants, 0..1
BOTH = 1.4  # their sum
LEAD = 0.2  # how much better than the next person's

_SOUNDS = tuple(
    (re.compile(old), new)
    for old, new in (
        (r"sch|sh|ch|ts|tz|zh", "s"),
        (r"kh|gh|ck", "k"),
        (r"th", "t"),
        (r"ph", "f"),
        (r"ng$", "n"),
        (r"[aeiouyw']", ""),
    )
)
_CLASSES = str.maketrans("pfvgqcxdzjr", "bbbkkkktssl")


@lru_cache(maxsize=50_000)
def consonants(word: str) -> str:
    """The consonants of a lower-case Latin word, those that scripts confuse as one.

    >>> consonants("macron"), consonants("mkrwn"), consonants("makelong")
    ('mkln', 'mkln', 'mkln')
    """
    return re.sub(r"(.)\1+", r"\1", rewritten(word, _SOUNDS).translate(_CLASSES))


def likeness(one: Sequence[str], two: Sequence[str]) -> float:
    """How alike two full names are by their consonants: 0, or `BOTH` to 2.

    Args:
        one, two: lower-case Latin words, given name first, at least two of each.
    """
    parts = [
        Levenshtein.normalized_similarity(a, b) if a and b else 0.0
        for a, b in (
            (consonants(one[0]), consonants(two[0])),
            (consonants(one[-1]), consonants(two[-1])),
        )
    ]
    return sum(parts) if min(parts) >= PART and sum(parts) >= BOTH else 0.0


def join_rough(clusters: Clusters, full: Sequence[Form]) -> None:
    """Join full names in rough scripts with those of other scripts, or of one another.

    Args:
        clusters: of all forms.
        full: persons' forms of two words or more.
    """
    blocks: dict[str, list[Form]] = defaultdict(list)
    for form in full:
        blocks[consonants(form.words[-1])[:1]].append(form)
    rough = [form for form in full if form.language in ROUGH]
    for among_rough in (False, True):  # names in letters first: they are surer
        for form in rough:
            others = blocks[consonants(form.words[-1])[:1]]
            others = [f for f in others if (f.language in ROUGH) == among_rough]
            best = fitting(clusters, form, others)
            if best is not None:
                why = "the same consonants, with the same role or other names in common"
                clusters.join(best.number, form.number, clusters.say(best, form, why))


def fitting(clusters: Clusters, form: Form, others: Sequence[Form]) -> Form | None:
    """The one person of another language whom a name in a rough script means; None if in doubt."""
    own = clusters.root(form.number)
    scores: dict[int, tuple[float, Form]] = {}
    for other in others:
        root = clusters.root(other.number)
        if other.language == form.language or root == own:
            continue
        if not clusters.articles[root].isdisjoint(clusters.articles[own]):
            continue
        score = likeness(form.words, other.words)
        if not score or (root in scores and score <= scores[root][0]):
            continue
        roles = clusters.roles(other.number), clusters.roles(form.number)
        if not opposed(*roles) and (agree(*roles) or clusters.near(other.number, form.number)):
            scores[root] = (score, other)
    ranked = sorted(scores.values(), key=lambda s: (-s[0], s[1].number))
    if not ranked or (len(ranked) > 1 and ranked[0][0] < ranked[1][0] + LEAD):
        return None
    return ranked[0][1]
