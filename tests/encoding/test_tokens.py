"""What is done in one way for all encoders of others, with networks that the test makes up."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from crossread.encoding.protocol import KNOWN
from crossread.encoding.tokens import TokenEncoder, told
from crossread.errors import ModelError
from tests.encoding import graphs

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]


class Table:
    """A network that looks tokens up, and remembers how many it was given at once."""

    contextual = True

    def __init__(self, rows: Floats, limit: int = 64) -> None:
        self.rows = rows
        self.limit = limit
        self.dimensions = rows.shape[1]
        self.seen: list[tuple[int, ...]] = []

    def run(self, ids: Ints, mask: Ints) -> tuple[Floats, Floats]:
        self.seen.append(ids.shape)
        tokens = self.rows[ids]
        held = mask[:, :, None].astype(np.float32)
        return tokens, (tokens * held).sum(axis=1) / held.sum(axis=1)

    def lift(self, vectors: Floats) -> Floats:
        return vectors


def encoder(limit: int = 64) -> tuple[TokenEncoder, Table]:
    network = Table(graphs.vectors(), limit)
    return TokenEncoder("tiny", "0" * 16, graphs.tokenizer(), network, 1), network


def by_bytes() -> TokenEncoder:
    """Every byte is a token, as in byte-level vocabularies of scripts that they do not know."""
    alphabet = sorted(pre_tokenizers.ByteLevel.alphabet())
    vocabulary = {piece: n for n, piece in enumerate([*alphabet, "Ġn", "ew", "Ġnew", "s", "Ġnews"])}
    vocabulary = {piece: n for n, piece in enumerate(dict.fromkeys(vocabulary))}
    merges = [("Ġ", "n"), ("e", "w"), ("Ġn", "ew"), ("Ġnew", "s")]
    made = Tokenizer(models.BPE(vocabulary, merges))
    made.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=True)
    made.decoder = decoders.ByteLevel()
    rows = np.random.default_rng(3).standard_normal((len(vocabulary), 8)).astype(np.float32)
    return TokenEncoder("bytes", "0" * 16, made, Table(rows), None)


def test_windows_hold_no_more_than_the_network_reads_and_end_between_words() -> None:
    small, network = encoder(limit=7)
    text = "the harbour, closed. " * 20 + "storm"
    assert np.isfinite(small.sentences([text])).all()
    assert max(shape[1] for shape in network.seen) == 7
    assert len(small.words([text])[0].starts) == 61


def test_the_vector_of_a_long_text_is_the_mean_of_its_windows() -> None:
    small, _ = encoder(limit=4)
    whole = small.sentences(["storm school storm storm"])[0]
    storm, school = small.sentences(["storm storm", "storm school"])
    assert whole @ storm > 0
    assert whole @ school > 0


def test_sentences_are_read_once() -> None:
    one, network = encoder()
    before = one.sentences(["storm school", "closed", "storm school"])
    count = len(network.seen)
    after = one.sentences(["closed", "storm school"])
    assert len(network.seen) == count
    assert before[1].tobytes() == after[0].tobytes()
    assert before[0].tobytes() == before[2].tobytes() == after[1].tobytes()


def test_bytes_of_an_unknown_script_are_not_known() -> None:
    made = by_bytes()
    georgian, chinese, english = made.coverage(["ეს არის ახალი", "桥塌了", " news news"])
    assert georgian == chinese == 0
    assert english == 1
    found = made.words(["桥塌 ახალი news"])[0]
    assert found.starts.tolist() == [0, 1, 3, 9]
    assert found.ends.tolist() == [1, 2, 8, 13]
    assert not made.sentences(["ეს არის ახალი"]).any()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=60))
def test_places_are_in_order_and_inside_the_text(text: str) -> None:
    for made in (encoder()[0], by_bytes()):
        found = made.words([text])[0]
        assert len(found.starts) == len(found.ends) == len(found.vectors)
        assert (found.starts < found.ends).all()
        assert (found.ends[:-1] <= found.starts[1:]).all()
        assert found.ends.max(initial=0) <= len(text)
        assert np.isfinite(found.vectors).all()
        assert 0 <= made.coverage([text])[0] <= 1
        length = float(np.linalg.norm(made.sentences([text])))
        assert length <= 1 + 1e-5


def test_frequent_pieces_are_light_and_unknown_words_have_no_weight() -> None:
    vocabulary = {"[UNK]": 0, "the": 1, "of": 2, "x": 3} | {
        f"{'abcdefghij'[n // 100 % 10]}{'klmnopqrst'[n // 10 % 10]}{'uvwxyzabcd'[n % 10]}": n + 4
        for n in range(1000)
    }
    made = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    made.pre_tokenizer = pre_tokenizers.Whitespace()
    rows = np.random.default_rng(1).standard_normal((len(vocabulary), 8)).astype(np.float32)
    one = TokenEncoder("w", "0" * 16, made, Table(rows), 0)
    found = one.words(["the of x aku jtd unheard"])[0]
    the, of, letter, early, late, unheard = np.linalg.norm(found.vectors, axis=1)
    assert the == pytest.approx(letter)
    assert the < of < early < late < 1
    assert unheard == 0


# Networks that do not do what they should

Broken = Callable[[Floats, Floats], tuple[Floats, Floats]]


@pytest.mark.parametrize(
    ("broken", "says"),
    [
        (lambda t, v: (t, v * np.float32(np.nan)), "no numbers"),
        (lambda t, v: (t / np.float32(0), v), "no numbers"),
        (lambda t, v: (t[:, 1:], v), "shapes"),
        (lambda t, v: (t, v[:, 1:]), "shapes"),
        (lambda t, v: (t, v[:0]), "shapes"),
    ],
)
@pytest.mark.filterwarnings("ignore::RuntimeWarning")
def test_a_network_that_gives_nonsense_is_refused(broken: Broken, says: str) -> None:
    class Wrong(Table):
        def run(self, ids: Ints, mask: Ints) -> tuple[Floats, Floats]:
            return broken(*super().run(ids, mask))

    with pytest.raises(ModelError, match=says):
        TokenEncoder("w", "0" * 16, graphs.tokenizer(), Wrong(graphs.vectors()), 1).sentences(
            ["storm"]
        )


def test_whatever_a_library_raises_becomes_one_line() -> None:
    class PanicException(BaseException):
        """As Rust libraries raise it."""

    with pytest.raises(ModelError, match=r"encoder x: PanicException: a b$"), told("x"):
        raise PanicException("a\n  b")
    with pytest.raises(KeyboardInterrupt), told("x"):
        raise KeyboardInterrupt


def test_a_window_must_hold_a_word() -> None:
    with pytest.raises(ModelError, match="holds no word"):
        encoder(limit=2)


def test_half_known_texts_are_shorter() -> None:
    one, _ = encoder()
    text = "storm " + "x" * 15
    assert one.coverage([text])[0] == pytest.approx(0.25)
    assert np.linalg.norm(one.sentences([text])) == pytest.approx(0.25 / KNOWN, abs=1e-4)
