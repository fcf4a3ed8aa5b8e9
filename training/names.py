"""Train the name taggers: `python -m training.names --data .data --out src/crossread/models/names`.

In: the unpacked data sets. Out: the word lists (training/names_lexicon.py) and one linear-chain
model a script: `latin.crfsuite`, `cyrillic.crfsuite`. Two rounds: the first learns from tagged
corpora, tags parallel news with it, and what two languages agree on (training/names_silver.py)
joins the second. One process, the same result every time (L-BFGS from zero, no chance in it).

A script shares one model because names look alike in all its languages while hand-made tags of
news exist in few: features of a language's own grammar carry its code, features of names do not
(see annotating/names_features.py). Languages without word lists take part with the lower-case words
of their own corpus as common words.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

import pycrfsuite

from crossread.annotating.names import tagger, weights
from crossread.annotating.names_features import features
from crossread.annotating.names_lexicon import Lexicon, lexicon
from crossread.annotating.names_tokens import word_set
from training import names_lexicon
from training.names_data import Tagged, read
from training.names_silver import silver
from training.names_swap import swapped

SCRIPTS = {
    "latin": tuple(sorted(word_set("en fr de es it pt nl pl da sv sk cs ro hr sr"))),
    "cyrillic": ("ru", "uk"),
}
SETTINGS = {
    "c1": 0.15,  # L1: most features get weight 0 and are left out of the file
    "c2": 0.02,
    "max_iterations": 90,
    "feature.minfreq": 3,
    "feature.possible_transitions": True,
}
FIRST_ITERATIONS = 60  # of the tagger that tags the parallel texts
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


def train(sentences: list[Tagged], path: Path, iterations: int) -> None:
    """Train one model and write it to `path`."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({**SETTINGS, "max_iterations": iterations})
    lexicons = {s: own_lexicon(s, sentences) for s in sorted({s.language for s in sentences})}
    for sentence in sentences:
        rows = features(sentence.words, lexicons[sentence.language])
        trainer.append(pycrfsuite.ItemSequence(rows), sentence.tags)
    trainer.train(str(path))


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(prog="python -m training.names", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of unpacked data sets")
    parser.add_argument("--out", type=Path, required=True, help="models/names of the package")
    parser.add_argument("--keep-lists", action="store_true", help="do not build the word lists")
    parser.add_argument("--keep-first", action="store_true", help="take the models there as first")
    parser.add_argument("--iterations", type=int, default=int(SETTINGS["max_iterations"]))
    given = parser.parse_args(arguments)
    start = time.monotonic()

    def say(text: str) -> None:
        print(f"{time.monotonic() - start:6.0f} s  {text}", file=sys.stderr, flush=True)

    if not given.keep_lists:
        names_lexicon.build(given.data, given.out)
        say("word lists written")
    tagged = list(read(given.data, "train"))
    for first in (False,) if given.keep_first else (True, False):
        extra = [] if first else silver(given.data)
        for script, codes in SCRIPTS.items():
            sentences = [s for s in tagged + extra if s.language in codes]
            if script == "latin" and not first:
                sentences += swapped([s for s in sentences if s.corpus != "panx"], SWAPPED)
            words = sum(len(s.words) for s in sentences)
            say(f"{script}: {len(sentences)} sentences, {words} words")
            path = given.out / f"{script}.crfsuite"
            train(sentences, path, FIRST_ITERATIONS if first else given.iterations)
            say(f"{script}: {path.stat().st_size / 1e6:.1f} MB")
        tagger.cache_clear()
        weights.cache_clear()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
