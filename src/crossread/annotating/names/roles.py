"""A person's name in its sentence → the title or office printed beside it.

In: the words of a sentence, where the name stands, and the lexicon. Out: the words of the role, as
a range, or None. Three places are looked at: right before the name ("US Defense Secretary NAME",
"M. NAME"), before it with a comma or with its complements between ("le secrétaire américain à la
défense, NAME"), and after it between commas ("NAME, former head of the agency"). A role is a run of
words that the `[names]` table allows (offices, modifiers, links, peoples, capitalised words) and
that holds a word for an office or a courtesy title.
"""

from __future__ import annotations

from collections.abc import Sequence

from crossread.annotating.names.lexicon import Lexicon
from crossread.annotating.names.tokens import word_set

LONGEST = 12  # words of a role
GENITIVE = word_set("of de du des d' d’ del von do da dos das di della dell' dei van")
# words before which no role goes on to the left
DETERMINERS = word_set(
    "the a an his her its their le la les l' l’ un une son sa ses leur der die das den dem des ein "
    "eine einen einem einer sein seine seinen ihr ihre ihren el los las una su sus il lo gli uno"
)
PLURAL_ARTICLES = word_set("die diese beide beiden alle mehrere einige")  # before a German male
AND = word_set("and et und y e &")
_QUOTES = frozenset('"“”„«»‹›()[]')


def office(word: str, lexicon: Lexicon) -> bool:
    """Whether a word heads a role; of a German compound its end may."""
    lower = word.lower()
    if lower in lexicon.offices:
        return True
    if "-" in lower:
        return lower.rsplit("-", 1)[1] in lexicon.offices
    if lexicon.language == "de" and len(lower) > 9 and word[0].isupper():
        return any(lower[cut:] in lexicon.offices for cut in range(3, len(lower) - 4))
    return False


def allowed(word: str, lexicon: Lexicon) -> bool:
    """Whether a word may stand inside a role."""
    lower = word.lower()
    return (
        word[0].isupper()
        or lower in lexicon.links
        or lower in lexicon.modifiers
        or lower in lexicon.peoples
        or lower in lexicon.offices
        or lower in lexicon.titles
        or lower in lexicon.organisations
        or word in ("'s", "’s", "&")
    )


def several(words: Sequence[str], at: int, first: int, lexicon: Lexicon) -> bool:
    """Whether an office is a plural: by its ending, in German by its article.

    Args:
        words: the sentence.
        at: the office.
        first: where its phrase begins; the article stands there or right before.
        lexicon: of the language.
    """
    word = words[at]
    if lexicon.language != "de":
        ends = [word[:-n] for n in (1, 2) if word.lower().endswith("es"[-n:])]
        return any(office(end, lexicon) for end in ends if end)
    if word.lower().endswith("innen"):
        return office(word[:-3], lexicon)
    lead = {w.lower() for w in words[max(0, first - 1) : at]}
    male = any(office(stem + "in", lexicon) for stem in (word, word.removesuffix("en")))
    return male and not word.lower().endswith("in") and bool(lead & PLURAL_ARTICLES)


def role(
    words: Sequence[str], first: int, last: int, taken: Sequence[bool], lexicon: Lexicon
) -> tuple[int, int] | None:
    """The range of the words of a person's role.

    Args:
        words: the sentence.
        first: the name's first word.
        last: one past its last.
        taken: for each word, whether it belongs to a person's name.
        lexicon: of the language.

    Returns:
        (first, last) with last excluded, or None.
    """
    return before(words, first, last, taken, lexicon) or after(words, last, taken, lexicon)


def before(
    words: Sequence[str], first: int, last: int, taken: Sequence[bool], lexicon: Lexicon
) -> tuple[int, int] | None:
    """A role that ends right before the name, or before a comma or bracket and the name.

    A plural and a comma ("a meeting of the ministers, NAME said") is no role of one person.
    """
    end = first
    while end > 0 and words[end - 1] in _QUOTES and first - end < 2:
        end -= 1
    comma = end > 0 and words[end - 1] == ","
    if comma:
        end -= 1
    elif end == first and end > 0 and words[end - 1].lower() in GENITIVE:
        return None  # "the mayor of X": an office at X, not X's
    start, head, nearest = end, -1, -1
    while start > 0 and end - start < LONGEST and not taken[start - 1]:
        word = words[start - 1]
        lower = word.lower()
        if head >= 0 and lower in DETERMINERS:
            break
        if (lower in lexicon.titles and not comma and word[0].isupper()) or office(word, lexicon):
            head = start - 1
            nearest = max(nearest, head)
        elif not allowed(word, lexicon):
            break
        start -= 1
    if head < 0:
        return None
    if comma and several(words, nearest, start, lexicon):
        listed = last + 1 < len(words) and taken[last + 1] and words[last].lower() in {*AND, ","}
        if not listed:
            return None
    return trim(words, start, end, lexicon)


def after(
    words: Sequence[str], last: int, taken: Sequence[bool], lexicon: Lexicon
) -> tuple[int, int] | None:
    """A role between commas (or brackets) after the name."""
    start = last
    while start < len(words) and words[start] in _QUOTES and start - last < 1:
        start += 1
    if start < len(words) and words[start] in (",", "(", "–", "—"):
        start += 1
    elif start == last or words[start - 1] != "(":
        return None
    end, heads = start, 0
    while end < len(words) and end - start < LONGEST and not taken[end]:
        word = words[end]
        if office(word, lexicon) and word.lower() not in lexicon.titles:
            heads += 1
        elif not allowed(word, lexicon) or (not heads and word[0].isupper() and end > start + 3):
            break
        end += 1
    if not heads or (end < len(words) and taken[end]):
        return None
    return trim(words, start, end, lexicon)


def trim(words: Sequence[str], start: int, end: int, lexicon: Lexicon) -> tuple[int, int] | None:
    """The range without links at its ends (an article at its start is a link)."""

    def link(word: str) -> bool:
        lower = word.lower()
        plain = lower in lexicon.links or lower in ("'s", "’s", "&")
        return plain and not office(word, lexicon) and lower not in lexicon.titles

    while start < end and link(words[start]):
        start += 1
    while start < end and link(words[end - 1]):
        end -= 1
    inside = words[start:end]
    if any(office(w, lexicon) or w.lower() in lexicon.titles for w in inside):
        return start, end
    return None
