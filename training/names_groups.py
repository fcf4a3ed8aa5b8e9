"""What corpora and the encoder say of words → two lists that the name tagger reads.

In: the unpacked data sets, the shipped encoder. Out, in `models/names/`:

- `clusters.txt.gz`: words that the encoder holds for alike, in all languages together (k-means over
  unit vectors, Hartigan's idea with a coarse and a fine level): a word never tagged by hand shares the
  cluster of one that was, in its own language or another;
- `seen-words.txt.gz`: words of names in the silver corpus, with the type that they mostly belong to,
  counted in the lines that the tagger does not learn from, else they would be right too often there.

Both are made once and stored: the tagger does not change when the encoder does.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crossread import encoding
from crossread.annotating.names.tokens import tokens
from training.names_data import conll, held_back, plain, recut, running
from training.names_lexicon import rows, write

COARSE = 60  # clusters
FINE = 12  # parts of each
ROUNDS = 12  # of k-means: few words move after that
RARE = 3  # a word seen less often is in no cluster
LONGEST = 24  # code points
_CODES = "0123456789abcdefghijklmnopqrstuvwxyz"


def sentences(data: Path) -> Iterator[tuple[str, str]]:
    """(language, sentence) of all open text in spaced scripts."""
    for folder in ("tatoeba-ccby", "parallel-open"):
        for path in sorted((data / folder).glob("en-*.tsv")):
            language = path.stem[3:]
            for number, row in enumerate(rows(path)):
                if len(row) < 2 or (folder == "tatoeba-ccby" and number > 80_000):
                    continue
                yield language, row[-1]
                if number % 4 == 0:
                    yield "en", row[-2]
    for path in sorted((data / "ntrex-train").glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            for language, texts in json.loads(line)["text"].items():
                for text in texts:
                    yield language, text


def counts(data: Path) -> Counter[str]:
    """How often each word stands in the open text and the corpora that the tagger learns from."""
    found: Counter[str] = Counter()
    for language, text in sentences(data):
        if language not in ("zh", "ja", "ko", "he", "el"):
            found.update(t.text.lower() for t in tokens(text, language))
    for folder in ("panx", "ner-open-dev"):
        for path in sorted((data / folder).glob("*.conll")):
            if path.name.startswith("zh.") or path.name.split(".")[-2] in ("dev", "devset"):
                continue
            whole = path.name.split(".")[-2] == "train"
            for words, _ in conll(path):
                if whole or not held_back(words):
                    found.update(w.lower() for w in words)
    return found


def nearest(vectors: NDArray[np.float32], centres: NDArray[np.float32]) -> NDArray[np.intp]:
    """The number of the nearest centre of each vector."""
    return np.concatenate(
        [(vectors[i : i + 8192] @ centres.T).argmax(axis=1) for i in range(0, len(vectors), 8192)]
    )


def grouped(vectors: NDArray[np.float32], count: int) -> NDArray[np.intp]:
    """Spherical k-means (Dhillon and Modha 2001); the same groups in every run.

    Args:
        vectors: (words, dimensions) of length 1, the commonest words first.
        count: of groups.

    Returns:
        (words,) the number of each word's group.
    """
    if len(vectors) <= count:
        return np.arange(len(vectors))
    random = np.random.default_rng(7)
    centres = vectors[np.sort(random.choice(len(vectors), count, replace=False))].copy()
    for _ in range(ROUNDS):
        numbers = nearest(vectors, centres)
        for k in range(count):
            inside = vectors[numbers == k]
            if len(inside):
                total = inside.sum(axis=0)
                centres[k] = total / max(float(np.linalg.norm(total)), 1e-9)
    return nearest(vectors, centres)


def clusters(data: Path) -> list[str]:
    """`CODE<TAB>words`: two characters of the coarse cluster, one of the fine one."""
    found = counts(data)
    listed = sorted(
        (w for w, n in found.items() if n >= RARE and w[0].isalpha() and len(w) <= LONGEST),
        key=lambda w: (-found[w], w),
    )
    vectors = encoding.load().sentences(listed)
    known = np.linalg.norm(vectors, axis=1) > 0.5
    words = [w for w, ok in zip(listed, known) if ok]
    vectors = vectors[known]
    coarse = grouped(vectors, COARSE)
    lines = []
    for k in range(COARSE):
        inside = np.flatnonzero(coarse == k)
        if not len(inside):
            continue
        fine = grouped(vectors[inside], FINE)
        code = _CODES[k // len(_CODES)] + _CODES[k % len(_CODES)]
        for part in range(FINE):
            held = sorted(words[i] for i in inside[fine == part])
            if held:
                lines.append(f"{code}{_CODES[part]}\t{' '.join(held)}")
    return lines


def silver_lines(data: Path) -> Iterator[tuple[str, Sequence[str], Sequence[str]]]:
    """(language, words, tags) of the silver lines that the tagger does not learn from."""
    for path in sorted((data / "panx").glob("*.train.conll")):
        language = path.name[:2]
        for raw, raw_tags in conll(path):
            words, tags = recut(raw, raw_tags, language)
            if not words:
                continue
            tags = plain(words, tags, language)
            if language in ("zh", "ar") or running(words, tags) or held_back(words):
                continue
            yield language, words, tags


def seen_words(data: Path) -> list[str]:
    """`CODE<TAB>words`: `P`, `G` (organisation), `L` or `O` for what the word mostly is when it
    bears a capital; 2 where four in five times, else 1.
    """
    found: dict[str, Counter[str]] = defaultdict(Counter)
    letter = {"PER": "P", "ORG": "G", "LOC": "L", "": "O"}
    for _, words, tags in silver_lines(data):
        for word, tag in zip(words, tags):
            if word[0].isupper() and len(word) > 1:
                found[word.lower()][letter[tag[2:]]] += 1
    held: dict[str, list[str]] = defaultdict(list)
    for word in sorted(found):
        kinds = found[word]
        total = kinds.total()
        best = max(sorted(kinds), key=lambda k: kinds[k])
        if total >= 2 and kinds[best] * 2 >= total and len(word) <= LONGEST:
            held[best + ("2" if kinds[best] * 5 >= 4 * total else "1")].append(word)
    return [f"{code}\t{' '.join(words)}" for code, words in sorted(held.items())]


def build(data: Path, out: Path) -> None:
    """Write both lists to `out`."""
    write(out / "clusters.txt.gz", clusters(data))
    write(out / "seen-words.txt.gz", seen_words(data))
