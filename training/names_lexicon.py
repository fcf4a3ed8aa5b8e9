"""Open dictionaries → the word lists that the name tagger and the entity linker read.

In: the unpacked data sets and Babel's CLDR. Out: compressed lists in `models/names/`:

- `words.LANG.txt.gz`: words of the language that are not names, the frequent ones first;
- `persons.txt.gz`: parts of personal names, with how often they are given or family names;
- `places.tsv.gz`: countries (CLDR, in many languages), cities, regions, waters (CLDR time zones,
  Wiktionary), international organisations (linking/known.toml), each with a key that all its names
  share; in lower case but for acronyms;
- `seen-places.txt.gz`: more names of places, from the silver corpus;
- `peoples.LANG.txt.gz`: words for peoples and languages, weekdays and months.

They are made once here so that nothing is parsed, and Babel is not needed, at run time.
"""

from __future__ import annotations

import gzip
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from babel import Locale
from babel.dates import get_day_names, get_month_names
from babel.localedata import locale_identifiers

from crossread.annotating.names.tokens import tokens, word_set
from crossread.linking.known import tables

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk")
CASELESS = ("ar", "zh")  # languages without capitals
# languages of the tagged corpora that have no dictionary: what their texts hold in lower case
MORE_LANGUAGES = ("cs", "da", "hr", "ro", "sk", "sr", "sv")
# languages whose names of countries and cities are known (all of CLDR's common ones)
CLDR_LANGUAGES = sorted(
    word_set(
        "af ar az be bg bn bs ca cs cy da de el en eo es et eu fa fi fr ga gl he hi hr hu hy id is it "
        "ja ka kk ko lt lv mk mn ms nb nl nn pl pt ro ru sk sl sq sr sv sw ta th tr uk ur uz vi zh"
    )
)
FREQUENT = 30  # occurrences from which a word counts as frequent
FUNCTION = 200  # words that are mostly grammar
WORDS = 45_000  # longest word list a language
ACRONYM = 7  # code points; a name in capitals no longer than that keeps them
NOT_PLACES = {"EU", "EZ", "UN", "ZZ", "XA", "XB", "QO"}
REGIONS = {"002", "019", "142", "150", "009", "003", "005", "013", "021"}  # continents

_PLACE = re.compile(
    r"^(?:[aA]n? |[tT]he )?(?:(?:large|small|major|ancient|historic|former|historical|port|coastal|"
    r"capital|largest|second|important|northern|southern|eastern|western|central|"
    r"autonomous|federal|[A-Z]\w+(?:ian|ese|ish|an|ch)) ){0,3}"
    r"(city|cities|town|towns|capital|village|municipality|river|country|province|region|state|"
    r"island|islands|lake|sea|mountain|peninsula|county|district|borough|suburb|oblast|department|"
    r"archipelago|canton|prefecture|republic|kingdom|commune|gulf|strait|bay|desert|continent|"
    r"commuter town|territory|nation)\b",
)
_GIVEN = re.compile(r"\b(given name|male name|female name|forename|first name)\b")
_SURNAME = re.compile(r"\bsurnames?\b|\bfamily name\b")
_PEOPLE = re.compile(
    r"(?:ian|ean|ese|ish|an|ch|i|ic|er|man|woman|Greek|Swiss|Turk|Dane|Finn|Pole|Swede|Spaniard|"
    r"Scot|Serb|Croat|Czech|Slovak|Thai|Kurd|Arab|Jew|Brit|Slovene)s?$"
)


def write(path: Path, lines: Iterable[str]) -> None:
    """Write compressed lines; the bytes depend on nothing but the lines."""
    body = "\n".join(lines).encode("utf-8")
    path.write_bytes(gzip.compress(body, compresslevel=9, mtime=0))


def rows(path: Path) -> Iterator[list[str]]:
    """Rows of a tab-separated file without its header; nothing where there is no file."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            next(lines, None)
            for line in lines:
                yield line.rstrip("\n").split("\t")


def texts(data: Path, language: str) -> Iterator[str]:
    """Running sentences of one language from the open data."""
    for other in LANGUAGES if language == "en" else (language,):
        column = -2 if language == "en" else -1
        for name in ("tatoeba-ccby", "parallel-open"):
            for row in rows(data / name / f"en-{other}.tsv"):
                if len(row) >= 2:
                    yield row[column]
        if language in MORE_LANGUAGES:
            for row in rows(data / "tatoeba-ccby" / "more" / f"en-{other}.tsv"):
                if language != "sr":  # in Cyrillic letters there
                    yield row[-1]
    for name, field in (("ntrex-train", "text"), ("meantime-dev", "sentences")):
        for path in sorted((data / name).glob("*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                record = json.loads(line)
                if field == "text":
                    yield from record["text"].get(language, ())
                elif record["lang"] == language:
                    yield from record["sentences"]
    if language in MORE_LANGUAGES:
        for path in sorted((data / "ner-open-dev").glob(f"{language}.*.train.conll")):
            sentence: list[str] = []
            for line in path.read_text(encoding="utf-8").split("\n"):
                if line.strip():
                    sentence.append(line.split("\t")[0])
                else:
                    yield " ".join(sentence)
                    sentence = []


def words(data: Path, language: str) -> list[str]:
    """Lower-cased common words: the commonest, the frequent, the rest, an empty line between."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in texts(data, language):
        first = True
        for token in tokens(text, language):
            word = token.text
            if word[0].isalpha():
                if word.islower() or language in CASELESS:
                    lower[word] += 1
                elif not first:
                    upper[word.lower()] += 1
                first = False
    listed: set[str] = set()
    pairs = (line.split("\t") for line in han(data)) if language == "zh" else ()
    simplified = {ord(one): other for one, other in pairs}
    if language == "en":
        for row in rows(data / "lexicon-open" / "glosses.tsv"):
            if row[0] == "en" and row[2] != "name" and row[1].islower() and row[1].isalpha():
                listed.add(row[1])
    else:
        for row in rows(data / "lexicon-open" / f"en-{language}.tsv"):
            kinds = set(row[5].split("|"))
            if not row[4].isalpha() or "name" in kinds:
                continue
            if language == "zh":
                listed.add(row[4].translate(simplified))
            elif row[4].islower() or language in CASELESS:
                listed.add(row[4])
            elif language == "de" and "n" in kinds and row[3].islower() and row[4].istitle():
                listed.add(row[4].lower())
    common: Counter[str] = Counter()
    for word, count in lower.items():
        if len(word) < 30 and count * 3 >= upper[word] and count >= 2:
            common[word] = count
    if language == "de":  # nouns are capitalised: the dictionary says which are common
        for word in sorted(listed):
            common[word] += upper[word]
    frequent = sorted(w for w, n in common.items() if n >= FREQUENT)
    ranked = sorted(common, key=lambda w: (-common[w], w))
    rest = [w for w in ranked if common[w] < FREQUENT]
    short = 1 if language == "zh" else 2
    rest += sorted(w for w in listed if w not in common and upper[w] <= 1 and short < len(w) < 20)
    rest = sorted(set(rest[: max(0, WORDS - len(frequent))]) - set(frequent))
    function = sorted(w for w in ranked[:FUNCTION] if common[w] >= FREQUENT)
    frequent = sorted(set(frequent) - set(function))
    return [*function, "", *frequent, "", *rest]


def persons(data: Path) -> list[str]:
    """`token<TAB>class`: g given, s family name, both; else a digit for how many people bear it."""
    kind: dict[str, set[str]] = defaultdict(set)
    for row in rows(data / "lexicon-open" / "glosses.tsv"):
        if row[2] == "name" and " " not in row[1]:
            if _GIVEN.search(row[3]):
                kind[row[1].lower()].add("g")
            if _SURNAME.search(row[3]):
                kind[row[1].lower()].add("s")
    count: Counter[str] = Counter()
    for name, column in (
        ("ru", 2),
        ("ru", 1),
        ("ar", 1),
        ("zh", 1),
        ("he", 1),
        ("ar", 2),
        ("zh", 2),
    ):
        seen: Counter[str] = Counter()
        for row in rows(data / "names-open" / f"tokens-en-{name}.tsv"):
            if len(row) > 3 and row[column].isalpha():
                seen[row[column]] += int(row[3])
        for word, n in seen.items():
            count[word] = max(count[word], n)
    lines = []
    for word in sorted(set(kind) | {w for w, n in count.items() if n >= 2}):
        n = count[word]
        size = "3" if n >= 50 else "2" if n >= 10 else "1"
        lines.append(f"{word}\t{''.join(sorted(kind[word]))}{size}")
    return lines


def known_names() -> Iterator[tuple[str, str]]:
    """Names of countries, places and organisations in `linking/known.toml`, with their keys;
    acronyms in capitals, all else in lower case.
    """
    for table, sign in (("countries", "="), ("places", "@"), ("organisations", "#")):
        for key, forms in tables()[table].items():
            for form in forms:
                acronym = form.isupper() and len(form) <= ACRONYM
                yield form if acronym else form.lower(), sign + key


def places(data: Path) -> list[str]:
    """`name<TAB>key[<TAB>languages]`: lower-cased; the key is shared by all names of the place."""
    found: dict[str, Counter[str]] = defaultdict(Counter)
    by_language: dict[tuple[str, str], str] = {}
    known = set(locale_identifiers())
    for code in CLDR_LANGUAGES:
        if code not in known:
            continue
        locale = Locale.parse(code)
        for territory, name in locale.territories.items():
            real = territory in REGIONS or (len(territory) == 2 and territory not in NOT_PLACES)
            if real and name != territory:
                key = "=" + territory
                for form in {name.lower(), re.sub(r"\s*\(.*?\)", "", name).lower()}:
                    found[form][key] += 3
                    by_language[code, form] = key
        if code == "de":  # a language that names nearly all zones: their ids are English names
            for zone in sorted(str(z) for z in locale.time_zones):
                form = zone.rsplit("/", 1)[-1].lower().replace("_", " ")
                if zone.count("/") and not form.startswith(("gmt", "utc")):
                    found[form]["@" + form] += 1
        for zone, entry in locale.time_zones.items():
            if "city" in entry and zone.count("/") >= 1:
                form = re.sub(r"\s*\(.*?\)", "", entry["city"]).lower()
                found[form]["@" + zone.rsplit("/", 1)[1].lower().replace("_", " ")] += 1
    for name, key in known_names():
        found[name][key] += 100
    english: set[str] = set()
    for row in rows(data / "lexicon-open" / "glosses.tsv"):
        if row[2] == "name" and row[1][:1].isupper() and _PLACE.match(row[3]):
            name = row[1].lower()
            if row[0] == "en":
                english.add(name)
            if not found[name]:
                found[name]["@" + name] += 1
    for code in (*LANGUAGES[1:], *CASELESS):
        for row in rows(data / "lexicon-open" / f"en-{code}.tsv"):
            name = row[4].lower()
            if (
                "name" in row[5]
                and (row[4][:1].isupper() or code in CASELESS)
                and row[3].lower() in english
                and not found[name]
            ):
                keys = found[row[3].lower()]
                found[name][max(sorted(keys), key=lambda k: keys[k])] += 1
    lines = []
    for name in sorted(found):
        if not name or not found[name] or len(name) < 2 or len(name.split()) > 6:
            continue
        keys = found[name]
        best = max(sorted(keys), key=lambda k: keys[k])
        lines.append(f"{name}\t{best}")
        lines += [
            f"{name}\t{by_language[code, name]}\t{code}"
            for code in CLDR_LANGUAGES
            if by_language.get((code, name), best) != best
        ]
    return lines


def seen_places(data: Path) -> list[str]:
    """Names that the silver corpus tags twice or more, nearly always as places, lower-cased.

    They say something of a name's type when an article's mentions vote; the tagger's own features
    do not hold them, since in the corpus that it learns from they would be right too often.
    """
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for path in sorted((data / "panx").glob("*.train.conll")):
        words: list[str] = []
        kind = ""
        for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
            word, _, tag = line.rpartition("\t")
            if not tag.startswith("I-") and words:
                counts[" ".join(words).lower()][kind] += 1
                words = []
            if tag[:2] in ("B-", "I-"):
                words.append(word)
                kind = tag[2:]
    return sorted(
        name
        for name, kinds in counts.items()
        if kinds["LOC"] >= 2
        and kinds["LOC"] * 5 >= 4 * sum(kinds.values())
        and len(name) > 3
        and name.replace(" ", "").replace("-", "").replace("'", "").isalpha()
        and len(name.split()) < 4
    )


def peoples(data: Path, language: str) -> list[str]:
    """Words for peoples, languages, days and months of one language, lower-cased."""
    locale = Locale.parse(language)
    found = {name.lower() for name in locale.languages.values() if " " not in name}
    for width in ("wide", "abbreviated"):
        for context in ("format", "stand-alone"):
            found |= {
                n.lower().rstrip(".") for n in get_month_names(width, context, language).values()
            }
            found |= {
                n.lower().rstrip(".") for n in get_day_names(width, context, language).values()
            }
    adjectives: set[str] = set()
    names: set[str] = set()
    for row in rows(data / "lexicon-open" / "glosses.tsv"):
        if row[0] == "en" and row[1][:1].isupper() and " " not in row[1]:
            (names if row[2] == "name" else adjectives).add(row[1])
    people = {a for a in adjectives if _PEOPLE.search(a) and a.isalpha()}
    if language == "en":
        found |= {p.lower() for p in people - {n for n in names if not _PEOPLE.search(n)}}
    else:
        for row in rows(data / "lexicon-open" / f"en-{language}.tsv"):
            if row[3] in people and set(row[5].split("|")) & {"adj", "n"}:
                found |= {w.lower() for w in row[4].split() if w.isalpha() and len(w) > 3}
    if language == "en":
        found.add("sept")
    countries = {n.lower() for n in locale.territories.values()}
    return sorted(w for w in found - countries if len(w) > 1)


def han(data: Path) -> list[str]:
    """`traditional<TAB>simplified` characters: where two entries with one meaning differ in a
    character that is not in GB 2312, the standard of simplified ones, and one that is.
    """

    def simple(character: str) -> bool:
        try:
            return bool(character.encode("gb2312"))
        except UnicodeEncodeError:
            return False

    forms: dict[str, set[str]] = defaultdict(set)
    for row in rows(data / "lexicon-open" / "en-zh.tsv"):
        forms[row[3]].add(row[4])
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for entries in forms.values():
        for one in entries:
            for two in entries:
                apart = [(a, b) for a, b in zip(one, two) if a != b]
                if len(one) == len(two) and all(not simple(a) and simple(b) for a, b in apart):
                    for a, b in apart:
                        votes[a][b] += 1
    return sorted(
        f"{one}\t{max(sorted(others), key=lambda o: others[o])}" for one, others in votes.items()
    )


def build(data: Path, out: Path) -> None:
    """Write all lists to `out`."""
    out.mkdir(parents=True, exist_ok=True)
    for language in (*LANGUAGES, *MORE_LANGUAGES, *CASELESS):
        write(out / f"words.{language}.txt.gz", words(data, language))
        write(out / f"peoples.{language}.txt.gz", peoples(data, language))
    write(out / "han.txt.gz", han(data))
    write(out / "persons.txt.gz", persons(data))
    write(out / "places.tsv.gz", places(data))
    write(out / "seen-places.txt.gz", seen_places(data))
