"""English: what takes place on a weekday, told in the simple present, lies ahead.

Every text is read on Thursday 13 February 2025; the last Monday is the 10th, the next the 17th.
"""

from __future__ import annotations

import pytest

from crossread.annotating.times import times
from tests.build import article

LAST, NEXT = "2025-02-10", "2025-02-17"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The fair starts on Monday.", NEXT),
        ("The fairs open on Monday.", NEXT),
        ("The fair closes on Monday.", NEXT),
        ("The fairs end on Monday.", NEXT),
        ("The jury meets on Monday.", NEXT),
        ("The ferry leaves on Monday.", NEXT),
        ("A new cook takes over on Monday.", NEXT),
        ("The rule takes effect on Monday.", NEXT),
        ("The permit expires on Monday.", NEXT),
        ("The council votes on Monday.", NEXT),
        ("Van crashes on Monday", LAST),
        ("Storm leaves three lost on Monday", LAST),
        ("Mill closes after flood on Monday", LAST),
        ("The jury met on Monday.", LAST),
    ],
)
def test_the_present_of_taking_place_lies_ahead(text: str, expected: str) -> None:
    (found,) = times(*article(text, "en", "2025-02-13"))
    assert found.value == expected
