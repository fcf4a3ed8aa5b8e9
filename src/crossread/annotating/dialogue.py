"""A paragraph with dashes → the speech that they open, and the reporter's words inside speech.

In: a paragraph, its stretches in quotation marks, the language's verbs. Out: stretches of speech as
`Quoted`, as if they stood in marks. French, Spanish, Polish, Russian and others open speech with a
dash at the start of a line or after a sentence ("– Nie – powiedział. – Nigdy."), and write the
reporter's words inside the marks («Нет, — сказал он. — Никогда»). A dash is read as opening only
where a word of saying follows behind another dash (in Romance languages also a comma), or where one
did before in the paragraph: lists and asides have dashes too. Cost: linear in the text for each dash.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from crossread.annotating.quotation_marks import Quoted
from crossread.annotating.reporting import ACT, ASIDE, SAY, TELL, Reporting, reporting, straight

# The verb that reports is one of so many words behind a dash.
VERB_WITHIN = 4
# The reporter's words inside a speech have at most so many characters, and so has a speech.
LONGEST_INSERTION, LONGEST_SPEECH = 160, 4_000
_DASH = "—–―-"
_dash = re.compile(rf"[{_DASH}]")
_opening = re.compile(rf"(?:^|(?<=[.!?…])\s)\s{{0,4}}([{_DASH}])\s{{0,2}}(?=[^\W\d_]|[¿¡…])")
_behind_dash = re.compile(rf"(?:,|(?<=[\s.!?…»”]))\s?[{_DASH}]\s?(?=\w)")
_behind_comma = re.compile(r"(?:,|(?<=[!?…]))\s(?=\w)")
_resumed = re.compile(r"(?:(?<=\s)-|[—–―])[,.;:]?\s{0,2}(?=[\w¿¡«„“…])")
_stop = re.compile(r"(?<!\b[^\W\d_])\.\s(?=[^\W\d_]|[\d«„“(¿¡…])")
_word = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_space = " \t\u00a0\u202f"


def spoken(text: str, marked: Sequence[Quoted], language: str) -> list[Quoted]:
    """All speech of a paragraph: what marks enclose, cut at the reporter's words, and what dashes
    open.

    Args:
        text: the paragraph.
        marked: its stretches in quotation marks, in order.
        language: two-letter code.

    Returns:
        Stretches in order, not overlapping; of a stretch cut in two, the later one is `joined`.
    """
    facts = reporting(language)
    if not facts.dialogue:
        return list(marked)
    found = _opened(text, marked, facts) if _dash.search(text) else []
    kept = [
        q for q in marked if not any(o.outer_start <= q.outer_start < o.outer_end for o in found)
    ]
    for one in kept:
        found += _cut(text, one, facts)
    return sorted(found, key=lambda q: q.start)


def _opened(text: str, marked: Sequence[Quoted], facts: Reporting) -> list[Quoted]:
    """The speech that dashes open."""
    found: list[Quoted] = []
    position = 0
    told = False
    for match in _opening.finditer(text):
        dash, start = match.start(1), match.end()
        if dash < position or text[start].islower():
            continue
        if any(q.outer_start < dash < q.outer_end for q in marked):
            continue
        following = next((m.start() for m in _opening.finditer(text, start)), len(text))
        author = _author(
            text, start, min(following, start + LONGEST_SPEECH), facts, False, text[dash] == "-"
        )
        if author is None:
            if told:
                end = _trimmed(text, start, following)
                found.append(Quoted(start, end, dash, end))
                position = end
            continue
        told = True
        end, resumed = author
        found.append(Quoted(start, end, dash, end))
        position = end
        while resumed is not None:
            author = _author(text, resumed, following, facts, False, text[dash] == "-")
            end = _trimmed(text, resumed, following) if author is None else author[0]
            if end > resumed:
                found.append(Quoted(resumed, end, resumed, end))
            position, resumed = end, None if author is None else author[1]
    return found


def _cut(text: str, one: Quoted, facts: Reporting) -> list[Quoted]:
    """A stretch in marks, cut where the reporter's words stand in it."""
    end, resumed = _author(text, one.start, one.end, facts, True) or (one.end, None)
    if resumed is None or end - one.start < 2:
        return [one]
    return [
        Quoted(one.start, end, one.outer_start, end, False, one.continued),
        Quoted(resumed, one.end, resumed, one.outer_end, one.continues, False, True),
    ]


def _author(
    text: str, start: int, limit: int, facts: Reporting, inside: bool, hyphen: bool = False
) -> tuple[int, int | None] | None:
    """Where speech ends before the reporter's words, and where it goes on behind them.

    Args:
        start, limit: where the speech begins, and how far it may reach.
        inside: whether it stands in marks, so that speech must go on to their end.
        hyphen: whether a hyphen opened it, which is no dash of French dialogue.
    """
    places = [(m, True) for m in _behind_dash.finditer(text, start, limit)]
    if not hyphen and facts.comma_incise:
        places += [(m, False) for m in _behind_comma.finditer(text, start, limit)]
    for match, dashed in sorted(places, key=lambda p: p[0].start()):
        if not _reports(text, match.end(), limit, facts, dashed):
            continue
        end = _trimmed(text, start, match.start())
        bound = min(limit, match.end() + LONGEST_INSERTION)
        if dashed:
            again = _resumed.search(text, match.end(), bound)
            return end, again.end() if again else None
        comma = text.find(", ", match.end(), bound)
        stop = _stop.search(text, match.end(), bound)
        if stop is not None and not 0 <= comma < stop.start():
            return end, stop.end() if inside else None
        if comma < 0 or _reports(text, comma + 2, limit, facts, False):
            return end, None
        following = _word.match(text, comma + 2)
        apposed = (
            following is None
            or not following[0].islower()
            or (not inside and _apposes(following[0], facts))
        )
        return end, None if apposed else comma + 2
    return None


def _reports(text: str, start: int, limit: int, facts: Reporting, dashed: bool) -> bool:
    """Whether words begin with a verb of saying, auxiliaries and pronouns aside."""
    if not text[start : start + 1].islower():
        return False
    for number, match in enumerate(_word.finditer(text, start, min(limit, start + 60))):
        if number >= VERB_WITHIN or text.find(",", start, match.start()) >= 0:
            return False
        for word in _parts(match[0], facts):
            if not (dashed or number or word in facts.auxiliary) and word in facts.genders:
                return False  # "…, il a dit oui": a clause of the speech
            kinds = facts.verbs.get(word, 0)
            sure = word not in facts.ambiguous or number > 0 or dashed
            if kinds & (SAY | TELL | ASIDE | (ACT if dashed else 0)) and sure:
                led = number > 0 and not facts.prodrop
                return dashed or led or _inverted(text, match.end(), facts)
            light = len(word) == 1 or word in facts.auxiliary or word in facts.genders
            if not light and (kinds or not dashed):
                return False
    return False


def _inverted(text: str, end: int, facts: Reporting) -> bool:
    """Whether a name, an article or a hyphened pronoun follows the verb: "dit-il", "dit Ann".

    Where verbs need no pronoun, an article must come with who can speak: "disse o presidente", not
    "disse a verdade".
    """
    if text[end : end + 1] == "-":
        return not facts.prodrop
    following = _word.match(text, end + 1)
    if following is None:
        return False
    word = straight(following[0])
    elided = _elided(facts.elided).match(word)
    article = word in facts.determiners or (elided is not None and elided[0] in facts.determiners)
    if not article or following[0][0].isupper() or not facts.prodrop:
        return following[0][0].isupper() or article
    noun = _word.match(text, end + 1 + len(elided[0])) if elided else None
    noun = noun or _word.match(text, following.end() + 1)
    return noun is not None and (noun[0][0].isupper() or _speaks(noun[0].lower(), facts))


def _speaks(word: str, facts: Reporting) -> bool:
    """Whether a noun names who can speak: a role or a group."""
    return word in facts.roles or word in facts.groups


def _apposes(word: str, facts: Reporting) -> bool:
    """Whether a word goes on with who speaks, not with the speech: "…, maire de Lyon"."""
    return _speaks(word, facts) or word in facts.light


@cache
def _elided(elided: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, elided)) or "(?!)")


def _parts(word: str, facts: Reporting) -> list[str]:
    """A word without what is elided before it."""
    plain = straight(word)
    match = _elided(facts.elided).match(plain)
    return [plain[match.end() :]] if match and match.end() < len(plain) else [plain]


def _trimmed(text: str, start: int, end: int) -> int:
    """The end of speech without the spaces and commas behind it."""
    while end > start and (text[end - 1] in _space or text[end - 1] in ",—–―-"):
        end -= 1
    return end
