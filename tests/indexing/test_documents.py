"""Articles as an index keeps them, and back."""

from __future__ import annotations

from msgspec.structs import replace

from crossread.indexing import Document, Facts, document, open_index
from crossread.indexing.documents import annotated, in_page, packed, place, unpacked
from crossread.linking.translations import rows
from crossread.model import Quote
from tests.build import article
from tests.linking.words import Dictionary
from tests.linking.words import annotated as plain

TEXT = "Bridge closed\nThe bridge is closed. The ferry runs.\n\nThe mayor spoke on Monday."


def test_a_document_stands_by_itself() -> None:
    page, record, sentences = article(TEXT, headline=True, published="2024-03-01")
    one = replace(plain("p1", TEXT), page=page, article=record, sentences=sentences)
    kept = document(one)
    assert kept.id == "p1.txt"
    assert kept.text == "The bridge is closed. The ferry runs.\nThe mayor spoke on Monday."
    assert kept.facts.headline == "Bridge closed"
    assert kept.facts.published == "2024-03-01"
    assert [kept.text[s:e] for s, e in kept.facts.sentences] == [
        "The bridge is closed.", "The ferry runs.", "The mayor spoke on Monday."]  # fmt: skip
    back = annotated(kept)
    assert [s.span.text for s in back.sentences] == [s.span.text for s in sentences]
    assert [p.text for p in back.article.body] == [p.text for p in record.body]
    for span in (*back.article.body, *(s.span for s in back.sentences)):
        assert span.text == back.page.text[span.start : span.end]


def test_a_document_is_aligned_like_the_article() -> None:
    one = plain("p1", TEXT)
    (before,), (after,) = rows([one], Dictionary()), rows([annotated(document(one))], Dictionary())
    assert before.vectors.tolist() == after.vectors.tolist()
    assert before.words == after.words


def test_direct_quotes_stay_quotations() -> None:
    one = plain("p1", "Something.\nWe stay here, he said.")
    quote = Quote("", one.page.span(11, 23), "direct", False, None, None)
    kept = document(replace(one, quotes=(quote,)))
    assert [kept.text[s:e] for s, e in kept.facts.quoted] == ["We stay here"]


def test_bytes_and_back() -> None:
    facts = Facts("fr", "Titre", "2024", "a", "http://b", ((1, 2),), ((0, 3),), (("EUR", 3.5),))
    one = Document("é", "half \ud800 of it", "Outlet", facts)
    assert unpacked(one.id, one.outlet, *packed(one)) == one


def test_what_an_article_is_called() -> None:
    one = plain("p1", "x")
    second = replace(one.article, id="p1.2")
    assert place(one) == "p1.txt"
    assert place(replace(one, article=second)) == "p1.txt~2"
    assert place(replace(one, page=replace(one.page, url="http://a/b"))) == "http://a/b"
    piped = replace(one.page, path="-#3", source_id="record 7", sha256="ab" * 32)
    assert place(replace(one, page=piped)) == "record 7"
    assert place(replace(one, page=replace(piped, source_id=None))) == "sha256:" + "ab" * 16


def test_links_lead_back_to_the_page() -> None:
    text = "  The bridge over the old river is closed until the end of March.\n\n\n" * 2
    one = plain("p7", text)
    asked = document(one, "here")
    with open_index(":memory:", write=True) as index:
        index.add([("there", asked.text)])
        (link,) = index.query(asked)
    moved = in_page(link, "here", one)
    assert {moved.source, moved.target} == {"p7.1", "there"}
    for pair in moved.passages:
        (mine,) = [span for span in pair if span.page == "p7"]
        assert mine.text == text[mine.start : mine.end]
        assert mine.text.startswith("The bridge")
