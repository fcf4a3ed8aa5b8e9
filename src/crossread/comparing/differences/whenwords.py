"""Words in and near a time → what the language files call them.

In: the words of a time expression or those beside it, in lower case. Out: whether a word, or one of a
list of `[differences]`, stands among them, and which weekday they name. How a time of day (`hours`) and
a day (`whens`) are read both ask this.
"""

from __future__ import annotations

import re
from functools import cache

from crossread.comparing.differences.phrases import UNSPACED
from crossread.languages import table


def has_word(text: str, word: str) -> bool:
    """Whether a word stands in a text as a whole."""
    return re.search(rf"(?<!\w){re.escape(word)}(?!\w)", text) is not None


def holds(text: str, language: str, name: str) -> bool:
    """Whether one of a list of words of `[differences]` stands in a text.

    Args:
        text: lower case.
        language: two-letter code.
        name: of the list.
    """
    pattern = _words(language, name)
    return pattern is not None and pattern.search(text) is not None


@cache
def _words(language: str, name: str) -> re.Pattern[str] | None:
    words = table(language, "differences").get(name, ())
    if not words:
        return None
    joined = "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
    return re.compile(joined if language in UNSPACED else rf"(?<!\w)(?:{joined})(?!\w)")


def weekday_in(text: str, language: str) -> int | None:
    """The weekday that a text names, 1 (Monday) to 7, if it is one alone."""
    times = table(language, "times")
    known = {**times.get("weekdays", {}), **times.get("weekdays_one_word", {})}
    unspaced = language in UNSPACED
    parts = tuple(times.get("parts", {}))
    found = {
        number
        for name, number in known.items()
        if (unspaced and name in text)
        or has_word(text, name)
        or any(has_word(text, name + part) for part in parts if name in text)
    }
    return found.pop() if len(found) == 1 else None
