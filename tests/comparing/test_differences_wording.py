"""One quotation in one language, in other words."""

from __future__ import annotations

import pytest

from crossread.comparing.differences.wording import _contained
from tests.comparing.between import differing, of_kind


def test_an_excerpt_of_a_quotation_is_no_other_wording() -> None:
    assert _contained("a hard, long winter", "It will be a hard long winter for all.")
    assert not _contained("a hard winter", "It will be a long winter for all.")


def test_words_that_changed_are_shown_of_both() -> None:
    found = differing(
        ("“We will leave nobody behind in this valley,” she said.", "en"),
        ("“We will abandon nobody in this valley,” she said.", "en"),
        quotation=True,
    )
    (words,) = of_kind(found, "wording")
    assert "abandon" in words
    assert any("leave" in w for w in words)


def test_passages_that_differ_all_over_are_shown_whole() -> None:
    found = differing(
        ("“A dry spring and then a wet summer ruined the whole harvest here,” she said.", "en"),
        ("“One dry spring, then one wet summer, has ruined our harvest,” she said.", "en"),
        quotation=True,
    )
    (words,) = of_kind(found, "wording")
    assert len(words) == 2
    assert all("summer" in w for w in words)


def test_a_rendering_in_another_language_is_no_other_wording() -> None:
    found = differing(
        ("“We will leave nobody behind in this valley,” she said.", "en"),
        ("« Nous ne laisserons personne dans cette vallée », a-t-elle dit.", "fr"),
        quotation=True,
    )
    assert of_kind(found, "wording") == []


def test_marks_alone_are_no_other_wording() -> None:
    one = "“The E.U. has forgotten the people of this valley,” she said."
    other = "“The EU has forgotten the people of this valley,” she said."
    assert of_kind(differing((one, "en"), (other, "en"), quotation=True), "wording") == []


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (
            "“This valley was the first that the flood reached,” she said.",
            "“That valley was the first which the flood reached,” she said.",
            ("This valley", "first that the", "That valley", "first which the"),
        ),
        (
            "“Wir haben die Verhandlungen sofort begonnen“, sagte sie.",
            "“Wir haben Verhandlungen sofort begonnen“, sagte sie.",
            ("haben die Verhandlungen", "haben Verhandlungen"),
        ),
    ],
)
def test_function_words_alone_are_a_minor_difference_shown_with_their_neighbours(
    one: str, other: str, shown: tuple[str, ...]
) -> None:
    language = "de" if "Wir" in one else "en"
    (found,) = differing((one, language), (other, language), quotation=True)
    assert (found.kind, found.minor) == ("wording", True)
    assert tuple(s.text for s in found.members) == shown
    assert found.note.startswith("the same quotation but for small words: ")


def test_a_function_word_that_denies_is_another_wording() -> None:
    one = ("“We will not leave this valley to the water,” she said.", "en")
    other = ("“We may leave this valley to the water,” she said.", "en")
    assert len(of_kind(differing(one, other, quotation=True), "wording")) == 1


def test_where_a_quotation_begins_and_ends_is_no_other_wording() -> None:
    one = ("They would “start repairs of the bridge immediately”, she said.", "en")
    other = (
        "They “agreed to have our two teams start repairs of the bridge immediately”, she said.",
        "en",
    )
    assert of_kind(differing(one, other, quotation=True), "wording") == []


def test_what_is_written_short_is_no_other_wording() -> None:
    one = ("“We will not leave this valley, and they cannot take it,” she said.", "en")
    other = ("“We won't leave this valley, and they cannot take it,” she said.", "en")
    assert of_kind(differing(one, other, quotation=True), "wording") == []
    denied = ("“We will leave this valley, and they cannot take it,” she said.", "en")
    assert len(of_kind(differing(one, denied, quotation=True), "wording")) == 1


def test_the_case_of_a_quoted_name_is_no_other_wording() -> None:
    one = ("Сотрудники банка «Ладога» закрыли двери, банк «Ладога» лишился лицензии.", "ru")
    other = ("Крах «Ладоги» закрыл двери, у банка «Ладоги» больше нет лицензии.", "ru")
    assert of_kind(differing(one, other, quotation=True), "wording") == []


def test_a_short_quotation_in_other_words_is_another_wording() -> None:
    found = differing(
        ("He called it an “illusory hope” on Monday.", "en"),
        ("On Monday he spoke of an “illusionary wish”.", "en"),
        quotation=True,
    )
    assert of_kind(found, "wording") == [("illusory hope", "illusionary wish")]
