"""Tokens → what the name tagger sees of each: lists of short strings.

In: the words of a sentence and the lexicon of its language. Out: for each word the features of the
linear-chain model (Lafferty et al. 2001): the word, its beginning and end, its shape, what the
lexicon says of it, and the same of its neighbours. Words of the sentence's own grammar
carry the language as a prefix (they mean nothing in another language); everything about names
themselves is shared by all languages of a script, so that what is learned from hand-made tags
in one language serves the others.

All that depends on one word alone is made once a word and kept: news repeats its words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from crossread.annotating.names_lexicon import Lexicon, place

LONGEST = 40  # code points of a word that are looked at
LONGEST_PLACE = 5  # words
_KEPT = 50_000  # words remembered a lexicon
_SIGNS = {"=": "c", "@": "p", "#": "o"}  # country, place, organisation
_INITIAL = re.compile(r"[^\W\d_]\.")
_FRAGMENT = 8  # a line of fewer words without a final stop is a title, an entry of a list
_OPENING = frozenset("\"'«»“”„‟‘’‚‹›([{-–—•*·¿¡")
_FINAL = frozenset(".!?…:;")


class Known(NamedTuple):
    """What is known of one word wherever it stands."""

    own: list[str]
    before: list[str]  # its features as the word before another
    after: list[str]
    before2: list[str]
    after2: list[str]
    shape: str
    kind: str
    person: str
    capital: bool


def shape(word: str) -> str:
    """The shape of a word: `Xx`, `XX`, `X`, `x`, `d`, `Xx-Xx`, `xX`, or the mark itself."""
    if word.islower():
        return "x"
    if word.isdigit():
        return "d" + str(min(len(word), 5))
    if not word[0].isalnum():
        return word[0]
    if _INITIAL.fullmatch(word):
        return "X."
    if "-" in word:
        return "-".join(simple(part) for part in word.split("-")[:3])
    if "'" in word or "’" in word:
        return "'".join(simple(part) for part in re.split("['’]", word)[:3])
    return simple(word)


def simple(word: str) -> str:
    """The shape of a word without hyphens."""
    if not word:
        return ""
    if word.isupper():
        return "X" if len(word) == 1 else "XX" if len(word) < 6 else "XXX"
    if word.islower():
        return "x"
    if word.isalpha():
        if word[0].isupper() and word[1:].islower():
            return "Xx"
        return "XxX" if word[0].isupper() else "xX"
    if word[0].isdigit():
        return "d" if not any(c.isalpha() for c in word) else "dx"
    return "Xd" if word[0].isupper() else "w"


def kind(lower: str, word: str, lexicon: Lexicon) -> str:
    """What the language file says of a word, in one letter; empty where it says nothing."""
    if lower in lexicon.titles:
        return "T"
    if lower in lexicon.offices:
        return "O"
    if lower in lexicon.speech:
        return "V"
    if lower in lexicon.peoples:
        return "N"
    if word in lexicon.not_names:
        return "-"
    if lower in lexicon.organisations:
        return "G"
    if lower in lexicon.kinds:
        return "P"
    if lower in lexicon.modifiers:
        return "M"
    return ""


def commonness(lower: str, lexicon: Lexicon) -> str:
    """How common a word is as no name: 2 frequent, 1 known, 0 not; for compounds, of its end."""
    if lower in lexicon.frequent:
        return "2"
    if lower in lexicon.common:
        return "1"
    if "-" in lower and lower.rsplit("-", 1)[1] in lexicon.common:
        return "h"
    if lexicon.language in ("de", "nl") and len(lower) > 8:
        for cut in range(4, len(lower) - 4):
            if lower[cut:] in lexicon.common and lower[:4] not in lexicon.persons:
                return "c"
    return "0"


def know(word: str, lexicon: Lexicon) -> Known:
    """All features that depend on one word alone."""
    word = word[:LONGEST]
    lower = word.lower()
    language = lexicon.language
    form = shape(word)
    what = kind(lower, word, lexicon)
    capital = word[0].isupper()
    if not word[0].isalpha():
        tag = f"{form}"
        return Known(
            ["w=" + lower, "S=" + form],
            ["-S=" + tag],
            ["+S=" + tag],
            ["--S=" + tag],
            ["++S=" + tag],
            form,
            what,
            "",
            False,
        )
    common = commonness(lower, lexicon)
    if not capital and form == "x":
        mine = f"{language}:{lower}"
        last = f"{language}:{lower[-3:]}"
        own = ["w=" + mine, "S=x", "C=x" + common]
        before = ["-w=" + mine, "-S=x", "-e=" + last]
        after = ["+w=" + mine, "+S=x", "+e=" + last]
        before2 = ["--w=" + mine]
        after2 = ["++w=" + mine]
        if what:
            own.append("K=" + what)
            before.append("-K=" + what)
            after.append("+K=" + what)
            before2.append("--K=" + what)
            after2.append("++K=" + what)
        if lower in lexicon.persons:
            own.append("n=x")
        return Known(own, before, after, before2, after2, form, what, "", False)
    person = lexicon.persons.get(lower, "")
    if not person and "-" in lower:
        person = lexicon.persons.get(lower.split("-", 1)[0], "") and "-"
    own = [
        "w=" + lower,
        "p=" + lower[:3],
        "e2=" + lower[-2:],
        "e3=" + lower[-3:],
        "e4=" + lower[-4:],
        "S=" + form,
        f"SC={form}{common}",
        "n=" + person,
        f"CnK={common}{person[:-1]}{what}",
        "C=" + common,
    ]
    if language not in ("de",):
        own.append(f"l={min(len(lower), 9)}{form}")
    before = ["-S=" + form, "-w=" + lower, "-Cn=" + common + person]
    after = ["+S=" + form, "+w=" + lower, "+Cn=" + common + person]
    before2 = ["--S=" + form]
    after2 = ["++S=" + form]
    if what:
        own.append("K=" + what)
        before.append("-K=" + what)
        after.append("+K=" + what)
        before2.append("--K=" + what)
        after2.append("++K=" + what)
    return Known(own, before, after, before2, after2, form, what, person, True)


_memory: dict[str, dict[str, Known]] = {}


def remember(words: Sequence[str], lexicon: Lexicon) -> list[Known]:
    """`know` for each word, from memory where it was seen before."""
    memory = _memory.setdefault(lexicon.language, {})
    if len(memory) > _KEPT:
        memory.clear()
    found = []
    for word in words:
        known = memory.get(word)
        if known is None:
            known = memory[word] = know(word, lexicon)
        found.append(known)
    return found


def place_marks(words: Sequence[str], known: Sequence[Known], lexicon: Lexicon) -> list[str]:
    """For each word: part of a known place, and where in it (longest match, left to right)."""
    marks = [""] * len(words)
    position = 0
    while position < len(words):
        if not known[position].capital:
            position += 1
            continue
        for size in range(min(LONGEST_PLACE, len(words) - position), 0, -1):
            key = place(" ".join(words[position : position + size]), lexicon)
            if key and known[position + size - 1].capital:
                letter = _SIGNS[key[0]]
                marks[position] = "B" + letter
                for inner in range(position + 1, position + size):
                    marks[inner] = "I" + letter
                position += size - 1
                break
        position += 1
    return marks


def features(words: Sequence[str], lexicon: Lexicon, running: bool = False) -> list[list[str]]:
    """The features of each word of a sentence.

    Args:
        words: the sentence, tokenised; no empty word.
        lexicon: of its language.
        running: the sentence is known to be running text or a headline; else a short line
            without a final stop is marked as a fragment (an entry of a list, a caption).

    Returns:
        One list a word.
    """
    known = remember(words, lexicon)
    marks = place_marks(words, known, lexicon)
    count = len(words)
    first = 0
    while first < count - 1 and words[first] in _OPENING:
        first += 1
    fragment = not running and count < _FRAGMENT and words[-1] not in _FINAL
    capitals = sum(1 for k in known if k.capital)
    titled = capitals > 3 and capitals * 10 > 6 * sum(1 for w in words if w[0].isalpha())
    found: list[list[str]] = []
    for i, this in enumerate(known):
        line = list(this.own)
        left, right = (known[i - 1] if i else None), (known[i + 1] if i + 1 < count else None)
        form = this.shape
        if left is not None:
            line += left.before
            if i > 1:
                line += known[i - 2].before2
            line.append(f"-SS={left.shape}|{form}")
        else:
            line.append("-S=^")
        if right is not None:
            line += right.after
            if i + 2 < count:
                line += known[i + 2].after2
            line.append(f"+SS={form}|{right.shape}")
        else:
            line.append("+S=$")
        if this.capital:
            if left is not None and right is not None:
                line.append(f"SSS={left.shape}|{form}|{right.shape}")
            if left is not None and (left.person or left.kind):
                line.append(f"nn={left.person}{left.kind}|{this.person}")
            if right is not None and (right.person or right.kind):
                line.append(f"n+={this.person}|{right.person}{right.kind}")
            if i == first:
                line.append("1=" + this.own[8])
                line.append("1S=" + form)
            if fragment:
                line.append("f=" + form)
            if titled:
                line.append("t=" + this.own[8])
            mark = marks[i]
            if mark:
                line.append("g=" + mark)
                line.append(f"gC={mark}{this.own[8]}")
                if right is not None and right.capital and not marks[i + 1]:
                    line.append(f"g+={mark}{right.person}")
                if left is not None and left.capital and not marks[i - 1]:
                    line.append(f"g-={left.person}{mark}")
        if i and marks[i - 1]:
            line.append("-g=" + marks[i - 1])
        if i + 1 < count and marks[i + 1]:
            line.append("+g=" + marks[i + 1])
        found.append(line)
    return found
