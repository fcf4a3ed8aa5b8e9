"""What kind of point it is: a quotation, a fact of the news, or background.

In: the members of a point with their matched words, and the articles of the story. Out: the kind and
one line that gives the reason. The rule, in its order:

1. *quotation*: the matched words stand in quotation marks in two articles or more: two of them, one of
   a short quote, or the whole statement.
2. *fact*: an article has it in its headline or deck, for that is its news.
3. *background*: at least half of the accounts that have it agree in a time well before the story.
   Well before: it ends more than `WELL_BEFORE` days before the first article was published; where no
   article is dated, it is a year `YEARS_BEFORE` or more before the latest one that the story prints.
   They agree: another member answers it (it is a matched word), and answers no other time.
4. *background*: every account that has it tells, in whatever way, that it was before: by times that
   all lie well before, answered or not; by words such as "years ago" (`before` of `[background]`) in
   its first clause or in one with a matched word; or by the pluperfect (`pluperfect`), with most of
   the matched words in its clause, and no member in a first paragraph. The pluperfect says least,
   for it also tells what came an hour before.
5. *fact* otherwise.

In 3 and 4 the words of someone who is quoted, or whose speech is reported, do not count: what people
say for the story is its news, whatever they speak of.

A standing description without a time ("who is no relation of the minister") looks like a fact here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Literal

from crossread.comparing.moments import days
from crossread.languages import table
from crossread.model import Annotated, Member, Statement, Time

Kind = Literal["quotation", "fact", "background"]

WELL_BEFORE = 7
"""Days before the story's first that still belong to it: "last week" leads up to the news."""
YEARS_BEFORE = 2
"""Years that a printed year lies before the latest one to be background in a story without dates."""
ENOUGH_QUOTED = 2
"""Matched words in quotation marks that make a member a rendering; one of a short quote is enough."""
SHORT_QUOTE = 3
"""Words of a short quote."""

READ = 1000
"""Code points of a statement in which its tense is looked for."""

_YEAR = re.compile(r"\d{4}")
_CLAUSE = re.compile(r"[,;:–—]")


@dataclass(frozen=True, slots=True)
class Setting:
    """What a story says of its days.

    Args:
        articles: by id.
        first: the first day of publication; None where no article is dated.
        latest_year: the latest year that its articles print in full; None where they print none.
    """

    articles: Mapping[str, Annotated]
    first: date | None
    latest_year: int | None


def setting(articles: Sequence[Annotated]) -> Setting:
    """The days of a story.

    Args:
        articles: of one story, in any order.
    """
    published = [
        told[1]
        for a in articles
        if a.article.published and (told := days(a.article.published.date)) is not None
    ]
    years = [
        int(year)
        for a in articles
        for t in a.times
        if t.value and t.known_from == "text"
        for year in _YEAR.findall(t.span.text)
    ]
    return Setting(
        {a.article.id: a for a in articles}, min(published, default=None), max(years, default=None)
    )


def kind(
    members: Sequence[Member], story: Setting, account_of: Mapping[str, int]
) -> tuple[Kind, str]:
    """The kind of a point, and why where it is background.

    Args:
        members: of the point, with their matched words.
        story: from `setting`.
        account_of: number of the account of each article id.

    Returns:
        The kind, and one line for the reader; "" where the kind needs no reason.
    """
    quoting = {m.statement.article for m in members if quotes_the_match(m, story)}
    if len(quoting) > 1:
        return "quotation", ""
    if any(_part(m.statement, story)[0] in ("headline", "deck") for m in members):
        return "fact", ""
    opening = any(_part(m.statement, story)[1] == 0 for m in members)
    own = [m for m in members if not _said(m.statement, story)]
    accounts = {account_of[m.statement.article] for m in members}
    agreed: dict[int, str] = {}
    told: dict[int, str] = {}
    for member in own:
        account = account_of[member.statement.article]
        answered, other = _times(member, story)
        if answered and all(_well_before(t, story) for t in answered):
            agreed.setdefault(account, _quoted(answered[0].span.text))
        elif not answered and other and all(_well_before(t, story) for t in other):
            told.setdefault(account, _quoted(other[0].span.text))
        elif words := _words_before(member, story) or (
            "" if opening else _pluperfect(member, story)
        ):
            told.setdefault(account, _quoted(words))
    if 2 * len(agreed) < len(accounts) and agreed.keys() | told.keys() != accounts:
        return "fact", ""
    reasons = dict.fromkeys(x[a] for a in sorted(accounts) for x in (agreed, told) if a in x)
    return "background", f"before the story{_days_of(story)}: {', '.join(reasons)}"


def quotes_the_match(member: Member, story: Setting) -> bool:
    """Whether a member is in quotation marks: all of it, two of its matched words, or one of a short
    quote's.
    """
    statement = member.statement
    own = statement.span
    for quote in story.articles[statement.article].quotes:
        if quote.kind != "direct":
            continue
        if quote.span.end <= own.start or quote.span.start >= own.end:
            continue
        if quote.span.start <= own.start and own.end <= quote.span.end:
            return True
        inside = [m for m in member.matched if quote.span.start <= m.start < quote.span.end]
        if len(inside) >= ENOUGH_QUOTED:
            return True
        if inside and len(quote.span.text.split()) <= SHORT_QUOTE:
            return True
    return False


def _part(statement: Statement, story: Setting) -> tuple[str, int]:
    """Where a statement stands: headline, deck or body, and the number of its paragraph."""
    for sentence in story.articles[statement.article].sentences:
        if sentence.span.start <= statement.span.start < sentence.span.end:
            return sentence.part, sentence.paragraph
    return "body", -1


def _times(member: Member, story: Setting) -> tuple[list[Time], list[Time]]:
    """The times in a member that other members answer, and the others."""
    own = member.statement.span
    answered: list[Time] = []
    other: list[Time] = []
    for time in story.articles[member.statement.article].times:
        if own.start <= time.span.start < own.end:
            here = any(w.start < time.span.end and time.span.start < w.end for w in member.matched)
            (answered if here else other).append(time)
    return answered, other


def _words_before(member: Member, story: Setting) -> str:
    """Words of a member that tell of a time long before, without a date.

    They count where their clause opens the member or holds a matched word.
    """
    phrase = _phrases(story.articles[member.statement.article].article.language)
    found = phrase.search(member.statement.span.text) if phrase else None
    if found is None:
        return ""
    opens, inside = _clause(member, found)
    return found.group() if not opens or inside else ""


def _well_before(time: Time, story: Setting) -> bool:
    told = days(time.value) if time.value else None
    if told is None:
        return False
    last = told[1]
    if story.first is not None:
        return last < story.first - timedelta(days=WELL_BEFORE)
    return (
        story.latest_year is not None
        and time.known_from == "text"
        and last.year <= story.latest_year - YEARS_BEFORE
    )


def _said(statement: Statement, story: Setting) -> bool:
    """Whether at least half of a statement is someone's words, direct or reported."""
    own = statement.span
    return any(
        2 * (min(own.end, q.span.end) - max(own.start, q.span.start)) >= own.end - own.start
        for q in story.articles[statement.article].quotes
    )


def _pluperfect(member: Member, story: Setting) -> str:
    """The pluperfect of a member, where most of its matched words stand in the same clause."""
    pattern = _earlier(story.articles[member.statement.article].article.language)
    found = pattern.search(member.statement.span.text, 0, READ) if pattern else None
    if found is None:
        return ""
    _, inside = _clause(member, found)
    return found.group() if 2 * inside > len(member.matched) else ""


def _clause(member: Member, found: re.Match[str]) -> tuple[int, int]:
    """Where the clause around some words of a member begins, and how many matched words it holds."""
    span = member.statement.span
    opens = max((m.end() for m in _CLAUSE.finditer(span.text, 0, found.start())), default=0)
    end = _CLAUSE.search(span.text, found.end())
    closes = end.start() if end else len(span.text)
    return opens, sum(opens <= w.start - span.start < closes for w in member.matched)


def _days_of(story: Setting) -> str:
    return f" (from {story.first.isoformat()})" if story.first else ""


def _quoted(text: str) -> str:
    return f"“{' '.join(text.split())}”"


@cache
def _phrases(language: str) -> re.Pattern[str] | None:
    """The words of a language that tell of a time long before; Chinese has no spaces between."""
    phrases = table(language, "background").get("before", ())
    if not phrases:
        return None
    words = "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in phrases)
    bound = "" if language == "zh" else r"\b"
    return re.compile(f"{bound}(?:{words}){bound}", re.IGNORECASE)


@cache
def _earlier(language: str) -> re.Pattern[str] | None:
    """The pluperfect of a language; None where it has none, or the table does not know it."""
    pattern = table(language, "background").get("pluperfect")
    return re.compile(pattern, re.IGNORECASE) if pattern else None
