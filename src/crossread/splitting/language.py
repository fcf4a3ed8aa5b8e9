"""Article text → two-letter code of its language.

In: the text of an article and what the page says of itself. Out: the code; `und` where it cannot
be told. Two steps: function words of the languages that have a file settle long texts in them
without doubt (no model to load, which takes longer than reading five pages); py3langid, restricted
to languages that news is written in, tells the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Any

from crossread import languages
from crossread.splitting.lines import fold

# Languages with news outlets of some size; rarer ones are mostly mistakes on short texts.
CANDIDATES = (
    "af", "am", "ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "en",
    "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "gu", "he", "hi", "hr", "hu", "hy", "id",
    "is", "it", "ja", "ka", "kk", "km", "kn", "ko", "ku", "ky", "la", "lb", "lo", "lt", "lv",
    "mk", "ml", "mn", "mr", "ms", "mt", "my", "ne", "nl", "no", "pa", "pl", "ps", "pt", "ro",
    "ru", "si", "sk", "sl", "so", "sq", "sr", "sv", "sw", "ta", "te", "th", "tl", "tr", "uk",
    "ur", "uz", "vi", "zh", "zu",
)  # fmt: skip
ALIASES = {"nn": "no", "nb": "no"}
# Share of running words that are function words of the language, and the least lead over the
# next known language. On ntrex-train (36 languages, news) no text of another language passes.
SURE_SHARE = 0.30
SURE_LEAD = 0.18
SURE_WORDS = 50
# The same beside a sure text of that language: in 2 of 100 pairs of sentences of other languages.
BESIDE_WORDS = 20
BESIDE_SHARE = 0.20
BESIDE_RATIO = 2.5
SAMPLE = 6000  # characters looked at
LIKELY = 0.55  # probability from which py3langid is believed on its own
POSSIBLE = 0.25  # ... and from which it is believed against no other word

_WORDS = re.compile(r"[^\W\d_]+")


def language_of(text: str, said: str | None, beside: str | None = None) -> str:
    """The language of a text.

    Args:
        text: the whole article; the longer the surer.
        said: the language that the page names; it counts where the text is too short to tell.
        beside: the language of a longer text of the same page, where that is sure; less has to
            speak for it then.

    Returns:
        A two-letter code, or `und`.
    """
    sample = text[:SAMPLE]
    words = _WORDS.findall(fold(sample))
    sure = _by_function_words(words)
    if sure:
        return sure
    if beside and _likely(words, beside):
        return beside
    if not words:
        return said or "und"
    code, probability = _identifier().classify(sample)
    code = ALIASES.get(str(code), str(code))
    if probability >= LIKELY:
        return code
    if said:
        return said
    known = _leading(words)
    if known and len(words) >= 5:
        return known
    return code if probability >= POSSIBLE and len(words) >= 8 else "und"


def _by_function_words(words: list[str]) -> str | None:
    if len(words) < SURE_WORDS:
        return None
    shares = _shares(words)
    if not shares:
        return None
    (best, code), *others = shares
    second = others[0][0] if others else 0.0
    return code if best >= SURE_SHARE and best - second >= SURE_LEAD else None


def sure_language(text: str) -> str | None:
    """The language of a text whose function words leave no doubt, else None."""
    return _by_function_words(_WORDS.findall(fold(text[:SAMPLE])))


def _likely(words: list[str], code: str) -> bool:
    """Whether a text may be in the language of the text beside it."""
    if len(words) < BESIDE_WORDS:
        return False
    (best, leading), *others = _shares(words) or [(0.0, "")]
    second = others[0][0] if others else 0.0
    return leading == code and best >= BESIDE_SHARE and best >= BESIDE_RATIO * second


def _leading(words: list[str]) -> str | None:
    """The known language that leads clearly on a short text."""
    shares = _shares(words)
    if not shares:
        return None
    (best, code), *others = shares
    second = others[0][0] if others else 0.0
    return code if best >= 0.25 and best - second >= 0.15 else None


def _shares(words: list[str]) -> list[tuple[float, str]]:
    """The share of function words of each known language, the largest first."""
    codes, owners = _function_words()
    counts = dict.fromkeys(codes, 0)
    for word, count in Counter(words).items():
        for code in owners.get(word, ()):
            counts[code] += count
    return sorted(
        ((count / len(words), code) for code, count in counts.items()),
        key=lambda pair: (-pair[0], pair[1]),
    )


@cache
def _function_words() -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """The languages with function words, and to each such word the languages that it is of."""
    codes: list[str] = []
    owners: dict[str, tuple[str, ...]] = {}
    for code in languages.known():
        words = {fold(word) for word in languages.table(code, "splitting").get("common", ())}
        if words:
            codes.append(code)
        for word in sorted(words):
            owners[word] = (*owners.get(word, ()), code)
    return tuple(codes), owners


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(CANDIDATES)
    return identifier
