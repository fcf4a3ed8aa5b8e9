"""Train the name taggers: `python -m training.names --data .data --out src/crossread/models/names`.

In: the unpacked data sets, the shipped encoder. Out: the word lists (training/names_lexicon.py,
training/names_groups.py) and one linear-chain model a script: `latin.npz`, `cyrillic.npz`,
`arabic.npz`, `han.npz`. The first learns from tagged corpora and tags parallel news, and what two
languages agree on (training/names_silver.py) joins what the second learns from; the second does the
same for the third. One process, the same result every time.

Trained by CRFsuite's stochastic gradient descent: in a quarter of the time it goes further than
L-BFGS, which after 80 rounds over the data was still behind what it reaches after 12.

A script shares one model because names look alike in all its languages while hand-made tags of
news exist in few: features of a language's own grammar carry its code, features of names do not
(see annotating/names/features.py). Languages without word lists take part with the lower-case words
of their own corpus as common words.
"""

from __future__ import annotations

import argparse
import ctypes
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pycrfsuite

from crossread.annotating.names.features import features
from crossread.annotating.names.lexicon import Lexicon, lexicon
from crossread.annotating.names.model import Chain, chain, save
from crossread.annotating.names.tokens import word_set
from training import names_groups, names_lexicon
from training.names_data import Tagged, read
from training.names_silver import silver
from training.names_swap import swapped
from training.names_variants import varied

SCRIPTS = {
    "latin": tuple(sorted(word_set("en fr de es it pt nl pl da sv sk cs ro hr sr"))),
    "cyrillic": ("ru", "uk"),
    "arabic": ("ar",),
    "han": ("zh",),
}
WITH_CAPITALS = ("latin", "cyrillic")  # the scripts of the parallel news, and of the copies
SETTINGS = {
    "c2": 3.0,  # L2
    "feature.minfreq": 3,  # a feature seen less often is left out
    "feature.possible_transitions": True,
    "period": 100,
    "delta": 1e-9,  # no stop before the last round over the data
}
FIRST_ROUNDS = 6  # over the data, of the tagger that tags the parallel texts
ROUNDS = 12
# Times that parallel news is tagged and learned from. Mean F1 on hand-tagged and panx dev parts:
# .623 and .700 after the first time, .633 and .708 after the second.
AGREED = 2
# Taken off the score of "no name" in the models that are shipped: they would rather miss a name than
# name too much, and a name missed is lost to all that follows. At 0.25 the F1 on panx rises by .002
# and that on hand-tagged dev parts falls by as much (at 0.5 by .015), with more names found.
OUTSIDE = 0.25
TELLING = 0.004  # the least weight that is kept: less is 1/256 at most
SWAPPED = 6  # one sentence in so many that name a person is copied with another name


def own_lexicon(language: str, sentences: Iterable[Tagged]) -> Lexicon:
    """The lexicon of a language; for one without word lists, its corpus says what is common."""
    found = lexicon(language)
    if found.common:
        return found
    counts = Counter(w for s in sentences if s.language == language for w in s.words if w.islower())
    return found._replace(
        common=frozenset(w for w, n in counts.items() if n >= 2),
        frequent=frozenset(w for w, n in counts.items() if n >= 15),
    )


def training_sentences(data: Path, script: str) -> list[Tagged]:
    """What the final round of a script's model learns from: hand-tagged and silver corpora, sentences
    tagged by agreement (by the models in place), and copies of both.

    A peer that is to be compared with the tagger is trained on these.

    Args:
        data: folder of unpacked data sets.
        script: a key of `SCRIPTS`.

    Returns:
        Sentences in the order of training; the same in every run.
    """
    agreed = silver(data) if script in WITH_CAPITALS else []
    return with_copies([*read(data, "train"), *agreed], script)


def with_copies(sentences: Iterable[Tagged], script: str) -> list[Tagged]:
    """The sentences of one script, and the copies of some that are to be learned beside them."""
    found = [s for s in sentences if s.language in SCRIPTS[script]]
    if script == "han":  # a third of the lines is hand-tagged, and the silver ones are titles
        found += [s for s in found if s.corpus != "panx"]
    if script == "latin":
        found += list(swapped([s for s in found if s.corpus != "panx"], SWAPPED))
    if script in WITH_CAPITALS:
        found += list(varied(found))  # of what was there before, not of the copies
    return found


def train(sentences: list[Tagged], path: Path, rounds: int, outside: float) -> None:
    """Train one model and write it to `path`, `outside` taken off the score of "no name"."""
    ctypes.CDLL(None).srand(1)  # CRFsuite shuffles sentences by the C library's numbers
    trainer = pycrfsuite.Trainer(algorithm="l2sgd", verbose=False)
    trainer.set_params({**SETTINGS, "max_iterations": rounds})
    lexicons = {s: own_lexicon(s, sentences) for s in sorted({s.language for s in sentences})}
    for sentence in sentences:
        rows = features(sentence.words, lexicons[sentence.language])
        trainer.append(pycrfsuite.ItemSequence(rows), sentence.tags)
    with tempfile.TemporaryDirectory() as folder:
        raw = str(Path(folder) / "model")
        trainer.train(raw)
        model = converted(raw)
        model.transitions[:, model.labels.index("O")] -= outside
        save(path, model)


def converted(path: str) -> Chain:
    """A model of CRFsuite as the tagger reads it, without features that weigh next to nothing."""
    held = pycrfsuite.Tagger()
    held.open(path)
    info = held.info()
    labels = tuple(sorted(info.labels, key=lambda name: int(info.labels[name])))
    column = {name: n for n, name in enumerate(labels)}
    telling = {pair: w for pair, w in info.state_features.items() if abs(w) >= TELLING}
    rows = {f: n for n, f in enumerate(sorted({f for f, _ in telling}))}
    weights = np.zeros((len(rows) + 1, len(labels)), dtype=np.float32)
    for (feature, label), weight in telling.items():
        weights[rows[feature], column[label]] = weight
    transitions = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for (before, after), weight in info.transitions.items():
        transitions[column[before], column[after]] = weight
    return Chain(labels, rows, weights, transitions)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked data sets")
    parser.add_argument("--out", type=Path, required=True, help="models/names of the package")
    parser.add_argument("--keep-lists", action="store_true", help="do not build the word lists")
    parser.add_argument(
        "--keep-first",
        action="store_true",
        help="take the models there for the parallel news, once",
    )
    parser.add_argument("--rounds", type=int, default=ROUNDS, help="over the data")
    parser.add_argument("--only", choices=SCRIPTS, help="train this model alone, --keep-first")
    given = parser.parse_args(arguments)
    given.out.mkdir(parents=True, exist_ok=True)
    start = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {text}", file=sys.stderr, flush=True)

    def write(script: str, sentences: list[Tagged], rounds: int, outside: float) -> None:
        words = sum(len(s.words) for s in sentences)
        say(f"{script}: {len(sentences)} sentences, {words} words")
        path = given.out / f"{script}.npz"
        train(sentences, path, rounds, outside)
        say(f"{script}: {path.stat().st_size / 1e6:.1f} MB")

    if not given.keep_lists:
        names_lexicon.build(given.data, given.out)
        names_groups.build(given.data, given.out)
        say("word lists written")
    tagged = list(read(given.data, "train"))
    wanted = (given.only,) if given.only else tuple(SCRIPTS)
    with_capitals = [script for script in wanted if script in WITH_CAPITALS]
    passes = 1 if given.keep_first or given.only else AGREED
    if passes > 1:
        for script in WITH_CAPITALS:
            own = [s for s in tagged if s.language in SCRIPTS[script]]
            write(script, own, FIRST_ROUNDS, 0.0)
    for number in range(passes if with_capitals else 0):
        chain.cache_clear()
        agreed = silver(given.data)
        outside = OUTSIDE if number == passes - 1 else 0.0
        for script in with_capitals:
            write(script, with_copies([*tagged, *agreed], script), given.rounds, outside)
    for script in wanted:
        if script not in WITH_CAPITALS:
            write(script, with_copies(tagged, script), given.rounds, OUTSIDE)
    chain.cache_clear()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
