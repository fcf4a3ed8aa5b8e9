"""Which runs of words are kept: by their words alone."""

from __future__ import annotations

import numpy as np

from crossread.indexing.selection import LEAST, SHARE, keys, marked, selected, split
from crossread.linking.words import words
from tests.indexing.texts import edited, story


def hashes(text: str) -> set[int]:
    return set(selected(words([text]))[0].tolist())


def test_about_one_run_in_four_is_kept() -> None:
    kept = [len(hashes(story(k, 400))) for k in range(20)]
    assert 0.2 < sum(kept) / (20 * 396) < 0.3
    assert SHARE == 4


def test_a_part_keeps_the_runs_of_the_whole() -> None:
    text = story(1, 300).replace("\n", " ").split(" ")
    part, whole = hashes(" ".join(text[100:200])), hashes(" ".join(text))
    assert len(part) > LEAST
    assert part < whole


def test_a_changed_word_loses_five_runs_at_most() -> None:
    text = story(1, 300)
    before = hashes(text)
    assert len(before - hashes(edited(text, 0.02))) <= 5 * 6


def test_short_texts_keep_some_runs() -> None:
    for length in (5, 6, 9, 12, 20):
        assert len(hashes(story(length, length))) >= min(LEAST, length - 4)
    assert hashes("only four words here") == set()


def test_a_short_text_between_long_ones_is_not_mixed_up_with_them() -> None:
    batch = words([story(1), story(2, 9), "", story(3)])
    made = keys(batch, np.asarray([10, 11, 12, 13]))
    found, numbers = split(made)
    assert set(numbers.tolist()) == {10, 11, 13}
    for number, text in ((10, story(1)), (11, story(2, 9)), (13, story(3))):
        assert set(found[numbers == number].tolist()) == hashes(text)


def test_runs_inside_quotations_are_left_out() -> None:
    said = story(5, 60).replace("\n", " ")
    assert hashes(f"{story(1)}\n“{said}”") == hashes(story(1))


def test_words_of_boilerplate_are_marked() -> None:
    promise = story(9, 60).replace("\n", " ")
    batch = words([f"{story(1, 50)}\n{promise}\n{story(2, 50)}"])
    furniture = np.sort(np.asarray(list(hashes(promise)), dtype=np.uint64))
    flags = marked(batch, furniture)
    assert not flags[:50].any()
    assert not flags[110:].any()
    assert flags[50:110].mean() > 0.7
    assert not marked(batch, furniture[:0]).any()
