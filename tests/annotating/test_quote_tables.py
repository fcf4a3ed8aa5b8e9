"""The tables that quotes are read by: what every language must tell."""

from __future__ import annotations

import pytest

from crossread.languages import table

# What all ten languages whose indirect speech is read have words for.
TOLD = (
    *(
        "according",
        "adverb_endings",
        "adverbs",
        "auxiliary",
        "conjunctions",
        "determiners",
        "groups",
    ),
    *("honorifics", "naming", "nouns", "passive", "possessives", "prepositions", "pronouns"),
    *("reflexive", "roles", "say", "statements", "subordinators", "tell", "that", "think", "time"),
)


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk"])
def test_every_language_tells_of_all_that_quotes_need(language: str) -> None:
    assert [name for name in TOLD if name not in table(language, "quotes")] == []
