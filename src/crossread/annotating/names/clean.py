"""What the tagger found → names cut right: the records of the second pass and its cleaning rules.

In: the sentences of an article as words, and drafts of names. Out: drafts without titles, articles
and marks at their ends, cut where no name goes on, and without what is no name: peoples, days, roles,
stray capitals, German nouns.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from crossread.annotating.names.features import commonness
from crossread.annotating.names.lexicon import Lexicon, place
from crossread.annotating.names.roles import DETERMINERS, GENITIVE, office
from crossread.annotating.names.tokens import word_set
from crossread.model import EntityType

# Scores are the tagger's probabilities, 0..1; set on own passages and examples/.
CERTAIN = 0.97  # from here the tagger is believed against the lists
SURE = 0.8  # from here a name is spread to places where the tagger missed it
DOUBTFUL = 0.75  # below, a common word with a capital is dropped
# small words that a name may hold, in capitals or not
PARTICLES = word_set(
    "de du des la le d' d’ da do dos das di del della van von der den zu zur ter ten te al el "
    "bin ibn ben abu af av y e und"
)
# small words of names of bodies and places
JOINTS = word_set("of the for and des für les los delle degli dei sur sous aux au à a e o")
SMALL = PARTICLES | JOINTS
# Languages that write only the first word of a body or place with a capital, if any.
SMALL_INSIDE = word_set("ru uk be bg mk sr hr bs sl cs sk pl")
CONJUNCTIONS = word_set("and et und y e en i oraz и та")
# words after which a German noun stands
ARTICLES = word_set(
    "der die das den dem des ein eine einen einem einer eines kein keine mehrere viele einige "
    "zwei drei vier fünf sechs sieben acht neun zehn hundert tausend alle beide diese dieser "
    "dieses ihre seine ihren seinen ihrer seiner im am vom zum zur"
)


@dataclass(frozen=True)
class Line:
    """A sentence as words.

    Args:
        words: as printed.
        seen: as the tagger sees them (stray capitals and capital letters of headlines lowered).
        headline: whether it is a headline or deck line.
    """

    words: list[str]
    seen: list[str]
    headline: bool

    @cached_property
    def capitals(self) -> list[int]:
        """Which words begin with a capital as printed; all rules look at these, one word in eight."""
        return [i for i, word in enumerate(self.words) if word[0].isupper()]


class Draft(NamedTuple):
    """A name not yet settled: words `first` to `last` (excluded) of sentence `line`."""

    line: int
    first: int
    last: int
    type: EntityType
    score: float


def text(lines: Sequence[Line], draft: Draft) -> str:
    """The name as words joined by spaces."""
    return " ".join(lines[draft.line].words[draft.first : draft.last])


def cut(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Names cut where no name goes on: at marks, verbs, a title inside, a place after "of"."""
    alone = {text(lines, d).lower() for d in drafts if d.last - d.first == 1}
    found: list[Draft] = []
    for draft in drafts:
        words = lines[draft.line].words
        pieces: list[tuple[int, int]] = []
        first = draft.first
        for i in range(draft.first, draft.last):
            if breaks(words, i, draft, lexicon):
                pieces.append((first, i))
                first = i + 1
        pieces.append((first, draft.last))
        for first, last in pieces:
            if first >= last:
                continue
            whole = (first, last) == (draft.first, draft.last)
            kind = draft.type
            head = max((i for i in range(first, last) if titles(words[i], lexicon)), default=-1)
            if first <= head < last - 1 and (
                kind == "PER"
                or ((not whole or last - first > 2) and person_like(words[head + 1], lexicon))
            ):
                found.append(draft._replace(first=head + 1, last=last, type="PER"))
                continue
            if (
                kind == "PER"
                and last - first > 3
                and words[last - 2].lower() in ("de", "of", "from")
            ):
                place = words[last - 1].lower()
                if place in lexicon.places and place in alone:
                    found.append(Draft(draft.line, last - 1, last, "LOC", draft.score))
                    last -= 2
            found.append(draft._replace(first=first, last=last))
    return found


def breaks(words: Sequence[str], i: int, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether no name goes on past word `i`."""
    word = words[i]
    if not word[0].isalnum():
        if word in ("&", "-", ".", "/", "'", "’", "+") or word.lower() in ("'s", "’s"):
            return word[-1:] in "sS" and draft.last - draft.first > 3
        if word == ",":  # "Conch Key, Florida" is one place to some corpora; two names here
            return True
        return not (word == "(" and ")" in words[i : draft.last]) and word != ")"
    if word in CONJUNCTIONS and draft.type != "PER":
        after = [w.lower() for w in words[i + 1 : i + 3]]
        return any(w in lexicon.organisations for w in after)
    if draft.type != "PER" and lexicon.language in SMALL_INSIDE:
        return False
    if word[0].islower() and word.lower() not in SMALL:
        return word.isalpha() and i > draft.first
    return False


def titles(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a title or an office, so that a name begins after it."""
    return word[0].isupper() and (word.lower() in lexicon.titles or office(word, lexicon))


def person_like(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may begin a person's name after an office."""
    lower = word.lower()
    return (
        word[0].isupper()
        and (lower in lexicon.persons or commonness(lower, lexicon) == "0")
        and lower not in lexicon.organisations
        and lower not in lexicon.kinds
    )


def trimmed(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Names without titles, articles, marks at their ends; what holds no capital is dropped."""
    kept: list[Draft] = []
    for draft in drafts:
        words = lines[draft.line].words
        first, last = draft.first, draft.last
        while first < last and not outer(words[first], draft.type, first, last, lexicon):
            first += 1
        if last - first > 2 and words[first].lower() in DETERMINERS and draft.type == "ORG":
            first += words[first + 1].lower() in lexicon.organisations
        office_before = first > 0 and office(words[first - 1], lexicon)
        if draft.type == "PER" and office_before and words[first] in GENITIVE and last - first > 1:
            first += 1  # "Chef von Telcora": no particle of a name
        while first < last and not inner(words[last - 1], words[first:last]):
            last -= 1
        while (
            last - first > 1
            and words[last - 1].lower() in lexicon.peoples
            and words[last - 1].lower() not in lexicon.persons
            and not (draft.type == "ORG" and words[first].lower() in lexicon.organisations)
        ):
            last -= 1
        if first < last and any(w[0].isupper() for w in words[first:last]):
            kept.append(draft._replace(first=first, last=last))
    return kept


def outer(word: str, type: EntityType, first: int, last: int, lexicon: Lexicon) -> bool:
    """Whether a word may begin a name."""
    lower = word.lower()
    if not word[0].isalnum() or word[-1] in "'’":
        return False
    if type == "PER":
        if lower in lexicon.titles or (office(word, lexicon) and last - first > 1):
            return False
        if lower in lexicon.peoples and last - first > 1 and lower not in lexicon.persons:
            return False
        return not (word.islower() and lower not in PARTICLES)
    return not word[0].islower() or last - first == 1 or lexicon.language in SMALL_INSIDE


def inner(word: str, words: Sequence[str]) -> bool:
    """Whether a word may end a name."""
    if word == ")":
        return "(" in words
    return word[0].isalnum() and word.lower() not in SMALL


def settled(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Without what is no name: peoples, days, languages; stray capitals; doubtful common words."""
    return [draft for draft in drafts if not no_name(lines[draft.line], draft, lexicon)]


def no_name(line: Line, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a draft is no name after all."""
    words = line.words[draft.first : draft.last]
    lowers = [w.lower() for w in words]
    if of_roles(words, lowers, draft, lexicon):
        return True
    if lexicon.language == "de" and len(words) == 1 and german_noun(line, draft, lexicon):
        return True
    seen = line.seen[draft.first : draft.last]
    if all(w[0].islower() or not w[0].isalpha() for w in seen) and not body(words, lexicon):
        return True
    after = line.words[draft.last] if draft.last < len(line.words) else ""
    if (
        after
        and office(after, lexicon)
        and not place(" ".join(words), lexicon)
        and (all(commonness(w, lexicon) != "0" or w in lexicon.peoples for w in lowers))
    ):
        return True  # "British Defense" secretary: part of a role
    if draft.type != "PER" and words[-1][0].isupper() and office(words[-1], lexicon):
        return True  # "US Treasury Secretary": a role, no name
    if len(words) > 1:
        return False
    lower = lowers[0]
    if draft.score < DOUBTFUL and (commonness(lower, lexicon) == "2" or lower in lexicon.links):
        return True
    return (
        "-" in lower
        and lower.rsplit("-", 1)[1] in lexicon.common
        and (words[0].rsplit("-", 1)[1].islower() or lexicon.language == "de")
    )  # "US-savvy", "Nato-Staaten": a word made with a name


def of_roles(words: Sequence[str], lowers: Sequence[str], draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a name is made of words that alone name nobody: peoples, days and languages; titles
    and offices; what an office is for.
    """
    lead = lowers[0]
    if (words[0] in lexicon.not_names or people(lead, lexicon)) and all(
        w in lexicon.not_names or people(low, lexicon) for w, low in zip(words, lowers)
    ):
        known = lexicon.places.get(" ".join(lowers), "")
        if not known.startswith("=") or (len(words) == 1 and words[0] in lexicon.not_names):
            return True
    if (lead in lexicon.titles or office(words[0], lexicon)) and all(
        low in lexicon.titles or office(w, lexicon) for w, low in zip(words, lowers)
    ):
        return True
    if draft.score >= CERTAIN:
        return False
    if all(w in lexicon.modifiers or w in lexicon.links or w in lexicon.peoples for w in lowers):
        return True  # "Medio Ambiente", "Foreign": what an office is for
    return lead in lexicon.modifiers and all(
        w in lexicon.modifiers or w in lexicon.links or place(p, lexicon)[:1] == "="
        for w, p in zip(lowers, words)
    )  # "Exteriores de Kenia": the country is found anyway


def body(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether several words name a body or a country, by the first or by the list."""
    return len(words) > 1 and (
        words[0].lower() in lexicon.organisations
        or place(" ".join(words), lexicon)[:1] in ("=", "#")
    )


def people(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word means a people, a language, a day or a month, also in the plural."""
    return lower in lexicon.peoples or (
        lower.endswith(("s", "e", "n"))
        and any(lower.removesuffix(e) in lexicon.peoples for e in ("s", "es", "e", "n", "en"))
    )


def german_noun(line: Line, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a single German word is most likely a noun: its stem is one, or it stands after an
    article or number and no list knows it as a name.
    """
    word = line.words[draft.first].lower()
    if place(line.words[draft.first], lexicon) or draft.score >= CERTAIN or word.isdigit():
        return False
    before = line.words[draft.first - 1].lower() if draft.first else ""
    if before in lexicon.titles or office(before or "-", lexicon):
        return False
    known = lexicon.persons.get(word, "")
    if known and known[-1] in "23" and before not in ARTICLES:
        return False
    for ending in ("innen", "en", "er", "es", "in", "e", "n", "s"):
        stem = word.removesuffix(ending)
        if stem != word and len(stem) > 2:
            plain = stem.translate(str.maketrans("äöü", "aou"))
            if any(commonness(s, lexicon) != "0" for s in (stem, plain, stem + "e")):
                return True
    if commonness(word, lexicon) in "12c" and not known:
        return True
    return (before in ARTICLES or before.isdigit()) and draft.score < SURE and not known
