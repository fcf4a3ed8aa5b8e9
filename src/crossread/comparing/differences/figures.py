"""Differences of figures: rival statements of one quantity.

In: the members of a point. Out: pairs of figures that have no equal on the other side and count or
measure the same thing as far as the text tells; and, as minor ones, pairs of one value that is told
more or less exactly ("about 50", "more than 50").
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from crossread.comparing.differences.anchors import overlaps
from crossread.comparing.differences.multiples import multiples
from crossread.comparing.differences.phrases import plain
from crossread.comparing.differences.sides import Found, Reading, Side, agreeing
from crossread.comparing.differences.stances import operators
from crossread.comparing.differences.whose import of_others, other_ages
from crossread.comparing.quantities import (
    comparable,
    exactness,
    ratio,
    rest_of,
    same_quantity,
    sum_of,
    sum_of_both,
)
from crossread.model import Annotated, Figure

AGREED = 0.5
"""Probability that two members say the same from which their figures can be rivals: of what `sides.LEAST_AGREED`
adds on `examples/rehearsal`, more are wrong than right."""
THING = 0.4
"""Cosine from which two counted things are taken for the same; lower than for statements, since
the statements agree already."""
ONE_THING = 0.6
"""Cosine from which two counted things are the same for sure, so that numbers may lie far apart."""
OTHER_THING = 0.1
"""Cosine under which two counted things are taken for different ones, whatever their numbers."""
TELLING = 10.0
"""From here on, figures of one unit and magnitude in one point are rivals whatever they count."""
FARTHEST = 3.0
"""Ratio from which two figures in one point are of different things ("23 dead", "289 rescued")."""
SLIPS = (10.0, 100.0, 1000.0)
"""But for these: a slip of the decimal point."""
COUNTED = frozenset({"count", "ordinal"})
"""Units of figures whose span holds the number alone."""
UNNAMED = 2.0
"""The same for two sums or measures of which nothing is printed that tells of what."""
BREATH = 80
"""Characters between two figures that are told in one breath."""
NEGATION = 16
"""Characters before a figure in which the word stands that says it is not so much."""
CONVERTED = 1.006
"""Ratio of two figures that may be one in two units: 102 mph, 164 km/h."""
MAGNITUDE = 1.5
"""Ratio up to which two figures of one unit may be rival counts of one thing."""


def figures(
    sides: Sequence[Side], reading: Reading, articles: Sequence[Annotated] = ()
) -> list[Found]:
    """The figures that differ between members.

    Args:
        sides: the members of a point.
        reading: tells whether two counted things are alike.
        articles: of the story: of two figures that one of them tells, neither stands for the other.
    """
    found: list[Found] = []
    telling = [_without_dismissed(side) for side in sides]
    for a, b in agreeing(telling, reading, AGREED):
        found += [
            Found("figure", f.unit, (f.span, g.span), minor=True)
            for f in a.figures
            for g in b.figures
            if f.unit == g.unit and exactness(f, g)
        ]
        found += multiples(a, b)
        left, right = _unanswered(a, b), _unanswered(b, a)
        alone = len(left) == len(right) == 1
        rivals = [
            (f.unit != g.unit, ratio(f, g), i, j)
            for i, f in enumerate(left)
            for j, g in enumerate(right)
            if comparable(f, g) and _rivals(f, g, alone, _answer(f, g, a, b, reading), reading)
            if not _multiple(f, g, (*a.figures, *b.figures))
            if not other_ages(f, a, g, b, reading) and of_others(f, a) == of_others(g, b)
            if not (sum_of_both(f, g, (*a.figures, *b.figures)) or _both_told(f, g, articles))
            if not (rest_of(f, g, (*a.figures, *b.figures)) and not _same_thing(f, g, reading))
        ]
        taken: set[tuple[str, int]] = set()
        for _, _, i, j in sorted(rivals):
            if ("left", i) not in taken and ("right", j) not in taken:
                taken |= {("left", i), ("right", j)}
                found.append(Found("figure", left[i].unit, (left[i].span, right[j].span)))
    return found


def _without_dismissed(side: Side) -> Side:
    """A member without the figures of which it says that they are not right."""
    told = tuple(f for f in side.figures if not _dismissed(f, side.annotated))
    return side if len(told) == len(side.figures) else replace(side, figures=told)


def _unanswered(side: Side, other: Side) -> list[Figure]:
    """The figures of a member that the other does not have, not as a sum or as parts of one."""
    return [
        f
        for f in side.figures
        if not any(same_quantity(f, g) for g in other.figures)
        and not _told_elsewhere(f, other)
        and not sum_of(f, other.figures)
        and not any(
            sum_of(g, side.figures) and g.unit == f.unit and f.value < g.value
            for g in other.figures
        )
    ]


def _told_elsewhere(f: Figure, side: Side) -> bool:
    """Whether an article tells the very same quantity elsewhere: then it tells something else here.

    Small counts come back by chance.
    """
    if f.unit == "count" and abs(f.value) < TELLING:
        return False
    return any(
        f.unit == g.unit and f.value == g.value and not _dismissed(g, side.annotated)
        for g in side.annotated.figures
    )


def _both_told(f: Figure, g: Figure, articles: Sequence[Annotated]) -> bool:
    """Whether one article tells both quantities in one breath: then they are two."""
    return any(
        abs(x.span.start - y.span.start) <= BREATH
        for one in articles
        for x in one.figures
        if _equal(f, x)
        for y in one.figures
        if _equal(g, y) and not (_dismissed(x, one) or _dismissed(y, one))
    )


def _dismissed(f: Figure, annotated: Annotated) -> bool:
    """Whether an article says that it is not so much: "38, not 41"."""
    before = plain(annotated.page.text[max(0, f.span.start - NEGATION) : f.span.start]).rstrip()
    found = operators(before, annotated.article.language)
    return any(o.kind in ("not", "not_both") and o.end == len(before) for o in found)


def _equal(f: Figure, g: Figure) -> bool:
    """Whether two figures are one number, maybe in two units."""
    return f.high is None and g.high is None and comparable(f, g) and ratio(f, g) < CONVERTED


def _answer(f: Figure, g: Figure, a: Side, b: Side, reading: Reading) -> bool:
    """Whether what two figures count is answered by each other in their members, or two ranks are.

    That two numbers answer each other, or "seconds", tells nothing.
    """
    spans = [(f.of, g.of)]
    if f.unit == "ordinal":
        spans.append((f.span, g.span))
    for one, other in spans:
        if one is None or other is None:
            continue
        left, right = [a.place(one)], [b.place(other)]
        if any(
            overlaps(x.left, left) and overlaps(x.right, right)
            for x in reading.aligned(a.text, b.text)
        ):
            return True
    return False


def _rivals(f: Figure, g: Figure, alone: bool, answer: bool, reading: Reading) -> bool:
    """Whether two figures of one unit can be rival statements of the same thing.

    Args:
        f: a figure that the other member does not have,
        g: and one of the other.
        alone: whether neither member has another one.
        answer: whether they answer each other in their members.
        reading: tells whether two counted things are alike.
    """
    if f.unit == "ordinal" and not answer:
        return False
    times = ratio(f, g)
    slip = any(math.isclose(times, slip, rel_tol=0.01) for slip in SLIPS)
    if _transposed(f, g) or (slip and alone):
        return _may_be_same_thing(f, g, reading)
    far = times >= (min(SLIPS) if alone and _one_thing(f, g, reading) else FARTHEST)
    if far and not slip:
        return False
    if f.unit == "count" and (f.value == int(f.value)) != (g.value == int(g.value)):
        return False
    if (answer and alone) or _same_thing(f, g, reading):
        return True
    small = f.unit == "count" and min(abs(f.value), abs(g.value)) < TELLING
    if small and (f.of is None) != (g.of is None):
        return False
    unnamed = alone and not small and (f.of is None or g.of is None)
    return times <= (UNNAMED if unnamed else MAGNITUDE) and _may_be_same_thing(f, g, reading)


def _transposed(f: Figure, g: Figure) -> bool:
    """Whether two figures of one unit have the same digits in another order, the commonest slip with
    numbers: 63 and 36, 350 and 530, 412,000 and 421,000.
    """
    if f.unit != g.unit or f.value == g.value or f.high is not None or g.high is not None:
        return False
    digits = [f"{abs(x.value):.10g}".replace(".", "").strip("0") for x in (f, g)]
    return (
        min(abs(f.value), abs(g.value)) >= TELLING
        and min(map(len, digits)) >= 2
        and sorted(digits[0]) == sorted(digits[1])
    )


def _one_thing(f: Figure, g: Figure, reading: Reading) -> bool:
    """Whether two figures count what is called by the same word in both members."""
    return (
        f.of is not None and g.of is not None and reading.alike(f.of.text, g.of.text) >= ONE_THING
    )


def _multiple(f: Figure, g: Figure, others: Sequence[Figure]) -> bool:
    """Whether one figure is the other times a third one that is told too (three doses of 85 euros are
    255), or a monthly sum told for the year.
    """
    times = ratio(f, g)
    if f.unit == "count":
        return False
    counted = {12.0} | {x.value for x in others if x.unit == "count"}
    return times >= 2 and any(math.isclose(times, n, rel_tol=0.01) for n in counted)


def _same_thing(f: Figure, g: Figure, reading: Reading) -> bool:
    """Whether two figures of one unit count or measure the same thing, as far as it is printed.

    Of two sums of money in statements that agree, nothing need be printed.
    """
    if f.unit not in COUNTED and f.of is None and g.of is None:
        return ratio(f, g) <= UNNAMED or ratio(f, g) >= min(SLIPS)
    if f.of is None or g.of is None:
        return False
    return reading.alike(f.of.text, g.of.text) >= THING


def _may_be_same_thing(f: Figure, g: Figure, reading: Reading) -> bool:
    """Whether nothing printed says that two figures of one magnitude count different things.

    "1,200 jobs" and "1,400 lay-offs" in one point do, although the nouns are not alike; small
    numbers of different things stand near each other by chance.
    """
    if f.of is None or g.of is None or min(abs(f.value), abs(g.value)) >= TELLING:
        return True
    return reading.alike(f.of.text, g.of.text) >= OTHER_THING
