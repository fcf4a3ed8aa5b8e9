"""Finding copies beside other libraries: the same texts, one process each, in one run.

In: all articles of `news-en-8k` that share hardly anything with each other, cut to their first 600
words, and seeded edits of 500 of them (`edits.among_all`). Out: for each system documents a second
(index made and all pairs found), bytes of memory a document, and how many of the pairs are right.

Each system runs alone in a process of its own (`python -m bench.links_peers NAME FILE`), once on a
few texts so that nothing is loaded or compiled while it is timed, then on all, three times, of which
the quickest counts. Time is that of the processor, all threads added up, so that other work on the
machine hardly counts. Memory is what the process grew by at its highest the first time.

The settings of the peers are those that did best on another seed (1) than the one reported (2):
- datasketch and rensa: runs of three words, 128 permutations, 64 bands of 2, and pairs from an
  estimated Jaccard of 0.2. (Tried: 2, 3, 5 words; 64, 128, 256 permutations; bands of 2 to 5;
  thresholds 0.05 to 0.5.) rensa's list of candidates is asked for as it recommends, all at once.
- datasketch a second time with xxHash in place of its own SHA-1, which its documentation suggests.
- text-dedup: its MinHash with 250 permutations, runs of five words and its own parameters for a
  threshold of 0.2 (tried: 0.2 to 0.7; 2, 3, 5 words); pairs are those of one cluster, because clusters
  are what it gives.

Peers come with the extra `peers`, all but text-dedup, which wants an older `rich` than we do:
`pip install --no-deps text-dedup~=0.4.0`, and `datasets ftfy bitarray click-option-group xxhash` for it.
What is not installed is said to be not installed.
"""

from __future__ import annotations

import importlib.util
import json
import re
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Sequence
from importlib import metadata
from itertools import combinations
from pathlib import Path
from typing import Any

from bench.edits import COPIES, EXCERPTS, Texts, among_all, of_length
from bench.metrics import score
from bench.report import Report, Table
from crossread.indexing import open_index

ORIGINALS = 500
SEED = 2  # 1 set the parameters
WORDS = 600
WARM = 64  # texts of the first, untimed round
ROUNDS = 3  # timed; the quickest counts, for all systems, since other work can only slow one down
SHINGLE = 3
PERMUTATIONS = 128
BANDS = 64
JACCARD = 0.2
LENGTHS = (20, 60, 120, 600)  # words of an article
SHORT = 200  # articles of each length and kind of edit
SHORT_KINDS = ("copy", "5 % edited", "15 % edited", "30 % excerpt")
OURS = ("crossread", "crossread on disk")
PEER = "datasketch"
COLUMNS = (
    "system",
    "documents a second",
    "bytes of memory a document",
    "copies precision",
    "copies recall",
    "copies F1",
    "excerpts precision",
    "excerpts recall",
    "excerpts F1",
)

Items = Sequence[tuple[str, str]]
Pairs = list[tuple[str, str]]
_WORD = re.compile(r"\w+")


def run(path: Path) -> Report:
    """Measure all systems that are installed.

    Args:
        path: `news.jsonl`.

    Raises:
        MissingData: it is not there.
    """
    pool = among_all(path, ORIGINALS, SEED, WORDS)
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    notes: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "texts.json"
        file.write_text(json.dumps([(id, text) for id, text, _ in pool.texts]), encoding="utf-8")
        for name, (packages, _) in SYSTEMS.items():
            absent = [p for p in packages if not importlib.util.find_spec(p.replace("-", "_"))]
            if absent:
                notes.append(f"{name}: {', '.join(absent)} not installed.")
                continue
            got = _measured(name, file)
            if "stopped" in got:
                notes.append(f"{name}: {got['stopped']}")
                continue
            shares = judged(pool, [(one, other) for one, other in got["pairs"]])
            rate = len(pool.texts) / got["seconds"]
            memory = got["memory"] / len(pool.texts)
            rows.append((name, round(rate), round(memory), *shares.values()))
            figures[f"{name} documents a second"] = rate
            figures[f"{name} bytes a document"] = memory
            figures.update({f"{name} {what}": value for what, value in shares.items()})
            if got["disk"]:
                figures[f"{name} bytes on disk a document"] = got["disk"] / len(pool.texts)
                notes.append(
                    f"{name}: {got['disk'] / len(pool.texts):.0f} bytes on disk a document."
                )
            versions = ", ".join(f"{package} {metadata.version(package)}" for package in packages)
            notes.append(f"{name}: {versions}; {got['wall']:.1f} s by the clock.")
    if {OURS[0], PEER} <= {str(row[0]) for row in rows}:
        times = figures[f"{OURS[0]} documents a second"] / figures[f"{PEER} documents a second"]
        figures[f"documents a second, times {PEER}"] = times
        notes.append(f"{OURS[0]} does {times:.1f} times as many documents a second as {PEER}.")
    short, more = _short(path)
    figures.update(more)
    title = f"All pairs among {len(pool.texts)} articles of up to {WORDS} words, {ORIGINALS} edited"
    return Report("links", (Table(title, COLUMNS, tuple(rows)), short), figures, tuple(notes))


def judged(pool: Texts, pairs: Pairs) -> dict[str, float]:
    """Precision, recall and F1 of copies and of excerpts.

    Args:
        pool: texts with the truth.
        pairs: that a system found, in any order and direction.

    Returns:
        For each of both kinds: its recall; every pair found that is neither counts against the
        precision of both.
    """
    truth = {frozenset(pair): kind for pair, kind in pool.kinds.items()}
    found = {frozenset(pair) for pair in pairs}
    dependent = {pair for pair, kind in truth.items() if kind in COPIES + EXCERPTS}
    false = len(found - dependent)
    shares: dict[str, float] = {}
    for name, kinds in (("copies", COPIES), ("excerpts", EXCERPTS)):
        gold = {pair for pair, kind in truth.items() if kind in kinds}
        right = len(gold & found)
        result = score(right, len(gold), right, right + false)
        shares[f"{name} precision"] = result.precision
        shares[f"{name} recall"] = result.recall
        shares[f"{name} f1"] = result.f1
    return shares


def _short(path: Path) -> tuple[Table, dict[str, float]]:
    """How many copies our index finds of articles of some lengths."""
    rows: list[tuple[str | int | float, ...]] = []
    figures: dict[str, float] = {}
    for words in LENGTHS:
        made = of_length(path, SHORT * len(SHORT_KINDS), SEED, words, SHORT_KINDS)
        found = {frozenset(pair) for pair in crossread([t[:2] for t in made.texts], Path())}
        shares = []
        for kind in SHORT_KINDS:
            pairs = [frozenset(pair) for pair, name in made.kinds.items() if name == kind]
            shares.append(sum(pair in found for pair in pairs) / max(1, len(pairs)))
            figures[f"{words} words, {kind} found"] = shares[-1]
        rows.append((words, *shares))
    title = f"Share found by crossread, {SHORT} articles of each length and edit"
    return Table(title, ("words", *SHORT_KINDS), tuple(rows)), figures


def crossread(texts: Items, _folder: Path) -> Pairs:
    """Our index, kept in memory as those of the peers are."""
    with open_index(":memory:", write=True) as index:
        index.add(texts)
        return [(pair.first, pair.second) for pair in index.pairs()]


def crossread_on_disk(texts: Items, folder: Path) -> Pairs:
    """The same in a file."""
    with open_index(folder / "index", write=True) as index:
        index.add(texts)
        return [(pair.first, pair.second) for pair in index.pairs()]


def datasketch(texts: Items, _folder: Path, hashed: Callable[[bytes], int] | None = None) -> Pairs:
    """Its MinHash in bulk, its LSH, and its estimate of the Jaccard similarity."""
    from datasketch import MinHash, MinHashLSH

    sets = ({run.encode() for run in shingles(text, SHINGLE)} for _, text in texts)
    more = {} if hashed is None else {"hashfunc": hashed}
    made = MinHash.bulk(sets, num_perm=PERMUTATIONS, **more)
    index = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, PERMUTATIONS // BANDS))
    for number, one in enumerate(made):
        index.insert(number, one, check_duplication=False)
    return [
        (texts[i][0], texts[j][0])
        for i, one in enumerate(made)
        for j in index.query(one)
        if i < j and one.jaccard(made[j]) >= JACCARD
    ]


def datasketch_xxhash(texts: Items, folder: Path) -> Pairs:
    """The same with a faster hash than its own."""
    import xxhash

    return datasketch(texts, folder, xxhash.xxh32_intdigest)


def rensa(texts: Items, _folder: Path) -> Pairs:
    """Its MinHash, its LSH, and its estimate of the Jaccard similarity."""
    from rensa import RMinHash, RMinHashLSH

    sets = (shingles(text, SHINGLE) for _, text in texts)
    made = RMinHash.from_token_sets(sets, num_perm=PERMUTATIONS, seed=SEED)
    index = RMinHashLSH(threshold=JACCARD, num_perm=PERMUTATIONS, num_bands=BANDS)
    index.insert_many(made)
    return [
        (texts[i][0], texts[j][0])
        for i, near in enumerate(index.query_all(made))
        for j in near
        if i < j and made[i].jaccard(made[j]) >= JACCARD
    ]


def text_dedup(texts: Items, _folder: Path) -> Pairs:
    """The steps of its MinHash command, without the data set on disk that it reads and writes."""
    import numpy as np
    from text_dedup.minhash import SIGNATURE_COLUMN, embed_func
    from text_dedup.utils import UnionFind, optimal_param, xxh3_32hash

    permutations, prime = 250, np.uint64((1 << 61) - 1)
    bands, rows = optimal_param(0.2, permutations, 0.5, 0.5)
    chance = np.random.RandomState(42)
    tables: list[dict[bytes, set[int]]] = [defaultdict(set) for _ in range(bands)]
    settings: dict[str, Any] = {
        "num_perm": permutations,
        "ngram_size": 5,
        "min_length": 5,
        "hashranges": [(k * rows, (k + 1) * rows) for k in range(bands)],
        "permutations": (
            chance.randint(1, prime, size=permutations, dtype=np.uint64),
            chance.randint(0, prime, size=permutations, dtype=np.uint64),
        ),
        "hash_func": xxh3_32hash,
        "dtype": np.uint64,
        "max_hash": np.uint32((1 << 32) - 1),
        "modulo_prime": prime,
    }
    for number, (_, text) in enumerate(texts):
        signature = embed_func(text, number, **settings)[SIGNATURE_COLUMN]
        for table, part in zip(tables, signature):
            table[part].add(number)
    joined = UnionFind()
    for table in tables:
        for cluster in table.values():
            for number in cluster:
                joined.union(number, min(cluster))
    clusters: dict[int, list[str]] = defaultdict(list)
    for number, (id, _) in enumerate(texts):
        clusters[joined.find(number)].append(id)
    return [pair for members in clusters.values() for pair in combinations(members, 2)]


def shingles(text: str, size: int) -> list[str]:
    """The runs of `size` words of a text, as the peers' own examples make them."""
    words = _WORD.findall(text.lower())
    return [" ".join(words[k : k + size]) for k in range(max(1, len(words) - size + 1))]


# Name: (packages that it needs, function).
SYSTEMS: dict[str, tuple[tuple[str, ...], Callable[[Items, Path], Pairs]]] = {
    OURS[0]: (("crossread",), crossread),
    OURS[1]: (("crossread",), crossread_on_disk),
    PEER: (("datasketch",), datasketch),
    "datasketch with xxHash": (("datasketch", "xxhash"), datasketch_xxhash),
    "rensa": (("rensa",), rensa),
    "text-dedup": (("text-dedup", "datasets"), text_dedup),
}


def _measured(name: str, file: Path) -> dict[str, Any]:
    """Run one system in a process of its own."""
    call = [sys.executable, "-m", "bench.links_peers", name, str(file)]
    done = subprocess.run(call, capture_output=True, check=False, cwd=Path(__file__).parent.parent)
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:]
        if name in OURS:
            raise RuntimeError(f"{name} stopped: {' '.join(last)}")
        return {"stopped": f"stopped with an error: {' '.join(last)[:200]}"}
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def _alone(name: str, file: Path) -> dict[str, Any]:
    """What one system finds, and what it needed for it."""
    texts = [(str(id), str(text)) for id, text in json.loads(file.read_text(encoding="utf-8"))]
    system = SYSTEMS[name][1]
    with tempfile.TemporaryDirectory() as warm:
        system(texts[:WARM], Path(warm))
    rounds: list[tuple[float, float]] = []
    before = _resident("VmRSS")
    memory = disk = 0
    for number in range(ROUNDS):
        with tempfile.TemporaryDirectory() as folder:
            clock, processor = time.perf_counter(), time.process_time()
            pairs = system(texts, Path(folder))
            rounds.append((time.process_time() - processor, time.perf_counter() - clock))
            if number == 0:
                memory = _resident("VmHWM") - before
                disk = sum(path.stat().st_size for path in Path(folder).iterdir())
    seconds, wall = min(rounds)
    return {"pairs": pairs, "seconds": seconds, "wall": wall, "memory": memory, "disk": disk}


def _resident(field: str) -> int:
    """Bytes of memory of this process: now (VmRSS) or at its highest (VmHWM); 0 where unknown."""
    status = Path("/proc/self/status")
    if status.is_file():
        for line in status.read_text().splitlines():
            if line.startswith(field):
                return int(line.split()[1]) * 1024
    return 0


if __name__ == "__main__":
    json.dump(_alone(sys.argv[1], Path(sys.argv[2])), sys.stdout)
