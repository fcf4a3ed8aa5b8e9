"""What a news text usually holds of each concept.

In: a lexicon and the news documents of `ntrex-train`, in every language that the lexicon knows. Out: the
mean of their rows of concepts, each of length 1. Two texts of which dictionaries say that both speak
of people, years and governments have nothing in common that others have not.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from crossread.encoding.borders import words_pattern
from crossread.encoding.concepts import counted
from crossread.encoding.lexicon import Lexicon

# Concepts of less weight than this are left out.
LEAST = 1e-4


def usual(data: Path, lexicon: Lexicon) -> tuple[NDArray[np.uint16], NDArray[np.float16]]:
    """Numbers of concepts, rising, and what a usual text holds of each.

    Args:
        data: folder that holds `ntrex-train`.
        lexicon: tells what words mean.

    Raises:
        FileNotFoundError: the data set is not there.
    """
    word = re.compile(words_pattern())
    texts: list[Counter[str]] = []
    languages: list[str] = []
    with (data / "ntrex-train" / "ntrex.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            told = json.loads(line)["text"]
            for language in sorted(lexicon.rules):
                if language in told:
                    texts.append(Counter(word.findall("\n".join(told[language]).lower())))
                    languages.append(language)
    rows = counted(texts, languages, lexicon)
    mean = np.zeros(len(lexicon.usual))
    known = rows.ids < len(mean)
    np.add.at(mean, rows.ids[known], rows.weights[known] / len(texts))
    ids = np.flatnonzero(mean >= LEAST)
    return ids.astype(np.uint16), mean[ids].astype(np.float16)
