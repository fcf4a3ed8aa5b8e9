"""Seeded edits of real articles: what copying does to a text, with the answer known.

In: the articles of `news-en-8k` (or any data of that form). Out: a pool of articles in which every
pair that is not independent is known, and how it came about.
"""

from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.plain import plain
from bench.report import MissingData
from crossread.model import Annotated

KINDS = (
    "copy",
    "5 % edited",
    "15 % edited",
    "lead cut",
    "tail cut",
    "30 % excerpt",
    "two merged",
    "quotations only",
)
COPIES = KINDS[:5]
EXCERPTS = KINDS[5:7]
_QUOTE = re.compile(r"“[^“”]{40,400}”|\"[^\"\n]{40,400}\"")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+(?=[“\"A-Z])")
_CUT = 0.25  # share of the words that a cut lead or tail takes away
_LEAST = 120  # words an article needs to be taken


@dataclass(frozen=True, slots=True)
class Pool:
    """Articles with the truth about them.

    Args:
        articles: originals and what was made of them.
        kinds: (article id, article id), ids sorted, → how the second came from the first;
            `quotations only` pairs are independent.
    """

    articles: tuple[Annotated, ...]
    kinds: dict[tuple[str, str], str]


def pool(path: Path, size: int, seed: int) -> Pool:
    """A pool of `size` originals and one edited article for each.

    Args:
        path: `news.jsonl`.
        size: number of originals; fewer where the data hold fewer.
        seed: chooses articles and edits.

    Raises:
        MissingData: the file is not there.
    """
    if not path.is_file():
        raise MissingData(f"{path.name} not found in {path.parent}")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    chance = random.Random(seed)
    chance.shuffle(rows)
    rows = _distinct([row for row in rows[: size * 3] if len(row["text"].split()) >= _LEAST])
    originals, strangers = rows[:size], rows[size : size * 2] or rows[:size]
    vocabulary = [word for row in originals[:200] for word in row["text"].split()]
    made: list[Annotated] = []
    kinds: dict[tuple[str, str], str] = {}
    for number, row in enumerate(originals):
        kind = KINDS[number % len(KINDS)]
        stranger = strangers[number % len(strangers)]["text"]
        text = _edit(row["text"], kind, vocabulary, stranger, chance)
        made.append(_article(f"a{number}", row["text"], row["source"]))
        if text is not None:
            made.append(_article(f"b{number}", text, None))
            kinds[f"a{number}.1", f"b{number}.1"] = kind
            if kind == "two merged":
                made.append(_article(f"c{number}", stranger, None))
                kinds[f"b{number}.1", f"c{number}.1"] = kind
    return Pool(tuple(made), kinds)


def _article(id: str, text: str, outlet: str | None) -> Annotated:
    paragraphs = [_SENTENCE.split(p.strip()) for p in text.split("\n") if p.strip()]
    return plain(id, paragraphs, "en", outlet=outlet)


def _edit(
    text: str, kind: str, vocabulary: Sequence[str], stranger: str, chance: random.Random
) -> str | None:
    """The text after one kind of edit; None where it cannot be made of this text."""
    tokens = re.findall(r"\S+|\n+", text)
    if kind == "copy":
        return text
    if kind.endswith("edited"):
        share = 0.05 if kind.startswith("5") else 0.15
        return _join(_edited(tokens, share, vocabulary, chance))
    if kind == "lead cut":
        return _join(tokens[int(len(tokens) * _CUT) :])
    if kind == "tail cut":
        return _join(tokens[: int(len(tokens) * (1 - _CUT))])
    if kind == "30 % excerpt":
        start = chance.randrange(int(len(tokens) * 0.7))
        return _join(tokens[start : start + int(len(tokens) * 0.3)])
    if kind == "two merged":
        return text + "\n\n" + stranger if chance.random() < 0.5 else stranger + "\n\n" + text
    quotes = _QUOTE.findall(text)
    if not quotes:
        return None
    paragraphs = [p for p in stranger.split("\n") if p.strip()]
    for quote in quotes[:6]:
        paragraphs.insert(chance.randrange(len(paragraphs) + 1), f"{quote} she said.")
    return "\n\n".join(paragraphs)


def _edited(
    tokens: Sequence[str], share: float, vocabulary: Sequence[str], chance: random.Random
) -> list[str]:
    """Words replaced, dropped and added, a third of the edits each."""
    out: list[str] = []
    for token in tokens:
        if token.isspace() or chance.random() >= share:
            out.append(token)
            continue
        what = chance.randrange(3)
        if what == 0:
            out.append(chance.choice(vocabulary))
        elif what == 1:
            out += [token, chance.choice(vocabulary)]
    return out


def _join(tokens: Sequence[str]) -> str:
    return " ".join(tokens).replace(" \n", "\n").replace("\n ", "\n")


def _distinct(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    """Rows that share hardly any run of eight words with an earlier one.

    The data hold articles that were really copied; they are left out, because they are not marked.
    """
    holders: dict[int, int] = {}
    kept: list[dict[str, str]] = []
    for row in rows:
        tokens = re.findall(r"\w+", row["text"].lower())
        runs = {hash(tuple(tokens[i : i + 8])) for i in range(len(tokens) - 7)}
        shared: dict[int, int] = defaultdict(int)
        for run in runs:
            if run in holders:
                shared[holders[run]] += 1
        if max(shared.values(), default=0) >= 20:
            continue
        for run in runs:
            holders.setdefault(run, len(kept))
        kept.append(row)
    return kept
