"""Weeks, months, quarters, seasons, years, decades and centuries in words → ISO 8601.

In: the fields of an expression and, for those that need it, the anchor and the tense. Out: a month,
a year, or the first and last day, month or year of a period; None where it cannot be known.
"""

# ruff: noqa: ARG001 - all handlers of a table share one signature
from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta

from crossread.annotating.timearithmetic import (
    NEAR_MONTHS,
    SEASONS,
    add_months,
    day_text,
    half_of,
    month_length,
    part_of_year,
    quarter_of,
    season_of,
    week_of_year,
)
from crossread.annotating.timewords import Absolute, Fields, Relative

# Of units counted from a Monday: days from one to the next, the first day (0 is Monday), and days.
_WEEKS = {
    "week": (7, 0, 7),
    "working-week": (7, 0, 5),
    "weekend": (7, 5, 2),
    "fortnight": (14, 0, 14),
}
AHEAD_MONTHS = 4  # a bare month lies at most so far ahead, else it is past (timex-dev)


def _first_of(fields: Fields) -> str | None:
    """As in "the first two weeks of 2021", "the first ten days of 2021"."""
    if not fields.get("year") or not fields["n"][0]:
        return None
    return part_of_year(fields["year"][0], fields["unit"][0], int(fields["n"][0]), last=False)


def _last_of(fields: Fields) -> str | None:
    if not fields.get("year") or not fields["n"][0]:
        return None
    return part_of_year(fields["year"][0], fields["unit"][0], int(fields["n"][0]), last=True)


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


def _quarter(fields: Fields) -> str | None:
    if not fields.get("year"):
        return None
    number = fields.get("ordinal") or fields.get("n")
    return quarter_of(fields["year"][0], int(number[0])) if number and number[0] else None


def _half(fields: Fields) -> str | None:
    number = fields.get("ordinal") or fields["n"]
    return half_of(fields["year"][0], int(number[0])) if fields.get("year") else None


def _season(fields: Fields) -> str | None:
    return season_of(fields["year"][0], fields["season"][0]) if fields.get("year") else None


def _month_number(fields: Fields) -> str | None:
    """As in "the third month of 2021"."""
    number = int((fields.get("ordinal") or fields["n"])[0])
    return f"{fields['year'][0]:04d}-{number:02d}" if fields.get("year") and number <= 12 else None


def _week_number(fields: Fields) -> str | None:
    """As in "week 31 of 2018"."""
    if not fields.get("year"):
        return None
    return week_of_year(fields["year"][0], fields["n"][0])


def _near_months(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    first, last = fields["month"][:2]
    text = month_at({"month": [last]}, shift, anchor, tense)
    year = int(text[:4]) if text else anchor.year
    return _months({"month": [first, last], "year": [year]})


def _first_of_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _first_of({**fields, "year": [anchor.year + shift]})


def _last_of_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return _last_of({**fields, "year": [anchor.year + shift]})


def month_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """A bare month: the last one, or one a little ahead, or as the tense says."""
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


def _week_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the first week of May", "the last week of 2016": the weeks that hold a Thursday of it."""
    month = fields.get("month")
    year = (fields.get("year") or [None])[0]
    if month is not None:
        if year is None:
            year = int((month_at(fields, 0, anchor, tense) or "0000")[:4])
        first = date(year, month[0], 1)
        last = first.replace(day=month_length(first))
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


def _week_in(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "the last week of this month", "the first week of last year"; the last without a number."""
    unit = fields["unit"][0]
    if unit not in ("month", "year"):
        return None
    held = add_months(anchor.replace(day=1), shift * (12 if unit == "year" else 1))
    within: Fields = {**fields, "year": [held.year]}
    if unit == "month":
        within["month"] = [held.month]
    return _week_of(within, 0 if fields.get("ordinal") else -1, anchor, tense)


def _weekend(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "over the weekend": the one now or just past, with a future tense the one ahead."""
    monday = anchor - timedelta(days=anchor.isoweekday() - 1)
    if shift < 0 or (tense != "future" and not shift and anchor.isoweekday() < 5):
        monday -= timedelta(days=7)
    first = monday + timedelta(days=5)
    return f"{first.isoformat()}/{(first + timedelta(days=1)).isoformat()}"


def _unit(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "last week", "this month", "next year"."""
    unit = fields["unit"][0]
    if unit in ("day", "night"):
        return (anchor + timedelta(days=shift)).isoformat()
    if unit in _WEEKS:
        skipped, first, length = _WEEKS[unit]
        monday = anchor - timedelta(days=anchor.isoweekday() - 1) + timedelta(days=skipped * shift)
        begin = monday + timedelta(days=first)
        return f"{begin.isoformat()}/{(begin + timedelta(days=length - 1)).isoformat()}"
    if unit == "month":
        day = add_months(anchor.replace(day=1), shift)
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "quarter":
        day = add_months(anchor.replace(day=1), 3 * shift)
        return quarter_of(day.year, (day.month + 2) // 3)
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


def _to_date(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "year to date": from the first day of the unit to the anchor."""
    whole = _unit({"unit": fields.get("unit", ["year"])}, 0, anchor, tense)
    if whole is None:
        return None
    begin = (whole.split("/")[0] + "-01-01")[: len("2025-02-13")]
    here = anchor.isoformat()
    return f"{begin}/{here}" if begin < here else here


def _quarter_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    number = fields.get("ordinal") or fields.get("n")
    if not number or not number[0]:
        return None
    year = year_of(fields, shift, anchor)
    if year is None:
        return None
    shift = shift or year - anchor.year
    done = int(number[0]) * 3 <= anchor.month or shift or tense == "future"
    behind = not done and int(number[0]) * 3 - 2 > anchor.month
    return quarter_of(year - bool(behind), int(number[0]))


def _half_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    number = int((fields.get("ordinal") or fields["n"])[0])
    if fields.get("period"):
        year = year_of(fields, shift, anchor)
        return half_of(year, number) if year is not None else None
    ahead = number == 2 and anchor.month < 7 and tense != "future" and not shift
    return half_of(anchor.year + shift - ahead, number)


def _season_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    season = fields["season"][0]
    first = SEASONS[season][0]
    year = anchor.year
    if fields.get("period"):
        named = year_of(fields, shift, anchor)
        return season_of(named, season) if named is not None else None
    if shift < 0 and (anchor.month <= SEASONS[season][1] or first > anchor.month):
        year -= 1
    elif shift > 0 and first <= anchor.month:
        year += 1
    elif (shift == 0 and tense != "future" and first - anchor.month > NEAR_MONTHS) or (
        shift == 0 and season == "winter" and anchor.month <= 2
    ):
        year -= 1
    return season_of(year, season)


def _week_number_at(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    return week_of_year(year_of(fields, shift, anchor) or anchor.year, fields["n"][0])


def _period(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "去年", "上周末": the table says the unit and how far."""
    unit, _, moved_by = fields["period"][0].partition(":")
    return _unit({"unit": [unit]}, int(moved_by), anchor, tense)


def year_of(fields: Fields, shift: int, anchor: date) -> int | None:
    """The year that "last year" or "去年" means; None where it is no year."""
    unit, by = fields.get("unit", ["year"])[0], shift
    if fields.get("period"):
        unit, _, moved_by = fields["period"][0].partition(":")
        by = int(moved_by)
    return anchor.year + by if unit == "year" else None


def _date_of(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    """As in "12 February of last year", "February last year", "this September"."""
    year = year_of(fields, shift, anchor)
    month = fields.get("month")
    if year is None or not month:
        return None
    if fields.get("day"):
        return day_text(year, month[0], fields["day"][0])
    return f"{year:04d}-{month[0]:02d}"


def _nth_month(fields: Fields, shift: int, anchor: date, tense: str | None) -> str | None:
    number = int((fields.get("ordinal") or fields["n"])[0])
    return _date_of({**fields, "month": [number]}, shift, anchor, tense) if number <= 12 else None


ABSOLUTE_PERIODS: Mapping[str, Absolute] = {
    "monthyear": _month_year, "months": _months, "firstof": _first_of, "lastof": _last_of,
    "month": _month, "year": _year, "years": _short_years, "decade": _decade,
    "decadeof": _decade_of, "century": _century, "decadeofcentury": _decade_of_century,
    "quarter": _quarter, "half": _half, "season": _season, "weeknumber": _week_number,
    "nthmonth": _month_number,
}  # fmt: skip
RELATIVE_PERIODS: Mapping[str, Relative] = {
    "months": _near_months, "firstof": _first_of_at, "lastof": _last_of_at, "month": month_at,
    "unit": _unit, "quarter": _quarter_at, "half": _half_at, "season": _season_at,
    "weekof": _week_of, "weekend": _weekend, "period": _period, "dateof": _date_of,
    "nthmonth": _nth_month, "weeknumber": _week_number_at, "restof": _rest_of,
    "weekin": _week_in, "todate": _to_date,
}  # fmt: skip
