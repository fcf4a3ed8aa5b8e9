"""How well copies, excerpts and translations are found.

In: documents with their translations (the form of `wmt-docs-dev`, `ntrex-dev` or `meantime-dev`),
or plain articles (the form of `news-en-8k`), of which edited copies are made. Out: precision,
recall and F1 of linked pairs. Documents of the half (by a hash of their id)
that thresholds were set on are left out.

Translations: every pair of versions of one document in two languages should be linked, and no pair
of two documents. Versions in one language are different translations of one source: linked by
their wording or sentence by sentence.
"""

from __future__ import annotations

import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench import links_peers
from bench.edits import COPIES, EXCERPTS, KINDS, pool
from bench.metrics import Score, score
from bench.plain import plain
from bench.report import MissingData, Report, Table
from crossread.encoding import Encoder, load
from crossread.linking import links
from crossread.linking.accounts import copy_tie, linked
from crossread.linking.copies import reuses
from crossread.linking.direction import side
from crossread.model import Annotated, Link

DATA = ("wmt-docs-dev", "ntrex-dev", "meantime-dev", "news-en-8k")
SYSTEMS = 3  # machine translations of a document and language that join the pool
EDITED = 500  # originals that edits are made of
SEED = 2  # of the edits; 1 calibrated
# What each edit should be called.
FORMS = {
    "copy": "verbatim",
    "5 % edited": "edited",
    "15 % edited": "edited",
    "lead cut": "edited",
    "tail cut": "edited",
    "30 % excerpt": "excerpt",
    "two merged": "merged",
    "quotations only": "",
}

PARTS = (0.7, 0.5, 0.3)  # of a document's sentences, in one piece
PART_LINES = 8  # sentences a document needs to be cut

Version = tuple[str, str, list[str]]  # document, language, sentences


def run(data: Path) -> Report:
    """Measure linking.

    Args:
        data: a folder in one of the forms above.

    Raises:
        MissingData: the folder holds none of them.
    """
    if (data / "news.jsonl").is_file():
        return _edits(data / "news.jsonl")
    versions = read(data)
    if not versions:
        raise MissingData(f"links: no documents with translations and no news.jsonl in {data}")
    return _translations(versions)


def with_peers(data: Path) -> Report:
    """The same, and on `news-en-8k` datasketch, rensa and text-dedup beside it (bench/links_peers.py).

    Args:
        data: as for `run`.

    Raises:
        MissingData: the folder holds none of the forms.
    """
    report = run(data)
    if not (data / "news.jsonl").is_file():
        return report
    beside = links_peers.run(data / "news.jsonl")
    return Report(
        report.name,
        (*report.tables, *beside.tables),
        {**report.figures, **beside.figures},
        (*report.notes, *beside.notes),
    )


def read(data: Path) -> list[Version]:
    """All versions of all documents of a folder, the half that calibrated nothing."""
    found: dict[tuple[str, str, str], Version] = {}
    for path in sorted(data.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for name, version in _versions(json.loads(line)):
                found.setdefault((version[0], version[1], name), version)
    return [found[key] for key in sorted(found) if not calibrates(key[0].split(" ")[-1])]


def calibrates(document: str) -> bool:
    """Whether a document belongs to the half that thresholds were set on."""
    return hashlib.sha256(document.encode()).digest()[-1] % 2 == 0


def _versions(row: dict[str, Any]) -> list[tuple[str, Version]]:
    """The versions that one line holds, each with the name of its maker."""
    if "references" in row:
        document = f"{row['year']} {row['doc']}"
        made = [("source", (document, row["src_lang"], row["source"]))]
        makers = list(row["references"].items()) + sorted(row["systems"].items())[:SYSTEMS]
        return made + [(name, (document, row["tgt_lang"], lines)) for name, lines in makers]
    if isinstance(row.get("text"), dict):
        return [("", (row["id"], language, lines)) for language, lines in row["text"].items()]
    if "sentences" in row and "lang" in row and "topic" in row:
        return [("", (row["id"], row["lang"], row["sentences"]))]
    return []


def _translations(versions: Sequence[Version]) -> Report:
    """Score the links of a pool of translations."""
    articles: list[Annotated] = []
    document: dict[str, str] = {}
    for number, (name, language, lines) in enumerate(versions):
        made = plain(f"v{number}", [[line] for line in lines if line.strip()], language)
        articles.append(made)
        document[made.article.id] = name
    encoder = load()
    start = time.perf_counter()
    found = links(articles, encoder)
    seconds = time.perf_counter() - start
    language_of = {article.article.id: article.article.language for article in articles}
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for title, same in (("two languages", False), ("one language", True)):
        chosen = [
            link for link in found if (language_of[link.source] == language_of[link.target]) == same
        ]
        result = _score(articles, document, chosen, same)
        rows.append((title, result.gold, result.system, result.precision, result.recall, result.f1))
        for name in ("precision", "recall", "f1"):
            figures[f"{title} {name}"] = getattr(result, name)
    figures["articles a second"] = len(articles) / seconds
    whole = [link.form == "translation" for link in found if link.kind == "translation"]
    figures["whole translations called so"] = sum(whole) / len(whole) if whole else 0.0
    cut, more = _parts(versions, encoder)
    figures.update(more)
    title = f"Linked pairs in a pool of {len(articles)} versions of {len(set(document.values()))}"
    return Report(
        "links",
        (
            Table(
                f"{title} documents",
                ("pairs in", "gold", "linked", "precision", "recall", "F1"),
                tuple(rows),
            ),
            cut,
        ),
        figures,
        (
            "Thresholds were set on documents of the other half (of meantime-dev, on all).",
            "One language: different translations of one source.",
            f"{sum(whole)} of {len(whole)} links across languages in the pool are called whole"
            " translations.",
            f"{seconds:.1f} s for {len(articles)} articles.",
        ),
    )


def _parts(versions: Sequence[Version], encoder: Encoder) -> tuple[Table, dict[str, float]]:
    """Translations cut to a part: a pool of one whole version and a cut one of each document."""
    by_document: dict[str, dict[str, list[str]]] = defaultdict(dict)
    for name, language, lines in versions:
        by_document[name].setdefault(language, [line for line in lines if line.strip()])
    chance = random.Random(SEED)
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for share in PARTS:
        articles: list[Annotated] = []
        for name in sorted(by_document):
            long = {k: v for k, v in by_document[name].items() if len(v) >= PART_LINES}
            if len(long) > 1:
                one, other = chance.sample(sorted(long), 2)
                lines = long[other]
                size = round(share * len(lines))
                start = chance.randrange(len(lines) - size + 1)
                number = len(articles) // 2
                articles.append(plain(f"a{number}", [[line] for line in long[one]], one))
                part = [[line] for line in lines[start : start + size]]
                articles.append(plain(f"b{number}", part, other))
        found = links(articles, encoder)
        right = [link for link in found if link.source[1:] == link.target[1:]]
        result = score(len(right), len(articles) // 2, len(right), len(found))
        partial = sum(link.form == "partial translation" for link in right)
        title = f"{share:.0%} of the sentences"
        rows.append((title, result.gold, result.system, result.precision, result.recall, partial))
        figures[f"part {share:.0%} precision"] = result.precision
        figures[f"part {share:.0%} recall"] = result.recall
        figures[f"part {share:.0%} called so"] = partial / len(right) if right else 0.0
    columns = ("part translated", "pairs", "linked", "precision", "recall", "called partial")
    return Table("Translations of a part of a document", columns, tuple(rows)), figures


def _score(
    articles: Sequence[Annotated], document: dict[str, str], found: Sequence[Link], same: bool
) -> Score:
    """Precision and recall of linked pairs within one language or across."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for article in articles:
        counts[document[article.article.id]][article.article.language] += 1
    gold = 0
    for languages in counts.values():
        total, within = sum(languages.values()), sum(n * (n - 1) // 2 for n in languages.values())
        gold += within if same else total * (total - 1) // 2 - within
    right = sum(1 for link in found if document[link.source] == document[link.target])
    return score(right, gold, right, len(found))


def _edits(path: Path) -> Report:
    """Score the links between articles and seeded edits of them."""
    made = pool(path, EDITED, SEED)
    start = time.perf_counter()
    found = reuses(made.articles)
    seconds = time.perf_counter() - start
    ids = [article.article.id for article in made.articles]
    got = {tuple(sorted((ids[r.first], ids[r.second]))): r for r in found}
    told = linked([copy_tie(reuse) for reuse in found], dict(enumerate(map(side, made.articles))))
    links_of = {tuple(sorted((link.source, link.target))): link for link in told}
    truth = {tuple(sorted(pair)): kind for pair, kind in made.kinds.items()}
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    directed = right_way = right_form = 0
    for kind in KINDS:
        pairs = [pair for pair, name in truth.items() if name == kind]
        linked_ones = [got[pair] for pair in pairs if pair in got]
        share = len(linked_ones) / len(pairs) if pairs else 0.0
        coverage = sum(r.coverage for r in linked_ones) / len(linked_ones) if linked_ones else 0.0
        forms = sum(links_of[pair].form == FORMS[kind] for pair in pairs if pair in got)
        ways = [links_of[pair] for pair in pairs if pair in got and links_of[pair].directed]
        rights = sum(link.target.startswith("b") for link in ways)
        rows.append((kind, len(pairs), len(linked_ones), share, coverage, forms, len(ways), rights))
        figures[f"{kind} linked"] = share
        directed, right_way, right_form = (
            directed + len(ways),
            right_way + rights,
            right_form + forms,
        )
    dependent = {pair for pair, kind in truth.items() if kind in COPIES + EXCERPTS}
    false = len(got.keys() - dependent)
    for name, kinds in (("copies", COPIES), ("excerpts", EXCERPTS)):
        gold = [pair for pair, kind in truth.items() if kind in kinds]
        right = sum(1 for pair in gold if pair in got)
        result = score(right, len(gold), right, right + false)
        figures[f"{name} precision"] = result.precision
        figures[f"{name} recall"] = result.recall
        figures[f"{name} f1"] = result.f1
        rows.append(
            (f"all {name} (recall, F1)", len(gold), right, result.recall, result.f1, "", "", "")
        )
    figures["false links"] = float(false)
    figures["form accuracy"] = right_form / max(1, len(got.keys() & dependent))
    figures["direction precision"] = right_way / directed if directed else 0.0
    figures["direction share"] = directed / max(1, len(got.keys() & dependent))
    figures["articles a second"] = len(ids) / seconds
    return Report(
        "links",
        (
            Table(
                f"Edits of {EDITED} articles, in a pool of {len(ids)}",
                (
                    "edit", "pairs", "linked", "share linked", "mean coverage",
                    "form right", "directed", "direction right",
                ),
                tuple(rows),
            ),
        ),
        figures,
        (
            f"{false} links between articles that share nothing or quotations only.",
            "Quotations only: independent articles that print the same quotations; none should be"
            " linked.",
            "Another seed than the one that calibrated the thresholds.",
            "No article has a date: a direction can follow from the text alone.",
            f"{seconds:.1f} s for {len(ids)} articles.",
        ),
    )  # fmt: skip
