"""Forms of English words, as the lexicon is made from them."""

from __future__ import annotations

from collections import Counter

import pytest

from training.lexicon import _English, spelt
from training.lexicon_data import table


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("pass", "passed passes passing"),
        ("hop", "hopped hopping hops"),
        ("hope", "hoped hopes hoping"),
        ("deny", "denied denies denying"),
        ("play", "played playing plays"),
        ("agree", "agreed agreeing agrees"),
        ("die", "died dies dying"),
        ("open", "opened opening opens"),
        ("veto", "vetoed vetoes vetoing"),
        ("fix", "fixed fixes fixing"),
    ],
)
def test_regular_forms(word: str, forms: str) -> None:
    assert spelt(word) == set(forms.split())


def test_a_form_is_of_the_words_that_are_spelt_so() -> None:
    counts = Counter({"pass": 50, "passe": 5, "fire": 40, "fir": 4, "vote": 9})
    english = _English(table("en"), dict.fromkeys(counts, 9))
    made = english.forms({word: n for n, word in enumerate(counts)}, counts)
    assert made["fires"] == {"fire": 1.0}  # not of the fir
    assert made["passed"]["pass"] > made["passed"]["passe"]
    assert "votes" not in made  # nothing else could be meant
