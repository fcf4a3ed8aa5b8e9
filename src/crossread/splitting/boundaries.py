"""Tagged lines → articles: where one ends and the next begins, and whose each headline is.

In: the lines of a page, their tags and datelines. Out: drafts of articles (which lines are
headline, deck, body) and the lines left over.

A page is a row of *runs* (lines of prose) and of *groups* between them (headings with what hangs
on them: bullets, a link, the headline again). Every group is either inside an article (sub-headings,
lists) or a border. A border's headings may close the article before (pages that print the headline
after the body) or open the next one; what is left between is a teaser. One dynamic programme over
the groups weighs all readings of the page together, because they hang together: a headline can
trail only a body that had none before. What speaks for a border: a dateline, bullets of a deck,
two headlines in a row, the headline printed twice or with a short link, a credit before, and a
change of subject (`topics`); what speaks against: one subject on both sides, a heading of few
words, hardly any text behind it. A heading goes to the body that holds its rare words.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from crossread.model import Metadata
from crossread.splitting import topics
from crossread.splitting.datelines import Dateline
from crossread.splitting.headline import without_site
from crossread.splitting.lines import Line, letters
from crossread.splitting.tags import Tag, is_furniture

# Weights of the signs of a border, chosen by hand; the thresholds of the subject were read off
# pages put together from news articles (news-en-8k): cosines of the lines on both sides of a
# border and inside an article, for stretches of 1, 2, 4 and 8 lines, meet at these values.
PRIOR = -1.9
STRONG_DATELINE = 2.6
BARE_DATELINE = 1.6
BULLETS = 1.5
SEVERAL_HEADS = 0.8
PRINTED_AGAIN = 0.8
CREDIT_BEFORE = 0.6
LONG_HEAD = 0.4
PULL = 1.5  # words of the heading that stand on one side only
SHORT_HEAD = -0.8
LITTLE_TEXT = -1.0
ONE_LINE_BEFORE = -1.8  # a caption or a lead may stand before the line with the dateline
EXTRACTED = -5.0  # an extractor looked for one article, and found these lines
OTHER_ELEMENT = 5.5  # HTML: prose in another <article> element than the prose before
TOPIC_MEETS = {1: 0.03, 2: 0.05, 4: 0.08, 8: 0.095}
TOPIC_WEIGHT = {1: 0.7, 2: 1.3, 4: 2.0, 8: 2.6}
WINDOW = 8  # lines looked at on each side of a group
WIDE = 12  # lines of a body that a headline is compared with
LONG_HEAD_WORDS = 6
SHORT_HEAD_WORDS = 3
LITTLE_TEXT_WORDS = 25

TEASER_COST = -0.35
NO_HEADLINE_COST = -0.5
TITLE_BONUS = 2.0
DECK_WORDS = 6
DECK_LIKE_WORDS = 18  # a longer one is a deck rather than a headline
FIRST_PULL = 0.3  # nothing stands before the first group: the words of a heading tell less there
EDGE = 5  # headings looked at from each end of a group; in between are only teasers


class Draft(Struct):
    """An article in the making: numbers of its lines."""

    headline: int | None
    deck: list[int]
    body: list[int]


class _Unit(Struct):
    head: int
    bullets: list[int]
    copied: bool = False


class _Group(Struct):
    units: list[_Unit]
    credit: bool = False
    dateline: Dateline | None = None


class _Choice(Struct, frozen=True):
    """A reading of one group.

    Args:
        border: whether a new article begins behind it.
        trail: number of first units that belong to the article before.
        head: which unit is the headline of the article behind; -1 for none.
    """

    border: bool
    trail: int = 0
    head: int = -1


class _Page(Struct):
    lines: Sequence[Line]
    runs: list[list[int]]
    groups: list[_Group]
    subjects: topics.Subjects
    title: str
    outlet: str | None
    extracted: bool
    pulls: dict[tuple[int, int], float]


def drafts(
    lines: Sequence[Line],
    tags: Sequence[Tag],
    opened: Mapping[int, Dateline],
    metadata: Metadata,
) -> list[Draft]:
    """The articles of a page, in the order of their bodies.

    Args:
        lines: of the page.
        tags: one a line.
        opened: datelines by line number.
        metadata: its title names the main article's headline.

    Returns:
        Drafts; lines that are in none and have no furniture tag are left over.
    """
    page = _gathered(lines, tags, opened, metadata)
    if not page.runs:
        return []
    return _built(page, _best_reading(page))


def _gathered(
    lines: Sequence[Line],
    tags: Sequence[Tag],
    opened: Mapping[int, Dateline],
    metadata: Metadata,
) -> _Page:
    """The runs and groups of the page, and the subject words of each line."""
    runs: list[list[int]] = []
    groups = [_Group([])]
    in_run = False
    credit = False
    for number, tag in enumerate(tags):
        if tag == "prose":
            if in_run and (number in opened or credit):
                groups.append(_Group([], credit))
                in_run = False
            if not in_run:
                runs.append([])
                groups[-1].dateline = opened.get(number)
                in_run = True
            runs[-1].append(number)
            credit = False
        elif tag == "heading":
            if in_run:
                groups.append(_Group([], credit))
                in_run = credit = False
            groups[-1].units.append(_Unit(number, []))
        elif tag == "bullet":
            if in_run:
                runs[-1].append(number)
            elif groups[-1].units:
                groups[-1].units[-1].bullets.append(number)
        elif not in_run and groups[-1].units:
            groups[-1].units[-1].copied |= tag in ("repeat", "slug", "share")
        elif in_run:
            credit |= tag == "credit"
    if in_run:
        groups.append(_Group([], credit))
    subjects = topics.Subjects(lines, [i for i, tag in enumerate(tags) if not is_furniture(tag)])
    extracted = any(line.content for line in lines)
    title = letters(metadata.title or "")
    return _Page(lines, runs, groups, subjects, title, metadata.outlet, extracted, {})


def _best_reading(page: _Page) -> list[_Choice]:
    """The choices of the best reading, one a group: dynamic programme over (article has headline).

    Cost is linear in the groups: each has a bounded number of readings and two states.
    """
    last = len(page.groups) - 1
    table: list[dict[bool, tuple[float, bool, _Choice]]] = []
    scores = {False: 0.0}
    for number in range(last + 1):
        reached: dict[bool, tuple[float, bool, _Choice]] = {}
        readings = _readings(page, number)
        for before, so_far in scores.items():
            for choice, score, needs_none, after in readings:
                if needs_none and before:
                    continue
                total = so_far + score
                if (choice.border or number == last) and not before and not choice.trail:
                    total += NO_HEADLINE_COST if number else 0.0
                state = before if after is None else after
                if state not in reached or total > reached[state][0]:
                    reached[state] = (total, before, choice)
        table.append(reached)
        scores = {state: entry[0] for state, entry in reached.items()}
    state = max(sorted(scores), key=lambda s: scores[s])
    choices: list[_Choice] = []
    for reached in reversed(table):
        _, before, choice = reached[state]
        choices.append(choice)
        state = before
    return choices[::-1]


def _readings(page: _Page, number: int) -> list[tuple[_Choice, float, bool, bool | None]]:
    """All readings of a group: the choice, its score, whether it needs an article without a
    headline before it, and whether the article behind it has one (None: the same article goes on).
    """
    units = page.groups[number].units
    first, last = number == 0, number == len(page.groups) - 1
    found: list[tuple[_Choice, float, bool, bool | None]] = []
    if not first and not last:
        found.append((_Choice(False), _inside(page, number), False, None))
    border = 0.0 if first or last else _border(page, number)
    trails = [0] if first else [0, *range(1, min(2, len(units)) + 1)]
    for trail in trails:
        score = border + _trail_score(page, number, trail)
        rest = range(trail, len(units))
        if last:
            total = score + TEASER_COST * len(rest)
            found.append((_Choice(False, trail), total, trail > 0, None))
            continue
        if not rest:
            found.append((_Choice(True, trail), score, trail > 0, False))
            continue
        heads = [u for u in rest if u - trail < EDGE or len(units) - u <= EDGE]
        for head in heads:
            total = score + _lead_score(page, number, trail, head)
            found.append((_Choice(True, trail, head), total, trail > 0, True))
        if first:
            found.append((_Choice(True, trail), score + 2 * TEASER_COST, trail > 0, False))
    return found


def _inside(page: _Page, number: int) -> float:
    """Score of a group as part of one article."""
    units = page.groups[number].units
    long = sum(page.lines[u.head].words >= LONG_HEAD_WORDS + 2 for u in units)
    title = any(_is_title(page, u.head) for u in units)
    return -0.2 * long - 0.4 * max(0, len(units) - 1) - TITLE_BONUS * title


def _border(page: _Page, number: int) -> float:
    """Evidence that a new article begins behind a group."""
    group = page.groups[number]
    score = PRIOR + _topic(page, number)
    if group.dateline is not None:
        score += STRONG_DATELINE if group.dateline.strong else BARE_DATELINE
    if group.credit:
        score += CREDIT_BEFORE
    if page.extracted:
        score += EXTRACTED
    one, two = page.lines[page.runs[number - 1][-1]], page.lines[page.runs[number][0]]
    if one.part is not None and two.part is not None and one.part != two.part:
        score += OTHER_ELEMENT
    if group.units:
        words = max(page.lines[u.head].words for u in group.units)
        score += BULLETS * bool(group.units[-1].bullets) * (words >= LONG_HEAD_WORDS - 1)
        score += SEVERAL_HEADS * (len(group.units) in (2, 3))
        score += PRINTED_AGAIN * any(u.copied for u in group.units)
        score += LONG_HEAD * (words >= LONG_HEAD_WORDS)
        score += SHORT_HEAD * (words <= SHORT_HEAD_WORDS)
        score += PULL * max(abs(_pull(page, number, u.head)) for u in group.units[-2:])
    elif len(page.runs[number - 1]) == 1:
        score += ONE_LINE_BEFORE
    behind = sum(page.lines[i].words for i in page.runs[number])
    return score + LITTLE_TEXT * (behind < LITTLE_TEXT_WORDS)


def _topic(page: _Page, number: int) -> float:
    """How much the subject changes at a group: negative where it goes on."""
    before, after = _stretch(page, number, -1, WINDOW), _stretch(page, number, 1, WINDOW)
    size = min(len(before), len(after))
    step = max((n for n in TOPIC_MEETS if n <= size), default=0)
    if not step:
        return 0.0
    meets = TOPIC_MEETS[step]
    shared = topics.affinity(page.subjects.of(before), page.subjects.of(after))
    change = (meets - shared) / meets
    return TOPIC_WEIGHT[step] * max(-1.5, min(1.0, change))


def _stretch(page: _Page, number: int, step: int, size: int) -> list[int]:
    """Up to `size` lines of prose before (-1) or behind (1) a group, to the next sure border."""
    found: list[int] = []
    at = number - 1 if step < 0 else number
    while 0 <= at < len(page.runs) and len(found) < size:
        run = page.runs[at]
        found += (run[::-1] if step < 0 else run)[: size - len(found)]
        edge = at if step < 0 else at + 1
        if _sure(page.groups[edge]):
            break
        at += step
    return found


def _sure(group: _Group) -> bool:
    deck = bool(group.units) and bool(group.units[-1].bullets)
    return deck or (group.dateline is not None and group.dateline.strong)


def _pull(page: _Page, number: int, head: int) -> float:
    """-1..1: whether a heading's words stand in the body behind (1) or in the one before (-1)."""
    known = page.pulls.get((number, head))
    if known is None:
        words = page.subjects.of([head])
        before = page.subjects.of(_stretch(page, number, -1, WIDE))
        behind = page.subjects.of(_stretch(page, number, 1, WIDE))
        known = topics.held_by(words, behind) - topics.held_by(words, before)
        page.pulls[number, head] = known
    return known


def _trail_score(page: _Page, number: int, trail: int) -> float:
    """Score of the first units as headline and deck of the body before."""
    if not trail:
        return 0.0
    units = page.groups[number].units
    score = -_pull(page, number, units[0].head) + _headlike(page, units[0])
    for unit in units[1:trail]:
        score += -_pull(page, number, unit.head) - 0.2 - 0.5 * bool(unit.bullets)
    return score


def _lead_score(page: _Page, number: int, trail: int, head: int) -> float:
    """Score of a unit as the headline behind; those before it are teasers, those after decks."""
    units = page.groups[number].units
    unit = units[head]
    pull = _pull(page, number, unit.head)
    score = (pull if number else FIRST_PULL * pull) + _headlike(page, unit)
    before = units[trail:head]
    after = units[head + 1 :]
    score += sum(TEASER_COST if page.lines[u.head].words > 3 else -0.05 for u in before[-EDGE:])
    for later in after[:EDGE]:
        line = page.lines[later.head]
        deck = line.words >= DECK_WORDS and line.role != "heading" and not later.copied
        score += 0.1 * _pull(page, number, later.head) - (0.1 if deck else 0.35)
        score -= 0.6 * bool(later.bullets)
        score -= 0.5 * _is_title(page, later.head)
    return score + (TITLE_BONUS if _is_title(page, unit.head) else 0.0)


def _headlike(page: _Page, unit: _Unit) -> float:
    line = page.lines[unit.head]
    score = 0.2 * (line.words >= LONG_HEAD_WORDS) + 0.2 * (line.role == "heading")
    score -= 0.2 * (line.words > DECK_LIKE_WORDS)
    score += 0.4 * (without_site(line.text, page.outlet) < len(line.text))
    return score - 0.4 * (line.words <= SHORT_HEAD_WORDS)


def _is_title(page: _Page, head: int) -> bool:
    return bool(page.title) and page.lines[head].key == page.title


def _built(page: _Page, choices: Sequence[_Choice]) -> list[Draft]:
    """The articles of a reading."""
    found: list[Draft] = []
    for number, choice in enumerate(choices):
        units = page.groups[number].units
        if choice.trail and found:
            found[-1].headline = units[0].head
            found[-1].deck += units[0].bullets
            for unit in units[1 : choice.trail]:
                found[-1].deck += [unit.head, *unit.bullets]
        if number == len(page.runs):
            if page.extracted and found:
                rest = units[choice.trail :]
                found[-1].body += [i for u in rest for i in (u.head, *u.bullets)]
            break
        if choice.border or not found:
            found.append(Draft(None, [], []))
            if choice.head >= 0:
                _lead(page, found[-1], units[choice.head :])
        else:
            found[-1].body += [i for u in units for i in (u.head, *u.bullets)]
        found[-1].body += page.runs[number]
    return found


def _lead(page: _Page, draft: Draft, units: Sequence[_Unit]) -> None:
    """The headline, and what stands between it and the body: decks, or a first sub-heading."""
    draft.headline = units[0].head
    draft.deck += units[0].bullets
    for unit in units[1:]:
        line = page.lines[unit.head]
        long = line.words >= DECK_WORDS and line.role != "heading"
        (draft.deck if long and not draft.body else draft.body).append(unit.head)
        draft.body += unit.bullets
