"""The Parquet folder: typed columns, nested lists, exact texts."""

from __future__ import annotations

import datetime
import io
import sys
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet

from crossread.errors import UsageError
from crossread.model import Dossier
from crossread.showing import parquet as show_parquet
from crossread.showing.columns import SHEETS
from tests.showing import sample
from tests.showing.test_json import DOSSIERS, HOSTILE


def tables(dossier: Dossier) -> dict[str, Any]:
    """Every table of a folder as pyarrow reads it."""
    return {
        name.removesuffix(".parquet"): parquet.read_table(io.BytesIO(data))
        for name, data in show_parquet.files(dossier)
    }


SMALL = tables(sample.small())


def test_the_same_tables_as_in_csv() -> None:
    assert list(SMALL) == [sheet.name for sheet in SHEETS]


@pytest.mark.parametrize("name", DOSSIERS)
def test_columns_have_the_types_that_they_are_said_to_have(name: str) -> None:
    types = {
        "text": pyarrow.string(), "texts": pyarrow.list_(pyarrow.string()),
        "integer": pyarrow.int64(), "number": pyarrow.float64(), "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
    }  # fmt: skip
    for sheet in SHEETS:
        schema = tables(DOSSIERS[name])[sheet.name].schema
        for column in sheet.columns:
            assert schema.field(column.name).type.equals(types[column.type]), column.name
            assert schema.field(column.name).metadata[b"about"].decode() == column.about
        if sheet.nested:
            inner = schema.field(sheet.nested.name).type.value_type
            assert [field.name for field in inner] == [c.name for c in sheet.nested.columns]


def test_content() -> None:
    point = SMALL["points"].to_pylist()[1]
    assert point["differences"] == ["s1.p2.d1"]
    assert [m["label"] for m in point["members"]] == ["Harvik Courier", "Le Quai", "Nordic Wire"]
    assert point["members"][0]["matched"] == ["1,200 travellers", "harbour"]
    assert SMALL["figures"].to_pylist()[1]["value"] == 4.5e6
    assert SMALL["times"].to_pylist()[0]["last"] == datetime.date(2025, 3, 7)
    assert SMALL["articles"].to_pylist()[2]["published_day"] is None
    assert SMALL["names"].to_pylist()[0]["variants"] == ["Ingrid Solhaim", "Solhaim", "Solheim"]
    assert SMALL["links"].to_pylist()[0]["passages"][0]["to_page"] == "p2"


def test_texts_are_those_at_their_places() -> None:
    dossier = sample.pair(HOSTILE, "=1+1")
    texts = {split.page.id: split.page.text for split in dossier.pages}
    rows = [row for name in ("quotes", "figures", "times", "statements")
            for row in tables(dossier)[name].to_pylist()]  # fmt: skip
    assert len(rows) == 8
    for row in rows:
        assert row["text"] == texts[row["page"]][row["start"] : row["end"]]


def test_nothing_found_leaves_columns_without_rows() -> None:
    for table in tables(sample.empty()).values():
        assert table.num_rows == 0
        assert table.num_columns > 4


def test_same_twice_and_signed() -> None:
    files = dict(show_parquet.files(sample.small()))
    assert files == dict(show_parquet.files(sample.small()))
    assert SMALL["names"].schema.metadata[b"crossread"] == b"crossread 0.1.0"


def test_our_tables_are_known_as_ours(tmp_path: Path) -> None:
    for name, data in show_parquet.files(sample.small()):
        (tmp_path / name).write_bytes(data)
        assert show_parquet.ours(tmp_path / name)
    (tmp_path / "x.parquet").write_bytes(b"PAR1")
    assert not show_parquet.ours(tmp_path / "x.parquet")
    parquet.write_table(pyarrow.table({"a": [1]}), tmp_path / "y.parquet")
    assert not show_parquet.ours(tmp_path / "y.parquet")


def test_without_pyarrow_one_line_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'crossread\[parquet\]'"):
        next(show_parquet.files(sample.small()))
