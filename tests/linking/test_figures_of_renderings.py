"""A translation keeps the figures; two accounts that count differently are independent."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.encoding import load
from crossread.linking.accounts import links
from crossread.model import Link
from crossread.pipeline import articles, read

ENGLISH = """Warehouse fire in Osterby under control

A fire in a warehouse in Osterby has injured {hurt} people, the fire service said on Tuesday.
About {crews} firefighters worked through the night to stop the flames from reaching a school.
The warehouse belongs to the furniture maker Halvorsen, which employs {staff} people in the town.
The damage is put at {damage} million euros, the company said in a statement.
The cause of the fire is not known, and the police have questioned three witnesses.
The road to the harbour stays closed until Thursday morning.
"""
FRENCH = """L’incendie d’un entrepôt à Osterby est maîtrisé

L’incendie d’un entrepôt à Osterby a fait {hurt} blessés, ont indiqué mardi les pompiers.
Environ {crews} pompiers ont travaillé toute la nuit pour empêcher les flammes d’atteindre une école.
L’entrepôt appartient au fabricant de meubles Halvorsen, qui emploie {staff} personnes dans la ville.
Les dégâts sont évalués à {damage} millions d’euros, a indiqué l’entreprise dans un communiqué.
La cause de l’incendie n’est pas connue, et la police a entendu trois témoins.
La route du port reste fermée jusqu’à jeudi matin.
"""
FIGURES = {"hurt": "17", "crews": "120", "staff": "340", "damage": "8"}
OTHERS = {"hurt": "21", "crews": "180", "staff": "310", "damage": "12"}


def linked(folder: Path, english: dict[str, str], french: dict[str, str]) -> tuple[Link, ...]:
    (folder / "a.txt").write_text(ENGLISH.format(**english), encoding="utf-8")
    (folder / "b.txt").write_text(FRENCH.format(**french), encoding="utf-8")
    return links(list(articles(read([folder]))), load())


def test_the_same_figures_in_the_same_order_are_a_translation(tmp_path: Path) -> None:
    (link,) = linked(tmp_path, FIGURES, FIGURES)
    assert link.kind == "translation"
    assert link.coverage > 0.9


def test_other_figures_are_another_account(tmp_path: Path) -> None:
    assert linked(tmp_path, FIGURES, OTHERS) == ()


@pytest.mark.parametrize("one", sorted(FIGURES))
def test_one_wrong_figure_does_not_hide_a_translation(tmp_path: Path, one: str) -> None:
    assert len(linked(tmp_path, FIGURES, {**FIGURES, one: OTHERS[one]})) == 1
