"""The vocabulary in Python: the same pieces as the library that defines its file."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from crossread.encoding.borders import runs
from crossread.encoding.pieces import UNKNOWN, Pieces
from crossread.encoding.subwords import SHIPPED

CONTENT = (SHIPPED / "tokenizer.json").read_bytes()


@pytest.fixture(scope="module")
def pieces() -> Pieces:
    return Pieces(CONTENT)


@pytest.fixture(scope="module")
def library() -> Tokenizer:
    return Tokenizer.from_buffer(CONTENT)


def fused(numbers: list[int]) -> list[int]:
    """The library makes one unknown piece of several."""
    return [n for k, n in enumerate(numbers) if n != UNKNOWN or k == 0 or numbers[k - 1] != UNKNOWN]


def by_library(library: Tokenizer, word: str) -> list[int]:
    return fused(library.encode(word, add_special_tokens=False).ids)


TEXTS = (
    "The minister’s spokesperson re-elected 3,500 delegates in 2024.",
    "Größe, Straße, Œuvre, Æsop, Łódź, Đorđe, İstanbul, ﬁnal, Ⅻ, ½, ⑴, №5, ㎏",
    "Ο πρόεδρος της ΚΥΒΈΡΝΗΣΗΣ ΔΡΌΜΟΣ",
    "Министр заявил, что приедет в Харків; Ґалаґан, Їжак, Ёлка",
    "وَزِيرُ الخارجيّة ـــ گفت كه ى ﷺ ؟",
    "外交部发言人说iPhone手机2014年涨价。ｶﾞｽ ガス 東京でのスピーチ",
    "보도자료에 따르면 대통령은",
    "cafe\u0301 Ver\u00adtei\u00addigung Zalgo\u0301\u0302\u0303",
    "ეს არის ახალი ამბავი ይህ ዜና ነው ข่าววันนี้",
    "𝕳𝖊𝖑𝖑𝖔 🅰 ⓗ ²³ a\u20dd x\ufe0f",
)


@pytest.mark.parametrize("text", TEXTS)
def test_pieces_are_those_of_the_library(pieces: Pieces, library: Tokenizer, text: str) -> None:
    for word in runs(text):
        assert fused(pieces.cut(word)[0]) == by_library(library, word), word


# Scripts that are older than any version of Unicode in use.
LETTERS = st.characters(max_codepoint=0x05FF, categories=["L", "N"]) | st.characters(
    min_codepoint=0x4E00, max_codepoint=0x9FA5
)


@settings(max_examples=300, deadline=None)
@given(st.text(LETTERS, min_size=1, max_size=20))
def test_pieces_of_any_word_are_those_of_the_library(text: str) -> None:
    library, pieces = Tokenizer.from_buffer(SMALL), Pieces(SMALL)
    for word in runs(text):
        assert fused(pieces.cut(word)[0]) == by_library(library, word), word


def changed(**model: Any) -> bytes:
    """The file with a short vocabulary and with other entries."""
    content = json.loads(CONTENT)
    content["model"]["vocab"] = content["model"]["vocab"][:900]
    for key, value in model.items():
        if key in content["model"]:
            content["model"][key] = value
        else:
            content[key] = value
    return json.dumps(content).encode()


SMALL = changed()


def test_a_word_that_falls_into_single_letters_tells_nothing() -> None:
    vocabulary = [
        ["<unk>", 0.0],
        *[[letter, -5.0] for letter in "▁abcdefgh0123456789"],
        ["▁be", -3],
    ]
    pieces = Pieces(changed(vocab=vocabulary))
    told = {word: pieces.cut(word)[1:] for word in ("be", "bead", "cab", "a", "ag", "2014", "xyz")}
    assert {word: (sum(telling), letters) for word, (telling, letters) in told.items()} == {
        "be": (2, 2),
        "bead": (2, 4),
        "cab": (0, 3),
        "a": (1, 1),
        "ag": (2, 2),
        "2014": (4, 4),
        "xyz": (0, 3),
    }


def test_places_of_a_run_without_spaces(pieces: Pieces) -> None:
    run = "外交部发言人ｶﾞｽ"
    found = pieces.places(run)
    assert found[0].start == 0
    assert found[-1].end == len(run)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert "".join(run[p.start : p.end] for p in found) == run


@pytest.mark.parametrize("word", ["a" * 64, "\u0301" * 10, "字" * 64, "ـ", "\u00ad", ""])
def test_odd_words_are_cut(pieces: Pieces, word: str) -> None:
    numbers, telling, letters = pieces.cut(word)
    assert len(numbers) == len(telling)
    assert 0 <= sum(telling) <= letters


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b'{"model": {}}',
        changed(type="BPE"),
        changed(unk_id=7),
        changed(byte_fallback=True),
        changed(vocab=[]),
        changed(vocab=[["<unk>", 0.0], ["a", -1], ["a", -2]]),
        changed(pre_tokenizer={"type": "Whitespace"}),
        changed(normalizer={"type": "Precompiled"}),
        changed(normalizer={"type": "Replace", "pattern": {"Regex": "a+b"}, "content": ""}),
        changed(normalizer={"type": "Replace", "pattern": {"String": "ab"}, "content": ""}),
        changed(normalizer={"type": "Replace", "pattern": {"Regex": "[\\p{L}]"}, "content": ""}),
    ],
)
def test_a_file_that_asks_for_more_is_refused(content: bytes) -> None:
    with pytest.raises(ValueError):
        Pieces(content)
