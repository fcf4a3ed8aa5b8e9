"""Sketches, as they come → stories, as they become known.

In: sketches of articles, one at a time or in batches. Out: events (`events`). Each article gets a
story at once: the one whose articles it is most like on average, or a new one. Two stories that an
article brings together are merged at once. And from time to time, and before each new
day, all that is held is grouped anew, as if it had come together (`settle`), so that the order in
which articles came leaves next to no trace; what changes by that is told as merges and splits.

Articles published more than the window before the newest are let go, with all that was kept of
them: cost and memory depend on the window, not on the length of the stream.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from crossread.linking.clustering import (
    ALONE,
    INSIDE_MOST,
    INSIDE_PAIRS,
    THRESHOLD,
    Inside,
    average_link,
    knowable,
    worth,
)
from crossread.linking.sketches import Sketch
from crossread.linking.window import Window
from crossread.streaming.events import Add, Event, Merge, New, Part, Split

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

Moves = Mapping[int, Mapping[int, list[int]]]  # story → story now → articles

WINDOW_DAYS = 7
LIVE_MOST = 50_000  # articles held at most, whatever their dates
SETTLE_LEAST = 32  # articles after which all is grouped anew…
SETTLE_SHARE = 0.25  # …or this share of those held, whichever is more
YOUNG = 2_048  # articles up to which words change their rarity so that all is weighed anew…
GROWN = 1.5  # …each time so many times as many have come
FAR = 30  # days by which a day may lie ahead of the newest one and still begin
FUTURE = 8  # so many articles must have a day or a later one before it counts as reached


@dataclass(slots=True)
class Held:
    """An article in the window.

    Args:
        id: of the article.
        story: number of its story.
        day: of publication, or of arrival, as far as known; 0 where not.
        near: (n,) positions of earlier articles that it was compared with.
        likeness: (n,) to each.
    """

    id: str
    story: int
    day: int
    near: Ints
    likeness: Floats


class OnlineStories:
    """The stories of a stream.

    Args:
        dimensions: of the encoder's vectors.
        days: how long an article stays in the window, in days of publication, 1 or more; articles
            without a date count as published when they come.
        most: articles held at most, 1 or more; the oldest go first.
    """

    def __init__(self, dimensions: int, *, days: int = WINDOW_DAYS, most: int = LIVE_MOST) -> None:
        if days < 1 or most < 1:
            raise ValueError("days and most are 1 or more")
        self.days = days
        self.most = most
        self.window = Window(dimensions)
        self.articles: dict[int, Held] = {}  # by position, rising
        self.members: defaultdict[int, list[int]] = defaultdict(list)  # of each story, rising
        self.begun = 0  # stories so far
        self.seen = 0  # articles so far
        self.weighed = 0  # of these, how many had come when all was weighed anew
        self.unsettled = 0  # articles since all was grouped anew
        self.newest: list[int] = []  # the latest days seen, rising
        self.latest = 0  # the latest day that has begun
        self.swept = 0  # the day that had been reached when articles were last let go
        self.leaving: defaultdict[int, dict[int, None]] = defaultdict(dict)  # day → its articles
        self.young: dict[int, Sketch] | None = {}  # sketches, while they are few

    def add(self, sketches: Sequence[Sketch]) -> list[Event]:
        """Take in articles.

        Args:
            sketches: any number, with ids that are not held. Those given together are weighed
                together: the larger the batch, the less the order matters.

        Returns:
            What happened, in order: one `New` or `Add` an article, and merges and splits.
        """
        told: list[Event] = []
        batch: list[Sketch] = []
        for sketch in sketches:
            begins = self._begins_a_day(sketch.day)
            if begins or len(batch) == self.most:
                told += self._batch(batch)
                batch = []
                if begins and self.unsettled:
                    told += self._settled()
            batch.append(sketch)
        return told + self._batch(batch)

    def settle(self) -> list[Event]:
        """Group all articles that are held anew, as if they had come together.

        While they are few, how rare words are has changed since the first of them came: then they
        are weighed and compared anew, too.

        Returns:
            What changes by it: first what leaves stories, then what is merged.
        """
        if self.young and self.seen > self.weighed:
            self._weigh_anew(self.young)
        return self._settle()

    def _settle(self) -> list[Event]:
        """Group all articles anew by their likeness as it is known."""
        self.unsettled = 0
        positions = list(self.articles)
        pairs, likeness = self._pairs(positions)
        places = np.searchsorted(np.array(positions, np.int64), pairs[:, ::-1])
        labels = average_link(len(positions), places, likeness)
        groups: dict[int, list[int]] = defaultdict(list)
        for position, label in zip(positions, labels):
            groups[label].append(position)
        return self._regroup(list(groups.values()))

    def _begins_a_day(self, day: int | None) -> bool:
        """Whether an article is the first of its day; days far ahead of the others do not count."""
        if day is not None:
            insort(self.newest, day)
            del self.newest[:-FUTURE]
        if day is None or not self.latest < day <= max(self.latest, self._today()) + FAR:
            return False
        begins = self.latest > 0
        self.latest = day
        return begins

    def _batch(self, sketches: Sequence[Sketch]) -> list[Event]:
        """Take in articles that need no regrouping before the last of them."""
        if not sketches:
            return []
        told = self._settled() if self.unsettled and self._old() else []
        self._let_go(len(sketches))
        start = self.window.top
        pairs = self.window.add(sketches)
        self.seen += len(sketches)
        begins = np.searchsorted(pairs.first, np.arange(start, self.window.top + 1))
        if self.young is not None:
            self.young.update(zip(range(start, self.window.top), sketches))
            if self.seen > YOUNG:
                self.young = None
        for number, sketch in enumerate(sketches):
            part = slice(int(begins[number]), int(begins[number + 1]))
            told += self._place(start + number, sketch, pairs.second[part], pairs.likeness[part])
        self.unsettled += len(sketches)
        if self.unsettled >= max(SETTLE_LEAST, SETTLE_SHARE * len(self.articles)):
            told += self._settled()
        return told

    def _settled(self) -> list[Event]:
        """Group all anew, and weigh anew where so many have come that it matters."""
        return self.settle() if self.seen >= GROWN * self.weighed else self._settle()

    def _weigh_anew(self, young: dict[int, Sketch]) -> None:
        """Compare all articles anew, with the rarity that words have by now."""
        before = list(self.articles.items())
        sketches = [young[position] for position, _ in before]
        self.window, pairs = self.window.anew(sketches)
        self.weighed = self.seen
        begins = np.searchsorted(pairs.first, np.arange(len(before) + 1)).tolist()
        self.articles = {}
        self.members = defaultdict(list)
        self.leaving = defaultdict(dict)
        for position, (_, held) in enumerate(before):
            part = slice(begins[position], begins[position + 1])
            held.near, held.likeness = pairs.second[part], pairs.likeness[part]
            self.articles[position] = held
            self.members[held.story].append(position)
            self.leaving[held.day][position] = None
        self.young = dict(enumerate(sketches))

    def _today(self) -> int:
        """The day that the stream has reached; 0 while no article has a date."""
        return self.newest[0] if self.newest else 0

    def _old(self) -> list[int]:
        """The days before the window that articles are held of; none until another day is reached."""
        if self._today() <= self.swept:
            return []
        limit = self._today() - self.days
        return sorted(day for day in self.leaving if 0 < day < limit)

    def _let_go(self, coming: int) -> None:
        """Forget what is older than the window, and the oldest of what is too much."""
        gone = [position for day in self._old() for position in self.leaving[day]]
        self.swept = self._today()
        surplus = len(self.articles) + coming - self.most - len(gone)
        if surplus > 0:
            old = set(gone)
            gone += islice((position for position in self.articles if position not in old), surplus)
        for position in gone:
            self._forget(position)
        self.window.let_go(gone)

    def _forget(self, position: int) -> None:
        held = self.articles.pop(position)
        if self.young:
            del self.young[position]
        self.members[held.story].remove(position)
        if not self.members[held.story]:
            del self.members[held.story]
        del self.leaving[held.day][position]
        if not self.leaving[held.day]:
            del self.leaving[held.day]

    def _place(self, position: int, sketch: Sketch, near: Ints, likeness: Floats) -> list[Event]:
        """Give one article its story, and merge what it brings together."""
        day = self.latest if sketch.day is None else min(sketch.day, self.latest)
        self.leaving[day][position] = None
        sums: dict[int, tuple[float, int]] = {}
        for other, value in zip(near.tolist(), likeness.tolist()):
            story = self.articles[other].story
            total, known = sums.get(story, (0.0, 0))
            sums[story] = (total + value, known + 1)
        fits = sorted(
            (-value, story)
            for story, (total, known) in sums.items()
            if (value := self._worth(total, known, story)) >= THRESHOLD
        )
        if fits:
            story = fits[0][1]
            event: Event = self._added(position, sketch, story, near, likeness)
        else:
            self.begun += 1
            story = self.begun
            event = New(
                story=name(story), article=sketch.id, headline=sketch.headline,
                language=sketch.language, published=_iso(sketch.day), url=sketch.address,
                source_id=sketch.source_id,
            )  # fmt: skip
        self.articles[position] = Held(sketch.id, story, day, near, likeness)
        self.members[story].append(position)
        told = [event]
        for _, other_story in fits[1:]:
            kept, gone = min(story, other_story), max(story, other_story)
            ones, others = self.members[kept], self.members[gone]
            total, known = self._sum(ones, others)
            pairs = knowable(len(ones), len(others))
            value = worth(total, known, pairs, self._inside(ones), self._inside(others))
            if value >= THRESHOLD:
                self._move(others, kept)
                told.append(Merge(name(kept), (name(gone),), round(total / known, 4)))
                story = kept
        return told

    def _added(
        self, position: int, sketch: Sketch, story: int, near: Ints, likeness: Floats
    ) -> Add:
        """The event of an article that joins a story."""
        best, nearest = max(
            (value, -other)
            for other, value in zip(near.tolist(), likeness.tolist())
            if self.articles[other].story == story
        )
        return Add(
            story=name(story), article=sketch.id, headline=sketch.headline,
            language=sketch.language, near=self.articles[-nearest].id, likeness=round(best, 4),
            shared=self.window.shared(position, -nearest),
            days=self.window.days(position, -nearest),
            published=_iso(sketch.day), url=sketch.address,
                source_id=sketch.source_id,
        )  # fmt: skip

    def _move(self, positions: Iterable[int], story: int) -> None:
        """Put articles into another story."""
        for position in list(positions):
            held = self.articles[position]
            self.members[held.story].remove(position)
            if not self.members[held.story]:
                del self.members[held.story]
            held.story = story
            insort(self.members[story], position)

    def _pairs(self, positions: Sequence[int]) -> tuple[Ints, Floats]:
        """(m, 2) the pairs compared among these articles, later one first, and their likeness."""
        held = [self.articles[position] for position in positions]
        later = np.repeat(np.array(positions, np.int64), [len(one.near) for one in held])
        earlier = np.concatenate([one.near for one in held] or [np.empty(0, np.int64)])
        likeness = np.concatenate([one.likeness for one in held] or [np.empty(0, np.float32)])
        inside = np.isin(earlier, np.array(positions, np.int64))
        return np.stack((later[inside], earlier[inside]), axis=1), likeness[inside]

    def _worth(self, total: float, known: int, story: int) -> float:
        """What speaks for one more article in a story, by its likeness to `known` of its articles."""
        return worth(total, known, knowable(1, len(self.members[story])), ALONE, ALONE)

    def _sum(self, ones: Sequence[int], others: Sequence[int]) -> tuple[float, int]:
        """Likeness of the articles of two groups, summed up, and the number of pairs known."""
        pairs, likeness = self._pairs([*ones, *others])
        sides = np.isin(pairs, np.array(list(ones), np.int64))
        across = sides[:, 0] != sides[:, 1]
        return float(likeness[across].sum()), int(across.sum())

    def _between(self, ones: Sequence[int], others: Sequence[int]) -> float:
        """Mean likeness of the articles of two groups, as far as known; 0 where nothing is."""
        total, known = self._sum(ones, others)
        return round(total / max(1, known), 4)

    def _inside(self, group: Sequence[int]) -> Inside:
        """What is known of the likeness inside a group."""
        _, likeness = self._pairs(group)
        total = float(np.minimum(likeness, INSIDE_MOST).sum())
        counted = max(float(len(likeness)), knowable(len(group), len(group) - 1) / 4)
        return Inside(ALONE.total + total, INSIDE_PAIRS + counted)

    def _regroup(self, groups: Sequence[Sequence[int]]) -> list[Event]:
        """Make the stories those of a new grouping; a group goes on as the story most of it was."""
        overlaps: dict[tuple[int, int], int] = defaultdict(int)
        for number, group in enumerate(groups):
            for position in group:
                overlaps[number, self.articles[position].story] += 1
        goes_on: dict[int, int] = {}
        taken: set[int] = set()
        for (number, story), _ in sorted(overlaps.items(), key=lambda o: (-o[1], o[0][1], o[0][0])):
            if number not in goes_on and story not in taken:
                goes_on[number] = story
                taken.add(story)
        moved: dict[int, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
        for number, group in enumerate(groups):
            if number not in goes_on:
                self.begun += 1
                goes_on[number] = self.begun
            for position in group:
                moved[self.articles[position].story][goes_on[number]].append(position)
        told = self._splits(moved) + self._merges(moved)
        for story, parts in moved.items():
            for new, positions in parts.items():
                if new != story:
                    self._move(positions, new)
        return told

    def _splits(self, moved: Moves) -> list[Event]:
        told: list[Event] = []
        for story in sorted(moved):
            leave = {new: moved[story][new] for new in sorted(moved[story]) if new != story}
            stay = moved[story].get(story, [])
            if not leave or (not stay and len(leave) == 1):
                continue
            parts = [stay, *leave.values()] if stay else list(leave.values())
            alike = self._between(parts[0], [p for part in parts[1:] for p in part])
            into = tuple(
                Part(name(new), tuple(self.articles[p].id for p in leave[new])) for new in leave
            )
            told.append(Split(name(story), into, alike))
        return told

    def _merges(self, moved: Moves) -> list[Event]:
        into: dict[int, list[int]] = defaultdict(list)
        for story in sorted(moved):
            if len(moved[story]) == 1 and story not in moved[story]:
                into[next(iter(moved[story]))].append(story)
        told: list[Event] = []
        for story in sorted(into):
            gone = [p for old in into[story] for p in moved[old][story]]
            stay = [p for old in moved if old not in into[story] for p in moved[old].get(story, [])]
            alike = self._between(stay, gone)
            told.append(Merge(name(story), tuple(name(old) for old in into[story]), alike))
        return told


def name(story: int) -> str:
    """The id of a story by its number."""
    return f"s{story}"


def _iso(day: int | None) -> str | None:
    return date.fromordinal(day).isoformat() if day else None
