"""A difference → one line that says what differs."""

from __future__ import annotations

import pytest

from crossread.comparing.differences.notes import note
from crossread.comparing.differences.sides import Found, Kind
from crossread.model import Span


def told(kind: Kind, *forms: str) -> str:
    """The note on forms that stand on a page each."""
    spans = tuple(Span(f"p{n}", 0, len(form), form) for n, form in enumerate(forms, start=1))
    return note(Found(kind, "", spans), {})


@pytest.mark.parametrize(
    ("forms", "sides"),
    [
        (("Anna Keller", "Keller", "Kellar"), "“Anna Keller” (p1), “Keller” (p2) / “Kellar” (p3)"),
        (("Keller", "Kellar", "Anna Keller"), "“Keller” (p1), “Anna Keller” (p3) / “Kellar” (p2)"),
        (("Ilse Marten", "Else Marten"), "“Ilse Marten” (p1) / “Else Marten” (p2)"),
    ],
)
def test_a_family_name_alone_is_no_spelling_of_its_own(forms: tuple[str, ...], sides: str) -> None:
    assert told("name", *forms) == f"one name, spelt differently: {sides}"


def test_of_all_else_each_form_is_a_side() -> None:
    assert told("time", "Monday", "Monday morning") == (
        "different times: “Monday” (p1) / “Monday morning” (p2)"
    )
