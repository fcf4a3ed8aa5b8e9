from pathlib import Path

import numpy as np
import pytest

from bench import lexicon as bench
from bench.report import MissingData
from crossread.encoding import lexicon, load


def test_average_precision_counts_equal_scores_alike() -> None:
    same = np.array([True, False, True, False])
    assert bench.average_precision(np.array([0.9, 0.1, 0.8, 0.2]), same) == 1.0
    assert bench.average_precision(np.zeros(4), same) == 0.5
    assert bench.average_precision(np.array([0.9, 0.8, 0.1, 0.2]), same) == pytest.approx(
        (1 + 2 / 4) / 2
    )


def test_each_way_is_measured_on_both_halves(tmp_path: Path) -> None:
    lines = [
        "half\tleft_language\tleft\tright_language\tright\tsame",
        "dev\ten\tbridges\tde\tBrücken\t1",
        "dev\ten\tbridges\tfr\técoles\t0",
        "test\ten\tschools\tes\tescuelas\t1",
        "test\ten\tschools\tit\tponti\t0",
    ]
    (tmp_path / "pairs.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    figures = bench.measure(tmp_path, lexicon.load(), load())
    assert set(figures) == {
        f"{half} {way}" for half in ("dev", "test") for way in ("lexicon", "encoder", "both")
    }
    assert figures["test lexicon"]["average precision"] == 1.0
    assert figures["test lexicon"]["accuracy"] == 1.0


def test_the_report_has_a_line_a_half_and_way(tmp_path: Path) -> None:
    with pytest.raises(MissingData, match=r"pairs\.tsv"):
        bench.run(tmp_path)
    report = bench.run(Path(__file__).parents[2] / "examples" / "lexicon")
    assert len(report.tables[0].rows) == 6
    assert report.figures["test both average precision"] > 0.9
