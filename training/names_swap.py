"""Tagged sentences → copies whose persons bear other, rare or mangled names.

In: sentences with tags. Out: copies in which every person's name is another: drawn from the list of
parts of names by the digest of the sentence, a third of them with a letter changed, lost or
doubled. The words around a name must then tell that it is one: news names people no list knows, and
machine translation mangles those that it does.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence

from crossread.annotating.names.lexicon import persons
from training.names_data import Tagged


def mangled(name: str, number: int) -> str:
    """A name with one letter lost, doubled or replaced after its second."""
    if len(name) < 5:
        return name
    at = 2 + number % (len(name) - 2)
    way = number // 7 % 3
    if way == 0:
        return name[:at] + name[at + 1 :]
    if way == 1:
        return name[:at] + name[at] + name[at:]
    return name[:at] + "aeioustrnlg"[number // 21 % 11] + name[at + 1 :]


def swapped(sentences: Sequence[Tagged], share: int) -> Iterator[Tagged]:
    """Copies of one sentence in `share` of those that name a person (Latin letters only)."""
    known = [n for n in persons() if n.isascii() and n.isalpha() and 3 <= len(n) <= 11]
    given = sorted(n for n in known if "g" in persons()[n])
    family = sorted(n for n in known if "g" not in persons()[n])
    for sentence in sentences:
        digest = hashlib.sha256(("swap " + " ".join(sentence.words)).encode()).digest()
        if "B-PER" not in sentence.tags or digest[0] % share:
            continue
        words = list(sentence.words)
        for i, tag in enumerate(sentence.tags):
            if tag[2:] != "PER" or not words[i].isalpha() or not words[i].istitle():
                continue
            number = int.from_bytes(digest[1:5], "big") + 7919 * (len(words[i]) + i)
            last = sentence.tags[i + 1 : i + 2] != ["I-PER"]
            pool = family if last else given
            name = pool[number % len(pool)]
            if number % 3 == 0:
                name = mangled(name, number // 3)
            words[i] = name.capitalize()
        yield Tagged(sentence.language, "swapped", words, sentence.tags)
