"""A folder of files: an index and a file a story, each whole in itself; nothing of others is lost."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest
from msgspec.structs import replace

from crossread.errors import OutputError, UsageError
from crossread.model import SplitPage
from crossread.showing import folder, html, method
from crossread.showing.wording import known, wording
from tests.showing import sample
from tests.showing.test_html import ALLOWED, Document


def test_every_link_leads_somewhere_in_the_folder() -> None:
    files = dict(html.render_split(sample.small()))
    assert list(files) == ["index.html", "story-1.html", "story-2.html"]
    documents = {name: Document(text) for name, text in files.items()}
    for name, document in documents.items():
        assert {tag for tag, _ in document.tags} <= ALLOWED
        ids = document.attributes("id")
        assert len(ids) == len(set(ids))
        for href in document.attributes("href"):
            if not href.startswith("http"):
                target, _, anchor = href.partition("#")
                assert (target or name) in files
                assert not anchor or anchor in documents[target or name].attributes("id")
        assert "No article was found" not in files[name]
    links = documents["index.html"].attributes("href")
    assert {"story-1.html", "story-2.html"} <= set(links)
    assert "index.html" in documents["story-2.html"].attributes("href")


def test_each_story_has_its_pages_whole() -> None:
    dossier = sample.small()
    files = dict(html.render_split(dossier))
    texts = {split.page.id: split.page.text for split in dossier.pages}
    assert Document(files["index.html"]).texts == {}
    assert Document(files["story-1.html"]).texts == texts
    assert Document(files["story-2.html"]).texts == {"p2": texts["p2"]}


def test_a_page_without_an_article_stands_in_the_index() -> None:
    made = sample.small()
    bare = sample.page("p4", "nothing but furniture")
    dossier = replace(made, pages=(*made.pages, SplitPage(bare, (), ())))
    files = dict(html.render_split(dossier))
    assert Document(files["index.html"]).texts == {"p4": bare.text}


def test_nothing_found_makes_an_index_that_says_so() -> None:
    files = dict(html.render_split(sample.empty()))
    assert list(files) == ["index.html"]
    assert "No article was found" in files["index.html"]


def test_texts_of_many_lone_articles_are_left_out_of_one_file_and_that_is_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made = sample.small()
    story = made.comparisons[0].story
    alone = replace(made, comparisons=made.comparisons[1:], pages=made.pages)
    assert story
    monkeypatch.setattr(html, "TEXTS_LIMIT", 10)
    rendered = html.render(alone)
    document = Document(rendered)
    assert document.texts == {}
    assert "The texts of 3 pages" in rendered
    inside = {href[1:] for href in document.attributes("href") if href.startswith("#")}
    assert inside <= set(document.attributes("id"))
    monkeypatch.undo()
    assert len(Document(html.render(alone)).texts) == 3


def test_files_are_written_and_written_again(tmp_path: Path) -> None:
    out = tmp_path / "dossier"
    folder.check(None, out)
    assert folder.write(sample.small(), "en", out) == 3
    (out / "notes.txt").write_text("mine")
    folder.check("html", out)
    assert folder.write(sample.small(), "fr", out) == 3
    assert "Tous les sujets" in (out / "story-1.html").read_text()
    assert (out / "notes.txt").read_text() == "mine"


def test_what_others_wrote_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text("<p>my own page</p>")
    with pytest.raises(OutputError, match="not written by crossread"):
        folder.check(None, tmp_path)
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match="is a file"):
        folder.check(None, tmp_path / "file")


@pytest.mark.parametrize(
    "form, output, said",
    [
        ("json", "out", "leave --format away"),
        (None, None, "name it with -o"),
        (None, "out.html", "name one without .html"),
        (None, "missing/out", "create it first"),
    ],
)
def test_wrong_calls(tmp_path: Path, form: str | None, output: str | None, said: str) -> None:
    place = None if output is None else tmp_path / output
    with pytest.raises((UsageError, OutputError), match=said):
        folder.check(form, place)


def test_an_input_folder_is_not_written_into(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="one of the inputs"):
        folder.check(None, tmp_path, [str(tmp_path)])


def test_a_large_file_comes_with_a_hint() -> None:
    assert folder.hint(900_000) == ""
    assert "--split" in folder.hint(12_000_000)


def test_the_values_that_decide_are_those_of_the_code() -> None:
    found = method.thresholds()
    assert len(found) == len(method.DECIDING)
    for language in known():
        assert all(wording(language)(one.name) for one in found)
    assert found[0].value == import_module("crossread.comparing.grouping").LEAST


def test_the_command_writes_a_folder(tmp_path: Path) -> None:
    pages = tmp_path / "pages"
    pages.mkdir()
    (pages / "a.txt").write_text(sample.FIRST, encoding="utf-8")
    (pages / "c.txt").write_text(sample.THIRD, encoding="utf-8")
    call = [sys.executable, "-m", "crossread", "compare", str(pages), "--split"]
    done = subprocess.run([*call, "-o", str(tmp_path / "out")], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"open index.html" in done.stderr
    names = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"index.html", "story-1.html"} <= names
    done = subprocess.run(call, capture_output=True, check=False)
    assert done.returncode == 2
    assert b"name it with -o FOLDER" in done.stderr
