"""Dictionaries → which concepts are verbs."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from training.lexicon_data import DATA_SETS, LANGUAGES
from training.lexicon_verbs import verbs

ROWS = {
    ("lexicon-open", "de"): [
        ("to sell", "verkaufen", "v"),
        ("vote", "Stimme", "noun"),
        ("vote", "stimmen", "v|noun"),
        ("hospital", "Krankenhaus", "noun"),
        ("sell", "absetzen", ""),
        ("forget-me-not or any other small blue flower", "Blümchen", "noun"),
    ],
    ("lexicon-more", "fr"): [("vote", "voix", "noun"), ("quarrel", "se disputer", "v")],
}


def written(folder: Path) -> Path:
    """A data folder with a dictionary of each language, most of them empty."""
    for name in DATA_SETS:
        (folder / name).mkdir()
        for language in LANGUAGES[1:]:
            lines = ["lang\tsource\tlicence\tenglish\tother\tpos"]
            for english, other, pos in ROWS.get((name, language), []):
                lines.append(f"{language}\twiktionary\tCC0\t{english}\t{other}\t{pos}")
            text = "\n".join(lines) + "\n"
            (folder / name / f"en-{language}.tsv").write_text(text, encoding="utf-8")
    return folder


def test_the_share_of_verbs_among_the_entries_of_all_languages(tmp_path: Path) -> None:
    share = verbs(written(tmp_path), {"hospital": 0, "sell": 1, "vote": 2})
    assert share.dtype == np.uint8
    assert share.tolist() == [0, 255, 85]  # "vote" is a verb in one entry of three


def test_what_has_no_entry_with_a_class_is_no_verb(tmp_path: Path) -> None:
    assert verbs(written(tmp_path), {"lighthouse": 0}).tolist() == [0]
    assert verbs(tmp_path, {}).tolist() == []
