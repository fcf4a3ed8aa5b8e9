"""As many articles as wanted, made of those of a file: to measure how cost grows with their number.

In: JSON lines with `text`, `title` and `source`. Out: rows of the same form, one after the other,
cut to a number of words; nothing that was given is kept, and of the file only where its lines begin.

Each article is a mixture: most of its paragraphs are those of one article, the rest of one or two
others, in turn; then a share of its different words is replaced, each by the same word wherever it
stands, capitals by capitals. The new words come from yet another article, so that they are as rare
as words of news are. All articles of the file are gone through in a new order each round, so that
what is made of one article stands about a round apart, and dates rise by so many articles a day: how
many articles tell of one event at a time is the same at every size.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import BinaryIO

WORDS = 600  # of an article, at most
PER_DAY = 500  # articles
FIRST_DAY = date(2024, 1, 1)
MAIN = 0.6  # share of the paragraphs that one article gives
REPLACED = 0.15  # share of the different words
OTHERS = (1, 2)  # articles mixed in
_PARAGRAPHS = re.compile(r"\n\s*\n")
_WORD = re.compile(r"[^\W\d_]{4,}")  # words that may be replaced: grammar stays

Row = dict[str, str]


def perturbed(
    path: Path, count: int, seed: int = 0, words: int = WORDS, per_day: int = PER_DAY
) -> Iterator[Row]:
    """Make articles; the first ones are the same whatever the count.

    Args:
        path: JSON lines with at least two articles.
        count: articles wanted, 0 or more.
        seed: another one makes other articles.
        words: of an article at most, 1 or more.
        per_day: articles a day, 1 or more.

    Yields:
        Rows with `id`, `source`, `date`, `title`, `lang` and `text`, in the order of their dates.
    """
    begins = _begins(path)
    with path.open("rb") as file:
        order: list[int] = []
        for number in range(count):
            place = number % len(begins)
            if place == 0:
                order = list(range(len(begins)))
                random.Random(f"{seed} order {number}").shuffle(order)
            chance = random.Random(f"{seed} article {number}")
            main = _read(file, begins[order[place]])
            others = [
                _read(file, begins[chance.randrange(len(begins))])
                for _ in range(chance.choice(OTHERS))
            ]
            lender = _read(file, begins[chance.randrange(len(begins))])
            title, text = _replaced(
                main.get("title", ""), _mixed(main, others, words, chance), lender["text"], chance
            )
            yield {
                "id": f"{seed}-{number}",
                "source": main.get("source", ""),
                "date": (FIRST_DAY + timedelta(days=number // per_day)).isoformat(),
                "title": title,
                "lang": "en",
                "text": text,
            }


def write(rows: Iterator[Row], path: Path) -> int:
    """Write rows as JSON lines; how many there were."""
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            count += 1
    return count


def cut(text: str, words: int) -> str:
    """The paragraphs of a text up to so many words; the last one is cut."""
    kept: list[str] = []
    left = words
    for paragraph in _PARAGRAPHS.split(text):
        found = paragraph.split()
        if found and left > 0:
            kept.append(paragraph.strip() if len(found) <= left else " ".join(found[:left]))
        left -= len(found)
    return "\n\n".join(kept)


def _begins(path: Path) -> list[int]:
    """Where the lines of a file begin."""
    begins: list[int] = []
    at = 0
    with path.open("rb") as lines:
        for line in lines:
            if line.strip():
                begins.append(at)
            at += len(line)
    return begins


def _read(file: BinaryIO, begin: int) -> Row:
    file.seek(begin)
    row: Row = json.loads(file.readline())
    return row


def _mixed(main: Row, others: list[Row], words: int, chance: random.Random) -> str:
    """Paragraphs of one article, and between them those of others."""
    own = _PARAGRAPHS.split(main["text"])
    foreign = [p for other in others for p in _PARAGRAPHS.split(other["text"])]
    mixed: list[str] = []
    while own:
        take_own = not foreign or not mixed or chance.random() < MAIN
        mixed.append(own.pop(0) if take_own else foreign.pop(0))
    return cut("\n\n".join([*mixed, *foreign]), words)


def _replaced(title: str, text: str, lender: str, chance: random.Random) -> tuple[str, str]:
    """Title and text with a share of their different words replaced by the lender's."""
    lent: dict[bool, list[str]] = {True: [], False: []}  # by whether they begin with a capital
    for word in dict.fromkeys(_WORD.findall(lender)):
        lent[word[0].isupper()].append(word)
    new: dict[str, str] = {}
    for word in dict.fromkeys(_WORD.findall(f"{title} {text}")):
        choice = lent[word[0].isupper()]
        if choice and chance.random() < REPLACED:
            new[word] = chance.choice(choice)

    def replace(match: re.Match[str]) -> str:
        return new.get(match.group(), match.group())

    return _WORD.sub(replace, title), _WORD.sub(replace, text)
