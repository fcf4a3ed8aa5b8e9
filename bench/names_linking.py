"""Mentions → entities, against gold, in two ways.

`linking`, part of bench `names`. In: `bsnlp.jsonl`, a document a line with its names, their types and
what they name. Out: pairwise and B³ scores of all mentions at once, over all documents, and pairwise
of those pairs whose mentions stand in different languages.

`stories`, also `python -m bench.names_linking examples/rehearsal [--errors]`. In: a folder of `pages`
with `gold/entities.jsonl`, a line for each person, organisation and place of a story: its id (the same
wherever it is named), its forms in each article, and adjectives made of it, which count only where
the tagger holds them for names. Out: the same measures of mentions that the package found itself, so
that wrong types and borders are in play; apart for the half of the stories on which rules may be
made and the half that is held out (by CRC-32 of their ids). Errors are printed of the former only.
"""

from __future__ import annotations

import json
import re
import sys
import time
import zlib
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from bench.metrics import Score, b_cubed, covers_half, pairwise, score
from bench.report import SCORE_COLUMNS, Report, Table, score_cells, score_figures
from crossread.encoding import load
from crossread.linking.entities import entities
from crossread.model import Annotated, Article, Mention, Page
from crossread.pipeline import dossier

TYPES = ("PER", "ORG", "LOC")
Item = TypeVar("Item", bound=Hashable)


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


def across(
    gold: Mapping[Item, Hashable], system: Mapping[Item, Hashable], language_of: Mapping[Item, str]
) -> Score:
    """Pairwise scores of the pairs whose mentions stand in different languages."""

    def pairs(keys: Sequence[tuple[object, ...]]) -> int:
        groups: dict[tuple[object, ...], dict[object, int]] = defaultdict(lambda: defaultdict(int))
        for *key, language in keys:
            groups[tuple(key)][language] += 1
        return sum(
            (sum(sizes.values()) ** 2 - sum(n * n for n in sizes.values())) // 2
            for sizes in groups.values()
        )

    ids = list(gold)
    expected = pairs([(gold[i], language_of[i]) for i in ids])
    made = pairs([(system[i], language_of[i]) for i in ids])
    right = pairs([(gold[i], system[i], language_of[i]) for i in ids])
    return score(right, expected, right, made)


class _Named(NamedTuple):
    """A form of an entity in one article."""

    story: str
    article: str
    form: str


def stories(data: Path) -> Report:
    """Entities of whole stories, mentions found by the package, against `gold/entities.jsonl`.

    Args:
        data: a folder with `pages` (of one article each) and `gold`.
    """
    gold, system, language_of, wanted, _ = in_stories(data)
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for half, chosen in halves({named.story for named in gold} | {n.story for n in wanted}).items():
        own = {named: id for named, id in gold.items() if named.story in chosen}
        ids = {named: system[named] for named in own}
        found = sum(named.story in chosen and named in gold for named in wanted)
        expected = sum(named.story in chosen for named in wanted)
        for measure, scored in (
            ("pairs", pairwise(own, ids)),
            ("pairs of two languages", across(own, ids, language_of)),
            ("B³", b_cubed(own, ids)),
            ("forms that are mentions", score(found, expected, found, found)),
        ):
            rows.append((f"{half}: {measure}", *score_cells(scored)))
            figures.update(score_figures(f"{half} {measure}", scored))
    return Report(
        name="entities of stories",
        tables=(Table("Entities of whole stories", ("measure", *SCORE_COLUMNS), tuple(rows)),),
        figures=figures,
        notes=("each form once an article; rules may be made on `dev`, `held` is read by nobody",),
    )


def in_stories(
    data: Path,
) -> tuple[dict[_Named, str], dict[_Named, str], dict[_Named, str], list[_Named], dict[str, str]]:
    """Gold and system of the forms that are mentions (of several, of the first with the very borders), their languages, all forms of the gold, and
    the system's names of its entities.
    """
    articles = {r["id"]: r for r in _lines(data / "gold" / "articles.jsonl")}
    records = _lines(data / "gold" / "entities.jsonl")
    result = dossier([data / "pages"])
    entity_of = {mention: e for e in result.entities for mention in e.mentions}
    mentions: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    texts: dict[str, str] = {}
    for annotated in (a for c in result.comparisons for a in c.story.articles):
        path = (annotated.page.path or "").removeprefix(f"{data.as_posix()}/")
        texts[path] = annotated.page.text
        for mention in annotated.mentions:
            mentions[path].append((mention.span.start, mention.span.end, entity_of[mention.id].id))
    gold: dict[_Named, str] = {}
    system: dict[_Named, str] = {}
    language_of: dict[_Named, str] = {}
    wanted: list[_Named] = []
    sure: set[_Named] = set()
    forms: dict[str, list[tuple[str, _Named, str]]] = defaultdict(list)
    for record in records:
        for kind in ("forms", "adjectives"):
            for article, printed in record.get(kind, {}).items():
                for form in printed:
                    named = _Named(record["story"], article, form)
                    forms[article].append((form, named, record["id"]))
                    wanted += [named] if kind == "forms" else []
    for article, own in sorted(forms.items()):
        page = articles[article]["page"]
        taken: list[tuple[int, int]] = []
        for form, named, id in sorted(own, key=lambda f: (-len(f[0]), f)):
            for match in re.finditer(rf"(?<!\w){re.escape(form)}(?!\w)", texts[page]):
                if any(start < match.end() and match.start() < end for start, end in taken):
                    continue
                taken.append(match.span())
                found = [e for s, t, e in mentions[page] if covers_half(match.span(), (s, t))]
                exact = [e for s, t, e in mentions[page] if match.span() == (s, t)]
                if found and (named not in gold or (exact and named not in sure)):
                    gold[named], system[named] = id, (exact or found)[0]
                    language_of[named] = articles[article]["language"]
                    sure |= {named} if exact else set()
    return gold, system, language_of, wanted, {e.id: e.name for e in result.entities}


def halves(stories: set[str]) -> dict[str, set[str]]:
    """Stories in the order of their CRC-32, cut in two: `dev` the first half, `held` the second."""
    order = sorted(stories, key=lambda story: zlib.crc32(story.encode()))
    middle = (len(order) + 1) // 2
    return {"dev": set(order[:middle]), "held": set(order[middle:])}


def faults(data: Path) -> list[str]:
    """A line for each entity of the dev half that is split, and for each mixed one."""
    gold, system, _, wanted, names = in_stories(data)
    chosen = halves({named.story for named in wanted})["dev"]
    parts: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    mixed: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for named, id in sorted(gold.items()):
        if named.story in chosen:
            parts[id][system[named]].append(named.form)
            mixed[system[named]][id].append(named.form)
    lines = [f"split {id}: {[*p.values()]}" for id, p in sorted(parts.items()) if len(p) > 1]
    lines += [f"mixed {names[e]}: {dict(m)}" for e, m in sorted(mixed.items()) if len(m) > 1]
    return lines


def _lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def main(arguments: Sequence[str]) -> None:
    """Print the tables of `stories`, with `--errors` the faults of the dev half."""
    data = Path(next((a for a in arguments if not a.startswith("-")), "examples/rehearsal"))
    report = stories(data)
    for table in report.tables:
        for row in table.rows:
            print(*(f"{c:.3f}" if isinstance(c, float) else c for c in row), sep="\t")
    if "--errors" in arguments:
        print(*faults(data), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
