"""Tables of a language → its rules and the forms of irregular words."""

from __future__ import annotations

import pytest

from crossread.encoding.lexicon import rules_of
from crossread.encoding.wordforms import candidates, fold
from training.lexicon_data import LANGUAGES, table
from training.lexicon_rules import irregular, written


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_words_that_say_nothing_and_rules_that_can_be_read(
    language: str,
) -> None:
    read = table(language)
    assert len(read.stop) > 20
    told = written(language, read)
    rules_of(told)  # raises nothing
    for endings in told["endings"].values():
        assert all(0 < score <= 100 for score in endings.values())


@pytest.mark.parametrize(
    ("language", "form", "word"),
    [("en", "houses", "house"), ("fr", "écoles", "ecole"), ("de", "Häusern", "haus"), ("es", "dimitió", "dimitir"),
     ("ru", "школы", "школа")],
)  # fmt: skip
def test_a_form_leads_to_its_word(language: str, form: str, word: str) -> None:
    read = table(language)
    by_rule = candidates(fold(form), rules_of(written(language, read)))
    by_list = irregular(language, read, {fold(word)})
    assert fold(word) in by_rule or fold(form) in by_list


def test_the_forms_of_an_irregular_word() -> None:
    forms = irregular("en", table("en"), {"take", "undertake", "talk"})
    assert forms["took"] == {"take": 1.0}
    assert forms["undertaken"] == {"undertake": 1.0}
    assert "talked" not in forms


def test_a_strong_verb_with_its_prefix() -> None:
    forms = irregular("de", table("de"), {"nehmen", "aufnehmen"})
    assert forms["nahm"] == {"nehmen": 1.0}
    assert "aufnehmen" in forms["aufgenommen"]


def test_a_word_that_the_dictionary_lacks_has_no_forms() -> None:
    assert irregular("en", table("en"), {"house"}) == {}
