import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from crossread.encoding import lexicon
from crossread.encoding.lexicon import LEAST, SHIPPED, Lexicon, load
from crossread.encoding.wordforms import Rules, candidates, fold, parts
from crossread.errors import ModelError


@pytest.fixture(scope="module")
def shipped() -> Lexicon:
    return load()


def cosine(words: Lexicon, *told: str) -> float:
    """Likeness of two words given as "word:language"."""
    pairs = [one.split(":") for one in told]
    profiles = words.profiles([word for word, _ in pairs], [language for _, language in pairs])
    return float(words.block(profiles, 0, 1)[0, 1])


@pytest.mark.parametrize(
    "left, right",
    [
        ("houses:en", "Häuser:de"),
        ("thieves:en", "ladrones:es"),
        ("rejected:en", "abgelehnt:de"),
        ("schools:en", "scholen:nl"),
        ("bridges:en", "ponts:fr"),
        ("écoles:fr", "школы:ru"),
        ("prezzi:it", "preços:pt"),
        ("żołnierzy:pl", "soldats:fr"),
        ("fires:en", "حرائق:ar"),
        ("earthquake:en", "地震:zh"),
        ("пожежі:uk", "пожары:ru"),
        ("killed:en", "dead:en"),
        ("injured:en", "wounded:en"),
    ],
)
def test_words_of_one_meaning_are_alike_whatever_their_form(
    shipped: Lexicon, left: str, right: str
) -> None:
    assert cosine(shipped, left, right) > 0.5


@pytest.mark.parametrize(
    "left, right",
    [
        ("hospital:en", "Arzt:de"),
        ("school:en", "ministre:fr"),
        ("opened:en", "cerrado:es"),
        ("train:en", "samolot:pl"),
        ("water:en", "火:zh"),
    ],
)
def test_other_words_are_not(shipped: Lexicon, left: str, right: str) -> None:
    assert cosine(shipped, left, right) < 0.15


@pytest.mark.parametrize(
    "word", ["the:en", "des:fr", "wurden:de", "han:es", "która:pl", "были:ru", "على:ar", "的:zh"]
)
def test_function_words_have_no_profile(shipped: Lexicon, word: str) -> None:
    text, language = word.split(":")
    assert shipped.profiles([text], [language]).indptr.tolist() == [0, 0]


@pytest.mark.parametrize("word", ["Xqzzy", "", "123", "Ŵŷẑ", "a" * 5000, "字" * 64, "\u0301"])
def test_unknown_words_have_none_either(shipped: Lexicon, word: str) -> None:
    assert len(shipped.profiles([word] * 2, ["en", "xx"]).ids) == 0


def test_a_language_that_is_not_known_has_no_words(shipped: Lexicon) -> None:
    assert len(shipped.profiles(["house", "talo"], ["fi", "fi"]).ids) == 0


def test_nothing_is_a_sparse_matrix_too(shipped: Lexicon) -> None:
    profiles = shipped.profiles([], [])
    assert len(profiles) == 0
    assert [len(column) for column in shipped.likeness(profiles)] == [0, 0, 0]


def test_rows_have_length_one_and_do_not_depend_on_their_neighbours(shipped: Lexicon) -> None:
    words, languages = ["Brücken", "the", "Zugunglück", "ponti"], ["de", "en", "de", "it"]
    profiles = shipped.profiles(words, languages)
    for number, (word, language) in enumerate(zip(words, languages)):
        alone = shipped.profiles([word], [language])
        row = slice(profiles.indptr[number], profiles.indptr[number + 1])
        assert profiles.ids[row].tolist() == alone.ids.tolist()
        assert profiles.weights[row].tolist() == alone.weights.tolist()
        if len(alone.ids):
            assert np.linalg.norm(alone.weights) == pytest.approx(1, abs=1e-5)
            assert (np.diff(alone.ids) > 0).all()


def test_a_compound_means_its_last_part_first(shipped: Lexicon) -> None:
    whole, last, front = "Brückeneinsturz:de", "collapse:en", "bridge:en"
    assert cosine(shipped, whole, last) > cosine(shipped, whole, front) > LEAST


def test_chinese_words_in_a_row_are_told_apart(shipped: Lexicon) -> None:
    assert cosine(shipped, "学校火灾:zh", "fires:en") > 0.3
    assert cosine(shipped, "学校火灾:zh", "schools:en") > 0.3


def verbal(words: Lexicon, *told: str) -> list[float]:
    """How far words given as "word:language" are verbs."""
    pairs = [one.split(":") for one in told]
    found = words.verbal([word for word, _ in pairs], [code for _, code in pairs])
    return [float(value) for value in found]


def test_dictionaries_tell_verbs_from_nouns(shipped: Lexicon) -> None:
    sell, verkaufen, vote, hospital = verbal(
        shipped, "sell:en", "verkaufen:de", "vote:en", "hospital:en"
    )
    assert min(sell, verkaufen) > 0.8
    assert hospital == 0 < vote < 0.8


def test_what_no_dictionary_knows_is_no_verb(shipped: Lexicon) -> None:
    assert verbal(shipped, "xqzzy:en", "the:en", "sell:fi", ":en") == [0, 0, 0, 0]
    assert verbal(shipped) == []


@pytest.mark.parametrize(
    "form, verb",
    [
        ("verkaufte:de", "verkaufen:de"),
        ("vendieron:es", "vender:es"),
        ("dimitieron:es", "dimitir:es"),
        ("sold:en", "sell:en"),
    ],
)
def test_an_inflected_form_is_a_verb_as_its_verb_is(shipped: Lexicon, form: str, verb: str) -> None:
    inflected, whole = verbal(shipped, form, verb)
    assert min(inflected, whole) > 0.5


def test_what_a_news_text_usually_holds(shipped: Lexicon) -> None:
    def held(word: str) -> float:
        """Of the first concept of an English word."""
        profile = shipped.profiles([word], ["en"])
        return float(shipped.usual[profile.ids[profile.weights.argmax()]])

    assert shipped.usual.shape == shipped.verbs.shape == (len(shipped.near[0]) - 1,)
    assert 0 < np.linalg.norm(shipped.usual) <= 1, "the mean of rows of length 1"
    assert (shipped.usual >= 0).all()
    common = min(map(held, ("year", "people", "government")))
    assert common > 10 * max(map(held, ("lighthouse", "kiln", "harpsichord")))


def test_likeness_gives_the_cells_of_the_blocks(
    shipped: Lexicon, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ["Brücke", "pont", "bridge", "the", "school", "école", "Haus", "casa", "viviendas"]
    profiles = shipped.profiles(words, ["de", "fr", "en", "en", "en", "fr", "de", "es", "es"])
    dense = shipped.block(profiles, 0, len(words))
    assert np.allclose(dense, dense.T)
    assert np.allclose(np.vstack([shipped.block(profiles, i, i + 1) for i in range(9)]), dense)
    expected = [(i, j) for i in range(9) for j in range(i + 1, 9) if dense[i, j] >= LEAST]
    for cells in (lexicon.BLOCK, 9, 30):
        monkeypatch.setattr(lexicon, "BLOCK", cells)
        i, j, cosines = shipped.likeness(profiles)
        assert list(zip(i.tolist(), j.tolist())) == expected
        assert np.allclose(cosines, dense[i, j])


def test_words_are_folded_as_the_encoder_folds_them() -> None:
    from crossread.encoding.pieces import Pieces
    from crossread.encoding.subwords import SHIPPED as ENCODER

    pieces = Pieces((ENCODER / "tokenizer.json").read_bytes())
    words = [
        "Straße",
        "Œuvre",
        "Łódź",
        "Ørsted",
        "її",
        "ПОЁТ",
        "الأُسْرة",
        "على",
        "ﬁn",
        "so\u00adft",
        "ÉTÉ",
        "国际",
    ]
    assert [fold(word) for word in words] == [pieces._normal(word) for word in words]


def test_rules_take_one_ending_for_another() -> None:
    rules = Rules(endings={"io": [("ir", 0.8), ("iar", 0.1)], "": [("s", 0.2)]})
    assert candidates("dimitio", rules) == {"dimitir": 0.8, "dimitiar": 0.1, "dimitios": 0.2}
    assert candidates("io", rules) == {"ios": 0.2}, "a stem of two letters is left"


def test_participles_lose_what_stands_inside() -> None:
    rules = Rules(particles=("ab",), participles={"t": ["en"], "en": ["en"]})
    assert set(candidates("abgelehnt", rules)) == {"ablehnen"}
    assert set(candidates("gebaut", rules)) == {"bauen"}
    assert set(candidates("abzulehnen", rules)) == {"ablehnen"}


def test_dutch_letters_are_written_double_or_single() -> None:
    rules = Rules(endings={"t": [("en", 0.7)], "en": [("", 0.5)]}, doubling=True)
    assert "lopen" in candidates("loopt", rules)
    assert "stemmen" in candidates("stemt", rules)
    assert "school" in candidates("scholen", rules)
    assert "bom" in candidates("bommen", rules)


def test_arabic_words_lose_what_is_joined_to_them() -> None:
    rules = Rules(before=("و", "ال", "وال"), after=("ها",), imperfect=(("ي",), ("ون",)))
    assert "حكومة" in candidates("والحكومة", rules)
    assert "حكومة" in candidates("حكومها", rules), (
        "the last letter of the feminine is written otherwise"
    )
    assert "اعلن" in candidates("يعلنون", rules)


def test_parts_of_compounds_come_longest_last_part_first() -> None:
    ways = parts("hausbesitzer")
    assert [last for last, _ in ways][:3] == ["usbesitzer", "sbesitzer", "besitzer"]
    assert ways[2] == ("besitzer", ("haus", "hau"))


def test_whole_files_only(tmp_path: Path) -> None:
    folder = tmp_path / "lexicon"
    with pytest.raises(ModelError, match=r"config\.json is missing"):
        load(folder)
    shutil.copytree(SHIPPED, folder)
    rules = json.loads((folder / "rules.json").read_bytes())
    del rules["de"]
    (folder / "rules.json").write_text(json.dumps(rules))
    with pytest.raises(ModelError, match="differ from config"):
        load(folder)
    (folder / "config.json").write_text("{}")
    with pytest.raises(ModelError, match="cannot be read"):
        load(folder)


def test_the_card_names_every_licence() -> None:
    card = (SHIPPED / "MODEL_CARD.md").read_text(encoding="utf-8")
    for name in ("CC BY-SA", "plWordNet", "Princeton University", "ODC-BY", "Unicode", "Tatoeba"):
        assert name in card
