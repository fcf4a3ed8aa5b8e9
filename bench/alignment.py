"""How well words are aligned with the words of a translation.

In: pairs of sentences with gold links, in the form of `examples/alignment/README.md`. Out, for each
pair of languages, precision, recall, F1 and alignment error rate of the product's aligner beside
three simple means: the word at the same place, the words spelt alike, and the pairs of words that
are nearest to each other by the encoder alone. The two halves of each file are told apart: blocks
0, 2, 4 … chose the aligner's settings (dev), blocks 1, 3, 5 … chose nothing (test).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench.alignment_gold import GoldPair, LinkSet, read
from bench.gold import GoldError
from bench.metrics import Interval, overlap
from bench.report import MissingData, Report, Table
from crossread.encoding import Encoder, lexicon, load
from crossread.encoding.alignment import SETTINGS, Dictionary, Settings, align

HALVES = ("dev", "test")
SECOND = "second"  # folder of a second annotator's alignments of some of the pairs
COLUMNS = ("languages", "aligned by", "precision", "recall", "F1", "AER")

Spans = Iterable[tuple[Interval, Interval]]
Aligner = Callable[[GoldPair], Spans]


@dataclass(frozen=True, slots=True)
class AlignmentScore:
    """Counts over sentences, and the measures of Och and Ney (2003).

    Args:
        found: links found.
        sure: sure links of the gold.
        right: links found that are sure or possible.
        kept: sure links found.
    """

    found: int
    sure: int
    right: int
    kept: int

    def __add__(self, other: AlignmentScore) -> AlignmentScore:
        return AlignmentScore(
            self.found + other.found,
            self.sure + other.sure,
            self.right + other.right,
            self.kept + other.kept,
        )

    @property
    def precision(self) -> float:
        """|A ∩ P| / |A|; 1 where nothing was found."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """|A ∩ S| / |S|; 1 where nothing is sure."""
        return self.kept / self.sure if self.sure else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def error_rate(self) -> float:
        """1 − (|A ∩ S| + |A ∩ P|) / (|A| + |S|); 0 where both are empty."""
        both = self.found + self.sure
        return 1 - (self.kept + self.right) / both if both else 0.0


def run(data: Path, encoder: Encoder | None = None) -> Report:
    """Measure the aligner.

    Args:
        data: a folder of files like `en-fr.txt`, or one that holds such a folder by the name
            alignment.
        encoder: the shipped one by default.

    Raises:
        MissingData: there is no gold, or it does not fit its form.
    """
    folder = data / "alignment" if (data / "alignment").is_dir() else data
    try:
        gold = read(folder)
        second = read(folder / SECOND) if (folder / SECOND).is_dir() else {}
    except GoldError as error:
        raise MissingData(f"alignment: {error}") from error
    used, known = encoder or load(), lexicon.load()
    aligners: dict[str, Aligner] = {
        "crossread": lambda pair: by_aligner(
            pair, used, dictionary=Dictionary(known, *pair.languages)
        ),
        "without dictionaries": lambda pair: by_aligner(pair, used),
        "nearest words": lambda pair: by_nearest(pair, used),
        "same spelling": by_spelling,
        "same place": by_place,
    }
    tables: list[Table] = []
    figures: dict[str, float] = {}
    for half in reversed(HALVES):
        rows: list[tuple[str, str, float, float, float, float]] = []
        for name, aligner in aligners.items():
            scores = {x: measured(halved(pairs, half), aligner) for x, pairs in gold.items()}
            shown = {x: (s.precision, s.recall, s.f1, s.error_rate) for x, s in scores.items()}
            means = np.mean(list(shown.values()), axis=0).tolist()
            shown["mean"] = (means[0], means[1], means[2], means[3])
            rows += [(x, name, *cells) for x, cells in shown.items()]
            for x, cells in shown.items():
                key = x if name == "crossread" else f"{x} {name}"
                figures |= {f"{key} {half} f1": cells[2], f"{key} {half} aer": cells[3]}
        order = [*gold, "mean"]
        rows.sort(key=lambda row: order.index(row[0]))
        tables.append(Table(f"{half} half", COLUMNS, tuple(rows)))
    if second:
        tables.append(_agreement(gold, second))
    return Report(
        name="alignment",
        tables=tuple(tables),
        figures=figures,
        notes=(
            f"{used.name} {used.digest}; pairs of sentences: "
            + ", ".join(f"{x} {len(pairs)}" for x, pairs in gold.items()),
            "thresholds were chosen on the dev half (even blocks), errors read there; "
            "the test half chose nothing",
            "nearest words: pairs of words each of which is the other's nearest by cosine",
        ),
        errors={x: tuple(_errors(pairs, aligners["crossread"])) for x, pairs in gold.items()},
    )


def halved(pairs: tuple[GoldPair, ...], half: str) -> tuple[GoldPair, ...]:
    """The pairs of one half: every second one, from the first (dev) or the second (test)."""
    return pairs[HALVES.index(half) :: 2]


def measured(pairs: Iterable[GoldPair], aligner: Aligner) -> AlignmentScore:
    """The score of an aligner over some pairs of sentences."""
    total = AlignmentScore(0, 0, 0, 0)
    for pair in pairs:
        total += alignment_score(links(pair, aligner(pair)), pair.sure, pair.possible)
    return total


def alignment_score(found: LinkSet, sure: LinkSet, possible: LinkSet) -> AlignmentScore:
    """The score of the links found in one pair of sentences.

    Args:
        found: A.
        sure: S.
        possible: P, with the sure ones among them.
    """
    return AlignmentScore(len(found), len(sure), len(found & possible), len(found & sure))


def links(pair: GoldPair, spans: Spans) -> LinkSet:
    """Aligned spans as links between the words of the gold that they share a character with."""
    return frozenset(
        (i, j)
        for left, right in spans
        for i, row in enumerate(pair.left_words)
        if overlap(left, row)
        for j, column in enumerate(pair.right_words)
        if overlap(right, column)
    )


def by_aligner(
    pair: GoldPair,
    encoder: Encoder,
    settings: Settings = SETTINGS,
    dictionary: Dictionary | None = None,
) -> Spans:
    """What the product's aligner finds."""
    found = align(pair.left, pair.right, encoder, settings, dictionary)
    return [(one.left, one.right) for one in found]


def by_nearest(pair: GoldPair, encoder: Encoder) -> Spans:
    """Words each of which is the other's nearest by cosine; nothing else is looked at."""
    left, right = encoder.words([pair.left, pair.right])
    if not len(left.starts) or not len(right.starts):
        return []
    lengths = [np.maximum(np.linalg.norm(x.vectors, axis=1), 1e-6) for x in (left, right)]
    cosine = (left.vectors / lengths[0][:, None]) @ (right.vectors / lengths[1][:, None]).T
    back = cosine.argmax(axis=0)
    return [
        ((int(left.starts[i]), int(left.ends[i])), (int(right.starts[j]), int(right.ends[j])))
        for i, j in enumerate(cosine.argmax(axis=1))
        if back[j] == i
    ]


def by_spelling(pair: GoldPair) -> Spans:
    """Words that are spelt alike, capitals aside."""
    return [
        (left, right)
        for left in pair.left_words
        for right in pair.right_words
        if pair.left[slice(*left)].casefold() == pair.right[slice(*right)].casefold()
    ]


def by_place(pair: GoldPair) -> Spans:
    """For each word the one at the same place of the other sentence, as a share of its length."""
    n, m = len(pair.left_words), len(pair.right_words)
    return [
        (left, pair.right_words[int((i + 0.5) * m / n)]) for i, left in enumerate(pair.left_words)
    ]


def _agreement(
    gold: dict[str, tuple[GoldPair, ...]], second: dict[str, tuple[GoldPair, ...]]
) -> Table:
    """How far two annotators agree on the pairs that both aligned."""
    rows: list[tuple[str, int, float, float]] = []
    for languages, pairs in second.items():
        first = {(pair.left, pair.right): pair for pair in gold.get(languages, ())}
        both = [(first[p.left, p.right], p) for p in pairs if (p.left, p.right) in first]
        rows.append(
            (
                languages,
                len(both),
                _shared([(one.sure, other.sure) for one, other in both]),
                _shared([(one.possible, other.possible) for one, other in both]),
            )
        )
    columns = ("languages", "pairs", "F1 of sure links", "F1 of all links")
    return Table("two annotators", columns, tuple(rows))


def _shared(pairs: list[tuple[LinkSet, LinkSet]]) -> float:
    every = sum(len(one) + len(other) for one, other in pairs)
    return 2 * sum(len(one & other) for one, other in pairs) / every if every else 1.0


def _errors(pairs: tuple[GoldPair, ...], aligner: Aligner) -> Iterable[str]:
    """One line for each wrong or missed link of the dev half."""
    for number, pair in enumerate(halved(pairs, "dev")):
        found = links(pair, aligner(pair))
        for what, wrong in (("wrong", found - pair.possible), ("miss", pair.sure - found)):
            for i, j in sorted(wrong):
                left = pair.left[slice(*pair.left_words[i])]
                right = pair.right[slice(*pair.right_words[j])]
                yield f"{what}  block {2 * number}: {left} = {right}"
