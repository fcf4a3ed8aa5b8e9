"""Renderings of a quotation → the language of the original words, and which rendering is closest.

In: the members of a quotation, their articles, and the links of the story. Out: the original language
where something tells it, and the members, those closest to the original first. What tells it:

1. a sentence that says so: "he said in French" (`[spoken_in]` of the language files);
2. the same words, of `SAME_WORDS` or more, in quotation marks in two independent accounts of one
   language, where another language has two accounts as well and these do not agree: translators
   choose different words, who copies down does not. One language alone tells nothing (a wire's
   translation is the same everywhere), nor do two that both agree.

Where both are silent or speak for two languages, it is not known. Nationality and office of the
speaker are not taken for it: a minister speaks to foreign reporters in whatever language.

Closeness is counted in translations: none for words in the original language, one for those in
another, and one more for each link that says that an article is translated from another one; so a
quotation that was translated forth and back is two away. Where the original language is not known,
only these links count. Equally close: words in quotation marks before reported ones, then text order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from crossread.comparing.kinds import Setting
from crossread.languages import known, table
from crossread.model import Link, Member, Quote

SAME_WORDS = 6
"""Words that two translators do not choose alike by chance."""

_WORD = re.compile(r"\w+")


def original(
    members: Sequence[Member], story: Setting, account_of: Mapping[str, int]
) -> tuple[str | None, str]:
    """The language in which the words were said, and why.

    Args:
        members: of a quotation.
        story: from `crossread.comparing.kinds.setting`.
        account_of: number of the account of each article id.

    Returns:
        Two-letter code and one line for the reader; (None, "") where nothing tells it.
    """
    told: dict[str, str] = {}
    for member in members:
        for quote in _quotes(member, story):
            code, words = said_in(quote, story.articles[member.statement.article].article.language)
            if code:
                told.setdefault(code, f"“{words}” in {member.statement.article}")
    if len(told) > 1:
        return None, ""
    for code, why in told.items():
        return code, why
    return _fixed(members, story, account_of)


def said_in(quote: Quote, language: str) -> tuple[str | None, str]:
    """The language that the words around a quote say it was spoken in, and these words.

    Args:
        quote: with the sentence around it.
        language: of its article.
    """
    if quote.sentence is None:
        return None, ""
    text, start = quote.sentence.text, quote.sentence.start
    opens, closes = max(quote.span.start - start, 0), max(quote.span.end - start, 0)
    around = f"{text[:opens]} | {text[closes:]}"
    found = {
        code: " ".join(match.group().split())
        for code, pattern in _spoken_in(language)
        if (match := pattern.search(around))
    }
    if len(found) != 1:
        return None, ""
    return next(iter(found.items()))


def closest_first(
    members: Sequence[Member], language: str | None, story: Setting, links: Sequence[Link]
) -> tuple[Member, ...]:
    """The renderings of a quotation, those with the fewest translations between first.

    Args:
        members: of a quotation, in the order of the text.
        language: the original one; None where it is not known.
        story: from `crossread.comparing.kinds.setting`.
        links: of the story.
    """
    came_from = {
        link.target: link.source
        for link in links
        if link.kind == "translation" and link.directed and link.source in story.articles
    }

    def translations(article: str) -> int:
        chain = [article]
        while (source := came_from.get(chain[-1])) is not None and source not in chain:
            chain.append(source)
        spoken = story.articles[chain[-1]].article.language
        return len(chain) - 1 + (language is not None and spoken != language)

    return tuple(
        sorted(
            members,
            key=lambda m: (translations(m.statement.article), not _quotes(m, story)),
        )
    )


def _fixed(
    members: Sequence[Member], story: Setting, account_of: Mapping[str, int]
) -> tuple[str | None, str]:
    """The one language whose accounts agree in the words, where those of another do not."""
    wordings: dict[str, dict[tuple[str, ...], set[int]]] = {}
    for member in members:
        article = member.statement.article
        if member.statement.kind != "quote":
            continue
        words = tuple(w.casefold() for w in _WORD.findall(member.statement.span.text))
        by_words = wordings.setdefault(story.articles[article].article.language, {})
        by_words.setdefault(words, set()).add(account_of[article])
    agree = {
        code
        for code, by_words in wordings.items()
        if any(len(own) > 1 and len(words) >= SAME_WORDS for words, own in by_words.items())
    }
    differ = {
        code
        for code, by_words in wordings.items()
        if len(set().union(*by_words.values())) > 1 and all(len(a) == 1 for a in by_words.values())
    }
    if len(agree) != 1 or not differ:
        return None, ""
    (code,) = agree
    others = ", ".join(sorted(differ))
    return code, f"independent accounts have the same words in {code}, different ones in {others}"


def _quotes(member: Member, story: Setting) -> list[Quote]:
    """The direct quotes that share words with a member."""
    own = member.statement.span
    return [
        q
        for q in story.articles[member.statement.article].quotes
        if q.kind == "direct" and q.span.start < own.end and own.start < q.span.end
    ]


@cache
def _spoken_in(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How each language is named as the one that someone speaks."""
    if language not in known():
        return ()
    bound = "" if language == "zh" else r"\b"
    return tuple(
        (code, re.compile(bound + "(?:" + "|".join(map(re.escape, phrases)) + ")" + bound, re.I))
        for code, phrases in sorted(table(language, "spoken_in").items())
    )
