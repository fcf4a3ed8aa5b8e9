"""Makes the encoder's tokenizer: text normalisation, word borders, and a shared subword vocabulary.

In: sentences and dictionary entries of every language. Out: a `tokenizers.Tokenizer` with a
Unigram vocabulary (Kudo 2018, Subword Regularization). All the text handling stands in the
tokenizer itself, so that every program that loads tokenizer.json does the same:

- everything but letters, marks and digits is a border between words and is left out;
- lower case, compatibility decomposition, accents and vowel points dropped, letters that do not
  decompose (ß, ł, ø ...) written plainly, variants of one Arabic letter made one;
- a word begins with "▁"; a run of Chinese or Japanese script is cut by the vocabulary alone.
"""

from __future__ import annotations

import json
import math
import re
from collections import Counter, defaultdict

import numpy as np
from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, trainers

from crossread.encoding.borders import UNSPACED as UNSPACED_CHARACTERS

# Letters that have no decomposition but are written both ways, or stand for one another.
PLAIN_LETTERS = {
    "ß": "ss",
    "æ": "ae",
    "œ": "oe",
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ı": "i",
    "\u0640": "",  # tatweel, a lengthening stroke
    "\u0649": "\u064a",  # alef maksura, often typed for ya
    "\u06cc": "\u064a",  # Persian ya
    "\u06a9": "\u0643",  # Persian kaf
}
# Combining marks that are dropped: accents of Latin, Greek and Cyrillic, Hebrew and Arabic vowels,
# enclosing signs and the selectors of emoji.
MARKS = (
    r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed"
    r"\u20d0-\u20ff\ufe00-\ufe0f]"
)
# Script written without spaces.
UNSPACED = r"[\p{Han}\p{Hiragana}\p{Katakana}\u3099\u309aー]"
# Words with a piece of their own, as a share of all pieces, and the longest of them.
SHARE_OF_WORDS = 0.5
LONGEST_PIECE = 24
# The most frequent words decide which pieces are needed.
WORDS_COUNTED = 300_000
# A share of one language's text is divided by it to be comparable with the trained scores.
LANGUAGES_IN_SCORE = 14
# A character seen less often than this in the sample becomes unknown.
RAREST_CHARACTER = 12
# The lines of a poor language are repeated at most so often to give it its share.
MOST_REPEATS = 4


def untrained() -> Tokenizer:
    """A tokenizer with the normalisation and the word borders, but no vocabulary yet."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [
            normalizers.Replace("\u00ad", ""),  # the soft hyphen stands inside words
            normalizers.Replace(Regex(r"[^\p{L}\p{M}\p{N}]+"), " "),
            normalizers.Lowercase(),
            normalizers.NFKD(),
            normalizers.Replace(Regex(MARKS), ""),
            *[normalizers.Replace(Regex(old), new) for old, new in PLAIN_LETTERS.items()],
        ]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"[^\p{L}\p{M}\p{N}]+"), "removed"),
            pre_tokenizers.Split(Regex(UNSPACED + "+"), "isolated"),
            pre_tokenizers.Metaspace(prepend_scheme="always"),
            pre_tokenizers.Split(Regex("▁(?=" + UNSPACED + ")"), "removed"),
        ]
    )
    return tokenizer


def train(
    sentences: dict[str, list[str]],
    words: dict[str, list[str]],
    lines: dict[str, int],
    size: int,
    seed: int,
) -> Tokenizer:
    """Train the vocabulary on a sample in which every language has the share it is given.

    Args:
        sentences: by language.
        words: dictionary entries by language; they fill up to a third of the language's lines.
        lines: how many lines to draw of each language.
        size: pieces in the vocabulary, the unknown piece (number 0) included.
        seed: of the draw.

    Returns:
        The tokenizer.
    """
    tokenizer = untrained()
    normalise = tokenizer.normalizer.normalize_str
    sample: list[str] = []
    for language in sorted(lines):
        random = np.random.default_rng([seed, *language.encode()])
        wanted = lines[language]
        drawn_words = _draw(words.get(language, []), wanted // 3, random)
        drawn = _draw(sentences.get(language, []), wanted - len(drawn_words), random)
        sample.extend(normalise(line) for line in [*drawn, *drawn_words])
    counts = Counter(character for line in sample for character in line)
    rare = {character for character, count in counts.items() if count < RAREST_CHARACTER}
    table = {ord(character): " " for character in rare}
    trainer = trainers.UnigramTrainer(
        vocab_size=size, special_tokens=["<unk>"], unk_token="<unk>", show_progress=False
    )
    tokenizer.train_from_iterator((line.translate(table) for line in sample), trainer)
    return tokenizer


def _draw(texts: list[str], wanted: int, random: np.random.Generator) -> list[str]:
    """Draw lines without repetition, longer ones sooner; too few are repeated."""
    if not texts:
        return []
    if len(texts) <= wanted:
        return (texts * min(MOST_REPEATS, -(-wanted // len(texts))))[:wanted]
    lengths = np.array([len(text) for text in texts], dtype=np.float64)
    chosen = random.choice(len(texts), wanted, replace=False, p=lengths / lengths.sum())
    return [texts[i] for i in sorted(chosen)]


def with_words(tokenizer: Tokenizer, shares: dict[str, float], size: int) -> Tokenizer:
    """Give frequent words a piece of their own and drop the pieces that are needed least.

    A Unigram vocabulary of many languages cuts words like "billion" into chance parts ("bill" and
    "ion"). A bag of subwords reads a frequent word far better when it is one piece.

    Args:
        tokenizer: with its trained vocabulary.
        shares: of words as they stand in texts, 0 to 1 of their language's text.
        size: pieces in the end.

    Returns:
        The tokenizer with the new vocabulary, sorted by likelihood, the unknown piece first.
    """
    unspaced = re.compile(f"[{UNSPACED_CHARACTERS}]")
    words: dict[str, float] = {}
    for word, share in shares.items():
        if not unspaced.search(word):
            plain = tokenizer.normalizer.normalize_str(word).strip()
            if plain and " " not in plain and len(plain) <= LONGEST_PIECE:
                words["▁" + plain] = words.get("▁" + plain, 0.0) + share
    vocabulary = dict(json.loads(tokenizer.to_str())["model"]["vocab"][1:])
    # The trained scores are log-likelihoods over all languages together.
    ranked = sorted((w for w in words if w not in vocabulary), key=lambda w: (-words[w], w))
    added = ranked[: int(size * SHARE_OF_WORDS)]
    likelihood = {word: math.log(words[word] / LANGUAGES_IN_SCORE) for word in added}
    whole = _with_vocabulary(tokenizer, {**vocabulary, **likelihood})
    used: dict[str, float] = defaultdict(float)
    ordered = sorted(shares, key=lambda word: (-shares[word], word))[:WORDS_COUNTED]
    for at in range(0, len(ordered), 50_000):
        batch = ordered[at : at + 50_000]
        for word, encoding in zip(batch, whole.encode_batch(batch), strict=True):
            for piece in encoding.tokens:
                used[piece] += shares[word]
    scores = {**vocabulary, **likelihood}
    must = {
        piece
        for piece in scores
        if len(piece.lstrip("▁")) <= 1 or piece.lstrip("▁").isdigit() or unspaced.search(piece)
    }
    rest = sorted((p for p in scores if p not in must), key=lambda p: (-used[p], p))
    kept = must | set(rest[: size - 1 - len(must)])
    return _with_vocabulary(tokenizer, {p: s for p, s in scores.items() if p in kept})


def _with_vocabulary(tokenizer: Tokenizer, scores: dict[str, float]) -> Tokenizer:
    content = json.loads(tokenizer.to_str())
    pieces = sorted(scores, key=lambda piece: (-scores[piece], piece))
    content["model"]["vocab"] = [["<unk>", 0.0], *([p, scores[p]] for p in pieces)]
    content["model"]["unk_id"] = 0
    return Tokenizer.from_str(json.dumps(content))
