"""Peers of bench `stories`: DBSCAN, HDBSCAN, BERTopic and average linkage, each at its best.

In: texts with their events. Out: for each method the groups of the setting that scores best on these
very texts (B³ F1), which no real use can know: it is what a user of the method could reach at most.
Where a setting was chosen on other texts, the groups of that one too: so ours are made.
What a method leaves over as noise is a group of its own each, which scores better than one group
of all that is left. Vectors are those of all-MiniLM-L6-v2 (bench/minilm.py), an English model.
Needs the extra `peers`; what is not installed is told and left out.
"""

from __future__ import annotations

import importlib.util
import itertools
import warnings
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench import minilm
from bench.clustering import average_link, cut, tfidf
from bench.metrics import b_cubed
from bench.report import MissingData

DISTANCES = tuple(k / 100 for k in range(1, 100))  # 1 - cosine; for links between groups, too
LEAST = (2, 3, 5, 8)  # texts that make a group
NEIGHBOURS = (5, 15)  # of UMAP; 15 is what BERTopic takes
SEED = 0
ELSEWHERE = "set on the other half"
NEEDED = {
    "DBSCAN on TF-IDF": ("sklearn",),
    "MiniLM, average link": minilm.NEEDED,
    "HDBSCAN on MiniLM": (*minilm.NEEDED, "hdbscan"),
    "BERTopic on MiniLM": (*minilm.NEEDED, "hdbscan", "umap", "bertopic"),
}

Labels = list[Hashable]
Settings = Iterator[tuple[str, Sequence[int]]]
"""What each setting is, and the labels that it gives; -1 is noise."""


@dataclass(frozen=True, slots=True)
class Best:
    """A method at its best.

    Args:
        name: of the method.
        setting: that scored best.
        labels: of the texts.
    """

    name: str
    setting: str
    labels: Labels


def peers(
    texts: Sequence[str], events: Sequence[str], elsewhere: Mapping[str, str] | None = None
) -> tuple[list[Best], list[str]]:
    """Group texts by every method that is installed.

    Args:
        texts: n articles.
        events: the gold group of each.
        elsewhere: the setting of a method that was best on other texts.

    Returns:
        The methods at their best, each followed by itself with the setting from elsewhere if there
        is one; and a line for each that could not be run.
    """
    found: list[Best] = []
    notes: list[str] = []
    for name, method in METHODS.items():
        lacking = [part for part in NEEDED[name] if importlib.util.find_spec(part) is None]
        if lacking:
            notes.append(f"{name}: not run: {lacking[0]} is not installed (extra `peers`)")
            continue
        try:
            found += best(name, method(texts), events, (elsewhere or {}).get(name))
        except MissingData as error:
            notes.append(f"{name}: not run: {error}")
    return found, notes


def best(
    name: str, settings: Settings, events: Sequence[str], elsewhere: str | None = None
) -> list[Best]:
    """The setting with the highest B³ F1, of equal ones the first; and the one from elsewhere."""
    gold = dict(enumerate(events))
    top = -1.0
    kept = Best(name, "", apart([-1] * len(events)))
    other: list[Best] = []
    for setting, made in settings:
        labels = apart(made)
        value = b_cubed(gold, dict(enumerate(labels))).f1
        if value > top:
            top, kept = value, Best(name, setting, labels)
        if setting == elsewhere:
            other = [Best(f"{name}, {ELSEWHERE}", setting, labels)]
    return [kept, *other]


def apart(labels: Sequence[int]) -> Labels:
    """Labels with each piece of noise (-1) in a group of its own."""
    return [
        int(label) if label >= 0 else f"noise {place}" for place, label in enumerate(labels)
    ]  # fmt: skip


def _dbscan(texts: Sequence[str]) -> Settings:
    from sklearn.cluster import DBSCAN

    distances = np.clip(1 - tfidf(texts), 0, 2)
    for least, reach in itertools.product(LEAST[:2], DISTANCES):
        made = DBSCAN(eps=reach, min_samples=least, metric="precomputed").fit_predict(distances)
        yield f"eps {reach}, min_samples {least}", made


def _average_link(texts: Sequence[str]) -> Settings:
    vectors = _vectors(texts)
    merges = average_link(vectors @ vectors.T)
    for distance in DISTANCES:
        yield f"distance {distance}", cut(len(texts), merges, 1 - distance)


def _hdbscan(texts: Sequence[str]) -> Settings:
    from hdbscan import HDBSCAN

    vectors = _vectors(texts)
    for size, samples, way in itertools.product(LEAST, (1, 2, 3), ("eom", "leaf")):
        if size <= len(texts):
            made = HDBSCAN(
                min_cluster_size=size, min_samples=samples, cluster_selection_method=way
            ).fit_predict(vectors)
            yield f"min_cluster_size {size}, min_samples {samples}, {way}", made


def _bertopic(texts: Sequence[str]) -> Settings:
    """BERTopic with its own parts; noise as it is, and given to the nearest topic."""
    from bertopic import BERTopic
    from hdbscan import HDBSCAN
    from umap import UMAP

    vectors = _vectors(texts)
    for size, near, way in itertools.product(LEAST, NEIGHBOURS, ("eom", "leaf")):
        if len(texts) <= near + 2:
            continue
        model = BERTopic(
            embedding_model=None,
            umap_model=UMAP(
                n_neighbors=near, n_components=5, min_dist=0.0, metric="cosine", random_state=SEED
            ),
            hdbscan_model=HDBSCAN(min_cluster_size=size, cluster_selection_method=way),
            min_topic_size=size,
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            made, _ = model.fit_transform(list(texts), vectors)
        setting = f"min_topic_size {size}, n_neighbors {near}, {way}"
        yield setting, made
        if -1 in made and len(set(made)) > 1:
            nearest = model.reduce_outliers(
                list(texts), made, strategy="embeddings", embeddings=vectors
            )
            yield f"{setting}, no outliers", nearest


METHODS: dict[str, Callable[[Sequence[str]], Settings]] = {
    "DBSCAN on TF-IDF": _dbscan,
    "MiniLM, average link": _average_link,
    "HDBSCAN on MiniLM": _hdbscan,
    "BERTopic on MiniLM": _bertopic,
}


_known: dict[tuple[str, ...], minilm.Floats] = {}


def _vectors(texts: Sequence[str]) -> minilm.Floats:
    """Vectors of texts, made once for all methods."""
    key = tuple(texts)
    if key not in _known:
        _known.clear()
        _known[key] = minilm.MiniLM(minilm.Setting(8, 2, 1)).encode(texts)
    return _known[key]
