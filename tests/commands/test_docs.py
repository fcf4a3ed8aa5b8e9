"""The examples in docs/links.md do what they say."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.indexing.texts import edited, story

TEXT = (Path(__file__).parent.parent.parent / "docs" / "links.md").read_text(encoding="utf-8")
COMMANDS = [
    line.removeprefix("$ ").partition("#")[0].strip()
    for block in re.findall(r"```console\n(.*?)```", TEXT, re.S)
    for line in block.splitlines()
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in (("pages/a.txt", story(1)), ("pages/b.txt", story(2)),
                       ("new/page.html", f"<p>{edited(story(1), 0.05)}</p>")):  # fmt: skip
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(f"{text}\n", encoding="utf-8")
    return tmp_path


def test_the_commands_run_in_the_order_of_the_text(folder: Path) -> None:
    assert len(COMMANDS) == 9
    said = {}
    for command in COMMANDS:
        program, *arguments = shlex.split(command)
        assert program == "crossread"
        call = [sys.executable, "-m", "crossread", *arguments]
        done = subprocess.run(call, capture_output=True, cwd=folder, check=False)
        assert done.returncode == 0, (command, done.stderr.decode())
        said[command] = done.stdout.decode()
    assert said["crossread index add news.index pages/"].count('"added"') == 2
    assert '"form":"edited"' in said["crossread index query news.index new/page.html"]
    assert '"removed":true' in said["crossread index remove news.index pages/a.txt"]
    assert '"articles":1' in said["crossread index info news.index"]


def test_the_example_in_python_runs(folder: Path) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", TEXT, re.S)
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, cwd=folder, check=True, text=True
    )
    assert done.stdout.startswith("edited c a 0.9375 94 % of the shorter text's words")


def test_every_form_is_explained() -> None:
    from typing import get_args

    from crossread.model import LinkForm

    for form in get_args(LinkForm):
        assert f"| {form} |" in TEXT
