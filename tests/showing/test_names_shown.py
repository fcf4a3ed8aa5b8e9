"""Which spellings are held for possible mistakes, and which form of a name is shown."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from crossread.showing.lookup import lookup
from crossread.showing.tables import doubted, misspelt
from tests.showing import sample


@pytest.mark.parametrize(
    "form, name, beside, mistake",
    [
        ("Solhaim", "Ingrid Solheim", ["Solhaim"], True),  # one letter off, in any language
        ("Solh", "Ingrid Solheim", ["Solheim", "Solh"], True),  # far off, beside the right form
        ("Solh", "Ingrid Solheim", ["Solh"], False),  # far off, but all that language has
        ("Poutine", "Vladimir Putin", ["Poutine"], False),  # how a language writes it
        ("Solheim", "Ingrid Solheim", ["Solheim"], False),
        ("Ingrid Solheim", "Solheim", ["Solheim"], False),
        ("Bergland", "Ingrid Solheim", ["Solheim"], False),  # another name altogether
        ("…", "Ingrid Solheim", [], False),
        ("Сольхейм", "Ingrid Solheim", ["Сольхейм"], False),
    ],
)
def test_possible_mistakes(form: str, name: str, beside: list[str], mistake: bool) -> None:
    assert misspelt(form, name, {form}, beside) is mistake


def test_a_form_that_was_joined_without_doubt_is_no_mistake() -> None:
    assert not misspelt("Solhaim", "Ingrid Solheim", set(), ["Solhaim"])


def test_the_forms_that_a_remark_compares() -> None:
    assert doubted("A B = C: sounds the same") == ("A B", "C")
    assert doubted("Solhaim: one letter apart") == ("Solhaim",)


def test_a_name_is_shown_as_the_readers_language_prints_it() -> None:
    made = sample.small()
    named = replace(made, entities=(replace(made.entities[0], name="Solhaim"), *made.entities[1:]))
    entity = named.entities[0]
    assert lookup(named, language="fr").name(entity) == "Solhaim"
    assert lookup(named, language="en").name(entity) == "Solheim"
    assert lookup(named, language="de").name(entity) == "Solhaim"
    assert lookup(named).name(entity) == "Solhaim"
