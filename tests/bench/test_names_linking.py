"""The bench of whole stories' entities: what counts, and which stories are held out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from bench.names_linking import faults, halves, in_stories, stories

TEXTS = {
    "lisk-one": (
        "en",
        "The mayor of Berlin, Ottilie Harkness, met Odo Rinvald. “No,” said Harkness.",
    ),
    "lisk-two": (
        "de",
        "Berlin – Ottilie Harkness traf am Montag in Berlin Odo Rinvald und lachte.",
    ),
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A story of two articles in two languages, and what they name."""
    pages, gold = tmp_path / "pages", tmp_path / "gold"
    pages.mkdir()
    gold.mkdir()
    rows = [{"text": text, "date": "2026-03-02"} for _, text in TEXTS.values()]
    write(pages / "lisk.jsonl", rows)
    articles = [
        {"id": id, "page": f"pages/lisk.jsonl#{n}", "language": language}
        for n, (id, (language, _)) in enumerate(TEXTS.items(), 1)
    ]
    write(gold / "articles.jsonl", articles)
    both = {id: ["Berlin"] for id in TEXTS}
    entities = [
        {"story": "lisk", "id": "berlin", "type": "LOC", "forms": both},
        {
            "story": "lisk",
            "id": "harkness",
            "type": "PER",
            "forms": {
                "lisk-one": ["Ottilie Harkness", "Harkness"],
                "lisk-two": ["Ottilie Harkness"],
            },
            "adjectives": {"lisk-one": ["mayor"]},
        },
    ]
    write(gold / "entities.jsonl", entities)
    return tmp_path


def write(path: Path, rows: Sequence[Mapping[str, object]]) -> None:
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), encoding="utf-8")


def test_each_form_counts_once_an_article_and_adjectives_only_as_mentions(data: Path) -> None:
    gold, system, languages, wanted, _ = in_stories(data)
    assert sorted(named.form for named in gold) == [
        "Berlin",
        "Berlin",
        "Harkness",
        "Ottilie Harkness",
        "Ottilie Harkness",
    ]
    assert len(wanted) == 5
    assert len(set(system.values())) == 2
    assert set(languages.values()) == {"en", "de"}


def test_figures_of_a_story_without_errors(data: Path) -> None:
    figures = stories(data).figures
    assert figures["dev pairs f1"] == figures["dev B³ f1"] == 1.0
    assert faults(data) == []


def test_an_entity_that_gold_has_twice_is_mixed(data: Path) -> None:
    path = data / "gold" / "entities.jsonl"
    text = path.read_text(encoding="utf-8")
    twin = json.loads(text.splitlines()[0])
    twin["forms"] = {"lisk-two": twin["forms"].pop("lisk-two")}
    first = json.loads(text.splitlines()[0])
    del first["forms"]["lisk-two"]
    twin["id"] = "berlin-in-ohio"
    write(path, [first, twin])
    assert [line.split(" ", 1)[0] for line in faults(data)] == ["mixed"]
    assert stories(data).figures["dev pairs precision"] == 0.0


def test_stories_are_halved_by_their_ids_alone() -> None:
    names = {"a", "b", "c", "d", "e"}
    first = halves(names)
    assert len(first["dev"]) == 3
    assert first["dev"] | first["held"] == names
    assert halves({"a", "b"}) == {"dev": {"b"}, "held": {"a"}}
