"""Texts → rows of word numbers: what is a word, what is the same word, what is a quotation."""

from __future__ import annotations

import unicodedata

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from crossread.linking.quotations import quotations
from crossread.linking.words import (
    LETTER_LIMIT,
    WORD,
    article_text,
    article_words,
    batches,
    runs,
    words,
)
from crossread.model import Quote
from tests.linking.words import annotated

LONG = "Twelve words outside of any quotation stand here so that quotations count. "


def shown(text: str) -> list[str]:
    row = words([text]).row(0)
    return [text[start:end] for start, end in zip(row.starts, row.ends)]


def ids(text: str) -> list[int]:
    return [int(number) for number in words([text]).row(0).ids]


def test_words_are_letters_and_digits() -> None:
    assert shown("Don’t pay $1,200 for under_score—now!") == [
        "Don", "t", "pay", "1", "200", "for", "under", "score", "now"]  # fmt: skip


def test_a_script_without_spaces_has_a_word_a_character() -> None:
    assert shown("市长 said ไป 2024年") == ["市", "长", "said", "ไ", "ป", "2024", "年"]


def test_capitals_accents_and_full_width_make_no_other_word() -> None:
    assert ids("État ÉTAT etat ＡＦＰ afp")[:3] == ids("etat etat etat")
    assert ids("ＡＦＰ") == ids("afp")
    assert ids("naïve") == ids(unicodedata.normalize("NFD", "naïve"))


def test_other_letters_make_other_words() -> None:
    assert len(set(ids("harbour harbor harbours мэр мер 港 湾 ab ba a b"))) == 11


def test_what_cannot_be_seen_is_passed_over() -> None:
    hidden = "har\u00adbour br\u200bidge\u202e clo\u2060sed"
    assert ids(hidden) == ids("harbour bridge closed")
    assert shown(hidden) == ["har\u00adbour", "br\u200bidge", "clo\u2060sed"]


def test_letters_beyond_the_basic_plane() -> None:
    assert ids("𝐛𝐫𝐢𝐝𝐠𝐞") == ids("bridge")
    assert shown("one 😀 two 𠀀𠀁 𐐀𐐁") == ["one", "two", "𠀀", "𠀁", "𐐀𐐁"]


def test_halves_of_characters_and_zeros_part_words() -> None:
    assert shown("one\ud800two\0three") == ["one", "two", "three"]


def test_long_words_are_told_apart_to_their_last_letter() -> None:
    assert len(set(ids("abcdefghijklmnopq abcdefghijklmnopr abcdefghijklmnop"))) == 3


def test_a_word_has_the_same_number_beside_whatever_script() -> None:
    batch = words(["the bridge", "мост the bridge 港", "bridge"])
    assert batch.row(0).ids[1] == batch.row(1).ids[2] == batch.row(2).ids[0]


def test_numbers_do_not_change_for_an_index_on_disk_holds_them() -> None:
    assert ids("bridge мост 港") == [
        4768106020382338339, 3701317254947899155, 17762738716468575075]  # fmt: skip


def test_words_in_quotation_marks_are_not_the_articles_own() -> None:
    row = words([LONG + "He said “we stay here”."]).row(0)
    assert row.own.tolist() == [True] * 14 + [False] * 3


def test_a_paragraph_that_never_closes_its_quotation_is_one() -> None:
    text = LONG + "\n“We stay and nobody will move us.\nHe left."
    row = words([text]).row(0)
    assert [text[s:e] for s, e in zip(row.starts[~row.own], row.ends[~row.own])] == [
        "We", "stay", "and", "nobody", "will", "move", "us"]  # fmt: skip


def test_a_text_that_is_next_to_all_quotation_counts_whole() -> None:
    assert words(["“We stay here and nobody moves us,” he said."]).row(0).own.all()


def test_direct_quotes_of_an_article_count_as_quotations() -> None:
    one = annotated("p1", LONG + "We stay here, he said.")
    start = one.page.text.index("We stay")
    quote = Quote("", one.page.span(start, start + 12), "direct", False, None, None)
    (row,) = article_words([replace(one, quotes=(quote,))])
    assert row.own.tolist() == [True] * 12 + [False] * 3 + [True] * 2


def test_places_count_in_the_page() -> None:
    text = "A headline\nThe bridge is closed.\nThe ferry runs."
    one = annotated("p1", text)
    (row,) = article_words([one])
    assert [text[s:e] for s, e in zip(row.starts, row.ends)] == shown(text)


def test_the_text_of_an_article_is_its_paragraphs() -> None:
    told = article_text(annotated("p1", "  First line.\n\n\nSecond line."))
    assert told.text == "First line.\nSecond line."
    assert told.begins == (0, 12)
    assert told.moves == (2, 4)


def test_batches_hold_all_texts_in_order() -> None:
    texts = [f"word{k} " * (k % 7) for k in range(40)]
    rows = [batch.row(k) for batch in batches(texts) for k in range(len(batch))]
    assert [len(row.ids) for row in rows] == [k % 7 for k in range(40)]


def test_nothing_and_endless_texts() -> None:
    assert len(words([])) == 0
    assert len(words([""]).row(0).ids) == 0
    assert len(words(["\n \n"]).row(0).ids) == 0
    endless = words(["x" * (LETTER_LIMIT + 5)]).row(0)
    assert endless.ends.tolist() == [LETTER_LIMIT]


def test_a_run_is_told_by_its_words_and_their_order() -> None:
    one, other = (words([text]).row(0).ids for text in ("a b c d e f", "x b c d e a"))
    assert len(runs(one, 5)) == 2
    assert not set(runs(one, 5).tolist()) & set(runs(other, 5).tolist())
    assert runs(one, 4)[1] == runs(other, 4)[1]
    assert len(runs(one[:3], 5)) == 0


@given(st.text(st.sampled_from('ab “”„«»"「」 \n.é'), max_size=80))
def test_quotations_are_those_of_the_pattern(text: str) -> None:
    expected: list[int] = []
    at = 0
    for line in text.split("\n"):
        for start, end in quotations(line):
            expected += range(at + start, at + end)
        at += len(line) + 1
    row = words([LONG * 2 + "\n" + text]).row(0)
    shift = len(LONG) * 2 + 1
    for start, own in zip(row.starts.tolist(), row.own.tolist()):
        if start >= shift:
            assert own == (start - shift not in expected)


@given(st.text(max_size=120))
def test_words_are_those_of_the_pattern(text: str) -> None:
    plain = "".join(c for c in text if unicodedata.category(c)[0] not in "MC" and ord(c) < 0x10000)
    assert shown(plain) == [match.group() for match in WORD.finditer(plain)]


@pytest.mark.parametrize("size", [2, 3, 5])
def test_runs_of_any_size(size: int) -> None:
    assert len(runs(np.arange(10, dtype=np.uint64), size)) == 11 - size
