"""What one article says of its own names → better names: the tagger's second pass.

In: the article's sentences as words, and what the tagger found. Out: the same list, corrected by
what holds in a whole article and what a sentence alone cannot show: a family name seen with its
full name is a person everywhere; a name has one type in an article; a country is a place; a word
that also stands in lower case is no name; an unknown word after a title or beside a reporting verb
is a person, however it is spelt. Each rule is a function from list to list.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from rapidfuzz.distance import JaroWinkler

from crossread.annotate.names_context import HEAD, TITLE, UNINTRODUCED, evidence, head
from crossread.annotate.names_features import commonness
from crossread.annotate.names_lexicon import Lexicon, place
from crossread.annotate.names_roles import office
from crossread.model import EntityType

# Scores are the tagger's probabilities, 0..1; chosen on the dev parts of ner-open-dev.
SURE = 0.8  # from here a name is spread to places where the tagger missed it
CERTAIN = 0.97  # from here the tagger is believed against the list of places
DOUBTFUL = 0.75  # below, a common word or a stray capital is dropped
ALIKE = 0.84  # Jaro-Winkler similarity of two spellings of one family name
VERY_ALIKE = 0.9  # the same, where the language has the word in lower case
REACH = 4  # words between a name and its reporting verb
PARTICLES = frozenset(
    ["de", "du", "des", "la", "le", "d'", "d’", "da", "do", "dos", "das", "di", "del", "della", "van", "von", "der", "den", "zu", "zur", "ter", "ten", "te", "al", "el", "bin", "ibn", "ben", "abu", "af", "av", "y", "e", "und", "und"]
)

JOINTS = frozenset("of the for and des für les los delle degli dei sur sous aux au à a e o".split())


class Line(NamedTuple):
    """A sentence as words.

    Args:
        words: as printed.
        seen: as the tagger sees them (stray capitals and capital letters of headlines lowered).
        headline: whether it is a headline or deck line.
    """

    words: list[str]
    seen: list[str]
    headline: bool


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
                kind == "PER" or (not whole or last - first > 2) and person_like(words[head + 1], lexicon)
            ):
                found.append(draft._replace(first=head + 1, last=last, type="PER"))
                continue
            if kind == "PER" and last - first > 3 and words[last - 2].lower() in ("de", "of", "from"):
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
    if word[0].islower() and word.lower() not in PARTICLES | JOINTS:
        return word.isalpha() and i > draft.first
    return False


def titles(word: str, lexicon: Lexicon) -> bool:
    """Whether a word is a title or an office, so that a name begins after it."""
    return word[0].isupper() and (word.lower() in lexicon.titles or office(word, lexicon))


def person_like(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may begin a person's name after an office."""
    lower = word.lower()
    return word[0].isupper() and (
        lower in lexicon.persons or commonness(lower, lexicon) == "0"
    ) and lower not in lexicon.organisations and lower not in lexicon.kinds


def trimmed(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Names without titles, articles, marks at their ends; what holds no capital is dropped."""
    kept: list[Draft] = []
    for draft in drafts:
        words = lines[draft.line].words
        first, last = draft.first, draft.last
        while first < last and not outer(words[first], draft.type, first, last, lexicon):
            first += 1
        while first < last and not inner(words[last - 1], words[first:last]):
            last -= 1
        while last - first > 1 and words[last - 1].lower() in lexicon.peoples and (
            words[last - 1].lower() not in lexicon.persons
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
    return not word[0].islower() or last - first == 1


def inner(word: str, words: Sequence[str]) -> bool:
    """Whether a word may end a name."""
    if word == ")":
        return "(" in words
    return word[0].isalnum() and word.lower() not in PARTICLES | JOINTS


def settled(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Without what is no name: peoples, days, languages; stray capitals; doubtful common words."""
    kept: list[Draft] = []
    for draft in drafts:
        line = lines[draft.line]
        words = line.words[draft.first : draft.last]
        lowers = [w.lower() for w in words]
        if all(w in lexicon.not_names or people(low, lexicon) for w, low in zip(words, lowers)):
            known = lexicon.places.get(" ".join(lowers), "")
            if not known.startswith("=") or (len(words) == 1 and words[0] in lexicon.not_names):
                continue
        if all(low in lexicon.titles or office(w, lexicon) for w, low in zip(words, lowers)):
            continue
        if draft.score < CERTAIN and all(
            w in lexicon.modifiers or w in lexicon.links or w in lexicon.peoples for w in lowers
        ):
            continue  # "Medio Ambiente", "Foreign": what an office is for
        if lexicon.language == "de" and len(words) == 1 and german_noun(line, draft, lexicon):
            continue
        seen = line.seen[draft.first : draft.last]
        if all(w[0].islower() or not w[0].isalpha() for w in seen):
            continue
        after = line.words[draft.last] if draft.last < len(line.words) else ""
        if after and office(after, lexicon) and not place(" ".join(words), lexicon):
            if all(commonness(w, lexicon) != "0" or w in lexicon.peoples for w in lowers):
                continue  # "British Defense" secretary: part of a role
        if words[-1][0].isupper() and office(words[-1], lexicon) and draft.type != "PER":
            continue  # "US Treasury Secretary": a role, no name
        frequent = all(
            commonness(low, lexicon) == "2" or low in lexicon.links for low in lowers
        )
        if frequent and len(words) == 1 and draft.score < DOUBTFUL:
            continue
        if len(words) == 1 and "-" in words[0] and lowers[0].rsplit("-", 1)[1] in lexicon.common:
            if words[0].rsplit("-", 1)[1].islower() or lexicon.language == "de":
                continue  # "US-savvy", "Nato-Staaten": a word made with a name
        kept.append(draft)
    return kept


ARTICLES = frozenset(
    "der die das den dem des ein eine einen einem einer eines kein keine mehrere viele einige zwei "
    "drei vier fünf sechs sieben acht neun zehn hundert tausend alle beide diese dieser dieses dem "
    "ihre seine ihren seinen ihrer seiner im am vom zum zur".split()
)


def german_noun(line: Line, draft: Draft, lexicon: Lexicon) -> bool:
    """Whether a single German word is most likely a noun: its stem is one, or it stands after an
    article or number and no list knows it as a name."""
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


def countries(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Every country is a place and every international organisation one, tagged or not."""
    kept: list[Draft] = []
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    for draft in drafts:
        words = lines[draft.line].words
        for last in range(min(draft.first + 5, len(words)), draft.last, -1):
            longer = " ".join(words[draft.first : last])
            if draft.type != "PER" and place(longer, lexicon)[:1] in ("=", "#"):
                if words[last - 1].isalpha() and (draft.line, last - 1) not in taken:
                    draft = draft._replace(last=last)
                    break
        name = text(lines, draft)
        key = place(name, lexicon)
        person = lexicon.persons.get(name.lower(), "")
        if key[:1] == "#" and (draft.type != "PER" or " " in name or name.isupper()):
            draft = draft._replace(type="ORG", score=1.0)
        elif key[:1] == "=" and "g" not in person:
            draft = draft._replace(type="LOC", score=1.0)
        elif key and draft.type == "ORG" and draft.score < CERTAIN:
            draft = draft._replace(type="LOC")
        kept.append(draft)
    for number, line in enumerate(lines):
        position = 0
        while position < len(line.words):
            word = line.words[position]
            found = 0
            if word[0].isupper() and (number, position) not in taken:
                for size in range(min(5, len(line.words) - position), 0, -1):
                    name = " ".join(line.words[position : position + size])
                    key = place(name, lexicon)
                    if key[:1] not in ("=", "#") or len(name) < 2:
                        continue
                    if "g" in lexicon.persons.get(name.lower(), ""):
                        continue
                    if not name.isupper() and commonness(name.lower(), lexicon) in "12":
                        continue  # "Turkey", "La Réunion": the tagger must have seen it
                    if any((number, i) in taken for i in range(position, position + size)):
                        continue
                    if size == 1 and line.seen[position][0].islower():
                        continue
                    found = size
                    type: EntityType = "ORG" if key[0] == "#" else "LOC"
                    break
            if found:
                kept.append(Draft(number, position, position + found, type, 0.9))
            position += max(found, 1)
    return kept


def particles(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """A given name, particles with capitals, and the next name are one person: "Ann Le Goff"."""
    ordered = sorted(drafts, key=lambda d: (d.line, d.first, -d.last))
    found: list[Draft] = []
    for draft in ordered:
        last = found[-1] if found else None
        if last is not None and last.line == draft.line and last.last < draft.first <= last.last + 2:
            words = lines[draft.line].words
            between = words[last.last : draft.first]
            given = lexicon.persons.get(words[last.first].lower(), "")
            if (
                all(w[0].isupper() and w.lower() in PARTICLES for w in between)
                and last.last - last.first == 1
                and (last.type == "PER" or "g" in given)
            ):
                found[-1] = last._replace(last=draft.last, type="PER")
                continue
        found.append(draft)
    return found


_ADJECTIVE = re.compile(
    r"\w{2,20}(?:nal|nale|naux|nales|elle|ienne|enne|éen|éenne|aine|ain|aise|ais|ique|ive|aire|aires|"
    r"al|ale|onal|ional|ico|ica|eo|ea|ano|ana|ivo|iva|ario|aria|prême|premo|prema)"
)


def bodies(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """"Assemblée nationale", "Corte Suprema", "Cour constitutionnelle": in a Romance language a
    word for an organisation with a capital inside a sentence, and its adjective in lower case."""
    found = list(drafts)
    if lexicon.language not in ("fr", "es", "it", "pt"):
        return found
    at = {(d.line, i): n for n, d in enumerate(drafts) for i in range(d.first, d.last)}
    for number, line in enumerate(lines):
        for i in range(1, len(line.words) - 1):
            word, after = line.words[i], line.words[i + 1]
            if not word[0].isupper() or word.lower() not in lexicon.organisations:
                continue
            if not after.islower() or not _ADJECTIVE.fullmatch(after):
                continue
            index = at.get((number, i))
            if index is None and (number, i + 1) not in at:
                found.append(Draft(number, i, i + 2, "ORG", SURE))
            elif index is not None and drafts[index].last == i + 1:
                found[index] = drafts[index]._replace(last=i + 2, type="ORG")
    return found


def one_type(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """One type a name in an article: the likeliest over all its mentions and what stands beside.

    The last word of a person's full name counts as that person's, the last word of an
    organisation's ("Bankhaus Kerstholt") as that organisation's.
    """
    drafts = list(drafts)
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    introduced: set[str] = set()
    for draft in drafts:
        name = text(lines, draft).lower()
        words = lines[draft.line].words
        beside = evidence(words, draft.first, draft.last, lexicon)
        add(votes[name], draft.type, draft.score)
        for type, weight in beside.items():
            add(votes[name], type, weight)
        if beside["PER"] >= TITLE or speaks(words, draft.first, lexicon):
            introduced.add(name)
    for draft in drafts:
        words = lines[draft.line].words[draft.first : draft.last]
        ends = {words[0].lower(), words[-1].lower()}
        if len(words) < 2 or not ends & votes.keys():
            continue
        own = votes[" ".join(words).lower()]
        if draft.type == "PER" and own["PER"] == max(own.values()):
            introduced |= ends
            if words[-1].lower() in votes and words[-1].lower() not in lexicon.places:
                add(votes[words[-1].lower()], "PER", 2 * draft.score)
        elif head(words) == "ORG" and words[-1].lower() in votes and len(words) == 2:
            single = votes[words[-1].lower()]
            add(single, "ORG", HEAD + sum(single.values()))
    for name, types in votes.items():
        if " " not in name and name not in introduced and types["PER"]:
            types["PER"] *= UNINTRODUCED  # type: ignore[assignment]
    drafts = personal(lines, drafts, votes, lexicon)
    best: dict[str, EntityType] = {
        name: max(sorted(types), key=lambda t: types[t]) for name, types in votes.items()
    }
    return [d._replace(type=best[text(lines, d).lower()]) for d in drafts]


def add(votes: Counter[EntityType], type: EntityType, weight: float) -> None:
    """Add a weight to a vote (counters are typed for whole numbers)."""
    votes[type] += weight  # type: ignore[assignment]


def personal(
    lines: Sequence[Line],
    drafts: Sequence[Draft],
    votes: dict[str, Counter[EntityType]],
    lexicon: Lexicon,
) -> list[Draft]:
    """Names of no person whose last word is a person of the article: "JD Vance", "Elon Musk" are
    persons too; of "Meet Putin" the last word is."""
    singles = {n: v["PER"] for n, v in votes.items() if v["PER"] == max(v.values())}
    made: list[Draft] = []
    for draft in drafts:
        words = lines[draft.line].words[draft.first : draft.last]
        lowers = [w.lower() for w in words]
        named = "g" in lexicon.persons.get(lowers[0], "") or (
            words[0].isupper() and len(words[0]) < 5
        )
        if (
            draft.type != "PER"
            and 1 < len(words) < 4
            and singles.get(lowers[-1], 0) >= (0.5 if named else 1.2)
            and head(words) is None
            and not place(" ".join(words), lexicon)
        ):
            draft = draft._replace(first=draft.first if named else draft.last - 1, type="PER")
            add(votes[text(lines, draft).lower()], "PER", 3)
        made.append(draft)
    return made


def spread(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """A name that the article surely holds is found at every place where it stands."""
    sure: dict[tuple[str, ...], EntityType] = {}
    for draft in drafts:
        words = tuple(lines[draft.line].words[draft.first : draft.last])
        if draft.score >= SURE and len(words[0]) > 1:
            if len(words) > 1 or commonness(words[0].lower(), lexicon) in "0":
                sure.setdefault(words, draft.type)
            if draft.type == "PER" and len(words) > 1 and len(words[-1]) > 2:
                if commonness(words[-1].lower(), lexicon) != "2":
                    sure.setdefault(words[-1:], "PER")
    longest = min(6, max((len(w) for w in sure), default=0))
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    found = list(drafts)
    for number, line in enumerate(lines):
        position = 0
        while position < len(line.words):
            size = 0
            if line.words[position][0].isupper() and (number, position) not in taken:
                for size in range(min(longest, len(line.words) - position), 0, -1):
                    name = tuple(line.words[position : position + size])
                    free = all((number, position + i) not in taken for i in range(size))
                    if free and name in sure:
                        found.append(Draft(number, position, position + size, sure[name], 0.7))
                        break
                else:
                    size = 0
            position += max(size, 1)
    return found


def unknown(word: str, lexicon: Lexicon) -> bool:
    """Whether a capitalised word is one that no list knows: perhaps a mangled name."""
    lower = word.lower()
    return (
        word[0].isupper()
        and len(word) > 2
        and not word.isupper()
        and word.replace("-", "").isalpha()
        and commonness(lower, lexicon) == "0"
        and lower not in lexicon.places
        and not people(lower, lexicon)
        and commonness(lower.removesuffix("s"), lexicon) == "0"
        and word not in lexicon.not_names
    )


def people(lower: str, lexicon: Lexicon) -> bool:
    """Whether a word means a people, a language, a day or a month, also in the plural."""
    return any(lower.removesuffix(e) in lexicon.peoples for e in ("", "s", "es", "e", "n", "en"))


def rescued(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Unknown capitalised words after a title, beside a reporting verb, or spelt almost like a
    person of the article, are persons.
    """
    persons = {
        lines[d.line].words[d.last - 1] for d in drafts if d.type == "PER" and d.score > 0.5
    }
    prefixes: dict[str, list[str]] = defaultdict(list)
    for name in sorted(persons):
        if len(name) > 3:
            prefixes[name[:2].lower()].append(name)
    at = {(d.line, i): n for n, d in enumerate(drafts) for i in range(d.first, d.last)}
    result: list[Draft | None] = list(drafts)
    for number, line in enumerate(lines):
        words = line.seen
        for i, word in enumerate(words):
            rare = commonness(word.lower(), lexicon) == "1" and word[0].isupper()
            if not unknown(word, lexicon) and not (rare and speaks(words, i, lexicon)):
                continue
            index = at.get((number, i))
            current = drafts[index] if index is not None else None
            if current is not None and (current.type == "PER" or current.last - current.first > 1):
                continue
            alike = any(
                JaroWinkler.similarity(word, other) >= (VERY_ALIKE if rare else ALIKE)
                for other in prefixes.get(word[:2].lower(), ())
                if word != other
            )
            if index is None:
                start = max(0, i - 1)
                titled = not rare and i > 0 and (
                    words[start].lower() in lexicon.titles
                    or (office(words[start], lexicon) and not line.headline)
                )
                spoken = not rare and not line.headline and speaks(words, i, lexicon)
                first_word = i == 0 and not spoken and not alike
                if (titled or spoken or alike) and not first_word:
                    last = i + 1
                    result.append(Draft(number, i, last, "PER", 0.6))
            elif (alike and current is not None and current.score < 0.97) or (current is not None and current.score < SURE and speaks(words, i, lexicon)):
                result[index] = current._replace(type="PER")
    return merged([d for d in result if d is not None])


def speaks(words: Sequence[str], i: int, lexicon: Lexicon) -> bool:
    """Whether a reporting verb stands within reach of a word, no mark or other name between."""
    for step in (1, -1):
        j = i + step
        while 0 <= j < len(words) and abs(j - i) <= REACH:
            word = words[j]
            if word.lower() in lexicon.speech:
                return True
            if not word[0].isalpha() or word[0].isupper() or (step < 0 and j < i - 1):
                break
            j += step
    return False


def merged(drafts: Iterable[Draft]) -> list[Draft]:
    """In order, without overlaps (the longer, then the surer one stays); persons' words that
    touch are one name.
    """
    ordered = sorted(drafts, key=lambda d: (d.line, d.first, -d.last, -d.score))
    kept: list[Draft] = []
    for draft in ordered:
        if kept and kept[-1].line == draft.line and draft.first < kept[-1].last:
            continue
        last = kept[-1] if kept else None
        if (
            last is not None
            and last.line == draft.line
            and last.last == draft.first
            and last.type == draft.type == "PER"
        ):
            kept[-1] = last._replace(last=draft.last)
        else:
            kept.append(draft)
    return kept


def second_pass(
    lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon
) -> list[Draft]:
    """All rules in order."""
    found = trimmed(lines, cut(lines, drafts, lexicon), lexicon)
    found = settled(lines, found, lexicon)
    found = bodies(lines, particles(lines, found, lexicon), lexicon)
    found = countries(lines, found, lexicon)
    found = one_type(lines, found, lexicon)
    found = spread(lines, merged(found), lexicon)
    found = rescued(lines, merged(found), lexicon)
    found = one_type(lines, spread(lines, found, lexicon), lexicon)
    return merged(settled(lines, found, lexicon))


def doc_words(lines: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """How often each word stands in lower case in the article."""
    return Counter(w for words in lines for w in words if w[0].islower())
