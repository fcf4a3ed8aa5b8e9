"""Sketches written by hand, so that what comes of them can be reckoned on paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from crossread.linking.sketches import Sketch, bucket

DIMENSIONS = 4


def by_hand(
    id: str,
    words: Mapping[str, int] | Sequence[str] = (),
    *,
    names: Sequence[str] = (),
    numbers: Sequence[str] = (),
    keywords: Sequence[str] = (),
    language: str = "en",
    page: str | None = None,
    day: int | None = None,
    direction: Sequence[float] = (0, 0, 0, 0),
    length: int = 100,
    stem_length: float = 1.0,
) -> Sketch:
    """A sketch of these words, each its own stem; keywords are some of the words.

    The vector of a keyword points along the axis its first letter says (a: first, b: second, …).
    """
    counted = dict(words) if isinstance(words, Mapping) else dict.fromkeys(words, 1)
    stems = sorted((bucket(word), times) for word, times in counted.items())
    place = {stem: k for k, (stem, _) in enumerate(stems)}
    axes = np.eye(DIMENSIONS)[[ord(word[0]) % DIMENSIONS for word in keywords]] * 127
    return Sketch(
        id=id,
        page=page or id,
        language=language,
        address=None,
        source_id=None,
        day=day,
        headline=id,
        length=length,
        stems=np.array([stem for stem, _ in stems], np.uint32).tobytes(),
        stem_counts=np.array([times for _, times in stems], np.uint16).tobytes(),
        stem_lengths=np.full(len(stems), stem_length, np.float16).tobytes(),
        names=np.array(sorted(map(bucket, names)), np.uint32).tobytes(),
        name_counts=np.ones(len(names), np.uint16).tobytes(),
        numbers=np.array(sorted(map(bucket, numbers)), np.uint32).tobytes(),
        number_counts=np.ones(len(numbers), np.uint16).tobytes(),
        keywords=tuple(keywords),
        keyword_places=np.array([place[bucket(word)] for word in keywords], np.uint16).tobytes(),
        vectors=axes.astype(np.int8).tobytes(),
        direction=np.array(direction, np.float16).tobytes(),
    )
