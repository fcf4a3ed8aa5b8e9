"""Dossier → CSV files that open rightly in spreadsheets, with a description that programs read.

One file a table of `sheets`: UTF-8 with a byte order mark (without it Excel guesses another
encoding), CRLF, commas, quoted where needed (RFC 4180). One record is one line: white space in a
text becomes a single space and characters that steer a terminal are taken out; the place in the
last columns leads to the text as it is.

A cell is data, never a formula. A text that starts with `=`, `+`, `-` or `@` gets an apostrophe
before it, as OWASP advises against CSV injection; so does such a sign after a semicolon, where
spreadsheets of many countries would start a cell. Numbers stay numbers.

`csv-metadata.json` describes the columns, as W3C's CSV on the Web wants it.
"""

from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from crossread.model import Dossier
from crossread.showing.columns import SHEETS, Column, Sheet
from crossread.showing.controls import visible
from crossread.showing.lookup import clean
from crossread.showing.sheets import Cells, sheets

DESCRIPTION = "csv-metadata.json"  # the name that CSV on the Web looks for
SEPARATOR = " | "  # between the texts of one cell
LONGEST_CELL = 32_767  # UTF-16 code units: more, and Excel cuts the cell or breaks the row
LARGEST_EXACT = 2**53
FORMULA = re.compile(r"^(\W*?)([=+\-@＝＋－＠])")
LATER = re.compile(r"""(;["'\s]*)([=+\-@＝＋－＠])""")
DATATYPES = {
    "text": "string",
    "texts": "string",
    "integer": "integer",
    "number": "double",
    "boolean": "boolean",
    "date": "date",
}


def files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """The files of a folder.

    Args:
        dossier: the result of a run.

    Yields:
        Name and content: the description first, then a file a table. The same for the same
        dossier.
    """
    yield DESCRIPTION, _description(dossier)
    for sheet, rows in sheets(dossier):
        yield f"{sheet.name}.csv", _table(sheet, rows)


def ours(path: Path) -> bool:
    """Whether a table has the columns that the description beside it, which we wrote, tells of."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            header = next(csv.reader([file.readline(LONGEST_CELL)]))
        told = json.loads((path.parent / DESCRIPTION).read_text(encoding="utf-8"))
        tables = [t for t in told["tables"] if t["url"] == path.name]
        named = [[c["name"] for c in t["tableSchema"]["columns"]] for t in tables]
        return str(told["dc:creator"]).startswith("crossread ") and header in named
    except (OSError, ValueError, KeyError, TypeError, StopIteration, csv.Error):
        return False


def columns(sheet: Sheet) -> tuple[Column, ...]:
    """A table's columns as its file has them: its own, then those of the table in its rows."""
    return (*sheet.columns, *(sheet.nested.columns if sheet.nested else ()))


def cell(text: str) -> str:
    r"""A text as a cell: on one line, not too long, and never a formula.

    >>> cell("=1+1"), cell("a\nb"), cell("- 5 degrees; =SUM(A1)")
    ("'=1+1", 'a b', "'- 5 degrees; '=SUM(A1)")
    """
    safe = LATER.sub(r"\1'\2", visible(text))
    if FORMULA.match(safe):
        safe = "'" + safe
    if len(safe) * 2 > LONGEST_CELL:
        units = safe.encode("utf-16-le")
        if len(units) > LONGEST_CELL * 2:
            safe = units[: (LONGEST_CELL - 1) * 2].decode("utf-16-le", "ignore") + "…"
    return safe


def _table(sheet: Sheet, rows: Iterable[Cells]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    shown = columns(sheet)
    writer.writerow(column.name for column in shown)
    for row in rows:
        for one in _flat(sheet, row):
            writer.writerow(_written(column, one.get(column.name)) for column in shown)
    return b"\xef\xbb\xbf" + out.getvalue().encode()


def _flat(sheet: Sheet, row: Cells) -> Iterator[Cells]:
    """A row a record of the nested table; one row where it holds none."""
    inner = row.get(sheet.nested.name) if sheet.nested else None
    for one in inner or [{}]:
        yield {**one, **row}


def _written(column: Column, value: Any) -> str:
    if value is None:
        return ""
    if column.type == "texts":
        return cell(SEPARATOR.join(value))
    if column.type == "number":
        whole = value == int(value) and abs(value) <= LARGEST_EXACT
        return str(int(value)) if whole else repr(float(value))
    if column.type == "boolean":
        return "true" if value else "false"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value) if column.type == "integer" else cell(value)


def _description(dossier: Dossier) -> bytes:
    """The columns in the words of W3C's CSV on the Web."""
    value = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:creator": clean(dossier.generator),
        "dc:description": f"Encoder: {clean(dossier.encoder)}",
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tables": [
            {
                "url": f"{sheet.name}.csv",
                "dc:title": sheet.name,
                "dc:description": sheet.about,
                "tableSchema": {
                    "columns": [
                        {
                            "name": column.name,
                            "titles": column.name,
                            "dc:description": column.about,
                            "datatype": DATATYPES[column.type],
                            **({"separator": SEPARATOR} if column.type == "texts" else {}),
                        }
                        for column in columns(sheet)
                    ]
                },
            }
            for sheet in SHEETS
        ],
    }
    return json.dumps(value, ensure_ascii=False, indent=1).encode() + b"\n"
