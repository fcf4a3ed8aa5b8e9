"""When an article was published, only where something says it.

In: a dateline, lines that hold nothing but a date, the page's metadata. Out: a date with its
source, or None. A dateline with day, month and year goes first, for it is the article's own; then
what the page says of itself (metadata, URL, `--date`), which holds for its main article and, as
nothing better is known, for the others of the page where the date comes from the option.
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from crossread import languages
from crossread.model import Metadata, Published
from crossread.splitting.lines import fold

_YEAR = r"(?P<year>(?:19|20)\d{2})"
_DAY_MONTH = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s(?:de\s)?(?P<month>[^\W\d_]{{3,12}})\.?,?\s(?:de[l]?\s)?{_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"(?P<month>[^\W\d_]{{3,12}})\.?\s(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s{_YEAR}"
)
_ISO = re.compile(
    rf"(?<!\d){_YEAR}(?P<sign>[-/.])(?P<month>\d{{2}})(?P=sign)(?P<day>\d{{2}})(?!\d)"
)
_NUMERIC = re.compile(
    rf"(?<!\d)(?P<one>\d{{1,2}})(?P<sign>[./-])(?P<two>\d{{1,2}})(?P=sign){_YEAR}(?!\d)"
)


def published_of(
    dateline: str | None,
    date_lines: list[str],
    metadata: Metadata,
    main: bool,
    language: str = "",
) -> Published | None:
    """The publication date of an article.

    Args:
        dateline: the article's, None without one.
        date_lines: furniture lines beside the article that say a date ("Published 12 May 2025").
        metadata: of the page.
        main: whether it is the page's main article.
        language: of the article; it tells day from month.

    Returns:
        The date and where it is known from; None where nothing says it.
    """
    own = dated(dateline, language) if dateline else None
    if own:
        return Published(own, "dateline")
    if metadata.date and main and metadata.date_known_from != "option":
        return Published(metadata.date, metadata.date_known_from or "metadata")
    for line in date_lines:
        found = dated(line, language)
        if found:
            return Published(found, "dateline")
    if metadata.date and metadata.date_known_from == "option":
        return Published(metadata.date, "option")
    return None


def dated(text: str, language: str = "") -> str | None:
    """The full date (day, month and year) in a short text, as ISO 8601; None without one.

    Args:
        text: a dateline, or a line that says a date.
        language: of the article; it decides between `12/03/2025` for March and for December.
    """
    folded = fold(text[:300])
    for pattern in (_ISO, _DAY_MONTH, _MONTH_DAY):
        for match in pattern.finditer(folded):
            month = match["month"]
            number = int(month) if month.isdigit() else _months().get(month, 0)
            try:
                return date(int(match["year"]), number, int(match["day"])).isoformat()
            except ValueError:
                continue
    return _numeric(folded, language)


def _numeric(text: str, language: str) -> str | None:
    """`16/10/2025`, `16.10.2025`, `10/16/2025`.

    The day goes first in a language whose dates are so. In English, where both orders are in use,
    and in unknown languages a date is read only where one of its numbers cannot be a month; dots
    stand between day and month, unless the language is English.
    """
    times = languages.table(language, "times") if language else {}
    for match in _NUMERIC.finditer(text):
        one, two = int(match["one"]), int(match["two"])
        known = bool(times) or match["sign"] == "."
        day_first = known and not times.get("month_first", False)
        if not day_first and one != two and (one > 12) == (two > 12):
            continue
        day, month = (one, two) if two <= 12 and (day_first or one > 12) else (two, one)
        try:
            return date(int(match["year"]), month, day).isoformat()
        except ValueError:
            continue
    return None


@cache
def _months() -> dict[str, int]:
    found: dict[str, int] = {}
    for code in languages.known():
        for number, names in enumerate(languages.table(code, "splitting").get("months", ()), 1):
            for name in names:
                found.setdefault(fold(name), number)
    return found
