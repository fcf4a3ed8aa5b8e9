from __future__ import annotations

import random

import numpy as np

from crossread.linking.accounts import links
from crossread.linking.clustering import average_link
from crossread.linking.stories import stories
from crossread.model import Annotated, Link
from tests.linking.test_copies import OTHER, STORY
from tests.linking.test_translations import ENGLISH, FRENCH, REPORT
from tests.linking.words import Dictionary, annotated

STRIKE = """Teachers of the union began a strike for wages. The strike closed every school of the town.
The union wants wages for teachers raised before pupils return. Teachers marched to the mayor."""
GREVE = """Enseignants du syndicat en grève pour salaires. La grève fermé chaque école de ville.
Syndicat veut salaires pour enseignants, élèves attendent. Enseignants devant maire."""


def named(articles: list[Annotated], groups: list[list[int]]) -> list[list[str]]:
    return [[articles[k].article.page for k in group] for group in groups]


def test_one_event_in_two_languages_is_one_story() -> None:
    articles = [
        annotated("p1", ENGLISH),
        annotated("p2", STRIKE),
        annotated("p3", REPORT.split("\n")[0] + FRENCH.split("\n")[0], "fr"),
        annotated("p4", GREVE, "fr"),
    ]
    assert named(articles, stories(articles, Dictionary())) == [["p1", "p3"], ["p2", "p4"]]


def test_two_events_of_one_kind_stay_two() -> None:
    north = "A storm closed the bridge at Northwick, where engineers found a crack. "
    south = "A storm closed the bridge at Southam, and a truck fell into the water. "
    articles = [
        annotated("p1", north + "Northwick council met; Northwick ferry Alba runs to Holm island."),
        annotated("p2", north + "Northwick sends ferry Alba and Holm island gets its mail by it."),
        annotated("p3", south + "Southam driver Petra Lind was saved by two fishermen in Southam."),
        annotated("p4", south + "Southam fishermen pulled driver Petra Lind from her cabin alive."),
    ]
    assert named(articles, stories(articles, Dictionary())) == [["p1", "p2"], ["p3", "p4"]]


def test_copies_share_a_story_whatever_else() -> None:
    articles = [annotated("p1", STORY), annotated("p2", OTHER)]
    link = Link("copy", "p1.1", "p2.1", False, 0.9, (), "")
    assert stories(articles, Dictionary(), [link]) == [[0, 1]]
    assert stories(articles, Dictionary()) == [[0], [1]]


def test_the_order_of_the_articles_changes_nothing() -> None:
    articles = [
        annotated(f"p{k}", text, language)
        for k, (text, language) in enumerate(
            [(ENGLISH, "en"), (FRENCH, "fr"), (STRIKE, "en"), (GREVE, "fr"), (STORY, "en")]
        )
    ]
    found = links(articles, Dictionary())
    expected = named(articles, stories(articles, Dictionary(), found))
    for seed in range(4):
        shuffled = random.Random(seed).sample(articles, len(articles))
        assert named(shuffled, stories(shuffled, Dictionary(), found)) == expected


def test_every_article_is_in_one_story() -> None:
    texts = ["", "?!", "One.", STORY, OTHER, "\u202eעברית", "word " * 50_000]
    articles = [annotated(f"p{k}", text, "und") for k, text in enumerate(texts)]
    groups = stories(articles, Dictionary())
    assert sorted(k for group in groups for k in group) == list(range(len(texts)))
    assert stories([], Dictionary()) == []


def test_average_link_is_not_fooled_by_one_bridge() -> None:
    pairs = [(i, j) for i in range(6) for j in range(i + 1, 6)]
    likeness = [0.8 if (i < 3) == (j < 3) else 0.0 for i, j in pairs]
    likeness[pairs.index((2, 3))] = 0.9
    labels = average_link(
        6, np.asarray(pairs, dtype=np.int64), np.asarray(likeness, dtype=np.float32), 0.3
    )
    # 2 and 3 join first, and still the mean between the two groups keeps them apart.
    assert len(set(labels)) >= 2
    assert labels[0] == labels[1]
    assert labels[4] == labels[5]
