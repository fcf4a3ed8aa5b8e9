from __future__ import annotations

import numpy as np

from crossread.linking.translations import align, compare, renderings, renders, rows
from tests.linking.words import Dictionary, annotated

ENGLISH = """Storm closed the harbour bridge. Engineers found crack 12 in steel pillar.
Mayor of town sent truck traffic to ferry. Police closed school for pupils.
Repair weeks 6 for engineers and steel. Morning ferry carried pupils over water."""
FRENCH = """Tempête fermé le port pont. Ingénieurs trouvé fissure 12 dans acier pilier.
Maire de ville envoyé camion trafic à bac. Police fermé école pour élèves.
Réparation semaines 6 pour ingénieurs et acier. Matin bac porté élèves sur eau."""
REPORT = """Maire de ville visité port. Elèves et enseignants attendaient bac du matin.
Le trafic reste difficile, 40 camion attendent. Tempête passée, eau calme.
Syndicat demande salaires, grève des enseignants possible. Police cherche témoins."""


def test_a_translation_is_found_with_its_sentences_in_order() -> None:
    (found,) = renderings([annotated("p1", ENGLISH), annotated("p2", FRENCH, "fr")], Dictionary())
    assert (found.aligned, found.total) == (6, 6)
    assert found.coverage == 1.0
    assert [one.start for one, _ in found.passages] == sorted(o.start for o, _ in found.passages)
    assert found.passages[0][1].text.startswith("Tempête")


def test_another_report_of_the_same_event_is_none() -> None:
    assert renderings([annotated("p1", ENGLISH), annotated("p2", REPORT, "fr")], Dictionary()) == ()


def test_shared_quotations_make_no_translation() -> None:
    quote = "“Engineers closed bridge, repair takes weeks, ferry carries pupils over water.”"
    zitat = "„Ingenieure gesperrt Brücke, Reparatur Wochen, Fähre Schüler über Wasser.“"
    one = f"{quote}\nMayor spoke in town hall before lunch.\n{quote}\nNobody asked questions there."
    two = f"Gewerkschaft plant Streik.\n{zitat}\nLehrer fordern hohe Löhne.\n{zitat}"
    assert renderings([annotated("p1", one), annotated("p2", two, "de")], Dictionary()) == ()


def test_single_sentences_on_one_event_are_no_translations() -> None:
    one = annotated("p1", "Storm closed the harbour bridge in the morning.")
    two = annotated("p2", "Tempête fermé le port pont dans la matin.", "fr")
    assert renderings([one, two], Dictionary()) == ()


def test_pairs_that_are_linked_already_are_left_alone() -> None:
    articles = [annotated("p1", ENGLISH), annotated("p2", FRENCH, "fr")]
    assert renderings(articles, Dictionary(), frozenset({(0, 1)})) == ()


def test_alignment_keeps_the_order() -> None:
    cosines = np.asarray([[0.9, 0.1, 0.1], [0.1, 0.1, 0.9], [0.1, 0.95, 0.1]], dtype=np.float32)
    words = np.ones(3, dtype=np.float32)
    assert align(cosines, words, words) == [(0, 0), (2, 1)]


def test_articles_without_sentences_give_nothing() -> None:
    assert renderings([annotated("p1", ""), annotated("p2", "", "fr")], Dictionary()) == ()
    assert renderings([], Dictionary()) == ()


PROSE = """Old men played chess under the trees behind the market hall. A brass band rehearsed for Sunday.
Nobody knew whether the cinema would open again this autumn. Cats slept on warm roofs nearby.
The baker sold his last loaf before noon. Two tourists asked for directions to the museum.
Rain was forecast for the following week. Fishermen mended nets along the quay all afternoon."""


def test_a_translation_of_a_part_is_found() -> None:
    long = annotated("p1", PROSE + "\n" + ENGLISH + "\n" + PROSE.replace("the", "that"))
    (found,) = renderings([long, annotated("p2", FRENCH, "fr")], Dictionary())
    assert found.coverages[1] == found.coverage == 1.0
    assert found.coverages[0] == found.longer < 0.4
    assert found.within > found.score  # only the stretch that answers speaks for it


def test_few_sentences_of_a_long_article_are_no_translation_of_a_part() -> None:
    long = annotated("p1", PROSE + "\n" + ENGLISH + "\n" + PROSE.replace("the", "that"))
    short = annotated("p2", "\n".join(FRENCH.split("\n")[:1]), "fr")
    found = compare(rows([long, short], Dictionary()), 0, 1)
    assert found is not None
    assert (found.aligned, found.coverage) == (2, 1.0)
    assert not renders(found, "en", "fr")


def test_within_one_language_no_part_is_looked_for() -> None:
    long = annotated("p1", PROSE + "\n" + ENGLISH + "\n" + PROSE.replace("the", "that"))
    found = compare(rows([long, annotated("p2", FRENCH, "fr")], Dictionary()), 0, 1)
    assert found is not None
    assert renders(found, "en", "fr")
    assert not renders(found, "en", "en")
