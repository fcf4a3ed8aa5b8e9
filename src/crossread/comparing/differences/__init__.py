"""Points → where their members disagree.

One file a kind, each looking only between members that say the same thing: `figures` of the same
thing, the `wording` of one quotation within a language, spellings of a person's name (`names`),
`times`, `polarity` (what is affirmed, denied, held open) and `attribution` (the same words, another
speaker). A rounded figure, another unit, an excerpt of a quotation, a name's short form or its form
in another language are not differences. `merging` joins what is found between two members into one
difference a thing, and tells a spelling once a story; `notes` says it in a line. Nothing here judges who is right.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from crossread.comparing.differences.attribution import attribution
from crossread.comparing.differences.figures import FARTHEST, figures
from crossread.comparing.differences.merging import merged, spelt_once, told_once
from crossread.comparing.differences.names import forms, names
from crossread.comparing.differences.notes import note
from crossread.comparing.differences.polarity import polarity
from crossread.comparing.differences.sides import Agreed, Found, Reading, side
from crossread.comparing.differences.times import times
from crossread.comparing.differences.wording import wording
from crossread.comparing.quantities import same_quantity
from crossread.encoding import Encoder
from crossread.model import Difference, Point, Story

__all__ = ["FARTHEST", "same_quantity", "with_differences"]


def with_differences(
    points: Sequence[Point], story: Story, encoder: Encoder, agreed: Agreed | None = None
) -> tuple[tuple[Point, ...], tuple[Difference, ...]]:
    """Find the differences inside each point.

    Args:
        points: of the story.
        story: its articles and entities.
        encoder: tells whether two things or two passages are alike, and which words answer which.
        agreed: how probable it is that two statements, told by their ids, say the same; without it,
            all members of a point are taken to.

    Returns:
        The points, each with the ids of its differences, and the differences in their order.
    """
    by_id = {a.article.id: a for a in story.articles}
    entity_of = {mention: e for e in story.entities for mention in e.mentions}
    reading = Reading(encoder, entity_of, agreed)
    spelt = forms(story)
    every: list[list[Found]] = []
    for point in points:
        sides = [side(m, by_id[m.statement.article]) for m in point.members]
        found = [
            *figures(sides, reading, story.articles),
            *(wording(sides, reading) if point.kind == "quotation" else ()),
            *names(sides, reading, spelt),
            *times(sides, reading),
            *polarity(sides, reading),
            *attribution(sides, reading),
        ]
        every.append(merged(found))
    changed: list[Point] = []
    all_found: list[Difference] = []
    for point, found in zip(points, told_once(spelt_once(every, points)), strict=True):
        made = [
            Difference(f"{point.id}.d{n}", point.id, f.kind, f.spans, note(f, by_id), f.minor)
            for n, f in enumerate(found, start=1)
        ]
        all_found += made
        changed.append(msgspec.structs.replace(point, differences=tuple(d.id for d in made)))
    return tuple(changed), tuple(all_found)
