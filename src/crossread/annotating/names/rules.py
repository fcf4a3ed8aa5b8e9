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

from rapidfuzz.distance import JaroWinkler

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
from crossread.annotating.names.context import HEAD, TITLE, UNINTRODUCED, evidence, head
from crossread.annotating.names.features import commonness
from crossread.annotating.names.lexicon import Lexicon, place
from crossread.annotating.names.roles import office
from crossread.model import EntityType

# Set on own passages and examples/.
ALIKE = 0.84  # Jaro-Winkler similarity of two spellings of one family name
VERY_ALIKE = 0.9  # the same, where the language has the word in lower case
REACH = 4  # words between a name and its reporting verb


def countries(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """Every country is a place and every international organisation one, tagged or not."""
    kept: list[Draft] = []
    taken = {(d.line, i) for d in drafts for i in range(d.first, d.last)}
    for draft in drafts:
        words = lines[draft.line].words
        for last in range(min(draft.first + 5, len(words)), draft.last, -1):
            longer = " ".join(words[draft.first : last])
            if (
                draft.type != "PER"
                and place(longer, lexicon)[:1] in ("=", "#")
                and words[last - 1].isalpha()
                and (draft.line, last - 1) not in taken
            ):
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
                    if word.lower() in lexicon.links and line.words[position + 1][0].islower():
                        continue  # "La réunion" is no island
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
        if sum(w.isupper() and len(w) > 2 for w in line.words) * 3 > len(line.words):
            continue  # a line in capitals
        for i, word in enumerate(line.words):
            if not (3 <= len(word) <= 6 and word.isupper() and word.isalpha()):
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


def one_type(lines: Sequence[Line], drafts: Iterable[Draft], lexicon: Lexicon) -> list[Draft]:
    """One type a name in an article: the likeliest over all its mentions and what stands beside.

    The last word of a person's full name counts as that person's, the last word of an
    organisation's ("Bankhaus Orlay") as that organisation's.
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
    """Names of no person whose last word is a person of the article: "JP Fenner", "Ozren Basku" are
    persons too; of "Meet Fenner" the last word is.
    """
    singles = {n: v["PER"] for n, v in votes.items() if v["PER"] == max(v.values())}
    made: list[Draft] = []
    for draft in drafts:
        words = lines[draft.line].words[draft.first : draft.last]
        lowers = [w.lower() for w in words]
        named = (
            "g" in lexicon.persons.get(lowers[0], "")
            or (words[0].isupper() and len(words[0]) < 5)
            or (lowers[0] in lexicon.persons and commonness(lowers[0], lexicon) == "0")
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
            if (
                draft.type == "PER"
                and len(words) > 1
                and len(words[-1]) > 2
                and commonness(words[-1].lower(), lexicon) != "2"
            ):
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


def second_pass(lines: Sequence[Line], drafts: Sequence[Draft], lexicon: Lexicon) -> list[Draft]:
    """All rules in order."""
    found = trimmed(lines, cut(lines, drafts, lexicon), lexicon)
    found = settled(lines, found, lexicon)
    found = bodies(lines, particles(lines, found, lexicon), lexicon)
    found = countries(lines, found, lexicon)
    found = one_type(lines, found, lexicon)
    found = acronyms(lines, spread(lines, merged(found), lexicon), lexicon)
    found = rescued(lines, merged(found), lexicon)
    found = one_type(lines, spread(lines, found, lexicon), lexicon)
    return merged(settled(lines, found, lexicon))


def doc_words(lines: Sequence[Sequence[str]]) -> Mapping[str, int]:
    """How often each word stands in lower case in the article."""
    return Counter(w for words in lines for w in words if w[0].islower())
