"""Words → pieces of a shared vocabulary.

In: the tokenizer.json of the shipped encoder and words from `borders`. Out: the pieces of each
word, cut so that the sum of their log-likelihoods is greatest (Unigram: Kudo 2018, Subword
Regularization; found by the algorithm of Viterbi). The file is made and defined by the `tokenizers`
library, and the pieces are the same; but that library needs 80 ms to read the file, where this
needs 20, and brings along a client of a model hub, which a program that works alone has no use for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import msgspec

from crossread.encoding.borders import UNSPACED

START = "▁"
"""Stands before the first letter of a word in the vocabulary."""
UNKNOWN = 0
"""Number of the piece that stands for all that is in no other."""
UNKNOWN_PENALTY = 10.0
"""What an unknown character costs more than the least likely piece; as in `tokenizers`."""
_NO_WORD = r"[^\p{L}\p{M}\p{N}]+"
_UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3099\u309aー]"
_BORDERS: dict[str, Any] = {
    "type": "Sequence",
    "pretokenizers": [
        {"type": "Split", "pattern": {"Regex": _NO_WORD}, "behavior": "Removed", "invert": False},
        {
            "type": "Split",
            "pattern": {"Regex": f"{_UNSPACED}+"},
            "behavior": "Isolated",
            "invert": False,
        },
        {"type": "Metaspace", "replacement": START, "prepend_scheme": "always", "split": True},
        {
            "type": "Split",
            "pattern": {"Regex": f"{START}(?={_UNSPACED})"},
            "behavior": "Removed",
            "invert": False,
        },
    ],
}
"""The borders between words, as the file words them; `borders` and `_parts` draw the same."""
_ONE_CHARACTER = re.compile(r"[^\\\[\](){}.*+?^$|]|\[(?:\\u[0-9a-f]{4}|-|\w)+\]", re.DOTALL)
_RUNS = re.compile(f"([{UNSPACED}]+)|[^{UNSPACED}]+")
"""A run without spaces (group 1), or one with words."""
_FORMS = ("NFC", "NFD", "NFKC", "NFKD")
_PLAIN = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

Step = Callable[[str], str]


class _Entry(msgspec.Struct, array_like=True, gc=False):
    piece: str
    score: float


class _Model(msgspec.Struct):
    type: str
    unk_id: int
    vocab: list[_Entry]
    byte_fallback: bool = False


class _File(msgspec.Struct):
    model: _Model
    normalizer: dict[str, Any]
    pre_tokenizer: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece at its place.

    Args:
        number: in the vocabulary.
        start: first character; of the text as given where the script has no spaces.
        end: the character after the last.
    """

    number: int
    start: int
    end: int


class Pieces:
    """A vocabulary that cuts words.

    Args:
        content: of tokenizer.json.

    Raises:
        ValueError: it is no such file, or one that asks for more than is done here.
    """

    def __init__(self, content: bytes) -> None:
        read = msgspec.json.decode(content, type=_File)
        model = read.model
        if model.type != "Unigram" or model.unk_id != UNKNOWN or model.byte_fallback:
            raise ValueError("the vocabulary is not Unigram with the unknown piece first")
        if read.pre_tokenizer != _BORDERS:
            raise ValueError("the borders between words are others than those of this package")
        self._scores = [entry.score for entry in model.vocab]
        self._numbers = {entry.piece: number for number, entry in enumerate(model.vocab)}
        if not self._scores or len(self._numbers) != len(self._scores):
            raise ValueError("the vocabulary is empty or holds a piece twice")
        self._unknown = min(self._scores) - UNKNOWN_PENALTY
        self._longest = max(map(len, self._numbers))
        self._longest_inside = max((len(p) for p in self._numbers if p[:1] != START), default=1)
        self._steps = tuple(_steps(read.normalizer))
        self._plain_steps = tuple(s for s in self._steps if any(s(c) != c for c in _PLAIN))

    def __len__(self) -> int:
        """How many pieces there are, the unknown one included."""
        return len(self._scores)

    def cut(self, word: str) -> tuple[list[int], list[int], int]:
        """Cut one word.

        Args:
            word: letters, digits and marks, as `borders` gives them.

        Returns:
            The numbers of its pieces; the letters of each piece that tell something; the letters
            of the word in normal form. One letter out of a longer word tells nothing: a word
            that falls into single letters is spelled, not known. Digits and the characters of
            scripts without spaces do tell.
        """
        numbers: list[int] = []
        telling: list[int] = []
        letters = 0
        for text, unspaced in self._parts(self._normal(word)):
            marked = text if unspaced else START + text
            shift = len(marked) - len(text)
            letters += len(text)
            for number, start, end in self._best(marked):
                size = end - max(start, shift)
                if number == UNKNOWN or (
                    size == 1 and len(text) > 2 and not unspaced and not marked[end - 1].isdigit()
                ):
                    size = 0
                numbers.append(number)
                telling.append(size)
        return numbers, telling, letters

    def places(self, run: str) -> list[Piece]:
        """Cut a run of a script without spaces, and say where its pieces stand.

        Args:
            run: as `borders` gives it.

        Returns:
            Pieces in order, not overlapping; none for what normalisation leaves out.
        """
        found: list[Piece] = []
        origin: list[int] = []
        normal: list[str] = []
        for place, character in enumerate(run):
            for made in self._normal(character):
                normal.append(made)
                origin.append(place)
        last = 0
        for number, start, end in self._best("".join(normal)):
            first, after = max(origin[start], last), origin[end - 1] + 1
            if after > last:  # a mark of sound may stand in a piece of its own
                found.append(Piece(number, first, after))
                last = after
        return found

    def _normal(self, word: str) -> str:
        """A word in normal form."""
        for step in self._plain_steps if word.isascii() else self._steps:
            word = step(word)
        return word

    def _parts(self, normal: str) -> Iterator[tuple[str, bool]]:
        """What normalisation made of one word: runs with spaces around them and runs without.

        Compatibility decomposition can make several words of one ("½"), or bring in signs.
        """
        if normal.isascii() and normal.isalnum():
            yield normal, False
            return
        if not normal.isalpha():
            normal = "".join(c if unicodedata.category(c)[0] in "LMN" else " " for c in normal)
        for part in normal.split(" "):
            for found in _RUNS.finditer(part):
                yield found.group(), found.lastindex == 1

    def _best(self, text: str) -> list[tuple[int, int, int]]:
        """Number, start and end of the pieces of the likeliest way to cut a text."""
        size = len(text)
        best = [0.0] + [float("-inf")] * size
        came = [(UNKNOWN, 0)] * (size + 1)
        scores, number_of = self._scores, self._numbers.get
        longest = self._longest
        for start in range(size):
            reached = best[start]
            number = number_of(text[start])
            after = start + 1
            if number is None:
                number = UNKNOWN
                score = reached + self._unknown
            else:
                score = reached + scores[number]
            if score > best[after]:
                best[after] = score
                came[after] = (number, start)
            stop = start + longest
            for end in range(start + 2, (stop if stop < size else size) + 1):
                number = number_of(text[start:end])
                if number is not None:
                    score = reached + scores[number]
                    if score > best[end]:
                        best[end] = score
                        came[end] = (number, start)
            longest = self._longest_inside
        found: list[tuple[int, int, int]] = []
        end = size
        while end:
            number, start = came[end]
            found.append((number, start, end))
            end = start
        found.reverse()
        return found


def _steps(normalizer: dict[str, Any]) -> Iterator[Step]:
    """The steps of the normalisation that the file asks for.

    Raises:
        ValueError: a step that is not among those the shipped files use.
    """
    if normalizer.get("type") == "Sequence":
        for one in normalizer["normalizers"]:
            yield from _steps(one)
        return
    kind = normalizer.get("type")
    if kind == "Lowercase":
        yield _lower
    elif kind in _FORMS:
        yield _form(kind)
    elif kind == "Replace":
        pattern = normalizer["pattern"]
        if pattern == {"Regex": _NO_WORD}:
            return  # words hold nothing of the kind
        yield _replace(pattern, str(normalizer["content"]))
    else:
        raise ValueError(f"normalisation {kind!r} is not known")


def _lower(text: str) -> str:
    """Small letters one by one: the last sigma of a word is like the others."""
    return text.lower() if text.isascii() else "".join([c.lower() for c in text])


def _form(form: Any) -> Step:
    return lambda text: unicodedata.normalize(form, text)


def _replace(pattern: dict[str, str], content: str) -> Step:
    """Replace one character, or each character of a class."""
    if set(pattern) == {"String"} and len(pattern["String"]) == 1:
        return lambda text: text.replace(pattern["String"], content)
    wanted = pattern.get("Regex", "")
    if not _ONE_CHARACTER.fullmatch(wanted):
        raise ValueError(f"the replacement {pattern} is of more than one character")
    if len(wanted) == 1:
        return lambda text: text.replace(wanted, content)
    compiled = re.compile(wanted)
    return lambda text: compiled.sub(lambda _: content, text)
