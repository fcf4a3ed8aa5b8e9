"""Bench `names`: how well names are found and linked, on any data of the two forms.

In: a folder with CoNLL files (`LANGUAGE.CORPUS[.part].conll`, as in ner-open-dev, panx and
ner-smartdata-dev) or with `bsnlp.jsonl`. Out: exact-span F1 a language and corpus of the shipped
tagger on single sentences (the words are cut again by its own rules; no article around them, so the
second pass of annotating/names_rules.py has little to go by); of the dev part where a file says so,
else of the tenth that training holds back, else of the whole file. For bsnlp: linking of the gold
mentions into entities, pairwise and B³, over all documents and across languages only.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.metrics import Score, b_cubed, pairwise, score
from bench.report import SCORE_COLUMNS, MissingData, Report, Table, score_cells, score_figures
from crossread.annotating.names import borrowed, tags
from crossread.annotating.names_lexicon import lexicon
from crossread.annotating.names_tokens import Token
from crossread.linking.entities import entities
from crossread.model import Annotated, Article, Mention, Page
from training.names_data import TRAINED, conll, held_back, plain, recut

TYPES = ("PER", "ORG", "LOC")
Name = tuple[int, int, str]


def run(data: Path) -> Report:
    """Score the shipped tagger, or the entity linker, on the files of a folder.

    Raises:
        MissingData: the folder holds neither CoNLL files nor `bsnlp.jsonl`.
    """
    if (data / "bsnlp.jsonl").is_file():
        return linking(data / "bsnlp.jsonl")
    paths = sorted(data.glob("*.conll"))
    if not paths:
        raise MissingData(f"{data} holds no .conll files and no bsnlp.jsonl")
    return tagging(paths)


def tagging(paths: Sequence[Path]) -> Report:
    """Exact-span scores a language and corpus."""
    counts: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    by_type: dict[tuple[str, str], list[int]] = defaultdict(lambda: [0, 0, 0])
    errors: dict[str, list[str]] = defaultdict(list)
    words_seen, spent = 0, 0.0
    for language, corpus, words, gold_tags in sentences(paths):
        lists = lexicon(language)
        if not lists.common:
            lists = borrowed(lists, [[Token(w, 0, 0) for w in words]])
        start = time.perf_counter()
        found_tags = tags(words, lists)
        spent += time.perf_counter() - start
        words_seen += len(words)
        gold, found = set(spans(gold_tags)), set(spans(found_tags))
        count(counts[language, corpus], gold, found)
        for type in TYPES:
            count(
                by_type[language, type],
                {n for n in gold if n[2] == type},
                {n for n in found if n[2] == type},
            )
        if gold != found:
            missed = [(" ".join(words[a:b]), t) for a, b, t in sorted(gold - found)]
            extra = [(" ".join(words[a:b]), t) for a, b, t in sorted(found - gold)]
            errors[f"{language}-{corpus}"].append(
                f"missed {missed} extra {extra} in: {' '.join(words)[:200]}"
            )
    scores = {key: score(c[0], c[1], c[0], c[2]) for key, c in sorted(counts.items())}
    typed = {key: score(c[0], c[1], c[0], c[2]) for key, c in sorted(by_type.items())}
    figures: dict[str, float] = {"words a second": words_seen / spent if spent else 0.0}
    for (language, corpus), value in scores.items():
        figures.update(score_figures(f"{language} {corpus}", value))
    return Report(
        name="names",
        tables=(
            Table(
                "Names, exact span and type, by corpus",
                ("language", "corpus", *SCORE_COLUMNS),
                tuple((*key, *score_cells(value)) for key, value in scores.items()),
            ),
            Table(
                "Names by type",
                ("language", "type", *SCORE_COLUMNS),
                tuple((*key, *score_cells(value)) for key, value in typed.items()),
            ),
        ),
        figures=figures,
        notes=(
            "single sentences by the model alone, without the second pass over an article",
            "dev parts where files say so, else the tenth that training holds back",
        ),
        errors={kind: tuple(lines) for kind, lines in errors.items()},
    )


def sentences(paths: Sequence[Path]) -> list[tuple[str, str, list[str], list[str]]]:
    """(language, corpus, words, tags) of the sentences to measure on."""
    found: list[tuple[str, str, list[str], list[str]]] = []
    for path in paths:
        pieces = path.name.split(".")
        language = pieces[0]
        corpus = pieces[1] if len(pieces) > 2 and pieces[1] not in ("train", "dev") else "panx"
        if pieces[-2] == "train" or path.name in TRAINED:
            continue
        whole = pieces[-2] in ("dev", "test") or "devset" in path.name
        for words, gold in conll(path):
            if not whole and not held_back(words):
                continue
            words, gold = recut(words, gold, language)
            if corpus == "panx":
                gold = plain(words, gold, language)
            if words:
                found.append((language, corpus, words, gold))
    return found


def spans(bio: Sequence[str]) -> list[Name]:
    """BIO tags as (first, last, type)."""
    found: list[Name] = []
    for i, tag in enumerate(bio):
        if tag[0] == "B" or (tag[0] == "I" and (i == 0 or bio[i - 1][2:] != tag[2:])):
            found.append((i, i + 1, tag[2:]))
        elif tag[0] == "I":
            found[-1] = (found[-1][0], i + 1, tag[2:])
    return found


def count(into: list[int], gold: set[Name], found: set[Name]) -> None:
    """Add right, gold and found names."""
    into[0] += len(gold & found)
    into[1] += len(gold)
    into[2] += len(found)


def linking(path: Path) -> Report:
    """Entities from gold mentions, against the gold's entity numbers."""
    annotated: list[Annotated] = []
    texts: dict[str, Page] = {}
    gold: dict[str, int] = {}
    language_of: dict[str, str] = {}
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        record = json.loads(line)
        text = record["text"]
        page = Page(f"p{number}", text, None, None, "0" * 64, ())
        article = Article(f"p{number}.1", page.id, True, record["lang"], None, (), None, (), None)
        mentions: list[Mention] = []
        for named in record["entities"]:
            start = text.find(named["mention"])
            if named["type"] not in TYPES or start < 0:
                continue
            span = page.span(start, start + len(named["mention"]))
            mentions.append(Mention("", span, named["type"]))
            gold[f"{article.id}.{start}.{named['mention']}"] = named["entity"]
        mentions.sort(key=lambda m: (m.span.start, m.span.end))
        ids = [f"{article.id}.{m.span.start}.{m.span.text}" for m in mentions]
        language_of.update(dict.fromkeys(ids, record["lang"]))
        made = tuple(Mention(id, m.span, m.type) for id, m in zip(ids, mentions))
        annotated.append(
            Annotated(
                page=page,
                article=article,
                sentences=(),
                mentions=made,
                quotes=(),
                figures=(),
                times=(),
            )
        )
        texts[page.id] = page
    start_time = time.perf_counter()
    found = entities(annotated, texts)
    spent = time.perf_counter() - start_time
    system = {mention: entity.id for entity in found for mention in entity.mentions}
    gold = {mention: number for mention, number in gold.items() if mention in system}
    crossing = across(gold, system, language_of)
    pairs, cubed = pairwise(gold, system), b_cubed(gold, system)
    rows = (
        ("pairs", *score_cells(pairs)),
        ("pairs of two languages", *score_cells(crossing)),
        ("B³", *score_cells(cubed)),
    )
    return Report(
        name="names",
        tables=(Table("Entities from gold mentions", ("measure", *SCORE_COLUMNS), rows),),
        figures={
            **score_figures("linking pairs", pairs),
            **score_figures("linking pairs across languages", crossing),
            **score_figures("linking b3", cubed),
            "linking seconds": spent,
        },
        notes=(
            f"{len(gold)} mentions (each form once a document) of {len(annotated)} articles in "
            f"{len(set(language_of.values()))} languages, given with their types; one run over all",
        ),
    )


def across(gold: dict[str, int], system: dict[str, str], language_of: dict[str, str]) -> Score:
    """Pairwise scores of the pairs whose mentions stand in different languages."""

    def pairs(keys: Sequence[tuple[object, ...]]) -> int:
        groups: dict[tuple[object, ...], dict[object, int]] = defaultdict(lambda: defaultdict(int))
        for *key, language in keys:
            groups[tuple(key)][language] += 1
        return sum(
            (sum(sizes.values()) ** 2 - sum(n * n for n in sizes.values())) // 2
            for sizes in groups.values()
        )

    ids = sorted(gold)
    expected = pairs([(gold[i], language_of[i]) for i in ids])
    made = pairs([(system[i], language_of[i]) for i in ids])
    right = pairs([(gold[i], system[i], language_of[i]) for i in ids])
    return score(right, expected, right, made)
