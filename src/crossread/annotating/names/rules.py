"""What one article says of its own names → better names: the tagger's second pass.

In: the article's sentences as words, and what the tagger found. Out: the same list, corrected by
what holds in a whole article and what a sentence alone cannot show: a family name seen with its
full name is a person everywhere; a name has one type in an article; a country is a place; a word
that also stands in lower case is no name; an unknown word after a title or beside a reporting verb
is a person, however it is spelt. Each rule is a function from list to list.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence

from rapidfuzz.distance import JaroWinkler

from crossread.annotating.names.agencies import agencies_apart
from crossread.annotating.names.clean import (
    CERTAIN,
    PARTICLES,
    SURE,
    Draft,
    Line,
    cut,
    people,
    settled,
    text,
    trimmed,
)
from crossread.annotating.names.context import speaks
from crossread.annotating.names.features import commonness
from crossread.annotating.names.lexicon import Lexicon, country_length, place
from crossread.annotating.names.roles import office
from crossread.annotating.names.voting import context_of, one_type
from crossread.model import EntityType

# Set on own passages and examples/.
ALIKE = 0.84  # Jaro-Winkler similarity of two spellings of one family name
VERY_ALIKE = 0.9  # the same, where the language has the word in lower case
LONGEST_COUNTRY = 5  # words
LONGEST = 6  # words of a name that is looked for elsewhere


def countries(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Every country is a place and every international organisation one, tagged or not."""
    kept: list[Draft] = []
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    for draft in drafts:
        words = lines[draft.line].words
        if draft.type != "PER":
            draft = draft._replace(last=whole(words, draft, taken, lexicon))
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
        past = 0
        for first in line.capitals:
            if first < past:
                continue
            most = min(LONGEST_COUNTRY, country_length(line.words, first, lexicon))
            for last in range(first + most, first, -1):
                type = country(line, first, last, lexicon)
                if type and not any((number, i) in taken for i in range(first, last)):
                    kept.append(Draft(number, first, last, type, 0.9))
                    past = last
                    break
    return kept


def whole(
    words: Sequence[str], draft: Draft, taken: Collection[tuple[int, int]], lexicon: Lexicon
) -> int:
    """Where the name of a country or organisation ends of which the tagger found the beginning."""
    most = min(LONGEST_COUNTRY, country_length(words, draft.first, lexicon))
    for last in range(draft.first + most, draft.last, -1):
        key = place(" ".join(words[draft.first : last]), lexicon)
        free = words[last - 1].isalpha() and (draft.line, last - 1) not in taken
        if key[:1] in ("=", "#") and free:
            return last
    return draft.last


def country(line: Line, first: int, last: int, lexicon: Lexicon) -> EntityType | None:
    """What words that begin with a capital are if they surely are a country or an organisation that
    the list knows, tagged or not.
    """
    name = " ".join(line.words[first:last])
    key = place(name, lexicon)
    if key[:1] not in ("=", "#") or len(name) < 2:
        return None
    lower = name.lower()
    if "g" in lexicon.persons.get(lower, ""):
        return None
    if not name.isupper() and commonness(lower, lexicon) in "12":
        return None  # "Turkey", "La Réunion": the tagger must have seen it
    if last == first + 1 and line.seen[first][0].islower():
        return None
    if line.words[first].lower() in lexicon.links and (
        first + 1 == len(line.words) or line.words[first + 1][0].islower()
    ):
        return None  # "La réunion" is no island, "numéro UN" no organisation
    return "ORG" if key[0] == "#" else "LOC"


def particles(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """A given name, particles with capitals, and the next name are one person: "Ann Le Goff"."""
    ordered = sorted(drafts, key=lambda d: (d.line, d.first, -d.last))
    found: list[Draft] = []
    for draft in ordered:
        last = found[-1] if found else None
        if (
            last is not None
            and last.line == draft.line
            and last.last < draft.first <= last.last + 2
        ):
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
    """Bodies like "Assemblée nationale", "Corte Suprema": in a Romance language a
    word for an organisation with a capital inside a sentence, and its adjective in lower case.
    """
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


def acronyms(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Capitals that no list knows ("KVDB"), in brackets or twice in the article: a body."""
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    places_of: dict[str, list[tuple[int, int, bool]]] = defaultdict(list)
    for number, line in enumerate(lines):
        loud = [i for i, word in enumerate(line.words) if word.isupper() and len(word) > 2]
        if len(loud) * 3 > len(line.words):
            continue  # a line in capitals
        for i in loud:
            word = line.words[i]
            if len(word) > 6 or not word.isalpha():
                continue
            free = (number, i) not in taken and word not in lexicon.not_names
            if (
                free
                and commonness(word.lower(), lexicon) == "0"
                and not set(word) <= set("IVXLCDM")
            ):
                places_of[word].append((number, i, i > 0 and line.words[i - 1] == "("))
    found = list(drafts)
    for _, where in sorted(places_of.items()):
        if len(where) > 1 or where[0][2]:
            found += [Draft(number, i, i + 1, "ORG", 0.6) for number, i, _ in where]
    return found


def spread(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """A name that the article surely holds is found at every place where it stands."""
    sure: dict[tuple[str, ...], EntityType] = {}
    for draft in drafts:
        words = tuple(lines[draft.line].words[draft.first : draft.last])
        if draft.score >= SURE and len(words[0]) > 1:
            if len(words) > 1 or commonness(words[0].lower(), lexicon) in "0":
                sure.setdefault(words, draft.type)
            if (
                draft.type == "PER"
                and len(words) > 1
                and len(words[-1]) > 2
                and commonness(words[-1].lower(), lexicon) != "2"
            ):
                sure.setdefault(words[-1:], "PER")
    longest: dict[str, int] = {}  # first word → words of the longest name
    for words in sure:
        longest[words[0]] = max(len(words), longest.get(words[0], 0))
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    found = list(drafts)
    for number, line in enumerate(lines):
        past = 0
        for first in line.capitals:
            if first < past or line.words[first] not in longest:
                continue
            most = min(LONGEST, longest[line.words[first]], len(line.words) - first)
            for last in range(first + most, first, -1):
                name = tuple(line.words[first:last])
                if name in sure and not any((number, i) in taken for i in range(first, last)):
                    found.append(Draft(number, first, last, sure[name], 0.7))
                    past = last
                    break
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
        and lower not in lexicon.titles
        and not office(word, lexicon)
        and word not in lexicon.not_names
    )


def rescued(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """Unknown capitalised words after a title, beside a reporting verb, or spelt almost like a
    person of the article, are persons.
    """
    persons = {lines[d.line].words[d.last - 1] for d in drafts if d.type == "PER" and d.score > 0.5}
    prefixes: dict[str, list[str]] = defaultdict(list)
    for name in sorted(persons):
        if len(name) > 3:
            prefixes[name[:2].lower()].append(name)
    at = {(d.line, i): n for n, d in enumerate(drafts) for i in range(d.first, d.last)}
    result: list[Draft | None] = list(drafts)
    for number, line in enumerate(lines):
        words = line.seen
        for i in line.capitals:
            word = words[i]
            if not word[0].isupper():
                continue
            rare = commonness(word.lower(), lexicon) == "1"
            if not (speaks(words, i, lexicon) if rare else unknown(word, lexicon)):
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
                titled = (
                    not rare
                    and i > 0
                    and (
                        words[start].lower() in lexicon.titles
                        or (office(words[start], lexicon) and not line.headline)
                    )
                )
                spoken = not rare and not line.headline and speaks(words, i, lexicon)
                first_word = i == 0 and not spoken and not alike
                if (titled or spoken or alike) and not first_word:
                    last = i + 1
                    result.append(Draft(number, i, last, "PER", 0.6))
            elif (alike and current is not None and current.score < 0.97) or (
                current is not None and current.score < SURE and speaks(words, i, lexicon)
            ):
                result[index] = current._replace(type="PER")
    return merged([d for d in result if d is not None])


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


def second_pass(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """All rules in order."""
    beside = context_of(lines, lexicon)
    found = trimmed(lines, cut(lines, drafts, lexicon), lexicon)
    found = settled(lines, found, lexicon)
    found = bodies(lines, particles(lines, found, lexicon), lexicon)
    found = countries(lines, found, lexicon)
    found = one_type(lines, found, beside, lexicon)
    found = acronyms(lines, spread(lines, merged(found), lexicon), lexicon)
    found = rescued(lines, merged(found), lexicon)
    found = one_type(lines, spread(lines, found, lexicon), beside, lexicon)
    return agencies_apart(lines, merged(settled(lines, found, lexicon)))


def doc_words(lines: Iterable[Iterable[str]]) -> frozenset[str]:
    """The words that the article has in lower case."""
    return frozenset(word for word in set().union(*lines) if word[0].islower())
