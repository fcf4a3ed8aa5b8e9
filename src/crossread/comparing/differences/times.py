"""Differences of times: rival days, months, years, and times of day.

In: the members of a point. Out: pairs of times that cannot both be right, one a pair of members. Each
time is read by `whens`. `In July` and `1 July` agree, so do `7:50` and `shortly before eight`;
`mid-2027` and the end of 2027 do not. Days told by their weekday alone agree when they lie whole weeks
apart, and months without a year when they are the same: they were resolved to the last one here and
to the next one there.

Members tell of several things, each at its time. So rivals are looked for among times that nothing on
the other side answers, that are told about as finely, not one as a beginning and one as an end, and
not one in the past and one to come. Of several pairs the one is taken whose clauses answer each other
best, by their aligned words; a pair whose clauses answer others is none.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta

from crossread.comparing.differences.anchors import (
    Place,
    anchors,
    clauses_of,
    overlaps,
    weight_of,
)
from crossread.comparing.differences.hours import DAY_PARTS
from crossread.comparing.differences.sides import Found, Reading, Side, best_pairs
from crossread.comparing.differences.stances import Clause
from crossread.comparing.differences.whens import When, when
from crossread.comparing.moments import DAY

HALF_DAY = 720
"""Minutes after which a clock shows the same."""
SLACK = 30
"""Minutes by which a clock may lie outside the part of the day that the other member names."""
SMALL_HOURS = 480
"""Minutes of a day up to which the night before it may last."""
LATE = 1320
"""Minutes of a day from which it is night."""
ANSWERED = 0.12
"""Share of the lesser clause's weight that must be answered in the other's clause where two times are
not told as finely; set on `examples/rehearsal` and the dev half of `examples/pairs`."""
SURELY = 0.9
"""Probability from which two members surely say the same; set on `examples/rehearsal`."""
FINENESS = ("day", "week", "month", "season", "year")
"""Grains that may contradict each other: equal ones and neighbours, and a day and a month."""


def times(sides: Sequence[Side], reading: Reading) -> list[Found]:
    """The times that differ between members.

    Args:
        sides: the members of a point.
        reading: tells which members, and which of their words, answer each other.
    """
    pairs = best_pairs([side for side in sides if side.times], reading)
    telling = {side.statement.id: side for pair in pairs for side in pair}
    read = {id: [when(t, side) for t in side.times] for id, side in telling.items()}
    found: list[Found] = []
    for a, b in pairs:
        mine, theirs = read[a.statement.id], read[b.statement.id]
        for told, apart, rivals in (
            (_tells_clock, clocks_apart, _rival_clocks),
            (_tells_day, days_apart, _rival_days),
            (_tells_part, parts_apart, _rival_parts),
        ):
            left, right = [
                [w for w in own if told(w) and not _answered(w, own, others, told, apart)]
                for own, others in ((mine, theirs), (theirs, mine))
            ]
            if told is _tells_day and not _of_one_thing(a, b, reading):
                left = [w for w in left if not _elsewhere(w, b)]
                right = [w for w in right if not _elsewhere(w, a)]
            if told is _tells_day and a.statement.kind == b.statement.kind == "quote":
                left, right = _printed(left), _printed(right)
            candidates = [(w, o) for w in left for o in right if apart(w, o) and rivals(w, o)]
            chosen = _chosen(candidates, a, b, reading)
            if chosen is not None:
                found.append(Found("time", "", (chosen[0].time.span, chosen[1].time.span)))
                break
    return found


def _printed(times: Sequence[When]) -> list[When]:
    """Those that say which day they mean: "tomorrow", in someone's words, is the day after these were said,
    whenever an outlet printed them.
    """
    return [
        w
        for w in times
        if w.time.known_from == "text" or any(c.isdigit() for c in w.time.span.text)
    ]


def _of_one_thing(a: Side, b: Side, reading: Reading) -> bool:
    """Whether two members surely say the same and tell one time each: then both tell it of that, whatever
    else the articles tell of these days.
    """
    if reading.agreed is None or not len(a.times) == len(b.times) == 1:
        return False
    return reading.agreed(a.statement.id, b.statement.id) >= SURELY


def _elsewhere(one: When, side: Side) -> bool:
    """Whether an article names a day elsewhere: then it tells something else of it."""
    day = (one.time.value or "")[:DAY]
    others = [t for t in side.annotated.times if t not in side.times]
    return bool(day) and any((t.value or "")[:DAY] == day for t in others)


def _answered(
    one: When,
    own: Sequence[When],
    others: Sequence[When],
    told: Callable[[When], bool],
    apart: Callable[[When, When], bool],
) -> bool:
    """Whether a time of the other member can mean the same, or tells nothing that could be compared.

    A month or year that has its equal beside `one` says nothing of `one` itself.
    """
    for other in others:
        if not (_tells_day(other) or _tells_clock(other)):
            return True
        if told is _tells_day and _coarser(other, one) and any(_equal(other, w) for w in own):
            continue
        if _plain(one) == _plain(other) or (told(other) and not apart(one, other)):
            return True
    return False


def _coarser(one: When, other: When) -> bool:
    ranks = [FINENESS.index(w.grain) if w.grain in FINENESS else -1 for w in (one, other)]
    return ranks[0] > ranks[1] >= 0


def _equal(one: When, other: When) -> bool:
    return one.first is not None and (one.first, one.last) == (other.first, other.last)


def _plain(one: When) -> str:
    return one.time.span.text.lower().replace("’", "'")


def _tells_clock(one: When) -> bool:
    return one.minutes is not None


def _tells_day(one: When) -> bool:
    return one.first is not None or one.weekday is not None or one.month_day is not None


def _tells_part(one: When) -> bool:
    return one.minutes is not None or bool(one.part)


def clocks_apart(one: When, other: When) -> bool:
    """Whether two times of day cannot be the same; whole hours apart they may be of two zones."""
    if one.minutes is None or other.minutes is None:
        return False
    between = abs(one.minutes - other.minutes) % HALF_DAY
    between = min(between, HALF_DAY - between)
    if (one.zoned or other.zoned) and between % 60 == 0:
        return False
    return between >= max(one.leeway, other.leeway)


def parts_apart(one: When, other: When) -> bool:
    """Whether a time of day cannot lie in the part of the day that the other names, or two parts
    have no hour in common.
    """
    if one.part and other.part and None in (one.minutes, other.minutes):
        return not _common(one.part, other.part)
    clock, named = (one, other) if one.minutes is not None else (other, one)
    if clock.minutes is None or not named.part or clock.zoned or named.zoned:
        return False
    shown = {clock.minutes} if clock.part else {clock.minutes, (clock.minutes + HALF_DAY) % 1440}
    shown = {clock.minutes} if clock.minutes >= HALF_DAY else shown
    return not any(a - SLACK <= m <= b + SLACK for m in shown for a, b in named.part)


def _common(some: Sequence[tuple[int, int]], others: Sequence[tuple[int, int]]) -> bool:
    """Whether two parts of the day have an hour in common."""
    return any(a < d and c < b for a, b in some for c, d in others)


def days_apart(one: When, other: When) -> bool:
    """Whether two times cannot be on the same day, in the same month or year."""
    if one.first and one.last and other.first and other.last:
        sooner, later = one.last < other.first, other.last < one.first
        if one.ends and other.ends and one.grain == other.grain:
            return (one.first, one.last) != (other.first, other.last)
        if _resolved_otherwise(one, other):
            return False
        if one.before or other.before:
            return (one.before and sooner) or (other.before and later)
        if one.not_before or other.not_before:
            return (one.not_before and later) or (other.not_before and sooner)
        return sooner or later
    known = one if one.first else other
    bare = other if one.first else one
    if bare.weekday is not None:
        if known.grain == "day" and known.first is not None:
            return known.first.isoweekday() != bare.weekday
        return known.weekday is not None and known.weekday != bare.weekday
    if bare.month_day is not None:
        if known.grain == "day" and known.first is not None:
            return (known.first.month, known.first.day) != bare.month_day
        return known.month_day is not None and known.month_day != bare.month_day
    return False


def _resolved_otherwise(one: When, other: When) -> bool:
    """Whether two times differ by what was not printed alone: "Monday" was resolved to the last one
    here and to the next one there, "June" to this year's and the next one's.
    """
    if "text" in (one.time.known_from, other.time.known_from) or one.grain != other.grain:
        return False
    if one.first is None or other.first is None or one.last is None or other.last is None:
        return False
    if one.grain == "day" and (one.by_weekday or other.by_weekday):
        return (one.first - other.first).days % 7 == 0
    if one.grain == "month":
        return one.first.month == other.first.month
    return one.grain == "day" and (
        (one.first.month, one.first.day) == (other.first.month, other.first.day)
    )


def _rival_clocks(one: When, other: When) -> bool:
    return not (one.denied or other.denied)


def _rival_parts(one: When, other: When) -> bool:
    """Whether two parts of one day are told; of two days they are no rivals."""
    if one.denied or other.denied or _tells_day(one) != _tells_day(other):
        return False
    if _common(one.part, other.parts_beside) or _common(other.part, one.parts_beside):
        return False
    return not _tells_day(one) or not days_apart(one, other)


def _rival_days(one: When, other: When) -> bool:
    """Whether two days, months or years that are not the same can be told of one thing."""
    if one.denied or other.denied:
        return False
    if _not_then(one, other) or _not_then(other, one) or one.of_telling != other.of_telling:
        return False
    if (one.since and other.until) or (one.until and other.since):
        return False
    if (one.since, one.until) != (other.since, other.until) and _unlike(one, other):
        return False
    if not _as_fine(one, other) or _one_night(one, other) or _one_night(other, one):
        return False
    return _guessed(one) or _guessed(other) or _tenses_agree(one, other)


def _guessed(one: When) -> bool:
    """Whether a weekday or month alone is told, so that it may be the last one or the next one."""
    return one.by_weekday or (one.grain == "month" and one.time.known_from != "text")


def _not_then(one: When, other: When) -> bool:
    """Whether something is denied of one time and told of the other: not this year, but from the next
    one.
    """
    if not one.negative or other.negative or one.not_before or other.not_before:
        return False
    return one.in_passing or other.until or other.since or other.before


def _tenses_agree(one: When, other: When) -> bool:
    """Whether two times do not lie one before the day of publication and one after it."""
    return {one.tense, other.tense} != {"past", "to come"}


def _as_fine(one: When, other: When) -> bool:
    """Whether two times are told finely enough to contradict each other."""
    grains = {one.grain, other.grain}
    if len(grains) == 1 or "none" in grains or grains == {"day", "month"}:
        return True
    if "range" in grains:
        return False
    places = [FINENESS.index(g) for g in grains]
    return abs(places[0] - places[1]) == 1


def _one_night(one: When, other: When) -> bool:
    """Whether the night of one day goes on in the small hours of the other."""
    if one.first is None or other.first is None or one.first + timedelta(1) != other.first:
        return False
    late = one.part in (DAY_PARTS["night"], DAY_PARTS["late"]) or (one.minutes or 0) >= LATE
    early = any(start == 0 and end <= SMALL_HOURS for start, end in other.part) or (
        other.minutes is not None and other.minutes <= SMALL_HOURS
    )
    return late and early


def _chosen(
    candidates: Sequence[tuple[When, When]], a: Side, b: Side, reading: Reading
) -> tuple[When, When] | None:
    """The rivals whose clauses answer each other best; none whose clauses answer others.

    Of a clause in which nothing answers the other member it is not known which it answers: then
    times must be told as finely, and not be said in passing.
    """
    if not candidates:
        return None
    mine, theirs = clauses_of(a), clauses_of(b)
    left, right = [[s.place(t.span) for t in s.times] for s in (a, b)]
    weights: dict[tuple[int, int], float] = {}
    for x in anchors(a, b, mine, theirs, reading):
        if not overlaps(x.left, left) and not overlaps(x.right, right):
            key = _holding(mine, x.left), _holding(theirs, x.right)
            weights[key] = weights.get(key, 0.0) + x.weight
    scored = []
    for n, (w, o) in enumerate(candidates):
        one = _holding(mine, a.place(w.time.span))
        other = _holding(theirs, b.place(o.time.span))
        between = weights.get((one, other), 0.0)
        answered = any(one == k for k, _ in weights), any(other == m for _, m in weights)
        if _unlike(w, o) or w.in_passing or o.in_passing:
            least = min(weight_of(a, mine[one], reading), weight_of(b, theirs[other], reading))
            unlike, fits = True, between > ANSWERED * least
        else:
            unlike, fits = False, between > 0 or not all(answered)
        if fits:
            scored.append((unlike + (not _tenses_agree(w, o)), -between, n))
    return candidates[min(scored)[2]] if scored else None


def _unlike(one: When, other: When) -> bool:
    """Whether two times are known to be told more finely and less."""
    return one.grain != other.grain and "none" not in (one.grain, other.grain)


def _holding(among: Sequence[Clause], place: Place) -> int:
    """Which clause a place begins in, or the last one before it."""
    return max((n for n, clause in enumerate(among) if clause.start <= place[0]), default=0)
