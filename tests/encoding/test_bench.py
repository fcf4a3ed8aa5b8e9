"""The encoder's benchmark on documents small enough to count by hand."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from bench.encoder import compare, run
from bench.report import MissingData


def test_documents_of_two_languages_are_measured_both_ways(tmp_path: Path) -> None:
    documents = [
        {
            "en": ["The harbour is closed.", "Bread is expensive."],
            "fr": ["Le port est fermé.", "Le pain est cher."],
        },
        {"en": ["The hospital needs doctors."], "fr": ["L'hôpital a besoin de médecins."]},
    ]
    lines = [json.dumps({"id": str(n), "text": d}) for n, d in enumerate(documents)]
    (tmp_path / "own.jsonl").write_text("\n".join(lines), encoding="utf-8")
    report = run(tmp_path)
    assert report.name == "encoder"
    assert report.figures["fr-en sentence accuracy"] == 1.0
    assert report.figures["en-fr document accuracy"] == 1.0
    assert report.figures["mean sentence accuracy to English"] == 1.0
    assert report.tables[0].columns == ("", "en", "fr")


def test_the_share_of_right_neighbours_is_counted() -> None:
    left = [np.eye(3, dtype=np.float32), np.zeros((0, 3), np.float32)]
    right = [np.eye(3, dtype=np.float32)[[0, 2, 1]], np.zeros((0, 3), np.float32)]
    sentences, documents = compare(left, right)
    assert sentences == pytest.approx(1 / 3)
    assert documents == 1.0


def test_missing_data_is_said(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match="ntrex-dev"):
        run(tmp_path)
