"""Our own word lists and groups, as the lexicon is made from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import lexicon_data
from training.lexicon_data import (
    FURTHER,
    LANGUAGES,
    TABLES,
    WRITTEN,
    beside,
    groups,
    news_words,
    own_translations,
    own_words,
)


@pytest.mark.parametrize("language", sorted(p.stem for p in (TABLES / "words").glob("*.tsv")))
def test_every_line_is_a_word_and_at_most_four_translations(language: str) -> None:
    assert language in LANGUAGES
    lines = (TABLES / "words" / f"{language}.tsv").read_text(encoding="utf-8").splitlines()
    assert len({line.partition("\t")[0] for line in lines}) == len(lines)
    for line in lines:
        word, english = line.split("\t")
        assert word.strip()
        assert " " not in word
        assert 1 <= len(english.split(", ")) <= 4


def test_translations_of_words_that_fold_alike_are_joined(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lexicon_data, "TABLES", tmp_path)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "fr.tsv").write_text("marche\twalk, step\nmarché\tmarket, deal\n")
    assert own_words("fr") == {"marche": ["walk", "step", "market", "deal"]}
    assert own_words("xx") == {}


def test_a_line_without_a_translation_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lexicon_data, "TABLES", tmp_path)
    (tmp_path / "words").mkdir()
    (tmp_path / "words" / "fr.tsv").write_text("marche\n")
    with pytest.raises(ValueError, match=r"fr\.tsv: not a word"):
        own_words("fr")


def test_groups_hold_at_least_two_words() -> None:
    assert all(len(set(group)) >= 2 for group in groups())


@pytest.mark.parametrize("language", [code for code in LANGUAGES if code != "en"])
def test_every_language_has_the_words_of_news(language: str) -> None:
    written = news_words(language)
    assert len(written) > 4_900
    for english, others in written.items():
        assert english.strip() == english
        assert 1 <= len(others) <= 9
        assert not any(" " in other or not other for other in others)


def test_words_of_news_are_read_from_english_and_join_our_other_list(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lexicon_data, "TABLES", tmp_path)
    (tmp_path / "words").mkdir()
    (tmp_path / "news").mkdir()
    (tmp_path / "words" / "de.tsv").write_text("Einlage\tinlay, deposit\n")
    (tmp_path / "news" / "de.tsv").write_text("deposit\tEinlage, Guthaben\nblack_box\tRekorder\n")
    assert news_words("de") == {"deposit": ["einlage", "guthaben"], "black box": ["rekorder"]}
    assert own_translations("de") == {
        "einlage": {"inlay": WRITTEN, "deposit": WRITTEN},
        "guthaben": {"deposit": FURTHER},
        "rekorder": {"black box": WRITTEN},
    }
    (tmp_path / "news" / "de.tsv").write_text("deposit Einlage\n")
    with pytest.raises(ValueError, match=r"de\.tsv: not a word"):
        news_words("de")


def test_no_word_stands_beside_itself() -> None:
    written = beside()
    assert len(written) > 4_500
    assert not any(one in others or not others for one, others in written.items())


def test_a_line_without_words_beside_is_told(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(lexicon_data, "TABLES", tmp_path)
    (tmp_path / "beside.tsv").write_text("relegate\n")
    with pytest.raises(ValueError, match=r"beside\.tsv: not a word"):
        beside()
