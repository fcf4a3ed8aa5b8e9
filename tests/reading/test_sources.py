"""Files, folders and standard input → pages."""

from __future__ import annotations

import gzip
import io
import json
from pathlib import Path

import pytest

from crossread.errors import UsageError
from crossread.model import Page, Skipped
from crossread.reading import jsonl, pages


def read(*paths: Path | str, **options: object) -> tuple[list[Page], list[Skipped]]:
    found = list(pages(paths, **options))  # type: ignore[arg-type]
    return (
        [one for one in found if isinstance(one, Page)],
        [one for one in found if isinstance(one, Skipped)],
    )


def test_folder_is_read_recursively_in_order_of_names(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text("Second.", encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "z.txt").write_text("First.", encoding="utf-8")
    (tmp_path / "c.docx").write_bytes(b"PK\x03\x04")
    found, skipped = read(tmp_path)
    assert [(p.id, p.text) for p in found] == [("p1", "First."), ("p2", "Second.")]
    assert [(s.page, s.why) for s in skipped] == [
        (str(tmp_path / "c.docx"), "not a format that is read")
    ]


def test_order_and_repetition_of_paths_do_not_matter(tmp_path: Path) -> None:
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    one.write_text("One.", encoding="utf-8")
    two.write_text("Two.", encoding="utf-8")
    assert read(two, one, one, tmp_path) == read(tmp_path, one, two)


def test_a_path_that_does_not_exist_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("One.", encoding="utf-8")
    with pytest.raises(UsageError, match=r"nowhere\.txt does not exist"):
        pages([tmp_path / "a.txt", tmp_path / "nowhere.txt"])
    with pytest.raises(UsageError, match="no path given"):
        pages([])
    with pytest.raises(UsageError, match="is not a date"):
        pages([tmp_path], date="yesterday")


def test_text_stays_as_it_is(tmp_path: Path) -> None:
    text = "\n  First line. \r\n\r\n\tSecond line\u2028third"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    (page,), skipped = read(tmp_path / "a.txt")
    assert page.text == text
    assert [page.text[b.start : b.end] for b in page.blocks] == [
        "First line.", "Second line", "third",
    ]  # fmt: skip
    assert not skipped


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("utf-8", "Ein Gespräch über Öl in Köln."),
        ("utf-16", "Ein Gespräch über Öl in Köln."),
        ("utf-16-le", "A plain English line of some length."),
        ("utf-32", "Ein Gespräch über Öl in Köln."),
        (
            "cp1252",
            "Le maire a déclaré que l’école serait fermée lundi – et “sûrement” mardi. " * 5,
        ),
        ("cp1251", "Сегодня в городе открылась новая школа для детей. " * 5),
    ],
)
def test_encodings(tmp_path: Path, encoding: str, text: str) -> None:
    (tmp_path / "a.txt").write_bytes(text.encode(encoding))
    (page,), _ = read(tmp_path / "a.txt")
    assert page.text == text


def test_html_charset_is_followed(tmp_path: Path) -> None:
    source = '<html><meta charset="iso-8859-2"><p>Zażółć gęślą jaźń, powiedział dziś minister.</p>'
    (tmp_path / "a.html").write_bytes(source.encode("iso-8859-2"))
    (page,), _ = read(tmp_path / "a.html")
    assert "Zażółć gęślą jaźń" in page.text


def test_a_few_broken_bytes_do_not_change_the_encoding(tmp_path: Path) -> None:
    data = "Die Brücke über die Spree wird größer. ".encode() * 20
    (tmp_path / "a.txt").write_bytes(data[:100] + b"\xff\xfe\xff" + data[100:])
    (page,), _ = read(tmp_path / "a.txt")
    assert page.text.count("Brücke") == 20
    assert "\ufffd" in page.text


def test_nul_and_surrogates_are_replaced_one_for_one_and_told(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"One\x00two three four five six.")
    line = json.dumps({"text": "A \ud800 lone surrogate."})
    (tmp_path / "b.jsonl").write_text(line, encoding="utf-8")
    (one, two), skipped = read(tmp_path)
    assert one.text == "One\ufffdtwo three four five six."
    assert two.text == "A \ufffd lone surrogate."
    assert [(s.page, s.what) for s in skipped] == [
        (str(tmp_path / "a.txt"), "1 code points"),
        (str(tmp_path / "b.jsonl#1"), "1 code points"),
    ]


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "it is empty"),
        (b" \n\t\r\n ", "it is empty"),
        (b"\x00\x00\x00", "it holds binary data, not text"),
        (bytes(range(256)) * 40, "it holds binary data, not text"),
        (b"%PDF-1.7 text text", "it is a PDF document, not text"),
        (b"\x89PNG\r\n\x1a\n", "it is a PNG image, not text"),
        (b"\x7fELF\x02\x01\x01\x00", "it is a program, not text"),
    ],
)
def test_what_is_no_text_is_skipped_with_the_reason(tmp_path: Path, data: bytes, why: str) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    (tmp_path / "b.txt").write_text("Still read.", encoding="utf-8")
    found, skipped = read(tmp_path)
    assert [p.text for p in found] == ["Still read."]
    assert [s.why for s in skipped] == [why]


def test_html_in_a_text_file_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!DOCTYPE html><p>Seen.</p>", encoding="utf-8")
    (tmp_path / "b.txt").write_text("The <p> tag opens a paragraph.", encoding="utf-8")
    (one, two), _ = read(tmp_path)
    assert one.text == "Seen."
    assert two.text == "The <p> tag opens a paragraph."


def test_jsonl_records_and_bad_lines(tmp_path: Path) -> None:
    rows = [
        json.dumps({
            "id": "x1", "text": "A text.", "url": "https://example.org/2025/02/12/a", "title": "T",
            "outlet": "The Example", "language": "en-GB",
        }),
        "{broken",
        "",
        "[1, 2]",
        json.dumps({"id": 7, "html": "<p>Hello there.</p>", "date": "2025-03-01T10:00:00Z"}),
        json.dumps({"id": "x3"}),
    ]  # fmt: skip
    (tmp_path / "a.jsonl").write_text("\n".join(rows), encoding="utf-8")
    (one, two), skipped = read(tmp_path / "a.jsonl")
    name = str(tmp_path / "a.jsonl")
    assert (one.path, one.url, one.text) == (
        f"{name}#1", "https://example.org/2025/02/12/a", "A text.",
    )  # fmt: skip
    said = one.metadata
    assert (said.title, said.outlet, said.language) == ("T", "The Example", "en")
    assert (said.date, said.date_known_from) == ("2025-02-12", "url")
    assert (two.path, two.text) == (f"{name}#4", "Hello there.")
    assert (two.metadata.date, two.metadata.date_known_from) == (
        "2025-03-01T10:00:00+00:00", "metadata",
    )  # fmt: skip
    assert [s.why.split(":")[0] for s in skipped] == [
        "line 2 is not valid JSON", "line 4 is not a JSON object",
        'line 6 has no "text" and no "html"',
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("data", "count"),
    [
        (b'{"text": "One."}\n{"text": "Two."}\n', 2),
        (b"<html><body><p>One.</p></body></html>", 1),
        (b"Plain text.", 1),
    ],
)
def test_standard_input_format_is_told_by_its_content(data: bytes, count: int) -> None:
    found, skipped = read("-", stdin=io.BytesIO(data))
    assert len(found) == count
    assert found[0].path is not None
    assert found[0].path.startswith("-")
    assert not skipped


def test_gzip_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(b"Packed text."))
    (tmp_path / "b.txt.gz").write_bytes(b"not gzip at all")
    (page,), (problem,) = read(tmp_path)
    assert page.text == "Packed text."
    assert problem.why.startswith("it cannot be read")


def test_date_option_only_where_nothing_else_says_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("No date here.", encoding="utf-8")
    source = '<meta property="article:published_time" content="2025-01-02"><p>Dated.</p>'
    (tmp_path / "b.html").write_text(f"<html>{source}</html>", encoding="utf-8")
    (one, two), _ = read(tmp_path, date="2025-02-12")
    assert (one.metadata.date, one.metadata.date_known_from) == ("2025-02-12", "option")
    assert (two.metadata.date, two.metadata.date_known_from) == ("2025-01-02", "metadata")


def test_twenty_megabytes_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"word " * (4 << 20))
    (tmp_path / "b.jsonl").write_bytes(
        b'{"text": "' + b"word " * (4 << 20) + b'"}\n{"text": "ok."}'
    )
    found, skipped = read(tmp_path)
    assert [p.text for p in found] == ["ok."]
    assert all("more than the 1,000,000 of any article" in s.why for s in skipped)
    assert len(skipped) == 2


def test_a_line_longer_than_any_page_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jsonl, "MAX_LINE", 100)
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "' + b"x" * 500 + b'"}\n{"text": "ok."}\n')
    (page,), (problem,) = read(tmp_path)
    assert page.text == "ok."
    assert "line 1 is longer" in problem.why


def test_unreadable_file_is_skipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("x", encoding="utf-8")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    _, (problem,) = read(tmp_path)
    assert problem.why == "permission denied"
