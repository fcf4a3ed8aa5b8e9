"""Text → the tokens that time expressions are read from.

In: the text of a sentence. Out: the tokens of `tokens`, and for scripts that need it, more of them.
Chinese writes no spaces: each character is a token, and rules say which follow each other. Arabic
joins "and", "in" and "for" to the next word: where what is left is a time word, it is cut there
("والأربعاء" is "و" and "الأربعاء"). Marks of vowels, and letters that are spelled in several
ways, are folded in the tokens as in the tables. Other languages get the tokens as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

from crossread.annotating.tokens import Token, tokens

_HAN = re.compile(r"[\u3400-\u9fff〇]")
_RUNS = re.compile(r"[\u3400-\u9fff〇]+|[^\u3400-\u9fff〇]+")
_BESIDE_HAN = re.compile(r"(?<=[\u3400-\u9fff〇])(?=[\w])|(?<=[\w])(?=[\u3400-\u9fff〇])")
_MARK = re.compile(r"[\u064b-\u0652\u0670\u0640]")  # vowels and the stretched line of Arabic
MIN_REST = 3  # letters of a time word behind what is joined to it


class Script:
    """How the words of a language are told apart.

    Args:
        times: its `[times]` table; `characters`, `fold` and `attached` are read.
    """

    def __init__(self, times: Mapping[str, Any]) -> None:
        self.characters: bool = times.get("characters", False)
        # what is joined, and what the rest has lost by it: "لل" + "أربعاء" is "ل" + "الأربعاء"
        listed: Sequence[str] = times.get("attached", ())
        pairs = [entry.partition("=") for entry in listed]
        self.attached = tuple((prefix, lost) for prefix, _, lost in pairs)
        self._letters: Mapping[str, str] = times.get("fold", {})
        self._folds = str.maketrans(times.get("fold", {}))
        self.plain = not (self.characters or self.attached or times.get("fold"))
        self.known: frozenset[str] = frozenset()

    def fold(self, word: str) -> str:
        """A word with the spelling that is compared."""
        return word if self.plain else _MARK.sub("", word).translate(self._folds)

    def prepare(self, phrase: str) -> str:
        """A phrase of a table as tokens will have it: characters apart, spelling folded."""
        if self.plain:
            return phrase
        folded = self.fold(phrase)
        return _BESIDE_HAN.sub(" ", folded) if self.characters else folded

    def read(self, text: str) -> list[Token]:
        """The tokens of a text; linear in its length."""
        items = tokens(text)
        if self.plain:
            return items
        if self.characters:
            return _loosened([token for item in items for token in self._characters(item)])
        return [token for item in self._whole(text, items) for token in self._parted(item)]

    def _characters(self, item: Token) -> list[Token]:
        if item.kind != "word":
            low = self.fold(item.low)
            return [item._replace(low=low)] if low != item.low else [item]
        if not _HAN.search(item.text):
            return [item]
        found: list[Token] = []
        for match in _RUNS.finditer(item.text):
            shown, start = match.group(), item.start + match.start()
            if not _HAN.match(shown):
                low = self.fold(shown.casefold())
                found.append(Token(start, start + len(shown), "word", shown, low, glued=False))
                continue
            for at, character in enumerate(shown, start):
                low = self._letters.get(character, character)
                found.append(Token(at, at + 1, "word", character, low, glued=False))
        return found

    def _whole(self, text: str, items: list[Token]) -> list[Token]:
        """Words that marks had cut, put together, with their spelling folded."""
        found: list[Token] = []
        open_word = False
        for item in items:
            mark = item.kind == "sign" and unicodedata.category(item.text) == "Mn"
            joins = mark or (open_word and item.kind == "word")
            open_word = bool(joins and item.glued and found and found[-1].kind == "word")
            if open_word:
                before = found[-1]
                shown = text[before.start : item.end]
                low = self.fold(shown.casefold())
                found[-1] = Token(before.start, item.end, "word", shown, low, before.glued)
            else:
                found.append(item._replace(low=self.fold(item.low)))
        return found

    def _parted(self, item: Token) -> list[Token]:
        """A word, cut behind what is joined to it where a time word is left."""
        if item.kind != "word" or item.low in self.known:
            return [item]
        for prefix, lost in self.attached:
            rest = lost + item.low[len(prefix) :]
            if not item.low.startswith(prefix) or len(rest) < MIN_REST or rest not in self.known:
                continue
            cut, letters = 0, 0
            while letters < len(prefix):
                letters += not _MARK.match(item.text[cut])
                cut += 1
            middle = item.start + cut
            return [
                Token(item.start, middle, "word", item.text[:cut], prefix, item.glued),
                Token(middle, item.end, "word", item.text[cut:], rest, glued=False),
            ]
        return [item]


def _loosened(items: list[Token]) -> list[Token]:
    """No token touches a Chinese character: "于2022年" has three words, not one."""
    found: list[Token] = []
    for item in items:
        if item.glued and found and _HAN.match(found[-1].text):
            item = item._replace(glued=False)
        found.append(item)
    return found
