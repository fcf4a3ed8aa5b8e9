"""Tables of a language → its rules, and all forms of its irregular words.

In: `lexicon_data.Table` and the words of the dictionary. Out: `wordforms.Rules` with the written
endings, and for every form of an irregular word, with every prefix that a word of the dictionary has
before it, the words it belongs to.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from training.lexicon_data import Table

# Score of a written rule before it is tried on text, for endings of 0, 1, 2 … letters.
BY_LENGTH = (0.3, 0.5, 0.6, 0.66, 0.7, 0.72, 0.74, 0.75)
# What is added to the stems of German and Dutch strong verbs.
PERSONS = {
    "de": ("", "st", "t", "en", "e", "et", "er", "es", "em", "te", "ten"),
    "nl": ("", "en", "e", "t"),
}


def written(language: str, table: Table) -> dict[str, Any]:
    """The rules of a language as rules.json has them, scores in hundredths."""
    endings: dict[str, dict[str, int]] = defaultdict(dict)
    for ending, forms in table.endings.items():
        for form in forms:
            if form != ending:
                score = BY_LENGTH[min(len(form), 7)]
                if language == "en" and ending == "e" and form != "s":
                    score += 0.2  # hoped is of hope, not of hop
                endings[form][ending] = round(100 * score)
    told: dict[str, Any] = {"endings": {form: endings[form] for form in sorted(endings)}}
    raw = table.raw
    if "participles" in raw:
        told["particles"] = sorted(raw["participles"]["particles"].split())
        taken: dict[str, list[str]] = defaultdict(list)
        for ending, forms_ in sorted(raw["participles"].items()):
            if ending != "particles":
                for form in forms_.split():
                    taken[form].append(ending)
        told["participles"] = {form: taken[form] for form in sorted(taken)}
        told["compounds"] = True
    if "doubling" in raw:
        told["doubling"] = True
    if "clitics" in raw:
        told["before"] = raw["clitics"]["before"].split()
        told["after"] = raw["clitics"]["after"].split()
        told["imperfect"] = [raw["imperfect"]["before"].split(), raw["imperfect"]["after"].split()]
    if language == "zh":
        told["unspaced"] = True
    return told


def irregular(language: str, table: Table, words: Iterable[str]) -> dict[str, dict[str, float]]:
    """Forms of irregular words: the words of each with weight 1.

    Args:
        language: ISO 639-1.
        table: of the language.
        words: of the dictionary.
    """
    known = set(words)
    found: dict[str, dict[str, float]] = defaultdict(dict)
    families = _families(known, table)
    for word, forms in table.irregular.items():
        for lemma, prefix in families.get(word, ((word, ""),)):
            if lemma in known:
                for form in forms:
                    found[prefix + form][lemma] = 1.0
    for word, stems in table.strong.items():
        for lemma, prefix in families.get(word, ((word, ""),)):
            if lemma not in known:
                continue
            for stem in stems:
                bare = (stem, stem[2:]) if stem.startswith("ge") and prefix else (stem,)
                for base in bare:
                    for person in PERSONS[language]:
                        found[prefix + base + person][lemma] = 1.0
    for form in [form for form, lemmas in found.items() if form in lemmas]:
        del found[form]
    return {form: found[form] for form in sorted(found)}


def _families(known: set[str], table: Table) -> Mapping[str, list[tuple[str, str]]]:
    """Words of the dictionary that are an irregular one with a prefix, or with none."""
    families: dict[str, list[tuple[str, str]]] = defaultdict(list)
    bases = set(table.irregular) | set(table.strong)
    for base in bases:
        families[base].append((base, ""))
    for word in sorted(known):
        for prefix in table.prefixes:
            if word.startswith(prefix) and word[len(prefix) :] in bases:
                base = word[len(prefix) :]
                if len(base) > 3 and word not in bases:
                    families[base].append((word, prefix))
    return families
