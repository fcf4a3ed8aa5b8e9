"""The shipped encoder: what its vectors say, where its words stand, how it fails."""

from __future__ import annotations

import json
import shutil
import unicodedata
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crossread.encoding import Encoder, WordVectors, load
from crossread.encoding.borders import places
from crossread.encoding.subwords import FILES, SHIPPED
from crossread.errors import ModelError


@pytest.fixture(scope="module")
def encoder() -> Encoder:
    return load()


def words_of(encoder: Encoder, text: str) -> list[str]:
    found = encoder.words([text])[0]
    return [text[start:end] for start, end in zip(found.starts, found.ends, strict=True)]


def likeness(encoder: Encoder, left: str, right: str) -> float:
    a, b = encoder.sentences([left, right])
    return float(a @ b)


# Meaning

TRANSLATIONS = {
    "en": [
        "The harbour was closed on Monday because of the storm.",
        "The minister promised to lower the price of bread before the summer.",
        "Two hundred workers went on strike at the car factory.",
        "Scientists found water under the ice of the southern lake.",
    ],
    "fr": [
        "Le port a été fermé lundi à cause de la tempête.",
        "Le ministre a promis de baisser le prix du pain avant l'été.",
        "Deux cents ouvriers se sont mis en grève à l'usine automobile.",
        "Des scientifiques ont trouvé de l'eau sous la glace du lac du sud.",
    ],
    "de": [
        "Der Hafen wurde am Montag wegen des Sturms geschlossen.",
        "Der Minister versprach, den Brotpreis vor dem Sommer zu senken.",
        "Zweihundert Arbeiter traten in der Autofabrik in den Streik.",
        "Wissenschaftler fanden Wasser unter dem Eis des südlichen Sees.",
    ],
    "es": [
        "El puerto fue cerrado el lunes a causa de la tormenta.",
        "El ministro prometió bajar el precio del pan antes del verano.",
        "Doscientos trabajadores se declararon en huelga en la fábrica de automóviles.",
        "Los científicos encontraron agua bajo el hielo del lago del sur.",
    ],
    "ru": [
        "Порт был закрыт в понедельник из-за шторма.",
        "Министр обещал снизить цену хлеба до лета.",
        "Двести рабочих начали забастовку на автомобильном заводе.",
        "Учёные нашли воду подо льдом южного озера.",
    ],
}


@pytest.mark.parametrize("left", sorted(TRANSLATIONS))
@pytest.mark.parametrize("right", sorted(TRANSLATIONS))
def test_a_translation_is_the_nearest_sentence(encoder: Encoder, left: str, right: str) -> None:
    likenesses = encoder.sentences(TRANSLATIONS[left]) @ encoder.sentences(TRANSLATIONS[right]).T
    assert likenesses.argmax(axis=1).tolist() == [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("minister", "ministre"),
        ("war", "Krieg"),
        ("peace", "paix"),
        ("government", "правительство"),
        ("bread", "Brot"),
        ("money", "Geld"),
        ("2014", "2014"),
    ],
)
def test_a_word_is_nearer_to_its_translation_than_to_other_words(
    encoder: Encoder, english: str, other: str
) -> None:
    others = ["garden", "seven", "yesterday", "hospital", "football", "to sing"]
    assert likeness(encoder, english, other) > 0.5
    assert likeness(encoder, english, other) > max(likeness(encoder, o, other) for o in others)


def test_case_accents_and_composition_make_no_difference(encoder: Encoder) -> None:
    plain = encoder.sentences(["defense de l'ete", "STRASSE"])
    accented = encoder.sentences(["Défense de l’été", "Straße"])
    apart = encoder.sentences([unicodedata.normalize("NFD", "Défense de l’été"), "straße"])
    np.testing.assert_allclose(plain, accented, atol=1e-6)
    np.testing.assert_allclose(plain, apart, atol=1e-6)


# Shape


def test_sentences_have_length_one_and_nothing_is_zero(encoder: Encoder) -> None:
    vectors = encoder.sentences(["A bridge fell.", "", "... !?", "桥塌了。"])
    assert vectors.shape == (4, encoder.dimensions)
    assert vectors.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(vectors, axis=1), [1, 0, 0, 1], atol=1e-5)


def test_no_texts(encoder: Encoder) -> None:
    assert encoder.sentences([]).shape == (0, encoder.dimensions)
    assert encoder.words([]) == []
    assert encoder.coverage([]).shape == (0,)


def test_a_sentence_is_the_sum_of_its_words(encoder: Encoder) -> None:
    text = "Le port de Brême n’a pas rouvert; 港口没有重新开放 в понедельник."
    total = encoder.words([text])[0].vectors.sum(axis=0)
    np.testing.assert_allclose(
        encoder.sentences([text])[0], total / np.linalg.norm(total), atol=1e-5
    )


def test_a_vector_does_not_depend_on_the_texts_beside_it(encoder: Encoder) -> None:
    texts = ["Der Hafen bleibt zu.", "word " * 3000, "", "The port stays shut.", "港口关闭"]
    together = encoder.sentences(texts * 40)[:5]
    alone = np.concatenate([encoder.sentences([text]) for text in texts])
    assert together.tobytes() == alone.tobytes()


# Places


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("L'OTAN et l’Europe", ["L", "OTAN", "et", "l", "Europe"]),
        ("the pre-2014 borders.", ["the", "pre", "2014", "borders"]),
        ("« Été » ", ["Été"]),
        ("E\u0301te\u0301 froid", ["E\u0301te\u0301", "froid"]),
        ("👍🏽 ok ❤️ bien", ["ok", "bien"]),
        ("قال الوَزِير إنّ", ["قال", "الوَزِير", "إنّ"]),
        ("Ver\u00adtei\u00addigung", ["Ver\u00adtei\u00addigung"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_words_stand_where_they_are(encoder: Encoder, text: str, words: list[str]) -> None:
    assert words_of(encoder, text) == words


def test_chinese_is_cut_by_the_vocabulary(encoder: Encoder) -> None:
    text = "2014年中国外交部发言人说,iPhone手机"
    words = words_of(encoder, text)
    assert words[0] == "2014"
    assert "iPhone" in words
    assert "中国" in words
    assert "".join(words) == text.replace(",", "")


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_places_are_in_order_and_inside_the_text(text: str) -> None:
    found = load().words([text])[0]
    assert len(found.starts) == len(found.ends) == len(found.vectors)
    assert (found.starts < found.ends).all()
    assert (found.ends[:-1] <= found.starts[1:]).all()
    assert found.ends.max(initial=0) <= len(text)
    assert np.isfinite(found.vectors).all()


PARTS = ["a", "Z", "é", "9", "½", " ", "_", ".", "’", "“", "b" * 70, "א", "ا", "\u064b"]
PARTS += ["\N{COMBINING ACUTE ACCENT}", "\N{SOFT HYPHEN}", "\N{OHM SIGN}", "\ud800"]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=30).map("".join))
def test_words_stand_where_the_borders_are(text: str) -> None:
    """Plain texts are cut by a table of characters; marks, long runs, other scripts are not."""
    found = load().words([text])[0]
    assert list(zip(found.starts, found.ends, strict=True)) == places(text)


# What is not known


def test_an_unknown_script_is_said_to_be_unknown(encoder: Encoder) -> None:
    texts = ["ይህ ዜና ነው", "ეს არის ახალი ამბავი", "This is news.", "Это новости.", "..."]
    ethiopic, georgian, english, russian, none = encoder.coverage(texts)
    assert ethiopic < 0.1
    assert georgian < 0.1
    assert english == russian == none == 1
    assert not encoder.sentences(texts[:2]).any()


def test_half_of_a_text_known(encoder: Encoder) -> None:
    assert encoder.coverage(["news ዜናዜና"])[0] == pytest.approx(0.5)


@pytest.mark.parametrize("text", ["\ud800 lone \udfff", "a\x00b", "\ufeff\u200b", "\u202eabc"])
def test_broken_text_gives_a_result(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.sentences([text])).all()
    assert isinstance(encoder.words([text])[0], WordVectors)
    assert 0 <= encoder.coverage([text])[0] <= 1


@pytest.mark.parametrize("text", ["a" * 2_000_000, "Wort " * 400_000, "字" * 500_000, "́" * 500_000])
def test_a_huge_line_is_encoded(encoder: Encoder, text: str) -> None:
    assert np.isfinite(encoder.sentences([text])).all()
    assert 0 <= encoder.coverage([text])[0] <= 1


# Files


def test_the_shipped_encoder_is_loaded_once() -> None:
    assert load() is load()


def test_name_and_digest(encoder: Encoder) -> None:
    assert encoder.name.startswith("crossread-encoder ")
    assert len(encoder.digest) == 16
    assert encoder.digest == json.loads((SHIPPED / "config.json").read_text())["sha256"][:16]


def test_the_files_are_small_and_have_a_card() -> None:
    assert sum((SHIPPED / name).stat().st_size for name in FILES) <= 20_000_000
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    for attribution in ("Tatoeba", "Wiktionary", "WordNet", "NTREX", "FLORES", "TICO"):
        assert attribution in card


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    for name in FILES:
        shutil.copyfile(SHIPPED / name, tmp_path / name)
    return tmp_path


def test_a_copy_loads(copied: Path, encoder: Encoder) -> None:
    text = ["The ferry left at noon."]
    assert load(copied).sentences(text).tobytes() == encoder.sentences(text).tobytes()


@pytest.mark.parametrize("name", FILES)
def test_a_missing_file_is_named(copied: Path, name: str) -> None:
    (copied / name).unlink()
    with pytest.raises(ModelError, match=name):
        load(copied)


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\x00broken"])
def test_a_broken_file_is_an_error_of_one_line(copied: Path, name: str, content: bytes) -> None:
    (copied / name).write_bytes(content)
    with pytest.raises(ModelError) as caught:
        load(copied)
    assert "\n" not in str(caught.value)


def test_model2vec_gives_the_same_vectors(encoder: Encoder) -> None:
    from model2vec import StaticModel

    texts = [text for language in sorted(TRANSLATIONS) for text in TRANSLATIONS[language]]
    texts += ["L’OTAN, 2014年我们去北京。", "قال الوزير إنّ", "Ünïcödé & 3.5 %", "❤️ ok"]
    theirs = StaticModel.from_pretrained(SHIPPED).encode(texts)
    ours = encoder.sentences(texts)
    assert (np.asarray(theirs) * ours).sum(axis=1).min() > 0.9999
