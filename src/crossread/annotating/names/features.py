"""Tokens → what the name tagger sees of each: lists of short strings.

In: the words of a sentence and the lexicon of its language. Out: for each word the features of the
linear-chain model (Lafferty et al. 2001): the word, its beginning and end, its shape, what the
lexicon says of it, and the same of its neighbours. Words of the sentence's own grammar
carry the language as a prefix (they mean nothing in another language); everything about names
themselves is shared by all languages of a script, so that what is learned from hand-made tags
in one language serves the others.

What depends on one word alone (`know`) and what on its neighbours and place (`context`) are kept
apart, so that annotating/names/tagging.py can sum the weights of each once and keep the sums.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from crossread.annotating.names.arabic import is_arabic, looks
from crossread.annotating.names.han import HanPlace, han_context, han_places, is_han
from crossread.annotating.names.han import own as han
from crossread.annotating.names.lexicon import Lexicon, place, place_length

LONGEST = 40  # code points of a word that are looked at
LONGEST_PLACE = 5  # words
_SIGNS = {"=": "c", "@": "p", "#": "o"}  # country, place, organisation
_INITIAL = re.compile(r"[^\W\d_]\.")
_FRAGMENT = 8  # a line of fewer words without a final stop is a title, an entry of a list
_OPENING = frozenset("\"'«»“”„‟‘’‚‹›([{-–—•*·¿¡")
_FINAL = frozenset(".!?…:;")


class Known(NamedTuple):
    """What is known of one word wherever it stands.

    Args:
        own: its features.
        before: its features as the word before another; `after`, `before2`, `after2` likewise.
        shape: see `shape`.
        person: what the list of parts of names says.
        kind: see `kind`.
        mixed: commonness, person and kind as one.
        capital: whether it may belong to a name by its look.
    """

    own: list[str]
    before: list[str]
    after: list[str]
    before2: list[str]
    after2: list[str]
    shape: str
    person: str
    kind: str
    mixed: str
    capital: bool


class Place(NamedTuple):
    """Where in its sentence a word stands.

    Args:
        mark: what `place_marks` says of it; `left` and `right` of its neighbours.
        first: it is the first word.
        fragment: the sentence is a title, an entry of a list.
        titled: nearly every word of the sentence bears a capital.
    """

    left: str
    mark: str
    right: str
    first: bool
    fragment: bool
    titled: bool


def shape(word: str) -> str:
    """The shape of a word: `Xx`, `XX`, `X`, `x`, `d`, `Xx-Xx`, `xX`, or the mark itself."""
    if word.islower():
        return "x"
    if word.isdigit():
        return "d" + str(min(len(word), 5))
    if word.isalpha():
        return simple(word)
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


def know(word: str, lexicon: Lexicon, caseless: bool = False) -> Known:
    """All features that depend on one word alone.

    Args:
        word: as printed.
        lexicon: of its language.
        caseless: its sentence is all in lower case or all in capitals.
    """
    word = word[:LONGEST]
    if lexicon.language == "zh":
        return know_han(word)
    lower = word.lower()
    if not word[0].isalpha():
        form = shape(word)
        return Known(
            ["w=" + lower, "S=" + form],
            ["-S=" + form],
            ["+S=" + form],
            ["--S=" + form],
            ["++S=" + form],
            form,
            "",
            kind(lower, word, lexicon),
            "",
            False,
        )
    if is_arabic(word[0]):
        return know_arabic(word, lexicon)
    if caseless:
        return know_caseless(lower, lexicon)
    form = shape(word)
    what = kind(lower, word, lexicon)
    common = commonness(lower, lexicon)
    cluster = lexicon.clusters.get(lower, "")
    if form == "x" and not word[0].isupper():
        own = [f"w={lexicon.language}:{lower}", "S=x", "C=x" + common]
        if lower in lexicon.persons:
            own.append("n=x")
        around = small(lower, what, cluster, lexicon.language)
        if what:
            own.append("K=" + what)
        if cluster:
            own.append("k=x" + cluster)
        return Known(own, *around, form, "", what, "", False)
    person = lexicon.persons.get(lower, "")
    if not person and "-" in lower:
        person = lexicon.persons.get(lower.split("-", 1)[0], "") and "-"
    seen = lexicon.seen.get(lower, "")
    mixed = f"{common}{person[:-1]}{what}"
    own = [
        "w=" + lower,
        "p=" + lower[:3],
        "e2=" + lower[-2:],
        "e3=" + lower[-3:],
        "e4=" + lower[-4:],
        "S=" + form,
        f"SC={form}{common}",
        "n=" + person,
        "CnK=" + mixed,
        "C=" + common,
        "y=" + seen,
    ]
    if lexicon.language not in ("de",):
        own.append(f"l={min(len(lower), 9)}{form}")
    before = ["-S=" + form, "-w=" + lower, "-Cn=" + common + person, "-y=" + seen]
    after = ["+S=" + form, "+w=" + lower, "+Cn=" + common + person, "+y=" + seen]
    before2 = ["--S=" + form]
    after2 = ["++S=" + form]
    if cluster:
        own += ["k=" + cluster, f"kC={cluster[:2]}{common}{seen[:1]}"]
        before.append("-k=X" + cluster)
        after.append("+k=X" + cluster)
    if what:
        own.append("K=" + what)
        before.append("-K=" + what)
        after.append("+K=" + what)
        before2.append("--K=" + what)
        after2.append("++K=" + what)
    return Known(own, before, after, before2, after2, form, person, what, mixed, True)


def small(
    lower: str, what: str, cluster: str, language: str
) -> tuple[list[str], list[str], list[str], list[str]]:
    """A word in lower case as the word before, after, second before, second after another."""
    mine = f"{language}:{lower}"
    last = f"{language}:{lower[-3:]}"
    before = ["-w=" + mine, "-S=x", "-e=" + last]
    after = ["+w=" + mine, "+S=x", "+e=" + last]
    before2 = ["--w=" + mine]
    after2 = ["++w=" + mine]
    if what:
        before.append("-K=" + what)
        after.append("+K=" + what)
        before2.append("--K=" + what)
        after2.append("++K=" + what)
    if cluster:
        before.append("-k=x" + cluster)
        after.append("+k=x" + cluster)
    return before, after, before2, after2


def know_caseless(lower: str, lexicon: Lexicon) -> Known:
    """`know` where capitals tell nothing."""
    what = kind(lower, lower, lexicon)
    common = commonness(lower, lexicon)
    cluster = lexicon.clusters.get(lower, "")
    person = lexicon.persons.get(lower, "")
    seen = lexicon.seen.get(lower, "")
    mixed = f"u{common}{person[:-1]}{what}"
    own = [
        "uw=" + lower,
        "up=" + lower[:3],
        "ue3=" + lower[-3:],
        "uC=" + common,
        f"un={person}{common}",
        "uCnK=" + mixed,
        f"uy={seen}{common}",
    ]
    before, after, before2, after2 = small(lower, what, cluster, lexicon.language)
    before.append(f"-un={person}{common}")
    after.append(f"+un={person}{common}")
    if cluster:
        own += ["uk=" + cluster, f"ukC={cluster[:2]}{common}{seen[:1]}"]
    if what:
        own.append("uK=" + what)
    person = "u" + person if person and common != "2" else ""
    return Known(own, before, after, before2, after2, "u", person, what, mixed, True)


def know_arabic(word: str, lexicon: Lexicon) -> Known:
    """`know` of a word in Arabic letters."""
    own, mixed = looks(word, lexicon)
    before, after = (
        [f"{side}{f}" for f in own if f[:2] in ("w=", "C=", "k=", "r=")] for side in "-+"
    )
    before2, after2 = [f"--{own[0]}", f"--{own[7]}"], [f"++{own[0]}", f"++{own[7]}"]
    return Known(own, before, after, before2, after2, "a", mixed, "", mixed, True)


def know_han(word: str) -> Known:
    """`know` of a Chinese character, or of a word or mark between them."""
    this = han(word)
    kind = "h" if is_han(word[0]) else shape(word)
    return Known(
        ["c=" + this, "S=" + kind],
        ["-c=" + this, "-S=" + kind],
        ["+c=" + this, "+S=" + kind],
        ["--c=" + this],
        ["++c=" + this],
        this,
        "",
        "",
        "",
        False,
    )


def caseless(words: Sequence[str]) -> bool:
    """Whether the capitals of a sentence tell nothing: there are none, or nearly all are."""
    if any(w[0].isupper() and w[0].isalpha() for w in words):
        return shouting(words)
    return sum(w[0].isalpha() for w in words) > 2


def shouting(words: Sequence[str]) -> bool:
    """Whether nearly all longer words of a sentence are in capitals."""
    loud = sum(w[0].isalpha() and len(w) > 3 for w in words if w.isupper())
    return loud > 2 and loud * 10 > 7 * sum(w[0].isalpha() and len(w) > 3 for w in words)


def place_marks(
    words: Sequence[str], known: Sequence[Known], capitals: Iterable[int], lexicon: Lexicon
) -> dict[int, str]:
    """The words that are part of a known place, and where in it they stand (longest match, left to
    right).

    Args:
        words: the sentence.
        known: what is known of its words.
        capitals: which of them may belong to a name by their look.
        lexicon: of the language.
    """
    marks: dict[int, str] = {}
    past = 0  # one past the last known place
    for position in capitals:
        if position < past:
            continue
        for size in range(min(LONGEST_PLACE, place_length(words, position, lexicon)), 0, -1):
            if not known[position + size - 1].capital:
                continue
            key = place(" ".join(words[position : position + size]), lexicon)
            if key:
                letter = _SIGNS[key[0]]
                if known[position].shape == "u":
                    letter = "u" + letter
                past = position + size
                marks[position] = "B" + letter
                marks.update(dict.fromkeys(range(position + 1, past), "I" + letter))
                break
    return marks


def context(
    left: Known | None, this: Known, right: Known | None, where: Place | HanPlace
) -> list[str]:
    """The features of a word that its neighbours and its place give it."""
    if isinstance(where, HanPlace):
        return han_context(
            left.shape if left else "", this.shape, right.shape if right else "", where
        )
    line: list[str] = []
    form = this.shape
    line.append(f"-SS={left.shape}|{form}" if left is not None else "-S=^")
    line.append(f"+SS={form}|{right.shape}" if right is not None else "+S=$")
    if where.left:
        line.append("-g=" + where.left)
    if where.right:
        line.append("+g=" + where.right)
    if not this.capital:
        return line
    if left is not None and right is not None:
        line.append(f"SSS={left.shape}|{form}|{right.shape}")
    if left is not None and (left.person or left.kind):
        line.append(f"nn={left.person}{left.kind}|{this.person}")
    if right is not None and (right.person or right.kind):
        line.append(f"n+={this.person}|{right.person}{right.kind}")
    if where.first:
        line += ["1=" + this.mixed, "1S=" + form]
    if where.fragment:
        line.append("f=" + form)
    if where.titled:
        line.append("t=" + this.mixed)
    if where.mark:
        line += ["g=" + where.mark, f"gC={where.mark}{this.mixed}"]
        if right is not None and right.capital and not where.right:
            line.append(f"g+={where.mark}{right.person}")
        if left is not None and left.capital and not where.left:
            line.append(f"g-={left.person}{where.mark}")
    return line


def places_of(
    words: Sequence[str], known: Sequence[Known], lexicon: Lexicon, running: bool
) -> Sequence[Place | HanPlace]:
    """Where each word of a sentence stands."""
    if lexicon.language == "zh":
        return han_places(words, lexicon, running)
    capitals = [i for i, this in enumerate(known) if this.capital]
    marks = place_marks(words, known, capitals, lexicon)
    count = len(words)
    first = 0
    while first < count - 1 and words[first] in _OPENING:
        first += 1
    fragment = not running and count < _FRAGMENT and words[-1] not in _FINAL
    titled = (
        len(capitals) > 3
        and not any(k.shape == "u" for k in known)
        and len(capitals) * 10 > 6 * sum(1 for w in words if w[0].isalpha())
    )
    found = [Place("", "", "", False, fragment, titled)] * count
    for i in {first, *(n for mark in marks for n in (mark - 1, mark, mark + 1))}:
        if 0 <= i < count:
            around = marks.get(i - 1, ""), marks.get(i, ""), marks.get(i + 1, "")
            found[i] = Place(*around, i == first, fragment, titled)
    return found


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
    blind = caseless(words)
    known = [know(word, lexicon, blind) for word in words]
    padded: list[Known | None] = [None, None, *known, None, None]
    found = []
    for i, (this, where) in enumerate(zip(known, places_of(words, known, lexicon, running)), 2):
        left2, left, right, right2 = padded[i - 2], padded[i - 1], padded[i + 1], padded[i + 2]
        line = [*this.own, *context(left, this, right, where)]
        line += left.before if left is not None else ()
        line += right.after if right is not None else ()
        line += left2.before2 if left2 is not None else ()
        line += right2.after2 if right2 is not None else ()
        found.append(line)
    return found
