"""Articles made of others: any number, the same in every run, none a copy, none kept."""

from __future__ import annotations

import hashlib
import itertools
import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from bench.perturbed import FIRST_DAY, cut, perturbed, write

TEXTS = {
    "Harbour bridge closed": "Mayor Anna Keller closed the harbour bridge on Monday.\n\n"
    "Engineers found cracks in the main beam.\n\nRepairs will take until March.",
    "Court hears appeal": "The supreme court heard an appeal against higher taxes.\n\n"
    "Lawyer Peter Brandt called them unlawful.\n\nJudges will decide next week.",
    "Milk prices rise": "Farmers welcome higher prices for milk.\n\n"
    "Minister Laura Stone promised more help.\n\nShops expect fewer customers.",
}


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.jsonl"
    rows = [
        {"title": t, "source": f"Outlet {n}", "text": x} for n, (t, x) in enumerate(TEXTS.items())
    ]
    path.write_text("\n".join(map(json.dumps, rows)) + "\n\n", encoding="utf-8")
    return path


def test_as_many_as_wanted_with_ids_and_rising_dates(news: Path) -> None:
    rows = list(perturbed(news, 25, per_day=10))
    assert len({row["id"] for row in rows}) == 25
    days = [row["date"] for row in rows]
    assert days == sorted(days)
    assert sorted(Counter(days).values()) == [5, 10, 10]
    assert days[0] == FIRST_DAY.isoformat()


def test_the_first_ones_do_not_depend_on_how_many_follow(news: Path) -> None:
    assert list(perturbed(news, 4)) == list(itertools.islice(perturbed(news, 10**9), 4))
    assert list(perturbed(news, 4, seed=1)) != list(perturbed(news, 4, seed=2))


def test_the_same_in_every_process(news: Path) -> None:
    code = (
        "import sys, pathlib, hashlib; from bench.perturbed import perturbed;"
        "print(hashlib.sha256(repr(list(perturbed(pathlib.Path(sys.argv[1]), 9))).encode()).hexdigest())"
    )
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", code, str(news)],
            capture_output=True, check=True, env={"PYTHONHASHSEED": seed},
            cwd=Path(__file__).parent.parent.parent,
        )  # fmt: skip
        here = hashlib.sha256(repr(list(perturbed(news, 9))).encode()).hexdigest()
        assert done.stdout.decode().strip() == here


def test_each_is_mixed_of_articles_and_none_is_a_copy(news: Path) -> None:
    rows = list(perturbed(news, 30))
    assert len({row["text"] for row in rows}) == 30
    assert not {row["text"] for row in rows} & set(TEXTS.values())
    sources = [set(text.split()) for text in TEXTS.values()]
    shared = [sum(len(set(row["text"].split()) & words) > 3 for words in sources) for row in rows]
    assert min(shared) >= 1
    assert max(shared) >= 2


def test_every_article_of_the_file_is_the_main_one_once_a_round(news: Path) -> None:
    sources = [row["source"] for row in perturbed(news, 9)]
    rounds = [sources[at : at + 3] for at in (0, 3, 6)]
    assert all(len(set(one)) == 3 for one in rounds)


def test_a_word_is_replaced_wherever_it_stands(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    text = "word " * 50 + "\n\n" + "else " * 50
    path.write_text(json.dumps({"text": text}) + "\n" + json.dumps({"text": "other thing"}) + "\n")
    for row in perturbed(path, 20):
        assert len(set(row["text"].split())) <= 4


def test_texts_are_cut_at_a_word(news: Path) -> None:
    assert cut("one two\n\nthree four five\n\nsix", 4) == "one two\n\nthree four"
    assert cut("one two", 5) == "one two"
    assert cut("\n\n", 5) == ""
    assert all(len(row["text"].split()) <= 7 for row in perturbed(news, 10, words=7))


def test_rows_are_written_as_json_lines(news: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.jsonl"
    assert write(perturbed(news, 5), out) == 5
    written = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    assert written == list(perturbed(news, 5))
