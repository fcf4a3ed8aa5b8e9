"""A story compared: what a reader gets."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.model import Comparison, Dossier
from crossread.pipeline import dossier

ENGLISH = (
    "Ferry with 212 people aground off Marenholm\n\n"
    "MARENHOLM: A ferry with 212 passengers ran aground off Marenholm on Friday night, the coast "
    "guard said. Nobody was hurt.\n\n"
    "“We heard a bang and then the lights went out,” said Lena Okafor, a nurse who was on her way "
    "home. The captain, Piet Vandermeer, refused to comment.\n\n"
    "Tugs will try to pull the ship free at high tide. The Baltic Line, which owns the ferry, said "
    "it would refund all tickets.\n"
)
FRENCH = (
    "Un ferry s’échoue au large de Marenholm\n\n"
    "MARENHOLM : Un ferry transportant 187 passagers s’est échoué vendredi soir au large de "
    "Marenholm, selon les garde-côtes. Personne n’a été blessé.\n\n"
    "« Nous avons entendu un grand bruit, puis les lumières se sont éteintes », a raconté Lena "
    "Okafor, une infirmière qui rentrait chez elle.\n\n"
    "Des remorqueurs tenteront de dégager le navire à marée haute. Les écoles de l’île resteront "
    "fermées lundi pour accueillir les voyageurs.\n"
)


def made(folder: Path, **pages: str) -> Dossier:
    for name, text in pages.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return dossier([folder])


@pytest.fixture
def ferry(tmp_path: Path) -> Comparison:
    (comparison,) = made(tmp_path, a=ENGLISH, b=FRENCH).comparisons
    return comparison


def holding(comparison: Comparison, word: str) -> list[set[str]]:
    """Pages of each point that has a member with the word."""
    return [
        {m.statement.span.page for m in p.members}
        for p in comparison.points
        if any(word in m.statement.span.text for m in p.members)
    ]


def test_the_same_words_in_two_languages_are_one_quotation(ferry: Comparison) -> None:
    assert {"p1", "p2"} in holding(ferry, "heard a bang")
    quotation = next(
        p for p in ferry.points if any("heard a bang" in m.statement.span.text for m in p.members)
    )
    assert quotation.kind == "quotation"
    assert quotation.accounts == 2
    matched = {w.text for m in quotation.members for w in m.matched}
    assert {"lights", "lumières"} <= matched


def test_different_counts_of_the_same_passengers_are_told(ferry: Comparison) -> None:
    figures = [d for d in ferry.differences if d.kind == "figure"]
    assert any({"212", "187"} <= {w for s in d.members for w in s.text.split()} for d in figures)


def test_what_one_account_has_alone_is_told(ferry: Comparison) -> None:
    text = {s.id: s.span.text for s in ferry.statements}
    alone = " ".join(text[id] for id in ferry.alone)
    assert "refused to comment" in alone
    assert "lumières" not in alone


def test_every_difference_names_its_point_and_back(ferry: Comparison) -> None:
    ids = {p.id: p for p in ferry.points}
    assert all(d.id in ids[d.point].differences for d in ferry.differences)
    assert sum(len(p.differences) for p in ferry.points) == len(ferry.differences)


def test_a_story_of_one_article_has_no_points(tmp_path: Path) -> None:
    (comparison,) = made(tmp_path, a=ENGLISH).comparisons
    assert comparison.points == ()
    assert comparison.alone == ()
    assert comparison.statements


def test_a_verbatim_copy_is_no_second_account(tmp_path: Path) -> None:
    copy = ENGLISH.replace("ran aground", "has run aground")
    (comparison,) = made(tmp_path, a=ENGLISH, b=copy, c=FRENCH).comparisons
    assert comparison.story.accounts == (("p1.1", "p2.1"), ("p3.1",))
    assert max(p.accounts for p in comparison.points) == 2
