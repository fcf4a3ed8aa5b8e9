"""What the bench of speed measures of the encoder; how long it takes is not asserted."""

from __future__ import annotations

from pathlib import Path

from bench import encoder_speed


def test_words_are_cut_into_sentences_of_25(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mayor closed the harbour bridge. " * 10, encoding="utf-8")
    sentences, cold, warm = encoder_speed._throughput(tmp_path)
    assert sentences == 2
    assert cold > 0
    assert warm > 0


def test_the_encoder_is_loaded_in_a_process_of_its_own() -> None:
    assert encoder_speed._loading() > 0
