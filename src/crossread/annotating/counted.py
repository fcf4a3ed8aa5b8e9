"""What a figure counts or measures: the noun (or short noun phrase) beside it, as printed.

In: tokens and the place behind a figure. Out: the tokens of the noun. There is no tagger here:
the words that can end a noun phrase are listed by the language (`stop`), adjectives that may stand
before the noun too (`skip`), and `noun` says how the language shows its head: `last-plural`
(English: "NATO member states"), `first-plural` (Dutch: "Amerikaanse militairen"), `first` (Romance:
"alliés occidentaux"), `adjectives` (Slavic: "российских танков"), `capital` (German).
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from crossread.annotating.tokens import Token

MAX_RUN = 6  # words looked at for the head of a noun phrase
MAX_PLAIN = 3  # words kept where nothing shows which of them is the head
_QUOTES = frozenset("“”\"«»‹›„‘'")


class Nouns:
    """How one language shows what is counted.

    Args:
        figures: the `[figures]` table of the language; may be empty.
    """

    def __init__(self, figures: Any) -> None:
        self.mode: str = figures.get("noun", "")
        self.joins = self.mode == "last-plural"
        self.stop = frozenset(figures.get("stop", ()))
        self.skip = frozenset(figures.get("skip", ()))
        self.plurals = frozenset(figures.get("plurals", ()))
        self.verbs: tuple[str, ...] = tuple(figures.get("verb_endings", ()))
        self.adjectives: tuple[str, ...] = tuple(figures.get("adjective_endings", ()))
        self.endings: tuple[str, ...] = tuple(figures.get("plural_endings", ()))
        self.apostrophe = "'s" in self.endings  # "auto's"

    def stops(self, token: Token) -> bool:
        """Whether a word ends a noun phrase; "US" is not "us"."""
        return token.low in self.stop and not (len(token.text) > 1 and token.text.isupper())

    def plural(self, token: Token) -> bool:
        """Whether a word looks like a plural noun."""
        low = token.low
        if token.kind != "word" or self.stops(token):
            return False
        return low in self.plurals or (
            len(low) > 3 and low.endswith(self.endings) and not low.endswith("ss")
        )

    def after(
        self, items: Sequence[Token], i: int, masked: frozenset[int], plain: bool
    ) -> tuple[int, int] | None:
        """The noun phrase that begins at token `i`.

        Args:
            items: the tokens.
            i: index of the first token behind the figure.
            masked: indices of tokens that belong to times.
            plain: take the words even where none of them looks like a plural.

        Returns:
            First token and one past the last, or None.
        """
        if not self.mode:
            return None
        while i < len(items) and (items[i].text in _QUOTES or items[i].low in self.skip):
            i += 1
        run = self._run(items, i, masked)
        if not run:
            return None
        if self.mode == "first":
            return run[0]
        if self.mode == "adjectives":
            return run[0][0], self._behind_adjectives(items, run)
        if self.mode == "capital":
            for first, last in run[:4]:
                if items[first].text[:1].isupper():
                    return first, last
            return None
        for n, (_, last) in enumerate(run):
            if self.plural(items[last - 1]) or (self.apostrophe and items[last - 1].text == "s"):
                following = run[n + 1] if n + 1 < len(run) and self.joins else None
                if following and self.plural(items[following[1] - 1]):
                    last = following[1]
                return run[0][0], last
        return (run[0][0], run[:MAX_PLAIN][-1][1]) if plain else None

    def _behind_adjectives(self, items: Sequence[Token], run: list[tuple[int, int]]) -> int:
        """One past the first word that is no adjective; "раненых" and the like are nouns."""
        for first, last in run[:MAX_PLAIN]:
            low = items[last - 1].low
            if low in self.plurals or not low.endswith(self.adjectives):
                return last
            if items[first].text[0].isupper() and first > run[0][0]:
                return first  # "12 раненых Петров": a name begins
        return run[0][1]

    def _run(self, items: Sequence[Token], i: int, masked: frozenset[int]) -> list[tuple[int, int]]:
        """Words that follow each other without a stop word or mark; hyphened words are one."""
        run: list[tuple[int, int]] = []
        while i < len(items) and len(run) < MAX_RUN:
            token = items[i]
            if token.kind != "word" or self.stops(token) or i in masked:
                break
            if run and self.verbs and token.low.endswith(self.verbs) and token.text.islower():
                break
            last = i + 1
            while (
                last + 1 < len(items)
                and items[last].text in "-‑"
                and items[last].glued
                and items[last + 1].glued
                and items[last + 1].kind in ("word", "digits")
                and last - i < 8
            ):
                last += 2
            last = _marks(items, last, self.apostrophe)
            run.append((i, last))
            i = last
        return run


def _marks(items: Sequence[Token], last: int, apostrophe: bool) -> int:
    """One past what is written together with a word: vowel signs ("شخصًا"), an ending ("auto's")."""
    if last >= len(items) or not items[last].glued:
        return last
    if unicodedata.category(items[last].text[0]) == "Mn":
        last += 1
        if last < len(items) and items[last].glued and items[last].kind == "word":
            last += 1
        return _marks(items, last, apostrophe)
    ending = (
        apostrophe and items[last].low == "'" and last + 1 < len(items) and items[last + 1].glued
    )
    return last + 2 if ending and items[last + 1].low == "s" else last
