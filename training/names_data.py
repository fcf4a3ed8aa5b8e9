"""CoNLL files → sentences with name tags, in the tokens that the tagger sees at run time.

In: the unpacked `ner-open-dev` and `panx`. Out: (language, words, tags) with BIO tags of PER, ORG,
LOC. Tokens are cut again by the tagger's own rules; marks of wiki markup and entries that are no
text are left out; a fixed share (by the digest of the text) of corpora without a dev part is held
back for measuring.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from crossread.annotating.names.lexicon import lexicon
from crossread.annotating.names.tokens import tokens, word_set

KEPT = {"PER", "ORG", "LOC"}
HELD_BACK = 10  # one sentence in ten of a corpus without a dev part; and of lines of no text
TRAINED = {"ru.factrueval2016.testset.conll"}  # files without a part in their name that train
# words in lower case that a name may hold
PARTICLES = word_set(
    "of and the for on in at de du des d' d’ la le les l' l’ et à au aux en un pour der die das "
    "dem den von und für im am zu zur zum del los las el y da do dos e o a di della dei delle "
    "degli dell' dell’ il lo i gli van voor het een op te ter ten w z na we ze och av på för af og "
    "til u iz za и в на по та у з із від до bin ibn"
)
_JUNK = {"''", "'''", "``", "*", "|", "=", "==", "weiterleitung", "redirect", "redirection"}
# contractions that the Portuguese treebank takes apart
_PT = {
    f"{preposition} {pair.split()[1]}": pair.split()[0]
    for preposition, pairs in {
        "de": "do o,da a,dos os,das as,dum um,duma uma,deste este,desta esta,desse esse,dessa essa,"
        "dele ele,dela ela,deles eles,disso isso,disto isto,daquele aquele,daquela aquela",
        "em": "no o,na a,nos os,nas as,num um,numa uma,neste este,nesta esta,nesse esse,nessa essa,"
        "nele ele,nela ela,nisso isso,naquele aquele,naquela aquela",
        "a": "ao o,à a,aos os,às as",
        "por": "pelo o,pela a,pelos os,pelas as",
    }.items()
    for pair in pairs.split(",")
}


class Tagged(NamedTuple):
    """A sentence with its tags."""

    language: str
    corpus: str
    words: list[str]
    tags: list[str]


def conll(path: Path) -> Iterator[tuple[list[str], list[str]]]:
    """The sentences of a CoNLL file, as they are."""
    words: list[str] = []
    tags: list[str] = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            word, tab, tag = line.rstrip("\n").rpartition("\t")
            if tab and word.strip():
                words.append(word.strip())
                tags.append(tag if tag[2:] in KEPT else "O")
            elif words and not tab:
                yield words, tags
                words, tags = [], []
    if words:
        yield words, tags


def recut(words: list[str], tags: list[str], language: str) -> tuple[list[str], list[str]]:
    """The same sentence in the tagger's own tokens; tags stay valid BIO."""
    new_words: list[str] = []
    new_tags: list[str] = []
    last = "O"
    position = 0
    while position < len(words):
        word, tag = words[position], tags[position]
        position += 1
        if language == "pt" and position < len(words):
            joined = _PT.get(f"{word.lower()} {words[position].lower()}")
            if joined and (tag == "O") == (tags[position] == "O"):
                word = joined.capitalize() if word[0].isupper() else joined
                position += 1
        if word.lower() in _JUNK:
            continue
        if language == "zh" and word.isascii() and word.isalnum():
            # the silver corpus is cut into characters, numbers and words in Latin letters too
            while position < len(words) and joins(words[position], tag, tags[position]):
                word += words[position]
                position += 1
        for number, piece in enumerate(tokens(word, language)):
            text = piece.text
            if tag == "O":
                now = "O"
            elif tag[0] == "B" and number == 0:
                # an elided article before a name is no part of it
                now = "O" if text[-1] in "'’" and len(text) <= 3 else tag
            else:
                inside = last != "O" and last[2:] == tag[2:] and (tag[0] == "I" or number > 0)
                now = ("I-" if inside else "B-") + tag[2:]
            new_words.append(text)
            new_tags.append(now)
            last = now
    return new_words, new_tags


def joins(word: str, tag: str, next_tag: str) -> bool:
    """Whether a single Latin letter or digit goes on with the one before it."""
    same = next_tag == ("O" if tag == "O" else "I-" + tag[2:])
    return same and len(word) == 1 and word.isascii() and word.isalnum()


def plain(words: list[str], tags: list[str], language: str) -> list[str]:
    """The tags without places that are words for peoples ("Japanese novelist" is no place)."""
    peoples = lexicon(language).peoples
    kept = list(tags)
    for i, (word, tag) in enumerate(zip(words, tags)):
        if tag == "B-LOC" and word.lower() in peoples and tags[i + 1 : i + 2] != ["I-LOC"]:
            kept[i] = "O"
    return kept


def running(words: list[str], tags: list[str]) -> bool:
    """Whether a line is a sentence of running text whose tags can be believed.

    Silver tags of Wikipedia hold many lists, titles and captions, and links that are no names;
    a tagger of news that learns from them finds names everywhere.
    """
    low = sum(1 for w, t in zip(words, tags) if w.islower() and t == "O")
    if len(words) < 6 or low * 10 < 3 * len(words):
        return False
    if any(t != "O" and w.islower() and w not in PARTICLES for w, t in zip(words, tags)):
        return False
    return not words[0][0].islower() and words[-1] in ".!?:;…)\"»'"


def held_back(words: list[str]) -> bool:
    """Whether a sentence belongs to the tenth kept for measuring; the same in every run."""
    digest = hashlib.sha256(" ".join(words).encode("utf-8")).digest()
    return digest[0] * 256 + digest[1] < 65536 // HELD_BACK


def noisy(words: list[str]) -> bool:
    """Whether a line of an old newspaper is more recognition noise than text."""
    odd = sum(1 for w in words if len(w) > 1 and not w.replace("-", "").replace("'", "").isalnum())
    return odd * 5 > len(words)


def read(data: Path, part: str) -> Iterator[Tagged]:
    """All sentences of the `train` or the `dev` part.

    Args:
        data: the folder that holds `ner-open-dev` and `panx`.
        part: `train` or `dev`.
    """
    for folder in ("ner-open-dev", "panx"):
        for path in sorted((data / folder).glob("*.conll")):
            pieces = path.name.split(".")
            language = pieces[0]
            corpus = "panx" if folder == "panx" else pieces[1]
            named = pieces[-2] if pieces[-2] in ("train", "dev") else ""
            if corpus == "factrueval2016":
                named = "train" if path.name in TRAINED else "dev"
            if named and named != part:
                continue
            for words, tags in conll(path):
                if not named and held_back(words) != (part == "dev"):
                    continue
                if part == "train" and corpus.startswith("europeana") and noisy(words):
                    continue
                words, tags = recut(words, tags, language)
                if corpus == "panx" and words:
                    tags = plain(words, tags, language)
                    if language == "zh":  # its running text has names without a link, so untagged
                        usable = words[-1] not in "。！？；"
                    else:
                        usable = language == "ar" or running(words, tags) or held_back(words)
                    if part == "train" and not usable:
                        continue
                if words:
                    yield Tagged(language, corpus, words, tags)
