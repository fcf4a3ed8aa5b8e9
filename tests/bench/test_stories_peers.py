"""Peers of bench `stories`: each at its best setting; what is not installed is told."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from bench import stories, stories_peers
from bench.stories_peers import apart, best, peers

EVENTS = {
    "bridge": [
        "The harbour bridge stays closed until March because of cracks in its main beam.",
        "Cracks were found in the main beam, so the harbour bridge is closed until March.",
        "Engineers closed the harbour bridge: its main beam has cracks.",
    ],
    "milk": [
        "Farmers welcome higher milk prices after a dry summer in the valley.",
        "Milk prices rise again; farmers in the valley blame the dry summer.",
        "A dry summer made milk dear, and farmers welcome higher prices.",
    ],
    "museum": [
        "The museum returns twelve carved masks to the island where they were stolen.",
        "Twelve stolen masks go back from the museum to the island.",
        "The island gets back carved masks that the museum held.",
    ],
}
TEXTS = [text for texts in EVENTS.values() for text in texts]
GOLD = [event for event, texts in EVENTS.items() for _ in texts]


def test_noise_is_a_group_of_its_own_each() -> None:
    labels = apart([0, -1, 0, -1])
    assert labels[0] == labels[2]
    assert len(set(labels)) == 3


def test_the_setting_that_scores_best_is_kept_and_of_equal_ones_the_first() -> None:
    def settings() -> Iterator[tuple[str, Sequence[int]]]:
        yield "all one", [0, 0, 0, 0]
        yield "right", [0, 0, 1, 1]
        yield "right again", [5, 5, 3, 3]
        yield "all noise", [-1, -1, -1, -1]

    (kept,) = best("a method", settings(), ["a", "a", "b", "b"])
    assert (kept.name, kept.setting, kept.labels) == ("a method", "right", [0, 0, 1, 1])


def test_a_setting_chosen_elsewhere_is_told_beside_the_best() -> None:
    settings = [("low", [0, 0, 0, 0]), ("high", [0, 0, 1, 1])]
    _, other = best("a method", iter(settings), ["a", "a", "b", "b"], "low")
    assert (other.name, other.labels) == ("a method, set on the other half", [0, 0, 0, 0])
    assert len(best("a method", iter(settings), ["a", "a", "b", "b"], "none such")) == 1


def test_a_method_without_a_setting_leaves_all_apart() -> None:
    assert len(set(best("none", iter(()), ["a", "a"])[0].labels)) == 2


def test_what_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    found, notes = peers(TEXTS, GOLD)
    assert not found
    assert len(notes) == len(stories_peers.METHODS)
    assert notes[0] == "DBSCAN on TF-IDF: not run: sklearn is not installed (extra `peers`)"


def test_peers_stand_in_the_report_for_all_and_for_held_out_events(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    calibrating = next(str(n) for n in range(99) if stories.calibrates(str(n)))
    held_out = next(str(n) for n in range(99) if not stories.calibrates(str(n)))
    topics = dict(zip(EVENTS, (calibrating, held_out, held_out)))
    rows = [
        {"event": event, "topic": topics[event], "sentences": [text], "lang": "en"}
        for event, text in zip(GOLD, TEXTS)
    ]
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")

    def perfect(texts: Sequence[str]) -> Iterator[tuple[str, Sequence[int]]]:
        yield "by heart", [list(EVENTS).index(GOLD[TEXTS.index(text)]) for text in texts]

    monkeypatch.setattr(stories_peers, "METHODS", {"oracle": perfect})
    monkeypatch.setattr(stories_peers, "NEEDED", {"oracle": ()})
    report = stories.with_peers(tmp_path)
    assert report.figures["oracle all events B3 f1"] == 1.0
    assert report.figures["oracle all events pairwise f1"] == 1.0
    assert [row[1] for row in report.tables[0].rows].count("oracle") == 2
    assert report.figures["oracle, set on the other half held-out events B3 f1"] == 1.0
    assert "all events: oracle: by heart." in report.notes
    assert "oracle all events B3 f1" not in stories.run(tmp_path).figures


def test_dbscan_finds_texts_that_share_words() -> None:
    pytest.importorskip("sklearn")
    (found,) = best("DBSCAN", stories_peers._dbscan(TEXTS), GOLD)
    assert len(set(found.labels)) < len(TEXTS)
    assert len(set(found.labels[:3])) == 1


@pytest.mark.parametrize(
    "name", ["MiniLM, average link", "HDBSCAN on MiniLM", "BERTopic on MiniLM"]
)
def test_methods_on_vectors_find_the_events(name: str) -> None:
    for module in stories_peers.NEEDED[name]:
        pytest.importorskip(module)
    (found,) = best(name, stories_peers.METHODS[name](TEXTS), GOLD)
    wrong = sum(
        (a == b) != (c == d) for a, c in zip(found.labels, GOLD) for b, d in zip(found.labels, GOLD)
    )
    assert found.setting
    assert wrong <= 12, "of 81 pairs"
