"""Renderings of the same words → which words answer each other, as marks of one colour a tie.

In: texts of one quotation, in one language or several. Out: for each text the words that have a
counterpart in the others, with the number of their tie, and the longer words that have none. One
rendering stands in the middle and every other is aligned to it word by word
(`encoding/alignment.py`), so the work grows with the number of renderings, not with its square.
Only renderings of one quotation are aligned: of texts that do not say the same, half of the words
would find a partner too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from crossread.encoding import Encoder, lexicon
from crossread.encoding.alignment import Dictionary, align
from crossread.model import Span
from crossread.showing.marking import Highlight

TIES = 24  # of one quotation that are told apart; further words stay unmarked
LONGEST = 700  # code points of a rendering that is aligned: three long sentences
WEIGHTY = 0.8  # length of a word's vector, beside the middle one of its text, from which the word
# says something by itself; set by looking at renderings in `examples/`

Place = tuple[int, int]


def ties(
    texts: Sequence[Span],
    encoder: Encoder,
    telling: Sequence[Sequence[Span]] = (),
    languages: Sequence[str] = (),
) -> list[tuple[Highlight, ...]]:
    """Marks of the weighty words of some renderings: class `k0` to `k23` a tie, `un` without one.

    What words only hold a sentence together ("the", "de") is aligned too, but not marked: it would
    drown what is said.

    Args:
        texts: the renderings; the first stands in the middle.
        encoder: gives word vectors.
        telling: for each rendering the spans in which a word without a counterpart is worth a
            mark (the quoted words); none for a rendering: nowhere.
        languages: of the renderings, where dictionaries are to be asked too.

    Returns:
        Marks of each rendering, in the order of its words. Texts of more than `LONGEST` code
        points have none. The time grows with the product of two texts' lengths, a few
        milliseconds for two sentences.
    """
    if len(texts) < 2 or len(texts[0].text) > LONGEST:
        return [() for _ in texts]
    pairs: list[list[tuple[Place, Place]]] = [[]]
    for number, other in enumerate(texts[1:], 1):
        if len(other.text) > LONGEST:
            pairs.append([])
            continue
        known = Dictionary(lexicon.load(), languages[0], languages[number]) if languages else None
        found = align(texts[0].text, other.text, encoder, dictionary=known)
        pairs.append([(one.left, one.right) for one in found])
    parent: dict[tuple[int, Place], tuple[int, Place]] = {}

    def root(node: tuple[int, Place]) -> tuple[int, Place]:
        while parent.setdefault(node, node) != node:
            node = parent[node]
        return node

    for number, found_pairs in enumerate(pairs):
        for left, right in found_pairs:
            parent[root((number, right))] = root((0, left))
    first: dict[tuple[int, Place], Place] = {}
    for node in sorted(parent):
        if node[0] == 0:
            first.setdefault(root(node), node[1])
    numbers = {one: n for n, one in enumerate(sorted(first, key=lambda r: first[r])) if n < TIES}
    marks: list[list[Highlight]] = [[] for _ in texts]
    weighty = [_weighty(text.text, encoder) for text in texts]
    for number, place in parent:
        if not any(a < place[1] and place[0] < b for a, b in weighty[number]):
            continue
        tie = numbers.get(root((number, place)))
        if tie is not None:
            start = texts[number].start
            marks[number].append(
                Highlight(start + place[0], start + place[1], f"k{tie}", tag="mark")
            )
    for number, text in enumerate(texts):
        tied = [place for n, place in parent if n == number]
        spans = telling[number] if number < len(telling) else ()
        if tied:
            marks[number] += _lone(text, tied, spans, weighty[number])
    return [tuple(sorted(own)) for own in marks]


def _weighty(text: str, encoder: Encoder) -> list[Place]:
    """The words of a text that say something by themselves: their vectors are not short, or they
    are written with a capital inside of the text or with digits.
    """
    (words,) = encoder.words([text])
    lengths = np.linalg.norm(words.vectors, axis=1)
    if not len(lengths):
        return []
    least = WEIGHTY * float(np.median(lengths))
    places = zip(words.starts.tolist(), words.ends.tolist(), lengths.tolist(), strict=True)
    return [
        (start, end)
        for start, end, length in places
        if length >= least or (start and text[start].isupper()) or text[start:end].isdigit()
    ]


def _lone(
    text: Span, tied: Sequence[Place], telling: Sequence[Span], weighty: Sequence[Place]
) -> list[Highlight]:
    """Weighty words of the telling parts that no tie holds, neighbours in one mark."""
    found: list[Highlight] = []
    for start, end in weighty:
        low, high = text.start + start, text.start + end
        if any(a < end and start < b for a, b in tied):
            continue
        if not any(s.start <= low and high <= s.end for s in telling):
            continue
        if found and not text.text[found[-1].end - text.start : start].strip():
            found[-1] = found[-1]._replace(end=high)
        else:
            found.append(Highlight(low, high, "un", tag="mark"))
    return found
