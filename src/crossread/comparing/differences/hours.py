"""A time in a statement → its time of day, and the part of the day that it names.

In: a time expression, its words in lower case, and those beside it. Out: minutes from midnight, and the
stretches of the day that a word like "evening" may mean. A time of day is read from the time's value,
and where it has none because no date of publication is known, from its words. Which part of the day is
meant differs from language to language, so that each is given the widest stretch of any.
"""

from __future__ import annotations

import re

from crossread.annotating.times import time_of_day
from crossread.comparing.differences.phrases import UNSPACED
from crossread.comparing.differences.whenwords import has_word, holds, weekday_in
from crossread.comparing.moments import minutes as minutes_of
from crossread.languages import table
from crossread.model import Time

BESIDE = 2
"""Words before and after a time among which a part of the day is looked for."""
DAY_PARTS: dict[str, tuple[tuple[int, int], ...]] = {
    "small hours": ((0, 480),),  # "madrugada", "凌晨"
    "morning": ((0, 720),),
    "noon": ((660, 840),),
    "afternoon": ((720, 1200),),  # a Spanish "tarde" lasts till eight
    "evening": ((1020, 1440),),
    "night": ((1080, 1440), (0, 480)),
    "early": ((0, 600),),
    "late": ((1080, 1440),),
}
"""The minutes of a day that its parts may mean in any of the languages."""
_HOURS = re.compile(
    r"(?<![^\W\d])(?:o'clock|uhr|heures?|h|uur|horas?|часов|часа|час|годин[аиі]?|الساعة)(?!\w)|[点點时]"
)
_PRINTED = re.compile(
    r"(?<!\d)(\d{1,2})\s?(?:[:.]|h(?:eures?)?|час\w*|год\w*|时|點|点)\s?(\d{2})(?!\d)"
)


def clock_of(time: Time, inside: str, language: str) -> tuple[int | None, bool]:
    """The time of day that a time tells.

    Args:
        time: the expression.
        inside: its words, in lower case.
        language: two-letter code.

    Returns:
        Minutes from midnight, or None, and whether minutes are printed.
    """
    value = time.value or ""
    printed = _PRINTED.search(inside)
    exact = bool(printed) or not re.search(r"\d", inside)
    known = minutes_of(value)
    if known is not None:
        return known, (exact and known % 60 != 0) or bool(printed)
    if time.value is None and printed:
        hours, minutes = int(printed[1]), int(printed[2])
        if hours < 24 and minutes < 60:
            return hours * 60 + minutes, True
    if time.value is None:
        alone = _hour(inside, language)
        told = time_of_day(time.span.text, language) if alone is None else None
        if told is None:
            return alone, False
        hours, minutes = int(told[:2]), int(told[3:])
        return hours * 60 + minutes, minutes != 0
    return None, False


def _hour(inside: str, language: str) -> int | None:
    """Minutes of an hour that is printed alone, if something says that it is one ("6 a.m.")."""
    halves = table(language, "times").get("ampm", {})
    half = next((h for word, h in halves.items() if has_word(inside, word)), None)
    numbers = re.findall(r"(?<!\d)\d{1,2}(?!\d)", inside)
    hours = int(numbers[0]) if len(numbers) == 1 else 24
    if hours >= 24 or not (half or _HOURS.search(inside)):
        return None
    return (hours % 12 + 12 if half == "pm" else hours) * 60


def part_of_day(before: str, inside: str, after: str, language: str) -> tuple[tuple[int, int], ...]:
    """The part of the day that a time or a word beside it names.

    Args:
        before: what stands before it, in lower case.
        inside: its words.
        after: what stands behind it.
        language: two-letter code.

    Returns:
        Stretches in minutes from midnight; empty where none is named, or several are.
    """
    left = [] if language in UNSPACED else re.split(r"[,.;:()]", before)[-1].split()[-BESIDE:]
    right = re.split(r"[,.;:()，。；：]", after)[0]
    beside = right[:BESIDE] if language in UNSPACED else " ".join(right.split()[:BESIDE])
    named = _named_alone(inside, language) or _named_alone(beside, language)
    if named is None and weekday_in(inside, language) is not None:
        named = _named_alone(" ".join(left), language)
        for part in ("early", "late"):
            if named is None and left and holds(" ".join(left), language, part):
                named = part
    return DAY_PARTS[named] if named else ()


def _named_alone(text: str, language: str) -> str | None:
    """The part of the day that a text names, if it is one alone."""
    found = _named(text, language)
    return found[0] if len(found) == 1 else None


def parts_named(text: str, language: str) -> list[tuple[tuple[int, int], ...]]:
    """All parts of the day that a text names, each with its stretches in minutes from midnight."""
    return [DAY_PARTS[name] for name in _named(text, language)]


def _named(text: str, language: str) -> list[str]:
    """The parts of the day that a text names; "mañana" alone is tomorrow."""
    known = table(language, "times")
    days, weekdays = known.get("days", {}), tuple(known.get("weekdays", {}))
    small = table(language, "differences").get("small_hours", ())
    parts: dict[str, str] = known.get("parts", {}) | dict.fromkeys(small, "small hours")
    found: set[str] = set()
    for name in sorted(parts, key=lambda n: (-len(n), n)):
        for match in re.finditer(re.escape(name), text):
            head, tail = text[: match.start()], text[match.end() :]
            bound = language in UNSPACED or not (tail[:1].isalnum() or head[-1:] == "-")
            whole = language in UNSPACED or not head[-1:].isalnum()
            joined = head.endswith(weekdays)  # "zondagavond"
            if bound and (whole or joined) and (head.strip() or name not in days):
                found.add(parts[name])
                text = head + " " * len(name) + tail
    return sorted(found)
