"""The Python API: what is public, and the example of the documentation."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import crossread
from tests.test_cli import NEWS

README = Path(__file__).parent.parent / "README.md"


def test_all_public_names_are_there() -> None:
    assert crossread.__all__ == sorted(crossread.__all__, key=lambda n: (not n[0].isupper(), n))
    for name in crossread.__all__:
        assert getattr(crossread, name) is not None
    with pytest.raises(AttributeError):
        _ = crossread.nonsense


def test_importing_the_package_loads_nothing_heavy() -> None:
    code = "import crossread, sys; print([m for m in ('numpy', 'tokenizers', 'typer') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout.strip() == b"[]"


def test_the_example_of_the_readme_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (example,) = re.findall(r"```python\n(.*?)```", README.read_text(encoding="utf-8"), re.DOTALL)
    news = tmp_path / "pages"
    news.mkdir()
    for name, text in NEWS.items():
        (news / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    done = subprocess.run([sys.executable, "-c", example], capture_output=True, check=True)
    told = done.stdout.decode()
    assert "14" in told
    assert "fissures" in told


def test_the_stages_work_one_by_one(tmp_path: Path) -> None:
    for name, text in NEWS.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    articles = list(crossread.articles(crossread.read([tmp_path])))
    assert [a.article.id for a in articles] == ["p1.1", "p2.1"]
    (story,) = crossread.stories(articles)
    assert story == crossread.stories(reversed(articles))[0]
    comparison = crossread.compare(story)
    assert comparison.points
    assert comparison == crossread.dossier([tmp_path]).comparisons[0]


def test_nothing_to_do_is_an_error_of_the_public_kind(tmp_path: Path) -> None:
    with pytest.raises(crossread.CrossreadError, match="no article found"):
        crossread.dossier([tmp_path])


def test_one_path_may_stand_alone(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(NEWS["a.txt"], encoding="utf-8")
    assert len(list(crossread.read(str(tmp_path)))) == 1
    assert len(list(crossread.read(tmp_path / "a.txt"))) == 1


@pytest.mark.parametrize("wrong", [5, [5], [], ["no/such/file"]])
def test_what_is_no_path_is_told(wrong: object) -> None:
    with pytest.raises(crossread.CrossreadError):
        crossread.read(wrong)  # type: ignore[arg-type]
