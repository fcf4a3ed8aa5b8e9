"""When an article was published, only where something says it.

In: a dateline, lines that hold nothing but a date, the page's metadata. Out: a date with its
source, or None. A dateline with day, month and year goes first, for it is the article's own; then
what the page says of itself (metadata, URL, `--date`), which holds for its main article and, as
nothing better is known, for the others of the page where the date comes from the option.
"""

from __future__ import annotations

from crossread.model import Metadata, Published
from crossread.splitting.writtendates import dated


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
