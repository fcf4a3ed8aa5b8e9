"""The peer of bench `throughput`: the same way with tools that people put together today.

In: the same articles as plain text. Out: articles a second of each part and of the whole. spaCy cuts
sentences and finds names (a blank English pipeline trained on the English part of what our tagger
learned from, bench/names_peer.py; a short training, since speed does not depend on it), MiniLM makes
a vector of the first 256 tokens (bench/minilm.py), BERTopic or HDBSCAN groups the vectors. spaCy and
MiniLM run with the settings that are fastest on this machine, tried in the same run. Loading and
the first, compiling call of each are not counted. Needs the extra `peers`.

The peer reads the first articles only: it would take too long otherwise. What an article costs
does not hang on their number but in grouping, which grows faster than they do: that favours the peer.
"""

from __future__ import annotations

import importlib.util
import itertools
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from bench import minilm, names_peer
from bench.report import MissingData, Table

COUNT = 1_000  # articles
TRIED = 128  # articles that spaCy's settings are tried on
BATCHES = (16, 64, 256)
TRAIN_WORDS = 400_000  # that spaCy learns from: half a minute
WARM = 200  # vectors of the first, compiling call
GROUPING = ("bertopic", "hdbscan", "umap")
ROOT = Path(__file__).resolve().parent.parent

Row = tuple[str | int | float, ...]
Timed = list[tuple[str, str, float]]  # (part, setting, seconds)


def beside(path: Path, data: Path, ours: float) -> tuple[list[Table], dict[str, float], list[str]]:
    """Measure the peer.

    Args:
        path: JSON lines of articles.
        data: folder of unpacked archives: what spaCy is trained on.
        ours: our articles a second, the whole way.

    Returns:
        A table, figures and notes; where something is not installed or not there, a note alone.
    """
    try:
        minilm.graph()
        lacking = [name for name in GROUPING if importlib.util.find_spec(name) is None]
        if lacking:
            raise MissingData(f"{lacking[0]} is not installed: pip install 'crossread[peers]'")
        model = pipeline(data)
    except MissingData as error:
        return [], {}, [f"peer: not run: {error}"]
    done = subprocess.run(
        [sys.executable, "-m", "bench.throughput_peer", str(path), str(COUNT), str(model)],
        stdout=subprocess.PIPE,
        check=True,
        cwd=ROOT,
        env={**os.environ, "TOKENIZERS_PARALLELISM": "true"},
    )
    said = json.loads(done.stdout.splitlines()[-1])
    return report(said["articles"], [tuple(part) for part in said["parts"]], ours)


def report(
    articles: int, parts: Timed, ours: float
) -> tuple[list[Table], dict[str, float], list[str]]:
    """The table of what was measured.

    Args:
        articles: read by the peer.
        parts: the last two are the two ways to group, of which one is needed.
        ours: our articles a second.
    """
    shared = sum(seconds for _, _, seconds in parts[:-2])
    whole = [(f"whole way with {name}", "", shared + seconds) for name, _, seconds in parts[-2:]]
    rows: list[Row] = [
        (name, setting, articles / max(seconds, 1e-9), seconds)
        for name, setting, seconds in [*parts, *whole]
    ]
    best = articles / min(seconds for _, _, seconds in whole)
    figures = {f"peer, {row[0]}: articles a second": float(row[2]) for row in rows}
    figures["times the peer"] = ours / best
    table = Table(
        f"peer: the first {articles} articles",
        ("part", "setting", "articles/s", "s"),
        tuple(rows),
    )
    versions = ", ".join(
        f"{name} {metadata.version(name)}"
        for name in ("spacy", "onnxruntime", "bertopic", "hdbscan", "umap-learn")
    )
    return (
        [table],
        figures,
        [
            f"peer: {versions}; all-MiniLM-L6-v2, {minilm.TOKENS} tokens; loading not counted",
            f"crossread: {ours:.1f} articles/s, {ours / best:.1f} times the peer's {best:.1f}",
        ],
    )


def pipeline(data: Path) -> Path:
    """The folder of the spaCy pipeline, trained when it is first wanted.

    Raises:
        MissingData: spaCy or the training data is not there.
    """
    version = names_peer.version()
    folder = minilm.CACHE / f"spacy-{version}-en-{TRAIN_WORDS}"
    if not folder.is_dir():
        from training.names_data import read

        if not (data / "ner-open-dev").is_dir():
            raise MissingData(f"no ner-open-dev in {data}, which spaCy is trained on")
        sentences = [s for s in read(data, "train") if s.language == "en"]
        made = names_peer.train(sentences, _say, TRAIN_WORDS).pipeline
        made.add_pipe("sentencizer", first=True)
        part = folder.with_suffix(f".{os.getpid()}")
        made.to_disk(part)
        part.replace(folder)
    return folder


def measure(path: Path, count: int, model: Path) -> dict[str, Any]:
    """Go the peer's way, part by part.

    Args:
        path: JSON lines of articles.
        count: articles read at most.
        model: folder of the spaCy pipeline.

    Returns:
        `articles`, and `parts`: name, setting and seconds of each.
    """
    import spacy

    with path.open(encoding="utf-8") as lines:
        texts = [json.loads(line)["text"] for line in itertools.islice(lines, count)]
    language = spacy.load(model)
    parts: Timed = []

    def names(processes: int, batch: int, of: Sequence[str]) -> int:
        docs = language.pipe(of, n_process=processes, batch_size=batch)
        return sum(len(doc.ents) + sum(1 for _ in doc.sents) for doc in docs)

    names(1, BATCHES[0], texts[:8])
    settings = [(p, b) for p in dict.fromkeys((1, os.cpu_count() or 1)) for b in BATCHES]
    processes, batch = min(
        settings, key=lambda s: seconds(lambda: names(s[0], s[1], texts[:TRIED]))
    )
    parts.append(
        (
            "spaCy: sentences, names",
            f"{processes} processes, batches of {batch}",
            seconds(lambda: names(processes, batch, texts)),
        )
    )
    encoder, _ = minilm.best(texts)
    start = time.perf_counter()
    vectors = encoder.encode(texts)
    parts.append(("MiniLM: vectors", str(encoder.setting), time.perf_counter() - start))
    for name, group in (("BERTopic", _bertopic), ("HDBSCAN", _hdbscan)):
        group(texts[:WARM], vectors[:WARM])
        took = seconds(lambda group=group: group(texts, vectors))  # type: ignore[misc]
        parts.append((name, "groups of 2 and more", took))
    return {"articles": len(texts), "parts": parts}


def seconds(call: Callable[[], object]) -> float:
    """Seconds of wall time that a call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def _bertopic(texts: Sequence[str], vectors: minilm.Floats) -> object:
    from bertopic import BERTopic

    return BERTopic(embedding_model=None, min_topic_size=2).fit_transform(list(texts), vectors)


def _hdbscan(_: Sequence[str], vectors: minilm.Floats) -> object:
    from hdbscan import HDBSCAN

    return HDBSCAN(min_cluster_size=2, core_dist_n_jobs=-1).fit_predict(vectors)


def _say(text: str) -> None:
    print(f"spaCy: {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))))
