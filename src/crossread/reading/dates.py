"""Publication dates as pages, URLs and people write them → ISO 8601.

In: a string from metadata, a URL, or the `--date` option. Out: an ISO 8601 date, with time where
the source gives one, or None. Only unambiguous forms are read: a wrong date makes every "Wednesday"
of an article wrong, a missing one only leaves it unresolved.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

_DAY = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?!\d)")
_URL_DAY = re.compile(r"(?<!\d)((?:19|20)\d{2})([/-]?)(\d{1,2})\2(\d{1,2})(?!\d)")
YEARS = range(1800, 2101)


def iso(value: str) -> str | None:
    """The ISO 8601 form of a date, `2025-02-12` or `2025-02-12T09:00:00+01:00`.

    Reads ISO 8601, its basic form, and the dates of e-mail and feeds
    (`Wed, 12 Feb 2025 09:00:00 GMT`); None for all else.
    """
    value = value.strip()[:80]
    match = _DAY.match(value)
    if match:
        day = _day(int(match[1]), int(match[2]), int(match[3]))
        if day is None:
            return None
        try:
            moment = datetime.fromisoformat(value)
        except ValueError:
            return day
        return day if len(value) <= 10 else moment.isoformat(timespec="seconds")
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.isoformat(timespec="seconds") if moment.year in YEARS else None


def in_url(url: str | None) -> str | None:
    """The date in the path of an address, `/2025/02/12/`, `/2025-02-12-` or `/20250212/`."""
    if not url:
        return None
    try:
        path = urlsplit(url).path[:500]
    except ValueError:
        return None
    for match in _URL_DAY.finditer(path):
        year, separator, month, day = match.groups()
        if not separator and len(match[0]) != 8:
            continue
        found = _day(int(year), int(month), int(day))
        if found:
            return found
    return None


def _day(year: int, month: int, day: int) -> str | None:
    if year not in YEARS:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
