"""What a path holds decides how it is read; nothing is taken in its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from crossread.encoding import load
from crossread.encoding.subwords import SHIPPED
from crossread.errors import ModelError


def test_the_shipped_folder_can_be_named() -> None:
    assert load(SHIPPED).digest == load(str(SHIPPED)).digest == load().digest


@pytest.mark.parametrize(
    "path", ["no/such/folder", "sentence-transformers/all-MiniLM-L6-v2", "", "x.onnx"]
)
def test_a_name_that_is_no_folder_is_not_looked_for_elsewhere(path: str, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="encoder"):
        load(tmp_path / path)


def test_a_file_that_is_no_graph(tmp_path: Path) -> None:
    (tmp_path / "model.bin").write_bytes(b"x")
    with pytest.raises(ModelError, match="not a folder"):
        load(tmp_path / "model.bin")


@pytest.mark.parametrize("config", [None, b"", b"[]", b'{"model_type": "bert"}', b"\xff"])
def test_a_folder_that_holds_no_encoder(tmp_path: Path, config: bytes | None) -> None:
    if config is not None:
        (tmp_path / "config.json").write_bytes(config)
    with pytest.raises(ModelError, match=r"modules\.json") as caught:
        load(tmp_path)
    assert "\n" not in str(caught.value)
