"""Each sign that two statements say the same, on texts where it can be seen."""

from __future__ import annotations

import numpy as np
import pytest

from crossread import pipeline
from crossread.comparing.candidates import Pairs, candidates
from crossread.comparing.interaction import Interaction, interact
from crossread.comparing.signs import SIGNS, article_numbers, signs
from crossread.comparing.statements import statements
from crossread.encoding import load
from crossread.model import Annotated, Link, Span
from tests.build import page

ONE = (
    "Ferry hits pier in Marenholm\n\n"
    "A ferry with 212 passengers hit the pier of Marenholm on 3 May 2024. The harbour was closed. "
    "The captain had worked on the island for twelve years. Nobody was hurt, the police said.\n"
)
TWO = (
    "Marenholm: un ferry heurte la jetée\n\n"
    "Un ferry transportant 212 passagers a heurté la jetée de Marenholm le 3 mai 2024. Le port a été "
    "fermé. Personne n’a été blessé, selon la police. Les écoles restent ouvertes lundi.\n"
)
THREE = (
    "Fähre rammt Mole\n\n"
    "In Marenholm hat eine Fähre mit 212 Fahrgästen am 3. Mai 2024 die Mole gerammt. Der Hafen wurde "
    "geschlossen. Verletzt wurde niemand.\n"
)


def articles(*texts: str) -> list[Annotated]:
    return list(pipeline.articles(page(text, f"p{n}") for n, text in enumerate(texts, 1)))


class Told:
    """The signs of all pairs of a few articles, by what the statements hold."""

    def __init__(self, *texts: str, links: tuple[Link, ...] = ()) -> None:
        self.articles = articles(*texts)
        self.statements = tuple(s for a in self.articles for s in statements(a))
        self.interaction: Interaction = interact(self.statements, self.articles, {}, load())
        numbers = article_numbers(self.statements)
        first, second = np.nonzero(numbers[:, None] < numbers[None, :])
        chosen = candidates(self.interaction, numbers)
        margin = np.full(len(first), -2, np.float32)
        place = {
            pair: n for n, pair in enumerate(zip(first.tolist(), second.tolist(), strict=True))
        }
        for one, other, value in zip(chosen.first, chosen.second, chosen.margin, strict=True):
            margin[place[int(one), int(other)]] = value
        self.pairs = Pairs(first, second, margin, margin)
        self.signs = signs(self.pairs, self.interaction, self.articles, {}, links, load())

    def of(self, sign: str, one: str, other: str) -> float:
        found = [
            float(value)
            for i, j, value in zip(
                self.pairs.first, self.pairs.second, self.signs[sign], strict=True
            )
            if one in self.statements[i].span.text and other in self.statements[j].span.text
        ]
        assert len(found) == 1, (one, other, found)
        return found[0]


@pytest.fixture(scope="module")
def two() -> Told:
    return Told(ONE, TWO)


def test_every_sign_has_a_finite_value_for_every_pair(two: Told) -> None:
    assert set(SIGNS) < set(two.signs)
    for values in two.signs.values():
        assert values.shape == two.pairs.first.shape
        assert np.isfinite(values).all()


@pytest.mark.parametrize("sign", ["meaning", "margin", "here"])
def test_a_statement_and_its_translation_stand_out(two: Told, sign: str) -> None:
    assert two.of(sign, "Nobody was hurt", "Personne") > two.of(sign, "Nobody was hurt", "écoles")


def test_a_shared_number_and_a_shared_day(two: Told) -> None:
    for sign in ("figures", "times"):
        assert two.of(sign, "212 passengers", "212 passagers") > 0
        assert two.of(sign, "harbour was closed", "port a été") == 0


def test_the_lead_fades(two: Told) -> None:
    assert two.of("lead", "Ferry hits pier", "heurte la jetée") == 1
    assert two.of("lead", "Nobody", "écoles") < two.of("lead", "212 p", "212 p") < 1


def test_a_long_statement_is_larger(two: Told) -> None:
    assert two.of("size", "212 p", "212 p") > two.of("size", "harbour was closed", "port a été")


def test_a_short_statement_that_lies_whole_in_a_long_one_is_covered() -> None:
    told = Told(
        "The ferry hit the pier at noon, two cranes fell down and the harbour was closed.\n",
        "The harbour was closed. The harbour opened a museum of knots. Schools stay open.\n",
    )
    whole = told.of("covered", "two cranes", "harbour was closed")
    part = told.of("covered", "two cranes", "museum of knots")
    assert whole > 0.95
    assert part < 0.6
    assert told.of("covered", "two cranes", "Schools stay open") < part


def test_it_is_covered_also_in_another_language(two: Told) -> None:
    covered = two.of("covered", "harbour was closed", "port a été")
    assert covered > 0.5 > two.of("covered", "captain had worked", "port a été")
    assert (two.signs["covered"] >= 0).all()
    assert (two.signs["covered"] <= 1 + 1e-5).all()


def test_context_is_what_the_neighbours_reach(two: Told) -> None:
    beside = two.of("margin", "212 p", "212 p")
    assert two.of("context", "harbour was closed", "port a été") == pytest.approx(
        min(1.0, max(0.0, beside, two.of("margin", "captain", "Personne"))), abs=1e-5
    )


def test_a_third_article_supports_what_it_has_too() -> None:
    three = Told(ONE, TWO, THREE)
    assert three.of("support", "212 passengers", "212 passagers") > 0.2
    assert three.of("support", "captain had worked", "écoles") == 0
    assert not Told(ONE, TWO).signs["support"].any()


def test_places_in_an_aligned_passage() -> None:
    one, other = articles(ONE, TWO)
    passage = (
        Span("p1", 0, len(one.page.text), one.page.text),
        Span("p2", 0, len(other.page.text), other.page.text),
    )
    link = Link(
        kind="translation",
        source=one.article.id,
        target=other.article.id,
        directed=True,
        coverage=1.0,
        passages=(passage,),
        why="",
    )
    linked = Told(ONE, TWO, links=(link,))
    assert linked.of("aligned", "Ferry hits pier", "heurte la jetée") > 0.5
    assert linked.of("aligned", "Ferry hits pier", "écoles") < 0.1


def test_no_pairs_no_values() -> None:
    none = np.zeros(0, np.int64)
    empty = Pairs(none, none, *(np.zeros(0, np.float32) for _ in range(2)))
    told = Told(ONE, TWO)
    found = signs(empty, told.interaction, told.articles, {}, (), load())
    assert all(len(values) == 0 for values in found.values())
