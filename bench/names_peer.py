"""The peer of bench `names`: spaCy pipelines trained in this run on what our tagger learned from.

In: the tagged sentences of a script (training/names.py). Out: a pipeline that tags sentences in the
same words. It is the one that `spacy init config --pipeline ner --optimize efficiency` sets up,
trained by spaCy's own loop with its batches, dropout and optimiser; the step is kept that did best on
a tenth of the training sentences, never on what is measured. Needs the extra `peers`; without it
`MissingData` says so.

One pipeline a script, as our tagger has one model a script. In trials of three passes over the data,
Spanish, Italian and Portuguese in one pipeline reached a mean F1 of .649 on their four dev sets, in a
pipeline each .628; Russian with Ukrainian .651 on its two after eight passes, alone as much after six.
"""

from __future__ import annotations

import hashlib
import importlib.util
import itertools
import random
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata
from typing import Any

from bench.bio import Name, spans
from bench.report import MissingData
from training.names_data import Tagged

SEED = 0
STOPPING = 10  # one training sentence in so many says when to stop
MOST_STOPPING = 1_500  # sentences of them, so that looking costs little
# Passes over the training sentences, at most; and words, so that all scripts together take one core
# half an hour (7,500 words a second).
MOST_PASSES = 8
MOST_WORDS = 8_000_000
COPIES = ("swapped", "varied")  # corpora that training makes of the others
BATCH = 128  # sentences tagged at once; of 32, 128, 512 and 2,000 the fastest


@dataclass(frozen=True, slots=True)
class Peer:
    """A trained pipeline.

    Args:
        pipeline: spaCy's `Language`.
        steps: updates made; `best` the one kept, with `stopping_f1` on the tenth kept for that.
        words: words trained on, all passes together.
        seconds: of one core, for all of it.
    """

    pipeline: Any
    steps: int
    best: int
    stopping_f1: float
    words: int
    seconds: float


def version() -> str:
    """The version of spaCy that is installed.

    Raises:
        MissingData: it is not installed.
    """
    if importlib.util.find_spec("spacy") is None:
        raise MissingData("spaCy is not installed: pip install 'crossread[peers]'")
    return metadata.version("spacy")


def train(
    sentences: Sequence[Tagged], say: Callable[[str], None], most_words: int = MOST_WORDS
) -> Peer:
    """Train a pipeline; the same result every time on one machine.

    Args:
        sentences: of one script, in any order.
        say: is told how it goes, a line at a time.
        most_words: trained on at most, all passes together.

    Raises:
        MissingData: spaCy is not installed, or there are no sentences.
    """
    version()
    stopping, learning = parted(sentences)
    if not learning or not stopping:
        raise MissingData("too few training sentences for the peer")
    from spacy import util
    from spacy.schemas import ConfigSchemaTraining
    from spacy.training.loop import train_while_improving

    start = time.process_time()
    pipeline = blank({s.language for s in sentences})
    settings = util.registry.resolve(
        pipeline.config.interpolate()["training"], schema=ConfigSchemaTraining
    )
    pipeline.initialize(lambda: [example(pipeline, s) for s in learning[:2000]])
    words = sum(len(s.words) for s in learning)
    most = min(MOST_PASSES * words, most_words)
    say(f"{len(learning)} sentences, {words} words; {most} words in all passes at most")

    def look() -> tuple[float, dict[str, float]]:
        found = tag(pipeline, [s.words for s in stopping])
        gold = [set(spans(s.tags)) for s in stopping]
        right = sum(len(g & f) for g, f in zip(gold, found))
        return 2 * right / max(1, sum(map(len, gold)) + sum(map(len, found))), {}

    best, step, score, seen, kept = 0, 0, 0.0, 0, b""
    for _, info, is_best in train_while_improving(
        pipeline,
        settings["optimizer"],
        batches(pipeline, learning, most, settings["batcher"]),
        look,
        dropout=settings["dropout"],
        eval_frequency=settings["eval_frequency"],
        accumulate_gradient=settings["accumulate_gradient"],
        patience=settings["patience"],
        max_steps=settings["max_steps"],
        exclude=[],
        annotating_components=[],
        before_update=None,
    ):
        step, seen = info["step"], info["words"]
        if is_best:
            best, score = step, info["score"]
            kept = pipeline.to_bytes(exclude=["vocab", "tokenizer"])
        if is_best is not None and step % 1000 == 0:
            now = time.process_time() - start
            say(f"step {step}: {seen} words, F1 {info['score']:.3f}, {now:.0f} s")
    last, _ = look()
    if last > score:
        best, score = step, last
    else:
        pipeline.from_bytes(kept, exclude=["vocab", "tokenizer"])
    made = Peer(pipeline, step + 1, best, score, seen, time.process_time() - start)
    say(
        f"{made.steps} steps, {seen} words, {made.seconds:.0f} s of one core; "
        f"step {best} kept, F1 {score:.3f}"
    )
    return made


def parted(sentences: Sequence[Tagged]) -> tuple[list[Tagged], list[Tagged]]:
    """(sentences that say when to stop, sentences to learn from), by the digest of their words.

    Copies that training made of a sentence (with other persons, or printed badly) are never in the
    first, for they are not what is measured, nor in the second where the sentence is in the first.
    """
    stopping: list[Tagged] = []
    learning: list[Tagged] = []
    for sentence in sentences:
        digest = hashlib.sha256(source(sentence).encode()).digest()
        if int.from_bytes(digest[:4], "big") % STOPPING:
            learning.append(sentence)
        elif sentence.corpus not in COPIES:
            stopping.append(sentence)
    random.Random(SEED).shuffle(stopping)
    return stopping[:MOST_STOPPING], learning


def source(sentence: Tagged) -> str:
    """What a sentence and its copies share: its words without persons, capitals and accents."""
    words = " ".join(w for w, t in zip(sentence.words, sentence.tags) if t[2:] != "PER")
    apart = unicodedata.normalize("NFKD", words)
    plain = "".join(c for c in apart if not unicodedata.combining(c))
    return plain.casefold().replace("ł", "l").replace("ø", "o")


def blank(languages: set[str]) -> Any:
    """An untrained pipeline for some languages, as spaCy's own set-up makes it."""
    from spacy import util
    from spacy.cli.init_config import init_config

    code = next(iter(languages)) if len(languages) == 1 else "xx"
    if code == "zh":  # its words are given; its segmenter would want another package
        code = "xx"
    config = init_config(lang=code, pipeline=["ner"], optimize="efficiency", gpu=False, silent=True)
    util.fix_random_seed(SEED)
    return util.load_model_from_config(config, auto_fill=True)


def example(pipeline: Any, sentence: Tagged) -> Any:
    """A sentence as spaCy learns from it."""
    from spacy.tokens import Doc
    from spacy.training import Example

    tags = ["O"] * len(sentence.words)
    for first, last, type in spans(sentence.tags):
        tags[first:last] = ["B-" + type, *["I-" + type] * (last - first - 1)]
    bare = Doc(pipeline.vocab, words=sentence.words)
    return Example(bare, Doc(pipeline.vocab, words=sentence.words, ents=tags))


def batches(
    pipeline: Any, sentences: Sequence[Tagged], most_words: int, batcher: Callable[..., Any]
) -> Iterator[tuple[int, Any]]:
    """(number of the pass, batch), each pass in another order, until enough words were given."""
    chance = random.Random(SEED)
    order = list(sentences)
    given = 0
    for number in itertools.count():
        chance.shuffle(order)
        for batch in batcher(example(pipeline, s) for s in order):
            yield number, batch
            given += sum(map(len, batch))
            if given >= most_words:
                return


def tag(pipeline: Any, sentences: Sequence[Sequence[str]]) -> list[set[Name]]:
    """The names of each sentence as (first, last, type) in words."""
    from spacy.tokens import Doc

    docs = (Doc(pipeline.vocab, words=list(words)) for words in sentences)
    return [
        {(e.start, e.end, e.label_) for e in doc.ents}
        for doc in pipeline.pipe(docs, batch_size=BATCH)
    ]
