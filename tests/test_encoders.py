"""`--encoder` and `encoder=`: the one that was asked for is used, and stands in the output."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import crossread
from bench.__main__ import main
from crossread.encoding import load
from tests.encoding import graphs
from tests.test_cli import NEWS, clean, run


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for name, text in NEWS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return graphs.write_static(tmp_path / "models" / "tiny")


def test_the_encoder_used_stands_in_every_output(pages: Path, model: Path) -> None:
    wanted = f"tiny (model2vec) {load(model).digest}"
    for form in ("json", "md", "html"):
        result = run("compare", str(pages), "--encoder", str(model), "-f", form)
        clean(result, 0)
        told = result.stdout.decode().replace("\\", "")
        assert wanted in told, form
    shipped = json.loads(run("compare", str(pages), "-f", "json").stdout)["encoder"]
    assert shipped == f"{load().name} {load().digest}"


def test_stories_take_one_too(pages: Path, model: Path) -> None:
    clean(run("stories", str(pages), "--encoder", str(model)), 0)


def test_the_library_takes_one(pages: Path, model: Path) -> None:
    encoder = load(model)
    done = crossread.dossier(pages, encoder=encoder)
    assert done.encoder == f"{encoder.name} {encoder.digest}"
    assert any("vectors of article" in s.what for s in done.skipped)
    articles = list(crossread.articles(crossread.read(pages)))
    for story in crossread.stories(articles, encoder=encoder):
        crossread.compare(story, encoder=encoder)


@pytest.mark.parametrize("name", ["missing", "pages", "sentence-transformers/all-MiniLM-L6-v2"])
def test_what_is_no_encoder_is_a_line_and_no_result(pages: Path, name: str) -> None:
    result = run("compare", str(pages), "--encoder", str(pages.parent / name))
    assert len(clean(result, 2).splitlines()) == 1
    assert result.stdout == b""


def test_models_tells_what_it_may_be() -> None:
    told = run("models").stdout.decode()
    for word in ("--encoder", "sentence-transformers", "model.onnx", "model2vec", "pip install"):
        assert word in told


def test_the_bench_measures_one(
    tmp_path: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = {"en": ["The harbour is closed."], "fr": ["Le port est fermé."]}
    (tmp_path / "own.jsonl").write_text(json.dumps({"id": "1", "text": text}), encoding="utf-8")
    arguments = ["encoder", "--data", str(tmp_path), "--encoder"]
    assert main([*arguments, str(model)]) == 0
    assert "tiny (model2vec)" in capsys.readouterr().out
    assert main([*arguments, str(tmp_path / "missing")]) == 1
    assert "not a folder" in capsys.readouterr().err
