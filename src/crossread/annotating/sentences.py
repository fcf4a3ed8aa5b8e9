"""Article → sentences.

In: a page and one of its articles. Out: the sentences of headline, deck and body, in the order of
the text. A language with a `[sentences]` table is cut by our own rules: a full stop, question or
exclamation mark (with the quotation marks and brackets that close there) ends a sentence if what
follows can begin one and what stands before is no abbreviation. Sentences are cut inside
quotations too: they are what is compared. Other languages are left to sentencex (the rules of
the Wikimedia foundation). Both are linear in the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from sentencex import segment

from crossread.languages import table
from crossread.model import Article, Page, Sentence, Span

# A place where a sentence may end: terminal mark, closing marks and brackets, white space, and
# what begins the next one. The white space is bounded so that no text makes this slow.
_end = re.compile(
    r"(?P<mark>[.!?…]{1,6})(?P<closed>(?:[\u00a0\u202f ]{0,2}[»”]|[\"”’'»)\]“]){0,4})"
    r"(?P<space>\s{1,8}|(?=[\"“„«]?[^\W\d_a-z]))(?=(?P<next>[\"“„«»‘‚'(\[¿¡—–-]{0,3}[\u00a0\u202f ]?(?:[^\W_]|[¿¡])))"
    r"|[。！？]{1,6}[」』”’）]{0,4}"
)
# The same where the white space was lost ("… on Monday.The ministry …"): a longer word in small letters
# before a single mark, one that begins with a capital after it. Addresses and file names are not cut.
_lost_before = re.compile(r"(?<![\w./@:-])[^\W\d_][^\W\d_A-Z]{2,}[.!?…]$")
_lost_after = re.compile(r"[\"“„«]?[^\W\d_](?:['’][^\W\d_]|\s|[^\W\d_A-Z])")
_word_before = re.compile(r"[^\s(\[«“„\"‘]*$")
_initials = re.compile(r"(?:[^\W\d_]\.){1,}[^\W\d_]$")
_word = re.compile(r"[^\W_]+(?:[’'][^\W_]+)?")
# A longer paragraph (characters) in a language without a table is cut by the bare rules: sentencex
# takes time with the square of the length on some texts.
LONGEST = 5_000
_space = "\u00a0\u202f "


@dataclass(frozen=True, slots=True)
class Rules:
    """What a language file says on the ends of sentences; all words in lower case.

    Args:
        abbreviations: with a full stop that never ends a sentence.
        numbered: with a full stop that ends no sentence before a number ("No.", "Nr.").
        maybe: abbreviations that may end a sentence: they do before a `starter`.
        starters: words that begin sentences and are seldom names.
        amounts: abbreviations of money and scale ("zł", "mln"): they end a sentence before a
            capital letter.
        ordinals: whether a number with a full stop is an ordinal ("12. Februar").
    """

    abbreviations: frozenset[str]
    numbered: frozenset[str]
    maybe: frozenset[str]
    starters: frozenset[str]
    amounts: frozenset[str]
    ordinals: bool


_NONE: frozenset[str] = frozenset()
_BARE = Rules(_NONE, _NONE, _NONE, _NONE, _NONE, ordinals=False)


@cache
def rules(language: str) -> Rules | None:
    """The rules of a language; None where it has no table."""
    facts = table(language, "sentences")
    if not facts:
        return None
    return Rules(
        frozenset(facts.get("abbreviations", ())),
        frozenset(facts.get("numbered", ())),
        frozenset(facts.get("maybe", ())),
        frozenset(facts.get("starters", ())),
        frozenset(facts.get("amounts", ())),
        bool(facts.get("ordinals", False)),
    )


def sentences(page: Page, article: Article) -> tuple[Sentence, ...]:
    """The sentences of an article.

    Args:
        page: the page that holds it.
        article: the article; its language chooses the abbreviations.

    Returns:
        Sentences in the order of the text; their spans hold no outer white space.
    """
    found: list[Sentence] = []
    if article.headline is not None:
        found.append(Sentence(article.headline, "headline", -1))
    found += [Sentence(line, "deck", -1) for line in article.deck]
    for number, paragraph in enumerate(article.body):
        found += [Sentence(s, "body", number) for s in split(page, paragraph, article.language)]
    return tuple(sorted(found, key=lambda s: (s.span.start, s.span.end)))


def split(page: Page, paragraph: Span, language: str) -> list[Span]:
    """Cut one paragraph into sentences.

    Args:
        page: the page that holds it.
        paragraph: a stretch of the page's text.
        language: two-letter code.

    Returns:
        Spans without outer white space, in order.
    """
    known = rules(language)
    if known is None and paragraph.end - paragraph.start <= LONGEST:
        return _by_sentencex(page, paragraph, language)
    known = known or _BARE
    text = paragraph.text
    spans: list[Span] = []
    start = counted = marks = 0
    for match in _end.finditer(text):
        if match["space"] is None:
            _add(spans, page, paragraph, start, match.end())
            start = match.end()
            continue
        if not ends(text, match, known):
            continue
        end, following = match.end("closed"), match.end("space")
        if not match["space"] and '"' in match["closed"]:  # which turns neither way
            marks, counted = marks + text.count('"', counted, match.start()), match.start()
            if marks % 2 == 0:
                end = following = match.start("closed") + match["closed"].index('"')
        _add(spans, page, paragraph, start, end)
        start = following
    _add(spans, page, paragraph, start, len(text))
    return spans


def ends(text: str, match: re.Match[str], known: Rules) -> bool:
    """Whether a sentence ends at a place that looks so."""
    if not match["space"] and not _lost_space(text, match):
        return False
    following = match["next"].lstrip("\"“„«»‘‚'([—–-" + _space)
    first = following[:1]
    opened = match["next"][:1]
    if first.islower() and not ("\n" in match["space"] and match["mark"] != "…"):
        return False
    mark = match["mark"]
    if mark != ".":
        return not (mark in ("…", "...") and not match["closed"] and not first.isupper())
    if match["closed"] and (first.isupper() or opened in '“„«"‘¿¡'):
        return True
    before = _word_before.search(text, max(0, match.start() - 40), match.start())
    word = before[0].lower().replace("’", "'").rsplit("'", 1)[-1] if before else ""
    if not word:
        return True
    if word in known.numbered and first.isdigit():
        return False
    if word in known.amounts and first.isupper() and _is_word(_next_word(text, match)):
        return True
    if word in known.abbreviations and word not in known.maybe:
        return False
    if word.isdigit() and known.ordinals and len(word) < 3:
        return _next_word(text, match).lower() in known.starters
    if len(word) == 1 and word.isalpha() and before is not None and before[0].isupper():
        return _next_word(text, match).lower() in known.starters and word != "i"
    if word in known.maybe or _initials.fullmatch(word):
        return _next_word(text, match).lower() in known.starters or opened in "“„«"
    return True


def _lost_space(text: str, match: re.Match[str]) -> bool:
    """Whether white space was lost at a place where no word, number or address goes on."""
    if not text[match.end("space")].isupper() and text[match.end("space")] not in '"“„«':
        return False
    end = match.end("mark")
    after = _lost_after.match(text, match.end("space"))
    if after is None or _lost_before.search(text, max(0, end - 40), end) is None:
        return False
    rest = text[match.end("space") : match.end("space") + 40].split(maxsplit=1)[0]
    return "." not in rest.rstrip('.!?…"”»’') and "/" not in rest and "@" not in rest


def _is_word(shown: str) -> bool:
    """Whether a capitalised word is no sign such as PLN, USD."""
    return len(shown) == 1 or not shown.isupper()


def _next_word(text: str, match: re.Match[str]) -> str:
    found = _word.search(text, match.end("space"))
    return found[0] if found else ""


def _add(spans: list[Span], page: Page, paragraph: Span, start: int, end: int) -> None:
    text = paragraph.text
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    if end > start:
        spans.append(page.span(paragraph.start + start, paragraph.start + end))


def _by_sentencex(page: Page, paragraph: Span, language: str) -> list[Span]:
    spans: list[Span] = []
    position = 0
    for piece in segment(language, paragraph.text):
        text = piece.strip()
        if not text:
            continue
        position = paragraph.text.index(text, position)
        _add(spans, page, paragraph, position, position + len(text))
        position += len(text)
    return spans
