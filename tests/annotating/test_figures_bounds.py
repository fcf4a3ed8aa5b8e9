"""Figures and what bounds, shares or completes them: "spadł do", "jeder Vierte", "un euro et demi"."""

from __future__ import annotations

import pytest

from crossread.annotating.figures import figures
from crossread.model import Figure
from tests.build import article


def read(text: str, language: str) -> tuple[Figure, ...]:
    return figures(*article(text, language))


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("pl", "Cena masła spadła do 7,20 zł.", 7.2),
        ("pl", "Czynsz wzrósł w marcu do 900 zł.", 900),
        ("pl", "Młyn obniżył cenę mąki do 3 zł.", 3),
        ("pl", "Zbiory zmalały o 5 proc., do 40 ton.", 40),
        ("ru", "Уровень озера поднялся до 12 метров.", 12),
        ("ru", "Цена масла снизилась до 90 руб.", 90),
        ("ru", "Число ульев выросло до 300.", 300),
        ("uk", "Ціна цибулі впала до 20 грн.", 20),
        ("uk", "Кількість вуликів зросла до 300.", 300),
        ("es", "El trigo subió hasta 240 euros.", 240),
        ("pt", "O trigo caiu até 240 euros.", 240),
        ("it", "Il grano è sceso fino a 240 euro.", 240),
        ("nl", "De tarweprijs daalde tot 240 euro.", 240),
        ("fr", "Le blé est tombé à 240 euros.", 240),
    ],
)
def test_what_a_change_has_reached_is_no_bound(language: str, text: str, value: float) -> None:
    found = read(text, language)[-1]
    assert (found.value, found.approximation) == (value, None)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("pl", "Grożą za to kary do 5 tys. zł."),
        ("pl", "Młyn zwolni do 40 osób."),
        ("ru", "Билет дают детям в возрасте до 12 лет."),
        ("uk", "Штраф становить до 900 гривень."),
        ("es", "Las multas subieron y son de hasta 900 euros."),
        ("es", "Suben las multas de hasta 900 euros."),
        ("pt", "A multa pode ser de até 900 euros."),
        ("it", "Rischia una multa fino a 900 euro."),
        ("nl", "Er staan boetes tot 900 euro op."),
    ],
)
def test_a_bound_from_above_stays_one(language: str, text: str) -> None:
    assert [f.approximation for f in read(text, language)] == ["up to"]


@pytest.mark.parametrize(
    ("language", "text", "value", "approximation"),
    [
        ("ru", "Урожай упал почти на треть.", 1 / 3, "about"),
        ("ru", "Сборы выросли более чем на 20%.", 20, "more than"),
        ("ru", "Сад уменьшился примерно в два раза.", 2, "about"),
        ("ru", "Цена снизилась почти до 90 рублей.", 90, "about"),
        ("ru", "В среднем на 40 ульев приходится гектар.", 40, None),
        ("uk", "Урожай упав майже на третину.", 1 / 3, "about"),
        ("pl", "Zbiory wzrosły prawie o 20 proc.", 20, "about"),
        ("pt", "A feira teve pouco mais de 21 mil visitantes.", 21000, "more than"),
        ("pt", "A feira teve pouco menos de 21 mil visitantes.", 21000, "less than"),
        ("it", "Le api sono quasi un terzo in meno.", 1 / 3, "about"),
        ("nl", "Er zijn bijna een derde minder bijen.", 1 / 3, "about"),
    ],
)
def test_approximations_are_kept(
    language: str, text: str, value: float, approximation: str | None
) -> None:
    found = read(text, language)[0]
    assert found.value == pytest.approx(value)
    assert found.approximation == approximation


@pytest.mark.parametrize(
    ("language", "text", "value", "of"),
    [
        ("de", "Jede vierte Mühle steht still.", 0.25, "Mühle"),
        ("de", "Fast jeder Zweite hat einen Garten.", 0.5, None),
        ("pl", "Co piąty młyn stoi.", 0.2, "młyn"),
        ("pl", "Co drugi młyn stoi.", 0.5, "młyn"),
        ("ru", "Каждый четвёртый улей пуст.", 0.25, "улей"),
        ("ru", "Пустует каждая третья изба.", 1 / 3, "изба"),
        ("uk", "Кожне четверте село має млин.", 0.25, "село"),
        ("nl", "Een op de vier molens staat stil.", 0.25, "molens"),
        ("fr", "Un meunier sur quatre a fermé.", 0.25, "meunier"),
        ("it", "Un mugnaio su quattro ha chiuso.", 0.25, "mugnaio"),
        ("it", "Uno su quattro ha chiuso.", 0.25, None),
        ("es", "Uno de cada cuatro ha cerrado.", 0.25, None),
        ("en", "One miller in four is closing.", 0.25, "miller"),
    ],
)
def test_shares(language: str, text: str, value: float, of: str | None) -> None:
    found = read(text, language)
    assert [f.value for f in found] == pytest.approx([value])
    assert [f.unit for f in found] == ["fraction"]
    if of is not None:
        assert found[0].of is not None
        assert found[0].of.text == of


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Die vierte Mühle steht still."),
        ("de", "Jede dritte Woche ruht die Mühle."),
        ("fr", "Un livre sur quatre femmes."),
        ("it", "Un libro su tre donne."),
        ("en", "One mill in twelve towns."),
    ],
)
def test_what_only_looks_like_a_share_is_none(language: str, text: str) -> None:
    assert "fraction" not in [f.unit for f in read(text, language)]


@pytest.mark.parametrize(
    ("language", "text", "value", "unit"),
    [
        ("it", "Ha raccolto un milione e 200mila firme.", 1_200_000, "count"),
        ("it", "Il pane costa un euro e mezzo.", 1.5, "EUR"),
        ("fr", "Le pain coûte un euro et demi.", 1.5, "EUR"),
        ("es", "El pan cuesta un euro y medio.", 1.5, "EUR"),
        ("pt", "O pão custa um euro e meio.", 1.5, "EUR"),
        ("en", "The loaf costs a dollar and a half.", 1.5, "USD"),
        ("en", "The loaf costs two dollars and a half.", 2.5, "USD"),
        ("es", "El pan subió veinte por ciento.", 20, "percent"),
    ],
)
def test_numbers_in_pieces(language: str, text: str, value: float, unit: str) -> None:
    assert [(f.value, f.unit) for f in read(text, language)] == [(value, unit)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Umsatz der Mühle stieg um 5 auf 120 Millionen Euro."),
        ("en", "Sales of the mill rose by 5 to 120 million euros."),
        ("nl", "De omzet van de molen steeg met 5 naar 120 miljoen euro."),
        ("pl", "Obroty młyna wzrosły o 5 do 120 mln euro."),
    ],
)
def test_a_change_shares_the_unit_of_what_it_reached(language: str, text: str) -> None:
    found = [(f.value, f.high, f.unit) for f in read(text, language)]
    assert found == [(5e6, None, "EUR"), (120e6, None, "EUR")]


def test_by_so_much_to_so_much_is_a_range() -> None:
    found = read("Prices rose by 5 to 10 percent.", "en")
    assert [(f.value, f.high, f.unit) for f in found] == [(5, 10, "percent")]
