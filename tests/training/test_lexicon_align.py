"""Parallel sentences → which words translate each other."""

from __future__ import annotations

from training.lexicon_align import align

# 1 the, 2 dog, 3 house, 4 sleeps → 1 le, 2 chien, 3 maison, 4 dort
SENTENCES = (
    ([1, 2], [1, 2]),
    ([1, 3], [1, 3]),
    ([1, 2, 4], [1, 2, 4]),
    ([2], [2]),
)


def counts(
    sentences: tuple[tuple[list[int], list[int]], ...], known: set[int]
) -> dict[tuple[int, int], float]:
    found = align(sentences, 5, known)
    return dict(
        zip(zip(found.left.tolist(), found.right.tolist()), found.expected.tolist(), strict=True)
    )


def test_words_that_always_stand_together_translate_each_other() -> None:
    found = counts(SENTENCES, set())
    assert found[2, 2] > 1.5
    assert found[2, 2] > 5 * found.get((2, 1), 0.0)
    assert found[3, 3] > found.get((3, 1), 0.0)


def test_a_dictionary_decides_where_sentences_do_not() -> None:
    ambiguous = (([2, 3], [2, 3]),)
    assert counts(ambiguous, {2 * 5 + 3, 3 * 5 + 2})[2, 3] > 0.4
    assert (2, 2) not in counts(ambiguous, {2 * 5 + 3, 3 * 5 + 2})


def test_how_often_they_stand_together_is_counted() -> None:
    found = align(SENTENCES, 5, set())
    together = dict(zip(zip(found.left.tolist(), found.right.tolist()), found.together.tolist()))
    assert together[2, 2] == 3


def test_no_sentences_no_words() -> None:
    assert counts((), set()) == {}
