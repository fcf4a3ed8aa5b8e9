"""A tiny encoder and articles for the tests of linking."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from crossread.annotating.sentences import sentences
from crossread.encoding import WordVectors
from crossread.model import Annotated, Article, Published
from tests.build import page

# English → French and German, word by word, so that a text and its translation have one vector.
_MEANINGS = """
harbour port Hafen; storm tempête Sturm; bridge pont Brücke; closed fermé gesperrt;
mayor maire Bürgermeister; ferry bac Fähre; water eau Wasser; engineers ingénieurs Ingenieure;
crack fissure Riss; morning matin Morgen; traffic trafic Verkehr; repair réparation Reparatur;
weeks semaines Wochen; town ville Stadt; school école Schule; pupils élèves Schüler;
steel acier Stahl; pillar pilier Pfeiler; truck camion Lastwagen; police police Polizei;
strike grève Streik; teachers enseignants Lehrer; wages salaires Löhne; union syndicat Gewerkschaft
"""
_NUMBER = {
    word.lower(): number
    for number, group in enumerate(_MEANINGS.replace("\n", " ").split(";"))
    for word in group.split()
}
_WORD = re.compile(r"\w+")
_DIMENSIONS = 256


def vector(word: str) -> NDArray[np.float32]:
    """The same random vector for a word and its translations."""
    name = str(_NUMBER.get(word.lower(), word.lower()))
    seed = int.from_bytes(hashlib.sha256(name.encode()).digest()[:4], "big")
    made = np.random.default_rng(seed).standard_normal(_DIMENSIONS)
    return (made / np.linalg.norm(made)).astype(np.float32)


class Dictionary:
    """An encoder that knows the words above."""

    name = "dictionary"
    digest = "0" * 16
    dimensions = _DIMENSIONS

    def sentences(self, texts: Sequence[str]) -> NDArray[np.float32]:
        out = np.zeros((len(texts), _DIMENSIONS), dtype=np.float32)
        for row, text in zip(out, texts):
            for word in _WORD.findall(text):
                row += vector(word)
        out /= np.maximum(np.linalg.norm(out, axis=1, keepdims=True), 1e-9)
        return out

    def words(self, texts: Sequence[str]) -> list[WordVectors]:
        made = []
        for text in texts:
            found = list(_WORD.finditer(text))
            vectors = [vector(match.group()) for match in found]
            made.append(
                WordVectors(
                    np.asarray([match.start() for match in found], dtype=np.int32),
                    np.asarray([match.end() for match in found], dtype=np.int32),
                    np.asarray(vectors, dtype=np.float32).reshape(-1, _DIMENSIONS),
                )
            )
        return made

    def coverage(self, texts: Sequence[str]) -> NDArray[np.float32]:
        return np.ones(len(texts), dtype=np.float32)


def annotated(
    id: str,
    text: str,
    language: str = "en",
    *,
    date: str | None = None,
    outlet: str | None = None,
) -> Annotated:
    """A page that is one article without names, quotes, figures and times."""
    made = page(text, id)
    article = Article(
        id=f"{id}.1",
        page=id,
        main=True,
        language=language,
        headline=None,
        deck=(),
        dateline=None,
        body=tuple(made.span(block.start, block.end) for block in made.blocks),
        published=Published(date, "metadata") if date else None,
        outlet=outlet,
    )
    return Annotated(
        page=made,
        article=article,
        sentences=sentences(made, article),
        mentions=(),
        quotes=(),
        figures=(),
        times=(),
    )
