"""The decoder of the name tagger: what CRFsuite itself gives, many sentences at once. Invented texts."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pycrfsuite
import pytest

from crossread.annotating.names.features import features
from crossread.annotating.names.lexicon import lexicon
from crossread.annotating.names.model import (
    TOGETHER,
    Chain,
    best,
    chances,
    load,
    made,
    parsed,
    save,
    totals,
)
from crossread.annotating.names.tagging import Memory, scores, tag_all
from crossread.errors import ModelError
from training.names import converted

TAUGHT = [
    ("Anna Velling met Omar Tessin in Lisbon .", "B-PER I-PER O B-PER I-PER O B-LOC O"),
    ("The Orlay Bank of Lisbon paid Anna .", "O B-ORG I-ORG I-ORG I-ORG O B-PER O"),
    ("He said that Lisbon would not pay .", "O O O B-LOC O O O O"),
    ("OMAR TESSIN LEAVES THE ORLAY BANK", "B-PER I-PER O O B-ORG I-ORG"),
    ("nobody met anna velling there", "O O B-PER I-PER O"),
]
ASKED = [
    "Omar Velling said that the Bank of Orlay paid him in Lisbon .",
    "Anna",
    "« Lisbon » , said Tessin ; he met nobody at the Orlay Bank .",
    "ANNA TESSIN MEETS OMAR VELLING IN LISBON",
    "he met omar tessin in lisbon yesterday",
    ". . .",
]


@pytest.fixture(scope="module")
def taught(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small model of CRFsuite."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    trainer.set_params({"c1": 0.0, "c2": 0.1, "max_iterations": 40})
    trainer.set_params({"feature.possible_transitions": True})
    for text, tags in TAUGHT:
        trainer.append(features(text.split(), lexicon("en")), tags.split())
    path = tmp_path_factory.mktemp("model") / "small.crfsuite"
    trainer.train(str(path))
    return path


def kept(taught: Path, folder: Path) -> Chain:
    """The model written and read again."""
    save(folder / "small.npz", converted(str(taught)))
    with np.load(folder / "small.npz") as held:
        return made(held)


def test_tags_and_chances_are_those_of_crfsuite(taught: Path, tmp_path: Path) -> None:
    model = kept(taught, tmp_path)
    original = pycrfsuite.Tagger()
    original.open(str(taught))
    sentences = [text.split() for text in ASKED]
    emitted = scores(sentences, Memory(model, lexicon("en")))
    paths = best(model, emitted)
    tables = chances(model, emitted)
    seen = set()
    for words, path, table in zip(sentences, paths, tables):
        tags = original.tag(features(words, lexicon("en")))
        assert [model.labels[n] for n in path] == tags
        seen.update(tags)
        for i in range(len(words)):
            for column, label in enumerate(model.labels):
                assert table[i, column] == pytest.approx(original.marginal(label, i), abs=0.02)
    assert {"B-PER", "I-PER", "B-LOC", "B-ORG", "O"} <= seen


def test_a_sentence_alone_is_tagged_as_among_others(taught: Path, tmp_path: Path) -> None:
    model = kept(taught, tmp_path)
    sentences = [text.split() for text in ASKED]
    together = best(model, scores(sentences, Memory(model, lexicon("en"))))
    alone = [best(model, scores([words], Memory(model, lexicon("en"))))[0] for words in sentences]
    assert together == alone


def test_many_sentences_are_decoded_as_one_by_one(taught: Path, tmp_path: Path) -> None:
    """More than are laid side by side, of all lengths, so that they are put in another order."""
    model = kept(taught, tmp_path)
    words = " ".join(ASKED).split()
    sentences = [words[n % 7 : n % 7 + 1 + n % 19] for n in range(TOGETHER + 30)]
    emitted = scores(sentences, Memory(model, lexicon("en")))
    paths, tables = best(model, emitted), chances(model, emitted)
    assert [len(path) for path in paths] == [len(s) for s in sentences]
    for one, path, table in zip(emitted, paths, tables):
        assert best(model, [one]) == [path]
        assert np.allclose(chances(model, [one])[0], table, atol=1e-6)


def test_words_met_again_are_scored_as_at_first(taught: Path, tmp_path: Path) -> None:
    memory = Memory(kept(taught, tmp_path), lexicon("en"))
    sentences = [text.split() for text in ASKED]
    first = scores(sentences, memory)
    alone = scores(sentences[3:4], memory)  # in capitals: other words than those of the first
    again = scores(sentences, memory)
    assert all(np.array_equal(one, other) for one, other in zip(first, again))
    assert np.array_equal(alone[0], first[3])


def test_chances_sum_to_one(taught: Path, tmp_path: Path) -> None:
    model = kept(taught, tmp_path)
    emitted = scores([["Lisbon"] * 300, ["."]], Memory(model, lexicon("en")))
    for table in chances(model, emitted):
        assert np.allclose(table.sum(axis=1), 1.0, atol=1e-4)


def test_unknown_features_weigh_nothing(taught: Path, tmp_path: Path) -> None:
    model = kept(taught, tmp_path)
    sums = totals(model, [[], ["no such feature"], ["S=Xx"]])
    assert not sums[:2].any()
    assert sums[2].any()
    assert totals(model, []).shape == (0, len(model.labels))


def test_the_same_model_is_the_same_file(taught: Path, tmp_path: Path) -> None:
    one, two = tmp_path / "one.npz", tmp_path / "two.npz"
    save(one, converted(str(taught)))
    save(two, converted(str(taught)))
    assert one.read_bytes() == two.read_bytes()


def test_nothing_to_tag() -> None:
    assert tag_all([], lexicon("en")) == []
    assert tag_all([[], ["Paris"], []], lexicon("en"))[0] == []
    assert tag_all([["Ἀθῆναι"]], lexicon("el")) == [["O"]]


def test_a_broken_model_is_told_in_one_line(taught: Path, tmp_path: Path) -> None:
    save(tmp_path / "whole.npz", converted(str(taught)))
    whole = (tmp_path / "whole.npz").read_bytes()
    np.save(tmp_path / "table.npy", np.zeros(3))
    other = (tmp_path / "table.npy").read_bytes()
    for content in (b"", b"PK\x03\x04 broken", b"\x00" * 100, whole[:-40], whole[200:], other):
        with pytest.raises(ModelError) as caught:
            parsed(content, "latin")
        assert str(caught.value).startswith("models/names/latin.npz: ")
        assert str(caught.value).endswith("; install again")
        assert "\n" not in str(caught.value)
    with pytest.raises(ModelError, match=r"models/names/klingon\.npz"):
        load("klingon")
