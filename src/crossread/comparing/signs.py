"""Pairs of statements → signs, each of which a person can check, that they say the same.

- `margin`, `here`: how far the words of the two answer each other, beyond what their best rivals
  reach in the whole story and in the same article (`crossread.comparing.candidates`);
- `standout`: the square of the margin, where it is above 0: what stands far out is sure;
- `size`: log(1 + nats of rarity that the smaller statement holds): a long statement answers many
  by chance;
- `covered`: the part of the one's rarity that the other answers, the greater of both sides: a short
  statement may lie whole within a long one;
- `meaning`: cosine of the sums of their words' vectors, each by its rarity in the story, less what
  the best other statement of the same article reaches; the lesser of both sides;
- `concepts`: cosine of the concepts that dictionaries give for their words, each by its rarity;
- `figures`, `times`: rarity of the quantities and times that both have; a large or precise quantity
  tells more than "two";
- `rounded`: one quantity that they tell otherwise, rounded or in another unit;
- `rivals`, `rival_times`: quantities of one kind and size, and days, that differ: who tells of the same
  thing, but not the same of it, tells of that kind of thing at least (`values` finds these five);
- `lead`: both stand near the beginning: reports of one event begin with the same news;
- `context`: the best margin between their neighbours: accounts tell what belongs together together;
- `support`: how many other articles hold a statement that is like both, by margin and sentence vectors;
- `speaker`: the same known speaker, the less the more that person is quoted, and only as far as the
  words stand out too;
- `aligned`: how far they stand at the same place of a passage that one article took or translated
  from the other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.comparing.candidates import Pairs
from crossread.comparing.company import around, thirds
from crossread.comparing.interaction import Interaction
from crossread.comparing.values import rival_times, shared, told_otherwise
from crossread.encoding import Encoder
from crossread.model import Annotated, Link, Statement

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

SIGNS = (
    "margin", "here", "size", "covered", "meaning", "figures", "times", "lead", "context", "support",
    "speaker", "aligned", "standout", "concepts", "rounded", "rivals", "rival_times",
)  # fmt: skip

SPEAKER = 0.5
"""A shared speaker counts at most so much, however seldom quoted."""
STANDING = (-0.3, 0.5)
"""Margins at which a shared speaker begins to count, and counts whole."""
LEAD = 3.0
"""Statements after which the lead of an article has faded to 1/e."""
LIKE = 0.25
"""Chance, by words alone, from which a statement of a third article supports a pair."""
CHUNK = 65_536
"""Pairs whose vectors are held at a time."""


def article_numbers(statements: Sequence[Statement]) -> Ints:
    """(n,) the article of each statement as a number from 0, in the order of first appearance."""
    number = {id: n for n, id in enumerate(dict.fromkeys(s.article for s in statements))}
    return np.array([number[s.article] for s in statements], np.int64)


def signs(
    pairs: Pairs,
    interaction: Interaction,
    told: Sequence[Annotated],
    speakers: Mapping[str, str],
    links: Sequence[Link],
    encoder: Encoder,
) -> dict[str, Floats]:
    """All signs of the pairs.

    Args:
        pairs: m pairs of the statements of `interaction`.
        interaction: of n statements, those of one article side by side.
        told: the articles that they stand in.
        speakers: entity id of the speaker by statement id, where known.
        links: between the articles of the story.
        encoder: gives sentence vectors.

    Returns:
        Under each name of `SIGNS`, and under `rival_speakers` (1 where two quotations have
        different known speakers), (m,) values.
    """
    statements = interaction.statements
    articles = article_numbers(statements)
    one, other = pairs.first, pairs.second
    held = np.array([float(interaction.answered[i, i]) for i in range(len(statements))], np.float32)
    whole = _cosines(_sentences(interaction, encoder), pairs)
    rounded, rivals = told_otherwise(statements, told, pairs)
    lead = np.exp(-_positions(articles) / LEAD).astype(np.float32)
    return {
        "margin": pairs.margin,
        "here": pairs.here,
        "size": np.log1p(np.minimum(held[one], held[other])),
        "covered": _covered(interaction.answered, held, pairs),
        "meaning": _meaning(interaction.meanings, articles, pairs),
        "figures": shared(interaction, pairs, "f"),
        "times": shared(interaction, pairs, "t"),
        "lead": lead[one] * lead[other],
        "context": around(pairs, np.clip(pairs.margin, 0, 1), articles, 1),
        "support": _support(pairs, whole, articles),
        "speaker": np.minimum(_speakers(statements, speakers, pairs), SPEAKER)
        * _standing(pairs.margin),
        "rival_speakers": _rival_speakers(statements, speakers, pairs),
        "aligned": _aligned(statements, links, pairs),
        "standout": np.square(np.maximum(pairs.margin, np.float32(0))),
        "concepts": interaction.concepts.cosines(one, other),
        "rounded": rounded,
        "rivals": rivals,
        "rival_times": rival_times(statements, told, pairs),
    }


def _sentences(interaction: Interaction, encoder: Encoder) -> Floats:
    """(n, dimensions) sentence vectors less their mean; shorter where the encoder knows little."""
    vectors = encoder.sentences(_contents(interaction))
    known = np.linalg.norm(vectors, axis=1, keepdims=True)
    vectors = vectors - vectors.mean(axis=0)
    lengths = np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-6)
    scaled: Floats = vectors * (known / lengths)
    return scaled


def _contents(interaction: Interaction) -> list[str]:
    """The statements without cue, speaker and titles; whole where nothing else is left."""
    found: list[str] = []
    for statement, units in zip(interaction.statements, interaction.units):
        text, pieces, position = statement.span.text, [], 0
        for unit in units:
            if unit.factor < 1:
                pieces.append(text[position : unit.start - statement.span.start])
                position = unit.end - statement.span.start
        kept = " ".join([*pieces, text[position:]])
        found.append(kept if kept.strip() else text)
    return found


def _cosines(vectors: Floats, pairs: Pairs) -> Floats:
    """(m,) products of the vectors of each pair; the pairs in order of their first."""
    count = len(vectors)
    found = np.zeros(len(pairs.first), np.float32)
    step = max(1, CHUNK * 16 // max(1, count))
    for begin in range(0, count, step):
        low, high = np.searchsorted(pairs.first, (begin, begin + step))
        near = vectors[begin : begin + step] @ vectors.T
        found[low:high] = near[pairs.first[low:high] - begin, pairs.second[low:high]]
    return found


def _covered(answered: Floats, held: Floats, pairs: Pairs) -> Floats:
    """The part of what a statement holds that the other answers, 0..1, the greater of both sides."""
    whole = np.maximum(held, np.float32(1e-6))
    one, other = pairs.first, pairs.second
    found: Floats = np.maximum(
        answered[one, other] / whole[one], answered[other, one] / whole[other]
    )
    return found


def _meaning(vectors: Floats, articles: Ints, pairs: Pairs) -> Floats:
    """Cosine of weighted sums of words, less the best other one in the same article."""
    count = len(articles)
    starts = np.flatnonzero(np.diff(articles, prepend=-1))
    lengths = np.diff(starts, append=count)
    best = np.zeros((count, len(starts)), np.float32)
    second = np.zeros_like(best)
    step = max(1, CHUNK * 16 // max(1, count))
    for begin in range(0, count, step):
        rows = slice(begin, begin + step)
        near = np.maximum(vectors[rows] @ vectors.T, 0)
        best[rows] = np.maximum.reduceat(near, starts, axis=1)
        near[near == np.repeat(best[rows], lengths, axis=1)] = 0.0
        second[rows] = np.maximum.reduceat(near, starts, axis=1)
    cosine = _cosines(vectors, pairs)

    def beyond(own: Ints, article: Ints) -> Floats:
        leading = best[own, article]
        is_best = cosine >= leading - 1e-5  # sums in another order differ in the last digit
        rest: Floats = cosine - np.where(is_best, second[own, article], leading)
        return rest

    return np.minimum(
        beyond(pairs.first, articles[pairs.second]), beyond(pairs.second, articles[pairs.first])
    )


def _positions(articles: Ints) -> Ints:
    """(n,) place of each statement in its article, from 0."""
    starts = np.flatnonzero(np.diff(articles, prepend=-1)).astype(np.int64)
    places: Ints = np.arange(len(articles), dtype=np.int64) - starts[articles]
    return places


def _support(pairs: Pairs, whole: Floats, articles: Ints) -> Floats:
    """In how many third articles a statement is like both: the chance of the best, summed."""
    like = (1 / (1 + np.exp(1 - 2.5 * pairs.margin - 4 * whole))).astype(np.float32)
    return thirds(pairs, np.where(like >= LIKE, like, np.float32(0)), articles, np.multiply)


def _standing(margin: Floats) -> Floats:
    """How far two statements stand out, 0..1."""
    low, high = STANDING
    standing: Floats = np.clip((margin - low) / (high - low), 0, 1)
    return standing


def _speakers(statements: Sequence[Statement], speakers: Mapping[str, str], pairs: Pairs) -> Floats:
    """1 / √(statements by that speaker in the one article · in the other), 0 where they differ."""
    said = Counter((s.article, speakers[s.id]) for s in statements if s.id in speakers)
    number = {id: n for n, id in enumerate(sorted(set(speakers.values())))}
    who = np.array([number.get(speakers.get(s.id, ""), -1) for s in statements])
    rare = np.array(
        [said[s.article, speakers[s.id]] ** -0.5 if s.id in speakers else 0.0 for s in statements],
        np.float32,
    )
    same = (who[pairs.first] == who[pairs.second]) & (who[pairs.first] >= 0)
    found: Floats = np.where(same, rare[pairs.first] * rare[pairs.second], np.float32(0))
    return found


def _rival_speakers(
    statements: Sequence[Statement], speakers: Mapping[str, str], pairs: Pairs
) -> Floats:
    """1 where both statements are quotations whose speakers are known and differ."""
    ids = {id: n for n, id in enumerate(sorted(set(speakers.values())))}
    who = np.array(
        [ids.get(speakers.get(s.id, ""), -1) if s.kind == "quote" else -1 for s in statements]
    )
    one, other = who[pairs.first], who[pairs.second]
    rival: Floats = ((one >= 0) & (other >= 0) & (one != other)).astype(np.float32)
    return rival


def _aligned(statements: Sequence[Statement], links: Sequence[Link], pairs: Pairs) -> Floats:
    """Overlap of the two places, each as a part of its side of an aligned passage."""
    by_page: dict[str, list[int]] = {}
    for i, statement in enumerate(statements):
        by_page.setdefault(statement.span.page, []).append(i)
    best: dict[int, float] = {}
    count = len(statements)
    for link in links:
        for one, other in link.passages:
            mine = _inside(statements, by_page.get(one.page, ()), one.start, one.end)
            theirs = _inside(statements, by_page.get(other.page, ()), other.start, other.end)
            for i, a, b in mine:
                for j, c, d in theirs:
                    shared = (min(b, d) - max(a, c)) / (max(b, d) - min(a, c))
                    code = min(i, j) * count + max(i, j)
                    best[code] = max(best.get(code, 0.0), shared)
    codes = (pairs.first * count + pairs.second).tolist()
    return np.array([best.get(code, 0.0) for code in codes], np.float32)


def _inside(
    statements: Sequence[Statement], numbers: Sequence[int], start: int, end: int
) -> list[tuple[int, float, float]]:
    """Statements with at least half in a range: number, and where they start and end in it."""
    found: list[tuple[int, float, float]] = []
    for i in numbers:
        a, b = statements[i].span.start, statements[i].span.end
        if 2 * (min(b, end) - max(a, start)) >= b - a:
            length = max(1, end - start)
            found.append((i, max(0.0, (a - start) / length), min(1.0, (b - start) / length)))
    return found
