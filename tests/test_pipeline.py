"""The whole way in one process and in several: the same bytes, and no page lost for another."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from crossread import pipeline
from crossread.annotating import annotate
from crossread.model import Annotated, Article, Dossier, Page, Skipped, SplitPage
from crossread.showing import html, json, markdown
from crossread.splitting import split
from tests import parallel_cases as cases
from tests.test_cli import NEWS

EXAMPLES = Path(__file__).parent.parent / "examples" / "pages"
FORMATS: tuple[Callable[[Dossier], bytes | str], ...] = (
    json.encode,
    lambda done: html.render(done, "en"),
    lambda done: markdown.render(done, "fr"),
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in NEWS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


@pytest.fixture
def broken(folder: Path) -> Path:
    """What is read, and beside it what is not."""
    (folder / "empty.txt").write_bytes(b"")
    (folder / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    (folder / "menu.txt").write_text("Home\nContact\n")
    (folder / "feed.jsonl").write_text('{"text": "The bridge is closed."}\nnot json\n{}\n')
    return folder


def test_several_processes_make_the_same_dossier_in_every_format(broken: Path) -> None:
    one, three = (pipeline.dossier([EXAMPLES, broken], jobs=jobs) for jobs in (1, 3))
    assert one == three
    assert {Path(s.page).name for s in one.skipped} >= {"empty.txt", "picture.txt", "feed.jsonl#2"}
    for render in FORMATS:
        assert render(one) == render(three)


@pytest.mark.parametrize("command", ["articles", "stories", "compare"])
def test_the_command_line_prints_the_same_with_any_number_of_jobs(
    broken: Path, command: str
) -> None:
    said = [
        subprocess.run(
            [sys.executable, "-m", "crossread", command, str(broken), *jobs],
            capture_output=True,
            check=True,
        )
        for jobs in ([], ["--jobs", "1"], ["--jobs", "2"])
    ]
    assert len({run.stdout for run in said}) == 1
    assert len({run.stderr for run in said}) == 1
    assert b"picture.txt" in said[0].stderr


def test_articles_are_the_same_and_in_order(folder: Path) -> None:
    one, two = (list(pipeline.articles(pipeline.read(folder), jobs=jobs)) for jobs in (1, 2))
    assert one == two
    assert [a.article.id for a in two] == ["p1.1", "p2.1"]
    assert all(a.page is b.page for a, b in zip(two, two, strict=True))


def test_the_articles_of_one_page_share_it(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("\n\n\n".join(NEWS.values()), encoding="utf-8")
    found = pipeline.told(tmp_path, jobs=2)
    pages = {id(a.page) for story in found.stories for a in story.articles}
    assert pages == {id(split_page.page) for split_page in found.pages}


def test_a_fault_in_one_article_does_not_lose_the_others(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(page: Page, article: Article) -> Annotated:
        if article.id == "p2.1":
            raise IndexError("list index out of range")
        return annotate(page, article)

    monkeypatch.setattr("crossread.annotating.annotate", faulty)
    done = pipeline.dossier(folder)
    assert [a.article.id for c in done.comparisons for a in c.story.articles] == ["p1.1"]
    assert done.skipped == (
        Skipped(
            str(folder / "b.txt"),
            "annotation of article p2.1",
            "a fault of crossread stopped it (IndexError: list index out of range)",
        ),
    )
    for render in FORMATS:
        assert render(done)


def test_a_fault_in_one_page_leaves_it_as_furniture(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def faulty(page: Page) -> SplitPage:
        if page.id == "p1":
            raise ValueError("two\nlines")
        return split(page)

    monkeypatch.setattr("crossread.splitting.split", faulty)
    done = pipeline.dossier(folder)
    first, second = done.pages
    assert not first.articles
    assert "\n".join(f.span.text for f in first.furniture).split() == first.page.text.split()
    assert second.articles
    assert done.skipped[0].page == str(folder / "a.txt")
    assert "(ValueError: two lines)" in done.skipped[0].why
    for render in FORMATS:
        assert render(done)
    told = list(pipeline.split_pages(pipeline.read(folder)))
    assert told[0] == first


def test_a_page_that_ends_its_process_is_told_and_no_other_is_lost(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "read_or_skipped", cases.read_or_die)
    done = pipeline.dossier(folder, jobs=2)
    assert [a.article.id for c in done.comparisons for a in c.story.articles] == ["p1.1"]
    assert done.skipped == (
        Skipped(
            str(folder / "b.txt"),
            "page",
            "the process that read it was ended by signal 9 (out of memory?)",
        ),
    )
    assert len(done.pages) == 2


def test_stories_alone_are_those_of_the_dossier(folder: Path) -> None:
    found, done = pipeline.told(folder), pipeline.dossier(folder)
    assert found.stories == tuple(c.story for c in done.comparisons)
    assert (found.pages, found.skipped, found.encoder) == (done.pages, done.skipped, done.encoder)
