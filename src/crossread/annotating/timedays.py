"""Days named in words → ISO 8601: dates, weekdays, holidays, days of a month, ranges of days.

In: the fields of an expression and, for those without a year, the anchor and the tense. Out: a day
or the first and last of several; None where it cannot be known. A day without a year is the
nearest one, unless the words or the tense say which.
"""

# ruff: noqa: ARG001 - all handlers of a table share one signature
from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from crossread.annotating.timearithmetic import (
    NEAR_MONTHS,
    add_months,
    day_text,
    month_length,
    nearest,
    weekend_by,
)
from crossread.annotating.timeholidays import holiday_day
from crossread.annotating.timeperiods import month_at, year_of
from crossread.annotating.timewords import Absolute, Fields, Relative

AHEAD = 7  # days: a bare day of the month whose tense is not known lies no farther ahead
SOON = 62  # days: a weekday with its day of the month lies no farther ahead


def _date(fields: Fields) -> str | None:
    month = fields.get("month")
    if not fields.get("year") or not month:
        return None
    return day_text(fields["year"][0], month[0], _day_of(fields))


def _day_of(fields: Fields) -> int:
    return int((fields.get("day") or fields["ordinal"])[0])


def _date_sum(fields: Fields) -> str | None:
    """As in "الرابع والعشرين من فبراير": four and twenty."""
    if not fields.get("year") or not fields.get("month"):
        return None
    return day_text(fields["year"][0], fields["month"][0], sum(fields["ordinal"]))


def _days(fields: Fields) -> str | None:
    month = fields.get("month")
    if not fields.get("year") or not month:
        return None
    first = day_text(fields["year"][-1], month[0], fields["day"][0])
    last = day_text(fields["year"][-1], month[-1], fields["day"][-1])
    return f"{first}/{last}" if first and last else None


def _numeric(fields: Fields) -> str | None:
    return day_text(*fields["date"][0])


def _numeric_day(fields: Fields) -> str | None:
    return day_text(fields["year"][0], *fields["daymonth"][0]) if fields.get("year") else None


def _day_ordinal(fields: Fields) -> str | None:
    """As in "27. 11. 2016", "siebter vierter": the month by its number."""
    if not fields.get("year") or not 1 <= fields["ordinal"][0] <= 12:
        return None
    return day_text(fields["year"][0], int(fields["ordinal"][0]), fields["day"][0])


def _spaced(fields: Fields) -> str | None:
    """As in "18 08 1978": the day first, unless it cannot be one."""
    day, month = (int(n) for n in fields["n"][:2])
    if month > 12:
        day, month = month, day
    return day_text(fields["year"][0], month, day)


def _holiday(fields: Fields) -> str | None:
    if not fields.get("year"):
        return None
    day = holiday_day(fields["holiday"][0], fields["year"][0])
    return day.isoformat() if day else None


def _holiday_weekend(fields: Fields) -> str | None:
    """As in "the Memorial Day weekend of 2021"."""
    if not fields.get("year"):
        return None
    day = holiday_day(fields["holiday"][0], fields["year"][0])
    return weekend_by(day) if day else None


def _nth_weekday(fields: Fields) -> str | None:
    """As in "the first Friday of July 2025", "the last Monday of May 2018"."""
    if not fields.get("year"):
        return None
    told = fields.get("ordinal") or fields.get("n") or [-1]
    number = int(told[0] or 0)
    if not (1 <= number <= 5 or number == -1):
        return None
    weekday, month = fields["weekday"][0], fields["month"][0]
    day = holiday_day(f"{month:02d}/{number}/{weekday}", fields["year"][0])
    return day.isoformat() if day is not None and day.month == month else None


def _near_day(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """A day of the month without a year: the nearest one, or as the tense says."""
    month = fields.get("month")
    if month is None:
        return None
    day = _day_of(fields)
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        text = day_text(year, month[0], day)
        if text is not None:
            candidates.append(date.fromisoformat(text))
    if not candidates:
        return _leap_day(month[0], day, anchor)
    near = min(candidates, key=lambda each: abs((each - anchor).days))
    if near.isoweekday() in fields.get("weekday", ()):
        return near.isoformat()  # "will close on Thursday, October 10", told after it
    return nearest(candidates, shift, anchor, tense)


def _leap_day(month: int, day: int, anchor: date) -> str | None:
    for back in range(8):
        text = day_text(anchor.year - back, month, day)
        if text is not None:
            return text
    return None


def _near_sum(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _near_day({**fields, "day": [sum(fields["ordinal"])]}, shift, anchor, tense)


def _near_days(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    first = _near_day(fields, shift, anchor, tense)
    if first is None:
        return None
    month = (fields.get("month") or [0])[-1]
    last = day_text(int(first[:4]), month, fields["day"][-1])
    return f"{first}/{last}" if last and first < last else None


def _near_numeric(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    month, day = fields["daymonth"][0]
    if fields.get("year"):
        return day_text(fields["year"][0], month, day)
    return _near_day({"month": [month], "day": [day]}, shift, anchor, tense)


def _near_number(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "el 21 del 3"."""
    return _near_ordinal({**fields, "ordinal": fields["n"]}, shift, anchor, tense)


def _near_ordinal(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    month = int(fields["ordinal"][0])
    if not 1 <= month <= 12:
        return None
    return _near_day({"month": [month], "day": fields["day"]}, shift, anchor, tense)


def _days_of_month(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "from 4 to 23 next month"."""
    month = add_months(anchor.replace(day=1), shift)
    low, high = (day_text(month.year, month.month, day) for day in fields["day"][:2])
    return f"{low}/{high}" if low and high and low < high else None


def _day_months(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "28/2-1/3" and "10/1-11/2/2017"."""
    month, day = fields["daymonth"][-1]
    end = fields["date"][0] if fields.get("date") else None
    if end is None:
        near = _near_numeric({"daymonth": [(month, day)]}, shift, anchor, tense)
        end = (int(near[:4]), month, day) if near else None
    if end is None:
        return None
    month, day = fields["daymonth"][0]
    first = day_text(end[0] - ((month, day) > (end[1], end[2])), month, day)
    last = day_text(*end)
    return f"{first}/{last}" if first and last and first < last else None


def _weekday(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    wanted = fields["weekday"][0]
    behind = (anchor.isoweekday() - wanted) % 7
    if shift < 0:
        return (anchor - timedelta(days=behind or 7)).isoformat()
    if shift > 0:
        return (anchor + timedelta(days=(7 - behind) or 7)).isoformat()
    if tense == "future":
        return (anchor + timedelta(days=(7 - behind) % 7)).isoformat()
    return (anchor - timedelta(days=behind)).isoformat()


def _this_weekday(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "this Friday", "Monday of last week"; "ce dimanche" of what is told is the last one."""
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    day = monday + timedelta(days=7 * shift + fields["weekday"][0] - 1)
    if shift or fields.get("unit"):  # the words say which week
        return day.isoformat()
    if tense == "past" and day > anchor:
        day -= timedelta(days=7)
    elif tense == "future" and day < anchor:
        day += timedelta(days=7)
    return day.isoformat()


def _day_word(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return (anchor + timedelta(days=int(fields["days"][0]))).isoformat()


def _weekday_day(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "mercredi 12": the nearest day of that number on that weekday."""
    wanted, day = fields["weekday"][0], _day_of(fields)
    near = [
        add_months(anchor.replace(day=1), months).replace(day=day)
        for months in range(-NEAR_MONTHS, NEAR_MONTHS + 1)
        if day <= month_length(add_months(anchor.replace(day=1), months))
    ]
    near = [d for d in near if d.isoweekday() == wanted]
    if tense == "future":
        near = [d for d in near if 0 <= (d - anchor).days <= SOON] or near
    return min(near, key=lambda d: abs((d - anchor).days)).isoformat() if near else None


def _nth_weekday_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    month = month_at(fields, 0, anchor, tense)
    return _nth_weekday({**fields, "year": [int(month[:4])]}) if month else None


def _nth_weekday_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the third Friday of next month"."""
    if fields["unit"][0] != "month":
        return None
    month = add_months(anchor.replace(day=1), shift)
    return _nth_weekday({**fields, "month": [month.month], "year": [month.year]})


def _holiday_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    found = [holiday_day(fields["holiday"][0], year) for year in years]
    return nearest([day for day in found if day is not None], shift, anchor, tense)


def _holiday_weekend_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    day = _holiday_at(fields, shift, anchor, tense)
    return weekend_by(date.fromisoformat(day)) if day else None


def _holiday_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "去年国庆节"."""
    year = year_of(fields, shift, anchor)
    day = holiday_day(fields["holiday"][0], year) if year is not None else None
    return day.isoformat() if day else None


def _month_day(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "24日", "on the 24th": the nearest such day up to the anchor, or after it.

    Without a tense, one that lies within `AHEAD` days is the next one: who means the last says "last
    month".
    """
    wanted = _day_of(fields)
    found = []
    for months in (-2, -1, 0, 1, 2):
        month = add_months(anchor.replace(day=1), months)
        if 1 <= wanted <= month_length(month):
            found.append(month.replace(day=wanted))
    if shift == 0:
        shift = 1 if tense == "future" else -1
        if anchor in found:
            return anchor.isoformat()
        if tense is None and any(0 < (day - anchor).days <= AHEAD for day in found):
            shift = 1
    return nearest(found, shift, anchor, tense)


def _day_of_month(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "上月24日", "the 21st of this month"."""
    month = add_months(anchor.replace(day=1), shift)
    wanted = _day_of(fields)
    return day_text(month.year, month.month, wanted)


ABSOLUTE_DAYS: Mapping[str, Absolute] = {
    "date": _date, "datesum": _date_sum, "spaced": _spaced, "dayordinal": _day_ordinal,
    "days": _days, "numeric": _numeric, "daymonth": _numeric_day, "holiday": _holiday,
    "nthweekday": _nth_weekday, "holidayweekend": _holiday_weekend,
}  # fmt: skip
RELATIVE_DAYS: Mapping[str, Relative] = {
    "date": _near_day, "datesum": _near_sum, "days": _near_days, "daymonth": _near_numeric,
    "daymonths": _day_months, "dayordinal": _near_ordinal, "daynumber": _near_number,
    "daysofmonth": _days_of_month, "weekday": _weekday, "thisweekday": _this_weekday,
    "dayword": _day_word, "holiday": _holiday_at, "holidayweekend": _holiday_weekend_at,
    "weekdayday": _weekday_day,
    "monthday": _month_day, "dayofmonth": _day_of_month, "holidayof": _holiday_of,
    "nthweekday": _nth_weekday_at, "nthweekdayof": _nth_weekday_of,
}  # fmt: skip
