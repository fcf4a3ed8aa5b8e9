"""Tab-separated tables with a header line, as the data sets have them."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path


def rows(path: Path) -> Iterator[dict[str, str]]:
    """The rows of a table by column; quotation marks are text like any other.

    Args:
        path: a UTF-8 file.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
