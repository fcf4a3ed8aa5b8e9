"""Sentences as news prints them badly, for bench `names`: what is found when capitals or accents lie.

In: tagged sentences of a language that has capitals. Out: the same as a headline in capitals, in
lower case, without accents, In Title Case; word by word, so that the gold's places stay. The tagger
reads each as the only line of an article (capitals and titles as a headline): it first lowers the
capitals that tell nothing, as it does on a page, and the model tags what is left.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from bench.bio import Name, spans
from crossread.annotating.names.finding import borrowed, shown
from crossread.annotating.names.lexicon import lexicon
from crossread.annotating.names.tagging import tag_all
from crossread.annotating.names.tokens import Token
from crossread.model import Sentence, Span

_PLAIN = str.maketrans("łŁøØđĐ", "lLoOdD")  # letters that Unicode does not take apart


class Variant(NamedTuple):
    """A way to print a sentence.

    Args:
        name: as tables show it.
        part: what line of an article it is.
        word: how a word is printed.
    """

    name: str
    part: Literal["headline", "body"]
    word: Callable[[str], str]


def without_accents(word: str) -> str:
    """A word with plain letters; marks of other scripts than Latin stay (й is not и)."""
    plain: list[str] = []
    for letter in unicodedata.normalize("NFC", word):
        apart = unicodedata.normalize("NFD", letter)
        plain.append(apart[0] if apart[0].isascii() else letter)
    return "".join(plain).translate(_PLAIN)


def capitalised(word: str) -> str:
    """A word with its first letter as a capital, the others as they are."""
    return word[:1].upper() + word[1:]


AS_PRINTED = Variant("as printed", "body", str)
VARIANTS = (
    AS_PRINTED,
    Variant("capitals", "headline", str.upper),
    Variant("lower case", "body", str.lower),
    Variant("no accents", "body", without_accents),
    Variant("title case", "headline", capitalised),
)


def printed(words: Sequence[str], variant: Variant) -> list[str]:
    """The words of a sentence as the variant prints them."""
    return [variant.word(word) for word in words]


def read(
    lines: Sequence[Sequence[str]], language: str, part: Literal["headline", "body"]
) -> list[set[Name]]:
    """The names that the tagger finds in lines, each of an article of its own.

    Args:
        lines: their words, none of them empty.
        language: two-letter code.
        part: what lines of an article they are.

    Returns:
        (first, last, type) in words, a set a line.
    """
    lists = lexicon(language)
    found: list[set[Name]] = []
    for words in lines:
        cut = [Token(word, 0, 0) for word in words]
        held = lists if lists.common else borrowed(lists, [cut])
        sentence = Sentence(Span("p1", 0, 0, ""), part, 0 if part == "body" else -1)
        (seen,) = shown([sentence], [cut], held)
        found.append(set(spans(tag_all([seen.seen], held)[0])))
    return found
