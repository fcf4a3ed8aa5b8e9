"""Trains the cross-lingual encoder and writes it to a folder: one command, a fixed seed.

    python -m training.encoder --data DIR --out src/crossread/models/encoder

In: the unpacked data sets of `encoder_data.DATA_SETS`. Out: tokenizer.json, model.safetensors,
config.json (the file layout of the `model2vec` library) and MODEL_CARD.md.

The encoder is a bag of subwords: a text is the sum of one vector per subword. It learns by telling
the translation of a text from the other texts of its batch (InfoNCE, van den Oord 2018, on the
cosine). Why a bag: it is learned in minutes on two cores, reads tens of thousands of sentences a
second, gives word vectors that live in the space of the sentence vectors, and the length of a
word's vector is its learned weight.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Tokenizer

from bench.report import MissingData, Report
from crossread.encoding.borders import runs
from training import encoder_card, encoder_data, encoder_vocabulary
from training.encoder_data import MAIN, Corpus, Group
from training.encoder_vectors import Parts, Vectors, parts_of, stretches

NAME = "crossread-encoder"
VERSION = "2"
# Sets that are never trained on, and that the card gives figures for.
MEASURED = ("ntrex-dev", "wmt-docs-dev", "tatoeba-challenge")
# No pair of a batch shares a text.
NOTHING = (np.zeros(0, np.intp), np.zeros(0, np.intp))


# What the kinds of text count for the vocabulary: everyday sentences, news and encyclopaedia,
# dictionaries with their definitions.
TEXT_SHARES = {"everyday": 0.25, "edited": 0.45, "reference": 0.3}
OTHER_WORDS = 0.15  # what a word of a language that is not a main one counts
LEAST_TEXT = 80_000  # words; a language with fewer counts as having so many


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides what is learned."""

    seed: int = 20
    pieces: int = 56_000
    dimensions: int = 256
    trained_pieces: int = 50_000  # of the vocabulary before frequent words are added
    main_lines: int = 50_000  # sample lines of a main language for the vocabulary
    other_lines: int = 4_000
    poor: int = 1_000  # a language with at most so many sentences ...
    poor_lines: int = 1_400  # ... gives so many lines
    steps: int = 4_500
    batch: int = 2_048
    scale: float = 20.0  # the cosine is multiplied by it in the loss
    rate: float = 3e-3
    warm_up: int = 100  # steps
    spread: float = 0.02  # standard deviation of the first vectors
    dropout: float = 0.1  # share of pieces left out of a text in training
    joined: int = 2  # sentences that a joined text is made of ...
    share_joined: float = 0.4  # ... in this share of the sentence batches
    sequences: tuple[int, ...] = (3, 4, 5)  # lengths of the character sequences in a piece
    shared: int = 3  # pieces that must hold a sequence for it to count
    # Shares of batches by kind, before and after the last quarter of the steps.
    early: tuple[tuple[str, float], ...] = (
        ("sentence", 0.62),
        ("dictionary", 0.24),
        ("name", 0.06),
        ("definition", 0.08),
    )
    late: tuple[tuple[str, float], ...] = (
        ("sentence", 0.90),
        ("dictionary", 0.07),
        ("name", 0.01),
        ("definition", 0.02),
    )
    late_from: float = 0.7


@dataclass(frozen=True, slots=True)
class Pieces:
    """The piece numbers of all texts, end to end; text i owns starts[i] to starts[i + 1]."""

    numbers: NDArray[np.int32]
    starts: NDArray[np.int64]


def main() -> None:
    """Read the command line, train, write the model."""
    parser = argparse.ArgumentParser(description="Train the cross-lingual encoder.")
    parser.add_argument("--data", type=Path, required=True, help="folder of the data sets")
    parser.add_argument("--out", type=Path, required=True, help="folder for the model")
    parser.add_argument("--steps", type=int, help="fewer steps, for a trial")
    arguments = parser.parse_args()
    recipe = Recipe() if arguments.steps is None else replace(Recipe(), steps=arguments.steps)
    begun = time.monotonic()
    corpus = encoder_data.read(arguments.data)
    say(begun, f"{len(corpus.texts):,} texts")
    words = split(corpus)
    tokenizer = make_vocabulary(corpus, words, recipe)
    say(begun, f"{tokenizer.get_vocab_size():,} pieces")
    vectors = learn(corpus, words, tokenizer, recipe, begun)
    digest = write(arguments.out, tokenizer, vectors, recipe)
    figures = measured(arguments.data, arguments.out)
    card = encoder_card.text(NAME, VERSION, recipe, corpus, digest, figures)
    (arguments.out / "MODEL_CARD.md").write_text(card, encoding="utf-8")
    say(begun, f"written to {arguments.out}")


def say(begun: float, text: str) -> None:
    """Print one line of progress with the seconds since the start."""
    print(f"{time.monotonic() - begun:7.1f}s {text}", flush=True)


def make_vocabulary(corpus: Corpus, words: Words, recipe: Recipe) -> Tokenizer:
    """Train the subword vocabulary on an equal share of every main language."""
    sentences = encoder_data.sentences_by_language(corpus)
    trained = encoder_vocabulary.train(
        sentences,
        encoder_data.words_by_language(corpus),
        {language: _lines(language, len(texts), recipe) for language, texts in sentences.items()},
        recipe.trained_pieces,
        recipe.seed,
    )
    return encoder_vocabulary.with_words(trained, word_shares(corpus, words), recipe.pieces)


def word_shares(corpus: Corpus, words: Words) -> dict[str, float]:
    """How frequent each word is in the language that uses it most.

    A word's share is taken in each kind of text apart, so that the many everyday sentences do not
    drown the words of news and reference books.

    Returns:
        Word to share 0..1 of its language's words.
    """
    weights = {kind: np.zeros(len(corpus.texts), dtype=bool) for kind in TEXT_SHARES}
    for group in corpus.groups:
        if group.kind == "sentence":
            edited = group.weights > 1
            weights["edited"][group.pairs[edited].ravel()] = True
            weights["everyday"][group.pairs[~edited].ravel()] = True
        elif group.kind != "name":
            weights["reference"][group.pairs.ravel()] = True
    owners = np.repeat(np.arange(len(corpus.texts)), np.diff(words.starts))
    languages = np.array(corpus.languages)
    best = np.zeros(len(words.distinct))
    for language in sorted(set(corpus.languages)):
        total = np.zeros(len(words.distinct))
        for kind, chosen in weights.items():
            here = ((languages == language) & chosen)[owners]
            counts = np.bincount(words.numbers[here], minlength=len(words.distinct))
            # words seen once are chance; a language with little text must not profit from them
            share = (counts - 0.8).clip(min=0) / max(counts.sum(), LEAST_TEXT)
            total += TEXT_SHARES[kind] * share
        best = np.maximum(best, total if language in MAIN else OTHER_WORDS * total)
    return {words.distinct[number]: float(best[number]) for number in np.flatnonzero(best)}


def _lines(language: str, sentences: int, recipe: Recipe) -> int:
    if language in MAIN:
        return recipe.main_lines
    return recipe.other_lines if sentences > recipe.poor else recipe.poor_lines


# Learning


def learn(
    corpus: Corpus, words: Words, tokenizer: Tokenizer, recipe: Recipe, begun: float
) -> NDArray[np.float32]:
    """Learn one vector per piece.

    Args:
        corpus: texts and pairs.
        words: the words of the texts.
        tokenizer: cuts the texts.
        recipe: see `Recipe`.
        begun: for the progress lines.

    Returns:
        (pieces, dimensions); the rows of the unknown piece and of pieces never seen are zero.
    """
    pieces = [piece for piece, _ in sorted(tokenizer.get_vocab().items(), key=lambda item: item[1])]
    parts = parts_of(pieces, recipe.sequences, recipe.shared)
    cutting = cut(words, tokenizer)
    say(begun, f"{len(cutting.numbers):,} pieces of text, {parts.count:,} parts of pieces")
    return learn_vectors(corpus, cutting, parts, recipe, begun)


def learn_vectors(
    corpus: Corpus, cutting: Pieces, parts: Parts, recipe: Recipe, begun: float
) -> NDArray[np.float32]:
    """The loop of `learn`, on texts that are cut already."""
    torch.set_num_threads(2)
    random = np.random.default_rng([recipe.seed, 1])
    vectors = Vectors(parts, recipe.dimensions, recipe.spread, random)
    draws = {
        kind: _Draws([g for g in corpus.groups if g.kind == kind], random)
        for kind, _ in recipe.early
    }
    running = 0.0
    for step in range(recipe.steps):
        done = step / recipe.steps
        rate = recipe.rate * min(1.0, (step + 1) / recipe.warm_up) * (1.0 - done)
        shares = recipe.early if done < recipe.late_from else recipe.late
        kind = shares[random.choice(len(shares), p=[share for _, share in shares])][0]
        pairs = draws[kind].take(recipe.batch)
        if kind == "sentence" and random.random() < recipe.share_joined:
            texts, same = _joined(pairs, recipe.joined), NOTHING
        else:
            texts, same = pairs.T.reshape(-1, 1), _same(pairs)
        pieces, begins = _bags(cutting, texts, recipe.dropout, random)
        running += vectors.step(pieces, begins, same, recipe.scale, rate)
        if (step + 1) % 250 == 0:
            say(begun, f"step {step + 1} of {recipe.steps}, loss {running / 250:.3f}")
            running = 0.0
    learned = without_common(vectors.finished(), cutting, _edited(corpus))
    seen = np.zeros(len(learned), dtype=bool)
    seen[np.unique(cutting.numbers)] = True
    learned[~seen] = 0.0
    return learned


@dataclass(frozen=True, slots=True)
class Words:
    """The words of all texts: distinct ones, and their numbers end to end as in `Pieces`."""

    distinct: list[str]
    numbers: NDArray[np.int64]
    starts: NDArray[np.int64]


def split(corpus: Corpus) -> Words:
    """Split every text into words, as the finished encoder does."""
    numbers: dict[str, int] = {}
    flat: list[NDArray[np.int64]] = []
    lengths: list[int] = []
    for at in range(0, len(corpus.texts), 50_000):
        found = [runs(text) for text in corpus.texts[at : at + 50_000]]
        flat.append(
            np.array(
                [numbers.setdefault(word, len(numbers)) for words in found for word in words],
                dtype=np.int64,
            )
        )
        lengths.extend(map(len, found))
    return Words(list(numbers), np.concatenate(flat), np.concatenate([[0], np.cumsum(lengths)]))


def cut(words: Words, tokenizer: Tokenizer) -> Pieces:
    """Cut every text into pieces; the unknown piece and a bare word border are left out.

    Args:
        words: the words of the texts.
        tokenizer: cuts them.
    """
    left_out = {0, tokenizer.token_to_id("▁")}
    rows: list[list[int]] = []
    for at in range(0, len(words.distinct), 50_000):
        for encoding in tokenizer.encode_batch_fast(
            words.distinct[at : at + 50_000], add_special_tokens=False
        ):
            rows.append([piece for piece in encoding.ids if piece not in left_out])
    flat = np.array([piece for row in rows for piece in row], dtype=np.int64)
    starts = np.concatenate([[0], np.cumsum([len(row) for row in rows])])
    pieces, begins, _ = stretches(flat, starts[words.numbers], starts[words.numbers + 1])
    ends = np.append(begins, len(pieces))
    return Pieces(pieces.astype(np.int32), ends[words.starts])


class _Draws:
    """Draws pairs from groups: the group by its weight, the pair by its own."""

    def __init__(self, groups: list[Group], random: np.random.Generator) -> None:
        self.random = random
        self.pairs = np.concatenate([group.pairs for group in groups])
        total = sum(group.weight for group in groups)
        shares = [g.weight / total * g.weights / g.weights.sum() for g in groups]
        self.cumulated = np.cumsum(np.concatenate(shares))
        self.cumulated /= self.cumulated[-1]

    def take(self, count: int) -> NDArray[np.int32]:
        """Draw `count` pairs with repetition; either text may come first."""
        pairs = self.pairs[np.searchsorted(self.cumulated, self.random.random(count))]
        turned = self.random.random(count) < 0.5
        return np.where(turned[:, None], pairs[:, ::-1], pairs)


def _joined(pairs: NDArray[np.int32], count: int) -> NDArray[np.int32]:
    """Texts that are made of several sentences each; neighbours share a sentence.

    Everyday sentences are short, and any rare word tells one from two thousand others. Two of them
    together are as long as a sentence of news, and a text that shares one of its sentences is a
    hard wrong answer: only the whole of it tells the translation.

    Args:
        pairs: (n, 2) texts and their translations.
        count: sentences to a text, 1 or more.

    Returns:
        (2n, count): the texts of one side, then those of the other.
    """
    sides = [np.stack([np.roll(side, -by) for by in range(count)], axis=1) for side in pairs.T]
    return np.concatenate(sides)


def _bags(
    cutting: Pieces, texts: NDArray[np.int32], dropout: float, random: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The piece numbers of these texts, some left out, and where each text begins among them.

    Args:
        cutting: of all sentences.
        texts: (n, k) the k sentences that each text is made of.
        dropout: share left out of sentences of more than two pieces.
        random: draws what is left out.
    """
    count, texts = texts.shape[1], texts.ravel()
    lengths = cutting.starts[texts + 1] - cutting.starts[texts]
    begins = np.cumsum(lengths) - lengths
    owners = np.repeat(np.arange(len(texts)), lengths)
    flat = cutting.numbers[np.arange(len(owners)) + (cutting.starts[texts] - begins)[owners]]
    kept = (random.random(len(flat)) >= dropout) | (lengths <= 2)[owners]
    lengths = np.bincount(owners[kept], minlength=len(texts))
    return flat[kept].astype(np.int64), (np.cumsum(lengths) - lengths)[::count]


def _same(pairs: NDArray[np.int32]) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """Pairs of the batch that share a text are no wrong answers for one another.

    Returns:
        Rows and columns of the scores to leave out of the loss, both ways round.
    """
    count = len(pairs)
    texts = pairs.T.ravel()
    order = np.argsort(texts, kind="stable")
    ordered, owners = texts[order], order % count
    rows: list[NDArray[np.intp]] = []
    columns: list[NDArray[np.intp]] = []
    for shift in range(1, 2 * count):
        equal = ordered[shift:] == ordered[:-shift]
        if not equal.any():
            break
        one, two = owners[shift:][equal], owners[:-shift][equal]
        rows += [one, two]
        columns += [two, one]
    if not rows:
        return NOTHING
    row, column = np.concatenate(rows), np.concatenate(columns)
    return row[row != column], column[row != column]


def _edited(corpus: Corpus) -> NDArray[np.int64]:
    """The sentences of news and encyclopaedia in the main languages."""
    return np.unique(
        np.concatenate(
            [
                group.pairs[group.weights > 1].ravel()
                for group in corpus.groups
                if group.kind == "sentence" and set(group.languages) <= set(MAIN)
            ]
        )
    )


def without_common(
    vectors: NDArray[np.float32], cutting: Pieces, texts: NDArray[np.int64]
) -> NDArray[np.float32]:
    """Take out of all vectors the direction that all texts share.

    It says nothing of what a text is about, and makes all texts a little alike (Arora, Liang and
    Ma 2017, A Simple but Tough-to-Beat Baseline for Sentence Embeddings).

    Args:
        vectors: (pieces, dimensions).
        cutting: of all texts.
        texts: the numbers of those that the direction is taken from.

    Returns:
        (pieces, dimensions).
    """
    shared = np.zeros((vectors.shape[1], vectors.shape[1]))
    numbers = cutting.numbers.astype(np.int64)
    for at in range(0, len(texts), 4_096):
        block = texts[at : at + 4_096]
        pieces, begins, _ = stretches(numbers, cutting.starts[block], cutting.starts[block + 1])
        filled = np.append(begins[1:], len(pieces)) > begins
        bags = np.add.reduceat(vectors[pieces], begins[filled], axis=0).astype(np.float64)
        bags /= np.linalg.norm(bags, axis=1, keepdims=True).clip(min=1e-9)
        shared += bags.T @ bags
    direction = np.linalg.eigh(shared)[1][:, -1]
    without: NDArray[np.float32] = (vectors - np.outer(vectors @ direction, direction)).astype(
        np.float32
    )
    return without


# Writing


def write(out: Path, tokenizer: Tokenizer, vectors: NDArray[np.float32], recipe: Recipe) -> str:
    """Write the model: 8-bit rows, each with its own scale as the row's weight.

    Args:
        out: made when it is not there.
        tokenizer: as trained; its scores are written with four decimals.
        vectors: (pieces, dimensions).
        recipe: gives the dimensions.

    Returns:
        The SHA-256 of weights and vocabulary.
    """
    from safetensors.numpy import save_file

    out.mkdir(parents=True, exist_ok=True)
    scales = np.abs(vectors).max(axis=1) / 127.0
    rows = np.rint(vectors / np.where(scales, scales, 1.0)[:, None]).astype(np.int8)
    save_file({"embeddings": rows, "weights": scales.astype(np.float32)}, out / "model.safetensors")
    (out / "model.safetensors").chmod(0o644)
    content = json.loads(tokenizer.to_str())
    content["model"]["vocab"] = [
        [piece, round(score, 4)] for piece, score in content["model"]["vocab"]
    ]
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    (out / "tokenizer.json").write_text(text + "\n", encoding="utf-8")
    digest = hashlib.sha256(
        (out / "model.safetensors").read_bytes() + (out / "tokenizer.json").read_bytes()
    ).hexdigest()
    config = {
        "model_type": "model2vec",
        "architectures": ["StaticModel"],
        "name": NAME,
        "version": VERSION,
        "sha256": digest,
        "hidden_dim": recipe.dimensions,
        "embedding_dtype": "int8",
        "normalize": True,
        "max_length": None,
        "seq_length": 1_000_000,
    }
    (out / "config.json").write_text(json.dumps(config, indent=2) + "\n", encoding="utf-8")
    return digest


def measured(data: Path, out: Path) -> list[Report]:
    """The finished model on the sets kept for evaluation that are there."""
    from bench import encoder as bench
    from crossread.encoding import load

    reports: list[Report] = []
    for name in MEASURED:
        with suppress(MissingData):
            reports.append(bench.run(data / name, load(out)))
    return reports


if __name__ == "__main__":
    main()
