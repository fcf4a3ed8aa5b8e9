"""Our own word lists and groups, as the lexicon is made from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from training import lexicon_data
from training.lexicon_data import LANGUAGES, TABLES, groups, own_words


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
