"""Dossier → Parquet files with typed columns, for data frames and databases.

One file a table of `sheets`, with its nested records as lists. Texts are exact here, code point
for code point. Every file says in its metadata what wrote it, and every column what it holds.
Needs pyarrow, which comes with `pip install 'crossread[parquet]'`.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from crossread.errors import UsageError
from crossread.model import Dossier
from crossread.showing.columns import Column, Sheet
from crossread.showing.lookup import clean
from crossread.showing.sheets import sheets

if TYPE_CHECKING:
    import pyarrow

MISSING = "parquet needs pyarrow: pip install 'crossread[parquet]'"
GENERATOR = b"crossread"  # key of a file's metadata that says what wrote it


def require() -> None:
    """Find out before the work whether pyarrow is there.

    Raises:
        UsageError: it is not.
    """
    if find_spec("pyarrow") is None:
        raise UsageError(MISSING)


def files(dossier: Dossier) -> Iterator[tuple[str, bytes]]:
    """The files of a folder.

    Args:
        dossier: the result of a run.

    Yields:
        Name and content, a file a table. The same for the same dossier and version of pyarrow.

    Raises:
        UsageError: pyarrow is missing.
    """
    require()
    import pyarrow
    from pyarrow import parquet

    metadata = {
        GENERATOR: clean(dossier.generator).encode(),
        b"encoder": clean(dossier.encoder).encode(),
    }
    for sheet, rows in sheets(dossier):
        schema = _schema(sheet).with_metadata({**metadata, b"about": sheet.about.encode()})
        out = io.BytesIO()
        parquet.write_table(pyarrow.Table.from_pylist(rows, schema=schema), out, compression="zstd")
        yield f"{sheet.name}.parquet", out.getvalue()


def ours(path: Path) -> bool:
    """Whether a file is one that this module wrote."""
    from pyarrow import ArrowException, parquet

    try:
        return GENERATOR in (parquet.read_schema(str(path)).metadata or {})
    except (ArrowException, OSError, ValueError):
        return False


def _schema(sheet: Sheet) -> pyarrow.Schema:
    import pyarrow

    fields = _fields(sheet.columns)
    if sheet.nested:
        inner = pyarrow.struct(_fields(sheet.nested.columns))
        fields.append(pyarrow.field(sheet.nested.name, pyarrow.list_(inner)))
    return pyarrow.schema(fields)


def _fields(columns: Iterable[Column]) -> list[Any]:
    import pyarrow

    types = {
        "text": pyarrow.string(),
        "texts": pyarrow.list_(pyarrow.string()),
        "integer": pyarrow.int64(),
        "number": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }
    return [
        pyarrow.field(one.name, types[one.type], metadata={"about": one.about}) for one in columns
    ]
