"""The wheel works in an empty environment, from another folder."""

from __future__ import annotations

import json
import subprocess
import sys
import venv
from pathlib import Path

from tests.test_cli import NEWS

ROOT = Path(__file__).parent.parent


def test_the_wheel_installs_and_works_elsewhere(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", tmp_path, ROOT],
        check=True,
        capture_output=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    place = tmp_path / "empty"
    venv.create(place, with_pip=True)
    python = place / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "-c", ROOT / "constraints.txt", wheel],
        check=True,
        capture_output=True,
    )
    news = tmp_path / "news"
    news.mkdir()
    for name, text in NEWS.items():
        (news / name).write_text(text, encoding="utf-8")
    done = subprocess.run(
        [place / "bin" / "crossread", "compare", "news", "--format", "json"],
        check=True,
        capture_output=True,
        cwd=tmp_path,
    )
    dossier = json.loads(done.stdout)
    assert len(dossier["stories"]) == 1
    assert dossier["points"]
