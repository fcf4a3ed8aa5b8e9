"""Time expressions → ISO 8601 values.

In: an expression, the anchor (the day it was written) and the tense around it. Out: a value at
the precision of the words: a day, a month, a year, a time, or an interval (weeks, quarters,
seasons, decades). Nothing is guessed without an anchor: the value is None.
"""

# ruff: noqa: ARG001 - all handlers of a table share one signature
from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from crossread.annotating.timeholidays import holiday_day
from crossread.annotating.timewords import Expression, Fields

NEAR_MONTHS = 6  # a bare day lies at most half a year from the anchor
SOON = 62  # days: a weekday with its day of the month lies no farther ahead
AHEAD_MONTHS = 4  # a bare month lies at most so far ahead, else it is past (timex-dev)

SEASONS = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11), "winter": (12, 2)}
DAYS = {"day": 1, "night": 1, "week": 7, "fortnight": 14, "weekend": 7}
MONTHS = {"month": 1, "quarter": 3, "half-year": 6, "year": 12, "decade": 120, "century": 1200}
MAX_SHIFT_YEARS = 3000


class Value(NamedTuple):
    """A resolved value.

    Args:
        text: ISO 8601.
        anchored: whether the anchor was needed.
    """

    text: str
    anchored: bool


def resolve(expression: Expression, anchor: date | None, tense: str | None) -> Value | None:
    """The value of an expression.

    Args:
        expression: from `timewords`.
        anchor: the day that "today" means; None where unknown.
        tense: `future`, `past` or None, as the words around show.

    Returns:
        The value; None where it cannot be known.
    """
    fields = expression.fields
    if expression.action in _ABSOLUTE:
        text = _ABSOLUTE[expression.action](fields)
        if text is not None:
            return Value(text, anchored=False)
    if anchor is None:
        return None
    handler = _RELATIVE.get(expression.action)
    text = handler(fields, expression.shift, anchor, tense) if handler is not None else None
    return Value(text, anchored=True) if text is not None else None


# absolute


def _day_text(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _date(fields: Fields) -> str | None:
    month = fields.get("month")
    if not fields.get("year") or not month:
        return None
    return _day_text(fields["year"][0], month[0], _day_of(fields))


def _day_of(fields: Fields) -> int:
    return int((fields.get("day") or fields["ordinal"])[0])


def _date_sum(fields: Fields) -> str | None:
    """As in "الرابع والعشرين من فبراير": four and twenty."""
    if not fields.get("year") or not fields.get("month"):
        return None
    return _day_text(fields["year"][0], fields["month"][0], sum(fields["ordinal"]))


def _days(fields: Fields) -> str | None:
    month = fields.get("month")
    if not fields.get("year") or not month:
        return None
    first = _day_text(fields["year"][-1], month[0], fields["day"][0])
    last = _day_text(fields["year"][-1], month[-1], fields["day"][-1])
    return f"{first}/{last}" if first and last else None


def _numeric(fields: Fields) -> str | None:
    return _day_text(*fields["date"][0])


def _numeric_day(fields: Fields) -> str | None:
    return _day_text(fields["year"][0], *fields["daymonth"][0]) if fields.get("year") else None


def _day_ordinal(fields: Fields) -> str | None:
    """As in "27. 11. 2016", "siebter vierter": the month by its number."""
    if not fields.get("year") or not 1 <= fields["ordinal"][0] <= 12:
        return None
    return _day_text(fields["year"][0], int(fields["ordinal"][0]), fields["day"][0])


def _first_of(fields: Fields) -> str | None:
    """As in "the first two weeks of 2021", "the first ten days of 2021"."""
    if not fields.get("year") or not fields["n"][0]:
        return None
    return _part_of_year(fields["year"][0], fields["unit"][0], int(fields["n"][0]), last=False)


def _last_of(fields: Fields) -> str | None:
    if not fields.get("year") or not fields["n"][0]:
        return None
    return _part_of_year(fields["year"][0], fields["unit"][0], int(fields["n"][0]), last=True)


def _part_of_year(year: int, unit: str, n: int, *, last: bool) -> str | None:
    """So many weeks (those that hold a Thursday of the year), months or days at an end of a year."""
    if unit == "week" and n <= 52:
        if last:
            end = date.fromisocalendar(year, date(year, 12, 28).isocalendar()[1], 7)
            return f"{(end - timedelta(days=7 * n - 1)).isoformat()}/{end.isoformat()}"
        first = date.fromisocalendar(year, 1, 1)
        return f"{first.isoformat()}/{(first + timedelta(days=7 * n - 1)).isoformat()}"
    if unit == "month" and n <= 12:
        return (
            f"{year:04d}-{13 - n:02d}/{year:04d}-12"
            if last
            else f"{year:04d}-01/{year:04d}-{n:02d}"
        )
    if unit == "day" and n <= 365:
        edge = date(year, 12, 31) if last else date(year, 1, 1)
        other = edge + timedelta(days=(1 - n) if last else (n - 1))
        low, high = sorted((edge, other))
        return f"{low.isoformat()}/{high.isoformat()}"
    return None


def _spaced(fields: Fields) -> str | None:
    """As in "18 08 1978": the day first, unless it cannot be one."""
    day, month = (int(n) for n in fields["n"][:2])
    if month > 12:
        day, month = month, day
    return _day_text(fields["year"][0], month, day)


def _month_year(fields: Fields) -> str | None:
    """As in "12-2015", "10/2015", "2015-3"."""
    month = int(fields["n"][0])
    return f"{fields['year'][0]:04d}-{month:02d}" if 1 <= month <= 12 else None


def _months(fields: Fields) -> str | None:
    """As in "Nov-Feb 2017"."""
    if not fields.get("year"):
        return None
    (first, last), years = fields["month"][:2], fields["year"]
    year = years[0] - (len(years) == 1 and first > last)
    if (year, first) >= (years[-1], last):
        return None
    return f"{year:04d}-{first:02d}/{years[-1]:04d}-{last:02d}"


def _month(fields: Fields) -> str | None:
    month = fields.get("month")
    if not fields.get("year") or not month:
        return None
    return f"{fields['year'][0]:04d}-{month[0]:02d}"


def _year(fields: Fields) -> str | None:
    years = fields["year"]
    return "/".join(f"{year:04d}" for year in years) if years[0] <= years[-1] else None


def _short_years(fields: Fields) -> str | None:
    first = int(fields["year"][0])
    short = int(fields["min"][0])
    last = first - first % 100 + short
    if last <= first and 1 <= short <= 12:
        return f"{first:04d}-{short:02d}"  # "2015/03"
    return f"{first:04d}/{last:04d}" if last > first else None


def _decade(fields: Fields) -> str | None:
    first = int(fields["decade"][0])
    return f"{first:04d}/{first + 9:04d}"


def _decade_of(fields: Fields) -> str | None:
    """As in "les années 90", "los años noventa", "la década de 1990"."""
    n = fields["n"][0] if fields.get("n") else fields["year"][0]
    if n is None or n != int(n) or n % 10:
        return None
    first = int(n) + (1900 if 20 <= n < 100 else 2000 if n < 20 else 0)
    return f"{first:04d}/{first + 9:04d}" if 1000 <= first <= 2990 else None


def _decade_of_century(fields: Fields) -> str | None:
    """As in "19世纪70年代": the seventies of the nineteenth century."""
    century, decade = (int(n or 0) for n in fields["n"][:2])
    if not 10 <= century <= 21 or decade % 10 or not 0 <= decade < 100:
        return None
    first = (century - 1) * 100 + decade
    return f"{first:04d}/{first + 9:04d}"


def _century(fields: Fields) -> str | None:
    told = fields.get("ordinal") or fields["n"]
    number = int(told[0] or 0)
    return f"{(number - 1) * 100 + 1:04d}/{number * 100:04d}" if 0 < number < 30 else None


def _quarter_of(year: int, number: int) -> str | None:
    if not 1 <= number <= 4:
        return None
    return f"{year:04d}-{number * 3 - 2:02d}/{year:04d}-{number * 3:02d}"


def _quarter(fields: Fields) -> str | None:
    if not fields.get("year"):
        return None
    number = fields.get("ordinal") or fields.get("n")
    return _quarter_of(fields["year"][0], int(number[0])) if number and number[0] else None


def _season_of(year: int, season: str) -> str:
    first, last = SEASONS[season]
    end = year + (last < first)
    return f"{year:04d}-{first:02d}/{end:04d}-{last:02d}"


def _half_of(year: int, number: int) -> str | None:
    first = 1 if number == 1 else 7
    return f"{year:04d}-{first:02d}/{year:04d}-{first + 5:02d}" if number in (1, 2) else None


def _half(fields: Fields) -> str | None:
    number = fields.get("ordinal") or fields["n"]
    return _half_of(fields["year"][0], int(number[0])) if fields.get("year") else None


def _season(fields: Fields) -> str | None:
    return _season_of(fields["year"][0], fields["season"][0]) if fields.get("year") else None


def _holiday(fields: Fields) -> str | None:
    if not fields.get("year"):
        return None
    day = holiday_day(fields["holiday"][0], fields["year"][0])
    return day.isoformat() if day else None


def _month_number(fields: Fields) -> str | None:
    """As in "the third month of 2021"."""
    number = int((fields.get("ordinal") or fields["n"])[0])
    return f"{fields['year'][0]:04d}-{number:02d}" if fields.get("year") and number <= 12 else None


def _week_number(fields: Fields) -> str | None:
    """As in "week 31 of 2018"."""
    if not fields.get("year"):
        return None
    return _week_of_year(fields["year"][0], fields["n"][0])


def _week_of_year(year: int, number: float | None) -> str | None:
    if number is None or number != int(number):
        return None
    try:
        return week_holding(date.fromisocalendar(year, int(number), 1))
    except ValueError:
        return None


def week_holding(day: date) -> str:
    """The week, Monday to Sunday, that a day lies in."""
    monday = day - timedelta(days=day.isoweekday() - 1)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


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


_ABSOLUTE = {
    "date": _date, "datesum": _date_sum, "spaced": _spaced, "monthyear": _month_year,
    "months": _months, "dayordinal": _day_ordinal, "firstof": _first_of, "lastof": _last_of, "days": _days, "numeric": _numeric, "daymonth": _numeric_day, "month": _month, "year": _year,
    "years": _short_years, "decade": _decade, "decadeof": _decade_of, "century": _century, "decadeofcentury": _decade_of_century, "quarter": _quarter, "half": _half,
    "season": _season, "holiday": _holiday, "weeknumber": _week_number, "nthmonth": _month_number,
    "nthweekday": _nth_weekday,
}  # fmt: skip

# relative


def add_months(day: date, months: int) -> date:
    """The same day so many months later; the month's last day where it has no such day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    year = min(max(year, 1), 9999)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _near_day(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """A day of the month without a year: the nearest one, or as the tense says."""
    month = fields.get("month")
    if month is None:
        return None
    day = _day_of(fields)
    candidates = []
    for year in (anchor.year - 1, anchor.year, anchor.year + 1):
        text = _day_text(year, month[0], day)
        if text is not None:
            candidates.append(date.fromisoformat(text))
    if not candidates:
        return _leap_day(month[0], day, anchor)
    return _nearest(candidates, shift, anchor, tense)


def _nearest(days: list[date], shift: int, anchor: date, tense: str | None) -> str | None:
    """Of several days the nearest, before or after the anchor where that is said."""
    if shift < 0:
        days = [day for day in days if day < anchor] or days
    elif shift > 0:
        days = [day for day in days if day > anchor] or days
    elif tense == "future":
        days = [day for day in days if day >= anchor] or days
    return min(days, key=lambda day: abs((day - anchor).days)).isoformat() if days else None


def _leap_day(month: int, day: int, anchor: date) -> str | None:
    for back in range(8):
        text = _day_text(anchor.year - back, month, day)
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
    last = _day_text(int(first[:4]), month, fields["day"][-1])
    return f"{first}/{last}" if last and first < last else None


def _near_numeric(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    month, day = fields["daymonth"][0]
    if fields.get("year"):
        return _day_text(fields["year"][0], month, day)
    return _near_day({"month": [month], "day": [day]}, shift, anchor, tense)


def _near_months(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    first, last = fields["month"][:2]
    text = _month_at({"month": [last]}, shift, anchor, tense)
    year = int(text[:4]) if text else anchor.year
    return _months({"month": [first, last], "year": [year]})


def _near_number(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "el 21 del 3"."""
    return _near_ordinal({**fields, "ordinal": fields["n"]}, shift, anchor, tense)


def _near_ordinal(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    month = int(fields["ordinal"][0])
    if not 1 <= month <= 12:
        return None
    return _near_day({"month": [month], "day": fields["day"]}, shift, anchor, tense)


def _first_of_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _first_of({**fields, "year": [anchor.year + shift]})


def _last_of_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _last_of({**fields, "year": [anchor.year + shift]})


def _days_of_month(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "from 4 to 23 next month"."""
    month = add_months(anchor.replace(day=1), shift)
    low, high = (_day_text(month.year, month.month, day) for day in fields["day"][:2])
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
    first = _day_text(end[0] - ((month, day) > (end[1], end[2])), month, day)
    last = _day_text(*end)
    return f"{first}/{last}" if first and last and first < last else None


def _month_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    month = fields["month"][0]
    ahead = (month - anchor.month) % 12
    if fields.get("unit"):
        return f"{anchor.year + shift:04d}-{month:02d}"
    if shift < 0:
        ahead = ahead - 12
    elif shift == 0 and tense != "future" and ahead > AHEAD_MONTHS:
        ahead -= 12
    elif shift > 0 and ahead == 0:
        ahead = 12
    day = add_months(anchor.replace(day=1), ahead)
    return f"{day.year:04d}-{day.month:02d}"


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
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    return (monday + timedelta(days=7 * shift + fields["weekday"][0] - 1)).isoformat()


def _day_word(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return (anchor + timedelta(days=int(fields["days"][0]))).isoformat()


def _weekday_day(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "mercredi 12": the nearest day of that number on that weekday."""
    wanted, day = fields["weekday"][0], _day_of(fields)
    near = [
        add_months(anchor.replace(day=1), months).replace(day=day)
        for months in range(-NEAR_MONTHS, NEAR_MONTHS + 1)
        if day <= _length(add_months(anchor.replace(day=1), months))
    ]
    near = [d for d in near if d.isoweekday() == wanted]
    if tense == "future":
        near = [d for d in near if 0 <= (d - anchor).days <= SOON] or near
    return min(near, key=lambda d: abs((d - anchor).days)).isoformat() if near else None


def _length(day: date) -> int:
    return monthrange(day.year, day.month)[1]


def _week_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the first week of May", "the last week of 2016": the weeks that hold a Thursday of it."""
    month = fields.get("month")
    year = (fields.get("year") or [None])[0]
    if month is not None:
        if year is None:
            year = int((_month_at(fields, 0, anchor, tense) or "0000")[:4])
        first = date(year, month[0], 1)
        last = first.replace(day=_length(first))
    elif year is not None:
        first, last = date(year, 1, 1), date(year, 12, 31)
    else:
        return None
    if shift < 0:
        thursday = last - timedelta(days=(last.isoweekday() - 4) % 7)
    else:
        thursday = first + timedelta(days=(4 - first.isoweekday()) % 7)
        told = fields.get("ordinal") or fields["n"]
        thursday += timedelta(days=7 * (int(told[0]) - 1))
    if not first <= thursday <= last:
        return None
    monday = thursday - timedelta(days=3)
    return f"{monday.isoformat()}/{(monday + timedelta(days=6)).isoformat()}"


def _weekend(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "over the weekend": the one now or just past, with a future tense the one ahead."""
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    if tense != "future" and anchor.isoweekday() < 5:
        monday -= timedelta(days=7)
    first = monday + timedelta(days=5)
    return f"{first.isoformat()}/{(first + timedelta(days=1)).isoformat()}"


def _unit(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "last week", "this month", "next year"."""
    unit = fields["unit"][0]
    if unit in ("day", "night"):
        return (anchor + timedelta(days=shift)).isoformat()
    if unit in ("week", "weekend", "fortnight"):
        monday = anchor - timedelta(days=anchor.isoweekday() - 1) + timedelta(days=7 * shift)
        first = monday + timedelta(days=5 if unit == "weekend" else 0)
        length = 13 if unit == "fortnight" else 6
        return f"{first.isoformat()}/{(monday + timedelta(days=length)).isoformat()}"
    if unit == "month":
        day = add_months(anchor.replace(day=1), shift)
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        day = add_months(anchor.replace(day=1), 3 * shift)
        return _quarter_of(day.year, (day.month + 2) // 3)
    if unit == "half-year":
        day = add_months(anchor.replace(day=1), 6 * shift)
        first_month = 1 if day.month < 7 else 7
        return f"{day.year:04d}-{first_month:02d}/{day.year:04d}-{first_month + 5:02d}"
    if unit == "year":
        return f"{anchor.year + shift:04d}"
    if unit == "decade":
        year = anchor.year - anchor.year % 10 + 10 * shift
        return f"{year:04d}/{year + 9:04d}"
    if unit == "century":
        year = anchor.year - (anchor.year - 1) % 100 + 100 * shift
        return f"{year:04d}/{year + 99:04d}"
    return None


def _nth_weekday_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    month = _month_at(fields, 0, anchor, tense)
    return _nth_weekday({**fields, "year": [int(month[:4])]}) if month else None


def _nth_weekday_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the third Friday of next month"."""
    if fields["unit"][0] != "month":
        return None
    month = add_months(anchor.replace(day=1), shift)
    return _nth_weekday({**fields, "month": [month.month], "year": [month.year]})


def _rest_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the rest of the week": from the anchor on."""
    whole = _unit(fields, 0, anchor, tense)
    if whole is None or fields["unit"][0] in ("day", "night"):
        return whole
    end = whole.split("/")[-1]
    here = anchor.isoformat()
    if len(end) == len(here):
        return f"{here}/{end}" if here < end else None
    month = 12 if len(end) == len("2025") else int(end[5:7])
    last = date(int(end[:4]), month, monthrange(int(end[:4]), month)[1]).isoformat()
    return f"{here}/{last}" if here < last else None


def _moved(fields: Fields, anchor: date, sign: int) -> str | None:
    """The anchor moved by `n` units, at the unit's own precision."""
    if fields.get("dual"):  # "عامين": the unit and how many in one word
        unit, _, count = fields["dual"][0].partition(":")
        fields = {"n": [float(count)], "unit": [unit]}
    n, unit = fields["n"][0], fields["unit"][0]
    if n is None or n != n:
        return None
    if unit in DAYS:
        if n * DAYS[unit] > 366 * MAX_SHIFT_YEARS:
            return None
        moved = anchor.toordinal() + sign * round(n * DAYS[unit])
        return date.fromordinal(moved).isoformat() if 0 < moved < 3_000_000 else None
    if unit in MONTHS:
        if n * MONTHS[unit] > 12 * MAX_SHIFT_YEARS:
            return None
        months = round(n * MONTHS[unit])
        if anchor.year * 12 + sign * months < 13:
            return None
        day = add_months(anchor, sign * months)
        if unit in ("year", "decade", "century") and months % 12 == 0:
            return f"{day.year:04d}"
        return f"{day.year:04d}-{day.month:02d}"
    return anchor.isoformat() if n * (1 / 60 if unit == "minute" else 1) < 6 else None


def _ago(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _moved(fields, anchor, -1)


def _ahead(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _moved(fields, anchor, 1)


def _span(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the past two decades", "the next three days"."""
    end = _moved(fields, anchor, shift)
    if shift > 0 and end is not None and fields["unit"][0] in DAYS and "T" not in end:
        return f"{date.fromordinal(anchor.toordinal() + 1).isoformat()}/{end}"
    if end is None or fields["unit"][0] in ("hour", "minute", "second"):
        return end
    here = anchor.isoformat()[: len(end)]
    return f"{end}/{here}" if shift < 0 else f"{here}/{end}"


def _quarter_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    number = fields.get("ordinal") or fields.get("n")
    if not number or not number[0]:
        return None
    year = _year_of(fields, shift, anchor)
    if year is None:
        return None
    shift = shift or year - anchor.year
    done = int(number[0]) * 3 <= anchor.month or shift or tense == "future"
    behind = not done and int(number[0]) * 3 - 2 > anchor.month
    return _quarter_of(year - bool(behind), int(number[0]))


def _half_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    number = fields["ordinal"][0]
    if fields.get("period"):
        year = _year_of(fields, shift, anchor)
        return _half_of(year, number) if year is not None else None
    ahead = number == 2 and anchor.month < 7 and tense != "future" and not shift
    return _half_of(anchor.year + shift - ahead, number)


def _season_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    season = fields["season"][0]
    first = SEASONS[season][0]
    year = anchor.year
    if fields.get("period"):
        named = _year_of(fields, shift, anchor)
        return _season_of(named, season) if named is not None else None
    if shift < 0 and (anchor.month <= SEASONS[season][1] or first > anchor.month):
        year -= 1
    elif shift > 0 and first <= anchor.month:
        year += 1
    elif (shift == 0 and tense != "future" and first - anchor.month > NEAR_MONTHS) or (
        shift == 0 and season == "winter" and anchor.month <= 2
    ):
        year -= 1
    return _season_of(year, season)


def _clock(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    hour_minute = clock_time(fields)
    return f"{anchor.isoformat()}T{hour_minute}" if hour_minute else None


def _holiday_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    years = (anchor.year - 1, anchor.year, anchor.year + 1)
    found = [holiday_day(fields["holiday"][0], year) for year in years]
    return _nearest([day for day in found if day is not None], shift, anchor, tense)


def _holiday_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "去年国庆节"."""
    year = _year_of(fields, shift, anchor)
    day = holiday_day(fields["holiday"][0], year) if year is not None else None
    return day.isoformat() if day else None


def _week_number_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _week_of_year(_year_of(fields, shift, anchor) or anchor.year, fields["n"][0])


def _period(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "去年", "上周末": the table says the unit and how far."""
    unit, _, moved_by = fields["period"][0].partition(":")
    return _unit({"unit": [unit]}, int(moved_by), anchor, tense)


def _year_of(fields: Fields, shift: int, anchor: date) -> int | None:
    """The year that "last year" or "去年" means; None where it is no year."""
    unit, by = fields.get("unit", ["year"])[0], shift
    if fields.get("period"):
        unit, _, moved_by = fields["period"][0].partition(":")
        by = int(moved_by)
    return anchor.year + by if unit == "year" else None


def _date_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "12 February of last year", "February last year", "this September"."""
    year = _year_of(fields, shift, anchor)
    month = fields.get("month")
    if year is None or not month:
        return None
    if fields.get("day"):
        return _day_text(year, month[0], fields["day"][0])
    return f"{year:04d}-{month[0]:02d}"


def _nth_month(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    number = int((fields.get("ordinal") or fields["n"])[0])
    return _date_of({**fields, "month": [number]}, shift, anchor, tense) if number <= 12 else None


def _month_day(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "24日", "on the 24th": the nearest such day up to the anchor, or after it."""
    wanted = _day_of(fields)
    found = []
    for months in (-2, -1, 0, 1, 2):
        month = add_months(anchor.replace(day=1), months)
        if 1 <= wanted <= _length(month):
            found.append(month.replace(day=wanted))
    if shift == 0:
        shift = 1 if tense == "future" else -1
        if anchor in found:
            return anchor.isoformat()
    return _nearest(found, shift, anchor, tense)


def _day_of_month(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "上月24日", "the 21st of this month"."""
    month = add_months(anchor.replace(day=1), shift)
    wanted = _day_of(fields)
    return _day_text(month.year, month.month, wanted)


def moved(offset: Expression, day: date) -> str | None:
    """The day that lies so long after another, or before it ("two weeks before 13 May")."""
    n, unit = offset.fields["n"][0], offset.fields["unit"][0]
    if n is None or n != int(n) or n > 1000:
        return None
    if unit in DAYS:
        return (day + timedelta(days=offset.shift * int(n) * DAYS[unit])).isoformat()
    if unit in MONTHS:
        return add_months(day, offset.shift * int(n) * MONTHS[unit]).isoformat()
    return None


def clock_time(fields: Fields) -> str | None:
    """As in "HH:MM" of a clock expression, `Z` behind it for UTC; None for impossible hours."""
    clock = fields.get("clock") or fields.get("dotclock")
    if clock:
        hour, minute = clock[0]
    elif fields.get("hour"):
        hour, minute = fields["hour"][0], (fields.get("min") or [0])[0]
    else:
        return None
    half = (fields.get("ampm") or [None])[0]
    if half == "pm" and hour < 12:
        hour += 12
    elif half == "am" and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        hour = 0
    if hour > 23 or minute > 59:
        return None
    past = fields.get("past", [0])[0]
    hour, minute = divmod((hour * 60 + minute + past) % (24 * 60), 60)
    zone = (fields.get("zone") or [""])[0]
    return f"{hour:02d}:{minute:02d}" + ("Z" if zone in ("utc", "gmt") else "")


_RELATIVE = {
    "date": _near_day, "datesum": _near_sum, "days": _near_days, "daymonth": _near_numeric,
    "daymonths": _day_months, "months": _near_months, "dayordinal": _near_ordinal, "daynumber": _near_number,
    "firstof": _first_of_at, "lastof": _last_of_at, "daysofmonth": _days_of_month, "month": _month_at,
    "weekday": _weekday, "thisweekday": _this_weekday, "dayword": _day_word, "unit": _unit,
    "ago": _ago, "ahead": _ahead, "ahead_if_future": _ahead, "span": _span,
    "quarter": _quarter_at, "half": _half_at, "season": _season_at, "clock": _clock, "holiday": _holiday_at,
    "weekdayday": _weekday_day, "weekof": _week_of, "weekend": _weekend, "period": _period,
    "dateof": _date_of, "nthmonth": _nth_month, "monthday": _month_day, "dayofmonth": _day_of_month,
    "weeknumber": _week_number_at, "holidayof": _holiday_of, "restof": _rest_of,
    "nthweekday": _nth_weekday_at, "nthweekdayof": _nth_weekday_of,
}  # fmt: skip

# What a rule may do: "part" of a day is read by the groups, the rest is resolved here.
ACTIONS = frozenset(("part", *_ABSOLUTE, *_RELATIVE))
