"""Which words are shown as matched."""

from __future__ import annotations

import pytest

from crossread.comparing.interaction import interact
from crossread.comparing.matched import matched_words
from crossread.comparing.statements import statements
from crossread.encoding import load
from crossread.model import Annotated
from tests.build import article

MORE = {
    "en": "Nobody was hurt when the school closed. The mayor will speak to the press in the evening.",
    "fr": "Personne n’a été blessé dans l’école. Le maire va parler à la presse dans la soirée.",
    "de": "In der Schule wurde niemand verletzt. Der Bürgermeister will am Abend mit der Presse reden.",
    "it": "Nessuno è stato ferito nella scuola. Il sindaco parlerà alla stampa in serata.",
}


def shown(one: tuple[str, str], two: tuple[str, str]) -> tuple[list[str], list[str]]:
    """The matched words of the first sentences of two articles, given as (language, sentence)."""
    articles = []
    for n, (language, text) in enumerate((one, two), 1):
        page, made, sentences = article(f"{text} {MORE[language]}", language, id=f"p{n}")
        articles.append(Annotated(page, made, sentences, (), (), (), ()))
    told = [s for a in articles for s in statements(a)]
    first = [next(i for i, s in enumerate(told) if s.article == f"p{n}.1") for n in (1, 2)]
    found = interact(told, articles, {}, load())
    (both,) = matched_words(found, [first], {a.article.id: a.article.language for a in articles})
    return tuple([w.text for w in words] for words in both)  # type: ignore[return-value]


def test_words_that_say_the_same_in_two_languages_are_shown() -> None:
    one, two = shown(
        ("en", "The bridge at the river was destroyed by the flood."),
        ("fr", "Le pont sur la rivière a été détruit par l’inondation."),
    )
    assert one == ["bridge", "river", "destroyed", "flood"]
    assert two == ["pont", "rivière", "détruit", "inondation"]


@pytest.mark.parametrize(
    ("language", "text", "wanted"),
    [
        ("en", "The flood destroyed the bridge", {"flood", "destroyed", "bridge"}),
        ("de", "Die Flut hat die Brücke zerstört", {"Flut", "Brücke", "zerstört"}),
        ("it", "Il ponte è stato distrutto dalla piena", {"ponte", "distrutto"}),
    ],
)
def test_function_words_are_not(language: str, text: str, wanted: set[str]) -> None:
    _, words = shown(
        ("en", "The bridge at the river was destroyed by the flood."), (language, text)
    )
    assert wanted <= set(words)
    assert not {"The", "the", "Die", "die", "hat", "Il", "è"} & set(words)


def test_what_the_other_does_not_say_is_not_shown() -> None:
    one, _ = shown(
        ("en", "The bridge was destroyed and nine goats drowned."),
        ("fr", "Le pont a été détruit."),
    )
    assert "bridge" in one
    assert not {"nine", "goats", "drowned"} & set(one)


def test_every_span_is_the_text_at_its_place() -> None:
    page, made, sentences = article("The bridge fell.\nThe bridge was old.", "en")
    one = Annotated(page, made, sentences, (), (), (), ())
    page2, made2, sentences2 = article("Bridge falls, the bridge is gone.", "en", id="p2")
    two = Annotated(page2, made2, sentences2, (), (), (), ())
    told = [*statements(one), *statements(two)]
    found = interact(told, [one, two], {}, load())
    (words,) = matched_words(found, [list(range(len(told)))], {"p1.1": "en", "p2.1": "en"})
    for spans, text in zip(words, [page.text, page.text, page2.text]):
        assert all(text[s.start : s.end] == s.text for s in spans)
        assert [s.start for s in spans] == sorted(s.start for s in spans)
