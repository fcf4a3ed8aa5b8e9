"""News documents → what a news text usually holds of each concept."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from crossread.encoding.concepts import counted
from crossread.encoding.lexicon import Lexicon, load
from training.lexicon_usual import LEAST, usual

FIRE = {"en": ["Fire at the school.", "The fire is out."], "de": ["Feuer in der Schule."]}
STRIKE = {"en": ["The tailors are on strike."], "xx": ["fire fire fire fire"]}


@pytest.fixture(scope="module")
def lexicon() -> Lexicon:
    return load()


def held(folder: Path, lexicon: Lexicon, *documents: dict[str, list[str]]) -> dict[int, float]:
    """What a usual text holds by concept, by these documents."""
    (folder / "ntrex-train").mkdir(exist_ok=True)
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(documents)]
    path = folder / "ntrex-train" / "ntrex.jsonl"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    ids, weights = usual(folder, lexicon)
    assert (np.diff(ids.astype(np.int64)) > 0).all()
    assert (weights >= LEAST * 0.99).all()  # kept with half the digits
    return dict(zip(ids.tolist(), weights.tolist(), strict=True))


def row(lexicon: Lexicon, language: str, words: dict[str, int]) -> dict[int, float]:
    """One text by concept."""
    made = counted([words], [language], lexicon)
    kept = made.weights >= LEAST
    return dict(zip(made.ids[kept].tolist(), made.weights[kept].tolist(), strict=True))


def test_one_text_holds_its_own_concepts(tmp_path: Path, lexicon: Lexicon) -> None:
    found = held(tmp_path, lexicon, {"en": FIRE["en"]})
    expected = row(lexicon, "en", {"fire": 2, "school": 1, "at": 1, "the": 2, "is": 1, "out": 1})
    assert found == pytest.approx(expected, rel=1e-3)


def test_the_usual_text_is_the_mean_of_all_in_every_language(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    parts = [
        held(tmp_path, lexicon, one)
        for one in ({"en": FIRE["en"]}, {"de": FIRE["de"]}, {"en": STRIKE["en"]})
    ]
    found = held(tmp_path, lexicon, FIRE, STRIKE)
    for concept, weight in found.items():
        mean = sum(part.get(concept, 0.0) for part in parts) / 3
        assert weight == pytest.approx(mean, rel=5e-3, abs=LEAST)


def test_a_language_without_words_in_the_lexicon_is_passed_over(
    tmp_path: Path, lexicon: Lexicon
) -> None:
    alone = held(tmp_path, lexicon, {"en": STRIKE["en"]})
    assert held(tmp_path, lexicon, STRIKE) == alone


def test_without_the_documents_it_says_so(tmp_path: Path, lexicon: Lexicon) -> None:
    with pytest.raises(FileNotFoundError):
        usual(tmp_path, lexicon)
