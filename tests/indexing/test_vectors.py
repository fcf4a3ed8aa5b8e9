"""Translations against an index: the same links as among all articles at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.errors import IndexFileError, UsageError
from crossread.indexing import document, open_index
from crossread.linking import links
from tests.linking.test_copies import OTHER, STORY
from tests.linking.test_translations import ENGLISH, FRENCH
from tests.linking.words import Dictionary, annotated

GERMAN = """Sturm gesperrt die Hafen Brücke. Ingenieure fanden Riss 12 in Stahl Pfeiler.
Bürgermeister der Stadt schickte Lastwagen Verkehr zu Fähre. Polizei gesperrt Schule für Schüler.
Reparatur Wochen 6 für Ingenieure und Stahl. Morgen Fähre trug Schüler über Wasser."""

ARTICLES = [
    annotated("p1", ENGLISH),
    annotated("p2", OTHER),
    annotated("p3", FRENCH, "fr"),
    annotated("p4", STORY),
    annotated("p5", GERMAN, "de"),
]


class Another(Dictionary):
    """An encoder with other weights."""

    digest = "1" * 16


def test_links_are_those_of_all_articles_at_once() -> None:
    expected = links(ARTICLES, Dictionary())
    names = {one.article.id: document(one).id for one in ARTICLES}
    with open_index(":memory:", write=True, encoder=Dictionary()) as index:
        for one in ARTICLES:
            index.add([document(one)])
        found = index.links()
        told = sorted(
            (names[x.source], names[x.target], x.form or "", x.coverage) for x in expected
        )
        assert [(x.source, x.target, x.form, x.coverage) for x in found] == told
        assert len(told) == 3


def test_a_query_finds_translations() -> None:
    with open_index(":memory:", write=True, encoder=Dictionary()) as index:
        index.add(document(one) for one in ARTICLES[1:])
        found = index.query(document(ARTICLES[0]))
        assert [(x.source, x.target, x.form) for x in found] == [
            ("p1.txt", "p3.txt", "translation"), ("p1.txt", "p5.txt", "translation")]  # fmt: skip
        for link in found:
            for one, other in link.passages:
                assert ENGLISH.count(one.text) == 1
                assert (FRENCH + GERMAN).count(other.text) == 1
        index.remove(["p3.txt"])
        assert [x.target for x in index.query(document(ARTICLES[0]))] == ["p5.txt"]


def test_without_an_encoder_only_wording_is_compared(tmp_path: Path) -> None:
    with open_index(tmp_path / "x", write=True, encoder=Dictionary()) as index:
        index.add(document(one) for one in ARTICLES)
        assert index.info().vectors == 5
        assert index.info().encoder == "dictionary " + "0" * 16
    with open_index(tmp_path / "x") as index:
        (link,) = index.query(document(ARTICLES[0], "asked"))
        assert link.form == "verbatim"


def test_documents_without_sentences_have_no_vector() -> None:
    with open_index(":memory:", write=True, encoder=Dictionary()) as index:
        index.add([("a", ENGLISH)])
        assert index.info().vectors == 0
        assert index.query(document(ARTICLES[2])) == ()


def test_another_encoder_is_refused(tmp_path: Path) -> None:
    with open_index(tmp_path / "x", write=True, encoder=Dictionary()) as index:
        index.add([document(ARTICLES[0])])
    with open_index(tmp_path / "x", write=True, encoder=Another()) as index:
        for call in (
            lambda: index.add([document(ARTICLES[1])]),
            lambda: index.query(document(ARTICLES[2])),
            index.links,
        ):
            with pytest.raises(UsageError) as error:
                call()
            assert "was made with the encoder dictionary 0000" in str(error.value)
        assert index.info().articles == 1


def test_vectors_of_another_length_are_told(tmp_path: Path) -> None:
    with open_index(tmp_path / "x", write=True, encoder=Dictionary()) as index:
        index.add([document(ARTICLES[0])])
        with index._store.writing():
            index._store.database.execute("UPDATE vector SET vector = x'0000'")
        with pytest.raises(IndexFileError) as error:
            index.query(document(ARTICLES[2]))
        assert "damaged" in str(error.value)
