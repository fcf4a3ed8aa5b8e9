"""How well stories are found in folders of a few pages.

In: a folder of stories in the form of `examples/rehearsal`, a file of pages each. Out: how many pairs of
articles are rightly held together, and how many stories come out whole, in samples of one to six
stories: what a person has who gathers pages, not what a feed brings, and where no word is rare yet.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.gold import lines
from bench.metrics import pairwise
from bench.report import MissingData, Report, Table
from crossread import pipeline

DATA = ("examples/rehearsal", "examples/heldout", "examples/points")

SIZES = (1, 2, 3, 6)
"""Stories in a folder."""
SAMPLES = 30
"""Folders of each size; of one story, each story is one."""


def run(data: Path) -> Report:
    """Measure grouping on samples of the stories of a folder.

    Raises:
        MissingData: there are fewer than six files of pages.
    """
    files = sorted((data / "pages").glob("*.jsonl"))
    if len(files) < max(SIZES):
        raise MissingData(f"{data} holds fewer than {max(SIZES)} stories")
    chance = random.Random(1)
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for size in SIZES:
        folders = (
            [[file] for file in files]
            if size == 1
            else [sorted(chance.sample(files, size)) for _ in range(SAMPLES)]
        )
        found: dict[str, str] = {}
        gold: dict[str, str] = {}
        for number, folder in enumerate(folders):
            own, groups = _grouped(folder)
            for id, story in own.items():
                gold[f"{number}:{id}"] = f"{number}:{story}"
                found[f"{number}:{id}"] = f"{number}:{groups[id]}"
        score = pairwise(gold, found)
        whole = _whole(found, gold)
        name = f"{size} stor{'y' if size == 1 else 'ies'}"
        rows.append((name, len(folders), score.precision, score.recall, score.f1, whole))
        figures[f"{name} pairwise f1"] = score.f1
        figures[f"{name} whole"] = whole
    columns = ("a folder of", "folders", "pairs: precision", "recall", "F1", "stories whole")
    return Report("small_folders", (Table("stories", columns, tuple(rows)),), figures)


def _grouped(files: Sequence[Path]) -> tuple[dict[str, str], dict[str, int]]:
    """The gold story of each article, and the number of the one it was put into."""
    of_page = [file.stem for file in files for _ in lines(file)]
    told = pipeline.stories(pipeline.articles(pipeline.read([str(file) for file in files])))
    own: dict[str, str] = {}
    groups: dict[str, int] = {}
    for number, story in enumerate(told):
        for annotated in story.articles:
            own[annotated.article.id] = of_page[int(annotated.page.id.removeprefix("p")) - 1]
            groups[annotated.article.id] = number
    return own, groups


def _whole(found: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """Share of the gold stories that came out as they are."""
    members: dict[str, set[str]] = {}
    groups: dict[str, set[str]] = {}
    for id, story in gold.items():
        members.setdefault(story, set()).add(id)
        groups.setdefault(found[id], set()).add(id)
    made = list(groups.values())
    return sum(some in made for some in members.values()) / len(members)
