"""Reads texts with their translations, of any of three forms, for the bench of the encoder.

In: a folder. Out: one `Parallel` a set of languages, as documents of sentences in step. The forms:
JSON lines {"text": {language: [sentences]}} (NTREX); JSON lines {"src_lang", "tgt_lang", "source",
"references"} (WMT), of which the first reference is taken; tab-separated tables with the columns
lang, english and other (single sentences). Sentence pairs that the shipped encoder may have been
trained on are left out: those of which a side stands in the training tables beside the folder.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.report import MissingData
from bench.tables import rows as table_rows

Documents = list[dict[str, list[str]]]
# Folders with tables of sentences that the encoder was trained on.
TRAINED = ("tatoeba-ccby", "parallel-open")
# Of a table of single sentences, as many pairs are taken: the pool in which one is looked for.
PAIRS = 2_000


@dataclass(frozen=True, slots=True)
class Parallel:
    """Texts in two or more languages.

    Args:
        name: what it is called in tables.
        documents: for each the sentences of every language, in step.
        pair: the two languages of a set that has just these, from and to; else None.
        whole: whether documents are texts; single sentences stand in one document.
        left_out: pairs that training has seen.
    """

    name: str
    documents: Documents
    pair: tuple[str, str] | None = None
    whole: bool = True
    left_out: int = 0


def read(data: Path) -> list[Parallel]:
    """Read the sets of a folder.

    Args:
        data: holds files of one of the forms, or a folder ntrex-dev that does.

    Returns:
        The sets, by name.

    Raises:
        MissingData: no file of these forms.
    """
    for folder in (data, data / "ntrex-dev"):
        found = [*_documents(folder), *_tables(folder)]
        if found:
            return found
    raise MissingData(
        f"encoder: needs documents like ntrex-dev or tables like tatoeba-challenge in {data}"
    )


def _documents(folder: Path) -> Iterator[Parallel]:
    together: Documents = []
    by_pair: dict[tuple[str, str], Documents] = defaultdict(list)
    for path in sorted(folder.glob("*.jsonl")):
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if isinstance(row.get("text"), dict):
                    together.append(row["text"])
                elif "references" in row and "source" in row:
                    reference = row["references"][min(row["references"])]
                    by_pair[row["src_lang"], row["tgt_lang"]].append(
                        {row["src_lang"]: row["source"], row["tgt_lang"]: reference}
                    )
    if together:
        yield Parallel(folder.name, [_filled(document) for document in together])
    for pair, documents in sorted(by_pair.items()):
        filled = [_filled(document) for document in documents]
        yield Parallel(f"{folder.name} {'-'.join(pair)}", filled, pair)


def _filled(document: dict[str, list[str]]) -> dict[str, list[str]]:
    """A document without the sentences that are empty in one of its languages."""
    if len({len(sentences) for sentences in document.values()}) > 1:
        return document
    kept = [row for row in zip(*document.values()) if all(text.strip() for text in row)]
    return {language: [row[n] for row in kept] for n, language in enumerate(document)}


def _tables(folder: Path) -> Iterator[Parallel]:
    paths = sorted(folder.glob("*.tsv"))
    seen = _trained(folder.parent) if paths and folder.name not in TRAINED else frozenset()
    for path in paths:
        rows = [r for r in table_rows(path) if {"lang", "english", "other"} <= r.keys()]
        left_out = 0
        kept: dict[str, str] = {}
        others: set[str] = set()
        for row in sorted(rows, key=_order):
            english, other = row["english"], row["other"]
            if english in seen or other in seen:
                left_out += 1
            elif english not in kept and other not in others and len(kept) < PAIRS:
                kept[english] = other
                others.add(other)
        if kept:
            language = rows[0]["lang"]
            document = {"en": list(kept), language: list(kept.values())}
            name = f"{folder.name} {language}-en"
            yield Parallel(name, [document], (language, "en"), False, left_out)


def _order(row: dict[str, str]) -> bytes:
    """Chance, but the same in every run: tables are often sorted, and neighbours alike."""
    return hashlib.sha256(f"{row['english']}\t{row['other']}".encode()).digest()


def _trained(folder: Path) -> frozenset[str]:
    texts: set[str] = set()
    for name in TRAINED:
        for path in (folder / name).rglob("en-*.tsv"):
            with path.open(encoding="utf-8") as lines:
                for line in lines:
                    texts.update(line.rstrip("\n").split("\t"))
    return frozenset(texts)
