"""What is shown between translations, on texts written for this."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench.report import MissingData
from bench.translated import beside, between, document, run
from crossread.encoding import load

SAME = {
    "en": ["The bridge opened on Monday.", "The minister did not sign the treaty."],
    "de": [
        "Die Brücke wurde am Montag eröffnet.",
        "Der Minister unterzeichnete den Vertrag nicht.",
    ],
}
SLIP = {
    "en": ["The bridge opened on Monday.", "The minister did not sign the treaty."],
    "de": ["Die Brücke wurde am Freitag eröffnet.", "Der Minister unterzeichnete den Vertrag."],
}


def written(folder: Path, *documents: dict[str, list[str]]) -> Path:
    lines = "".join(
        json.dumps({"id": "a", "text": d}, ensure_ascii=False) + "\n" for d in documents
    )
    (folder / "documents.jsonl").write_text(lines, encoding="utf-8")
    return folder


def test_a_faithful_translation_differs_in_nothing(tmp_path: Path) -> None:
    report = run(written(tmp_path, SAME))
    assert report.figures["any in a thousand"] == 0
    assert report.tables[0].title.startswith("shown as a difference in 2 pairs")


def test_slips_are_counted_by_kind(tmp_path: Path) -> None:
    figures = run(written(tmp_path, SAME, SLIP)).figures
    assert figures["time in a thousand"] == figures["polarity in a thousand"] == 250
    assert figures["any in a thousand"] == 500
    assert figures["told the same"] == 0.5


def test_every_language_stands_beside_english_and_the_next() -> None:
    assert beside(["de", "en"]) == [("de", "en")]
    assert beside(["de", "fr", "it"]) == [("de", "fr"), ("de", "it"), ("fr", "it")]
    assert ("de", "en") in beside(["de", "en", "fr", "ru"])
    assert ("de", "ru") in beside(["de", "en", "fr", "ru"])
    assert ("de", "fr") not in beside(["de", "en", "fr", "ru"])


def test_sentences_stand_where_they_are_said_to() -> None:
    told, spans = document("en", SAME["en"])
    assert [s.text for s in spans] == SAME["en"]
    assert all(told.page.text[s.start : s.end] == s.text for s in spans)
    assert between((told, spans), (told, spans), load())[0] == 2


def test_texts_in_one_language_are_no_data(tmp_path: Path) -> None:
    with pytest.raises(MissingData):
        run(written(tmp_path, {"en": SAME["en"]}))
