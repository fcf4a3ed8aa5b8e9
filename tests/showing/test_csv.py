"""The CSV folder: documented columns, one record a line, nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossread.model import Dossier
from crossread.showing import csv as show_csv
from crossread.showing.columns import SHEETS, Sheet
from crossread.showing.csv import cell, columns
from tests.showing import sample
from tests.showing.test_html import HOSTILE, hostile_dossier

Rows = list[dict[str, str]]


def tables(dossier: Dossier) -> dict[str, Rows]:
    """Every table of a folder as a program reads it."""
    found: dict[str, Rows] = {}
    for name, data in show_csv.files(dossier):
        if name.endswith(".csv"):
            text = data.decode("utf-8-sig")
            rows = list(csv.reader(io.StringIO(text, newline="")))
            assert len({len(row) for row in rows}) == 1, name
            found[name[:-4]] = [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]
    return found


SMALL = tables(sample.small())


def test_the_tables_asked_for_are_there() -> None:
    wanted = {"articles", "quotes", "figures", "times", "points", "differences", "links", "names"}
    assert wanted <= set(SMALL)
    assert list(SMALL) == [sheet.name for sheet in SHEETS]


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_column_has_one_name_and_says_what_it_holds(sheet: Sheet) -> None:
    names = [column.name for column in columns(sheet)]
    assert len(names) == len(set(names))
    assert all(re.fullmatch("[a-z][a-z0-9_]*", name) for name in names)
    assert all(c.about.endswith(".") for c in columns(sheet))


def test_every_cell_of_a_row_has_a_column() -> None:
    from crossread.showing.sheets import sheets

    for sheet, rows in sheets(sample.small()):
        own = {c.name for c in sheet.columns} | ({sheet.nested.name} if sheet.nested else set())
        for row in rows:
            assert set(row) == own, sheet.name


def test_content() -> None:
    quote = SMALL["quotes"][0]
    assert quote["text"] == "We will not send people across on one engine,"
    assert quote["speaker"] == "Ingrid Solheim"
    assert quote["speaker_printed"] == "Solheim"
    assert quote["in_points"] == "s1.p1"
    assert (quote["page"], quote["start"], quote["end"]) == ("p1", "224", "269")
    figure = SMALL["figures"][1]
    assert (figure["value"], figure["unit"], figure["approximation"]) == (
        "4500000",
        "USD",
        "more than",
    )
    members = [row for row in SMALL["points"] if row["point"] == "s1.p2"]
    assert [row["label"] for row in members] == ["Harvik Courier", "Le Quai", "Nordic Wire"]
    assert [row["account"] for row in members] == ["A", "A", "B"]
    assert {row["accounts"] for row in members} == {"2"}
    assert [row["text"] for row in SMALL["differences"]][2:] == [
        "About 1,200", "Quelque 1 500", "Around 1,200"]  # fmt: skip
    assert SMALL["differences"][3]["statement"] == "p2.1.s3"
    assert [row["statement"] for row in SMALL["statements"] if row["alone"] == "true"][:2] == [
        "p1.1.s4", "p1.1.s5"]  # fmt: skip
    assert [row["to_label"] for row in SMALL["links"]] == ["Le Quai", "Le Quai"]
    names = [row["text"] for row in SMALL["names"] if row["entity"] == "e1"]
    assert names == ["Ingrid Solheim", "Solheim", "Ingrid Solhaim", "Solhaim", "Ingrid Solheim"]
    times = {row["text"]: row for row in SMALL["times"]}
    assert times["vendredi"]["first"] == "2025-03-07"
    assert times["Sunday night"]["value"] == ""
    article = SMALL["articles"][2]
    assert (article["article"], article["story"], article["published"]) == ("p2.2", "s2", "")


def test_columns_of_one_name_join_tables() -> None:
    articles = {row["article"] for row in SMALL["articles"]}
    for name in ("quotes", "figures", "times", "points", "differences", "names", "statements"):
        assert {row["article"] for row in SMALL[name]} <= articles
    assert {row["point"] for row in SMALL["differences"]} <= {r["point"] for r in SMALL["points"]}
    entities = {row["entity"] for row in SMALL["names"]}
    assert {row["speaker_entity"] for row in SMALL["quotes"]} <= entities | {""}


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2025-02-12", "2025-02-12", "2025-02-12"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025", "2025-01-01", "2025-12-31"),
        ("2025-02-12T09:00", "2025-02-12", "2025-02-12"),
        ("2025-02-10/2025-03", "2025-02-10", "2025-03-31"),
        ("2025-02-31", None, None),
        ("0000", None, None),
        ("2025-13", None, None),
        ("2025-00", None, None),
        ("soon", None, None),
        ("//", None, None),
    ],
)
def test_days_that_a_time_can_mean(value: str, first: str | None, last: str | None) -> None:
    from crossread.showing.sheets import _days

    found = _days(value)
    assert (found and (str(found[0]), str(found[1]))) == ((first, last) if first else None)


def test_nothing_found_leaves_the_headers() -> None:
    for name, data in show_csv.files(sample.empty()):
        if name.endswith(".csv"):
            assert data.startswith(b"\xef\xbb\xbf")
            assert data.count(b"\r\n") == 1
    assert not any(tables(sample.empty()).values())


def test_an_article_without_a_story_and_a_link_without_passages_have_a_row() -> None:
    import msgspec

    small = sample.small()
    story = small.comparisons[0].story
    bare = msgspec.structs.replace(story.links[0], passages=())
    one = msgspec.structs.replace(
        small.comparisons[0], story=msgspec.structs.replace(story, links=(bare,))
    )
    found = tables(msgspec.structs.replace(small, comparisons=(one,)))
    assert [row["story"] for row in found["articles"]] == ["s1", "s1", "", "s1"]
    assert len(found["links"]) == 1
    assert found["links"][0]["from_text"] == ""


def test_files_are_what_spreadsheets_open_rightly() -> None:
    for name, data in show_csv.files(sample.pair("Zoë “says”, é\r\nand\x85more", "\U0001f600 ü")):
        if not name.endswith(".csv"):
            continue
        assert data.startswith(b"\xef\xbb\xbf")
        lines = data.decode("utf-8-sig").split("\r\n")
        assert lines[-1] == ""
        assert not any("\n" in line or "\r" in line for line in lines)
    quotes = tables(sample.pair('a "b", c', "x"))["quotes"]
    assert quotes[0]["text"] == 'a "b", c'


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " \n =1", "\u200b=1", "\u202e=1", "＝1", "－1",
     "'=1", '"=1', "“=HYPERLINK(…)”", "x;=1", "x; @y", "a;\t-1", 'a;"=1'],
)  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_no_cell_is_a_formula(text: str, delimiter: str) -> None:
    """Neither as written nor where a spreadsheet cuts cells at another sign."""
    for name, data in show_csv.files(sample.pair(text, text)):
        if name.endswith(".csv"):
            lines = io.StringIO(data.decode("utf-8-sig"), newline="")
            for row in csv.reader(lines, delimiter=delimiter):
                assert not [value for value in row if re.match(r'[\s"]*[=+\-@＝＋－＠]', value)]


def test_negative_numbers_stay_numbers() -> None:
    import msgspec

    small = sample.small()
    articles = small.comparisons[0].story.articles
    figure = msgspec.structs.replace(articles[0].figures[0], value=-3.5, high=float("inf"))
    first = msgspec.structs.replace(articles[0], figures=(figure,))
    story = msgspec.structs.replace(small.comparisons[0].story, articles=(first, *articles[1:]))
    one = msgspec.structs.replace(small.comparisons[0], story=story)
    rows = tables(msgspec.structs.replace(small, comparisons=(one,)))["figures"]
    assert (rows[0]["value"], rows[0]["high"]) == ("-3.5", "")


@given(st.text(max_size=60))
def test_a_cell_is_one_line_and_starts_with_no_sign(text: str) -> None:
    value = cell(text)
    assert len(value.splitlines()) <= 1
    assert not value.lstrip().startswith(("=", "+", "-", "@"))
    assert not re.search(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", value)


def test_a_cell_is_not_longer_than_excel_takes() -> None:
    for text in ("x" * 40_000, "\U0001f600" * 20_000, "é" * 32_767):
        value = cell(text)
        assert len(value.encode("utf-16-le")) // 2 <= 32_767
        assert value[:1] == text[:1]
    assert cell("x" * 40_000).endswith("x…")
    assert cell("é" * 32_767) == "é" * 32_767


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_breaks_no_row(text: str) -> None:
    for rows in tables(hostile_dossier(text)).values():
        assert all(None not in row.values() for row in rows)


def test_the_description_is_that_of_the_files() -> None:
    files = dict(show_csv.files(sample.small()))
    told = json.loads(files["csv-metadata.json"])
    assert told["@context"][0] == "http://www.w3.org/ns/csvw"
    assert {table["url"] for table in told["tables"]} == set(files) - {"csv-metadata.json"}
    for table in told["tables"]:
        header = files[table["url"]].decode("utf-8-sig").split("\r\n")[0]
        named = [column["name"] for column in table["tableSchema"]["columns"]]
        assert header == ",".join(named)


def test_same_twice() -> None:
    assert dict(show_csv.files(sample.small())) == dict(show_csv.files(sample.small()))


def test_our_tables_are_known_as_ours(tmp_path: Path) -> None:
    for name, data in show_csv.files(sample.small()):
        (tmp_path / name).write_bytes(data)
    assert all(show_csv.ours(path) for path in tmp_path.glob("*.csv"))
    (tmp_path / "quotes.csv").write_text("who,what\nme,mine\n")
    assert not show_csv.ours(tmp_path / "quotes.csv")
    (tmp_path / "csv-metadata.json").write_text('{"tables": 7}')
    assert not show_csv.ours(tmp_path / "points.csv")
    (tmp_path / "csv-metadata.json").unlink()
    assert not show_csv.ours(tmp_path / "points.csv")
