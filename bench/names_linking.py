"""Part of bench `names`: gold mentions → entities, against the gold's entity numbers.

In: `bsnlp.jsonl`, a document a line with its names, their types and what they name. Out: pairwise
and B³ scores of all mentions at once, over all documents, and pairwise of those pairs whose mentions
stand in different languages.
"""

from __future__ import annotations

import json
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from bench.metrics import Score, b_cubed, pairwise, score
from bench.report import SCORE_COLUMNS, Report, Table, score_cells, score_figures
from crossread.encoding import load
from crossread.linking.entities import entities
from crossread.model import Annotated, Article, Mention, Page

TYPES = ("PER", "ORG", "LOC")


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
    encoder = load()
    start_time = time.perf_counter()
    found = entities(annotated, texts, encoder)
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
