"""The benches of links: seeded edits whose truth is known, and figures counted by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import links, links_peers
from bench.edits import KINDS, Texts, among_all, pool
from bench.report import MissingData
from tests.indexing.texts import story
from tests.linking.words import Dictionary

KIND_OF = {("a0", "b0"): "copy", ("a1", "b1"): "15 % edited", ("a2", "b2"): "30 % excerpt",
           ("a3", "b3"): "two merged", ("b3", "c3"): "two merged",
           ("a4", "b4"): "quotations only"}  # fmt: skip


@pytest.fixture
def news(tmp_path: Path) -> Path:
    said = "“We will not leave the people on the other bank alone, and nobody has to pay for it.”"
    rows = [
        {"id": str(k), "source": "Coast Radio", "text": f"{story(k, 180)}\n\n{said} {k}"}
        for k in range(80)
    ]
    rows.append({"id": "copy", "source": "Other", "text": rows[0]["text"]})
    rows.append({"id": "short", "source": "Other", "text": "Too short to be taken."})
    file = tmp_path / "news.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return file


def test_every_system_is_judged_by_the_same_counts() -> None:
    pairs = [("b0", "a0"), ("a1", "b1"), ("b3", "a3"), ("a4", "b4"), ("x", "y")]
    shares = links_peers.judged(Texts((), KIND_OF), pairs)
    # Copies: two of two, beside two false ones; excerpts: one of three, beside the same two.
    assert shares["copies precision"] == 2 / 4
    assert shares["copies recall"] == 2 / 2
    assert shares["copies f1"] == pytest.approx(2 / 3)
    assert shares["excerpts precision"] == 1 / 3
    assert shares["excerpts recall"] == 1 / 3
    assert shares["excerpts f1"] == pytest.approx(1 / 3)


def test_a_system_that_finds_nothing() -> None:
    shares = links_peers.judged(Texts((), KIND_OF), [])
    assert set(shares.values()) == {0.0}


def test_the_pool_has_every_kind_of_edit(news: Path) -> None:
    made = pool(news, 32, 1)
    assert set(made.kinds.values()) == set(KINDS)
    ids = {article.article.id for article in made.articles}
    assert all(set(pair) <= ids for pair in made.kinds)
    assert pool(news, 32, 1) == made
    assert pool(news, 32, 2) != made


def test_a_pool_among_all_articles(news: Path) -> None:
    made = among_all(news, 24, 1, most_words=150)
    texts = {id: text for id, text, _ in made.texts}
    assert len(texts) == len(made.texts)
    assert sum(id.startswith("d") for id in texts) == 80 - 48  # the copy and the short one are out
    assert {len(text.split()) for id, text in texts.items() if id[0] in "acd"} == {150}
    for (one, other), kind in made.kinds.items():
        assert {one, other} <= texts.keys()
        if kind == "copy":
            assert texts[one] == texts[other]
        if kind == "two merged":
            whole, part = (
                (texts[one], texts[other]) if one[0] == "b" else (texts[other], texts[one])
            )
            assert part in whole
        if kind == "30 % excerpt":
            assert 40 <= len(texts[other].split()) <= 45  # 30 % of words and line ends
            assert texts[other].split()[5:30] == _window(texts[one], texts[other])


def test_our_index_finds_all_of_them(news: Path, tmp_path: Path) -> None:
    made = among_all(news, 24, 1, most_words=150)
    items = [(id, text) for id, text, _ in made.texts]
    for system in (links_peers.crossread, links_peers.crossread_on_disk):
        shares = links_peers.judged(made, system(items, tmp_path))
        assert set(shares.values()) == {1.0}


def test_what_is_not_installed_is_said(news: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        links_peers,
        "SYSTEMS",
        {
            "crossread": (("crossread",), links_peers.crossread),
            "nobody": (("no-such-package",), links_peers.crossread),
        },
    )
    monkeypatch.setattr(links_peers, "ORIGINALS", 16)
    monkeypatch.setattr(links_peers, "WORDS", 150)
    monkeypatch.setattr(links_peers, "LENGTHS", (20, 120))
    monkeypatch.setattr(links_peers, "SHORT", 15)
    monkeypatch.setattr(links_peers, "SHORT_KINDS", ("copy", "15 % edited"))
    report = links_peers.run(news)
    assert "nobody: no-such-package not installed." in report.notes
    table, short = report.tables
    (row,) = table.rows
    assert row[0] == "crossread"
    assert row[3:] == (1.0,) * 6
    assert report.figures["crossread documents a second"] > 0
    assert short.columns == ("words", "copy", "15 % edited")
    assert [row[:2] for row in short.rows] == [(20, 1.0), (120, 1.0)]
    assert report.figures["120 words, 15 % edited found"] > 0.7


def test_the_edits_are_linked_called_and_directed_right(
    news: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(links, "EDITED", 32)
    report = links.run(news.parent)
    assert report.figures["copies f1"] == report.figures["excerpts f1"] == 1.0
    assert report.figures["false links"] == 0.0
    assert report.figures["form accuracy"] > 0.9
    assert report.figures["direction precision"] == 1.0
    assert report.figures["direction share"] > 0.5


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        links.run(tmp_path)
    with pytest.raises(MissingData):
        links_peers.run(tmp_path / "news.jsonl")


def test_translations_of_parts_are_scored() -> None:
    rows = [
        {"id": f"d{k}", "topic": "x", "lang": language, "sentences": story(k, 108).split("\n")}
        for k in range(2)
        for language in ("en", "fr")
    ]
    versions = [version for row in rows for _, version in links._versions(row)]
    assert versions[0] == ("d0", "en", story(0, 108).split("\n"))
    table, figures = links._parts(versions, Dictionary())
    # The same words in both languages: all are found, by their wording, and called excerpts or copies.
    assert [row[1:] for row in table.rows] == [(2, 2, 1.0, 1.0, 0)] * 3
    assert figures["part 50% recall"] == 1.0
    assert figures["part 50% called so"] == 0.0


def _window(whole: str, part: str) -> list[str]:
    """As many words of the whole from where the part's sixth stands."""
    words, wanted = whole.split(), part.split()[5:30]
    for at in range(len(words)):
        if words[at : at + 25] == wanted:
            return wanted
    return []
