from __future__ import annotations

import numpy as np
import pytest

from bench.clustering import average_link, cut, tfidf


def test_average_link_by_hand() -> None:
    similarities = np.asarray(
        [[1.0, 0.8, 0.4, 0.0], [0.8, 1.0, 0.2, 0.0], [0.4, 0.2, 1.0, 0.1], [0.0, 0.0, 0.1, 1.0]],
        dtype=np.float32,
    )
    merges = sorted(average_link(similarities), key=lambda merge: -merge[2])
    # 0 and 1 at 0.8; then 2 at (0.4 + 0.2) / 2; then 3 at (0 + 0 + 0.1) / 3.
    assert [(low, high) for low, high, _ in merges] == [(0, 1), (0, 2), (0, 3)]
    assert [height for _, _, height in merges] == pytest.approx([0.8, 0.3, 0.1 / 3])
    assert cut(4, merges, 0.3 - 1e-6) == [0, 0, 0, 3]
    assert cut(4, merges, 0.9) == [0, 1, 2, 3]


def test_tfidf_of_equal_texts_is_one() -> None:
    cosines = tfidf(["a bridge closed", "A bridge closed", "teachers strike"])
    assert cosines[0, 1] == pytest.approx(1.0)
    assert cosines[0, 2] == 0.0
