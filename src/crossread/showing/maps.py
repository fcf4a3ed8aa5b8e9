"""Articles of a story → a small picture of time and outlet: where each stands, what links them.

Places along the picture are shares of its width and places down it are rows, so that the picture
fits any screen without a script and its letters keep their size. Only what the pages state is
drawn: an article without a date stands apart, before the axis.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from crossread.comparing.moments import DAY
from crossread.model import Link
from crossread.showing.views import Source
from crossread.showing.wording import Wording

ROW = 26  # height of a row in px, as in the style sheet
UNDATED = 3.0  # place of what has no date, in percent of the width
LEFT, RIGHT = 9.0, 96.0  # ends of the axis
TICKS = 4


@dataclass(frozen=True, slots=True)
class Dot:
    """An article in the picture.

    Args:
        source: the article.
        x: percent of the width.
        y: px from the top.
        day: ends of the day that it states without an hour, in percent, where hours are drawn.
    """

    source: Source
    x: float
    y: int
    day: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Tie:
    """A link drawn from one dot to another; `same` where both stand at the same time."""

    kind: str
    tint: str
    directed: bool
    start: Dot
    end: Dot
    same: bool


@dataclass(frozen=True, slots=True)
class Tick:
    """A labelled place of the axis."""

    x: float
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class MapView:
    """The picture.

    Args:
        dots: one an article, a row each.
        ties: links between them.
        ticks: of the axis; none where no article has a date.
        height: in px.
        undated: how many have no date.
        days: whether some state a day without its hour while hours are drawn.
    """

    dots: tuple[Dot, ...]
    ties: tuple[Tie, ...]
    ticks: tuple[Tick, ...]
    height: int
    undated: int
    days: bool


def map_view(sources: Sequence[Source], links: Iterable[Link], words: Wording) -> MapView | None:
    """The picture of a story; None where neither a date nor a link is known.

    Args:
        sources: its articles.
        links: between them.
        words: the dossier's own language.
    """
    links = tuple(links)
    times = {s.id: moment(s.date) for s in sources}
    known = [t for t in times.values() if t is not None]
    hours = any(t.time() != time.min for t in known)
    days = {s.id for s in sources if hours and len(s.date) == DAY and times[s.id] is not None}
    known += [t + timedelta(hours=24) for id, t in times.items() if id in days and t is not None]
    if not known and not links:
        return None
    scale = Scale(known, hours)
    ordered = sorted(
        sources, key=lambda s: (s.account, times[s.id] is None, times[s.id] or datetime.min)
    )
    dots: dict[str, Dot] = {}
    for row, source in enumerate(ordered):
        when, y = times[source.id], row * ROW + ROW // 2
        if when is None:
            dots[source.id] = Dot(source, UNDATED, y)
        elif source.id in days:
            day = scale.x(when), scale.x(when + timedelta(hours=24))
            dots[source.id] = Dot(source, round(sum(day) / 2, 2), y, day)
        else:
            dots[source.id] = Dot(source, scale.x(when), y)
    ties = tuple(
        Tie(
            one.kind,
            dots[one.source].source.tint,
            one.directed,
            dots[one.source],
            dots[one.target],
            abs(dots[one.source].x - dots[one.target].x) < 1.0,
        )
        for one in links
        if one.source in dots and one.target in dots
    )
    return MapView(
        dots=tuple(dots.values()),
        ties=ties,
        ticks=scale.ticks(words) if known else (),
        height=len(dots) * ROW,
        undated=sum(1 for t in times.values() if t is None),
        days=bool(days),
    )


def moment(iso: str) -> datetime | None:
    """A date of ISO 8601, or its time in its own zone; None where it is no day.

    >>> moment("2025-02-12T09:30"), moment("2025")
    (datetime.datetime(2025, 2, 12, 9, 30), None)
    """
    for length in (16, 10):
        try:
            if len(iso) >= length:
                return datetime.fromisoformat(iso[:length])
        except ValueError:
            continue
    return None


class Scale:
    """Times → places along the axis.

    Args:
        times: at least one, or none at all.
        hours: whether any of them states an hour.
    """

    def __init__(self, times: Sequence[datetime], hours: bool) -> None:
        self.first = min(times, default=datetime.min)
        self.last = max(times, default=datetime.min)
        self.hours = hours and self.last - self.first <= timedelta(days=2)

    def x(self, when: datetime) -> float:
        """Place of a time in percent; in the middle where there is one time only."""
        if self.first == self.last:
            return (LEFT + RIGHT) / 2
        share = (when - self.first) / (self.last - self.first)
        return round(LEFT + share * (RIGHT - LEFT), 2)

    def ticks(self, words: Wording) -> tuple[Tick, ...]:
        """Round places of the axis: hours, or days where more than two; at least one."""
        span = self.last - self.first
        if not span:
            return (Tick((LEFT + RIGHT) / 2, self._label(self.first, words), "middle"),)
        unit = timedelta(hours=1) if self.hours else timedelta(days=1)
        step = unit * max(1, -(-(span // unit) // TICKS))
        base = self.first.replace(minute=0, second=0, microsecond=0)
        start = base if self.hours else base.replace(hour=0)
        found: list[Tick] = []
        at = start if start >= self.first else start + unit
        while at <= self.last:
            place = self.x(at)
            anchor = "start" if place < 20 else "end" if place > 85 else "middle"
            found.append(Tick(place, self._label(at, words), anchor))
            at += step
        return tuple(found) or (Tick(LEFT, self._label(self.first, words), "start"),)

    def _label(self, when: datetime, words: Wording) -> str:
        within = self.hours and (when.hour or when.minute)
        day = words.day(when.year, when.month, when.day)
        return f"{day}, {when:%H:%M}" if within else day
