"""What each slot of a rule of `[times]` holds at a token.

In: tokens and the time words of a language. Out: where the slot's words end and what they say: a
month is 1 to 12, a weekday 1 (Monday) to 7, a numeric date (year, month, day). `SLOTS` names
every slot that a rule may use.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from crossread.annotating.timedigits import (
    Found,
    clock,
    dash_daymonth,
    daymonth,
    decade,
    dotclock,
    lone_nth,
    month_number,
    nth,
    num,
    numeric_date,
    sure_daymonth,
    tens,
    whole_number,
)
from crossread.annotating.timehours import (
    hour,
    hour_in_digits,
    lone,
    minute_of,
    minutes,
    minutes_in_a_word_to,
    minutes_to,
)
from crossread.annotating.timenames import TimeNames
from crossread.annotating.timenumbers import han, number, year_in_words
from crossread.annotating.tokens import Token
from crossread.annotating.units import CURRENCY_SIGNS

Slot = Callable[[Sequence[Token], int, TimeNames], Found | None]

_ROMAN = {
    "XV": 15, "XVI": 16, "XVII": 17, "XVIII": 18, "XIX": 19, "XX": 20, "XXI": 21, "XIV": 14,
    "XIII": 13, "XII": 12,
}  # fmt: skip
QUARTERS = {"I": 1, "II": 2, "III": 3, "IV": 4}
ROMAN = frozenset((*_ROMAN, *QUARTERS))
_YEAR_2000 = 40  # two digits up to here are of this century


def _month(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    if names.script.characters:
        return _han_month(items, i)
    found = names.months.at(items, i)
    if found is None:
        return None
    if names.capital_months and items[i].low in names.weak and items[i].text[0].islower():
        return None
    named = names.monthnames.at(items, i) is not None
    before = i > 0 and items[i - 1].kind == "word" and items[i - 1].low not in names.words.of
    if not named and before and number(items, i, names) is not None:
        return None  # "primeiros dez"
    end = found[0]
    dot = end < len(items) and items[end].text == "." and items[end].glued
    if dot and not named:
        end += 1
    return end, found[1]


def _han_month(items: Sequence[Token], i: int) -> Found | None:
    value = _small(items, i)
    if value is None or not 1 <= value[1] <= 12:
        return None
    end = value[0]
    if end >= len(items) or items[end].text != "月":
        return None
    end += 1
    if end < len(items) and items[end].text == "份":
        end += 1
    return end, value[1]


def _small(items: Sequence[Token], i: int) -> tuple[int, int] | None:
    text = items[i].text
    if text.isdecimal():
        return (i + 1, int(text)) if len(text) <= 2 else None
    return han(items, i)


def _monthname(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    if names.script.characters:
        return _han_month(items, i)
    found = names.monthnames.at(items, i)
    if found is None:
        return None
    upper = items[i].text[0].isupper()
    if names.capital_months and not upper:
        return found if _lower_month(items, i, found[0], names) else None
    if names.lower_months and upper and i:
        return None  # a name: "Theresa May", "Maja", "Marzo"
    if items[i].low in names.weak:
        cue = i > 0 and items[i - 1].low in names.month_cues
        if not cue:
            return None
    return found


def _lower_month(items: Sequence[Token], i: int, end: int, names: TimeNames) -> bool:
    """Whether a name in lower case is a month all the same: "between august and october".

    A cue must stand before it, and nothing behind it that it could describe ("in august company").
    """
    if items[i].low in names.weak or not i or items[i - 1].low not in names.month_cues:
        return False
    if end >= len(items):
        return True
    after = items[end]
    if after.kind != "word":
        return not (after.glued and after.text in "-‑'’")
    return after.low in names.after_day or after.low in names.to.firsts or after.low in names.glue


def _weekday(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    both = names.joined_days.get(items[i].low)
    if both is not None:
        return i + 1, both[0]
    if i and items[i].low in names.weak_weekdays and items[i - 1].low not in names.weekday_cues:
        return None  # "создать среду": a milieu
    return names.weekdays.at(items, i)


def _short_weekday(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "Wed" and "seg."; only rules that say what stands beside it may use it."""
    found = names.short_weekdays.at(items, i)
    if found is None:
        return _weekday(items, i, names)
    end = found[0]
    if end < len(items) and items[end].text == "." and items[end].glued:
        end += 1
    return end, found[1]


def _one_word(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """As in "quarta" for "quarta-feira": only where no noun follows that it could count."""
    found = names.one_word_weekdays.at(items, i)
    if found is None or found[0] >= len(items):
        return found
    after = items[found[0]]
    counts = after.kind == "word" and after.low not in names.after_short
    return None if counts or after.kind == "digits" else found


def _day_word(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    if items[i].low in names.lower_days and i and items[i].text[0].isupper():
        return None  # "am selben Morgen": the noun
    return names.day_words.at(items, i)


def _day(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    value = whole_number(items, i, 1, 31)
    if value is not None and len(items[i].text) <= 2:
        if i and items[i].glued and items[i - 1].text in CURRENCY_SIGNS:
            return None  # "$12 December 27"
        end = i + 1
        if end < len(items) and items[end].glued:
            if items[end].low in names.words.digit_suffixes:
                return end + 1, value
            if items[end].text == "." and names.dotted:
                return end + 1, value
            if items[end].text == "." and _marked(items, end + 1, names):
                return end + 2, value
            if items[end].kind == "word":
                return None
        return end, value
    if items[i].kind != "word":
        return None
    found = number(items, i, names)
    if found is None or not 1 <= found.value <= 31 or found.value != int(found.value):
        return None
    if found.kind not in ("ordinal", "cardinal", "one"):
        return None
    return found.last, int(found.value)


def _marked(items: Sequence[Token], i: int, names: TimeNames) -> bool:
    """Whether an ordinal mark is written behind a point, as in "1.º"."""
    return i < len(items) and items[i].glued and items[i].low in names.words.digit_suffixes


def _year(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    text = items[i].text
    if text in "'’" and i + 1 < len(items) and items[i + 1].glued:
        short = items[i + 1].text
        if len(short) == 2 and short.isdecimal() and not (i and items[i].glued):
            return i + 2, _full_year(int(short))
        return None
    if names.script.characters and items[i].kind == "word":
        spoken = han(items, i)
        return spoken if spoken is not None and spoken[0] - i == 4 and spoken[1] > 1000 else None
    value = whole_number(items, i, 1000, 2999)
    if value is None or (
        i + 1 < len(items) and items[i + 1].glued and items[i + 1].kind == "word"
        and items[i + 1].low not in names.year_marks
    ):  # fmt: skip
        return None
    return i + 1, value


def _full_year(short: int) -> int:
    return short + (1900 if short > _YEAR_2000 else 2000)


def _short_year(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """A year in two digits, behind a month: such as no day of a month could be, or with a nought."""
    text = items[i].text
    if names.script.characters and items[i].kind == "word":
        spoken = han(items, i)
        two = spoken is not None and spoken[0] - i == 2 and text in "零〇九八七"
        return (spoken[0], _full_year(spoken[1])) if two and spoken and spoken[1] < 100 else None
    if not text.isdecimal() or len(text) != 2 or not (int(text) > 31 or text[0] == "0"):
        return None
    if i + 1 < len(items) and items[i + 1].glued and items[i + 1].kind == "word":
        return None
    return i + 1, _full_year(int(text))


def _yy(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    """A year in two digits before a month ("16年9月")."""
    text = items[i].text
    if text.isdecimal():
        return (i + 1, _full_year(int(text))) if len(text) == 2 else None
    spoken = han(items, i) if names.script.characters else None
    two = spoken is not None and spoken[0] - i == 2 and spoken[1] < 100
    return (spoken[0], _full_year(spoken[1])) if two and spoken else None


def _n(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    some = names.some.at(items, i)
    if some is not None:
        return some
    found = number(items, i, names)
    if found is not None and found.kind == "fraction" and found.last > i + 1:
        bottom = names.words.fractions.at(items, found.last - 1)
        if bottom is not None and names.units.at(items, found.last - 1) is not None:
            return found.last - 1, round(found.value * float(bottom[1]))  # three quarters
    if found is not None and found.kind in ("cardinal", "one", "fraction"):
        return found.last, found.value
    if found is not None and found.kind == "vague":
        return found.last, None
    if items[i].low in names.words.articles or items[i].low in names.words.ones:
        return i + 1, 1.0
    return None


def _ordinal(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    found = number(items, i, names)
    if found is not None and found.kind == "ordinal":
        return found.last, int(found.value)
    value = whole_number(items, i, 1, 31)
    dot = i + 1 < len(items) and items[i + 1].text == "." and items[i + 1].glued
    if value is not None and dot and names.dotted:
        return i + 2, value
    roman = roman_number(items[i].text, names)
    if roman is not None:
        end = i + 1
        if end < len(items) and items[end].glued and items[end].low in names.words.digit_suffixes:
            end += 1
        return end, roman
    return None


def roman_number(text: str, names: TimeNames) -> int | None:
    """As in "XIX" and "XIXe"."""
    bare = text.rstrip("".join(sorted({c for mark in names.words.digit_suffixes for c in mark})))
    suffix = text[len(bare) :]
    return _ROMAN.get(bare) if not suffix or suffix in names.words.digit_suffixes else None


def _roman(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    value = QUARTERS.get(items[i].text)
    return (i + 1, value) if value is not None else None


def _min(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:
    if names.script.characters:
        value = _small(items, i)
        return value if value is not None and value[1] < 60 else None
    minute = whole_number(items, i, 0, 59)
    return (i + 1, minute) if minute is not None and len(items[i].text) == 2 else None


def _open(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    return (i + 1, None) if items[i].text in "(（" else None


def _close(items: Sequence[Token], i: int, names: TimeNames) -> Found | None:  # noqa: ARG001
    return (i + 1, None) if items[i].text in ")）" else None


SLOTS: Mapping[str, Slot] = {
    "month": _month, "monthname": _monthname, "weekday": _weekday, "shortweekday": _short_weekday,
    "oneword": _one_word, "day": _day, "year": _year, "shortyear": _short_year, "yy": _yy,
    "wordyear": year_in_words, "n": _n,
    "unit": lambda items, i, names: names.units.at(items, i),
    "days": _day_word,
    "part": lambda items, i, names: names.parts.at(items, i),
    "season": lambda items, i, names: names.seasons.at(items, i),
    "ordinal": _ordinal, "nth": nth, "lonenth": lone_nth, "num": num, "tens": tens, "monthnumber": month_number, "roman": _roman,
    "approx": lambda items, i, names: names.approx.at(items, i),
    "clock": clock, "hour": hour, "digithour": hour_in_digits, "min": _min,
    "minutes": minutes, "minutesto": minutes_to, "minutewordto": minutes_in_a_word_to, "minuteof": minute_of, "lone": lone,
    "ampm": lambda items, i, names: names.ampm.at(items, i),
    "zone": lambda items, i, names: names.zones.at(items, i),
    "date": numeric_date, "decade": decade,
    "holiday": lambda items, i, names: names.holidays.at(items, i),
    "dual": lambda items, i, names: names.duals.at(items, i),
    "inseason": lambda items, i, names: names.in_season.at(items, i),
    "unitago": lambda items, i, names: names.units_ago.at(items, i),
    "unitone": lambda items, i, names: names.single_units_ago.at(items, i),
    "namedhour": lambda items, i, names: names.named_hours.at(items, i),
    "hourof": lambda items, i, names: names.hours_of.at(items, i),
    "eve": lambda items, i, names: names.eves.at(items, i),
    "point": lambda items, i, names: names.points.at(items, i),
    "oneunit": lambda items, i, names: names.single_units.at(items, i),
    "hourth": lambda items, i, names: names.hours_under_way.at(items, i),
    "period": lambda items, i, names: names.periods.at(items, i),
    "halfname": lambda items, i, names: names.halves.at(items, i),
    "decadeword": lambda items, i, names: names.decades.at(items, i),
    "dotclock": dotclock, "daymonth": daymonth, "suredaymonth": sure_daymonth, "dashdaymonth": dash_daymonth,
    "open": _open, "close": _close,
}  # fmt: skip
