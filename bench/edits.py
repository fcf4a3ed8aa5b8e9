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
from itertools import islice
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


@dataclass(frozen=True, slots=True)
class Texts:
    """The same as plain texts.

    Args:
        texts: id, text and outlet of each.
        kinds: as in `Pool`, of these ids.
    """

    texts: tuple[tuple[str, str, str | None], ...]
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
    chance = random.Random(seed)
    rows = _rows(path)
    chance.shuffle(rows)
    made = _made(_distinct(_long_enough(rows[: size * 3])), size, chance)
    return Pool(
        tuple(_article(id, text, outlet) for id, text, outlet in made.texts),
        {(f"{one}.1", f"{other}.1"): kind for (one, other), kind in made.kinds.items()},
    )


def among_all(path: Path, size: int, seed: int, most_words: int) -> Texts:
    """A pool among all articles of the data that share hardly anything with each other.

    Args:
        path: `news.jsonl`.
        size: number of originals.
        seed: chooses articles and edits.
        most_words: words of an article that are kept, before it is edited.

    Raises:
        MissingData: the file is not there.
    """
    chance = random.Random(seed)
    rows = [{**row, "text": _head(row["text"], most_words)} for row in _rows(path)]
    chance.shuffle(rows)
    rows = _distinct(_long_enough(rows))
    made = _made(rows, size, chance)
    rest = [
        (f"d{number}", row["text"], row["source"]) for number, row in enumerate(rows[size * 2 :])
    ]
    return Texts((*made.texts, *rest), made.kinds)


def of_length(path: Path, size: int, seed: int, words: int, kinds: Sequence[str]) -> Texts:
    """Articles cut to one length, and an edit of each.

    Args:
        path: `news.jsonl`.
        size: number of originals that are edited; as many others stand beside them.
        seed: chooses articles and edits.
        words: of each original.
        kinds: of the edits, each as often as the others; they must not need a second article.

    Raises:
        MissingData: the file is not there.
    """
    chance = random.Random(seed)
    rows = [row for row in _rows(path) if len(row["text"].split()) >= words]
    chance.shuffle(rows)
    texts = [_head(row["text"], words) for row in rows[: 2 * size]]
    vocabulary = [word for text in texts[:200] for word in text.split()]
    made: list[tuple[str, str, str | None]] = []
    truth: dict[tuple[str, str], str] = {}
    for number, text in enumerate(texts):
        made.append((f"a{number}", text, None))
        if number < size:
            kind = kinds[number % len(kinds)]
            edited = _edit(text, kind, vocabulary, "", chance)
            if edited is not None:
                made.append((f"b{number}", edited, None))
                truth[f"a{number}", f"b{number}"] = kind
    return Texts(tuple(made), truth)


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise MissingData(f"{path.name} not found in {path.parent}")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _long_enough(rows: Sequence[dict[str, str]]) -> list[dict[str, str]]:
    return [row for row in rows if len(row["text"].split()) >= _LEAST]


def _head(text: str, words: int) -> str:
    """The first words of a text with all that stands between them."""
    ends = [match.end() for match in islice(re.finditer(r"\S+", text), words)]
    return text[: ends[-1]] if ends else ""


def _made(rows: Sequence[dict[str, str]], size: int, chance: random.Random) -> Texts:
    """Originals, and one article made of each; of two merged, the second one too."""
    originals, strangers = rows[:size], rows[size : size * 2] or rows[:size]
    vocabulary = [word for row in originals[:200] for word in row["text"].split()]
    made: list[tuple[str, str, str | None]] = []
    kinds: dict[tuple[str, str], str] = {}
    for number, row in enumerate(originals):
        kind = KINDS[number % len(KINDS)]
        stranger = strangers[number % len(strangers)]["text"]
        text = _edit(row["text"], kind, vocabulary, stranger, chance)
        made.append((f"a{number}", row["text"], row["source"]))
        if text is not None:
            made.append((f"b{number}", text, None))
            kinds[f"a{number}", f"b{number}"] = kind
            if kind == "two merged":
                made.append((f"c{number}", stranger, None))
                kinds[f"b{number}", f"c{number}"] = kind
    return Texts(tuple(made), kinds)


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
