"""Reads what the lexicon is made from: dictionaries, tables of forms, parallel sentences.

In: the unpacked data sets named below and `training/lexicon_tables`. Out: weighted pairs of words and
English concepts by language, what the tables say, and sentence pairs as words. Sets kept for
evaluation are never opened here.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.tables import rows as table_rows
from crossread.encoding.borders import words_pattern
from crossread.encoding.wordforms import Rules, candidates, fold
from training.encoder_data import sentence_rows

LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "ar", "zh")
DATA_SETS = ("lexicon-open", "lexicon-more")
TABLES = Path(__file__).parent / "lexicon_tables"
# How far a pair is trusted by who has it.
WIKTIONARY = 0.8
TWO_SOURCES = 1.0
WORDNET_ONLY = 0.4
WRITTEN = 1.0
# The same for the second and further translations of a word in our own word lists, and what is left of
# the trust in what other dictionaries tell of such a word.
FURTHER, DOUBTED = 0.7, 0.5
# Words of an English entry; longer ones are explanations.
LONGEST_PHRASE = 3
# Ukrainian words that Russian has in other letters: letters of the shortest, share of their trust.
SHORTEST_TWIN, TWIN = 5, 0.6
RUSSIAN_ENDINGS = (
    ("ться", "тися"),
    ("ть", "ти"),
    ("ция", "ція"),
    ("сия", "сія"),
    ("ание", "ання"),
    ("ение", "ення"),
    ("ость", "ість"),
    ("ыи", "ии"),
    ("ии", "ии"),
    ("ои", "ии"),
    ("ия", "ія"),
)
VOWELS, HARD = frozenset("аеиоуыэюяі"), frozenset("дтзсцржшч")
# What the words of an English family end in, after what they have in common.
ENDINGS = frozenset(
    (
        *("", "e", "y", "ion", "ation", "tion", "sion", "ition", "ment", "er", "or", "ar", "al"),
        *("ing", "ed", "ness", "ity", "ty", "able", "ible", "ive", "ative", "ance", "ence", "ure"),
        *("ry", "ery", "ist", "ian", "ize", "ise", "ly", "ous", "ic", "ical", "ant", "ent", "th"),
        *("t", "d", "s", "de", "te", "ce", "ve", "r", "an", "n", "ee", "ship", "hood", "fy", "ify"),
        *("ification", "ication", "iation", "ssion"),
    )
)

Dictionary = dict[str, dict[str, float]]


@dataclass(frozen=True, slots=True)
class Table:
    """What `training/lexicon_tables` says of a language, folded.

    Args:
        stop: words that say nothing by themselves.
        endings: endings of words and the endings of their forms.
        irregular: words and their forms.
        strong: verbs and the stems of their other tenses.
        prefixes: what verbs may begin with and still change alike.
        same: English spellings of one word.
        words: English words and words of the language that mean them.
        raw: the sections that hold rules of another kind.
    """

    stop: frozenset[str]
    endings: dict[str, list[str]]
    irregular: dict[str, list[str]]
    strong: dict[str, list[str]]
    prefixes: list[str]
    same: dict[str, str]
    words: dict[str, list[str]]
    raw: dict[str, dict[str, str]]


def table(language: str) -> Table:
    """The table of a language."""
    read = tomllib.loads((TABLES / f"{language}.toml").read_text(encoding="utf-8"))

    def lists(section: str) -> dict[str, list[str]]:
        made: dict[str, list[str]] = {}
        for word, others in read.get(section, {}).items():
            made.setdefault(fold(word), []).extend(fold(others).split())
        return made

    return Table(
        stop=frozenset(fold(read["stop"]).split()),
        endings=lists("endings"),
        irregular=lists("irregular"),
        strong=lists("strong"),
        prefixes=lists("prefixes").get("all", []),
        same={fold(a): fold(b) for a, b in read.get("same", {}).items()},
        words=lists("words"),
        raw={
            name: {fold(k): fold(v) for k, v in read[name].items()}
            for name in ("participles", "doubling", "clitics", "imperfect")
            if name in read
        },
    )


def dictionaries(folder: Path, tables: dict[str, Table]) -> dict[str, Dictionary]:
    """Words of eleven languages, the English words for each, and how far the pair is trusted 0..1.

    Args:
        folder: holds `DATA_SETS`.
        tables: by language.

    Raises:
        FileNotFoundError: a data set is not there.
    """
    stop, same = tables["en"].stop, tables["en"].same
    word = re.compile(words_pattern())
    found: dict[str, Dictionary] = {}
    for language in LANGUAGES[1:]:
        pairs: Dictionary = defaultdict(dict)
        grammar = tables[language].stop
        for name in DATA_SETS:
            if not (folder / name).is_dir():
                raise FileNotFoundError(f"training data not found: {folder / name}")
            for row in table_rows(folder / name / f"en-{language}.tsv"):
                if _is_name(row["english"], row["pos"] or ""):
                    continue
                concept = concept_of(row["english"], same)
                other = fold(row["other"])
                if concept is None or not word.fullmatch(other) or other in grammar:
                    continue
                if concept not in stop:
                    trust = _trust(row["source"])
                    pairs[other][concept] = max(pairs[other].get(concept, 0.0), trust)
        for concept, others in tables[language].words.items():
            for other in others:
                pairs[other][same.get(concept, concept)] = WRITTEN
        for other, translations in own_translations(language).items():
            if not word.fullmatch(other) or other in grammar:
                continue
            some = {c: DOUBTED * trust for c, trust in pairs[other].items()}
            for english, trust in translations.items():
                concept = concept_of(english, same)
                if concept is not None and concept not in stop:
                    some[concept] = max(some.get(concept, 0.0), trust)
            pairs[other] = some
        found[language] = {w: dict(some) for w, some in sorted(pairs.items()) if some}
    return found


def own_translations(language: str) -> dict[str, dict[str, float]]:
    """What our own two lists say of the words of a language, with trust."""
    found: dict[str, dict[str, float]] = {}
    for other, translations in own_words(language).items():
        found[other] = {
            english: FURTHER if number else WRITTEN for number, english in enumerate(translations)
        }
    for english, others in news_words(language).items():
        for number, other in enumerate(others):
            trust = FURTHER if number else WRITTEN
            some = found.setdefault(other, {})
            some[english] = max(some.get(english, 0.0), trust)
    return found


def own_words(language: str) -> dict[str, list[str]]:
    """Words of a language and their English, of our own list in `lexicon_tables/words`, if there is one.

    Raises:
        ValueError: a line is no word, tab and translations.
    """
    return _listed(TABLES / "words" / f"{language}.tsv", head=fold)


def news_words(language: str) -> dict[str, list[str]]:
    """English words of news and what newspapers of a language use for them, the most usual first: our own
    list in `lexicon_tables/news`, if there is one.

    Raises:
        ValueError: a line is no word, tab and words.
    """
    return _listed(TABLES / "news" / f"{language}.tsv", head=_spaced, item=fold)


def beside() -> dict[str, list[str]]:
    """English words of news, and those that a second outlet may use for each: our own list in
    `lexicon_tables/beside.tsv`.

    Raises:
        ValueError: a line is no word, tab and words.
    """
    return _listed(TABLES / "beside.tsv", head=_spaced, item=_spaced)


def _listed(
    path: Path, head: Callable[[str], str], item: Callable[[str], str] = str
) -> dict[str, list[str]]:
    """The lines of a list, a word, a tab and others each; lines of one word are joined."""
    found: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.exists() else ():
        word, tab, others = line.partition("\t")
        if not (tab and word and others):
            raise ValueError(f"{path.name}: not a word, a tab and others: {line!r}")
        held = found.setdefault(head(word), [])
        held += [one for one in map(item, others.split(", ")) if one not in held]
    return found


def _spaced(word: str) -> str:
    """A word as lists write it, with `_` for a space."""
    return word.replace("_", " ")


def cognates(
    dictionary: Dictionary, russian: Dictionary, seen: Iterable[str], rules: Rules
) -> Dictionary:
    """Ukrainian words that the dictionary lacks and that are Russian ones in other letters.

    Args:
        dictionary: Ukrainian.
        russian: the Russian one.
        seen: words and forms of Ukrainian text.
        rules: of Ukrainian.
    """
    twins = {_ukrainian(word): word for word in sorted(russian) if len(word) >= SHORTEST_TWIN}
    found: Dictionary = {}
    for form in sorted(set(seen)):
        for word in (form, *candidates(form, rules)):
            if word in twins and word not in dictionary:
                some = russian[twins[word]]
                found[word] = {concept: TWIN * trust for concept, trust in some.items()}
    return found


def _ukrainian(word: str) -> str:
    """A folded Russian word as Ukrainian would most often write it."""
    for ending, other in RUSSIAN_ENDINGS:
        if word.endswith(ending):
            stem, word = word[: -len(ending)], other
            break
    else:
        stem, word = word, ""
    made = ""
    for place, letter in enumerate(stem):
        if letter == "и" and made[-1:] not in VOWELS:
            after = stem[place + 1 : place + 2]
            hard = made[-1:] in HARD and after not in VOWELS
            letter = "и" if hard else "і"
        made += {"ы": "и", "э": "е"}.get(letter, letter)
    return made + word


def _is_name(english: str, pos: str) -> bool:
    kinds = set(pos.split("|"))
    if kinds == {"name"}:
        return True
    return english[:1].isupper() and not kinds & {"adj", "v", "adv"}


def concept_of(english: str, same: dict[str, str]) -> str | None:
    """The concept that an English entry of a dictionary is, if it is short enough and made of letters.

    Args:
        english: the entry.
        same: English spellings of one word.
    """
    words = re.sub(r"\([^)]*\)", " ", english).split()
    if len(words) > 1 and words[0].lower() in {"a", "an", "the", "to", "be"}:
        words = words[1:]
    folded = fold(" ".join(words)).replace("-", " ").split()
    if not 0 < len(folded) <= LONGEST_PHRASE or not all(w.isalnum() for w in folded):
        return None
    return " ".join(same.get(w, w) for w in folded)


def _trust(source: str) -> float:
    sources = source.split("+")
    if len(sources) > 1:
        return TWO_SOURCES
    return WIKTIONARY if sources == ["wiktionary"] else WORDNET_ONLY


def derived(folder: Path, concepts: Container[str]) -> Iterator[tuple[str, str]]:
    """Pairs of English words of one family, one of which the definition of the other holds.

    Resignation is the act of *resigning*, to hospitalize is to put into *hospital*. Words that begin
    alike by chance do not explain each other.

    Args:
        folder: holds `lexicon-open`.
        concepts: English words that count.
    """
    word = re.compile("[a-z]+")
    seen: set[tuple[str, str]] = set()
    for row in table_rows(folder / "lexicon-open" / "glosses.tsv"):
        lemma = fold(row["lemma"])
        if row["lang"] != "en" or lemma not in concepts or row["lemma"][:1].isupper():
            continue
        for other in word.findall(fold(row["definition"] or "")):
            if other[:3] != lemma[:3]:
                continue
            shorter = (
                other,
                other[:-1],
                other[:-2],
                other[:-3],
                other[:-2] + "e",
                other[:-3] + "e",
            )
            base = next((w for w in shorter if w in concepts), lemma)
            if base != lemma and _one_family(lemma, base):
                pair = (lemma, base) if lemma < base else (base, lemma)
                if pair not in seen:
                    seen.add(pair)
                    yield pair


def _one_family(left: str, right: str) -> bool:
    """Whether two words begin alike and end in what English makes words with."""
    same = next((i for i, (a, b) in enumerate(zip(left, right)) if a != b), None)
    same = min(len(left), len(right)) if same is None else same
    return same >= max(4, min(len(left), len(right)) - 3) and all(
        any(w[at:] in ENDINGS for at in (same, same - 1)) for w in (left, right)
    )


def groups() -> list[list[str]]:
    """Groups of English words that news uses for one another, phrases among them."""
    lines = (TABLES / "near.txt").read_text(encoding="utf-8").splitlines()
    same = table("en").same
    return [
        [same.get(word, word).replace("_", " ") for word in line.split()]
        for line in lines
        if line and not line.startswith("#")
    ]


def sentences(
    folder: Path, cut: Callable[[str], list[str]]
) -> dict[str, list[tuple[list[str], list[str]]]]:
    """Parallel sentences by language: the English words and the others, folded.

    Args:
        folder: holds the parallel sets of the encoder.
        cut: the words of a run without spaces.
    """
    pattern, cached = words_pattern(), {}
    found: dict[str, list[tuple[list[str], list[str]]]] = {name: [] for name in LANGUAGES[1:]}
    seen: set[tuple[str, str, str]] = set()
    for english, language, other, _ in sentence_rows(folder):
        if language not in found or (language, english, other) in seen:
            continue
        seen.add((language, english, other))
        if english not in cached:
            cached[english] = [fold(w) for w in pattern.findall(english)]
        words = pattern.findall(other)
        if language == "zh":
            words = [piece for run in words for piece in cut(run)]
        found[language].append((cached[english], [fold(w) for w in words]))
    return found


def silver_words(folder: Path, language: str) -> dict[str, int]:
    """The words of the silver corpus that are no names, and how often they come."""
    counts: dict[str, int] = defaultdict(int)
    with (folder / "panx" / f"{language}.train.conll").open(encoding="utf-8") as lines:
        for line in lines:
            token, _, tag = line.rstrip("\n").replace(" ", "\t").partition("\t")
            if tag.endswith("O") and token.isalpha():
                counts[fold(token)] += 1
    return dict(counts)


def as_json(value: object) -> bytes:
    """JSON with sorted keys, one line."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
