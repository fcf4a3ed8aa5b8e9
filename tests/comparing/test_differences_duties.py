"""Must or should: a minor difference, where both speak of one deed and tell of no other duty."""

from __future__ import annotations

import pytest

from tests.comparing.between import differing


@pytest.mark.parametrize(
    ("one", "other", "shown"),
    [
        (
            ("The harbour must be closed in winter, the mayor said.", "en"),
            ("The harbour should be closed in winter, the mayor said.", "en"),
            ("must be closed", "should be closed"),
        ),
        (
            ("The harbour must be closed in winter, the mayor said.", "en"),
            ("Le port devrait être fermé en hiver, a déclaré le maire.", "fr"),
            ("must be closed", "devrait être fermé"),
        ),
        (
            ("Der Hafen muss im Winter geschlossen werden, sagte der Bürgermeister.", "de"),
            ("El puerto debería cerrar en invierno, dijo el alcalde.", "es"),
            ("muss im Winter geschlossen", "debería cerrar"),
        ),
        (
            ("Il porto deve essere chiuso in inverno, ha detto il sindaco.", "it"),
            ("Port powinien zostać zamknięty na zimę, powiedział burmistrz.", "pl"),
            ("deve essere chiuso", "powinien zostać zamknięty"),
        ),
    ],
)
def test_a_duty_told_as_strict_and_as_advice(
    one: tuple[str, str], other: tuple[str, str], shown: tuple[str, str]
) -> None:
    (found,) = differing(one, other)
    assert (found.kind, found.minor) == ("polarity", True)
    assert tuple(s.text for s in found.members) == shown
    assert found.note.startswith("said that it must or that it should be: ")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            ("The harbour must be closed in winter, the mayor said.", "en"),
            ("Le port doit être fermé en hiver, a déclaré le maire.", "fr"),
        ),
        (  # other deeds
            ("The harbour must be closed in winter, the mayor said.", "en"),
            ("The harbour should be widened in winter, the mayor said.", "en"),
        ),
        (  # one tells both duties
            ("The harbour must be closed and should be guarded, the mayor said.", "en"),
            ("The harbour should be closed and guarded, the mayor said.", "en"),
        ),
        (  # one word of the language means both
            ("The harbour should be closed in winter, the mayor said.", "en"),
            ("De haven moet in de winter worden gesloten, zei de burgemeester.", "nl"),
        ),
    ],
)
def test_what_is_no_other_duty(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert differing(one, other) == []


def test_a_contradiction_is_told_instead_of_the_duty() -> None:
    found = differing(
        ("The harbour must be closed in winter, the mayor said.", "en"),
        ("The harbour should not be closed in winter, the mayor said.", "en"),
    )
    assert [(d.kind, d.minor) for d in found] == [("polarity", False)]
