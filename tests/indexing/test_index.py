"""An index: what is added is found, what is removed is not, and all of it can be shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossread.errors import CrossreadError, IndexFileError, UsageError
from crossread.indexing import Document, Facts, Index, open_index
from crossread.linking.words import LETTER_LIMIT
from tests.indexing.texts import edited, story


@pytest.fixture
def index() -> Iterator[Index]:
    with open_index(":memory:", write=True) as opened:
        yield opened


def found(index: Index, text: str) -> list[tuple[str, str | None]]:
    """What a text is linked with, and in what form."""
    return [
        (link.target if link.source == "asked" else link.source, link.form)
        for link in index.query(("asked", text))
    ]


def test_a_copy_is_found_and_explained(index: Index) -> None:
    index.add([("a", story(1)), ("b", story(2))])
    (link,) = index.query(("asked", story(1)))
    assert (link.kind, link.form, link.directed) == ("copy", "verbatim", False)
    assert (link.source, link.target) == ("asked", "a")
    assert (link.source_coverage, link.target_coverage) == (1.0, 1.0)
    assert link.why == "word for word the same, 200 words"
    ((one, other),) = link.passages
    assert one.text == other.text == story(1)[:-1]  # the last full stop is no word
    assert (one.page, other.page) == ("asked", "a")


def test_places_count_in_the_documents_own_text(index: Index) -> None:
    index.add([("a", "Something else stands before it all.\n" + story(1))])
    (link,) = index.query(("asked", story(1)))
    document = index.get("a")
    assert document is not None
    for _, span in link.passages:
        assert span.text == document.text[span.start : span.end]


@pytest.mark.parametrize("share", [0.05, 0.15])
def test_edited_copies_are_found(index: Index, share: float) -> None:
    index.add([(f"s{k}", story(k)) for k in range(30)])
    for k in range(30):
        assert found(index, edited(story(k), share, k)) == [(f"s{k}", "edited")]


def test_excerpts_are_found_in_both_directions(index: Index) -> None:
    lines = story(1, 300).split("\n")
    part = "\n".join(lines[6:14])
    index.add([("whole", story(1, 300)), ("other", story(2))])
    assert found(index, part) == [("whole", "excerpt")]
    index.add([("part", part)])
    index.remove(["whole"])
    assert found(index, story(1, 300)) == [("part", "excerpt")]


def test_short_texts_are_found_too(index: Index) -> None:
    for length in (8, 12, 20):
        index.add([(f"s{length}", story(length, length))])
        assert found(index, story(length, length)) == [(f"s{length}", "verbatim")]


def test_shared_quotations_are_no_link(index: Index) -> None:
    said = (
        "“We will not leave the people on the other bank alone, and nobody has to pay,” she said."
    )
    index.add([("a", f"{story(1)}\n{said}\n{said}")])
    assert found(index, f"{story(2)}\n{said}") == []


def test_a_merged_article_names_its_parts(index: Index) -> None:
    index.add([("a", story(1)), ("b", story(2)), ("c", story(3))])
    links = index.query(("m", story(1) + "\n" + story(2)))
    assert [(link.source, link.target, link.form) for link in links] == [
        ("a", "m", "merged"), ("b", "m", "merged")]  # fmt: skip
    assert all("m holds a and b" in link.why or "m holds b and a" in link.why for link in links)


def test_removed_articles_are_gone_and_others_stay(index: Index) -> None:
    index.add([("a", story(1)), ("b", edited(story(1), 0.05))])
    assert index.remove(["a", "nobody", "a"]) == ("a",)
    assert found(index, story(1)) == [("b", "edited")]
    assert index.get("a") is None
    assert index.remove(["a"]) == ()


def test_an_id_that_was_removed_can_come_again(index: Index) -> None:
    index.add([("a", story(1))])
    index.remove(["a"])
    assert index.add([("a", story(2))]).added == ("a",)
    assert found(index, story(1)) == []
    assert found(index, story(2)) == [("a", "verbatim")]


def test_the_same_document_again_changes_nothing(index: Index) -> None:
    index.add([("a", story(1))])
    before = index.info()
    done = index.add([("a", story(1))])
    assert (done.added, done.replaced, done.unchanged) == ((), (), ("a",))
    assert index.info() == before


def test_a_document_that_changed_is_replaced(index: Index) -> None:
    index.add([("a", story(1))])
    assert index.add([("a", story(2))]).replaced == ("a",)
    assert found(index, story(1)) == []
    assert found(index, story(2)) == [("a", "verbatim")]
    assert index.info().articles == 1


def test_of_two_documents_with_one_id_in_one_call_the_later_counts(index: Index) -> None:
    index.add([("a", story(1)), ("a", story(2))])
    assert found(index, story(1)) == []
    assert found(index, story(2)) == [("a", "verbatim")]


def test_a_document_is_not_linked_with_itself(index: Index) -> None:
    index.add([("a", story(1)), ("b", story(1))])
    assert [link.target for link in index.query(("a", story(1)))] == ["b"]


def test_all_pairs_and_all_links(index: Index) -> None:
    index.add([("a", story(1)), ("b", story(2)), ("c", edited(story(1), 0.1))])
    index.add([("d", story(2)), ("e", story(3))])
    pairs = [(pair.first, pair.second) for pair in index.pairs()]
    assert pairs == [("a", "c"), ("b", "d")]
    links = index.links()
    assert [(link.source, link.target, link.form) for link in links] == [
        ("a", "c", "edited"), ("b", "d", "verbatim")]  # fmt: skip
    index.remove(["a"])
    assert [(pair.first, pair.second) for pair in index.pairs()] == [("b", "d")]


def test_how_the_documents_came_makes_no_difference(tmp_path: Path) -> None:
    documents = [(f"s{k}", story(k // 2)) for k in range(60)]
    with open_index(tmp_path / "one", write=True) as one:
        one.add(documents)
        expected = one.links()
    assert len(expected) == 30
    with open_index(tmp_path / "many", write=True) as many:
        for document in documents:
            many.add([document])
        assert many.links() == expected
        assert many.info().segments < 16
        many.compact()
        assert many.info().segments == 1
        assert many.links() == expected


def test_a_text_printed_by_many_is_linked_with_all(index: Index) -> None:
    index.add([(f"p{k}", edited(story(1), 0.02, k)) for k in range(40)])
    assert len(found(index, story(1))) == 40
    assert len(list(index.pairs())) == 40 * 39 // 2


def test_boilerplate_of_one_outlet_is_no_link(index: Index) -> None:
    promise = story(99, 40)
    index.add([Document(f"a{k}", f"{story(k, 60)}\n{promise}", "The Example") for k in range(6)])
    assert list(index.pairs()) == []
    assert index.query(Document("asked", f"{story(50, 60)}\n{promise}", "The Example")) == ()
    # In another outlet's article the same words are worth telling.
    assert index.query(Document("asked", f"{story(50, 60)}\n{promise}", "Other")) != ()


def test_boilerplate_of_many_outlets_is_no_link(index: Index) -> None:
    promise = story(99, 40)
    index.add([Document(f"a{k}", f"{story(k, 60)}\n{promise}", f"Outlet {k}") for k in range(14)])
    assert list(index.pairs()) == []
    assert index.query(Document("asked", f"{story(50, 60)}\n{promise}", "Other")) == ()


def test_time_and_credits_tell_the_direction(index: Index) -> None:
    index.add([Document("late", story(1), facts=Facts(published="2024-03-02"))])
    asked = Document("early", story(1), facts=Facts(published="2024-03-01"))
    (link,) = index.query(asked)
    assert (link.source, link.target, link.directed) == ("early", "late", True)
    assert "early was published earlier" in link.why


def test_any_script_and_what_cannot_be_written(index: Index) -> None:
    texts = {
        "zh": "市长在星期二宣布大桥因为发现裂缝而关闭,所有车辆必须绕行旧公路,渡轮每二十分钟开出一班。",
        "ru": "Мост через гавань закрыт со вторника: инженеры нашли трещину в одной из его опор.",
        "half": "A text with \ud800 half a character and \0 a zero stands in the index as it came.",
    }
    index.add(texts.items())
    for id, text in texts.items():
        assert found(index, text) == [(id, "verbatim")]
        document = index.get(id)
        assert document is not None
        assert document.text == text


def test_empty_and_endless_texts(index: Index) -> None:
    endless = "word and another word here " * (LETTER_LIMIT // 20)
    done = index.add([("empty", ""), ("blank", " \n\n"), ("endless", endless), ("one", "word")])
    assert done.added == ("empty", "blank", "endless", "one")
    assert done.cut == ("endless",)
    assert found(index, "") == []
    document = index.get("endless")
    assert document is not None
    assert len(document.text) == LETTER_LIMIT


@pytest.mark.parametrize("id", ["", "x" * 5000, "a\ud800b", "a\0b"])
def test_ids_that_cannot_be_kept(index: Index, id: str) -> None:
    with pytest.raises(UsageError) as error:
        index.add([("good", story(1)), (id, story(2))])
    assert "\n" not in str(error.value)
    assert index.info().articles == 0  # nothing of that call was kept


def test_an_error_in_the_input_keeps_what_was_told_before(index: Index) -> None:
    def documents() -> Iterator[tuple[str, str]]:
        yield from ((f"s{k}", story(k)) for k in range(4))
        raise RuntimeError("the pipe broke")

    told = index.added(documents(), at_once=2)
    assert next(told).added == ("s0", "s1")
    with pytest.raises(RuntimeError):
        list(told)
    assert {link.target for link in index.query(("asked", story(1)))} == {"s1"}


def test_what_an_index_says_of_itself(index: Index) -> None:
    index.add([("a", story(1)), ("b", story(2))])
    index.remove(["b"])
    info = index.info()
    assert (info.articles, info.removed, info.segments, info.version) == (1, 1, 1, 1)
    assert info.characters == len(story(1))
    assert 60 < info.keys < 140  # of two times 196 runs a quarter is kept
    index.compact()
    assert (index.info().removed, index.info().segments) == (0, 1)
    assert 30 < index.info().keys < 70


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with open_index(tmp_path / "x", write=True) as index:
        index.add([("a", story(1))])
    with open_index(tmp_path / "x") as reader:
        assert found(reader, story(1)) == [("a", "verbatim")]
        for call in (
            lambda: reader.add([("b", "x")]),
            lambda: reader.remove(["a"]),
            reader.compact,
        ):
            with pytest.raises(IndexFileError) as error:
                call()
            assert "for reading only" in str(error.value)
            assert isinstance(error.value, CrossreadError)
