"""Which concepts dictionaries hold for verbs.

In: the dictionaries. Out: for each concept the share of its entries that are verbs. "Sell" is one,
"hospital" never is, "vote" is both.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from bench.tables import rows as table_rows
from training.lexicon_data import DATA_SETS, LANGUAGES, concept_of, table


def verbs(data: Path, concepts: Mapping[str, int]) -> NDArray[np.uint8]:
    """(concepts,) share of verbs among the entries of each, in parts of 255; 0 where none has a class.

    Args:
        data: folder that holds the dictionaries.
        concepts: their numbers, from 0.
    """
    same = table("en").same
    every: Counter[int] = Counter()
    verb: Counter[int] = Counter()
    for language in LANGUAGES[1:]:
        for name in DATA_SETS:
            for row in table_rows(data / name / f"en-{language}.tsv"):
                kinds = (row["pos"] or "").split("|")
                concept = concepts.get(concept_of(row["english"], same) or "")
                if concept is not None and kinds != [""]:
                    every[concept] += 1
                    verb[concept] += "v" in kinds
    share = np.zeros(len(concepts), np.float64)
    for concept, count in every.items():
        share[concept] = verb[concept] / count
    return np.round(255 * share).astype(np.uint8)
