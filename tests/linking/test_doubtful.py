"""Pairs that are nearly alike → a second look by dictionaries."""

from __future__ import annotations

import numpy as np
import pytest

from crossread.linking.clustering import THRESHOLD
from crossread.linking.doubtful import DOUBTFUL, FEW, SURE, second_look
from crossread.model import Annotated
from tests.linking.words import Dictionary, annotated

# A fire in a warehouse, and a vote on school meals; the accounts share no name.
FIRE = """A fire destroyed a warehouse at the harbour on Monday night. Firefighters fought the flames until
morning, and two of them were taken to hospital with burns. The owner says that tyres and paint were
stored in the building. The smoke drove hundreds of neighbours out of their homes. The police do not
rule out that the fire was set on purpose. The damage is said to be in the millions of euros."""
BRAND = """Ein Feuer hat in der Nacht zum Dienstag eine Lagerhalle im Hafen zerstört. Die Feuerwehr kämpfte
bis zum Morgen gegen die Flammen; zwei Feuerwehrleute kamen mit Verbrennungen ins Krankenhaus. Nach Angaben des
Besitzers lagerten in dem Gebäude Reifen und Farbe. Wegen des Rauchs mussten Hunderte Nachbarn ihre Häuser
verlassen. Die Polizei schließt Brandstiftung nicht aus. Der Schaden soll in die Millionen gehen."""
REPAS = """Le conseil municipal a décidé que les repas seront gratuits pour tous les élèves des écoles à partir
de septembre. Les parents réclamaient cette mesure depuis des années. La maire estime que la ville peut payer,
mais l'opposition craint une hausse des impôts. Les cuisiniers demandent davantage de personnel. Le vote a été
serré et le débat a duré jusque tard dans la soirée. Les légumes viendront des fermes de la région."""


def looked_at(
    articles: list[Annotated], likeness: float, pairs: tuple[tuple[int, int], ...] = ((0, 1),)
) -> list[float]:
    found = second_look(
        articles,
        np.array(pairs, np.int64).reshape(-1, 2),
        np.full(len(pairs), likeness, np.float32),
        Dictionary(),
    )
    return [round(float(value), 3) for value in found]


def test_a_doubtful_pair_that_tells_of_the_same_things_is_raised() -> None:
    articles = [annotated("p1", FIRE), annotated("p2", BRAND, "de")]
    assert THRESHOLD < looked_at(articles, 0.15)[0] <= SURE


def test_one_that_tells_of_other_things_stays_as_it_is() -> None:
    articles = [annotated("p1", FIRE), annotated("p2", REPAS, "fr")]
    assert looked_at(articles, 0.15)[0] < THRESHOLD


@pytest.mark.parametrize("likeness", [DOUBTFUL - 0.05, SURE + 0.01])
def test_a_pair_that_is_not_doubtful_is_left_alone(likeness: float) -> None:
    articles = [annotated("p1", FIRE), annotated("p2", BRAND, "de")]
    assert looked_at(articles, likeness) == [round(likeness, 3)]


BLAZE = """A blaze in the port burned down a depot. The crews worked all night against the fire, and two
firefighters lie in hospital with burns. Paint and tyres caught fire in the building, its owner says. Hundreds of
neighbours had to leave their houses because of the smoke. The police believe that somebody may have set the fire.
The damage could reach millions of euros."""


def test_a_pair_in_one_language_is_looked_at_where_there_are_few_articles_of_it() -> None:
    pair = [annotated("p1", FIRE), annotated("p2", BLAZE)]
    assert THRESHOLD < looked_at(pair, 0.15)[0] <= SURE
    more = [annotated(f"p{n}", REPAS.replace("repas", f"repas {n}")) for n in range(3, FEW + 2)]
    assert looked_at([*pair, *more], 0.15) == [0.15]


def test_a_language_that_the_lexicon_lacks_is_left_alone() -> None:
    articles = [annotated("p1", FIRE), annotated("p2", BRAND, "th")]
    assert looked_at(articles, 0.15) == [0.15]


def test_a_few_words_prove_nothing() -> None:
    articles = [
        annotated("p1", "A fire destroyed a warehouse."),
        annotated("p2", "Ein Feuer hat eine Lagerhalle zerstört.", "de"),
    ]
    assert looked_at(articles, 0.15) == [0.15]


def test_what_all_articles_at_hand_speak_of_says_little() -> None:
    # Thirty more reports of fires: that two speak of one is what is usual here.
    pair = [annotated("p1", FIRE), annotated("p2", BRAND, "de")]
    fires = [annotated(f"p{n}", BRAND, "de") for n in range(3, 33)]
    assert looked_at([*pair, *fires], 0.15)[0] < looked_at(pair, 0.15)[0]


def test_a_pair_above_what_groups_join_at_is_raised_too_but_not_beyond_a_usual_one() -> None:
    articles = [annotated("p1", FIRE), annotated("p2", BRAND, "de"), annotated("p3", REPAS, "fr")]
    found = looked_at(articles, 0.15, ((0, 1), (0, 2)))
    assert found[0] > found[1]
    sure = second_look(
        articles,
        np.array([(0, 1), (0, 2)], np.int64),
        np.array([SURE - 0.01, 0.15], np.float32),
        Dictionary(),
    )
    assert float(sure[0]) == pytest.approx(SURE)


def test_no_pairs_nothing_to_look_at() -> None:
    assert looked_at([annotated("p1", FIRE)], 0.15, ()) == []
